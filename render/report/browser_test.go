package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/document"
	"entente/render/guide"
	"entente/render/report"
)

// seen is what a browser says of one page.
type seen struct {
	Messages, Requests, Serious, Others, Boxes []string
	Sideways, Fonts                            int
	PDF                                        map[string]struct{ Bytes, Pages int }
}

// Reports in a real browser: nothing on the console, nothing fetched, no serious
// finding of axe-core, no two labels over each other, no page wider than a phone's
// window, and a print on A4 and on Letter. With ENTENTE_KEEP the pictures and prints
// stay in that folder, to be looked at.
func TestReportsInABrowser(t *testing.T) {
	node, browser := depth.Need(t, "node"), depth.Need(t, "chromium")
	folder, err := filepath.Abs(filepath.Join("testdata", "browser"))
	require.NoError(t, err)
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "axe-core")); err != nil {
		depth.Missing(t, "axe-core (npm ci in render/report/testdata/browser)")
	}
	out := depth.Kept(t)
	line := []string{filepath.Join(folder, "check.mjs"), browser, out}
	for name, reps := range map[string]int{"two-nations": 0, "deportation-notice-2015": 20, "last-mile-2019": 0, "twelve-nations": 0} {
		var page bytes.Buffer
		require.NoError(t, document.HTML(&page, report.Build(input(t, name, reps))))
		file := filepath.Join(out, name+".html")
		require.NoError(t, os.WriteFile(file, page.Bytes(), 0o644))
		line = append(line, file)
	}
	played := input(t, "deportation-notice-2015", 0)
	var page bytes.Buffer
	require.NoError(t, document.HTML(&page, guide.Build(&guide.Input{Static: played.Story.Static, Terms: played.Terms, Played: &guide.Played{Story: played.Story}})))
	file := filepath.Join(out, "guide.html")
	require.NoError(t, os.WriteFile(file, page.Bytes(), 0o644))
	line = append(line, file)
	var talk bytes.Buffer
	c := exec.Command(node, line...)
	c.Stderr = &talk
	said, err := c.Output()
	require.NoError(t, err, talk.String())
	var all map[string]seen
	require.NoError(t, json.Unmarshal(said, &all))
	require.Len(t, all, 5)
	for name, s := range all {
		require.Empty(t, s.Messages, "%s: on the console", name)
		require.Empty(t, s.Requests, "%s: fetched", name)
		require.Empty(t, s.Serious, "%s: axe-core", name)
		require.Empty(t, s.Boxes, "%s: labels", name)
		require.LessOrEqual(t, s.Sideways, 0, "%s: a window of 600 pixels scrolls sideways", name)
		require.Positive(t, s.Fonts, "%s: its letters", name)
		for format, p := range s.PDF {
			require.Positive(t, p.Pages, "%s on %s", name, format)
			t.Logf("%s on %s: %d pages, %d kB", name, format, p.Pages, p.Bytes>>10)
		}
		if len(s.Others) > 0 {
			t.Logf("%s: minor findings: %v", name, s.Others)
		}
	}
}
