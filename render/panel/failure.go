package panel

import (
	"fmt"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
)

// Failure is the screen of a file that cannot be looked at, or not as a whole: what is
// there and what is not, the safest thing to do first, and why.
type Failure struct{}

// Draw draws the screen.
func (Failure) Draw(c *canvas.Canvas, x *review.Trouble, box scene.Box) {
	t, f := c.Theme, &faults[x.Fault]
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	w := min(880, box.W-24)
	left, y := box.X+float64((box.W-w)/2), box.Y+min(48, float64(box.H*0.06))
	c.Fill(scene.Box{X: left, Y: y, W: 5, H: 46}, t.Late)
	y = c.Tell(left+24, y+24, w-24, 31, 2, f.headline, 26, font.SemiBold, t.Ink)
	y = c.Tell(left+24, y-8, w-24, 20, 3, f.says(x), theme.Section, font.Regular, t.Ink2)
	y += 12
	if x.Known {
		y = drawChunks(c, x, scene.Box{X: left, Y: y, W: w})
		if y+210 < box.Y+box.H { // what can be done has room before what is there
			y = drawThere(c, x, scene.Box{X: left, Y: y, W: w})
		}
	}
	y += 12
	at, command, first := left, f.command(x), f.first
	switch f.do(x).Do {
	case view.OpenFile:
		first = labelChoose
	case view.CopyText:
		first = labelCopyCommand
	}
	at = c.Button(at, y, first, "Enter", true, f.do(x))
	if first != labelChoose && at+canvas.ButtonWidth(labelChoose, "O") < left+w {
		at = c.Button(at, y, labelChoose, "O", false, view.Action{Do: view.OpenFile})
	}
	if command != "" && first != labelCopyCommand && at+canvas.ButtonWidth(labelCopyCommand, "") < left+w {
		c.Button(at, y, labelCopyCommand, "", false, view.Action{Do: view.CopyText, Text: command})
	}
	y += canvas.ButtonHeight + 26
	line := func(head, text string, w2 font.Weight, ink theme.Colour) {
		if text == "" || y > box.Y+box.H-12 {
			return
		}
		c.Say(left, y, head, theme.Body, font.SemiBold, t.Ink)
		y = c.Tell(left+60, y, w-60, 18, 2, text, theme.Body, w2, ink) + 4
	}
	why := ""
	if x.Err != nil {
		why = wording.Upper(x.Err.Error())
	}
	line(labelWhyShort, why, font.Regular, t.Ink2)
	line(labelSave, command, font.Medium, t.Ink)
	line(labelCode, codeOf(x), font.Regular, t.Ink3)
}

// FirstOf is the safest thing to do about a file: what Enter does.
func FirstOf(x *review.Trouble) view.Action { return faults[x.Fault].do(x) }

// codeOf is a fault in one line, for who asks others about it.
func codeOf(x *review.Trouble) string {
	words := faults[x.Fault].code
	if x.Offset >= 0 {
		return fmt.Sprintf("%s · byte %s of %s · %s", words, wording.Thousands(uint64(x.Offset)), wording.Thousands(uint64(x.Size)), x.File)
	}
	return fmt.Sprintf("%s · %s bytes · %s", words, wording.Thousands(uint64(x.Size)), x.File)
}

// mostChunks that a picture of a file has; of more, each box is some of them.
const mostChunks = 60

// drawChunks draws a file as the boxes that it is made of: whole, cut off, missing.
func drawChunks(c *canvas.Canvas, x *review.Trouble, b scene.Box) float64 {
	t := c.Theme
	broken := x.Fault == review.Truncated || x.Fault == review.Damaged
	if broken && len(x.Holes) > 0 {
		return drawHoles(c, x, b)
	}
	whole, missing, cut := x.Chunks, 0, 0
	if broken {
		missing, cut = x.Missing, 1
	}
	all := whole + missing + cut
	boxes := min(all, mostChunks)
	share := func(n int) int { return (n*boxes + all/2) / all }
	full := max(1, share(whole))
	if broken {
		full = min(full, boxes-1)
	}
	each := b.W / float64(boxes)
	y := b.Y + 20
	for i := range boxes {
		box := scene.Box{X: b.X + float64(each*float64(i)), Y: y, W: max(1, each-2), H: 34}
		switch {
		case i < full:
			c.Fill(box, t.Ink2)
		case i == full && broken:
			c.Frame(box, t.Late, 2, 0)
			c.Scene.Line(&scene.Line{A: scene.Point{X: box.X, Y: box.Y + box.H}, B: scene.Point{X: box.X + box.W, Y: box.Y}, Stroke: t.Late, Width: 2})
		default:
			c.Dashed(box, t.Line2)
		}
	}
	at := b.X + float64(each*float64(full))
	c.Say(b.X, b.Y+12, wording.Plural(whole, "chunk")+" whole", theme.Note, font.Medium, t.Ink2)
	edge := x.Clock.At(x.Last)
	if broken {
		labels := scene.NewPlacer(scene.Box{X: b.X, Y: b.Y, W: b.W, H: 90}.Grow(6))
		labels.Take(scene.Text{At: scene.Point{X: b.X, Y: b.Y + 12}, Text: wording.Plural(whole, "chunk") + " whole", Size: theme.Note, Weight: font.Medium}.Box())
		gone := scene.Text{At: scene.Point{X: b.X + b.W, Y: b.Y + 12}, Text: fmt.Sprintf("about %s missing", wording.Thousands(missing)), Size: theme.Note, Fill: t.Ink3, Anchor: scene.End}
		c.PlaceText(labels, gone)
		middle := scene.Text{At: scene.Point{X: at + float64(each/2), Y: b.Y + 12}, Text: "1 " + faults[x.Fault].cut, Size: theme.Note, Weight: font.Medium, Fill: t.Late, Anchor: scene.Middle}
		right := middle
		right.Anchor, right.At.X = scene.Start, at
		c.PlaceText(labels, middle, right)
		when := scene.Text{At: scene.Point{X: at, Y: y + 50}, Text: edge, Size: theme.Note, Weight: font.SemiBold, Fill: t.Ink, Anchor: scene.Middle}
		c.PlaceText(labels, when)
		c.PlaceText(labels, scene.Text{At: scene.Point{X: b.X, Y: y + 50}, Text: x.Clock.At(0), Size: theme.Note, Fill: t.Ink3})
		c.PlaceText(labels, scene.Text{At: scene.Point{X: b.X + b.W, Y: y + 50}, Text: x.Clock.At(x.End), Size: theme.Note, Fill: t.Ink3, Anchor: scene.End})
	} else {
		c.Say(b.X, y+50, x.Clock.At(0), theme.Note, font.Regular, t.Ink3)
		c.SayEnd(b.X+b.W, y+50, edge, theme.Note, font.Regular, t.Ink3)
	}
	return y + 66
}

