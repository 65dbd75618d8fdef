//go:build !js

package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/scenarios/cluster"
	"entente/sim/files"
)

// all is a study in which everything decides what a row is: a world of its own, a patch,
// settings of the study, of an option and of factors, independent seeds, an early end
// and a bound of events.
const all = `
study: 1
name: all
scenario: ../worlds/mine.yaml
until: D+2
seeds: {root: 11, scheme: independent}
replications: {n: 2}
set: {channels.siena.latency: 5m}
limits: {max_events: MOST}
options:
  - {id: none}
  - {id: quick, patches: [quick.yaml], set: {model.grant: 0.9}}
factors:
  relations.*.trust: {from: 0.2, to: 0.9}
  nations.cendria.agencies.police.desks.intake.servers: {values: [1, 3]}
blocks:
  - {id: spread, design: latin, n: 3}
`

// inJSON says where --json has the measure of a column.
var inJSON = map[string]string{
	"M1_ms": "M1_ms", "M1_p95_ms": "M1_p95_ms", "M2_ms": "M2_ms", "M3": "M3_share", "M4": "M4_share", "M4_held_ms": "M4_held_ms",
	"M5": "M5_share", "M7": "M7_share", "M10_ms": "M10_ms", "M10_median_ms": "M10_median_ms", "M13_idle": "M13_idle_share",
	"M15": "M15_trust", "M15_least": "M15_least_trust",
}

// Every row of a table runs again alone by the command that stands in it, given in the
// copy of the study beside the table: to the same digest and the same measures, and to
// the same error where it failed.
func TestEveryRowRunsAgainAlone(t *testing.T) {
	failed := rerun(t, "4000000")
	require.Zero(t, failed)
	depth.NeedFull(t, "twelve runs that fail")
	failed = rerun(t, "9000")
	require.Equal(t, 12, failed)
}

// rerun runs the rows of a study again whose runs may have so many events.
func rerun(t *testing.T, most string) (bad int) {
	root := t.TempDir()
	put := func(name, text string) {
		name = filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o700))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	}
	e, yaml, _ := testEdge(t, "library", "show", "three-nations")
	require.Equal(t, done, run(e))
	put("worlds/mine.yaml", "include: [parts/rest.yaml]\n")
	put("worlds/parts/rest.yaml", yaml.String())
	put("studies/quick.yaml", "entente: 1\npatch: quick\nsays: Quick.\nset: {channels.siena.latency: 30s}\n")
	put("studies/all.yaml", strings.Replace(all, "MOST", most, 1))
	t.Chdir(root)
	code, said := call(t, files.Disk{}, "sweep run studies/all.yaml -o out")
	require.Contains(t, []int{done, unmet}, code, said)
	require.NoError(t, os.RemoveAll("worlds"))
	require.NoError(t, os.RemoveAll("studies"))
	in, err := os.Open("out/runs.csv")
	require.NoError(t, err)
	defer in.Close()
	rows, err := csv.NewReader(in).ReadAll()
	require.NoError(t, err)
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	t.Chdir("out/study/here")
	compared := 0
	for _, row := range rows[1:] {
		words, err := cluster.Words(row[at["command"]])
		require.NoError(t, err)
		require.Equal(t, "entente", words[0])
		e, out, talk := testEdge(t, append(words[1:], "--json")...)
		code := run(e)
		if row[at["status"]] == "failed" {
			require.Contains(t, []int{failed, wrongInput}, code)
			require.Contains(t, row[at["error"]], "for a run may ")
			require.Contains(t, talk.String(), "--max-events")
			bad++
			continue
		}
		require.Equal(t, done, code, talk.String())
		var o struct {
			Runs []struct {
				Digest    string
				Measures  map[string]any
				Deadlines []struct{ Name, Outcome string }
			}
		}
		require.NoError(t, json.Unmarshal(out.Bytes(), &o))
		require.Len(t, o.Runs, 1)
		x := o.Runs[0]
		require.Equal(t, row[at["digest"]], x.Digest)
		for column, key := range inJSON {
			if row[at[column+"_status"]] != "ok" {
				continue
			}
			want, err := strconv.ParseFloat(row[at[column]], 64)
			require.NoError(t, err)
			require.Equal(t, want, x.Measures[key], "%s of run %s", column, row[0])
			compared++
		}
		for _, d := range x.Deadlines {
			require.Equal(t, row[at["deadline."+d.Name]], d.Outcome)
		}
	}
	require.Len(t, rows, 13)
	if bad == 0 {
		require.Greater(t, compared, 60)
	}
	return bad
}
