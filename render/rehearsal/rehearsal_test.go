package rehearsal_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/document"
	"entente/render/rehearsal"
	"entente/scenarios"
	"entente/scenarios/sweep"
)

// The page of a rehearsal has a sheet for each cell, which begins a page of paper;
// every entry stands on one of them; nothing is fetched and nothing runs.
func TestPageOfARehearsal(t *testing.T) {
	sc, err := scenarios.Load("twelve-nations", scenarios.Options{})
	require.NoError(t, err)
	r, err := sweep.Rehearse(t.Context(), sweep.Pool{}, sc, 1, 3)
	require.NoError(t, err)
	d := rehearsal.Build(r, 1, "9.9")
	_, names := r.ByCell()
	require.NotEmpty(t, names)
	var page bytes.Buffer
	require.NoError(t, document.HTML(&page, d))
	text := page.String()
	require.Equal(t, len(names), strings.Count(text, `<section id="cell-`))
	require.Equal(t, len(names), len(regexp.MustCompile(`<section id="cell-\d+" aria`).FindAllString(text, -1)), "none of them flows on")
	rows := 0
	for _, s := range d.Sections {
		if strings.HasPrefix(s.ID, "cell-") {
			rows += len(s.Blocks[0].(document.Table).Rows)
		}
		for _, b := range s.Blocks {
			if f, ok := b.(document.Figure); ok {
				for _, x := range f.Scene.Texts() {
					box := x.Box()
					require.True(t, box.X >= -1.5 && box.X+box.W <= f.Scene.W+1.5 && box.Y+box.H <= f.Scene.H+1.5, x.Text)
				}
				require.Len(t, f.Numbers.Rows, len(r.Cells))
			}
		}
	}
	require.Equal(t, len(r.Entries), rows)
	require.Contains(t, text, sc.Static.Banner)
	require.Contains(t, text, sc.Static.Exercise)
	for _, m := range sc.Static.Moves {
		require.Contains(t, text, ">"+m.ID+"<", "each move has its name above the lanes")
	}
	require.Contains(t, text, sc.Static.Moves[1].ID+" from H+")
	require.Contains(t, text, ">H+12<", "the axis has ticks between its ends")
	for _, o := range sc.Static.Objectives {
		require.Contains(t, text, o.Text)
	}
	require.Contains(t, text, "each critical task is rated so")
	require.Empty(t, regexp.MustCompile(`(?i)<script|<link|<img|src="|@import`).FindString(text))
	var again bytes.Buffer
	require.NoError(t, document.HTML(&again, rehearsal.Build(r, 1, "9.9")))
	require.Equal(t, text, again.String())
}
