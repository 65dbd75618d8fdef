package depth

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// spy is a test that tells how it was ended.
type spy struct {
	testing.TB
	ended string
}

func (s *spy) Helper()               {}
func (s *spy) Skipf(string, ...any)  { s.ended = "skipped" }
func (s *spy) Fatalf(string, ...any) { s.ended = "failed" }

func TestLevels(t *testing.T) {
	for word, want := range map[string]Level{"": Quick, "quick": Quick, "full": Full, "long": Long} {
		t.Setenv("ENTENTE_DEPTH", word)
		require.Equal(t, want, Now(), word)
		require.Equal(t, []int{1, 20, 300}[want], Pick(1, 20, 300), word)
		s := &spy{}
		NeedFull(s, "takes minutes")
		require.Equal(t, want == Quick, s.ended == "skipped", word)
	}
	t.Setenv("ENTENTE_DEPTH", "ful")
	require.PanicsWithValue(t, "ENTENTE_DEPTH=ful: it takes quick, full or long", func() { Now() })
}

func TestWhatIsMissingSkipsOrFails(t *testing.T) {
	for require_, want := range map[string]string{"": "skipped", "all": "failed"} {
		t.Setenv("ENTENTE_REQUIRE", require_)
		s := &spy{}
		Need(s, "no-such-program")
		require.Equal(t, want, s.ended)
		s = &spy{}
		require.NotEmpty(t, Need(s, "go"))
		require.Empty(t, s.ended)
	}
}
