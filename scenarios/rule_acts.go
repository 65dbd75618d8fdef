package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/law"
	"entente/agents/model"
	"entente/sim/journal"
)

// acting says, for each effect of a law, on which kinds of messages it does
// anything, and what it needs of them.
var acting = [...]struct {
	on   []journal.Message // empty: on every kind
	what string
}{
	law.Block:   {},
	law.Delay:   {},
	law.Require: {},
	law.Strip:   {facts, "strip takes facts out of items and replies"},
	law.Notify:  {allBut(journal.Notice), "notify tells of what is sent, not of notices themselves"},
	law.Limit:   {[]journal.Message{journal.Request, journal.TaskGiven}, "limit starts the clock of an answer to a request or a task"},
	law.Narrow:  {facts, "narrow binds who reads facts, in items and replies"},
	law.Retain:  {facts, "retain binds who reads facts, in items and replies"},
	law.Assure:  {allBut(journal.AssuranceAsked, journal.AssuranceGiven, journal.AssuranceRefused), "assure waits with what is sent"},
}

// facts are the messages that carry facts.
var facts = []journal.Message{journal.Item, journal.Reply}

func allBut(not ...journal.Message) (list []journal.Message) {
	for m := journal.Item; m.Exists(); m++ {
		if !slices.Contains(not, m) {
			list = append(list, m)
		}
	}
	return list
}

// checkActs refuses what is written of a law and would do nothing.
func (c *compiler) checkActs(id model.RuleID) {
	r, d := &c.spec.Rules[id], &c.ruleDocs[id]
	if a := &acting[r.Effect]; len(a.on) > 0 {
		known := c.knownWays(id)
		if !known.Never(r.When) && !slices.ContainsFunc(a.on, func(m journal.Message) bool {
			return !known.With(law.Message, int64(m)).Never(r.When)
		}) {
			c.problem(d.Path+".when", "holds for no message on which its effect does anything: "+a.what, "")
		}
	}
	if r.Effect == law.Delay && r.Delay.IsZero() {
		c.problem(d.Path+".do", "a delay of no time does nothing", "leave the law out, or give it a time")
	}
	if d.Doc.Then.text != "" && r.Effect != law.Limit {
		c.problem(d.Path+".then", fmt.Sprintf("%s has no clock for an answer that could run out", effectVerbs[r.Effect]), "leave it out; `limit` has one")
	}
	if d.Doc.Review != "" && d.Doc.Unless == "" {
		c.problem(d.Path+".review", "nothing is excepted, so nothing is reviewed", "say when the law is lifted with `unless`, or leave this out")
	}
	refuses := map[string][]law.Effect{
		"rights":      {law.Block, law.Require, law.Assure, law.Strip},
		"criminality": {law.Block},
	}[d.Doc.Ground]
	if len(refuses) > 0 && !slices.Contains(refuses, r.Effect) {
		var verbs []string
		for _, e := range refuses {
			verbs = append(verbs, effectVerbs[e])
		}
		c.problem(d.Path+".ground", fmt.Sprintf("%s never refuses anything, so it needs no ground", effectVerbs[r.Effect]),
			fmt.Sprintf("%s is the ground of %s", d.Doc.Ground, strings.Join(verbs, ", ")))
	}
}
