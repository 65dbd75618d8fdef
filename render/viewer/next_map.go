package viewer

import (
	"entente/render/panel"
	"entente/render/review"
	"entente/render/view"
)

// switchMap shows the map in another place: a chosen one, or the next, where invented
// nations have the ring alone.
func switchMap(run *review.Run, s *view.State, a view.Action) string {
	if s.Screen != view.Lanes { // it stands nowhere else: show it
		s.Screen, s.Place = view.Lanes, max(s.Place, view.Whole)
		return ""
	}
	next := (s.Place + 1) % view.NumPlaces
	if a.N > 0 {
		next = view.Place(a.N-1) % view.NumPlaces
	} else if next == view.Ring && !panel.HasWorld(run) {
		next = view.Inset
	}
	if s.Tab == view.WhereTab && next == view.Inset {
		s.Tab = view.LaneTab
	}
	s.Place = next
	return ""
}

// zoomMap makes the map larger or smaller, and moves it so that what is held stays.
func zoomMap(_ *review.Run, s *view.State, a view.Action) string {
	was := max(s.Zoom, 1)
	z := min(max(float64(was*a.F), 1), 32)
	if z < 1+1e-6 {
		z = 1
	}
	if z == was {
		return saysMapEnd
	}
	if s.Zoom = z; z == 1 {
		s.Zoom, s.Pan = 0, [2]float64{}
		return ""
	}
	return panMap(nil, s, a)
}

func panMap(_ *review.Run, s *view.State, a view.Action) string {
	s.Pan[0] = min(max(s.Pan[0]+a.X, -1), 1)
	s.Pan[1] = min(max(s.Pan[1]+a.Y, -1), 1)
	return ""
}
