//go:build !js

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim/files"
	"entente/sim/journal"
)

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"plain\tÅngström\r\n":            "plain\tÅngström\r\n",
		"\x1b[1;38;2;0;158;115mok\x1b[m": "\x1b[1;38;2;0;158;115mok\x1b[m",
		"\x1b]0;title\a":                 `\u001b]0;title\u0007`,
		"\x1b[2J\x1b[H":                  `\u001b[2J\u001b[H`,
		"a\rb\r":                         `a\u000db\u000d`,
		"a\u202eb\u0085\xff\u2028":       `a\u202eb\u0085\xff\u2028`,
		"\ufeffa":                        "\ufeffa",
		"cut \x1b[3":                     `cut \u001b[3`,
	} {
		for _, piece := range []int{1, 2, 3, len(text)} {
			var out bytes.Buffer
			v := &visible{out: &out}
			for rest := text; rest != ""; {
				n := min(piece, len(rest))
				_, err := io.WriteString(v, rest[:n])
				require.NoError(t, err)
				rest = rest[n:]
			}
			require.NoError(t, v.Flush())
			require.Equal(t, want, out.String(), "%q in pieces of %d", text, piece)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		var out bytes.Buffer
		v := &visible{out: &out}
		for _, b := range rapid.SliceOf(rapid.SliceOf(rapid.Byte())).Draw(t, "writes") {
			_, err := v.Write(b)
			require.NoError(t, err)
		}
		require.NoError(t, v.Flush())
		require.Equal(t, -1, journal.Control(harmless(out.String()), true))
	})
}

