package model

import (
	"slices"

	"entente/sim/journal"
)

// index holds what Seal derives from a Spec, so that a run need not search.
type index struct {
	Sealed         bool
	AllNations     []NationID     // each[i] is i: a slice of one nation without allocation
	FactsByToken   [][]FactID     // facts by token
	BodiesOf       [][]NationID   // operational bodies by member
	HasLiaison     []bool         // by pair: a liaison officer of one is posted to the other
	ChannelsOf     [][]ChannelID  // by member
	DeadlinesOf    [][]DeadlineID // by storyline
	WatchedEntries []EntryID      // entries whose condition is watched
	WatchedSends   []Sent         // what those conditions ask of messages sent
	WatchedKinds   [256]bool      // kinds of records that they wait for
	AffectsDesks   []bool         // by parameter: what a desk does by itself depends on it
}

// Sent is an item on a storyline that an agency (None: any) sent to a nation.
type Sent struct {
	From  AgencyID
	To    NationID
	Story StorylineID
}

// Seal completes a Spec: it must be called once, after everything is filled in
// and before New. A Spec may then be shared by any number of runs.
func (s *Spec) Seal() {
	tokens := uint32(0)
	for f := range s.Facts {
		for _, t := range s.Facts[f].Tokens {
			tokens = max(tokens, t+1)
		}
	}
	s.FactsByToken = make([][]FactID, tokens)
	for f := range s.Facts {
		for _, t := range s.Facts[f].Tokens {
			s.FactsByToken[t] = append(s.FactsByToken[t], FactID(f))
		}
	}
	s.AllNations = make([]NationID, len(s.Nations))
	s.BodiesOf = make([][]NationID, len(s.Nations))
	for n := range s.Nations {
		s.AllNations[n] = NationID(n)
		if s.Nations[n].Body && s.Nations[n].Operational {
			for _, m := range s.Nations[n].Member {
				s.BodiesOf[m] = append(s.BodiesOf[m], NationID(n))
			}
		}
	}
	s.HasLiaison = make([]bool, len(s.Nations)*len(s.Nations))
	for a := range s.Agencies {
		if i, j := int(s.Agencies[a].Nation), int(s.Agencies[a].Liaison); j != None {
			s.HasLiaison[i*len(s.Nations)+j], s.HasLiaison[j*len(s.Nations)+i] = true, true
		}
		s.Agencies[a].CollectedKinds = 0
		s.Agencies[a].Particular = slices.ContainsFunc(s.Agencies[a].Distribution, Distribution.particular)
		for k, p := range s.Agencies[a].Collects {
			if k > 0 && s.Params[p].Value > 0 {
				s.Agencies[a].CollectedKinds |= 1 << k
			}
		}
	}
	s.ChannelsOf = make([][]ChannelID, len(s.Agencies))
	for c := range s.Channels {
		for a := range s.Channels[c].Agencies() {
			s.ChannelsOf[a] = append(s.ChannelsOf[a], ChannelID(c))
		}
	}
	s.DeadlinesOf = make([][]DeadlineID, len(s.Storylines))
	for d := range s.Deadlines {
		i := s.Deadlines[d].Storyline
		s.DeadlinesOf[i] = append(s.DeadlinesOf[i], DeadlineID(d))
	}
	s.watch()
	s.AffectsDesks = make([]bool, len(s.Params))
	for _, p := range append(s.Model.IT[:], s.Model.FatigueAfter) {
		s.AffectsDesks[p] = true
	}
	for d := range s.Desks {
		for _, p := range [...]ParamID{s.Desks[d].Servers, s.Desks[d].IT, s.Desks[d].Skill, s.Desks[d].BacklogMax} {
			s.AffectsDesks[p] = true
		}
	}
	s.Sealed = true
}

// watch lists what the MSEL looks for.
func (s *Spec) watch() {
	for _, x := range s.Sightings {
		s.WatchedKinds[x.Kind] = true
	}
	for e := range s.Entries {
		if x := &s.Entries[e]; len(x.If) > 0 && (x.Type == ExpectedEntry || x.Until > x.At) {
			s.WatchedEntries = append(s.WatchedEntries, EntryID(e))
		}
		for _, t := range s.Entries[e].If {
			if t.Op == SentTo {
				s.WatchedSends = append(s.WatchedSends, Sent{From: None, To: NationID(t.B), Story: StorylineID(t.A)})
			}
		}
	}
}

// TaskOf is the work that an authority of a role does.
func (s *Spec) TaskOf(role journal.Ref) Task {
	switch role {
	case s.Roles.Court:
		return Judging
	case s.Roles.Minister:
		return Ministering
	case s.Roles.Prosecutor:
		return Prosecuting
	}
	return Authorising
}

// AgencyWithRole is the first agency by name with a role in a nation; None if it has none.
func (s *Spec) AgencyWithRole(n NationID, role journal.Ref) AgencyID {
	for _, a := range s.Nations[n].Agencies {
		if s.Agencies[a].Role == role {
			return a
		}
	}
	return None
}

// HasRole says whether a nation has an agency with a role.
func (s *Spec) HasRole(n NationID, role journal.Ref) bool { return s.AgencyWithRole(n, role) != None }

// AuthorityOf finds the agency with a role in the nation of an agency; the first
// by name. None if the nation has none.
func (s *Spec) AuthorityOf(a AgencyID, role journal.Ref) AgencyID {
	return s.AgencyWithRole(s.Agencies[a].Nation, role)
}

// StorylineRef is the name of a storyline as records give it; 0 for None.
func (s *Spec) StorylineRef(story StorylineID) int64 {
	if story == None {
		return 0
	}
	return int64(s.Storylines[story].Ref)
}
