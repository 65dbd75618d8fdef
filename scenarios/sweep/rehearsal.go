package sweep

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// Rehearsal is what an events list comes to over many runs.
type Rehearsal struct {
	Static  *journal.Static
	Runs    int // that came to their end
	Failed  []Failure
	Entries []Odds // in the list's order
	Cells   []Busy

	Objectives []measure.ObjectiveTally // how their critical tasks were rated
}

// Odds say how an entry came out over the runs.
type Odds struct {
	journal.Entry
	Came   int        // runs in which it was released, or its action seen
	Missed int        // of an expected action: runs in which its window passed without it
	When   []sim.Time // of the runs in which it came, in order of time
}

// Never says that an entry that is meant to be played came in no run.
func (o *Odds) Never() bool {
	return o.Came == 0 && o.Type != "other" && o.Status != "Deferred" && o.Status != "Obsolete"
}

// Quantile is the instant by which the share q of the runs in which the entry came
// had seen it; Never where there is none.
func (o *Odds) Quantile(q sim.PPM) sim.Time {
	if len(o.When) == 0 {
		return sim.Never
	}
	return o.When[sim.QuantileIndex(len(o.When), q)]
}

// Varies says whether an entry comes at different times in different runs.
func (o *Odds) Varies() bool { return o.Came > 0 && o.When[0] != o.When[len(o.When)-1] }

// ByCell groups entries by whose they are to do, as measure.ByCell does, and names
// the groups in order.
func (r *Rehearsal) ByCell() (map[string][]*Odds, []string) {
	var list []measure.Entry
	at := map[string]*Odds{}
	for i := range r.Entries {
		list = append(list, measure.Entry{Entry: r.Entries[i].Entry})
		at[r.Entries[i].Number] = &r.Entries[i]
	}
	groups, names := measure.ByCell(list)
	out := map[string][]*Odds{}
	for _, name := range names {
		for _, x := range groups[name] {
			out[name] = append(out[name], at[x.Number])
		}
	}
	return out, names
}

// Busy is the load of a cell or of an agency that is played: the pieces of work
// that arrive in each hour of play. Without moves, play is scenario time.
type Busy struct {
	Cell  string
	Hours []Hour // from the first hour of play
}

// Hour is the work of one hour of play.
type Hour struct {
	Mean float64
	High int // not exceeded in 19 of 20 runs
}

// Peak is the busiest hour, by its mean; -1 where nothing ever arrives.
func (b *Busy) Peak() int {
	best := -1
	for h, x := range b.Hours {
		if x.Mean > 0 && (best < 0 || x.Mean > b.Hours[best].Mean) {
			best = h
		}
	}
	return best
}

// take is what a rehearsal keeps of one run: little, for there may be many.
type take struct {
	came []came           // by entry
	rate []measure.Rating // by critical task
	work []slot           // one for each piece of work that arrived, in order
}

// came is how one entry came out in one run.
type came struct {
	when   sim.Time // Never
	missed bool
}

// slot is an hour of play of a cell.
type slot struct{ cell, hour int32 }

// MaxOutcomes bounds what many runs keep of their entries or deadlines: runs times
// those, 16 bytes each.
const MaxOutcomes = 50_000_000

// maxSlots bounds cells times hours of play.
const maxSlots = 4_000_000

