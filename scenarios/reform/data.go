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
	Seed      uint64   `json:"seed,string"`
	Deadlines []string `json:"deadlines"`     // that were asked for
	Run       *RunData `json:"run,omitempty"` // whose gap was asked about

	Verdict string `json:"verdict"` // closes, none, undecided, unconfirmed, needless
	Says    string `json:"says"`    // the answer in words

	Reps      int     `json:"replications"`        // of each set
	Share     float64 `json:"quantile"`            // of the runs that may miss, as a quantile
	Level     float64 `json:"level"`               // of confidence over all claims
	TestLevel float64 `json:"level_of_each_claim"` // of confidence of one claim
	Forgives  int     `json:"misses_forgiven"`     // misses that a set may have and still close the gap
	Finalists int     `json:"finalists"`           // sets that fresh runs are spent on
	By        string  `json:"by"`                  // what sets are ranked by: size or cost
	Most      int     `json:"size_at_most"`        // reforms in a set

	Today      *SetData        `json:"today"`      // without any reform
	Sets       []*SetData      `json:"sets"`       // that were tried and are worth telling
	Candidates []CandidateData `json:"candidates"` // reforms that were tried
	Left       []LeftData      `json:"not_tried"`  // reforms that were not tried
	Searched   SearchData      `json:"search"`     // what the search did
}

// SetData is a set of reforms and what it came to.
type SetData struct {
	Rank    int      `json:"rank,omitempty"` // of what closes the gap
	Reforms []string `json:"reforms"`        // ids
	Titles  []string `json:"titles"`         // of the reforms
	What    string   `json:"what"`           // today, claimed, found, costly, near, together, single
	Verdict string   `json:"verdict"`        // what was shown of it
	Fresh   bool     `json:"fresh"`          // numbers are of runs that no search has seen
	Cost    int64    `json:"cost"`           // of all of it
	Lead    int64    `json:"lead_ms"`        // until all of it is in effect

	Runs   int             `json:"runs"`                                   // in which something came due
	Void   int             `json:"runs_in_which_nothing_came_due"`         // and which are counted in nothing else
	Missed int             `json:"missed"`                                 // runs in which a deadline was missed
	InTime *Range          `json:"in_time"`                                // share of the runs
	P05    *LeadData       `json:"p05"`                                    // time to spare that 5 % of the runs do not exceed
	Bound  *LeadData       `json:"p05_at_least"`                           // null where too few runs, or never
	Median *LeadData       `json:"p50"`                                    // time to spare that half of the runs do not exceed
	Gain   *Range          `json:"gain_hours"`                             // hours gained on today
	Sum    *SumData        `json:"against_the_sum_of_its_parts,omitempty"` // whether together they do more
	Rights *RightsData     `json:"rights"`                                 // what it changes for those concerned
	Load   *LoadData       `json:"load"`                                   // what it changes in work
	Which  []DeadlineShare `json:"by_deadline"`                            // deadline by deadline
}

// Range is an estimate with its interval; a bound that is not known is null.
type Range struct {
	Value float64  `json:"value"` // the estimate
	Low   *float64 `json:"low"`   // lower end of its interval
	High  *float64 `json:"high"`  // upper end of its interval
	Runs  int      `json:"runs"`  // that it rests on
}

// LeadData is a time to spare; null for never.
type LeadData struct {
	Never bool  `json:"never"` // it did not come
	Ms    int64 `json:"ms"`    // time to spare; negative when late
}

// SumData is a set beside the sum of its parts.
type SumData struct {
	InTime *Range `json:"in_time"`    // share of the runs
	Lead   *Range `json:"gain_hours"` // hours
}

// RightsData is what a set changes in M17, a run.
type RightsData struct {
	Refused  *Range `json:"refused"`                   // transfers refused on rights grounds
	Benign   *Range `json:"innocent_under_coercion"`   // bearers of benign storylines under a coercive action
	Overrun  *Range `json:"overrun_hours"`             // information kept past its retention
	Unlawful *Range `json:"found_unlawful"`            // uses of an exception that a review found unlawful
	Costs    bool   `json:"costs"`                     // it costs something in rights
	Differs  *Range `json:"share_of_runs_that_differ"` // in any of them
}

// LoadData is what a set changes in M13, a run.
type LoadData struct {
	Messages *Range `json:"messages"`      // sent
	Decided  *Range `json:"actions"`       // actions ordered
	Idle     *Range `json:"waiting_hours"` // in queues and out of hours
}

