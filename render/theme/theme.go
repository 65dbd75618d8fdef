// Package theme defines every colour, pattern and size that the product draws with. There
// is no colour literal outside it, and a test computes what it promises: contrast on
// every surface, and colours of delays that people can tell apart whatever their colour
// vision.
//
// Colour means time lost: only delays have a hue, and one red for what came after
// its deadline. All else is ink on paper.
package theme

import (
	"fmt"

	"entente/replay/measure"
)

// Colour is 0xRRGGBB.
type Colour uint32

// CSS is the colour as pages write it.
func (c Colour) CSS() string { return fmt.Sprintf("#%06X", uint32(c)) }

// Over is c at so many percent over ground, as a solid colour: so all back ends
// blend alike.
func (c Colour) Over(ground Colour, percent uint32) Colour {
	mix := func(shift uint) uint32 {
		a, b := uint32(c)>>shift&255, uint32(ground)>>shift&255
		return (a*percent + b*(100-percent) + 50) / 100 << shift
	}
	return Colour(mix(16) | mix(8) | mix(0))
}

// Theme is one set of colours.
type Theme struct {
	Name             string
	Ground           [4]Colour // lanes and fields, panels, controls, hover
	Line, Line2      Colour    // decoration
	Edge             Colour    // of controls
	Ink, Ink2, Ink3  Colour    // text, second lines, ticks
	Late             Colour    // a line, flag or words; never a bar
	Delays           [measure.NumDelays]Colour
	Sea, Land, Near  Colour // Near: land of those involved
	Border, BorderIn Colour
}

// The themes: light for paper, dark for screens, and high contrast.
var (
	Light = &Theme{
		Name: "light", Ground: [4]Colour{0xF4F2EC, 0xFCFBF8, 0xFFFFFF, 0xE9E5DB}, Line: 0xE0DCD2, Line2: 0xC6C0B3, Edge: 0x7C7A72,
		Ink: 0x1A1D20, Ink2: 0x434A50, Ink3: 0x60666C, Late: 0xC4161C,
		Delays: [measure.NumDelays]Colour{
			measure.DeskQueue: 0x176CD6, measure.OffHours: 0x34198F, measure.ReadingTime: 0x0396B7, measure.Analysis: 0x1628D8,
			measure.JudicialAuthority: 0xA85945, measure.Approval: 0xB07F10, measure.CarryingOut: 0x380B00, measure.Classification: 0x6A0141,
			measure.OriginatorConsent: 0xD3559A, measure.Unwillingness: 0x844289, measure.Translation: 0x5F5E09, measure.Gateway: 0x076964,
			measure.Transport: 0x088962, measure.OutageTime: 0x014426, measure.WaitingForDate: 0x0B0040, measure.NobodyActed: 0x8B8883,
			measure.PutAside: 0x9D0241, measure.NotConnected: 0x1B0012,
		},
		Sea: 0xF7F5F0, Land: 0xE8E4DA, Near: 0xCDC6B6, Border: 0xF7F5F0, BorderIn: 0xA39B88,
	}
	Dark = &Theme{
		Name: "dark", Ground: [4]Colour{0x101316, 0x171B1F, 0x20262B, 0x2A3238}, Line: 0x2B3238, Line2: 0x3E474F, Edge: 0x737D86,
		Ink: 0xE8EBED, Ink2: 0xB8C0C7, Ink3: 0x919BA3, Late: 0xFF5A4F,
		Delays: [measure.NumDelays]Colour{
			measure.DeskQueue: 0x6BA7FE, measure.OffHours: 0x5674DE, measure.ReadingTime: 0x8BEEFF, measure.Analysis: 0x9782B9,
			measure.JudicialAuthority: 0xD28371, measure.Approval: 0xEAAA21, measure.CarryingOut: 0xD0B670, measure.Classification: 0xB84865,
			measure.OriginatorConsent: 0xDC98C5, measure.Unwillingness: 0x99589F, measure.Translation: 0xEDE08A, measure.Gateway: 0x0D988F,
			measure.Transport: 0x5BD1A3, measure.OutageTime: 0x2A8110, measure.WaitingForDate: 0xFFFF56, measure.NobodyActed: 0xD6D6D6,
			measure.PutAside: 0xD2FFD5, measure.NotConnected: 0x75992D,
		},
		Sea: 0x101417, Land: 0x1D2429, Near: 0x313B42, Border: 0x101417, BorderIn: 0x4B5761,
	}
	HighContrast = &Theme{
		Name: "high contrast", Ground: [4]Colour{0x000000, 0x000000, 0x0E0E0E, 0x262626}, Line: 0x7A7A7A, Line2: 0xA8A8A8, Edge: 0xFFFFFF,
		Ink: 0xFFFFFF, Ink2: 0xFFFFFF, Ink3: 0xD6D6D6, Late: 0xFF6B60,
		Delays: [measure.NumDelays]Colour{
			measure.DeskQueue: 0x52AEFF, measure.OffHours: 0x586CDE, measure.ReadingTime: 0x4FDFFF, measure.Analysis: 0x5B688D,
			measure.JudicialAuthority: 0xD04A0E, measure.Approval: 0xE89917, measure.CarryingOut: 0x7A5349, measure.Classification: 0xB15C72,
			measure.OriginatorConsent: 0xFEAFC8, measure.Unwillingness: 0xAD7BB6, measure.Translation: 0xFBDD2C, measure.Gateway: 0x39A492,
			measure.Transport: 0x87CB8F, measure.OutageTime: 0x0D8C3A, measure.WaitingForDate: 0xADFFA1, measure.NobodyActed: 0xFAFAFA,
			measure.PutAside: 0x7B9F6E, measure.NotConnected: 0xAB1B6C,
		},
		Sea: 0x000000, Land: 0x1C1C1C, Near: 0x3A3A3A, Border: 0x3A3A3A, BorderIn: 0x8A8A8A,
	}
	All = []*Theme{Light, Dark, HighContrast}
)

