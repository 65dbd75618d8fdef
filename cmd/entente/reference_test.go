//go:build !js

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestManualKnowsTheCommands: the manual has every exit code, every shape of --json and the
// licence of the letters, numbered after the chapters on systems.
func TestManualKnowsTheCommands(t *testing.T) {
	text := map[string]string{}
	for i, c := range manual() {
		require.Equal(t, i+1, c.Number)
		text[strings.TrimPrefix(c.Title, "Reference: ")] = "\n" + c.Text + "\n"
	}
	for i := range shapes {
		require.Contains(t, text["the shape of every --json"], "\n"+shapes[i].of+": ")
	}
	for _, c := range exitConstants(t) {
		require.Contains(t, text["exit codes"], "\n"+strconv.Itoa(c)+"\n")
	}
	require.Contains(t, text["licences"], "SIL Open Font License 1.1")
}

// exitConstants are the exit codes that exit.go declares.
func exitConstants(t *testing.T) (codes []int) {
	f, err := parser.ParseFile(token.NewFileSet(), "exit.go", nil, 0)
	require.NoError(t, err)
	for _, d := range f.Decls {
		if list, ok := d.(*ast.GenDecl); ok && list.Tok == token.CONST {
			for _, s := range list.Specs {
				n, err := strconv.Atoi(s.(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
				require.NoError(t, err)
				codes = append(codes, n)
			}
		}
	}
	require.Len(t, codes, len(exitCodes))
	return codes
}
