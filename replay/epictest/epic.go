// Package epictest makes replays as long as a test needs, by repeating one run of the
// library.
package epictest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// Epic tells one run of the library again and again, one after the other, each
// time with storylines, facts, deadlines, entries and messages of its own: years of an
// exercise in which nothing that anybody learned is forgotten.
type Epic struct {
	static  journal.Static
	names   journal.Names
	records []journal.Record // of the one run
	length  sim.Time         // of the one run, warm-up included
	things  [][]journal.Ref  // by telling, then by Ref of the one run
	alike   map[[3]uint64]uint32
}

// keeper is a sink that keeps.
type keeper struct{ records []journal.Record }

func (k *keeper) Record(r *journal.Record) error {
	kept := *r
	kept.From, kept.Spans, kept.Facts = slices.Clone(r.From), slices.Clone(r.Spans), slices.Clone(r.Facts)
	k.records = append(k.records, kept)
	return nil
}

// New runs a scenario and prepares tellings of it of at least n records in
// all.
func New(t testing.TB, scenario string, n int) *Epic {
	sc, err := scenarios.Load(scenario, scenarios.Options{})
	require.NoError(t, err)
	k := &keeper{}
	require.NoError(t, agents.New(sc.Spec, 1, k).Run())
	e := &Epic{static: *sc.Static, records: k.records, alike: map[[3]uint64]uint32{}}
	e.length = sim.Time(e.static.EndEx + e.static.WarmUp)
	tellings := (n + len(k.records) - 1) / len(k.records)
	e.static.EndEx += int64(tellings-1) * int64(e.length)
	for i := range k.records {
		r := &k.records[i]
		key := [3]uint64{uint64(r.Kind), uint64(r.Actor), uint64(r.Subject)}
		e.alike[key] = max(e.alike[key], r.Nth+1)
	}
	for telling := range tellings {
		e.enter(&sc.Spec.Names, telling)
		e.explain(sc.Static, telling)
	}
	e.static.Things = e.names.Things()
	return e
}

// enter enters the things of a telling; those that all share, the first time.
func (e *Epic) enter(from *journal.Names, telling int) {
	to := make([]journal.Ref, from.Len())
	for r := 1; r < from.Len(); r++ {
		x := from.Of(journal.Ref(r))
		own := slices.Contains([]journal.Sort{journal.SortStoryline, journal.SortFact, journal.SortDeadline, journal.SortEntry}, x.Sort)
		switch {
		case telling == 0:
			to[r] = e.names.Add(x.Sort, x.Name, x.Title, x.Nation)
		case own:
			to[r] = e.names.Add(x.Sort, retold(x.Name, telling), x.Title, x.Nation)
		default:
			to[r] = e.things[0][r]
		}
	}
	e.things = append(e.things, to)
}

// retold is the name that a thing of its own has in a telling.
func retold(name string, telling int) string {
	if name == "" || telling == 0 {
		return name
	}
	return fmt.Sprintf("%s~%d", name, telling+1)
}

// Tellings is how often the one run is told.
func (e *Epic) Tellings() int { return len(e.things) }

// explain puts what a telling has of its own on the page.
func (e *Epic) explain(from *journal.Static, telling int) {
	if telling == 0 {
		return
	}
	own := func(name *string) { *name = retold(*name, telling) }
	all := func(names []string) []string {
		names = slices.Clone(names)
		for i := range names {
			own(&names[i])
		}
		return names
	}
	later := int64(telling) * int64(e.length)
	for _, x := range from.Storylines {
		own(&x.Name)
		e.static.Storylines = append(e.static.Storylines, x)
	}
	for _, x := range from.Facts {
		own(&x.Name)
		own(&x.Storyline)
		e.static.Facts = append(e.static.Facts, x)
	}
	for _, x := range from.Deadlines {
		own(&x.Name)
		own(&x.Storyline)
		x.Facts = all(x.Facts)
		e.static.Deadlines = append(e.static.Deadlines, x)
	}
	for _, x := range from.Needs {
		own(&x.Storyline)
		own(&x.Deadline)
		x.Facts = all(x.Facts)
		e.static.Needs = append(e.static.Needs, x)
	}
	for _, x := range from.Entries {
		own(&x.Number)
		own(&x.Storyline)
		x.At += later
		e.static.Entries = append(e.static.Entries, x)
	}
}

