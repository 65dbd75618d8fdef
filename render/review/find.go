package review

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"entente/render/view"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Finder says which records fit what somebody wrote: words, all of which the record
// must say, and terms such as reason:OC nation:belmora kind:alert after:D+1 late:yes
// severity:notable rule:NAME. All terms must fit; of several reasons, nations, agencies, kinds or
// storylines, of which a record has one, any. Capitals and accents make no difference.
type Finder struct {
	As view.Perspective // who looks: what a message is about is no answer before it was read

	run   *Run
	bare  Event // what is known of an event from its outside
	terms []term
	words []string
	reads bool    // it asks what only the record says
	known []uint8 // by event, of what was read: 0 not yet, 1 does not fit, 2 fits
}

// alternatives are the keys of which a record fits if it fits any term.
var alternatives = []string{"reason", "nation", "agency", "kind", "thread"}

// readCost is about what reading a record and wording it costs, in steps.
const readCost = 256

// Cost is about what holding an event against it costs, in steps.
func (f *Finder) Cost() int {
	if f.reads {
		return readCost
	}
	return 1 + len(f.terms)
}

// Known says whether the i-th loaded event was held against it before, or takes no
// more than its row.
func (f *Finder) Known(i int) bool { return !f.reads || i < len(f.known) && f.known[i] != 0 }

// term is one condition on a record.
type term func(e *Event) bool

// finders are the terms by their key; each makes a term of a value.
var finders = map[string]func(r *Run, value string) (term, error){
	"nation": (*Run).byNation, "agency": (*Run).byAgency, "thread": (*Run).byThread, "kind": (*Run).byKind, "reason": (*Run).byDelay,
	"rule": (*Run).byRule, "fact": (*Run).byFact, "late": (*Run).byLate, "severity": (*Run).bySeverity,
	"after":  func(r *Run, v string) (term, error) { return r.byTime(v, func(at, t sim.Time) bool { return at >= t }) },
	"before": func(r *Run, v string) (term, error) { return r.byTime(v, func(at, t sim.Time) bool { return at < t }) },
}

// finderKeys are the keys of terms in the order in which people are told.
var finderKeys = []string{"reason", "nation", "agency", "kind", "thread", "fact", "rule", "after", "before", "late", "severity"}

