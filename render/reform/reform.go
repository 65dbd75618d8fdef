// Package reform makes the page of a search for reforms: what closes the gap, or that
// nothing does; each set of reforms with its price, what else it changes, and how sure
// that is.
//
// It words what package scenarios/reform found, and computes nothing itself.
package reform

import (
	"fmt"
	"slices"
	"strings"

	"entente/render/document"
	"entente/render/figure"
	"entente/render/theme"
	"entente/replay/wording"
	"entente/scenarios/reform"
	"entente/sim"
	"entente/sim/notation"
)

type builder struct {
	*reform.Data
	theme *theme.Theme
}

// Build makes the page.
func Build(d *reform.Data) *document.Document {
	b := &builder{d, theme.Light}
	title := d.Title
	if title == "" {
		title = d.Scenario
	}
	out := &document.Document{
		Maker: "entente reform", Kind: "Reforms", Title: title, Banner: d.Banner, Lead: d.Says,
		Cover: []document.Block{document.Paragraph{Text: b.summary()}},
	}
	if d.Run != nil {
		out.Cover = append(out.Cover, document.Paragraph{Text: d.Run.String()})
	}
	for _, s := range []document.Section{b.tellGap(), b.ranking(), b.effects(), b.tellRights(), b.listReforms(), b.tellLimits(), b.tellMethod()} {
		if s.Title != "" {
			out.Sections = append(out.Sections, s)
		}
	}
	return out
}

// summary says what was asked and run.
func (b *builder) summary() string {
	s := b.Searched
	return fmt.Sprintf("%s of %s; %s tried in %s, all from seed %d.", wording.Plural(len(b.Deadlines), "deadline"), b.Scenario,
		wording.Plural(s.Tried, "set"), wording.Plural(s.Runs, "run"), b.Seed)
}

// tellGap tells of the deadlines as things are.
func (b *builder) tellGap() document.Section {
	s := document.Section{ID: "gap", Title: "The gap", Lead: "It is closed when the fifth percentile of the time to spare is above zero: in nineteen runs of twenty there is time to spare for the deadline that has least of it."}
	t := document.Table{Head: []string{"Deadline", "Missed today", "Of runs"}, Right: []int{1, 2}}
	for _, x := range b.Today.Which {
		t.Rows = append(t.Rows, document.Plain(x.Deadline, wording.Thousands(x.Missed), wording.Thousands(x.Runs)))
	}
	today := fmt.Sprintf("Today there is time to spare in %s runs; the fifth percentile is %s.", b.Today.Kept(), b.Today.Spared())
	s.Blocks = []document.Block{t, document.Paragraph{Text: today}}
	return s
}

// ranking is the table of all sets that are told of.
func (b *builder) ranking() document.Section {
	s := document.Section{ID: "ranking", Title: "The sets, ranked", Lead: "What closes the gap comes first, then what comes near, then each reform alone. A verdict is a claim only where it says “closes”; “misses” is where runs show that more than one in twenty is late, and “undecided” where they show neither."}
	what := ""
	var t document.Table
	flush := func() {
		if len(t.Rows) > 0 {
			s.Blocks = append(s.Blocks, t)
		}
	}
	for _, x := range b.Sets {
		if x.What != what {
			flush()
			what = x.What
			title, note := reform.Heading(what)
			s.Blocks = append(s.Blocks, document.Heading{Text: title})
			if note != "" {
				s.Blocks = append(s.Blocks, document.Paragraph{Text: wording.Upper(note) + ".", Faint: true})
			}
			t = document.Table{Head: []string{"Reforms", "Verdict", "In time", "Fifth percentile", "Cost", "In effect after"}, Right: []int{2, 4}}
			if x.Rank > 0 {
				t.Head, t.Right = append([]string{"Rank"}, t.Head...), []int{3, 5}
			}
		}
		row := []string{b.longName(x), x.Verdict, x.Kept(), x.Spared(), wording.Thousands(int(x.Cost)), reform.After(x.Lead)}
		if x.Rank > 0 {
			row = append([]string{fmt.Sprint(x.Rank)}, row...)
		}
		t.Rows = append(t.Rows, document.Plain(row...))
	}
	flush()
	if len(b.Sets) == 0 {
		return document.Section{}
	}
	return s
}

