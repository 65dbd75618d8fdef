package replay

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/journal"
)

// A state that stands on a stack of keyframes is the one that all records add up
// to, in whatever order states are asked for, and changing one changes no other.
func TestStatesStandOnManyKeyframes(t *testing.T) {
	b, _ := fakeFile(t, 71, 34_000)
	f := openBytes(t, b)
	require.NoError(t, f.Check())
	const step = 2613
	var all kept
	require.NoError(t, f.Records(func(e *Entry) error { return all.Record(&e.Record) }))
	memory := NewMemory(f.Static(), all.records)
	var want []*State // after each step records
	n := f.Count() / step
	for i := range n {
		want = append(want, stateFromZero(t, f, (i+1)*step))
	}
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(want)-1).Draw(t, "state")
		got, err := f.Upto(want[i].Num)
		require.NoError(t, err)
		requireSameState(t, f, want[i], got)
		remembered, err := memory.Upto(want[i].Num)
		require.NoError(t, err)
		requireSameState(t, f, want[i], remembered)
		for _, h := range want[i].Holdings() {
			require.Equal(t, h, got.Holding(h.Agency, h.Fact))
		}
		for n, last := got.Num+1, min(f.Count(), got.Num+50); n <= last; n++ {
			r, err := f.Record(n)
			require.NoError(t, err)
			got.Apply(r)
		}
	})
}

// A state that is asked for after an earlier one is folded on from that, which costs
// little, and is the one that all records add up to; what is done to a state that was
// given changes none that is given later.
func TestStatesMoveOn(t *testing.T) {
	b, _ := fakeFile(t, 77, 7000)
	f := openBytes(t, b)
	want, n := &State{}, journal.Num(0)
	rapid.Check(t, func(t *rapid.T) {
		if n += journal.Num(rapid.SampledFrom([]int{1, 1, 7, 120}).Draw(t, "step")); n > f.Count() {
			want, n = &State{}, 1
		}
		for want.Num < n {
			r, err := f.Record(want.Num + 1)
			require.NoError(t, err)
			want.Apply(r)
		}
		got, err := f.Upto(n)
		require.NoError(t, err)
		requireSameState(t, f, want, got)
		for _, r := range []journal.Num{n - n/3, n - n/2, n} { // long past, and not again
			x, err := f.Record(max(1, r))
			require.NoError(t, err)
			got.Apply(x)
		}
	})
	var all kept
	require.NoError(t, f.Records(func(e *Entry) error { return all.Record(&e.Record) }))
	end, memory := stateFromZero(t, f, f.Count()), NewMemory(f.Static(), all.records)
	for range 2 { // how it ended, which is folded once
		got := memory.State(sim.Never)
		requireSameState(t, f, end, got)
		for i := range all.records {
			got.Apply(&all.records[i])
		}
	}
	allocated := func(n journal.Num, moves bool) float64 {
		return testing.AllocsPerRun(5, func() {
			if !moves {
				f.moving = nil
			}
			_, err := f.Upto(n)
			require.NoError(t, err)
			n++
		})
	}
	require.Less(t, 4*allocated(3900, true), allocated(3900, false))
}

// The i-th keyframe stands on the one without the lowest bit of i.
func TestKeyframesStandOnEachOther(t *testing.T) {
	b, _ := fakeFile(t, 72, 27_000, Unpacked)
	f := openBytes(t, b)
	var on []string
	for i := range f.chunks {
		if f.chunks[i].key {
			x, err := f.frame(i)
			require.NoError(t, err)
			on = append(on, fmt.Sprintf("%d on %d", x.Num/keyframeEvery, x.since/keyframeEvery))
		}
	}
	require.Equal(t, "1 on 0, 2 on 0, 3 on 2, 4 on 0, 5 on 4, 6 on 4, 7 on 6, 8 on 0, 9 on 8, 10 on 8, 11 on 10, 12 on 8, 13 on 12", strings.Join(on, ", "))
}

