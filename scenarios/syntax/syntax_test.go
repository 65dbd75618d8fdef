package syntax_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	yaml "gopkg.in/yaml.v3"

	"entente/scenarios/syntax"
)

// library is every scenario, preset and patch of the library, by its path.
func library(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, at := range []string{"*.yaml", "patches/*/*.yaml", "patches/*.yaml", "presets/*.yaml", "presets/*/*.yaml", "presets/*/*/*.yaml"} {
		files, err := filepath.Glob(filepath.Join("..", "library", at))
		require.NoError(t, err)
		for _, f := range files {
			data, err := os.ReadFile(f)
			require.NoError(t, err)
			texts[f] = string(data)
		}
	}
	require.Greater(t, len(texts), 50)
	return texts
}

func refused(text string) bool {
	var n yaml.Node
	return yaml.Unmarshal([]byte(text), &n) != nil
}

// What is YAML has no fault: else a fault might be told that is none.
func TestNothingIsFoundInGoodText(t *testing.T) {
	require.NotEmpty(t, library(t))
	for name, text := range library(t) {
		f, found := syntax.Diagnose([]byte(text))
		require.False(t, found, "%s: %+v", name, f)
	}
}

// slips are what a hand does to a line: each gives the line changed, and whether it could.
var slips = []struct {
	name string
	do   func(line string, r *rand.Rand) (string, bool)
}{
	{"bracket", func(l string, r *rand.Rand) (string, bool) { return without(l, "]}", r) }},
	{"quote", func(l string, r *rand.Rand) (string, bool) { return without(l, `"`, r) }},
	{"indented", func(l string, _ *rand.Rand) (string, bool) { return " " + l, strings.TrimSpace(l) != "" }},
	{"outdented", func(l string, _ *rand.Rand) (string, bool) {
		return strings.TrimPrefix(l, " "), strings.HasPrefix(l, " ") && strings.TrimSpace(l) != ""
	}},
	{"colon", func(l string, _ *rand.Rand) (string, bool) {
		k, v, ok := strings.Cut(l, ": ")
		return k + ":" + v, ok
	}},
	{"two colons", func(l string, _ *rand.Rand) (string, bool) {
		k, v, ok := strings.Cut(l, ": ")
		return k + ": so: " + v, ok
	}},
}

func without(line, set string, r *rand.Rand) (string, bool) {
	var at []int
	for i := range line {
		if strings.IndexByte(set, line[i]) >= 0 {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return line, false
	}
	i := at[r.IntN(len(at))]
	return line[:i] + line[i+1:], true
}

// apart is how many lines lie between two, and one; comments and empty lines do not count,
// for a reader's eye passes over them.
func apart(lines []string, a, b int) (off int) {
	a, b = min(a, b), max(a, b)
	for i := a + 1; i <= b && i < len(lines); i++ {
		if text := strings.TrimSpace(lines[i]); text != "" && text[0] != '#' {
			off++
		}
	}
	return off
}

// A slip of the hand on one line is told on that line, or beside it.
func TestASlipIsToldWhereItIs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	type score struct{ there, near, far, silent int }
	var worst strings.Builder
	scores := map[string]*score{}
	texts := library(t)
	require.NotEmpty(t, texts)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		lines := strings.Split(texts[name], "\n")
		for range 4 {
			for _, slip := range slips {
				i := r.IntN(len(lines))
				changed, could := slip.do(lines[i], r)
				if !could || strings.HasPrefix(strings.TrimSpace(lines[i]), "#") {
					continue
				}
				broken := strings.Join(append(append(append([]string{}, lines[:i]...), changed), lines[i+1:]...), "\n")
				if !refused(broken) {
					continue
				}
				s := scores[slip.name]
				if s == nil {
					s = &score{}
					scores[slip.name] = s
				}
				f, found := syntax.Diagnose([]byte(broken))
				switch off := apart(lines, i, f.Line-1); {
				case !found:
					s.silent++
				case off == 0:
					s.there++
					continue
				case off == 1:
					s.near++
					continue
				default:
					s.far++
				}
				fmt.Fprintf(&worst, "%s in %s:%d: %q: %+v\n", slip.name, name, i+1, changed, f)
			}
		}
	}
	for _, slip := range slips {
		s := scores[slip.name]
		require.NotNil(t, s, slip.name)
		all := s.there + s.near + s.far + s.silent
		require.Greater(t, all, 15, slip.name)
		require.GreaterOrEqual(t, s.there*4, all*3, "%s: on its line in %d of %d\n%s", slip.name, s.there, all, &worst)
		require.GreaterOrEqual(t, (s.there+s.near)*100, all*99, "%s: within a line in %d of %d\n%s", slip.name, s.there+s.near, all, &worst)
	}
}

