package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Two messages end by the rule that protects rights, one of them only because
// the run ends; a third by another rule. Under the innocent storyline somebody
// is detained, twice over, and watched; under the other somebody is detained.
// One retention ends at minute 100 and is purged at 160; another ends at 200
// and is still there at the end, minute 300. Of two reviews one finds the use
// unlawful.
//
//	refused 1, benign 1, kept too long 60 + 100 = 160 min, unlawful 1
func TestM17(t *testing.T) {
	s := newScene(t)
	s.trace.Static.Rules = []journal.Text{{ID: "arv-transfer", Ground: "rights"}, {ID: "arv-block"}}
	s.add(journal.SortRule, "arv-block", "arvonia")
	s.add(journal.SortStoryline, "family", "")
	s.trace.Static.Storylines = append(s.trace.Static.Storylines, journal.Thread{Name: "family", Benign: true})
	for _, a := range []string{"detain", "search", "watch"} {
		s.add(journal.SortAction, "belmora.police."+a, "belmora")
		s.trace.Static.Actions = append(s.trace.Static.Actions, journal.Action{Name: "belmora.police." + a, Term: a, Coercive: a != "watch"})
	}
	s.clocked("arv-keep", "arv-keep", "retention")

	for n, rule := range []string{"arv-transfer", "arv-block", "arv-transfer"} {
		outcome, why := journal.Blocked, journal.RuleBlocks
		if n == 2 {
			outcome, why = journal.Pending, journal.EndOfExercise
		}
		s.message(0, sim.ID(n+1), "belmora.spoc")(journal.Ended, 0, nil, end(outcome, journal.Law, why, s.ref[rule]))
	}
	for i, x := range [][2]string{{"watch", "family"}, {"detain", "family"}, {"search", "family"}, {"detain", "harbour"}} {
		s.at(10, journal.Ordered, "belmora.police", func(r *journal.Record) {
			r.Subject = sim.ID(50 + i)
			args(int64(s.ref["belmora.police."+x[0]]), int64(s.ref[x[1]]), int64(sim.Day))(r)
		})
	}
	for i, o := range []journal.Outcome{journal.Lawful, journal.Unlawful} {
		s.at(20, journal.Review, "arvonia.fiu", func(r *journal.Record) {
			r.Subject, r.Args[0] = sim.ID(70+i), int64(o)
		})
	}
	s.rings(100, 6, "arv-keep", journal.Expired, 100)
	s.at(160, journal.Purged, "belmora.spoc", func(r *journal.Record) { r.Subject, r.Args[0] = 6, int64(s.ref["harbour.a"]) })
	s.rings(200, 7, "arv-keep", journal.Expired, 200)
	s.at(300, journal.EndEx, "", nil)
	require.Equal(t, measure.Rights{Refused: 1, Benign: 1, Overrun: 160 * sim.Minute, Unpurged: 1, Unlawful: 1}, s.trace.Rights())
}
