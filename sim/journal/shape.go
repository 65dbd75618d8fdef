package journal

// Stream is the channel of the replay file that carries a kind.
type Stream uint8

// The streams.
const (
	Truth     Stream = iota // /truth/events
	Known                   // /nation/<id>/known
	Messages                // /messages
	Decisions               // /decisions
	numStreams
)

// Type says how an argument is shown and hashed.
type Type uint8

// The types of arguments.
const (
	TNone       Type = iota
	TInt             // a count
	TBool            // 0 or 1
	TTime            // an instant, ms since StartEx
	TSpan            // a stretch of time, ms
	TPPM             // millionths
	TRef             // a name
	TID              // an identity (of a transit, job, clock)
	TMessage         // Message
	TOutcome         // Outcome
	TPrecedence      // Precedence
	TGrade           // Grade
	TClass           // Class
	TPurposes        // bits of Lead, Onward, ActOn, Evidence
	TStep            // Step
	TKind            // Kind
	TNumber          // a parameter's value, in the parameter's own unit
)

// Field names one argument of a kind.
type Field struct {
	Name string
	Type Type
}

// Shape describes a kind: its name, the stream that carries it and its
// arguments in the order of Record.Args.
type Shape struct {
	Name   string
	Stream Stream
	Fields []Field
	Says   string // one sentence for people
}

