package casebook_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
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

var expected = regexp.MustCompile(` # ERROR ("(?:[^"\\]|\\.)*")`)

// Each file of testdata/bad has one fault, which is told alone, at its line and column,
// with what would have been right: as the comment on its line has it.
func TestBadCases(t *testing.T) {
	names, err := filepath.Glob("testdata/bad/*.yaml")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(names), 38)
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		m := expected.FindSubmatch(text)
		require.NotNil(t, m, name)
		want, err := strconv.Unquote(string(m[1]))
		require.NoError(t, err, name)
		list := problems(t, string(text))
		require.Len(t, list, 1, name)
		assert.Regexp(t, "^"+want, list[0], name)
		line, _, _ := strings.Cut(list[0], ":")
		assert.Equal(t, line, strconv.Itoa(1+bytes.Count(text[:bytes.Index(text, m[0])], []byte("\n"))), name)
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
	require.EqualError(t, err, "two.yaml:13:1: entente: this file is a scenario or a part of one (entente check finds its problems, entente run runs it)")
}

// A hostile file is bounded before memory is spent.
func TestTooMuchOfACase(t *testing.T) {
	name := filepath.Join(t.TempDir(), "big.yaml")
	require.NoError(t, os.WriteFile(name, make([]byte, casebook.MostBytes+1), 0o600))
	_, err := casebook.Read(name, casebook.Options{})
	require.ErrorContains(t, err, "big.yaml: the file is larger than 1 MiB")
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
