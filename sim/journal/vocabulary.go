package journal

// The vocabulary is closed: a new institution of a scenario adds names, never a
// kind. Numbers are part of the canonical bytes, so new entries go at the end.

// Kind says what happened.
type Kind uint8

// The kinds of records.
const (
	NoKind Kind = iota
	StartEx
	EndEx
	Inject      // a MSEL entry was released
	Set         // a parameter changed
	Stage       // a storyline entered a stage
	Exposed     // a fact's window opened
	Detected    // an agency's collection noticed a fact
	Collected   // the first holding: read and understood at once
	Held        // a fact was learned by reading (or came garbled)
	Credited    // credence in a fact reached the threshold
	Assessed    // an assessment ended
	Level       // an agency's level on a storyline rose
	Dormant     // no rule sends this holding on
	Sent        // a message entered the chain
	Passed      // a message left a step it had to wait at
	Parked      // a message waits for willingness
	Delivered   // a message reached an intake
	Read        // a message was read: its end
	Ended       // a message ended otherwise
	Exception   // an imminent exception lifted a rule's effect
	Review      // an ex-post review ended
	Answered    // a request was closed by its answer
	ClockStart  // a clock began to run
	ClockEnd    // a clock was met, expired or was stopped
	Deadline    // a deadline resolved
	Asked       // authority for an action was asked
	Authority   // authority was granted or denied
	Available   // an action became lawfully available
	Ordered     // an action took effect
	Closed      // an action ended
	Channel     // a channel went up, down or closed
	Overload    // a desk deferred or dropped work
	Leak        // information reached the threat side
	Reaction    // a storyline reacted to a leak
	Expected    // an expected action was seen or missed
	Purged      // a retained holding was purged
	Trust       // a relation changed
	Listed      // a store's entry became visible
	Hit         // a check or query matched a store's entry
	Tested      // a channel's accreditation was tested
	ClockMoved  // a clock was extended
	Over        // a storyline ended
	Credibility // an agency's opinion of a nation's word changed
	Proposed    // a proposal was submitted
	Circulated  // a proposal was put before the members
	Vote        // a member reacted to a proposal
	Decided     // a body decided a proposal, or it came to nothing
	Implemented // a member carried a decision out at home
	Changed     // a programme, training, harmonisation or summit moved on
	Team        // a joint team came into being or ended
	Support     // support was asked, offered, declined, on station or over
	Ordering    // an order passed an echelon of a command
	Unlisted    // a store's entry was withdrawn
	Assurance   // an assurance was asked, given or refused
	Crossing    // an action crossed a border, or had to stop there
	Breach      // a marking was breached
	Aside       // a desk put a piece of work aside, or took it up again
	Unanswered  // who asked has no answer
	Overlooked  // two facts that share a token were not connected
	Connected   // they were, later
	Omitted     // an agency did not pass on what it usually does
	Crisis      // an agency began or ended to work in crisis mode
	numKinds
)

// Step is a part of the way from knowledge to action.
type Step uint8

// The steps, in the order of the chain.
const (
	NoStep Step = iota
	World
	Collect
	Assess
	Decide
	Law
	Classify
	Consent
	Will
	Release
	Sanitise
	Route
	Gateway
	Carry
	Convert
	Relay
	Reading
	Authorise
	Body
	Act
	numSteps
)

// Cause says why time passed.
type Cause uint8

// The causes of delay.
const (
	NoCause Cause = iota
	Work
	Queue
	OffHours
	ByRule
	Unwilling
	Latency
	Outage
	Period
	Idle
	LaidAside
	Unconnected // nobody saw that it belonged together
	numCauses
)

// Reason says why something was refused, ended, late or lifted. Every reason
// names a rule, desk, channel, nation or body in the record's Rule.
type Reason uint8

// The reasons.
const (
	NoReason Reason = iota
	RuleBlocks
	NotGranted
	ClassTooHigh
	ConsentDenied
	NotWilling
	Veto
	NothingLeft
	NoChannel
	ChannelLoss
	OverloadDrop
	Recalled
	EndOfExercise
	ImminentException
	BodyRefused
	GarbledInConversion
	GarbledInTranslation
	WallNarrows
	RetentionEnds
	LateAnswer
	NothingHeld
	DesksOverloaded
	Outaged
	StageNotTaken
	WindowClosed
	AuthorityLapsed
	ClockExpired
	NotReached
	NoAssurance
	NotCriminal
	NoQuorum
	Objected
	SilenceBroken
	Caveat
	RightsGate
	HostRefuses
	NoTeam
	SoAlready      // an entry changed nothing
	Withheld       // a release authority said no at its discretion
	LeftOut        // what is usually passed on was not
	ForInformation // a copy: somebody else is to act on it
	ToldAfterwards // nobody was asked in a crisis: originators are told afterwards
	numReasons
)

