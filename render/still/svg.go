// Package still writes scenes to files: one as SVG, PNG or a slide, several as a GIF that
// moves.
package still

import (
	"encoding/base64"
	"fmt"
	"html"
	"strconv"
	"strings"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// SVG writes a scene as an SVG element. Ids begin with name, which must be unique
// in a page. Its text alternative is its title and description; a page gives the
// letters their family.
func SVG(s *scene.Scene, name string) string {
	w := &writer{name: name}
	w.open(s, scene.Box{W: s.W, H: s.H}, 1, "")
	s.Paint(w)
	w.out.WriteString("</svg>")
	return w.out.String()
}

// File writes a scene as an SVG file of its own, so many times as large as it is, with
// the letters in it.
func File(s *scene.Scene, name string, zoom float64) string {
	w := &writer{name: name}
	w.open(s, scene.Box{W: s.W, H: s.H}, zoom, family)
	w.letters()
	s.Paint(w)
	w.out.WriteString("</svg>\n")
	return w.out.String()
}

// family names the letters of a file that carries them.
const family = ` font-family="E,Inter,Segoe UI,Arial,sans-serif"`

// open begins an SVG element that shows so much of a scene, so many times as large, with
// what it says.
func (w *writer) open(s *scene.Scene, shows scene.Box, zoom float64, more string) {
	fmt.Fprintf(&w.out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-labelledby="%s-t %s-d"%s>`,
		num(shows.W), num(shows.H), num(float64(shows.W*zoom)), num(float64(shows.H*zoom)), w.name, w.name, more)
	fmt.Fprintf(&w.out, `<title id="%s-t">%s</title><desc id="%s-d">%s</desc>`, w.name, html.EscapeString(s.Title), w.name, html.EscapeString(s.Says))
}

// letters puts the letters of the product into the file.
func (w *writer) letters() {
	w.out.WriteString("<style>")
	for _, weight := range []font.Weight{font.Regular, font.Medium, font.SemiBold} {
		fmt.Fprintf(&w.out, "@font-face{font-family:E;font-weight:%d;src:url(data:font/woff2;base64,%s)format('woff2')}", weight.CSS(), base64.StdEncoding.EncodeToString(font.WOFF2(weight)))
	}
	w.out.WriteString("</style>")
}

type writer struct {
	out   strings.Builder
	name  string
	clips int
}

// The writer is a painter.

func (w *writer) Bar(b *scene.Bar) { b.Hatch(w) }

func (w *writer) Line(l *scene.Line) {
	fmt.Fprintf(&w.out, `<path d="M%s %sL%s %s" stroke="%s" stroke-width="%s"/>`, num(l.A.X), num(l.A.Y), num(l.B.X), num(l.B.Y), l.Stroke.CSS(), num(l.Width))
}

func (w *writer) Polyline(points []scene.Point, stroke theme.Colour, width float64) {
	fmt.Fprintf(&w.out, `<path d="%s" fill="none" stroke="%s" stroke-width="%s"/>`, path(points), stroke.CSS(), num(width))
}

func (w *writer) Polygon(points []scene.Point, fill theme.Colour) {
	fmt.Fprintf(&w.out, `<path d="%sZ" fill="%s"/>`, path(points), fill.CSS())
}

func (w *writer) Clip(b scene.Box) {
	w.clips++
	fmt.Fprintf(&w.out, `<clipPath id="%s-c%d"><rect x="%s" y="%s" width="%s" height="%s"/></clipPath><g clip-path="url(#%s-c%d)">`,
		w.name, w.clips, num(b.X), num(b.Y), num(b.W), num(b.H), w.name, w.clips)
}

func (w *writer) Unclip() { w.out.WriteString("</g>") }

// Rect writes a rectangle, with its tip as the title that pages show.
func (w *writer) Rect(r *scene.Rect) {
	fill := r.Fill.CSS()
	if r.Hollow {
		fill = "none"
	}
	fmt.Fprintf(&w.out, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"`, num(r.X), num(r.Y), num(r.W), num(r.H), fill)
	if r.Radius > 0 {
		fmt.Fprintf(&w.out, ` rx="%s"`, num(r.Radius))
	}
	if r.Width > 0 {
		fmt.Fprintf(&w.out, ` stroke="%s" stroke-width="%s"`, r.Stroke.CSS(), num(r.Width))
	}
	if r.Tip == "" {
		w.out.WriteString("/>")
		return
	}
	fmt.Fprintf(&w.out, `><title>%s</title></rect>`, html.EscapeString(r.Tip))
}

func (w *writer) Text(t *scene.Text) {
	anchor := [...]string{"", ` text-anchor="middle"`, ` text-anchor="end"`}[t.Anchor]
	weight := ""
	if t.Weight > 0 {
		weight = fmt.Sprintf(` font-weight="%d"`, t.Weight.CSS())
	}
	fmt.Fprintf(&w.out, `<text x="%s" y="%s" font-size="%s" fill="%s"%s%s>%s</text>`, num(t.At.X), num(t.At.Y), num(t.Size), t.Fill.CSS(), weight, anchor, html.EscapeString(t.Text))
}

func path(points []scene.Point) string {
	var b strings.Builder
	for i, p := range points {
		b.WriteByte("ML"[min(i, 1)])
		b.WriteString(num(p.X) + " " + num(p.Y))
	}
	return b.String()
}

// num writes a length with at most two places.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
