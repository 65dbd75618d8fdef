package scenarios

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"entente/scenarios/library"

	"github.com/stretchr/testify/require"
)

// hostile files: each is refused, at once and in little memory, or read.
func TestHostileFilesAreBounded(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i <= 8; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
	}
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "k%d: %d\n", i, i)
		}
		return b.String()
	}
	for name, x := range map[string]struct{ text, says string }{
		"alias bomb":        {bomb, "anchors are not read"},
		"self alias":        {"a: &a [*a]\n", "anchors are not read"},
		"deep flow":         {strings.Repeat("[", 9_000) + strings.Repeat("]", 9_000), "nested more than 64 deep"},
		"deeper flow":       {strings.Repeat("[", 100_000), "that opens here is not closed"},
		"deep braces":       {strings.Repeat("{", 100_000), "that opens here is not closed"},
		"deep dashes":       {strings.Repeat("- ", 9_000) + "x", "nested more than 64 deep"},
		"many dashes":       {strings.Repeat("-\n", 3<<20), "too many parts"},
		"many keys":         {keys(6_000), "more than 5000 keys"},
		"very many keys":    {keys(90_000), "more than 5000 keys"},
		"many items":        {"[" + strings.Repeat("1,", 520_000) + "1]", "too many parts"},
		"100 MB":            {"name: " + strings.Repeat("x", 100<<20), "larger than 8 MiB"},
		"just over":         {"name: " + strings.Repeat("x", 8<<20), "larger than 8 MiB"},
		"long scalar":       {"title: " + strings.Repeat("x", 7<<20), "is missing"},
		"long comment":      {"#" + strings.Repeat("x", 7<<20), "the file is empty"},
		"binary":            {"\x7fELF\x02\x01\x01\x00\x00", "control character"},
		"not UTF-8":         {"title: \xff\xfe", "not UTF-8"},
		"two documents":     {"entente: 1\n---\nentente: 1\n", "a second document"},
		"trailing rubbish":  {"entente: 1\n...\nrubbish: [\n", "not YAML"},
		"merge":             {"a: {<<: {b: c}}\n", "merge keys are not read"},
		"tag":               {"a: !!binary aGVsbG8=\n", "tags are not read"},
		"complex key":       {"? [a, b]\n: 1\n", "a key must be a word"},
		"empty":             {"", "the file is empty"},
		"only a comment":    {"# hello\n", "the file is empty"},
		"a word":            {"hello\n", "where a scenario is needed"},
		"directive":         {"%YAML 1.2\n---\nentente: 1\n", "not YAML"},
		"byte order mark":   {"\ufeffentente: 1\n", "is missing"},
		"expression of 1MB": {"entente: 1\nscenario: x\nstart: 2027-03-01T08:00Z\nend: T+1d\nnations: {a: {agencies: {police: {}}, laws: [{id: a, do: block, when: '" + strings.Repeat("(", 1<<20) + "'}]}}\n", "longer than 1024"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			_, err := LoadSources([]Source{{Name: "hostile.yaml", Data: []byte(x.text)}}, Options{})
			runtime.ReadMemStats(&after)
			require.ErrorContains(t, err, x.says)
			problems, ok := err.(Problems)
			require.True(t, ok)
			for _, p := range problems {
				require.Positive(t, p.Line)
				require.Equal(t, "hostile.yaml", p.File)
			}
			require.Less(t, int64(after.TotalAlloc-before.TotalAlloc)>>20, int64(600), "MiB allocated")
		})
	}
}

// TestPositionsCountCharacters: line and column are those of an editor.
func TestPositionsCountCharacters(t *testing.T) {
	text := "entente: 1\nscenario: x\nstart: 2027-03-01T08:00Z\nend: T+1d\ntitle: é日本\nnations: {a: {title: \"日本\", agencies: {police: {collects: {FIN: 2}}}}}\n"
	_, err := LoadSources([]Source{{Name: "x.yaml", Data: []byte(text)}}, Options{})
	require.EqualError(t, err, "x.yaml:6:64: nations.a.agencies.police.collects.FIN: 2 is above 1")
	_, err = LoadSources([]Source{{Name: "x.yaml", Data: []byte(strings.Replace(text, "FIN: 2", "FIN: 1}, role: {", 1))}}, Options{})
	require.ErrorContains(t, err, "x.yaml:6:74: nations.a.agencies.police.role: a mapping where one word or phrase is needed")
}

// FuzzLoad: no input makes loading panic, and every problem has a place.
func FuzzLoad(f *testing.F) {
	for _, e := range Library() {
		data, err := LibraryFile(e.Name)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Add([]byte("entente: 1\nscenario: x\nstart: 2027-03-01T08:00Z\nend: T+1d\nnations: {a: {agencies: {police: {}}}}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := LoadSources(append([]Source{{Name: "x.yaml", Data: data}}, presetSources...), Options{})
		if err == nil {
			require.NotNil(t, s.Spec)
			return
		}
		problems, ok := err.(Problems)
		require.True(t, ok, "%v", err)
		require.NotEmpty(t, problems)
		for _, p := range problems {
			require.Positive(t, p.Line)
			require.Positive(t, p.Col)
			require.NotEmpty(t, p.What)
			require.NotEmpty(t, p.File)
		}
	})
}

// presetSources are the library's presets, at hand for a test's scenario.
var presetSources = func() (out []Source) {
	for _, name := range library.Grouped("presets") {
		data, err := LibraryFile(name)
		if err != nil {
			panic(err)
		}
		out = append(out, Source{Name: name, Data: data})
	}
	return out
}()

// TestEditorsOfAllKinds: line ends and a byte order mark change nothing.
func TestEditorsOfAllKinds(t *testing.T) {
	text := string(library.File("two-nations.yaml"))
	want, err := LoadSources([]Source{{Name: "x.yaml", Data: []byte(text)}}, Options{})
	require.NoError(t, err)
	for name, changed := range map[string]string{
		"CRLF":            strings.ReplaceAll(text, "\n", "\r\n"),
		"byte order mark": "\ufeff" + text,
		"both":            "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"),
	} {
		got, err := LoadSources([]Source{{Name: "x.yaml", Data: []byte(changed)}}, Options{})
		require.NoError(t, err, name)
		require.Equal(t, plan(want.Spec), plan(got.Spec), name)
	}
}
