package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSlowestFirstAndFailuresWhole(t *testing.T) {
	said := `{"Action":"start","Package":"entente/a"}
{"Action":"output","Package":"entente/a","Test":"TestQuick","Output":"nobody wants to read this\n"}
{"Action":"pass","Package":"entente/a","Test":"TestQuick","Elapsed":0.5}
{"Action":"pass","Package":"entente/a","Test":"TestSlow","Elapsed":7.25}
{"Action":"skip","Package":"entente/a","Test":"TestOther","Elapsed":0}
{"Action":"pass","Package":"entente/a","Elapsed":8}
`
	var out strings.Builder
	require.NoError(t, slowest(strings.NewReader(said), &out))
	require.Equal(t, `ok   entente/a                   8.0 s
2 tests, 1 skipped; the slowest, on the wall:
     7.2 s  a TestSlow
     0.5 s  a TestQuick
`, out.String())

	out.Reset()
	said += `{"Action":"output","Package":"entente/b","Test":"TestY","Output":"nor what passed beside it\n"}
{"Action":"pass","Package":"entente/b","Test":"TestY","Elapsed":1}
{"Action":"output","Package":"entente/b","Test":"TestX","Output":"x.go:7: not so\n"}
{"Action":"fail","Package":"entente/b","Test":"TestX","Elapsed":1}
{"Action":"fail","Package":"entente/b","Elapsed":1}
{"ImportPath":"entente/c [entente/c.test]","Action":"build-output","Output":"c.go:1: no such thing\n"}
{"ImportPath":"entente/c [entente/c.test]","Action":"build-fail"}
go: no event at all
`
	require.EqualError(t, slowest(strings.NewReader(said), &out), "2 packages failed")
	require.Contains(t, out.String(), "x.go:7: not so\nFAIL entente/b")
	require.Contains(t, out.String(), "c.go:1: no such thing\nFAIL entente/c")
	require.Contains(t, out.String(), "\ngo: no event at all\n")
	require.NotContains(t, out.String(), "nobody wants")
	require.NotContains(t, out.String(), "nor what passed")

	require.EqualError(t, slowest(strings.NewReader(""), &out), "no test ran")
}
