package predicate

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents/law"
	"entente/sim"
	"entente/sim/journal"
)

// TestWaysAgainstFrames draws programs and frames: what is said never to hold
// does not hold.
func TestWaysAgainstFrames(t *testing.T) {
	names := []law.Var{law.Abroad, law.Danger, law.Trust, law.ItemClass, law.Kinds, law.Place, law.SenderNation, law.RecipientNation}
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "tests")
		p := make(law.Program, n)
		for i := range p {
			to := func(label string) law.Label {
				if at := rapid.IntRange(i+1, n+2).Draw(t, label); at < n {
					return law.Label(at)
				} else if at == n {
					return law.Holds
				}
				return law.Fails
			}
			v := rapid.SampledFrom(names).Draw(t, "name")
			x := law.Test{Var: v, Other: v, Const: rapid.Int64Range(0, 3).Draw(t, "const"), Yes: to("yes"), No: to("no")}
			switch v {
			case law.Kinds:
				x.Op = law.HasBit
			case law.Place:
				x.Op, x.Other = rapid.SampledFrom([]law.Op{law.HasRef, law.HasRefVar}).Draw(t, "op"), law.SenderNation
			case law.Danger, law.Trust, law.ItemClass:
				x.Op = rapid.SampledFrom([]law.Op{law.Less, law.LessEqual, law.Equal, law.LessVar, law.EqualVar}).Draw(t, "op")
				x.Other = rapid.SampledFrom([]law.Var{law.Danger, law.Trust}).Draw(t, "other")
			}
			p[i] = x
		}
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		holds := false
		for range 300 {
			f := law.Frame{Place: []journal.Ref{journal.Ref(r.IntN(4)), journal.Ref(r.IntN(4))}}
			for v := range f.V {
				f.V[v] = r.Int64N(4)
			}
			f.V[law.Abroad] = r.Int64N(2)
			holds = holds || p.Eval(&f)
		}
		never := AnyFrame().Never(p)
		require.False(t, never && holds)
		if never {
			found++
		}
	})
	require.Positive(t, found, "some programs never hold")
}

func TestBothPrograms(t *testing.T) {
	var b, c law.Builder
	abroad := b.Program(b.Add(law.Test{Op: law.Equal, Var: law.Abroad, Const: 1, Yes: law.Holds, No: law.Fails}))
	grave := c.Program(c.Add(law.Test{Op: law.Less, Var: law.Danger, Const: 500_000, Yes: law.Fails, No: law.Holds}))
	always := law.Program(nil)
	for _, x := range []bool{false, true} {
		for _, y := range []bool{false, true} {
			f := law.Frame{}
			f.V[law.Abroad], f.V[law.Danger] = sim.Bit(x), sim.Bit(y)*900_000
			require.Equal(t, x && y, Both(abroad, grave, false).Eval(&f))
			require.Equal(t, x && !y, Both(abroad, grave, true).Eval(&f))
			require.Equal(t, x, Both(abroad, always, false).Eval(&f))
			require.False(t, Both(abroad, always, true).Eval(&f))
			require.Equal(t, y, Both(always, grave, false).Eval(&f))
			require.Equal(t, !y, Both(always, grave, true).Eval(&f))
			require.True(t, Both(always, always, false).Eval(&f))
			require.False(t, Both(always, always, true).Eval(&f))
		}
	}
	require.True(t, AnyFrame().Covers(abroad, Both(abroad, grave, false)))
	require.False(t, AnyFrame().Covers(Both(abroad, grave, false), abroad))
}
