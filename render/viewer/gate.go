package viewer

import (
	"strings"

	"entente/render/font"
	"entente/render/mark"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay"
	"entente/replay/measure"
	"entente/sim/journal"
)

// Gate is what is shown before there is a run: the library where nothing was opened,
// how far a file is that is coming, or what is wrong with one. The first of them that
// is there is shown.
type Gate struct {
	Trouble  *review.Trouble
	Progress *panel.Progress
	Cards    []panel.Card
	Chosen   int // of the cards
}

// Closed shows a gate instead of a run. What is chosen there comes as a Request:
// OpenAnyway, OpenNamed, ChooseFile.
func Closed(g *Gate) *Viewer {
	st := &journal.Static{Things: make([]journal.Thing, 1)}
	run, err := review.Open(measure.NewTrace(st).Lookup(), replay.Meta{}, nil)
	if err != nil {
		panic(err) // of no record at all
	}
	v := New(run)
	v.Gate = g
	return v
}

// drawGate draws a gate with a bar of its own.
func (v *Viewer) drawGate() {
	c, t, g := &v.canvas, v.theme(), v.Gate
	c.Reset(v.wide, v.high, t)
	v.drawn, v.stale = v.State, false
	const bar = 44.0
	c.Fill(scene.Box{W: v.wide, H: v.high}, t.Ground[1])
	v.drawStrip()
	mid := (bar + stripHigh) / 2
	mark.Brand(&c.Scene, scene.Point{X: 28, Y: mid}, 8, t.Ink)
	c.Say(48, mid+5, labelProduct, theme.Section, font.SemiBold, t.Ink)
	x := 48 + font.Width(labelProduct, font.SemiBold, theme.Section) + 20
	box := scene.Box{Y: bar, W: v.wide, H: v.high - bar}
	title := ""
	switch {
	case g.Trouble != nil:
		title = g.Trouble.File
		panel.Failure{}.Draw(c, g.Trouble, box)
	case g.Progress != nil:
		title = g.Progress.File
		panel.Loading{}.Draw(c, g.Progress, box)
	default:
		panel.Start{}.Draw(c, g.Cards, g.Chosen, box)
	}
	c.SayIn(x, mid+5, v.wide-x-20, title, theme.Section, font.SemiBold, t.Ink)
	c.Rule(0, bar-0.5, v.wide, bar-0.5, t.Line)
	v.drawNotice()
	c.Scene.Title = labelProduct
}

// pressGate takes a key at a gate.
func (v *Viewer) pressGate(key string) bool {
	g := v.Gate
	step := map[string]int{"ArrowLeft": -1, "ArrowUp": -2, "ArrowRight": 1, "ArrowDown": 2, "Tab": 1}[key]
	switch {
	case key == "Enter" && g.Trouble != nil:
		v.Do(panel.FirstOf(g.Trouble))
	case key == "Enter" && g.Progress == nil && g.Chosen < len(g.Cards):
		v.Do(view.Action{Do: view.OpenFile, Text: g.Cards[g.Chosen].Name})
	case strings.EqualFold(key, "o"):
		v.Do(view.Action{Do: view.OpenFile})
	case strings.EqualFold(key, "t"):
		v.Do(view.Action{Do: view.NextLook})
	case step != 0 && g.Trouble == nil && len(g.Cards) > 0:
		g.Chosen = min(max(0, g.Chosen+step), len(g.Cards)-1)
		v.stale = true
	default:
		return false
	}
	return true
}

// performAtGate does what is pressed at a gate, and says whether that is all.
func (v *Viewer) performAtGate(a view.Action) bool {
	switch a.Do {
	case view.Accept:
		v.request(Request{Do: OpenAnyway})
	case view.OpenFile:
		if a.Text == "" {
			return false
		}
		v.request(Request{Do: OpenNamed, Name: a.Text})
	case view.StepTour:
		if g := v.Gate; len(g.Cards) > 0 {
			v.request(Request{Do: OpenNamed, Name: g.Cards[g.Chosen].Name, Text: "tour=1"})
		}
	case view.CopyText:
		v.request(Request{Do: CopyText, Text: a.Text})
		v.say(saysCopiedText)
	default:
		return a.Do != view.NextLook && a.Do != view.ScaleText
	}
	return true
}
