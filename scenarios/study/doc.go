// Package study reads a study, which is what a researcher asks of many runs, and plans
// the runs.
//
// # What it gives
//
// A Study is a YAML file: a scenario, options to choose between, factors nobody knows
// or that somebody can turn, and blocks of designs that say which values of the factors
// runs are made with. Read takes it in with every problem at its place; NewPlan settles
// it: which places of the scenario each path reaches and of which unit they are, and
// what run number i is, for every i.
//
// # How to think of it
//
// A configuration is one option at one point of one block. All configurations run once,
// then all once more, and so on: run i is configuration i mod C in replication i div C,
// so a sweep that was cut off is an even sample, and more replications only append. A
// configuration has a key, the hash of what it is and not of where it stands, so that the
// same run is recognised in another plan.
//
// Runs of one replication share their seed, whatever their configuration (common random
// numbers): a difference between configurations is then their own. Only where a study
// asks for independent seeds is the key part of the seed.
//
// Nothing here runs anything, and nothing depends on how runs are spread over workers.
package study

import (
	"entente/scenarios"
)

// Version of the grammar of studies.
const Version = 1

// Study is the grammar of a study.
type Study struct {
	// Version of the grammar; this is 1.
	Study int64 `yaml:"study" need:"yes"`
	// Name of the study, as tables and reports show it.
	Name  scenarios.ID `yaml:"name" need:"yes"`
	Title string       `yaml:"title"`
	// Asks is the question in a sentence or two.
	Asks string `yaml:"asks"`
	// Scenario: one of the library, or a file beside the study.
	Scenario string `yaml:"scenario" need:"yes"`
	// Until: each run is stopped there; unset, at EndEx.
	Until        string       `yaml:"until"`
	Seeds        Seeds        `yaml:"seeds"`
	Replications Replications `yaml:"replications"`
	// Set and Patches change the scenario in every run.
	Set     map[string]*scenarios.Raw `yaml:"set"`
	Patches []string                  `yaml:"patches"`
	// Options are what can be decided. Unset, there is one, as the scenario is.
	Options []*Option `yaml:"options"`
	// Factors are what varies, by path.
	Factors map[string]*Factor `yaml:"factors"`
	// Blocks of points, one after the other. Unset, one point: every factor as the
	// scenario has it.
	Blocks []*Block `yaml:"blocks"`
	// Measures that the analysis is about; unset, all.
	Measures []string `yaml:"measures"`
	// Series of measures over time; unset, none.
	Series   *Series   `yaml:"series"`
	Limits   Limits    `yaml:"limits"`
	Analysis *Analysis `yaml:"analysis"`
}

// Seeds say what luck runs have.
type Seeds struct {
	// Root that all others are derived from; unset, 1.
	Root *scenarios.Count `yaml:"root" max:"999999999999"`
	// Scheme: common (the default) or independent.
	Scheme scenarios.ID `yaml:"scheme"`
}

// Replications say how often each configuration is run.
type Replications struct {
	// N of each configuration; unset, 1.
	N *scenarios.Count `yaml:"n" min:"1" max:"1000000"`
	// More of all of them, in batches, until a measure is known well enough.
	More *More `yaml:"more"`
}

// More says when there are enough replications. It is looked at when the first n are
// whole, and then after each batch, never between: so how runs are spread over machines
// decides nothing.
type More struct {
	// Measure that must be known.
	Measure string `yaml:"measure" need:"yes"`
	// Within: half of the widest of the options' intervals comes to no more: a number in
	// the measure's unit, a duration, or a part of the mean such as 5%.
	Within string `yaml:"within" need:"yes"`
	// Of: means (the default), or differences from the baseline.
	Of scenarios.ID `yaml:"of"`
	// Batch: replications added at a time; unset, as many as n.
	Batch *scenarios.Count `yaml:"batch" min:"1" max:"1000000"`
	// Most replications, known well enough or not.
	Most *scenarios.Count `yaml:"most" need:"yes" min:"2" max:"1000000"`
}

// Series says what is kept of runs on their way: what a measure would be, had the run
// been stopped there.
type Series struct {
	// Every: the time between instants, from StartEx on.
	Every *scenarios.Span `yaml:"every" need:"yes"`
	// Measures that are kept; unset, those of the study.
	Measures []string `yaml:"measures"`
}

// Option is one way to decide: settings and patches of the scenario.
type Option struct {
	ID      scenarios.ID              `yaml:"id" need:"yes"`
	Title   string                    `yaml:"title"`
	Set     map[string]*scenarios.Raw `yaml:"set"`
	Patches []string                  `yaml:"patches"`
}

// Factor is a path of the scenario, wildcards included, and the values it takes: from
// one to another, one of a list, or drawn from a distribution of durations. All places
// that the path reaches take the same value.
type Factor struct {
	Title string         `yaml:"title"`
	From  *scenarios.Raw `yaml:"from"`
	To    *scenarios.Raw `yaml:"to"`
	// Scale between them: linear (the default) or log.
	Scale   scenarios.ID       `yaml:"scale"`
	Values  []*scenarios.Raw   `yaml:"values"`
	Weights []*scenarios.Share `yaml:"weights" max:"1000000"`
	Draw    *scenarios.Dist    `yaml:"draw"`
}

// Block is one design.
type Block struct {
	ID scenarios.ID `yaml:"id" need:"yes"`
	// Design: factorial, one-at-a-time, zip, table, latin, sobol, saltelli or morris.
	Design scenarios.ID `yaml:"design" need:"yes"`
	// N: rows (latin, sobol), base rows (saltelli) or trajectories (morris).
	N *scenarios.Count `yaml:"n" min:"1" max:"16777216"`
	// Levels: of each factor that has a range (factorial, one-at-a-time), or of the
	// grid (morris).
	Levels *scenarios.Count `yaml:"levels" min:"2" max:"1000"`
	// Values of single factors (factorial, one-at-a-time, zip), instead of theirs.
	Values map[string][]*scenarios.Raw `yaml:"values"`
	// Factors that it varies; unset, all (for zip, those it has values of).
	Factors []string `yaml:"factors"`
	// Groups of factors (saltelli, morris).
	Groups map[scenarios.ID][]string `yaml:"groups"`
	// Second: also the indices of pairs (saltelli).
	Second bool `yaml:"second"`
	// Seed of the design (latin, sobol, saltelli, morris); unset, 1 for latin and
	// morris, and no shift for the others.
	Seed *scenarios.Count `yaml:"seed" max:"999999999999"`
	// File: a CSV table beside the study, headed by paths.
	File string `yaml:"file"`
}

// Limits bound runs.
type Limits struct {
	MaxEvents *scenarios.Count `yaml:"max_events" min:"1" max:"34359738368"`
	// OnError: continue (the default) or stop.
	OnError scenarios.ID `yaml:"on_error"`
}

// Analysis says what a report works out.
type Analysis struct {
	// Level of intervals; unset, 0.95.
	Level *scenarios.Share `yaml:"level" max:"1"`
	// Baseline: the option that others are compared with; unset, the first.
	Baseline scenarios.ID `yaml:"baseline"`
	// Sensitivity of measures; unset, of those of the study.
	Sensitivity []string `yaml:"sensitivity"`
	// Bootstrap rounds; unset, 1,000.
	Bootstrap *scenarios.Count `yaml:"bootstrap" min:"100" max:"100000"`
	// Success of a run, for scenario discovery: a comparison of a measure, "M10 > 0".
	Success string `yaml:"success"`
}
