package panel

import (
	"slices"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
)

// Start is the screen of a viewer without a replay: what it is for, where a replay can
// be dropped, and the library.
type Start struct{}

// Card is a scenario of the library.
type Card struct {
	Name  string
	Title string
	Line  string      // what it is about
	Run   *review.Run // of which the picture is drawn; nil: not made yet
}

// Draw draws the screen. The chosen card has an outline; -1: none.
func (Start) Draw(c *canvas.Canvas, cards []Card, chosen int, box scene.Box) {
	t := c.Theme
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	left, right := scene.Box{X: box.X + 32, Y: box.Y + 24, W: 330, H: box.H - 40}, scene.Box{X: box.X + 394, Y: box.Y + 24, W: box.W - 426, H: box.H - 40}
	if box.W < 900 {
		left.X, left.W = box.X+20, box.W-40
		right = scene.Box{}
	}
	y := left.Y + 26
	for _, line := range promise {
		c.SayIn(left.X, y, left.W, line, 24, font.SemiBold, t.Ink)
		y += 30
	}
	y = drawDrop(c, scene.Box{X: left.X, Y: y - 4, W: left.W, H: min(196, max(110, left.Y+left.H-y-120))})
	if y+90 < left.Y+left.H {
		c.Say(left.X, y+22, headMakeOne, theme.Body, font.SemiBold, t.Ink)
		y += 34
		for _, command := range [...]string{"entente run twelve-nations -o a.mcap", "entente-view a.mcap"} {
			b := scene.Box{X: left.X, Y: y, W: left.W, H: 28}
			c.Fill(b, t.Ground[0])
			c.SayIn(b.X+12, y+18, b.W-24, command, theme.Body, font.Regular, t.Ink2)
			c.Hit(canvas.Hit{Box: b, Do: view.Action{Do: view.CopyText, Text: command}, Tip: labelCopyCommand})
			y += 33
		}
	}
	if right.W > 0 {
		drawLibrary(c, cards, chosen, right)
	}
}

// drawDrop is where a replay can be dropped.
func drawDrop(c *canvas.Canvas, b scene.Box) float64 {
	t := c.Theme
	c.Fill(b, t.Ground[0])
	c.Dashed(b, t.Edge)
	mid, y := b.X+float64(b.W/2), b.Y+float64(b.H/2)-34
	c.SayMid(mid, y, labelDrop, theme.Heading-2, font.SemiBold, t.Ink)
	c.SayMid(mid, y+24, noteDrop, theme.Body, font.Regular, t.Ink2)
	wide := canvas.ButtonWidth(labelOpenFile, "O")
	c.Button(mid-float64(wide/2), y+38, labelOpenFile, "O", true, view.Action{Do: view.OpenFile})
	if b.H > 150 {
		c.SayMid(mid, y+92, noteStay, theme.Note, font.Regular, t.Ink3)
	}
	return b.Y + b.H
}

// drawLibrary is the library as cards with the picture of each.
func drawLibrary(c *canvas.Canvas, cards []Card, chosen int, b scene.Box) {
	t := c.Theme
	c.Say(b.X, b.Y+18, headLibrary, theme.Section, font.SemiBold, t.Ink)
	wide := font.Width(labelTour, font.Medium, theme.Body)
	c.Say(b.X+b.W-wide, b.Y+18, labelTour, theme.Body, font.Medium, t.Ink)
	c.Rule(b.X+b.W-wide, b.Y+22.5, b.X+b.W, b.Y+22.5, t.Edge)
	c.Hit(canvas.Hit{Box: scene.Box{X: b.X + b.W - wide - 6, Y: b.Y, W: wide + 12, H: 28}, Do: view.Action{Do: view.StepTour, N: 1}, Tip: labelTour})
	const gap = 16.0
	sides := 2
	if b.W > 1200 {
		sides = 3
	}
	rows := max(1, min((len(cards)+sides-1)/sides, int((b.H-30)/150)))
	w := float64((b.W - float64(gap*float64(sides-1))) / float64(sides))
	h := min(float64((b.H-34-float64(gap*float64(rows-1)))/float64(rows)), 260)
	for i := range cards[:min(len(cards), rows*sides)] {
		k := scene.Box{X: b.X + float64((w+gap)*float64(i%sides)), Y: b.Y + 34 + float64((h+gap)*float64(i/sides)), W: w, H: h}
		drawCard(c, &cards[i], k, i == chosen)
	}
}

