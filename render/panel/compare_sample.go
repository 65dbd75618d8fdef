package panel

import (
	"fmt"
	"math"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/notation"
)

// mostSampled is how many measures are drawn with what they come to over many runs.
const mostSampled = 8

// sampled says what many runs came to, of which these are two: of each measure that an
// option changes the range and the difference with its interval.
func (p *Compare) sampled(c *canvas.Canvas, x, w float64) (list []canvas.Block) {
	t, s := c.Theme, p.pair.Sample
	list = append(list, c.HeadBlock(x, headSample), c.TextBlock(x, w, 3, sampleNote(s), theme.Note, font.Regular, t.Ink3))
	alike, shown := 0, 0
	for i := range s.Figures {
		f := &s.Figures[i]
		differs := false
		for k := range f.Options {
			differs = differs || f.Options[k].Less.Differs()
		}
		switch {
		case !differs:
			alike++
		case shown < mostSampled:
			shown++
			list = append(list, p.sampleBlock(c, f, s.Level, x, w))
		default:
			shown++
		}
	}
	words := fmt.Sprintf("%s: no difference that the interval carries.", wording.Plural(alike, "other measure"))
	if shown > mostSampled {
		words = fmt.Sprintf("%s more; ", wording.Plural(shown-mostSampled, "measure")) + words
	}
	return append(list, c.TextBlock(x, w, 2, words, theme.Note, font.Regular, t.Ink3))
}

// sampleNote says of what the numbers are.
func sampleNote(s *review.Sample) string {
	n := 0
	for i := range s.Figures {
		for k := range s.Figures[i].Options {
			n = max(n, s.Figures[i].Options[k].Runs)
		}
	}
	runs := wording.Plural(n, "run")
	if s.Paired {
		runs = wording.Plural(n, "paired run")
	}
	return fmt.Sprintf("Study %s, %s of each option. Line: from 5 to 95 %% of the runs, with the median. A and B: the two runs shown here.", s.Study, runs)
}

// sampleRow is one line of a sampled measure.
type sampleRow struct {
	name              string
	low, high, median *float64
	ranged            bool
	runs, never       int
	dots              []sampleDot
}

// sampleDot is what one of the two runs came to.
type sampleDot struct {
	letter string
	value  float64
}

// sampleRows are the options of a measure, with the two runs where they belong: the first
// is one of the baseline, the second one of the only other option. With more options
// nobody says of which it is.
func (p *Compare) sampleRows(f *review.SampleFigure) (list []sampleRow) {
	for i := range f.Options {
		o := &f.Options[i]
		list = append(list, sampleRow{name: o.Name, low: o.Low, high: o.High, median: o.Median, ranged: true, runs: o.Runs, never: o.Never})
	}
	if len(list) > 2 {
		list = append(list, sampleRow{name: "these two"})
	}
	for i, run := range []*review.Run{p.pair.A, p.pair.B} {
		measured, err := run.Measured()
		if err != nil {
			continue
		}
		if v, counts := f.Read(&measured.Results); counts && v.OK {
			at := &list[min(i, len(list)-1)]
			if len(f.Options) > 2 {
				at = &list[len(list)-1]
			}
			at.dots = append(at.dots, sampleDot{letter(i == 1), v.V})
		}
	}
	return list
}

// sampleSpan is the stretch of values that the rows need.
func sampleSpan(rows []sampleRow) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	take := func(v float64) { low, high = min(low, v), max(high, v) }
	for i := range rows {
		for _, v := range []*float64{rows[i].low, rows[i].median, rows[i].high} {
			if v != nil {
				take(*v)
			}
		}
		for _, d := range rows[i].dots {
			take(d.value)
		}
	}
	if low > high {
		return 0, 1
	}
	if low == high {
		return low - 0.5, high + 0.5
	}
	return low, high
}

// sampleBlock is one measure over many runs: the difference in words, and a line for
// each option.
func (p *Compare) sampleBlock(c *canvas.Canvas, f *review.SampleFigure, level, x, w float64) canvas.Block {
	t := c.Theme
	const each, foot = 19.0, 18.0
	rows := p.sampleRows(f)
	name := c.TextBlock(x, w, 2, wording.Upper(p.pair.A.Speak.Terms.Figure(f.ID)), theme.Body, font.Medium, t.Ink)
	words := c.TextBlock(x, w, 3, sampleWords(f, level), theme.Note, font.Regular, t.Ink2)
	label := float64(w * 0.3)
	for _, r := range rows {
		label = min(label, max(label, font.Width(r.name, font.Regular, theme.Note)+10))
	}
	high := name.High + words.High + float64(each*float64(len(rows))) + foot + 6
	return canvas.Block{High: high, Draw: func(y float64) {
		c.Rule(x, y+0.5, x+w, y+0.5, t.Line)
		name.Draw(y)
		words.Draw(y + name.High)
		top := y + name.High + words.High + 2
		low, most := sampleSpan(rows)
		area := scene.Box{X: x + label, W: w - label - 14}
		at := func(v float64) float64 {
			return canvas.SnapToPixel(area.X + float64(area.W*float64((v-low)/(most-low))))
		}
		for i := range rows {
			p.drawSampleRow(c, &rows[i], scene.Box{X: x, Y: top + float64(each*float64(i)), W: w, H: each}, label, at)
		}
		under := top + float64(each*float64(len(rows))) + 11
		c.Say(area.X, under, sampleValue(f.Figure, low), theme.Tick, font.Regular, t.Ink3)
		c.SayEnd(area.X+area.W, under, sampleValue(f.Figure, most), theme.Tick, font.Regular, t.Ink3)
	}}
}

