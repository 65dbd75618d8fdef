package main

import (
	"cmp"
	"fmt"
	"strings"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// entryTypes are the types of entries in the order in which a picture counts them.
var entryTypes = [...]string{"inject", "contingency", "expected_action", "other"}

// printPlayed says what became of the events list, a line for each type of entry: how many
// came, and which did not.
func (p *screen) printPlayed() {
	list := p.trace.Entries()
	if len(list) == 0 {
		return
	}
	p.beginSection("Events list: "+entries(len(list)), "what came of it; --reps tells in how many runs each comes")
	for _, kind := range entryTypes {
		if text := p.tallyOf(list, kind); text != "" {
			p.printLine("  ", pad(wording.EntryType(kind), 17), clip(text, p.width-19))
		}
	}
}

// tally counts entries.
type tally struct{ came, all int }

// tallied counts the entries of one type, and lists those that did not come, or that the run did not reach.
func (p *screen) tallied(list []measure.Entry, kind string) (n tally, missed, absent, later []string) {
	for i := range list {
		x := &list[i]
		switch {
		case x.Type != kind:
			continue
		case x.When != sim.Never:
			n.came++
		case x.Outcome == journal.Missed:
			missed = append(missed, x.Number)
		case !p.Reached(&x.Entry):
			later = append(later, x.Number)
		default:
			absent = append(absent, x.Number)
		}
		n.all++
	}
	return n, missed, absent, later
}

// tallyOf says what came of the entries of one type; empty where there are none.
func (p *screen) tallyOf(list []measure.Entry, kind string) string {
	n, missed, absent, later := p.tallied(list, kind)
	if n.all == 0 {
		return ""
	}
	verb := map[string]string{"expected_action": "seen"}[kind]
	if verb == "" {
		verb = "released"
	}
	text := fmt.Sprintf("%d of %d %s", n.came, n.all, verb)
	if kind == "other" {
		text = fmt.Sprint(n.all) + ", for the eyes of control"
		absent, later = nil, nil
	}
	if len(missed) > 0 {
		text += "; missed " + listSome(missed)
	}
	if len(absent) > 0 {
		text += "; did not come " + listSome(absent)
	}
	if len(later) > 0 {
		text += "; not reached " + listSome(later)
	}
	return text
}

// listSome lists names, of many the first.
func listSome(list []string) string {
	const most = 6
	if len(list) > most+1 {
		return strings.Join(list[:most], ", ") + fmt.Sprintf(" and %d more", len(list)-most)
	}
	return wording.Join(list)
}

// mostEntries is how many entries a picture of many runs shows that did not come in all.
func (p *screen) mostEntries() int {
	if p.short {
		return mostRows
	}
	return 2 * mostRows
}

// sight is how one entry came out in one run.
type sight uint8

const (
	unseen sight = iota
	seenIt
	missedIt
)

// sightsOf are those of the entries of one run.
func sightsOf(list []measure.Entry) []sight {
	out := make([]sight, len(list))
	for i := range list {
		switch {
		case list[i].When != sim.Never:
			out[i] = seenIt
		case list[i].Outcome == journal.Missed:
			out[i] = missedIt
		}
	}
	return out
}

// playedOver says in how many of several runs each entry came that did not come in
// all of them, and counts those that did.
func (p *screen) playedOver(list []journal.Entry, runs [][]sight) {
	if len(list) == 0 {
		return
	}
	p.beginSection("Events list: "+entries(len(list)), fmt.Sprintf("in how many of %s each was released, or its action seen", wording.Plural(len(runs), "run")))
	always, shown, more := 0, 0, 0
	for i := range list {
		x := &list[i]
		if x.Type == "other" {
			continue
		}
		n, missed := 0, 0
		for _, run := range runs {
			switch run[i] {
			case seenIt:
				n++
			case missedIt:
				missed++
			}
		}
		switch {
		case n == len(runs):
			always++
		case shown == p.mostEntries():
			more++
		default:
			shown++
			text := fmt.Sprintf("came in %d", n)
			if n == 0 {
				text = "never"
				if !p.Reached(x) {
					text = p.Never()
				}
			}
			if missed > 0 {
				text += fmt.Sprintf(", missed in %d", missed)
			}
			colour := plain
			if n == 0 {
				colour = bad
			}
			p.printLine("  ", pad(x.Number, 6), pad(wording.EntryType(x.Type), 16), inColour(colour, pad(text, 28)), inColour(faint, clip(cmp.Or(x.Title, x.Text, x.Expected), p.width-52)))
		}
	}
	if more > 0 {
		p.printLine("  ", inColour(faint, fmt.Sprintf("and %d more that did not come in all; entente rehearse tells of each", more)))
	}
	if always > 0 {
		p.printLine("  ", inColour(faint, fmt.Sprintf("%s came in every run", entries(always))))
	}
}
