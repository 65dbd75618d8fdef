package agents

import (
	"slices"

	"entente/agents/model"
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

// appendSubject appends the facts that answer a request, in order of name.
func (w *World) appendSubject(q RequestID, out []model.FactID) []model.FactID {
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
