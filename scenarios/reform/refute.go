package reform

import "entente/scenarios/estimate"

// stop is how a set came to be given up: it was looked at after so many runs that
// counted, and had missed so often at the last look.
type stop struct {
	counts []int
	miss   int
}

// refuted says whether the runs of a set show that more than the share miss, at the
// level. A set that was given up was looked at often and stopped at its worst, which has
// to be allowed for. Where all its runs were made afterwards, there are two ways to be
// refuted, and the chance of error is shared out between them.
func (q *Question) refuted(t *Trial) bool {
	alpha := 1 - q.Level
	if looks := len(t.stop.counts); looks > 0 {
		alpha /= 2
		if q.stopTail(t.stop) <= alpha {
			return true
		}
		if t.made == min(looks*chunk, q.Reps) {
			return false
		}
	}
	return 1-estimate.BinomialUpto(t.miss-1, t.counts, q.Share) <= alpha
}

// stopTail is the chance that a set of which just the share miss is given up at an earlier
// look than this one, or at the same one with as many misses or more: of sets that were
// given up the sooner ones speak louder (Tsiatis, Rosner and Mehta 1984, Biometrics 40).
func (q *Question) stopTail(s stop) float64 {
	forgives := q.Forgives()
	chance := []float64{1} // by misses, of sets that are looked at
	tail, before := 0.0, 0
	for look, n := range s.counts {
		step := n - before
		before = n
		next := make([]float64, len(chance)+step)
		for more := range step + 1 {
			p := estimate.BinomialUpto(more, step, q.Share) - estimate.BinomialUpto(more-1, step, q.Share)
			for m, c := range chance {
				next[m+more] += float64(c * p)
			}
		}
		least := forgives + 1
		if look == len(s.counts)-1 {
			least = s.miss
		}
		for _, c := range next[min(least, len(next)):] {
			tail += c
		}
		chance = next[:min(len(next), forgives+1)]
	}
	return tail
}
