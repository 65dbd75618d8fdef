package review_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/review"
	"entente/replay"
	"entente/replay/replaytest"
	"entente/replay/wording"
	"entente/sim/journal"
)

// futureFile is a run as a version to come may write it: of another format, with a kind
// of record and fields that nobody knows here. It gives how many records
// are of the new kind.
func futureFile(t *testing.T) (file []byte, unknown int) {
	f := replaytest.Take(fileOf(t, "two-nations"))
	page := &f.Chunks[0][0]
	page.Data = bytes.Replace(page.Data, []byte(`"format":2`), []byte(`"format":3,"weather":{"sky":"grey"}`), 1)
	read := regexp.MustCompile(`"kind":"credited"`)
	for i := range f.Chunks {
		for j := range f.Chunks[i] {
			m := &f.Chunks[i][j]
			switch {
			case i == 0 && j == 0:
			case read.Match(m.Data):
				m.Data = read.ReplaceAll(m.Data, []byte(`"kind":"foretold"`))
				unknown++
			case bytes.Contains(m.Data, []byte(`"kind":"delivered"`)):
				m.Data = bytes.Replace(m.Data, []byte(`{"n"`), []byte(`{"mood":{"of":["calm"]},"n"`), 1)
			}
		}
	}
	return f.Bytes(), unknown
}

// Of a newer format what is known is shown: its page, and each record of a known kind
// with its known fields; the others have their numbers and nothing else, and nothing is
// held to be proved.
func TestNewerFormatIsOpenedInPart(t *testing.T) {
	whole, err := replay.Open(bytes.NewReader(fileOf(t, "two-nations")), int64(len(fileOf(t, "two-nations"))))
	require.NoError(t, err)
	b, unknown := futureFile(t)
	require.Positive(t, unknown)
	_, err = replay.Open(bytes.NewReader(b), int64(len(b)))
	require.ErrorIs(t, err, replay.ErrNewer, "where it would be judged it is refused")
	f, x := review.Enter("a.mcap", bytes.NewReader(b), int64(len(b)), 0)
	require.Equal(t, review.Newer, x.Fault)
	require.NotNil(t, f)
	require.True(t, x.Known)
	require.Equal(t, unknown, x.Unknown)
	require.EqualValues(t, 3, x.Format)
	require.Equal(t, whole.Count(), f.Count())
	run, err := review.Open(f, f.Meta(), wording.HSEEP)
	require.NoError(t, err)
	run.Doubt(x)
	for done := false; !done; {
		done, err = run.Load(1000)
		require.NoError(t, err)
	}
	format, n := run.Newer()
	require.EqualValues(t, 3, format)
	require.Equal(t, unknown, n)
	require.Equal(t, review.Unverified, run.Trust())
	require.Empty(t, run.Gaps())
	delivered := 0
	for i := range run.Events {
		want, err := whole.Record(journal.Num(i + 1))
		require.NoError(t, err)
		e := &run.Events[i]
		require.Equal(t, want.Num, e.Num)
		if want.Kind == journal.Credited {
			require.Equal(t, journal.NoKind, e.Kind)
			continue
		}
		require.Equal(t, want.Kind, e.Kind)
		require.Equal(t, want.At, e.At)
		if want.Kind == journal.Delivered {
			got, err := run.Records.Record(e.Num)
			require.NoError(t, err)
			require.Equal(t, want.Args, got.Args)
			delivered++
		}
	}
	require.Positive(t, delivered)
	require.Contains(t, run.Speak.Newer(n), "A newer version made this replay")
	// where not even the page is known, it is refused as before
	p := replaytest.Take(b)
	p.Chunks[0][0].Data = []byte(strings.Replace(string(p.Chunks[0][0].Data), `"scenario":`, `"scenario":{},"s":`, 1))
	bad := p.Bytes()
	f, x = review.Enter("a.mcap", bytes.NewReader(bad), int64(len(bad)), 0)
	require.Nil(t, f)
	require.NotNil(t, x)
}