// drawHoles draws a file with broken parts in its middle: where in it they are.
func drawHoles(c *canvas.Canvas, x *review.Trouble, b scene.Box) float64 {
	t, all := c.Theme, x.Chunks+len(x.Holes)
	boxes := min(all, mostChunks)
	each, y, is := float64(b.W/float64(boxes)), b.Y+20, make([]bool, boxes)
	for i := range x.Holes {
		is[min(boxes-1, int(x.Holes[i].Damage.Offset*int64(boxes)/max(1, x.Size)))] = true
	}
	for i := range boxes {
		box := scene.Box{X: b.X + float64(each*float64(i)), Y: y, W: max(1, each-2), H: 34}
		if !is[i] {
			c.Fill(box, t.Ink2)
			continue
		}
		c.Frame(box, t.Late, 2, 0)
		c.Scene.Line(&scene.Line{A: scene.Point{X: box.X, Y: box.Y + box.H}, B: scene.Point{X: box.X + box.W, Y: box.Y}, Stroke: t.Late, Width: 2})
	}
	c.Say(b.X, b.Y+12, wording.Plural(x.Chunks, "chunk")+" whole", theme.Note, font.Medium, t.Ink2)
	c.SayEnd(b.X+b.W, b.Y+12, wording.Thousands(len(x.Holes))+" "+faults[x.Fault].cut, theme.Note, font.Medium, t.Late)
	c.Say(b.X, y+50, x.Clock.At(0), theme.Note, font.Regular, t.Ink3)
	c.SayEnd(b.X+b.W, y+50, x.Clock.At(x.Last), theme.Note, font.Regular, t.Ink3)
	return y + 66
}

// drawThere draws a table of what is there and what is not.
func drawThere(c *canvas.Canvas, x *review.Trouble, b scene.Box) float64 {
	t, y := c.Theme, b.Y
	part := x.Fault == review.Truncated || x.Fault == review.Damaged
	row := func(held bool, name, there, not string) {
		c.Rule(b.X, y+0.5, b.X+b.W, y+0.5, t.Line)
		c.Tick(scene.Point{X: b.X + 9, Y: y + 15}, held)
		third := float64(b.W / 3)
		c.SayIn(b.X+26, y+20, third-26, name, theme.Body, font.Medium, t.Ink)
		c.SayIn(b.X+third+20, y+20, third-24, there, theme.Body, font.Regular, t.Ink)
		c.SayEnd(b.X+b.W, y+20, c.Fit(not, font.Regular, theme.Body, third-10), theme.Body, font.Regular, t.Ink3)
		y += 30
	}
	gone, until := "none missing", "all of it"
	if part {
		gone, until = fmt.Sprintf("about %s missing", wording.Thousands(uint64(x.Gone))), "up to "+x.Clock.At(x.Last)
	}
	if len(x.Holes) > 0 {
		missing := int64(0)
		for i := range x.Holes {
			missing += x.Holes[i].Missing()
		}
		gone, until = wording.Thousands(uint64(missing))+" missing", "around what is missing"
	}
	if x.Fault == review.Newer {
		gone = wording.Thousands(x.Unknown) + " not understood"
	}
	row(x.Records > 0, labelRecords, wording.Thousands(uint32(x.Records))+" readable", gone)
	row(x.Keyframes > 0, "Seeking", wording.Plural(x.Keyframes, "keyframe"), "jumps stay fast")
	if x.Sources {
		row(true, "Scenario, seed, version", "present", "the run can be repeated")
	} else {
		row(false, "Scenario, seed, version", "without the scenario's text", "the run cannot be repeated from it")
	}
	switch {
	case part:
		row(false, "Digest", "cannot be checked", "it is written at the end of the file")
	case x.Fault == review.Newer:
		row(false, "Digest", "is not checked", "a newer version made it")
	case x.Fault == review.Changed:
		row(false, "Digest", "is that of other records", "do not rely on it")
	}
	if x.Fault == review.Changed {
		row(false, "Report, measures", until, "marked UNVERIFIED")
	} else {
		row(true, "Report, measures", until, "marked partial")
	}
	c.Rule(b.X, y+0.5, b.X+b.W, y+0.5, t.Line)
	return y + 8
}
