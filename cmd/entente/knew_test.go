//go:build !js

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/require"

	"entente/replay/outcome"
	"entente/sim/notation"
)

// recorded runs a scenario of the library into a replay file.
func recorded(t *testing.T, scenario string) []byte {
	t.Helper()
	name := filepath.Join(t.TempDir(), "run.mcap")
	e, _, talk := testEdge(t, "run", scenario, "-o", name)
	onDisk(&e)
	require.Equal(t, done, run(e), talk.String())
	file, err := os.ReadFile(name)
	require.NoError(t, err)
	return file
}

// knew asks a file, on a terminal of some width.
func knew(t *testing.T, file []byte, width int, args ...string) string {
	t.Helper()
	e, out, talk := testEdge(t, append([]string{"replay", "knew", "run.mcap"}, args...)...)
	e.open, e.width, e.env = inMemory(file), width, []string{"TERM=xterm-256color", "COLORTERM=truecolor"}
	require.Equal(t, done, run(e), talk.String())
	return out.String()
}

// No line is wider than the terminal, and colour adds nothing but colour.
func TestLedgerFitsTheTerminal(t *testing.T) {
	file := recorded(t, "last-mile-2019")
	for _, as := range [][]string{nil, {"--as", "srilanka"}} {
		line := append([]string{"--at", "D+16"}, as...)
		pipe := knew(t, file, 0, line...)
		require.NotContains(t, pipe, "\x1b")
		for _, width := range []int{80, 100, 132} {
			page := knew(t, file, width, line...)
			for _, text := range strings.Split(page, "\n") {
				require.LessOrEqual(t, columns(text), width, text)
			}
			if width == 80 {
				require.Contains(t, page, "\x1b[")
				require.Equal(t, pipe, ansi.Strip(page))
			}
		}
	}
}

// Table and object say the same.
func TestLedgerAsDataAgrees(t *testing.T) {
	file := recorded(t, "last-mile-2019")
	for _, as := range [][]string{nil, {"--as", "srilanka"}, {"--as", "srilanka.cni"}} {
		line := append([]string{"--at", "D+3T04:00"}, as...)
		table, err := csv.NewReader(strings.NewReader(knew(t, file, 0, append(line, "--csv")...))).ReadAll()
		require.NoError(t, err)
		var l outcome.Ledger
		d := json.NewDecoder(bytes.NewReader([]byte(knew(t, file, 0, append(line, "--json")...))))
		d.DisallowUnknownFields()
		require.NoError(t, d.Decode(&l))
		require.Equal(t, (&outcome.Ledger{}).Table(notation.Clock{})[0], table[0])
		require.Len(t, table[1:], len(l.Rows))
		require.NotEmpty(t, l.Rows)
		for i, row := range l.Rows {
			require.Equal(t, []string{row.Who, row.Standing, row.Fact, row.Storyline}, table[i+1][:4])
			require.Equal(t, row.Understood != nil, table[i+1][14] != "")
			require.Equal(t, strings.Join(row.Purposes, " "), table[i+1][17])
		}
	}
}
