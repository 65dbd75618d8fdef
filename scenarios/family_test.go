package scenarios_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/scenarios"
	"entente/sim/journal"
)

func digestOf(t testing.TB, s *scenarios.Scenario) journal.Digest {
	w := agents.New(s.Spec, 7)
	require.NoError(t, w.Run())
	return w.Digest()
}

// A variant of a family is the scenario that is loaded with the same settings,
// whether they change parameters, the tree, or both, and in whatever order variants
// are made.
func TestVariantsAreWhatLoadGives(t *testing.T) {
	base := scenarios.Options{Set: []string{"relations.*.trust=0.6"}, Patches: []string{"deportation-notice-2015/none"}}
	if _, err := scenarios.Load("three-nations", base); err != nil {
		base.Patches = nil
	}
	f, err := scenarios.NewFamily("three-nations", base)
	require.NoError(t, err)
	sets := [][]string{nil, {"relations.*.trust=0.2"}, {"channels.*.latency=3h"}, {"relations.*.trust=0.9", "channels.*.latency=1m"}, {"relations.*.trust=0.2"}, nil}
	seen := map[journal.Digest]string{}
	for _, set := range sets {
		with := base
		with.Set = append(append([]string(nil), base.Set...), set...)
		want, err := scenarios.Load("three-nations", with)
		require.NoError(t, err)
		got, err := f.Variant(set)
		require.NoError(t, err)
		d := digestOf(t, want)
		require.Equal(t, d, digestOf(t, got), "%v", set)
		if name, twice := seen[d]; twice {
			require.Equal(t, name, fmt.Sprint(set), "two variants that are the same run show nothing")
		}
		seen[d] = fmt.Sprint(set)
		require.Equal(t, want.Static.Things, got.Static.Things)
	}
	require.Len(t, seen, 4)
	// A branch has its settings in all its variants, and knows the paths that were asked for.
	_, err = f.Reach("relations.*.trust")
	require.NoError(t, err)
	b, err := f.Branch([]string{"channels.*.latency=1m"})
	require.NoError(t, err)
	twice, err := b.Branch([]string{"relations.*.trust=0.9"})
	require.NoError(t, err)
	v, err := b.Variant([]string{"relations.*.trust=0.9"})
	require.NoError(t, err)
	for _, s := range []*scenarios.Scenario{v, twice.Scenario()} {
		require.Equal(t, "[relations.*.trust=0.9 channels.*.latency=1m]", seen[digestOf(t, s)])
	}
	_, err = f.Variant([]string{"relations.*.trust=7"})
	require.ErrorContains(t, err, "7 is above 1")
	_, err = f.Branch([]string{"relations.*.trust=7"})
	require.ErrorContains(t, err, "7 is above 1")
}

func TestReachNamesThePlacesOfAPath(t *testing.T) {
	f, err := scenarios.NewFamily("three-nations", scenarios.Options{})
	require.NoError(t, err)
	list, err := f.Reach("relations.*.trust")
	require.NoError(t, err)
	require.NotEmpty(t, list)
	for _, x := range list {
		require.True(t, x.Live && x.Figure, x.Path)
		v, err := x.Read("0.25")
		require.NoError(t, err)
		require.Equal(t, int64(250_000), v)
		require.Equal(t, "0.25", x.Write(v))
	}
	_, err = f.Reach("relatons.*.trust")
	require.EqualError(t, err, "nothing matches relatons.*.trust")
	_, err = f.Reach("nations.nowhere.title")
	require.ErrorContains(t, err, "no nowhere in nations")
}

func BenchmarkVariant(b *testing.B) {
	for _, c := range []struct{ name, set string }{{"parameter", "relations.*.trust=0.3"}, {"tree", "channels.*.latency=3h"}} {
		f, err := scenarios.NewFamily("twelve-nations", scenarios.Options{})
		require.NoError(b, err)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				_, err := f.Variant([]string{c.set})
				require.NoError(b, err)
			}
		})
	}
}
