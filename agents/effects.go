package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// effectContext is what an effect is about, besides itself.
type effectContext struct {
	by    journal.Ref  // the entry, motion or change
	cause journal.Link // its record
	story model.StorylineID
	to    model.AgencyID // to whom an entry is handed; None
	label model.Label    // written on what it sends, asks or hands over

	proposal ProposalID // that was adopted
	fades    sim.Time   // half-life of changes of parameters; 0: they stay
	lends    uint32     // who takes changes of parameters back; 0: nobody
}

// applyEffects puts effects into the world, in order.
func (w *World) applyEffects(effects []model.Effect, m effectContext) {
	for i := range effects {
		x := effects[i]
		if x.Story == model.None {
			x.Story = m.story
		}
		enact[x.Op](w, x, m)
	}
}

// enact holds what each operation does.
var enact = [...]func(*World, model.Effect, effectContext){
	model.SetTo: func(w *World, x model.Effect, m effectContext) { w.changes.alterParam(x.Param, x.Value, m) },
	model.AddTo: func(w *World, x model.Effect, m effectContext) {
		w.changes.alterParam(x.Param, w.value(x.Param)+x.Value, m)
	},
	model.MultiplyBy: func(w *World, x model.Effect, m effectContext) {
		w.changes.alterParam(x.Param, int64(sim.PPM(x.Value).Scale(sim.Time(w.value(x.Param)))), m)
	},
	model.Expose: func(w *World, x model.Effect, m effectContext) {
		l := w.threats.exposeFact(x.Fact, m.cause)
		if m.to != model.None { // what is handed to an agency, it has noticed
			w.labels.labelHandedFact(m.to, x.Fact, m.label)
			w.collection.noticeFact(m.to, x.Fact, l)
		}
	},
	model.AskFor: func(w *World, x model.Effect, m effectContext) {
		w.requests.askByEntry(x.From, x.To, x.Story, x.Tasking, w.spec.Names.ID(m.by), model.Terms{Label: m.label, Reply: sim.Time(x.Value), Clock: x.Term}, m.cause)
	},
	model.LeakTo: func(w *World, x model.Effect, m effectContext) {
		w.threats.leakStoryline(x.Story, leakInject, m.by, model.None, m.cause)
	},
	model.Recall: func(w *World, x model.Effect, m effectContext) { w.steps.recallMessages(x.From, x.Story, m.by) },
	model.Remind: func(w *World, x model.Effect, m effectContext) {
		w.trays.remindAgency(x.From, x.Story, m.cause)
		w.connections.searchByMatter(x.From, x.Story, m.cause)
	},
	model.Compromise: func(w *World, x model.Effect, _ effectContext) { w.channels.markCompromised(x.Channel) },
	model.Propose: func(w *World, x model.Effect, m effectContext) {
		w.bodies.putMotion(x.Motion, x.From, w.dossiers.onStoryline(x.From, x.Story), x.Story, m.cause, true)
	},
	model.ListIn:  func(w *World, x model.Effect, m effectContext) { w.bodies.listProposal(m.proposal, x.Store) },
	model.Unlist:  func(w *World, x model.Effect, m effectContext) { w.stores.withdrawListings(x.Store, x.Story, m.cause) },
	model.Tell:    func(w *World, x model.Effect, m effectContext) { w.bodies.tellMembers(m.proposal, x.Role) },
	model.Begin:   func(w *World, x model.Effect, m effectContext) { w.changes.beginChange(x.Change, m.cause) },
	model.Found:   func(w *World, x model.Effect, m effectContext) { w.teams.beginFounding(x.Team, m.cause) },
	model.CallFor: func(w *World, x model.Effect, m effectContext) { w.support.requestSupport(x.Support, x.Story, m.cause) },
	model.GiveOrder: func(w *World, x model.Effect, m effectContext) {
		w.support.orderCommand(x.Command, x.Action, x.Story, m.cause)
	},
	model.Fails: func(w *World, x model.Effect, m effectContext) {
		w.channels.closeByFailure(x.Channel, w.k.Now()+sim.Time(x.Value), m.cause)
	},
	model.Breaches: func(w *World, x model.Effect, m effectContext) {
		w.threats.breachMarkings(x.Nation, x.From, x.Story, m.cause)
	},
	model.Release: func(w *World, x model.Effect, _ effectContext) { w.exercise.releaseEarly(x.Entry) },
	model.Message: func(w *World, x model.Effect, m effectContext) {
		if x.Certain {
			w.reports.makePromise(x.From, x.To, x.Story, x.Copied)
		} else if c := w.dossiers.onStoryline(x.From, x.Story); c != 0 {
			w.reports.sendDossier(x.From, x.To, w.survivorOf(c), sendOptions{rule: &model.Distribution{Label: m.label}, copied: x.Copied})
		}
	},
	model.Oblige:      func(w *World, x model.Effect, m effectContext) { w.bodies.obligeMembers(m.proposal, x.Role, x.Action) },
	model.EnterCrisis: func(w *World, x model.Effect, m effectContext) { w.crises.enterCrisis(x.From, x.Story, m.cause) },
	model.LeaveCrisis: func(w *World, x model.Effect, m effectContext) { w.crises.leaveCrisis(x.From, x.Story, m.cause) },
	model.SetTerm: func(w *World, x model.Effect, m effectContext) {
		w.terms.setTerm(x.Store, x.Term, x.Story, sim.Time(x.Value), m.cause)
	},
}

