package tree

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A large mapping or list is put in order once, whoever looks for whatever in it, and
// a changed copy has its own order.
func TestPlacesAreFoundOnce(t *testing.T) {
	var r Report
	var text, entries strings.Builder
	for i := range 100 {
		fmt.Fprintf(&text, "  n%d: {}\n", i)
		fmt.Fprintf(&entries, "- {number: %d}\n", i)
	}
	n := Parse("x", []byte("nations:\n"+text.String()+"msel:\n"+entries.String()), &r)
	require.Empty(t, r.List)
	for path, id := range map[string]string{"nations": "n99", "msel": "99"} {
		list := n.Find(path)
		require.NotNil(t, list.Find(id), path)
		order := list.found
		require.NotNil(t, order, path)
		require.Nil(t, list.Find("nobody"), path)
		require.Same(t, order, list.found, path)

		less := list.Without(0)
		require.Equal(t, list.Index(id)-1, less.Index(id), path)
		require.Same(t, order, list.found, path)
		more := list.With(&Node{Text: "more"}, &Node{Kind: Mapping, Keys: []*Node{{Text: "id"}}, Vals: []*Node{{Text: "more"}}})
		require.Equal(t, len(list.Vals), more.Index("more"), path)
		require.Equal(t, list.Index(id), more.Index(id), path)
	}
}
