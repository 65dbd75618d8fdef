package lint

import "testing"

// What can do nothing is said.
func TestNotesOnCapacity(t *testing.T) {
	tryAll(t, []change{
		{"a desk that never opens", holidays, "nations.arvonia.agencies.police.desks.analysis.hours: never open between StartEx and EndEx"},
		{"but is called", append([]string{`08:00-17:00"}`, `08:00-17:00", on_call: true}`}, holidays...), ""},
		{"a window that never opens", append([]string{`"05:00-21:00"`, `"Mon-Fri 05:00-21:00"`, `"Mon-Fri 08:00-17:00"`, `"08:00-17:00"`}, holidays...), "nations.arvonia.agencies.police.actions.detain.window: never open between StartEx and EndEx"},
		{"business that takes all time", []string{"intake: {load: 0.5}", "intake: {load: 1}"}, "nations.arvonia.agencies.police.desks.intake.load: other business takes all of its time"},
		{"a channel that loses all", []string{"loss: 0.1", "loss: 1"}, "channels.line.loss: nothing that it carries arrives"},
		{"until an effect mends it", []string{"loss: 0.1", "loss: 1", "{set: {model.trust: 0.6}}", "{set: {channels.line.loss: 0}}"}, ""},
		{"a gate that never agrees", []string{"agrees: 0.9", "agrees: 0"}, "changes.course.agrees: the gate never agrees, so the change never takes effect"},
		{"without a gate nobody asks", []string{"gate: arvonia.minister, agrees: 0.9", "agrees: 0"}, ""},
		{"authorities that never grant", []string{"grant: 0.9", "grant: 0"}, "model.grant: no authority ever grants what it is asked"},
		{"assurances that never come", []string{"assure: 0.8", "assure: 0"}, "model.assure: no nation ever gives an assurance"},
		{"which nobody asks for", []string{"assure: 0.8", "assure: 0", "do: assure minister", "do: notify minister"}, ""},
		{"a fact nobody can notice", []string{"detectability: 0.9", "detectability: 0"}, "storylines.harbour.facts.a.detectability: nobody can notice it"},
		{"a fact nobody credits", []string{"quality: 0.8", "quality: 0"}, "storylines.harbour.facts.a.quality: nobody will ever credit it"},
		{
			"an authority that is not there",
			[]string{"detain: {authority: court, window", "detain: {authority: prosecutor, window"},
			"nations.arvonia.agencies.police.actions.detain.authority: arvonia has no prosecutor, so nobody is asked and the action is taken without permission",
		},
		{
			"an extension by nobody",
			[]string{"len: 24h, authority: court", "len: 24h, authority: prosecutor"},
			"nations.arvonia.agencies.police.actions.detain.clock.extensions.1.authority: arvonia has no prosecutor, so the clock is never extended",
		},
		{"a nation that nobody gave a language", []string{"    languages: [cen, eng]\n", ""}, "nations.cendria.languages: no language is given, and the one that it has by default is no other nation's: all that it gets from them is translated (give it `languages`)"},
		{"what it speaks by default is another's too", []string{"    languages: [cen, eng]\n", "", "languages: [bel, eng]", "languages: [bel, common]"}, ""},
		{"a nation that speaks nothing", []string{"languages: [cen, eng]", "languages: []"}, "nations.cendria.languages: it speaks no language: everything that it gets is translated, even what comes from its own desks"},
		{"a body that nobody gave a language", []string{"council: {languages: [eng], ", "council: {"}, "bodies.council.languages: no language is given, and the one that it has by default is no nation's: all that goes to it and comes from it is translated (give it `languages`)"},
		{"a body with the language of one", []string{"council: {languages: [eng], ", "council: {", "[arv, eng]", "[arv, common]"}, ""},
		{"a body that speaks nothing", []string{"council: {languages: [eng], ", "council: {languages: [], "}, "bodies.council.languages: it speaks no language: everything that it gets is translated, even what comes from its own desks"},
		{"a language of its own is no fault", []string{"languages: [cen, eng]", "languages: [cen]"}, ""},
	})
}

// holidays keep the offices of a nation closed throughout.
var holidays = []string{
	"    languages: [arv, eng]\n",
	"    languages: [arv, eng]\n    holidays: [2027-03-01, 2027-03-02, 2027-03-03, 2027-03-04, 2027-03-05, 2027-03-08, 2027-03-09, 2027-03-10, 2027-03-11]\n",
}
