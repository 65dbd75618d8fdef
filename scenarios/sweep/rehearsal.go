package sweep

import (
	"slices"

	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// Rehearsal is what an events list comes to over many runs.
type Rehearsal struct {
	Static  *journal.Static
	Runs    int
	Entries []Odds // in the list's order
	Cells   []Busy
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

// Quantile is the instant by which the share q (in thousandths) of the runs in
// which the entry came had seen it; Never where there is none.
func (o *Odds) Quantile(q int) sim.Time {
	if len(o.When) == 0 {
		return sim.Never
	}
	return o.When[measure.Rank(len(o.When), q)]
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

// take is what a rehearsal keeps of one run.
type take struct {
	entries []measure.Entry
	work    [][]int // by cell and hour of play
}

// Rehearse plays a scenario n times from a seed and sums up its events list.
// step, if not nil, is called after each run.
func Rehearse(s *scenarios.Scenario, seed uint64, n, workers int, step func()) (*Rehearsal, error) {
	cells := measure.NewStory(s.Static).Cells()
	hours := playedHours(s.Static)
	worlds := NewWorlds(s.Spec)
	takes, err := Each(n, workers, step, func(i int) (take, error) {
		story := measure.NewStory(s.Static)
		if _, err := worlds.Run(sim.Replication(seed, uint64(i)), story); err != nil {
			return take{}, err
		}
		return take{story.Entries(), workByHour(story, cells, hours)}, nil
	})
	if err != nil {
		return nil, err
	}
	r := &Rehearsal{Static: s.Static, Runs: n}
	for e := range s.Static.Entries {
		o := Odds{Entry: s.Static.Entries[e]}
		for i := range takes {
			switch x := &takes[i].entries[e]; {
			case x.When != sim.Never:
				o.Came++
				o.When = append(o.When, x.When)
			case x.Outcome == journal.Missed:
				o.Missed++
			}
		}
		slices.Sort(o.When)
		r.Entries = append(r.Entries, o)
	}
	for c, name := range cells {
		b := Busy{Cell: name, Hours: make([]Hour, hours)}
		for h := range b.Hours {
			var all []int
			sum := 0
			for i := range takes {
				all = append(all, takes[i].work[c][h])
				sum += takes[i].work[c][h]
			}
			slices.Sort(all)
			b.Hours[h] = Hour{Mean: float64(sum) / float64(n), High: all[measure.Rank(n, 950)]}
		}
		r.Cells = append(r.Cells, b)
	}
	return r, nil
}

// playedHours is how many hours are played, the last one perhaps in part.
func playedHours(s *journal.Static) int {
	_, end, _ := s.Play(s.EndEx)
	return max(1, int((end+int64(sim.Hour)-1)/int64(sim.Hour)))
}

// workByHour counts the work of each cell by hour of play. What arrives between
// moves lies there when play goes on.
func workByHour(story *measure.Story, cells []string, hours int) [][]int {
	out := make([][]int, len(cells))
	for c := range out {
		out[c] = make([]int, hours)
	}
	for _, a := range story.Arrivals() {
		_, played, _ := story.Static.Play(int64(a.At))
		out[slices.Index(cells, a.Cell)][min(int(played/int64(sim.Hour)), hours-1)]++
	}
	return out
}
