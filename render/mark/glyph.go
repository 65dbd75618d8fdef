// Package mark draws the small signs of the product: what a message is, how far something
// has become known, how it came out.
//
// # How to think of it
//
// Shape says what family a message belongs to, fill says what it does: hollow asks, solid
// gives, half gives in part, slashed refuses. Ink is knowledge, and a cell fills with it
// by quarters. Only a deadline has a hue. Every sign can be told from the others without
// colour, and is drawn into a scene without allocating memory.
package mark

import (
	"entente/render/scene"
	"entente/render/theme"
	"entente/sim/journal"
)

// Family is what a message belongs to: the shape of its glyph.
type Family uint8

// The families and their shapes.
const (
	Information Family = iota // circle
	Alert                     // diamond
	Instrument                // square: warrants, orders, authorities
	Release                   // hexagon: consent, assurances
	Procedure                 // pentagon: what a body goes through
	Support                   // triangle: measures and help
	NoteVerbale               // sheet with a folded corner
	Exercise                  // plus: control of the exercise
	NumFamilies
)

// Deed is what a message does: the fill of its glyph.
type Deed uint8

// The deeds and their fills.
const (
	Asks    Deed = iota // hollow
	Gives               // solid
	Part                // lower half: in part, or acknowledged
	Refuses             // hollow, with a slash
	NumDeeds
)

// Glyph is the sign of one message.
type Glyph struct {
	Family Family
	Deed   Deed
}

// ofMessage has the sign of each kind of message.
var ofMessage = [...]Glyph{
	journal.NoMessage:        {Information, Gives},
	journal.Item:             {Information, Gives},
	journal.Request:          {Information, Asks},
	journal.Reply:            {Information, Gives},
	journal.ConsentAsked:     {Release, Asks},
	journal.ConsentGiven:     {Release, Gives},
	journal.ConsentRefused:   {Release, Refuses},
	journal.Notice:           {Alert, Gives},
	journal.Refusal:          {Information, Refuses},
	journal.Ack:              {Information, Part},
	journal.Reminder:         {Information, Asks},
	journal.TaskGiven:        {Procedure, Gives},
	journal.Proposal:         {Procedure, Asks},
	journal.AssuranceAsked:   {Instrument, Asks},
	journal.AssuranceGiven:   {Instrument, Gives},
	journal.AssuranceRefused: {Instrument, Refuses},
	journal.SupportAsked:     {Support, Asks},
	journal.SupportOffered:   {Support, Gives},
	journal.SupportDeclined:  {Support, Refuses},
	journal.CrossingAsked:    {NoteVerbale, Asks},
	journal.CrossingGranted:  {NoteVerbale, Gives},
	journal.CrossingRefused:  {NoteVerbale, Refuses},
}

// OfMessage is the sign of a kind of message, and of what became of it: one that
// came in part is half.
func OfMessage(m journal.Message, o journal.Outcome) Glyph {
	g := Glyph{Information, Gives}
	if int(m) < len(ofMessage) {
		g = ofMessage[m]
	}
	if o == journal.Partial && g.Deed == Gives {
		g.Deed = Part
	}
	return g
}

// OfRecord is the sign of a kind of record that is no message.
func OfRecord(k journal.Kind, o journal.Outcome) (g Glyph, has bool) {
	switch k {
	case journal.Authority:
		g.Family = Instrument
	case journal.Decided:
		g.Family = Procedure
	case journal.Inject:
		g.Family = Exercise
	case journal.Stage:
		g.Family = Alert
	case journal.Available:
		g.Family = Support
	default:
		return Glyph{}, false
	}
	switch o {
	case journal.Denied, journal.Refused, journal.Blocked, journal.Rejected, journal.Lapsed, journal.Expired, journal.Fails:
		g.Deed = Refuses
	case journal.Pending, journal.Asks, journal.Begun:
		g.Deed = Asks
	case journal.Partial:
		g.Deed = Part
	default:
		g.Deed = Gives
	}
	return g, true
}

// The radii of glyphs.
const (
	SmallGlyph = 5.5 // in lanes
	PathGlyph  = 6.5 // on the chosen path
	LargeGlyph = 8.0 // in the inspector
)

// Draw draws the sign around a place. Ground is the colour beneath it, which shows
// through a hollow one and cuts the gap of a slash.
func (g Glyph) Draw(s *scene.Scene, at scene.Point, r float64, ink, ground theme.Colour) {
	var buffer [most]scene.Point
	points := buffer[:0]
	for _, u := range shapes[g.Family] {
		points = append(points, scene.Point{X: at.X + float64(u.X*r), Y: at.Y + float64(u.Y*r)})
	}
	width := max(1.3, float64(r/4))
	switch g.Deed {
	case Gives:
		s.Polygon(points, ink)
		if g.Family == NoteVerbale {
			fold(s, at, r, ground, width)
		}
		return
	case Part:
		s.Polygon(points, ground)
		lower(s, points, at.Y, ink)
	default:
		s.Polygon(points, ground)
	}
	outline(s, points, ink, width)
	if g.Family == NoteVerbale {
		fold(s, at, r, ink, width)
	}
	if g.Deed == Refuses {
		d := float64(r * 1.02)
		from, to := scene.Point{X: at.X - d, Y: at.Y + d}, scene.Point{X: at.X + d, Y: at.Y - d}
		s.Line(&scene.Line{A: from, B: to, Stroke: ground, Width: float64(width * 3)})
		s.Line(&scene.Line{A: from, B: to, Stroke: ink, Width: width})
	}
}

// outline strokes around a shape; it goes on past the start, so that the corner there
// is as sharp as the others.
func outline(s *scene.Scene, points []scene.Point, ink theme.Colour, width float64) {
	s.Polyline(append(points, points[0], points[1]), ink, width)
}

// lower fills what lies below a level.
func lower(s *scene.Scene, points []scene.Point, y float64, ink theme.Colour) {
	var buffer [most]scene.Point
	cut := buffer[:0]
	for i, p := range points {
		q := points[(i+1)%len(points)]
		if p.Y >= y {
			cut = append(cut, p)
		}
		if (p.Y < y) != (q.Y < y) {
			cut = append(cut, scene.Point{X: p.X + float64((q.X-p.X)*(y-p.Y))/(q.Y-p.Y), Y: y})
		}
	}
	s.Polygon(cut, ink)
}

// fold draws the corner of a sheet.
func fold(s *scene.Scene, at scene.Point, r float64, ink theme.Colour, width float64) {
	x, y := at.X+float64(r*0.78), at.Y-r
	f := float64(r * 0.58)
	s.Polyline([]scene.Point{{X: x - f, Y: y}, {X: x - f, Y: y + f}, {X: x, Y: y + f}}, ink, float64(width*0.8))
}
