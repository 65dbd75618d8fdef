// Package rehearsal makes the page of a rehearsed events list: what to look at, the
// load of each cell by hour of play, and a sheet for each cell that prints on a page
// of its own.
package rehearsal

import (
	"fmt"
	"strings"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/wording"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/notation"
)

// Build makes the page. Seed and engine say of which runs it is.
func Build(r *sweep.Rehearsal, seed uint64, engine string) *document.Document {
	st := r.Static
	speak := wording.NewSpeaker(st, wording.HSEEP)
	d := &document.Document{
		Maker: "entente rehearse", Kind: "Rehearsal", Title: st.Title, Banner: st.Banner,
		Lead: fmt.Sprintf("%s from seed %d. A share is that of the runs; one exercise is one draw.", wording.Plural(r.Runs, "run"), seed),
	}
	if n := len(r.Failed); n > 0 {
		d.Lead += fmt.Sprintf(" Beside them %s failed.", wording.Plural(n, "run"))
	}
	if d.Title == "" {
		d.Title = st.Scenario
	}
	facts := []string{st.Scenario, fmt.Sprintf("%s to %s", speak.Clock.Date(0), speak.Clock.At(sim.Time(st.EndEx))), "engine " + engine, speak.Clock.Legend()}
	if name := wording.Exercise(st); name != "" {
		facts = append([]string{name}, facts...)
	}
	d.Cover = []document.Block{document.Paragraph{Text: strings.Join(facts, " · ")}}
	groups, names := r.ByCell()
	d.Sections = append(d.Sections, listToCheck(r, groups, names))
	if len(st.Tasks) > 0 {
		d.Sections = append(d.Sections, objectives(r))
	}
	d.Sections = append(d.Sections, drawLoad(r))
	for i, name := range names {
		d.Sections = append(d.Sections, sheet(fmt.Sprintf("cell-%d", i+1), name, groups[name], r.Runs, speak))
	}
	return d
}

// listToCheck lists what a planner has to look at: entries that came in no run.
func listToCheck(r *sweep.Rehearsal, groups map[string][]*sweep.Odds, names []string) document.Section {
	s := document.Section{ID: "look", Title: "Look at these", Flows: true}
	t := document.Table{Head: []string{"No.", "Cell or agency", "What"}}
	for _, name := range names {
		for _, o := range groups[name] {
			if o.Never() {
				row := document.Plain("✗ "+o.Number, name, entryText(o))
				row[0].Late = true
				t.Rows = append(t.Rows, row)
			}
		}
	}
	if len(t.Rows) == 0 {
		s.Lead = "Every entry that is to be played came in some run."
		return s
	}
	s.Lead = fmt.Sprintf("Never in %s. A condition does not come about, nobody takes the action, or the entry is due after EndEx.", wording.Plural(r.Runs, "run"))
	s.Blocks = []document.Block{t}
	return s
}

// entryText is what an entry says, or its title.
func entryText(o *sweep.Odds) string {
	if o.Text == "" {
		return o.Title
	}
	return o.Text
}

// Widths and heights of the picture of load in pixels.
const (
	wide, label, lane = 840.0, 190.0, 40.0
	band              = 20.0 // above the lanes, for the names of the moves
)

