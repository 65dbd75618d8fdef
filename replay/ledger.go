package replay

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Ledger is who knew what at an instant: for everybody beside what was true, or
// for one nation or agency with nothing but what it had.
type Ledger struct {
	At     sim.Time
	As     journal.Ref // a nation, body or agency; 0: everybody
	Truth  []Truth     // what was exposed by then; none as somebody
	Stages []*Stage    // where storylines stood; none as somebody
	Rows   []Known     // by fact, then by who
	Levels []*Level    // what was made of storylines; of a nation the highest
}

// Truth is a fact that was there to be noticed.
type Truth struct {
	Fact        journal.Ref
	From, Until sim.Time
	Knowers     int // agencies that had understood it
}

// Known is how far a fact had come to somebody. As somebody, what was not yet
// understood has no Fact: a message lay there, and nobody there knew of what.
type Known struct {
	Holding  // Agency is who: a nation in a nation's ledger; 0: nobody
	Standing Standing
	Needs    bool          // ground truth: the storyline's needs name it
	Holders  []journal.Ref // in a nation's ledger, its agencies that understood it
}

// Standing is how far a fact had come.
type Standing uint8

// The standings.
const (
	Nobody     Standing = iota // exposed, and understood by no agency at all
	Elsewhere                  // needed here, and understood by others only
	Noticed                    // by own collection, not yet worked off
	Unread                     // delivered, not yet read
	Garbled                    // read, and it did not survive conversion
	Understood                 // but not believed
	Believed
	Purged // it may be used for nothing any more
)

var standings = [...]string{"not known to anybody", "known elsewhere", "noticed", "unread", "garbled", "understood", "believed", "purged"}

func (s Standing) String() string { return standings[s] }

// Ledger folds the file up to and including an instant. As names a nation, body
// or agency, or is empty; an error lists the names there are.
func (f *File) Ledger(at sim.Time, as string) (*Ledger, error) {
	who, err := f.named(as, "nation or agency", journal.SortNation, journal.SortBody, journal.SortAgency)
	if err != nil {
		return nil, err
	}
	state, err := f.At(at)
	if err != nil {
		return nil, err
	}
	if who != 0 {
		return state.Ledger(f.Names(), at, who), nil
	}
	l := &Ledger{At: at}
	if l.Truth, err = f.exposed(at); err != nil {
		return nil, err
	}
	l.everybody(f, state)
	l.Stages, l.Levels = state.Stages(), state.Levels()
	return l, nil
}

// Ledger is what a nation, body or agency had in a state, which stood at an instant.
func (s *State) Ledger(names *journal.Names, at sim.Time, as journal.Ref) *Ledger {
	l := &Ledger{At: at, As: as}
	l.keepOnly(names, s)
	return l
}

