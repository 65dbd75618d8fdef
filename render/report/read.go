package report

import (
	"errors"
	"fmt"

	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim/journal"
)

// Read reads from a replay file what a report is made of: all but notes, replications
// and the file's name.
func Read(f *replay.File, terms *wording.Terms) (*Input, error) {
	trace := measure.NewTrace(f.Static())
	trace.Expect(f.Likely())
	if err := f.Records(func(x *replay.Entry) error { return trace.Record(&x.Record) }); err != nil {
		return nil, err
	}
	m := f.Meta()
	in := &Input{
		Trace: trace, Terms: terms, Engine: m.Engine, Digest: f.Result().Digest.String(), Sources: m.Sources, Seed: m.Seed,
		Records: uint32(len(trace.Records)), Until: m.Until, Set: m.Set,
	}
	if f.Truncated != nil {
		in.Digest, in.Partial = "", f.Truncated.Error()
	}
	if err := wording.NewSpeaker(f.Static(), terms).ReadStop(m.Until); err != nil {
		return nil, err
	}
	why, err := explain.New(trace.Lookup())
	if err != nil {
		return nil, err
	}
	if in.Why, err = why.Deadlines(); err != nil {
		return nil, err
	}
	in.Decisions, err = decisions(why, f.Static())
	return in, err
}

// decisions explains every proposal of a body, motion by motion.
func decisions(why *explain.Reader, st *journal.Static) (list []*explain.Explanation, err error) {
	for _, t := range st.Things {
		if journal.SortOf(t.Sort) != journal.SortMotion {
			continue
		}
		for n := 1; ; n++ {
			e, err := why.Decision(fmt.Sprintf("%s/%d", t.Name, n))
			var unknown *explain.Unknown
			if errors.As(err, &unknown) {
				break
			}
			if err != nil {
				return nil, err
			}
			if e.ID == 0 { // nobody put the motion
				break
			}
			list = append(list, e)
		}
	}
	return list, nil
}
