package scenarios

// This file is the grammar: what a scenario may say, as types. A field's tag
// is its key; `need` marks what must be there; `min` and `max` bound a figure.
// Engine defaults are filled into the tree before it is decoded (defaults.go),
// so that a field without `need` that stands here as a plain value always has
// one, while a pointer is nil when nobody gave it.

// ID names a thing of a scenario: lower-case letters, digits and hyphens.
type ID string

// Document is one scenario.
type Document struct {
	// Version of the grammar; this is 1.
	Entente int64 `yaml:"entente" need:"yes"`
	// Scenario is its name, as replays and reports show it.
	Scenario ID     `yaml:"scenario" need:"yes"`
	Title    string `yaml:"title"`
	// Says is a sentence or two for people who choose a scenario.
	Says string `yaml:"says"`
	// Start is StartEx, T+0, with its offset; its date is D+0.
	Start StartTime `yaml:"start" need:"yes"`
	// End is EndEx.
	End Instant `yaml:"end" need:"yes"`
	// WarmUp precedes StartEx: only background work, outages and calendars run.
	WarmUp Span `yaml:"warm_up"`
	// Include merges further files: a library preset by its name, a file by a
	// name that ends in .yaml. What two files both say is an error.
	Include []string `yaml:"include"`
	// Presets are what `like:` copies.
	Presets    *Presets              `yaml:"presets"`
	Exercise   *Exercise             `yaml:"exercise"`
	Model      Constants             `yaml:"model"`
	Nations    map[ID]*Nation        `yaml:"nations" need:"yes"`
	Bodies     map[ID]*Body          `yaml:"bodies"`
	Relations  map[string]*Relation  `yaml:"relations"`
	Channels   map[ID]*Channel       `yaml:"channels"`
	Routes     map[string][][]string `yaml:"routes"`
	Storylines map[ID]*Storyline     `yaml:"storylines"`
	MSEL       []*Event              `yaml:"msel"`
	Stores     map[ID]*Store         `yaml:"stores"`
	Agreements map[ID]*Agreement     `yaml:"agreements"`
	Motions    map[ID]*Motion        `yaml:"motions"`
	Changes    map[ID]*Change        `yaml:"changes"`
	Teams      map[ID]*Team          `yaml:"teams"`
	Support    map[ID]*Support       `yaml:"support"`
	Commands   map[ID]*Command       `yaml:"commands"`
	Campaign   *Campaign             `yaml:"campaign"`
	Seats      Later                 `yaml:"seats"`
	Expect     Later                 `yaml:"expect"`
}

// Later is what the grammar foresees and this version does not play. It is
// refused wherever it is written, never ignored.
type Later struct{}

// Presets are named parts that `like:` copies, by kind. They may lack what a
// whole one needs.
type Presets struct {
	Nations    map[ID]*Nation    `yaml:"nations"`
	Agencies   map[ID]*Agency    `yaml:"agencies"`
	Desks      map[ID]*Desk      `yaml:"desks"`
	Actions    map[ID]*Action    `yaml:"actions"`
	Laws       map[ID]*Law       `yaml:"laws"`
	Channels   map[ID]*Channel   `yaml:"channels"`
	Stores     map[ID]*Store     `yaml:"stores"`
	Agreements map[ID]*Agreement `yaml:"agreements"`
	Motions    map[ID]*Motion    `yaml:"motions"`
	Changes    map[ID]*Change    `yaml:"changes"`
	Teams      map[ID]*Team      `yaml:"teams"`
	Support    map[ID]*Support   `yaml:"support"`
	Commands   map[ID]*Command   `yaml:"commands"`
	Bodies     map[ID]*Body      `yaml:"bodies"`
	Storylines map[ID]*Storyline `yaml:"storylines"`
	Facts      map[ID]*Fact      `yaml:"facts"`
}

// Exercise is what the exercise is called, whom it trains and how it is judged.
type Exercise struct {
	Name string `yaml:"name"`
	// Type is TTX, CPX, FE, FSE or CAX.
	Type   string `yaml:"type"`
	Banner string `yaml:"banner"`
	// Zone of the wall-clock times D+n; unset, the offset of `start`.
	Zone *Offset `yaml:"zone"`
	// Audience are the agencies that are played; all else is simulated.
	Audience   []string     `yaml:"audience"`
	Moves      []*Move      `yaml:"moves"`
	Objectives []*Objective `yaml:"objectives"`
}

