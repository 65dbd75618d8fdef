package tree

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A cell is one mapping on one line and nothing besides, or it is refused.
func TestFlow(t *testing.T) {
	for cell, want := range map[string]string{
		`{expose: main.f1}`: `{expose: main.f1}`,
		`{ "expose" : "main.f1" , set: {a.b: 0.5, c: [x, 'y: z']}}`: `{"expose": "main.f1", set: {a.b: 0.5, c: [x, "y: z"]}}`,
		`{}`: `{}`,
	} {
		got, err := Flow(cell)
		require.NoError(t, err, cell)
		require.Equal(t, want, got)
	}
	for cell, want := range map[string]string{
		"{expose: a.b}\u0085relations: {}\u0085#}": `'\u0085' is not to be seen`,
		"{expose: a.b}\u2028x: 1":                  `'\u2028' is not to be seen`,
		"{expose: a.b}\u2029x: 1":                  `'\u2029' is not to be seen`,
		"{expose: a.b}\nx: 1":                      `'\n' is not to be seen`,
		"{expose: a\u202eb}":                       `'\u202e' is not to be seen`,
		"{expose: a.b} # {and: more}":              "a comment",
		"{expose: a.b}#}":                          "a comment",
		"{expose: a.b} {ask: c}":                   "not YAML",
		"[a, b]":                                   "no brace",
		"a: word":                                  "no brace",
		"{a: &x b, c: *x}":                         "anchors are not read",
		"":                                         "no brace",
	} {
		_, err := Flow(cell)
		require.ErrorContains(t, err, want, "%q", cell)
	}
}

// What is written on one line reads as the same tree again, whatever it holds.
func FuzzFlow(f *testing.F) {
	for _, s := range []string{"a: b", "a: 'x\u0085y'\nb: [1, ~, true, \"\"]", "? a\n: |\n  b\n  c\n", "a: {b: -1, '-': '?', c: \"\\u2028\"}", "- a\u2028b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var r Report
		n := Parse("x", []byte(text), &r)
		if n == nil || n.Kind != Mapping || len(r.List) > 0 {
			return
		}
		again := Parse("x", []byte(n.Flow()), &r)
		require.Empty(t, r.List, "%q became %q", text, n.Flow())
		require.True(t, n.Equal(again), "%q became %q", text, n.Flow())
		require.NotRegexp(t, "[\u0085\u2028\u2029\n\r]", n.Flow())
	})
}

// A file in which one key was replaced is told from one in which anything else was.
func TestReplaced(t *testing.T) {
	before, value := "a: 1\nmsel: [x]\nb: {c: 2}\n", "msel: [y]\n"
	require.NoError(t, Replaced([]byte(before), []byte(value), []byte("a: 1\nmsel: [y]\nb: {c: 2}\n"), "msel"))
	require.NoError(t, Replaced([]byte("a: 1\n"), []byte(value), []byte("a: 1\n\nmsel:\n  - y\n"), "msel"))
	for after, want := range map[string]string{
		"a: 1\nmsel: [y]\nb: {c: 3}\n":       "would change b",
		"a: '1'\nmsel: [y]\nb: {c: 2}\n":     "would change a",
		"a: 1\nmsel: [z]\nb: {c: 2}\n":       "would change msel",
		"a: 1\nmsel: [y]\nd: 1\nb: {c: 2}\n": "would change d",
		"a: 1\nmsel: [y]\n":                  "would take away b",
		"a: 1\nmsel: [y]\nb: {c: 2}\nd: 1\n": "would change d",
	} {
		require.ErrorContains(t, Replaced([]byte(before), []byte(value), []byte(after), "msel"), want)
	}
	require.ErrorContains(t, Replaced([]byte(before), []byte("msel: []\na: 1\n"), []byte(before), "msel"), "more than msel")
}
