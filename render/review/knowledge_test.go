package review_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/review"
	"entente/render/view"
	"entente/replay"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// who lists the things of a sort.
func who(x told, sort journal.Sort) (list []journal.Ref) {
	for i, t := range x.trace.Static.Things {
		if i > 0 && t.Sort == sort.String() {
			list = append(list, journal.Ref(i))
		}
	}
	return list
}

// What a nation, body or agency knew is what `replay knew --as` says, at twenty
// instants of every run: the facts it had understood, how they stood, since when and
// with how many; what lay there unopened; what it made of storylines.
func TestKnowledgeIsTheLedger(t *testing.T) {
	reached := map[review.Reach]int{}
	each(t, func(t *testing.T, x told) {
		names := journal.NamesOf(x.trace.Static.Things)
		for _, at := range instants(x.run) {
			state, err := x.run.State(at, 0)
			require.NoError(t, err)
			for _, sort := range []journal.Sort{journal.SortNation, journal.SortBody, journal.SortAgency} {
				for _, as := range who(x, sort) {
					p := view.Perspective{Sort: view.OfNation, Who: as}
					if sort == journal.SortAgency {
						p.Sort = view.OfAgency
					}
					sameLedger(t, x, state.Ledger(names, at, as), p, reached)
				}
			}
		}
	})
	for _, reach := range []review.Reach{review.Understood, review.Redacted, review.Usable} {
		require.Positive(t, reached[reach], "no cell of reach %d", reach)
	}
}

func sameLedger(t *testing.T, x told, l *replay.Ledger, as view.Perspective, reached map[review.Reach]int) {
	k, err := x.run.Knowledge(as, l.At, 0, 0, false)
	require.NoError(t, err)
	var unopened int
	rows := map[journal.Ref]*replay.Known{}
	for i := range l.Rows {
		if row := &l.Rows[i]; row.Fact == 0 {
			unopened++
		} else {
			rows[row.Fact] = row
		}
	}
	require.Len(t, k.Unopened, unopened)
	require.Len(t, k.Knew, len(rows))
	for i := range k.Knew {
		knew := x.run.How(k, i)
		row := rows[knew.Fact]
		require.NotNil(t, row)
		reached[knew.Reach]++
		require.Equal(t, row.Standing == replay.Purged, knew.Reach == review.Stale)
		require.Equal(t, row.Understood, knew.Known)
		require.Len(t, row.Holders, knew.Holders)
		require.Contains(t, row.Holders, knew.Holder.Agency)
		if knew.Reach == review.Usable {
			require.Equal(t, replay.Believed, row.Standing)
			require.GreaterOrEqual(t, knew.Since, row.Credited)
		}
		if knew.Reach == review.Understood {
			require.Equal(t, replay.Understood, row.Standing)
		}
		require.Equal(t, knew.Reach == review.Redacted, knew.Lacking != 0)
		if as.Sort == view.OfAgency { // all of what it holds
			want, got := row.Holding, *knew.Holder
			want.Last, got.Last = 0, 0
			if row.Standing == replay.Purged {
				got.Purposes = 0
			}
			require.Equal(t, want, got)
		}
	}
	for _, level := range l.Levels {
		best := journal.Unaware
		for _, agency := range who(x, journal.SortAgency) {
			if x.run.Has(as, agency) {
				grade, _ := x.run.Made(agency, level.Storyline, k.Upto)
				best = max(best, grade)
			}
		}
		require.Equal(t, level.Grade, best)
	}
}

