package scenarios

import (
	"fmt"
	"strings"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/calendar"
)

// capacity finds what can do nothing: desks that never open, authorities that do
// not exist or never agree, channels that lose everything, facts that nobody can
// see, nations that understand nobody.
func (l *linter) capacity() {
	c := l.c
	for i := range c.spec.Desks {
		d := &c.spec.Desks[i]
		name := c.spec.Names.Of(d.Ref).Name
		path := c.agencyPath[d.Agency] + ".desks" + name[strings.LastIndexByte(name, '.'):]
		if !d.OnCall {
			l.opens(tree.Join(path, "hours"), d.Calendar)
		}
		if c.numbers[tree.Join(path, "load")].value >= int64(sim.One) {
			l.note(tree.Join(path, "load"), "other business takes all of its time", "")
		}
	}
	for i := range c.spec.Channels {
		ch := &c.spec.Channels[i]
		if l.stays(ch.Loss, int64(sim.One)) {
			l.note(c.spec.Params[ch.Loss].Path, "nothing that it carries arrives", "")
		}
	}
	for i := range c.spec.Actions {
		l.authority(&c.spec.Actions[i])
	}
	for i, id := range sorted(c.doc.Changes) {
		if x := &c.spec.Changes[i]; x.Gate != model.None && l.stays(x.Chance, 0) {
			l.note(tree.Join("changes", string(id))+".agrees", "the gate never agrees: it never takes effect", "")
		}
	}
	for i := range c.spec.Facts {
		f := &c.spec.Facts[i]
		if l.stays(f.Detectability, 0) {
			l.note(c.spec.Params[f.Detectability].Path, "nobody can notice it", "")
		}
		if l.stays(f.Quality, 0) {
			l.note(c.spec.Params[f.Quality].Path, "nobody will ever credit it", "")
		}
	}
	l.grants()
	l.languages()
}

// stays says whether a parameter has a value from beginning to end.
func (l *linter) stays(p model.ParamID, value int64) bool {
	return l.value(p) == value && !l.altered(p)
}

// value is what a parameter is when the warm-up begins: with patches and settings.
func (l *linter) value(p model.ParamID) int64 {
	value := l.c.spec.Params[p].Value
	for _, x := range l.c.spec.Patches {
		if x.Param == p {
			value = x.Value
		}
	}
	return value
}

// opens finds hours that never come between StartEx and EndEx.
func (l *linter) opens(path string, cal calendar.Calendar) {
	if cal.OpenWithin(0, l.c.spec.End) == 0 {
		l.note(path, "never open between StartEx and EndEx", "")
	}
}

// authority finds actions that need the leave of a role which their nation does
// not have, and windows that never open.
func (l *linter) authority(act *model.Action) {
	c, path := l.c, l.actionPath(act)
	n := c.spec.Agencies[act.Agency].Nation
	if role := c.spec.Names.Of(act.Authority).Name; role != "" && !l.hasRole(n, role) {
		what := fmt.Sprintf("%s has no %s: nobody is asked, and it is taken without leave", c.nationIDs[n], role)
		l.note(tree.Join(path, "authority"), what, "")
	}
	for i, e := range c.agencyDoc[act.Agency].Actions[ID(c.spec.Names.Of(act.Term).Name)].extensions() {
		if !l.hasRole(n, string(e.Authority)) {
			what := fmt.Sprintf("%s has no %s: the clock is never extended", c.nationIDs[n], e.Authority)
			l.note(element(path+".clock.extensions", i)+".authority", what, "")
		}
	}
	l.opens(tree.Join(path, "window"), act.Window)
}

func (a *Action) extensions() []*Extension {
	if a.Clock == nil {
		return nil
	}
	return a.Clock.Extensions
}

// grants finds authorities that never give what something waits for.
func (l *linter) grants() {
	m := &l.c.spec.Model
	waits := func(e law.Effect) bool {
		for i := range l.c.spec.Rules {
			if l.c.spec.Rules[i].Effect == e {
				return true
			}
		}
		return false
	}
	asks := waits(law.Require)
	for i := range l.c.spec.Actions {
		asks = asks || l.c.spec.Actions[i].Authority != 0
	}
	if asks && l.stays(m.Grant, 0) {
		l.note("model.grant", "no authority ever grants what it is asked", "")
	}
	if waits(law.Assure) && l.stays(m.Assure, 0) {
		l.note("model.assure", "no nation ever gives an assurance", "")
	}
}

// languages finds nations and bodies of which nobody said what they speak, though
// others have languages of their own, and those that speak none: whatever they get
// is translated. Two nations without a common language are no fault, for any intake
// translates, in its own time.
func (l *linter) languages() {
	for _, id := range sorted(l.c.doc.Nations) {
		l.speech(tree.Join("nations", string(id)), l.c.nation[id])
	}
	for _, id := range sorted(l.c.doc.Bodies) {
		l.speech(tree.Join("bodies", string(id)), l.c.nation[id])
	}
}

// speech finds what keeps a nation or body from being understood.
func (l *linter) speech(of string, n model.NationID) {
	c, path := l.c, tree.Join(of, "languages")
	speaks, shared, others := c.spec.Nations[n].Languages, false, 0
	for i := range c.spec.Nations {
		if o := &c.spec.Nations[i]; model.NationID(i) != n && !o.Body {
			shared = shared || o.Languages&speaks != 0
			others++
		}
	}
	for _, a := range c.spec.Nations[n].Agencies { // a store is a machine, which understands all
		shared = shared || c.spec.Agencies[a].Store != model.None
	}
	given := c.tree.Find(path).File != defaultsFile
	switch {
	case speaks == 0:
		l.note(path, "none: everything it gets is translated, even from its own desks", "")
	case given || shared || others == 0:
	case c.spec.Nations[n].Body:
		l.note(path, "nobody said what it speaks, and no nation speaks it: all that goes to it and comes from it is translated", "give it `languages`")
	default:
		l.note(path, "nobody said what it speaks, and no other nation speaks it: all that it gets from them is translated", "give it `languages`")
	}
}