// letter is what a reform is called for short: A to Z, then AA and so on.
func (b *builder) letter(id string) string {
	i := slices.IndexFunc(b.Candidates, func(c reform.CandidateData) bool { return c.ID == id })
	if i < 26 {
		return string(rune('A' + i))
	}
	return string(rune('A'+i/26-1)) + string(rune('A'+i%26))
}

// shortName names a set by letters; one reform also by its title.
func (b *builder) shortName(x *reform.SetData) string {
	list := make([]string, len(x.Reforms))
	for i, id := range x.Reforms {
		list[i] = b.letter(id)
	}
	if len(list) == 1 {
		return list[0] + ": " + b.titles(x)[0]
	}
	return strings.Join(list, " + ")
}

// titles are what the reforms of a set are called, for people.
func (b *builder) titles(x *reform.SetData) []string {
	list := make([]string, len(x.Reforms))
	for i := range list {
		list[i] = titleOf(x.Reforms[i], x.Titles[i])
	}
	return list
}

// longName names the reforms of a set by letter and title.
func (b *builder) longName(x *reform.SetData) string {
	list := b.titles(x)
	for i, id := range x.Reforms {
		list[i] = b.letter(id) + ": " + list[i]
	}
	return strings.Join(list, "; ")
}

// titleOf is a title, or the id of what has none.
func titleOf(id, title string) string {
	if title == "" {
		return id
	}
	return title
}

// effects draws in how many runs each set is in time, and what it gains.
func (b *builder) effects() document.Section {
	s := document.Section{ID: "effects", Title: "What each does", Lead: fmt.Sprintf("With the %s interval of each.", notation.Level(b.Level))}
	var share, gain []figure.Estimate
	add := func(name string, x *reform.SetData, hollow bool) {
		if r := x.InTime; r != nil && r.Low != nil && r.High != nil {
			share = append(share, figure.Estimate{
				Name: name, Value: r.Value, Low: *r.Low, High: *r.High, Hollow: hollow,
				Says: fmt.Sprintf("%s (%s to %s)", notation.Share(r.Value), notation.Share(*r.Low), notation.Share(*r.High)),
			})
		}
		if r := x.Gain; r != nil && r.Low != nil && r.High != nil {
			ms := func(v float64) float64 { return float64(v * float64(sim.Hour)) }
			gain = append(gain, figure.Estimate{Name: name, Value: ms(r.Value), Low: ms(*r.Low), High: ms(*r.High), Hollow: hollow, Says: r.Say("h")})
		}
	}
	add("as things are", b.Today, true)
	for _, x := range b.Sets {
		add(b.shortName(x), x, x.Verdict != "closes")
	}
	f := figure.Intervals("in-time", "Share of runs in time", "Share of runs with time to spare, today and under each set", share, false, figure.Part, b.theme)
	f.Caption = "Share of runs with time to spare. Full dots are claims."
	s.Blocks = append(s.Blocks, document.Heading{Text: "Runs in time"}, f)
	if len(gain) > 0 {
		g := figure.Intervals("gain", "Time gained", "Mean time to spare under each set less today's, run by run", gain, true, figure.Length, b.theme)
		g.Caption = "Mean time to spare less today's, run by run with the same luck. What never comes counts as if it came at the end, so the truth is more."
		s.Blocks = append(s.Blocks, document.Heading{Text: "Time gained"}, g)
	}
	t := document.Table{Head: []string{"Set", "Beside the sum of its parts"}}
	for _, x := range b.Sets {
		if text := x.SumText(); text != "" {
			t.Rows = append(t.Rows, document.Plain(b.shortName(x), text))
		}
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, document.Heading{Text: "More than the sum of the parts?"}, t)
	}
	return s
}

