package scenarios

import (
	"fmt"
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim/journal"
)

// Reminders is how somebody who waits for an answer asks again. Of a policy, about its
// agencies' questions; of a distribution rule, about what it sends, whose readers then
// confirm that they have read it; of an agreement, about requests under it where the
// asker has none of its own, from their delivery.
type Reminders struct {
	// After: from the asking to the first reminder, and from each to the next.
	After Dist `yaml:"after" need:"yes"`
	// Times: how often whoever was asked is reminded; unset, once.
	Times *Count `yaml:"times" max:"100"`
	// Precedence at which a reminder goes, at least: what is done for the question goes
	// with it from then on.
	Precedence Precedence `yaml:"precedence"`
	// Also: asked the same when the first reminder goes: an agency, or whoever has a
	// role in the nation that was asked.
	Also List `yaml:"also"`
	// Raise: asked the same once the last reminder has brought nothing.
	Raise List `yaml:"raise"`
}

// Precedence is ROUTINE, PRIORITY, IMMEDIATE or FLASH.
type Precedence journal.Precedence

func (p *Precedence) parseText(s string) error { return word("precedence", s, words.Precedences, 0, p) }
func (p Precedence) String() string            { return journal.Precedence(p).String() }

// reminders compiles how somebody asks again; 0 where nothing says so.
func (c *compiler) reminders(path string, d *Reminders) int32 {
	if d == nil {
		return 0
	}
	r := model.Reminders{After: d.After.Dist, Times: 1, Prec: journal.Precedence(d.Precedence)}
	if d.Times != nil {
		r.Times = int32(d.Times.Value)
	}
	if r.Times == 0 && len(d.Also) > 0 {
		c.problem(tree.Join(path, "also"), "is asked with the first reminder, and there is none", "write times: 1, or raise in place of also")
	}
	r.Also = c.addressees(tree.Join(path, "also"), d.Also)
	r.Raise = c.addressees(tree.Join(path, "raise"), d.Raise)
	c.spec.Reminders = append(c.spec.Reminders, r)
	return int32(len(c.spec.Reminders))
}

// addressees are agencies by name, or by their role in the nation that was asked.
func (c *compiler) addressees(path string, list List) (out []model.Addressee) {
	for i, word := range list {
		at := path
		if len(list) > 1 {
			at = tree.Element(path, i)
		}
		a, named := c.agency[word]
		switch {
		case named && c.spec.Agencies[a].Store != model.None:
			c.problem(at, fmt.Sprintf("%s is a store, and answers nobody", word), "")
		case named:
			out = append(out, model.Addressee{Agency: a})
		case slices.Contains(usualRoles, word) || slices.Contains(c.knownRoles(), word):
			out = append(out, model.Addressee{Agency: model.None, Role: c.term(ID(word))})
		default:
			c.unknown(at, "agency or role", word, append(c.knownRoles(), c.agencyNames...))
		}
	}
	return out
}

// label is what is written on a message; nothing where no precedence is given.
func (p *Precedence) label() model.Label {
	if p == nil {
		return 0
	}
	return model.LabelOf(journal.Precedence(*p))
}
