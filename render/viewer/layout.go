package viewer

import (
	"entente/render/scene"
	"entente/render/view"
)

// zones are the parts of a window. The places never swap: left is now, the middle is
// the story, right is why, the bottom is time. A part that is not there is empty.
type zones struct {
	Bar    scene.Box // with the strip above it
	Tabs   scene.Box // screens
	Where  scene.Box
	Known  scene.Box
	Parts  scene.Box // tabs of the lanes' screen where there is no left
	Middle scene.Box
	Right  scene.Box
	Bottom scene.Box
	Sheet  bool // the right part lies over the middle, and only when it is asked for
	Wide   bool // of the largest sort: with second words
	Small  bool // of the smallest sort: the bar has its title and More
	Mid    bool // 900 to 1099: search is under More
}

// Heights that do not change.
const (
	stripHigh = 4
	tabsHigh  = 32
)

// layOut divides a window of a size at text of 100 %.
func layOut(s *view.State, w, h float64) zones {
	z := zones{Wide: w >= 1500, Mid: w < 1100 && w >= 900, Small: w < 900, Sheet: w < 900}
	bar, left, right, bottom := 44.0, 296.0, 352.0, 108.0
	switch {
	case z.Wide:
		bar, left, right, bottom = 52, 520, 440, 148
	case z.Mid:
		left, right, bottom = 0, 336, 96
	case z.Small:
		left, right, bottom = 0, 0, 84
	}
	if left > 0 && s.Left > 0 {
		left = float64(s.Left)
	}
	if right > 0 && s.Right > 0 {
		right = float64(s.Right)
	}
	if most := w - left - leastMiddle; right > most && right > 0 { // the story keeps its room
		right = max(most, leastRight)
	}
	if most := w - right - leastMiddle; left > most && left > 0 {
		left = max(most, leastLeft)
	}
	z.Bar = scene.Box{W: w, H: bar}
	z.Tabs = scene.Box{Y: bar, W: w, H: tabsHigh}
	top := bar + tabsHigh
	if s.Screen == view.Why {
		bottom = 0
	}
	room := scene.Box{Y: top, W: w, H: max(0, h-top-bottom)}
	z.Bottom = scene.Box{Y: top + room.H, W: w, H: min(bottom, h-top-room.H)}
	z.divideMiddle(s, room, left, right)
	return z
}

// leastMiddle is what the lanes keep however wide the panels beside them are dragged.
const leastMiddle = 360

// divideMiddle gives the parts between bar and bottom to a screen.
func (z *zones) divideMiddle(s *view.State, room scene.Box, left, right float64) {
	switch s.Screen {
	case view.Lanes:
	case view.Events, view.Records:
		left = 0
	default:
		z.Middle, z.Sheet = room, false
		return
	}
	z.Middle = scene.Box{X: left, Y: room.Y, W: room.W - left - right, H: room.H}
	if right > 0 {
		z.Right = scene.Box{X: room.W - right, Y: room.Y, W: right, H: room.H}
	} else if s.Sheet {
		wide := min(room.W, 336)
		z.Right = scene.Box{X: room.W - wide, Y: room.Y, W: wide, H: room.H}
	}
	if s.Screen != view.Lanes {
		return
	}
	if left == 0 || s.Tab != view.LaneTab {
		z.Parts = z.Middle
		z.Parts.H = min(36, z.Middle.H)
		z.Middle.Y, z.Middle.H = z.Middle.Y+z.Parts.H, z.Middle.H-z.Parts.H
	}
	if left == 0 {
		return
	}
	where := min(264, float64(room.H/2))
	if z.Wide {
		where = min(536, float64(room.H*0.58))
	}
	if isMapShown(s) { // it stands in the lanes' place
		where = 0
	}
	z.Where = scene.Box{Y: room.Y, W: left, H: where}
	z.Known = scene.Box{Y: room.Y + where, W: left, H: room.H - where}
}

// isMapShown says whether the map stands in the lanes' place.
func isMapShown(s *view.State) bool {
	return s.Tab == view.WhereTab || s.Tab == view.LaneTab && s.Place != view.Inset
}

// zoneAt is the part of the window that a point lies in.
func (z *zones) zoneAt(p scene.Point) view.Zone {
	switch {
	case z.Right.Has(p): // first: it may lie over the middle
		return view.RightZone
	case z.Bar.Has(p) || z.Tabs.Has(p):
		return view.TopZone
	case z.Where.Has(p) || z.Known.Has(p):
		return view.LeftZone
	case z.Middle.Has(p) || z.Parts.Has(p):
		return view.MiddleZone
	case z.Bottom.Has(p):
		return view.BottomZone
	}
	return view.NoZone
}

// zoneBox is where a part of the window is.
func (z *zones) zoneBox(of view.Zone) scene.Box {
	switch of {
	case view.TopZone:
		return scene.Box{W: z.Bar.W, H: z.Bar.H + z.Tabs.H}
	case view.LeftZone:
		return scene.Box{X: z.Where.X, Y: z.Where.Y, W: z.Where.W, H: z.Where.H + z.Known.H}
	case view.RightZone:
		return z.Right
	case view.BottomZone:
		return z.Bottom
	}
	return z.Middle
}
