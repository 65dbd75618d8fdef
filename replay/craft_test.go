package replay

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/replay/replaytest"
)

// crafted takes a made-up file apart for a test to bend.
func crafted(t testing.TB, seed uint64, n int) *replaytest.File {
	b, _ := fakeFile(t, seed, n, Unpacked)
	f := replaytest.Take(b)
	require.True(t, bytes.Equal(b, f.Bytes()), "what was not bent comes out as it was")
	return f
}

// bend replaces a text of a message once.
func bend(t testing.TB, m *replaytest.Message, old, new string) {
	require.Contains(t, string(m.Data), old)
	m.Data = []byte(strings.Replace(string(m.Data), old, new, 1))
}

// A page of the wrong shape is damage, whatever is wrong in it, and says where;
// a later format and another program's file are not.
func TestBentPagesAreDamage(t *testing.T) {
	for name, x := range map[string]struct{ old, new, says string }{
		"no JSON":               {`{"run"`, `["run"`, "not JSON from byte"},
		"text for a number":     {`"endex_ms":86400000000`, `"endex_ms":"soon"`, "endex_ms: string is not what belongs there"},
		"number for a list":     {`"things":[`, `"tasks":7,"things":[`, "tasks: number"},
		"an overflow":           {`"endex_ms":86400000000`, `"endex_ms":1e99`, "endex_ms"},
		"beyond all time":       {`"endex_ms":86400000000`, `"endex_ms":-9223372036854775808`, "endex_ms is -9223372036854775808"},
		"a zone of years":       {`"zone_ms":3600000`, `"zone_ms":9223372036854775807`, "zone_ms is"},
		"no format":             {`"format":2`, `"format":0`, "there is no format 0"},
		"an escape":             {`"title":"A made-up run"`, `"title":"\u001b]0;x\u0007"`, `title holds a control character: "\u001b]0;x\u0007"`},
		"a turned direction":    {`"banner":"`, `"banner":"\u202e`, "banner holds"},
		"a forged line":         {`"title":"A made-up run"`, `"title":"x\nentente: ok"`, "title holds"},
		"a name with a bell":    {`"name":"arvonia"`, `"name":"arvonia\u0007"`, "name holds"},
		"two of one name":       {`"name":"belmora"`, `"name":"arvonia"`, "no name of its own"},
		"no name":               {`"name":"arvonia"`, `"name":""`, "no name of its own"},
		"a label taken":         {`{"sort":"channel","name":"mail"}`, `{"sort":"channel","name":"storyline:festival"}`, "can be called"},
		"nobody's agency":       {`"nation":"arvonia"`, `"nation":"atlantis"`, "no nation or body"},
		"a fact of nothing":     {`"facts":[{"name":"harbour.a"`, `"facts":[{"name":"harbour.z"`, `no fact is called "harbour.z"`},
		"a site there is not":   {`"things":[`, `"agencies":[{"name":"arvonia.police","clearance":[],"marking":{"class":"UNCLASSIFIED","tlp":"CLEAR","pap":"CLEAR"},"site":"quay"}],"things":[`, "no site is called"},
		"a host there is not":   {`"things":[`, `"agencies":[{"name":"arvonia.police","clearance":[],"marking":{"class":"UNCLASSIFIED","tlp":"CLEAR","pap":"CLEAR"},"host":"nowhere"}],"things":[`, "no nation is called"},
		"a zone of nobody":      {`"things":[`, `"zones":[{"nation":"nowhere","zone_ms":0}],"things":[`, "no nation is called"},
		"a zone out of bounds":  {`"things":[`, `"zones":[{"nation":"arvonia","zone_ms":90000000}],"things":[`, "zone_ms.arvonia is 90000000"},
		"a site off the globe":  {`"things":[`, `"sites":[{"name":"quay","north_e5":9000001,"east_e5":0}],"things":[`, "north_e5.quay is 9000001"},
		"a fact told twice":     {`{"name":"harbour.b","storyline"`, `{"name":"harbour.a","storyline"`, "stands there twice"},
		"a kind of nothing":     {`"kind":"FIN"`, `"kind":"GOLD"`, "not in the vocabulary"},
		"an entry of nothing":   {`"things":[`, `"msel":[{"number":"9","type":"inject","at_ms":0}],"things":[`, `no entry is called "9"`},
		"an entry left out":     {`{"sort":"channel","name":"mail"}`, `{"sort":"entry","name":"mail"}`, "channel"},
		"a move without length": {`"things":[`, `"moves":[{"id":"a","from_ms":5,"to_ms":5,"played_in_ms":1}],"things":[`, "to_ms of a move"},
	} {
		t.Run(name, func(t *testing.T) {
			f := crafted(t, 41, 200)
			bend(t, &f.Chunks[0][0], x.old, x.new)
			b := f.Bytes()
			_, err := Open(bytes.NewReader(b), int64(len(b)))
			var d *Damage
			require.ErrorAs(t, err, &d)
			if name != "an entry left out" { // its channels differ too
				require.ErrorContains(t, err, x.says)
			}
			require.NotContains(t, err.Error(), "Go struct")
			require.NotContains(t, err.Error(), "replay: ")
			_, err = Recover(bytes.NewReader(b), int64(len(b)), io.Discard)
			require.ErrorAs(t, err, &d)
		})
	}
	f := crafted(t, 41, 200)
	bend(t, &f.Chunks[0][0], `"format":2`, `"format":9`)
	b := f.Bytes()
	_, err := Open(bytes.NewReader(b), int64(len(b)))
	require.ErrorIs(t, err, ErrNewer)
	require.NotErrorAs(t, err, new(*Damage))

	f = crafted(t, 41, 200)
	bend(t, &f.Chunks[0][0], `"format":2`, `"format":1`)
	b = f.Bytes()
	_, err = Open(bytes.NewReader(b), int64(len(b)))
	require.ErrorIs(t, err, ErrOlder)
	require.NotErrorAs(t, err, new(*Damage))
	require.EqualError(t, err, "the file was written by format 1 and this program reads format 2: run its scenario again, as in `entente run fake --seed 9223372036854775815`")

	f = crafted(t, 41, 200)
	f.Header.Profile, f.First, f.Last = "ros2", nil, nil
	bend(t, &f.Chunks[0][0], `{"run"`, `["run"`)
	b = f.Bytes()
	b = bytes.ReplaceAll(b, []byte("\x03\x00\x00\x00run"), []byte("\x03\x00\x00\x00bag"))
	_, err = Open(bytes.NewReader(b), int64(len(b)))
	require.ErrorIs(t, err, ErrForeign)
}

