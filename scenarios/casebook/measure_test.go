package casebook

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/journal"
)

func TestPlaceSplitsTies(t *testing.T) {
	runs := []sim.Time{1, 2, 2, 3, sim.Never}
	at := func(low, high sim.Time) float64 { return place(runs, Documented{low, high}) }
	require.InDelta(t, 0.0, at(0, 0), 1e-9)
	require.InDelta(t, 0.4, at(2, 2), 1e-9) // one below, half of two
	require.InDelta(t, 0.8, at(4, 4), 1e-9)
	require.InDelta(t, 0.5, at(2, 3), 1e-9) // half way between one of five and four of five
	require.InDelta(t, 0.9, at(sim.Never, sim.Never), 1e-9)
	require.InDelta(t, 0.8, at(3, sim.Never), 1e-9, "at least 3: half way between three of five and all")
	require.Equal(t, sim.Never, quantile(runs, highest))
	require.Equal(t, sim.Time(2), quantile(runs, 0.5))
	var twenty []sim.Time
	for i := range 20 {
		twenty = append(twenty, sim.Time(i))
	}
	require.Equal(t, []sim.Time{0, 9, 18}, []sim.Time{quantile(twenty, lowest), quantile(twenty, 0.5), quantile(twenty, highest)})
}

// How far off the runs are counts what is beside and what is wide, in powers of ten; what
// did not end is as long as the exercise, and nothing counts beyond what is known.
func TestOff(t *testing.T) {
	const h, end = 60 * sim.Minute, 100 * 60 * sim.Minute
	at := func(d Documented, runs ...sim.Time) float64 { return logDistance(runs, d, end) }
	one := Documented{h, h}
	require.InDelta(t, 0, at(one, h, h), 1e-9)
	require.InDelta(t, 1, at(one, 10*h), 1e-9, "one sure guess that is wrong by ten")
	require.InDelta(t, 1, at(one, h/10), 1e-9)
	require.InDelta(t, 2, at(one, sim.Never), 1e-9, "an exercise of a hundred hours")
	require.InDelta(t, 0.5, at(one, h/10, 10*h), 1e-9, "right in the mean, and wide: 1, less half of the mean distance of two")
	require.InDelta(t, 0, at(Documented{h, 10 * h}, 2*h, 2*h), 1e-9, "a range is the time in it that is nearest to the middle")
	require.InDelta(t, math.Log10(4)/4, at(Documented{h, 4 * h}, h, 4*h), 1e-4, "what is wide costs within a range too: no score is below zero")
	require.InDelta(t, 0, at(Documented{h, sim.Never}, 2*h, sim.Never), 1e-9, "nothing is known beyond at least")
	require.InDelta(t, 1, at(Documented{sim.Never, sim.Never}, 10*h), 1e-9)
	require.InDelta(t, math.Log10(60), at(one, 1), 1e-4, "a minute at least")
}

// Runs without what a row takes for granted do not count for it.
func TestGiven(t *testing.T) {
	o := measured(t, plan(t, "set: {model.will.base: 0}\nrows:\n"+
		strings.Replace(row("all", "kind: startex", "kind: detected, fact: main.f1", "8h"), "documented", "given: {kind: stage}, documented", 1)+
		strings.Replace(row("none", "kind: startex", "kind: detected, fact: main.f1", "8h"), "documented", "given: {kind: purged}, documented", 1)+
		strings.Replace(row("some", "kind: startex", "kind: held, by: belmora.spoc, fact: main.f1", "8h"), "documented", "given: {kind: delivered, by: belmora.spoc}, documented", 1)), 1, 40)
	require.InDelta(t, 1, o.Rows[0].Counted, 1e-9)
	require.False(t, o.Rows[1].Measured)
	require.Equal(t, "not measured: what it takes for granted came about in no run", o.Rows[1].Verdict)
	some := &o.Rows[2]
	require.Greater(t, some.Counted, 0.2)
	require.Less(t, some.Counted, 1.0, "in some runs nobody is willing")
	require.InDelta(t, 1, some.Ended, 1e-9, "what was delivered is read")
	require.Contains(t, some.EndedIn(), " that count")
}

func TestCoverageByCases(t *testing.T) {
	require.InDelta(t, 0.5, covered([]float64{0.01, 0.5, 0.95, 0.99}), 1e-9)
	low, high := overCases([][]float64{{0.5, 0.5}, {0.99, 0.99}})
	require.InDelta(t, 0.0, low, 1e-9) // both draws may take the case that missed
	require.InDelta(t, 1.0, high, 1e-9)
}

