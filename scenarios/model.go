package scenarios

import "entente/agents/model"

// Constants are the constants of the world, under `model`.
type Constants struct {
	Trust        Share `yaml:"trust" max:"1"`
	Tension      Share `yaml:"tension" max:"1"`
	Grant        Share `yaml:"grant" max:"1"`
	Assure       Share `yaml:"assure" max:"1"`
	Unlawful     Share `yaml:"unlawful" max:"1"`
	Patience     Span  `yaml:"patience"`
	NotifyWithin Span  `yaml:"notify_within"`
	FollowUp     Span  `yaml:"follow_up"`
	// LookFor: of what passes unnoticed, the share that is noticed by whoever was told to
	// look out for it.
	LookFor      Share              `yaml:"look_for" max:"1"`
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
	Attention    Attention          `yaml:"attention"`
	Labels       Labels             `yaml:"labels"`
	Connecting   Connecting         `yaml:"connecting"`
	Practice     Practices          `yaml:"practice"`
	Withhold     Share              `yaml:"withhold" max:"1"`
	Touch        map[TaskName]*Dist `yaml:"touch"`
}

// Attention is what moves the odds that a desk puts a piece of work aside, each a
// factor of the odds, and how long it lies there.
type Attention struct {
	Aside      Share               `yaml:"aside" max:"0.99"`
	Lies       Dist                `yaml:"lies"`
	Precedence ByPrecedence[Share] `yaml:"precedence"`
	Danger     Share               `yaml:"danger" max:"100"`
	Asked      Share               `yaml:"asked" max:"100"`
	Owed       Share               `yaml:"owed" max:"100"`
	Others     Share               `yaml:"others" max:"100"`
	Copied     Share               `yaml:"copied" max:"100"`
	Again      Share               `yaml:"again" max:"1"`
	Queue      Share               `yaml:"queue" max:"10"`
	Trust      Share               `yaml:"trust" max:"2"`
}

// Labels are how far readers go by the precedence that is written on a message: the
// share that takes over what a sender's own assessment gave, and the share that keeps a
// higher one although it makes less of the matter itself.
type Labels struct {
	Heeded Share `yaml:"heeded" max:"1"`
	Kept   Share `yaml:"kept" max:"1"`
	// Handled: reading a message or passing it on takes no more work than that, by its
	// precedence; 0: as long as it takes.
	Handled ByPrecedence[Span] `yaml:"handled"`
}

// Connecting is what moves the odds that an analyst connects two facts that share a
// token, each a factor of the odds but for the first, a share.
type Connecting struct {
	Chance   Share `yaml:"chance" max:"1"`
	Searched Share `yaml:"searched" min:"1" max:"100"`
	Exact    Share `yaml:"exact" min:"1" max:"100"`
	Again    Share `yaml:"again" min:"1" max:"100"`
	Queue    Share `yaml:"queue" max:"10"`
}

// Practices are how often distribution rules are followed that are no duty, and how
// much of what is missing to always danger makes up.
type Practices struct {
	Habit  Share `yaml:"habit" max:"1"`
	Custom Share `yaml:"custom" max:"1"`
	Danger Share `yaml:"danger" max:"1"`
}

// ByPrecedence is one figure for each precedence.
type ByPrecedence[T any] struct {
	Routine   T `yaml:"routine"`
	Priority  T `yaml:"priority"`
	Immediate T `yaml:"immediate"`
	Flash     T `yaml:"flash"`
}

// DangerBy is the danger of a dossier by its level, and what a credited THREAT_LEVEL
// fact adds.
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

