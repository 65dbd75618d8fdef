package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// marked is a scene of three nations in which arvonia.fiu marks what it
// collects. Cendria's scheme has no RESTRICTED: what is that lies there as
// CONFIDENTIAL.
func marked(t *testing.T, m journal.Marking) *scene {
	s := newScene(t)
	s.add(journal.SortNation, "cendria", "")
	s.add(journal.SortAgency, "cendria.police", "cendria")
	s.add(journal.SortAgency, "archive", "belmora")
	st := s.trace.Static
	whole := []string{"UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP_SECRET"}
	st.Schemes = []journal.Scheme{
		{Nation: "arvonia", Classes: whole},
		{Nation: "belmora", Classes: whole},
		{Nation: "cendria", Classes: []string{"UNCLASSIFIED", "CONFIDENTIAL", "SECRET"}},
	}
	if m.Class == "" {
		m.Class = "UNCLASSIFIED"
	}
	for _, a := range []string{"arvonia.fiu", "belmora.spoc", "belmora.police", "cendria.police"} {
		x := journal.Agency{Name: a, Clearance: whole[:2], Marking: journal.Marking{Class: "UNCLASSIFIED", TLP: "CLEAR"}}
		if a == "arvonia.fiu" {
			x.Clearance, x.Marking = whole, m
		}
		st.Agencies = append(st.Agencies, x)
	}
	st.Facts[0].Class = "UNCLASSIFIED"
	return s
}

// Each reading of the FIU's fact, under its marking, with what forbids it.
func TestM9(t *testing.T) {
	tlp := func(label string) journal.Marking { return journal.Marking{TLP: label} }
	list, class, third := "list of nations", "not cleared", "without consent"
	for name, x := range map[string]struct {
		mark        journal.Marking
		reader, via string
		consent     bool
		why         string
	}{
		"originator to anybody, even red":        {mark: tlp("RED"), reader: "belmora.spoc", via: "arvonia.fiu"},
		"originator off its own list":            {mark: journal.Marking{TLP: "CLEAR", RelTo: []string{"cendria"}}, reader: "belmora.spoc", via: "arvonia.fiu", why: list},
		"on the list":                            {mark: journal.Marking{TLP: "CLEAR", RelTo: []string{"belmora"}}, reader: "belmora.spoc", via: "arvonia.fiu"},
		"passed on, free":                        {mark: tlp("GREEN"), reader: "cendria.police", via: "belmora.spoc"},
		"passed on, off the list":                {mark: journal.Marking{TLP: "CLEAR", RelTo: []string{"belmora"}}, reader: "cendria.police", via: "belmora.spoc", why: list},
		"off the list, with consent":             {mark: journal.Marking{TLP: "CLEAR", RelTo: []string{"belmora"}}, reader: "cendria.police", via: "belmora.spoc", consent: true},
		"amber inside the receiving nation":      {mark: tlp("AMBER"), reader: "belmora.police", via: "belmora.spoc"},
		"amber out of it":                        {mark: tlp("AMBER"), reader: "cendria.police", via: "belmora.spoc", why: third},
		"amber out of it, with consent":          {mark: tlp("AMBER"), reader: "cendria.police", via: "belmora.spoc", consent: true},
		"amber strict inside":                    {mark: tlp("AMBER_STRICT"), reader: "belmora.police", via: "belmora.spoc", why: third},
		"red inside":                             {mark: tlp("RED"), reader: "belmora.police", via: "belmora.spoc", why: third},
		"controlled, abroad":                     {mark: journal.Marking{TLP: "CLEAR", Controlled: true}, reader: "cendria.police", via: "belmora.spoc", why: third},
		"controlled, inside":                     {mark: journal.Marking{TLP: "CLEAR", Controlled: true}, reader: "belmora.police", via: "belmora.spoc"},
		"class above the clearance":              {mark: journal.Marking{TLP: "CLEAR", Class: "CONFIDENTIAL"}, reader: "belmora.spoc", via: "arvonia.fiu", why: class},
		"class that fits":                        {mark: journal.Marking{TLP: "CLEAR", Class: "RESTRICTED"}, reader: "belmora.spoc", via: "arvonia.fiu"},
		"class mapped upwards over the reader":   {mark: journal.Marking{TLP: "CLEAR", Class: "RESTRICTED"}, reader: "cendria.police", via: "arvonia.fiu", why: class},
		"class that the scheme does not reach":   {mark: journal.Marking{TLP: "CLEAR", Class: "TOP_SECRET"}, reader: "cendria.police", via: "arvonia.fiu", why: class},
		"consent does not lift the class":        {mark: journal.Marking{TLP: "RED", Class: "SECRET"}, reader: "belmora.police", via: "belmora.spoc", consent: true, why: class},
		"a store that the originator wrote to":   {mark: tlp("AMBER"), reader: "cendria.police", via: "archive"},
		"a store that leads past the list":       {mark: journal.Marking{TLP: "CLEAR", RelTo: []string{"belmora"}}, reader: "cendria.police", via: "archive", why: list},
		"back home whatever the marking":         {mark: journal.Marking{TLP: "RED", Controlled: true}, reader: "arvonia.fiu", via: "belmora.spoc"},
		"a reader of whom nothing is known here": {mark: tlp("CLEAR"), reader: "archive", via: "arvonia.fiu", why: "does not say"},
	} {
		t.Run(name, func(t *testing.T) {
			s := marked(t, x.mark)
			s.at(1, journal.Listed, "archive", args(int64(s.ref["harbour.a"]), int64(s.ref["arvonia.fiu"]), 1))
			if x.consent {
				s.consents(x.reader)
			}
			s.held(10, x.reader, "harbour.a", "arvonia.fiu", x.via, 1)
			m := s.trace.Markings()
			require.Equal(t, 1, m.Read)
			if x.why == "" {
				require.Empty(t, m.Breaches)
				return
			}
			require.Len(t, m.Breaches, 1)
			b := m.Breaches[0]
			require.Contains(t, b.Why, x.why)
			require.Equal(t, measure.Breach{Agency: s.ref[x.reader], Fact: s.ref["harbour.a"], Origin: s.ref["arvonia.fiu"], Via: s.ref[x.via], At: 10 * sim.Minute, Why: b.Why, Record: s.trace.Records[len(s.trace.Records)-1].Num}, b)
		})
	}
}

