package casebook_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/scenarios"
	"entente/scenarios/casebook"
)

const sound = `case: 1
name: mine
title: Mine
scenario: two-nations
rows:
  - id: R1
    says: seen to read
    from: {kind: collected, by: arvonia.police, fact: main.f1}
    to: {kind: held, by: belmora.spoc, fact: main.f1}
    documented: 6h
    source: page 41
    tag: S
remedies:
  - id: trust
    says: more trust
    set: {model.trust: 0.9}
    deadlines: {main.1: sooner}
`

// problems are what is wrong with a case, each with its place.
func problems(t *testing.T, text string) (list []string) {
	t.Helper()
	_, err := casebook.NewPlan("mine.yaml", []byte(text), casebook.Options{})
	require.Error(t, err)
	for line := range strings.Lines(err.Error()) {
		list = append(list, strings.TrimPrefix(strings.TrimSpace(line), "mine.yaml:"))
	}
	return list
}

// Each fault is told alone, where it stands, with what would have been right.
func TestEachProblemOfACase(t *testing.T) {
	for _, x := range []struct{ was, is, want string }{
		{"case: 1", "case: 2", "1:7: case: this program reads version 1 of the grammar of cases"},
		{"title: Mine\n", "", "1:1: title: is missing"},
		{"two-nations", "two-nation", "4:11: scenario: two-nation is not in the library (did you mean two-nations?)"},
		{"two-nations", "/etc/x.yaml", "4:11: scenario: /etc/x.yaml is a place on this machine alone (write its path from the folder of the case, so that others can run it)"},
		{"id: R1", "id: R 1", `6:9: rows.R 1.id: "R 1" is no name (names are letters, digits, dots and hyphens)`},
		{"kind: held", "kind: helt", `9:16: rows.R1.to.kind: unknown kind of record "helt" (did you mean held?)`},
		{"by: belmora.spoc", "by: belmora.spok", `9:26: rows.R1.to.by: unknown name "belmora.spok" (did you mean belmora.spoc?)`},
		{"fact: main.f1}\n    documented", "fact: main.f11}\n    documented", `9:46: rows.R1.to.fact: unknown fact "main.f11" (did you mean main.f1?)`},
		{"kind: held, by: belmora.spoc, fact: main.f1", "kind: overload, storyline: main", "9:37: rows.R1.to.storyline: records of the kind overload do not say of which storyline they are (name it with `by` or `where`)"},
		{"fact: main.f1}\n    doc", "where: {orgin: x}}\n    doc", `9:55: rows.R1.to.where.orgin: unknown argument of the kind held "orgin" (did you mean origin?)`},
		{"fact: main.f1}\n    doc", "where: {purposes: LEAD}}\n    doc", "9:58: rows.R1.to.where.purposes: records are not picked by such a number (leave it out, or take it as the instant with `at`)"},
		{"fact: main.f1}\n    doc", "where: {understood: maybe}}\n    doc", `9:60: rows.R1.to.where.understood: "maybe" is neither true nor false`},
		{"kind: held, by: belmora.spoc, fact: main.f1", "kind: deadline, where: {outcome: MISS}", `9:43: rows.R1.to.where.outcome: unknown outcome "MISS" (did you mean MISSED?)`},
		{"kind: held, by: belmora.spoc, fact: main.f1", "kind: stage, where: {stage: two}", `9:38: rows.R1.to.where.stage: "two" is not a whole number`},
		{"fact: main.f1}\n    doc", "at: recieved}\n    doc", `9:44: rows.R1.to.at: unknown instant of the kind held "recieved" (did you mean received?)`},
		{"fact: main.f1}\n    doc", "reason: VETOED}\n    doc", `9:48: rows.R1.to.reason: unknown reason "VETOED" (did you mean VETO?)`},
		{"fact: main.f1}\n    doc", "nth: 0}\n    doc", "9:45: rows.R1.to.nth: 0 is below 1"},
		{"kind: collected,", "kind: collected, after: true,", "8:36: rows.R1.from.after: a row's beginning is after nothing (leave it out, or write it under `to`)"},
		{"documented: 6h", "documented: soon", `10:17: rows.R1.documented: "soon" is no length of time (write 15d, 1h35m to 2h5m, at least 21d, or never)`},
		{"documented: 6h", "documented: 9h to 6h", `10:17: rows.R1.documented: "9h to 6h" ends before it begins (write 15d, 1h35m to 2h5m, at least 21d, or never)`},
		{"documented: 6h", "documented: 99999d", "10:17: rows.R1.documented: 99999d is more than a hundred years (write 15d, 1h35m to 2h5m, at least 21d, or never)"},
		{"    source: page 41\n", "", "6:5: rows.R1.source: is missing"},
		{"tag: S", "tag: X", `12:10: rows.R1.tag: unknown tag "X" (one of S (seen), L (located), K (general knowledge), C (calibration))`},
		{"tag: S", "tag: S\n    role: fited", `13:11: rows.R1.role: unknown role "fited" (did you mean fitted?)`},
		{"sooner", "earlier", `17:25: remedies.trust.deadlines.main.1: unknown sign "earlier" (one of sooner, same, later)`},
		{"main.1: sooner", "main.2: sooner", `17:25: remedies.trust.deadlines.main.2: unknown deadline "main.2" (did you mean main.1?)`},
		{"deadlines: {main.1: sooner}", "rows: {R2: same}", `17:16: remedies.trust.rows.R2: unknown row "R2" (did you mean R1?)`},
		{"    deadlines: {main.1: sooner}\n", "", "14:5: remedies.trust: nothing is expected of it (say under `deadlines`, `motions` or `rows` what comes sooner, same or later)"},
		{"    set: {model.trust: 0.9}\n", "", "14:5: remedies.trust: changes nothing (give it `patches` or `set`)"},
		{"model.trust: 0.9", "model.trusts: 0.9", "14:5: remedies.trust: no trusts in model (did you mean trust?)"},
		{"set: {model.trust: 0.9}", "patches: [two-nations/none]", "14:5: remedies.trust: no patch two-nations/none in the library"},
		{"remedies:", "fitted: [{path: model.trusty, says: so}]\nremedies:", "13:17: fitted.1.path: no trusty in model (did you mean trust?)"},
		{"remedies:", "fitted: [{path: model.trust, rows: [R9], says: so}]\nremedies:", `13:37: fitted.1.rows.1: unknown row "R9" (did you mean R1?)`},
		{"remedies:", "controls: [{id: C1, says: so}]\nremedies:", "13:12: controls.C1: is of a deadline, or of a row (write deadline: ID, or row: ID and within: DURATION)"},
		{"remedies:", "controls: [{id: C1, says: so, row: R1}]\nremedies:", "13:12: controls.C1: `row` and `within` belong together (write row: ID and within: DURATION)"},
		{"remedies:", "labels: [{id: L1, says: so, shows: {kind: held}, at_least: 0.5, at_most: 0.6, source: x}]\nremedies:", "13:74: labels.L1.at_most: a label shows in at least a share of the runs, or in at most one (leave out one of the two)"},
		{"remedies:", "lables: []\nremedies:", "13:1: lables: unknown key (did you mean labels?)"},
	} {
		require.Contains(t, sound, x.was)
		assert.Equal(t, []string{x.want}, problems(t, strings.Replace(sound, x.was, x.is, 1)), x.is)
	}
}

