package review_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/review"
	"entente/replay/measure"
	"entente/sim/journal"
)

const sampled = `{"level": 0.95, "study": "pairs", "scenario": "two-nations", "baseline": "as-it-is", "method": {"seeds": "common"}, "measures": [
 {"id": "M1", "unit": "ms", "options": [
  {"option": "calm", "runs": 20, "never": 1, "p5": 1000, "median": {"value": 2000, "low": 1, "high": 2, "runs": 20}, "p95": null, "less_baseline": {"value": -500, "low": -700, "high": -300, "runs": 19}},
  {"option": "as-it-is", "runs": 20, "never": 0, "p5": 1500, "median": null, "p95": 9000, "less_baseline": null}]},
 {"id": "M99", "unit": "ms", "options": []}]}`

// The result of a study is read as it was written: the baseline first, figures that this
// version does not know left out, what never came without a number.
func TestSampleIsReadAsWritten(t *testing.T) {
	s, err := review.ReadSample([]byte(sampled))
	require.NoError(t, err)
	require.True(t, s.Paired)
	require.Len(t, s.Figures, 1)
	f := s.Figures[0]
	require.Equal(t, measure.Catalogue[0].ID, f.ID)
	require.Equal(t, []string{"as-it-is", "calm"}, []string{f.Options[0].Name, f.Options[1].Name})
	require.Nil(t, f.Options[1].High)
	require.Nil(t, f.Options[0].Less)
	require.True(t, f.Options[1].Less.Differs())
	require.False(t, f.Options[0].Less.Differs())
	require.False(t, (&review.SampleInterval{Value: 1, Low: -1, High: 3}).Differs())

	for _, bad := range []string{"", "{}", "[]", `{"study": "x"}`, "MCAP"} {
		_, err := review.ReadSample([]byte(bad))
		require.ErrorIs(t, err, review.ErrNoSample, bad)
	}
	_, err = review.ReadSample([]byte(strings.Replace(sampled, `"baseline": "as-it-is"`, `"baseline": "none"`, 1)))
	require.ErrorContains(t, err, "no second option")
	_, err = review.ReadSample(make([]byte, review.MostSample+1))
	require.ErrorContains(t, err, "16 MB")
}

func FuzzReadSample(f *testing.F) {
	f.Add([]byte(sampled))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := review.ReadSample(data)
		require.True(t, (s == nil) == (err != nil))
	})
}

// Where two runs part is told by the way to an outcome: a record of it that the other run
// has not, or at another time. With other seeds the first record of all differs, and that
// says nothing.
func TestTurningIsOnTheWay(t *testing.T) {
	a, _ := filed(t, "deportation-notice-2015", 1)
	b, _ := filed(t, "deportation-notice-2015", 2)
	p, err := review.NewPair(open(t, a), open(t, b))
	require.NoError(t, err)
	for done := false; !done; {
		done, err = p.Load(1 << 20)
		require.NoError(t, err)
	}
	require.EqualValues(t, 1, p.First.Num)
	require.False(t, p.Seeds())
	turned := 0
	for i := range p.Outcomes {
		o := &p.Outcomes[i]
		turn, parted := p.TurningOf(o)
		if !parted {
			continue
		}
		turned++
		require.Greater(t, turn.Record.Num, journal.Num(1))
		other := [2]func(journal.Num) journal.Num{p.InB, p.InA}[map[bool]int{true: 1}[turn.InB]](turn.Record.Num)
		require.Equal(t, other, turn.Other)
		x := []*review.Outcome{o.A, o.B}[map[bool]int{true: 1}[turn.InB]]
		e, err := turn.Run.WhyOf(x.Thing)
		require.NoError(t, err)
		for _, rec := range e.Back { // what is before it on the way both have
			if rec.Num < turn.Record.Num {
				require.NotZero(t, [2]func(journal.Num) journal.Num{p.InB, p.InA}[map[bool]int{true: 1}[turn.InB]](rec.Num))
			}
		}
	}
	require.Positive(t, turned)

	same, err := review.NewPair(open(t, a), open(t, a))
	require.NoError(t, err)
	for done := false; !done; {
		done, err = same.Load(1 << 20)
		require.NoError(t, err)
	}
	for i := range same.Outcomes {
		_, parted := same.TurningOf(&same.Outcomes[i])
		require.False(t, parted)
	}
	require.ErrorContains(t, p.Join(&review.Sample{Study: "x", Scenario: "two-nations"}), `study "x" is about "two-nations"`)
}