func TestVerdictOfPairs(t *testing.T) {
	for _, x := range []struct {
		sooner, same, later int
		want                string
	}{{60, 30, 10, "sooner"}, {1, 98, 1, "same"}, {0, 90, 10, "later"}, {0, 100, 0, "same"}, {4, 96, 0, "same"}, {5, 95, 0, "sooner"}} {
		require.Equal(t, x.want, signs[(&Sign{Sooner: x.sooner, Same: x.same, Later: x.later}).sign()+1], x)
	}
}

func TestVerdictOfARow(t *testing.T) {
	runs, d := []sim.Time{1, 2, 6, sim.Never}, Documented{5, 5}
	require.Equal(t, "miss: it went faster than here", verdictOf(runs, d, 0.01))
	require.Equal(t, "miss: it took longer than here", verdictOf(runs, d, 0.99))
	require.Equal(t, "inside", verdictOf(runs, d, 0.5))
	runs[2] = 3
	require.Equal(t, "inside, but longer than wherever it ended", verdictOf(runs, d, 0.75))
	require.Equal(t, "inside", verdictOf(runs, Documented{sim.Never, sim.Never}, 0.8))
}

func TestDocumentedValues(t *testing.T) {
	for text, want := range map[string]string{
		"15d": "15 d 0 h", "5h46m": "5 h 46 min", "34m": "34 min", "1h35m to 2h5m": "1 h 35 min to 2 h 05 min", "at least 21d": "at least 21 d 0 h", "never": "never",
	} {
		d, err := ReadDocumented(text)
		require.NoError(t, err)
		require.Equal(t, want, d.String())
	}
}

// plan settles a case of the scenario in which everything takes a fixed time.
func plan(t *testing.T, rest string) *Plan {
	t.Helper()
	p, err := NewPlan("mine.yaml", []byte("case: 1\nname: mine\ntitle: Mine\nscenario: two-nations\n"+rest), Options{})
	require.NoError(t, err)
	return p
}

func measured(t *testing.T, p *Plan, workers, reps int) *Result {
	t.Helper()
	o, err := p.Measure(context.Background(), sweep.Pool{Workers: workers}, 1, reps)
	require.NoError(t, err)
	return o
}

// row writes a row from and to an event.
func row(id, from, to, documented string) string {
	return fmt.Sprintf("  - {id: %s, says: x, from: {%s}, to: {%s}, documented: %s, source: x, tag: S}\n", id, from, to, documented)
}

// The world by hand: f1 is noticed on Monday at 16:00 and understood half an hour later;
// the other storyline's two facts on Tuesday at 08:00, understood at 08:30 and later.
func TestEventsPickTheRecordsThatTheyName(t *testing.T) {
	o := measured(t, plan(t, "rows:\n"+
		row("noticed", "kind: startex", "kind: detected, fact: main.f1", "8h")+
		row("understood", "kind: detected, fact: main.f1", "kind: collected, by: arvonia.police, fact: main.f1", "30m")+
		row("story", "kind: startex", "kind: collected, storyline: other", "24h30m")+
		row("nth", "kind: startex", "kind: detected, nth: 3", "24h")+
		row("until", "kind: startex", "kind: stage, by: main, where: {stage: 1}, at: until", "48h")+
		row("list", "kind: startex", "kind: stage, where: {stage: [2, 3]}", "48h")+
		row("after", "kind: detected, fact: main.f1", "kind: detected, after: true", "16h")+ // not the record that it began with
		row("never", "kind: startex", "kind: detected, fact: main.f2", "never")+
		row("nowhere", "kind: detected, fact: main.f2", "kind: endex", "1h")), 1, 2)
	want := map[string]string{"noticed": "8 h 00 min", "understood": "30 min", "story": "24 h 30 min", "nth": "24 h 00 min", "after": "16 h 00 min", "until": "2 d 0 h", "list": "2 d 0 h", "never": "never"}
	for i := range o.Rows {
		r := &o.Rows[i]
		switch r.ID {
		case "nowhere":
			require.False(t, r.Measured)
			require.Equal(t, "not measured: it began in no run", r.Verdict)
		default:
			require.Equal(t, want[r.ID], Lasted(r.Median), r.ID)
			require.InDelta(t, 0.5, r.Place, 1e-9, r.ID)
			require.True(t, r.Inside)
		}
	}
	v := Pool([]*Result{o}, "0", 1, 2)
	require.Equal(t, len(o.Rows)-1, v.Predictive.Rows, "what began in no run is in no number")
	require.Equal(t, 1, v.Unmeasured())
}

