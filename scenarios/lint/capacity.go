package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/calendar"
)

// capacity finds what can do nothing: desks that never open, authorities that do
// not exist or never agree, channels that lose everything, facts that nobody can
// see, nations that understand nobody.
func (l *linter) capacity() {
	c := l.c
	for i := range c.Spec.Desks {
		d := &c.Spec.Desks[i]
		name := c.Spec.Names.Of(d.Ref).Name
		path := c.AgencyPaths[d.Agency] + ".desks" + name[strings.LastIndexByte(name, '.'):]
		if !d.OnCall {
			l.findHours(tree.Join(path, "hours"), d.Calendar)
		}
		if c.Number(tree.Join(path, "load")) >= int64(sim.One) {
			l.note(tree.Join(path, "load"), "other business takes all of its time", "")
		}
	}
	for i := range c.Spec.Channels {
		ch := &c.Spec.Channels[i]
		if l.isConstant(ch.Loss, int64(sim.One)) {
			l.note(c.Spec.Params[ch.Loss].Path, "nothing that it carries arrives", "")
		}
	}
	for i := range c.Spec.Actions {
		l.authority(&c.Spec.Actions[i])
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Changes)) {
		if x := &c.Spec.Changes[i]; x.Gate != model.None && l.isConstant(x.Chance, 0) {
			l.note(tree.Join("changes", string(id))+".agrees", "the gate never agrees, so the change never takes effect", "")
		}
	}
	for i := range c.Spec.Facts {
		f := &c.Spec.Facts[i]
		if l.isConstant(f.Detectability, 0) {
			l.note(c.Spec.Params[f.Detectability].Path, "nobody can notice it", "")
		}
		if l.isConstant(f.Quality, 0) {
			l.note(c.Spec.Params[f.Quality].Path, "nobody will ever credit it", "")
		}
	}
	l.findGrants()
	l.languages()
}

// isConstant says whether a parameter has a value from beginning to end.
func (l *linter) isConstant(p model.ParamID, value int64) bool {
	return l.value(p) == value && !l.altered(p)
}

// value is what a parameter is when the warm-up begins: with patches and settings.
func (l *linter) value(p model.ParamID) int64 {
	value := l.c.Spec.Params[p].Value
	for _, x := range l.c.Spec.Patches {
		if x.Param == p {
			value = x.Value
		}
	}
	return value
}

// findHours finds hours that never come between StartEx and EndEx.
func (l *linter) findHours(path string, cal calendar.Calendar) {
	if cal.OpenWithin(0, l.c.Spec.End) == 0 {
		l.note(path, "never open between StartEx and EndEx", "")
	}
}

// authority finds actions that need the permission of a role which their nation does
// not have, and windows that never open.
func (l *linter) authority(act *model.Action) {
	c, path := l.c, l.actionPath(act)
	n := c.Spec.Agencies[act.Agency].Nation
	if role := c.Spec.Names.Of(act.Authority).Name; role != "" && !l.hasRole(n, role) {
		what := fmt.Sprintf("%s has no %s, so nobody is asked and the action is taken without permission", c.NationIDs[n], role)
		l.note(tree.Join(path, "authority"), what, "")
	}
	for i, e := range extensionsOf(c.AgencyDocs[act.Agency].Actions[scenarios.ID(c.Spec.Names.Of(act.Term).Name)]) {
		if !l.hasRole(n, string(e.Authority)) {
			what := fmt.Sprintf("%s has no %s, so the clock is never extended", c.NationIDs[n], e.Authority)
			l.note(tree.Element(path+".clock.extensions", i)+".authority", what, "")
		}
	}
	l.findHours(tree.Join(path, "window"), act.Window)
}

func extensionsOf(a *scenarios.Action) []*scenarios.Extension {
	if a.Clock == nil {
		return nil
	}
	return a.Clock.Extensions
}

// findGrants finds authorities that never give what something waits for.
func (l *linter) findGrants() {
	m := &l.c.Spec.Model
	waits := func(e law.Effect) bool {
		for i := range l.c.Spec.Rules {
			if l.c.Spec.Rules[i].Effect == e {
				return true
			}
		}
		return false
	}
	asks := waits(law.Require)
	for i := range l.c.Spec.Actions {
		asks = asks || l.c.Spec.Actions[i].Authority != 0
	}
	if asks && l.isConstant(m.Grant, 0) {
		l.note("model.grant", "no authority ever grants what it is asked", "")
	}
	if waits(law.Assure) && l.isConstant(m.Assure, 0) {
		l.note("model.assure", "no nation ever gives an assurance", "")
	}
}

// languages finds nations and bodies of which nobody said what they speak, though
// others have languages of their own, and those that speak none: whatever they get
// is translated. Two nations without a common language are no fault, for any intake
// translates, in its own time.
func (l *linter) languages() {
	for _, id := range slices.Sorted(maps.Keys(l.c.Doc.Nations)) {
		l.understood(tree.Join("nations", string(id)), l.c.Nation[id])
	}
	for _, id := range slices.Sorted(maps.Keys(l.c.Doc.Bodies)) {
		l.understood(tree.Join("bodies", string(id)), l.c.Nation[id])
	}
}

// understood finds what keeps a nation or body from being understood.
func (l *linter) understood(of string, n model.NationID) {
	c, path := l.c, tree.Join(of, "languages")
	speaks, shared, others := c.Spec.Nations[n].Languages, false, 0
	for i := range c.Spec.Nations {
		if o := &c.Spec.Nations[i]; model.NationID(i) != n && !o.Body {
			shared = shared || o.Languages&speaks != 0
			others++
		}
	}
	for _, a := range c.Spec.Nations[n].Agencies { // a store is a machine, which understands all
		shared = shared || c.Spec.Agencies[a].Store != model.None
	}
	given := c.Tree.Find(path).File != scenarios.DefaultsFile
	switch {
	case speaks == 0:
		l.note(path, "it speaks no language: everything that it gets is translated, even what comes from its own desks", "")
	case given || shared || others == 0:
	case c.Spec.Nations[n].Body:
		l.note(path, "no language is given, and the one that it has by default is no nation's: all that goes to it and comes from it is translated", "give it `languages`")
	default:
		l.note(path, "no language is given, and the one that it has by default is no other nation's: all that it gets from them is translated", "give it `languages`")
	}
}
