package viewer

import (
	"strings"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim/journal"
)

// bar is the top of the window: what it says of a run is made once.
type bar struct {
	run     *review.Run
	as      view.Perspective // that the chips were made for
	title   string
	banner  string
	second  string // seed and replication
	nations []journal.Ref
	chips   []chip
	strip   []scene.Point
}

// chip is a perspective that can be chosen on the bar.
type chip struct {
	code, key string
	name      string // in words, where there is room
	as        view.Perspective
	opens     bool // the list of all: it has the name of what was chosen there
}

// isPerspective says whether a chip is that of a perspective.
func (k *chip) isPerspective(as view.Perspective) bool {
	if k.opens {
		return k.as == as && as.Sort != view.WhiteCell
	}
	return k.as == as || k.as.Sort == view.Shared && as.Sort >= view.Shared
}

// tip is what is said of it.
func (k *chip) tip() string {
	if k.opens {
		return labelChooseView
	}
	return k.name
}

// clickAction is what a click on it does.
func (k *chip) clickAction() view.Action {
	if k.opens {
		return withNumber(view.Open, int(view.ActorDialog))
	}
	return view.Action{Do: view.LookAs, As: k.as}
}

// label is what stands on it.
func (k *chip) label(named bool) string {
	if named {
		return k.name
	}
	return k.code
}

// mostChips is how many nations have a place on the bar; of more, one is chosen from
// a list.
const mostChips = 8

// readRun makes what the bar says of a run.
func (b *bar) readRun(v *Viewer) {
	if b.run == v.Run && b.as == v.State.As {
		return
	}
	*b = bar{run: v.Run, as: v.State.As, title: v.title(), banner: oneWordBanner(v.Run.Static.Banner), nations: nationsOf(v.Run), strip: b.strip}
	if v.Run.Meta.Seed != 0 {
		b.second = "seed " + wording.Thousands(v.Run.Meta.Seed)
	}
	add := func(code, key, name string, as view.Perspective) {
		b.chips = append(b.chips, chip{code: code, key: key, name: name, as: as})
	}
	add(labelWhite, "0", labelWhite, view.Perspective{})
	few, listed := len(b.nations) <= mostChips, b.as.Sort != view.OfAgency
	if few {
		for i, r := range b.nations {
			add(v.Run.Code(r), string(rune('1'+i)), wording.Upper(v.Run.Speak.Name(r)), view.Perspective{Sort: view.OfNation, Who: r})
		}
	}
	if !few || !listed {
		b.chips = append(b.chips, b.listChip(v))
	}
	add(labelCoalition, "9", labelCoalition, view.Perspective{Sort: view.Shared})
}

// listChip is the chip that opens the list of all, with the name of whoever was chosen
// there.
func (b *bar) listChip(v *Viewer) chip {
	k := chip{code: labelNation, key: "V", name: labelNation, opens: true}
	if b.as.Sort == view.OfNation || b.as.Sort == view.OfAgency {
		k.as = b.as
		k.name = font.Fit(v.perspectiveText(), font.SemiBold, theme.Body, 220)
		k.code = font.Fit(v.perspectiveText(), font.SemiBold, theme.Body, 110)
	}
	return k
}

// oneWordBanner is a banner that says one word over and over as this word.
func oneWordBanner(banner string) string {
	words := strings.Fields(banner)
	for _, w := range words {
		if w != words[0] {
			return banner
		}
	}
	return strings.Join(words[:min(1, len(words))], "")
}

// drawBar draws the top of the window.
func (v *Viewer) drawBar() {
	c, z, b := &v.canvas, &v.zones, &v.bar
	b.readRun(v)
	t := c.Theme
	c.Fill(z.Bar, t.Ground[1])
	c.Fill(z.Tabs, t.Ground[1])
	v.drawStrip()
	mid := float64((z.Bar.H + stripHigh) / 2)
	mark.Brand(&c.Scene, scene.Point{X: 28, Y: mid}, 8, t.Ink)
	x := 48.0
	if !z.Small {
		c.Say(x, mid+5, labelProduct, theme.Section, font.SemiBold, t.Ink)
		x += font.Width(labelProduct, font.SemiBold, theme.Section) + 16
		c.Rule(x+0.5, mid-12, x+0.5, mid+12, t.Line2)
		x += 16
	}
	right := v.drawButtons(mid)
	right = v.drawSearch(mid, right)
	right = v.drawChips(mid, x, right)
	v.drawTitle(x, mid, right-16)
	c.Rule(0, z.Bar.H-0.5, z.Bar.W, z.Bar.H-0.5, t.Line)
	v.drawTabs()
	c.Rule(0, z.Tabs.Y+z.Tabs.H-0.5, z.Bar.W, z.Tabs.Y+z.Tabs.H-0.5, t.Line)
}

