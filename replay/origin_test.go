package replay

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// A file whose first part is broken, which has the page of names, still says of which run
// it is, with its index and without; one that says nothing is not asked twice.
func TestOriginOfABrokenFile(t *testing.T) {
	b, _ := fakeFile(t, 5, 3000)
	whole := openBytes(t, b)
	bad := bytes.Clone(b)
	bad[whole.chunks[0].off+whole.chunks[0].length/2] ^= 0x40
	_, err := Open(bytes.NewReader(bad), int64(len(bad)))
	require.Error(t, err)
	bent := bytes.Clone(bad)
	bent[len(bent)-60] ^= 1 // in the summary
	for _, file := range [][]byte{bad, bent} {
		o, known := OriginOf(bytes.NewReader(file), int64(len(file)))
		require.True(t, known)
		require.Equal(t, whole.Meta().Scenario, o.Scenario)
		require.Equal(t, whole.Meta().Seed, o.Seed)
		require.Equal(t, whole.Meta().Set, o.Set)
	}
	for _, file := range [][]byte{nil, []byte("# a report"), b[:40]} {
		_, known := OriginOf(bytes.NewReader(file), int64(len(file)))
		require.False(t, known)
	}
}

// The line that makes a run again is one that a shell takes, and there is none where a
// line is not enough.
func TestOriginIsMadeAgain(t *testing.T) {
	o := Origin{Meta: Meta{Scenario: "two-nations", Seed: 7, Set: []string{"model.trust=0.9", "relations.*.tension=0", "name=it's"}, Until: "D+1"}}
	require.Equal(t, `entente run two-nations --seed 7 --set model.trust=0.9 --set 'relations.*.tension=0' --set 'name=it'\''s' --until D+1 -o again.mcap`, o.Command())
	o.Patches = []string{"faster.yaml"}
	require.Empty(t, o.Command())
	o.Patches, o.Branches = nil, []Branch{{At: 1}}
	require.Empty(t, o.Command())
}
