package scenarios

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
)

const presets = `
entente: 1
scenario: likes
start: 2027-03-01T08:00+01:00
end: T+1d
presets:
  desks:
    slow: {servers: 3, work: {read: {median: 1h, p95: 2h, tag: C, source: preset}}, load: {value: 0.1, tag: S, source: preset}}
    slower: {like: slow, work: {read: 5h}}
  agencies:
    office: {role: police, desks: {intake: {like: slow}}, collects: {FIN: 0.5, TRAVEL: 0.4}}
  nations:
    one:
      agencies: {police: {like: office}}
      laws: [{id: a, do: block}, {id: b, do: delay 1h, cite: preset}]
    two:
      like: one
      agencies: {spoc: {}}
nations:
  arvonia:
    like: two
    agencies:
      police: {collects: {FIN: 0.9}, desks: {intake: {like: slower, load: 0.2}}}
    laws: [{id: b, do: delay 2h}, {id: c, do: block}]
`

// TestLike: presets are copied deeply, own keys win, a figure is one thing, and
// laws are merged by id.
func TestLike(t *testing.T) {
	s := must(t, presets)
	c := s.Static
	value := map[string]int64{}
	source := map[string]string{}
	for _, p := range c.Params {
		value[p.Path], source[p.Path] = p.Value, p.Source
	}
	police := "nations.arvonia.agencies.police"
	require.EqualValues(t, 900_000, value[police+".collects.FIN"])
	require.EqualValues(t, 400_000, value[police+".collects.TRAVEL"])
	require.EqualValues(t, 3, value[police+".desks.intake.servers"])
	require.EqualValues(t, 200_000, value[police+".desks.intake.load"])
	require.Empty(t, source[police+".desks.intake.load"], "the preset's source is of the preset's figure")
	require.EqualValues(t, 5*sim.Hour, value[police+".desks.intake.work.read"])
	require.NotContains(t, value, police+".desks.intake.work.read.median")
	require.Len(t, s.Spec.Agencies, 2, "spoc comes from the preset's own preset")
	var ids []string
	for _, r := range c.Rules {
		ids = append(ids, r.ID+" "+r.Do+" "+r.Cite)
	}
	require.Equal(t, []string{"arvonia.a block ", "arvonia.b delay 2h preset", "arvonia.c block "}, ids)
}

// TestIncludes: files are merged once, in any shape that has no circle.
func TestIncludes(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	write("main.yaml", `
entente: 1
scenario: includes
start: 2027-03-01T08:00+01:00
end: T+1d
include: [parts/a.yaml, parts/b.yaml, desks/usual]
nations: {arvonia: {agencies: {police: {desks: {intake: {like: office}}}}}}
`)
	write("parts/a.yaml", "entente: 1\ninclude: [common.yaml]\nchannels: {a: {latency: 1m}}\n")
	write("parts/b.yaml", "entente: 1\ninclude: [common.yaml]\nchannels: {a: {members: [arvonia]}}\n")
	write("parts/common.yaml", "entente: 1\ntitle: Common\n")
	s, err := Load(filepath.Join(dir, "main.yaml"), Options{})
	require.NoError(t, err)
	require.Equal(t, "Common", s.Static.Title)
	var names []string
	for _, src := range s.Sources {
		names = append(names, src.Name)
	}
	require.Equal(t, []string{"main.yaml", "parts/a.yaml", "parts/common.yaml", "parts/b.yaml", "desks/usual"}, names)

	again, err := LoadSources(s.Sources, Options{})
	require.NoError(t, err, "the sources are all that is needed")
	require.Equal(t, plan(s.Spec), plan(again.Spec))
	require.Equal(t, s.Sources, again.Sources)

	_, err = LoadSources(s.Sources[:4], Options{})
	require.ErrorContains(t, err, "main.yaml:6:39: include: desks/usual is not among the sources")

	write("main.yaml", "entente: 1\ninclude: [/etc/passwd.yaml, ../../secret.yaml]\n")
	_, err = Load(filepath.Join(dir, "main.yaml"), Options{})
	require.ErrorContains(t, err, "leads out of the folder")
}
