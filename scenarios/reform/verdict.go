package reform

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim/notation"
)

// verdict says in a word and in a few sentences what came of a search.
func (a *Answer) verdict(d *Data) (word, says string) {
	claimed := a.Claimed()
	switch {
	case a.Needless():
		return "needless", fmt.Sprintf("Nothing has to be done: %s of %s fresh runs missed as things are. %s", wording.Thousands(d.Today.Missed), wording.Thousands(d.Today.Runs), a.claimText(1))
	case len(claimed) > 0 && a.Stripped:
		return "closes", fmt.Sprintf("No set of up to %s closes the gap, and %s do together: %s Everything was tried, and what is not needed left out: none of these can be, but another set of fewer may do. %s",
			wording.Plural(a.Exhausted, "reform"), wording.Plural(len(claimed[0].Set), "reform"), a.setText(claimed[0]), a.claimText(1))
	case len(claimed) > 0:
		what := closing(len(claimed)) + " " + a.setText(claimed[0])
		switch {
		case a.ByCost:
			what += " None that is cheaper does by this search."
		case len(claimed[0].Set) > 1:
			what += " None that is smaller does by this search."
		}
		return "closes", what + " " + a.claimText(len(claimed)) + a.cheaper(claimed[0])
	case len(a.Found) > 0:
		left := ""
		if a.Tests < len(a.Found) {
			left = " More replications, or more finalists, could tell."
		}
		return "unconfirmed", fmt.Sprintf("%s in the search, and fresh runs confirmed none of the %s that were put to the test: nothing is claimed.%s",
			passing(len(a.Found)), wording.Thousands(a.Tests), left)
	case len(a.Candidates) == 0:
		return "none", "No set closes this: there is no reform to try. The scenario names none, and no catalogue answers what was waited for."
	}
	rest := strings.TrimSpace(a.scopeText() + " " + a.everything())
	if a.Undecided == 0 {
		return "none", "No set closes this. " + rest
	}
	says = fmt.Sprintf("No set is shown to close this, and of %s it is not shown that %s not: %s are too few to tell.",
		wording.Plural(a.Undecided, "set"), map[bool]string{true: "it does", false: "they do"}[a.Undecided == 1], wording.Plural(a.Reps, "replication"))
	if a.Enough > 0 {
		says += fmt.Sprintf(" About %s could.", wording.Thousands(a.Enough))
	}
	return "undecided", says + " " + rest
}

func closing(n int) string {
	if n == 1 {
		return "One set closes the gap:"
	}
	return wording.Thousands(n) + " sets close the gap, first of them:"
}

// setText says what a set is, what it costs and when it would be in effect.
func (a *Answer) setText(t *Trial) string {
	var list []string
	for _, x := range t.Set.Of(a) {
		title := x.Title
		if title == "" {
			title = x.ID
		}
		list = append(list, fmt.Sprintf("“%s”", title))
	}
	cost, lead := t.Set.price(a.offered())
	return fmt.Sprintf("%s (cost %s, in effect after %s).", strings.Join(list, " with "), wording.Thousands(int(cost)), After(int64(lead)))
}

// cheaper says that more reforms may cost less, where that was not looked for.
func (a *Answer) cheaper(t *Trial) string {
	cost, _ := t.Set.price(a.offered())
	if a.ByCost || a.Exhausted >= len(a.Candidates) {
		return ""
	}
	sum, n := int64(0), 0
	for _, c := range slices.SortedFunc(slices.Values(a.Candidates), func(x, y Candidate) int { return cmp.Compare(x.Cost, y.Cost) }) {
		if sum += c.Cost; sum >= cost {
			break
		}
		n++
	}
	if n <= len(t.Set) {
		return ""
	}
	return " More reforms that cost less together were not looked for; --by cost does."
}

// offered are the reforms that were tried, by number.
func (a *Answer) offered() []*scenarios.Remedy {
	list := make([]*scenarios.Remedy, len(a.Candidates))
	for i := range a.Candidates {
		list[i] = a.Candidates[i].Remedy
	}
	return list
}

func passing(n int) string {
	if n == 1 {
		return "One set closed the gap"
	}
	return wording.Thousands(n) + " sets closed the gap"
}

// claimText says what a claim is worth.
func (a *Answer) claimText(n int) string {
	those := "Its claim holds"
	if n > 1 {
		those = "All these claims hold together"
	}
	return fmt.Sprintf("%s at %s where of %s fresh runs of each no more than %s miss.", those, notation.Level(a.Level), wording.Thousands(a.Reps), wording.Thousands(a.Forgives()))
}

// scopeText says which sets were tried.
func (a *Answer) scopeText() string {
	n := len(a.Candidates)
	if a.Exhausted >= n {
		if n == 1 {
			return "The only reform was tried."
		}
		return fmt.Sprintf("All sets of the %s were tried.", wording.Plural(n, "reform"))
	}
	return fmt.Sprintf("All sets of up to %s of the %s were tried; larger ones were not.", wording.Thousands(a.Exhausted), wording.Plural(n, "reform"))
}

// everything says what all reforms together came to, and how much that proves.
func (a *Answer) everything() string {
	if len(a.Wholes) == 0 || a.Exhausted >= len(a.Candidates) {
		return ""
	}
	ok := 0
	for _, t := range a.Wholes {
		ok += one(a.carriesClaim(t))
	}
	var s strings.Builder
	switch {
	case ok > 0:
		fmt.Fprintf(&s, "As many of them together as go together close it in the search, so a larger set would: raise --size, or leave out what is not needed.")
	case len(a.Wholes) == 1:
		fmt.Fprintf(&s, "All of them together do not either.")
	default:
		fmt.Fprintf(&s, "None of the %s ways of having as many together as go together does either.", wording.Thousands(len(a.Wholes)))
	}
	switch {
	case a.Steps == 0:
	case a.Worse == 0:
		fmt.Fprintf(&s, " In none of the %s comparisons of this search did a reform more make more runs miss, which speaks for that, and proves nothing of sets that were not tried.", wording.Thousands(a.Steps))
	default:
		fmt.Fprintf(&s, " In %s of the %s comparisons of this search a reform more made more runs miss: more can be worse, so that proves nothing of sets that were not tried.", wording.Thousands(a.Worse), wording.Thousands(a.Steps))
	}
	return s.String()
}

// carriesClaim says whether a trial's rows of the search would carry the claim.
func (a *Answer) carriesClaim(t *Trial) bool { return len(t.Rows) == a.Reps && a.carried(t.Rows) }
