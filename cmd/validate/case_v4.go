package main

import "time"

// caseV4 has two clocks: the way of a warning, of which dates are known, and the
// way of a force, of which hours are.
var caseV4 = validation{
	scenario: "two-clocks-2008", anchor: "V4.",
	says: "A warning that wears out and a force that comes late: Mumbai, 2008.",
	rows: []row{
		{"V4.5", "intercept to its circulation at the centre", collected("india.external-service", "plot.intercept"), held("india.joint-analysis", "plot.intercept"), day},
		{"V4.5b", "intercept to the coast guard", collected("india.external-service", "plot.intercept"), held("india.coast-guard", "plot.intercept"), 2 * day},
		{"V4.7", "beginning to the home minister", stage("assault", 2), held("india.home-minister", "assault.calls"), time.Hour + 40*time.Minute},
		{"V4.8", "beginning to the request for the national force", stage("assault", 2), supported("national-force", 0), 2*time.Hour + 10*time.Minute},
		{"V4.9", "request to the decision", supported("national-force", 0), supported("national-force", 1), 30 * time.Minute},
		{"V4.10", "decision to the force in the air", supported("national-force", 1), supported("national-force", 2), 3 * time.Hour},
		{"V4.11", "in the air to the work on the ground", supported("national-force", 2), supported("on-the-ground", 1), 4 * time.Hour},
		{"V4.11b", "beginning to the work on the ground", stage("assault", 2), supported("on-the-ground", 1), 9*time.Hour + 40*time.Minute},
	},
	remedies: []remedy{
		{"two-clocks-2008/fusion", "three services share what they have of the plan", []expectation{
			{"plot.police-informed", -1}, {"plot.coast-guard-read", -1}, {"assault.force-on-the-ground", 0},
		}},
		{"two-clocks-2008/credibility-memory", "a day on which nothing happened costs no credibility", []expectation{
			{"plot.police-informed", -1}, {"plot.police-read", 0}, {"assault.force-on-the-ground", 0},
		}},
		{"two-clocks-2008/regional-hub", "a hub of the force stands in the region", []expectation{
			{"assault.force-on-the-ground", -1}, {"assault.minister-told", 0}, {"plot.police-informed", 0},
		}},
	},
}