// Move maps a stretch of scenario time to exercise time.
type Move struct {
	ID       string  `yaml:"id" need:"yes"`
	From     Instant `yaml:"from" need:"yes"`
	To       Instant `yaml:"to" need:"yes"`
	PlayedIn Span    `yaml:"played_in" need:"yes"`
}

// Objective of the exercise.
type Objective struct {
	ID         string  `yaml:"id" need:"yes"`
	Text       string  `yaml:"text" need:"yes"`
	Capability string  `yaml:"capability"`
	Target     string  `yaml:"target"`
	Tasks      []*Task `yaml:"tasks"`
}

// Task is a critical task: a measure with the thresholds of performed (P),
// some challenges (S) and major challenges (M), in its unit: shares, counts or
// hours. Where P lies below M, less is better.
type Task struct {
	ID      string `yaml:"id" need:"yes"`
	Text    string `yaml:"text" need:"yes"`
	Measure string `yaml:"measure" need:"yes"`
	P       Share  `yaml:"P" need:"yes" min:"-100000000" max:"100000000"`
	S       Share  `yaml:"S" need:"yes" min:"-100000000" max:"100000000"`
	M       Share  `yaml:"M" need:"yes" min:"-100000000" max:"100000000"`
}

// Campaign is a chain of runs: what went wrong in one opens lessons, which change
// the scenario of later ones.
type Campaign struct {
	Runs    Count     `yaml:"runs" need:"yes" min:"2" max:"1000"`
	Lessons []*Lesson `yaml:"lessons"`
}

// Lesson is a corrective action of an improvement plan.
type Lesson struct {
	ID   ID     `yaml:"id" need:"yes"`
	Text string `yaml:"text"`
	// Owner has to see to it.
	Owner string `yaml:"owner"`
	// Against is the gap that opens it.
	Against Against `yaml:"against" need:"yes"`
	// After so many runs it is in effect; unset, in the next.
	After *Count `yaml:"after" min:"1" max:"1000"`
	// Set changes the scenario as --set does; Patch names a patch, a file or
	// SCENARIO/NAME of the library.
	Set   map[string]*Raw `yaml:"set"`
	Patch string          `yaml:"patch"`
}

// Against describes a gap: deadlines to know (M3) or to act (M10) that were missed,
// those of an agency, at the step that cost most; what is unset matches all.
type Against struct {
	Measure string `yaml:"measure" need:"yes"`
	Agency  string `yaml:"agency"`
	Step    string `yaml:"step"`
}

// Nation is a state.
type Nation struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Offset of local time from UTC; unset, the exercise's zone.
	Offset    *Offset `yaml:"offset"`
	Languages []ID    `yaml:"languages"`
	// Classes of its national scheme; others map upwards to the next it has.
	Classes []Class `yaml:"classes"`
	// Adequate: its data protection is recognised as adequate.
	Adequate bool `yaml:"adequate"`
	// Offences: classes of incident that its criminal law knows; unset, all.
	Offences []ID     `yaml:"offences"`
	Holidays []string `yaml:"holidays"`
	// Caveats: tasks that its forces and experts do not take on abroad.
	Caveats []ID `yaml:"caveats"`
	// Priorities: what classes of incidents matter to it, -1 to 1.
	Priorities map[ID]*Share `yaml:"priorities" min:"-1" max:"1"`
	// Credibility of other nations' word at the start.
	Credibility map[ID]*Share  `yaml:"credibility" max:"1"`
	Policy      *Policy        `yaml:"policy"`
	Laws        []*Law         `yaml:"laws"`
	Network     Channel        `yaml:"network"`
	Agencies    map[ID]*Agency `yaml:"agencies" need:"yes"`
}

// Body is an institution of several nations. It acts as one agency of its own.
type Body struct {
	Agency `yaml:",inline"`
	// Offset of its seat from UTC; unset, the exercise's zone.
	Offset  *Offset `yaml:"offset"`
	Classes []Class `yaml:"classes"`
	// Members are nations; MembersOf a channel means all nations on it.
	Members   []ID `yaml:"members"`
	MembersOf ID   `yaml:"members_of"`
	// Channels it joins.
	Channels []ID     `yaml:"channels"`
	Holidays []string `yaml:"holidays"`
	// Operational: it has a desk that carries time-critical messages.
	Operational bool `yaml:"operational"`
	Adequate    bool `yaml:"adequate"`
	// Review: what it relays and for which this holds, it refuses; read as a law.
	Review string `yaml:"review"`
	// Text: who is in it, what it offers and how it decides, for people.
	Text   string `yaml:"text"`
	Cite   string `yaml:"cite"`
	Source string `yaml:"source"`
	Tag    Tag    `yaml:"tag"`
	AsOf   Date   `yaml:"as_of"`
	Anchor string `yaml:"anchor"`
}

