package batch

import (
	"encoding/hex"
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/scenarios/cluster"
	"entente/scenarios/results"
	"entente/scenarios/study"
	"entente/sim"
	"entente/sim/journal"
)

// What a status says of a measure, beside its number.
const (
	statusOK      = "ok"
	statusNever   = "never"   // what it counts had not happened by the end
	statusNothing = "nothing" // the run had nothing to measure
)

// What the status of a run says.
const (
	runOK     = "ok"
	runFailed = "failed"
)

// statusSays is what the status of a measure may be.
const statusSays = "ok; never: it had not happened by the end; nothing: there was nothing to measure"

// cellsOf writes a reading and its status.
func cellsOf(x measure.Reading) []results.Cell {
	switch {
	case !x.Counts:
		return []results.Cell{{}, results.String(statusNothing)}
	case !x.OK:
		return []results.Cell{{}, results.String(statusNever)}
	}
	return []results.Cell{results.Float(x.V), results.String(statusOK)}
}

// Runs is the table of a plan's runs: what each was, and all that came of it.
func Runs(p *study.Plan) *results.Table {
	t := &results.Table{Name: "runs", Keys: 1}
	add := func(name string, typ results.Type, optional bool, unit, says, source string) {
		t.Columns = append(t.Columns, results.Column{Name: name, Type: typ, Optional: optional, Unit: unit, Says: says, Source: source})
	}
	add("run", results.Whole, false, "", "number of the run: configuration number plus replication times configurations", "")
	add("key", results.Text, false, "", "hash of what the configuration is; the same in every plan that has it", "")
	add("config", results.Whole, false, "", "number of the configuration", "")
	add("block", results.Text, true, "", "block of the study", "")
	add("row", results.Whole, true, "", "row of the block's design, from 0", "")
	add("option", results.Text, false, "", "option of the study", "")
	add("rep", results.Whole, false, "", "replication, from 0", "")
	add("seed", results.Whole, false, "", "seed of the run", "")
	add("status", results.Text, false, "", "ok, or failed", "")
	add("error", results.Text, true, "", "why it failed", "")
	add("digest", results.Text, true, "", "SHA-256 over the records of the run", "")
	add("command", results.Text, false, "", "makes this run again alone, from the folder of the study", "")
	for _, c := range p.Columns {
		says := "value of the factor; empty where the scenario's own stands"
		if c.Title != "" {
			says = c.Title + ": " + says
		}
		add(c.Path, results.Text, true, "", says, "")
	}
	for i := range measure.Catalogue {
		f := &measure.Catalogue[i]
		add(MeasureColumn(f), results.Real, true, f.Unit.String(), f.Question+" "+f.Formula, f.Source)
		add(MeasureColumn(f)+"_status", results.Text, true, "", statusSays, "")
	}
	st := p.Options[0].Family.Scenario().Static
	for _, d := range st.Deadlines {
		add("deadline."+d.Name, results.Text, true, "", "how the deadline came out", "")
		add("deadline."+d.Name+".margin_ms", results.Whole, true, "ms", "time to spare; negative when late", "")
	}
	for _, k := range st.Tasks {
		add("task."+k.ID, results.Text, true, "", "rating of the critical task: P, S, M, U or N/R; indicative", "")
	}
	for _, e := range st.Entries {
		add("entry."+e.Number, results.Text, true, "", "what came of the entry of the events list", "")
		add("entry."+e.Number+".at_ms", results.Whole, true, "ms", "when it was released, or its action seen", "")
	}
	return t
}

// MeasureColumn is the name of a measure's column: "M1_p95_ms".
func MeasureColumn(f *measure.Figure) string {
	name := strings.ReplaceAll(f.ID, " ", "_")
	if u := f.Unit.String(); u == "ms" {
		name += "_ms"
	}
	return name
}

// rowOf writes a run that came to its end.
func rowOf(p *study.Plan, c *study.Config, run study.Run, trace *measure.Trace, digest journal.Digest) results.Row {
	row := head(p, c, run, runOK)
	row = append(row, results.Cell{}, results.String(hex.EncodeToString(digest[:])), command(p, c, run, false))
	row = factors(row, c)
	r := trace.Results()
	readings := r.Readings()
	for i := range readings {
		row = append(row, cellsOf(readings[i])...)
	}
	for _, d := range trace.Deadlines() {
		row = append(row, results.String(d.Outcome.String()), results.Cell{})
		if d.When != sim.Never && d.At != sim.Never {
			row[len(row)-1] = results.Int(int64(d.Margin()))
		}
	}
	for _, k := range trace.Static.Tasks {
		row = append(row, results.String(string(measure.RateReadings(k, readings))))
	}
	for _, e := range trace.Entries() {
		came := e.Played()
		if e.Outcome == journal.Missed {
			came = "Missed"
		}
		row = append(row, results.String(came), results.Cell{})
		if e.When != sim.Never {
			row[len(row)-1] = results.Int(int64(e.When))
		}
	}
	return row
}

// writeFailed writes a run that did not.
func writeFailed(p *study.Plan, t *results.Table, c *study.Config, run study.Run, err error) results.Row {
	row := head(p, c, run, runFailed)
	row = append(row, results.String(err.Error()), results.Cell{}, command(p, c, run, true))
	row = factors(row, c)
	for len(row) < len(t.Columns) {
		row = append(row, results.Cell{})
	}
	return row
}

func head(p *study.Plan, c *study.Config, run study.Run, status string) results.Row {
	row := results.Row{
		results.Int(int64(run.ID)), results.String(c.Key), results.Int(int64(c.Number)),
		{},
		{},
		results.String(p.Options[c.Option].ID),
		results.Int(int64(run.Rep)), results.Int(int64(p.Seed(c, run.Rep))), results.String(status),
	}
	if c.Block >= 0 {
		row[3], row[4] = results.String(p.Layouts[c.Block].ID), results.Int(int64(c.Row))
	}
	return row
}

// command is what makes a run again, as a shell reads it.
func command(p *study.Plan, c *study.Config, run study.Run, failed bool) results.Cell {
	words := p.Command(c, run.Rep, failed)
	for i, w := range words {
		words[i] = cluster.Quote(w)
	}
	return results.String(strings.Join(words, " "))
}

func factors(row results.Row, c *study.Config) results.Row {
	for _, v := range c.Values {
		if v == "" {
			row = append(row, results.Cell{})
			continue
		}
		row = append(row, results.String(v))
	}
	return row
}

// checkRow says what is wrong with a row that is not as its table: options may give
// scenarios of another shape, with more deadlines or entries.
func checkRow(t *results.Table, row results.Row) error {
	if len(row) != len(t.Columns) {
		return fmt.Errorf("the scenario has other deadlines, tasks or entries than the first option's: %d values for %d columns", len(row), len(t.Columns))
	}
	return nil
}
