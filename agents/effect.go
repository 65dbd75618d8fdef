package agents

import (
	"entente/sim"
	"entente/sim/journal"
)

// Effect is one thing that an entry of the MSEL, a decision of a body or a
// change does to the world. What an operation does not use is None or zero.
type Effect struct {
	Op      EffectOp
	Param   ParamID // SetTo, AddTo, MultiplyBy
	Value   int64   // SetTo, AddTo: in the parameter's unit; MultiplyBy: PPM
	Fact    FactID
	Story   StorylineID // None: the one that the decision or entry is about
	From    AgencyID
	To      AgencyID
	Channel ChannelID
	Motion  MotionID
	Change  ChangeID
	Team    TeamID
	Support SupportID
	Command CommandID
	Entry   EntryID
	Nation  NationID
	Store   StoreID
	Certain bool  // Message: whatever the sender would, and once it has something
	Tasking int32 // AskFor: place in Spec.Taskings, from 1; 0 an answer
	Role    journal.Ref
	Action  journal.Ref // a term
}

// EffectOp says what an Effect does.
type EffectOp uint8

// The operations.
const (
	SetTo      EffectOp = iota // a parameter to a value
	AddTo                      // a value to a parameter, within its bounds
	MultiplyBy                 // a parameter by a factor, within its bounds
	Expose                     // opens the window of Fact
	AskFor                     // From asks To
	LeakTo                     // information reaches Story
	Recall                     // From withdraws what it has in the chain on Story
	Remind                     // From is reminded of what lies aside there on Story
	Compromise                 // somebody listens on Channel from now on
	Propose                    // From puts Motion
	ListIn                     // what came with the decided proposal enters Store
	Unlist                     // entries of Store on Story are withdrawn
	Tell                       // the body sends what came with the proposal to its members' Role
	Oblige                     // its members' Role carry it out, and take Action
	Begin                      // Change
	Found                      // Team
	CallFor                    // Support
	GiveOrder                  // Command the task Action
	Fails                      // Channel is down for Value ms
	Release                    // Entry, deferred or before its time
	Message                    // From sends To what it has joined of Story
	Breaches                   // Nation breaks the markings of From's word on Story
)

// matter is what an effect is about, besides itself.
type matter struct {
	by    journal.Ref  // the entry, motion or change
	cause journal.Link // its record
	story StorylineID
	to    AgencyID // to whom an entry is handed; None
	label Label    // written on what it sends, asks or hands over

	proposal ProposalID // that was adopted
	fades    sim.Time   // half-life of changes of parameters; 0: they stay
	lends    uint32     // who takes changes of parameters back; 0: nobody
}

// does puts effects into the world, in order.
func (w *World) does(effects []Effect, m matter) {
	for i := range effects {
		x := effects[i]
		if x.Story == None {
			x.Story = m.story
		}
		enact[x.Op](w, x, m)
	}
}