// Agency is an actor.
type Agency struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Role: police, intelligence, fiu, border, prosecutor, court, minister,
	// foreign-ministry, defence, spoc, ncb, crisis, liaison, mission or any
	// other word; unset, its id.
	Role ID `yaml:"role"`
	// Host nation of a liaison officer or mission, whose clock it works by.
	Host ID `yaml:"host"`
	// Collects: the probability of noticing a fact of a kind that is there to
	// be seen.
	Collects  map[FactKind]*Share `yaml:"collects" max:"1"`
	Languages []ID                `yaml:"languages"`
	// Clearance is the highest class its staff may handle.
	Clearance Class `yaml:"clearance"`
	// Domain is the security domain of its desks, Format the message format
	// they work in; unset, the open domain and free text.
	Domain  ID             `yaml:"domain"`
	Format  ID             `yaml:"format"`
	Policy  *Policy        `yaml:"policy"`
	Laws    []*Law         `yaml:"laws"`
	Desks   map[ID]*Desk   `yaml:"desks"`
	Actions map[ID]*Action `yaml:"actions"`
}

// Policy is what an agency releases, under which markings, and whom it tells.
// An agency's own policy wins over its nation's, field by field.
type Policy struct {
	// Marking of what the agency collects itself.
	Marking *Marking `yaml:"marking"`
	// Standing permissions to release without asking.
	Standing []*Standing `yaml:"standing"`
	// ReleaseBy names the agency that releases items of a class.
	ReleaseBy map[Class]string `yaml:"release_by"`
	// Distribution rules, in order.
	Distribution []*Distribution `yaml:"distribution"`
}

// Marking is what the header of an item says.
type Marking struct {
	Class Class `yaml:"class"`
	TLP   Label `yaml:"tlp"`
	PAP   Label `yaml:"pap"`
	// Controlled by the originator: the third-party rule.
	Controlled bool `yaml:"controlled"`
	// RelTo: releasable to these nations only.
	RelTo []ID `yaml:"rel_to"`
	// Evidential: may be used in court if the originator agrees.
	Evidential bool `yaml:"evidential"`
}

// Standing is a permission to release up to a class, to a nation, to `own` or
// to everybody (`"*"`).
type Standing struct {
	To    string     `yaml:"to" need:"yes"`
	Class *Class     `yaml:"class"`
	Kinds []FactKind `yaml:"kinds"`
}

// Distribution is one rule of who is told.
type Distribution struct {
	ID   ID     `yaml:"id"`
	When string `yaml:"when"`
	// To: an agency (belmora.spoc); a role in the own nation (own.crisis), in
	// nations that credited facts place (place.spoc), whose nationals they name
	// (nationality.spoc), or both (named.fiu); `bodies`; or `collectors`, the
	// own nation's agencies that collect or act on the kinds; a store, by its
	// name; or `stores`, every store that the agency may write to.
	To List `yaml:"to" need:"yes"`
	By By   `yaml:"by"`
	// Where the procedure is written.
	Text   string `yaml:"text"`
	Cite   string `yaml:"cite"`
	Source string `yaml:"source"`
	Tag    Tag    `yaml:"tag"`
	AsOf   Date   `yaml:"as_of"`
	Anchor string `yaml:"anchor"`
}

// Desk is a queue with servers and hours. Its id is the work it does: intake,
// analysis, release or authority.
type Desk struct {
	Like    ID    `yaml:"like"`
	Servers Count `yaml:"servers" min:"1" max:"10000"`
	// Hours such as 24/7 or Mon-Fri 08:00-17:00, in local time.
	Hours string `yaml:"hours"`
	// OnCall: starts IMMEDIATE and FLASH work in closed hours too.
	OnCall bool `yaml:"on_call"`
	// Load is the share of open server time that other business takes.
	Load Share `yaml:"load" max:"1"`
	// IT level, 0 to 3.
	IT    Count `yaml:"it" max:"3"`
	Skill Share `yaml:"skill" min:"0.1" max:"10"`
	// BacklogMax is the queue per server above which a desk sheds work.
	BacklogMax Count `yaml:"backlog_max" min:"1" max:"1000000"`
	// Graceful: it defers work then, and drops none.
	Graceful bool `yaml:"graceful"`
	// Work is touch time by kind of job. Elapsed is end-to-end time as
	// published figures give it, in place of a desk that is not simulated; a
	// job has one or the other.
	Work    map[TaskName]*Dist `yaml:"work"`
	Elapsed map[TaskName]*Dist `yaml:"elapsed"`
}

