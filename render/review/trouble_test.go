package review_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/render/review"
	"entente/replay"
	"entente/replay/replaytest"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// fileOf is a run of a scenario as a replay file with unpacked chunks.
func fileOf(t *testing.T, name string) []byte {
	sc, err := scenarios.Load(name, scenarios.Options{})
	require.NoError(t, err)
	var b bytes.Buffer
	w, err := replay.Create(&b, replay.Meta{Engine: agents.Version, Scenario: name, Seed: 1}, sc.Static, &sc.Spec.Names, nil, replay.Unpacked)
	require.NoError(t, err)
	world := agents.New(sc.Spec, 1, w)
	require.NoError(t, world.Run())
	w.CountEvents(world.Events())
	require.NoError(t, w.Close(world.Digest(), world.Count()))
	return b.Bytes()
}

// foreign is a recording of another program: a header that says so, and an end.
func foreign() []byte {
	const magic = "\x89MCAP0\r\n"
	text := func(s string) []byte { return append(binary.LittleEndian.AppendUint32(nil, uint32(len(s))), s...) }
	record := func(op byte, body []byte) []byte {
		return append(binary.LittleEndian.AppendUint64([]byte{op}, uint64(len(body))), body...)
	}
	b := append([]byte(magic), record(1, append(text("ros2"), text("somebody")...))...)
	b = append(b, record(15, make([]byte, 4))...)
	b = append(b, record(2, make([]byte, 20))...)
	return append(b, magic...)
}

// broken reads nothing.
type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, errors.New("the disk is gone") }

// vast goes on with nothing behind what it has.
type vast struct{ *bytes.Reader }

func (v vast) ReadAt(b []byte, off int64) (int, error) {
	n := 0
	if off < v.Size() {
		n, _ = v.Reader.ReadAt(b, off)
	}
	clear(b[n:])
	return len(b), nil
}

// Whatever is wrong with a file has its fault, and what comes before the fault can be
// looked at where that is safe.
func TestTroubleOfBentFiles(t *testing.T) {
	whole := fileOf(t, "two-nations")
	bent := func(change func(f *replaytest.File)) []byte {
		f := replaytest.Take(whole)
		change(f)
		return f.Bytes()
	}
	long := fileOf(t, "twelve-nations")
	flipped := bytes.Clone(long)
	flipped[len(flipped)*6/10] ^= 0x40
	page := func(old, new string) []byte {
		return bent(func(f *replaytest.File) {
			m := &f.Chunks[0][0]
			require.True(t, bytes.Contains(m.Data, []byte(old)), old)
			m.Data = bytes.Replace(m.Data, []byte(old), []byte(new), 1)
		})
	}
	for name, k := range map[string]struct {
		file   []byte
		fault  review.Fault
		opened bool
	}{
		"cut":             {long[:len(long)*7/10], review.Truncated, true},
		"a flipped bit":   {flipped, review.Damaged, true},
		"newer":           {page(`"format":2`, `"format":99`), review.Newer, true},
		"older":           {page(`"format":2`, `"format":1`), review.Older, false},
		"another program": {foreign(), review.Foreign, false},
		"text":            {[]byte("# a report\n\nIt is no replay."), review.NotReplay, false},
		"empty":           {nil, review.NotReplay, false},
		"changed": {bent(func(f *replaytest.File) {
			f.Last["digest"] = strings.Repeat("0", len(f.Last["digest"]))
		}), review.Changed, true},
	} {
		t.Run(name, func(t *testing.T) {
			f, x := review.Enter("a.mcap", bytes.NewReader(k.file), int64(len(k.file)), 0)
			require.NotNil(t, x)
			require.Equal(t, k.fault, x.Fault, "%v", x.Err)
			require.Equal(t, k.opened, f != nil, "%v", x.Err)
			require.Error(t, x.Err)
			if k.opened {
				require.True(t, x.Known)
				require.Positive(t, int(x.Records))
				missing := journal.Num(0)
				for _, h := range x.Holes {
					missing += journal.Num(h.Missing())
				}
				require.Equal(t, f.Count(), x.Records+missing)
				require.Equal(t, k.fault == review.Damaged, missing > 0)
			}
			if k.fault == review.Newer {
				require.EqualValues(t, 99, x.Format)
			}
			if k.fault == review.Truncated || k.fault == review.Damaged {
				require.Equal(t, k.fault == review.Truncated, x.Missing > 0)
				require.Equal(t, k.fault == review.Truncated, x.Last < x.End)
				require.Positive(t, x.Offset)
				require.Equal(t, 30*sim.Day, x.End)
			}
		})
	}
	nameless := bytes.Clone(whole)
	nameless[bytes.Index(nameless, []byte(`"things":`))] ^= 0x40
	_, x := review.Enter("a.mcap", bytes.NewReader(nameless), int64(len(nameless)), 0)
	require.Equal(t, review.Damaged, x.Fault)
	require.False(t, x.Known)
	require.Equal(t, "entente run two-nations --seed 1 -o again.mcap", x.Origin.Command(), "it says of which run it was")
	_, x = review.Enter("a.mcap", vast{bytes.NewReader(nameless)}, 300<<20, 0)
	require.Equal(t, review.Damaged, x.Fault)
	require.True(t, x.Large)
	f, x := review.Enter("a.mcap", bytes.NewReader(whole), int64(len(whole)), 0)
	require.Nil(t, x)
	require.NotNil(t, f)
	_, x = review.Enter("a.mcap", bytes.NewReader(whole), int64(len(whole)), 1000)
	require.Equal(t, review.TooLarge, x.Fault)
	_, x = review.Enter("a.mcap", broken{}, 1<<20, 0)
	require.Equal(t, review.Unreadable, x.Fault)
	_, x = review.Enter("a.mcap", io.NewSectionReader(broken{}, 0, 4), 4, 0)
	require.Equal(t, review.NotReplay, x.Fault)
}
