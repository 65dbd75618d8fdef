package scenarios

import (
	"path"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestInstrumentsAreSourced: every law and agreement of a preset is a summary
// with what it summarises, where that was read, how sure we are and as of when.
func TestInstrumentsAreSourced(t *testing.T) {
	found := 0
	for _, file := range presetFiles() {
		var r report
		root := parse(file, libraryFile(path.Join("presets", file+".yaml")), &r)
		for _, kind := range []string{"laws", "agreements"} {
			list := root.find("presets." + kind)
			if list == nil {
				continue
			}
			for i, name := range list.names() {
				found++
				for _, key := range []string{"title", "source", "tag", "as_of"} {
					require.NotNil(t, list.vals[i].get(key), "%s: %s lacks %s", file, name, key)
				}
				if text := list.vals[i].get("text"); text != nil {
					require.LessOrEqual(t, len(text.text), 400, "%s: %s is more than a summary", file, name)
				}
			}
		}
	}
	require.GreaterOrEqual(t, found, 18)
}