// drawStrip hatches the top edge: this is not a real situation.
func (v *Viewer) drawStrip() {
	c := &v.canvas
	strip := scene.Box{W: v.wide, H: stripHigh}
	c.Fill(strip, c.Theme.Ground[0])
	c.Clip(strip)
	for x := -4.0; x < v.wide; x += 8 {
		v.bar.strip = append(v.bar.strip[:0], scene.Point{X: x, Y: 4}, scene.Point{X: x + 4, Y: 0}, scene.Point{X: x + 8, Y: 0}, scene.Point{X: x + 4, Y: 4})
		c.Scene.Polygon(v.bar.strip, c.Theme.Ink2)
	}
	c.Unclip()
}

// drawTitle writes what the run is called, and the word of its banner.
func (v *Viewer) drawTitle(x, mid, right float64) {
	c, b := &v.canvas, &v.bar
	t, banner := c.Theme, b.banner
	word := bannerWide(banner)
	if short, _, long := strings.Cut(banner, " - "); long && x+word+12+min(280, font.Width(b.title, font.SemiBold, theme.Section)) > right {
		banner, word = short, bannerWide(short) // its first words, so that the title has room
	}
	sure := v.trustWide()
	if sure > 0 && !doubtful(v.trust()) && right-x-sure < 160 {
		sure = 0 // what holds gives way
	}
	title := c.Fit(b.title, font.SemiBold, theme.Section, right-x-word-sure-12)
	c.Say(x, mid+5, title, theme.Section, font.SemiBold, t.Ink)
	x += font.Width(title, font.SemiBold, theme.Section) + 10
	if sure > 0 {
		v.drawTrust(x, mid)
		x += sure + 8
	}
	if w := font.Width(b.second, font.Regular, theme.Note); v.zones.Wide && b.second != "" && x+w+12+word < right {
		c.Say(x, mid+5, b.second, theme.Note, font.Regular, t.Ink3)
		x += w + 12
	}
	if banner == "" || x+word > right+16 {
		return
	}
	box := scene.Box{X: x, Y: mid - 9, W: word, H: 18}
	c.Frame(box, t.Edge, 1, 3)
	c.Hit(canvas.Hit{Box: box, Tip: b.banner})
	c.Say(x+7, mid+4, banner, theme.Tick, font.Medium, t.Ink2)
}

// bannerWide is how wide a banner is with its frame; nothing for none.
func bannerWide(banner string) float64 {
	if banner == "" {
		return 0
	}
	return font.Width(banner, font.Medium, theme.Tick) + 14
}

// drawButtons draws the buttons at the right end and gives where they begin.
func (v *Viewer) drawButtons(mid float64) (left float64) {
	c, z := &v.canvas, &v.zones
	y := mid - 14
	x := v.wide - 16
	put := func(label string, chosen bool, do view.Action) {
		x -= font.Width(label, font.Medium, theme.Body) + 24
		c.Button(x, y, label, "", chosen, do)
		x -= 8
	}
	put(labelKeys, false, withNumber(view.Open, int(view.KeysDialog)))
	put(labelMore, false, withNumber(view.Open, int(view.MoreDialog)))
	if !z.Small && !z.Mid {
		put(labelReport, false, withNumber(view.Report, 0))
	}
	return x
}

// drawSearch draws the field that opens the search and gives where it begins.
func (v *Viewer) drawSearch(mid, right float64) (left float64) {
	c, z := &v.canvas, &v.zones
	if z.Mid || z.Small {
		return right
	}
	wide, hint := 150.0, labelSearch
	if z.Wide {
		wide, hint = 250, labelSearchAll
	}
	t, b := c.Theme, scene.Box{X: right - wide, Y: mid - 14, W: wide, H: 28}
	c.Scene.Rect(&scene.Rect{Box: b, Fill: t.Ground[0], Stroke: t.Edge, Width: 1, Radius: 4})
	ink := t.Ink3
	if v.State.Search != "" {
		hint, ink = v.State.Search, t.Ink
	}
	lens := scene.Point{X: b.X + 15, Y: mid - 1}
	c.Scene.Rect(&scene.Rect{Box: scene.Box{X: lens.X - 4, Y: lens.Y - 4, W: 8, H: 8}, Hollow: true, Stroke: t.Ink2, Width: 1.4, Radius: 4})
	c.Scene.Line(&scene.Line{A: scene.Point{X: lens.X + 3, Y: lens.Y + 3}, B: scene.Point{X: lens.X + 7, Y: lens.Y + 7}, Stroke: t.Ink2, Width: 1.4})
	c.SayIn(b.X+28, mid+5, wide-56, hint, theme.Body, font.Regular, ink)
	c.KeyCap(b.X+wide-24, mid+4, "/")
	c.Hit(canvas.Hit{Box: b, Do: withNumber(view.Open, int(view.SearchDialog)), Tip: labelSearchAll})
	return b.X - 8
}