// Action is something an agency may lawfully do. Its id is what: watch, freeze,
// refuse-entry, search, detain, protect, warn, deploy or any other word, which
// then says whether it is coercive.
type Action struct {
	Like ID `yaml:"like"`
	// Coercive: it bears on a person against their will, and on an innocent one
	// it counts as such.
	Coercive *bool `yaml:"coercive"`
	// Authority is the role whose grant it needs, any that agencies have.
	Authority ID `yaml:"authority"`
	// NeedsLevel is the level the agency must have reached.
	NeedsLevel Grade `yaml:"needs_level"`
	// Passive actions are allowed under PAP AMBER.
	Passive bool `yaml:"passive"`
	// NeedsEvidence: it rests only on facts that their originators let into court.
	NeedsEvidence bool `yaml:"needs_evidence"`
	// Overt actions can be noticed by the threat side; Public ones are meant to
	// be, and are more often.
	Overt  bool `yaml:"overt"`
	Public bool `yaml:"public"`
	// Window of the day in which it may be carried out.
	Window string `yaml:"window"`
	Lasts  *Dist  `yaml:"lasts"`
	// Clock that runs from the instant it takes effect.
	Clock *Statute `yaml:"clock"`
	// Teams at once; 0 no limit.
	Teams Count `yaml:"teams" max:"10000"`
	// Across: it may be carried on over a border.
	Across *Across `yaml:"across"`
}

// Extension of a statutory clock.
type Extension struct {
	Len       Limit `yaml:"len" need:"yes"`
	Authority ID    `yaml:"authority" need:"yes"`
	// ApplyBefore counts from the instant of effect; unset, before expiry.
	ApplyBefore Span `yaml:"apply_before"`
	// DecideWithin counts from the application; unset, by expiry.
	DecideWithin Span `yaml:"decide_within"`
	// Late: so long past expiry an application may still be decided; the person
	// is held meanwhile.
	Late Span `yaml:"late"`
}

// Law is one legal rule of a nation, agency or body, in declared order.
type Law struct {
	ID    ID     `yaml:"id" need:"yes"`
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// When the rule applies; unset, always.
	When string `yaml:"when"`
	// Do: block; delay DURATION; require ROLE; strip KIND...; notify ROLE;
	// limit DURATION (a clock from delivery); assure ROLE (waits for the word of
	// that authority in the recipient's nation); at the reader, narrow PURPOSE...
	// (those that remain) and retain DURATION; or {delay: DISTRIBUTION}.
	Do Effect `yaml:"do" need:"yes"`
	// Unless this holds, which lifts the effect and opens a review.
	Unless string `yaml:"unless"`
	// Review is the role that reviews a used exception.
	Review ID `yaml:"review"`
	// InForce: 0 while it is not, until an effect adopts it.
	InForce *Count `yaml:"in_force" max:"1"`
	// Overrides names rules that yield when this one applies.
	Overrides []string `yaml:"overrides"`
	// Ground: rights, where the law protects those of the person concerned; what
	// it refuses is then counted as refused on rights grounds. criminality, where
	// it refuses what is no offence.
	Ground string `yaml:"ground"`
	Text   string `yaml:"text"`
	Cite   string `yaml:"cite"`
	Source string `yaml:"source"`
	Tag    Tag    `yaml:"tag"`
	AsOf   Date   `yaml:"as_of"`
	Anchor string `yaml:"anchor"`
}

// Relation of two nations: a-b both ways, a>b one way.
type Relation struct {
	Trust   *Share `yaml:"trust" max:"1"`
	Tension *Share `yaml:"tension" max:"1"`
}

