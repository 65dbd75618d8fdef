package scenarios

import "entente/agents"

// model makes the constants of the world parameters.
func (c *compiler) model() {
	p := func(key string) agents.ParamID { return c.param("model." + key) }
	logit := func(key string) agents.Logit {
		return agents.Logit{
			Base: p(key + ".base"), Trust: p(key + ".trust"), Tension: p(key + ".tension"),
			Balance: p(key + ".balance"), Danger: p(key + ".danger"), Priority: p(key + ".priority"),
		}
	}
	c.spec.Model = agents.Model{
		Grant: p("grant"), Assure: p("assure"), Unlawful: p("unlawful"), Patience: p("patience"), NotifyWithin: p("notify_within"),
		Lapse:    [4]agents.ParamID{p("lapse.routine"), p("lapse.priority"), p("lapse.immediate"), p("lapse.flash")},
		CreditAt: p("credit_at"), OwnWord: p("own_word"), Credibility: p("credibility"),
		DangerBy: [5]agents.ParamID{
			p("danger.none"), p("danger.noticed"), p("danger.suspected"),
			p("danger.recognised"), p("danger.actionable"),
		},
		DangerThreat: p("danger.threat_level"), ImminentAt: p("imminent_at"),
		PrecedenceAt: [3]agents.ParamID{p("precedence_at.priority"), p("precedence_at.immediate"), p("precedence_at.flash")},
		Will:         logit("will"), WillAsked: p("will_asked"), VetoAt: p("veto_at"), Consent: logit("consent"),
		HumanTrust: p("human.trust"), HumanTension: p("human.tension"), HumanMin: p("human.min"), HumanMax: p("human.max"),
		IT:           [4]agents.ParamID{p("it.0"), p("it.1"), p("it.2"), p("it.3")},
		FatigueAfter: p("fatigue.after"), FatigueRate: p("fatigue.rate"), FatigueMax: p("fatigue.max"),
		KeepStructured: p("keep.structured"), KeepFree: p("keep.free"), KeepNames: p("keep.names"),
		Vote: agents.VoteLogit{
			Base: p("vote.base"), Evidence: p("vote.evidence"), Interest: p("vote.interest"),
			Trust: p("vote.trust"), Tension: p("vote.tension"), Redraft: p("vote.redraft"),
		},
		SanitiseCost: p("sanitise_cost"), PriorityStep: p("priority_step"),
		LiaisonTrust: p("liaison.will"), LiaisonBase: p("liaison.base"), FollowUp: p("follow_up"),
		WordKept: p("word.kept"), WordBroken: p("word.broken"),
		TrustHalfLife: p("trust_moves.half_life"), TrustAnswer: p("trust_moves.answer"), TrustGift: p("trust_moves.gift"),
		TrustTraining: p("trust_moves.training"), TrustLegal: p("trust_moves.legal"), TrustDiscretion: p("trust_moves.discretion"),
		TrustLate: p("trust_moves.late"), TrustNone: p("trust_moves.none"), TrustLeak: p("trust_moves.leak"), TrustBreach: p("trust_moves.breach"),
		Notice: [4]agents.ParamID{p("notice.inject"), p("notice.action"), p("notice.public"), p("notice.channel")},
		Hasten: p("hasten"), ReactAfter: c.doc.Model.ReactAfter.Dist, PauseFor: c.doc.Model.PauseFor.Dist,
		OnCall: c.doc.Model.OnCall.Dist,
	}
}
