package reform_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/document"
	page "entente/render/reform"
	"entente/render/rendertest"
	"entente/scenarios"
	"entente/scenarios/reform"
	"entente/sim"
)

var rewrite = flag.Bool("rewrite", false, "write the golden pages anew")

// told is a runner whose runs are told by the reforms by name.
type told struct {
	list []*scenarios.Remedy
	lead func(ids string, rep int) sim.Time
}

func (m *told) Offer(list []*scenarios.Remedy) { m.list = list }
func (m *told) Can(reform.Set) error           { return nil }
func (m *told) Waits(jobs []reform.Job) ([][]reform.Waited, error) {
	return make([][]reform.Waited, len(jobs)), nil
}

func (m *told) Rows(jobs []reform.Job) ([]reform.Row, error) {
	rows := make([]reform.Row, len(jobs))
	for i, j := range jobs {
		ids := ""
		for _, n := range j.Set {
			ids += m.list[n].ID
		}
		l := reform.Lead{Counts: true, Ms: m.lead(ids, j.Rep)}
		rows[i] = reform.Row{Lead: l, Due: []bool{true}, Missed: []bool{!l.InTime()}, Messages: 7 + len(ids) + j.Rep%3}
		if strings.Contains(ids, "c") {
			rows[i].Benign = j.Rep % 2
		}
	}
	return rows, nil
}

// answered makes the data of a small search: a and b together close the gap, or nothing
// does; c costs rights, and d does nothing.
func answered(t *testing.T, closes bool) *reform.Data {
	own := []*scenarios.Remedy{
		{ID: "a", Title: "A duty officer at weekends", Text: "Two posts at the contact point.", Cost: 2, Lead: 60 * 24 * sim.Hour, Source: "an inquiry", Tag: "S", Anchor: "§12"},
		{ID: "b", Title: "Police tell the neighbour themselves", Cost: 1, Lead: 30 * 24 * sim.Hour},
		{ID: "c", Title: "The rule on <grounds> & reasons goes", Cost: 6, Lead: 400 * 24 * sim.Hour},
		{ID: "d", Cost: 1, Lead: 5 * sim.Hour},
	}
	lead := func(ids string, rep int) sim.Time {
		has := func(id string) sim.Time {
			if strings.Contains(ids, id) {
				return 1
			}
			return 0
		}
		ms := -3*sim.Hour + has("a")*2*sim.Hour + has("b")*3*sim.Hour/2 + has("c")*sim.Hour/4 + sim.Time(rep%7)*4*sim.Minute
		if !closes {
			ms -= sim.Hour
		}
		return ms
	}
	q := reform.Question{Most: 2, Reps: 93, Finalists: 1, MostTried: 9, Share: 0.05, Level: 0.95}
	a, err := reform.Search(q, own, func(reform.Waited) []*scenarios.Remedy { return nil }, &told{lead: lead}, nil)
	require.NoError(t, err)
	d := a.Data([]string{"plot.contact-knows"})
	d.Scenario, d.Title, d.Banner, d.Engine, d.Seed = "small", "A small search", "EXERCISE", "9.9", 7
	d.Run = &reform.RunData{File: "run.mcap", Seed: 7, Digest: "d1ge57", First: true, Deadlines: []reform.RunDeadline{{Deadline: "plot.contact-knows", Spare: &reform.LeadData{Ms: -int64(3 * sim.Hour)}}}}
	return d
}

// The page says what closes the gap, or that nothing does, how sure that is, what it does
// besides, and what is not claimed; it fetches nothing, runs nothing and draws nothing
// over anything. Its text in a small case is held word by word.
func TestPageOfASearch(t *testing.T) {
	for name, closes := range map[string]bool{"closes": true, "none": false} {
		t.Run(name, func(t *testing.T) {
			d := page.Build(answered(t, closes))
			var html, text bytes.Buffer
			require.NoError(t, document.HTML(&html, d))
			require.NoError(t, document.Markdown(&text, d))
			require.NoError(t, os.WriteFile(filepath.Join(depth.Kept(t), "reform-"+name+".html"), html.Bytes(), 0o644))
			golden := filepath.Join("testdata", name+".md")
			if *rewrite {
				require.NoError(t, os.WriteFile(golden, text.Bytes(), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), text.String(), "-rewrite writes it anew")
			require.Len(t, d.Figures(), 2)
			for _, f := range d.Figures() {
				require.Empty(t, rendertest.Faults(f.Scene, true), f.ID)
				require.NotEmpty(t, f.Scene.Says, f.ID)
				for _, row := range f.Numbers.Rows {
					require.Len(t, row, len(f.Numbers.Head), f.ID)
				}
			}
			_, body, _ := strings.Cut(html.String(), "</style>")
			require.Empty(t, regexp.MustCompile(`(?i)<script|<link|<img|src="|@import`).FindString(html.String()))
			require.Empty(t, regexp.MustCompile(`NaN|Inf|>-0<|%!`).FindString(body))
			require.NotContains(t, body, "<grounds>", "text of a scenario is no HTML")
		})
	}
}

// In a real browser: nothing on the console, nothing fetched, no finding of axe-core, no
// page wider than a phone's window, and a print on A4 and on Letter.
func TestPageInABrowser(t *testing.T) {
	folder, err := filepath.Abs(filepath.Join("..", "report", "testdata", "browser"))
	require.NoError(t, err)
	node, browser := depth.Need(t, "node"), depth.Need(t, "chromium")
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "axe-core")); err != nil {
		depth.Missing(t, "axe-core (npm ci in render/report/testdata/browser)")
	}
	out := depth.Kept(t)
	line := []string{filepath.Join(folder, "check.mjs"), browser, out}
	for name, closes := range map[string]bool{"reform": true, "reform-none": false} {
		var html bytes.Buffer
		require.NoError(t, document.HTML(&html, page.Build(answered(t, closes))))
		file := filepath.Join(out, name+".html")
		require.NoError(t, os.WriteFile(file, html.Bytes(), 0o644))
		line = append(line, file)
	}
	var talk bytes.Buffer
	c := exec.Command(node, line...)
	c.Stderr = &talk
	said, err := c.Output()
	require.NoError(t, err, talk.String())
	var all map[string]struct {
		Messages, Requests, Serious, Others, Boxes []string
		Sideways                                   int
		PDF                                        map[string]struct{ Pages int }
	}
	require.NoError(t, json.Unmarshal(said, &all))
	require.Len(t, all, 2)
	for name, s := range all {
		for _, list := range [][]string{s.Messages, s.Requests, s.Serious, s.Others, s.Boxes} {
			require.Empty(t, list, name)
		}
		require.LessOrEqual(t, s.Sideways, 0, "%s scrolls sideways", name)
		require.Len(t, s.PDF, 2)
		for format, p := range s.PDF {
			require.Positive(t, p.Pages, "%s on %s", name, format)
		}
	}
}
