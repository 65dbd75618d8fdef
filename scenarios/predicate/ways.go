package predicate

import (
	"math"
	"slices"

	"entente/agents/law"
	"entente/scenarios/words"
	"entente/sim"
)

// Ways is what is known of the names of a frame on one way through the tests of
// a program: the bounds of each value, values that it is not, and how questions
// about sets and pairs of names were answered.
type Ways struct {
	lo, hi [law.NumVars]int64
	not    []value
	said   []answer
}

type value struct {
	name law.Var
	is   int64
}

type answer struct {
	question law.Test
	yes      bool
}

// AnyFrame knows only what the types of the names say.
func AnyFrame() Ways {
	var w Ways
	for v := range law.NumVars {
		w.lo[v], w.hi[v] = math.MinInt64, math.MaxInt64
		if top, bounded := tops[v.Type()]; bounded {
			w.lo[v], w.hi[v] = 0, top
		}
	}
	return w
}

// tops are the greatest values of the types that have one; the least is 0.
var tops = map[law.Type]int64{
	law.BoolType: 1, law.ShareType: int64(sim.One), law.ClassType: int64(len(words.Classes) - 1),
	law.TLPType: int64(len(words.Labels) - 1), law.GradeType: int64(len(words.Grades) - 1), law.UrgencyType: int64(len(words.Precedences) - 1),
}

// With also knows the value of a name.
func (w Ways) With(v law.Var, is int64) Ways {
	w.lo[v], w.hi[v] = is, is
	return w
}

// maxWays bounds the search through one program. A program with more ways than
// that is not judged.
const maxWays = 10_000

// Never says whether a program holds for no frame of which this much is known:
// it walks every way through the tests and drops those that contradict
// themselves.
func (w Ways) Never(p law.Program) bool {
	if len(p) == 0 {
		return false
	}
	left := maxWays
	return !w.reaches(p, 0, &left)
}

// reaches says whether some way leads from a test to where the program holds.
func (w Ways) reaches(p law.Program, at law.Label, left *int) bool {
	if *left--; *left < 0 {
		return true
	}
	if at >= law.Fails {
		return at == law.Holds && w.agrees()
	}
	t := p[at]
	yes, no, ok := w.fork(t)
	return ok[1] && yes.reaches(p, t.Yes, left) || ok[0] && no.reaches(p, t.No, left)
}

// fork gives what is known after a test has passed and after it has failed, and
// whether it can fail (0) and pass (1) at all.
func (w Ways) fork(t law.Test) (yes, no Ways, ok [2]bool) {
	yes, no = w, w
	switch t.Op {
	case law.Equal:
		ok[1] = yes.narrowBounds(t.Var, t.Const, t.Const)
		ok[0] = no.excludeValue(t.Var, t.Const)
	case law.Less:
		ok[1] = yes.narrowBounds(t.Var, math.MinInt64, t.Const-1)
		ok[0] = no.narrowBounds(t.Var, t.Const, math.MaxInt64)
	case law.LessEqual:
		ok[1] = yes.narrowBounds(t.Var, math.MinInt64, t.Const)
		ok[0] = no.narrowBounds(t.Var, t.Const+1, math.MaxInt64)
	default:
		q := w.question(t)
		known, is := w.knownAnswer(q)
		ok = [2]bool{!known || !is, !known || is}
		yes.said = append(slices.Clip(w.said), answer{q, true})
		no.said = append(slices.Clip(w.said), answer{q, false})
	}
	return yes, no, ok
}

// narrowBounds narrows the bounds of a name, and says whether anything is left.
func (w *Ways) narrowBounds(v law.Var, lo, hi int64) bool {
	w.lo[v], w.hi[v] = max(w.lo[v], lo), min(w.hi[v], hi)
	for w.lo[v] < w.hi[v] && slices.Contains(w.not, value{v, w.lo[v]}) {
		w.lo[v]++
	}
	for w.lo[v] < w.hi[v] && slices.Contains(w.not, value{v, w.hi[v]}) {
		w.hi[v]--
	}
	return w.lo[v] <= w.hi[v] && !(w.lo[v] == w.hi[v] && slices.Contains(w.not, value{v, w.lo[v]}))
}

// excludeValue takes one value out, and says whether any other is left.
func (w *Ways) excludeValue(v law.Var, is int64) bool {
	w.not = append(slices.Clip(w.not), value{v, is})
	return w.narrowBounds(v, math.MinInt64, math.MaxInt64)
}

// question is a test about a set or a pair of names without its ways on, so
// that equal questions are equal; a name whose value is known stands for it.
func (w *Ways) question(t law.Test) law.Test {
	q := law.Test{Op: t.Op, Var: t.Var, Other: t.Other, Const: t.Const}
	if q.Op == law.HasRefVar && w.lo[q.Other] == w.hi[q.Other] {
		q = law.Test{Op: law.HasRef, Var: q.Var, Const: w.lo[q.Other]}
	}
	if q.Op == law.EqualVar && q.Other < q.Var {
		q.Var, q.Other = q.Other, q.Var
	}
	return q
}

// knownAnswer is how a question must be answered, if that is known.
func (w *Ways) knownAnswer(q law.Test) (known, yes bool) {
	if i := slices.IndexFunc(w.said, func(a answer) bool { return a.question == q }); i >= 0 {
		return true, w.said[i].yes
	}
	return w.bounded(q)
}

// bounded is how the bounds of two names answer a question about the pair.
func (w *Ways) bounded(q law.Test) (known, yes bool) {
	apart := w.hi[q.Var] < w.lo[q.Other] || w.hi[q.Other] < w.lo[q.Var]
	switch {
	case q.Op == law.EqualVar && apart:
		return true, false
	case q.Op == law.EqualVar && w.lo[q.Var] == w.hi[q.Var] && w.lo[q.Other] == w.hi[q.Other]:
		return true, true
	case q.Op == law.LessVar && w.hi[q.Var] < w.lo[q.Other]:
		return true, true
	case q.Op == law.LessVar && w.lo[q.Var] >= w.hi[q.Other]:
		return true, false
	}
	return false, false
}

// agrees says whether the answers about pairs of names agree with the bounds at
// the end of the way.
func (w *Ways) agrees() bool {
	for _, a := range w.said {
		if known, yes := w.bounded(a.question); known && yes != a.yes {
			return false
		}
	}
	return true
}

// Both is the program that holds where a and b hold; not turns b round.
func Both(a, b law.Program, not bool) law.Program {
	if len(a) == 0 && !not {
		return b
	}
	if len(b) == 0 {
		if not {
			return law.Program{{Op: law.Equal, Yes: law.Fails, No: law.Fails}}
		}
		return a
	}
	first := law.Label(len(a))
	out := slices.Clone(a)
	for i := range out {
		for _, l := range [...]*law.Label{&out[i].Yes, &out[i].No} {
			if *l == law.Holds {
				*l = first
			}
		}
	}
	for _, t := range b {
		for _, l := range [...]*law.Label{&t.Yes, &t.No} {
			switch {
			case *l < law.Fails:
				*l += first
			case not && *l == law.Holds:
				*l = law.Fails
			case not:
				*l = law.Holds
			}
		}
		out = append(out, t)
	}
	return out
}

// Covers says whether a holds wherever b does.
func (w Ways) Covers(a, b law.Program) bool { return w.Never(Both(b, a, true)) }
