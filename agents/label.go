package agents

import "entente/sim/journal"

// Label is the precedence that somebody gave a message by hand: a rule, a request, an
// entry of the events list. 0 is none: the message goes by what its sender makes of the
// matter.
//
// A label goes with what it was put on. It governs how the first reader queues and
// whether it attends to it, and what that reader passes on before it has made up its own
// mind; then the reader may raise it, and lowers it unless it keeps it. What nobody
// labelled carries the precedence of the sender's own assessment, and a reader takes
// that over as it heeds it (model.labels.heeded).
type Label uint8

// LabelOf is the label that gives a precedence.
func LabelOf(p journal.Precedence) Label { return Label(p) + 1 }

// or is the precedence that a label gives, or what holds without one.
func (l Label) or(p journal.Precedence) journal.Precedence {
	if l == 0 {
		return p
	}
	return journal.Precedence(l - 1)
}

// Labels are how far readers go by what is written on a message.
type Labels struct {
	Heeded ParamID // PPM: they take over the precedence of a sender's own assessment; what was given by hand they always do
	Kept   ParamID // PPM: they keep a higher label although they make less of the matter themselves
}

// urgency is the precedence of anything about a component: what the agency makes of it,
// or what came written on it and stands.
func (w *World) urgency(c ComponentID) journal.Precedence {
	if c == 0 {
		return journal.Routine
	}
	x := &w.Component[c]
	p := w.precedence(x.Danger)
	for h := x.Head; h != 0; h = w.Holding[h].Next {
		p = max(p, w.Holding[h].Label)
	}
	return p
}

// written is what a sender writes on a message about a component: a label that it was
// told to, or one that somebody gave by hand before and that stands.
func (w *World) written(told Label, c ComponentID) Label {
	if told != 0 || c == 0 {
		return told
	}
	p := w.urgency(c)
	if p > w.precedence(w.Component[c].Danger) {
		for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
			if w.Holding[h].Given && w.Holding[h].Label == p {
				return LabelOf(p)
			}
		}
	}
	return 0
}

// heeds says whether a reader takes over what is written on a message: one draw for all
// that two agencies send each other on a matter.
func (w *World) heeds(t TransitID) bool {
	tr := &w.Transit[t]
	return tr.Labelled || w.yes(drawHeed, tr.Stream, w.ppm(w.spec.Model.Labels.Heeded))
}

// heed puts what is written on a message on a fact that came with it.
func (w *World) heed(h HoldingID, t TransitID) {
	if p := w.Transit[t].Prec; p > w.Holding[h].Label && w.heeds(t) {
		w.labels(h, p, w.Transit[t].Labelled)
	}
}

// relabel is the agency's own word on a matter that it has assessed: a label that says
// no more falls away, a higher one unless it keeps it.
func (w *World) relabel(c ComponentID) {
	a, own := w.Component[c].Agency, w.precedence(w.Component[c].Danger)
	for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
		l := w.Holding[h].Label
		if l > own && w.yes(drawKeep, w.analysis(a, w.spec.Facts[w.Holding[h].Fact].Storyline), w.ppm(w.spec.Model.Labels.Kept)) {
			continue
		}
		w.labels(h, journal.Routine, false)
	}
}

// hastens moves the assessment of a matter up in its queue, if one waits or lies aside,
// to what is written on what came since.
func (w *World) hastens(c ComponentID) {
	p := w.urgency(c)
	d := w.deskFor(w.Component[c].Agency, Assessing)
	ours := func(j JobID) bool { return w.Job[j].Then == thenAssessed && w.root(ComponentID(w.Job[j].Owner)) == c }
	for i := w.Tray[d].Head; i != 0; i = w.Lying[i].Next {
		if j := w.Lying[i].Job; ours(j) {
			w.hurry(j, p)
			return // one assessment is open at a time
		}
	}
	for j := w.Desk[d].Waiting; j != 0; j = w.Job[j].Next {
		if ours(j) {
			w.hurry(j, p)
			return
		}
	}
}

// handed puts a label on a fact that an entry hands to an agency.
func (w *World) handed(a AgencyID, f FactID, l Label) {
	if l != 0 {
		w.labels(w.hold1(a, f), l.or(journal.Routine), true)
	}
}