// Each kind of slip in a planner's words.
func TestFaultsInWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a: 1\nb: [x, y\nc: 2\n", "2:4 the bracket [ that opens here is not closed (write ])"},
		{"a: {b: [x}\n", "1:10 } closes the [ of line 1 (write ], or mend what was opened there)"},
		{"a: [x]]\n", "1:7 ] closes nothing (leave it out, or open it before)"},
		{"a: {\n  b: {x: 1,\n  c: {x: 2}}\nd: 1\n", "2:6 the bracket { that opens here is not closed (write })"},
		{"a: {b: {x: 1} c: 2}\n", "1:15 no comma before c: 2} (write one)"},
		{"a: \"one\nb: 2\n", "1:4 the quote \" that opens here is not closed (close it on this line)"},
		{"a: 'it's late'\n", "1:4 the quote ' that opens here ends before s late' (write '' for an apostrophe inside, or put the whole text in double quotes)"},
		{"a: \"C:\\dir\"\n", "1:7 \\d means nothing inside double quotes (write \\\\ for a backslash, or use single quotes)"},
		{"a: \"\\é\"\n", "1:5 \\é means nothing inside double quotes (write \\\\ for a backslash, or use single quotes)"},
		{"a:\n  b: 1\n   c: 2\n", "3:4 indented by 3, more than line 2 above, which has its value already (indent it by 2)"},
		{"a:\n    b: 1\n  c: 2\nd:\n  e: 1\nf:\n  g: 1\n", "2:5 indented by 4, but line 3, which stands beside it, by 2 (indent it by 2)"},
		{"a: b: c\n", "1:5 a colon and a space inside text (put quotes around the text)"},
		{"a:\n  b:1\n  c: 2\n", "2:4 no space after the colon (write b: 1)"},
		{"a:\n  b: 1\n  - c\n", "3:3 a list entry among keys (leave out the hyphen, or indent it under the key it belongs to: line 2 has a value already)"},
		{"a:\n  - c\n  b: 1\n", "3:3 a key among the entries of a list (write \"- \" before it, or indent it under the entry above)"},
		{"a: @b\n", "1:4 text cannot begin with @ (put quotes around it)"},
		{"ä: {ö: [ü}\n", "1:10 } closes the [ of line 1 (write ], or mend what was opened there)"},
	} {
		require.True(t, refused(c.text), c.text)
		f, found := syntax.Diagnose([]byte(c.text))
		require.True(t, found, c.text)
		require.Equal(t, c.want, fmt.Sprintf("%d:%d %s (%s)", f.Line, f.Col, f.What, f.Hint), c.text)
	}
}

// Whatever the text, the place is in it.
func FuzzDiagnose(f *testing.F) {
	f.Add("a: [\n")
	f.Add("a: \"\n- b\n  c:\n\t'")
	f.Fuzz(func(t *testing.T, text string) {
		at, found := syntax.Diagnose([]byte(text))
		if !found {
			return
		}
		lines := strings.Split(text, "\n")
		require.LessOrEqual(t, at.Line, len(lines))
		require.GreaterOrEqual(t, at.Line, 1)
		require.LessOrEqual(t, at.Col, len(lines[at.Line-1])+1)
		require.NotEmpty(t, at.What)
	})
}
