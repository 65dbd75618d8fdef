//go:build !js

package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"
)

// Every group with one wrong word must fail as wrong input and say what was
// wrong; cobra alone would print help and call it a success.
func TestGroupsRefuseWrongWords(t *testing.T) {
	var walk func(c *cobra.Command, path []string)
	walk = func(c *cobra.Command, path []string) {
		if !c.HasSubCommands() {
			return
		}
		e, out, talk := testEdge(t, append(path, "qqqq")...)
		require.Equal(t, wrongInput, run(e), "%v", path)
		require.Empty(t, out.String(), "%v", path)
		require.Contains(t, talk.String(), `no command "qqqq"`, "%v", path)
		for _, sub := range c.Commands() {
			walk(sub, append(path[:len(path):len(path)], sub.Name()))
		}
	}
	e, _, _ := testEdge(t)
	walk(newRoot(&e), nil)
}

func TestMisspeltWordsAreOffered(t *testing.T) {
	for line, want := range map[string]string{
		"rnu two-nations":               `did you mean run?`,
		"replay verfy x":                `did you mean verify?`,
		"library sow two-nations":       `did you mean show?`,
		"library show two-nation":       `two-nations`,
		"run two-nations --sed 3":       `did you mean --seed?`,
		"run two-natons":                `two-nations`,
		"help replya":                   `did you mean replay?`,
		"completion bsh":                `did you mean bash?`,
		"run":                           `takes one scenario, got 0`,
		"check":                         `takes at least one scenario`,
		"replay":                        `needs one of: diff, events, export, info, `,
		"run two-nations --seed x":      `--seed "x": it takes a whole number`,
		"run two-nations --reps 0":      `at least one replication`,
		"run two-nations --until later": `--until`,
		"run two-nations --until T+90d": `not between StartEx and EndEx`,
	} {
		e, out, talk := testEdge(t, strings.Fields(line)...)
		require.Equal(t, wrongInput, run(e), line)
		require.Empty(t, out.String(), line)
		require.Contains(t, talk.String(), want, line)
	}
}

// Each command that does something shows how, and its examples parse.
func TestHelpHasExamplesThatParse(t *testing.T) {
	e, _, _ := testEdge(t)
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			walk(sub)
		}
		require.NotEmpty(t, c.Short, c.CommandPath())
		for _, line := range strings.Split(c.Example, "\n") {
			words := strings.Fields(strings.TrimSpace(line))
			if len(words) == 0 || words[0] != "entente" {
				continue
			}
			found, rest, err := newRoot(&e).Find(words[1:])
			require.NoError(t, err, line)
			require.NotEqual(t, "entente", found.Name(), line)
			require.NoError(t, found.ParseFlags(untilComment(rest)), line)
		}
	}
	root := newRoot(&e)
	walk(root)
	for _, path := range []string{"run", "check", "library", "library show", "replay info", "replay verify", "replay events", "replay recover"} {
		c, _, err := root.Find(strings.Fields(path))
		require.NoError(t, err)
		require.NotEmpty(t, c.Example, "%s has no example", path)
	}
}

// untilComment drops what follows a command in an example.
func untilComment(words []string) []string {
	for i, w := range words {
		if w == ">" || w == "|" {
			return words[:i]
		}
	}
	return words
}

func TestCompletionOffersScenarios(t *testing.T) {
	e, out, _ := testEdge(t, "__complete", "run", "")
	require.Equal(t, done, run(e))
	require.Contains(t, out.String(), "deportation-notice-2015\t")
}
