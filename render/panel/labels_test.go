package panel_test

import (
	"testing"

	"entente/render/canvas"
	"entente/render/rendertest"
	"entente/render/scene"
	"entente/render/theme"
)

// faults says which labels of a canvas overlap or leave their room.
func faults(c *canvas.Canvas) []string { return rendertest.Faults(&c.Scene, false) }

// frames are the sizes at which panels are tried: windows of the usual sizes at text
// of 80 to 200 %.
var frames = []scene.Box{{W: 1600, H: 900}, {W: 1280, H: 720}, {W: 853, H: 480}, {W: 640, H: 360}, {W: 2400, H: 1350}, {W: 1920, H: 1080}, {W: 960, H: 540}}

// legible holds that a panel has no label over another and none outside its room, at
// all sizes.
func legible(t *testing.T, name string, draw func(c *canvas.Canvas, box scene.Box)) {
	t.Helper()
	if *sheets != "" {
		sheet(t, name+"-dark-1280", painted(1280, 676, theme.Dark, draw))
		sheet(t, name+"-light-1920", painted(1920, 1028, theme.Light, draw))
	}
	for _, f := range frames {
		for _, found := range faults(painted(f.W, f.H, theme.Dark, draw)) {
			t.Errorf("%s at %.0f x %.0f: %s", name, f.W, f.H, found)
		}
	}
}
