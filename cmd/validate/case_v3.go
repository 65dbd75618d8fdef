package main

import "time"

// caseV3 is the alert whose class said nothing. Its sources give minutes for the
// owner's point of contact, a round figure for the call back to the gendarmes and
// one for the night (V3.9, V3.10b, V3.11). Spain's answer (V3.2) and the range in
// which the link was told, whose middle stands here (V3.10), are general knowledge.
var caseV3 = validation{
	scenario: "covert-check-2015", anchor: "V3.",
	says: "A hit that says nothing: France, Belgium, Germany and Spain, 2015.",
	rows: []row{
		{"V3.2", "check in Berlin to Spain's answer in Paris", collected("germany.border", "airport.flight"), held("france.intelligence", "airport.residence"), 11 * day},
		{"V3.9", "road check to the owner's point of contact", stage("roadside", 2), held("belgium.spoc", "roadside.car"), 34 * time.Minute},
		{"V3.10", "road check to the link at the SIRENE office", stage("roadside", 2), delivered("france.sirene", "belgium.spoc"), time.Hour + 50*time.Minute},
		{"V3.10b", "road check to the call back to the gendarmes", stage("roadside", 2), held("france.gendarmes", "roadside.link"), 2 * time.Hour},
		{"V3.11", "a place known to its search", stage("hideout", 2), available("belgium.city-police.search"), 17 * time.Hour},
	},
	remedies: []remedy{
		{"covert-check-2015/inquiry-check", "an alert shows the officer what its owner knows", []expectation{
			{"roadside.link-at-the-roadside", -1}, {"roadside.could-hold", -1}, {"airport.border-could-hold", -1}, {"hideout.could-search", 0},
		}},
		{"covert-check-2015/interpol-with-sis", "one query goes to both files", []expectation{
			{"roadside.link-at-the-roadside", -1}, {"roadside.could-hold", -1}, {"airport.border-could-hold", 0}, {"hideout.could-search", 0},
		}},
		{"covert-check-2015/reply-in-20-minutes", "the owner answers a hit within 20 minutes", []expectation{
			{"roadside.link-at-the-roadside", -1}, {"roadside.sighting-at-the-owner", -1}, {"hideout.could-search", 0},
		}},
		{"covert-check-2015/search-at-night", "homes may be searched at any hour", []expectation{
			{"hideout.could-search", -1}, {"roadside.link-at-the-roadside", 0},
		}},
	},
}
