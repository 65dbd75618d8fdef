package scenarios

import (
	"fmt"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
)

// Event is an entry of the Master Scenario Events List.
type Event struct {
	Number string `yaml:"number" need:"yes"`
	// Type: inject, contingency, expected_action or other.
	Type  EntryKind `yaml:"type" need:"yes"`
	Title string    `yaml:"title"`
	// Status: Draft, Submitted, Approved, Synchronized, Released, Complete,
	// Deferred or Obsolete; unset, Approved. A deferred entry is only played where
	// an effect releases it, an obsolete one never.
	Status *Status `yaml:"status"`
	// At: an inject is released. After: a contingency is looked at, and until
	// Until watched; an expected action counts from then on. By: an expected
	// action is due.
	At     *Instant `yaml:"at"`
	After  *Instant `yaml:"after"`
	Until  *Instant `yaml:"until"`
	By     *Instant `yaml:"by"`
	From   string   `yaml:"from"`
	To     string   `yaml:"to"`
	Who    string   `yaml:"who"`
	Method string   `yaml:"method"`
	// Storyline it belongs to.
	Storyline ID     `yaml:"storyline"`
	Objective string `yaml:"objective"`
	Category  string `yaml:"category"`
	Text      string `yaml:"text"`
	Expected  string `yaml:"expected"`
	// Notes for controllers.
	Notes string `yaml:"notes"`
	// If: a contingency is released when this holds. When: an expected action
	// is seen when this holds.
	If   string `yaml:"if"`
	When string `yaml:"when"`
	// Precedence is written on what the entry makes somebody send or ask, and on the
	// fact that it hands to `to`. Unset, it is what the sender makes of the matter.
	Precedence *Precedence  `yaml:"precedence"`
	Effect     *EventEffect `yaml:"effect"`
}

// maxEntries bounds an events list: each entry may wait for all others.
const maxEntries = 5_000

// msel compiles the Master Scenario Events List in declared order.
func (c *compiler) msel() {
	c.entry = map[string]model.EntryID{}
	if n := len(c.doc.MSEL); n > maxEntries {
		c.problem("msel", fmt.Sprintf("%d entries; at most %d", n, maxEntries), "")
		return
	}
	for i, d := range c.doc.MSEL {
		c.entry[d.Number] = model.EntryID(i)
	}
	for _, d := range c.doc.MSEL {
		path := tree.Join("msel", d.Number)
		e := model.Entry{
			Ref:  c.spec.Names.Add(journal.SortEntry, d.Number, d.Title, 0),
			Type: model.EntryType(d.Type), To: model.None, Who: model.None, Storyline: model.None,
			Deferred: d.status() == Deferred || d.status() == Obsolete, Label: d.Precedence.label(),
		}
		if id, ok := c.agency[d.To]; ok {
			e.To = id // else a cell outside the world
		}
		if d.Who != "" {
			e.Who = c.findAgency(tree.Join(path, "who"), d.Who)
		}
		if d.Storyline != "" {
			e.Storyline = c.findStoryline(tree.Join(path, "storyline"), d.Storyline)
		}
		c.entryTime(&e, d, path)
		c.entryCondition(&e, d, path)
		c.spec.Entries = append(c.spec.Entries, e)
	}
	for i, d := range c.doc.MSEL {
		if d.Effect != nil {
			c.entryEffects(&c.spec.Entries[i], d.Effect, tree.Join("msel", d.Number)+".effect")
		}
		if d.Precedence != nil && !d.takesPrecedence() {
			c.problem(tree.Join("msel", d.Number)+".precedence", "the entry sends, asks and hands over nothing on which it could be written", "give it an effect `message`, `ask` or, with `to`, `expose`")
		}
	}
}

func (c *compiler) findStoryline(path string, id ID) model.StorylineID {
	if s, ok := c.storyline[id]; ok {
		return s
	}
	c.unknown(path, "storyline", string(id), idText(sorted(c.doc.Storylines)))
	return model.None
}

// takesPrecedence says whether an entry does something that a precedence can be written on.
func (d *Event) takesPrecedence() bool {
	return d.Effect != nil && (d.Effect.Ask != nil || d.Effect.Message != nil || d.Effect.Expose != "" && d.To != "")
}

// status is an entry's, Approved where nothing is said.
func (d *Event) status() Status {
	if d.Status == nil {
		return Approved
	}
	return *d.Status
}