// NewFinder reads what somebody wrote. An error says what there is.
func (r *Run) NewFinder(text string) (*Finder, error) {
	f, places := &Finder{run: r}, map[string]int{}
	for _, word := range strings.Fields(text) {
		key, value, isTerm := strings.Cut(word, ":")
		if !isTerm || key == "" || value == "" && finders[strings.ToLower(key)] == nil {
			f.words = append(f.words, Fold(word))
			continue
		}
		make := finders[strings.ToLower(key)]
		if make == nil {
			return nil, &view.Unknown{What: "term", Name: key, Known: finderKeys}
		}
		if value == "" {
			return nil, fmt.Errorf("%s: lacks what it asks for, such as %s", key, examples[strings.ToLower(key)])
		}
		t, err := make(r, value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		key = strings.ToLower(key)
		if i, again := places[key]; again && slices.Contains(alternatives, key) {
			first := f.terms[i]
			f.terms[i] = func(e *Event) bool { return first(e) || t(e) }
			continue
		}
		places[key] = len(f.terms)
		f.terms = append(f.terms, t)
		f.reads = f.reads || slices.Contains([]string{"rule", "fact"}, key)
	}
	f.reads = f.reads || len(f.words) > 0
	return f, nil
}

// examples show each term.
var examples = map[string]string{
	"nation": "nation:NAME", "agency": "agency:NATION.NAME", "thread": "thread:NAME", "kind": "kind:alert", "reason": "reason:OC", "rule": "rule:NAME",
	"fact": "fact:NAME", "late": "late:yes", "after": "after:D+1T09:00", "before": "before:D+2", "severity": "severity:critical",
}

// Any says whether everything fits.
func (f *Finder) Any() bool { return len(f.terms) == 0 && len(f.words) == 0 }

// Fits says whether the i-th loaded event fits. What was read for it is remembered.
func (f *Finder) Fits(i int) (bool, error) {
	if f.run.Events[i].Kind == journal.NoKind { // it is missing
		return false, nil
	}
	if !f.reads {
		return f.fits(i)
	}
	if missing := len(f.run.Events) - len(f.known); missing > 0 {
		f.known = append(f.known, make([]uint8, missing)...)
	}
	if f.known[i] == 0 {
		fits, err := f.fits(i)
		if err != nil {
			return false, err
		}
		if f.known[i] = 1; fits {
			f.known[i] = 2
		}
	}
	return f.known[i] == 2, nil
}

func (f *Finder) fits(i int) (bool, error) {
	e := &f.run.Events[i]
	if f.isSealed(e) {
		f.bare = *e
		f.bare.Storyline = 0
		e = &f.bare
	}
	for _, t := range f.terms {
		if !t(e) {
			return false, nil
		}
	}
	if len(f.words) == 0 {
		return true, nil
	}
	rec, err := f.run.Records.Record(e.Num)
	if err != nil {
		return false, err
	}
	text := f.run.plainWords(rec)
	for _, w := range f.words {
		if !strings.Contains(text, w) {
			return false, nil
		}
	}
	return true, nil
}

// isSealed says whether an event is of a message that whoever looks had not read then.
func (f *Finder) isSealed(e *Event) bool {
	if f.As.Sort == view.WhiteCell || e.Storyline == 0 {
		return false
	}
	m := f.run.Message(e.Subject)
	return m != nil && f.run.Opened(f.As, m) > e.At
}

// plainWords is all that a record says, without capitals and accents.
func (r *Run) plainWords(rec *journal.Record) string {
	text := r.Speak.Record(rec) + " " + rec.Kind.String() + " " + r.Static.Things[rec.Actor].Name
	if rec.Rule != 0 {
		text += " " + r.Static.Things[rec.Rule].Name
	}
	for _, f := range rec.Facts {
		text += " " + r.Static.Things[f].Name
	}
	return Fold(text)
}

// things are those of some sorts whose name is, or ends with, a value; an error says
// what there is.
func (r *Run) things(what, value string, sorts ...journal.Sort) (list []journal.Ref, err error) {
	var known []string
	value = Fold(value)
	for i, t := range r.Static.Things {
		if i == 0 || !slices.Contains(sorts, journal.SortOf(t.Sort)) {
			continue
		}
		known = append(known, t.Name)
		if name := Fold(t.Name); name == value || strings.HasSuffix(name, "."+value) || Fold(r.Speak.Name(journal.Ref(i))) == value {
			list = append(list, journal.Ref(i))
		}
	}
	if list == nil {
		err = &view.Unknown{What: what, Name: value, Known: known}
	}
	return list, err
}

func (r *Run) byNation(v string) (term, error) {
	list, err := r.things("nation", v, journal.SortNation)
	return func(e *Event) bool { return slices.Contains(list, e.Nation) }, err
}

func (r *Run) byAgency(v string) (term, error) {
	list, err := r.things("agency", v, journal.SortAgency, journal.SortBody)
	return func(e *Event) bool { return slices.Contains(list, e.Actor) }, err
}

func (r *Run) byThread(v string) (term, error) {
	list, err := r.things("storyline", v, journal.SortStoryline)
	return func(e *Event) bool { return slices.Contains(list, e.Storyline) }, err
}

// byKind fits the kind of a record, or of the message that it is about.
func (r *Run) byKind(v string) (term, error) {
	kind, message := journal.KindOf(strings.ToLower(v)), journal.NoMessage
	for m := journal.NoMessage + 1; m.Exists(); m++ {
		if strings.EqualFold(m.String(), v) {
			message = m
		}
	}
	if !kind.Exists() && message == journal.NoMessage {
		var known []string
		for k := journal.NoKind + 1; k.Exists(); k++ {
			known = append(known, k.String())
		}
		for m := journal.NoMessage + 1; m.Exists(); m++ {
			known = append(known, strings.ToLower(m.String()))
		}
		return nil, &view.Unknown{What: "kind", Name: v, Known: known}
	}
	return func(e *Event) bool {
		if kind.Exists() && e.Kind == kind {
			return true
		}
		if message == journal.NoMessage {
			return false
		}
		i, is := r.messages[e.Subject]
		return is && r.Messages[i].Kind == message
	}, nil
}

// byDelay fits what a reason took time of, by its code or its words.
func (r *Run) byDelay(v string) (term, error) {
	var known []string
	for d := range measure.NumDelays {
		if known = append(known, d.Code()); !strings.EqualFold(d.Code(), v) && Fold(r.Speak.Terms.Delay(d.Code())) != Fold(strings.ReplaceAll(v, "-", " ")) {
			continue
		}
		return func(e *Event) bool {
			for i := r.heldBy(e.Num); i < len(r.Holds) && r.Holds[i].Record == e.Num; i++ {
				if r.Holds[i].Delay == d {
					return true
				}
			}
			return false
		}, nil
	}
	return nil, &view.Unknown{What: "reason", Name: v, Known: known}
}

// heldBy is the first hold that a record accounts for, or where it would stand.
func (r *Run) heldBy(n journal.Num) int {
	return sort.Search(len(r.Holds), func(i int) bool { return r.Holds[i].Record >= n })
}

// byRule fits what names a rule, desk, channel or body as its reason, or lost time there.
func (r *Run) byRule(v string) (term, error) {
	list, err := r.things("rule", v, journal.SortRule, journal.SortDesk, journal.SortChannel, journal.SortBody, journal.SortAgreement, journal.SortTerm)
	return func(e *Event) bool {
		for i := r.heldBy(e.Num); i < len(r.Holds) && r.Holds[i].Record == e.Num; i++ {
			if slices.Contains(list, r.Holds[i].Object) {
				return true
			}
		}
		rec, err := r.Records.Record(e.Num)
		return err == nil && slices.Contains(list, rec.Rule)
	}, err
}

func (r *Run) byFact(v string) (term, error) {
	list, err := r.things("fact", v, journal.SortFact)
	return func(e *Event) bool {
		rec, err := r.Records.Record(e.Num)
		return err == nil && slices.ContainsFunc(rec.Facts, func(f journal.Ref) bool { return slices.Contains(list, f) })
	}, err
}

func (r *Run) byLate(v string) (term, error) {
	switch Fold(v) {
	case "yes", "true", "1":
		return func(e *Event) bool { return e.Late }, nil
	case "no", "false", "0":
		return func(e *Event) bool { return !e.Late }, nil
	}
	return nil, &view.Unknown{What: "value", Name: v, Known: []string{"yes", "no"}}
}

// severities are the words for how much a record matters.
var severities = []string{Plain: "plain", Notable: "notable", Critical: "critical"}

// bySeverity fits what matters at least so much.
func (r *Run) bySeverity(v string) (term, error) {
	least := slices.Index(severities, Fold(v))
	if least < 0 {
		return nil, &view.Unknown{What: "severity", Name: v, Known: severities}
	}
	return func(e *Event) bool { return int(e.Weight) >= least }, nil
}

func (r *Run) byTime(v string, fits func(at, t sim.Time) bool) (term, error) {
	t, err := r.Static.Clock().Read(v)
	return func(e *Event) bool { return fits(e.At, t) }, err
}
