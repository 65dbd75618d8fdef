package viewer

import (
	"strings"
	"unicode/utf8"

	"entente/render/font"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
)

// fields says which dialogs have a field to write in.
var fields = [view.NumDialogs]bool{view.SearchDialog: true, view.FilterDialog: true, view.ActorDialog: true, view.GotoDialog: true, view.NoteDialog: true}

// mostTyped bounds what a field holds, in bytes.
const mostTyped = 400

// closeDialog closes what lies over the screen and forgets what was written in it.
func closeDialog(s *view.State) {
	s.Dialog, s.Typed, s.Caret, s.Chosen, s.Tag, s.Anew = view.NoDialog, "", 0, 0, view.NoTag, false
}

// splitAtCaret gives what stands before and after the caret of the field.
func splitAtCaret(s *view.State) (before, after string) {
	at := len(s.Typed)
	for n := s.Caret; n > 0 && at > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s.Typed[:at])
		at -= w
	}
	return s.Typed[:at], s.Typed[at:]
}

// write puts text into the field: the caret stands between the two.
func write(s *view.State, before, after string) {
	if text := before + after; text != s.Typed {
		s.Typed, s.Chosen, s.Scroll[view.DialogList] = text, 0, 0
	}
	s.Caret = utf8.RuneCountInString(after)
}

// typeText writes at the caret. What lies over several lines becomes one; that there is
// no room for more is said below the field.
func typeText(_ *review.Run, s *view.State, a view.Action) string {
	if !fields[s.Dialog] {
		return saysNoDialog
	}
	before, after := splitAtCaret(s)
	for _, c := range strings.TrimRight(a.Text, "\r\n") {
		if c == '\n' || c == '\t' {
			c = ' '
		}
		if c < ' ' || c == 0x7f || c == utf8.RuneError {
			continue
		}
		if len(before)+len(after)+utf8.RuneLen(c) <= mostTyped {
			before += string(c)
		}
	}
	write(s, before, after)
	return ""
}

// erase takes a letter away before the caret or after it, or a word before it.
func erase(_ *review.Run, s *view.State, a view.Action) string {
	before, after := splitAtCaret(s)
	switch {
	case a.N == 1 && after != "":
		_, n := utf8.DecodeRuneInString(after)
		after = after[n:]
	case a.N == 1 || before == "":
		return saysEmpty
	case a.N == -2:
		before = strings.TrimRight(before, " ")
		before = before[:strings.LastIndexByte(before, ' ')+1]
	default:
		_, n := utf8.DecodeLastRuneInString(before)
		before = before[:len(before)-n]
	}
	write(s, before, after)
	return ""
}

// moveCaret moves the caret by letters, as far as there are any.
func moveCaret(_ *review.Run, s *view.State, a view.Action) string {
	if !fields[s.Dialog] {
		return saysNoDialog
	}
	to := min(max(s.Caret-a.N, 0), utf8.RuneCountInString(s.Typed))
	if to == s.Caret {
		return saysFieldEnd
	}
	s.Caret = to
	return ""
}

// written is where the field was drawn last, and from which byte of what is in it.
type written struct {
	box  scene.Box
	from int
}

// pointCaret puts the caret where somebody clicks into the field; false outside of it.
func (v *Viewer) pointCaret(p scene.Point) bool {
	s, f := &v.State, &v.written
	if !v.Typing() || !f.box.Has(p) {
		return false
	}
	rest, x := s.Typed[min(f.from, len(s.Typed)):], f.box.X+10
	for rest != "" {
		_, n := utf8.DecodeRuneInString(rest)
		wide := font.Width(rest[:n], font.Regular, theme.Section)
		if p.X < x+float64(wide/2) {
			break
		}
		x, rest = x+wide, rest[n:]
	}
	s.Caret = utf8.RuneCountInString(rest)
	return true
}

// paste asks for what is on the clipboard; whoever has it types it.
func (v *Viewer) paste(view.Action) string {
	if !v.Typing() {
		return saysNoDialog
	}
	v.request(Request{Do: PasteText})
	return ""
}

// drawField draws the field that is written in, and below it what came of it.
func (v *Viewer) drawField(b scene.Box, y float64) {
	c, s, t := &v.canvas, &v.State, v.canvas.Theme
	f := scene.Box{X: b.X + 24, Y: y, W: b.W - 48, H: 36}
	c.Scene.Rect(&scene.Rect{Box: f, Fill: t.Ground[0], Stroke: t.Ink, Width: 2, Radius: 4})
	c.Clip(f)
	before, after := splitAtCaret(s)
	for font.Width(before, font.Regular, theme.Section) > f.W-28 { // where it is written is seen
		_, n := utf8.DecodeRuneInString(before)
		before = before[n:]
	}
	if before+after == "" {
		c.SayIn(f.X+14, y+23, f.W-24, heads[s.Dialog].hint, theme.Body, font.Regular, t.Ink3)
	}
	v.written = written{box: f, from: len(s.Typed) - len(before) - len(after)}
	x := f.X + 10 + font.Width(before, font.Regular, theme.Section)
	c.Say(f.X+10, y+23, before, theme.Section, font.Regular, t.Ink)
	c.Say(x, y+23, after, theme.Section, font.Regular, t.Ink)
	c.Rule(float64(int(x))+1.5, y+9, float64(int(x))+1.5, y+27, t.Ink)
	c.Unclip()
	c.SayIn(b.X+24, y+56, b.W-48, v.reply(), theme.Note, font.Regular, t.Ink2)
}
