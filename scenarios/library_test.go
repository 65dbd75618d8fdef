package scenarios

import (
	"strings"
	"testing"

	"entente/scenarios/library"
	"entente/scenarios/tree"

	"github.com/stretchr/testify/require"
)

// TestLibrary: every library scenario loads without a note, says what it
// teaches in its first lines, and travels by its sources.
func TestLibrary(t *testing.T) {
	var names []string
	for _, e := range Library() {
		names = append(names, e.Name)
		t.Run(e.Name, func(t *testing.T) {
			require.NotEmpty(t, e.Title)
			require.NotEmpty(t, e.Says)
			data, err := LibraryFile(e.Name)
			require.NoError(t, err)
			require.Contains(t, string(data), "\n# Teaches: ")
			s, err := Load(e.Name, Options{})
			require.NoError(t, err)
			require.Equal(t, e.Name, s.Spec.Name)
			require.NotEmpty(t, s.Static.Banner)
			again, err := LoadSources(s.Sources, Options{})
			require.NoError(t, err)
			require.Equal(t, plan(s.Spec), plan(again.Spec))
			require.Equal(t, s.Static, again.Static)
		})
	}
	require.Subset(t, names, []string{"deportation-notice-2015", "three-nations", "two-nations"})
	require.Greater(t, len(names), 20, "tests that go through the library go through something")
	for _, group := range []string{"presets", "patches"} {
		require.Greater(t, len(library.Grouped(group)), 20, group)
	}
}

// TestLibraryFigures: a figure of a preset says where it comes from.
func TestLibraryFigures(t *testing.T) {
	for _, name := range library.Grouped("presets") {
		data, err := LibraryFile(name)
		require.NoError(t, err)
		var r tree.Report
		root, _ := tree.Read(name, "", LibraryFile, &r)
		require.Empty(t, r.List)
		require.NotNil(t, root)
		require.True(t, strings.HasPrefix(string(data), "# "), name)
		visitFigures(root, "", func(path string, n *tree.Node) {
			require.NotNil(t, n.Get("tag"), "%s: %s lacks a tag", name, path)
			if tag := n.Get("tag").Text; tag != "C" {
				require.NotNil(t, n.Get("source"), "%s: %s lacks a source", name, path)
				require.NotNil(t, n.Get("as_of"), "%s: %s lacks as_of", name, path)
			}
		})
	}
}

// visitFigures visits every figure and distribution in a tree.
func visitFigures(n *tree.Node, path string, visit func(string, *tree.Node)) {
	if n.IsFigure() {
		visit(path, n)
		return
	}
	for i, name := range n.Names() {
		visitFigures(n.Vals[i], tree.Join(path, name), visit)
	}
}

// TestLibraryPatches: each patch of the library applies to its scenario.
func TestLibraryPatches(t *testing.T) {
	for _, p := range library.Grouped("patches") {
		scenario, _, _ := strings.Cut(p, "/")
		base, err := Load(scenario, Options{})
		require.NoError(t, err)
		s, err := Load(scenario, Options{Patches: []string{p}})
		require.NoError(t, err, p)
		require.NotEqual(t, plan(base.Spec), plan(s.Spec), p)
		again, err := LoadSources(s.Sources, Options{})
		require.NoError(t, err)
		require.Equal(t, plan(s.Spec), plan(again.Spec))
	}
}

func TestLibraryNames(t *testing.T) {
	_, err := Load("two-nation", Options{})
	require.ErrorContains(t, err, "two-nation is not in the library (did you mean two-nations?)")
	_, err = Load("my-own-exercise", Options{})
	require.ErrorContains(t, err, "my-own-exercise is not in the library (a file of your own is named with its ending, .yaml)")
	_, err = Load("two-nations", Options{Patches: []string{"deportation-notice-2015/arest-14-june"}})
	require.ErrorContains(t, err, "did you mean deportation-notice-2015/arrest-14-june?")
	_, err = Load("./missing.yaml", Options{})
	require.ErrorContains(t, err, "no such file")
}

// TestEveryPresetCompiles lays each preset over the smallest scenario that can
// hold it.
func TestEveryPresetCompiles(t *testing.T) {
	for _, file := range library.Grouped("presets") {
		data, err := LibraryFile(file)
		require.NoError(t, err)
		var r tree.Report
		root := tree.Parse(file, data, &r)
		require.Empty(t, r.List)
		presets := root.Get("presets")
		if presets == nil {
			continue
		}
		for i, kind := range presets.Names() {
			for _, name := range presets.Vals[i].Names() {
				text := map[string]string{
					"nations":  "nations: {arvonia: {like: NAME, agencies: {spoc: {}, police: {}}}, belmora: {agencies: {spoc: {}, police: {}}}}",
					"agencies": "nations: {arvonia: {agencies: {it: {like: NAME, host: belmora}}}, belmora: {agencies: {spoc: {}, police: {}}}}",
					"desks":    "nations: {arvonia: {agencies: {police: {desks: {intake: {like: NAME}}}}}}",
					"actions": "nations: {arvonia: {agencies: {police: {actions: {detain: {like: NAME}}}}}, belmora: {agencies: {spoc: {}}}}\n" +
						"agreements: {schengen: {parties: [\"*\"], ack: 1d}}",
					"laws":     "nations: {arvonia: {agencies: {spoc: {}, police: {}}, laws: [{like: NAME}]}}",
					"channels": "nations: {arvonia: {agencies: {spoc: {}, police: {}}}}\nchannels: {c: {like: NAME, members: [arvonia]}}",
					"stores":   "nations: {arvonia: {agencies: {spoc: {}, ncb: {}}}}\nstores: {s: {like: NAME, readers: [\"*\"], writers: [\"*\"]}}",
					"bodies":   "nations: {arvonia: {agencies: {ncb: {}, fiu: {}}}, belmora: {agencies: {ncb: {}, fiu: {}}}}\nbodies: {b: {like: NAME, members: [arvonia, belmora]}}",
					"motions":  "nations: {arvonia: {agencies: {ncb: {}, fiu: {}}}, belmora: {agencies: {ncb: {}, fiu: {}}}}\nbodies: {b: {members: [arvonia, belmora]}}\nmotions: {m: {like: NAME, body: b}}",
					"changes":  "nations: {arvonia: {agencies: {ncb: {}}}}\nchanges: {c: {like: NAME}}",
					"support":  "nations: {arvonia: {agencies: {police: {}, spoc: {}}}, belmora: {agencies: {spoc: {}}}}\nsupport: {s: {like: NAME, for: arvonia.police, of: [belmora.spoc]}}",
					"commands": "nations: {arvonia: {agencies: {police: {}, spoc: {}}}}\ncommands: {c: {like: NAME, echelons: [arvonia.police]}}",
					"teams":    "nations: {arvonia: {agencies: {police: {}, spoc: {}}}}\nteams: {t: {like: NAME, members: [arvonia.police, arvonia.spoc]}}",
					"agreements": "nations: {arvonia: {agencies: {spoc: {}}}, belmora: {agencies: {spoc: {}}}}\n" +
						"agreements: {a: {like: NAME, parties: [\"*\"]}}",
				}[kind]
				require.NotEmpty(t, text, kind)
				text = "entente: 1\nscenario: x\nstart: 2027-03-01T08:00Z\nend: T+1d\ninclude: [" + file + "]\n" +
					strings.ReplaceAll(text, "NAME", name) + "\n"
				_, err := LoadSources(append([]Source{{Name: "x.yaml", Data: []byte(text)}}, presetSources...), Options{})
				require.NoError(t, err, text)
			}
		}
	}
}
