//go:build !js

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/reference"
	"entente/sim/journal"
)

// TestReferenceIsWhole: the manual's reference has a chapter for all that can be written
// or read, and in it every word of the program's own tables.
func TestReferenceIsWhole(t *testing.T) {
	text := map[string]string{}
	for i, c := range manual() {
		require.Equal(t, i+1, c.Number)
		text[strings.TrimPrefix(c.Title, "Reference: ")] = "\n" + c.Text + "\n"
	}
	in := func(chapter string, words ...string) {
		require.NotEmpty(t, text[chapter], chapter)
		for _, w := range words {
			if w != "" {
				require.Contains(t, text[chapter], "\n"+w, "%s: nothing on %s", chapter, w)
			}
		}
	}
	in("patches", append(scenarios.PatchNames(), "set", "add", "remove")...)
	for _, w := range scenarios.PredicateNames() {
		in("predicates", w.Name)
	}
	for _, w := range scenarios.ConditionVerbs() {
		in("conditions of the events list", w.Form)
	}
	for i := range measure.Catalogue {
		in("measures", measure.Catalogue[i].ID+"  ("+measure.Catalogue[i].Key())
	}
	in("ratings", ratingTexts()...)
	in("outcomes", journal.TOutcome.Texts()...)
	in("steps and causes", append(journal.TStep.Texts(), journal.CauseTexts()...)...)
	for _, w := range wording.Reasons() {
		in("reasons", w.Word+"  ("+string(w.Family)+")\n    "+w.Says+"\n    Against it: "+w.Remedy)
	}
	require.Regexp(t, `(?m)^CLASS_TOO_HIGH .*\n.*\n.*\n    Reforms: .*writing-for-release|^CLASS_TOO_HIGH .*\n.*\n.*\n    Reforms: \w+`, text["reasons"])
	require.Contains(t, text["the shape of every --json"], "What a seed changes: ")
	in("levels", journal.TGrade.Texts()...)
	for i := range shapes {
		in("the shape of every --json", shapes[i].of+": ")
	}
	require.Contains(t, text["licences"], "SIL Open Font License 1.1")
	for _, c := range exitConstants(t) {
		in("exit codes", strconv.Itoa(c))
	}
}

// exitConstants are the exit codes that exit.go declares.
func exitConstants(t *testing.T) (codes []int) {
	f, err := parser.ParseFile(token.NewFileSet(), "exit.go", nil, 0)
	require.NoError(t, err)
	for _, d := range f.Decls {
		if list, ok := d.(*ast.GenDecl); ok && list.Tok == token.CONST {
			for _, s := range list.Specs {
				n, err := strconv.Atoi(s.(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
				require.NoError(t, err)
				codes = append(codes, n)
			}
		}
	}
	require.Len(t, codes, len(exitCodes))
	return codes
}

// TestPatchOfTheManualRuns: the patch that the manual shows fits a scenario.
func TestPatchOfTheManualRuns(t *testing.T) {
	file := filepath.Join(t.TempDir(), "slow-link.yaml")
	require.NoError(t, os.WriteFile(file, []byte(reference.PatchExample), 0o644))
	_, err := scenarios.Load("two-nations", scenarios.Options{Patches: []string{file}})
	require.NoError(t, err)
}