// Holders are the names that a ledger can be asked for.
func (f *File) Holders() []string {
	var list []string
	for r := 1; r < f.Names().Len(); r++ {
		switch n := f.Names().Of(journal.Ref(r)); n.Sort {
		case journal.SortNation, journal.SortBody, journal.SortAgency:
			list = append(list, n.Name)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// exposed lists the facts whose window had opened, by Ref.
func (f *File) exposed(at sim.Time) ([]Truth, error) {
	var list []Truth
	err := f.Events(Filter{Kinds: []journal.Kind{journal.Exposed}, To: &at}, func(e *Entry) error {
		list = append(list, Truth{Fact: journal.Ref(e.Args[exposedFact]), From: e.At, Until: sim.Time(e.Args[exposedUntil])})
		return nil
	})
	slices.SortStableFunc(list, func(a, b Truth) int { return cmp.Compare(a.Fact, b.Fact) })
	return slices.CompactFunc(list, func(a, b Truth) bool { return a.Fact == b.Fact }), err
}

// everybody gives each fact's holders, those that need it and have nothing, and
// the facts that nobody has.
func (l *Ledger) everybody(f *File, s *State) {
	needs, held := f.needsByFact(), map[journal.Ref][]*Holding{}
	for _, h := range s.Holdings() {
		held[h.Fact] = append(held[h.Fact], h)
	}
	for i := range l.Truth {
		t := &l.Truth[i]
		for _, h := range held[t.Fact] {
			k := known(h)
			k.Needs = slices.Contains(needs[h.Fact], h.Agency)
			if k.Standing >= Understood {
				t.Knowers++
			}
			l.Rows = append(l.Rows, k)
		}
		l.lacking(s, t, needs[t.Fact], len(held[t.Fact]) > 0)
	}
	slices.SortStableFunc(l.Rows, func(a, b Known) int {
		return cmp.Or(cmp.Compare(a.Fact, b.Fact), cmp.Compare(a.Agency, b.Agency))
	})
}

// lacking adds who needs a fact and has nothing of it, or that nobody has it.
func (l *Ledger) lacking(s *State, t *Truth, needs []journal.Ref, found bool) {
	nothing := Known{Holding: nothingHeld(0, t.Fact), Standing: Nobody}
	if t.Knowers > 0 {
		nothing.Standing = Elsewhere
	}
	for _, agency := range needs {
		if s.Holding(agency, t.Fact) == nil {
			k := nothing
			k.Agency, k.Needs, found = agency, true, true
			l.Rows = append(l.Rows, k)
		}
	}
	if !found {
		l.Rows = append(l.Rows, nothing)
	}
}

// needsByFact is the ground truth of who needs each fact, each agency once.
func (f *File) needsByFact() map[journal.Ref][]journal.Ref {
	agencies, facts := map[string]journal.Ref{}, map[string]journal.Ref{}
	for r := 1; r < f.Names().Len(); r++ {
		switch n := f.Names().Of(journal.Ref(r)); n.Sort {
		case journal.SortAgency:
			agencies[n.Name] = journal.Ref(r)
		case journal.SortFact:
			facts[n.Name] = journal.Ref(r)
		}
	}
	keys := map[string][]string{} // by storyline
	for i := range f.static.Facts {
		if x := &f.static.Facts[i]; x.Key {
			keys[x.Storyline] = append(keys[x.Storyline], x.Name)
		}
	}
	needs := map[journal.Ref][]journal.Ref{}
	for _, n := range f.static.Needs {
		wanted := n.Facts
		if len(wanted) == 0 {
			wanted = keys[n.Storyline]
		}
		for _, name := range wanted {
			if fact, agency := facts[name], agencies[n.Agency]; fact != 0 && agency != 0 && !slices.Contains(needs[fact], agency) {
				needs[fact] = append(needs[fact], agency)
			}
		}
	}
	return needs
}

// keepOnly gives what one nation or agency had, and hides all else.
func (l *Ledger) keepOnly(names *journal.Names, s *State) {
	within := func(agency journal.Ref) bool {
		return agency == l.As || names.Of(agency).Nation == l.As
	}
	place := map[journal.Ref]int{} // of what is understood, by fact
	for _, h := range s.Holdings() {
		if !within(h.Agency) {
			continue
		}
		k := known(h)
		k.Holders = []journal.Ref{h.Agency}
		i, there := place[h.Fact]
		switch {
		case k.Standing < Understood:
			k.Fact, k.Holders, k.Last = 0, nil, 0
			l.Rows = append(l.Rows, k)
		case there:
			l.Rows[i].mergeHoldings(&k)
		default:
			place[h.Fact] = len(l.Rows)
			k.Agency = l.As
			l.Rows = append(l.Rows, k)
		}
	}
	slices.SortStableFunc(l.Rows, func(a, b Known) int {
		return cmp.Or(cmp.Compare(a.Fact, b.Fact), cmp.Compare(a.Agency, b.Agency))
	})
	for _, x := range s.Levels() {
		if within(x.Agency) && x.Grade > journal.Unaware {
			l.takeLevel(*x)
		}
	}
}

// mergeHoldings makes one holding of a nation from those of two of its agencies: the
// first instants of both, and all purposes. It is purged where it is with both,
// and lies dormant where it does with all who still have it.
func (k *Known) mergeHoldings(o *Known) {
	switch {
	case k.Standing == Purged:
		k.Standing, k.Dormant, k.Purged = o.Standing, o.Dormant, max(k.Purged, o.Purged)
	case o.Standing != Purged:
		k.Standing, k.Dormant = max(k.Standing, o.Standing), max(k.Dormant, o.Dormant)
	}
	for _, x := range [...]struct{ a, b *sim.Time }{
		{&k.Detected, &o.Detected},
		{&k.Received, &o.Received},
		{&k.Read, &o.Read},
		{&k.Understood, &o.Understood},
		{&k.Credited, &o.Credited},
	} {
		*x.a = min(*x.a, *x.b)
	}
	k.Credence = max(k.Credence, o.Credence)
	k.Purposes |= o.Purposes
	for _, origin := range o.Origins {
		if !slices.Contains(k.Origins, origin) {
			k.Origins = append(k.Origins, origin)
		}
	}
	k.Holders = append(k.Holders, o.Holders...)
}

// takeLevel takes in what an agency makes of a storyline.
func (l *Ledger) takeLevel(x Level) {
	x.Agency = l.As
	for _, o := range l.Levels {
		if o.Storyline != x.Storyline {
			continue
		}
		if x.Grade > o.Grade || x.Grade == o.Grade && x.Since < o.Since {
			*o = x
		}
		return
	}
	l.Levels = append(l.Levels, &x)
}

// known is a holding with how far it has come. What is purged serves nothing.
func known(h *Holding) Known {
	k := Known{Holding: *h, Standing: h.Standing()}
	k.Origins = slices.Clip(k.Origins)
	if k.Standing == Purged {
		k.Purposes = 0
	}
	return k
}

// Standing says how far a fact had come to an agency.
func (h *Holding) Standing() Standing {
	switch {
	case h.Purged != sim.Never:
		return Purged
	case h.Credited != sim.Never:
		return Believed
	case h.Understood != sim.Never:
		return Understood
	case h.Read != sim.Never:
		return Garbled
	case h.Received != sim.Never:
		return Unread
	}
	return Noticed
}

// Hidden says what a ledger leaves out.
func (l *Ledger) Hidden() string {
	if l.As == 0 {
		return ""
	}
	return "what was true, what others knew, and whatever was not yet understood"
}
