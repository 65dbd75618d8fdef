package figure

import (
	"entente/render/mark"
	"entente/render/scene"
	"entente/render/theme"
)

// Grade is how far something has become known: the level of a cell.
type Grade uint8

// The grades.
const (
	Unknown Grade = iota
	Received
	Read
	Understood
	Believed
)

var gradeWords = [...]string{"unknown", "received", "read", "understood", "believed"}

func (g Grade) String() string { return gradeWords[g] }

// Ink is the square of a grade, filled from below.
func Ink(g Grade, t *theme.Theme) *scene.Scene {
	s := &scene.Scene{W: 15, H: 15, Title: g.String()}
	mark.Knowledge{Level: mark.Level(g)}.Draw(s, 1, 1, 13, t, t.Ground[2])
	return s
}
