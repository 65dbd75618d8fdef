package review

import (
	"slices"
	"strings"

	"entente/replay"
	"entente/sim/journal"
)

// Turning is the first record on the way to an outcome, in either run, that the other
// run has not, or not at that instant: where what came of it parts. Other records differ
// before it where luck does, and do not matter to it.
type Turning struct {
	Run    *Run
	Record *journal.Record
	InB    bool        // it is of the second run
	Other  journal.Num // the same event in the other run, at another instant; 0: it has none
}

// TurningOf is where the ways to an outcome part; false where they are alike.
func (p *Pair) TurningOf(o *OutcomePair) (t Turning, parted bool) {
	for i, x := range []*Outcome{o.A, o.B} {
		run := []*Run{p.A, p.B}[i]
		e, err := run.WhyOf(x.Thing)
		if err != nil || e == nil {
			continue
		}
		chain := slices.Clone(e.Back)
		slices.Reverse(chain)
		if e.End != nil {
			chain = append(chain, e.End)
		}
		for _, rec := range chain {
			other := []func(journal.Num) journal.Num{p.InB, p.InA}[i](rec.Num)
			if other > 0 && []*Run{p.B, p.A}[i].Events[other-1].At == rec.At {
				continue
			}
			if !parted || rec.At < t.Record.At {
				t, parted = Turning{Run: run, Record: rec, InB: i == 1, Other: other}, true
			}
			break
		}
	}
	return t, parted
}

// patchesOf are the names of the patches that a run was made with.
func patchesOf(r *Run) (list []string) {
	f, is := r.Records.(interface{ Attachments() []replay.Attachment })
	if !is {
		return nil
	}
	for _, a := range f.Attachments() {
		if name, patch := strings.CutPrefix(a.Name, "patch/"); patch {
			list = append(list, strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], ".yaml"))
		}
	}
	return list
}

// MadeWith says what a run was made with beside its scenario: settings and patches.
func (r *Run) MadeWith() (sets, patches []string) { return r.Meta.Set, patchesOf(r) }

// Seeds says whether both runs have the same draws.
func (p *Pair) Seeds() bool { return p.A.Meta.Seed == p.B.Meta.Seed }

// Settings says whether both runs are of the same sources and settings.
func (p *Pair) Settings() bool {
	return p.A.Meta.Sources == p.B.Meta.Sources && slices.Equal(p.A.Meta.Set, p.B.Meta.Set) && !p.Branched()
}

// Branched says whether one of them parted from its parent on the way.
func (p *Pair) Branched() bool { return len(p.A.Meta.Branches)+len(p.B.Meta.Branches) > 0 }
