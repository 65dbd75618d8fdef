package model

import (
	"entente/agents/decide"
	"entente/agents/law"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// Motion is something that can be put to a body, or to a circle of nations that
// has none, such as the founding of a team.
type Motion struct {
	Ref       journal.Ref
	Body      NationID   // None: decided by the members without a secretariat
	Members   []NationID // in order of names
	Weight    []int64    // by member
	Interest  []ParamID  // by member, PPM in -1..1
	Procedure decide.Procedure
	Decider   NationID          // Single, and what is delegated: None is the body itself
	Delegated int8              // highest class that the decider decides alone; -1 none
	By        journal.Ref       // role that may propose; 0: any agency of a member
	Agency    AgencyID          // or this agency alone; None
	When      law.Program       // over the frame of a distribution: proposed by itself; nil: only by an effect
	Review    law.Program       // over the frame of the proposal's message: the secretariat refuses; nil: never
	React     sim.Dist          // a member's time to react
	Window    ParamID           // ms: Majority's period, Silence's
	Days      ParamID           // NoObjection: business days of the secretariat
	CloseAt   sim.Time          // NoObjection: time of day at which the last one ends
	Business  calendar.Calendar // of the secretariat
	Hold      sim.Dist          // NoObjection: how long an objection stands
	HoldMax   ParamID           // ms: its cap
	AtCap     bool              // NoObjection: at the cap it is adopted, else it lapses
	Rounds    ParamID           // Silence: breaks after which it goes to the meeting
	Redraft   sim.Dist
	Every     sim.Time // Consensus: between meetings; 0: whenever needed
	First     sim.Time // the first meeting
	Convene   sim.Dist // to an extra meeting, where danger is imminent
	Effects   []Effect
}

// VoteLogit is the argument of a member's vote: Base + Evidence E + Interest I +
// Trust (T-0.5) + Tension X + Redraft for each redraft since an objection, each
// coefficient in millionths.
type VoteLogit struct{ Base, Evidence, Interest, Trust, Tension, Redraft ParamID }

// MayPut says whether an agency may put a motion.
func (s *Spec) MayPut(m *Motion, a AgencyID) bool {
	switch {
	case m.Agency != None:
		return m.Agency == a
	case m.By != 0 && s.Agencies[a].Role != m.By:
		return false
	}
	for _, n := range m.Members {
		if n == s.Agencies[a].Nation {
			return true
		}
	}
	return false
}

// MotionID is a place in Spec.Motions.
type MotionID int32
