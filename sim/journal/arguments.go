package journal

// The places of arguments in Record.Args, by kind and name as in its Shape.
const (
	StartExSeed = 0

	InjectEntry = 0
	InjectTo    = 1

	SetParam = 0
	SetOld   = 1
	SetNew   = 2

	StageStage = 0
	StageUntil = 1

	ExposedFact  = 0
	ExposedUntil = 1

	DetectedFact = 0

	CollectedFact     = 0
	CollectedPurposes = 1

	HeldFact       = 0
	HeldOrigin     = 1
	HeldVia        = 2
	HeldUnderstood = 3
	HeldPurposes   = 4
	HeldReceived   = 5

	CreditedFact     = 0
	CreditedCredence = 1

	AssessedStoryline  = 0
	AssessedBefore     = 1
	AssessedAfter      = 2
	AssessedDanger     = 3
	AssessedPrecedence = 4

	LevelStoryline = 0
	LevelBefore    = 1
	LevelAfter     = 2

	DormantFact = 0

	SentMessage    = 0
	SentTo         = 1
	SentClass      = 2
	SentPrecedence = 3
	SentStoryline  = 4
	SentRe         = 5

	PassedOutcome   = 0
	PassedTo        = 1
	PassedStoryline = 2
	PassedChance    = 3

	ParkedChance    = 0
	ParkedLapses    = 1
	ParkedTo        = 2
	ParkedStoryline = 3

	DeliveredSender    = 0
	DeliveredChannel   = 1
	DeliveredStoryline = 2

	ReadMessage   = 0
	ReadSender    = 1
	ReadStoryline = 2
	ReadSent      = 3

	EndedOutcome   = 0
	EndedMessage   = 1
	EndedTo        = 2
	EndedStoryline = 3

	ExceptionTo        = 0
	ExceptionStoryline = 1

	ReviewOutcome = 0

	AnsweredOutcome   = 0
	AnsweredBy        = 1
	AnsweredStoryline = 2

	ClockStartClock = 0
	ClockStartDue   = 1

	ClockEndClock   = 0
	ClockEndOutcome = 1
	ClockEndDue     = 2

	DeadlineDeadline  = 0
	DeadlineOutcome   = 1
	DeadlineDue       = 2
	DeadlineWhen      = 3
	DeadlineStoryline = 4

	AskedAction    = 0
	AskedStoryline = 1
	AskedOf        = 2

	AuthorityAction    = 0
	AuthorityStoryline = 1
	AuthorityOutcome   = 2

	AvailableAction    = 0
	AvailableStoryline = 1

	OrderedAction    = 0
	OrderedStoryline = 1
	OrderedUntil     = 2

	ClosedAction    = 0
	ClosedStoryline = 1
	ClosedOutcome   = 2

	ChannelState = 0
	ChannelUntil = 1

	OverloadOutcome = 0
	OverloadWaiting = 1

	LeakStoryline = 0
	LeakNoticed   = 1

	ReactionOutcome = 0

	ExpectedEntry   = 0
	ExpectedOutcome = 1
	ExpectedDue     = 2

	PurgedFact = 0

	ListedFact       = 0
	ListedOwner      = 1
	ListedActionable = 2

	HitStore      = 0
	HitChecked    = 1
	HitEntry      = 2
	HitOwner      = 3
	HitActionable = 4

	ClockMovedClock = 0
	ClockMovedDue   = 1

	CredibilityNation = 0
	CredibilityWas    = 1
	CredibilityNow    = 2

	TestedOutcome = 0
	TestedUntil   = 1

	ProposedMotion    = 0
	ProposedBody      = 1
	ProposedStoryline = 2

	CirculatedMotion    = 0
	CirculatedBody      = 1
	CirculatedStoryline = 2
	CirculatedRound     = 3
	CirculatedUntil     = 4

	VoteMotion  = 0
	VoteBody    = 1
	VoteOutcome = 2
	VoteChance  = 3
	VoteRound   = 4

	DecidedMotion    = 0
	DecidedBody      = 1
	DecidedStoryline = 2
	DecidedOutcome   = 3
	DecidedSubmitted = 4

	ImplementedMotion    = 0
	ImplementedBody      = 1
	ImplementedStoryline = 2

	ChangedChange  = 0
	ChangedOutcome = 1
	ChangedUntil   = 2

	TeamTeam    = 0
	TeamOutcome = 1
	TeamUntil   = 2

	SupportSupport   = 0
	SupportOutcome   = 1
	SupportOf        = 2
	SupportStoryline = 3
	SupportAskedAt   = 4

	OrderingCommand   = 0
	OrderingOutcome   = 1
	OrderingStoryline = 2

	UnlistedFact  = 0
	UnlistedOwner = 1

	AssuranceOutcome   = 0
	AssuranceOf        = 1
	AssuranceStoryline = 2

	CrossingAction    = 0
	CrossingStoryline = 1
	CrossingOutcome   = 2
	CrossingHost      = 3
	CrossingUntil     = 4

	BreachStoryline = 0
	BreachBy        = 1

	AsideOutcome   = 0
	AsideDesk      = 1
	AsideStoryline = 2
	AsideChance    = 3
	AsideUntil     = 4
	AsideMessage   = 5

	UnansweredOutcome   = 0
	UnansweredBy        = 1
	UnansweredStoryline = 2
	UnansweredAfter     = 3
	UnansweredReminders = 4
	UnansweredRe        = 5

	OverlookedFact   = 0
	OverlookedOther  = 1
	OverlookedChance = 2

	ConnectedFact   = 0
	ConnectedOther  = 1
	ConnectedChance = 2

	OmittedTo        = 0
	OmittedStoryline = 1
	OmittedChance    = 2

	CrisisOutcome   = 0
	CrisisStoryline = 1

	TrustToward = 0
	TrustBefore = 1
	TrustAfter  = 2
)
