package law

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim/journal"
)

// node is a predicate in the plainest form there is, to check programs against.
type node struct {
	op   byte // '!', '&', '|', 't' test, '1', '0'
	a, b *node
	t    Test
}

func (n *node) eval(f *Frame) bool {
	switch n.op {
	case '1':
		return true
	case '0':
		return false
	case '!':
		return !n.a.eval(f)
	case '&':
		return n.a.eval(f) && n.b.eval(f)
	case '|':
		return n.a.eval(f) || n.b.eval(f)
	}
	v, c, o := f.V[n.t.Var], n.t.Const, f.V[n.t.Other]
	set := f.Place
	switch n.t.Var {
	case Marks, ItemMarks:
		set = f.Marks
	case Nationality:
		set = f.Nationality
	}
	in := func(x int64) bool {
		for _, r := range set {
			if int64(r) == x {
				return true
			}
		}
		return false
	}
	return map[Op]bool{
		Equal: v == c, Less: v < c, LessEqual: v <= c, EqualVar: v == o, LessVar: v < o,
		HasBit: v&(1<<uint(c&63)) != 0, HasRef: in(c), HasRefVar: in(o),
	}[n.t.Op]
}

func (n *node) lower(b *Builder, yes, no Label) Label {
	switch n.op {
	case '1':
		return yes
	case '0':
		return no
	case '!':
		return n.a.lower(b, no, yes)
	case '&':
		return n.a.lower(b, n.b.lower(b, yes, no), no)
	case '|':
		return n.a.lower(b, yes, n.b.lower(b, yes, no))
	}
	t := n.t
	t.Yes, t.No = yes, no
	return b.Add(t)
}

func drawNode(t *rapid.T, depth int) *node {
	ops := []byte("tttt10")
	if depth > 0 {
		ops = []byte("t!&&||")
	}
	n := &node{op: rapid.SampledFrom(ops).Draw(t, "op")}
	switch n.op {
	case '!':
		n.a = drawNode(t, depth-1)
	case '&', '|':
		n.a, n.b = drawNode(t, depth-1), drawNode(t, depth-1)
	case 't':
		n.t = Test{
			Op:    Op(rapid.IntRange(0, int(HasRefVar)).Draw(t, "test")),
			Var:   Var(rapid.IntRange(0, int(NumVars)-1).Draw(t, "var")),
			Other: Var(rapid.IntRange(0, int(NumVars)-1).Draw(t, "other")),
			Const: rapid.Int64Range(0, 4).Draw(t, "const"),
		}
		if n.t.Op >= HasRef {
			n.t.Var = rapid.SampledFrom([]Var{Place, Nationality, Marks, ItemMarks}).Draw(t, "set")
		}
	}
	return n
}

// TestProgramIsItsExpression draws predicates and frames and compares the
// lowered form with a walk over the tree.
func TestProgramIsItsExpression(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNode(t, 5)
		var b Builder
		p := b.Program(n.lower(&b, Holds, Fails))
		for i, test := range p {
			require.Greater(t, test.Yes, Label(i), "jumps lead forward")
			require.Greater(t, test.No, Label(i), "jumps lead forward")
		}
		for range 8 {
			var f Frame
			for v := range f.V {
				f.V[v] = rapid.Int64Range(0, 4).Draw(t, "v")
			}
			refs := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 4), func(i int) journal.Ref { return journal.Ref(i) }), 0, 3)
			f.Place, f.Nationality, f.Marks = refs.Draw(t, "place"), refs.Draw(t, "nationality"), refs.Draw(t, "marks")
			require.Equal(t, n.eval(&f), p.Eval(&f))
		}
	})
}

func TestEmptyProgramHolds(t *testing.T) {
	require.True(t, Program(nil).Eval(&Frame{}))
	var b Builder
	require.Empty(t, b.Program(Holds))
	require.False(t, b.Program(Fails).Eval(&Frame{}))
}

// TestUnreachedTests: a builder may hold tests that the entry does not lead to.
func TestUnreachedTests(t *testing.T) {
	var b Builder
	first := b.Add(Test{Op: Equal, Var: Abroad, Const: 1, Yes: Holds, No: Fails})
	b.Add(Test{Op: Equal, Var: Imminent, Const: 1, Yes: first, No: Fails})
	p := b.Program(first)
	require.Len(t, p, 1)
	var f Frame
	f.V[Abroad] = 1
	require.True(t, p.Eval(&f))
}

func TestText(t *testing.T) {
	var names journal.Names
	nation := names.Add(journal.SortNation, "belmora", "", 0)
	var b Builder
	l := b.Add(Test{Op: HasRef, Var: Place, Const: int64(nation), Yes: Holds, No: Fails})
	l = b.Add(Test{Op: Less, Var: Danger, Const: 300_000, Yes: Fails, No: l})
	l = b.Add(Test{Op: LessEqual, Var: LevelVar, Const: int64(journal.Suspected), Yes: Fails, No: l})
	l = b.Add(Test{Op: HasBit, Var: Kinds, Const: int64(journal.FIN), Yes: l, No: Fails})
	require.Equal(t, `0: "FIN" in kinds ? 1 : fails
1: level <= SUSPECTED ? fails : 2
2: danger < 0.3 ? fails : 3
3: "belmora" in place ? holds : fails`, b.Program(l).Text(&names))
	require.Equal(t, "always", Program(nil).Text(&names))
}

// TestVarsAreNamed: the table has no gap, and one name for one thing.
func TestVarsAreNamed(t *testing.T) {
	seen := map[string]Var{}
	for v := Var(0); v < NumVars; v++ {
		require.NotEmpty(t, v.String())
		require.NotZero(t, v.Use(), v.String())
		require.NotContains(t, seen, v.String())
		seen[v.String()] = v
	}
}

func TestEvalAllocatesNothing(t *testing.T) {
	p, f := benchProgram()
	require.Zero(t, testing.AllocsPerRun(100, func() { p.Eval(f) }))
}

func benchProgram() (Program, *Frame) {
	var b Builder
	l := b.Add(Test{Op: Less, Var: Trust, Const: 400_000, Yes: Holds, No: Fails})
	l = b.Add(Test{Op: HasBit, Var: ItemKinds, Const: int64(journal.IDENTITY), Yes: l, No: Fails})
	l = b.Add(Test{Op: Equal, Var: Abroad, Const: 1, Yes: l, No: Fails})
	var f Frame
	f.V[Abroad], f.V[ItemKinds], f.V[Trust] = 1, 1<<journal.IDENTITY, 390_000
	return b.Program(l), &f
}

func BenchmarkEval(b *testing.B) {
	p, f := benchProgram()
	b.ReportAllocs()
	for b.Loop() {
		if !p.Eval(f) {
			b.Fatal("must hold")
		}
	}
}
