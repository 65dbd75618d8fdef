package lint

import (
	"strings"
	"testing"

	"entente/scenarios"

	"github.com/stretchr/testify/require"
)

// Bodies and nations are there for somebody.
func TestNotesOnBodies(t *testing.T) {
	const council = "  council: {languages: [eng], members: [arvonia, belmora, cendria], review: danger < 0.1}"
	body := func(more string) []string {
		return []string{council, council + "\n  office: {languages: [eng]" + more + "}", "cendria, council], latency", "cendria, council, office], latency"}
	}
	tryAll(t, []change{
		{"a body without members", body(""), "bodies.office: has no members, and nothing is sent to it or through it (give it members, or make it a relay of a route)"},
		{"a relay", append(body(""), "\nagreements:", "\nroutes: {arvonia.spoc>belmora.spoc: [[line, office, line]]}\n\nagreements:"), ""},
		{"one that is told", append(body(""), "to: own.spoc}", "to: [own.spoc, office]}"), ""},
		{"one that an entry goes to", append(body(""), "at: T+40h, to: arvonia.spoc", "at: T+40h, to: office"), ""},
		{"a body with members", body(", members: [arvonia, cendria], operational: false"), "bodies.office: nothing is sent to it or through it (put a motion to it, name it in a rule's `to`, or make it a relay of a route)"},
		{"which members tell what they know", append(body(", members: [arvonia, cendria]"), "to: own.spoc}", "to: [own.spoc, bodies]}"), ""},
		{"but not where it is no operational desk", append(body(", members: [arvonia, cendria], operational: false"), "to: own.spoc}", "to: [own.spoc, bodies]}"), "bodies.office: nothing is sent to it or through it (put a motion to it, name it in a rule's `to`, or make it a relay of a route)"},
		{"a motion is put to it", append(body(", members: [arvonia, cendria]"), "listing: {body: council", "listing: {body: office"), ""},
		{"no channel leads there: that is said alone", []string{council, council + "\n  office: {languages: [eng]}"}, "bodies.office: no channel leads out of it"},
		{"members listed twice", []string{"members: [arvonia, belmora, cendria], review", "members: [arvonia, belmora, cendria, belmora], review"}, "bodies.council.members.4: belmora is listed twice (leave it out here)"},
		{"parties listed twice", []string{"parties: [arvonia, belmora]", "parties: [arvonia, belmora, arvonia]"}, "agreements.pact.parties.3: arvonia is listed twice (leave it out here)"},
		{"a way there and back", []string{"\nagreements:", "\nroutes: {arvonia.spoc>belmora.spoc: [[line, cendria.spoc, line]]}\n\nagreements:"}, ""},
		{"equal values of a distribution", []string{"lead: 2d, effects", "lead: {dist: empirical, values: [1d, 2d, 1d], weights: [1, 1, 1]}, effects"}, ""},
	})
	const cendria = "  cendria:\n    languages: [cen, eng]\n    agencies: {spoc: {}, minister: {}}"
	nation := func(more string) []string {
		return []string{cendria, cendria + "\n  dorria: {languages: [eng], agencies: {spoc: {" + more + "}}}", "cendria, council], latency", "cendria, council, dorria], latency"}
	}
	const alone = "nations.dorria: nobody talks to it, and it can notice nothing itself (name it in a fact, in a rule's `to`, in a motion or in an entry)"
	tryAll(t, []change{
		{"a nation nobody talks to", nation(""), alone},
		{"it collects what is not to be seen there", nation("collects: {FIN: 1}"), alone},
		{"it notices something", append(nation("collects: {FIN: 1}"), "c: {kind: FIN, place: arvonia,", "c: {kind: FIN, place: arvonia, seen_in: [arvonia, dorria],"), ""},
		{"it certainly notices something", append(nation(""), "c: {kind: FIN, place: arvonia,", "c: {kind: FIN, place: arvonia, noticed_by: [{agency: dorria.spoc}],"), ""},
		{"a fact names it", append(nation(""), "c: {kind: FIN, place: arvonia,", "c: {kind: FIN, place: arvonia, nationality: dorria,"), ""},
		{"a storyline may move there", append(nation(""), "recognise: {k: 2}", "recognise: {k: 2}\n    alternates: [dorria]"), ""},
		{"what moves there is not collected", append(nation("role: intelligence, collects: {TRAVEL: 1}"), "recognise: {k: 2}", "recognise: {k: 2}\n    alternates: [dorria]"), alone},
		{"what moves there is collected", append(nation("role: intelligence, collects: {FIN: 1}"), "recognise: {k: 2}", "recognise: {k: 2}\n    alternates: [dorria]"), ""},
		{"it is collected nowhere else", append(nation("role: intelligence, collects: {ACTIVITY: 1}"), "    stages: [{lasts: 2d", "    alternates: [dorria]\n    stages: [{lasts: 2d", "{d: {kind: FIN,", "{d: {kind: ACTIVITY,"), ""},
		{"but is not seen there", append(nation("role: intelligence, collects: {ACTIVITY: 1}"), "    stages: [{lasts: 2d", "    alternates: [dorria]\n    stages: [{lasts: 2d", "{d: {kind: FIN,", "{d: {kind: ACTIVITY, seen_in: [arvonia],"), "storylines.regatta.facts.d: nobody who can see it collects ACTIVITY\n" + alone},
		{"a rule tells it", append(nation(""), "to: own.spoc}", "to: [own.spoc, dorria.spoc]}"), ""},
		{"an entry goes to it", append(nation(""), "at: T+40h, to: arvonia.spoc", "at: T+40h, to: dorria.spoc"), ""},
		{"it is asked by an entry", append(nation(""), "effect: {expose: harbour.c}", "effect: {expose: harbour.c, ask: {from: arvonia.spoc, to: dorria.spoc}}"), ""},
		{"it is asked for support", append(nation(""), "of: [belmora.spoc]", "of: [belmora.spoc, dorria.spoc]"), ""},
		{"it votes", append(nation(""), "members: [arvonia, belmora, cendria], review", "members: [arvonia, belmora, cendria, dorria], review"), ""},
		{"it reads a store", append(nation(""), "\nagreements:", "\nstores: {list: {readers: [dorria], writers: [arvonia]}}\n\nagreements:", "to: own.spoc}", "to: [own.spoc, list]}"), ""},
	})
}

