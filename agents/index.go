package agents

import (
	"slices"

	"entente/sim/journal"
)

// index holds what Seal derives from a Spec, so that a run need not search.
type index struct {
	sealed      bool
	each        []NationID     // each[i] is i: a slice of one nation without allocation
	sharing     [][]FactID     // facts by token
	bodiesOf    [][]NationID   // operational bodies by member
	posted      []bool         // by pair: a liaison officer of one is posted to the other
	channelsOf  [][]ChannelID  // by member
	deadlinesOf [][]DeadlineID // by storyline
	watches     []EntryID      // entries whose condition is watched
	watched     []Sent         // what those conditions ask of messages sent
	sighted     [256]bool      // kinds of records that they wait for
	deskGoesBy  []bool         // by parameter: what a desk does by itself depends on it
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
	s.sharing = make([][]FactID, tokens)
	for f := range s.Facts {
		for _, t := range s.Facts[f].Tokens {
			s.sharing[t] = append(s.sharing[t], FactID(f))
		}
	}
	s.each = make([]NationID, len(s.Nations))
	s.bodiesOf = make([][]NationID, len(s.Nations))
	for n := range s.Nations {
		s.each[n] = NationID(n)
		if s.Nations[n].Body && s.Nations[n].Operational {
			for _, m := range s.Nations[n].Member {
				s.bodiesOf[m] = append(s.bodiesOf[m], NationID(n))
			}
		}
	}
	s.posted = make([]bool, len(s.Nations)*len(s.Nations))
	for a := range s.Agencies {
		if i, j := int(s.Agencies[a].Nation), int(s.Agencies[a].Liaison); j != None {
			s.posted[i*len(s.Nations)+j], s.posted[j*len(s.Nations)+i] = true, true
		}
		s.Agencies[a].kinds = 0
		s.Agencies[a].particular = slices.ContainsFunc(s.Agencies[a].Distribution, Distribution.particular)
		for k, p := range s.Agencies[a].Collects {
			if k > 0 && s.Params[p].Value > 0 {
				s.Agencies[a].kinds |= 1 << k
			}
		}
	}
	s.channelsOf = make([][]ChannelID, len(s.Agencies))
	for c := range s.Channels {
		for a := range s.Channels[c].Agencies() {
			s.channelsOf[a] = append(s.channelsOf[a], ChannelID(c))
		}
	}
	s.deadlinesOf = make([][]DeadlineID, len(s.Storylines))
	for d := range s.Deadlines {
		i := s.Deadlines[d].Storyline
		s.deadlinesOf[i] = append(s.deadlinesOf[i], DeadlineID(d))
	}
	s.watch()
	s.deskGoesBy = make([]bool, len(s.Params))
	for _, p := range append(s.Model.IT[:], s.Model.FatigueAfter) {
		s.deskGoesBy[p] = true
	}
	for d := range s.Desks {
		for _, p := range [...]ParamID{s.Desks[d].Servers, s.Desks[d].IT, s.Desks[d].Skill, s.Desks[d].BacklogMax} {
			s.deskGoesBy[p] = true
		}
	}
	s.sealed = true
}

// watch lists what the MSEL looks for.
func (s *Spec) watch() {
	for _, x := range s.Sightings {
		s.sighted[x.Kind] = true
	}
	for e := range s.Entries {
		if x := &s.Entries[e]; len(x.If) > 0 && (x.Type == ExpectedEntry || x.Until > x.At) {
			s.watches = append(s.watches, EntryID(e))
		}
		for _, t := range s.Entries[e].If {
			if t.Op == SentTo {
				s.watched = append(s.watched, Sent{From: None, To: NationID(t.B), Story: StorylineID(t.A)})
			}
		}
	}
}

// taskOf is the work that an authority of a role does.
func (s *Spec) taskOf(role journal.Ref) Task {
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

// hasRole says whether a nation has an agency with a role.
func (s *Spec) hasRole(n NationID, role journal.Ref) bool {
	for _, a := range s.Nations[n].Agencies {
		if s.Agencies[a].Role == role {
			return true
		}
	}
	return false
}
