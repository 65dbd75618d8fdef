package reform

import (
	"math"
	"slices"

	"entente/scenarios/estimate"
)

// Data is an answer as data: the shape of `entente reform --json`, and what a terminal
// and a page tell.
type Data struct {
	Scenario  string   `json:"scenario"`
	Title     string   `json:"title,omitempty"`
	Banner    string   `json:"banner,omitempty"`
	Engine    string   `json:"engine"`
	Seed      uint64   `json:"seed"`
	Deadlines []string `json:"deadlines"`

	Verdict string `json:"verdict"` // closes, none, undecided, unconfirmed, needless
	Says    string `json:"says"`

	Reps      int     `json:"replications"`
	Share     float64 `json:"quantile"`
	Level     float64 `json:"level"`
	TestLevel float64 `json:"level_of_each_claim"`
	Forgives  int     `json:"misses_forgiven"`
	Finalists int     `json:"finalists"`
	By        string  `json:"by"`
	Most      int     `json:"size_at_most"`

	Today      *SetData        `json:"today"`
	Sets       []*SetData      `json:"sets"`
	Candidates []CandidateData `json:"candidates"`
	Left       []LeftData      `json:"not_tried"`
	Searched   SearchData      `json:"search"`
}

// SetData is a set of reforms and what it came to.
type SetData struct {
	Rank    int      `json:"rank,omitempty"` // of what closes the gap
	Reforms []string `json:"reforms"`
	Titles  []string `json:"titles"`
	What    string   `json:"what"` // today, claimed, found, costly, near, together, single
	Verdict string   `json:"verdict"`
	Fresh   bool     `json:"fresh"` // numbers are of runs that no search has seen
	Cost    int64    `json:"cost"`
	Lead    int64    `json:"lead_ms"` // until all of it is in effect

	Runs   int             `json:"runs"` // in which something came due
	Missed int             `json:"missed"`
	InTime *Range          `json:"in_time"`
	P05    *LeadData       `json:"p05"`
	Bound  *LeadData       `json:"p05_at_least"` // null where too few runs, or never
	Median *LeadData       `json:"p50"`
	Gain   *Range          `json:"gain_hours"`
	Sum    *SumData        `json:"against_the_sum_of_its_parts,omitempty"`
	Rights *RightsData     `json:"rights"`
	Load   *LoadData       `json:"load"`
	Which  []DeadlineShare `json:"by_deadline"`
}