// Agencies are there for something; those that are not are counted.
func TestIdleAgencies(t *testing.T) {
	const at = "      court: {}\n      minister: {}"
	idle := func(archive string, edits ...string) []string {
		text := goodScenario(t)
		edits = append(edits, at, "      archive: {role: archive"+archive+"}\n"+at)
		for i := 0; i < len(edits); i += 2 {
			require.Equal(t, 1, strings.Count(text, edits[i]), edits[i])
			text = strings.Replace(text, edits[i], edits[i+1], 1)
		}
		s, err := scenarios.LoadSources([]scenarios.Source{{Name: "test.yaml", Data: []byte(text)}}, scenarios.Options{})
		require.NoError(t, err)
		return Look(s).Idle
	}
	require.Contains(t, idle(""), "arvonia.archive")
	require.NotContains(t, idle(", collects: {FIN: 1}"), "arvonia.archive")
	require.NotContains(t, idle("", "to: own.spoc}", "to: [own.spoc, own.archive]}"), "arvonia.archive")
	require.NotContains(t, idle("", "do: require court", "do: require archive"), "arvonia.archive")
	require.NotContains(t, idle("", "at: T+40h, to: arvonia.spoc", "at: T+40h, to: arvonia.archive"), "arvonia.archive")
}

// Relations are between those who may trust each other.
func TestNotesOnRelations(t *testing.T) {
	store := []string{"\nagreements:", "\nstores: {list: {readers: [belmora], writers: [arvonia]}}\nrelations: {arvonia-list: {trust: 0.2}}\n\nagreements:", "to: own.spoc}", "to: [own.spoc, list]}"}
	tryAll(t, []change{
		{"with a store", store, "relations.arvonia-list: list is a store: it answers by rule, whatever the relation (leave it out, or name the nation that keeps it)"},
		{"with a body", []string{"\nagreements:", "\nrelations: {arvonia-council: {trust: 0.2}}\n\nagreements:"}, ""},
	})
}

// Votes decide something.
func TestNotesOnVotes(t *testing.T) {
	tryAll(t, []change{
		{"nobody's vote weighs", []string{"weights: {arvonia: 2}", "weights: {arvonia: 0, belmora: 0, cendria: 0}"}, "motions.statement.weights: nobody's vote has any weight"},
		{"one has no vote", []string{"weights: {arvonia: 2}", "weights: {arvonia: 0}"}, ""},
		{"met exactly", []string{"share: more than 0.6", "share: 0.75"}, "motions.statement.share: 3 of 4 votes (3/4) do not carry it (say which is meant: at least 3/4, or more than 3/4)"},
		{"met all but exactly", []string{"share: more than 0.6", "share: 0.666667", "weights: {arvonia: 2}", "weights: {}"}, "motions.statement.share: 2 of 3 votes (2/3) do not carry it (say which is meant: at least 2/3, or more than 2/3)"},
		{"met, for it was rounded down", []string{"share: more than 0.6", "share: 0.333333", "weights: {arvonia: 2}", "weights: {}"}, "motions.statement.share: 1 of 3 votes (1/3) carry it (say which is meant: at least 1/3, or more than 1/3)"},
		{"in words", []string{"share: more than 0.6", "share: at least 3/4"}, ""},
		{"in other words", []string{"share: more than 0.6", "share: more than 0.75"}, ""},
		{"no votes come to that", []string{"share: more than 0.6", "share: 3/4", "weights: {arvonia: 2}", "weights: {arvonia: 8, belmora: 8, cendria: 8}"}, ""},
		{"at least all", []string{"share: more than 0.6", "share: at least 1"}, ""},
		{"more than all in words", []string{"share: more than 0.6", "share: more than 1"}, "motions.statement.share: more than all votes: it can never be adopted (write unanimity as the rule)"},
		{"more than all", []string{"share: more than 0.6", "share: 1"}, "motions.statement.share: more than all votes: it can never be adopted (write unanimity as the rule)"},
		{
			"votes are not counted",
			[]string{"rule: majority, share", "rule: unanimity, share"},
			"motions.statement.quorum: has no meaning where unanimity decides (only a majority counts votes)\n" +
				"motions.statement.share: has no meaning where unanimity decides (only a majority counts votes)\n" +
				"motions.statement.weights: has no meaning where unanimity decides (only a majority counts votes)",
		},
		{"no member has who puts it", []string{"meeting: {body: council, by: spoc", "meeting: {body: council, by: fiu", "police:\n        collects", "fiu: {role: fiu}\n      police:\n        collects"}, ""},
		{"none has", []string{"meeting: {body: council, by: spoc", "meeting: {body: council, by: fiu"}, "motions.meeting.by: no member has a fiu to put it"},
	})
}
