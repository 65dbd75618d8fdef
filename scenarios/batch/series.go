package batch

import (
	"fmt"
	"path/filepath"
	"strings"

	"entente/replay/measure"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/sim"
	"entente/sim/files"
	"entente/sim/journal"
)

// Series is the table of what runs had on their way; nil where a study keeps none.
func Series(p *study.Plan) *results.Table {
	if p.Series == nil {
		return nil
	}
	t := &results.Table{Name: "series", Keys: 2, Columns: []results.Column{
		{Name: "run", Says: "number of the run, as in the table of runs"},
		{Name: "at_ms", Unit: "ms", Says: "time since StartEx: everything up to and including it counts"},
	}}
	for _, f := range p.Series.Figures {
		t.Columns = append(t.Columns,
			results.Column{Name: MeasureColumn(f), Type: results.Real, Optional: true, Unit: f.Unit.String(), Says: "had the run been stopped there: " + f.Question + " " + f.Formula, Source: f.Source},
			results.Column{Name: MeasureColumn(f) + "_status", Type: results.Text, Says: statusSays})
	}
	return t
}

// sampler is a sink that keeps a trace, and what its measures are at every instant of a
// track: those of the run had it been stopped there.
type sampler struct {
	trace *measure.Trace
	track *study.Track
	run   int64
	rows  []results.Row
}

// Record takes a record, after what is due before it was kept.
func (s *sampler) Record(r *journal.Record) error {
	for r.At > s.nextDue() {
		s.keepSample()
	}
	return s.trace.Record(r)
}

// nextDue is the instant that is due; sim.Never after the last.
func (s *sampler) nextDue() sim.Time {
	if len(s.rows) == s.track.Count {
		return sim.Never
	}
	return s.track.Every * sim.Time(len(s.rows)+1)
}

// keepSample keeps what the measures are now.
func (s *sampler) keepSample() {
	r := s.trace.Results()
	row := results.Row{results.Int(s.run), results.Int(int64(s.nextDue()))}
	for _, f := range s.track.Figures {
		v, counts := f.Read(&r)
		row = append(row, cellsOf(measure.Reading{Value: v, Counts: counts})...)
	}
	s.rows = append(s.rows, row)
}

// keepRest keeps what is due after the last record.
func (s *sampler) keepRest() []results.Row {
	for s.nextDue() != sim.Never {
		s.keepSample()
	}
	return s.rows
}

// stepsOf is the file of the series that go with a share's rows.
func stepsOf(name string) string {
	return filepath.Join(filepath.Dir(name), stepsMark+strings.TrimPrefix(filepath.Base(name), shardMark))
}

// mergeSeries makes the final tables of the series of a merge.
func (f *Folder) mergeSeries(m *Merged, steps *tables, parts []*files.Part) ([]ManifestFile, error) {
	t, err := newTwin(f.Series, parts, seriesFile, seriesPlain, seriesWords)
	if err != nil {
		return nil, err
	}
	if err := results.Merge(f.Series, steps.readers, t.write); err != nil {
		return nil, err
	}
	if have, want := t.sum.Rows, (m.Rows-int64(m.Failed))*int64(f.Plan.Series.Count); have < want {
		return nil, fmt.Errorf("%d of %d rows of series are missing: a file was taken away; begin the sweep in another directory", want-have, want)
	}
	m.Series = t.sum.String()
	return t.close(f)
}
