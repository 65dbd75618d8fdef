package agents

import (
	"slices"

	"entente/agents/model"
)

// What a request is about: whatever shares one of its tokens, and where it has
// none, whatever names the asker's nation.

// namesToken says whether a request names a token.
func (w requests) namesToken(q RequestID, t uint32) bool {
	for i := w.Request[q].Tokens; i != 0; i = w.Token[i].Next {
		if w.Token[i].ID == t {
			return true
		}
	}
	return false
}

// answersRequest says whether a fact answers a request: it shares a token, or where
// the question is general, names the asker's nation.
func (w requests) answersRequest(q RequestID, f model.FactID) bool {
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

// appendSubject appends the facts that answer a request, in order of name.
func (w requests) appendSubject(q RequestID, out []model.FactID) []model.FactID {
	if w.Request[q].Tokens == 0 {
		for f := range w.spec.Facts {
			if w.answersRequest(q, model.FactID(f)) {
				out = append(out, model.FactID(f))
			}
		}
		return out
	}
	for i := w.Request[q].Tokens; i != 0; i = w.Token[i].Next {
		out = append(out, w.spec.FactsByToken[w.Token[i].ID]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// isLive says whether the asked side goes by a request now: from its reading
// until `follow_up` after the answer was written.
func (w requests) isLive(q RequestID) bool {
	x := &w.Request[q]
	now := w.k.Now()
	return x.Heard <= now && (x.Replied > now || now-x.Replied <= w.valueTime(w.spec.Model.FollowUp))
}

// isWanted says whether nation j has asked nation i about what a message is about.
func (w requests) isWanted(i, j model.NationID, t TransitID) bool {
	for _, a := range w.spec.Nations[i].Agencies {
		for q := w.Agent[a].Asked; q != 0; q = w.Request[q].ToAsked {
			if w.spec.Agencies[w.Request[q].Asker].Nation == j && w.isLive(q) && w.matchesMessage(t, q) {
				return true
			}
		}
	}
	return false
}

// matchesMessage says whether a message is about what a request asks: by what it
// carries, else by the dossier that it is about.
func (w requests) matchesMessage(t TransitID, q RequestID) bool {
	tr := &w.Transit[t]
	if tr.Item != 0 {
		for k := range w.items.factsOf(tr.Item) {
			if c := &w.items.factsOf(tr.Item)[k]; c.Gone == present && w.answersRequest(q, c.Fact) {
				return true
			}
		}
		return false
	}
	if tr.Dossier != 0 {
		for h := w.Dossier[w.dossiers.root(tr.Dossier)].Head; h != 0; h = w.Holding[h].Next {
			if w.answersRequest(q, w.Holding[h].Fact) {
				return true
			}
		}
	}
	return false
}
