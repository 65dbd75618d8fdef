package look

import (
	"entente/render/review"
	"entente/render/view"
)

// MessageSubject is a message as what is chosen: to a perspective, at the instant at
// which it could first see it.
func MessageSubject(run *review.Run, s *view.State, m *review.Message) view.Subject {
	x := view.Subject{Topic: view.Message, ID: m.ID, Record: m.First, Agency: m.From, From: m.Sent, Until: min(m.End(), run.Until)}
	if Strict(s) {
		x.From = min(run.Arrived(s.As, m), run.Until)
		x.Until = x.From
	}
	return x
}
