package casebook

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/journal"
)

// chosen is an event said in Go: the first record of a kind by an actor that names a thing
// in its first argument. It is how the library's rows were first written, and what the
// YAML has to mean.
type chosen struct {
	kind    journal.Kind
	actor   string
	about   string
	nth     uint32          // where not 0, the record's number among its like
	outcome journal.Outcome // where there is one, the record's
	ends    bool            // not when it was recorded, but the end of the time that it names
}

func (e *chosen) matches(names *journal.Names, r *journal.Record) bool {
	return r.Kind == e.kind && (e.actor == "" || names.Text(r.Actor) == e.actor) &&
		(e.about == "" || names.Text(journal.Ref(r.Args[0])) == e.about) && (e.nth == 0 || r.Nth == e.nth) &&
		(e.outcome == journal.NoOutcome || typed(r, journal.TOutcome) == int64(e.outcome)) &&
		(e.kind != journal.Held || r.Args[3] == 1) // understood, not garbled
}

// typed is a record's first argument of a type.
func typed(r *journal.Record, t journal.Type) int64 {
	for i, f := range r.Kind.Shape().Fields {
		if f.Type == t {
			return r.Args[i]
		}
	}
	return 0
}

func held(actor, fact string) chosen {
	return chosen{kind: journal.Held, actor: actor, about: fact}
}

func seen(actor, fact string) chosen {
	return chosen{kind: journal.Collected, actor: actor, about: fact}
}

func stage(story string, n uint32) chosen {
	return chosen{kind: journal.Stage, actor: story, nth: n}
}

func support(what string, n uint32) chosen {
	return chosen{kind: journal.Support, about: what, nth: n}
}

func listed(store, fact string) chosen {
	return chosen{kind: journal.Listed, actor: store, about: fact}
}

func vote(o journal.Outcome) chosen {
	return chosen{kind: journal.Vote, actor: "china", about: "listing", outcome: o}
}

const (
	minute = 60_000
	hour   = 60 * minute
	day    = 24 * hour
)

