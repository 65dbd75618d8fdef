// Package casebook compares the engine with documented cases.
//
// # What it gives
//
// A Case is a YAML file beside a scenario: intervals between records with the value that
// the public record gives and its source, labels that must show in most runs, remedies
// with the sign that was expected before anything was run, what no remedy closes, and
// what was fitted. Read takes it in with every problem at its place; Measure runs it many
// times and says where each documented value stands among the simulated ones; Pool puts
// any number of cases together; Page writes them down.
//
// # How to think of it
//
// A row is predictive only if no figure that its runs use was taken from the same case.
// The place of a documented value is the share of runs that were shorter: over many
// predictive rows of a model that is right, places are spread evenly from 0 to 1, and nine
// in ten lie between 0.05 and 0.95. Nothing here passes or fails: misses are shown as
// misses.
//
// Runs of one replication share their seed, with and without a remedy, so a difference is
// due to the remedy. The results do not depend on the number of workers.
package casebook

import "entente/scenarios"

// Version of the grammar of cases.
const Version = 1

// Case is the grammar of a documented case.
type Case struct {
	// Version of the grammar; this is 1.
	Case int64 `yaml:"case" need:"yes"`
	// Name of the case, as tables show it.
	Name  scenarios.ID `yaml:"name" need:"yes"`
	Title string       `yaml:"title" need:"yes"`
	// Says is what the case is about, and where its record is found, in a sentence or two.
	Says string `yaml:"says"`
	// Scenario: one of the library, or a file beside the case.
	Scenario string `yaml:"scenario" need:"yes"`
	// Set and Patches change the scenario in every run: one account of several, say.
	Set     map[string]*scenarios.Raw `yaml:"set"`
	Patches []string                  `yaml:"patches"`
	// Anchor of the case: if a preset that the scenario includes has a figure whose
	// anchor begins with it, that figure was taken from this case, and every row is
	// fitted.
	Anchor string `yaml:"anchor"`
	// Fitted figures of the scenario: those that were taken from the intervals below.
	Fitted []*Fitted `yaml:"fitted"`
	// Rows are documented intervals between two records.
	Rows []*Row `yaml:"rows" need:"yes"`
	// Labels are records that must show in most runs, or in few.
	Labels []*Label `yaml:"labels"`
	// Remedies, with what was expected of them before they were run.
	Remedies []*Remedy `yaml:"remedies"`
	// Controls are gaps that no remedy is expected to close.
	Controls []*Control `yaml:"controls"`
}

// Fitted is a figure that was taken from the case's own intervals.
type Fitted struct {
	// Path of the figure in the scenario.
	Path string `yaml:"path" need:"yes"`
	// Rows that it makes fitted; unset, all.
	Rows []string `yaml:"rows"`
	// Says how it was taken.
	Says string `yaml:"says" need:"yes"`
}

// Row is a documented interval between two records.
type Row struct {
	// ID of the row: letters, digits, dots and hyphens.
	ID string `yaml:"id" need:"yes"`
	// Says what lies between the two records.
	Says string `yaml:"says" need:"yes"`
	// From and To are the records between which it lies.
	From *Event `yaml:"from" need:"yes"`
	To   *Event `yaml:"to" need:"yes"`
	// Given is a record that the row takes for granted because the public record has it,
	// and no row asks about: that an alert was met, say. Runs in which it is missing are
	// left out, and how many count is told.
	Given *Event `yaml:"given"`
	// Documented: a duration with its unit (15d, 5h46m), a range (1h35m to 2h5m), "at
	// least 21d" where it had not ended when the record ends, or "never".
	Documented string `yaml:"documented" need:"yes"`
	// Source of the documented value, and how sure it is.
	Source string        `yaml:"source" need:"yes"`
	Tag    scenarios.Tag `yaml:"tag" need:"yes"`
	// Role: predictive (the default), or fitted where a figure was taken from the row.
	Role scenarios.ID `yaml:"role"`
	// Note for people who read the row.
	Note string `yaml:"note"`
	// MayNotEnd says for people why a run may never get there, so that the band has no
	// upper end.
	MayNotEnd string `yaml:"may_not_end"`
}

// Event picks one record of a run: the first that matches all that is set, or the nth.
type Event struct {
	// Kind of the record, as replay events names it: held, sent, decided, deadline ...
	Kind string `yaml:"kind" need:"yes"`
	// By whom or to whom it happened: an agency, nation, body, store, channel or storyline.
	By string `yaml:"by"`
	// Storyline that it is about.
	Storyline string `yaml:"storyline"`
	// Fact that it is about or carries.
	Fact string `yaml:"fact"`
	// Where: values of the record's arguments, by their names.
	Where map[string]*scenarios.Raw `yaml:"where"`
	// Reason that it gives, and the Rule (or desk, channel, nation, body) that it names.
	Reason string `yaml:"reason"`
	Rule   string `yaml:"rule"`
	// Step of the chain that it is of.
	Step string `yaml:"step"`
	// Cause of some of the time that had passed before it.
	Cause string `yaml:"cause"`
	// Nth of the records that match, from 1; unset, the first.
	Nth *scenarios.Count `yaml:"nth" min:"1" max:"1000000"`
	// After: only records after the row's beginning count.
	After bool `yaml:"after"`
	// At: the argument with the instant that counts, such as until or when; unset, when
	// the record was made.
	At string `yaml:"at"`
}

// Label is a record that must show in at least a share of the runs, or in at most one.
type Label struct {
	ID   string `yaml:"id" need:"yes"`
	Says string `yaml:"says" need:"yes"`
	// Shows: the record.
	Shows *Event `yaml:"shows" need:"yes"`
	// AtLeast in this share of the runs; unset, and AtMost too, in more than half.
	AtLeast *scenarios.Share `yaml:"at_least" max:"1"`
	// AtMost in this share of the runs.
	AtMost *scenarios.Share `yaml:"at_most" max:"1"`
	Source string           `yaml:"source" need:"yes"`
}

// Remedy is a change, and the sign of what it does to deadlines, motions and rows: sooner,
// same or later. What a deadline asks comes true sooner; a row is shorter.
type Remedy struct {
	ID   string `yaml:"id" need:"yes"`
	Says string `yaml:"says" need:"yes"`
	// Patches: of the library (SCENARIO/NAME), or files beside the case.
	Patches []string `yaml:"patches"`
	// Set: values of the scenario, after the patches.
	Set map[string]*scenarios.Raw `yaml:"set"`
	// Deadlines, Motions and Rows, each with the expected sign.
	Deadlines map[string]scenarios.ID `yaml:"deadlines"`
	Motions   map[string]scenarios.ID `yaml:"motions"`
	Rows      map[string]scenarios.ID `yaml:"rows"`
}

// Control is a gap that no remedy is expected to close.
type Control struct {
	ID   string `yaml:"id" need:"yes"`
	Says string `yaml:"says" need:"yes"`
	// Deadline that is missed whatever is done, or
	Deadline string `yaml:"deadline"`
	// Row that does not end within Within whatever is done.
	Row    string          `yaml:"row"`
	Within *scenarios.Span `yaml:"within" min:"1ms" max:"36500d"`
	// Closed means in at least this share of the runs; unset, 0.95.
	Closed *scenarios.Share `yaml:"closed" max:"1"`
}
