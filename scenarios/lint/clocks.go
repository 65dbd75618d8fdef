package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/agents/decide"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/notation"
)

// clocks finds times that lie outside the exercise, and clocks that are over
// before they count.
func (l *linter) clocks() {
	c := l.c
	for i := range c.Spec.Agreements {
		a := &c.Spec.Agreements[i]
		path := tree.Join("agreements", c.Spec.Names.Of(a.Ref).Name)
		if a.From > c.Spec.End {
			l.note(tree.Join(path, "from"), "after EndEx: it is never in force", "")
		}
		if a.Until <= 0 {
			l.note(tree.Join(path, "until"), "before StartEx: it is never in force", "")
		}
	}
	for i := range c.Spec.Channels {
		if ch := &c.Spec.Channels[i]; ch.Accredited <= 0 && ch.TestEvery == 0 {
			l.note(l.channelPath(ch)+".accredited", "before StartEx: it is closed from the beginning",
				"no test renews it either: move it, or give `test_every`")
		}
	}
	for i := range c.Spec.Deadlines {
		l.deadline(model.DeadlineID(i))
	}
	for i := range c.Spec.Actions {
		l.extensions(&c.Spec.Actions[i])
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Motions)) {
		l.findPeriods(&c.Spec.Motions[i], tree.Join("motions", string(id)))
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Changes)) {
		x, path := &c.Spec.Changes[i], tree.Join("changes", string(id))
		l.findLate(path, "at", "lead", "hardly ever takes effect", x.At, sim.PPM(c.Spec.Params[x.Pace].Value).Scale(fifthPercentile(x.Lead)))
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Teams)) {
		x := &c.Spec.Teams[i]
		l.findLate(tree.Join("teams", string(id)), "from", "set_up", "is hardly ever at work", x.From, fifthPercentile(x.SetUp))
	}
	for i, id := range slices.Sorted(maps.Keys(c.Doc.Support)) {
		if x := &c.Spec.Support[i]; fifthPercentile(x.Mobilise) > c.Spec.End {
			l.note(tree.Join(tree.Join("support", string(id)), "mobilise"), "longer than the exercise: it is hardly ever on station before EndEx", "")
		}
	}
}

// channelPath is where a channel stands in the document: a nation's own network
// inside the nation.
func (l *linter) channelPath(ch *model.Channel) string {
	return strings.TrimSuffix(l.c.Spec.Params[ch.Loss].Path, ".loss")
}

// fifthPercentile is the time that a distribution keeps within in one case of twenty: what
// is late even so will hardly ever be in time.
func fifthPercentile(d sim.Dist) sim.Time { return d.Draw(^uint64(0) / 20) }

// findLate finds what is set going after EndEx, or so late that it will hardly ever
// be ready by then. What an effect sets going begins at the earliest with the
// exercise.
func (l *linter) findLate(path, begins, takes, what string, at, lead sim.Time) {
	end := l.c.Spec.End
	switch {
	case at == sim.Never && lead > end:
		l.note(tree.Join(path, takes), fmt.Sprintf("longer than the exercise: it %s before EndEx", what), "")
	case at == sim.Never:
	case at < 0:
		l.note(tree.Join(path, begins), "before StartEx", "")
	case at > end:
		l.note(tree.Join(path, begins), "after EndEx", "")
	case at+lead > end:
		l.note(tree.Join(path, takes), fmt.Sprintf("it %s before EndEx", what), "begin it earlier")
	}
}

// deadline finds deadlines outside the exercise, or due before anything can
// have been done. A lead is compared with the mean length of the stages before.
func (l *linter) deadline(id model.DeadlineID) {
	c := l.c
	d := &c.Spec.Deadlines[id]
	path := l.deadlinePath(id)
	switch {
	case d.Stage > 0 && !l.course.reached[d.Storyline][d.Stage]:
		l.note(tree.Join(path, "before_stage"), fmt.Sprintf("stage %d is never entered: nothing is ever measured", d.Stage), "")
	case d.Stage > 0 && c.About(id) < 0:
		l.note(tree.Join(path, "lead"), "most often due before StartEx: the stages before are shorter than that", "")
	case d.Stage == 0 && d.At < 0:
		l.note(tree.Join(path, "at"), "before StartEx", "")
	case d.Stage == 0 && d.At > c.Spec.End:
		l.note(tree.Join(path, "at"), "after EndEx: nobody will know whether it was met", "")
	}
}

// deadlinePath is where a deadline stands in the document.
func (l *linter) deadlinePath(id model.DeadlineID) string {
	line := l.c.Spec.Names.Of(l.c.Spec.Storylines[l.c.Spec.Deadlines[id].Storyline].Ref).Name
	name := l.c.Spec.Names.Of(l.c.Spec.Deadlines[id].Ref).Name
	return "storylines." + line + ".deadlines." + name[len(line)+1:]
}

// extensions finds extensions of an action's clock that can only be decided when
// it has run out, and times for a decision that the clock cuts short anyway.
func (l *linter) extensions(act *model.Action) {
	path := l.actionPath(act) + ".clock.extensions"
	runs, exact := act.Clock.Limit.Length()
	for i, e := range act.Clock.Extensions {
		if exact && e.DecideWithin > runs+e.Late {
			l.note(tree.Element(path, i)+".decide_within", fmt.Sprintf("longer than the clock runs until then, %s", notation.FormatDuration(runs)), "")
		}
		longer, known := e.Limit.Length()
		runs, exact = runs+longer, exact && known
	}
}

// actionPath is where an action stands in the document.
func (l *linter) actionPath(act *model.Action) string {
	return l.c.AgencyPaths[act.Agency] + ".actions." + l.c.Spec.Names.Of(act.Term).Name
}

// findPeriods finds motions that cannot be decided before EndEx.
func (l *linter) findPeriods(m *model.Motion, path string) {
	end := l.c.Spec.End
	value := func(p model.ParamID) sim.Time { return sim.Time(l.c.Spec.Params[p].Value) }
	switch rule := m.Procedure.Rule; {
	case rule == decide.Silence && value(m.Window) > end:
		l.note(tree.Join(path, "window"), "longer than the exercise: the silence period ends after EndEx", "")
	case rule == decide.NoObjection && m.Business.AddBusinessDays(0, int(value(m.Days)), m.CloseAt) > end:
		l.note(tree.Join(path, "days"), "longer than the exercise: the time for objections ends after EndEx", "")
	case rule == decide.Consensus && m.First > end:
		l.note(tree.Join(path, "first"), "after EndEx: only an extra meeting decides", "")
	case (rule == decide.Silence || rule == decide.Majority) && value(m.Window) == 0:
		l.note(tree.Join(path, "window"), "no time at all, so nobody can react", "")
	}
}
