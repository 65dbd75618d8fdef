package main

import (
	"time"

	"entente/sim"
	"entente/sim/journal"
)

// validation is one documented case: its intervals, and which remedies were
// expected to matter before anything was run.
type validation struct {
	scenario string
	anchor   string // what figures taken from this case begin with: "V2."
	says     string
	rows     []row
	remedies []remedy
}

// row is one documented interval between two records.
type row struct {
	id, says   string
	from, to   event
	documented time.Duration
}

// event is the first record of a kind by an actor that names a thing in its
// first argument; an empty field matches all.
type event struct {
	kind    journal.Kind
	actor   string
	about   string
	nth     uint32          // where not 0, the record's number among its like
	outcome journal.Outcome // where there is one, the record's
	ends    bool            // not when it was recorded, but the end of the time that it names
}

// remedy is a patch and what it was expected to do to when something is read,
// said before it was run.
type remedy struct {
	patch string
	says  string
	read  []expectation
}

// expectation is the sign of the paired difference of one deadline's fulfilment,
// or of when a motion is adopted, written adopted(MOTION) as in a MSEL: -1 sooner,
// 0 no difference in most runs, +1 later.
type expectation struct {
	deadline string
	sign     int
}

const day = 24 * time.Hour

func held(actor, fact string) event { return event{kind: journal.Held, actor: actor, about: fact} }

func collected(actor, fact string) event {
	return event{kind: journal.Collected, actor: actor, about: fact}
}

func stage(storyline string, n uint32) event {
	return event{kind: journal.Stage, actor: storyline, nth: n}
}

// delivered is the first message of a sender that reached an agency, on its way
// perhaps.
func delivered(to, from string) event {
	return event{kind: journal.Delivered, actor: to, about: from}
}

// available is the first instant at which an action was lawfully available.
func available(action string) event { return event{kind: journal.Available, about: action} }

// supported is the nth step of support: what is asked for is asked, offered and
// on station; what is ordered is offered and on station.
func supported(support string, n uint32) event {
	return event{kind: journal.Support, about: support, nth: n}
}

// cases are the documented cases. The intervals are those of the public record,
// as the comments and figures of each scenario source them; where only dates
// are known, whole days.
var cases = []validation{
	caseV3, caseV4,
	{
		scenario: "deportation-notice-2015", anchor: "V2.",
		says: "A deportation notice without urgency: Turkey, Belgium and the Netherlands, 2015.",
		rows: []row{
			{"V2.2", "arrest to the Belgian liaison officer", stage("return", 1), held("belgium.lo-istanbul", "return.identity"), 15 * day},
			{"V2.3", "liaison officer to the federal police", held("belgium.lo-istanbul", "return.identity"), held("belgium.djsoc", "return.identity"), 3 * day},
			{"V2.7", "note verbale to the liaison officer", stage("return", 2), held("belgium.lo-istanbul", "return.return"), 5*time.Hour + 46*time.Minute},
			{"V2.10", "note verbale to the Dutch liaison officer", stage("return", 2), held("netherlands.lo-ankara", "return.return"), 24*time.Hour + 36*time.Minute},
		},
		remedies: []remedy{
			{"deportation-notice-2015/embassies-always-open", "a duty officer reads every note within minutes", []expectation{
				{"return.return-known-in-belgium", -1}, {"return.return-known-at-the-border", -1}, {"return.grounds-known-in-belgium", 0},
			}},
			{"deportation-notice-2015/grounds-were-told", "the grounds went along with the first notice", []expectation{
				{"return.grounds-known-in-belgium", -1}, {"return.return-known-at-the-border", 0},
			}},
		},
	},
	{
		scenario: "last-mile-2019", anchor: "V7.",
		says: "The last mile of a foreign warning: Sri Lanka, 2019.",
		rows: []row{
			{"V7.2", "first warning: state service to the chief of intelligence", held("srilanka.sis", "warning.first"), held("srilanka.cni", "warning.first"), 3 * day},
			{"V7.3", "state service to the defence secretary", held("srilanka.sis", "warning.first"), held("srilanka.defence-secretary", "warning.first"), 4 * day},
			{"V7.4", "state service to the police chief", held("srilanka.sis", "warning.first"), held("srilanka.police-chief", "warning.first"), 5 * day},
			{"V7.5", "state service to the special protection range", held("srilanka.sis", "warning.first"), held("srilanka.protection-range", "warning.first"), 6 * day},
			{"V7.6", "state service to the divisions that protect persons", held("srilanka.sis", "warning.first"), held("srilanka.protection-divisions", "warning.first"), 7 * day},
			{"V7.8", "precursor incident to the police chief", collected("srilanka.stations", "warning.precursor"), held("srilanka.police-chief", "warning.precursor"), 2 * day},
		},
		remedies: []remedy{
			{"last-mile-2019/tear-line", "a version that local police may read", []expectation{
				{"warning.stations-read", -1}, {"warning.police-chief-read", 0},
			}},
			{"last-mile-2019/duty-to-warn", "the first holder warns all who protect", []expectation{
				{"warning.stations-read", -1}, {"warning.protectors-of-persons-read", -1},
			}},
			{"last-mile-2019/nsc-standing-order", "the security council is told by a standing order", []expectation{
				{"warning.stations-read", 0},
			}},
		},
	},
	caseV6,
	caseV8,
}

// never is an interval that did not end within the exercise.
const never = time.Duration(1<<63 - 1)

// lasted is a stretch of scenario time as a Duration.
func lasted(t sim.Time) time.Duration { return time.Duration(t) * time.Millisecond }