// tellRights tells what sets change besides.
func (b *builder) tellRights() document.Section {
	s := document.Section{ID: "besides", Title: "What it changes besides", Lead: fmt.Sprintf("In a run less the same run today. Rights are told at %s, load at %s; a change that does not show is no proof that there is none.", notation.Level(0.99), notation.Level(b.Level))}
	t := document.Table{Head: []string{"Set", "Rights (M17)", "Load (M13)"}}
	for _, x := range b.Sets {
		if x.What == "single" && x.RightsText() == "no change shows" && x.LoadText() == "no change shows" {
			continue
		}
		t.Rows = append(t.Rows, document.Plain(b.shortName(x), x.RightsText(), x.LoadText()))
	}
	if len(t.Rows) == 0 {
		return document.Section{}
	}
	s.Blocks = []document.Block{t}
	return s
}

// listReforms lists the reforms.
func (b *builder) listReforms() document.Section {
	if len(b.Candidates)+len(b.Left) == 0 {
		return document.Section{}
	}
	s := document.Section{ID: "reforms", Title: "The reforms", Lead: "Where each comes from. Costs and lead times rank; they are no prices. Tags: S seen in the source, L located there, K general knowledge, C calibration."}
	for _, c := range b.Candidates {
		says := fmt.Sprintf("%s. Cost %s, lead time %s.", wording.Upper(c.Origin()), wording.Thousands(int(c.Cost)), reform.After(c.Lead))
		if c.Source != "" {
			at := c.Source
			if c.Anchor != "" {
				at += ", " + c.Anchor
			}
			says += fmt.Sprintf(" Source: %s (%s).", at, c.Tag)
		}
		if c.Text != "" {
			says = c.Text + " " + says
		}
		s.Blocks = append(s.Blocks, document.Heading{Text: b.letter(c.ID) + ": " + titleOf(c.ID, c.Title)}, document.Paragraph{Text: says}, document.Code{Text: c.ID + "\n  " + strings.Join(c.Changes, "\n  ")})
	}
	if len(b.Left) > 0 {
		t := document.Table{Head: []string{"Not tried", "Why"}}
		for _, l := range b.Left {
			t.Rows = append(t.Rows, document.Plain(l.ID, l.Why))
		}
		s.Blocks = append(s.Blocks, document.Heading{Text: "Not tried"}, t)
	}
	return s
}

// tellLimits says what is not claimed.
func (b *builder) tellLimits() document.Section {
	s := document.Section{ID: "limits", Title: "What this does not say", Flows: true}
	for _, text := range reform.Limits(b.Data) {
		s.Blocks = append(s.Blocks, document.Paragraph{Text: text})
	}
	return s
}

// tellMethod says how it was made.
func (b *builder) tellMethod() document.Section {
	s := document.Section{ID: "method", Title: "How it was made", Flows: true}
	text := fmt.Sprintf("All sets run the same %s replications, which share their luck. A set is given up once more than %s of them miss, which no further run could mend. "+
		"What is left is put to the test on as many fresh replications; at most %s are, each at %s, so that all claims together hold at %s. "+
		"The bound is that of order statistics, which holds whatever the distribution: %s of %s runs may miss.",
		wording.Thousands(b.Reps), wording.Thousands(b.Forgives), wording.Plural(b.Finalists, "set"), notation.Level(b.TestLevel), notation.Level(b.Level), wording.Thousands(b.Forgives), wording.Thousands(b.Reps))
	n := b.Searched
	facts := []string{
		fmt.Sprintf("sets of up to %s, the %s first", wording.Plural(b.Most, "reform"), map[string]string{"size": "smallest", "cost": "cheapest"}[b.By]),
		fmt.Sprintf("%s not tried since a part of them was found", wording.Thousands(n.Dominated)),
		fmt.Sprintf("%s not tried since their reforms contradict or repeat each other", wording.Thousands(n.Clashing)),
		fmt.Sprintf("a reform more made more runs miss in %s of %s comparisons", wording.Thousands(n.Worse), wording.Thousands(n.Steps)),
	}
	if n.Failed > 0 {
		facts = append(facts, wording.Plural(n.Failed, "run")+" failed and count as missed")
	}
	facts = append(facts, "engine "+b.Engine)
	s.Blocks = []document.Block{document.Paragraph{Text: text}, document.Paragraph{Text: strings.Join(facts, " · "), Faint: true}}
	return s
}