// enact holds what each operation does.
var enact = [...]func(*World, Effect, matter){
	SetTo: func(w *World, x Effect, m matter) { w.alter(x.Param, x.Value, m) },
	AddTo: func(w *World, x Effect, m matter) { w.alter(x.Param, w.p(x.Param)+x.Value, m) },
	MultiplyBy: func(w *World, x Effect, m matter) {
		w.alter(x.Param, int64(sim.PPM(x.Value).Scale(sim.Time(w.p(x.Param)))), m)
	},
	Expose: func(w *World, x Effect, m matter) {
		l := w.expose(x.Fact, m.cause)
		if m.to != None { // what is handed to an agency, it has noticed
			w.handed(m.to, x.Fact, m.label)
			w.detected(m.to, x.Fact, l)
		}
	},
	AskFor: func(w *World, x Effect, m matter) {
		w.inquire(x.From, x.To, x.Story, x.Tasking, w.spec.Names.ID(m.by), Terms{m.label, sim.Time(x.Value)}, m.cause)
	},
	LeakTo: func(w *World, x Effect, m matter) { w.leak(x.Story, leakInject, m.by, None, m.cause) },
	Recall: func(w *World, x Effect, m matter) { w.recall(x.From, x.Story, m.by) },
	Remind: func(w *World, x Effect, m matter) {
		w.remindAll(x.From, x.Story, m.cause)
		w.connectsOn(x.From, x.Story, m.cause)
	},
	Compromise: func(w *World, x Effect, _ matter) { w.compromise(x.Channel) },
	Propose: func(w *World, x Effect, m matter) {
		w.putForward(x.Motion, x.From, w.componentOn(x.From, x.Story), x.Story, m.cause, true)
	},
	ListIn:    func(w *World, x Effect, m matter) { w.listProposal(m.proposal, x.Store) },
	Unlist:    func(w *World, x Effect, m matter) { w.unlist(x.Store, x.Story, m.cause) },
	Tell:      func(w *World, x Effect, m matter) { w.tellMembers(m.proposal, x.Role) },
	Begin:     func(w *World, x Effect, m matter) { w.begin(x.Change, m.cause) },
	Found:     func(w *World, x Effect, m matter) { w.founds(x.Team, m.cause) },
	CallFor:   func(w *World, x Effect, m matter) { w.callFor(x.Support, x.Story, m.cause) },
	GiveOrder: func(w *World, x Effect, m matter) { w.command(x.Command, x.Action, x.Story, m.cause) },
	Fails:     func(w *World, x Effect, m matter) { w.fail(x.Channel, w.k.Now()+sim.Time(x.Value), m.cause) },
	Breaches:  func(w *World, x Effect, m matter) { w.breach(x.Nation, x.From, x.Story, m.cause) },
	Release:   func(w *World, x Effect, _ matter) { w.releases(x.Entry) },
	Message: func(w *World, x Effect, m matter) {
		if x.Certain {
			w.promises(x.From, x.To, x.Story)
		} else if c := w.componentOn(x.From, x.Story); c != 0 {
			w.sendItem(x.From, x.To, w.root(c), sending{rule: &Distribution{Label: m.label}})
		}
	},
	Oblige: func(w *World, x Effect, m matter) { w.oblige(m.proposal, x.Role, x.Action) },
}

// soAlready says that none of some effects changes anything, because what they are to
// bring about is so already: it names what is. 0 where one of them may change something.
func (w *World) soAlready(effects []Effect, m matter) (what journal.Ref) {
	for i := range effects {
		x := effects[i]
		if x.Story == None {
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
var already = [...]func(*World, Effect, matter) journal.Ref{
	SetTo: func(w *World, x Effect, _ matter) journal.Ref {
		return nameIf(w.p(x.Param) == x.Value && w.Param[x.Param].Fade == 0, w.spec.Params[x.Param].Ref)
	},
	Expose: func(w *World, x Effect, m matter) journal.Ref {
		h := HoldingID(0)
		if m.to != None {
			h = w.held(m.to, x.Fact)
		}
		noticed := m.to == None || h != 0 && w.Holding[h].Collects
		return nameIf(w.Fact[x.Fact].Exposed && noticed, w.spec.Facts[x.Fact].Ref)
	},
	Compromise: func(w *World, x Effect, _ matter) journal.Ref {
		return nameIf(w.Channel[x.Channel].Compromised, w.spec.Channels[x.Channel].Ref)
	},
	Propose: func(w *World, x Effect, _ matter) journal.Ref {
		return nameIf(w.wasPut(x.Motion, x.Story), w.spec.Motions[x.Motion].Ref)
	},
	CallFor: func(w *World, x Effect, _ matter) journal.Ref {
		return nameIf(w.called(x.Support, x.Story) != 0, w.spec.Support[x.Support].Ref)
	},
	Release: func(w *World, x Effect, _ matter) journal.Ref {
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
func (w *World) within(id ParamID, v int64) int64 {
	p := &w.spec.Params[id]
	return min(max(v, p.Min), p.Max)
}