var shapes = [numKinds]Shape{
	StartEx:     {"startex", Truth, []Field{{"seed", TNumber}}, "the exercise begins"},
	EndEx:       {"endex", Truth, nil, "the exercise ends"},
	Inject:      {"inject", Truth, []Field{{"entry", TRef}, {"to", TRef}}, "a MSEL entry was released"},
	Set:         {"set", Truth, []Field{{"param", TRef}, {"old", TNumber}, {"new", TNumber}}, "a parameter changed"},
	Stage:       {"stage", Truth, []Field{{"stage", TInt}, {"until", TTime}}, "a storyline entered a stage"},
	Exposed:     {"exposed", Truth, []Field{{"fact", TRef}, {"until", TTime}}, "a fact can be noticed until"},
	Detected:    {"detected", Truth, []Field{{"fact", TRef}}, "an agency's collection noticed a fact"},
	Collected:   {"collected", Known, []Field{{"fact", TRef}, {"purposes", TPurposes}}, "an agency understood what it collected itself"},
	Held:        {"held", Known, []Field{{"fact", TRef}, {"origin", TRef}, {"via", TRef}, {"understood", TBool}, {"purposes", TPurposes}, {"received", TTime}}, "an agency learned a fact by reading"},
	Credited:    {"credited", Known, []Field{{"fact", TRef}, {"credence", TPPM}}, "an agency believes a fact"},
	Assessed:    {"assessed", Known, []Field{{"storyline", TRef}, {"before", TGrade}, {"after", TGrade}, {"danger", TPPM}, {"precedence", TPrecedence}}, "an assessment ended"},
	Level:       {"level", Known, []Field{{"storyline", TRef}, {"before", TGrade}, {"after", TGrade}}, "an agency sees more in a storyline"},
	Dormant:     {"dormant", Known, []Field{{"fact", TRef}}, "no rule sends this fact on"},
	Sent:        {"sent", Messages, []Field{{"message", TMessage}, {"to", TRef}, {"class", TClass}, {"precedence", TPrecedence}, {"storyline", TRef}, {"re", TID}}, "a message entered the sending chain"},
	Passed:      {"passed", Messages, []Field{{"outcome", TOutcome}, {"to", TRef}, {"storyline", TRef}, {"chance", TPPM}}, "a message left a step at which it waited"},
	Parked:      {"parked", Messages, []Field{{"chance", TPPM}, {"lapses", TTime}, {"to", TRef}, {"storyline", TRef}}, "a message waits for the sender's willingness"},
	Delivered:   {"delivered", Messages, []Field{{"sender", TRef}, {"channel", TRef}, {"storyline", TRef}}, "a message reached an intake"},
	Read:        {"read", Messages, []Field{{"message", TMessage}, {"sender", TRef}, {"storyline", TRef}, {"sent", TTime}}, "a message was read"},
	Ended:       {"ended", Messages, []Field{{"outcome", TOutcome}, {"message", TMessage}, {"to", TRef}, {"storyline", TRef}}, "a message ended without being read"},
	Exception:   {"exception", Decisions, []Field{{"to", TRef}, {"storyline", TRef}}, "imminent danger or a crisis lifted a rule"},
	Review:      {"review", Decisions, []Field{{"outcome", TOutcome}}, "a review judged the use of an exception"},
	Answered:    {"answered", Messages, []Field{{"outcome", TOutcome}, {"by", TRef}, {"storyline", TRef}}, "a request was answered"},
	ClockStart:  {"clock_start", Decisions, []Field{{"clock", TRef}, {"due", TTime}}, "a clock began to run"},
	ClockEnd:    {"clock_end", Decisions, []Field{{"clock", TRef}, {"outcome", TOutcome}, {"due", TTime}}, "a clock ended"},
	Deadline:    {"deadline", Decisions, []Field{{"deadline", TRef}, {"outcome", TOutcome}, {"due", TTime}, {"when", TTime}, {"storyline", TRef}}, "a deadline resolved"},
	Asked:       {"asked", Decisions, []Field{{"action", TRef}, {"storyline", TRef}, {"of", TRef}}, "authority for an action was asked"},
	Authority:   {"authority", Decisions, []Field{{"action", TRef}, {"storyline", TRef}, {"outcome", TOutcome}}, "authority was decided"},
	Available:   {"available", Decisions, []Field{{"action", TRef}, {"storyline", TRef}}, "an action is lawfully available"},
	Ordered:     {"ordered", Decisions, []Field{{"action", TRef}, {"storyline", TRef}, {"until", TTime}}, "an action took effect"},
	Closed:      {"closed", Decisions, []Field{{"action", TRef}, {"storyline", TRef}, {"outcome", TOutcome}}, "an action ended"},
	Channel:     {"channel", Truth, []Field{{"state", TOutcome}, {"until", TTime}}, "a channel changed"},
	Overload:    {"overload", Truth, []Field{{"outcome", TOutcome}, {"waiting", TInt}}, "a desk shed work"},
	Leak:        {"leak", Truth, []Field{{"storyline", TRef}, {"noticed", TBool}}, "information reached the threat side"},
	Reaction:    {"reaction", Truth, []Field{{"outcome", TOutcome}}, "a storyline reacted"},
	Expected:    {"expected", Decisions, []Field{{"entry", TRef}, {"outcome", TOutcome}, {"due", TTime}}, "an expected action was seen or missed"},
	Purged:      {"purged", Decisions, []Field{{"fact", TRef}}, "a retained holding was purged"},
	Listed:      {"listed", Decisions, []Field{{"fact", TRef}, {"owner", TRef}, {"actionable", TBool}}, "a store shows a new entry"},
	Hit:         {"hit", Known, []Field{{"store", TRef}, {"checked", TRef}, {"entry", TRef}, {"owner", TRef}, {"actionable", TBool}}, "a check matched an entry of a store"},
	ClockMoved:  {"clock_moved", Decisions, []Field{{"clock", TRef}, {"due", TTime}}, "a clock was extended"},
	Over:        {"over", Truth, nil, "a storyline ended"},
	Credibility: {"credibility", Known, []Field{{"nation", TRef}, {"was", TPPM}, {"now", TPPM}}, "an agency takes a nation's word for more or less"},
	Tested:      {"tested", Truth, []Field{{"outcome", TOutcome}, {"until", TTime}}, "a channel was tested"},
	Proposed:    {"proposed", Decisions, []Field{{"motion", TRef}, {"body", TRef}, {"storyline", TRef}}, "a proposal was submitted"},
	Circulated:  {"circulated", Decisions, []Field{{"motion", TRef}, {"body", TRef}, {"storyline", TRef}, {"round", TInt}, {"until", TTime}}, "a proposal is before the members"},
	Vote:        {"vote", Decisions, []Field{{"motion", TRef}, {"body", TRef}, {"outcome", TOutcome}, {"chance", TPPM}, {"round", TInt}}, "a member reacted to a proposal"},
	Decided:     {"decided", Decisions, []Field{{"motion", TRef}, {"body", TRef}, {"storyline", TRef}, {"outcome", TOutcome}, {"submitted", TTime}}, "a proposal came to its end"},
	Implemented: {"implemented", Decisions, []Field{{"motion", TRef}, {"body", TRef}, {"storyline", TRef}}, "a member carried a decision out at home"},
	Changed:     {"changed", Truth, []Field{{"change", TRef}, {"outcome", TOutcome}, {"until", TTime}}, "a change of how the nations work moved on"},
	Team:        {"team", Decisions, []Field{{"team", TRef}, {"outcome", TOutcome}, {"until", TTime}}, "a joint team was set up or ended"},
	Support:     {"support", Decisions, []Field{{"support", TRef}, {"outcome", TOutcome}, {"of", TRef}, {"storyline", TRef}, {"asked_at", TTime}}, "support for another nation moved on"},
	Ordering:    {"order", Decisions, []Field{{"command", TRef}, {"outcome", TOutcome}, {"storyline", TRef}}, "an order passed an echelon"},
	Unlisted:    {"unlisted", Decisions, []Field{{"fact", TRef}, {"owner", TRef}}, "a store's entry was withdrawn"},
	Assurance:   {"assurance", Decisions, []Field{{"outcome", TOutcome}, {"of", TRef}, {"storyline", TRef}}, "an assurance was asked or answered"},
	Crossing:    {"crossing", Decisions, []Field{{"action", TRef}, {"storyline", TRef}, {"outcome", TOutcome}, {"host", TRef}, {"until", TTime}}, "an action went over a border, or had to stop"},
	Breach:      {"breach", Truth, []Field{{"storyline", TRef}, {"by", TRef}}, "a marking was breached"},
	Aside:       {"aside", Truth, []Field{{"outcome", TOutcome}, {"desk", TRef}, {"storyline", TRef}, {"chance", TPPM}, {"until", TTime}, {"message", TID}}, "a desk put a piece of work aside, or took it up again"},
	Unanswered:  {"unanswered", Messages, []Field{{"outcome", TOutcome}, {"by", TRef}, {"storyline", TRef}, {"after", TSpan}, {"reminders", TInt}, {"re", TID}}, "somebody who asked has no answer"},
	Overlooked:  {"overlooked", Truth, []Field{{"fact", TRef}, {"other", TRef}, {"chance", TPPM}}, "nobody connected two facts that share a token"},
	Connected:   {"connected", Known, []Field{{"fact", TRef}, {"other", TRef}, {"chance", TPPM}}, "somebody connected two facts that had been overlooked"},
	Omitted:     {"omitted", Decisions, []Field{{"to", TRef}, {"storyline", TRef}, {"chance", TPPM}}, "an agency did not pass on what it usually does"},
	Crisis:      {"crisis", Decisions, []Field{{"outcome", TOutcome}, {"storyline", TRef}}, "an agency began or ended to work in crisis mode"},
	Trust:       {"trust", Truth, []Field{{"toward", TRef}, {"before", TPPM}, {"after", TPPM}}, "trust in a nation changed, or at home in an agency"},
}