// The same record may be told by what it carries, by the reason it gives and by what was
// waited for.
func TestEventsByReasonAndCause(t *testing.T) {
	r := &journal.Record{Kind: journal.Ended, At: 5, Reason: journal.RuleBlocks, Rule: 7, Step: journal.Law, Facts: []journal.Ref{3}, Spans: []journal.Span{{Cause: journal.Queue}}}
	for _, m := range []matcher{
		{reason: journal.RuleBlocks}, {rule: []journal.Ref{6, 7}}, {step: journal.Law}, {fact: 3}, {cause: journal.Queue},
	} {
		require.True(t, m.matches(r), m)
	}
	for _, m := range []matcher{
		{reason: journal.Veto},
		{rule: []journal.Ref{6}},
		{step: journal.Will},
		{fact: 4},
		{cause: journal.Work},
		{by: []journal.Ref{1}},
		{args: []argument{{0, []int64{int64(journal.Refused)}}}},
	} {
		require.False(t, m.matches(r), m)
	}
}

const remedied = `rows:
  - {id: R1, says: x, from: {kind: detected, fact: main.f1}, to: {kind: held, by: belmora.spoc, fact: main.f1}, documented: 1h, source: x, tag: S}
labels:
  - {id: most, says: understood, shows: {kind: collected, fact: main.f1}, source: x}
  - {id: few, says: lost, shows: {kind: ended, where: {outcome: DROPPED}}, at_most: 0.1, source: x}
  - {id: no, says: purged, shows: {kind: purged}, at_least: 0.2, source: x}
remedies:
  - {id: quick, says: a quicker gateway, set: {channels.link.gateway: 9m}, deadlines: {main.1: sooner}, rows: {R1: later}}
  - {id: slow, says: a slow link, set: {channels.link.latency: 30h}, deadlines: {main.1: later}, rows: {R1: later}}
controls:
  - {id: late, says: nothing helps, row: R1, within: 1h}
  - {id: met, says: it is met anyway, deadline: main.1}
`

// Signs are read on deadlines and on rows; labels and controls are counted.
func TestRemediesLabelsAndControls(t *testing.T) {
	o := measured(t, plan(t, remedied), 2, 3)
	require.Len(t, o.Signs, 4)
	require.Equal(t, Sign{"quick", "a quicker gateway", "deadline main.1", "sooner", "sooner", 3, 0, 0, true}, o.Signs[0])
	require.Equal(t, Sign{"quick", "a quicker gateway", "row R1", "later", "sooner", 3, 0, 0, false}, o.Signs[1])
	require.Equal(t, Sign{"slow", "a slow link", "deadline main.1", "later", "later", 0, 0, 3, true}, o.Signs[2])
	require.Equal(t, "later", o.Signs[3].Came)
	holds := []bool{}
	for _, l := range o.Labels {
		holds = append(holds, l.Holds)
	}
	require.Equal(t, []bool{true, true, false}, holds)
	require.True(t, o.Controls[0].Holds)
	v := Pool([]*Result{o}, "0", 1, 3)
	require.Equal(t, Tally{3, 4, v.Signs.Low, v.Signs.High}, v.Signs)
	require.Equal(t, 2, v.Labels.Confirmed)
	require.Equal(t, 2, v.Controls.Of)
}

// What is set for all runs is set with and without a remedy, whose own word comes after it.
func TestSetInAllRuns(t *testing.T) {
	text := []byte("case: 1\nname: mine\ntitle: Mine\nscenario: two-nations\n" + remedied)
	took := func(set ...string) (*Result, sim.Time) {
		p, err := NewPlan("mine.yaml", text, Options{Set: set})
		require.NoError(t, err)
		o := measured(t, p, 1, 1)
		return o, sim.Time(*o.Rows[0].Median)
	}
	_, plain := took()
	o, slow := took("channels.link.latency=30h")
	require.Greater(t, slow, plain)
	require.Equal(t, "same", o.Signs[2].Came, "as slow with the remedy as without")
	require.Equal(t, "sooner", o.Signs[0].Came, "a remedy that sets another thing does as before")
	var b strings.Builder
	require.NoError(t, Page(&b, Pool([]*Result{o}, "0", 1, 1, "channels.link.latency=30h")))
	require.Contains(t, b.String(), "was set: channels.link.latency=30h.")
	_, err := NewPlan("mine.yaml", text, Options{Set: []string{"channels.lnik.latency=30h"}})
	require.ErrorContains(t, err, "no lnik in channels")
}

