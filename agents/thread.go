package agents

import (
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// Storyline is one threat thread.
type Storyline struct {
	Ref            journal.Ref
	Benign         bool
	Administrative bool        // a visa, papers: no threat
	Class          int         // index of its class of incident
	Incident       journal.Ref // the class of incident, a term
	K              int         // key facts to recognise it
	Kinds          uint8       // kinds needed to recognise it, bits 1<<journal.FactKind
	Facts          []FactID
	Stages         []StageSpec // order has meaning; stage n is at n-1
	Reactions      ParamID     // at most
	Weights        [4]ParamID  // none, pause, hasten, move
	Alternates     []NationID
}

// StageSpec is one numbered stage.
type StageSpec struct {
	Lasts sim.Dist
	Next  []Edge // empty: the end, or the following number
	Facts []FactID
}

// Edge leads to another stage.
type Edge struct {
	Stage  int // number, from 1
	Weight int64
}

// Fact is one token of ground truth.
type Fact struct {
	Ref           journal.Ref
	ID            sim.ID
	Storyline     StorylineID
	Kind          journal.FactKind
	Place         NationID // None where unset
	Nationality   NationID // None where unset
	SeenIn        []NationID
	NoticedBy     []Noticer
	Marks         []journal.Ref // terms that rules read
	Tokens        []uint32      // 1-4, numbered over the scenario
	Key           bool
	After         sim.Dist
	For           sim.Dist
	Detectability ParamID
	Quality       ParamID
	Class         journal.Class // at least; the collector's marking may be higher
	Normalised    bool          // biometric or normalised: survives transliteration
	Evidential    bool
	Inexact       bool    // Exact says how well its identifier is known
	Exact         ParamID // PPM: a check by it meets an equal token, beside the store's own odds
	ByInject      bool    // exposed by a MSEL entry alone
}

// Noticer is an agency that certainly notices a fact, at one of its desks.
type Noticer struct {
	Agency AgencyID
	Desk   DeskID   // whose job the collecting is
	After  sim.Dist // from the opening of the fact's window
}

// Want is what a deadline asks.
type Want uint8

// The wants.
const (
	WantInformed Want = iota
	WantRead
	WantAvailable
)

// Deadline of an agency in a storyline.
type Deadline struct {
	Ref       journal.Ref
	Storyline StorylineID
	Agency    AgencyID
	Want      Want
	Facts     []FactID // WantRead
	Action    ActionID // WantAvailable
	Stage     int      // due before this stage's entry; 0: At
	Lead      sim.Time
	At        sim.Time
}

// Need says which agency needs which key facts by when: ground truth for the
// measures, never for decisions.
type Need struct {
	Agency    AgencyID
	Storyline StorylineID
	Facts     []FactID
	Deadline  DeadlineID // None: none
}

// Action is something an agency may lawfully do.
type Action struct {
	Ref       journal.Ref
	Agency    AgencyID
	Term      journal.Ref // what it is: a word of the scenario
	Authority journal.Ref // role whose grant is needed, a term; 0: none
	Needs     journal.Grade
	Passive   bool // allowed under PAP AMBER
	Evidence  bool // only on facts that may be used in court
	Overt     bool
	Public    bool              // everybody is to know of it
	Window    calendar.Calendar // in which it may be carried out
	Lasts     sim.Dist
	Clock     calendar.Clock // statutory, from the instant it takes effect; zero limit: none
	ClockRef  journal.Ref
	Teams     ParamID // at once; 0: no limit
	Across    Across
}