// A page of many small objects must not become many large ones.
func TestPageOfTooManyObjects(t *testing.T) {
	f := crafted(t, 42, 200)
	bend(t, &f.Chunks[0][0], `"things":[`, `"msel":[`+strings.Repeat("{},", maxThings)+`{}],"things":[`)
	b := f.Bytes()
	_, err := Open(bytes.NewReader(b), int64(len(b)))
	require.ErrorContains(t, err, "objects; at most")
}

// Records whose numbers would overflow a fold, or that speak of another sort of
// thing, are damage.
func TestBentRecordsAreDamage(t *testing.T) {
	for name, x := range map[string]struct{ old, new string }{
		"an instant before all time": {`"until":`, `"until":-9223372036854775808,"x":`},
		"a fact that is a nation":    {`"fact":"harbour.`, `"fact":"arvonia","x":"`},
		"a span backwards":           {`"ms":`, `"ms":-`},
		"a number that is none":      {`"t":`, `"t":9999999999999999999999`},
		"a second page":              {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := crafted(t, 43, 400)
			if x.old == "" {
				f.Chunks[0] = append(f.Chunks[0], f.Chunks[0][0])
			}
			for i := 1; i < len(f.Chunks) && x.old != ""; i++ {
				for j := range f.Chunks[i] {
					m := &f.Chunks[i][j]
					if m.Channel == channelKeyframe || !strings.Contains(string(m.Data), x.old) {
						continue
					}
					text := strings.Replace(string(m.Data), x.old, x.new, 1)
					at := strings.Index(text, `"x":`) // what stood there goes
					if at >= 0 {
						end := at + strings.IndexAny(text[at:], ",}")
						text = text[:at-1] + text[end:]
					}
					m.Data, x.old = []byte(text), ""
					break
				}
				if x.old == "" {
					break
				}
			}
			_, _, err := readAll(f.Bytes())
			require.ErrorAs(t, err, new(*Damage))
		})
	}
}

