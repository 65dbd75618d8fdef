package agents

import (
	"slices"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// team is whether a team is at work.
type team struct {
	Link    journal.Link
	Founded bool
	Up      bool
}

// The stages of a team, as its events count them.
const (
	teamFounded = iota
	teamUp
	teamEnds
)

func (w teams) scheduleAtStart(t model.TeamID) {
	if at := w.spec.Teams[t].From; at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseWorld, nobody, TeamDue, uint32(t), teamFounded)
	}
}

func (w teams) teamDue(e sim.Event) {
	t := model.TeamID(e.Arg)
	sp, x := &w.spec.Teams[t], &w.Team[t]
	if e.Aux == teamFounded {
		w.beginFounding(t, journal.Link{})
		return
	}
	x.Up = e.Aux == teamUp
	o, until := journal.Down, sim.Time(sim.Never)
	if x.Up {
		o = journal.Up
		if !sp.Lasts.IsZero() {
			until = w.k.Now() + sp.Lasts.Draw(w.randomBits(drawTenure, w.spec.Names.ID(sp.Ref)))
		}
	}
	r := w.beginRecord(journal.Team, sp.Ref, 0)
	r.Nth = e.Aux
	if x.Link.Num != 0 {
		r.From = append(r.From, x.Link)
		attributeTime(r, journal.Body, journal.Period, sp.Ref)
	}
	r.Args[journal.TeamTeam], r.Args[journal.TeamOutcome], r.Args[journal.TeamUntil] = int64(sp.Ref), int64(o), int64(until)
	x.Link = w.emitRecord()
	if until <= w.spec.End {
		w.k.Schedule(until, sim.PhaseWorld, nobody, TeamDue, uint32(t), teamEnds)
	}
	if x.Up { // what members know already is the team's from now on
		w.briefMembers(t)
	}
	w.tellHappened(w.Team[t].Link)
}

// beginFounding begins to set a team up, once.
func (w teams) beginFounding(t model.TeamID, cause journal.Link) {
	sp, x := &w.spec.Teams[t], &w.Team[t]
	if x.Founded {
		return
	}
	x.Founded, x.Link = true, cause
	at := w.k.Now() + sp.SetUp.Draw(w.randomBits(drawLead, w.spec.Names.ID(sp.Ref)))
	if at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseWorld, nobody, TeamDue, uint32(t), teamUp)
	}
}

// briefMembers lets every member decide anew whom to tell.
func (w teams) briefMembers(t model.TeamID) {
	for c := 1; c < len(w.Dossier); c++ {
		x := &w.Dossier[c]
		if x.Into == 0 && slices.Contains(w.spec.Teams[t].Members, x.Agency) {
			w.k.Schedule(w.k.Now(), sim.PhaseDecide, actorOf(x.Agency), DecideDue, uint32(c), 0)
		}
	}
}

// isOnStoryline says whether a team at work has a storyline for its subject.
func (w teams) isOnStoryline(t model.TeamID, s model.StorylineID) bool {
	sp := &w.spec.Teams[t]
	return w.Team[t].Up && (sp.Storylines == nil || slices.Contains(sp.Storylines, s))
}

// areTeamed says whether two agencies are of one team at work on a storyline.
func (w teams) areTeamed(a, b model.AgencyID, s model.StorylineID) bool {
	for t := range w.spec.Teams {
		m := w.spec.Teams[t].Members
		if slices.Contains(m, a) && slices.Contains(m, b) && w.isOnStoryline(model.TeamID(t), s) {
			return true
		}
	}
	return false
}

// addTeammates adds the members of an agency's teams on a storyline to those who
// are told.
func (w teams) addTeammates(a model.AgencyID, s model.StorylineID, out *Intents) {
	for t := range w.spec.Teams {
		m := w.spec.Teams[t].Members
		if !slices.Contains(m, a) || !w.isOnStoryline(model.TeamID(t), s) {
			continue
		}
		for _, b := range m {
			out.add(b)
		}
	}
}

// staysInTeam says whether a message goes between members of a team and carries
// nothing but what members originated.
func (w teams) staysInTeam(tr *transit) bool {
	if !w.areTeamed(tr.From, tr.To, tr.Story) {
		return false
	}
	if tr.Item == 0 {
		return true
	}
	for _, c := range w.factsOf(tr.Item) {
		if c.Gone == present && !w.areTeamed(c.Owner, tr.To, tr.Story) {
			return false
		}
	}
	return true
}
