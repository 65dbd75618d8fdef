package agents

import (
	"entente/agents/law"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// Dense numbers of the things of a scenario, each in the order of its names.
// None stands for "no such thing" in all of them.
type (
	NationID    int32
	AgencyID    int32
	DeskID      int32
	ChannelID   int32
	RuleID      int32
	StorylineID int32
	FactID      int32
	ActionID    int32
	EntryID     int32
	DeadlineID  int32
	StoreID     int32
)

// None is the absent NationID, AgencyID and so on.
const None = -1

// Spec is a compiled scenario: immutable, shared by all runs and forks of it.
// Every list is sorted by name unless its comment says that order has meaning;
// that is what makes a run independent of positions in the file.
type Spec struct {
	Name   string
	Start  int64    // StartEx (T+0) in Unix milliseconds, UTC
	Zone   sim.Time // offset of the exercise zone from UTC
	WarmUp sim.Time // length of the warm-up before T+0
	End    sim.Time // EndEx
	Names  journal.Names
	Params []Param // in order of path
	Model  Model

	Nations    []Nation
	Agencies   []Agency
	Desks      []Desk
	Channels   []Channel
	Stores     []Store
	Agreements []Agreement // narrowest scope first: fewest parties, then name
	Rules      []law.Rule  // declared order within one owner
	Storylines []Storyline
	Facts      []Fact
	Actions    []Action
	Deadlines  []Deadline // declared order within a storyline
	Needs      []Need
	Entries    []Entry // the MSEL in declared order
	Patches    []Patch // applied at the start of the warm-up, in order

	// Trust and Tension hold, for the ordered pair (i, j) at i*len(Nations)+j,
	// the parameter that says how far i trusts j and how tense the pair is.
	// Pairs that the scenario does not name share the default's parameter.
	Trust, Tension []ParamID
	// Related is true for an ordered pair that the scenario names: then WILL is
	// asked even inside a nation and from a body.
	Related []bool
	// Routes holds the listed routes of ordered pairs of agencies; see RoutesOf.
	Routes map[[2]AgencyID][]Route

	// Roles that the engine itself addresses, terms of Names; 0 where no agency
	// of the scenario has the role.
	Roles struct{ SPOC, FIU, Prosecutor, Court, Minister journal.Ref }

	index // derived by Seal
}

// Patch sets a parameter at the start.
type Patch struct {
	Param ParamID
	Value int64
}

// Model holds the constants of the world, all parameters under `model.`
type Model struct {
	Grant                                                                     ParamID    // PPM: an authority grants (0.95)
	Unlawful                                                                  ParamID    // PPM: a review finds the use of an exception unlawful (0.10)
	Patience                                                                  ParamID    // ms: wait for a channel that is down before the next (1 h)
	NotifyWithin                                                              ParamID    // ms: ex-post notice to an originator (24 h)
	Lapse                                                                     [4]ParamID // ms by precedence: a parked message lapses (30 d, 7 d, 48 h, 12 h)
	CreditAt                                                                  ParamID    // PPM: credence at which a fact is credited (0.6)
	OwnWord                                                                   ParamID    // PPM: reliability of the own nation's agencies (0.95)
	Credibility                                                               ParamID    // PPM: of other nations (0.75)
	DangerBy                                                                  [5]ParamID // PPM by grade (0, 0.1, 0.3, 0.6, 0.8)
	DangerThreat                                                              ParamID    // PPM added by a credited THREAT_LEVEL fact (0.2)
	ImminentAt                                                                ParamID    // PPM (0.7)
	PrecedenceAt                                                              [3]ParamID // PPM of danger: PRIORITY 0.3, IMMEDIATE 0.6, FLASH 0.8
	Will                                                                      Logit      // 1.4, 3, -3, 1 (R), 2 (g), 1 (w)
	WillAsked                                                                 ParamID    // PPM added in sigma when the recipient asks (1.0)
	VetoAt                                                                    ParamID    // PPM of tension (0.9)
	Consent                                                                   Logit      // 1.0, 3, -3, 0, 2, 0
	HumanTrust                                                                ParamID    // PPM (1.2)
	HumanTension                                                              ParamID    // PPM (1.5)
	HumanMin                                                                  ParamID    // PPM (0.4)
	HumanMax                                                                  ParamID    // PPM (4)
	IT                                                                        [4]ParamID // PPM by level (1.5, 1.2, 1, 0.8)
	FatigueAfter                                                              ParamID    // ms of saturation (8 h)
	FatigueRate                                                               ParamID    // PPM per hour beyond (0.05)
	FatigueMax                                                                ParamID    // PPM (1.5)
	KeepStructured                                                            ParamID    // PPM: a fact survives re-keying from a structured format (0.97)
	KeepFree                                                                  ParamID    // PPM: from free text (0.90)
	KeepNames                                                                 ParamID    // PPM: an IDENTITY fact survives transliteration (0.90)
	SanitiseCost                                                              ParamID    // PPM of quality lost by sanitising (0.1)
	PriorityStep                                                              ParamID    // PPM: |w| above which precedence moves one step (0.33)
	LiaisonTrust                                                              ParamID    // PPM added to T in WILL for what a liaison officer relays (0.10)
	LiaisonBase                                                               ParamID    // PPM added to the trust baseline both ways (0.05)
	FollowUp                                                                  ParamID    // ms: facts credited after an answer are sent on unasked (30 d)
	TrustHalfLife                                                             ParamID    // ms: between updates trust returns to its baseline (180 d)
	TrustAnswer, TrustGift, TrustTraining                                     ParamID    // PPM of what is missing to 1: answer in time with a new fact 0.05, unasked item that raised a level 0.08, joint training 0.10
	TrustLegal, TrustDiscretion, TrustLate, TrustNone, TrustLeak, TrustBreach ParamID    // PPM of what there is: refused on a legal ground 0.01, at discretion 0.06, late answer 0.02, none by twice the clock 0.05, leak traced 0.30, marking breached 0.40
	Notice                                                                    [4]ParamID // PPM by source of a leak: inject 1, overt action 0.6, public 0.9, channel 0.3
	Hasten                                                                    ParamID    // PPM of the remaining time that is left when a storyline hastens (0.5)
	ReactAfter                                                                sim.Dist   // LN(6 h, 48 h)
	PauseFor                                                                  sim.Dist   // LN(3 d, 10 d)
	OnCall                                                                    sim.Dist   // LN(30 min, 2 h)
}

// Logit is the argument of a propensity: Base + Trust (T-0.5) + Tension X +
// Balance R + Danger g + Priority w, each coefficient in millionths.
type Logit struct{ Base, Trust, Tension, Balance, Danger, Priority ParamID }

// Nation is a state, or a body that acts under its own name.
type Nation struct {
	Ref         journal.Ref
	Body        bool
	Operational bool       // bodies: carries time-critical messages
	Member      []NationID // bodies: the member nations
	Adequate    bool       // data protection recognised as adequate
	Offset      sim.Time   // of local time from UTC
	Languages   uint64     // bit per language of the scenario
	Classes     uint8      // bit per journal.Class its scheme has
	Laws        []RuleID   // declared order
	Agencies    []AgencyID
	Priority    []ParamID // PPM in -1..1, by incident class (index of Storyline.Class)
	Reliability []ParamID // credibility c(this, nation) by NationID: parameter at the start
}

// Agency is an actor.
type Agency struct {
	Ref          journal.Ref
	Nation       NationID
	Role         journal.Ref      // a term
	Liaison      NationID         // host nation of a liaison officer or mission; else None
	Store        StoreID          // the store that it is; else None
	Desk         [numWorks]DeskID // which desk does which work
	Laws         []RuleID
	Collects     [6]ParamID // PPM by journal.FactKind
	Classes      uint8      // bit per journal.Class it is cleared for
	Domain       uint8      // security domain of its desks
	Format       uint8      // format it works in; 0 free text
	Languages    uint64
	ReleaseBy    [5]AgencyID // by class; None: its own release desk
	Standing     []Standing
	Distribution []Distribution // declared order
	Actions      []ActionID
	Originates   Marking // markings of what it collects

	kinds uint8 // kinds it collects, bits 1<<journal.FactKind; derived by Seal
}

// Marking is what a header must carry.
type Marking struct {
	Class      journal.Class
	TLP, PAP   law.TLP
	Controlled bool       // originator control (third-party rule)
	RelTo      []NationID // nil: no list
	Evidential bool
}

// Standing is a standing permission to release: it skips RELEASE.
type Standing struct {
	To    NationID      // None: every nation; the own nation is a permission of its own
	Class journal.Class // up to this class
	Kinds uint8         // bits 1<<journal.FactKind; 0 all
}

// Agreement is a treaty, memorandum or other instrument between nations, with
// the clocks that it puts on answers.
type Agreement struct {
	Ref             journal.Ref
	Parties         []uint64    // bit per NationID
	When            law.Program // scope, over the frame of a message; empty: everything between the parties
	Laws            []RuleID    // declared order
	Ack             sim.Time    // to acknowledge a request, from its delivery; 0: no such duty
	AckRef          journal.Ref // the clock's name
	Replies         []Within    // declared order; the first that holds is the clock
	From            sim.Time    // in force
	Until           sim.Time    // Never: without end
	Suspended       ParamID     // 1: suspended
	ClosesAt        ParamID     // PPM of tension
	SurvivesTension bool
	Excuse          journal.Ref // role whose leave, where an answer needs it, excuses lateness: the asker is told at once; 0: none
}

// Store is a shared index: entries in, hits out. It acts through an agency of
// its own, to which items go as to any other and which reads them at once.
type Store struct {
	Ref          journal.Ref
	Agency       AgencyID
	Readers      []uint64 // bit per AgencyID: may query, and whose checks are wired to it
	Subscribers  []uint64 // bit per AgencyID: told of every hit
	Lag          sim.Dist // from writing to visible
	Query        sim.Dist // a query by a person, from the fact's being credited
	Completeness ParamID  // PPM: an entry has the fields to act on (0.5)
	Match        ParamID  // PPM: an equal token matches where neither is biometric nor normalised (0.85)
	Biometric    bool
	Override     bool // imminent danger opens what an entry withholds; a review follows
}

// Within is one time limit for answers.
type Within struct {
	Ref  journal.Ref // the clock's name
	When law.Program
	Time sim.Time
}

// Binds says whether a nation is a party.
func (a *Agreement) Binds(n NationID) bool { return a.Parties[n>>6]>>(uint(n)&63)&1 == 1 }

// Works are the kinds of desks, in the order in which work falls to the next.
type Works uint8

// The kinds of desks.
const (
	Intake Works = iota
	Analysis
	ReleaseDesk
	AuthorityDesk
	numWorks
)

// Task is a kind of job.
type Task uint8

// The kinds of jobs, with the desk that does them.
const (
	Collecting  Task = iota // analysis
	Assessing               // analysis
	Searching               // analysis
	Consenting              // release
	Releasing               // release
	Sanitising              // release
	Translating             // intake
	Rekeying                // intake
	ReadingJob              // intake
	Relaying                // intake
	Reviewing               // intake: a body's review
	Prosecuting             // authority: prosecutor
	Judging                 // authority: court
	Ministering             // authority: minister
	Auditing                // authority: ex-post review of an exception
	Purging                 // intake
	Background
	numTasks
)

// Desk is a queue with servers, hours and a skill.
type Desk struct {
	Ref        journal.Ref
	Agency     AgencyID
	Calendar   calendar.Calendar
	Servers    ParamID // count
	OnCall     bool
	IT         ParamID // level 0..3
	Skill      ParamID // PPM
	BacklogMax ParamID // jobs per server
	Graceful   bool
	Tasks      [numTasks]Duration
	Gap        sim.Dist // between background jobs, open time; from the unpatched scenario
	Loaded     bool     // false: no background work
}

// Duration of a task: touch time at a simulated desk or end-to-end time.
type Duration struct {
	Elapsed bool
	Dist    sim.Dist
}

// Channel carries messages between its members.
type Channel struct {
	Ref             journal.Ref
	Members         []uint64      // bit per AgencyID
	Class           journal.Class // highest it may carry
	Latency         sim.Dist
	Slots           ParamID  // 0: no limit
	Loss            ParamID  // PPM
	UpFor           sim.Dist // between outages; zero Dist: never down
	DownFor         sim.Dist
	Fails           bool
	Domain          uint8
	Gateway         sim.Dist // cross-domain delay
	Format          uint8    // 0 free text
	Accredited      sim.Time // until; Never
	TestEvery       sim.Time // a test renews the accreditation; 0: no tests
	TestFail        ParamID  // PPM: a test fails and closes the channel
	ClosedFor       sim.Dist // LN(3 d, 14 d)
	Discover        ParamID  // PPM: a test discovers a compromise (0.5)
	Compromised     sim.Dist // until it is compromised; zero Dist: never by itself
	Operator        NationID // whose fault a compromise is; None
	ClosesAt        ParamID  // PPM of tension
	SurvivesTension bool
}

// Has says whether an agency is a member.
func (c *Channel) Has(a AgencyID) bool { return c.Members[a>>6]>>(uint(a)&63)&1 == 1 }

// Leg is one hop of a route.
type Leg struct {
	Channel ChannelID
	To      AgencyID
}

// Route is a way from one agency to another, through relays.
type Route struct {
	Legs    []Leg
	Liaison bool // goes through a liaison officer or mission
}

// Storyline is one threat thread.
type Storyline struct {
	Ref        journal.Ref
	Benign     bool
	Class      int         // index of its class of incident
	Incident   journal.Ref // the class of incident, a term
	K          int         // key facts to recognise it
	Kinds      uint8       // kinds needed to recognise it, bits 1<<journal.FactKind
	Facts      []FactID
	Stages     []StageSpec // order has meaning; stage n is at n-1
	Reactions  ParamID     // at most
	Weights    [4]ParamID  // none, pause, hasten, move
	Alternates []NationID
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
	Tokens        []uint32 // 1-4, numbered over the scenario
	Key           bool
	After         sim.Dist
	For           sim.Dist
	Detectability ParamID
	Quality       ParamID
	Class         journal.Class // at least; the collector's marking may be higher
	Normalised    bool          // biometric or normalised: survives transliteration
	Evidential    bool
	ByInject      bool // exposed by a MSEL entry alone
}

// Distribution is one rule of who is told.
type Distribution struct {
	When law.Program
	To   []Target
}

// Target of a distribution rule.
type Target struct {
	Agency AgencyID    // a named agency; None: by role
	Role   journal.Ref // a term
	Of     Of
}

// Of says in which nations a role is addressed.
type Of uint8

// The ways to address a role.
const (
	Own           Of = iota // the own nation
	ByPlace                 // other nations that credited facts place
	ByNationality           // other nations whose nationals credited facts name
	Named                   // both
	Bodies                  // operational bodies the nation is a member of
	Collectors              // agencies of the own nation that collect or act on the kinds
)

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
	Ref        journal.Ref
	Agency     AgencyID
	Term       journal.Ref // watch, freeze, refuse-entry, search, detain, protect, warn, deploy
	Authority  journal.Ref // role whose grant is needed, a term; 0: none
	Needs      journal.Grade
	Passive    bool // allowed under PAP AMBER
	Overt      bool
	Window     calendar.Calendar // in which it may be carried out
	Lasts      sim.Dist
	Clock      sim.Time // statutory, from the instant it takes effect; 0: none
	Extensions []calendar.Extension
	ClockRef   journal.Ref
	Teams      ParamID // at once; 0: no limit
}