// All faults are told at once, those in the form and those in what names mean.
func TestAllProblemsOfACaseAtOnce(t *testing.T) {
	text := strings.NewReplacer("documented: 6h", "documented: soon", "kind: held", "kind: helt", "main.1", "main.3", "page 41", "[page]").Replace(sound)
	require.Equal(t, []string{
		`9:16: rows.R1.to.kind: unknown kind of record "helt" (did you mean held?)`,
		`10:17: rows.R1.documented: "soon" is no length of time (write 15d, 1h35m to 2h5m, at least 21d, or never)`,
		`11:13: rows.R1.source: a list where one word or phrase is needed`,
		`17:25: remedies.trust.deadlines.main.3: unknown deadline "main.3" (did you mean main.1?)`,
	}, problems(t, text))
}

// Whoever gives a scenario is told so, and not that each of its keys is unknown.
func TestAScenarioIsNoCase(t *testing.T) {
	text, err := scenarios.LibraryFile("two-nations")
	require.NoError(t, err)
	_, err = casebook.NewPlan("two.yaml", text, casebook.Options{})
	require.EqualError(t, err, "two.yaml: this is a scenario or a part of one, not a case; entente check tells what is wrong with it")
}

// A hostile file is bounded before memory is spent.
func TestTooMuchOfACase(t *testing.T) {
	name := filepath.Join(t.TempDir(), "big.yaml")
	require.NoError(t, os.WriteFile(name, make([]byte, casebook.MostBytes+1), 0o600))
	_, err := casebook.Read(name, casebook.Options{})
	require.ErrorContains(t, err, "a case has at most 1048576 bytes")
	row := "  - {id: R%, says: x, from: {kind: startex}, to: {kind: endex}, documented: 1h, source: x, tag: S}\n"
	text := "case: 1\nname: mine\ntitle: Mine\nscenario: two-nations\nrows:\n"
	for i := range 401 {
		text += strings.Replace(row, "%", strings.Repeat("x", i+1)[:min(i+1, 30)]+strings.Repeat("y", i/30), 1)
	}
	_, err = casebook.NewPlan("mine.yaml", []byte(text), casebook.Options{})
	require.ErrorContains(t, err, "401 rows are more than 400 (make several cases of it)")
}

// FuzzCase: whatever a file holds, reading it gives a plan or says what is wrong.
func FuzzCase(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte(every))
	f.Add([]byte("case: 1\nrows: [null, {id: 1}]\nlabels: [{}]\nremedies: [{}]\ncontrols: [{}]\nfitted: [{}]\n"))
	f.Add([]byte("case: 1\nname: x\ntitle: x\nscenario: two-nations\nrows: [{from: {}, to: {kind: held, where: {fact: [a, [b]], origin: {c: d}}}}]\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if strings.Contains(string(text), "..") { // nothing outside the folder is looked for
			t.Skip()
		}
		p, err := casebook.NewPlan(filepath.Join("testdata", "fuzzed.yaml"), text, casebook.Options{})
		if err == nil {
			require.NotNil(t, p.Scenario())
			return
		}
		require.NotEmpty(t, err.Error())
		var list scenarios.Problems
		if errors.As(err, &list) {
			for _, x := range list {
				require.Positive(t, x.Line)
			}
		}
	})
}
