//go:build !js

package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
	"entente/sim/files"
)

// there is a file of bytes, for reading.
type there struct{ *bytes.Reader }

func (there) Close() error { return nil }

// ranAndShown gives what a run printed, and what `replay show` prints of its file.
func ranAndShown(t *testing.T, width int, extra []string, line ...string) (ran, shown string) {
	t.Helper()
	file := &bytes.Buffer{}
	e, out, talk := testEdge(t, append(append(line, "-o", "x.mcap"), extra...)...)
	e.width, e.store = width, files.NewStore(memory{file})
	require.Equal(t, done, run(e), talk.String())
	ran = out.String()
	e, out, talk = testEdge(t, append([]string{"replay", "show", "x.mcap"}, extra...)...)
	e.width, e.open = width, func(string) (opened, error) {
		r := bytes.NewReader(file.Bytes())
		return opened{r, there{r}, r.Size()}, nil
	}
	require.Equal(t, done, run(e), talk.String())
	return ran, out.String()
}

// A file shows what its run showed, byte for byte: in every scenario of the
// library, stopped early or changed, as a picture and as data, in any words.
func TestShowIsWhatTheRunPrinted(t *testing.T) {
	for _, x := range scenarios.Library() {
		ran, shown := ranAndShown(t, 100, nil, "run", x.Name)
		require.Equal(t, ran, shown, x.Name)
	}
	for _, line := range [][]string{
		{"run", "three-nations", "--seed", "7"},
		{"run", "three-nations", "--until", "D+1T06:00"},
		{"run", "three-nations", "--until", "T+51h", "--set", "relations.arvonia-cendria.tension=0.8", "--set", "title=Changed"},
		{"run", "deportation-notice-2015", "--patch", "deportation-notice-2015/grounds-were-told"},
	} {
		for _, extra := range [][]string{nil, {"--json"}, {"--terms", "nato"}, {"--terms", "EU"}} {
			ran, shown := ranAndShown(t, 80, extra, line...)
			require.Equal(t, ran, shown, line)
			require.NotEmpty(t, ran)
		}
	}
}