// EntryType of a MSEL entry.
type EntryType uint8

// The entry types.
const (
	InjectEntry EntryType = iota
	ContingencyEntry
	ExpectedEntry
	OtherEntry
)

// Entry of the Master Scenario Events List.
type Entry struct {
	Ref       journal.Ref
	Type      EntryType
	At        sim.Time // inject: release; contingency: looked at from here on; expected: by
	To        AgencyID // None: a cell outside the world
	Who       AgencyID // expected: whose action
	Storyline StorylineID
	If        Condition // contingency: released when it holds at At; expected: when seen
	Effect    EntryEffect
}

// EntryEffect is what releasing an entry does to the world. Absent parts are
// None.
type EntryEffect struct {
	Expose  FactID
	AskFrom AgencyID
	AskTo   AgencyID
	Leak    StorylineID
	Recall  StorylineID // withdraw what AskFrom has in the chain on it

	Compromise ChannelID
	Set        []Patch
}

// Condition is a flat postfix program over what happened; see msel.go.
type Condition []Test

// Test is one operation of a Condition.
type Test struct {
	Op    TestOp
	A, B  int32
	Grade journal.Grade
}

// TestOp says what a Test looks at.
type TestOp uint8

// The operations: the last three combine the results before them.
const (
	SentTo    TestOp = iota // an item on storyline A was sent by Entry.Who (or anybody) to nation B
	EntryDone               // entry A was released, or its expected action seen
	Reached                 // agency A has at least Grade on storyline B
	HasRead                 // agency A has read fact B
	StageIs                 // storyline A has entered stage B
	Not
	And
	Or
)
