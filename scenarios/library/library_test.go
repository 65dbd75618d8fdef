package library

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every file that lies in the folder is in the program, whatever folder it is in.
func TestAllFilesAreEmbedded(t *testing.T) {
	seen := 0
	require.NoError(t, fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ending) {
			seen++
			require.NotEmpty(t, File(name), name)
		}
		return err
	}))
	require.Greater(t, seen, 20)
}

func TestNames(t *testing.T) {
	require.Contains(t, Names("."), "two-nations")
	require.NotContains(t, Names("."), "cases")
	require.Empty(t, Names("no-such-folder"))
	require.Nil(t, File("no-such-file"))
	require.Contains(t, Grouped("patches"), "two-clocks-2008/"+Names("patches/two-clocks-2008")[0])
	for _, folder := range []string{"presets", "patches"} {
		require.NotEmpty(t, Grouped(folder))
		for _, name := range Grouped(folder) {
			require.NotNil(t, File(folder+"/"+name+ending))
		}
	}
}
