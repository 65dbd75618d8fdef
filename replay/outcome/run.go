package outcome

import (
	"entente/replay/measure"
	"entente/sim/journal"
)

// RunShape is the version of the shape of Run. It grows when a key goes, or means
// something else; a key that is added leaves it as it is.
const RunShape = 2

// Heading says what was run.
type Heading struct {
	// Scenario is its name.
	Scenario string `json:"scenario"`
	// Title of the scenario; empty where it has none.
	Title string `json:"title"`
	// Banner of the exercise, to be kept above whatever is shown of it; empty where it has none.
	Banner string `json:"banner"`
	// Engine is the version of the engine that made the runs.
	Engine string `json:"engine"`
	// Seed that was asked for, as text, for it may have more digits than some readers keep. Run number 0 has it; those of others are made from it.
	Seed uint64 `json:"seed,string"`
}

// NewHeading is the heading of a run of the scenario that st describes.
func NewHeading(st *journal.Static, engine string, seed uint64) Heading {
	return Heading{st.Scenario, st.Title, st.Banner, engine, seed}
}

// Run is what run --json and replay show --json print, of one run and of many alike:
// what was run, what came of each run, and above that the ranges over all of them.
// No key is ever left out. Null says one thing: up to until_ms no run gave this a value,
// for it did not happen or there was nothing to measure. Text that is missing is empty, and so is
// a list of nothing.
type Run struct {
	// Shape is the version of this shape.
	Shape int `json:"shape" const:"2"`
	Heading
	// Until is where the runs were to stop, since StartEx.
	Until int64 `json:"until_ms"`
	// Stopped says that this is before EndEx: what is null, OPEN or not released was not reached, and may have come later.
	Stopped bool `json:"stopped"`
	// Set are the settings, PATH=VALUE, in the order given.
	Set []string `json:"set"`
	// Sources is the SHA-256 over all that was run: the scenario, what it includes, patches.
	Sources string `json:"sources"`
	// Replay is the file of the one run, or of run number 0 of many; empty where none was written.
	Replay string `json:"replay"`

	// Measures are the ranges over the runs of each number that a measure comes down to.
	Measures Ranges `json:"measures"`
	// Deadlines, in the scenario's order: how often each came out how.
	Deadlines []DeadlineRange `json:"deadlines"`
	// Tasks are the critical tasks of the objectives: how often each was rated how.
	Tasks []TaskRange `json:"tasks"`
	// Entries of the events list, in its order: how often each came, and when.
	Entries []EntryRange `json:"entries"`

	// Runs that came to their end, by number.
	Runs []*Replication `json:"runs"`
	// Failed are the runs that did not come to their end; nothing that is told is of them.
	Failed []Failure `json:"failed"`
}

// Range is a number over the runs that had it to measure: what 5, 50 and 95 % of them
// do not exceed. Null: in those runs it never happened.
type Range struct {
	P05 *float64 `json:"p05"` // 5 % of those runs do not exceed it
	P50 *float64 `json:"p50"` // half of them do not exceed it
	P95 *float64 `json:"p95"` // 95 % of them do not exceed it
	// Runs that had something to measure.
	Runs int `json:"runs"`
}

// Ranges are one Range for each figure of the catalogue of measures, by its key.
type Ranges map[string]Range

// Figures are the numbers that the measures of one run come down to, by key: null where
// it never happened or there was nothing to measure. Behind tells the two apart.
type Figures map[string]*float64

// DeadlineRange is one deadline over the runs.
type DeadlineRange struct {
	// Name by which `replay why --deadline` asks for it.
	Name string `json:"name"`
	// Agency whose deadline it is.
	Agency string `json:"agency"`
	// Storyline it is about.
	Storyline string `json:"storyline"`
	// Want is what it asks: informed, read, or available(action).
	Want string `json:"want"`
	// Outcomes count the runs by how it came out.
	Outcomes map[string]int `json:"outcomes" words:"outcome"`
	// Margin is the time to spare in the runs in which it came due, negative when late; null where it was not met at all.
	Margin Range `json:"margin_ms"`
}