// rowsInGo are the rows of the library's cases.
var rowsInGo = map[string][]struct {
	id         string
	from, to   chosen
	documented sim.Time
}{
	"deportation-notice-2015": {
		{"V2.2", stage("return", 1), held("belgium.lo-istanbul", "return.identity"), 15 * day},
		{"V2.3", held("belgium.lo-istanbul", "return.identity"), held("belgium.djsoc", "return.identity"), 3 * day},
		{"V2.7", stage("return", 2), held("belgium.lo-istanbul", "return.return"), 5*hour + 46*minute},
		{"V2.10", stage("return", 2), held("netherlands.lo-ankara", "return.return"), 24*hour + 36*minute},
	},
	"covert-check-2015": {
		{"V3.2", seen("germany.border", "airport.flight"), held("france.intelligence", "airport.residence"), 11 * day},
		{"V3.9", stage("roadside", 2), held("belgium.spoc", "roadside.car"), 34 * minute},
		{"V3.10", stage("roadside", 2), chosen{kind: journal.Delivered, actor: "france.sirene", about: "belgium.spoc"}, hour + 50*minute},
		{"V3.10b", stage("roadside", 2), held("france.gendarmes", "roadside.link"), 2 * hour},
		{"V3.11", stage("hideout", 2), chosen{kind: journal.Available, about: "belgium.city-police.search"}, 17 * hour},
	},
	"two-clocks-2008": {
		{"V4.5", seen("india.external-service", "plot.intercept"), held("india.joint-analysis", "plot.intercept"), day},
		{"V4.5b", seen("india.external-service", "plot.intercept"), held("india.coast-guard", "plot.intercept"), 2 * day},
		{"V4.7", stage("assault", 2), held("india.home-minister", "assault.calls"), hour + 40*minute},
		{"V4.8", stage("assault", 2), support("national-force", 0), 2*hour + 10*minute},
		{"V4.9", support("national-force", 0), support("national-force", 1), 30 * minute},
		{"V4.10", support("national-force", 1), support("national-force", 2), 3 * hour},
		{"V4.11", support("national-force", 2), support("on-the-ground", 1), 4 * hour},
		{"V4.11b", stage("assault", 2), support("on-the-ground", 1), 9*hour + 40*minute},
	},
	"last-mile-2019": {
		{"V7.2", held("srilanka.sis", "warning.first"), held("srilanka.cni", "warning.first"), 3 * day},
		{"V7.3", held("srilanka.sis", "warning.first"), held("srilanka.defence-secretary", "warning.first"), 4 * day},
		{"V7.4", held("srilanka.sis", "warning.first"), held("srilanka.police-chief", "warning.first"), 5 * day},
		{"V7.5", held("srilanka.sis", "warning.first"), held("srilanka.protection-range", "warning.first"), 6 * day},
		{"V7.6", held("srilanka.sis", "warning.first"), held("srilanka.protection-divisions", "warning.first"), 7 * day},
		{"V7.8", seen("srilanka.stations", "warning.precursor"), held("srilanka.police-chief", "warning.precursor"), 2 * day},
	},
	"listing-by-consensus-2019": {
		{"V6.3", stage("name", 1), chosen{kind: journal.Circulated, about: "listing", ends: true}, 14*day + 6*hour},
		{"V6.4", stage("name", 1), vote(journal.Objects), 14*day + 5*hour},
		{"V6.8a", vote(journal.Objects), vote(journal.Lifted), 49 * day},
		{"V6.8b", stage("name", 1), chosen{kind: journal.Decided, about: "listing", outcome: journal.Adopted}, 63 * day},
	},
	"misspelled-name-2011": {
		{"V8.2", stage("case", 1), held("usa.field-office", "case.warning"), 5 * day},
		{"V8.3", stage("case", 1), listed("lookout", "case.identity"), 18 * day},
		{"V8.5", chosen{kind: journal.Inject, about: "3"}, held("usa.legat", "file.grounds"), sim.Never},
		{"V8.7", seen("russia.fsb", "file.concern"), listed("watchlist", "case.identity"), 21 * day},
		{"V8.9", stage("case", 3), held("usa.watch-centre", "case.return"), sim.Never},
	},
}

// inGo notes when each event came, as the Go form has it.
type inGo struct {
	names *journal.Names
	look  []chosen
	at    []sim.Time
}

func (w *inGo) Record(r *journal.Record) error {
	for i := range w.look {
		if w.at[i] == sim.Never && w.look[i].matches(w.names, r) {
			w.at[i] = r.At
			if w.look[i].ends {
				w.at[i] = sim.Time(typed(r, journal.TTime))
			}
		}
	}
	return nil
}

// Every row of the library's cases picks the two records that its Go form picked, run by
// run, and has its documented value.
func TestLibraryRowsMeanWhatTheirGoFormMeant(t *testing.T) {
	require.Len(t, scenarios.Cases(), len(rowsInGo))
	for _, c := range scenarios.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			p, err := Read(c.Name, Options{})
			require.NoError(t, err)
			rows := rowsInGo[c.Name]
			require.Len(t, p.Case.Rows, len(rows))
			v := p.base
			worlds := sweep.NewWorlds(v.scenario.Spec)
			for r := range uint64(2) {
				mine, old := newWatch(v), &inGo{names: &v.scenario.Spec.Names}
				for _, x := range rows {
					old.look, old.at = append(old.look, x.from, x.to), append(old.at, sim.Never, sim.Never)
				}
				_, err := worlds.Run(sim.Replication(1, r), mine, old)
				require.NoError(t, err)
				for i, x := range rows {
					require.Equal(t, x.id, p.Case.Rows[i].ID)
					require.Equal(t, Documented{x.documented, x.documented}, p.rows[i].documented, x.id)
					require.Equal(t, old.at[2*i:2*i+2], mine.at[v.rows[i]:v.rows[i]+2], x.id)
				}
			}
			fitted := c.Name == "deportation-notice-2015" || c.Name == "listing-by-consensus-2019"
			require.Equal(t, fitted, len(p.Fitted) > 0, "presets are anchored in it")
			for _, x := range p.rows {
				require.Equal(t, fitted, x.fitted)
			}
		})
	}
}

