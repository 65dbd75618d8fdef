// Package validation makes the page of documented cases: where each documented value
// stands among the runs, how wide they spread, which labels showed and what remedies did.
//
// It words and draws what package casebook measured, and measures nothing itself.
package validation

import (
	"fmt"
	"math"
	"strings"

	"entente/render/document"
	"entente/render/figure"
	"entente/render/theme"
	"entente/replay/wording"
	"entente/scenarios/casebook"
)

// Maker is what writes such a page.
const Maker = "entente validate"

type builder struct {
	*casebook.Validation
	theme *theme.Theme
}

// Build makes the page.
func Build(v *casebook.Validation) *document.Document {
	b := &builder{v, theme.Light}
	d := &document.Document{
		Maker: Maker, Kind: "Validation", Title: "Entente against documented cases",
		Lead: "Where does what inquiries and the press found out stand among simulated runs? Nothing has to pass: misses are shown as misses.",
	}
	d.Cover = []document.Block{b.numbers(), document.Paragraph{Text: b.tellRuns()}}
	for _, s := range []document.Section{
		b.rows("predictive", "Predictive rows", "No figure that these runs use was taken from the same case."),
		b.rows("fitted", "Fitted rows", "A figure that these runs use was taken from the same case, so they say nothing of the model."),
		b.drawPlaces(), b.labels(), b.signs(), b.controls(), b.calibration(), b.earlier(), b.reading(),
	} {
		if len(s.Blocks) > 0 {
			d.Sections = append(d.Sections, s)
		}
	}
	return d
}

// tellRuns says in one sentence what was run.
func (b *builder) tellRuns() string {
	s := fmt.Sprintf("%s, %s of each, remedies in pairs of %d; engine %s, seed %d.", wording.Plural(len(b.Cases), "case"), wording.Plural(b.Replications, "replication"), b.Pairs, b.Engine, b.Seed)
	if len(b.Set) > 0 {
		s += " In all runs was set: " + strings.Join(b.Set, ", ") + "."
	}
	if n := b.Unmeasured(); n > 0 {
		s += " " + wording.Plural(n, "row") + " began in no run and is in no number here."
	}
	return s
}

// numbers are what it comes to, at a glance.
func (b *builder) numbers() document.Numbers {
	var n document.Numbers
	add := func(value, says, note string) {
		n.Items = append(n.Items, document.Number{Value: value, Says: says, Note: note})
	}
	if c := b.Predictive; c != nil {
		add(fmt.Sprintf("%d of %d", c.Inside, c.Rows), "predictive rows between 5 and 95 %", "about nine in ten should be; "+c.Sure())
		add(fmt.Sprintf("%.2f", c.Off), "powers of ten off the record, in the mean", "less is better; wide bands cost as misses do")
		add(fmt.Sprintf("%d of %d", c.Unbounded, c.Rows), "bands without an upper end", "more than one run of twenty never gets there")
	}
	for _, t := range []struct {
		says string
		*casebook.Tally
	}{{"labels show as often as they must", &b.Labels}, {"signs of remedies as stated beforehand", &b.Signs}, {"gaps stay open, as expected", &b.Controls}} {
		if t.Of > 0 {
			add(fmt.Sprintf("%d of %d", t.Confirmed, t.Of), t.says, "exact 95 % interval "+casebook.Percent(t.Low)+" to "+casebook.Percent(t.High))
		}
	}
	return n
}

// rows draws and lists those of a role, case by case.
func (b *builder) rows(role, title, lead string) document.Section {
	s := document.Section{ID: role, Title: title, Lead: lead + " The line goes from 5 to 95 % of the runs, the dot is their median, the diamond the documented value: red where it is outside. A range has a bar below it."}
	for k, o := range b.Cases {
		var all []figure.Band
		var left, sources []string
		for i := range o.Rows {
			r := &o.Rows[i]
			switch {
			case r.Role != role:
				continue
			case !r.Measured:
				left = append(left, r.ID+" ("+r.Says+"): "+r.Verdict+".")
			default:
				all = append(all, band(r, role == "fitted"))
			}
			said := r.ID + ": " + r.Source + " (" + r.Tag + ")"
			if r.Note != "" {
				said += "; " + r.Note
			}
			if r.Endless() && r.MayNotEnd != "" {
				said += "; no upper end, for " + r.MayNotEnd
			}
			sources = append(sources, said+".")
		}
		if len(sources) == 0 {
			continue
		}
		s.Blocks = append(s.Blocks, document.Heading{Text: o.Title})
		if role == "fitted" && len(o.Fitted) > 0 {
			s.Blocks = append(s.Blocks, document.Paragraph{Text: "Taken from this case: " + strings.Join(o.Fitted, "; ") + "."})
		}
		if len(all) > 0 {
			s.Blocks = append(s.Blocks, figure.Bands(fmt.Sprintf("%s-%d", role, k), o.Name, "Runs and record of each interval, from a minute to a year", bandHead, all, b.theme))
		}
		s.Blocks = append(s.Blocks, document.List{Points: append(left, sources...)})
	}
	return s
}

var bandHead = []string{"Row", "Documented", "Place", "5 %", "50 %", "95 %", "Off", "Ended", ""}

