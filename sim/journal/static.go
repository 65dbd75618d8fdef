package journal

import (
	"entente/sim"
	"entente/sim/notation"
)

// Static is what a reader needs beside the records to explain them without the
// scenario's YAML: it becomes the /static channel of a replay file.
type Static struct {
	Scenario   string         `json:"scenario"`
	Title      string         `json:"title"`
	Banner     string         `json:"banner"`
	Exercise   string         `json:"exercise,omitempty"`      // what the exercise is called
	Type       string         `json:"exercise_type,omitempty"` // TTX, CPX, FE, FSE or CAX
	Start      int64          `json:"start_unix_ms"`           // T+0
	Zone       int64          `json:"zone_ms"`
	EndEx      int64          `json:"endex_ms"`
	WarmUp     int64          `json:"warm_up_ms"`
	Things     []Thing        `json:"things,omitempty"` // by Ref; entry 0 is nothing
	Params     []Value        `json:"params,omitempty"`
	Rules      []Text         `json:"rules,omitempty"`
	Objectives []Text         `json:"objectives,omitempty"`
	Tasks      []Task         `json:"tasks,omitempty"`
	Audience   []string       `json:"audience,omitempty"` // agencies that are played
	Moves      []ExerciseMove `json:"moves,omitempty"`
	Entries    []Entry        `json:"msel,omitempty"`
	Schemes    []Scheme       `json:"schemes,omitempty"`
	Agencies   []Agency       `json:"agencies,omitempty"`
	Sites      []Site         `json:"sites,omitempty"`
	Zones      []Zone         `json:"zones,omitempty"`
	Teams      []Circle       `json:"teams,omitempty"`
	Actions    []Action       `json:"actions,omitempty"`
	Clocks     []Clock        `json:"clocks,omitempty"`
	Facts      []Fact         `json:"facts,omitempty"`
	Storylines []Thread       `json:"storylines,omitempty"`
	Deadlines  []Due          `json:"deadlines,omitempty"`
	Needs      []Need         `json:"needs,omitempty"`
}

// Clock tells the time of the exercise.
func (s *Static) Clock() notation.Clock {
	return notation.Clock{Start: s.Start, Zone: sim.Time(s.Zone)}
}

// Thing is one entry of Names.
type Thing struct {
	Sort   string `json:"sort"`
	Name   string `json:"name"`
	Title  string `json:"title,omitempty"`
	Nation string `json:"nation,omitempty"`
}

// Value is a parameter with its provenance.
type Value struct {
	Path   string `json:"path"`
	Unit   string `json:"unit"`
	Value  int64  `json:"value"`
	Given  bool   `json:"given"`
	Source string `json:"source,omitempty"`
	Tag    string `json:"tag,omitempty"`
	AsOf   string `json:"as_of,omitempty"`
	Anchor string `json:"anchor,omitempty"`
}

// Text is a rule's or an objective's words.
type Text struct {
	ID         string `json:"id"`                   // by which others name it
	Text       string `json:"text"`                 // in words
	When       string `json:"when,omitempty"`       // predicate of the rule
	Do         string `json:"do,omitempty"`         // what the rule does
	Cite       string `json:"cite,omitempty"`       // where the law says so
	Source     string `json:"source,omitempty"`     // of the text
	Tag        string `json:"tag,omitempty"`        // how sure: S stated, L from a law, K general knowledge, C a calibration value
	AsOf       string `json:"as_of,omitempty"`      // day of the source
	Capability string `json:"capability,omitempty"` // that an objective is about
	Target     string `json:"target,omitempty"`     // that an objective sets
	Ground     string `json:"ground,omitempty"`     // of a rule: "rights" where it protects those of the person concerned
}

// Task is a critical task: a measure with thresholds for P, S and M.
type Task struct {
	ID        string  `json:"id"`
	Objective string  `json:"objective"`
	Text      string  `json:"text"`
	Measure   string  `json:"measure"`
	P         float64 `json:"p"`
	S         float64 `json:"s"`
	M         float64 `json:"m"`
}

