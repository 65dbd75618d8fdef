package model

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Fact is one token of ground truth.
type Fact struct {
	Ref           journal.Ref
	ID            sim.ID
	Storyline     StorylineID
	Kind          journal.FactKind
	Place         NationID   // None where unset
	Nationality   NationID   // None where unset
	SeenIn        []NationID // whose agencies may notice it by their own collection; none: only NoticedBy do
	SeenAtPlace   bool       // SeenIn is unset: those of its place may, and a storyline that moves takes that along
	NoticedBy     []Noticer
	Marks         []journal.Ref // terms that rules read
	Label         Label         // that whoever notices it writes on it: it is urgent on its face
	Tokens        []uint32      // 1-4, numbered over the scenario
	Key           bool
	After         sim.Dist
	For           sim.Dist
	Detectability ParamID
	Quality       ParamID
	Class         journal.Class // at least; the collector's marking may be higher
	Normalised    bool          // biometric or normalised: survives transliteration
	Evidential    bool
	Inexact       bool    // Exact says how well its identifier is known
	Exact         ParamID // PPM: a check by it meets an equal token, beside the store's own odds
	ByInject      bool    // exposed by a MSEL entry alone
}

// MayNotice says whether agencies of a nation may ever notice a fact by their own
// collection: those listed, or those of its place and of where its storyline may move it.
func (s *Spec) MayNotice(f FactID, n NationID) bool {
	x := &s.Facts[f]
	return slices.Contains(x.SeenIn, n) || x.SeenAtPlace && slices.Contains(s.Storylines[x.Storyline].Alternates, n)
}

// Noticer is an agency that certainly notices a fact, at one of its desks.
type Noticer struct {
	Agency AgencyID
	Desk   DeskID   // whose job the collecting is
	After  sim.Dist // from the opening of the fact's window
}