// Channel carries messages between its members.
type Channel struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Members: a nation or body (all its agencies), an agency, every agency of
	// a role ("*.ncb"), or everybody ("*").
	Members []string `yaml:"members"`
	// Class is the highest it may carry.
	Class   Class `yaml:"class"`
	Latency Dist  `yaml:"latency" need:"yes"`
	// Slots at once; 0 no limit.
	Slots Count `yaml:"slots" max:"1000000"`
	// Loss is the share of messages that vanish.
	Loss Share `yaml:"loss" max:"1"`
	// MTBF and MTTR: mean times up and down; unset, never down.
	MTBF *Span `yaml:"mtbf"`
	MTTR *Span `yaml:"mttr"`
	// Domain and Format as of an agency; Gateway is the delay between domains.
	Domain  ID   `yaml:"domain"`
	Gateway Dist `yaml:"gateway"`
	Format  ID   `yaml:"format"`
	// Accredited until then; unset, without end.
	Accredited *Instant `yaml:"accredited"`
	// ClosesAt is the tension of a pair at which it closes for it.
	ClosesAt        Share `yaml:"closes_at" max:"2"`
	SurvivesTension bool  `yaml:"survives_tension"`
	// TestEvery: a test renews the accreditation, or closes the channel for a
	// while: where it fails (TestFail), and where it discovers a compromise
	// (Discover). Unset, no tests.
	TestEvery *Span `yaml:"test_every" min:"1m"`
	TestFail  Share `yaml:"test_fail" max:"1"`
	ClosedFor Dist  `yaml:"closed_for"`
	Discover  Share `yaml:"discover" max:"1"`
	// Compromise is the mean time until somebody listens: from then on each
	// item carried is a leak. Unset, only an inject compromises it.
	Compromise *Span `yaml:"compromise"`
	// Operator is the nation or body whose fault a discovered compromise is.
	Operator ID `yaml:"operator"`
}

// Storyline is one thread of the threat side, as numbered stages and tokens.
type Storyline struct {
	Like  ID     `yaml:"like"`
	Title string `yaml:"title"`
	// Benign: it is innocent.
	Benign bool `yaml:"benign"`
	// Incident is its class of incident, which priorities and laws name.
	Incident   ID           `yaml:"incident"`
	Recognise  *Recognise   `yaml:"recognise"`
	Stages     []*Stage     `yaml:"stages" need:"yes"`
	Facts      map[ID]*Fact `yaml:"facts" need:"yes"`
	Deadlines  []*Deadline  `yaml:"deadlines"`
	Needs      []*Need      `yaml:"needs"`
	Reactions  Count        `yaml:"reactions" max:"100"`
	Weights    Weights      `yaml:"weights"`
	Alternates []ID         `yaml:"alternates"`
}

// Recognise: k key facts, among them every one of the kinds. Unset, k is 60 %
// of the key facts, rounded up.
type Recognise struct {
	K     *Count     `yaml:"k" min:"1" max:"1000"`
	Kinds []FactKind `yaml:"kinds"`
}

// Weights of how a storyline reacts to a leak.
type Weights struct {
	None   Share `yaml:"none" max:"1000"`
	Pause  Share `yaml:"pause" max:"1000"`
	Hasten Share `yaml:"hasten" max:"1000"`
	Move   Share `yaml:"move" max:"1000"`
}

// Stage is one numbered stage; stages count from 1.
type Stage struct {
	Title string  `yaml:"title"`
	Lasts Dist    `yaml:"lasts" need:"yes"`
	Facts []ID    `yaml:"facts"`
	Next  []*Edge `yaml:"next"`
}

// Edge leads from a stage to another; one is drawn by weight.
type Edge struct {
	Stage  int64  `yaml:"stage" need:"yes"`
	Weight *Share `yaml:"weight" max:"1000"`
}

// Fact is one abstract token of ground truth.
type Fact struct {
	Like  ID       `yaml:"like"`
	Kind  FactKind `yaml:"kind" need:"yes"`
	Title string   `yaml:"title"`
	// Place and Nationality are the nations it names.
	Place       ID `yaml:"place"`
	Nationality ID `yaml:"nationality"`
	// SeenIn: nations whose agencies may notice it; unset, its place.
	SeenIn []ID `yaml:"seen_in"`
	// Tokens link facts: two that share one belong together.
	Tokens []ID `yaml:"tokens" need:"yes"`
	// Key facts are those by which the pattern is recognised.
	Key bool `yaml:"key"`
	// After and For: its window, from the entry of its stage.
	After         Dist  `yaml:"after"`
	For           Dist  `yaml:"for"`
	Detectability Share `yaml:"detectability" max:"1"`
	Quality       Share `yaml:"quality" max:"1"`
	// Class at least; the collector's marking may be higher.
	Class Class `yaml:"class"`
	// Normalised or Biometric: it survives transliteration.
	Normalised bool `yaml:"normalised"`
	Biometric  bool `yaml:"biometric"`
	Evidential bool `yaml:"evidential"`
}

