package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// What a request is about: whatever shares one of its tokens, and where it has
// none, whatever names the asker's nation.

// namesToken says whether a request names a token.
func (w *World) namesToken(q RequestID, t uint32) bool {
	for i := w.Request[q].Tokens; i != 0; i = w.Token[i].Next {
		if w.Token[i].ID == t {
			return true
		}
	}
	return false
}

// answersRequest says whether a fact answers a request: it shares a token, or where
// the question is general, names the asker's nation.
func (w *World) answersRequest(q RequestID, f model.FactID) bool {
	if w.Request[q].Tokens == 0 {
		n := w.spec.Agencies[w.Request[q].Asker].Nation
		return w.Fact[f].Place == n || w.spec.Facts[f].Nationality == n
	}
	for _, t := range w.spec.Facts[f].Tokens {
		if w.namesToken(q, t) {
			return true
		}
	}
	return false
}

// isLive says whether the asked side goes by a request now: from its reading
// until `follow_up` after the answer was written.
func (w *World) isLive(q RequestID) bool {
	x := &w.Request[q]
	now := w.k.Now()
	return x.Heard <= now && (x.Replied > now || now-x.Replied <= w.valueTime(w.spec.Model.FollowUp))
}

// taskingOf is what a request asks to be done; nil where it is a question.
func (w *World) taskingOf(q RequestID) *model.Tasking {
	if n := w.Request[q].Tasking; n != 0 {
		return &w.spec.Taskings[n-1]
	}
	return nil
}

// survivorOf follows merged dossiers to the one that stands for them.
func (w *World) survivorOf(c DossierID) DossierID {
	for w.Dossier[c].Into != 0 {
		c = w.Dossier[c].Into
	}
	return c
}

// dossierOf is the dossier of an agency's credited fact; 0 if it has none.
func (w *World) dossierOf(h HoldingID) DossierID {
	if w.Holding[h].Dossier == 0 {
		return 0
	}
	return w.survivorOf(w.Holding[h].Dossier)
}

// dangerOf is the agency's belief about a dossier.
func (w *World) dangerOf(c DossierID) sim.PPM {
	if c == 0 {
		return 0
	}
	return w.Dossier[w.survivorOf(c)].Danger
}

// precedenceBy is the precedence of anything about a danger.
func (w *World) precedenceBy(g sim.PPM) journal.Precedence {
	p := journal.Routine
	for i, at := range w.spec.Model.PrecedenceAt {
		if g >= w.valuePPM(at) {
			p = journal.Precedence(i + 1)
		}
	}
	return p
}

// awarenessOf is what an agency makes of a storyline, to be read only: the first
// element stands for nothing.
func (w *World) awarenessOf(a model.AgencyID, s model.StorylineID) *awareness {
	i := w.AwareList[a].Head
	for i != 0 && w.Awareness[i].Story != s {
		i = w.Awareness[i].Next
	}
	return &w.Awareness[i]
}

// facts are the facts of an item, gone ones too.
func (w *World) factsOf(i ItemID) []carried {
	it := &w.Item[i]
	return w.Carried[it.First : it.First+it.N]
}
