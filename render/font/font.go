// Package font provides the typeface of the product and the widths of its letters.
//
// It is a subset of Inter with Latin, Greek, Cyrillic and signs, in which all digits have
// one width. It is embedded, so pictures and pages look the same everywhere and fetch
// nothing; data/OFL.txt is its licence.
package font

import (
	"embed"
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed data
var data embed.FS

// Weight is how heavy letters are.
type Weight uint8

// The weights, with their CSS numbers.
const (
	Regular  Weight = iota // 400
	Medium                 // 500
	SemiBold               // 600
	weights
)

var names = [weights]string{"Regular", "Medium", "SemiBold"}

// CSS is the weight as style sheets write it.
func (w Weight) CSS() int { return 400 + 100*int(w) }

// OpenType gives the outlines of a weight, WOFF2 the same packed for pages.
func OpenType(w Weight) []byte { return file("Inter-" + names[w] + ".otf") }
func WOFF2(w Weight) []byte    { return file("Inter-" + names[w] + ".woff2") }

// Licence is the text under which the letters may be passed on.
func Licence() string { return string(file("OFL.txt")) }

func file(name string) []byte {
	b, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err) // a file of ours
	}
	return b
}

// ruler knows the advance of letters in units of the em.
type ruler struct {
	mu   sync.Mutex
	font *sfnt.Font
	buf  sfnt.Buffer
	em   float64
	wide map[rune]int

	outlines map[rune][]Contour
}

var rulers = [weights]*ruler{newRuler(Regular), newRuler(Medium), newRuler(SemiBold)}

func newRuler(w Weight) *ruler {
	f, err := sfnt.Parse(OpenType(w))
	if err != nil {
		panic(fmt.Sprintf("font: %s: %v", names[w], err)) // a file of ours
	}
	return &ruler{font: f, em: float64(f.UnitsPerEm()), wide: map[rune]int{}, outlines: map[rune][]Contour{}}
}

// advance is the width of a letter in units of the em; a letter that the subset
// lacks is drawn by another font and taken for as wide as a capital.
func (r *ruler) advance(c rune) int {
	if v, ok := r.wide[c]; ok {
		return v
	}
	v := int(float64(r.em*7) / 10)
	if g, err := r.font.GlyphIndex(&r.buf, c); err == nil && g != 0 {
		em := fixed.I(int(r.font.UnitsPerEm()))
		if a, err := r.font.GlyphAdvance(&r.buf, g, em, font.HintingNone); err == nil {
			v = a.Round()
		}
	}
	r.wide[c] = v
	return v
}

// Width is the width of text at a size, both in pixels, without kerning: a bound
// that kerning makes smaller.
func Width(text string, w Weight, size float64) float64 {
	r := rulers[w]
	r.mu.Lock()
	defer r.mu.Unlock()
	sum := 0
	for _, c := range text {
		sum += r.advance(c)
	}
	return float64(float64(sum)*size) / r.em
}

// Fit cuts text that is wider than room, and ends it with an ellipsis.
func Fit(text string, w Weight, size, room float64) string {
	if Width(text, w, size) <= room {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && Width(string(runes)+"…", w, size) > room {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
