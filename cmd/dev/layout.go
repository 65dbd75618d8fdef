package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// The layout of README is a house drawn from the rows of the graph: wings that stand on
// each other, and in each wing rooms that stand on the rooms they import. What a room
// uses of other wings is shown by marks in their colours, since arrows between so many
// rooms would be a thicket.

const layoutFile = "cmd/dev/layout.svg"

// wing is the part of the house that one folder holds.
type wing struct {
	name, says string
	x, width   int
	story      int // from the ground, 0
	light      string
	dark       string
}

const houseWidth, half = 760, 374

var wings = []wing{
	{"sim", "the ground: time, order, chance, records, files", 0, houseWidth, 0, "#5c6370", "#9aa4b2"},
	{"agents", "one leg: what happens in the world", 0, half, 1, "#b3541e", "#e8935a"},
	{"replay", "the other leg: records, and what came of them", houseWidth - half, half, 1, "#1f6f9f", "#62b4e4"},
	{"scenarios", "YAML to a compiled scenario; many runs of it", 0, houseWidth, 2, "#3d7a3a", "#7fc27a"},
	{"render", "what is drawn", 0, houseWidth, 3, "#7a4b9c", "#bd93dd"},
	{"cmd", "the programs, in which both legs meet", 0, houseWidth, 4, "#a3324b", "#ef8397"},
}

// drawnRoom is a package as it is drawn.
type drawnRoom struct {
	name   string // in its wing
	level  int    // 0: it imports no room of its wing
	uses   []int  // other wings that it imports from, but for the ground
	tests  bool   // only tests import it
	x, y   int
	length int
}

const (
	roomHeight, gapBetween = 22, 6
	letter                 = 7 // the width of a letter of its font, rounded up
	pad                    = 8
	head                   = 24 // a wing's own line
)

func wingOf(pkg string) int {
	first, _, _ := strings.Cut(pkg, "/")
	return slices.IndexFunc(wings, func(w wing) bool { return w.name == first })
}

// drawnRooms gives the rooms of each wing.
func drawnRooms(rows []floor) [][]drawnRoom {
	level := map[string]int{}
	imported := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for _, f := range rows {
			for _, may := range strings.Fields(f.may) {
				imported[may] = true
				if wingOf(may) == wingOf(f.pkg) && level[f.pkg] <= level[may] {
					level[f.pkg], changed = level[may]+1, true
				}
			}
		}
	}
	list := make([][]drawnRoom, len(wings))
	for _, f := range rows {
		w := wingOf(f.pkg)
		_, name, _ := strings.Cut(f.pkg, "/")
		r := drawnRoom{name: name, level: level[f.pkg], tests: !imported[f.pkg] && wings[w].name != "cmd"}
		if name == "" {
			r.name = f.pkg
		}
		for _, may := range strings.Fields(f.may) {
			if at := wingOf(may); at != w && wings[at].story > 0 && !slices.Contains(r.uses, at) {
				r.uses = append(r.uses, at)
			}
		}
		slices.Sort(r.uses)
		r.length = letter*len(r.name) + 2*pad + 9*len(r.uses)
		if len(r.uses) > 0 {
			r.length += 4
		}
		list[w] = append(list[w], r)
	}
	return list
}

// place puts the rooms of a wing on its levels, the highest first, and gives the height
// of the wing.
func (w *wing) place(list []drawnRoom) int {
	y := head
	top := 0
	for _, r := range list {
		top = max(top, r.level)
	}
	for level := top; level >= 0; level-- {
		x := pad
		for i := range list {
			r := &list[i]
			if r.level != level {
				continue
			}
			if x+r.length > w.width-pad {
				x, y = pad, y+roomHeight+gapBetween/2
			}
			r.x, r.y = x, y
			x += r.length + gapBetween
		}
		y += roomHeight + gapBetween
	}
	return y
}

// drawLayout writes the house as SVG, for a light and a dark page.
func drawLayout(rows []floor) string {
	list := drawnRooms(rows)
	heights := make([]int, len(wings))
	stories := map[int]int{}
	for i := range wings {
		heights[i] = wings[i].place(list[i])
		stories[wings[i].story] = max(stories[wings[i].story], heights[i])
	}
	tops, y := map[int]int{}, pad
	for story := len(stories) - 1; story >= 0; story-- {
		tops[story] = y
		y += stories[story] + 10
	}
	var b strings.Builder
	height := y + 24
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"The packages of this repository: every room stands on what it imports\">\n", houseWidth, height, houseWidth, height)
	b.WriteString("<style>\n text { font: 12px/1 ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1f2328 }\n .says { font-family: system-ui, sans-serif; fill: #59636e }\n .room { fill: #ffffff; stroke-width: 1.2 }\n .wing { fill-opacity: 0.07; stroke-opacity: 0.5 }\n")
	for i, w := range wings {
		fmt.Fprintf(&b, " .w%d { stroke: %s } .f%d { fill: %s }\n", i, w.light, i, w.light)
	}
	b.WriteString(" @media (prefers-color-scheme: dark) {\n  text { fill: #e6edf3 } .says { fill: #9198a1 } .room { fill: #0d1117 } .wing { fill-opacity: 0.14 }\n")
	for i, w := range wings {
		fmt.Fprintf(&b, "  .w%d { stroke: %s } .f%d { fill: %s }\n", i, w.dark, i, w.dark)
	}
	b.WriteString(" }\n</style>\n")
	for i, w := range wings {
		fmt.Fprintf(&b, "<g transform=\"translate(%d %d)\">\n<rect class=\"wing w%d f%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", w.x, tops[w.story], i, i, w.width, stories[w.story])
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"16\" font-weight=\"bold\">%s</text><text class=\"says\" x=\"%d\" y=\"16\">%s</text>\n", pad, w.name, pad+8*len(w.name)+4, w.says)
		for _, r := range list[i] {
			r.draw(&b, i)
		}
		b.WriteString("</g>\n")
	}
	fmt.Fprintf(&b, "<text class=\"says\" x=\"%d\" y=\"%d\">A room stands on the rooms of its wing that it imports; squares: wings it also imports from, beside sim. Dashed: for tests.</text>\n</svg>\n", pad, height-10)
	return b.String()
}

func (r *drawnRoom) draw(b *strings.Builder, at int) {
	dash := ""
	if r.tests {
		dash = ` stroke-dasharray="3 3"`
	}
	fmt.Fprintf(b, "<rect class=\"room w%d\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"%s/>", at, r.x, r.y, r.length, roomHeight, dash)
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%d\">%s</text>", r.x+pad, r.y+15, r.name)
	x := r.x + r.length - pad + 2 - 9*len(r.uses)
	for _, w := range r.uses {
		fmt.Fprintf(b, "<rect class=\"f%d\" x=\"%d\" y=\"%d\" width=\"6\" height=\"6\"/>", w, x, r.y+8)
		x += 9
	}
	b.WriteString("\n")
}

func writeLayout() error { return os.WriteFile(layoutFile, []byte(drawLayout(floors)), 0o644) }