// How runs are spread over workers changes nothing, and half of the replications are the
// first of all.
func TestWorkersChangeNoValidation(t *testing.T) {
	data := func(workers int) string {
		b, err := json.Marshal(Pool([]*Result{measured(t, plan(t, remedied), workers, 6)}, "0", 1, 6))
		require.NoError(t, err)
		return string(b)
	}
	require.Equal(t, data(1), data(4))
}

// What was fitted is said by the row, by the case, or by an anchor of a preset.
func TestFittedRowsStandApart(t *testing.T) {
	rows := "rows:\n" + row("R1", "kind: startex", "kind: detected, fact: main.f1", "1h") + row("R2", "kind: startex", "kind: detected, fact: main.f1", "8h")
	p := plan(t, rows+"fitted: [{path: model.trust, rows: [R2], says: x}]\n")
	o := measured(t, p, 1, 1)
	require.Equal(t, []string{"predictive", "fitted"}, []string{o.Rows[0].Role, o.Rows[1].Role})
	v := Pool([]*Result{o}, "0", 1, 1)
	require.Equal(t, []int{1, 0, 1}, []int{v.Predictive.Rows, v.Predictive.Inside, v.Predictive.Faster})
	require.Equal(t, []int{1, 1}, []int{v.Fitted.Rows, v.Fitted.Inside})
	all := plan(t, rows+"fitted: [{path: model.trust, says: x}]\n")
	require.True(t, all.rows[0].fitted && all.rows[1].fitted)
	own := plan(t, strings.Replace(rows, "tag: S}", "tag: S, role: fitted}", 1))
	require.True(t, own.rows[0].fitted && !own.rows[1].fitted)
}

// The page has every row, sign, label and control, what is known from before, and no cell
// that foreign text could break out of.
func TestPage(t *testing.T) {
	p := plan(t, strings.Replace(remedied, "says: understood", `says: "a | b"`, 1))
	v := Pool([]*Result{measured(t, p, 2, 2)}, "9.9.9", 1, 2)
	var b strings.Builder
	require.NoError(t, Page(&b, v))
	text := b.String()
	require.True(t, strings.HasPrefix(text, Title+"\n\nEngine 9.9.9, seed 1, 2 replications"))
	for _, want := range []string{
		"| R1 | x | 1 h 00 min |", "`mine/quick`: a quicker gateway | deadline main.1 |", "`mine/slow`: a slow link | row R1 | later | 0 | 0 | 2 | as expected |",
		`| a \| b | in most runs | 100 % | holds |`, "nothing helps (row R1 within 1 h 00 min)",
		"| 0.3.0 | the library's own cases | 19 of 24 (79 %; exact 95 % interval 58 % to 93 %) |",
		"| 0.3.0 | cases that nobody had seen | 7 of 24 (29 %; exact 95 % interval 13 % to 51 %) |",
		"| 0.7.0 | cases that nobody had run | 18 of 24 (75 %; exact 95 % interval 53 % to 90 %) |",
		"## Fitted rows\n\nNone.", "0.9-1.0  ",
	} {
		require.Contains(t, text, want)
	}
	require.NotContains(t, text, "%!")
}

// A band without an upper end is listed with why, one that has an end is not.
func TestBandsWithoutAnEndSayWhy(t *testing.T) {
	end := int64(5)
	v := &Validation{Cases: []*Result{{Name: "mine", Rows: []Measured{
		{ID: "A", Role: "predictive", Measured: true, Counted: 1, Ended: 0.8, MayNotEnd: "it is refused"},
		{ID: "B", Role: "predictive", Measured: true, Counted: 1, Ended: 0.8},
		{ID: "C", Role: "predictive", Measured: true, Counted: 1, Ended: 1, High: &end, MayNotEnd: "it may be lost"},
	}}}}
	var out strings.Builder
	require.NoError(t, Page(&out, v))
	require.Contains(t, out.String(), ", ended in 80 %: it is refused.\n")
	require.Contains(t, out.String(), ", ended in 80 %: nothing is said of it.\n")
	require.NotContains(t, out.String(), "it may be lost")
}
