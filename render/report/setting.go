package report

import (
	"fmt"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// settings are what an action sets, as PATH=VALUE, where the scenario has a number for
// it: of what took most time, the half. None where nothing of this catalogue fits.
func (b *builder) settings(f *finding) []string {
	at := f.share.Object
	switch name := b.speak.Who(at); b.sort(at) {
	case journal.SortDesk:
		return b.deskSettings(f, name)
	case journal.SortAgency:
		if f.share.Cause == journal.Queue {
			return b.oneMore(b.agencyPath(name))
		}
	case journal.SortChannel:
		return b.channelSettings(f, name)
	case journal.SortRule:
		return b.outOfForce(f, name)
	case journal.SortFact:
		path := b.agencyPath(f.agency) + ".collects." + b.kindOf(name)
		if p := b.param(path); p != nil && p.Value < int64(sim.One) {
			return []string{path + "=1"}
		}
	case journal.SortSupport:
		return b.splitHalves("support." + name + ".mobilise")
	case journal.SortNation:
		if f.share.Cause == journal.Unwilling {
			return b.moreTrust(name, b.Trace.Nation(b.agency(f.agency)))
		}
	}
	return nil
}

// channelSettings are a faster carriage or gateway, of a channel or a nation's network.
func (b *builder) channelSettings(f *finding, name string) []string {
	what := ".gateway"
	if f.share.Cause == journal.Latency || f.share.Cause == journal.Work {
		what = ".latency"
	}
	if set := b.splitHalves("channels." + name + what); len(set) > 0 {
		return set
	}
	return b.splitHalves("nations." + b.Trace.Nation(f.share.Object) + ".network" + what)
}

// outOfForce is a rule that stands no more in the way.
func (b *builder) outOfForce(f *finding, name string) []string {
	for _, p := range b.Trace.Static.Params {
		if strings.HasSuffix(p.Path, "."+name[strings.LastIndex(name, ".")+1:]+".in_force") && strings.Contains(p.Path, "."+b.Trace.Nation(f.share.Object)+".") {
			return []string{p.Path + "=0"}
		}
	}
	return nil
}

// oneMore is one more at work at the desk of an agency that decides, else at its first.
func (b *builder) oneMore(agency string) []string {
	for _, desk := range [...]string{"authority", "intake"} {
		path := agency + ".desks." + desk + ".servers"
		if p := b.param(path); p != nil {
			return []string{fmt.Sprintf("%s=%d", path, p.Value+1)}
		}
	}
	return nil
}

// moreTrust brings the trust of one nation in another half the way to 1.
func (b *builder) moreTrust(of, in string) []string {
	for _, pair := range [...]string{of + ">" + in, of + "-" + in, in + "-" + of} {
		if p := b.param("relations." + pair + ".trust"); p != nil && p.Value < int64(sim.One) {
			return []string{p.Path + "=" + decimal((p.Value+int64(sim.One))/2)}
		}
	}
	return nil
}

// kindOf is the kind of a fact by its name.
func (b *builder) kindOf(fact string) string {
	for i := range b.Trace.Static.Facts {
		if x := &b.Trace.Static.Facts[i]; x.Name == fact {
			return x.Kind
		}
	}
	return ""
}

// agencyPath is where a scenario describes an agency, of a nation or of a body.
func (b *builder) agencyPath(name string) string {
	nation, agency, found := strings.Cut(name, ".")
	if !found || b.sort(b.agency(name)) != journal.SortAgency {
		return "bodies." + name
	}
	return "nations." + nation + ".agencies." + agency
}

// deskSettings are longer hours, one more at work, or work in half the time.
func (b *builder) deskSettings(f *finding, name string) []string {
	at := strings.LastIndex(name, ".")
	path := b.agencyPath(name[:at]) + ".desks." + name[at+1:]
	switch f.share.Cause {
	case journal.OffHours:
		return []string{path + ".hours=24/7"}
	case journal.Queue:
		if p := b.param(path + ".servers"); p != nil {
			return []string{fmt.Sprintf("%s.servers=%d", path, p.Value+1)}
		}
	case journal.Work:
		if p := b.param(path + ".skill"); p != nil {
			return []string{fmt.Sprintf("%s.skill=%s", path, decimal(max(p.Value/2, int64(sim.One)/10)))}
		}
	case journal.ByRule: // what the scenario says of the whole step, its nights inside
		return b.splitHalves(path + ".elapsed." + strings.ToLower(f.share.Step.String()))
	}
	return nil
}

// splitHalves sets each number of a distribution of time to the half.
func (b *builder) splitHalves(path string) (set []string) {
	for _, figure := range [...]string{"", ".value", ".median", ".p95", ".min", ".max"} {
		if p := b.param(path + figure); p != nil && p.Value >= 2*int64(sim.Second) {
			set = append(set, fmt.Sprintf("%s=%ds", p.Path, p.Value/2/int64(sim.Second)))
		}
	}
	return set
}

// param finds a number of the scenario; nil if there is none.
func (b *builder) param(path string) *journal.Value {
	for i := range b.Trace.Static.Params {
		if p := &b.Trace.Static.Params[i]; p.Path == path {
			return p
		}
	}
	return nil
}

// decimal writes millionths.
func decimal(v int64) string { return strconv.FormatFloat(float64(v)/float64(sim.One), 'f', -1, 64) }