// TaskRange is one critical task over the runs.
type TaskRange struct {
	// Task is its id.
	Task string `json:"task"`
	// Objective that it serves.
	Objective string `json:"objective"`
	// Text of the task.
	Text string `json:"text"`
	// Measure that it is rated by.
	Measure string `json:"measure"`
	// Ratings count the runs by rating.
	Ratings map[string]int `json:"ratings" words:"rating"`
}

// EntryRange is one entry of the events list over the runs.
type EntryRange struct {
	// Number of the entry, as the list spells it.
	Number string `json:"number"`
	// Type: inject, contingency, expected_action or other.
	Type string `json:"type"`
	// Title of the entry; empty where it has none.
	Title string `json:"title"`
	// Due is when it is released, first looked at, or its action due, since StartEx.
	Due int64 `json:"due_ms"`
	// Came: runs in which it was released, or its action seen.
	Came int `json:"came"`
	// Missed: runs in which an expected action was not seen in its window.
	Missed int `json:"missed"`
	// When it came, since StartEx, in the runs in which it did.
	When Range `json:"when_ms"`
}

// Replication is one run that came to its end.
type Replication struct {
	Proof
	// Measures are the numbers that the measures of this run come down to.
	Measures Figures `json:"measures"`
	// Behind has what they were counted from.
	Behind Behind `json:"behind"`
	// Deadlines, in the scenario's order.
	Deadlines []ExplainedDeadline `json:"deadlines"`
	// Ratings of the critical tasks. They are indicative: one run is one draw.
	Ratings []Rated `json:"ratings"`
	// Entries of the events list, in its order.
	Entries []Entry `json:"entries"`

	readings measure.Readings
}

// Proof is what makes a run again and shows that it is the same.
type Proof struct {
	// Number of the run, from 0.
	Number int `json:"number"`
	// Seed that makes this run again alone, as text.
	Seed uint64 `json:"seed,string"`
	// Digest over all records; empty where only a part of a file is there.
	Digest string `json:"digest"`
	// Records that the run left.
	Records uint32 `json:"records"`
	// Events that the engine worked off; 0 where a file does not say.
	Events uint64 `json:"events"`
}

// Deadline is how one deadline came out in one run.
type Deadline struct {
	// Name by which `replay why --deadline` asks for it.
	Name string `json:"name"`
	// Agency whose deadline it is.
	Agency string `json:"agency"`
	// Storyline it is about.
	Storyline string `json:"storyline"`
	// Want is what it asks: informed, read, or available(action).
	Want string `json:"want"`
	// Outcome: MET, LATE, NOT_MET, VOID where its stage was not taken, or OPEN at the end.
	Outcome string `json:"outcome" words:"outcome"`
	// Due is when it was due, since StartEx; null while its stage has not come.
	Due *int64 `json:"due_ms"`
	// When it came true, since StartEx.
	When *int64 `json:"when_ms"`
	// Margin is the time to spare, negative when late.
	Margin *int64 `json:"margin_ms"`
	// Reason why it was not met; empty where no reason was recorded.
	Reason string `json:"reason" words:"reason"`
}

// ExplainedDeadline is a Deadline with the way on which its time went.
type ExplainedDeadline struct {
	Deadline
	// By is the rule, desk, channel, nation or body that the reason names.
	By string `json:"by"`
	// Path are the stretches of time on the way to it, in order, as `replay why` tells them: they add up to its window.
	Path []stretch `json:"path"`
}

// Rated is the rating of one critical task in one run.
type Rated struct {
	// Task is its id.
	Task string `json:"task"`
	// Objective that it serves.
	Objective string `json:"objective"`
	// Rating: P, S, M, U, or N/R where there was nothing to rate.
	Rating measure.Rating `json:"rating" words:"rating"`
}

// Entry is what came of one entry of the events list in one run.
type Entry struct {
	// Number of the entry.
	Number string `json:"number"`
	// Status after the run: Released, Complete, Missed, or as planned.
	Status string `json:"status"`
	// When it was released, or its action seen, since StartEx.
	When *int64 `json:"when_ms"`
	// Record that released it or fulfilled it; 0 for none.
	Record uint32 `json:"record"`
}

// Failure is a run of many that did not come to its end.
type Failure struct {
	// Number of the run.
	Number int `json:"number"`
	// Seed that makes it fail again alone, as text.
	Seed uint64 `json:"seed,string"`
	// Error that ended it.
	Error string `json:"error"`
}
