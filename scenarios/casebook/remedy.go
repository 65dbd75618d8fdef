package casebook

import (
	"slices"

	"entente/scenarios"
	"entente/sim/journal"
)

// signs are what a remedy does to when something comes.
var signs = [3]string{"sooner", "same", "later"}

// remedy settles a remedy: the scenario under it, and what is read there.
func (p *planner) remedy(x *Remedy) {
	at := "remedies." + x.ID
	c := p.plan.Case
	if len(x.Patches)+len(x.Set) == 0 {
		p.form.Add(at, "changes nothing", "give it `patches` or `set`")
	}
	if len(x.Deadlines)+len(x.Motions)+len(x.Rows) == 0 {
		p.form.Add(at, "nothing is expected of it", "say under `deadlines`, `motions` or `rows` what comes sooner, same or later")
	}
	v := p.variant(at, slices.Concat(settings(c.Set), p.with.Set, settings(x.Set)), slices.Concat(c.Patches, x.Patches))
	if v == nil {
		return
	}
	p.plan.remedies = append(p.plan.remedies, v)
	for _, group := range []struct {
		key, noun string
		want      map[string]scenarios.ID
	}{{"deadlines", "deadline", x.Deadlines}, {"motions", "motion", x.Motions}, {"rows", "row", x.Rows}} {
		for _, name := range sorted(group.want) {
			where := at + "." + group.key + "." + name
			sign := slices.Index(signs[:], string(group.want[name]))
			if sign < 0 {
				if w := string(group.want[name]); w != "" { // else it was told already
					p.form.AddError(where, scenarios.Named("sign", w, signs[:]))
				}
				continue
			}
			r := reading{on: group.noun + " " + name, expected: sign - 1, row: group.key == "rows"}
			switch group.key {
			case "rows":
				if r.at = p.row(where, name); r.at >= 0 {
					p.settleReading(v, r.at, where)
				}
			case "motions":
				r.at = p.readWithout(v, where, name, journal.SortMotion, (*variant).adopts)
			default:
				r.at = p.readWithout(v, where, name, journal.SortDeadline, (*variant).comes)
			}
			if r.at >= 0 {
				v.read = append(v.read, r)
			}
		}
	}
}

// readWithout has what a remedy is read on looked at in the runs without it too, and gives its
// place there and under the remedy, which is one: readings are in the same order.
func (p *planner) readWithout(v *variant, where, name string, sort journal.Sort, watch func(*variant, journal.Ref) int) int {
	at := p.findThing(v, where, name, sort)
	base := p.plan.base.find(name, sort)
	if at == 0 {
		return -1
	}
	if base == 0 {
		p.form.Add(where, "without the remedy there is no such "+sort.String()+", so nothing can be compared", "")
		return -1
	}
	if !slices.ContainsFunc(p.plan.base.read, func(r reading) bool { return r.on == sort.String()+" "+name }) {
		p.plan.base.read = append(p.plan.base.read, reading{on: sort.String() + " " + name, at: watch(p.plan.base, base)})
	}
	return watch(v, at)
}

// control settles a gap that nothing closes.
func (p *planner) control(x *Control) {
	at := "controls." + x.ID
	switch {
	case (x.Deadline == "") == (x.Row == ""):
		p.form.Add(at, "is of a deadline, or of a row", "write deadline: ID, or row: ID and within: DURATION")
		return
	case (x.Row == "") != (x.Within == nil):
		p.form.Add(at, "`row` and `within` belong together", "write row: ID and within: DURATION")
		return
	case len(p.plan.Case.Remedies) == 0:
		p.form.Add(at, "there is no remedy that could close it", "write remedies")
	}
	row := -1
	if x.Row != "" {
		if row = p.row(at+".row", x.Row); row < 0 {
			return
		}
	}
	for _, v := range append([]*variant{p.plan.base}, p.plan.remedies...) {
		place := -1
		if row >= 0 {
			p.settleReading(v, row, at)
		} else if ref := p.findThing(v, at+".deadline", x.Deadline, journal.SortDeadline); ref != 0 {
			place = v.meets(ref)
		}
		v.controls, v.gaps = append(v.controls, place), append(v.gaps, row)
	}
}