// model makes the constants of the world parameters.
func (c *compiler) model() {
	p := func(key string) model.ParamID { return c.param("model." + key) }
	logit := func(key string) model.Logit {
		return model.Logit{
			Base: p(key + ".base"), Trust: p(key + ".trust"), Tension: p(key + ".tension"),
			Balance: p(key + ".balance"), Danger: p(key + ".danger"), Priority: p(key + ".priority"),
		}
	}
	c.spec.Model = model.Model{
		Grant: p("grant"), Assure: p("assure"), Unlawful: p("unlawful"), Patience: p("patience"), NotifyWithin: p("notify_within"),
		Lapse:    [4]model.ParamID{p("lapse.routine"), p("lapse.priority"), p("lapse.immediate"), p("lapse.flash")},
		CreditAt: p("credit_at"), OwnWord: p("own_word"), Credibility: p("credibility"),
		DangerBy: [5]model.ParamID{
			p("danger.none"), p("danger.noticed"), p("danger.suspected"),
			p("danger.recognised"), p("danger.actionable"),
		},
		DangerThreat: p("danger.threat_level"), ImminentAt: p("imminent_at"),
		PrecedenceAt: [3]model.ParamID{p("precedence_at.priority"), p("precedence_at.immediate"), p("precedence_at.flash")},
		Will:         logit("will"), WillAsked: p("will_asked"), VetoAt: p("veto_at"), Consent: logit("consent"),
		HumanTrust: p("human.trust"), HumanTension: p("human.tension"), HumanMin: p("human.min"), HumanMax: p("human.max"),
		IT:           [4]model.ParamID{p("it.0"), p("it.1"), p("it.2"), p("it.3")},
		FatigueAfter: p("fatigue.after"), FatigueRate: p("fatigue.rate"), FatigueMax: p("fatigue.max"),
		KeepStructured: p("keep.structured"), KeepFree: p("keep.free"), KeepNames: p("keep.names"),
		Vote: model.VoteLogit{
			Base: p("vote.base"), Evidence: p("vote.evidence"), Interest: p("vote.interest"),
			Trust: p("vote.trust"), Tension: p("vote.tension"), Redraft: p("vote.redraft"),
		},
		SanitiseCost: p("sanitise_cost"), PriorityStep: p("priority_step"),
		LiaisonTrust: p("liaison.will"), LiaisonBase: p("liaison.base"), FollowUp: p("follow_up"), LookFor: p("look_for"),
		WordKept: p("word.kept"), WordBroken: p("word.broken"),
		TrustHalfLife: p("trust_moves.half_life"), TrustAnswer: p("trust_moves.answer"), TrustGift: p("trust_moves.gift"),
		TrustTraining: p("trust_moves.training"), TrustLegal: p("trust_moves.legal"), TrustDiscretion: p("trust_moves.discretion"),
		TrustLate: p("trust_moves.late"), TrustNone: p("trust_moves.none"), TrustLeak: p("trust_moves.leak"), TrustBreach: p("trust_moves.breach"),
		Notice: [4]model.ParamID{p("notice.inject"), p("notice.action"), p("notice.public"), p("notice.channel")},
		Hasten: p("hasten"), ReactAfter: c.doc.Model.ReactAfter.Dist, PauseFor: c.doc.Model.PauseFor.Dist,
		OnCall: c.doc.Model.OnCall.Dist,
		Attention: model.Attention{
			Aside: p("attention.aside"), Lies: c.doc.Model.Attention.Lies.Dist,
			Precedence: [4]model.ParamID{
				p("attention.precedence.routine"), p("attention.precedence.priority"), p("attention.precedence.immediate"), p("attention.precedence.flash"),
			},
			Danger: p("attention.danger"), Asked: p("attention.asked"), Owed: p("attention.owed"), Others: p("attention.others"), Copied: p("attention.copied"),
			Again: p("attention.again"), Queue: p("attention.queue"), Trust: p("attention.trust"),
		},
		Labels: model.Labels{Heeded: p("labels.heeded"), Kept: p("labels.kept"), Handled: [4]model.ParamID{
			p("labels.handled.routine"), p("labels.handled.priority"), p("labels.handled.immediate"), p("labels.handled.flash"),
		}},
		Connecting: model.Connecting{
			Chance: p("connecting.chance"), Searched: p("connecting.searched"), Exact: p("connecting.exact"),
			Again: p("connecting.again"), Queue: p("connecting.queue"),
		},
		Practices: model.Practices{
			Follows: [3]model.ParamID{model.Habit: p("practice.habit"), model.Custom: p("practice.custom")}, Danger: p("practice.danger"),
		},
		Withhold: p("withhold"),
	}
}