// band is a row as it is drawn.
func band(r *casebook.Measured, hollow bool) figure.Band {
	from, to := r.Between()
	return figure.Band{
		Name: r.ID + " " + r.Says, Low: drawnTime(r.Low), Middle: drawnTime(r.Median), High: drawnTime(r.High), From: drawnTime(from), To: drawnTime(to), Apart: !r.Inside, Hollow: hollow,
		Cells: []string{r.Documented, fmt.Sprintf("%.3f", r.Place), casebook.Lasted(r.Low), casebook.Lasted(r.Median), casebook.Lasted(r.High), fmt.Sprintf("%.2f", r.Off), r.EndedIn(), r.Verdict},
	}
}

// drawnTime is a time as it is drawn.
func drawnTime(ms *int64) float64 {
	if ms == nil {
		return math.Inf(1)
	}
	return float64(*ms)
}

// drawPlaces draws how the places of documented values spread, beside what is even.
func (b *builder) drawPlaces() document.Section {
	s := document.Section{ID: "places", Title: "How the places spread", Lead: "Full: rows whose documented value stands in this tenth of the runs. Outlined: as many as there would be if the model were right."}
	for _, x := range []struct {
		name string
		c    *casebook.Coverage
	}{{"predictive", b.Predictive}, {"fitted", b.Fitted}} {
		if x.c == nil {
			continue
		}
		var all []figure.Estimate
		even := float64(x.c.Rows) / float64(len(x.c.Histogram))
		for i, n := range x.c.Histogram {
			name := fmt.Sprintf("%.1f to %.1f", float64(i)/10, float64(i+1)/10)
			all = append(all,
				figure.Estimate{Name: name, Value: float64(n), Low: math.NaN(), High: math.NaN(), Says: fmt.Sprint(n)},
				figure.Estimate{Name: name + ", if even", Value: even, Low: math.NaN(), High: math.NaN(), Says: fmt.Sprintf("%.1f", even), Hollow: true})
		}
		s.Blocks = append(s.Blocks, document.Heading{Text: "Of the " + x.name + " rows"},
			figure.Bars("places-"+x.name, "Places of the "+x.name+" rows", "How many rows stand in each tenth", all, figure.Plain, b.theme),
			document.Paragraph{Text: x.c.In() + " lie between 0.05 and 0.95; about 90 % should."})
	}
	return s
}

func (b *builder) labels() document.Section {
	s := document.Section{ID: "labels", Title: "Labels: what has to show", Flows: true}
	t := document.Table{Head: []string{"Case", "Label", "Wanted", "Shows in", "", "Source"}, Right: []int{3}}
	for _, o := range b.Cases {
		for _, l := range o.Labels {
			t.Rows = append(t.Rows, document.Plain(o.Name, l.Says, l.Wanted, casebook.Percent(l.Share), holds(l.Holds), l.Source))
		}
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

func holds(yes bool) string {
	if yes {
		return "holds"
	}
	return "miss"
}

func (b *builder) signs() document.Section {
	s := document.Section{ID: "signs", Title: "Remedies, stated before they were run", Lead: fmt.Sprintf("%d pairs of runs that share their luck. Same means that fewer than one pair in twenty differ.", b.Pairs)}
	for _, o := range b.Cases {
		t := document.Table{Head: []string{"Remedy", "Read on", "Expected", "Sooner", "Same", "Later", ""}, Right: []int{3, 4, 5}}
		for i := range o.Signs {
			x := &o.Signs[i]
			t.Rows = append(t.Rows, document.Plain(x.Says, x.On, x.Expected, fmt.Sprint(x.Sooner), fmt.Sprint(x.Same), fmt.Sprint(x.Later), x.Verdict()))
		}
		if len(t.Rows) > 0 {
			s.Blocks = append(s.Blocks, document.Heading{Text: o.Title}, t)
		}
	}
	return s
}

func (b *builder) controls() document.Section {
	s := document.Section{ID: "controls", Title: "Gaps that no remedy should close", Flows: true}
	t := document.Table{Head: []string{"Case", "Gap", "Closed from", "Without a remedy", "With the best", "", ""}, Right: []int{2, 3, 4}}
	for _, o := range b.Cases {
		for i := range o.Controls {
			h := &o.Controls[i]
			t.Rows = append(t.Rows, document.Plain(o.Name, h.Says+" ("+h.On+")", casebook.Percent(h.Closed), casebook.Percent(h.Without), casebook.Percent(h.With), h.Best, h.Verdict()))
		}
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

func (b *builder) calibration() document.Section {
	t := document.Table{Head: []string{"Figures", "Stand on", "Rows that they bear on"}}
	for _, c := range b.Calibration {
		t.Rows = append(t.Rows, document.Plain(c.Figures, c.On, c.Rows))
	}
	return document.Section{ID: "calibration", Title: "What was calibrated on what", Flows: true, Blocks: []document.Block{t}}
}

func (b *builder) earlier() document.Section {
	t := document.Table{Head: []string{"Engine", "Cases", "Predictive rows inside", ""}}
	for _, e := range b.Earlier {
		t.Rows = append(t.Rows, document.Plain(e.Engine, e.Of, e.In(), e.Says))
	}
	return document.Section{ID: "before", Title: "What is known from before", Flows: true, Lead: casebook.OnEarlier, Blocks: []document.Block{t}}
}

func (b *builder) reading() document.Section {
	return document.Section{
		ID: "reading", Title: "How to read it, and what it does not show", Flows: true,
		Blocks: []document.Block{document.Paragraph{Text: strings.ReplaceAll(casebook.HowToRead, "*", "")}, document.Paragraph{Text: casebook.Limits}},
	}
}
