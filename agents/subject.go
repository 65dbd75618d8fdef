package agents

import (
	"slices"

	"entente/agents/model"
)

// What a request is about: whatever shares one of its tokens, and where it has
// none, whatever names the asker's nation.

// aboutToken says whether a request names a token.
func (w requests) aboutToken(q RequestID, t uint32) bool {
	for i := w.Request[q].Tokens; i != 0; i = w.Token[i].Next {
		if w.Token[i].ID == t {
			return true
		}
	}
	return false
}

// concerns says whether a fact answers a request: it shares a token, or where
// the question is general, names the asker's nation.
func (w requests) concerns(q RequestID, f model.FactID) bool {
	if w.Request[q].Tokens == 0 {
		n := w.spec.Agencies[w.Request[q].Asker].Nation
		return w.Fact[f].Place == n || w.spec.Facts[f].Nationality == n
	}
	for _, t := range w.spec.Facts[f].Tokens {
		if w.aboutToken(q, t) {
			return true
		}
	}
	return false
}

// subject appends the facts that answer a request, in order of name.
func (w requests) subject(q RequestID, out []model.FactID) []model.FactID {
	if w.Request[q].Tokens == 0 {
		for f := range w.spec.Facts {
			if w.concerns(q, model.FactID(f)) {
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

// heeded says whether the asked side goes by a request now: from its reading
// until `follow_up` after the answer was written.
func (w requests) heeded(q RequestID) bool {
	x := &w.Request[q]
	now := w.k.Now()
	return x.Heard <= now && (x.Replied > now || now-x.Replied <= w.ms(w.spec.Model.FollowUp))
}

// wanted says whether nation j has asked nation i about what a message is about.
func (w requests) wanted(i, j model.NationID, t TransitID) bool {
	for _, a := range w.spec.Nations[i].Agencies {
		for q := w.Agent[a].Asked; q != 0; q = w.Request[q].ToAsked {
			if w.spec.Agencies[w.Request[q].Asker].Nation == j && w.heeded(q) && w.touches(t, q) {
				return true
			}
		}
	}
	return false
}

// touches says whether a message is about what a request asks: by what it
// carries, else by the component that it is about.
func (w requests) touches(t TransitID, q RequestID) bool {
	tr := &w.Transit[t]
	if tr.Item != 0 {
		for k := range w.items.cargo(tr.Item) {
			if c := &w.items.cargo(tr.Item)[k]; c.Gone == present && w.concerns(q, c.Fact) {
				return true
			}
		}
		return false
	}
	if tr.Component != 0 {
		for h := w.Component[w.dossiers.root(tr.Component)].Head; h != 0; h = w.Holding[h].Next {
			if w.concerns(q, w.Holding[h].Fact) {
				return true
			}
		}
	}
	return false
}
