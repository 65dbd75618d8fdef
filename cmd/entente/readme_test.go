package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var shown = regexp.MustCompile("(?s)<!-- output of: (.*?) -->\n(.*?)<!-- end -->")

// What the README shows is what the program prints, for a pipe of 80 columns.
// UPDATE_README=1 writes it anew.
func TestReadmeShowsRealOutput(t *testing.T) {
	const readme = "../../README.md"
	text, err := os.ReadFile(readme)
	require.NoError(t, err)
	require.Len(t, shown.FindAll(text, -1), 2)
	fresh := shown.ReplaceAllStringFunc(string(text), func(block string) string {
		command := shown.FindStringSubmatch(block)[1]
		out := pictureOf(t, 0, nil, strings.Fields(command)...)
		return "<!-- output of: " + command + " -->\n```\n" + out + "```\n<!-- end -->"
	})
	if os.Getenv("UPDATE_README") != "" {
		require.NoError(t, os.WriteFile(readme, []byte(fresh), 0o644))
		return
	}
	stale, now := strings.Split(string(text), "\n"), strings.Split(fresh, "\n")
	for i, line := range now {
		if i == len(stale) || stale[i] != line {
			t.Fatalf("README.md:%d is not what the program prints, which is %q\nUPDATE_README=1 go test ./cmd/entente -run Readme writes it anew", i+1, line)
		}
	}
}

// The commands that the README and the help tell people to type exist.
func TestReadmeCommandsParse(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	lines := regexp.MustCompile(`(?m)^go run ./cmd/entente (.*?)(\s+[#>|].*)?$`).FindAllStringSubmatch(string(text), -1)
	require.NotEmpty(t, lines)
	e, _, _ := testEdge(t)
	for _, l := range lines {
		c, rest, err := newRoot(&e).Find(words(l[1]))
		require.NoError(t, err, l[0])
		require.NoError(t, c.ParseFlags(rest), l[0])
		require.NoError(t, c.ValidateArgs(c.Flags().Args()), l[0])
	}
}

// words splits a command as a shell does, where quotes hold words together.
func words(line string) []string {
	list := regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(line, -1)
	for i := range list {
		list[i] = strings.Trim(list[i], `"`)
	}
	return list
}
