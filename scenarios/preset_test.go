package scenarios

import (
	"slices"
	"strings"
	"testing"

	"entente/scenarios/tree"

	"github.com/stretchr/testify/require"
)

// TestLibraryPresets: what every preset gives is there as scenarios write it, figures
// with unit, tag and source, and its text is YAML that says the same.
func TestLibraryPresets(t *testing.T) {
	all := LibraryPresets()
	require.Greater(t, len(all), 100)
	kinds := map[string]bool{}
	for i := range all {
		p := &all[i]
		kinds[p.Kind] = true
		require.True(t, len(p.Gives) > 0 || p.Text != "", "%s/%s gives nothing", p.Kind, p.Name)
		for _, g := range p.Gives {
			require.NotEmpty(t, g.Value, "%s/%s %s", p.Kind, p.Name, g.Path)
			require.True(t, g.Tag == "" || len(g.Source) > 0, "%s/%s %s has a tag and no source", p.Kind, p.Name, g.Path)
		}
		var r tree.Report
		n := tree.Parse(p.Name, []byte(PresetText(p)), &r)
		require.Empty(t, r.List)
		require.Equal(t, []string{p.Name}, n.Names())
		again := presetOf(p.Kind, p.Name, p.File, n.Vals[0], nil)
		for k := range again.Gives {
			require.Equal(t, p.Gives[k].Path+p.Gives[k].Value, again.Gives[k].Path+again.Gives[k].Value)
		}
	}
	require.Greater(t, len(kinds), 8)

	phone := PresetsNamed("phone")
	require.Len(t, phone, 1)
	require.Equal(t, "channels/usual", phone[0].File)
	at := slices.IndexFunc(phone[0].Gives, func(g Given) bool { return g.Path == "latency" })
	require.Equal(t, Given{"latency", "{median: 5m, p95: 1h}", "time", "until a call gets through", "C", ""}, phone[0].Gives[at])
	of := func(name string) *Preset {
		return &all[slices.IndexFunc(all, func(p Preset) bool { return p.Kind+"/"+p.Name == name })]
	}
	duty := of("desks/duty")
	require.Equal(t, "count", duty.Gives[0].Unit)
	require.Contains(t, duty.UsedBy, "twelve-nations")
	require.NotContains(t, duty.UsedBy, "two-nations")
	require.Contains(t, of("channels/courier").UsedBy, "strait-region")
	siena := of("channels/siena")
	require.True(t, siena.Whole)
	require.Contains(t, siena.UsedBy, "three-nations")
}

// TestLibraryText: everything in the library is to be had by a name, and a name that
// means several things says which.
func TestLibraryText(t *testing.T) {
	for i, name := range LibraryNames() {
		if strings.Contains(name, "/") && i%5 > 0 {
			continue // one is found like the next
		}
		text, err := LibraryText(name)
		require.NoError(t, err, name)
		require.NotEmpty(t, text, name)
	}
	names := map[string][]string{}
	for _, p := range presetList() {
		names[p.Name] = append(names[p.Name], p.Kind+"/"+p.Name)
	}
	clashes := 0
	for name, all := range names {
		if len(all) == 1 {
			continue
		}
		text, err := LibraryText(name)
		if err == nil && !strings.HasPrefix(string(text), "# "+all[0]) {
			continue // a scenario or file has the name
		}
		clashes++
		for _, one := range all {
			require.ErrorContains(t, err, one)
		}
	}
	require.NotZero(t, clashes)
}

// TestPatchesOf: the patches of a scenario fit it and say what they change; those of
// others do not, and nothing is said of a file that is no scenario.
func TestPatchesOf(t *testing.T) {
	list, err := PatchesOf("last-mile-2019")
	require.NoError(t, err)
	var own []string
	for _, name := range PatchNames() {
		if strings.HasPrefix(name, "last-mile-2019/") {
			own = append(own, name)
		}
	}
	for i := range own {
		require.True(t, strings.HasPrefix(list[i].Name, "last-mile-2019/"), "its own come first")
		require.NotEmpty(t, list[i].Says)
		require.NotEmpty(t, list[i].Changes)
	}
	duty := list[slices.IndexFunc(list, func(p LibraryPatch) bool { return p.Name == "last-mile-2019/duty-to-warn" })]
	require.Equal(t, Changed{"nations.srilanka.agencies.*.desks.*.aside", "1", "0", "set", 13}, duty.Changes[0])
	require.Equal(t, Changed{"nations.srilanka.agencies.stations.clearance", "CONFIDENTIAL", "TOP_SECRET", "set", 1}, duty.Changes[1])
	require.Contains(t, duty.Changes[2].To, "duty-to-warn")
	require.NotContains(t, duty.Changes[2].From, "duty-to-warn")
	other, err := PatchesOf("two-nations")
	require.NoError(t, err)
	require.Less(t, len(other), len(own))
	_, err = PatchesOf("testdata/no-such.yaml")
	require.Error(t, err)
}
