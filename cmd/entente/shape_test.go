//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/sim/files"
)

// smallStudy has all that an analysis tells of, in few runs.
const smallStudy = `study: 1
name: small
scenario: two-nations
replications: {n: 2, more: {measure: M1, within: 10h, batch: 1, most: 3}}
options:
  - {id: today}
  - {id: slow, set: {channels.link.latency: 2h}}
factors:
  model.patience: {from: 6h, to: 3d, scale: log}
  channels.link.loss: {from: 0, to: 0.5}
blocks:
  - {id: shares, design: saltelli, n: 2, second: true}
  - {id: steps, design: morris, n: 2}
  - {id: space, design: latin, n: 8}
  - {id: grid, design: factorial, levels: 2}
series: {every: 24h, measures: [M1]}
measures: [M1]
analysis: {success: "M1 <= 23h"}
`

// printed are lines whose JSON is held against the shape of its command. D is a folder
// of the test's own.
var printed = []string{
	"run two-nations --json -o D/a.mcap",
	"run two-nations --json --reps 3",
	"run three-nations --json --set relations.*.trust=0 -o D/b.mcap",
	"replay show D/b.mcap --json",
	"run three-nations --json --reps 3 --max-events 34850 --seed 1",
	"run deportation-notice-2015 --json --until D+3",
	"rehearse three-nations --json --reps 3",
	"check --json two-nations D/bad.yaml",
	"replay why D/b.mcap --json",
	"replay why D/b.mcap --json --deadline harbour.2",
	"replay knew D/b.mcap --json --at D+1",
	"replay knew D/b.mcap --json --at D+1 --as belmora",
	"replay info D/a.mcap D/b.mcap --json",
	"replay events D/b.mcap --json",
	"replay verify D/a.mcap D/bad.yaml --json",
	"branch D/a.mcap --at T+1h --set channels.link.loss=0.5 -o D/c.mcap --json",
	"replay diff D/a.mcap D/c.mcap --json",
	"replay diff D/a.mcap D/a.mcap --json",
	"library presets channels --json",
	"library patches two-clocks-2008 --json",
	"sweep plan D/small.yaml --json",
	"sweep status D/sweep --json",
	"sweep analyze D/sweep --json",
	"validate D/case.yaml --reps 2 --json",
}

// printedSlowly take seconds.
var printedSlowly = []string{
	"campaign lessons-learned --json",
	"reform two-nations --set channels.link.latency=2d --finalists 1 --size 1 --reps 59 --json",
}

// TestJSONFitsItsShape: what every command prints with --json is as library schema says
// it is, to the key: one more is refused in every object, and one less where it is
// always there.
func TestJSONFitsItsShape(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	put("bad.yaml", "entente: 1\nscenario: bad\nstart: never\n")
	put("case.yaml", smallCase+"labels: [{id: L, says: x, shows: {kind: held}, source: x}]\ncontrols: [{id: C, says: x, row: R1, within: 1h}]\n"+
		"remedies: [{id: r, says: x, set: {channels.link.latency: 30h}, rows: {R1: later}}]\nfitted: [{path: model.trust, rows: [], says: x}]\n")
	put("small.yaml", smallStudy)
	_, _, said := callInto(t, dir, "sweep run D/small.yaml -o D/sweep")
	require.FileExists(t, filepath.Join(dir, "sweep", "runs.csv"), said)
	lines := slices.Clone(printed)
	if depth.Now() > depth.Quick {
		lines = append(lines, printedSlowly...)
	}
	held := map[string]*fitting{}
	for _, line := range lines {
		_, out, said := callInto(t, dir, line)
		s := shapeOf(line)
		require.NotNil(t, s, line)
		if held[s.of] == nil {
			held[s.of] = &fitting{shape: s, schema: compiled(t, s)}
		}
		held[s.of].hold(t, line, out, said)
	}
	for of, f := range held {
		require.NotZero(t, f.added, "%s: nothing was added to", of)
		require.True(t, f.shape.typ == nil || f.removed > 0, "%s: nothing was taken from", of)
	}
	if depth.Now() > depth.Quick {
		require.Len(t, held, len(shapes), "a shape that nothing was held against")
	}
}

