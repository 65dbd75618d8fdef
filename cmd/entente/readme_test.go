//go:build !js

package main

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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

// The pictures that the README shows are what the program draws, pixel for pixel.
// UPDATE_README=1 draws them anew.
func TestReadmePicturesAreDrawnByTheProgram(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	dir := t.TempDir()
	run1 := filepath.Join(dir, "a.mcap")
	draw := func(args ...string) {
		e, _, talk := testEdge(t, args...)
		onDisk(&e)
		require.Equal(t, done, run(e), talk)
	}
	draw("run", "deportation-notice-2015", "-o", run1)
	const late = "&outcome=return.return-known-in-belgium&select=deadline:return.return-known-in-belgium"
	pictures := regexp.MustCompile(`\]\((render/pictures/(\w+)\.png)\)`).FindAllStringSubmatch(string(text), -1)
	require.Len(t, pictures, 3)
	for _, p := range pictures {
		view := "screen=" + p[2]
		if p[2] != "outcomes" {
			view += late
		}
		fresh := filepath.Join(dir, p[2]+".png")
		draw("replay", "export", run1, "--frame", "D+34T11:00", "--theme", "dark", "--view", view, "-o", fresh)
		now, err := os.ReadFile(fresh)
		require.NoError(t, err)
		if os.Getenv("UPDATE_README") != "" {
			require.NoError(t, os.WriteFile(filepath.Join("../..", p[1]), now, 0o644))
			continue
		}
		shown, err := os.ReadFile(filepath.Join("../..", p[1]))
		require.NoError(t, err)
		require.True(t, bytes.Equal(now, shown), "%s is not what the program draws: UPDATE_README=1 go test ./cmd/entente -run Readme", p[1])
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
		c, rest, err := newRoot(&e).Find(shellWords(l[1]))
		require.NoError(t, err, l[0])
		require.NoError(t, c.ParseFlags(rest), l[0])
		require.NoError(t, c.ValidateArgs(c.Flags().Args()), l[0])
	}
}

// shellWords splits a command as a shell does, where quotes hold words together.
func shellWords(line string) []string {
	list := regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(line, -1)
	for i := range list {
		list[i] = strings.Trim(list[i], `"`)
	}
	return list
}

// The table of rooms has every package, and none that is not there.
func TestReadmeLayoutIsTrue(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, layout, _ := strings.Cut(string(text), "\n## Layout\n")
	layout, _, _ = strings.Cut(layout, "The import graph")
	var said, there []string
	for _, m := range regexp.MustCompile("`([a-z/-]+)`").FindAllStringSubmatch(layout, -1) {
		said = append(said, m[1])
	}
	seen := map[string]bool{"cmd/dev/depth": true} // what follows explains it
	require.NoError(t, fs.WalkDir(os.DirFS("../.."), ".", func(name string, d fs.DirEntry, err error) error {
		room := path.Dir(name)
		if err != nil || !strings.HasSuffix(name, ".go") || strings.Contains(name, "testdata") || strings.HasSuffix(room, "test") || seen[room] {
			return err
		}
		seen[room] = true
		there = append(there, room)
		return nil
	}))
	require.ElementsMatch(t, there, said)
}
