package explain

import (
	"slices"
	"strconv"
	"strings"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

var (
	decidedOutcome = journal.Decided.Field("outcome")
	decidedBody    = journal.Decided.Field("body")
	decidedAbout   = journal.Decided.Field("storyline")
)

// Decision explains how long a body took over a proposal: the first of its motion,
// or the n-th where the name is MOTION/n. The window is from its submission to the
// decision; of one that was never submitted it is empty.
func (x *Reader) Decision(name string) (*Explanation, error) {
	motion, number, _ := strings.Cut(name, "/")
	thing, err := x.named(journal.SortMotion, "motion", motion)
	if err != nil {
		return nil, err
	}
	proposals, err := x.proposals(thing)
	if err != nil {
		return nil, err
	}
	nth := 1
	if number != "" {
		if nth, err = strconv.Atoi(number); err != nil {
			nth = 0
		}
	}
	if nth < 1 || nth > max(len(proposals), 1) {
		u := &Unknown{What: "proposal", Name: name}
		for i := range proposals {
			u.Known = append(u.Known, motion+"/"+strconv.Itoa(i+1))
		}
		return nil, u
	}
	e := &Explanation{
		Subject: Subject{Topic: OfDecision, Thing: thing, Nth: nth},
		Outcome: journal.NotYet, Came: sim.Never, Due: sim.Never, From: x.end, To: x.end,
	}
	if len(proposals) == 0 { // nobody put the motion
		x.addRules(e)
		return e, nil
	}
	e.ID = proposals[nth-1]
	return e, x.decision(e)
}

// Decisions explains every proposal that came before a body or its secretariat, motion
// by motion as the scenario names them, and those of one motion in order of time.
func (x *Reader) Decisions() ([]*Explanation, error) {
	var list []*Explanation
	for _, motion := range x.names(journal.SortMotion) {
		proposals, err := x.proposals(x.find(journal.SortMotion, motion))
		if err != nil {
			return nil, err
		}
		for n := range proposals {
			e, err := x.Decision(motion + "/" + strconv.Itoa(n+1))
			if err != nil {
				return nil, err
			}
			list = append(list, e)
		}
	}
	return list, nil
}

// proposals are the identities of the proposals of a motion that came before its
// body, or that its secretariat refused, in order.
func (x *Reader) proposals(motion journal.Ref) ([]sim.ID, error) {
	all, err := x.collect(replay.Query{Kinds: []journal.Kind{journal.Proposed, journal.Decided}, Mention: motion})
	if err != nil {
		return nil, err
	}
	var list []sim.ID
	for _, r := range all {
		if r.Subject != 0 && !slices.Contains(list, r.Subject) {
			list = append(list, r.Subject)
		}
	}
	return list, nil
}

// decision fills in what became of a proposal.
func (x *Reader) decision(e *Explanation) (err error) {
	if e.Course, err = x.collect(replay.Query{Subject: e.ID}); err != nil {
		return err
	}
	e.Course = slices.DeleteFunc(e.Course, func(r *journal.Record) bool { return onTheWay(r) || r.Kind == journal.Implemented })
	begun := e.Course[0]
	e.First, e.From, e.Outcome = begun.Num, begun.At, journal.Open
	e.End = last(e.Course, nil)
	e.Agency, e.Storyline = ref(begun, decidedBody), ref(begun, decidedAbout)
	if done := last(e.Course, decides); done != nil {
		e.End, e.Came, e.To = done, done.At, done.At
		e.Outcome, e.Reason, e.Rule = outcome(done, decidedOutcome), done.Reason, done.Rule
	}
	e.Stretches, err = x.layOutUntil(e.End, nil, e.From, e.To, Stretch{Step: journal.Body, Cause: journal.Period, Object: e.Agency, Record: e.End.Num})
	if err != nil {
		return err
	}
	return x.finish(e)
}

// decides says whether a record ends a proposal.
func decides(r *journal.Record) bool {
	return r.Kind == journal.Decided && outcome(r, decidedOutcome) != journal.Redrafted
}
