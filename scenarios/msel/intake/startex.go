package intake

import (
	"fmt"
	"slices"
	"time"

	"entente/sim"
)

// undated is the day on which a list begins that names no date: a Monday far enough
// ahead to be nobody's exercise, which is told.
var undated = time.Date(2030, 1, 7, 0, 0, 0, 0, time.UTC).UnixMilli()

// startex writes the StartEx of the list, if it is not simply the scenario's.
func (p *proposer) startex() {
	base := undated
	if p.world != nil {
		base = p.world.Start
	}
	p.m.startex, p.m.StartEx = base, "provisional"
	all := p.moments()
	r := p.reader()
	r.out.StartEx = base
	dated := slices.ContainsFunc(all, func(x stands) bool { return x.hasDate || x.month > 0 })
	first, mark, found, within := int64(0), int64(0), false, false
	marked := false
	for _, x := range all {
		if x.fault != "" || x.hasAfter || dated && !x.hasDate && x.month == 0 {
			continue
		}
		at := r.unix(x.moment)
		if !x.hasClock {
			at = max(at, 0)
		}
		if !found || at < first {
			first, found = at, true
		}
		if !marked && slices.ContainsFunc(x.row.Cells, func(c cell) bool { return marksStart(c.Text) }) {
			mark, marked = at, true
		}
		if p.world != nil && at >= p.world.Start && at <= p.world.Start+int64(p.world.EndEx) {
			within = true
		}
	}
	p.m.StartEx = ""
	hour := int64(sim.Hour)
	own := marked && mark <= first
	at, comment := first-mod(first, hour), "guessed: the hour of the first entry"
	if own {
		at, comment = mark, "where the list says so"
	}
	switch {
	case p.world != nil && (!dated || !found || own && mark == p.world.Start || within && !own):
		p.m.startex = p.world.Start
		p.top.WriteString("# startex: that of the scenario\n")
		return
	case p.world != nil && own:
		comment = "where the list says so; it is moved to the StartEx of the scenario"
		p.guess("", fmt.Sprintf("the list says that StartEx is %s: it is put on that of the scenario, %s", p.written(at), p.written(p.world.Start)))
	case p.world != nil:
		comment = "guessed: the list has its own dates, and is moved to the StartEx of the scenario"
		p.guess("", fmt.Sprintf("none of the list's dates lies in the exercise of the scenario: its StartEx, %s, is put on that of the scenario", p.written(at)))
	case !found:
		at, comment = base, "guessed: no date stands in the list"
		p.guess("", "no date stands in the list: StartEx is put on "+p.written(at))
	case !dated:
		comment = "guessed: no date stands in the list"
		p.guess("", "no date stands in the list: StartEx is put on "+p.written(at))
	case !own:
		p.guess("", "no entry is called StartEx: it is put on the hour of the first one, "+p.written(at))
	}
	p.m.startex, p.m.StartEx = at, p.written(at)
	writeLine(&p.top, 0, "startex", p.m.StartEx, comment)
}

// written is an instant as a scenario writes it, in the zone of the list.
func (p *proposer) written(unix int64) string {
	return time.UnixMilli(unix+int64(p.m.zone)).UTC().Format("2006-01-02T15:04") + offsetText(p.m.zone)
}

func mod(a, b int64) int64 { return (a%b + b) % b }