// drawLoad draws the work of each cell by hour of play; each row has its own scale.
func drawLoad(r *sweep.Rehearsal) document.Section {
	s := document.Section{ID: "load", Title: "Load by hour of play", Flows: true}
	if len(r.Cells) == 0 {
		s.Lead = "Nobody is to play."
		return s
	}
	t, hours := theme.Light, len(r.Cells[0].Hours)
	p := &scene.Scene{W: wide, H: band + float64(lane*float64(len(r.Cells))) + 22, Title: "Load by hour of play", Says: fmt.Sprintf("What arrives at each of %s in each of %s, as the mean of the runs.", wording.Plural(len(r.Cells), "cell"), wording.Plural(hours, "hour"))}
	numbers := document.Table{Head: []string{"Cell", "Busiest hour", "Mean", "At most, in 19 runs of 20"}, Right: []int{2, 3}}
	width := (wide - label) / float64(max(1, hours))
	axis(p, r.Static, hours, width)
	for i := range r.Cells {
		b := &r.Cells[i]
		base := band + float64(lane*float64(i+1)) - 4
		p.Add(scene.Text{At: scene.Point{Y: base - 4}, Text: font.Fit(b.Cell, font.Regular, theme.Tick, label-12), Size: theme.Tick, Fill: t.Ink},
			scene.Line{A: scene.Point{X: label, Y: base + 0.5}, B: scene.Point{X: wide, Y: base + 0.5}, Stroke: t.Line2, Width: 1})
		peak := b.Peak()
		if peak < 0 {
			numbers.Rows = append(numbers.Rows, document.Plain(b.Cell, "nothing arrives", "", ""))
			continue
		}
		numbers.Rows = append(numbers.Rows, document.Plain(b.Cell, fmt.Sprintf("H+%d", peak), fmt.Sprintf("%.1f", b.Hours[peak].Mean), fmt.Sprint(b.Hours[peak].High)))
		for h, x := range b.Hours {
			if x.Mean > 0 {
				high := max(1, float64((lane-10)*x.Mean)/b.Hours[peak].Mean)
				p.Add(scene.Rect{Box: scene.Box{X: label + float64(float64(h)*width), Y: base - high, W: max(0.8, width-0.6), H: high}, Fill: t.Ink2, Tip: fmt.Sprintf("%s, H+%d: %.1f; at most %d in 19 runs of 20", b.Cell, h, x.Mean, x.High)})
			}
		}
	}
	s.Blocks = []document.Block{document.Figure{ID: "load-figure", Scene: p, Numbers: numbers, Caption: "Entries handed out or received, and messages that arrive: the mean of the runs. Each row has its own scale." + bordersSaid(r.Static)}}
	return s
}

// sheet is what one cell or agency has in hand.
func sheet(id, name string, list []*sweep.Odds, runs int, speak *wording.Speaker) document.Section {
	t := document.Table{Head: []string{"No.", "When due", "Play", "What", "Comes in", "5 · 50 · 95 % of those"}}
	for _, o := range list {
		row := document.Plain(o.Number, speak.EntryWindow(&o.Entry), speak.EntryPlay(&o.Entry), tellEntry(o), "–", "")
		row[0].Strong = true
		switch share := notation.ShareOf(int64(o.Came), int64(runs)); {
		case o.Type == "other":
		case o.Never():
			row[4] = document.Cell{Text: "✗ never", Late: true}
		default:
			row[4] = document.Cell{Text: document.Whole(share), Chip: meter(share, float64(o.Came)/float64(runs))}
		}
		if o.Varies() {
			row[5].Text = document.Whole(fmt.Sprintf("%s · %s · %s", speak.Clock.At(o.Quantile(5*sim.Percent)), speak.Clock.At(o.Quantile(50*sim.Percent)), speak.Clock.At(o.Quantile(95*sim.Percent))))
		}
		t.Rows = append(t.Rows, row)
	}
	return document.Section{ID: id, Title: name, Blocks: []document.Block{t}}
}

// tellEntry tells an entry line by line.
func tellEntry(o *sweep.Odds) string {
	lines := []string{entryText(o)}
	about := wording.EntryType(o.Type) + ", " + o.Status
	if o.To != "" {
		about += ", to " + o.To
	}
	if o.Method != "" {
		about += ", by " + o.Method
	}
	lines = append(lines, about)
	for _, x := range [...]struct{ word, text string }{{"Expected: ", o.Expected}, {"If ", o.Condition}, {"Note: ", o.Notes}} {
		if x.text != "" {
			lines = append(lines, x.word+x.text)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// meter is a share as a bar.
func meter(share string, part float64) *scene.Scene {
	t := theme.Light
	s := &scene.Scene{W: 48, H: 10, Title: share}
	s.Add(scene.Rect{Box: scene.Box{X: 0.5, Y: 0.5, W: 47, H: 9}, Hollow: true, Stroke: t.Ink, Width: 1},
		scene.Rect{Box: scene.Box{Y: 0, W: float64(48 * part), H: 10}, Fill: t.Ink2})
	return s
}