// Deadline of an agency that needs to know or to act.
type Deadline struct {
	ID     ID     `yaml:"id"`
	Agency string `yaml:"agency" need:"yes"`
	// Want: informed, read(FACT, ...) or available(ACTION).
	Want string `yaml:"want" need:"yes"`
	// BeforeStage and Lead: due that long before the stage is entered. At: due
	// then.
	BeforeStage *Count   `yaml:"before_stage" min:"2" max:"1000"`
	Lead        *Span    `yaml:"lead"`
	At          *Instant `yaml:"at"`
}

// Need is ground truth about who needs which key facts.
type Need struct {
	Agency   string `yaml:"agency" need:"yes"`
	Facts    []ID   `yaml:"facts" need:"yes"`
	Deadline string `yaml:"deadline"`
}

// Event is an entry of the Master Scenario Events List.
type Event struct {
	Number string `yaml:"number" need:"yes"`
	// Type: inject, contingency, expected_action or other.
	Type  EntryKind `yaml:"type" need:"yes"`
	Title string    `yaml:"title"`
	// Status: Draft, Submitted, Approved, Synchronized, Released, Complete,
	// Deferred or Obsolete; unset, Approved. A deferred entry is only played where
	// an effect releases it, an obsolete one never.
	Status *Status `yaml:"status"`
	// At: an inject is released. After: a contingency is looked at, and until
	// Until watched; an expected action counts from then on. By: an expected
	// action is due.
	At     *Instant `yaml:"at"`
	After  *Instant `yaml:"after"`
	Until  *Instant `yaml:"until"`
	By     *Instant `yaml:"by"`
	From   string   `yaml:"from"`
	To     string   `yaml:"to"`
	Who    string   `yaml:"who"`
	Method string   `yaml:"method"`
	// Storyline it belongs to.
	Storyline ID     `yaml:"storyline"`
	Objective string `yaml:"objective"`
	Category  string `yaml:"category"`
	Text      string `yaml:"text"`
	Expected  string `yaml:"expected"`
	// Notes for controllers.
	Notes string `yaml:"notes"`
	// If: a contingency is released when this holds. When: an expected action
	// is seen when this holds.
	If     string       `yaml:"if"`
	When   string       `yaml:"when"`
	Effect *EventEffect `yaml:"effect"`
}

// EventEffect is what releasing an entry does to the world.
type EventEffect struct {
	// Expose opens a fact's window: STORYLINE.FACT.
	Expose string `yaml:"expose"`
	// Ask makes one agency ask another.
	Ask *Ask `yaml:"ask"`
	// Leak reaches the storyline.
	Leak ID `yaml:"leak"`
	// Recall withdraws what an agency has on its way about a storyline.
	Recall *Recall `yaml:"recall"`
	// Compromise a channel, unseen: each item it carries is a leak.
	Compromise ID `yaml:"compromise"`
	// Set changes parameters: PATH: VALUE.
	Set map[string]*Raw `yaml:"set"`
	// Propose puts a motion, by an agency.
	Propose *Propose `yaml:"propose"`
	// Of a decision: List enters what came with the proposal into a store; Unlist
	// withdraws a store's entries on the storyline; Tell sends it to a role in
	// every member nation; Oblige binds that role to carry it out.
	List   ID      `yaml:"list"`
	Unlist ID      `yaml:"unlist"`
	Tell   ID      `yaml:"tell"`
	Oblige *Oblige `yaml:"oblige"`
	// Add and Multiply change parameters from what they are: PATH: VALUE.
	Add map[string]*Raw `yaml:"add"`
	// Begin a change, Found a team, Support: ask for it, Order a task of a command.
	Begin   ID     `yaml:"begin"`
	Found   ID     `yaml:"found"`
	Support ID     `yaml:"support"`
	Order   *Order `yaml:"order"`
	// Adopt and Repeal a law: OWNER.ID.
	Adopt  string `yaml:"adopt"`
	Repeal string `yaml:"repeal"`
	// Outage of a channel; Breach of the markings of an agency's word by a nation.
	Outage   *OutageFor      `yaml:"outage"`
	Breach   *BreachBy       `yaml:"breach"`
	Multiply map[string]*Raw `yaml:"multiply"`
	// Release an entry, by its number: a deferred one, or an inject before its time.
	Release string `yaml:"release"`
	// Message: an agency sends another what it has of a storyline.
	Message *Dispatch `yaml:"message"`
}

