package figure

import (
	"cmp"
	"fmt"
	"slices"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/notation"
)

// Wait is a stretch for which one thing waited at somebody's.
type Wait struct {
	Who         string
	Delay       measure.Delay
	From, Until sim.Time
}

// loadColumns are the columns of a load, and stack is one row of them: in each how
// many things waited on the mean, by delay.
const loadColumns = 96

type stack [loadColumns][measure.NumDelays]float64

// stackWaits adds up what waited with each of some names in columns of a width, and
// gives the most that waited in one of them.
func stackWaits(names []string, waits []Wait, from, width sim.Time) (sums []stack, peak float64) {
	sums = make([]stack, len(names))
	for _, w := range waits {
		at := slices.Index(names, w.Who)
		if at < 0 {
			continue
		}
		for k := max(0, (w.From-from)/width); k < loadColumns; k++ {
			begin := from + k*width
			if begin >= w.Until {
				break
			}
			if part := min(w.Until, begin+width) - max(w.From, begin); part > 0 {
				sums[at][k][w.Delay] += float64(part) / float64(width)
			}
		}
	}
	for i := range sums {
		for k := range sums[i] {
			peak = max(peak, total(&sums[i][k]))
		}
	}
	return sums, peak
}

// Load draws what waited with whom over a window: a strip for each, in the order of
// names, of columns that are stacked by delay. A column's height is the mean number
// of things that waited in it.
func Load(id, title string, names []string, waits []Wait, from, until sim.Time, c notation.Clock, t *theme.Theme) document.Figure {
	const most = 16
	names, others := busiest(names, waits, most)
	label := 14 + widest(names, 80, 200)
	row := 40.0
	if len(names) > 8 {
		row = 24
	}
	width := max(1, (until-from)/loadColumns)
	sums, peak := stackWaits(names, waits, from, width)
	s := &scene.Scene{W: Wide, H: float64(float64(len(names))*row) + 30, Title: title}
	a := Axis{from, from + loadColumns*width, label, Wide - label, sim.Never}
	numbers := document.Table{Slim: true, Dense: true, Head: []string{"Who", "Most waiting at once", "When", "Mean waiting"}, Right: []int{1, 3}}
	for i, name := range names {
		base := float64(float64(i+1)*row) - 4
		s.Add(cutText(0, base-2, name, theme.Tick, font.Regular, t.Ink, scene.Start, label-12), line(label, base+0.5, Wide, base+0.5, t.Line2, 1))
		high, when, all := 0.0, 0, 0.0
		for k := range sums[i] {
			y := base
			for d := range measure.NumDelays {
				v := sums[i][k][d]
				if v == 0 {
					continue
				}
				h := float64(v / peak * (row - 8))
				y -= h
				x := a.At(from + sim.Time(k)*width)
				s.Add(scene.Rect{Box: scene.Box{X: x, Y: y, W: a.W/loadColumns - 0.6, H: max(h, 0.4)}, Fill: t.Delays[d]})
			}
			sum := total(&sums[i][k])
			all += sum
			if sum > high {
				high, when = sum, k
			}
		}
		numbers.Rows = append(numbers.Rows, document.Plain(name, fmt.Sprintf("%.1f", high), c.At(from+sim.Time(when)*width), fmt.Sprintf("%.2f", all/loadColumns)))
	}
	bottom := float64(float64(len(names)) * row)
	s.Add(tickRow(a, bottom+16, c, t)...)
	s.Says = fmt.Sprintf("What waited with each of %s over time, by reason; most at once %.1f.", wording.Plural(len(names), "nation"), peak)
	caption := fmt.Sprintf("What waited, coloured by reason; one column for %s.", wording.Lasting(width))
	if others > 0 {
		caption += fmt.Sprintf(" The %d with most waiting; %s had less.", len(names), wording.Plural(others, "other"))
	}
	return document.Figure{ID: id, Scene: s, Caption: caption, Numbers: numbers}
}

func total(sums *[measure.NumDelays]float64) (all float64) {
	for _, v := range sums {
		all += v
	}
	return all
}

// busiest keeps the names with most waiting, in their order.
func busiest(names []string, waits []Wait, most int) ([]string, int) {
	if len(names) <= most {
		return names, 0
	}
	sums := map[string]sim.Time{}
	for _, w := range waits {
		sums[w.Who] += w.Until - w.From
	}
	order := slices.Clone(names)
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(sums[b], sums[a]) })
	keep := order[:most]
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !slices.Contains(keep, n) }), len(names) - most
}

// tickRow writes days or hours under a picture.
func tickRow(a Axis, y float64, c notation.Clock, t *theme.Theme) (items []scene.Item) {
	for _, i := range a.Calendar(y+6, y+6, c, t) {
		if x, ok := i.(scene.Text); ok {
			items = append(items, x)
		}
	}
	return items
}

// LoadLegend names the delays of a set of waits.
func LoadLegend(waits []Wait) (shown []measure.Delay) {
	for _, w := range waits {
		if !slices.Contains(shown, w.Delay) {
			shown = append(shown, w.Delay)
		}
	}
	slices.Sort(shown)
	return shown
}
