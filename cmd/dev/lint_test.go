package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// tree is loaded once for all rules.
var tree *loader

func wholeTree(t *testing.T) *loader {
	if tree == nil {
		root, err := filepath.Abs("../..")
		require.NoError(t, err)
		tree = newLoader(root)
	}
	return tree
}

func TestNothingThatDiffersBetweenRuns(t *testing.T) {
	l := wholeTree(t)
	for _, pkg := range strings.Fields(settled) {
		found, err := lint(l, pkg)
		require.NoError(t, err, pkg)
		for _, f := range found {
			t.Error(f)
		}
	}
}

// What is shown of a result is the same on every processor too, to the last digit of
// a drawing. TestNoFusedMultiplyAdd of the program holds it, and is asked for less often.
// Left out are tools, what tests measure with, and what goes to a graphics card, which
// rounds as it likes.
func TestNoFloatProductMayFuse(t *testing.T) {
	l := wholeTree(t)
	for _, f := range floors {
		if lists(settled, f.pkg) || lists("cmd/dev cmd/dev/depth cmd/dev/desktop render/screen render/rendertest cmd/entente-view", f.pkg) {
			continue
		}
		found, err := lintProducts(l, f.pkg)
		require.NoError(t, err, f.pkg)
		for _, f := range found {
			t.Error(f)
		}
	}
}

// A fixture marks each line that must be found with `// ERROR "part of the message"`,
// and every other line must pass.
func TestLintFindsEachFault(t *testing.T) {
	root, err := filepath.Abs("testdata")
	require.NoError(t, err)
	for pkg, look := range map[string]func(*loader, string) ([]string, error){"lint": lint, "printed": lintNotation} {
		found, err := look(newLoader(root), pkg)
		require.NoError(t, err)
		name := pkg + "/" + pkg + ".go"
		src, err := os.ReadFile(filepath.Join("testdata", name))
		require.NoError(t, err)
		require.NotEmpty(t, found)
		for i, line := range strings.Split(string(src), "\n") {
			prefix := name + ":" + strconv.Itoa(i+1) + ": "
			var here []string
			for _, f := range found {
				if strings.HasPrefix(f, prefix) {
					here = append(here, f)
				}
			}
			_, want, marked := strings.Cut(line, `// ERROR "`)
			if !marked {
				require.Empty(t, here, line)
				continue
			}
			require.Len(t, here, 1, line)
			require.Contains(t, here[0], strings.TrimSuffix(want, `"`))
		}
	}
}

// Times and shares are printed in one place each, and not by hand.
func TestNotationIsNotByHand(t *testing.T) {
	l := wholeTree(t)
	for _, f := range floors {
		sources, _ := filepath.Glob(filepath.Join(l.root, f.pkg, "*.go"))
		if len(sources) == 0 || lists("sim/notation cmd/dev cmd/dev/depth cmd/dev/desktop", f.pkg) {
			continue
		}
		found, err := lintNotation(l, f.pkg)
		require.NoError(t, err, f.pkg)
		for _, f := range found {
			t.Error(f)
		}
	}
}