// Message is what a transit carries.
type Message uint8

// The kinds of messages.
const (
	NoMessage Message = iota
	Item
	Request
	Reply
	ConsentAsked
	ConsentGiven
	ConsentRefused
	Notice
	Refusal
	Ack
	Proposal
	AssuranceAsked
	AssuranceGiven
	AssuranceRefused
	SupportAsked
	SupportOffered
	SupportDeclined
	CrossingAsked
	CrossingGranted
	CrossingRefused
	Reminder  // that an answer is awaited
	TaskGiven // something to be done by the recipient
	numMessages
)

// Outcome is how something ended or stands.
type Outcome uint8

// The outcomes, shared by all kinds of records that have one.
const (
	NoOutcome Outcome = iota
	Granted
	Denied
	Willing
	NotYet
	Refused
	Blocked
	Lapsed
	Dropped
	Withdrawn
	Pending
	Met
	Late
	NotMet
	Void
	Open
	Full     // a reply with all that was held
	Partial  // a reply from which something fell out
	Negative // a reply that nothing is held
	Expired
	Stopped
	Up
	Down
	Deferred
	Lawful
	Unlawful
	None
	Pause
	Hasten
	Move
	Released
	Done
	Missed
	Passes
	Fails
	Discovered
	Yes
	No
	Abstains
	Objects // a hold, a break of silence, or an objection at a meeting
	Lifted  // an objection was withdrawn
	Adopted
	Rejected
	Redrafted
	Begun // past its gate: the lead time runs
	InEffect
	Ends
	Asks
	Offers
	Declines
	OnStation
	PutAside
	TakenUp
	Reminded  // who asked reminds
	Escalated // who asked turns to somebody higher
	Silent    // who asked has no answer, and asks nobody further
	Confirmed // it was read, says who read it
	numOutcomes
)

// Precedence says how urgent work is: at a desk the higher one goes first.
type Precedence uint8

// The precedences, lowest first.
const (
	Routine Precedence = iota
	Priority
	Immediate
	Flash
	numPrecedences
)

// Grade is what an agency makes of a storyline.
type Grade uint8

// The grades, lowest first. Levels never fall.
const (
	Unaware Grade = iota
	Noticed
	Suspected
	Recognised
	Actionable
	numGrades
)

// Purposes of a holding, a bit each.
const (
	Lead = 1 << iota
	Onward
	ActOn
	Evidence
	Passive // passive actions only, where ActOn is missing
)

// FactKind is one of the five abstract kinds of threat facts.
type FactKind uint8

// The kinds of facts.
const (
	NoFact FactKind = iota
	FIN
	TRAVEL
	ACTIVITY
	IDENTITY
	THREATLEVEL
	numFactKinds
)

// Class is a level of classification on the common ladder.
type Class uint8

// The classes, lowest first.
const (
	Unclassified Class = iota
	Restricted
	Confidential
	Secret
	TopSecret
	numClasses
)

// Exists says whether s is a step.
func (s Step) Exists() bool { return s > NoStep && s < numSteps }