// drawSampleRow draws the range of one option, and the run that is one of it.
func (p *Compare) drawSampleRow(c *canvas.Canvas, r *sampleRow, b scene.Box, label float64, at func(float64) float64) {
	t, mid := c.Theme, canvas.SnapToPixel(b.Y+float64(b.H/2))
	c.SayIn(b.X, mid+4, label-8, r.name, theme.Note, font.Regular, t.Ink2)
	line := func(from, to float64, ink theme.Colour, width float64) {
		c.Scene.Line(&scene.Line{A: scene.Point{X: from, Y: mid}, B: scene.Point{X: to, Y: mid}, Stroke: ink, Width: width})
	}
	switch end := b.X + b.W; {
	case !r.ranged:
	case r.low == nil: // even the earliest never came
		c.Say(b.X+label, mid+4, wordNeverCame, theme.Tick, font.Regular, t.Ink3)
	case r.high == nil:
		line(at(*r.low), end-8, t.Ink3, 3)
		mark.OtherStroke(t).Draw(&c.Scene, scene.Point{X: end - 8, Y: mid}, scene.Point{X: end, Y: mid})
	default:
		line(at(*r.low), max(at(*r.high), at(*r.low)+2), t.Ink3, 3)
	}
	if r.median != nil {
		x := at(*r.median)
		c.Scene.Line(&scene.Line{A: scene.Point{X: x, Y: mid - 5}, B: scene.Point{X: x, Y: mid + 5}, Stroke: t.Ink, Width: 2})
	}
	for _, d := range r.dots {
		x := at(d.value)
		c.Scene.Rect(&scene.Rect{Box: scene.Box{X: x - 6, Y: mid - 6, W: 12, H: 12}, Fill: t.Ink, Radius: 2})
		c.SayMid(x, mid+3.5, d.letter, theme.Tick-1, font.SemiBold, t.Ground[1])
	}
}

// sampleWords says by how much each option differs from the baseline.
func sampleWords(f *review.SampleFigure, level float64) string {
	text := ""
	for i := range f.Options[1:] {
		o := &f.Options[i+1]
		if o.Less == nil {
			continue
		}
		if text != "" {
			text += "; "
		}
		text += fmt.Sprintf("%s against %s: %s (%s to %s at %s)", o.Name, f.Options[0].Name, sampleLess(f.Figure, o.Less.Value), sampleLess(f.Figure, o.Less.Low), sampleLess(f.Figure, o.Less.High), notation.Share(level))
		if o.Never > 0 {
			text += fmt.Sprintf(", never in %s of %s", wording.Thousands(o.Never), wording.Thousands(o.Runs))
		}
	}
	return text
}

// sampleValue writes a value of a figure.
func sampleValue(f *measure.Figure, v float64) string { return wording.Number(f.Unit, v) }

// sampleLess writes a difference of a figure, with its sign.
func sampleLess(f *measure.Figure, v float64) string {
	text := ""
	switch f.Unit {
	case measure.Duration, measure.Margin:
		text = wording.Lasting(sim.Time(v))
	default:
		text = wording.Number(f.Unit, v)
	}
	if v > 0 && text[0] != '+' {
		text = "+" + text
	}
	return text
}

// unsampled says that two runs are no sample, and how the interval is come by.
func (p *Compare) unsampled(c *canvas.Canvas, x, w float64) []canvas.Block {
	t, name := c.Theme, p.pair.A.Static.Scenario
	note := noteStudy
	lines := []string{"entente sweep new " + name + " > study.yaml", "entente sweep run study.yaml -o results", "entente sweep analyze results --json > study.json"}
	switch {
	case p.pair.Settings():
		note, lines = noteOneSetting, []string{"entente run " + name + " --reps 200"}
	case p.pair.Branched():
		note = noteBranch
	}
	all := ""
	list := []canvas.Block{c.HeadBlock(x, headSample), c.TextBlock(x, w, 4, note, theme.Body, font.Regular, t.Ink2), c.GapBlock(0, 0, false)}
	for _, l := range lines {
		all += l + "\n"
		list = append(list, canvas.Block{High: 22, Draw: func(y float64) {
			c.Fill(scene.Box{X: x, Y: y, W: w, H: 21}, t.Ground[0])
			c.SayIn(x+8, y+15, w-16, l, theme.Note, font.Regular, t.Ink)
		}})
	}
	return append(list, c.GapBlock(0, 0, false), canvas.Block{High: 34, Draw: func(y float64) {
		c.Button(x, y, labelCopyWay, "", false, view.Action{Do: view.CopyText, Text: all})
	}})
}
