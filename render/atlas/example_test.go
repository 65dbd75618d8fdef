package atlas_test

import (
	"fmt"

	"entente/render/atlas"
	"entente/render/scene"
	"entente/render/theme"
	"entente/scenarios"
	"entente/sim/journal"
)

// A map is made of the page of a replay, laid out when its box or view changes, and
// drawn in two parts: the ground, which may be kept as a picture, and what moves.
func ExampleOfPage() {
	s, err := scenarios.Load("deportation-notice-2015", scenarios.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	m := atlas.OfPage(s.Static, func(r journal.Ref) string { return s.Static.Things[r].Title })
	ref := func(sort, name string) atlas.Party {
		for i, t := range s.Static.Things {
			if t.Sort == sort && t.Name == name {
				return m.Party(journal.Ref(i))
			}
		}
		return 0
	}
	embassy, officer := ref("agency", "belgium.embassy"), ref("agency", "belgium.lo-istanbul")
	box := scene.Box{W: 520, H: 536}
	m.Lay(atlas.Layout{Box: box, Theme: theme.Dark, Path: []atlas.Hop{{From: embassy, To: officer}}})

	picture := &scene.Scene{}
	picture.Reset(box.W, box.H)
	m.Ground(picture)
	m.Show(picture, &atlas.Frame{Levels: []atlas.Level{atlas.Read, atlas.Unknown, atlas.Usable}, Hops: 1})

	under, _ := m.At(scene.Point{X: 335, Y: 190})
	fmt.Println(m.World(), m.Code(0), m.Code(1), m.Code(2))
	fmt.Println(s.Static.Things[m.Ref(under)].Title)
	// Output:
	// true BE NL TR
	// Turkey
}
