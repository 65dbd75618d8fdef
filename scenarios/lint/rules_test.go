package lint

import (
	"testing"
)

const lastLaw = `      - {id: assured, when: 'abroad && !recipient.adequate && "FIN" in item.kinds', do: assure minister}`

// A law is looked at beside the others of its owner.
func TestNotesOnLaws(t *testing.T) {
	after := func(law string) []string { return []string{lastLaw, lastLaw + "\n      - " + law} }
	before := func(law string) []string {
		return []string{"    laws:\n      - {id: names-stay", "    laws:\n      - " + law + "\n      - {id: names-stay"}
	}
	tryAll(t, []change{
		{
			"blocked already",
			after(`{id: x, when: 'recipient.body && "IDENTITY" in item.kinds && danger > 0.9', do: require court}`),
			"nations.arvonia.laws.x: never counts: names-stay comes before it and blocks all that it is about (narrow names-stay, or override it)",
		},
		{"blocked in part only", after(`{id: x, when: 'recipient.body', do: require court}`), ""},
		{"what is blocked is another matter", after(`{id: x, when: '!recipient.body', do: require court}`), ""},
		{"overrides what blocks", after(`{id: x, when: 'recipient.body && "IDENTITY" in item.kinds', do: require court, overrides: [names-stay]}`), ""},
		{
			"blocks what is blocked already",
			after(`{id: x, when: 'recipient.body && "IDENTITY" in item.kinds && abroad', do: block}`),
			"nations.arvonia.laws.x: never counts: names-stay comes before it and blocks all that it is about (narrow names-stay, or override it)",
		},
		{"the block has an exception", append(after(`{id: x, when: 'recipient.body && "IDENTITY" in item.kinds', do: require court}`), "recipient.body', do: block}", "recipient.body', do: block, unless: imminent}"), ""},
		{"the block is not in force yet", append(after(`{id: x, when: 'recipient.body && "IDENTITY" in item.kinds', do: require court}`), "recipient.body', do: block}", "recipient.body', do: block, in_force: 0}"), ""},
		{"the block is repealed", append(after(`{id: x, when: 'recipient.body && "IDENTITY" in item.kinds', do: require court}`), "{begin: course}]", "{begin: course}, {repeal: arvonia.names-stay}]"), ""},
		{
			"waits for leave and is blocked then",
			before(`{id: x, when: 'recipient.body && "IDENTITY" in item.kinds', do: require court}`),
			"nations.arvonia.laws.x: has no effect: names-stay comes after it and blocks all that it is about (narrow names-stay, or override it)",
		},
		{"tells of what is blocked then", before(`{id: x, when: 'recipient.body && "IDENTITY" in item.kinds', do: notify minister}`), ""},
		{"a law for readers is not for senders", after(`{id: x, when: '"IDENTITY" in item.kinds && sender.body', do: narrow lead}`), ""},
		{
			"says the same in other words",
			after(`{id: x, when: '!(danger < 0.6) && abroad', do: require court, unless: imminent}`),
			"nations.arvonia.laws.x: says the same as grave-matters (leave one out)",
		},
		{"another authority is asked", after(`{id: x, when: '!(danger < 0.6) && abroad', do: require minister, unless: imminent}`), ""},
		{"a longer delay is another law", after(`{id: x, when: abroad && tension < 0.5, do: delay 2h}`), ""},
		{"the same delay is not", after(`{id: x, when: abroad && tension < 0.5, do: delay 1h}`), "nations.arvonia.laws.x: says the same as no-wait (leave one out)"},
		{
			"overrides itself",
			after(`{id: x, when: abroad, do: notify minister, overrides: [x]}`),
			"nations.arvonia.laws.x.overrides.1: a law that overrides itself yields to itself, and never applies (leave it out)",
		},
		{
			"override each other",
			append(after(`{id: x, when: abroad, do: notify minister, overrides: [no-wait]}`), "tension < 0.5, do: delay 1h}", "tension < 0.5, do: delay 1h, overrides: [x]}"),
			"nations.arvonia.laws.no-wait.overrides: laws override each other in a circle: where all of them hold, none applies (arvonia.no-wait -> arvonia.x -> arvonia.no-wait)",
		},
		{"override one after another", after(`{id: x, when: abroad, do: notify minister, overrides: [names-with-leave]}`), ""},
		{
			"overrides what never applies together with it",
			after(`{id: x, when: '!abroad', do: notify minister, overrides: [no-wait]}`),
			"nations.arvonia.laws.x.overrides.1: the two can never apply together: arvonia.no-wait has no reason to yield",
		},
		{
			"overrides a law of another nation",
			append(after(`{id: x, when: abroad, do: notify minister, overrides: [belmora.late]}`), "{spoc: {}, court: {}, minister: {}}", "{spoc: {}, court: {}, minister: {}}\n    laws: [{id: late, when: abroad, do: delay 5m}]"),
			"nations.arvonia.laws.x.overrides.1: no message is bound by both this and belmora.late",
		},
		{
			"overrides a law of an agreement",
			append(after(`{id: x, when: abroad, do: notify minister, overrides: [pact.late]}`), "pact: {parties: [arvonia, belmora],", "pact: {parties: [arvonia, belmora], laws: [{id: late, when: danger > 0.1, do: delay 5m}],"),
			"",
		},
		{
			"overrides a law of an agreement of others",
			append(after(`{id: x, when: abroad, do: notify minister, overrides: [pact.late]}`), "pact: {parties: [arvonia, belmora],", "pact: {parties: [cendria, belmora], laws: [{id: late, when: danger > 0.1, do: delay 5m}],"),
			"nations.arvonia.laws.x.overrides.1: no message is bound by both this and pact.late",
		},
	})
}

