package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/cmd/dev/depth"
	"entente/render/document"
	"entente/render/guide"
	"entente/render/rehearsal"
	"entente/render/report"
	"entente/replay/export"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/sweep"
)

// seen is what a browser says of one page.
type seen struct {
	Messages, Requests, Serious, Others, Boxes []string
	Dark                                       bool
	Sideways, Fonts                            int
	PDF                                        map[string]struct{ Bytes, Pages int }
}

// Reports, guides and rehearsals in a real browser: nothing on the console, nothing fetched, no serious
// finding of axe-core, no two labels over each other, no page wider than a phone's
// window, and a print on A4 and on Letter. With ENTENTE_KEEP the pictures and prints
// stay in that folder, to be looked at.
func TestReportsInABrowser(t *testing.T) {
	node, browser, folder := browserOf(t, "axe-core")
	out := depth.Kept(t)
	line := []string{filepath.Join(folder, "check.mjs"), browser, out}
	put := func(name string, d *document.Document) {
		var page bytes.Buffer
		require.NoError(t, document.HTML(&page, d))
		file := filepath.Join(out, name+".html")
		require.NoError(t, os.WriteFile(file, page.Bytes(), 0o644))
		line = append(line, file)
	}
	for name, reps := range map[string]int{"two-nations": 0, "deportation-notice-2015": 20, "last-mile-2019": 0, "twelve-nations": 0} {
		put(name, report.Build(input(t, name, reps)))
	}
	played := input(t, "deportation-notice-2015", 0)
	put("guide", guide.Build(&guide.Input{Static: played.Trace.Static, Terms: played.Terms, Played: &guide.Played{Trace: played.Trace}}))
	put("guide-blank", guide.Build(&guide.Input{Static: played.Trace.Static, Terms: played.Terms}))
	for _, name := range []string{"two-nations", "twelve-nations"} {
		put("rehearsal-"+name, rehearsed(t, name))
	}
	var talk bytes.Buffer
	c := exec.Command(node, line...)
	c.Stderr = &talk
	said, err := c.Output()
	require.NoError(t, err, talk.String())
	var all map[string]seen
	require.NoError(t, json.Unmarshal(said, &all))
	require.Len(t, all, len(line)-3)
	for name, s := range all {
		require.Empty(t, s.Messages, "%s: on the console", name)
		require.Empty(t, s.Requests, "%s: fetched", name)
		require.Empty(t, s.Serious, "%s: axe-core", name)
		require.Empty(t, s.Boxes, "%s: labels", name)
		require.LessOrEqual(t, s.Sideways, 0, "%s: a window of 400 pixels scrolls sideways", name)
		require.Positive(t, s.Fonts, "%s: its letters", name)
		for format, p := range s.PDF {
			require.Positive(t, p.Pages, "%s on %s", name, format)
			if most := mostPages[name]; most > 0 {
				printed(t, out, name, format, most)
			}
			t.Logf("%s on %s: %d pages, %d kB", name, format, p.Pages, p.Bytes>>10)
		}
		require.Empty(t, s.Others, "%s: axe-core, minor findings", name)
		require.False(t, s.Dark, "%s: a dark browser keeps the colours of paper", name)
	}
}

// browserOf finds node, a browser and the folder of the scripts, with a package that they need.
func browserOf(t *testing.T, need string) (node, browser, folder string) {
	t.Helper()
	node, browser = depth.Need(t, "node"), depth.Need(t, "chromium")
	folder, err := filepath.Abs(filepath.Join("testdata", "browser"))
	require.NoError(t, err)
	if _, err := os.Stat(filepath.Join(folder, "node_modules", need)); err != nil {
		depth.Missing(t, need+" (npm ci in render/report/testdata/browser)")
	}
	return node, browser, folder
}

// A trace opens in a reader of the format that shares no code with us, speedscope: every
// thread is there by its name, and nothing is complained of. Perfetto itself is served
// by no registry as a program that runs offline, and was not opened with it.
func TestTraceOpensInAReader(t *testing.T) {
	node, browser, folder := browserOf(t, "speedscope")
	out := depth.Kept(t)
	trace := input(t, "deportation-notice-2015", 0).Trace
	var b bytes.Buffer
	require.NoError(t, export.Trace(&b, trace.Lookup(), wording.HSEEP.Stretch))
	file := filepath.Join(out, "trace.json")
	require.NoError(t, os.WriteFile(file, b.Bytes(), 0o644))
	var talk bytes.Buffer
	c := exec.Command(node, filepath.Join(folder, "trace.mjs"), browser, out, file)
	c.Stderr = &talk
	told, err := c.Output()
	require.NoError(t, err, talk.String())
	var found struct {
		Messages, Requests []string
		Said               string
	}
	require.NoError(t, json.Unmarshal(told, &found))
	require.Empty(t, found.Messages)
	require.Empty(t, found.Requests)
	threads := map[[2]int]bool{}
	var opened struct {
		Events []struct {
			Ph       string
			Pid, Tid int
		} `json:"traceEvents"`
	}
	require.NoError(t, json.Unmarshal(b.Bytes(), &opened))
	for _, e := range opened.Events {
		if e.Ph == "X" {
			threads[[2]int{e.Pid, e.Tid}] = true
		}
	}
	require.Regexp(t, fmt.Sprintf(`^belgium \(pid \d+\), belgium\.djsoc\.\w+ \(tid \d+\) \(1/%d\)$`, len(threads)), found.Said)
}

// rehearsed is the page of some rehearsals.
func rehearsed(t *testing.T, name string) *document.Document {
	sc, err := scenarios.Load(name, scenarios.Options{})
	require.NoError(t, err)
	r, err := sweep.Rehearse(t.Context(), sweep.Pool{Workers: 2}, sc, 1, 20)
	require.NoError(t, err)
	return rehearsal.Build(r, 1, agents.Version)
}

// mostPages that a print may have: level of detail, not scrolls.
var mostPages = map[string]int{"two-nations": 8, "deportation-notice-2015": 15, "last-mile-2019": 12, "twelve-nations": 20}

// printed looks through a print: the cover and the hot wash take a page each, no page but the last is
// nearly empty, and no heading stands alone at a foot.
func printed(t *testing.T, out, name, format string, most int) {
	t.Helper()
	tool := depth.Need(t, "pdftotext")
	text, err := exec.Command(tool, "-layout", filepath.Join(out, name+"-"+format+".pdf"), "-").Output()
	require.NoError(t, err)
	pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	require.LessOrEqual(t, len(pages), most, "%s on %s: pages", name, format)
	begins := func(n int, heading string) {
		require.Regexp(t, `(?s)\A(\s*[^\n]+\n){1,2}\s*`+heading+`\n`, pages[n], "%s on %s: page %d", name, format, n+1)
	}
	begins(1, "Hot wash")
	begins(2, "Timeline")
	for i, p := range pages[:len(pages)-1] {
		require.Greater(t, len(strings.Fields(p)), 60, "%s on %s: page %d is nearly empty:\n%s", name, format, i+1, p)
		lines := strings.Split(strings.TrimSpace(p), "\n")
		for _, s := range []string{"What was refused", "Who knew what", "Who told whom", "Objectives", "Measures", "Improvement Plan", "Rules on the way"} {
			for _, foot := range lines[max(0, len(lines)-4):] {
				require.NotEqual(t, s, strings.TrimSpace(foot), "%s on %s: page %d ends with a heading", name, format, i+1)
			}
		}
	}
}