// tell writes all tellings.
func (e *Epic) tell(out *journal.Writer) error {
	links := make([]journal.Link, len(e.records)+1)
	for telling := range e.things {
		for i := range e.records {
			r := &e.records[i]
			if telling > 0 && r.Kind == journal.StartEx || telling < len(e.things)-1 && r.Kind == journal.EndEx {
				links[r.Num] = links[r.Num-1]
				continue
			}
			told := e.again(r, telling, links)
			l, err := out.Write(&told)
			if err != nil {
				return err
			}
			links[r.Num] = l
		}
	}
	return nil
}

// again is a record of the one run as a telling has it.
func (e *Epic) again(r *journal.Record, telling int, links []journal.Link) journal.Record {
	to, later := e.things[telling], sim.Time(telling)*e.length
	told := *r
	told.At += later
	told.Actor, told.Rule, told.Subject = to[r.Actor], to[r.Rule], e.subject(r.Subject, telling)
	if told.Subject == r.Subject {
		told.Nth += uint32(telling) * e.alike[[3]uint64{uint64(r.Kind), uint64(r.Actor), uint64(r.Subject)}]
	}
	told.From, told.Spans, told.Facts = nil, nil, nil
	for _, l := range r.From {
		told.From = append(told.From, links[l.Num])
	}
	if r.Trigger.Num != 0 {
		told.Trigger = links[r.Trigger.Num]
	}
	sum := sim.Time(0)
	for _, s := range r.Spans {
		s.Object = to[s.Object]
		told.Spans = append(told.Spans, s)
		sum += s.Ms
	}
	if left := told.At - told.Binding().At - sum; len(told.From) > 0 && left > 0 { // since the first StartEx
		told.Spans = append([]journal.Span{{Step: journal.World, Cause: journal.Idle, Ms: left}}, told.Spans...)
	}
	for _, f := range r.Facts {
		told.Facts = append(told.Facts, to[f])
	}
	slices.Sort(told.Facts)
	for i, f := range r.Kind.Shape().Fields {
		switch v := &told.Args[i]; {
		case f.Type == journal.TRef:
			*v = int64(to[*v])
		case f.Type == journal.TID:
			*v = int64(e.subject(sim.ID(*v), telling))
		case f.Type == journal.TTime && *v != int64(sim.Never):
			*v += int64(later)
		}
	}
	return told
}

// subject is a subject of the one run as a telling has it: the identity of a
// thing stays that of the thing.
func (e *Epic) subject(id sim.ID, telling int) sim.ID {
	if id == 0 || telling == 0 {
		return id
	}
	return id.Nth(uint64(telling))
}

// Write writes the epic as a file, and says how many records it has.
func (e *Epic) Write(out io.Writer, options ...replay.Option) (journal.Num, error) {
	w, err := replay.Create(out, replay.Meta{Engine: agents.Version, Scenario: e.static.Scenario, Seed: 1}, &e.static, &e.names, nil, options...)
	if err != nil {
		return 0, err
	}
	j := journal.NewWriter(&e.names, w)
	if err := e.tell(j); err != nil {
		return 0, err
	}
	return j.Count(), w.Close(j.Digest(), j.Count())
}

// Open writes the epic into a file of its own and opens it.
func (e *Epic) Open(t testing.TB, options ...replay.Option) (*replay.File, string) {
	path := filepath.Join(t.TempDir(), "epic.mcap")
	out, err := os.Create(path)
	require.NoError(t, err)
	b := bufio.NewWriterSize(out, 1<<20)
	_, err = e.Write(b, options...)
	require.NoError(t, err)
	require.NoError(t, b.Flush())
	require.NoError(t, out.Close())
	f, err := replay.OpenFile(path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	return f, path
}