// callInto runs a line that may write into a folder.
func callInto(t *testing.T, dir, line string) (code int, out []byte, said string) {
	t.Helper()
	e, stdout, stderr := testEdge(t, strings.Fields(strings.ReplaceAll(line, "D/", dir+"/"))...)
	e.store = files.NewStore(files.Disk{})
	code = run(e)
	return code, stdout.Bytes(), stderr.String()
}

// shapeOf is the shape of what a line prints.
func shapeOf(line string) *shape {
	for i := range shapes {
		for _, c := range shapes[i].commands {
			if strings.HasPrefix(line, c+" ") {
				return &shapes[i]
			}
		}
	}
	return nil
}

func compiled(t *testing.T, s *shape) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(s.schema()))
	require.NoError(t, err)
	require.NoError(t, c.AddResource(s.of+".json", doc))
	schema, err := c.Compile(s.of + ".json")
	require.NoError(t, err)
	return schema
}

// fitting is a shape with what was held against it.
type fitting struct {
	shape          *shape
	schema         *jsonschema.Schema
	added, removed int
}

// hold validates what a line printed, then each object of it with a key more, and the
// first of each sort with each key less.
func (f *fitting) hold(t *testing.T, line string, out []byte, said string) {
	d := json.NewDecoder(bytes.NewReader(out))
	d.UseNumber()
	n := 0
	for ; ; n++ {
		var v any
		err := d.Decode(&v)
		if err == io.EOF {
			break
		}
		require.NoError(t, err, "%s: %s", line, said)
		if n > 40 {
			continue // records are many
		}
		require.NoError(t, f.schema.Validate(v), line)
		seen := map[string]bool{}
		f.bend(t, line, v, v, seen)
	}
	require.NotZero(t, n, "%s: %s", line, said)
	require.True(t, n == 1 || f.shape.each, "%s printed %d objects", line, n)
}

func (f *fitting) bend(t *testing.T, line string, root, at any, seen map[string]bool) {
	switch x := at.(type) {
	case []any:
		for _, v := range x {
			f.bend(t, line, root, v, seen)
		}
	case map[string]any:
		keys := slices.Sorted(maps.Keys(x))
		if kind := strings.Join(keys, " "); !seen[kind] {
			seen[kind] = true
			x["no such key"] = json.Number("1")
			require.Error(t, f.schema.Validate(root), "%s: a key more beside %s", line, kind)
			delete(x, "no such key")
			f.added++
			for _, k := range keys {
				had := x[k]
				delete(x, k)
				if f.schema.Validate(root) != nil {
					f.removed++
				}
				x[k] = had
			}
		}
		for _, k := range keys {
			f.bend(t, line, root, x[k], seen)
		}
	}
}

// TestListsAreNeverNull: whatever is printed, a list of nothing is [].
func TestListsAreNeverNull(t *testing.T) {
	type inner struct{ List []int }
	var b bytes.Buffer
	require.NoError(t, printJSON(&b, []struct {
		Names []string
		Left  []string `json:",omitempty"`
		At    *inner
		Never *inner
		All   []*inner
	}{{At: &inner{}, All: []*inner{{}}}}))
	require.JSONEq(t, `[{"Names": [], "At": {"List": []}, "Never": null, "All": [{"List": []}]}]`, b.String())
}

// TestShapesKnowEveryCommand: each command with --json is in the table of shapes, and no
// other.
func TestShapesKnowEveryCommand(t *testing.T) {
	e, _, _ := testEdge(t)
	var with []string
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Flags().Lookup("json") != nil {
			with = append(with, strings.TrimPrefix(c.CommandPath(), "entente "))
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(&e))
	var known, tried []string
	for i := range shapes {
		known = append(known, shapes[i].commands...)
	}
	require.ElementsMatch(t, with, known)
	for _, c := range known {
		require.True(t, slices.ContainsFunc(slices.Concat(printed, printedSlowly), func(line string) bool { return strings.HasPrefix(line, c+" ") }), fmt.Sprint(tried, c))
	}
}
