package viewer

import (
	"entente/render/review"
	"entente/render/view"
)

// scroll moves a list by rows. Whoever draws it keeps it within the list.
func scroll(_ *review.Run, s *view.State, a view.Action) string {
	if a.N < 0 || a.N >= int(view.NumLists) {
		return ""
	}
	s.Scroll[a.N] = max(0, s.Scroll[a.N]+int(a.F))
	return ""
}

// scaleText makes text larger or smaller; layout follows.
func scaleText(_ *review.Run, s *view.State, a view.Action) string {
	if a.N == 0 {
		if s.Scale == 0 {
			return saysTextWhole
		}
		s.Scale = 0
		return ""
	}
	now := s.Scale
	if now == 0 {
		now = 100
	}
	i := 0
	for i < len(scales)-1 && scales[i] < now {
		i++
	}
	i += a.N
	if i < 0 || i >= len(scales) {
		return saysTextEnd
	}
	if s.Scale = scales[i]; s.Scale == 100 {
		s.Scale = 0
	}
	return ""
}

// showTab shows a part of the lanes' screen; large windows give it the keys.
func showTab(run *review.Run, s *view.State, a view.Action) string {
	to := view.Tab(min(max(a.N, 0), int(view.NumTabs)-1))
	if s.Tab == to && s.Screen == view.Lanes {
		return saysShown
	}
	s.Screen, s.Tab, s.Dialog, s.Item = view.Lanes, to, view.NoDialog, 0
	return ""
}

// widen makes a panel beside the lanes as wide as somebody drags it.
func widen(_ *review.Run, s *view.State, a view.Action) string {
	wide := int(a.X)
	if view.Zone(a.N) == view.LeftZone {
		if wide != 0 {
			wide = min(max(wide, leastLeft), mostLeft)
		}
		s.Left = wide
		return ""
	}
	if wide != 0 {
		wide = min(max(wide, leastRight), mostRight)
	}
	s.Right = wide
	return ""
}
