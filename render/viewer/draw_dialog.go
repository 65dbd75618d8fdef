package viewer

import (
	"strings"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
)

// drawDialog draws what lies over the screen. It leads out by Esc, by its close
// button and by a click beside it.
func (v *Viewer) drawDialog() {
	if v.State.Dialog == view.KeysDialog {
		v.drawKeys()
		return
	}
	c, s := &v.canvas, &v.State
	lines := v.lines()
	wide := min(560, v.wide-32)
	fit := min(len(lines), max(1, int(float64((v.high-260)/32))))
	high := float64(64 + 32*fit)
	if fields[s.Dialog] {
		high += 76
	}
	high += 20
	b := v.drawBoard(wide, min(high, v.high-32), heads[s.Dialog].title)
	y := b.Y + 64
	if fields[s.Dialog] {
		v.drawField(b, y)
		y += 76
	}
	v.drawLines(scene.Box{X: b.X + 8, Y: y, W: b.W - 16, H: float64(32 * fit)}, lines, fit)
	_ = c
}

// drawBoard draws the ground of a dialog with its title.
func (v *Viewer) drawBoard(wide, high float64, title string) scene.Box {
	c, t := &v.canvas, v.canvas.Theme
	b := scene.Box{X: float64(int(float64((v.wide - wide) / 2))), Y: float64(int(float64((v.high - high) / 2))), W: wide, H: high}
	c.Scene.Rect(&scene.Rect{Box: b, Fill: t.Ground[1], Stroke: t.Edge, Width: 1, Radius: 6})
	c.Hit(canvas.Hit{Box: b, Drag: view.Scroll, Do: withNumber(view.None, int(view.DialogList))}) // a click on it does not close it
	c.Say(b.X+24, b.Y+38, title, 22, font.SemiBold, t.Ink)
	x := b.X + b.W - 24
	w := 12 + font.Width("Esc", font.Medium, theme.Tick)
	c.KeyCap(x-w, b.Y+36, "Esc")
	c.SayEnd(x-w-8, b.Y+36, labelClose, theme.Body, font.Regular, t.Ink3)
	c.Hit(canvas.Hit{Box: scene.Box{X: x - w - 56, Y: b.Y + 16, W: w + 60, H: 30}, Do: withNumber(view.Back, 0)})
	return b
}

// reply says what came of what is written so far.
func (v *Viewer) reply() string {
	s := &v.State
	if len(s.Typed) >= mostTyped {
		return saysFieldFull
	}
	switch s.Dialog {
	case view.SearchDialog, view.FilterDialog:
		if v.hunt.text != s.Typed {
			return ""
		}
		n, all := v.Found()
		switch {
		case v.hunt.fault != "":
			return v.hunt.fault
		case s.Typed == "":
			return ""
		case !all:
			return wording.Plural(n, "event") + " so far"
		case n == 0:
			return saysNoneFound
		case s.Dialog == view.SearchDialog:
			return wording.Plural(n, "event") + "; Enter goes to the next"
		}
		return wording.Plural(n, "event")
	case view.GotoDialog:
		if s.Typed == "" {
			return v.Run.Speak.Clock.At(s.At) + " now"
		}
		at, err := v.Run.Speak.Clock.ReadNear(s.Typed, s.At)
		if err != nil && len(v.lines()) > 0 {
			return ""
		}
		if err != nil {
			return err.Error()
		}
		return v.Run.Speak.Clock.At(at) + ", " + v.Run.Speak.Clock.Date(at)
	case view.NoteDialog:
		if s.Anew {
			return saysAnew
		}
		return "at " + v.Run.Speak.Clock.At(s.At) + "; Enter keeps it"
	}
	return ""
}