// Range is an estimate with its interval; a bound that is not known is null.
type Range struct {
	Value float64  `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
	Runs  int      `json:"runs"`
}

// LeadData is a time to spare; null for never.
type LeadData struct {
	Never bool  `json:"never"`
	Ms    int64 `json:"ms"`
}

// SumData is a set beside the sum of its parts.
type SumData struct {
	InTime *Range `json:"in_time"`
	Lead   *Range `json:"gain_hours"`
}

// RightsData is what a set changes in M17, a run.
type RightsData struct {
	Refused  *Range `json:"refused"`
	Benign   *Range `json:"innocent_under_coercion"`
	Overrun  *Range `json:"overrun_hours"`
	Unlawful *Range `json:"found_unlawful"`
	Costs    bool   `json:"costs"`
}

// LoadData is what a set changes in M13, a run.
type LoadData struct {
	Messages *Range `json:"messages"`
	Decided  *Range `json:"actions"`
	Idle     *Range `json:"waiting_hours"`
}

// DeadlineShare is how often one deadline was missed.
type DeadlineShare struct {
	Deadline string `json:"deadline"`
	Missed   int    `json:"missed"`
	Runs     int    `json:"runs"`
}

// CandidateData is a reform that was tried.
type CandidateData struct {
	ID         string   `json:"id"`
	Title      string   `json:"title,omitempty"`
	Text       string   `json:"text,omitempty"`
	Cost       int64    `json:"cost"`
	Lead       int64    `json:"lead_ms"`
	Source     string   `json:"source,omitempty"`
	Tag        string   `json:"tag,omitempty"`
	Anchor     string   `json:"anchor,omitempty"`
	Catalogued bool     `json:"from_catalogue"`
	Waited     int      `json:"runs_that_waited_for_it"`
	WaitedMs   int64    `json:"waited_ms"`
	Changes    []string `json:"changes"`
}

// LeftData is a reform that was not tried.
type LeftData struct {
	ID    string `json:"id"`
	Title string `json:"title,omitempty"`
	Why   string `json:"why"`
}

// SearchData is what the search did.
type SearchData struct {
	Tried       int  `json:"sets_tried"`
	Unproven    int  `json:"sets_that_closed_it_in_the_search_only"`
	Undecided   int  `json:"sets_undecided"`
	Enough      int  `json:"replications_that_could_decide"`
	Clashing    int  `json:"sets_that_contradict_themselves"`
	Dominated   int  `json:"sets_that_hold_a_found_one"`
	Exhausted   int  `json:"exhaustive_to_size"`
	All         bool `json:"exhaustive"`
	Tests       int  `json:"tests"`
	Steps       int  `json:"steps_compared"`
	Worse       int  `json:"steps_that_did_worse"`
	TogetherCut bool `json:"not_all_ways_of_having_everything_tried"`
	Runs        int  `json:"runs"`
	Failed      int  `json:"runs_that_failed"`
}

// mostUnproven bounds how many sets are told of that closed the gap in the search only.
const mostUnproven = 10

// words of the verdicts.
var words = [...]string{Misses: "misses", CostsRights: "costs rights", Unconfirmed: "not confirmed", Passes: "not tested", Closes: "closes"}

// Data tells an answer. deadlines are the names of those that were asked for.
func (a *Answer) Data(deadlines []string) *Data {
	d := &Data{
		Deadlines: deadlines, Reps: a.Reps, Share: a.Share, Level: a.Level, TestLevel: a.claimLevel(), Forgives: a.Forgives(),
		Finalists: a.Finalists, By: "size", Most: a.Most,
		Searched: SearchData{
			Tried: a.Tried, Undecided: a.Undecided, Enough: a.Enough, Clashing: a.Clashing, Dominated: a.Dominated, Exhausted: a.Exhausted, All: a.Exhausted >= len(a.Candidates) && len(a.Candidates) > 0,
			Tests: a.Tests, Steps: a.Steps, Worse: a.Worse, TogetherCut: a.WholesCut, Runs: a.Runs, Failed: a.FailedRuns,
		},
	}
	if a.ByCost {
		d.By = "cost"
	}
	t := teller{a, deadlines}
	d.Today = t.set("today", a.Base)
	var told []*Trial
	tell := func(what string, list []*Trial) {
		for _, x := range list {
			if !slices.Contains(told, x) && x != a.Base {
				told = append(told, x)
				d.Sets = append(d.Sets, t.set(what, x))
			}
		}
	}
	found := slices.Clone(a.Found)
	slices.SortStableFunc(found, func(x, y *Trial) int { return int(y.Verdict) - int(x.Verdict) })
	claimed := a.Claimed()
	tell("claimed", claimed)
	for i, x := range d.Sets {
		x.Rank = i + 1
	}
	found = slices.DeleteFunc(found, func(t *Trial) bool { return t.Verdict == Closes })
	d.Searched.Unproven = len(found)
	tell("found", found[:min(len(found), mostUnproven)])
	tell("costly", a.Costly)
	tell("near", a.Near)
	tell("together", a.Wholes)
	tell("single", a.Singles)
	for _, c := range a.Candidates {
		d.Candidates = append(d.Candidates, CandidateData{
			ID: c.ID, Title: c.Title, Text: c.Text, Cost: c.Cost, Lead: int64(c.Lead), Source: c.Source, Tag: c.Tag, Anchor: c.Anchor,
			Catalogued: c.Catalogued, Waited: c.Runs, WaitedMs: int64(c.Ms), Changes: c.Changes(),
		})
	}
	for _, l := range a.Left {
		d.Left = append(d.Left, LeftData{l.Remedy.ID, l.Remedy.Title, l.Why})
	}
	d.Verdict, d.Says = a.verdict(d)
	return d
}

// teller tells trials.
type teller struct {
	*Answer
	deadlines []string
}

// set tells of one trial: by its fresh runs where it has some.
func (t *teller) set(what string, x *Trial) *SetData {
	d := &SetData{What: what, Verdict: words[x.Verdict], Reforms: []string{}, Titles: []string{}}
	for _, n := range x.Set {
		c := t.Candidates[n]
		d.Reforms, d.Titles = append(d.Reforms, c.ID), append(d.Titles, c.Title)
		d.Cost += c.Cost
		d.Lead = max(d.Lead, int64(c.Lead))
	}
	rows, base := x.Rows, t.Base.Rows
	if x.Fresh != nil && t.Base.Fresh != nil && what != "single" {
		rows, base, d.Fresh = x.Fresh, t.Base.Fresh, true
	}
	for i := range rows {
		d.Runs += one(rows[i].Lead.Counts)
		d.Missed += one(rows[i].misses())
	}
	d.InTime = ranged(estimate.Share(d.Runs-d.Missed, d.Runs, t.Level))
	list := leads(rows)
	d.P05, d.Median = leadData(Quantile(list, t.Share)), leadData(Quantile(list, 0.5))
	d.Bound = leadData(Bound(list, t.Share, t.claimLevel()))
	for i, name := range t.deadlines {
		s := DeadlineShare{Deadline: name}
		for r := range rows {
			s.Runs += one(rows[r].Lead.Counts)
			s.Missed += one(rows[r].Missed[i])
		}
		d.Which = append(d.Which, s)
	}
	if x == t.Base {
		return d
	}
	d.Gain = ranged(gain(rows, base, t.Level))
	r, l := rightsOf(rows, base), loadOf(rows, base, t.Level)
	d.Rights = &RightsData{ranged(r.Refused), ranged(r.Benign), ranged(r.Overrun), ranged(r.Unlawful), r.Costs()}
	d.Load = &LoadData{ranged(l.Messages), ranged(l.Decided), ranged(l.Idle)}
	if len(x.Set) > 1 {
		var parts [][]Row
		for _, n := range x.Set {
			p := t.Singles[n].Rows
			if d.Fresh {
				p = t.Singles[n].Fresh
			}
			if len(p) == len(rows) {
				parts = append(parts, p)
			}
		}
		if len(parts) == len(x.Set) {
			s := sumOf(rows, base, parts, t.Level)
			d.Sum = &SumData{ranged(s.InTime), ranged(s.Lead)}
		}
	}
	return d
}

func leadData(l Lead, ok bool) *LeadData {
	if !ok {
		return nil
	}
	if l.Never {
		return &LeadData{Never: true}
	}
	return &LeadData{Ms: int64(l.Ms)}
}

// digits is how far numbers are told: further than that machines need not agree.
const digits = 1e6

func rounded(v float64) float64 { return math.Round(float64(v*digits)) / digits }

func ranged(i estimate.Interval) *Range {
	if i.N == 0 {
		return nil
	}
	end := func(v float64) *float64 {
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return nil
		}
		v = rounded(v)
		return &v
	}
	return &Range{rounded(i.Value), end(i.Low), end(i.High), i.N}
}
