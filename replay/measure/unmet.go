package measure

import (
	"slices"

	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// Condition is one of those that an outcome needs, in the order in which they are
// asked.
type Condition uint8

// The conditions.
const (
	Fulfilled    Condition = iota
	Knowledge              // enough key facts, believed and free to be used for it
	Judgement              // the agency's own assessment
	Leave                  // of the authority, granted
	Jurisdiction           // at home, or over a border with the host's leave
	Opening                // the hours in which it may be done, and a free team
)

// Unmet is the first condition of a deadline that failed when it was due, with the
// rule, authority, nation or action that stood in the way, where one did.
type Unmet struct {
	Condition Condition
	Short     int      // Knowledge: how many more facts it takes
	Lacks     []Lack   // of these, those that came furthest first
	Since     sim.Time // since when it waits; sim.Never where nothing was begun
	Reason    journal.Reason
	Rule      journal.Ref
}

var (
	askedAction       = field(journal.Asked, "action")
	askedStoryline    = field(journal.Asked, "storyline")
	askedOf           = field(journal.Asked, "of")
	crossingAction    = field(journal.Crossing, "action")
	crossingStoryline = field(journal.Crossing, "storyline")
	crossingHost      = field(journal.Crossing, "host")
	crossingOutcome   = field(journal.Crossing, "outcome")
)

// want is what a deadline asks of whom, looked up.
type want struct {
	st            *replay.State // when it is due
	now           sim.Time
	agency, story journal.Ref
	thread        journal.Thread
	action        *journal.Action // nil: to know, or to have read
	ref           journal.Ref     // the action
	read          []journal.Ref   // facts to read; empty: to recognise the pattern
}

// Unmet gives the first condition that failed when a deadline was due.
func (s *Story) Unmet(d *Deadline) Unmet {
	w := &want{st: s.At(d.At), now: d.At, agency: s.find(journal.SortAgency, d.Agency), story: s.find(journal.SortStoryline, d.Due.Storyline)}
	for _, f := range d.Facts {
		w.read = append(w.read, s.find(journal.SortFact, f))
	}
	if i := slices.IndexFunc(s.Static.Storylines, func(t journal.Thread) bool { return t.Name == d.Due.Storyline }); i >= 0 {
		w.thread = s.Static.Storylines[i]
	}
	if i := slices.IndexFunc(s.Static.Actions, func(a journal.Action) bool { return a.Name == d.Action }); i >= 0 {
		w.action = &s.Static.Actions[i]
		w.ref = s.find(journal.SortAction, w.action.Name)
	}
	for _, failed := range []func(*want) Unmet{s.knowledge, s.judgement, s.leave, s.jurisdiction, s.opening} {
		if u := failed(w); u.Condition != Fulfilled {
			return u
		}
	}
	return Unmet{}
}

// knowledge asks for enough key facts that may be used for what is wanted.
func (s *Story) knowledge(w *want) Unmet {
	if len(w.read) > 0 {
		return s.short(w, w.read, len(w.read), 0)
	}
	need := int64(journal.Lead)
	keys := s.KeyFacts(w.thread.Name)
	if w.action != nil {
		need = journal.ActOn
		if w.action.Passive {
			need |= journal.Passive
		}
	}
	if u := s.short(w, keys, w.thread.K, need); u.Condition != Fulfilled {
		return u
	}
	if w.action != nil && w.action.Evidence {
		return s.short(w, keys, w.thread.K, journal.Evidence)
	}
	return Unmet{}
}

// short counts the facts that an agency has for a use, of which it needs so many,
// and says where the others were. No use is to have understood them.
func (s *Story) short(w *want, facts []journal.Ref, need int, use int64) Unmet {
	u := Unmet{Short: need, Since: sim.Never}
	for _, f := range facts {
		h := w.st.Holding(w.agency, f)
		switch {
		case use == 0 && h != nil && h.Understood != sim.Never,
			use != 0 && h != nil && h.Credited != sim.Never && h.Purged == sim.Never && h.Purposes&use != 0:
			u.Short--
		case use != 0 && h != nil && h.Credited != sim.Never:
			u.Lacks = append(u.Lacks, s.barred(h, use, w.now))
		default:
			u.Lacks = append(u.Lacks, s.trace(w.st, f, w.agency, w.now))
		}
	}
	if u.Short <= 0 {
		return Unmet{}
	}
	u.Condition = Knowledge
	sortLacks(u.Lacks)
	return u
}

// judgement asks whether the agency has made enough of what it believes.
func (s *Story) judgement(w *want) Unmet {
	needs := journal.Recognised
	switch {
	case len(w.read) > 0:
		return Unmet{}
	case w.action != nil && w.action.NeedsLevel == journal.Actionable.String():
		needs = journal.Actionable
	}
	l := w.st.Level(w.agency, w.story)
	if l != nil && l.Grade >= needs {
		return Unmet{}
	}
	if u := s.short(w, s.KeyFacts(w.thread.Name), w.thread.K, journal.Lead); u.Condition != Fulfilled {
		return u // a pattern is seen in what may at least be a lead
	}
	for _, missing := range s.lacking(w, needs) {
		if u := s.short(w, missing, 1, journal.Lead); u.Condition != Fulfilled {
			return u
		}
	}
	u := Unmet{Condition: Judgement, Rule: w.agency}
	for _, f := range s.KeyFacts(w.thread.Name) { // since it had what makes the pattern
		if h := w.st.Holding(w.agency, f); h != nil && h.Credited != sim.Never {
			u.Since = max(u.Since, h.Credited)
		}
	}
	return u
}

// lacking gives the groups of facts of each of which one is needed for a level: of
// every kind that the pattern has, and for ACTIONABLE one that identifies and one at
// home.
func (s *Story) lacking(w *want, needs journal.Grade) (groups [][]journal.Ref) {
	pick := func(ok func(*journal.Fact) bool) {
		var list []journal.Ref
		for i := range s.Static.Facts {
			if f := &s.Static.Facts[i]; f.Storyline == w.thread.Name && ok(f) {
				list = append(list, s.find(journal.SortFact, f.Name))
			}
		}
		if len(list) > 0 {
			groups = append(groups, list)
		}
	}
	for _, k := range w.thread.Kinds {
		pick(func(f *journal.Fact) bool { return f.Key && f.Kind == k })
	}
	if needs == journal.Actionable {
		pick(func(f *journal.Fact) bool { return f.Kind == journal.IDENTITY.String() })
		pick(func(f *journal.Fact) bool { return f.Place == s.Nation(w.agency) })
	}
	return groups
}

// leave asks for the authority's.
func (s *Story) leave(w *want) Unmet {
	if w.action == nil || w.action.Authority == "" {
		return Unmet{}
	}
	u := Unmet{Condition: Leave, Since: sim.Never, Reason: journal.NotGranted, Rule: w.agency}
	for i := range s.Records {
		r := &s.Records[i]
		if r.At > w.now {
			break
		}
		if r.Actor != w.agency || r.Kind != journal.Asked && r.Kind != journal.Authority ||
			journal.Ref(r.Args[askedAction]) != w.ref || journal.Ref(r.Args[askedStoryline]) != w.story || r.Nth > 0 {
			continue
		}
		switch {
		case r.Kind == journal.Asked:
			u.Since, u.Reason, u.Rule = r.At, journal.NoReason, journal.Ref(r.Args[askedOf])
		case r.Reason == journal.NoReason:
			return Unmet{}
		default:
			u.Since, u.Reason, u.Rule = r.At, r.Reason, r.Rule
		}
	}
	return u
}

// jurisdiction asks for a fact at home, or for a border that may be crossed.
func (s *Story) jurisdiction(w *want) Unmet {
	if w.action == nil {
		return Unmet{}
	}
	var home []journal.Ref
	for _, f := range s.Static.Facts {
		if f.Storyline != w.thread.Name || f.Place != s.Nation(w.agency) {
			continue
		}
		ref := s.find(journal.SortFact, f.Name)
		home = append(home, ref)
		if h := w.st.Holding(w.agency, ref); h != nil && h.Credited != sim.Never && h.Purposes&(journal.ActOn|journal.Passive) != 0 {
			return Unmet{}
		}
	}
	u := Unmet{Condition: Jurisdiction, Since: sim.Never, Rule: w.agency}
	for i := range s.Records {
		r := &s.Records[i]
		if r.At > w.now {
			break
		}
		if r.Kind == journal.Crossing && journal.Ref(r.Args[crossingAction]) == w.ref && journal.Ref(r.Args[crossingStoryline]) == w.story {
			u.Since, u.Reason, u.Rule = r.At, r.Reason, journal.Ref(r.Args[crossingHost])
			if journal.Outcome(r.Args[crossingOutcome]) == journal.Granted {
				return Unmet{}
			}
		}
	}
	if u.Since == sim.Never && len(home) > 0 {
		return s.short(w, home, 1, journal.ActOn)
	}
	return u
}

// opening is what is left where an action is not available: its hours, or its teams.
func (s *Story) opening(w *want) Unmet {
	if w.action == nil {
		return Unmet{}
	}
	u := Unmet{Condition: Opening, Since: sim.Never, Reason: journal.WindowClosed, Rule: w.ref}
	for _, a := range w.st.Actions() {
		if a.Action != w.ref {
			continue
		}
		if a.Storyline == w.story && a.Available != sim.Never {
			return Unmet{}
		}
		if a.Storyline != w.story && a.Ordered != sim.Never && a.Closed == sim.Never {
			u.Since, u.Reason = a.Ordered, journal.NoTeam
		}
	}
	return u
}
