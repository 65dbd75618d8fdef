package report

import (
	"fmt"

	"entente/render/document"
	"entente/render/figure"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// promise says in a sentence what the reader has before them.
func (b *builder) promise() string {
	st := b.Story.Static
	nations := len(b.nations())
	text := fmt.Sprintf("%s, %s, %s, seed %d.", wording.Plural(nations, "nation"), wording.Lasting(b.end), wording.Plural(len(st.Storylines), "storyline"), b.Seed)
	if name := wording.Exercise(st); name != "" {
		text = name + ". " + text
	}
	return text + " What happened, why, and what to change."
}

// cover shows the run itself, and says how far its numbers go.
func (b *builder) cover() []document.Block {
	waits := b.waits()
	var blocks []document.Block
	if b.Partial != "" {
		blocks = append(blocks, document.Paragraph{Text: "Partial: " + b.Partial})
	}
	if len(waits) > 0 {
		f := figure.Load(b.id(), "What waited where", b.nations(), waits, 0, b.end, b.speak.Clock, b.theme)
		b.coverNumbers, f.Numbers = f.Numbers, document.Table{}
		f.Caption += " Its numbers stand under “Method and proof”."
		blocks = append(blocks, f,
			document.Picture{ID: b.id(), Scene: figure.Legend("", figure.LoadLegend(waits), b.theme)})
	}
	claim := "Single run: illustrates, does not estimate. One run is one draw of chance; replications give ranges."
	if n := len(b.Runs); n > 0 {
		claim = fmt.Sprintf("Headline numbers carry their range over %s (5, 50 and 95 %% of them) and the rank of this run among them.", wording.Plural(n, "replication"))
	}
	return append(blocks, document.Paragraph{Text: claim}, document.Paragraph{Faint: true, Text: b.provenance()})
}

// provenance is one line that identifies the run.
func (b *builder) provenance() string {
	return fmt.Sprintf("Scenario %s · %s to %s · seed %d · engine %s · digest %s", b.Story.Static.Scenario,
		b.speak.Clock.Date(0), b.speak.Clock.Date(b.end), b.Seed, b.Engine, b.Digest)
}

// nations are the names of nations and bodies, in the order of the scenario.
func (b *builder) nations() (names []string) {
	for _, t := range b.Story.Static.Things {
		if s := journal.SortOf(t.Sort); s == journal.SortNation || s == journal.SortBody {
			names = append(names, t.Name)
		}
	}
	return names
}

// waits are all stretches for which messages and jobs waited, with whom: the
// nation or body of what held them, else that of the record.
func (b *builder) waits() (list []figure.Wait) {
	for i := range b.Story.Records {
		r := &b.Story.Records[i]
		if r.At < 0 {
			continue
		}
		end := r.At
		for k := len(r.Spans) - 1; k >= 0; k-- {
			s := &r.Spans[k]
			who := b.Story.Nation(s.Object)
			if who == "" {
				who = b.Story.Nation(r.Actor)
			}
			if who == "" {
				who = b.Story.Name(r.Actor)
			}
			if d := measure.DelayOf(s.Step, s.Cause); s.Ms > 0 && s.Cause != journal.Idle {
				list = append(list, figure.Wait{Who: who, Delay: d, From: max(0, end-s.Ms), Until: end})
			}
			end -= s.Ms
		}
	}
	return list
}

// hotWash is the page for those who read one.
func (b *builder) hotWash() document.Section {
	s := document.Section{ID: "hot-wash", Title: title(b.Terms.Noun("hot_wash"))}
	met, due := 0, 0
	for i := range b.deadlines {
		if d := &b.deadlines[i]; d.Counts() {
			due++
			if d.Outcome == journal.Met {
				met++
			}
		}
	}
	s.Lead = b.verdict(met, due)
	numbers := document.Numbers{}
	number := func(value, says, note string, late bool) {
		numbers.Items = append(numbers.Items, document.Number{Value: value, Says: says, Note: note, Late: late})
	}
	if due > 0 {
		number(fmt.Sprintf("%d of %d", met, due), "deadlines met", b.headline("M3"), met < due)
	}
	if b.results.M1.All() > 0 {
		x := measure.FigureOf("M1")
		number(wording.Figure(x, &b.results), "half of what was needed took this long to arrive", b.headline("M1"), false)
	}
	if d, ms := b.largest(); ms > 0 {
		number(wording.Lasting(ms), "message time lost to "+lower(b.Terms.Delay(d.Code())), "the largest of all reasons", false)
	}
	if b.results.M4.Reached > 0 {
		number(fmt.Sprintf("%d of %d", b.results.M4.Ended, b.results.M4.Reached), "messages ended by a law", b.headline("M4"), false)
	}
	s.Blocks = append(s.Blocks, numbers)
	s.Blocks = append(s.Blocks, document.Heading{Text: "What was planned"}, document.Paragraph{Text: b.planned()},
		document.Heading{Text: "What happened"}, document.List{Points: b.happened()},
		document.Heading{Text: "Why"}, document.List{Points: b.reasons()})
	if keep, mend := b.strengths(), b.areas(); len(keep)+len(mend) > 0 {
		if len(keep) > 0 {
			s.Blocks = append(s.Blocks, document.Heading{Text: "Keep"}, document.List{Points: first(texts(keep), 2)})
		}
		if len(mend) > 0 {
			s.Blocks = append(s.Blocks, document.Heading{Text: "Mend"}, document.List{Points: first(b.actions(mend), 3)})
		}
	}
	return s
}

// headline is the range of a figure and the rank of this run.
func (b *builder) headline(id string) string {
	if len(b.Runs) == 0 {
		return ""
	}
	x := measure.FigureOf(id)
	return wording.Spread(x.Unit, x.Over(b.Runs)) + "; " + b.rank(x)
}

// largest is the reason that took most of the time of messages.
func (b *builder) largest() (measure.Delay, sim.Time) {
	var sums [measure.NumDelays]sim.Time
	for _, s := range b.Story.OnTheWay() {
		sums[measure.DelayOf(s.Step, s.Cause)] += s.Ms
	}
	best := measure.Delay(0)
	for d := range measure.NumDelays {
		if sums[d] > sums[best] {
			best = d
		}
	}
	return best, sums[best]
}