// What a law is asked about is known in part: whose it is, and what values there
// are.
func TestNotesOnNever(t *testing.T) {
	const never = ": this condition can never hold"
	for when, holds := range map[string]bool{
		`sender.nation == "belmora"`:                                false,
		`sender.nation == "arvonia" && abroad`:                      true,
		`sender.body`:                                               false,
		`sender.adequate`:                                           false,
		`danger > 0.5 && danger < 0.5`:                              false,
		`danger >= 0.5 && danger <= 0.5`:                            true,
		`danger > 1`:                                                false,
		`item.class > SECRET && item.class != TOP_SECRET`:           false,
		`item.class > CONFIDENTIAL && item.class != TOP_SECRET`:     true,
		`trust < 0.3 && tension > trust && tension < 0.2`:           true,
		`trust > 0.3 && tension > trust && tension < 0.2`:           false,
		`tension > trust && tension < 0.2 && trust > 0.3`:           false,
		`sender.nation == recipient.nation && abroad`:               true, // two names are not compared with what they mean
		`"FIN" in item.kinds && !("FIN" in item.kinds)`:             false,
		`message == "request" && message in ["item", "notice"]`:     false,
		`recipient.nation != "belmora" || recipient.role == "spoc"`: true,
	} {
		x := "      - {id: x, when: '" + when + "', do: delay 7m}"
		want := ""
		if !holds {
			want = "nations.arvonia.laws.x.when" + never
		}
		tryAll(t, []change{{when, []string{lastLaw, lastLaw + "\n" + x}, want}})
	}
	tryAll(t, []change{
		{
			"a reader is of the nation whose law it is",
			[]string{lastLaw, lastLaw + "\n      - {id: x, when: 'recipient.nation == \"belmora\"', do: narrow lead}"},
			"nations.arvonia.laws.x.when: this condition can never hold",
		},
		{
			"an agreement is between nations",
			[]string{"pact: {parties: [arvonia, belmora],", "pact: {parties: [arvonia, belmora], when: '!abroad',"},
			"agreements.pact.when: this condition can never hold",
		},
		{"replies are to requests", []string{"when: danger > 0.2, within", `when: 'message == "notice"', within`}, "agreements.pact.replies.usual.when: this condition can never hold"},
		{"a distribution rule of an agency knows its role", []string{"when: level >= NOTICED, to: own.spoc", `when: 'sender.role == "spoc"', to: own.spoc`}, "nations.arvonia.agencies.police.policy.distribution.home.when: this condition can never hold"},
		{"and may ask for it", []string{"when: level >= NOTICED, to: own.spoc", `when: 'sender.role == "police"', to: own.spoc`}, ""},
		{"a body's review", []string{"review: danger < 0.1", "review: danger < 0.1 && danger > 0.2"}, "bodies.council.review: this condition can never hold"},
		{"a motion's review", []string{"review: tension > 0.8", `review: 'message == "item"'`}, "motions.statement.review: this condition can never hold"},
		{
			"a review by nobody",
			[]string{"statement: {body: council,", "statement: {members: [arvonia, belmora],"},
			"motions.statement.review: nobody reviews it: there is no body with a secretariat",
		},
		{"a motion's when", []string{"when: level >= SUSPECTED, rule", "when: level < NOTICED && level > NOTICED, rule"}, "motions.statement.when: this condition can never hold"},
		{"support's when", []string{"when: level >= RECOGNISED, mobilise", `when: 'sender.nation == "belmora"', mobilise`}, "support.experts.when: this condition can never hold"},
	})
}