// consents has the SPOC ask the FIU whether its fact may go to a reader, and
// the FIU agree.
func (s *scene) consents(reader string) {
	say := func(minute int, n sim.ID, m journal.Message, from, to string, re int64) {
		s.at(minute, journal.Sent, from, func(r *journal.Record) {
			r.Subject = n
			args(int64(m), int64(s.ref[to]), 0, 0, 0, re)(r)
			if m == journal.Item {
				r.Facts = []journal.Ref{s.ref["harbour.a"]}
			}
		})
	}
	say(2, 1, journal.Item, "belmora.spoc", reader, 0)
	say(3, 2, journal.ConsentAsked, "belmora.spoc", "arvonia.fiu", 1)
	say(4, 3, journal.ConsentGiven, "arvonia.fiu", "belmora.spoc", 1)
	s.at(5, journal.Read, "belmora.spoc", func(r *journal.Record) {
		r.Subject = 3
		args(int64(journal.ConsentGiven), int64(s.ref["arvonia.fiu"]))(r)
	})
}

// In a team one member passes on what another originated, from its first day and
// on its subject; the originator's own list binds it still.
func TestM9InATeam(t *testing.T) {
	for name, x := range map[string]struct {
		mark      journal.Marking
		team      bool
		storyline string
		via       string
		breach    bool
	}{
		"before its first day":    {mark: journal.Marking{TLP: "RED"}, via: "belmora.spoc", breach: true},
		"at work":                 {mark: journal.Marking{TLP: "RED"}, team: true, via: "belmora.spoc"},
		"on another subject":      {mark: journal.Marking{TLP: "RED"}, team: true, storyline: "family", via: "belmora.spoc", breach: true},
		"the originator off list": {mark: journal.Marking{TLP: "RED", RelTo: []string{"belmora"}}, team: true, via: "arvonia.fiu", breach: true},
	} {
		s := marked(t, x.mark)
		s.add(journal.SortTeam, "joint", "")
		circle := journal.Circle{Name: "joint", Members: []string{"arvonia.fiu", "cendria.police"}}
		if x.storyline != "" {
			circle.Storylines = []string{x.storyline}
		}
		s.trace.Static.Teams = []journal.Circle{circle}
		if x.team {
			s.at(1, journal.Team, "joint", args(int64(s.ref["joint"]), int64(journal.Up), int64(sim.Never)))
		}
		s.held(10, "cendria.police", "harbour.a", "arvonia.fiu", x.via, 1)
		require.Equal(t, x.breach, len(s.trace.Markings().Breaches) == 1, name)
	}
}

// A consent that comes after the reading is none; what came garbled was not
// read; what leaked is told apart.
func TestM9ByTime(t *testing.T) {
	s := marked(t, journal.Marking{TLP: "RED"})
	s.held(1, "belmora.police", "harbour.a", "arvonia.fiu", "belmora.spoc", 0)
	s.held(1, "belmora.police", "harbour.a", "arvonia.fiu", "belmora.spoc", 1)
	s.consents("belmora.police")
	s.held(6, "belmora.police", "harbour.a", "arvonia.fiu", "belmora.spoc", 1)
	s.at(7, journal.Leak, "harbour.1", args(int64(s.ref["harbour"]), 1))
	s.at(8, journal.Tested, "harbour.1", args(int64(journal.Discovered)))
	s.at(8, journal.Tested, "harbour.2", args(int64(journal.Fails)))
	m := s.trace.Markings()
	require.Equal(t, 2, m.Read)
	require.Len(t, m.Breaches, 1)
	require.Equal(t, sim.Minute, m.Breaches[0].At)
	require.Equal(t, 1, m.Leaks)
	require.Equal(t, 1, m.Traced)
}
