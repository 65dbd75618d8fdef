package main

import "entente/sim/journal"

// caseV8 is two warnings about one person, and a name in two spellings. V8.3 and
// V8.7 were expected to miss: an assessment takes an hour at a desk here, and took
// weeks. (Both are inside for another reason: in one run of ten a translation loses
// the name, and it comes months later or never. Where it does not, V8.7 takes days.)
// What the record never saw, an answer and an alert on the return, ranks
// beyond all that the run saw. The alert on the departure is left out: the record
// has it days before the flight, from passenger lists that are not modelled. The
// signs were written down before anything was run.
var caseV8 = validation{
	scenario: "misspelled-name-2011", anchor: "V8.",
	says: "A misspelled name: the United States and Russia, 2011 and 2012.",
	rows: []row{
		{"V8.2", "first memo to the case agents", stage("case", 1), held("usa.field-office", "case.warning"), 5 * day},
		{"V8.3", "first memo to the first entry", stage("case", 1), event{kind: journal.Listed, actor: "lookout", about: "case.identity"}, 18 * day},
		{"V8.5", "first question to its answer", event{kind: journal.Inject, about: "3"}, held("usa.legat", "file.grounds"), never},
		{"V8.7", "second memo to the second entry", collected("russia.fsb", "file.concern"), event{kind: journal.Listed, actor: "watchlist", about: "case.identity"}, 21 * day},
		{"V8.9", "return to an alert at the owner of the second entry", stage("case", 3), held("usa.watch-centre", "case.return"), never},
	},
	remedies: []remedy{
		{"misspelled-name-2011/trust-and-answers", "high trust and little tension", []expectation{
			{"file.answer-read-by-case-agents", -1}, {"case.departure-known-to-case-agents", 0}, {"case.return-seen-by-the-centre", 0},
		}},
		{"misspelled-name-2011/names-normalised", "names are normalised", []expectation{
			{"case.return-seen-by-the-centre", -1}, {"case.departure-seen-at-the-task-force", -1}, {"case.departure-known-to-case-agents", 0},
		}},
		{"misspelled-name-2011/reopen-on-travel", "whoever is told of a journey tells the case agents", []expectation{
			{"case.departure-known-to-case-agents", -1}, {"case.return-known-to-case-agents", -1},
			{"file.answer-read-by-case-agents", 0}, {"case.name-known-to-local-police", 0},
		}},
		{"misspelled-name-2011/task-force-sees-all", "the members of the task force share the case", []expectation{
			{"case.name-known-to-local-police", -1}, {"case.departure-known-to-case-agents", -1}, {"file.answer-read-by-case-agents", 0},
		}},
		{"misspelled-name-2011/more-officers", "twice the officers at the airport", []expectation{
			{"case.return-seen-by-the-centre", -1}, {"case.departure-known-to-case-agents", 0},
		}},
		{"misspelled-name-2011/first-entry-still-shown", "the first entry was still shown at the return", []expectation{
			{"case.return-seen-at-the-task-force", -1}, {"case.return-seen-by-the-centre", 0},
		}},
	},
}