// drawLines draws the choices, the chosen one on a ground of its own.
func (v *Viewer) drawLines(b scene.Box, lines []line, fit int) {
	c, s, t := &v.canvas, &v.State, v.canvas.Theme
	first := min(max(0, s.Scroll[view.DialogList]), max(0, len(lines)-fit))
	if i := s.Chosen - 1; i >= 0 { // what is chosen is seen
		first = min(max(first, i-fit+1), i)
	}
	c.Lists[view.DialogList] = canvas.Extent{Rows: len(lines), Shown: min(fit, len(lines)), First: first}
	taken := lineTaken(s, len(lines))
	for i := first; i < min(len(lines), first+fit); i++ {
		l := &lines[i]
		row := scene.Box{X: b.X, Y: b.Y + float64(32*(i-first)), W: b.W, H: 32}
		on := s.Dialog == view.FilterDialog && strings.Contains(" "+s.Typed+" ", " "+l.note+" ") || s.Dialog == view.NoteDialog && s.Tag == view.Tag(l.do.N)
		if i == taken-1 || row.Has(c.Hover) {
			c.Scene.Rect(&scene.Rect{Box: row, Fill: t.Ground[3], Radius: 4})
		}
		if on {
			c.Fill(scene.Box{X: row.X + 4, Y: row.Y + 8, W: 3, H: 16}, t.Ink)
		}
		c.SayEnd(row.X+row.W-16, row.Y+21, c.Fit(l.note, font.Regular, theme.Note, float64(row.W/2)), theme.Note, font.Regular, t.Ink3)
		c.SayIn(row.X+16, row.Y+21, row.W-48-font.Width(l.note, font.Regular, theme.Note), l.says, theme.Body, font.Medium, t.Ink)
		c.Hit(canvas.Hit{Box: row, Do: withNumber(view.Choose, i+1)})
	}
	if len(lines) > fit {
		h := max(16, float64(b.H*float64(fit))/float64(len(lines)))
		y := b.Y + float64((b.H-h)*float64(first))/float64(len(lines)-fit)
		c.Fill(scene.Box{X: b.X + b.W - 4, Y: y, W: 4, H: h}, t.Edge)
	}
}

// keyRow is a row of the page of keys: the head of a group, or a binding.
type keyRow struct {
	head string
	of   *binding
}

// keyRows are all rows in the order in which they are read, and keysMost is how many
// the largest group has with its head.
var keyRows, keysMost = func() (rows []keyRow, most int) {
	for _, g := range groups {
		from := len(rows)
		rows = append(rows, keyRow{head: g})
		for i := range bindings {
			if bindings[i].group == g {
				rows = append(rows, keyRow{of: &bindings[i]})
			}
		}
		most = max(most, len(rows)-from)
	}
	return rows, most
}()

// drawKeys draws the page of keys from the table that Press reads: a column for each
// group where there is room, else as many columns as fit, which scroll.
func (v *Viewer) drawKeys() {
	const head, least, foot = 72, 24, 16
	columns := max(1, min(len(groups), int((v.wide-64)/250)))
	room := v.high - 32 - head - foot
	pitch, fit := max(least, min(36, float64(room/float64(keysMost)))), keysMost
	whole := columns == len(groups) && float64(pitch*float64(keysMost)) <= room
	if !whole {
		pitch = least
		fit = max(1, min(int(room/least), (len(keyRows)+columns-1)/columns))
	}
	b := v.drawBoard(min(float64(290*columns+48), v.wide-24), float64(head+foot)+float64(pitch*float64(fit)), heads[view.KeysDialog].title)
	wide := float64((b.W - 48 - float64(28*(columns-1))) / float64(columns))
	first := 0
	if !whole {
		first = min(max(0, v.State.Scroll[view.DialogList]), max(0, len(keyRows)-fit*columns))
	}
	v.canvas.Lists[view.DialogList] = canvas.Extent{Rows: len(keyRows), Shown: min(len(keyRows), fit*columns), First: first}
	column, row := 0, 0
	for i := first; i < len(keyRows); i++ {
		if whole && keyRows[i].head != "" && i > 0 || row == fit {
			column, row = column+1, 0
		}
		if column == columns {
			break
		}
		v.drawKeyRow(&keyRows[i], scene.Box{X: b.X + 24 + float64((wide+28)*float64(column)), Y: b.Y + head + float64(pitch*float64(row)), W: wide, H: pitch})
		row++
	}
}

