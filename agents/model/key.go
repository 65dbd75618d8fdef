package model

import "entente/sim"

// Keys are the lineages of draws that go by the model alone: the same key, the same draw.

// StorylineKey is the lineage of a storyline; 0 for None.
func (s *Spec) StorylineKey(story StorylineID) sim.ID {
	if story == None {
		return 0
	}
	return s.Names.ID(s.Storylines[story].Ref)
}

// ActionKey is the lineage of an action on a storyline.
func (s *Spec) ActionKey(id ActionID, story StorylineID) sim.ID {
	return s.Names.ID(s.Actions[id].Ref).Child(s.Names.ID(s.Storylines[story].Ref))
}

// AttitudeKey is the lineage of a decider's attitude to a recipient's nation.
func (s *Spec) AttitudeKey(from, to AgencyID) sim.ID {
	return s.Names.ID(s.Agencies[from].Ref).Child(s.Names.ID(s.Nations[s.Agencies[to].Nation].Ref))
}

// AnalysisKey is the lineage of the draws of an agency's work on a storyline.
func (s *Spec) AnalysisKey(a AgencyID, story StorylineID) sim.ID {
	return sim.Name("analysis").Child(s.Names.ID(s.Agencies[a].Ref)).Child(s.Names.ID(s.Storylines[story].Ref))
}