// Attachments are bounded before they are read, in number, size and sum.
func TestAttachmentsAreBounded(t *testing.T) {
	big := make([]byte, maxSource+1)
	for name, x := range map[string]struct {
		change func(*replaytest.File)
		says   string
	}{
		"large":      {func(f *replaytest.File) { f.Sources[0].Data = big }, "at most 16777216 are read"},
		"all of it":  {func(f *replaytest.File) { many(f, 5, maxSource) }, "at most 67108864 are read"},
		"many":       {func(f *replaytest.File) { many(f, maxAttachments+1, 1) }, "one more than 512"},
		"twice":      {func(f *replaytest.File) { f.Sources = append(f.Sources, f.Sources[0]) }, "there twice"},
		"bell":       {func(f *replaytest.File) { f.Sources[0].Name = "a\ab.yaml" }, `"a\u0007b.yaml" is no name`},
		"long index": {func(f *replaytest.File) { f.Index = append(f.Index, 0) }, "the index has"},
	} {
		t.Run(name, func(t *testing.T) {
			f := crafted(t, 44, 200)
			x.change(f)
			b := f.Bytes()
			file, err := Open(bytes.NewReader(b), int64(len(b)))
			if err == nil {
				_, err = file.Index()
			}
			require.ErrorAs(t, err, new(*Damage))
			require.ErrorContains(t, err, x.says)
		})
	}
	_, err := Create(io.Discard, fakeMeta, &newFake(t, 1).static, &newFake(t, 1).names, []Attachment{{Name: "a.yaml", Data: big}})
	require.ErrorContains(t, err, "at most 16777216 are read", "what is written can be read")
}

func many(f *replaytest.File, n, size int) {
	for i := range n {
		f.Sources = append(f.Sources, replaytest.Attachment{Name: "x" + strings.Repeat("x", i), Data: make([]byte, size)})
	}
}

// literals are what stands in the place of a number or a text of a bent file.
var literals = []string{
	"0", "-1", "1", "9223372036854775807", "-9223372036854775808", "4611686018427387904", "18446744073709551616", "1e300", "0.5",
	`""`, `"x"`, `"arvonia"`, `"harbour.a"`, `"fact:x"`, `"\u001b[31m"`, `"\ud800"`, `"\u202e"`, "null", "true", "[]", "{}", `[[]]`, "",
}

// TestBentFilesNeverPanic bends numbers and texts of pages, keyframes and
// records at random, under right checksums, and does with the file all that can
// be done: whatever is refused is refused as damage.
func TestBentFilesNeverPanic(t *testing.T) {
	whole := crafted(t, 45, 2300).Bytes()
	rapid.Check(t, func(t *rapid.T) {
		f := replaytest.Take(whole)
		for range rapid.IntRange(1, 3).Draw(t, "bends") {
			chunk := rapid.SampledFrom(f.Chunks).Draw(t, "chunk")
			m := &chunk[min(len(chunk)-1, int(math.Abs(float64(rapid.IntRange(0, 3*len(chunk)).Draw(t, "message")-len(chunk)))))]
			m.Data = replaytest.Bend(m.Data, rapid.IntRange(0, 1<<20).Draw(t, "place"), rapid.SampledFrom(literals).Draw(t, "literal"))
		}
		b := f.Bytes()
		useAll(b)
		for _, err := range everything(b) {
			if err != nil {
				require.True(t, isDamage(err), "%v", err)
			}
		}
	})
}

// everything gives the errors of all the ways to read a file.
func everything(b []byte) (errs []error) {
	file, _, err := readAll(b)
	if file == nil || err != nil {
		return append(errs, err)
	}
	add := func(err error) { errs = append(errs, err) }
	_, err = file.Info()
	add(err)
	_, err = file.At(0)
	add(err)
	_, err = file.Ledger(file.instant(file.chunks[len(file.chunks)-1].end), "")
	add(err)
	_, err = file.Sources()
	add(err)
	add(file.Check())
	return errs
}

func isDamage(err error) bool {
	return errors.As(err, new(*Damage)) || errors.Is(err, ErrNewer) || errors.Is(err, ErrOlder)
}
