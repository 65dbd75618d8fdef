package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/scenarios/library"

	"github.com/stretchr/testify/require"
)

// signs are what a scenario says, in its own file or a patch of it, that uses the
// system of a chapter.
var signs = [...]string{
	1: `mtbf|like: (phone|secure-mail|classified-net|courier)`, 2: `format:`, 3: `(?m)^stores:`, 4: `host:`, 5: `(?m)^agreements:`,
	6: `(?m)^teams:`, 7: `(?m)^commands:`, 8: `like: interpol`, 9: `like: (un-|cted|unoct)`, 10: `like: nato`,
	11: `like: (admm-plus|arf|sco-rats|gcc)`, 12: `europol|eurojust|egmont|five-eyes`, 13: `laws:|like: harmonisation`,
	14: `controlled|capable-state`, 15: `tension:`, 16: `trust:|credibility`, 17: `load:|strained-state`, 18: `assistance|programme`,
	19: `like: (multinational-exercise|joint-training)`, 20: `priorities:`, 21: `kind: FIN`, 22: `like: summit`, 23: `(?m)^campaign:`,
	24: `subscribers|normalised|like: (pruem|interpol-diffusions)`, 25: `(?m)^motions:`, 26: `actions:|(?m)^support:`, 27: `(?m)^msel:`, 28: `attention:|\.aside:`, 29: `reminders:`, 30: `task:`, 31: `noticed_by:`, 32: `administrative:`,
	33: `labels|asks_precedence`, 34: `connecting:|practice:`, 35: `crisis: `, 36: `terms:`,
}

// Each chapter of the manual, of which there is one for each system of the
// mission, shows a piece that loads as it stands, and names scenarios, presets and
// traces that are there: the presets are used by one of the scenarios, or the
// program tells a planner of something that nothing shows.
func TestManual(t *testing.T) {
	chapters := Manual()
	require.Len(t, chapters, 36)
	known := map[string]bool{}
	for _, e := range Library() {
		known[e.Name] = true
	}
	for i, c := range chapters {
		t.Run(fmt.Sprintf("%d %s", c.Number, c.Title), func(t *testing.T) {
			require.Equal(t, i+1, c.Number)
			text, rest, ok := strings.Cut(c.Text, "```yaml\n")
			require.True(t, ok, "a piece of YAML")
			require.Greater(t, len(strings.Fields(text)), 20, "a paragraph")
			piece, rest, _ := strings.Cut(rest, "```")
			loadPiece(t, piece)
			_, uses, ok := strings.Cut(rest, "Uses: ")
			require.True(t, ok)
			require.Contains(t, uses, "Look at: ")
			uses, _, _ = strings.Cut(uses, ". Look at")
			var in []string
			kind := "scenario"
			for _, word := range strings.Fields(strings.ReplaceAll(uses, ",", " ")) {
				switch {
				case word == "presets" || word == "traces":
					kind = word
				case kind == "scenario":
					require.True(t, known[word], "no scenario %s", word)
					require.Regexp(t, signs[c.Number], ownText(word), "%s does not use it", word)
					in = append(in, sourcesOf(t, word)...)
				case kind == "presets":
					require.Contains(t, in, word, "no scenario named before uses %s", word)
				default:
					require.FileExists(t, "../agents/testdata/traces/"+word+".txt")
				}
			}
			require.NotEmpty(t, in)
		})
	}
}

// ownText is a library scenario with its patches, without its presets.
func ownText(name string) string {
	text := string(library.File(name + ".yaml"))
	for _, p := range library.Grouped("patches") {
		if strings.HasPrefix(p, name+"/") {
			text += string(library.File("patches/" + p + ".yaml"))
		}
	}
	return text
}

func sourcesOf(t *testing.T, name string) []string {
	s, err := Load(name, Options{})
	require.NoError(t, err)
	var out []string
	for _, src := range s.Sources {
		out = append(out, src.Name)
	}
	return out
}

// loadPiece lays a piece over three nations with the usual agencies.
func loadPiece(t *testing.T, piece string) {
	agencies := "{police: {like: police, actions: {watch: {}}}, fiu: {like: fiu, actions: {freeze: {}}}, border: {like: border}, spoc: {like: spoc}, ncb: {like: ncb}, crisis: {like: crisis}, court: {like: court}, prosecutor: {like: prosecutor}}"
	world := "entente: 1\nscenario: manual\nstart: 2027-03-01T08:00+01:00\nend: T+30d\ninclude: [agencies/usual, piece.yaml]\nnations:\n"
	for _, n := range []string{"arvonia", "belmora", "cendria"} {
		world += "  " + n + ": {agencies: " + agencies + "}\n"
	}
	world += "channels: {link: {members: [\"*.spoc\"], latency: 1m}}\n"
	world += "storylines:\n"
	for _, s := range []string{"harbour: {incident: money", "ride: {incident: movement", "pamphlet: {incident: political"} {
		world += "  " + s + ", stages: [{lasts: 2d, facts: [a]}], facts: {a: {kind: FIN, place: arvonia, tokens: [k], key: true}}}\n"
	}
	usual, err := LibraryFile("agencies/usual")
	require.NoError(t, err)
	desks, err := LibraryFile("desks/usual")
	require.NoError(t, err)
	_, err = LoadSources([]Source{{Name: "main.yaml", Data: []byte(world)}, {Name: "piece.yaml", Data: []byte(piece)}, {Name: "agencies/usual", Data: usual}, {Name: "desks/usual", Data: desks}}, Options{})
	require.NoError(t, err)
}

// Every scenario of the library is named by some chapter, or teaches the whole.
func TestManualNamesTheLibrary(t *testing.T) {
	var missing []string
	for _, e := range Library() {
		if !strings.Contains(manualText, e.Name) {
			missing = append(missing, e.Name)
		}
	}
	slices.Sort(missing)
	require.Subset(t, []string{"last-mile-2019", "two-nations"}, missing)
}