// The cases that were written before they were run can be run, and are predictive row by row.
func TestUnseenCasesSettle(t *testing.T) {
	require.NotEmpty(t, scenarios.Unseen())
	for _, c := range scenarios.Unseen() {
		p, err := Read(c.Name, Options{})
		require.NoError(t, err, c.Name)
		require.Empty(t, p.Fitted, c.Name)
		require.NotEmpty(t, p.Case.Controls, c.Name)
		for i, x := range p.rows {
			require.False(t, x.fitted, "%s %s", c.Name, p.Case.Rows[i].ID)
		}
	}
}

// 56 signs were stated before anything was run; none may be lost on the way.
func TestLibrarySignsAreAll(t *testing.T) {
	n, remedies, controls := 0, 0, 0
	for _, c := range scenarios.Cases() {
		text, err := Text(c.Name)
		require.NoError(t, err)
		x := &Case{}
		require.NoError(t, scenarios.ReadForm(c.Name, text, x).Err())
		for _, r := range x.Remedies {
			remedies++
			n += len(r.Deadlines) + len(r.Motions) + len(r.Rows)
		}
		controls += len(x.Controls)
	}
	require.Equal(t, 56, n)
	require.Equal(t, 24, remedies)
	require.Equal(t, 1, controls)
}

// The page that lies here is of this program, and README says what it says.
func TestPageAndReadmeAgree(t *testing.T) {
	page, err := os.ReadFile("validation.md")
	require.NoError(t, err)
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(page), Title+"\n"))
	for _, e := range Known() {
		require.Contains(t, string(page), fmt.Sprintf("| %d of %d (%s;", e.Inside, e.Rows, Percent(e.Share)), "both earlier numbers stand until better ones are measured")
		require.Contains(t, string(readme), fmt.Sprintf("%d (%s)", e.Inside, Percent(e.Share)))
	}
	_, rest, _ := strings.Cut(string(page), "Engine ")
	engine, _, _ := strings.Cut(rest, ",")
	_, rest, _ = strings.Cut(rest, "should be | ")
	inside, of, share := 0, 0, 0
	_, err = fmt.Sscanf(rest, "%d of %d (%d %%", &inside, &of, &share)
	require.NoError(t, err)
	require.Regexp(t, fmt.Sprintf(`Engine %s, .*has %d of the %d own intervals inside \(%d %%`, regexp.QuoteMeta(engine), inside, of, share), string(readme))
	for name, rows := range rowsInGo {
		require.Contains(t, string(page), "`"+name+"`")
		for _, r := range rows {
			require.Contains(t, string(page), "| "+r.id+" |")
		}
	}
}

// The page of the cases that were written before they were run says what stands among the
// earlier results, and has every row.
func TestUnseenPageIsWhatIsTold(t *testing.T) {
	page, err := os.ReadFile("unseen.md")
	require.NoError(t, err)
	e := Known()[len(Known())-1]
	require.Contains(t, string(page), "Engine "+e.Engine+", seed 1, 1000 replications")
	require.Contains(t, string(page), fmt.Sprintf("nine in ten should be | %d of %d (%s;", e.Inside, e.Rows, Percent(e.Share)))
	off := regexp.MustCompile(`([0-9.]+) in the mean of the rows`).FindSubmatch(page)
	require.NotNil(t, off)
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	require.Contains(t, string(readme), string(off[1])+" powers of ten off in the mean")
	rows := 0
	for _, c := range scenarios.Unseen() {
		p, err := Read(c.Name, Options{})
		require.NoError(t, err)
		require.Contains(t, string(page), "`"+c.Name+"`")
		for _, x := range p.Case.Rows {
			require.Contains(t, string(page), "| "+x.ID+" |")
			rows++
		}
	}
	require.Equal(t, e.Rows, rows)
}