// alreadyInEffect says that none of some effects changes anything, because what they are to
// bring about is so already: it names what is. 0 where one of them may change something.
func (w *World) alreadyInEffect(effects []model.Effect, m effectContext) (what journal.Ref) {
	for i := range effects {
		x := effects[i]
		if x.Story == model.None {
			x.Story = m.story
		}
		if int(x.Op) >= len(already) || already[x.Op] == nil {
			return 0
		}
		if what = already[x.Op](w, x, m); what == 0 {
			return 0
		}
	}
	return what
}

// already holds, for the operations that bring something about once, what it is that
// is so; 0 where it is not.
var already = [...]func(*World, model.Effect, effectContext) journal.Ref{
	model.SetTo: func(w *World, x model.Effect, _ effectContext) journal.Ref {
		return nameIf(w.value(x.Param) == x.Value && w.Param[x.Param].Fade == 0, w.spec.Params[x.Param].Ref)
	},
	model.Expose: func(w *World, x model.Effect, m effectContext) journal.Ref {
		h := HoldingID(0)
		if m.to != model.None {
			h = w.holdings.find(m.to, x.Fact)
		}
		noticed := m.to == model.None || h != 0 && w.Holding[h].Collects
		return nameIf(w.Fact[x.Fact].Exposed && noticed, w.spec.Facts[x.Fact].Ref)
	},
	model.Compromise: func(w *World, x model.Effect, _ effectContext) journal.Ref {
		return nameIf(w.Channel[x.Channel].Compromised, w.spec.Channels[x.Channel].Ref)
	},
	model.Propose: func(w *World, x model.Effect, _ effectContext) journal.Ref {
		return nameIf(w.bodies.isMotionBegun(x.Motion, x.Story), w.spec.Motions[x.Motion].Ref)
	},
	model.CallFor: func(w *World, x model.Effect, _ effectContext) journal.Ref {
		return nameIf(w.support.findCall(x.Support, x.Story) != 0, w.spec.Support[x.Support].Ref)
	},
	model.EnterCrisis: func(w *World, x model.Effect, _ effectContext) journal.Ref {
		return nameIf(w.crises.isInCrisis(x.From, x.Story), w.spec.Agencies[x.From].Ref)
	},
	model.LeaveCrisis: func(w *World, x model.Effect, _ effectContext) journal.Ref {
		return nameIf(!w.crises.isInCrisis(x.From, x.Story), w.spec.Agencies[x.From].Ref)
	},
	model.Release: func(w *World, x model.Effect, _ effectContext) journal.Ref {
		return nameIf(w.Entry[x.Entry].Over, w.spec.Entries[x.Entry].Ref)
	},
}

// nameIf is a name where something is so.
func nameIf(so bool, what journal.Ref) journal.Ref {
	if so {
		return what
	}
	return 0
}
