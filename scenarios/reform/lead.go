package reform

import (
	"cmp"
	"slices"

	"entente/scenarios/estimate"
	"entente/sim"
)

// Lead is the time to spare in one run, over the deadlines that were asked for.
type Lead struct {
	Counts bool // something came due
	Never  bool // and did not come true by the end
	// Ms is due less when, in milliseconds, negative when late. Of what never came it
	// is due less the end of the run, so that a mean has a number: the truth is less.
	Ms sim.Time
}

// InTime says that there was time to spare.
func (l Lead) InTime() bool { return !l.Never && l.Ms > 0 }

// compareLeads orders leads: what never came is below all.
func compareLeads(a, b Lead) int {
	if a.Never != b.Never {
		if a.Never {
			return -1
		}
		return 1
	}
	return cmp.Compare(a.Ms, b.Ms)
}

// lesserLead is the smaller of two; one that counts in nothing gives way.
func lesserLead(a, b Lead) Lead {
	if !a.Counts || b.Counts && compareLeads(b, a) < 0 {
		return b
	}
	return a
}

// counted are the leads that count, least first.
func counted(all []Lead) []Lead {
	list := slices.DeleteFunc(slices.Clone(all), func(l Lead) bool { return !l.Counts })
	slices.SortFunc(list, compareLeads)
	return list
}

// Quantile is the least lead that at least the share q of those that count do not
// exceed: never where that is one which never came, and false where none counts.
func Quantile(all []Lead, q float64) (Lead, bool) {
	list := counted(all)
	if len(list) == 0 {
		return Lead{}, false
	}
	return list[estimate.QuantileIndex(len(list), q)], true
}

// Bound is the largest of the leads that the q-quantile of the truth is above, at a
// level: fewer than k of n lie below the quantile in no more than 1-level of all
// samples. It is false where there are too few, or that lead never came.
func Bound(all []Lead, q, level float64) (Lead, bool) {
	list := counted(all)
	k := forgiven(len(list), q, level)
	if k < 0 || list[k].Never {
		return Lead{}, false
	}
	return list[k], true
}

// forgiven is how many of n runs may miss when a claim about the q-quantile is still
// carried at a level; -1 where n runs carry none.
func forgiven(n int, q, level float64) int {
	k := -1
	for k+1 < n && estimate.Carries(k+1, n, q, level) {
		k++
	}
	return k
}
