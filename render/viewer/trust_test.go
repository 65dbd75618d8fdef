package viewer

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/review"
	"entente/render/view"
	"entente/replay"
	"entente/replay/epictest"
	"entente/replay/replaytest"
	"entente/replay/wording"
)

// long is a replay of some thousand records as a file, with chunks that are not packed.
func long(t testing.TB, records int) []byte {
	var out bytes.Buffer
	_, err := epictest.New(t, "two-nations", records).Write(&out, replay.Unpacked)
	require.NoError(t, err)
	return out.Bytes()
}

// viewing opens a file as it is, without a look at it before.
func viewing(t testing.TB, file []byte) *Viewer {
	f, err := replay.Open(bytes.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	run, err := review.Open(f, f.Meta(), wording.HSEEP)
	require.NoError(t, err)
	return New(run)
}

// Whether the records are those of the run is found out while they are read, and said on
// every screen: that they are being checked, that they hold, that nothing tells, or that
// they were changed.
func TestTrustIsSaidOnEveryScreen(t *testing.T) {
	whole := long(t, 2000)
	changed := replaytest.Take(whole)
	changed.Last["digest"] = strings.Repeat("0", len(changed.Last["digest"]))
	for name, k := range map[string]struct {
		file  []byte
		trust review.Trust
	}{
		"whole": {whole, review.Verified}, "cut": {whole[:len(whole)*7/10], review.Unverified}, "changed": {changed.Bytes(), review.Wrong},
	} {
		t.Run(name, func(t *testing.T) {
			v := viewing(t, k.file)
			shows := func(trust review.Trust) {
				require.Equal(t, trust, v.Run.Trust())
				for s := range view.NumScreens {
					v.State.Screen = s
					for _, wide := range []float64{1280, 1920} {
						c := v.Frame(wide, 720)
						require.Contains(t, words(c), trustWords[trust].mark, "%s", s)
						i := slices.IndexFunc(c.Hits, func(h canvas.Hit) bool { return h.Tip == trustWords[trust].says })
						require.GreaterOrEqual(t, i, 0, "%s", s)
					}
				}
			}
			v.Tick(16, 100)
			shows(review.Checking)
			require.False(t, v.notice != "")
			for v.Busy() && v.notice == "" {
				v.Tick(16, 300)
			}
			shows(k.trust)
			if k.trust == review.Verified {
				require.Empty(t, v.notice)
				require.NotContains(t, v.Spoken().Clock, "UNVERIFIED")
				return
			}
			require.Equal(t, trustWords[k.trust].says, v.notice)
			require.Contains(t, v.Spoken().Clock, "UNVERIFIED")
			v.Frame(700, 500)
			require.Contains(t, words(v.Frame(700, 500)), trustWords[k.trust].mark, "what is doubtful has room in a small window")
		})
	}
}

// What was wrong before a file was opened is not forgotten when it is opened anyway.
func TestDoubtStays(t *testing.T) {
	v := viewing(t, long(t, 300))
	v.Run.Doubt(&review.Trouble{Fault: review.Changed})
	for v.Busy() && v.notice == "" {
		v.Tick(16, 1000)
	}
	require.Equal(t, review.Wrong, v.Run.Trust())
	require.Contains(t, words(v.Frame(1280, 720)), "UNVERIFIED")
}
