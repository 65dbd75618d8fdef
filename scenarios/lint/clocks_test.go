package lint

import "testing"

// Times lie inside the exercise.
func TestNotesOnTimes(t *testing.T) {
	tryAll(t, []change{
		{"an agreement after EndEx", []string{"from: T+1h, until: T+9d", "from: T+11d"}, "agreements.pact.from: after EndEx: it is never in force"},
		{"an agreement before StartEx", []string{"from: T+1h, until: T+9d", `until: "2027-03-01T07:00+01:00"`}, "agreements.pact.until: before StartEx: it is never in force"},
		{"an agreement from before StartEx on", []string{"from: T+1h, until: T+9d", `from: "2027-02-28T07:00+01:00"`}, ""},
		{"a channel whose accreditation has run out", []string{"accredited: T+20d", `accredited: "2027-02-28T07:00+01:00"`}, "channels.line.accredited: before StartEx: it is closed from the beginning (no test renews it either: move it, or give `test_every`)"},
		{"which a test renews", []string{"accredited: T+20d", `accredited: "2027-02-28T07:00+01:00", test_every: 1d`}, ""},
		{"a deadline before StartEx", []string{"at: T+6d}", `at: "2027-02-28T07:00+01:00"}`}, "storylines.harbour.deadlines.later.at: before StartEx"},
		{"a deadline after EndEx", []string{"at: T+6d}", "at: T+11d}"}, "storylines.harbour.deadlines.later.at: after EndEx: nobody will know whether it was met"},
		{"a lead longer than the stages before", []string{"before_stage: 3, lead: 1d", "before_stage: 3, lead: 7d"}, "storylines.harbour.deadlines.told.lead: most often due before StartEx: the stages before are shorter than that"},
		{
			"before a stage that is never entered",
			[]string{"before_stage: 3, lead: 1d", "before_stage: 3", "{stage: 2, weight: 0.9}, {stage: 3, weight: 0.1}", "{stage: 2}", "- {lasts: 3d}\n      - {lasts: 3d}", "- {lasts: 3d, next: [{stage: 4}]}\n      - {lasts: 3d}\n      - {lasts: 1h}"},
			"storylines.harbour.stages.3: no stage leads here\nstorylines.harbour.deadlines.told.before_stage: stage 3 is never entered: nothing is ever measured",
		},
		{
			"before the stage behind it",
			[]string{"{stage: 2, weight: 0.9}, {stage: 3, weight: 0.1}", "{stage: 2}", "- {lasts: 3d}\n      - {lasts: 3d}", "- {lasts: 3d, next: [{stage: 4}]}\n      - {lasts: 3d}\n      - {lasts: 1h}", "before_stage: 3", "before_stage: 4"},
			"storylines.harbour.stages.3: no stage leads here",
		},
		{"a team after EndEx", []string{"from: T+1d, set_up: 2d", "from: T+11d, set_up: 2d"}, "teams.joint.from: after EndEx"},
		{"a team that takes too long", []string{"from: T+1d, set_up: 2d", "from: T+9d, set_up: 2d"}, "teams.joint.set_up: it is hardly ever at work before EndEx (begin it earlier)"},
		{"a team that may be in time", []string{"from: T+1d, set_up: 2d", "from: T+9d, set_up: {median: 2d, p95: 20d}"}, ""},
		{"a change after EndEx", []string{"reform: {at: T+2d", "reform: {at: T+12d"}, "changes.reform.at: after EndEx\nchanges.review: what begins it can never happen"},
		{"a change before StartEx", []string{"reform: {at: T+2d", `reform: {at: "2027-02-28T07:00+01:00"`}, "changes.reform.at: before StartEx"},
		{"a lead that ends after EndEx", []string{"reform: {at: T+2d, lead: 5d", "reform: {at: T+2d, lead: 9d"}, "changes.reform.lead: it hardly ever takes effect before EndEx (begin it earlier)"},
		{"at twice the pace it does not", []string{"reform: {at: T+2d, lead: 5d", "reform: {at: T+2d, lead: 9d, pace: 0.5"}, ""},
		{"a lead longer than the exercise", []string{"course: {gate: arvonia.minister, agrees: 0.9, lead: 2d", "course: {gate: arvonia.minister, agrees: 0.9, lead: 20d"}, "changes.course.lead: longer than the exercise: it hardly ever takes effect before EndEx"},
		{"support that comes too late", []string{"mobilise: 3d}", "mobilise: 11d}"}, "support.force.mobilise: longer than the exercise: it is hardly ever on station before EndEx"},
		{"a silence longer than the exercise", []string{"rule: silence, window: 24h", "rule: silence, window: 11d"}, "motions.mission.window: longer than the exercise: the silence period ends after EndEx"},
		{"no silence at all", []string{"rule: silence, window: 24h", "rule: silence, window: 0s"}, "motions.mission.window: no time at all, so nobody can react"},
		{"too many business days", []string{"days: 5", "days: 8"}, "motions.listing.days: longer than the exercise: the time for objections ends after EndEx"},
		{"a first meeting after EndEx", []string{"first: T+5d", "first: T+15d"}, "motions.meeting.first: after EndEx: only an extra meeting decides"},
		{"a decision later than the clock", []string{"decide_within: 12h", "decide_within: 49h"}, "nations.arvonia.agencies.police.actions.detain.clock.extensions.1.decide_within: longer than the clock runs until then, 2d"},
		{"that may come late", []string{"decide_within: 12h", "decide_within: 49h, late: 6h"}, ""},
		{"an extension asked for while the first one runs", []string{"decide_within: 12h}]", "decide_within: 12h}, {len: 12h, authority: court, apply_before: 60h}]"}, ""},
	})
}