var (
	stepNames       = [numSteps]string{"", "WORLD", "COLLECT", "ASSESS", "DECIDE", "LAW", "CLASSIFY", "CONSENT", "WILL", "RELEASE", "SANITISE", "ROUTE", "GATEWAY", "CARRY", "CONVERT", "RELAY", "READ", "AUTHORITY", "BODY", "ACT"}
	causeNames      = [numCauses]string{"", "WORK", "QUEUE", "OFF_HOURS", "RULE", "WILL", "LATENCY", "OUTAGE", "PERIOD", "IDLE", "ASIDE", "UNCONNECTED"}
	messageNames    = [numMessages]string{"", "item", "request", "reply", "consent_asked", "consent_given", "consent_refused", "notice", "refusal", "ack", "proposal", "assurance_asked", "assurance_given", "assurance_refused", "support_asked", "support_offered", "support_declined", "crossing_asked", "crossing_granted", "crossing_refused", "reminder", "task"}
	precedenceNames = [numPrecedences]string{"ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"}
	gradeNames      = [numGrades]string{"NONE", "NOTICED", "SUSPECTED", "RECOGNISED", "ACTIONABLE"}
	factKindNames   = [numFactKinds]string{"", "FIN", "TRAVEL", "ACTIVITY", "IDENTITY", "THREAT_LEVEL"}
	purposeNames    = [...]string{"LEAD", "ONWARD", "ACT", "EVIDENCE", "PASSIVE"}
	classNames      = [numClasses]string{"UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP_SECRET"}
	outcomeNames    = [numOutcomes]string{"", "GRANTED", "DENIED", "WILLING", "NOT_YET", "REFUSED", "BLOCKED", "LAPSED", "DROPPED", "WITHDRAWN", "PENDING", "MET", "LATE", "NOT_MET", "VOID", "OPEN", "REPLY", "PARTIAL", "NEGATIVE", "EXPIRED", "STOPPED", "UP", "DOWN", "DEFERRED", "LAWFUL", "UNLAWFUL", "NONE", "PAUSE", "HASTEN", "MOVE", "RELEASED", "DONE", "MISSED", "PASSES", "FAILS", "DISCOVERED", "YES", "NO", "ABSTAINS", "OBJECTS", "LIFTED", "ADOPTED", "REJECTED", "REDRAFTED", "BEGUN", "IN_EFFECT", "ENDS", "ASKS", "OFFERS", "DECLINES", "ON_STATION", "PUT_ASIDE", "TAKEN_UP", "REMINDED", "ESCALATED", "SILENT", "CONFIRMED"}
	reasonNames     = [numReasons]string{"", "RULE_BLOCKS", "NOT_GRANTED", "CLASS_TOO_HIGH", "CONSENT_DENIED", "NOT_WILLING", "VETO", "NOTHING_LEFT", "NO_CHANNEL", "CHANNEL_LOSS", "OVERLOAD", "RECALLED", "END_OF_EXERCISE", "IMMINENT_EXCEPTION", "BODY_REFUSED", "GARBLED_IN_CONVERSION", "GARBLED_IN_TRANSLATION", "WALL", "RETENTION_ENDS", "LATE_ANSWER", "NOTHING_HELD", "DESK_OVERLOADED", "OUTAGE", "STAGE_NOT_TAKEN", "WINDOW_CLOSED", "AUTHORITY_LAPSED", "CLOCK_EXPIRED", "NOT_REACHED", "NO_ASSURANCE", "NOT_CRIMINAL", "NO_QUORUM", "OBJECTED", "SILENCE_BROKEN", "CAVEAT", "RIGHTS_GATE", "HOST_REFUSES", "NO_TEAM", "SO_ALREADY", "WITHHELD", "LEFT_OUT", "FOR_INFORMATION", "TOLD_AFTERWARDS"}
)

func (k Kind) String() string    { return shapes[k].Name }
func (s Step) String() string    { return stepNames[s] }
func (c Cause) String() string   { return causeNames[c] }
func (r Reason) String() string  { return reasonNames[r] }
func (m Message) String() string { return messageNames[m] }

func (o Outcome) String() string    { return outcomeNames[o] }
func (p Precedence) String() string { return precedenceNames[p] }
func (g Grade) String() string      { return gradeNames[g] }
func (f FactKind) String() string   { return factKindNames[f] }
func (c Class) String() string      { return classNames[c] }

// Exists is false for NoMessage and for numbers past the last sort of message.
func (m Message) Exists() bool { return m > NoMessage && m < numMessages }

// CauseTexts and ReasonTexts give the names of all causes and reasons in order,
// empty for none. Callers must not change them.
func CauseTexts() []string  { return causeNames[:] }
func ReasonTexts() []string { return reasonNames[:] }

// Legal says whether a refusal for this reason rests on law and not on will.
func (r Reason) Legal() bool {
	return r == RuleBlocks || r == NotGranted || r == ClassTooHigh || r == NothingLeft || r == NoAssurance || r == NotCriminal
}

// Discretionary says whether a refusal for this reason is a matter of will.
func (r Reason) Discretionary() bool {
	return r == NotWilling || r == Veto || r == ConsentDenied || r == Withheld
}