// Propose is a motion put by an effect.
type Propose struct {
	Motion ID     `yaml:"motion" need:"yes"`
	By     string `yaml:"by" need:"yes"`
}

// Oblige is a duty that a binding decision lays on members: who carries it out
// and by what action, which is then in effect whatever it knows.
type Oblige struct {
	Role   ID `yaml:"role" need:"yes"`
	Action ID `yaml:"action"`
}

// Order gives a command a task.
type Order struct {
	Command ID `yaml:"command" need:"yes"`
	Task    ID `yaml:"task" need:"yes"`
}

// OutageFor takes a channel down for a time.
type OutageFor struct {
	Channel ID   `yaml:"channel" need:"yes"`
	For     Span `yaml:"for" need:"yes" min:"1s"`
}

// BreachBy is a marking broken by a nation on the word of an agency.
type BreachBy struct {
	By    ID     `yaml:"by" need:"yes"`
	Owner string `yaml:"owner" need:"yes"`
}

// Ask is a request made by inject.
type Ask struct {
	From string `yaml:"from" need:"yes"`
	To   string `yaml:"to" need:"yes"`
}

// Dispatch is a message sent by inject.
type Dispatch struct {
	From      string `yaml:"from" need:"yes"`
	To        string `yaml:"to" need:"yes"`
	Storyline ID     `yaml:"storyline" need:"yes"`
}

// Recall is a withdrawal made by inject.
type Recall struct {
	Agency    string `yaml:"agency" need:"yes"`
	Storyline ID     `yaml:"storyline" need:"yes"`
}

// Constants are the constants of the world, under `model`.
type Constants struct {
	Trust        Share              `yaml:"trust" max:"1"`
	Tension      Share              `yaml:"tension" max:"1"`
	Grant        Share              `yaml:"grant" max:"1"`
	Assure       Share              `yaml:"assure" max:"1"`
	Unlawful     Share              `yaml:"unlawful" max:"1"`
	Patience     Span               `yaml:"patience"`
	NotifyWithin Span               `yaml:"notify_within"`
	FollowUp     Span               `yaml:"follow_up"`
	Lapse        ByPrecedence[Span] `yaml:"lapse"`
	CreditAt     Share              `yaml:"credit_at" max:"1"`
	OwnWord      Share              `yaml:"own_word" max:"1"`
	Credibility  Share              `yaml:"credibility" max:"1"`
	Danger       DangerBy           `yaml:"danger"`
	ImminentAt   Share              `yaml:"imminent_at" max:"2"`
	PrecedenceAt PrecedenceAt       `yaml:"precedence_at"`
	PriorityStep Share              `yaml:"priority_step" max:"2"`
	Will         Logit              `yaml:"will"`
	WillAsked    Share              `yaml:"will_asked" min:"-20" max:"20"`
	VetoAt       Share              `yaml:"veto_at" max:"2"`
	Consent      Logit              `yaml:"consent"`
	Human        Human              `yaml:"human"`
	IT           ITLevels           `yaml:"it"`
	Fatigue      Fatigue            `yaml:"fatigue"`
	Keep         Keep               `yaml:"keep"`
	SanitiseCost Share              `yaml:"sanitise_cost" max:"1"`
	Vote         VoteLogit          `yaml:"vote"`
	Liaison      LiaisonGains       `yaml:"liaison"`
	OnCall       Dist               `yaml:"on_call"`
	Recognise    Share              `yaml:"recognise" max:"1"`
	Word         Word               `yaml:"word"`
	TrustMoves   TrustMoves         `yaml:"trust_moves"`
	Notice       Noticing           `yaml:"notice"`
	Hasten       Share              `yaml:"hasten" max:"1"`
	ReactAfter   Dist               `yaml:"react_after"`
	PauseFor     Dist               `yaml:"pause_for"`
	Touch        map[TaskName]*Dist `yaml:"touch"`
}

// ByPrecedence is one figure for each precedence.
type ByPrecedence[T any] struct {
	Routine   T `yaml:"routine"`
	Priority  T `yaml:"priority"`
	Immediate T `yaml:"immediate"`
	Flash     T `yaml:"flash"`
}