// Dimmed is the theme at so many percent over its darkest ground, or its lightest:
// what lies below a dialog.
func (t *Theme) Dimmed(percent uint32) *Theme {
	d := *t
	ground := t.Ground[0]
	for i := range d.Ground {
		d.Ground[i] = d.Ground[i].Over(ground, percent)
	}
	for i := range d.Delays {
		d.Delays[i] = d.Delays[i].Over(ground, percent)
	}
	for _, c := range []*Colour{&d.Line, &d.Line2, &d.Edge, &d.Ink, &d.Ink2, &d.Ink3, &d.Late, &d.Sea, &d.Land, &d.Near, &d.Border, &d.BorderIn} {
		*c = c.Over(ground, percent)
	}
	return &d
}

// aside and veiled are how much of a colour is left, in percent, of a delay off the
// chosen path, and of what has not happened yet; in high contrast more is.
const (
	aside, asideHigh   = 42, 75
	veiled, veiledHigh = 28, 75
)

// Aside is the colour of a delay that is off the chosen path.
func (t *Theme) Aside(d measure.Delay) Colour {
	if t.high() {
		return t.Delays[d].Over(t.Ground[0], asideHigh)
	}
	return t.Delays[d].Over(t.Ground[0], aside)
}

// high says whether contrast comes before depth: the grounds are black.
func (t *Theme) high() bool { return t.Ground[0] == 0 }

// Veiled is the theme in which what has not happened yet is drawn.
func (t *Theme) Veiled() *Theme {
	if t.high() {
		return t.Dimmed(veiledHigh)
	}
	return t.Dimmed(veiled)
}

// Sizes of text in pixels.
const (
	Figure  = 34
	Title   = 32
	Heading = 18
	Section = 14
	Body    = 13
	Note    = 12
	Tick    = 11
)