// Entry is a MSEL entry for people. At is when it is due; Opens is
// where the window of an expected action begins, Closes where that of a
// contingency ends.
type Entry struct {
	Number    string `json:"number"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	Status    string `json:"status"` // as planned
	At        int64  `json:"at_ms"`
	Opens     int64  `json:"opens_ms,omitempty"`  // of an expected action
	Closes    int64  `json:"closes_ms,omitempty"` // of a contingency that is watched
	From      string `json:"from,omitempty"`
	To        string `json:"to,omitempty"`
	Who       string `json:"who,omitempty"`
	Method    string `json:"method,omitempty"`
	Storyline string `json:"storyline,omitempty"`
	Objective string `json:"objective,omitempty"`
	Category  string `json:"category,omitempty"`
	Text      string `json:"text,omitempty"`
	Expected  string `json:"expected,omitempty"`
	Notes     string `json:"notes,omitempty"`
	Condition string `json:"condition,omitempty"`
	Terms     []Term `json:"terms,omitempty"`  // of the condition
	Effect    string `json:"effect,omitempty"` // as YAML on one line
}

// Term is one operation of an entry's condition: a test, or "not", "and" or "or",
// which combine the results before them. The tests are those of the scenario's
// grammar: "sent" (an item on the storyline On to the nation With, by whom the
// entry names), "done", "missed" and "elapsed" (of the entry On), "reached" (by
// the agency On, of the storyline With), "read" (by the agency On, of the fact
// With), "stage" (of the storyline On), "adopted" (of the motion On), "recorded"
// (a record of Kind, by On if given).
type Term struct {
	Op    string `json:"op"`
	On    string `json:"on,omitempty"`
	With  string `json:"with,omitempty"`
	Level string `json:"level,omitempty"`
	Kind  string `json:"kind,omitempty"`
	Ms    int64  `json:"ms,omitempty"`
	Stage int64  `json:"stage,omitempty"`
}

// Scheme is the classification of a nation or body: the classes it has, lowest
// first. What has another class lies there under the next higher one.
type Scheme struct {
	Nation  string   `json:"nation"`
	Classes []string `json:"classes"`
}

// Site is where agencies sit, for maps: hundred-thousandths of a degree to the north
// and to the east, negative to the south and west.
type Site struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	North int64  `json:"north_e5"`
	East  int64  `json:"east_e5"`
}

// Zone is the local time of a nation or body, where it is not that of the exercise.
type Zone struct {
	Nation string `json:"nation"`
	Offset int64  `json:"zone_ms"` // from UTC
}

// Agency is what an agency may hold, how it marks what it collects, and where it sits:
// a nation that hosts it, if not its own, and a site, if the scenario names one.
type Agency struct {
	Name      string   `json:"name"`
	Host      string   `json:"host,omitempty"`
	Site      string   `json:"site,omitempty"`
	Clearance []string `json:"clearance"`
	Marking   Marking  `json:"marking"`
}

// Marking says who may have what an agency originates, and what for.
type Marking struct {
	Class      string   `json:"class"`
	TLP        string   `json:"tlp"`
	PAP        string   `json:"pap"`
	Controlled bool     `json:"controlled,omitempty"`
	RelTo      []string `json:"rel_to,omitempty"` // nations; empty: no list
	Evidential bool     `json:"evidential,omitempty"`
}

// Circle is a joint team: while it is at work its members share what they
// originated on its storylines, or on any where it lists none.
type Circle struct {
	Name       string   `json:"name"`
	Members    []string `json:"members"`
	Storylines []string `json:"storylines,omitempty"`
}

// Action is something an agency may lawfully do, and what that takes. A coercive
// one bears on a person against their will.
type Action struct {
	Name     string `json:"name"`
	Agency   string `json:"agency"`
	Term     string `json:"term"`
	Coercive bool   `json:"coercive,omitempty"`

	// What it takes: the level, whose permission (a role), facts that are evidence, and
	// for a passive one no more than to remain unseen.
	NeedsLevel string `json:"needs_level,omitempty"`
	Authority  string `json:"authority,omitempty"`
	Evidence   bool   `json:"needs_evidence,omitempty"`
	Passive    bool   `json:"passive,omitempty"`
	Window     string `json:"window,omitempty"` // in which it may be carried out
	Teams      bool   `json:"teams,omitempty"`  // it takes a team, of which there are so many
}

// Clock is a time limit, the agreement, rule or action that sets it, and for
// what: "ack", "reply", "retention" or "action", and of a store's term "review", "act",
// "answer", "tell" or "assess". Where an exception is used, a
// clock of its rule's own name runs for the notice that is due then.
type Clock struct {
	Name       string `json:"name"`
	Instrument string `json:"instrument"`
	For        string `json:"for"`
}

// Fact is a token of ground truth for people.
type Fact struct {
	Name        string   `json:"name"`
	Storyline   string   `json:"storyline"`
	Kind        string   `json:"kind"`
	Place       string   `json:"place,omitempty"`
	Nationality string   `json:"nationality,omitempty"`
	Class       string   `json:"class"`
	Tokens      []string `json:"tokens,omitempty"`
	Key         bool     `json:"key"`
}

// Thread is a storyline for people.
type Thread struct {
	Name   string `json:"name"`
	Title  string `json:"title,omitempty"`
	Benign bool   `json:"benign"`
	K      int    `json:"recognise_k"`
	Stages int    `json:"stages"`

	Kinds []string `json:"recognise_kinds,omitempty"` // of which the pattern has one each
}

// Due is a deadline for people.
type Due struct {
	Name      string   `json:"name"`
	Agency    string   `json:"agency"`
	Storyline string   `json:"storyline"`
	Want      string   `json:"want"`
	Facts     []string `json:"facts,omitempty"`
	Action    string   `json:"action,omitempty"`
}

// Need is ground truth about who needs what.
type Need struct {
	Agency    string   `json:"agency"`
	Storyline string   `json:"storyline"`
	Facts     []string `json:"facts,omitempty"`
	Deadline  string   `json:"deadline,omitempty"`
}
