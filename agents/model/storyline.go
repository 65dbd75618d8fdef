package model

import (
	"entente/sim"
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

// CanReach says whether a storyline now in stage from can still enter stage to.
func (s *Storyline) CanReach(from, to int, seen uint64) bool {
	if seen>>uint(from)&1 == 1 {
		return false
	}
	seen |= 1 << uint(from)
	if len(s.Stages[from-1].Next) == 0 {
		return from < len(s.Stages) && (from+1 == to || s.CanReach(from+1, to, seen))
	}
	for _, e := range s.Stages[from-1].Next {
		if e.Weight > 0 && (e.Stage == to || s.CanReach(e.Stage, to, seen)) {
			return true
		}
	}
	return false
}
