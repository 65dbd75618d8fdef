package agents_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"entente/scenarios/lint"

	"github.com/stretchr/testify/require"
)

// A new body, decision, channel, law, programme, authority, role, class of
// incident and action are words of a scenario: no program knows them, and each
// leaves its records.
func TestInventedInstitutionsNeedNoGo(t *testing.T) {
	s := load(t, "invented-institutions")
	require.Empty(t, lint.Look(s).Notes)
	var lines []string
	for seed := range uint64(8) { // what comes up in some exercise, not in each
		_, m := run(t, s.Spec, seed)
		for i := range m.list {
			lines = append(lines, told(&s.Spec.Names, &m.list[i]))
		}
	}
	for word, says := range map[string][]string{ // each list is what one record says
		"tide-moot":        {" decided wick.harbourmaster", "body=tide-moot", "outcome=ADOPTED"},
		"raise-the-lights": {" vote yarrow", "motion=raise-the-lights", "outcome=NO"},
		"open-the-school":  {" vote tide-moot", "motion=open-the-school", "outcome=YES"}, // delegated: it decides alone
		"lantern-line":     {" delivered tide-moot", "channel=lantern-line"},
		"lantern-code":     {" passed tide-moot CONVERT", "[CONVERT WORK tide-moot.intake"},
		"quiet-harbours":   {" passed wick.harbourmaster LAW", "by=wick.quiet-harbours"},
		"almoner":          {" authority wick.harbourmaster", "outcome=GRANTED", "[AUTHORITY WORK wick.almoner.authority"},
		"lamp-school":      {" changed lamp-school", "outcome=IN_EFFECT"},
		"escort-ashore":    {" ordered wick.harbourmaster", "action=wick.harbourmaster.escort-ashore"},
		"ring-the-bell":    {" leak ulm.harbourmaster.ring-the-bell"},
		"lanternkeeper":    {" collected venn.lanternkeeper"},
		"counting-house":   {" collected ulm.counting-house"},
		"harbourmaster":    {" implemented yarrow.harbourmaster", "motion=raise-the-lights"},
		"salt-thread":      {" level wick.harbourmaster", "storyline=salt-thread", "after=ACTIONABLE"},
		"regatta":          {" level venn.harbourmaster", "storyline=regatta"},
		"apprenticeship":   nil, // kinds of changes and classes of incident show in no record of their own
		"pageant":          nil,
	} {
		found := says == nil
		for _, line := range lines {
			all := true
			for _, part := range says {
				all = all && strings.Contains(line, part)
			}
			found = found || all
		}
		require.True(t, found, "no record of %s: %v", word, says)
		for file, text := range goFiles(t) {
			require.NotContains(t, text, word, "%s knows %s", file, word)
		}
	}
}

// goFiles are the sources of the tree, tests apart.
func goFiles(t *testing.T) map[string]string {
	files := map[string]string{}
	tree := os.DirFS("..")
	require.NoError(t, fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && name != ".") {
			return fs.SkipDir
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			text, err := fs.ReadFile(tree, name)
			files[name] = string(text)
			return err
		}
		return nil
	}))
	require.Greater(t, len(files), 100)
	return files
}