// kindNames are the names in shapes.
var kindNames = func() (names [numKinds]string) {
	for k := range names {
		names[k] = shapes[k].Name
	}
	return names
}()

// KindOf gives the kind of that name; NoKind if there is none.
func KindOf(name string) Kind {
	for k, n := range kindNames {
		if n == name {
			return Kind(k)
		}
	}
	return NoKind
}

// Exists is false for NoKind and for numbers past the last kind.
func (k Kind) Exists() bool { return k > NoKind && k < numKinds }

// Shape gives the description of k. It panics on a kind that does not exist.
func (k Kind) Shape() *Shape { return &shapes[k] }

// Field is the place of the argument of that name in Record.Args. It panics for
// a name that the kind does not have: ask once, when the program starts.
func (k Kind) Field(name string) int {
	for i, f := range k.Shape().Fields {
		if f.Name == name {
			return i
		}
	}
	panic("journal: " + k.String() + " has no argument " + name)
}

// Texts gives the values of an enumerated type in order, empty for none; nil
// for other types. Callers must not change it.
func (t Type) Texts() []string {
	switch t {
	case TMessage:
		return messageNames[:]
	case TOutcome:
		return outcomeNames[:]
	case TPrecedence:
		return precedenceNames[:]
	case TGrade:
		return gradeNames[:]
	case TClass:
		return classNames[:]
	case TStep:
		return stepNames[:]
	case TKind:
		return kindNames[:]
	}
	return nil
}