// timeKeys are the keys that say when an entry of a type is due, and which it may
// have besides.
var timeKeys = [...]struct{ need, may string }{
	model.InjectEntry:      {need: "at"},
	model.ContingencyEntry: {need: "after", may: "until"},
	model.ExpectedEntry:    {need: "by", may: "after"},
	model.OtherEntry:       {need: "at"},
}

// entryTime compiles when an entry is due, and the window before or after it.
func (c *compiler) entryTime(e *model.Entry, d *Event, path string) {
	keys := timeKeys[e.Type]
	at := map[string]sim.Time{}
	for _, k := range []struct {
		key string
		at  *Instant
	}{{"at", d.At}, {"after", d.After}, {"until", d.Until}, {"by", d.By}} {
		switch {
		case k.at == nil && k.key == keys.need:
			c.problem(tree.Join(path, k.key), "is missing", "")
		case k.at == nil:
		case k.key != keys.need && k.key != keys.may:
			c.problem(tree.Join(path, k.key), fmt.Sprintf("has no meaning for an entry of type %s", entryKinds[e.Type]), "write "+keys.need)
		default:
			if at[k.key] = c.instant(*k.at); at[k.key] < 0 {
				c.problem(tree.Join(path, k.key), "before StartEx", "")
			}
		}
	}
	e.At, e.Until = at[keys.need], at["until"]
	if keys.may == "after" {
		e.From = at["after"]
	}
	for _, w := range []struct{ first, last string }{{"after", "until"}, {"after", "by"}} {
		from, ok1 := at[w.first]
		to, ok2 := at[w.last]
		if ok1 && ok2 && to <= from {
			c.problem(tree.Join(path, w.last), fmt.Sprintf("not after `%s`", w.first), "")
		}
	}
}

// entryCondition compiles `if` of a contingency and `when` of an expected
// action.
func (c *compiler) entryCondition(e *model.Entry, d *Event, path string) {
	key, text, other, otherText := "if", d.If, "when", d.When
	if e.Type == model.ExpectedEntry {
		key, text, other, otherText = other, otherText, key, text
	}
	if otherText != "" {
		c.problem(tree.Join(path, other), fmt.Sprintf("has no meaning for an entry of type %s", entryKinds[e.Type]), "")
	}
	needed := e.Type == model.ContingencyEntry || e.Type == model.ExpectedEntry
	switch {
	case needed && text == "":
		c.problem(tree.Join(path, key), "is missing", "")
		return
	case !needed && text != "":
		c.problem(tree.Join(path, key), fmt.Sprintf("has no meaning for an entry of type %s", entryKinds[e.Type]), "")
		return
	case text == "":
		return
	}
	if e.Type == model.ExpectedEntry && e.Who == model.None && d.Who == "" {
		c.problem(tree.Join(path, "who"), "is missing", "")
	}
	t := triggers{c: c, entry: e}
	cond, faults := t.compile(text)
	for _, f := range faults {
		c.r.Note(c.placeInside(tree.Join(path, key), f.At), tree.Join(path, key), f.Refusal)
	}
	e.If = cond
}

// entries are the MSEL for people.
func (c *compiler) entries() []journal.Entry {
	var out []journal.Entry
	list := c.tree.Get("msel")
	for i, e := range c.doc.MSEL {
		x := &c.spec.Entries[i]
		entry := journal.Entry{
			Number: e.Number, Type: entryKinds[e.Type], Title: e.Title, Status: statuses[e.status()],
			At: int64(x.At), From: e.From, To: e.To, Who: e.Who, Method: e.Method, Storyline: string(e.Storyline),
			Objective: e.Objective, Category: e.Category, Text: e.Text, Expected: e.Expected, Notes: e.Notes, Condition: cmpOr(e.If, e.When),
			Terms: c.termTexts(x.If),
		}
		if x.Type == model.ExpectedEntry {
			entry.Opens = int64(x.From)
		}
		if x.Until > x.At {
			entry.Closes = int64(x.Until)
		}
		if n := list.Vals[i].Get("effect"); n != nil {
			entry.Effect = n.Flow()
		}
		out = append(out, entry)
	}
	return out
}

// askAbout finds the storyline that a question is about where the entry does
// not name one: that of its condition, or the only one there is.
func (c *compiler) askAbout(e *model.Entry, path string) {
	if e.Storyline != model.None {
		return
	}
	about := c.storylinesOf(e.If, nil)
	if len(about) == 0 && len(c.spec.Storylines) == 1 {
		about = []model.StorylineID{0}
	}
	if len(about) != 1 {
		c.problem(tree.Join(path, "ask"), "about what?", "give the entry a storyline")
		return
	}
	e.Storyline = about[0]
}
