package agents

import (
	"slices"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// call is one asking for support, about one storyline.
type call struct {
	ID      sim.ID
	Link    journal.Link
	At      sim.Time // when it was asked
	Support model.SupportID
	Story   model.StorylineID
	Turn    uint32 // in the order of asking
	Records uint32
	Coming  bool // somebody mobilises or has
}

// The stages of support on its way, as its events count them.
const (
	supportArrives = iota
	supportEnds
)

// askNeededSupport asks for the support that an agency's dossier calls for.
func (w support) askNeededSupport(a model.AgencyID, c DossierID) {
	for s := range w.spec.Support {
		sp := &w.spec.Support[s]
		if sp.Asker == a && sp.When != nil && sp.When.Eval(w.dossiers.distributionFrame(a, c)) {
			w.requestSupport(model.SupportID(s), w.spec.Facts[w.dossiers.lowestFact(c)].Storyline, w.Dossier[c].Last)
		}
	}
}

// requestSupport asks for support, once for a storyline.
func (w support) requestSupport(s model.SupportID, story model.StorylineID, cause journal.Link) {
	if w.findCall(s, story) == 0 {
		w.askNextProvider(w.addCall(s, story, cause))
	}
}

// findCall is the place of the call for a support on a storyline; 0 for none.
func (w support) findCall(s model.SupportID, story model.StorylineID) uint32 {
	for i := 1; i < len(w.Call); i++ {
		if x := &w.Call[i]; x.Support == s && x.Story == story {
			return uint32(i)
		}
	}
	return 0
}

// sendByOrder lets the first provider of a support come by order, whether it was asked
// before or not.
func (w support) sendByOrder(s model.SupportID, story model.StorylineID, cause journal.Link) {
	i := w.findCall(s, story)
	if i == 0 {
		i = w.addCall(s, story, cause)
	}
	if w.Call[i].Coming {
		return
	}
	w.Call[i].Turn, w.Call[i].Link = 0, cause
	w.recordSupport(i, journal.Offers, w.spec.Support[s].Of[0], journal.NoReason, spans{})
	w.startMobilising(i)
}

func (w support) addCall(s model.SupportID, story model.StorylineID, cause journal.Link) uint32 {
	id := w.spec.Names.ID(w.spec.Support[s].Ref).Child(w.spec.StorylineKey(story))
	w.Call = append(w.Call, call{ID: id, Link: cause, At: w.k.Now(), Support: s, Story: story})
	return uint32(len(w.Call) - 1)
}

// askNextProvider asks the next in the order whom no caveat keeps from the task.
func (w support) askNextProvider(i uint32) {
	sp := &w.spec.Support[w.Call[i].Support]
	for ; int(w.Call[i].Turn) < len(sp.Of); w.Call[i].Turn++ {
		of := sp.Of[w.Call[i].Turn]
		if w.hasCaveat(w.spec.Agencies[of].Nation, sp.Task) {
			w.recordSupport(i, journal.Declines, of, journal.Caveat, spans{})
			continue
		}
		w.recordSupport(i, journal.Asks, of, journal.NoReason, spans{})
		w.transits.send(message{
			msg: journal.SupportAsked, from: sp.Asker, to: of, key: w.Call[i].ID, prec: journal.Immediate,
			story: w.Call[i].Story, about: i,
		}, w.Call[i].Link)
		return
	}
}

// hasCaveat says whether a nation keeps its own out of a task.
func (w support) hasCaveat(n model.NationID, task journal.Ref) bool {
	return task != 0 && slices.Contains(w.spec.Caveats, model.Caveat{Nation: n, Task: task})
}

// supportRead opens the decision of who is asked.
func (w support) supportRead(t TransitID) {
	tr := &w.Transit[t]
	w.desks.enqueue(order{
		task: model.Ministering, then: thenOffered, agency: tr.To, toward: model.None,
		key: tr.ID.Child(sim.Name("offer")), owner: uint32(t), prec: tr.Prec,
	})
}

// offerDecided is the decision: by willingness, as what one is asked for.
func (w support) offerDecided(j JobID) {
	t := TransitID(w.Job[j].Owner)
	ask := w.Transit[t]
	i := ask.About
	by, to := w.spec.Agencies[ask.To].Nation, w.spec.Agencies[ask.From].Nation
	p := sim.Logistic(w.relations.propensityOf(w.spec.Model.Will, by, to, 0, w.relations.priorityOf(by, ask.Story)) + w.valuePPM(w.spec.Model.WillAsked))
	key := w.Call[i].ID.Child(w.spec.Names.ID(w.spec.Nations[by].Ref))
	yes := w.askDecider(ask.To, Question{Kind: AskOffer, Agency: ask.To, Toward: to, Chance: p, Draw: w.randomBits(drawOffer, key)}).Yes
	l := w.jobs.spansOf(j, journal.Decide)
	if w.Call[i].Coming { // it was ordered meanwhile
		return
	}
	w.setCause(i, ask.Last)
	msg := journal.SupportDeclined
	if yes {
		msg = journal.SupportOffered
		w.recordSupport(i, journal.Offers, ask.To, journal.NoReason, l)
		w.startMobilising(i)
	} else {
		w.recordSupport(i, journal.Declines, ask.To, journal.NotWilling, l)
	}
	w.transits.send(message{msg: msg, from: ask.To, to: ask.From, key: ask.ID, prec: ask.Prec, story: ask.Story, about: i}, w.Call[i].Link)
}

// setCause makes what was read the cause of what follows.
func (w support) setCause(i uint32, last journal.Link) { w.Call[i].Link = last }

// startMobilising sets support on its way.
func (w support) startMobilising(i uint32) {
	x := &w.Call[i]
	x.Coming = true
	at := w.k.Now() + w.spec.Support[x.Support].Mobilise.Draw(w.randomBits(drawMobilise, x.ID.Nth(uint64(x.Turn))))
	if at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseWorld, nobody, SupportDue, i, supportArrives)
	}
}