// DeadlineShare is how often one deadline was missed.
type DeadlineShare struct {
	Deadline string `json:"deadline"` // its name
	Missed   int    `json:"missed"`   // runs
	Runs     int    `json:"runs"`     // in which it came due
}

// CandidateData is a reform that was tried.
type CandidateData struct {
	ID         string   `json:"id"`                      // of the reform
	Title      string   `json:"title,omitempty"`         // in words
	Text       string   `json:"text,omitempty"`          // what it is
	Cost       int64    `json:"cost"`                    // in the units of the catalogue
	Lead       int64    `json:"lead_ms"`                 // until it is in effect
	Source     string   `json:"source,omitempty"`        // of its cost and lead time
	Tag        string   `json:"tag,omitempty"`           // how sure: S seen in the source, L located there, K general knowledge, C calibration
	Anchor     string   `json:"anchor,omitempty"`        // where in the source
	Catalogued bool     `json:"from_catalogue"`          // made for this scenario from a catalogue, and not its own
	Waited     int      `json:"runs_that_waited_for_it"` // runs in which something waited for it
	WaitedMs   int64    `json:"waited_ms"`               // what they waited, in all
	First      int64    `json:"waited_in_the_run_ms"`    // what the run that was asked about waited for it
	Changes    []string `json:"changes"`                 // that it makes, PATH=VALUE
}

// LeftData is a reform that was not tried.
type LeftData struct {
	ID    string `json:"id"`              // of the reform
	Title string `json:"title,omitempty"` // in words
	Why   string `json:"why"`             // it was not tried
}

// SearchData is what the search did.
type SearchData struct {
	Tried       int  `json:"sets_tried"`                              // sets
	Unproven    int  `json:"sets_that_closed_it_in_the_search_only"`  // sets that fresh runs did not confirm
	Undecided   int  `json:"sets_undecided"`                          // sets for which the runs were too few
	Enough      int  `json:"replications_that_could_decide"`          // replications that could decide
	Clashing    int  `json:"sets_that_contradict_themselves"`         // sets whose reforms set the same thing
	Dominated   int  `json:"sets_that_hold_a_found_one"`              // sets that hold a smaller one that was found
	Exhausted   int  `json:"exhaustive_to_size"`                      // all sets of up to so many reforms were tried
	All         bool `json:"exhaustive"`                              // all sets were tried
	Tests       int  `json:"tests"`                                   // claims that were tested
	Steps       int  `json:"steps_compared"`                          // times that one reform more was compared
	Worse       int  `json:"steps_that_did_worse"`                    // times that it did worse
	TogetherCut bool `json:"not_all_ways_of_having_everything_tried"` // there were too many ways of having everything
	Runs        int  `json:"runs"`                                    // made
	Failed      int  `json:"runs_that_failed"`                        // runs that did not come to their end
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
			Catalogued: c.Catalogued, Waited: c.Runs, WaitedMs: int64(c.Ms), First: int64(c.First), Changes: c.Changes(),
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
	if x.Verdict == Misses && !t.refuted(x) {
		d.Verdict = "undecided" // neither carried nor shown to miss too often
	}
	rows, base := x.Rows, t.Base.Rows
	if x.Fresh != nil && t.Base.Fresh != nil && what != "single" {
		rows, base, d.Fresh = x.Fresh, t.Base.Fresh, true
	}
	for i := range rows {
		d.Runs += one(rows[i].Lead.Counts)
		d.Void += one(!rows[i].Lead.Counts)
		d.Missed += one(rows[i].misses())
	}
	d.InTime = ranged(estimate.Share(d.Runs-d.Missed, d.Runs, t.Level))
	list := leads(rows)
	d.P05, d.Median = leadData(Quantile(list, t.Share)), leadData(Quantile(list, 0.5))
	d.Bound = leadData(Bound(list, t.Share, t.claimLevel()))
	for i, name := range t.deadlines {
		s := DeadlineShare{Deadline: name}
		for r := range rows {
			s.Runs += one(rows[r].Due[i])
			s.Missed += one(rows[r].Missed[i])
		}
		d.Which = append(d.Which, s)
	}
	if x == t.Base {
		return d
	}
	d.Gain = ranged(gainHours(rows, base, t.Level))
	r, l := rightsOf(rows, base), loadOf(rows, base, t.Level)
	d.Rights = &RightsData{ranged(r.Refused), ranged(r.Benign), ranged(r.Overrun), ranged(r.Unlawful), r.Costs(), ranged(r.Differs)}
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
			s := compareWithParts(rows, base, parts, t.Level)
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
