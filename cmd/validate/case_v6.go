package main

import (
	"time"

	"entente/sim/journal"
)

// caseV6 is a listing by no-objection. The end of the ten working days is a
// matter of the calendar: every run has to give it to the minute. That the
// holder waits until the last hour is not in the model, where members react as
// soon as they have made up their mind: V6.4 was expected to miss. (No hold came
// after the third day, as expected; the place is inside all the same, since in one
// run of six there is no hold.) The signs were written down before anything was run.
var caseV6 = validation{
	scenario: "listing-by-consensus-2019", anchor: "V6.",
	says: "A listing by consensus: a sanctions committee of the United Nations, 2019.",
	rows: []row{
		{"V6.3", "submission to the end of ten working days", stage("name", 1), event{kind: journal.Circulated, about: "listing", ends: true}, 14*day + 6*time.Hour},
		{"V6.4", "submission to the hold", stage("name", 1), vote("china", journal.Objects), 14*day + 5*time.Hour},
		{"V6.8a", "hold to its end", vote("china", journal.Objects), vote("china", journal.Lifted), 49 * day},
		{"V6.8b", "submission to the listing", stage("name", 1), event{kind: journal.Decided, about: "listing", outcome: journal.Adopted}, 63 * day},
	},
	remedies: []remedy{
		{"listing-by-consensus-2019/majority-rule", "more than half of the members are enough", []expectation{
			{"adopted(listing)", -1}, {"name.could-freeze", -1},
		}},
		{"listing-by-consensus-2019/complete-statement", "all material with the submission", []expectation{
			{"adopted(listing)", -1},
		}},
		{"listing-by-consensus-2019/thirty-day-hold", "a hold ends after thirty days", []expectation{
			{"adopted(listing)", -1},
		}},
		{"listing-by-consensus-2019/larger-secretariat", "the office works day and night with three times the staff", []expectation{
			{"adopted(listing)", 0},
		}},
		{"listing-by-consensus-2019/material-in-march", "the revised material came days after the hold", []expectation{
			{"adopted(listing)", -1},
		}},
		{"listing-by-consensus-2019/material-in-april", "the revised material came in the last week of April", []expectation{
			{"adopted(listing)", 1},
		}},
	},
}

func vote(member string, o journal.Outcome) event {
	return event{kind: journal.Vote, actor: member, about: "listing", outcome: o}
}
