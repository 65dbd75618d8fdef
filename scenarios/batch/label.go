package batch

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"entente/scenarios/results"
)

// Label is what a file of rows says of itself: whose rows they are. Those of shares also
// say who made them and how long that took, which no final table holds.
type Label struct {
	Plan   string  `json:"plan"`
	Engine string  `json:"engine"`
	Made   []*Made `json:"made,omitempty"`
}

// Made is where and when a share was made.
type Made struct {
	Share   string `json:"share"`
	Build   string `json:"build"`
	Host    string `json:"host"`
	Workers int    `json:"workers"`
	Begun   string `json:"begun"` // RFC 3339, UTC
	Wall    int64  `json:"wall_ms"`
	Runs    int    `json:"runs"`
	Failed  int    `json:"failed"`
}

// labelKey is where a file of rows keeps its label.
const labelKey = "entente"

// label labels rows of this folder, made by somebody or, in a final table, by nobody.
func (f *Folder) label(w *results.Writer, m ...*Made) error {
	text, err := json.Marshal(Label{Plan: f.Origin.Hash, Engine: f.Origin.Engine, Made: m})
	if err == nil {
		w.Note(labelKey, string(text))
	}
	return err
}

// labelOf reads the label of a file. It is ErrOtherPlan if its rows are of another plan
// or engine.
func (f *Folder) labelOf(r *results.Reader) (*Label, error) {
	l := &Label{}
	text := r.Note(labelKey)
	if err := json.Unmarshal([]byte(text), l); err != nil {
		return nil, fmt.Errorf("it does not say whose rows it holds: %w", ErrOtherPlan)
	}
	switch {
	case l.Plan != f.Origin.Hash:
		return nil, fmt.Errorf("its rows are of plan %.16s and not of %.16s: %w", l.Plan, f.Origin.Hash, ErrOtherPlan)
	case l.Engine != f.Origin.Engine:
		return nil, fmt.Errorf("its rows were made by engine %s and not by %s: %w", l.Engine, f.Origin.Engine, ErrOtherPlan)
	}
	return l, nil
}

// timingTitles are the columns of timing.csv.
var timingTitles = []string{"share", "build", "host", "workers", "begun", "wall_ms", "runs", "failed"}

// timingLine is what timing.csv says of a share.
func (m *Made) timingLine() results.Row {
	return results.Row{
		results.String(m.Share), results.String(m.Build), results.String(m.Host), results.Int(int64(m.Workers)), results.String(m.Begun),
		results.Int(m.Wall), results.Int(int64(m.Runs)), results.Int(int64(m.Failed)),
	}
}

// writeTiming writes timing.csv: what it held, and the shares of this merge. It stands apart
// from the results, since no two machines give the same.
func (f *Folder) writeTiming(out io.Writer, made []*Made) error {
	t := &results.Table{Name: "timing"}
	for _, title := range timingTitles {
		typ := results.Text
		if slices.Contains([]string{"workers", "wall_ms", "runs", "failed"}, title) {
			typ = results.Whole
		}
		t.Columns = append(t.Columns, results.Column{Name: title, Type: typ})
	}
	var text strings.Builder
	w, err := results.NewCSV(&text, t)
	if err != nil {
		return err
	}
	for _, m := range made {
		if err := w.Write(m.timingLine()); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	old, err := f.read(timingFile, mostTiming)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	said := map[string]bool{}
	for line := range strings.Lines(string(old) + text.String()) {
		if said[line] {
			continue // the titles, or a share whose file outlived its merge
		}
		said[line] = true
		if _, err := io.WriteString(out, line); err != nil {
			return err
		}
	}
	return nil
}

// mostTiming bounds timing.csv, in bytes.
const mostTiming = 64 << 20

// stopwatch measures what a share takes.
type stopwatch struct {
	now   func() time.Time
	begun time.Time
}

func start(now func() time.Time) stopwatch {
	w := stopwatch{now: now}
	if now != nil {
		w.begun = now()
	}
	return w
}

// stop fills in what was measured; where nobody lent a clock, nothing.
func (w stopwatch) stop(m *Made) {
	if w.now != nil {
		m.Begun = w.begun.UTC().Format(time.RFC3339)
		m.Wall = w.now().Sub(w.begun).Milliseconds()
	}
}
