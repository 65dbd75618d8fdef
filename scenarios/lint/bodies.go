package lint

import (
	"fmt"
	"maps"
	"math/big"
	"slices"

	"entente/agents/decide"
	"entente/agents/model"
	"entente/scenarios"
	"entente/scenarios/tree"
)

// bodies finds bodies and nations that nothing reaches, bodies without members,
// and motions that cannot be carried as they stand.
func (l *linter) bodies() {
	c := l.c
	talk := l.addressed()
	reached := talk.to
	l.idle = talk.findIdle()
	l.untold()
	for i := range c.Spec.Nations {
		n, path := &c.Spec.Nations[i], l.nationPath(model.NationID(i))
		switch {
		case reached[i] || l.alone[i] || len(c.NationIDs) == 1:
		case n.Body && c.Spec.Agencies[n.Agencies[0]].Store != model.None:
		case n.Body && len(n.Member) == 0:
			l.note(path, "has no members, and nothing is sent to it or through it", "give it members, or make it a relay of a route")
		case n.Body:
			l.note(path, "nothing is sent to it or through it", "put a motion to it, name it in a rule's `to`, or make it a relay of a route")
		case len(c.Spec.Facts) > 0:
			l.note(path, "nobody talks to it, and it can notice nothing itself", "name it in a fact, in a rule's `to`, in a motion or in an entry")
		}
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Motions)) {
		l.motion(&c.Spec.Motions[i], c.Doc.Motions[id], tree.Join("motions", string(id)))
	}
}

// motion finds votes that decide nothing.
func (l *linter) motion(m *model.Motion, d *scenarios.Motion, path string) {
	total := int64(0)
	for _, w := range m.Weight {
		total += w
	}
	majority := m.Procedure.Rule == decide.Majority
	for _, k := range []struct {
		key   string
		given bool
	}{{"weights", d.Weights != nil}, {"share", d.Share.Given()}, {"quorum", d.Quorum.Given()}} {
		if k.given && !majority {
			l.note(tree.Join(path, k.key), fmt.Sprintf("has no meaning where %s decides", decide.Names[m.Procedure.Rule]), "only a majority counts votes")
		}
	}
	if majority && total == 0 {
		l.note(tree.Join(path, "weights"), "nobody's vote has any weight", "")
	}
	switch {
	case !majority:
	case !m.Procedure.Share.Carries(1, 1):
		l.note(tree.Join(path, "share"), "more than all votes: it can never be adopted", "write unanimity as the rule")
	case !d.Share.InWords():
		l.findEvenShare(m, tree.Join(path, "share"), total)
	}
}

// findEvenShare finds a share that votes can meet exactly, or all but exactly, without a word
// on whether they carry then.
func (l *linter) findEvenShare(m *model.Motion, path string, total int64) {
	share := m.Procedure.Share.Fraction
	for _, part := range []int64{share.Num * total / share.Den, share.Of(total)} {
		off := max(part*share.Den, share.Num*total) - min(part*share.Den, share.Num*total)
		if part == 0 || off > total*share.Den/nearlyEven || !reaches(m.Weight, part) {
			continue
		}
		met := decide.Fraction{Num: part, Den: total}.Reduced().String()
		fate := "do not carry it"
		if m.Procedure.Share.Carries(part, total) {
			fate = "carry it"
		}
		l.note(path, fmt.Sprintf("%d of %d votes (%s) %s", part, total, met, fate), fmt.Sprintf("say which is meant: at least %s, or more than %s", met, met))
		return
	}
}

// nearlyEven: a share that lies within one part in so many of what votes can come to
// was meant to be that.
const nearlyEven = 10_000

// reaches says whether some of the weights together are exactly a part. It is not
// worked out for weights in the millions.
func reaches(weights []int64, part int64) bool {
	if part > 1_000_000 {
		return false
	}
	sums, one := new(big.Int), big.NewInt(1)
	sums.SetBit(sums, 0, 1)
	mask := new(big.Int).Lsh(one, uint(part)+1)
	mask.Sub(mask, one)
	for _, w := range weights {
		if w <= part {
			sums.Or(sums, new(big.Int).Lsh(sums, uint(w)))
			sums.And(sums, mask)
		}
	}
	return sums.Bit(int(part)) == 1
}
