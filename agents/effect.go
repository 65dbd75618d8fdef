package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// matter is what an effect is about, besides itself.
type matter struct {
	by    journal.Ref  // the entry, motion or change
	cause journal.Link // its record
	story model.StorylineID
	to    model.AgencyID // to whom an entry is handed; None
	label model.Label    // written on what it sends, asks or hands over

	proposal ProposalID // that was adopted
	fades    sim.Time   // half-life of changes of parameters; 0: they stay
	lends    uint32     // who takes changes of parameters back; 0: nobody
}

// does puts effects into the world, in order.
func (w changes) does(effects []model.Effect, m matter) {
	for i := range effects {
		x := effects[i]
		if x.Story == model.None {
			x.Story = m.story
		}
		enact[x.Op](w.World, x, m)
	}
}

// enact holds what each operation does.
var enact = [...]func(*World, model.Effect, matter){
	model.SetTo: func(w *World, x model.Effect, m matter) { w.changes.alter(x.Param, x.Value, m) },
	model.AddTo: func(w *World, x model.Effect, m matter) { w.changes.alter(x.Param, w.p(x.Param)+x.Value, m) },
	model.MultiplyBy: func(w *World, x model.Effect, m matter) {
		w.changes.alter(x.Param, int64(sim.PPM(x.Value).Scale(sim.Time(w.p(x.Param)))), m)
	},
	model.Expose: func(w *World, x model.Effect, m matter) {
		l := w.threats.expose(x.Fact, m.cause)
		if m.to != model.None { // what is handed to an agency, it has noticed
			w.labels.handed(m.to, x.Fact, m.label)
			w.collection.detected(m.to, x.Fact, l)
		}
	},
	model.AskFor: func(w *World, x model.Effect, m matter) {
		w.requests.inquire(x.From, x.To, x.Story, x.Tasking, w.spec.Names.ID(m.by), model.Terms{Label: m.label, Reply: sim.Time(x.Value)}, m.cause)
	},
	model.LeakTo: func(w *World, x model.Effect, m matter) {
		w.threats.leak(x.Story, leakInject, m.by, model.None, m.cause)
	},
	model.Recall: func(w *World, x model.Effect, m matter) { w.transits.recall(x.From, x.Story, m.by) },
	model.Remind: func(w *World, x model.Effect, m matter) {
		w.trays.remindAll(x.From, x.Story, m.cause)
		w.connections.connectsOn(x.From, x.Story, m.cause)
	},
	model.Compromise: func(w *World, x model.Effect, _ matter) { w.channels.compromise(x.Channel) },
	model.Propose: func(w *World, x model.Effect, m matter) {
		w.bodies.putForward(x.Motion, x.From, w.dossiers.componentOn(x.From, x.Story), x.Story, m.cause, true)
	},
	model.ListIn:    func(w *World, x model.Effect, m matter) { w.bodies.listProposal(m.proposal, x.Store) },
	model.Unlist:    func(w *World, x model.Effect, m matter) { w.stores.unlist(x.Store, x.Story, m.cause) },
	model.Tell:      func(w *World, x model.Effect, m matter) { w.bodies.tellMembers(m.proposal, x.Role) },
	model.Begin:     func(w *World, x model.Effect, m matter) { w.changes.begin(x.Change, m.cause) },
	model.Found:     func(w *World, x model.Effect, m matter) { w.teams.founds(x.Team, m.cause) },
	model.CallFor:   func(w *World, x model.Effect, m matter) { w.support.callFor(x.Support, x.Story, m.cause) },
	model.GiveOrder: func(w *World, x model.Effect, m matter) { w.support.command(x.Command, x.Action, x.Story, m.cause) },
	model.Fails: func(w *World, x model.Effect, m matter) {
		w.channels.fail(x.Channel, w.k.Now()+sim.Time(x.Value), m.cause)
	},
	model.Breaches: func(w *World, x model.Effect, m matter) { w.threats.breach(x.Nation, x.From, x.Story, m.cause) },
	model.Release:  func(w *World, x model.Effect, _ matter) { w.exercise.releases(x.Entry) },
	model.Message: func(w *World, x model.Effect, m matter) {
		if x.Certain {
			w.reports.promises(x.From, x.To, x.Story)
		} else if c := w.dossiers.componentOn(x.From, x.Story); c != 0 {
			w.items.sendItem(x.From, x.To, w.dossiers.root(c), sending{rule: &model.Distribution{Label: m.label}})
		}
	},
	model.Oblige:      func(w *World, x model.Effect, m matter) { w.bodies.oblige(m.proposal, x.Role, x.Action) },
	model.EnterCrisis: func(w *World, x model.Effect, m matter) { w.crises.entersCrisis(x.From, x.Story, m.cause) },
	model.LeaveCrisis: func(w *World, x model.Effect, m matter) { w.crises.leavesCrisis(x.From, x.Story, m.cause) },
}

// soAlready says that none of some effects changes anything, because what they are to
// bring about is so already: it names what is. 0 where one of them may change something.
func (w changes) soAlready(effects []model.Effect, m matter) (what journal.Ref) {
	for i := range effects {
		x := effects[i]
		if x.Story == model.None {
			x.Story = m.story
		}
		if int(x.Op) >= len(already) || already[x.Op] == nil {
			return 0
		}
		if what = already[x.Op](w.World, x, m); what == 0 {
			return 0
		}
	}
	return what
}

// already holds, for the operations that bring something about once, what it is that
// is so; 0 where it is not.
var already = [...]func(*World, model.Effect, matter) journal.Ref{
	model.SetTo: func(w *World, x model.Effect, _ matter) journal.Ref {
		return nameIf(w.p(x.Param) == x.Value && w.Param[x.Param].Fade == 0, w.spec.Params[x.Param].Ref)
	},
	model.Expose: func(w *World, x model.Effect, m matter) journal.Ref {
		h := HoldingID(0)
		if m.to != model.None {
			h = w.holdings.held(m.to, x.Fact)
		}
		noticed := m.to == model.None || h != 0 && w.Holding[h].Collects
		return nameIf(w.Fact[x.Fact].Exposed && noticed, w.spec.Facts[x.Fact].Ref)
	},
	model.Compromise: func(w *World, x model.Effect, _ matter) journal.Ref {
		return nameIf(w.Channel[x.Channel].Compromised, w.spec.Channels[x.Channel].Ref)
	},
	model.Propose: func(w *World, x model.Effect, _ matter) journal.Ref {
		return nameIf(w.bodies.wasPut(x.Motion, x.Story), w.spec.Motions[x.Motion].Ref)
	},
	model.CallFor: func(w *World, x model.Effect, _ matter) journal.Ref {
		return nameIf(w.support.called(x.Support, x.Story) != 0, w.spec.Support[x.Support].Ref)
	},
	model.EnterCrisis: func(w *World, x model.Effect, _ matter) journal.Ref {
		return nameIf(w.crises.inCrisis(x.From, x.Story), w.spec.Agencies[x.From].Ref)
	},
	model.LeaveCrisis: func(w *World, x model.Effect, _ matter) journal.Ref {
		return nameIf(!w.crises.inCrisis(x.From, x.Story), w.spec.Agencies[x.From].Ref)
	},
	model.Release: func(w *World, x model.Effect, _ matter) journal.Ref {
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

// within holds a value inside a parameter's bounds.
func (w *World) within(id model.ParamID, v int64) int64 {
	p := &w.spec.Params[id]
	return min(max(v, p.Min), p.Max)
}
