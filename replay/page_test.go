package replay

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/replay/replaytest"
)

// What the plain reader takes, encoding/json reads the same, and it is clean and
// readable; what Create writes, the plain reader takes.
func TestPlainPages(t *testing.T) {
	whole := crafted(t, 91, 300).Chunks[0][0].Data
	_, ok := plainPage(whole)
	require.True(t, ok)
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		b := whole
		for range rapid.IntRange(0, 2).Draw(t, "bends") {
			b = replaytest.Bend(b, rapid.IntRange(0, 1<<20).Draw(t, "place"), rapid.SampledFrom(literals).Draw(t, "literal"))
		}
		got, ok := plainPage(b)
		if !ok {
			return
		}
		taken++
		require.NoError(t, readable(b))
		var want staticMessage
		require.NoError(t, json.Unmarshal(b, &want))
		require.Equal(t, &want, got)
		require.NoError(t, clean(reflect.ValueOf(got).Elem(), &wholePage))
	})
	require.Positive(t, taken)
	bent := func(old, new string) string { return strings.Replace(string(whole), old, new, 1) }
	for _, text := range []string{"", "{", bent(`"title":"`, `"title":"\u001b`), bent(`"title":"`, "\"title\":\"\xff"), bent(`"endex_ms":`, `"endex_ms":0`), bent(`{"run"`, `{"x":1,"run"`), string(whole) + " "} {
		_, ok := plainPage([]byte(text))
		require.False(t, ok, "%.60s", text)
	}
}
