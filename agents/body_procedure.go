package agents

import (
	"entente/agents/decide"
	"entente/agents/model"
	"entente/sim"
)

// deciderOf is the nation or body that decides alone.
func (w bodies) deciderOf(sp *model.Motion) model.NationID {
	if sp.Decider != model.None {
		return sp.Decider
	}
	return sp.Body
}

// procedureOf is the rule by which a proposal is decided now: that of its
// motion, a decider's where that is delegated, or the meeting's.
func (w bodies) procedureOf(p ProposalID) decide.Procedure {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	switch {
	case int64(w.items.classOf(x.Item)) <= int64(sp.Delegated):
		return decide.Procedure{Rule: decide.Single}
	case x.Meeting:
		return decide.Procedure{Rule: decide.Consensus}
	}
	return sp.Procedure
}

func (w bodies) bodyRef(m model.MotionID) int64 {
	if b := w.spec.Motions[m].Body; b != model.None {
		return int64(w.spec.Nations[b].Ref)
	}
	return 0
}

// officeOf is the agency of a motion's body; None without one.
func (w bodies) officeOf(m model.MotionID) model.AgencyID {
	b := w.spec.Motions[m].Body
	if b == model.None || len(w.spec.Nations[b].Agencies) == 0 {
		return model.None
	}
	return w.spec.Nations[b].Agencies[0]
}

// nextMeeting is the next one of the body's calendar, or an extra one where the
// proposer believes danger imminent.
func (w bodies) nextMeeting(sp *model.Motion, x *proposal) sim.Time {
	now := w.k.Now()
	extra := now + max(1, sp.Convene.Draw(w.randomBits(drawConvene, x.ID.Nth(uint64(x.Round)))))
	if sp.Every == 0 {
		return max(sp.First, extra)
	}
	next := max(sp.First, now+1)
	if sp.First <= now {
		next = sp.First + ((now-sp.First)/sp.Every+1)*sp.Every
	}
	if x.Danger >= w.valuePPM(w.spec.Model.ImminentAt) {
		return min(next, extra)
	}
	return next
}

// periods holds, by rule, when its period ends or the next meeting is.
var periods = [...]func(*World, *model.Motion, *proposal) sim.Time{
	decide.Single:    func(*World, *model.Motion, *proposal) sim.Time { return sim.Never },
	decide.Majority:  func(w *World, sp *model.Motion, _ *proposal) sim.Time { return w.k.Now() + w.valueTime(sp.Window) },
	decide.Unanimity: func(*World, *model.Motion, *proposal) sim.Time { return sim.Never },
	decide.Consensus: func(w *World, sp *model.Motion, x *proposal) sim.Time { return w.bodies.nextMeeting(sp, x) },
	decide.NoObjection: func(w *World, sp *model.Motion, _ *proposal) sim.Time {
		return sp.Business.AddBusinessDays(w.k.Now(), int(w.value(sp.Days)), sp.CloseAt)
	},
	decide.Silence: func(w *World, sp *model.Motion, _ *proposal) sim.Time { return w.k.Now() + w.valueTime(sp.Window) },
}