// A coalition shares what every nation knows and pools what any knows; the White Cell
// has what anybody has.
func TestCoalitionsShareAndPool(t *testing.T) {
	shared := 0
	each(t, func(t *testing.T, x told) {
		nations := who(x, journal.SortNation)
		for _, at := range instants(x.run) {
			n := x.run.Upto(at, 0)
			for _, fact := range who(x, journal.SortFact) {
				least, most := review.Usable, review.Unknown
				for _, nation := range nations {
					c := x.run.NationCell(nation, fact, n)
					require.Equal(t, c, x.run.CellOf(view.Perspective{Sort: view.OfNation, Who: nation}, fact, n))
					least, most = min(least, c.Reach), max(most, c.Reach)
				}
				if least > review.Read {
					shared++
				}
				require.Equal(t, least, x.run.CellOf(view.Perspective{Sort: view.Shared}, fact, n).Reach)
				require.Equal(t, most, x.run.CellOf(view.Perspective{Sort: view.Pooled}, fact, n).Reach)
				all := most
				for _, body := range who(x, journal.SortBody) {
					all = max(all, x.run.NationCell(body, fact, n).Reach)
				}
				require.Equal(t, all, x.run.CellOf(view.Perspective{}, fact, n).Reach)
			}
		}
		for _, who := range x.run.Coalitions() {
			for _, sort := range []view.Sort{view.Shared, view.Pooled} {
				_, err := x.run.Knowledge(view.Perspective{Sort: sort, Who: who}, x.run.Until, 0, 0, true)
				require.NoError(t, err)
			}
		}
	})
	require.Positive(t, shared)
}

// A nation sees of the records what its agencies did and met, and no truth; a
// coalition that pools sees what any sees, one that shares what all see.
func TestNobodySeesTheTruth(t *testing.T) {
	truth := []journal.Kind{journal.Aside, journal.Overlooked, journal.Set, journal.Stage, journal.Exposed, journal.Deadline, journal.Leak, journal.Reaction, journal.Expected, journal.Trust, journal.Over, journal.Breach}
	each(t, func(t *testing.T, x told) {
		var every [][]int32
		for _, nation := range who(x, journal.SortNation) {
			as := view.Perspective{Sort: view.OfNation, Who: nation}
			seen := slices.Clone(x.run.Seen(as))
			every = append(every, seen)
			is := map[int32]bool{}
			for _, i := range seen {
				is[i] = true
			}
			for i := range x.run.Events {
				e := &x.run.Events[i]
				require.Equal(t, is[int32(i)], x.run.Sees(as, e))
				require.True(t, x.run.Sees(view.Perspective{}, e), "the White Cell sees all")
				switch own := x.run.Nation(e.Actor) == nation; {
				case slices.Contains(truth, e.Kind):
					require.False(t, is[int32(i)], e.Kind)
				case e.Kind == journal.Sent || e.Kind == journal.Read || e.Kind == journal.Held || e.Kind == journal.Delivered || e.Kind == journal.Level:
					require.Equal(t, own, is[int32(i)], e.Kind)
				case own && e.Kind != journal.Inject:
					require.True(t, is[int32(i)], e.Kind)
				}
			}
		}
		count := map[int32]int{}
		for _, seen := range every {
			for _, i := range seen {
				count[i]++
			}
		}
		var any, all []int32
		for i := range x.run.Events {
			if n := count[int32(i)]; n > 0 {
				any = append(any, int32(i))
				if n == len(every) {
					all = append(all, int32(i))
				}
			}
		}
		require.Equal(t, any, x.run.Seen(view.Perspective{Sort: view.Pooled}))
		require.Equal(t, all, x.run.Seen(view.Perspective{Sort: view.Shared}))
	})
}

// What is hidden is counted: messages that never came near, facts not understood.
func TestHiddenIsCounted(t *testing.T) {
	each(t, func(t *testing.T, x told) {
		for _, nation := range who(x, journal.SortNation) {
			as := view.Perspective{Sort: view.OfNation, Who: nation}
			for _, at := range instants(x.run) {
				var want review.Hidden
				came := map[sim.ID]bool{}
				for i := range x.trace.Records {
					switch r := &x.trace.Records[i]; {
					case r.At > at:
					case r.Kind == journal.Sent:
						want.OfMessages++
						came[r.Subject] = x.run.Nation(r.Actor) == nation
					case r.Kind == journal.Delivered && x.run.Nation(r.Actor) == nation:
						came[r.Subject] = true
					case r.Kind == journal.Exposed:
						want.OfFacts++
					}
				}
				for _, seen := range came {
					if !seen {
						want.Messages++
					}
				}
				want.Facts = want.OfFacts
				k, err := x.run.Knowledge(as, at, 0, 0, false)
				require.NoError(t, err)
				want.Facts -= len(k.Knew)
				require.Equal(t, want, x.run.Hidden(as, at, 0))
				require.Len(t, k.Lacked, want.Facts)
			}
		}
		require.Zero(t, x.run.Hidden(view.Perspective{}, x.run.Until, 0).Messages)
	})
}

