//go:build !js

package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestHostileScenarios: whatever a file holds, the program ends as it does on
// wrong input, says where, and does not take the machine's memory.
func TestHostileScenarios(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for c := byte('1'); c <= '9'; c++ {
		before, now := string(c-1), string(c)
		bomb += "a" + now + ": &a" + now + " [*a" + before + strings.Repeat(",*a"+before, 9) + "]\n"
	}
	head := "entente: 1\nscenario: x\nstart: 2027-03-01T08:00Z\nend: T+1d\n"
	for name, x := range map[string]struct{ text, says string }{
		"alias bomb":      {bomb, "anchors are not read"},
		"deep nesting":    {strings.Repeat("[", 100_000), "that opens here is not closed"},
		"circle of likes": {head + "presets: {nations: {a: {like: b}, b: {like: a}}}\nnations: {arvonia: {like: a}}\n", "in a circle"},
		"includes itself": {head + "include: [hostile.yaml]\nnations: {a: {agencies: {police: {}}}}\n", "in a circle"},
		"two documents":   {head + "---\n" + head, "a second document"},
		"100 MB":          {strings.Repeat("# nothing at all\n", 100<<20/17), "larger than 8 MiB"},
		"binary":          {"\x7fELF\x02\x01\x01\x00\x00\xde\xad\xbe\xef", "control character"},
		"NULs":            {strings.Repeat("\x00", 1<<20), "control character"},
		"UTF-16":          {"\xff\xfee\x00n\x00t\x00", "not UTF-8"},
		"mark alone":      {"\ufeff", "is empty"},
		"old Mac lines":   {strings.ReplaceAll(head, "\n", "\r") + "nations: 1\r", "nations"},
		"CRLF":            {strings.ReplaceAll(head+"nations: {}\nnation: {}\n", "\n", "\r\n"), "hostile.yaml:6:1: nation: unknown key"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "hostile.yaml")
			require.NoError(t, os.WriteFile(file, []byte(x.text), 0o600))
			for _, command := range []string{"check", "run"} {
				e, out, talk := testEdge(t, command, file)
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				code := run(e)
				runtime.ReadMemStats(&after)
				require.Equal(t, wrongInput, code)
				require.Empty(t, out.String())
				require.Contains(t, talk.String(), x.says)
				require.Contains(t, talk.String(), "hostile.yaml:")
				require.Less(t, (after.TotalAlloc-before.TotalAlloc)>>20, uint64(256), "MiB allocated in all, freed or not")
			}
		})
	}
}
