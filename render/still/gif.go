package still

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"io"
	"slices"

	"entente/render/scene"
)

// GIF writes pictures one after the other, each shown for so many hundredths of a
// second, without an end. All have the size of the first. The colours are the 256
// that stand for most pixels.
func GIF(out io.Writer, frames []*scene.Scene, scale float64, hundredths int) error {
	if len(frames) == 0 {
		return errors.New("a moving picture takes at least one frame")
	}
	var film gif.GIF
	var colours *box
	var last *image.Paletted
	for _, s := range frames {
		img := Pixels(s, scale)
		if colours == nil {
			colours = boxOf(frames, scale, img)
		}
		next := colours.reduce(img)
		shown := next
		if last != nil {
			shown = changed(last, next)
		}
		last = next
		film.Image, film.Delay = append(film.Image, shown), append(film.Delay, hundredths)
		film.Disposal = append(film.Disposal, gif.DisposalNone)
	}
	film.Config = image.Config{ColorModel: colours.palette, Width: last.Rect.Dx(), Height: last.Rect.Dy()}
	return gif.EncodeAll(out, &film)
}

// changed is the part of a frame that differs from the one before; a pixel where
// nothing does.
func changed(last, next *image.Paletted) *image.Paletted {
	r := image.Rectangle{}
	w := next.Rect.Dx()
	for y := range next.Rect.Dy() {
		a, b := last.Pix[y*last.Stride:y*last.Stride+w], next.Pix[y*next.Stride:y*next.Stride+w]
		if bytes.Equal(a, b) {
			continue
		}
		x0, x1 := 0, w
		for a[x0] == b[x0] {
			x0++
		}
		for a[x1-1] == b[x1-1] {
			x1--
		}
		r = r.Union(image.Rect(x0, y, x1, y+1))
	}
	if r.Empty() {
		r = image.Rect(0, 0, 1, 1)
	}
	return next.SubImage(r).(*image.Paletted)
}

// box is a choice of colours.
type box struct {
	palette color.Palette
	nearest [1 << 15]int16 // by 5 bits of red, green and blue; -1: not asked yet
}

// looks is at how many frames the colours are chosen.
const looks = 8

// boxOf chooses colours from some of the frames; the first is drawn already.
func boxOf(frames []*scene.Scene, scale float64, first *image.RGBA) *box {
	var count [1 << 15]int
	var sum [1 << 15][3]int
	step := max(len(frames)/looks, 1)
	for i := 0; i < len(frames); i += step {
		img := first
		if i > 0 {
			img = Pixels(frames[i], scale)
		}
		for p := 0; p < len(img.Pix); p += 4 {
			k := bucket(img.Pix[p], img.Pix[p+1], img.Pix[p+2])
			count[k]++
			for c := range sum[k] {
				sum[k][c] += int(img.Pix[p+c])
			}
		}
	}
	var used []int
	for k, n := range count {
		if n > 0 {
			used = append(used, k)
		}
	}
	slices.SortStableFunc(used, func(a, b int) int { return count[b] - count[a] })
	b := &box{}
	for i := range b.nearest {
		b.nearest[i] = -1
	}
	for _, k := range used[:min(len(used), 256)] {
		mean := func(c int) uint8 { return uint8((sum[k][c] + count[k]/2) / count[k]) }
		b.palette = append(b.palette, color.RGBA{mean(0), mean(1), mean(2), 255})
	}
	return b
}

func bucket(r, g, b uint8) int { return int(r>>3)<<10 | int(g>>3)<<5 | int(b>>3) }

// reduce draws a picture in the chosen colours.
func (b *box) reduce(img *image.RGBA) *image.Paletted {
	out := image.NewPaletted(img.Rect, b.palette)
	for i := range out.Pix {
		p := img.Pix[4*i : 4*i+4]
		k := bucket(p[0], p[1], p[2])
		if b.nearest[k] < 0 {
			b.nearest[k] = int16(b.palette.Index(color.RGBA{p[0], p[1], p[2], 255}))
		}
		out.Pix[i] = uint8(b.nearest[k])
	}
	return out
}