// What stood between a nation and what it lacked is traced and added up; who else had
// it is named, and is somebody else.
func TestWhatStoodBetweenIsTraced(t *testing.T) {
	var bars [wording.NumBars]int
	others := 0
	each(t, func(t *testing.T, x told) {
		for _, nation := range who(x, journal.SortNation) {
			for _, at := range []sim.Time{x.run.Until / 3, x.run.Until * 2 / 3, x.run.Until} {
				k, err := x.run.Knowledge(view.Perspective{Sort: view.OfNation, Who: nation}, at, 0, 0, true)
				require.NoError(t, err)
				sum := 0
				for b, n := range k.Bars {
					bars[b] += n
					sum += n
				}
				require.Equal(t, k.Traced, sum)
				held := 0
				for i := range k.Lacked {
					if k.Lacked[i].Near != nil {
						require.NotEmpty(t, x.run.Speak.Whereabouts(k.Lacked[i].Near))
					}
					if k.Lacked[i].Held {
						held++
					}
				}
				for _, o := range k.Others {
					require.NotEqual(t, nation, o.Who)
					require.LessOrEqual(t, len(o.Facts), held)
					others++
				}
			}
		}
	})
	require.Positive(t, others)
	for _, b := range []wording.Bar{wording.Unhindered, wording.ByLaw, wording.ByChoice, wording.OnTheWay, wording.AtHome, wording.Unfound} {
		require.Positive(t, bars[b], "bar %d", b)
	}
}

// A view that is asked for again takes no memory.
func TestKnowledgeTakesNoMemory(t *testing.T) {
	x := named(t, "twelve-nations")
	nation := who(x, journal.SortNation)[2]
	as := view.Perspective{Sort: view.OfNation, Who: nation}
	at := x.run.Until / 2
	facts := who(x, journal.SortFact)
	cells := make([]review.Cell, 0, 400)
	ask := func() {
		x.run.Hidden(as, at, 0)
		_, err := x.run.Knowledge(as, at, 0, 0, true)
		require.NoError(t, err)
		n := x.run.Upto(at, 0)
		for _, f := range facts {
			x.run.CellOf(as, f, n)
			x.run.NationCell(nation, f, n)
			cells = x.run.Holders(cells[:0], as, f, n)
		}
	}
	ask()
	require.Zero(t, testing.AllocsPerRun(20, ask))
}

// Of a subject a nation knows what it sent, read, understood or did itself, from then
// on; the White Cell knows all.
func TestNationsKnowTheirOwn(t *testing.T) {
	x := named(t, "two-nations")
	r := x.run
	for i := range r.Messages {
		m := &r.Messages[i]
		if r.Nation(m.To) == r.Nation(m.From) || m.Read == sim.Never {
			continue
		}
		own, other := view.Perspective{Sort: view.OfNation, Who: r.Nation(m.From)}, view.Perspective{Sort: view.OfNation, Who: r.Nation(m.To)}
		s := view.Subject{Topic: view.Message, ID: m.ID}
		require.True(t, r.Knows(own, s, m.Sent, 0))
		require.False(t, r.Knows(own, s, m.Sent-1, 0))
		came := r.Arrived(other, m)
		require.False(t, r.Knows(other, s, came-1, 0))
		require.True(t, r.Knows(other, s, came, 0), "its outside from when it came")
		require.Equal(t, m.Read, r.Opened(other, m), "what it carries once it was read")
		require.True(t, r.Knows(view.Perspective{}, s, 0, 0))
		sent := view.Subject{Topic: view.Event, Record: m.First}
		require.True(t, r.Knows(own, sent, m.Sent, 0))
		require.False(t, r.Knows(other, sent, r.Until, 0))
		for _, f := range r.Carries(m) {
			fact := view.Subject{Topic: view.Fact, Thing: f}
			require.True(t, r.Knows(other, fact, m.Read, 0))
			require.False(t, r.Knows(other, view.Subject{Topic: view.Fact, Thing: f, Agency: m.From}, m.Read, 0), "what others hold it does not know")
		}
		return
	}
	t.Fatal("no message crossed")
}
