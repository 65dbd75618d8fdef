package figure

import (
	"fmt"
	"strings"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/wording"
	"entente/sim/journal"
)

// Tally is how one deadline came out over replications.
type Tally struct {
	Name   string
	Counts [journal.Open + 1]int
	Margin string // its range, in words
	This   string // how this run came out, and its rank
}

// Strips draws the outcomes of deadlines over runs: ink for met, hatched for late,
// outlined for not met, each with its count.
func Strips(id, title string, all []Tally, terms *wording.Terms, t *theme.Theme) document.Figure {
	const row, strip = 44, 300
	s := &scene.Scene{W: Wide, H: float64(float64(len(all))*row) + 4, Title: title}
	numbers := document.Table{Head: []string{"Deadline"}, Right: []int{1, 2, 3, 4, 5}}
	for _, o := range outcomes {
		numbers.Head = append(numbers.Head, wording.Upper(terms.Outcome(o)))
	}
	numbers.Head = append(numbers.Head, "Margin", "This run")
	for i := range all {
		x := &all[i]
		y := float64(float64(i) * row)
		sum := 0
		for _, n := range x.Counts {
			sum += n
		}
		s.Add(cutText(0, y+13, x.Name, theme.Note, font.Medium, t.Ink, scene.Start, Wide))
		at := 0.0
		var words []string
		for _, o := range outcomes {
			n := x.Counts[o]
			if n == 0 || sum == 0 {
				continue
			}
			w := float64(strip*float64(n)) / float64(sum)
			s.Add(outcomeBar(scene.Box{X: at, Y: y + 20, W: w, H: 13}, o, t)...)
			words = append(words, fmt.Sprintf("%s %s %d", wording.Mark(o), terms.Outcome(o), n))
			at += w
		}
		said := strings.Join(words, "   ")
		after := strip + 30 + font.Width(said, font.Regular, theme.Note)
		s.Add(text(strip+14, y+31, said, theme.Note, font.Regular, t.Ink2, scene.Start),
			cutText(after, y+31, x.Margin, theme.Tick, font.Regular, t.Ink3, scene.Start, Wide-after))
		c := x.Counts
		numbers.Rows = append(numbers.Rows, document.Plain(x.Name, fmt.Sprint(c[journal.Met]), fmt.Sprint(c[journal.Late]), fmt.Sprint(c[journal.NotMet]),
			fmt.Sprint(c[journal.Void]), fmt.Sprint(c[journal.Open]), x.Margin, x.This))
	}
	s.Says = fmt.Sprintf("How %s came out over the runs.", wording.Plural(len(all), "deadline"))
	key := fmt.Sprintf("Full: %s. Striped: %s. Outlined: %s. Pale: %s or %s.", terms.Outcome(journal.Met), terms.Outcome(journal.Late), terms.Outcome(journal.NotMet), terms.Outcome(journal.Void), terms.Outcome(journal.Open))
	return document.Figure{ID: id, Scene: s, Numbers: numbers, Caption: key + " In grey the margin: from 5 to 95 % of the replications, and the median."}
}

var outcomes = [...]journal.Outcome{journal.Met, journal.Late, journal.NotMet, journal.Void, journal.Open}

// outcomeBar tells outcomes apart by shape, in ink alone.
func outcomeBar(b scene.Box, o journal.Outcome, t *theme.Theme) []scene.Item {
	switch o {
	case journal.Met:
		return []scene.Item{scene.Rect{Box: b, Fill: t.Ink}}
	case journal.Late:
		var marks []scene.Item
		for x := b.X - b.H; x < b.X+b.W; x += 5 {
			marks = append(marks, line(x, b.Y+b.H, x+b.H, b.Y, t.Ground[2], 2))
		}
		return []scene.Item{scene.Rect{Box: b, Fill: t.Ink3}, scene.Clip{Box: b, Items: marks}}
	case journal.NotMet:
		return []scene.Item{scene.Rect{Box: scene.Box{X: b.X + 0.7, Y: b.Y + 0.7, W: max(b.W-1.4, 0.5), H: b.H - 1.4}, Fill: t.Ground[2], Stroke: t.Ink, Width: 1.4}}
	}
	return []scene.Item{scene.Rect{Box: b, Fill: t.Line}}
}
