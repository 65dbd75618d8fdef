package draft

import (
	"fmt"
	"slices"
	"strings"

	"entente/scenarios/msel/intake"
	"entente/scenarios/tree"
)

// capable are the roles that the preset of a small state lacks.
var capable = []string{"intelligence", "court", "minister"}

// small are the agencies of every preset of a nation.
var small = []string{"police", "fiu", "border", "prosecutor", "spoc", "crisis"}

// more are usual agencies that no preset of a nation has.
var more = map[string]string{"ncb": "ncb", "foreign-ministry": "foreign-ministry"}

// staffed are the desks of each role. One of its own works like a police.
var staffed = map[string][]string{
	"police": {"intake", "analysis", "release"}, "intelligence": {"intake", "analysis", "release"}, "": {"intake", "analysis", "release"},
	"fiu": {"intake", "analysis"}, "border": {"intake"}, "spoc": {"intake"}, "ncb": {"intake"}, "crisis": {"intake"}, "foreign-ministry": {"intake"},
	"prosecutor": {"authority"}, "court": {"authority"}, "minister": {"authority"},
}

// addNations makes a nation and an agency of each name that says of whom it is.
func (d *Draft) addNations() {
	for _, e := range d.entries {
		for _, name := range [...]string{e.Text("from"), e.to, e.who} {
			d.settle(name)
		}
	}
	var ids []string
	for _, n := range d.nations {
		ids = append(ids, n.id)
	}
	if ids != nil {
		d.guess("nations are stubs of presets: %s", strings.Join(ids, ", "))
	}
	if len(d.nations) == 0 {
		d.nations = append(d.nations, &nation{id: "unnamed", title: "A nation to be named"})
		d.guess("no name of the list is said to be an agency: the world has one nation that nobody speaks of")
	}
	for len(d.nations) < 2 { // who would it share with?
		d.nations = append(d.nations, &nation{id: "partner", title: "A partner to be named"})
		d.guess("one nation alone shares with nobody: a second stands for its partners")
	}
}

func (d *Draft) settle(name string) {
	own, id, ok := strings.Cut(name, ".")
	if !ok || intake.Slug(own) != own || strings.Contains(own, "-") || intake.Slug(id) != id {
		return // a cell of the exercise
	}
	i := slices.IndexFunc(d.nations, func(n *nation) bool { return n.id == own })
	if i < 0 {
		i = len(d.nations)
		d.nations = append(d.nations, &nation{id: own, title: strings.ToUpper(own[:1]) + own[1:]})
	}
	n := d.nations[i]
	if slices.ContainsFunc(n.agencies, func(a agency) bool { return a.id == id }) {
		return
	}
	a := agency{id: id, title: strings.ReplaceAll(strings.ToUpper(id[:1])+id[1:], "-", " ")}
	if slices.Contains(small, id) || slices.Contains(capable, id) || more[id] != "" {
		a.role = id
	} else {
		d.guess("agency %s is a stub that works like a police", name)
	}
	n.agencies = append(n.agencies, a)
}

// find gives the agency of a name.
func (d *Draft) find(name string) (agency, bool) {
	own, id, _ := strings.Cut(name, ".")
	for _, n := range d.nations {
		for _, a := range n.agencies {
			if n.id == own && a.id == id {
				return a, true
			}
		}
	}
	return agency{}, false
}

func (d *Draft) writeNations(b *strings.Builder) {
	players := d.audience()
	if len(players) > 0 {
		b.WriteString("# Desks of who is played: two are on duty day and night, with hardly any other business.\npresets:\n  desks:\n" +
			"    played: {like: duty, load: {value: 0.1, tag: C, source: \"guessed: whoever plays does little else\"}}\n\n")
	}
	b.WriteString("# Nations: stubs with the agencies, hours and habits of a preset. To fill in: title,\n# offset, languages, laws. `entente library show nations/small-state` shows what they hold.\nnations:\n")
	var ids []string
	for _, n := range d.nations {
		ids = append(ids, n.id)
		like := "small-state"
		if slices.ContainsFunc(n.agencies, func(a agency) bool { return slices.Contains(capable, a.role) }) {
			like = "capable-state"
		}
		fmt.Fprintf(b, "  %s:\n    like: %s                      # guessed %s\n    title: %s\n", n.id, like, like, tree.QuoteText(n.title))
		if n.id == "unnamed" {
			b.WriteString("    # To fill in: whose these agencies are, or which of them are cells of the exercise.\n")
		}
		d.writeAgencies(b, n, players)
	}
	if len(players) > 0 {
		d.guess("who is played, and each point of contact, is on duty day and night, with two at each desk who do little else")
	}
	b.WriteString("\n# How they stand to each other; to fill in, from 0 to 1: arvonia-belmora: {trust: 0.6, tension: 0.1}\n# relations:\n\n")
	fmt.Fprintf(b, "channels:\n  mail: {like: secure-mail, title: Encrypted mail, members: [%s]}   # guessed secure-mail of all\n\n", strings.Join(ids, ", "))
	d.guess("all nations share by encrypted mail, and no relation between them is said")
}

// writeAgencies writes what an agency has that its nation's preset has not: those of their
// own, and that whoever is played is there to play.
func (d *Draft) writeAgencies(b *strings.Builder, n *nation, players []string) {
	all := n.agencies
	played := func(a agency) bool { return slices.Contains(players, n.id+"."+a.id) }
	if slices.ContainsFunc(all, played) && !slices.ContainsFunc(all, func(a agency) bool { return a.id == "spoc" }) {
		all, players = append(slices.Clone(all), agency{id: "spoc", role: "spoc"}), append(slices.Clone(players), n.id+".spoc")
	}
	opened := false
	for _, a := range all {
		preset, says, why := more[a.role], "", "guessed played: entries go to it"
		if a.role == "" {
			preset, says = "police", ", role: "+a.id
		}
		if preset != "" {
			says, why = fmt.Sprintf("like: %s%s, title: %s", preset, says, tree.QuoteText(a.title)), "a stub: to fill in what it is"
		}
		if played(a) {
			var desks []string
			for _, desk := range staffed[a.role] {
				desks = append(desks, desk+": {like: played}")
			}
			says = strings.TrimPrefix(says+", desks: {"+strings.Join(desks, ", ")+"}", ", ")
		}
		if says == "" {
			continue // the nation's preset has it
		}
		if !opened {
			b.WriteString("    agencies:\n")
			opened = true
		}
		fmt.Fprintf(b, "      %s: {%s}   # %s\n", a.id, says, why)
	}
}