// However much there is to know by the end, all keyframes together grow hardly
// faster than the run: each row that changes is written once per bit of their
// number, and rows that do not are not.
func TestKeyframesSayWhatChanged(t *testing.T) {
	f := newFake(t, 73)
	for i := range 3000 {
		f.facts = append(f.facts, f.names.Add(journal.SortFact, fmt.Sprintf("festival.%04d", i), "", 0))
	}
	var b bytes.Buffer
	w, err := Create(&b, fakeMeta, &f.static, &f.names, nil, Unpacked)
	require.NoError(t, err)
	f.out.SetSinks(f.monitor, w)
	f.run(40_000)
	require.NoError(t, w.Close(f.out.Digest(), f.out.Count()))
	file := openBytes(t, b.Bytes())
	end, err := file.Upto(file.Count())
	require.NoError(t, err)
	rows, whole := 0, 0
	for i := range file.chunks {
		if file.chunks[i].key {
			x, err := file.frame(i)
			if err == errBack {
				continue // a later part
			}
			require.NoError(t, err)
			rows += x.rows()
			s, err := file.Upto(x.Num)
			require.NoError(t, err)
			whole += len(s.Holdings())
		}
	}
	require.Greater(t, len(end.Holdings()), 5000)
	require.Less(t, rows, whole/2, "the keyframes have %d rows, and written whole %d", rows, whole)
}

// A keyframe that stands on none, on itself or on what is not there is damage.
func TestBentKeyframesAreDamage(t *testing.T) {
	for old, bent := range map[string]string{
		`"since":2000`:                           `"since":1999`,
		`"n":6000,"since":4000`:                  `"n":6000,"since":6000`,
		`"part":0`:                               `"part":1`,
		`"more":false`:                           `"more":true`,
		`"holdings":[{"agency":"arvonia.police"`: `"holdings":[{"agency":"cendria.spoc"`,
		`"last":`:                                `"last":9`,
	} {
		t.Run(bent, func(t *testing.T) {
			whole := crafted(t, 74, 8100)
			found := false
			for _, chunk := range whole.Chunks {
				for j := range chunk {
					m := &chunk[j]
					if m.Channel == channelKeyframe && m.Sequence == 6000 {
						text := strings.ReplaceAll(string(m.Data), old, bent)
						text = strings.ReplaceAll(text, strings.ReplaceAll(old, "2000", "4000"), strings.ReplaceAll(bent, "1999", "3999"))
						found = found || text != string(m.Data)
						m.Data = []byte(text)
					}
				}
			}
			require.True(t, found)
			b := whole.Bytes()
			f, err := Open(bytes.NewReader(b), int64(len(b)))
			require.NoError(t, err)
			require.Error(t, f.Check())
			_, err = f.Upto(6500)
			if strings.HasPrefix(old, `"part"`) || strings.HasPrefix(old, `"more"`) {
				require.NoError(t, err, "the one before it must do")
				return
			}
			require.ErrorAs(t, err, new(*Damage))
		})
	}
}

// A keyframe has what the first record after the one that it stands on changed,
// and not what that one itself changed.
func TestKeyframeBeginsWithTheNextRecord(t *testing.T) {
	f := newFake(t, 75)
	s := &State{}
	for n := journal.Num(1); n <= 3; n++ {
		s.Apply(&journal.Record{Num: n, Kind: journal.Trust, Actor: f.nations[n-1], Args: args{int64(f.nations[n%3]), 0, int64(n)}})
	}
	count := func(x *State) int { return len(x.Trusts()) }
	for since, want := range []int{3, 2, 1, 0} {
		require.Equal(t, want, count(stacked([]*frame{s.frame(journal.Num(since))})))
		x := &frame{}
		_, _, err := x.read(s.keyframe(&f.names, journal.Num(since))[0], 0, newLabels(&f.names))
		if since == 3 {
			require.Error(t, err, "it would stand on itself")
			continue
		}
		require.NoError(t, err)
		require.Equal(t, want, count(stacked([]*frame{x})))
	}
}

// States that stand on the same keyframe do not write into each other.
func TestStatesShareNothingThatChanges(t *testing.T) {
	f := newFake(t, 76)
	held := func(n int, origin journal.Ref) *journal.Record {
		return &journal.Record{Num: journal.Num(n), Kind: journal.Held, Actor: f.agencies[0], Args: args{int64(f.facts[0]), int64(origin), int64(origin), 1, int64(journal.Lead), 0}}
	}
	s := &State{}
	for n := 1; n <= 3; n++ { // a fourth would have room
		s.Apply(held(n, f.agencies[n]))
	}
	x := s.frame(0)
	a, b := stacked([]*frame{x}), stacked([]*frame{x})
	a.Apply(held(4, f.agencies[4]))
	b.Apply(held(4, f.agencies[5]))
	s.Apply(held(4, f.agencies[0]))
	for state, last := range map[*State]journal.Ref{a: f.agencies[4], b: f.agencies[5], s: f.agencies[0]} {
		require.Equal(t, append(slices.Clone(f.agencies[1:4]), last), state.Holding(f.agencies[0], f.facts[0]).Origins)
	}
	require.Len(t, stacked([]*frame{x}).Holding(f.agencies[0], f.facts[0]).Origins, 3)
}
