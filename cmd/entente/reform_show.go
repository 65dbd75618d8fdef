//go:build !js

package main

import (
	"fmt"
	"io"
	"path/filepath"

	"entente/render/document"
	reformpage "entente/render/reform"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/reform"
	"entente/sim/files"
)

// writeReform writes the page and the data, and the best set as a patch.
func (e *edge) writeReform(o *reforming, a *reform.Answer, d *reform.Data) error {
	p := files.Plan{Inputs: o.inputs, Force: o.resume, Folder: true}
	target := func(name string, kind files.Kind) {
		p.Targets = append(p.Targets, files.Target{Name: filepath.Join(o.dir, name), Kind: kind})
	}
	target("reform.html", reformPage)
	target("reform.json", reformData)
	write := []func(io.Writer) error{
		func(w io.Writer) error { return document.HTML(w, reformpage.Build(d)) },
		func(w io.Writer) error { return printJSON(w, d) },
	}
	if c := a.Claimed(); len(c) > 0 {
		target("best.yaml", reformPatch)
		write = append(write, textWriter(scenarios.Patch("best", "The best set that closes the gap: "+d.Sets[0].Name()+".", c[0].Set.Of(a)...)))
	}
	if err := e.save(p, write...); err != nil {
		return err
	}
	also := ""
	if len(write) > 2 {
		also = ", best.yaml"
	}
	fmt.Fprintf(e.stderr, "Wrote %s%s and reform.json\n", filepath.Join(o.dir, "reform.html"), also)
	return nil
}

// printReform prints what a search found.
func (p *screen) printReform(d *reform.Data, listed bool) {
	p.printTitle(fmt.Sprintf("%s from seed %d", wording.Plural(d.Reps, "replication"), d.Seed), wording.Plural(len(d.Deadlines), "deadline"))
	if d.Run != nil {
		for _, l := range wrap(d.Run.String(), p.width) {
			p.printLine(l)
		}
	}
	p.beginSection("The gap", "the fifth percentile of the time to spare is to be above zero")
	for _, x := range d.Today.Which {
		p.printLine("  ", pad(x.Deadline, p.width-26), fmt.Sprintf("missed in %d of %d", x.Missed, x.Runs))
	}
	p.printLine("  ", inColour(strong, "today"), fmt.Sprintf("   %s runs in time; fifth percentile %s", d.Today.Kept(), d.Today.Spared()))
	if listed {
		p.candidates(d)
		return
	}
	p.beginSection("Answer", "")
	colour := bad
	if d.Verdict == "closes" || d.Verdict == "needless" {
		colour = good
	}
	for i, l := range wrap(d.Says, p.width-2) {
		if i == 0 {
			l = inColour(colour, l)
		}
		p.printLine("  ", l)
	}
	what := ""
	for _, s := range d.Sets {
		if s.What != what {
			what = s.What
			p.beginSection(reform.Heading(what))
		}
		p.printSet(s)
	}
	p.candidates(d)
}

// printSet prints one set: what it is, what it does, what it costs.
func (p *screen) printSet(s *reform.SetData) {
	mark, colour := "✗", bad
	switch s.Verdict {
	case "closes":
		mark, colour = fmt.Sprint(s.Rank), good
	case "not confirmed", "not tested", "costs rights", "undecided":
		mark, colour = "?", tight
	}
	for i, l := range wrapList(append([]string(nil), s.Reforms...), p.width-5) {
		if i > 0 {
			mark = ""
		}
		p.printLine("  ", inColour(colour, pad(mark, 2)), " ", inColour(strong, l))
	}
	row := func(name, text string) {
		if text == "" {
			return
		}
		for i, l := range wrap(text, p.width-15) {
			if i > 0 {
				name = ""
			}
			p.printLine("     ", inColour(faint, pad(name, 9)), " ", l)
		}
	}
	if s.Verdict != "misses" {
		row("verdict", s.Verdict)
	}
	row("in time", s.Kept()+" runs; fifth percentile "+s.Spared())
	row("price", s.PriceText())
	if s.Gain.Shows() || s.What != "single" {
		row("gain", s.Gain.Say("h")+" in the mean")
	} else {
		row("gain", "none shows")
	}
	row("together", s.SumText())
	if s.What != "single" || s.Rights != nil && s.RightsText() != "no change shows" {
		row("rights", s.RightsText())
	}
	if s.What != "single" {
		row("load", s.LoadText())
	}
}

// candidates lists what was tried, and what was not.
func (p *screen) candidates(d *reform.Data) {
	p.beginSection("Reforms", "where each comes from, and in how many of the runs that missed something waited for it")
	for _, c := range d.Candidates {
		from := "scenario"
		if c.Catalogued {
			from = c.Origin()
		}
		p.printLine("  ", inColour(strong, clip(c.ID, p.width-2)))
		for _, l := range wrap(fmt.Sprintf("%s; cost %d, lead %s; %s", c.Title, c.Cost, reform.After(c.Lead), from), p.width-5) {
			p.printLine("     ", l)
		}
		for _, x := range c.Changes {
			p.printLine("     ", inColour(faint, clip(x, p.width-5)))
		}
	}
	if len(d.Candidates) == 0 {
		p.printLine("  none")
	}
	for _, l := range d.Left {
		for _, text := range wrap("not tried: "+l.ID+", "+l.Why, p.width-4) {
			p.printLine("  ", inColour(faint, text))
		}
	}
	s := d.Searched
	if s.Tried > 0 {
		p.beginSection("Search", "")
		text := fmt.Sprintf("%s tried in %s; %s not tried since one that was found is a part of them, %s since their reforms contradict or repeat each other.",
			wording.Plural(s.Tried, "set"), wording.Plural(s.Runs, "run"), wording.Thousands(s.Dominated), wording.Thousands(s.Clashing))
		if s.Failed > 0 {
			text += fmt.Sprintf(" %s failed and count as missed.", wording.Plural(s.Failed, "run"))
		}
		for _, l := range wrap(text, p.width-2) {
			p.printLine("  ", l)
		}
		p.beginSection("What this does not say", "")
		for _, text := range reform.Limits(d) {
			for _, l := range wrap(text, p.width-2) {
				p.printLine("  ", l)
			}
		}
	}
}