// Rehearse plays a scenario n times from a seed and sums up its events list.
// It is an error if what would have to be kept is out of bounds, or if no run comes to
// its end. With ErrStopped comes the rehearsal of the runs that were made.
func Rehearse(ctx context.Context, p Pool, s *scenarios.Scenario, seed uint64, n int) (*Rehearsal, error) {
	cells := measure.NewTrace(s.Static).Cells()
	hours := playedHours(s.Static)
	switch list := len(s.Static.Entries); {
	case list > 0 && n > MaxOutcomes/list:
		return nil, fmt.Errorf("%d runs of %d entries are more than %d outcomes to keep; make fewer runs", n, list, MaxOutcomes)
	case len(cells) > 0 && hours > maxSlots/len(cells):
		return nil, fmt.Errorf("%d cells in %d hours of play are more than %d to tell of; let the exercise end sooner, or give it moves", len(cells), hours, maxSlots)
	}
	at := make(map[string]int, len(cells))
	for c, name := range cells {
		at[name] = c
	}
	worlds, traces := NewWorlds(s.Spec), &Traces{}
	takes, failed, err := RunEach(ctx, p, n, func(i int) (take, error) {
		trace := traces.Take(s.Static)
		defer traces.Return(trace)
		if _, err := worlds.Run(sim.Replication(seed, uint64(i)), trace); err != nil {
			return take{}, err
		}
		var t take
		for _, x := range trace.Entries() {
			t.came = append(t.came, came{x.When, x.Outcome == journal.Missed})
		}
		if len(s.Static.Tasks) > 0 {
			results := trace.Results()
			t.rate = measure.Rated(s.Static.Tasks, results.Readings())
		}
		t.work = workByHour(trace, at, hours)
		return t, nil
	})
	if len(takes) == 0 {
		return nil, err
	}
	return sumUp(s.Static, cells, hours, takes, failed), err
}

// sumUp makes a rehearsal of what was kept of its runs.
func sumUp(s *journal.Static, cells []string, hours int, takes []take, failed []Failure) *Rehearsal {
	n := len(takes)
	r := &Rehearsal{Static: s, Runs: n, Failed: failed}
	for e := range s.Entries {
		r.Entries = append(r.Entries, sumEntry(s.Entries[e], e, takes))
	}
	ratings := make([][]measure.Rating, n)
	for i := range takes {
		ratings[i] = takes[i].rate
	}
	r.Objectives = measure.RateTallies(s, ratings)
	busy := map[slot][]int{} // in the runs in which anything arrived
	for i := range takes {
		for work := takes[i].work; len(work) > 0; {
			same := 1
			for same < len(work) && work[same] == work[0] {
				same++
			}
			busy[work[0]], work = append(busy[work[0]], same), work[same:]
		}
	}
	for c, name := range cells {
		b := Busy{Cell: name, Hours: make([]Hour, hours)}
		for h := range b.Hours {
			b.Hours[h] = sumHour(busy[slot{int32(c), int32(h)}], n)
		}
		r.Cells = append(r.Cells, b)
	}
	return r
}

// sumEntry sums up the e-th entry.
func sumEntry(entry journal.Entry, e int, takes []take) Odds {
	o := Odds{Entry: entry}
	for i := range takes {
		switch x := takes[i].came[e]; {
		case x.when != sim.Never:
			o.Came++
			o.When = append(o.When, x.when)
		case x.missed:
			o.Missed++
		}
	}
	slices.Sort(o.When)
	return o
}

// sumHour sums up an hour of n runs; counts are those of the runs in which anything
// arrived.
func sumHour(counts []int, n int) Hour {
	slices.Sort(counts)
	sum := 0
	for _, x := range counts {
		sum += x
	}
	out := Hour{Mean: float64(sum) / float64(n)}
	if i := sim.QuantileIndex(n, 95*sim.Percent) - (n - len(counts)); i >= 0 {
		out.High = counts[i]
	}
	return out
}

// playedHours is how many hours are played, the last one perhaps in part.
func playedHours(s *journal.Static) int {
	_, end, _ := s.Play(s.EndEx)
	return max(1, int((end+int64(sim.Hour)-1)/int64(sim.Hour)))
}

// workByHour lists the work of the cells by hour of play. What arrives between
// moves lies there when play goes on.
func workByHour(trace *measure.Trace, cells map[string]int, hours int) []slot {
	var out []slot
	for _, a := range trace.Arrivals() {
		_, played, _ := trace.Static.Play(int64(a.At))
		out = append(out, slot{int32(cells[a.Cell]), int32(min(int(played/int64(sim.Hour)), hours-1))})
	}
	slices.SortFunc(out, func(a, b slot) int { return cmp.Or(cmp.Compare(a.cell, b.cell), cmp.Compare(a.hour, b.hour)) })
	return slices.Clip(out)
}
