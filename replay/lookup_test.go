package replay_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/replay"
	"entente/replay/epictest"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// libraryRuns are runs that between them have messages, decisions of a body, a
// store and an exception.
var libraryRuns = []string{"two-nations", "three-nations", "deportation-notice-2015"}

// lookups gives a run as its file and as the story of its records.
func lookups(t *testing.T, name string) (*replay.File, replay.Records) {
	_, _, b := record(t, name, 3)
	f, err := replay.Open(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	return f, storyOf(t, f).Lookup()
}

func storyOf(t testing.TB, f *replay.File) *measure.Trace {
	trace := measure.NewTrace(f.Static())
	require.NoError(t, f.Records(func(e *replay.Entry) error { return trace.Record(&e.Record) }))
	return trace
}

// A run in a file and a run in memory answer the same.
func TestFileAndStoryAnswerTheSame(t *testing.T) {
	require.NotEmpty(t, libraryRuns)
	for _, name := range libraryRuns {
		t.Run(name, func(t *testing.T) {
			f, story := lookups(t, name)
			if name == "two-nations" { // told often enough to have keyframes
				f, _ = epictest.New(t, name, 9000).Open(t)
				story = storyOf(t, f).Lookup()
			}
			require.Equal(t, story.Count(), f.Count())
			require.Equal(t, story.Static(), f.Static())
			for n := range f.Count() {
				got, err := f.Record(n + 1)
				require.NoError(t, err)
				want, err := story.Record(n + 1)
				require.NoError(t, err)
				require.Equal(t, jsonOf(f, want), jsonOf(f, got))
			}
			rapid.Check(t, func(t *rapid.T) { sameFound(t, f, story) })
			rapid.Check(t, func(t *rapid.T) { sameState(t, f, story) })
			for _, r := range []replay.Records{f, story} {
				for _, n := range []journal.Num{0, f.Count() + 1} {
					_, err := r.Record(n)
					require.ErrorContains(t, err, "no record")
					_, err = r.Upto(n)
					require.ErrorContains(t, err, "no record")
				}
			}
		})
	}
}

func jsonOf(f *replay.File, r *journal.Record) string {
	return string(journal.AppendJSON(nil, r, f.Names()))
}

// sameFound draws a query that a record of the run fits, and asks both.
func sameFound(t *rapid.T, f *replay.File, story replay.Records) {
	q := drawQuery(t, f, story)
	var want []journal.Num
	for n := range f.Count() {
		r, err := story.Record(n + 1)
		require.NoError(t, err)
		if q.Fits(r) {
			want = append(want, r.Num)
		}
	}
	for _, records := range []replay.Records{f, story} {
		got, err := records.Find(q)
		require.NoError(t, err)
		require.Equal(t, want, got, "%+v", q)
	}
}

func drawQuery(t *rapid.T, f *replay.File, story replay.Records) (q replay.Query) {
	number := rapid.Uint32Range(1, uint32(f.Count()))
	r, err := story.Record(journal.Num(number.Draw(t, "record")))
	if err != nil {
		t.Fatal(err)
	}
	maybe := func(what string) bool { return rapid.IntRange(0, 2).Draw(t, what) == 0 }
	if maybe("kinds") {
		q.Kinds = []journal.Kind{journal.Sent, r.Kind}
	}
	if maybe("actor") {
		q.Actor = r.Actor
	}
	if maybe("subject") {
		q.Subject = r.Subject
	}
	if maybe("mention") {
		q.Mention = journal.Ref(rapid.IntRange(0, f.Names().Len()).Draw(t, "thing"))
	}
	if maybe("rule") {
		q.Mention = r.Rule
	}
	if maybe("also") {
		q.Also = r.Actor
	}
	if maybe("cause") {
		q.Cause = r.Binding().Num
	}
	if maybe("after") {
		q.After = journal.Num(number.Draw(t, "number"))
	}
	if maybe("upto") {
		q.Upto = journal.Num(number.Draw(t, "number"))
	}
	return q
}

// sameState asks both for the state after a record and at an instant.
func sameState(t *rapid.T, f *replay.File, story replay.Records) {
	n := journal.Num(rapid.Uint32Range(1, uint32(f.Count())).Draw(t, "record"))
	got, err := f.Upto(n)
	require.NoError(t, err)
	want, err := story.Upto(n)
	require.NoError(t, err)
	requireState(t, want, got)
	at := want.At + sim.Time(rapid.IntRange(-1, 1).Draw(t, "ms"))
	got, err = f.At(at)
	require.NoError(t, err)
	want, err = story.At(at)
	require.NoError(t, err)
	requireState(t, want, got)
}

func requireState(t require.TestingT, want, got *replay.State) {
	require.Equal(t, want.Num, got.Num)
	require.Equal(t, want.Holdings(), got.Holdings())
	require.Equal(t, want.Levels(), got.Levels())
	require.Equal(t, want.Transits(), got.Transits())
	require.Equal(t, want.Stages(), got.Stages())
	require.Equal(t, want.Channels(), got.Channels())
	require.Equal(t, want.Actions(), got.Actions())
	require.Equal(t, want.Deadlines(), got.Deadlines())
	require.Equal(t, want.Clocks(), got.Clocks())
	require.Equal(t, want.Params(), got.Params())
	require.Equal(t, want.Trusts(), got.Trusts())
}

// A record mentions what its text names, and has the causes that its text lists.
func TestQueryFitsWhatTheTextSays(t *testing.T) {
	f, story := lookups(t, "two-nations")
	for n := range f.Count() {
		r, err := story.Record(n + 1)
		require.NoError(t, err)
		text := jsonOf(f, r)
		for thing := range f.Names().Len() {
			if thing == 0 {
				continue
			}
			q := replay.Query{Mention: journal.Ref(thing)}
			_, values, _ := strings.Cut(text, `"kind":`)
			require.Equal(t, strings.Contains(values, ":"+f.Names().Quoted(q.Mention)) || strings.Contains(values, "["+f.Names().Quoted(q.Mention)) ||
				strings.Contains(values, ","+f.Names().Quoted(q.Mention)+",") || strings.Contains(values, ","+f.Names().Quoted(q.Mention)+"]"), q.Fits(r), "%s in %s", f.Names().Quoted(q.Mention), text)
		}
		for _, l := range r.From {
			q := replay.Query{Cause: l.Num, Kinds: []journal.Kind{r.Kind}, Actor: r.Actor, Subject: r.Subject, After: r.Num - 1, Upto: r.Num}
			require.True(t, q.Fits(r))
			q.Kinds = []journal.Kind{journal.StartEx}
			require.False(t, q.Fits(r))
		}
	}
}

// What a state stands on can be read a piece at a time, and is then the same.
func TestStatesAreMadeReadyInPieces(t *testing.T) {
	f, path := epictest.New(t, "two-nations", 9000).Open(t)
	again, err := replay.OpenFile(path)
	require.NoError(t, err)
	defer again.Close()
	for _, n := range []journal.Num{1, 2500, f.Count() / 2, f.Count()} {
		pieces := 0
		for ; !f.Ready(n); pieces++ {
			require.Less(t, pieces, 100)
		}
		require.Equal(t, n >= 2500, pieces > 0, "keyframes are read in pieces, %d", n)
		require.True(t, f.Ready(n))
		got, err := f.Upto(n)
		require.NoError(t, err)
		want, err := again.Upto(n)
		require.NoError(t, err)
		require.Equal(t, want.Deadlines(), got.Deadlines())
		require.Equal(t, want.Holdings(), got.Holdings())
	}
	require.True(t, f.Ready(f.Count()+1), "asking will tell")
}
