package study_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/study"
)

const wholeSeconds = `
study: 1
name: trust-or-speed
title: Trust or speed
asks: What helps more?
scenario: three-nations
until: D+3
seeds: {root: 7}
replications: {n: 3}
set: {model.trust: 0.5}
options:
  - {id: none}
  - {id: quick, title: A quicker channel, set: {channels.siena.latency: 30s}}
factors:
  relations.*.trust: {from: 0.2, to: 0.9}
  relations.*.tension: {from: 0.01, to: 1, scale: log}
  channels.siena.latency: {values: [1m, 2h], weights: [3, 1]}
  model.patience: {from: 1h, to: 3d}
blocks:
  - {id: corners, design: factorial, factors: [relations.*.trust, channels.siena.latency], levels: 2}
  - {id: walk, design: one-at-a-time, levels: 3, factors: [model.patience, relations.*.trust]}
  - {id: pairs, design: zip, values: {relations.*.trust: [0.3, 0.6], model.patience: [2h, 1d]}}
  - {id: mine, design: table, file: mine.csv}
  - {id: spread, design: latin, n: 4}
  - {id: even, design: sobol, n: 4}
  - {id: indices, design: saltelli, n: 2, groups: {world: [relations.*.trust, relations.*.tension]}}
  - {id: screen, design: morris, n: 2}
`

func written(t *testing.T, text string) string {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine.csv"), []byte("relations.*.trust,model.patience\n0.25,2h\n0.5,1d\n"), 0o644))
	name := filepath.Join(dir, "study.yaml")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	return name
}

func TestAPlanSaysWhatEachRunIs(t *testing.T) {
	p, err := study.Read(written(t, wholeSeconds))
	require.NoError(t, err)
	rows := map[string]int{}
	for _, l := range p.Layouts {
		rows[l.ID] = l.Rows()
	}
	require.Equal(t, map[string]int{"corners": 4, "walk": 6, "pairs": 2, "mine": 2, "spread": 4, "even": 4, "indices": 2 * 5, "screen": 2 * 5}, rows)
	require.Equal(t, 42, p.Points())
	require.Equal(t, 84, p.Configs())
	require.Equal(t, 252, p.Runs())
	require.Equal(t, study.Run{ID: 170, Config: 2, Rep: 2}, p.Run(170))

	c := p.Config(3) // second point of the corners, second option
	require.Equal(t, []string{"channels.siena.latency=2h", "relations.*.trust=0.2"}, p.Settings(&c))
	require.Equal(t, "quick", p.Options[c.Option].ID)
	require.Equal(t, "entente run three-nations --seed 7 --until D+3 --set model.trust=0.5 --set channels.siena.latency=30s --set channels.siena.latency=2h --set relations.*.trust=0.2",
		strings.Join(p.Command(&c, 0, false), " "))
	table := p.Config(2 * (4 + 6 + 2 + 1))
	require.Equal(t, []string{"model.patience=1d", "relations.*.trust=0.5"}, p.Settings(&table))

	seen := map[string]bool{}
	for i := range p.Configs() {
		x := p.Config(i)
		seen[x.Key] = true
		_, err := p.Scenario(&x)
		require.NoError(t, err)
		require.Equal(t, p.Seed(&c, 2), p.Seed(&x, 2), "runs of one replication share their luck")
	}
	require.Greater(t, len(seen), 60)
}

// A row's key is what it is: it does not move with its block, and more replications
// or another order of blocks change nothing of it.
func TestKeysAndHashes(t *testing.T) {
	p, err := study.Read(written(t, wholeSeconds))
	require.NoError(t, err)
	more, err := study.Read(written(t, strings.Replace(wholeSeconds, "n: 3}", "n: 30}", 1)))
	require.NoError(t, err)
	require.Equal(t, p.Hash, more.Hash)
	last, err := study.Read(written(t, strings.Replace(wholeSeconds, "  - {id: pairs", "  - {id: first, design: latin, n: 3}\n  - {id: pairs", 1)))
	require.NoError(t, err)
	require.NotEqual(t, p.Hash, last.Hash)
	require.Equal(t, p.Config(20).Key, last.Config(26).Key)
	other, err := study.Read(written(t, strings.Replace(wholeSeconds, "until: D+3", "until: D+2", 1)))
	require.NoError(t, err)
	require.NotEqual(t, p.Config(20).Key, other.Config(20).Key)
	alone, err := study.Read(written(t, strings.Replace(wholeSeconds, "root: 7", "root: 7, scheme: independent", 1)))
	require.NoError(t, err)
	a, b := alone.Config(0), alone.Config(1)
	require.NotEqual(t, alone.Seed(&a, 1), alone.Seed(&b, 1))
}