// harmless takes away what may pass: colours, marks of the byte order, and the
// ends of lines that spreadsheets want.
func harmless(s string) string {
	for at := strings.IndexByte(s, 0x1b); at >= 0 && colour.MatchString(s[at:]); at = strings.IndexByte(s, 0x1b) {
		s = s[:at] + s[at+len(colour.FindString(s[at:])):]
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\ufeff", ""), "\r\n", "\n")
}

// hostile are names that would change a title, clear a screen, turn the direction
// of writing, forge a line, or are no UTF-8.
var hostile = []string{
	"\x1b]0;owned\a.yaml", "\x1b[2Jx.mcap", "a\u202efdp.csv", "x\nentente: equal", "x\rentente.yaml", "\u009b31mx.xlsx", "\xff\xfe.yaml", "x\u2028y.mcap",
}

// TestHostileNames gives every command every hostile name, as an argument and as
// the value of every flag.
func TestHostileNames(t *testing.T) {
	e, _, _ := testEdge(t)
	for _, c := range leaves(newRoot(&e)) {
		path := strings.Fields(c.CommandPath())[1:]
		for _, name := range hostile {
			harm(t, append(append([]string{}, path...), name)...)
			harm(t, append(append([]string{}, path...), name, name)...)
			for _, flag := range flags(c) {
				harm(t, append(append([]string{}, path...), "three-nations", "--"+flag+"="+name)...)
			}
		}
	}
	for _, name := range hostile {
		harm(t, name)
		harm(t, "--"+name)
		harm(t, "help", name)
	}
}

// harm runs a command and wants no raw control in what it prints, and no line
// that a name has forged.
func harm(t *testing.T, args ...string) {
	t.Helper()
	e, out, talk := testEdge(t, args...)
	e.store = files.NewStore(memory{io.Discard})
	e.width, e.env = 80, []string{"TERM=xterm-256color", "COLORTERM=truecolor"}
	code := run(e)
	printed := harmless(out.String() + talk.String())
	require.Equal(t, -1, journal.Control(printed, true), "%q printed %q", args, printed)
	require.NotContains(t, printed, "\nentente: equal", "%q", args)
	require.Contains(t, []int{wrongInput, failed, done}, code)
}

func leaves(c *cobra.Command) (list []*cobra.Command) {
	if len(c.Commands()) == 0 {
		return append(list, c)
	}
	for _, sub := range c.Commands() {
		list = append(list, leaves(sub)...)
	}
	return list
}

func flags(c *cobra.Command) (names []string) {
	for _, line := range strings.Split(c.Flags().FlagUsages(), "\n") {
		if _, rest, ok := strings.Cut(line, "--"); ok {
			names = append(names, strings.Fields(rest)[0])
		}
	}
	return names
}

// TestHostileTexts puts controls where texts, keys, cells and includes stand. They
// are refused at their place, all at once, and are spelt out in what is said.
func TestHostileTexts(t *testing.T) {
	head := "entente: 1\nscenario: x\nstart: 2027-03-01T08:00Z\nend: T+1d\n"
	dir := t.TempDir()
	check := func(name, text string) string {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		for _, command := range []string{"check", "run", "rehearse"} {
			e, out, talk := testEdge(t, command, file)
			require.Equal(t, wrongInput, run(e), talk.String())
			require.Equal(t, -1, journal.Control(out.String()+talk.String(), true))
			require.NotContains(t, talk.String(), "\nentente: equal")
			if command == "check" {
				defer func() { require.NotEmpty(t, talk.String()) }()
			}
			dirless := strings.ReplaceAll(talk.String(), file, name)
			if command == "rehearse" {
				return dirless
			}
		}
		return ""
	}
	said := check("texts.yaml", head+`title: "a\e]0;x\a"`+"\nexercise: {banner: \"b\\nentente: equal\", objectives: []}\n"+
		`nations: {"ar\u202evonia": {title: "\u009b2J"}, "a\nb": {}}`+"\n")
	for _, line := range []string{
		`texts.yaml:5:8: "a\u001b]0;x\u0007" holds a control character (leave it out)`,
		`texts.yaml:6:20: "b\nentente: equal" must be one line`,
		`texts.yaml:7:11: "ar\u202evonia" holds a control character`,
		`texts.yaml:7:36: "\u009b2J" holds a control character`,
		`texts.yaml:7:49: "a\nb" must be one line`,
		`entente: 5 problems`,
	} {
		require.Contains(t, said, line)
	}
	said = check("raw.yaml", head+"# a remark \u202e\ntitle: a\u0085b\u2028c\ufeffd\u009b\n")
	for i, c := range []string{"5:12: control character U+202E", "6:9: control character U+0085", "6:11: control character U+2028", "6:13: control character U+FEFF", "6:15: control character U+009B"} {
		require.Contains(t, said, "raw.yaml:"+c, "%d", i)
	}
	said = check("include.yaml", head+`include: ["x\nentente: equal.yaml"]`+"\n")
	require.Contains(t, said, "must be one line")

	for _, set := range []string{`exercise.banner="\u001b[2J"`, `"nations.a\u202e.x"=1`} {
		e, out, talk := testEdge(t, "run", "three-nations", "--set", set)
		require.Equal(t, wrongInput, run(e), out.String())
		require.Equal(t, -1, journal.Control(talk.String(), true))
	}

	// A table: its titles and its cells.
	e, table, _ := testEdge(t, "msel", "export", "three-nations")
	require.Equal(t, done, run(e))
	e, scenario, _ := testEdge(t, "library", "show", "three-nations")
	require.Equal(t, done, run(e))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "into.yaml"), scenario.Bytes(), 0o600))
	for i, bent := range []string{
		strings.Replace(table.String(), "Category", "Cat\x1b[2Jegory", 1),
		strings.Replace(table.String(), "SimCell", "Sim\x1b]0;x\aCell", 1),
		strings.Replace(table.String(), "SimCell", "Sim\u202eCell", 1),
	} {
		name := filepath.Join(dir, fmt.Sprintf("bent-%d.csv", i))
		require.NoError(t, os.WriteFile(name, []byte(bent), 0o600))
		e, out, talk := testEdge(t, "msel", "import", name, "--into", filepath.Join(dir, "into.yaml"))
		code := run(e)
		require.Equal(t, -1, journal.Control(harmless(out.String()+talk.String()), true), "%d", i)
		if i > 0 {
			require.Equal(t, wrongInput, code, "%d: %s", i, talk.String())
		}
	}
}
