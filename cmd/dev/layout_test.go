package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// README's picture is the import graph: a row that changes is drawn anew.
func TestLayoutIsDrawn(t *testing.T) {
	text, err := os.ReadFile("layout.svg")
	require.NoError(t, err)
	require.True(t, drawLayout(floors) == string(text), "the picture is not the graph: go run ./cmd/dev layout")
	for _, f := range floors {
		name := f.pkg[strings.IndexByte(f.pkg, '/')+1:]
		require.Contains(t, string(text), ">"+name+"</text>", f.pkg)
	}
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	require.Contains(t, string(readme), "("+layoutFile+")")
}

// upward lists the imports that lead to a wing which does not lie lower, but for rooms
// that only tests enter.
func upward(rows []floor) (list []string) {
	tests := map[string]bool{}
	for i, rooms := range drawnRooms(rows) {
		for _, r := range rooms {
			if r.tests {
				tests[wings[i].name+"/"+r.name] = true
			}
		}
	}
	for _, f := range rows {
		for _, may := range strings.Fields(f.may) {
			from, to := wingOf(f.pkg), wingOf(may)
			if from != to && wings[to].story >= wings[from].story && !tests[f.pkg] {
				list = append(list, f.pkg+" -> "+may)
			}
		}
	}
	return list
}

// The wings stand on each other: no room that the product needs imports one from beside
// or above.
func TestWingsStandOnEachOther(t *testing.T) {
	require.Empty(t, upward(floors))
	bent := append([]floor{{"cmd/a", "replay scenarios", ""}}, floor{"replay", "scenarios", ""}, floor{"scenarios", "", ""})
	require.Equal(t, []string{"replay -> scenarios"}, upward(bent))
	require.NotEqual(t, drawLayout(floors), drawLayout(bent))
}