// supportDeclined asks the next in the order.
func (w support) supportDeclined(t TransitID) {
	i := w.Transit[t].About
	if w.Call[i].Coming {
		return
	}
	w.Call[i].Turn++
	w.Call[i].Link = w.Transit[t].Last
	w.askNextProvider(i)
}

// supportLost is a question that was dropped or did not arrive: the next is
// asked.
func (w support) supportLost(t TransitID, _ verdict) { w.supportDeclined(t) }

// offerDropped is a question that an overloaded desk dropped.
func (w support) offerDropped(j JobID) { w.supportDeclined(TransitID(w.Job[j].Owner)) }

func (w support) supportDue(e sim.Event) {
	i := e.Arg
	x := w.Call[i]
	sp := &w.spec.Support[x.Support]
	of := sp.Of[min(int(x.Turn), len(sp.Of)-1)]
	source := i*2 + 2
	if e.Aux == supportEnds {
		w.recordSupport(i, journal.Ends, of, journal.NoReason, spans{})
		w.changes.takeBackLent(source, w.Call[i].Link)
		return
	}
	w.recordSupport(i, journal.OnStation, of, journal.NoReason, spans{})
	m := effectContext{by: sp.Ref, cause: w.Call[i].Link, story: x.Story, to: model.None}
	if !sp.Lasts.IsZero() {
		m.lends = source
		if at := w.k.Now() + sp.Lasts.Draw(w.randomBits(drawTenure, x.ID)); at <= w.spec.End {
			w.k.Schedule(at, sim.PhaseWorld, nobody, SupportDue, i, supportEnds)
		}
	}
	w.applyEffects(sp.Effects, m)
	w.tellHappened(w.Call[i].Link)
}

// recordSupport records a step of support.
func (w support) recordSupport(i uint32, o journal.Outcome, of model.AgencyID, why journal.Reason, l spans) {
	x := &w.Call[i]
	sp := &w.spec.Support[x.Support]
	r := w.beginRecord(journal.Support, w.spec.Agencies[sp.Asker].Ref, x.ID)
	r.Nth = x.Records
	x.Records++
	if x.Link.Num != 0 {
		r.From = append(r.From, x.Link)
		if l.Head != 0 {
			w.tileSpans(r, l)
		} else {
			attributeTime(r, journal.Act, journal.Period, sp.Ref)
		}
	}
	if why != journal.NoReason {
		r.Reason, r.Rule = why, w.spec.Nations[w.spec.Agencies[of].Nation].Ref
	}
	r.Args = [journal.MaxArgs]int64{journal.SupportSupport: int64(sp.Ref), journal.SupportOutcome: int64(o), journal.SupportOf: int64(w.spec.Agencies[of].Ref), journal.SupportStoryline: w.spec.StorylineRef(x.Story), journal.SupportAskedAt: int64(x.At)}
	w.Call[i].Link = w.emitRecord()
}