func (v *Viewer) drawKeyRow(r *keyRow, b scene.Box) {
	if r.of != nil {
		v.drawBinding(r.of, b)
		return
	}
	c := &v.canvas
	c.Say(b.X, b.Y+float64(b.H/2)+5, r.head, theme.Section, font.SemiBold, c.Theme.Ink)
	c.Rule(b.X, b.Y+b.H-0.5, b.X+b.W, b.Y+b.H-0.5, c.Theme.Line2)
}

func (v *Viewer) drawBinding(k *binding, b scene.Box) {
	c, t := &v.canvas, v.canvas.Theme
	x, mid := b.X, b.Y+float64(b.H/2)+4
	rest, more := k.caps, true
	for more {
		var cap string
		cap, rest, more = strings.Cut(rest, " ")
		if cap == "–" {
			c.Say(x-4, mid, cap, theme.Tick, font.Regular, t.Ink3)
			x += 8
			continue
		}
		x = c.KeyCap(x, mid, cap) - 3
	}
	c.SayEnd(b.X+b.W, mid, c.Fit(k.says, font.Regular, theme.Note, b.X+b.W-x-6), theme.Note, font.Regular, t.Ink)
	c.Rule(b.X, b.Y+b.H-0.5, b.X+b.W, b.Y+b.H-0.5, t.Line)
	if len(k.keys) > 0 {
		c.Hit(canvas.Hit{Box: b, Do: k.keys[0].do, Tip: k.says})
	}
}

// drawTour draws the card of a step of the tour, beside what it speaks of.
func (v *Viewer) drawTour() {
	c, s, t := &v.canvas, &v.State, v.canvas.Theme
	if s.Tour > len(tour) {
		return
	}
	stop := &tour[s.Tour-1]
	part := v.zones.zoneBox(stop.zone)
	if part.W == 0 {
		part = v.zones.Middle
	}
	c.Frame(scene.Box{X: part.X + 1, Y: part.Y + 1, W: part.W - 2, H: part.H - 2}, t.Ink, 2, 0)
	b := v.tourCard(stop.zone, part)
	c.Scene.Rect(&scene.Rect{Box: b, Fill: t.Ground[2], Stroke: t.Edge, Width: 1, Radius: 6})
	c.Hit(canvas.Hit{Box: b, Drag: view.Scroll, Do: withNumber(view.None, int(view.DialogList))})
	c.Say(b.X+20, b.Y+32, stop.head, theme.Heading, font.SemiBold, t.Ink)
	c.SayEnd(b.X+b.W-20, b.Y+32, counts[s.Tour-1], theme.Note, font.Regular, t.Ink3)
	c.Tell(b.X+20, b.Y+58, b.W-40, 19, 4, stop.says, theme.Body, font.Regular, t.Ink2)
	next := labelNext
	if s.Tour == len(tour) {
		next = labelDone
	}
	x := c.Button(b.X+20, b.Y+b.H-40, next, "", true, withNumber(view.StepTour, 1))
	c.Button(x, b.Y+b.H-40, labelEndTour, "", false, withNumber(view.StepTour, 0))
}

// tourCard is where the card stands: beside its part, and where that has no side to spare
// in the corner, over the strip of time, of which it does not speak.
func (v *Viewer) tourCard(zone view.Zone, part scene.Box) scene.Box {
	const wide, high = 380, 168
	b := scene.Box{X: v.wide - wide - 8, Y: v.high - high - 8, W: wide, H: high}
	switch zone {
	case view.TopZone:
		b.X, b.Y = part.W-wide-40, part.H+16
	case view.BottomZone:
		b.X, b.Y = part.X+float64((part.W-wide)/2), part.Y-high-16
	case view.LeftZone:
		b.X, b.Y = part.X+part.W+16, part.Y+float64((part.H-high)/2)
	}
	b.X, b.Y = max(8, min(b.X, v.wide-wide-8)), max(8, min(b.Y, v.high-high-8))
	return b
}

// counts say how far the tour is.
var counts = [len(tour)]string{"1 of 6", "2 of 6", "3 of 6", "4 of 6", "5 of 6", "6 of 6"}