// DangerBy is the danger of a component by its level, and what a credited
// THREAT_LEVEL fact adds.
type DangerBy struct {
	None       Share `yaml:"none" max:"1"`
	Noticed    Share `yaml:"noticed" max:"1"`
	Suspected  Share `yaml:"suspected" max:"1"`
	Recognised Share `yaml:"recognised" max:"1"`
	Actionable Share `yaml:"actionable" max:"1"`
	Threat     Share `yaml:"threat_level" max:"1"`
}

// PrecedenceAt is the danger from which a precedence holds.
type PrecedenceAt struct {
	Priority  Share `yaml:"priority" max:"2"`
	Immediate Share `yaml:"immediate" max:"2"`
	Flash     Share `yaml:"flash" max:"2"`
}

// Logit is the argument of a propensity: base + trust (T - 0.5) + tension X +
// balance R + danger g + priority w.
type Logit struct {
	Base     Share `yaml:"base" min:"-20" max:"20"`
	Trust    Share `yaml:"trust" min:"-20" max:"20"`
	Tension  Share `yaml:"tension" min:"-20" max:"20"`
	Balance  Share `yaml:"balance" min:"-20" max:"20"`
	Danger   Share `yaml:"danger" min:"-20" max:"20"`
	Priority Share `yaml:"priority" min:"-20" max:"20"`
}

// VoteLogit is the argument of a member's vote on a proposal: base + evidence E +
// interest I + trust (T - 0.5) + tension X + redraft for each new text since it
// objected.
type VoteLogit struct {
	Base     Share `yaml:"base" min:"-20" max:"20"`
	Evidence Share `yaml:"evidence" min:"-20" max:"20"`
	Interest Share `yaml:"interest" min:"-20" max:"20"`
	Trust    Share `yaml:"trust" min:"-20" max:"20"`
	Tension  Share `yaml:"tension" min:"-20" max:"20"`
	Redraft  Share `yaml:"redraft" min:"-20" max:"20"`
}

// Human is the human factor: exp(-trust (T - 0.5)) x (1 + tension X), held
// within min and max.
type Human struct {
	Trust   Share `yaml:"trust" min:"-10" max:"10"`
	Tension Share `yaml:"tension" max:"10"`
	Min     Share `yaml:"min" max:"100"`
	Max     Share `yaml:"max" max:"100"`
}

// ITLevels are the factors of work by IT level.
type ITLevels struct {
	None  Share `yaml:"0" min:"0.1" max:"10"`
	Low   Share `yaml:"1" min:"0.1" max:"10"`
	Usual Share `yaml:"2" min:"0.1" max:"10"`
	High  Share `yaml:"3" min:"0.1" max:"10"`
}

// Fatigue lengthens work by rate per hour of saturation beyond after.
type Fatigue struct {
	After Span  `yaml:"after"`
	Rate  Share `yaml:"rate" max:"10"`
	Max   Share `yaml:"max" min:"1" max:"10"`
}

// Keep is how often a fact survives a conversion.
type Keep struct {
	Structured Share `yaml:"structured" max:"1"`
	Free       Share `yaml:"free" max:"1"`
	Names      Share `yaml:"names" max:"1"`
}

// LiaisonGains are what a liaison officer adds to trust.
type LiaisonGains struct {
	Base Share `yaml:"base" max:"1"`
	Will Share `yaml:"will" max:"1"`
}

// Word is what the end of a storyline does to the credibility of those whose
// word an agency had recognised it by.
type Word struct {
	Kept   Share `yaml:"kept" max:"1"`
	Broken Share `yaml:"broken" max:"1"`
}

// TrustMoves are what moves trust: gains as a part of what is missing to 1,
// losses as a part of what there is.
type TrustMoves struct {
	HalfLife   Span  `yaml:"half_life"`
	Answer     Share `yaml:"answer" max:"1"`
	Gift       Share `yaml:"gift" max:"1"`
	Training   Share `yaml:"training" max:"1"`
	Legal      Share `yaml:"legal" max:"1"`
	Discretion Share `yaml:"discretion" max:"1"`
	Late       Share `yaml:"late" max:"1"`
	None       Share `yaml:"none" max:"1"`
	Leak       Share `yaml:"leak" max:"1"`
	Breach     Share `yaml:"breach" max:"1"`
}

// Noticing is how often the threat side notices a leak, by its source.
type Noticing struct {
	Inject  Share `yaml:"inject" max:"1"`
	Action  Share `yaml:"action" max:"1"`
	Public  Share `yaml:"public" max:"1"`
	Channel Share `yaml:"channel" max:"1"`
}
