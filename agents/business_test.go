package agents_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/journal"
)

// offices is a world on a Wednesday in which a body, an agreement and a court each
// give two business days. COURT, SPOC and BODY stand for what is said of who decides.
const offices = `
entente: 1
scenario: offices
start: 2027-03-03T00:00Z
end: T+20d
warm_up: 0s
model: {will: {base: 20}, vote: {base: 20}, grant: 1, touch: {collect: 1m, assess: 1m, read: 1m, court: 1m, draft: 1m, review: 1m, search: 1m}}
presets: {agencies: {quiet: {desks: {intake: {servers: 9, load: 0}}}}}
nations:
  arvonia: {COURT, agencies: {police: {like: quiet, collects: {IDENTITY: 1}, actions: {detain: {authority: court, clock: 2bd}}}, court: {like: quiet, COURTDESK}}}
  belmora: {SPOC, agencies: {spoc: {like: quiet, SPOCDESK}}}
bodies: {council: {members: [arvonia, belmora], BODY, BODYDESK}}
channels: {link: {members: ["*"], latency: 1m}}
agreements: {pact: {parties: [arvonia, belmora], replies: [{id: usual, within: 2bd}]}}
motions: {listing: {body: council, by: arvonia.police, when: level >= NOTICED, rule: no-objection, days: 2}}
storylines:
  s:
    recognise: {k: 1}
    stages: [{lasts: 900d, facts: [who]}]
    facts: {who: {kind: IDENTITY, place: arvonia, nationality: belmora, tokens: [k], key: true, for: 0s}}
msel: [{number: 1, type: inject, at: T+1h, storyline: s, effect: {ask: {from: arvonia.police, to: belmora.spoc}}}]
`

// Business days are those of who decides: of its nation's week, else those that its
// desk names, else Monday to Friday, and no holiday is one. The Wednesday is day 0.
func TestBusinessDaysOfWhoDecides(t *testing.T) {
	desk := func(hours string) string { return `desks: {intake: {servers: 9, load: 0, hours: "` + hours + `"}}` }
	for _, c := range []struct {
		says, week, desk string
		days             sim.Time // from StartEx to the end of the second business day
	}{
		{"nothing is said", "", "", 3},                                                   // Thu, Fri
		{"a weekend of Friday and Saturday", "week: Sun-Thu", "", 5},                     // Thu, Sun
		{"a weekend of Friday alone", "week: Sat-Thu", "", 4},                            // Thu, Sat
		{"a holiday on the Sunday", "week: Sun-Thu, holidays: [2027-03-07]", "", 6},      // Thu, Mon
		{"the desk names its days", "", desk("Sat-Wed 00:00-24:00"), 5},                  // Sat, Sun
		{"the desk's holiday", "holidays: [2027-03-06]", desk("Sat-Wed 00:00-24:00"), 6}, // Sun, Mon
		{"the week is above the desk", "week: Tue-Wed", desk("Sat-Wed 00:00-24:00"), 8},  // Tue, Wed
		{"a desk of every day names none", "", desk("00:00-24:00"), 3},                   // Thu, Fri
		{"a desk of all seven days names none", "", desk("Mon-Sun 00:00-24:00"), 3},      // Thu, Fri
	} {
		week, with := c.week, c.desk
		if week == "" {
			week = "title: x"
		}
		if with == "" {
			with = "role: ROLE"
		}
		text := strings.NewReplacer("COURTDESK", strings.Replace(with, "ROLE", "court", 1), "SPOCDESK", strings.Replace(with, "ROLE", "spoc", 1),
			"BODYDESK", strings.Replace(with, "ROLE", "secretariat", 1), "COURT", week, "SPOC", week, "BODY", week).Replace(offices)
		s := load(t, text)
		_, m := run(t, s.Spec, 1)
		ends := map[journal.Kind]sim.Time{}
		for i := range m.list {
			switch r := &m.list[i]; r.Kind {
			case journal.ClockStart:
				if strings.HasPrefix(s.Spec.Names.Text(r.Actor), "belmora") {
					ends[r.Kind] = sim.Time(r.Args[1])
				}
			case journal.Ordered:
				ends[r.Kind] = sim.Time(r.Args[2])
			case journal.Circulated:
				ends[r.Kind] = sim.Time(r.Args[4])
			}
		}
		for _, k := range []journal.Kind{journal.ClockStart, journal.Ordered, journal.Circulated} {
			require.Equal(t, c.days*sim.Day, ends[k], "%s: %v", c.says, k)
		}
	}
}