func drawCard(c *canvas.Canvas, x *Card, b scene.Box, chosen bool) {
	t := c.Theme
	c.Scene.Rect(&scene.Rect{Box: b, Fill: t.Ground[2], Stroke: t.Line2, Width: 1, Radius: 4})
	thumb := scene.Box{X: b.X + 1, Y: b.Y + 1, W: b.W - 2, H: b.H - 60}
	c.Fill(thumb, t.Ground[0])
	drawThumb(c, x.Run, scene.Box{X: thumb.X + 14, Y: thumb.Y + 12, W: thumb.W - 28, H: thumb.H - 24})
	c.SayIn(b.X+14, b.Y+b.H-38, b.W-28, x.Title, theme.Body, font.SemiBold, t.Ink)
	c.SayIn(b.X+14, b.Y+b.H-19, b.W-28, x.Line, theme.Note, font.Regular, t.Ink2)
	if chosen {
		c.Frame(b, t.Ink, 2, 4)
	}
	c.Hit(canvas.Hit{Box: b, Do: view.Action{Do: view.OpenFile, Text: x.Name}, Tip: x.Title})
}

// drawThumb draws the way to a run's worst outcome, small and without words.
func drawThumb(c *canvas.Canvas, run *review.Run, b scene.Box) {
	t := c.Theme
	if run == nil || len(run.Outcomes) == 0 {
		for i := range 4 {
			y := b.Y + float64(float64(b.H*(float64(i)+0.5))/4)
			mark.Dashes(&c.Scene, scene.Point{X: b.X, Y: y}, scene.Point{X: b.X + b.W, Y: y}, 1.5, 5, t.Line2, 1)
		}
		return
	}
	k := longestPath(run)
	if k == nil {
		return
	}
	lanes := k.lanes(6)
	high := float64(b.H / float64(max(2, len(lanes))))
	thick := min(12, float64(high*0.5))
	lane := func(i int) float64 { return b.Y + float64(high*(float64(i)+0.5)) }
	for i := range lanes {
		mark.Dashes(&c.Scene, scene.Point{X: b.X, Y: lane(i)}, scene.Point{X: b.X + b.W, Y: lane(i)}, 1.5, 5, t.Line2, 1)
	}
	x := func(i int) float64 { return b.X + float64(b.W*float64(i))/float64(len(k.rows)) } // each passage as wide as the next
	for i := range k.rows {
		p := &k.rows[i]
		n := slices.Index(lanes, p.lane)
		if n < 0 {
			continue
		}
		c.Bar(scene.Box{X: x(i), Y: lane(n) - float64(thick/2), W: max(2, x(i+1)-x(i)-1), H: thick}, p.delay, "")
		if i+1 < len(k.rows) {
			if m := slices.Index(lanes, k.rows[i+1].lane); m >= 0 && m != n {
				aside := float64(thick / 2)
				if m < n {
					aside = -aside
				}
				mark.OtherStroke(t).Draw(&c.Scene, scene.Point{X: x(i + 1), Y: lane(n)}, scene.Point{X: x(i + 1), Y: lane(m) - aside})
			}
		}
	}
}

// longestPath is the way to the outcome that went through the most places.
func longestPath(run *review.Run) (best *path) {
	for i := range run.Outcomes {
		if !run.Outcomes[i].Explained {
			continue
		}
		if k := pathOf(run, run.Outcomes[i].Why, false); len(k.rows) > 0 && (best == nil || len(k.lanes(8)) > len(best.lanes(8))) {
			best = k
		}
	}
	return best
}
