//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/render/webpage"
)

// driven is what a browser says after it was led through the viewer.
type driven struct {
	Steps []struct {
		Name   string
		Words  []string
		Hash   string
		Missed string

		Picture string
	}
	Messages, Requests []string
	Parts              []string // of replays, as they were asked for
	Start              float64
	Copied, Again      string
	Download, Book     struct{ Name string }
	Dropped            struct {
		Reads, Largest int
		Words          string
	}
	Refused struct {
		Rebound         any
		Fetched, Framed string
	}
}

// The viewer in a real browser, led through as a person would: open, outcomes, why,
// lanes, scrub, perspective, search, records, compare, keys, copied link, a pasted time,
// a finger that taps, export,
// other sizes of the window. Nothing is on the console, nothing is asked of elsewhere,
// and a rebound name and a page of another place read nothing. With ENTENTE_KEEP the
// pictures stay in that folder.
func TestViewerInABrowser(t *testing.T) {
	depth.NeedFull(t, "compiles the viewer and drives a browser")
	node, browser := depth.Need(t, "node"), depth.Need(t, "chromium")
	folder, err := filepath.Abs(filepath.Join("testdata", "browser"))
	require.NoError(t, err)
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "playwright-core")); err != nil {
		depth.Missing(t, "playwright-core (npm ci in cmd/entente/testdata/browser)")
	}
	program, err := viewerOnce(t).program()
	require.NoError(t, err)
	require.Less(t, len(program.Packed), 8_000_000, "the viewer is small enough to be fetched")
	was := *noServer
	defer func() { *noServer = was }()
	noServer.viewer = func() (webpage.Program, error) { return program, nil }
	another := filepath.Join(t.TempDir(), "another.mcap")
	e2, _, talk2 := testEdge(t, "run", "deportation-notice-2015", "--seed", "2", "-o", another)
	onDisk(&e2)
	require.Equal(t, done, run(e2), talk2)
	addresses, _, _ := served(t, replayOf(t, "deportation-notice-2015"), another)

	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html><title>elsewhere</title>"))
	}))
	defer elsewhere.Close()
	out := depth.Kept(t)
	c := exec.Command(node, filepath.Join(folder, "drive.mjs"), browser, out, addresses[2], elsewhere.URL)
	var talk bytes.Buffer
	c.Stderr = &talk
	said, err := c.Output()
	require.NoError(t, err, talk.String())
	var d driven
	require.NoError(t, json.Unmarshal(said, &d))

	for _, s := range d.Steps {
		assert.Empty(t, s.Missed, "%s: it came to %s, and said %q", s.Name, s.Hash, s.Words)
	}
	came := map[string]bool{}
	for _, s := range d.Steps {
		came[s.Name] = true
		require.FileExists(t, filepath.Join(out, s.Picture), "what %s looked like", s.Name)
	}
	for _, name := range []string{"outcomes", "why", "lanes", "scrubbed", "as-a-nation", "compare", "compare-all", "search", "exported", "tapped", "smaller", "larger"} {
		require.True(t, came[name], "the browser was not led through %s", name)
	}
	require.Empty(t, d.Messages, "on the console")
	require.Empty(t, d.Requests, "asked of elsewhere")
	require.NotEmpty(t, d.Parts)
	require.NotContains(t, d.Parts, "all of it", "a replay is read in parts")
	require.Contains(t, d.Copied, "#", "a link to where one is")
	require.Equal(t, d.Copied, d.Again, "and it leads there")
	require.Regexp(t, `^deportation-notice-2015-.*\.(svg|png)$`, d.Download.Name)
	st, err := os.Stat(filepath.Join(out, d.Download.Name))
	require.NoError(t, err)
	require.Greater(t, st.Size(), int64(5000), "an export with something in it")
	beside := filepath.Join(out, "run.mcap")
	require.Equal(t, "run.notes.jsonl", d.Book.Name, "the name that the other programs read")
	require.NoError(t, os.WriteFile(beside, craftable(t, "deportation-notice-2015"), 0o600))
	e3, listed, talk3 := testEdge(t, "note", beside)
	onDisk(&e3)
	require.Equal(t, done, run(e3), talk3)
	require.Contains(t, listed.String(), "nobody rang back", "a note of the browser is one of the command's")
	require.Positive(t, d.Dropped.Reads, "what is dropped is opened")
	require.LessOrEqual(t, d.Dropped.Largest, 1<<20, "in parts")
	require.NotContains(t, d.Dropped.Words, "cannot be read")
	require.EqualValues(t, 421, d.Refused.Rebound)
	require.Equal(t, "refused", d.Refused.Fetched)
	require.NotEqual(t, "blank", d.Refused.Framed)
	t.Logf("first frame after %.1f s, %.1f MB", d.Start/1000, float64(len(program.Packed))/1e6)
}
