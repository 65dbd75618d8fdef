package panel_test

import (
	"testing"

	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
)

// Panels of small runs are the same to the byte on every machine.
func TestPanelsAreDrawnTheSame(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	s := view.New()
	s.Subject = panel.OutcomeLine(run, 0).Subject
	var o panel.Outcomes
	golden(t, "outcomes-two-nations", painted(1280, 676, theme.Dark, func(c *canvas.Canvas, b scene.Box) { o.Draw(c, run, &s, b) }))
	var w panel.Why
	golden(t, "why-two-nations", painted(1280, 676, theme.Light, func(c *canvas.Canvas, b scene.Box) { w.Draw(c, run, &s, b) }))
	var p panel.Inspector
	golden(t, "inspector-two-nations", painted(352, 568, theme.HighContrast, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) }))
	golden(t, "failure-truncated", painted(1280, 676, theme.Light, func(c *canvas.Canvas, b scene.Box) { panel.Failure{}.Draw(c, troubles()[0], b) }))
	pair := pairOf(t, "two-nations", 1, 2)
	var k panel.Compare
	golden(t, "compare-two-nations", painted(1280, 676, theme.Dark, func(c *canvas.Canvas, b scene.Box) { k.Draw(c, pair, &s, b) }))
}
