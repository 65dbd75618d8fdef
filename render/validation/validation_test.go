package validation_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/document"
	"entente/render/rendertest"
	page "entente/render/validation"
	"entente/scenarios/casebook"
	"entente/scenarios/sweep"
)

// A case with a row of every kind: inside, outside, open, a range, fitted, and one that
// begins in no run.
const mine = `case: 1
name: mine
title: A warning & its way
scenario: two-nations
rows:
  - {id: R1, says: noticed to read, from: {kind: detected, fact: main.f1}, to: {kind: held, by: belmora.spoc, fact: main.f1}, documented: 1h to 3h, source: page <41>, tag: S}
  - {id: R2, says: far beside, from: {kind: startex}, to: {kind: detected, fact: main.f1}, documented: 30d, source: x, tag: K, note: doubtful}
  - {id: R3, says: never, from: {kind: startex}, to: {kind: purged}, documented: never, source: x, tag: C}
  - {id: R4, says: fitted, from: {kind: startex}, to: {kind: detected, fact: main.f1}, documented: 8h, source: x, tag: S, role: fitted}
  - {id: R5, says: begins nowhere, from: {kind: purged}, to: {kind: endex}, documented: 8h, source: x, tag: S}
labels: [{id: most, says: understood, shows: {kind: collected, fact: main.f1}, source: page 60}]
remedies: [{id: slow, says: a slow link, set: {channels.link.latency: 30h}, deadlines: {main.1: later}, rows: {R1: later}}]
controls: [{id: late, says: nothing helps, row: R1, within: 1m}]
`

func build(t *testing.T) (*document.Document, string) {
	t.Helper()
	p, err := casebook.NewPlan("mine.yaml", []byte(mine), casebook.Options{})
	require.NoError(t, err)
	o, err := p.Measure(context.Background(), sweep.Pool{Workers: 1}, 1, 3)
	require.NoError(t, err)
	d := page.Build(casebook.Pool([]*casebook.Result{o}, "9.9", 1, 3, "model.trust=0.6"))
	var text bytes.Buffer
	require.NoError(t, document.HTML(&text, d))
	return d, text.String()
}

// The page draws every row that was measured, with its numbers and nothing cut, tells the
// others, names every source, and comes out the same again.
func TestPageOfAValidation(t *testing.T) {
	d, text := build(t)
	require.NoError(t, os.WriteFile(filepath.Join(depth.Kept(t), "validation.html"), []byte(text), 0o600))
	sorts := map[string]int{}
	for _, f := range d.Figures() {
		sort, _, _ := strings.Cut(f.ID, "-")
		sorts[sort]++
		require.Empty(t, rendertest.Faults(f.Scene, true), f.ID)
		require.NotNil(t, f.Small, f.ID)
		require.LessOrEqual(t, f.Small.W, 360.0, f.ID)
		require.Empty(t, rendertest.Faults(f.Small, false), f.ID)
		require.NotNil(t, f.Spec, f.ID)
		for _, row := range f.Numbers.Rows {
			require.Len(t, row, len(f.Numbers.Head), f.ID)
		}
	}
	require.Equal(t, map[string]int{"predictive": 1, "fitted": 1, "places": 2}, sorts)
	for _, words := range []string{
		"1 of 3", "engine 9.9, seed 1", "was set: model.trust=0.6", "A warning &amp; its way", "page &lt;41&gt; (S)", "doubtful",
		"R5 (begins nowhere): not measured: it began in no run.", "miss: it took longer than here", "1 h 00 min to 3 h 00 min",
		"1 row began in no run and is in no number here", "understood", "a slow link", "stays open, as expected",
		"What was calibrated on what", "7 of 24 (29 %", "19 of 24 (79 %", "powers of ten",
	} {
		require.Contains(t, text, words)
	}
	require.NotContains(t, text, "<script")
	require.NotContains(t, text, "%!")
	require.Contains(t, text, "95\u00a0%")
	require.NotRegexp(t, `<d[td][^>]*>[^<]* %`, text, "a percent sign begins a line")
	_, again := build(t)
	require.Equal(t, text, again)
}
