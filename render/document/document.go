// Package document holds a text with figures and tables, and writes it as a page to print
// (html.go) or as Markdown (markdown.go), with the same content.
//
// A Document is sections of blocks. Texts are plain; whatever they hold is escaped by the
// writers. Every figure has the table of its numbers, so that nobody needs to see it. The
// page is complete in itself: fonts, style and pictures are in it, there is no script,
// and nothing is fetched.
package document

import (
	"slices"

	"entente/render/scene"
)

// Document is a whole text.
type Document struct {
	Title    string
	Kind     string // what it is, above the title and at the head of each printed page
	Banner   string // on every page
	Lead     string
	Lang     string // as BCP 47
	Maker    string // what wrote it: the page's generator
	Cover    []Block
	Sections []Section
}

// Section is a chapter with a name that others can point to.
type Section struct {
	ID     string
	Title  string
	Lead   string
	Blocks []Block
	Flows  bool // it may begin on the page on which the one before ended
}

// Block is a part of a section: Heading, Paragraph, Figure, Picture, Table, List,
// Numbers, Code, Choice or Room.
type Block interface{ block() }

// Heading is a title within a section.
type Heading struct{ Text string }

// Paragraph is running text. A faint one is a note.
type Paragraph struct {
	Text  string
	Faint bool
}

// Columns are blocks beside each other; where there is no room, and in Markdown,
// below each other.
type Columns struct{ Sides [][]Block }

// Figure is a picture with the table of its numbers.
type Figure struct {
	ID      string
	Scene   *scene.Scene
	Small   *scene.Scene // the same for a small screen; nil: the whole is moved about there
	Caption string
	Numbers Table
	Spec    any // the same for Vega-Lite, as JSON; nil: there is none
}

// Figures are all figures of a document, in order.
func (d *Document) Figures() (list []*Figure) {
	var look func(blocks []Block)
	look = func(blocks []Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case Figure:
				list = append(list, &b)
			case Columns:
				for _, side := range b.Sides {
					look(side)
				}
			}
		}
	}
	look(d.Cover)
	for i := range d.Sections {
		look(d.Sections[i].Blocks)
	}
	return list
}

// Picture is a figure without numbers of its own, such as a legend.
type Picture struct {
	ID    string
	Scene *scene.Scene
}

// Table has a row of headings and rows of cells. Columns named in Right hold
// numbers.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]Cell
	Right   []int
	Slim    bool // so few words that paper takes two columns of it
	Dense   bool // so many cells that paper takes small letters
}

// Drop leaves out the columns in which no row says anything, the first aside.
func (t *Table) Drop() {
	for i := len(t.Head) - 1; i > 0; i-- {
		if slices.ContainsFunc(t.Rows, func(row []Cell) bool { return row[i].Text != "" || row[i].Chip != nil }) {
			continue
		}
		t.Head = slices.Delete(t.Head, i, i+1)
		for k := range t.Rows {
			t.Rows[k] = slices.Delete(t.Rows[k], i, i+1)
		}
		t.Right = slices.DeleteFunc(t.Right, func(c int) bool { return c == i })
		for k := range t.Right {
			if t.Right[k] > i {
				t.Right[k]--
			}
		}
	}
}

// Cell is one cell of a table.
type Cell struct {
	Text   string
	Strong bool
	Late   bool         // worded so as well: colour says nothing alone
	Chip   *scene.Scene // a small picture before the text
	Says   string       // what the chip says, for those who cannot see it
}

// Plain are cells of text.
func Plain(texts ...string) []Cell {
	row := make([]Cell, len(texts))
	for i, t := range texts {
		row[i] = Cell{Text: t}
	}
	return row
}

// List is a list of points.
type List struct{ Points []string }

// Numbers is a row of large figures, each with what it counts and a note.
type Numbers struct{ Items []Number }

// Number is one large figure.
type Number struct {
	Value string
	Says  string
	Note  string
	Late  bool
}

// Code is text for a program.
type Code struct{ Text string }

func (Heading) block()   {}
func (Paragraph) block() {}
func (Columns) block()   {}
func (Figure) block()    {}
func (Picture) block()   {}
func (Table) block()     {}
func (List) block()      {}
func (Numbers) block()   {}
func (Code) block()      {}
