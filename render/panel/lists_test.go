package panel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

func at(w, h float64, draw func(c *canvas.Canvas, box scene.Box)) *canvas.Canvas {
	return painted(w, h, theme.Light, draw)
}

// The events list tells of every entry what became of it, and why of what did not
// come; a row chooses its entry, and a double click explains it.
func TestEventsTellWhatBecameOfEach(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	measured, err := run.Measured()
	require.NoError(t, err)
	require.NotEmpty(t, measured.Entries)
	var p panel.Events
	s := view.New()
	c := at(1600, 4000, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) })
	words := strings.Join(says(c), "\n")
	for i := range measured.Entries {
		e := &measured.Entries[i]
		subject := view.Subject{Topic: view.Entry, Thing: run.Find(journal.SortEntry, e.Number)}
		hit := under(t, c, e.Number)
		require.Equal(t, view.Action{Do: view.Select, Subject: subject}, hit.Do)
		require.Equal(t, view.Action{Do: view.Explain, Subject: subject}, hit.Double)
		require.Contains(t, words, wording.HSEEP.EntryStatus(e))
		if e.When != sim.Never {
			require.Contains(t, words, run.Speak.Clock.At(e.When))
		} else {
			why, err := run.Why(subject)
			require.NoError(t, err)
			require.Contains(t, words, strings.Join(strings.Fields(run.Speak.Verdict(why))[:6], " "))
		}
	}
}

// Every task has its rating, what its measure came to, and the records behind it,
// which lead to the lanes; an evaluator's word leads.
func TestObjectivesRestOnEvidence(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	measured, err := run.Measured()
	require.NoError(t, err)
	draw := func() *canvas.Canvas {
		var p panel.Objectives
		s := view.New()
		return at(1600, 4000, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) })
	}
	words := strings.Join(says(draw()), "\n")
	require.NotEmpty(t, run.Static.Tasks)
	for _, k := range run.Static.Tasks {
		require.Contains(t, words, k.ID+"  "+k.Text)
		require.Contains(t, words, run.Speak.Evidence(k.Measure, &measured.Results))
	}
	n := measured.Evidence(run.Static.Tasks[0].Measure)[0]
	rec, err := run.Records.Record(n)
	require.NoError(t, err)
	require.Equal(t, view.Action{Do: view.Locate, At: rec.At, Subject: view.Subject{Topic: view.Event, Record: n}}, under(t, draw(), fmt.Sprint(n)).Do)

	task := run.Static.Tasks[0]
	run.Book = &notes.Book{Notes: []notes.Note{{Kind: notes.Rating, Task: task.ID, Objective: task.Objective, By: "J. Doe", Rating: measure.Unable, Text: "nobody called"}}}
	require.Contains(t, strings.Join(says(draw()), "\n"), "J. Doe: nobody called (indicative: "+string(measure.Rate(task, &measured.Results))+")")
}

// Records are listed in words around what is chosen; a filter keeps those that fit,
// and one that nothing fits offers to clear it.
func TestRecordsInWords(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	var p panel.Records
	s := view.New()
	draw := func() *canvas.Canvas {
		var c *canvas.Canvas
		for range 3 {
			c = at(1280, 676, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) })
		}
		return c
	}
	chosen := run.Events[len(run.Events)/2].Num
	s.Subject = view.Subject{Topic: view.Event, Record: chosen}
	rec, err := run.Records.Record(chosen)
	require.NoError(t, err)
	c := draw()
	row := under(t, c, wording.Thousands(uint32(chosen)))
	require.Equal(t, view.Action{Do: view.Locate, At: rec.At, Subject: s.Subject}, row.Do, "chosen, a second press leads to the lanes")
	require.Less(t, len(c.Texts()), 200, "only what is seen is worded")
	s.Scroll[view.RecordList] = 1 << 20
	require.Contains(t, says(draw()), wording.Thousands(len(run.Events)), "the last record can be reached")
	s.Scroll[view.RecordList] = 1
	require.Contains(t, says(draw()), "1", "and the first")

	s.Filter, s.Scroll[view.RecordList] = "kind:deadline", 0
	require.Contains(t, strings.Join(says(draw()), " "), "fit: kind:deadline")
	require.False(t, p.Busy())
	s.Filter = "zeppelin"
	c = draw()
	require.Equal(t, view.Action{Do: view.Filter}, under(t, c, "Clear the filter").Do)
	s.Filter = "colour:red"
	require.Contains(t, strings.Join(says(draw()), " "), "There is no term")
}

func TestListsAreLegible(t *testing.T) {
	for i, entry := range scenarios.Library() {
		run := rendertest.Run(t, entry.Name)
		var e panel.Events
		var o panel.Objectives
		var r panel.Records
		s := view.New()
		s.At, s.Clock = run.Until/3, view.Clock(i%4)
		legible(t, "events-"+entry.Name, func(c *canvas.Canvas, b scene.Box) { e.Draw(c, run, &s, b) })
		legible(t, "objectives-"+entry.Name, func(c *canvas.Canvas, b scene.Box) { o.Draw(c, run, &s, b) })
		legible(t, "records-"+entry.Name, func(c *canvas.Canvas, b scene.Box) { r.Draw(c, run, &s, b) })
	}
}
