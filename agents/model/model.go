package model

import "entente/sim"

// Model holds the constants of the world, all parameters under `model.`
type Model struct {
	Grant                                                                     ParamID    // PPM: an authority grants (0.95)
	Assure                                                                    ParamID    // PPM: a nation gives an assurance it is asked for (0.9)
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
	Vote                                                                      VoteLogit  // 1, 2, 2, 2, -3, 0.5
	SanitiseCost                                                              ParamID    // PPM of quality lost by sanitising (0.1)
	PriorityStep                                                              ParamID    // PPM: |w| above which precedence moves one step (0.33)
	LiaisonTrust                                                              ParamID    // PPM added to T in WILL for what a liaison officer relays (0.10)
	LiaisonBase                                                               ParamID    // PPM added to the trust baseline both ways (0.05)
	LookFor                                                                   ParamID    // PPM of what is missing to 1: noticed by whoever is told to look out for it (0.5)
	FollowUp                                                                  ParamID    // ms: facts credited after an answer are sent on unasked (30 d)
	TrustHalfLife                                                             ParamID    // ms: between updates trust returns to its baseline (180 d)
	TrustAnswer, TrustGift, TrustTraining                                     ParamID    // PPM of what is missing to 1: answer in time with a new fact 0.05, unasked item that raised a level 0.08, joint training 0.10
	TrustLegal, TrustDiscretion, TrustLate, TrustNone, TrustLeak, TrustBreach ParamID    // PPM of what there is: refused on a legal ground 0.01, at discretion 0.06, late answer 0.02, none by twice the clock 0.05, leak traced 0.30, marking breached 0.40
	Notice                                                                    [4]ParamID // PPM by source of a leak: inject 1, overt action 0.6, public 0.9, channel 0.3
	WordKept, WordBroken                                                      ParamID    // PPM: a real storyline raises credibility by 0.10 of what is missing, a benign one lowers it by 0.25 of what there is
	Hasten                                                                    ParamID    // PPM of the remaining time that is left when a storyline hastens (0.5)
	ReactAfter                                                                sim.Dist   // LN(6 h, 48 h)
	PauseFor                                                                  sim.Dist   // LN(3 d, 10 d)
	OnCall                                                                    sim.Dist   // LN(30 min, 2 h)
	Attention                                                                 Attention
	Labels                                                                    Labels
	Connecting                                                                Connecting
	Practices                                                                 Practices
	Withhold                                                                  ParamID // PPM: a release authority says no at its discretion, at a trust of 0.5 and no danger
}

// Attention is what moves the odds that a desk puts a piece of work aside, each a
// factor of the odds in millionths, and how long it lies there.
type Attention struct {
	Aside      ParamID    // PPM: share of ordinary pieces that an idle desk puts aside; 0: nothing is ever put aside
	Lies       sim.Dist   // until the desk goes through its tray
	Precedence [4]ParamID // by precedence
	Danger     ParamID    // where the agency sees all danger there is in the matter; less in proportion
	Asked      ParamID    // the desk's own side asks for it, or has
	Owed       ParamID    // a clock runs for it, or it tells of a hit
	Others     ParamID    // done for somebody else: a search, a consent
	Copied     ParamID    // PPM: reading what came for information only
	Again      ParamID    // for each piece on the same matter that has come to the desk before or since
	Queue      ParamID    // added for each job that waits there, per server
	Trust      ParamID    // added for each whole of trust in the sending nation below 0.5, and taken off above
}

// Logit is the argument of a propensity: Base + Trust (T-0.5) + Tension X +
// Balance R + Danger g + Priority w, each coefficient in millionths.
type Logit struct{ Base, Trust, Tension, Balance, Danger, Priority ParamID }
