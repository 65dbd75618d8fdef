package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"

	"entente/agents"
	"entente/sim/journal"
)

// msel compiles the Master Scenario Events List in declared order.
func (c *compiler) msel() {
	c.entry = map[string]agents.EntryID{}
	for i, d := range c.doc.MSEL {
		c.entry[d.Number] = agents.EntryID(i)
	}
	for _, d := range c.doc.MSEL {
		path := join("msel", d.Number)
		e := agents.Entry{
			Ref:  c.spec.Names.Add(journal.SortEntry, d.Number, d.Title, 0),
			Type: agents.EntryType(d.Type), To: agents.None, Who: agents.None, Storyline: agents.None,
		}
		if id, ok := c.agency[d.To]; ok {
			e.To = id // else a cell outside the world
		}
		if d.Who != "" {
			e.Who = c.findAgency(join(path, "who"), d.Who)
		}
		if d.Storyline != "" {
			e.Storyline = c.findStoryline(join(path, "storyline"), d.Storyline)
		}
		c.entryTime(&e, d, path)
		c.entryCondition(&e, d, path)
		c.spec.Entries = append(c.spec.Entries, e)
	}
	for i, d := range c.doc.MSEL {
		if d.Effect != nil {
			c.entryEffects(&c.spec.Entries[i], d.Effect, join("msel", d.Number)+".effect")
		}
	}
}

func (c *compiler) findStoryline(path string, id ID) agents.StorylineID {
	if s, ok := c.storyline[id]; ok {
		return s
	}
	c.unknown(path, "storyline", string(id), idText(sorted(c.doc.Storylines)))
	return agents.None
}

// timeKey is the key that says when an entry of a type is due.
var timeKey = [...]string{"at", "after", "by", "at"}

func (c *compiler) entryTime(e *agents.Entry, d *Event, path string) {
	want := timeKey[e.Type]
	for _, k := range []struct {
		key string
		at  *Instant
	}{{"at", d.At}, {"after", d.After}, {"by", d.By}} {
		switch {
		case k.key == want && k.at == nil:
			c.problem(join(path, want), "is missing", "")
		case k.key == want:
			e.At = c.instant(*k.at)
			if e.At < 0 {
				c.problem(join(path, want), "before StartEx", "")
			}
		case k.at != nil:
			c.problem(join(path, k.key), fmt.Sprintf("has no meaning for an entry of type %s", entryKinds[e.Type]), "write "+want)
		}
	}
}

// entryCondition compiles `if` of a contingency and `when` of an expected
// action.
func (c *compiler) entryCondition(e *agents.Entry, d *Event, path string) {
	key, text, other, otherText := "if", d.If, "when", d.When
	if e.Type == agents.ExpectedEntry {
		key, text, other, otherText = other, otherText, key, text
	}
	if otherText != "" {
		c.problem(join(path, other), fmt.Sprintf("has no meaning for an entry of type %s", entryKinds[e.Type]), "")
	}
	needed := e.Type == agents.ContingencyEntry || e.Type == agents.ExpectedEntry
	switch {
	case needed && text == "":
		c.problem(join(path, key), "is missing", "")
		return
	case !needed && text != "":
		c.problem(join(path, key), fmt.Sprintf("has no meaning for an entry of type %s", entryKinds[e.Type]), "")
		return
	case text == "":
		return
	}
	if e.Type == agents.ExpectedEntry && e.Who == agents.None && d.Who == "" {
		c.problem(join(path, "who"), "is missing", "")
	}
	t := triggers{c: c, entry: e}
	cond, faults := t.compile(text)
	for _, f := range faults {
		c.r.add(c.inside(join(path, key), f.at), join(path, key), f.what, f.hint)
	}
	e.If = cond
}

// triggers lowers a trigger expression to a flat postfix Condition.
type triggers struct {
	c     *compiler
	entry *agents.Entry
	out   agents.Condition
	bad   []fault
}

func (t *triggers) compile(text string) (agents.Condition, []fault) {
	tree, bad := parseExpr(text)
	if bad != nil {
		return nil, []fault{*bad}
	}
	t.lower(tree)
	return t.out, t.bad
}

func (t *triggers) fail(n ast.Node, what, hint string) {
	t.bad = append(t.bad, fault{n.Location().From, what, hint})
}

func (t *triggers) lower(n ast.Node) {
	switch x := n.(type) {
	case *ast.UnaryNode:
		if x.Operator == "!" || x.Operator == "not" {
			t.lower(x.Node)
			t.out = append(t.out, agents.Test{Op: agents.Not})
			return
		}
	case *ast.BinaryNode:
		op, ok := map[string]agents.TestOp{"&&": agents.And, "and": agents.And, "||": agents.Or, "or": agents.Or}[x.Operator]
		if ok {
			t.lower(x.Left)
			t.lower(x.Right)
			t.out = append(t.out, agents.Test{Op: op})
			return
		}
	case *ast.CallNode:
		t.call(x)
		return
	}
	t.fail(n, "this may not stand here", "write sent(storyline, nation), done(number), reached(agency, LEVEL, storyline), read(agency, fact), stage(storyline, n), adopted(motion), and, or, not")
}

