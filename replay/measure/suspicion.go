package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var assessedAfter = field(journal.Assessed, "after")

// Suspicion is an innocent storyline that came under suspicion at an agency: it stands
// for its bearer, in whom the agency saw something that was not there.
type Suspicion struct {
	Agency    journal.Ref
	Storyline journal.Ref
	With      journal.Ref   // the first storyline that is not innocent, in whose company it came; 0 for none
	Grade     journal.Grade // highest that the matter reached which it was joined to
	Lasted    sim.Time      // until it turned out innocent, its storyline being over, or the end of the run
	Pooled    Pooling       // what it took
	Via       journal.Ref   // from whom the agency had the fact that it learned last of those; itself where it collected it
	Facts     []journal.Ref // that it rested on when it began
	Record    journal.Num   // the assessment with which it began
	Learned   journal.Num   // with which the last of the facts was learned
}

// Pooling says whose facts it took to suspect somebody.
type Pooling uint8

// The poolings.
const (
	OwnFacts     Pooling = iota // the agency's own collection was enough
	PooledAtHome                // only with what other agencies of its nation had noticed
	PooledAbroad                // only with what other nations had noticed
)

var poolings = [...]string{"by its own facts alone", "only with facts of other agencies at home", "only with facts from abroad"}

func (p Pooling) String() string { return poolings[p] }

// Suspicions are the innocent who came under suspicion, in order of time, and whether
// anybody could: a scenario may have nobody innocent.
type Suspicions struct {
	Rows     []Suspicion
	Innocent int // storylines
}

// Suspicions (M19) lists who was suspected that was innocent, where, for how long and by what
// pooling. It is what connecting by chance costs, beside what it gains.
func (s *Trace) Suspicions() Suspicions {
	benign := s.benign()
	out := Suspicions{Innocent: len(benign)}
	if len(benign) == 0 {
		return out
	}
	x := suspecting{
		trace: s, benign: benign, of: map[journal.Ref]journal.Ref{}, threat: map[journal.Ref]bool{},
		learned: map[[2]journal.Ref]learning{}, at: map[[2]journal.Ref]int{},
	}
	for _, f := range s.Static.Facts {
		ref := s.find(journal.SortFact, f.Name)
		x.of[ref], x.threat[ref] = s.find(journal.SortStoryline, f.Storyline), f.Kind == "THREAT_LEVEL"
	}
	for i := range s.Records {
		switch r := &s.Records[i]; r.Kind {
		case journal.Collected:
			x.takeLearned(r, journal.Ref(r.Args[collectedFact]), r.Actor, r.Actor)
		case journal.Held:
			if r.Args[heldUnderstood] != 0 {
				x.takeLearned(r, journal.Ref(r.Args[heldFact]), journal.Ref(r.Args[heldOrigin]), journal.Ref(r.Args[heldVia]))
			}
		case journal.Assessed:
			if r.At >= 0 && journal.Grade(r.Args[assessedAfter]) >= journal.Suspected {
				x.assessed(r)
			}
		case journal.Over:
			x.endSuspicions(r)
		}
	}
	for i, since := range x.since {
		if since != sim.Never {
			x.rows[i].Lasted = s.End() - since
		}
	}
	out.Rows = x.rows
	slices.SortStableFunc(out.Rows, func(a, b Suspicion) int { return cmp.Compare(a.Record, b.Record) })
	return out
}

// learning is how an agency first learned a fact.
type learning struct {
	origin, via journal.Ref
	record      journal.Num
}

// suspecting is a pass over the records of a run.
type suspecting struct {
	trace   *Trace
	benign  map[journal.Ref]bool
	of      map[journal.Ref]journal.Ref // storyline of a fact
	threat  map[journal.Ref]bool        // facts that are enough alone
	learned map[[2]journal.Ref]learning // by agency and fact
	at      map[[2]journal.Ref]int      // rows by agency and storyline
	since   []sim.Time                  // by row; Never once it has ended
	rows    []Suspicion
}

