package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// world is the package that these rules are about.
const world = "agents"

func readWorld(t *testing.T) *house {
	h, err := readHouse(wholeTree(t), world)
	require.NoError(t, err)
	require.Greater(t, len(h.rooms), 20, "the mechanisms were not found")
	require.Greater(t, len(h.cols), 40, "the columns of State were not found")
	require.Greater(t, len(h.names), 400)
	return h
}

func report(t *testing.T, h *house) {
	for _, f := range h.found {
		t.Error(f)
	}
}

// A mechanism calls those that its row names, and its row names no other.
func TestMechanismsKeepTheirRows(t *testing.T) {
	h := readWorld(t)
	h.checkRows()
	report(t, h)
}

// Calls go down from wing to wing; what must go up goes by a table of the base.
func TestCallsGoDownTheWings(t *testing.T) {
	h := readWorld(t)
	require.Greater(t, len(h.wings), 10, "the wings were not found")
	h.checkWings()
	report(t, h)
}

// The base owns what its rows argue for, so that it does not grow by the way.
func TestBaseKeepsItsRows(t *testing.T) {
	h := readWorld(t)
	require.Greater(t, len(h.baseRows()), 5, "the rows of the base were not found")
	h.checkBase()
	report(t, h)
}

// Who waits, waits on the calendar; what happened is told by tables. So no function of
// the world comes back to itself by calls alone.
func TestCallsMakeNoCircle(t *testing.T) {
	h := readWorld(t)
	h.checkCircles("recheckEntries") // an entry that is seen may be what another one waits for, each once
	report(t, h)
}

// A column has one writer, which is a file. State empties all columns, and sets
// parameters to what they start from.
func TestColumnsHaveOneWriter(t *testing.T) {
	h := readWorld(t)
	h.checkWrites()
	h.found = slices.DeleteFunc(h.found, func(f string) bool { return strings.HasPrefix(f, "agents/state.go") })
	report(t, h)
}

// Each line of the fixture that ends in `// ERROR "..."` must be found, and no other.
func TestRulesOnRoomsCanFail(t *testing.T) {
	root, err := filepath.Abs("testdata")
	require.NoError(t, err)
	h, err := readHouse(newLoader(root), "rooms")
	require.NoError(t, err)
	h.checkRows()
	h.checkWings()
	h.checkCircles()
	h.checkWrites()
	h.checkBase()
	files, err := filepath.Glob("testdata/rooms/*.go")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		src, err := os.ReadFile(name)
		require.NoError(t, err)
		for i, line := range strings.Split(string(src), "\n") {
			prefix := strings.TrimPrefix(name, "testdata/") + ":" + strconv.Itoa(i+1) + ": "
			here := slices.DeleteFunc(slices.Clone(h.found), func(f string) bool { return !strings.HasPrefix(f, prefix) })
			_, want, marked := strings.Cut(line, `// ERROR "`)
			if !marked {
				require.Empty(t, here, line)
				continue
			}
			require.NotEmpty(t, here, "%s%s", prefix, line)
			require.Contains(t, strings.Join(here, " "), strings.TrimSuffix(want, `"`))
		}
	}
}
