package viewer

import (
	"entente/render/lanes"
	"entente/render/look"
	"entente/render/view"
)

// lightPointed takes what lies under the pointer as what is lit.
func (v *Viewer) lightPointed() {
	v.lit = view.Subject{}
	if h := v.hovered(); h != nil {
		v.lit = h.Subject
	}
}

// drawLit outlines what lies under the pointer wherever it is shown, and moves nothing.
func (v *Viewer) drawLit() {
	c := &v.canvas
	if v.lit.Topic == view.Nothing {
		return
	}
	for i := range c.Hits {
		h := &c.Hits[i]
		if h.Map != nil || !look.Same(v.Run, &h.Subject, &v.lit) || look.UptoNow(&v.State) && lanes.Untold(v.Run, &h.Subject, v.State.At) {
			continue
		}
		c.Clip(v.zones.zoneBox(v.zones.zoneAt(middleOf(h.Box))))
		c.Frame(h.Box.Grow(2), c.Theme.Ink, 1.5, 2)
		c.Unclip()
	}
}