// problems are what is wrong with a study, each with its place.
func problems(t *testing.T, text string) (list []string) {
	_, err := study.Read(written(t, text))
	require.Error(t, err)
	for line := range strings.Lines(err.Error()) {
		list = append(list, strings.TrimSpace(line[strings.Index(line, "study.yaml:")+len("study.yaml:"):]))
	}
	return list
}

func TestEveryProblemOfAStudyAtOnce(t *testing.T) {
	require.Equal(t, []string{
		`5:17: seeds.scheme: unknown scheme "comon" (did you mean common?)`,
		`6:1: replications: one replication says nothing of chance (write n: 10, say)`,
		`6:45: replications.more.within: "soon" is nothing that M10 can be within (write a duration such as 15m, or a part of the mean such as 5%)`,
		`6:55: replications.more.of: unknown word "mean" (did you mean means?)`,
		`8:3: factors.relatons.*.trust: nothing matches relatons.*.trust`,
		`9:38: factors.relations.*.trust.to: 0.2 is not above 0.9`,
		`10:33: factors.model.patience.values.2: model.patience: "fast" is not a duration; write 90s, 15m, 8h or 3d`,
		`11:3: factors.channels.siena.latency: from and to belong together`,
		`12:31: factors.relations.*.tension.from: a logarithmic scale begins above 0`,
		`14:5: blocks.even.n: is missing (n: 1024 for sobol and saltelli, 20 for morris, 200 for latin)`,
		`15:23: blocks.odd.design: unknown design "soboll" (did you mean sobol?)`,
		`16:74: blocks.two.values.model.fastness: unknown factor "model.fastness" (one of channels.siena.latency, model.patience, relations.*.tension, relations.*.trust, relatons.*.trust)`,
		`17:16: measures.2: unknown measure "M99" (did you mean M19?)`,
		`18:32: series.measures.1: unknown measure "M0" (did you mean M1?)`,
		`19:21: analysis.success: "M10 is good" is no comparison of a measure: write M10 > 0, or M1 < 6h`,
		`19:44: analysis.baseline: unknown option "nobody"`,
	}, problems(t, `
study: 1
name: wrong
scenario: three-nations
seeds: {scheme: comon}
replications: {more: {measure: M10, within: soon, of: mean, most: 40}}
factors:
  relatons.*.trust: {from: 0.2, to: 0.9}
  relations.*.trust: {from: 0.9, to: 0.2}
  model.patience: {values: [1h, fast]}
  channels.siena.latency: {from: 1m}
  relations.*.tension: {from: 0, to: 1, scale: log}
blocks:
  - {id: even, design: sobol}
  - {id: odd, design: soboll, n: 8}
  - {id: two, design: one-at-a-time, levels: 2, values: {model.fastness: [1h]}}
measures: [M1, M99]
series: {every: 1h, measures: [M0]}
analysis: {success: M10 is good, baseline: nobody}
`))
}

// A study that would take hours to plan is refused at once.
func TestAPlanIsBounded(t *testing.T) {
	require.Equal(t, []string{`7:9: blocks: 8388608 configurations are more than 4194304 (take fewer points, or several studies)`}, problems(t, `
study: 1
name: vast
scenario: three-nations
factors:
  relations.*.trust: {from: 0.2, to: 0.9}
blocks: [{id: all, design: sobol, n: 8388608}]
`))
}

func TestSuccessIsAComparison(t *testing.T) {
	s, err := study.ReadSuccess("M10 > 0")
	require.NoError(t, err)
	require.True(t, s.Holds(1))
	require.False(t, s.Holds(0))
	s, err = study.ReadSuccess("M3<=0.5")
	require.NoError(t, err)
	require.True(t, s.Holds(0.5))
	s, err = study.ReadSuccess("M1 < 1h30m")
	require.NoError(t, err)
	require.True(t, s.Holds(90*60*1000-1))
	require.False(t, s.Holds(90*60*1000))
	for _, bad := range []string{"", "M99 > 0", "M3 > 1h", "M10 is good", "M10 > soon"} {
		_, err := study.ReadSuccess(bad)
		require.Error(t, err, bad)
	}
}

// Whatever a study says, it is read or its problems are told.
func FuzzPlan(f *testing.F) {
	f.Add(wholeSeconds)
	f.Add("study: 1\nname: x\nscenario: two-nations\noptions: [~, {}]\nfactors: {model.patience: ~}\nblocks: [~, {design: zip, values: {model.patience: ~}}]\nreplications: {more: {}}\nseries: {}\nanalysis: {success: \"M1 < 2h\"}")
	f.Add("study: 1\nname: x\nscenario: two-nations\nfactors: {model.patience: {from: 1h}}\nblocks: [{id: a, design: one-at-a-time, levels: 3}, {id: b, design: morris, n: 2, groups: {g: [model.patience, x]}}]")
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := study.NewPlan("study.yaml", []byte(text)); err == nil {
			p.Config(p.Configs() - 1)
		}
	})
}
