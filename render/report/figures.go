package report

import (
	"fmt"
	"strings"

	"entente/render/document"
	"entente/render/figure"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Slide is a figure of a report for use on its own, with a name for its file.
type Slide struct {
	Name string
	document.Figure
}

// Slides gives the figures of a run in a theme: what waited where, lead times, the
// timeline, of every deadline that has a path its lanes and its waterfall, who knew
// what of each storyline, and who told whom.
func Slides(in *Input, t *theme.Theme) (list []Slide) {
	b := newBuilder(in, t)
	add := func(name string, f document.Figure, legend ...measure.Delay) {
		if len(legend) > 0 {
			key := figure.Legend("", legend, b.Terms, b.theme)
			f.Scene.Add(scene.Inset{At: scene.Point{Y: f.Scene.H + 12}, Scene: key})
			f.Scene.H += key.H + 12
		}
		list = append(list, Slide{fmt.Sprintf("%02d-%s", len(list)+1, plainName(name)), f})
	}
	if waits := b.listWaits(); len(waits) > 0 {
		add("waiting", figure.Load(b.nextFigure(), "What waited where", b.nations(), waits, 0, b.end, b.speak.Clock, b.theme), figure.LoadLegend(waits)...)
	}
	if list := b.listLeads(); len(list) > 0 {
		add("lead-times", figure.LeadTimes(b.nextFigure(), "Lead time at each deadline", list, b.theme))
	}
	timeline, _ := b.momentsFigure()
	add("timeline", timeline)
	for _, e := range b.Why {
		if len(e.Stretches) == 0 {
			continue
		}
		p := b.pathWords(e)
		add("lanes-"+b.speak.Who(e.Thing), figure.Lanes(b.nextFigure(), p, b.speak, b.theme), delaysOf(p)...)
		add("waterfall-"+b.speak.Who(e.Thing), figure.Waterfall(b.nextFigure(), p, b.speak, b.theme))
	}
	state := b.Trace.At(sim.Never)
	for _, thread := range b.Trace.Static.Storylines {
		facts := b.Trace.KeyFacts(thread.Name)
		shown, _ := mostOf(b.Trace.Knowers(state, thread.Name, facts))
		for from := 0; from < len(facts) && len(shown) > 0; from += mostColumns {
			add("knew-"+thread.Name, b.drawKnowledge(thread, facts, shown, from))
		}
	}
	if f, ok := b.contacts(); ok {
		add("contacts", f)
	}
	return list
}

// drawKnowledge draws who knew some facts of a storyline; its numbers say in words what
// the squares say.
func (b *builder) drawKnowledge(thread journal.Thread, facts []journal.Ref, rows []measure.Knower, from int) document.Figure {
	table := b.tellColumns(orElse(thread.Title, thread.Name), facts, rows, from, min(from+mostColumns, len(facts)))
	says := fmt.Sprintf("%s: how far each fact had come to each agency, and since when. %s", wording.Upper(wording.Pattern(thread)), inkKey)
	f := document.Figure{ID: b.nextFigure(), Scene: figure.Grid(&table, says, b.theme), Caption: inkKey, Numbers: document.Table{Head: table.Head}}
	for _, row := range table.Rows {
		var cells []document.Cell
		for _, c := range row {
			cells = append(cells, document.Cell{Text: strings.TrimSpace(c.Says + " " + c.Text), Strong: c.Strong})
		}
		f.Numbers.Rows = append(f.Numbers.Rows, cells)
	}
	return f
}

// plainName is a name that any disk takes.
func plainName(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return '-'
	}, s)
}

// Footnote says under pictures which count their times use, and where the run was
// stopped.
func Footnote(in *Input) string {
	speak := newBuilder(in, theme.Light).speak
	if speak.Stopped() {
		return speak.Stopping() + ". " + speak.Clock.Legend()
	}
	return speak.Clock.Legend()
}

// Album is the text beside the pictures of a run: what each shows, in words and as the
// table of its numbers.
func Album(in *Input, list []Slide) *document.Document {
	st := in.Trace.Static
	d := &document.Document{Maker: "entente replay export", Title: orElse(st.Title, st.Scenario), Kind: "Figures", Banner: st.Banner, Lead: "Digest " + in.Digest + ". " + Footnote(in) + "."}
	for i := range list {
		s := &list[i]
		d.Sections = append(d.Sections, document.Section{ID: s.Name, Title: s.Name + ".svg", Lead: s.Scene.Says, Blocks: []document.Block{s.Figure}})
	}
	return d
}