func (x *suspecting) takeLearned(r *journal.Record, fact, origin, via journal.Ref) {
	if key := [2]journal.Ref{r.Actor, fact}; x.learned[key].record == 0 {
		x.learned[key] = learning{origin, via, r.Num}
	}
}

// assessed opens a row for each innocent storyline that a suspicious matter has a fact
// of.
func (x *suspecting) assessed(r *journal.Record) {
	g := journal.Grade(r.Args[assessedAfter])
	for _, f := range r.Facts {
		story := x.of[f]
		if !x.benign[story] {
			continue
		}
		key := [2]journal.Ref{r.Actor, story}
		if i, seen := x.at[key]; seen {
			if x.since[i] != sim.Never {
				x.rows[i].Grade = max(x.rows[i].Grade, g)
			}
			continue
		}
		x.at[key] = len(x.rows)
		x.since = append(x.since, r.At)
		x.rows = append(x.rows, x.row(r, story, g))
	}
}

func (x *suspecting) row(r *journal.Record, story journal.Ref, g journal.Grade) Suspicion {
	row := Suspicion{Agency: r.Actor, Storyline: story, Grade: g, Facts: r.Facts, Record: r.Num, Pooled: x.pooling(r, story)}
	for _, f := range r.Facts {
		if row.With == 0 && !x.benign[x.of[f]] {
			row.With = x.of[f]
		}
		if l := x.learned[[2]journal.Ref{r.Actor, f}]; l.record > row.Learned {
			row.Learned, row.Via = l.record, l.via
		}
	}
	return row
}

// pooling says whose facts a suspicion took: two, or one that is enough alone, and one
// of the innocent among them.
func (x *suspecting) pooling(r *journal.Record, story journal.Ref) Pooling {
	for p, near := range [...]func(origin journal.Ref) bool{
		OwnFacts:     func(origin journal.Ref) bool { return origin == r.Actor },
		PooledAtHome: func(origin journal.Ref) bool { return x.trace.Nation(origin) == x.trace.Nation(r.Actor) },
	} {
		facts, enough, innocent := 0, false, false
		for _, f := range r.Facts {
			if near(x.learned[[2]journal.Ref{r.Actor, f}].origin) {
				facts++
				enough, innocent = enough || x.threat[f] || facts > 1, innocent || x.of[f] == story
			}
		}
		if enough && innocent {
			return Pooling(p)
		}
	}
	return PooledAbroad
}

// endSuspicions ends the suspicions of a storyline: it has run out, and nothing came of it.
func (x *suspecting) endSuspicions(r *journal.Record) {
	for i := range x.rows {
		if x.since[i] != sim.Never && x.rows[i].Storyline == r.Actor {
			x.rows[i].Lasted, x.since[i] = r.At-x.since[i], sim.Never
		}
	}
}

// People counts the innocent who came under suspicion anywhere.
func (s Suspicions) People() int { return s.count(func(*Suspicion) bool { return true }) }

// Pooled counts those whom no agency suspected but with facts from abroad.
func (s Suspicions) Pooled() int {
	return s.People() - s.count(func(x *Suspicion) bool { return x.Pooled != PooledAbroad })
}

// Agencies counts those that suspected somebody innocent.
func (s Suspicions) Agencies() int {
	seen := map[journal.Ref]bool{}
	for i := range s.Rows {
		seen[s.Rows[i].Agency] = true
	}
	return len(seen)
}

// Time is for how long they were, over all agencies.
func (s Suspicions) Time() (sum sim.Time) {
	for i := range s.Rows {
		sum += s.Rows[i].Lasted
	}
	return sum
}

// count counts the storylines of rows, each once.
func (s Suspicions) count(which func(*Suspicion) bool) int {
	seen := map[journal.Ref]bool{}
	for i := range s.Rows {
		if which(&s.Rows[i]) {
			seen[s.Rows[i].Storyline] = true
		}
	}
	return len(seen)
}
