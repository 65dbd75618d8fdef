package panel

import (
	"fmt"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/wording"
)

// Loading is the screen of a replay of which nothing has come yet: where everything
// will be, and how far it is.
type Loading struct{}

// Progress is how far the opening of a file is.
type Progress struct {
	File    string
	Got, Of int64 // bytes; Of 0: unknown
}

// Draw draws the screen.
func (Loading) Draw(c *canvas.Canvas, x *Progress, box scene.Box) {
	t := c.Theme
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[0])
	side := min(352, float64(box.W*0.45))
	right := scene.Box{X: box.X + box.W - side, Y: box.Y, W: side, H: box.H}
	const lanes = 12
	each := float64((box.H - 60) / lanes)
	for i := range lanes {
		y := box.Y + 60 + float64(each*float64(i))
		c.Rule(box.X, y+0.5, right.X, y+0.5, t.Line)
		c.Scene.Rect(&scene.Rect{Box: scene.Box{X: box.X + 12, Y: y + float64(each/2) - 8, W: 32, H: 16}, Fill: t.Ground[2], Radius: 2})
		mid := y + float64(each/2)
		mark.Dashes(&c.Scene, scene.Point{X: box.X + 80, Y: mid}, scene.Point{X: right.X - 16, Y: mid}, 1.5, 5, t.Line2, 1)
	}
	c.Fill(right, t.Ground[1])
	c.Rule(right.X+0.5, right.Y, right.X+0.5, right.Y+right.H, t.Line2)
	done, note := 0.0, wording.Thousands(uint64(x.Got))+" bytes"
	if x.Of > 0 {
		done = min(1, float64(x.Got)/float64(x.Of))
		note = fmt.Sprintf("%s of %s bytes", wording.Thousands(uint64(x.Got)), wording.Thousands(uint64(x.Of)))
	}
	drawProgress(c, right.X+20, right.Y+36, right.W-40, x.File, done, note)
}

// drawProgress draws how far something is: its name, a bar, and a line.
func drawProgress(c *canvas.Canvas, x, y, w float64, file string, done float64, note string) {
	t := c.Theme
	c.Say(x, y, headOpening, 15, font.SemiBold, t.Ink)
	c.SayIn(x, y+20, w, file, theme.Body, font.Regular, t.Ink3)
	c.Scene.Rect(&scene.Rect{Box: scene.Box{X: x, Y: y + 36, W: w, H: 6}, Fill: t.Ground[3], Radius: 2})
	c.Scene.Rect(&scene.Rect{Box: scene.Box{X: x, Y: y + 36, W: float64(w * done), H: 6}, Fill: t.Ink, Radius: 2})
	c.SayIn(x, y+62, w, note, theme.Body, font.Regular, t.Ink2)
}

// drawArriving tells how much of a run has been loaded.
func drawArriving(c *canvas.Canvas, run *review.Run, x, y, w float64) {
	n, of := run.Loaded()
	note := fmt.Sprintf("%s of %s", wording.Thousands(uint32(n)), wording.Plural(int(of), "record"))
	drawProgress(c, x, y+18, w, run.Static.Title, float64(n)/float64(of), note)
	c.Tell(x, y+102, w, 18, 3, noteArriving, theme.Body, font.Regular, c.Theme.Ink2)
	c.Rule(x, y+150.5, x+w, y+150.5, c.Theme.Line)
}
