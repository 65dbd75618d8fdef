package atlas

import (
	_ "embed" // the licence
	"math"
)

// LonLat is a place on the globe, in degrees east and north.
type LonLat struct{ Lon, Lat float64 }

// The Equal Earth projection: Šavrič, Patterson and Jenny 2018, doi
// 10.1080/13658816.2018.1504949. Its middle is 11 degrees east, so that the map is
// cut in the Bering Strait and through no country.
const (
	a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	middle         = 11.0
	root3          = 1.7320508075688772935274463415058723669428
)

// project gives the spot of a place, in units of the grid.
func (w *world) project(p LonLat) (x, y float64) {
	lon := math.Mod(p.Lon-middle+540, 360) - 180
	t := math.Asin(float64(root3 / 2 * math.Sin(float64(p.Lat*math.Pi)/180)))
	t2 := float64(t * t)
	t6 := float64(float64(t2*t2) * t2)
	down := a1 + float64(3*a2*t2) + float64(t6*(7*a3+float64(9*a4*t2)))
	east := float64(float64(2*root3/3*math.Pi/180*lon)*math.Cos(t)) / down
	north := float64(t * (a1 + float64(a2*t2) + float64(t6*(a3+float64(a4*t2)))))
	unit := float64(w.wide) / (4 * root3 / 3 * math.Pi / a1)
	return float64(float64(w.wide)/2) + float64(east*unit), float64((pole - north) * unit)
}

// pole is how far north the pole lies from the equator.
var pole = func() float64 {
	t := math.Pi / 3
	t2 := float64(t * t)
	t6 := float64(float64(t2*t2) * t2)
	return float64(t * (a1 + float64(a2*t2) + float64(t6*(a3+float64(a4*t2)))))
}()