// verbs are the trigger functions with what their arguments are.
var verbs = []struct {
	name string
	op   agents.TestOp
	args []string
}{
	{"sent", agents.SentTo, []string{"storyline", "nation"}},
	{"done", agents.EntryDone, []string{"entry"}},
	{"reached", agents.Reached, []string{"agency", "level", "storyline"}},
	{"read", agents.HasRead, []string{"agency", "fact"}},
	{"stage", agents.StageIs, []string{"storyline", "number"}},
	{"adopted", agents.IsAdopted, []string{"motion"}},
}

func (t *triggers) call(x *ast.CallNode) {
	name, _ := dotted(x.Callee)
	var known []string
	for _, v := range verbs {
		known = append(known, v.name)
		if v.name != name {
			continue
		}
		if len(x.Arguments) != len(v.args) {
			t.fail(x, fmt.Sprintf("%s needs %s", name, strings.Join(v.args, ", ")), "")
			return
		}
		test := agents.Test{Op: v.op}
		slot := &test.A
		for i, arg := range x.Arguments {
			if v.args[i] == "level" {
				test.Grade = t.level(arg)
				continue
			}
			*slot = t.argument(arg, v.args[i])
			slot = &test.B
		}
		if v.op == agents.StageIs && len(t.bad) == 0 {
			if n := len(t.c.spec.Storylines[test.A].Stages); test.B < 1 || int(test.B) > n {
				t.fail(x.Arguments[1], fmt.Sprintf("there is no stage %d", test.B), fmt.Sprintf("the last is %d", n))
			}
		}
		t.out = append(t.out, test)
		return
	}
	err := unknown("trigger", name, known)
	t.fail(x, err.Error(), hintOf(err))
}

func (t *triggers) level(n ast.Node) journal.Grade {
	word, _ := dotted(n)
	var g Grade
	if err := g.parseText(word); err != nil {
		t.fail(n, err.Error(), hintOf(err))
	}
	return journal.Grade(g)
}

// argument gives the number behind an argument of a kind.
func (t *triggers) argument(n ast.Node, kind string) int32 {
	word, ok := argumentText(n)
	if !ok {
		t.fail(n, "not a name", "put quotes around names with a hyphen")
		return 0
	}
	c := t.c
	var known []string
	switch kind {
	case "storyline":
		if s, ok := c.storyline[ID(word)]; ok {
			return int32(s)
		}
		known = idText(sorted(c.doc.Storylines))
	case "nation":
		if s, ok := c.nation[ID(word)]; ok {
			return int32(s)
		}
		known = idText(c.nationIDs)
	case "agency":
		if s, ok := c.agency[word]; ok {
			return int32(s)
		}
		known = c.agencyNames
	case "fact":
		if s, ok := c.fact[word]; ok {
			return int32(s)
		}
		known = sorted(c.fact)
	case "entry":
		if s, ok := c.entry[word]; ok {
			return int32(s)
		}
		known = sorted(c.entry)
	case "motion":
		if s, ok := c.motion[word]; ok {
			return int32(s)
		}
		known = sorted(c.motion)
	case "number":
		if s, err := parseCount(word); err == nil {
			return int32(s)
		}
	}
	err := unknown(kind, word, known)
	t.fail(n, err.Error(), hintOf(err))
	return 0
}

func argumentText(n ast.Node) (string, bool) {
	switch x := n.(type) {
	case *ast.StringNode:
		return x.Value, true
	case *ast.IntegerNode:
		return strconv.Itoa(x.Value), true
	}
	return dotted(n)
}

// askAbout finds the storyline that a question is about where the entry does
// not name one: that of its condition, or the only one there is.
func (c *compiler) askAbout(e *agents.Entry, path string) {
	if e.Storyline != agents.None {
		return
	}
	about := c.storylinesOf(e.If, nil)
	if len(about) == 0 && len(c.spec.Storylines) == 1 {
		about = []agents.StorylineID{0}
	}
	if len(about) != 1 {
		c.problem(join(path, "ask"), "about what?", "give the entry a storyline")
		return
	}
	e.Storyline = about[0]
}

// storylinesOf lists the storylines that a condition looks at, also by way of other
// entries.
func (c *compiler) storylinesOf(cond agents.Condition, seen []int32) []agents.StorylineID {
	var out []agents.StorylineID
	for _, t := range cond {
		switch t.Op {
		case agents.SentTo, agents.StageIs:
			out = append(out, agents.StorylineID(t.A))
		case agents.Reached:
			out = append(out, agents.StorylineID(t.B))
		case agents.HasRead:
			out = append(out, c.spec.Facts[t.B].Storyline)
		case agents.EntryDone:
			if slices.Contains(seen, t.A) {
				continue
			}
			other := &c.spec.Entries[t.A]
			if other.Storyline != agents.None {
				out = append(out, other.Storyline)
			}
			out = append(out, c.storylinesOf(other.If, append(seen, t.A))...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
