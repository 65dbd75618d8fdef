package figure

import (
	"fmt"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// Grade is how far something has become known: the fill of a cell, by quarters.
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

// Knower is a row of a grid of knowledge: what somebody knew of each fact, since
// when, and what they made of it.
type Knower struct {
	Name  string
	Needs bool
	Cells []Known
	Made  string // the level reached, and since when
}

// Known is one cell.
type Known struct {
	Grade Grade
	Since string
	Own   bool // by own collection
}

// Fact is a column.
type Fact struct{ Name, Kind string }

// Knowledge draws who knew which fact since when: ink fills a cell by quarters as
// it is received, read, understood and believed.
func Knowledge(id, title string, facts []Fact, rows []Knower, t *theme.Theme) document.Figure {
	const top, row, label, made = 44, 30, 236, 132
	cell := min(112, (Wide-label-made)/float64(max(1, len(facts))))
	s := &scene.Scene{W: Wide, H: top + float64(len(rows))*row + 8, Title: title}
	for i, f := range facts {
		x := label + float64(i)*cell
		s.Add(fitted(x, 18, f.Name, theme.Note, font.SemiBold, t.Ink, scene.Start, cell-8), fitted(x, 33, kindWords(f.Kind), theme.Tick, font.Regular, t.Ink3, scene.Start, cell-8))
	}
	s.Add(text(Wide-made+10, 18, "Made of it", theme.Note, font.SemiBold, t.Ink, scene.Start))
	numbers := document.Table{Head: []string{"Agency"}}
	for _, f := range facts {
		numbers.Head = append(numbers.Head, f.Name)
	}
	numbers.Head = append(numbers.Head, "Made of it")
	for i := range rows {
		k := &rows[i]
		y := top + float64(i)*row
		s.Add(line(0, y, Wide, y, t.Line, 1))
		name, weight := k.Name, font.Regular
		if k.Needs {
			name, weight = name+" !", font.SemiBold
		}
		s.Add(fitted(0, y+19, name, theme.Note, weight, t.Ink, scene.Start, label-10))
		cells := document.Plain(name)
		for j, c := range k.Cells {
			x := label + float64(j)*cell
			s.Add(inkCell(x, y+7, 15, c.Grade, t)...)
			words := c.Since
			if c.Own {
				words += "*"
			}
			if c.Grade == Unknown {
				words = ""
			}
			s.Add(fitted(x+21, y+19, words, theme.Tick, font.Regular, t.Ink2, scene.Start, cell-24))
			cells = append(cells, document.Cell{Text: wordsOf(c)})
		}
		s.Add(fitted(Wide-made+10, y+19, k.Made, theme.Tick, font.Medium, t.Ink, scene.Start, made-10))
		numbers.Rows = append(numbers.Rows, append(cells, document.Cell{Text: k.Made}))
	}
	s.Says = fmt.Sprintf("%d agencies and %d key facts: how far each fact had come to each agency, and since when.", len(rows), len(facts))
	return document.Figure{ID: id, Scene: s, Numbers: numbers,
		Caption: "Dashed: unknown. Filled by quarters: received, read, understood, believed. * own collection; ! an agency that needs to know."}
}

func wordsOf(c Known) string {
	if c.Grade == Unknown {
		return "unknown"
	}
	own := ""
	if c.Own {
		own = ", own collection"
	}
	return c.Grade.String() + " " + c.Since + own
}

// kindWords is the kind of a fact in small letters.
func kindWords(kind string) string {
	out := []byte(kind)
	for i, c := range out {
		switch {
		case c == '_':
			out[i] = ' '
		case c >= 'A' && c <= 'Z':
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}

// inkCell is a square filled from below.
func inkCell(x, y, size float64, g Grade, t *theme.Theme) (items []scene.Item) {
	if g == Unknown {
		for _, side := range [][4]float64{{0, 0, 1, 0}, {1, 0, 1, 1}, {1, 1, 0, 1}, {0, 1, 0, 0}} {
			ax, ay, bx, by := x+side[0]*size, y+side[1]*size, x+side[2]*size, y+side[3]*size
			for k := 0.0; k < 1; k += 0.25 {
				items = append(items, line(ax+(bx-ax)*k, ay+(by-ay)*k, ax+(bx-ax)*(k+0.13), ay+(by-ay)*(k+0.13), t.Line2, 1.3))
			}
		}
		return items
	}
	fill := size * float64(g) / 4
	items = append(items,
		scene.Rect{Box: scene.Box{X: x, Y: y + size - fill, W: size, H: fill}, Fill: t.Ink},
		scene.Rect{Box: scene.Box{X: x, Y: y, W: size, H: size}, Hollow: true, Stroke: t.Ink, Width: 1.3})
	if g == Believed { // a tick cut out
		items = append(items, scene.Polyline{Points: []scene.Point{{X: x + size*0.24, Y: y + size*0.52}, {X: x + size*0.43, Y: y + size*0.72}, {X: x + size*0.78, Y: y + size*0.3}}, Stroke: t.Ground[2], Width: 1.8})
	}
	return items
}
