package review_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/render/review"
	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// filed is a run of a scenario in a file.
func filed(t *testing.T, name string, seed uint64) (*replay.File, *measure.Trace) {
	sc, err := scenarios.Load(name, scenarios.Options{})
	require.NoError(t, err)
	var b bytes.Buffer
	out, err := replay.Create(&b, replay.Meta{Engine: agents.Version, Scenario: name, Seed: seed}, sc.Static, &sc.Spec.Names, nil)
	require.NoError(t, err)
	trace := measure.NewTrace(sc.Static)
	w := agents.New(sc.Spec, seed, out, trace)
	require.NoError(t, w.Run())
	require.NoError(t, out.Close(w.Digest(), w.Count()))
	f, err := replay.Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	return f, trace
}

func open(t *testing.T, f *replay.File) *review.Run {
	r, err := review.Open(f, f.Meta(), wording.HSEEP)
	require.NoError(t, err)
	return r
}

// Two runs beside each other are aligned as `replay diff` has it: the same events, the
// same first difference, the same sentence.
func TestPairsAreTheAlignment(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "last-mile-2019", "three-legal-orders"} {
		t.Run(name, func(t *testing.T) {
			a, x := filed(t, name, 1)
			b, y := filed(t, name, 2)
			want, err := replay.Align(a, b)
			require.NoError(t, err)
			p, err := review.NewPair(open(t, a), open(t, b))
			require.NoError(t, err)
			require.Empty(t, p.Verdict())
			for done := false; !done; {
				done, err = p.Load(37)
				require.NoError(t, err)
			}
			require.Equal(t, want.First, p.First)
			require.Equal(t, want.Equal, p.Equal)
			var moved []journal.Num
			for _, m := range want.Moved {
				moved = append(moved, m.A)
				require.Equal(t, m.B, p.InB(m.A))
				require.Equal(t, m.A, p.InA(m.B))
				later, ok := p.Later(m.A)
				require.True(t, ok)
				require.Equal(t, m.By, later)
			}
			require.Equal(t, want.OnlyA, p.OnlyA)
			require.Equal(t, want.OnlyB, p.OnlyB)
			require.Equal(t, moved, p.Shifted)

			var changes []wording.Change
			as, bs := x.Deadlines(), y.Deadlines()
			better := 0
			for i := range as {
				c := wording.Change{A: &as[i], B: &bs[i]}
				if c.Better() != 0 {
					better++
				}
				changes = append(changes, c)
			}
			changed := 0
			for _, o := range p.Outcomes {
				require.Equal(t, o.A.Due.Name, o.B.Due.Name)
				if o.Better != 0 {
					changed++
				}
				if o.A.Verdict != o.B.Verdict || o.A.When != o.B.When {
					require.NotEmpty(t, o.Shift)
				}
			}
			require.Equal(t, better, changed)
			said := wording.NewSpeaker(a.Static(), wording.HSEEP).Comparison(want, changes)
			require.Equal(t, said, p.Verdict())

			for _, m := range p.Messages {
				ma, mb := &p.A.Messages[m.A], &p.B.Messages[m.B]
				require.Equal(t, ma.ID, mb.ID)
				require.True(t, ma.End() != mb.End() || ma.Outcome != mb.Outcome)
				if ma.End() != sim.Never && mb.End() != sim.Never {
					require.Equal(t, mb.End()-ma.End(), m.Later)
				}
			}
		})
	}
}

// A run beside itself is the same; runs of two scenarios are not put beside each
// other.
func TestPairOfTheSame(t *testing.T) {
	a, _ := filed(t, "two-nations", 1)
	b, _ := filed(t, "two-nations", 1)
	p, err := review.NewPair(open(t, a), open(t, b))
	require.NoError(t, err)
	for done := false; !done; {
		done, err = p.Load(1 << 20)
		require.NoError(t, err)
	}
	require.Nil(t, p.First)
	require.EqualValues(t, a.Count(), p.Equal)
	require.Equal(t, "The two runs are the same, record by record.", p.Verdict())
	other, _ := filed(t, "last-mile-2019", 1)
	_, err = review.NewPair(open(t, a), open(t, other))
	require.ErrorContains(t, err, "only runs of one scenario")
}
