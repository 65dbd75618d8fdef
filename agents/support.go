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

// seeksSupport asks for the support that an agency's component calls for.
func (w support) seeksSupport(a model.AgencyID, c ComponentID) {
	for s := range w.spec.Support {
		sp := &w.spec.Support[s]
		if sp.Asker == a && sp.When != nil && sp.When.Eval(w.seats.distributionFrame(a, c)) {
			w.callFor(model.SupportID(s), w.spec.Facts[w.dossiers.lowest(c)].Storyline, w.Component[c].Last)
		}
	}
}

// callFor asks for support, once for a storyline.
func (w support) callFor(s model.SupportID, story model.StorylineID, cause journal.Link) {
	if w.called(s, story) == 0 {
		w.askNext(w.newCall(s, story, cause))
	}
}

// called is the place of the call for a support on a storyline; 0 for none.
func (w support) called(s model.SupportID, story model.StorylineID) uint32 {
	for i := 1; i < len(w.Call); i++ {
		if x := &w.Call[i]; x.Support == s && x.Story == story {
			return uint32(i)
		}
	}
	return 0
}

// sends lets the first provider of a support come by order, whether it was asked
// before or not.
func (w support) sends(s model.SupportID, story model.StorylineID, cause journal.Link) {
	i := w.called(s, story)
	if i == 0 {
		i = w.newCall(s, story, cause)
	}
	if w.Call[i].Coming {
		return
	}
	w.Call[i].Turn, w.Call[i].Link = 0, cause
	w.supported(i, journal.Offers, w.spec.Support[s].Of[0], journal.NoReason, spans{})
	w.mobilise(i)
}

func (w support) newCall(s model.SupportID, story model.StorylineID, cause journal.Link) uint32 {
	id := w.spec.Names.ID(w.spec.Support[s].Ref).Child(w.storyID(story))
	w.Call = append(w.Call, call{ID: id, Link: cause, At: w.k.Now(), Support: s, Story: story})
	return uint32(len(w.Call) - 1)
}

// askNext asks the next in the order whom no caveat keeps from the task.
func (w support) askNext(i uint32) {
	sp := &w.spec.Support[w.Call[i].Support]
	for ; int(w.Call[i].Turn) < len(sp.Of); w.Call[i].Turn++ {
		of := sp.Of[w.Call[i].Turn]
		if w.caveat(w.spec.Agencies[of].Nation, sp.Task) {
			w.supported(i, journal.Declines, of, journal.Caveat, spans{})
			continue
		}
		w.supported(i, journal.Asks, of, journal.NoReason, spans{})
		w.transits.send(message{
			msg: journal.SupportAsked, from: sp.Asker, to: of, key: w.Call[i].ID, prec: journal.Immediate,
			story: w.Call[i].Story, about: i,
		}, w.Call[i].Link)
		return
	}
}

// caveat says whether a nation keeps its own out of a task.
func (w support) caveat(n model.NationID, task journal.Ref) bool {
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

// offered is the decision: by willingness, as what one is asked for.
func (w support) offered(j JobID) {
	t := TransitID(w.Job[j].Owner)
	ask := w.Transit[t]
	i := ask.About
	by, to := w.spec.Agencies[ask.To].Nation, w.spec.Agencies[ask.From].Nation
	p := sim.Sigma(w.relations.logit(w.spec.Model.Will, by, to, 0, w.relations.priority(by, ask.Story)) + w.ppm(w.spec.Model.WillAsked))
	key := w.Call[i].ID.Child(w.spec.Names.ID(w.spec.Nations[by].Ref))
	yes := w.seats.ask(ask.To, Question{Kind: AskOffer, Agency: ask.To, Toward: to, Chance: p, Draw: w.u(drawOffer, key)}).Yes
	l := w.jobs.jobSpans(j, journal.Decide)
	if w.Call[i].Coming { // it was ordered meanwhile
		w.drop(&l)
		return
	}
	w.joins(i, ask.Last)
	msg := journal.SupportDeclined
	if yes {
		msg = journal.SupportOffered
		w.supported(i, journal.Offers, ask.To, journal.NoReason, l)
		w.mobilise(i)
	} else {
		w.supported(i, journal.Declines, ask.To, journal.NotWilling, l)
	}
	w.drop(&l)
	w.transits.send(message{msg: msg, from: ask.To, to: ask.From, key: ask.ID, prec: ask.Prec, story: ask.Story, about: i}, w.Call[i].Link)
}

// joins makes what was read the cause of what follows.
func (w support) joins(i uint32, last journal.Link) { w.Call[i].Link = last }

// mobilise sets support on its way.
func (w support) mobilise(i uint32) {
	x := &w.Call[i]
	x.Coming = true
	at := w.k.Now() + w.spec.Support[x.Support].Mobilise.Draw(w.u(drawMobilise, x.ID.Nth(uint64(x.Turn))))
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
	w.askNext(i)
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
		w.supported(i, journal.Ends, of, journal.NoReason, spans{})
		w.changes.takeBack(source, w.Call[i].Link)
		return
	}
	w.supported(i, journal.OnStation, of, journal.NoReason, spans{})
	m := matter{by: sp.Ref, cause: w.Call[i].Link, story: x.Story, to: model.None}
	if !sp.Lasts.IsZero() {
		m.lends = source
		if at := w.k.Now() + sp.Lasts.Draw(w.u(drawTenure, x.ID)); at <= w.spec.End {
			w.k.Schedule(at, sim.PhaseWorld, nobody, SupportDue, i, supportEnds)
		}
	}
	w.changes.does(sp.Effects, m)
	w.exercise.observe(w.Call[i].Link)
}

// supported records a step of support.
func (w support) supported(i uint32, o journal.Outcome, of model.AgencyID, why journal.Reason, l spans) {
	x := &w.Call[i]
	sp := &w.spec.Support[x.Support]
	r := w.note(journal.Support, w.spec.Agencies[sp.Asker].Ref, x.ID)
	r.Nth = x.Records
	x.Records++
	if x.Link.Num != 0 {
		r.From = append(r.From, x.Link)
		if l.Head != 0 {
			w.tile(r, l)
		} else {
			w.rests(r, journal.Act, journal.Period, sp.Ref)
		}
	}
	if why != journal.NoReason {
		r.Reason, r.Rule = why, w.spec.Nations[w.spec.Agencies[of].Nation].Ref
	}
	r.Args = [journal.MaxArgs]int64{int64(sp.Ref), int64(o), int64(w.spec.Agencies[of].Ref), w.storyRef(x.Story), int64(x.At)}
	w.Call[i].Link = w.emit()
}