// chipsWide is how wide the perspectives are together.
func (v *Viewer) chipsWide(keys, named bool) (w float64) {
	for i := range v.bar.chips {
		w += chipWide(&v.bar.chips[i], keys, named)
	}
	return w + 8
}

func chipWide(k *chip, keys, named bool) float64 {
	w := font.Width(k.label(named), font.SemiBold, theme.Body) + 16
	if keys {
		w += font.Width(k.key, font.Regular, theme.Note) + 8
	}
	return w
}

// drawChips draws the perspectives, the chosen one reversed, and gives where they
// begin. Where they have no room a button opens the list.
func (v *Viewer) drawChips(mid, from, right float64) (left float64) {
	c, b, t := &v.canvas, &v.bar, v.canvas.Theme
	keys := v.zones.Wide
	wide, named := v.chipsWide(keys, keys), keys
	if most := float64(v.wide * 0.4); wide > most {
		wide, named = v.chipsWide(keys, false), false
	}
	if v.zones.Small || right-wide-from < 220 {
		return v.drawLooker(mid, right)
	}
	x := right - wide - 8
	if v.zones.Wide { // in the middle of the window, with its heading
		x = min(x, max(from+480, float64((v.wide-wide)/2)))
	}
	c.Scene.Rect(&scene.Rect{Box: scene.Box{X: x, Y: mid - 14, W: wide, H: 28}, Fill: t.Ground[0], Stroke: t.Edge, Width: 1, Radius: 4})
	at := x + 4
	for i := range b.chips {
		k := &b.chips[i]
		w := chipWide(k, keys, named)
		ink, faint := t.Ink2, t.Ink3
		if k.isPerspective(v.State.As) {
			c.Scene.Rect(&scene.Rect{Box: scene.Box{X: at, Y: mid - 11, W: w, H: 22}, Fill: t.Ink, Radius: 2})
			ink, faint = t.Ground[1], t.Ground[3]
		}
		c.Say(at+8, mid+5, k.label(named), theme.Body, font.SemiBold, ink)
		if keys {
			c.SayEnd(at+w-8, mid+5, k.key, theme.Note, font.Regular, faint)
		}
		c.Hit(canvas.Hit{Box: scene.Box{X: at, Y: mid - 14, W: w, H: 28}, Do: k.clickAction(), Tip: k.tip()})
		at += w
	}
	if v.zones.Wide {
		w := font.Width(labelViewAs, font.Regular, theme.Note) + 12
		c.Say(x-w, mid+4, labelViewAs, theme.Note, font.Regular, t.Ink3)
		x -= w
	}
	return x - 8
}

// drawLooker draws a button with whose view it is, which opens the list of all.
func (v *Viewer) drawLooker(mid, right float64) (left float64) {
	c := &v.canvas
	name := c.Fit(v.perspectiveText(), font.Medium, theme.Body, 180)
	x := right - font.Width(name, font.Medium, theme.Body) - 24
	c.Button(x, mid-14, name, "", true, withNumber(view.Open, int(view.ActorDialog)))
	c.Hits[len(c.Hits)-1].Tip = labelChooseView
	if w := font.Width(labelViewAs, font.Regular, theme.Note) + 10; !v.zones.Small {
		x -= w
		c.Say(x, mid+4, labelViewAs, theme.Note, font.Regular, c.Theme.Ink3)
	}
	return x - 8
}

// perspectiveText is whose view it is, in words.
func (v *Viewer) perspectiveText() string {
	as := v.State.As
	if as.Sort == view.WhiteCell {
		return labelWhite
	}
	return panel.Viewer(v.Run, as)
}

// drawTabs draws the screens.
func (v *Viewer) drawTabs() {
	c, b, t := &v.canvas, v.zones.Tabs, v.canvas.Theme
	x := 16.0
	for i := range screens {
		s := &screens[i]
		if view.Screen(i) == view.Compare && v.Other == nil && v.zones.Small {
			continue
		}
		w := font.Width(s.name, font.SemiBold, theme.Body)
		ink, weight := t.Ink3, font.Medium
		if view.Screen(i) == v.State.Screen {
			ink, weight = t.Ink, font.SemiBold
			c.Fill(scene.Box{X: x, Y: b.Y + b.H - 3, W: w, H: 2}, t.Ink)
		}
		c.Say(x, b.Y+20, s.name, theme.Body, weight, ink)
		if v.zones.Wide && s.key != "" {
			c.Say(x+w+6, b.Y+20, s.key, theme.Tick, font.Regular, t.Ink3)
		}
		c.Hit(canvas.Hit{Box: scene.Box{X: x - 8, Y: b.Y + 2, W: w + 16, H: b.H - 4}, Do: withNumber(view.Show, i)})
		if x += w + 24; v.zones.Wide && s.key != "" {
			x += 8
		}
	}
}
