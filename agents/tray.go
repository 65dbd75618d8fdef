package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Attention: a piece of work that takes discretion is taken in turn or put aside, and
// what was put aside lies in the tray of its desk until somebody comes back to it. It
// was not refused, and nobody decided anything: it lies there.
//
// Whether it is put aside is a propensity, with one draw for the lineage of the work.
// What brings it back is whatever lowers the odds below that draw (something more on
// the same matter, a reminder, more danger, better attention) or the desk going
// through its tray, after a time that was drawn when it was put there. A reminder is
// no second lottery: it takes up whatever the same odds would have taken up at once.
// And nothing that lies there is put further back, so more attention makes no piece
// come up later.

// LyingID is a place in State.Lying; 0 none.
type LyingID uint32

// lying is a piece of work that lies aside. Lying[0].Next is the head of the free list.
type lying struct {
	Timer   sim.Handle // the desk goes through its tray
	Concern concern
	Job     JobID
	Next    LyingID // in the tray, as it came
}

// tray heads the list of what lies aside at a desk, and of the matters that have come
// to it.
type tray struct {
	Head   LyingID
	Matter uint32
}

// matterSeen is how often something on one matter has come to a desk, whatever became
// of it: by that the desk knows the matter again.
type matterSeen struct {
	Story model.StorylineID
	Times uint32
	Next  uint32 // of the same desk
}

// concern is what a piece of work is about, as far as attention goes.
type concern struct {
	Story model.StorylineID // None: no matter that anything else could be on too
	From  model.NationID    // whose message it came with, from abroad; None
	Asked bool              // the desk's own side asks for it, or has
	Owed  bool              // a clock runs for it, or it tells of a hit
	Duty  bool              // somebody is bound to it: done in turn
	Queue int64             // jobs that waited at the desk when it came
	Trust sim.PPM           // in the nation that it came from, when it came
}

// asideAt is the step at which a task waits that may be put aside. What law orders,
// an authority or a decision of a body, is taken in turn; so is what serves a step
// that somebody has begun: translating, re-keying, sanitising, vetting what was
// submitted to a body (INTERPOL's secretariat does within 24 h).
var asideAt = [model.NumTasks]journal.Step{
	model.ReadingJob: journal.Reading, model.Assessing: journal.Assess, model.Searching: journal.Decide, model.Consenting: journal.Consent,
	model.Releasing: journal.Release, model.Relaying: journal.Relay, model.Drafting: journal.Body,
	model.Composing: journal.Decide,
}

// forOthers are the tasks that a desk does for somebody else. Passing on is no such task:
// it is what points of contact and liaison officers are there for.
var forOthers = [model.NumTasks]bool{model.Searching: true, model.Consenting: true}

// Bounds of the odds, in millionths: beyond them a chance is as good as 0 or 1, and a
// product stays a number.
const oddsMax = sim.PPM(1000 * sim.One)

// asideChance is how likely a piece of work is put aside now: the odds of an ordinary
// piece, times a factor for the desk and for whatever sets this one apart. It counts
// what lies at the desk, which has been caught up with.
func (w trays) asideChance(d model.DeskID, x *job, c *concern) sim.PPM {
	sp, m := &w.spec.Desks[d], &w.spec.Model.Attention
	base := w.ppm(m.Aside)
	if base <= 0 || w.crises.inCrisis(sp.Agency, c.Story) {
		return 0
	}
	odds := sim.PPM(int64(base) * int64(sim.One) / int64(sim.One-base))
	times := func(factor sim.PPM) { odds = min(odds.Times(factor), oddsMax) }
	times(w.ppm(sp.Aside))
	times(w.ppm(m.Precedence[x.Prec]))
	times(towards(w.ppm(m.Danger), w.believes(sp.Agency, c.Story)))
	times(sim.One + w.ppm(m.Queue).Times(min(sim.PPM(c.Queue*int64(sim.One)/max(1, w.p(sp.Servers))), 100*sim.One)))
	if forOthers[x.Task] {
		times(w.ppm(m.Others))
	}
	if c.From != model.None {
		times(max(0, sim.One+w.ppm(m.Trust).Times(sim.One/2-c.Trust)))
	}
	for _, f := range [...]struct {
		holds bool
		by    model.ParamID
	}{{c.Asked, m.Asked}, {c.Owed, m.Owed}} {
		if f.holds {
			times(w.ppm(f.by))
		}
	}
	for n := w.MatterSeen[w.seenAt(d, c.Story)].Times; n > 1 && odds > 0; n-- {
		times(w.ppm(m.Again))
	}
	return sim.PPM(int64(odds) * int64(sim.One) / int64(odds+sim.One))
}

// towards is 1 where a share is 0, the factor where it is 1, and in between on the
// line from one to the other.
func towards(factor, share sim.PPM) sim.PPM { return sim.One + (factor - sim.One).Times(share) }

// believes is the danger that an agency sees in a storyline.
func (w trays) believes(a model.AgencyID, s model.StorylineID) sim.PPM {
	if s == model.None {
		return 0
	}
	return w.ppm(w.spec.Model.DangerBy[w.dossiers.aware(a, s).Grade])
}

// concerns gives, by what a job sets going, what it is about.
var concerns = [thens]func(*World, *job) concern{
	thenTransit: func(w *World, x *job) concern { return w.trays.concernOf(TransitID(x.Owner), x.Desk) },
	thenAssessed: func(w *World, x *job) concern {
		return concern{Story: w.spec.Facts[w.dossiers.lowest(w.dossiers.root(ComponentID(x.Owner)))].Storyline, From: model.None}
	},
	thenSearched:  func(w *World, x *job) concern { return w.trays.concernOf(TransitID(x.Owner), x.Desk) },
	thenConsented: func(w *World, x *job) concern { return w.trays.concernOf(TransitID(x.Owner), x.Desk) },
	thenComposed:  func(w *World, x *job) concern { return w.reports.reportConcern(x) },
	thenDrafted:   func(w *World, x *job) concern { return w.trays.proposalConcern(x) },
	thenVetted:    func(w *World, x *job) concern { return w.trays.concernOf(TransitID(x.Owner), x.Desk) },
}

// concernOf is what a message is about at a desk. A question of the own side is asked for
// where it passes; what a hit sets going is owed, for whoever keeps a list is bound to
// tell its owner (SIRENE bureaux at any hour, INTERPOL's rules before anything is done).
func (w trays) concernOf(t TransitID, d model.DeskID) concern {
	tr := &w.Transit[t]
	c := concern{Story: tr.Story, From: w.spec.Agencies[tr.From].Nation, Asked: tr.Asked || tr.Msg == journal.Reply}
	if c.From == w.spec.Agencies[w.spec.Desks[d].Agency].Nation {
		c.From = model.None
		c.Asked = c.Asked || tr.Msg == journal.Request || tr.Msg == journal.TaskGiven
	}
	c.Duty = tr.Msg == journal.Proposal // a body's procedure has begun
	c.Owed = tr.Hit || tr.Request != 0 && w.owes(t)
	return c
}

// owes says whether a message waits for something: a clock runs for it or a term was
// set, a task was given, or the asker has pressed for it.
func (w trays) owes(t TransitID) bool {
	tr := &w.Transit[t]
	q := &w.Request[tr.Request]
	return tr.Msg == journal.Request && (q.Clock != 0 || q.Terms.Reply > 0) || tr.Msg == journal.TaskGiven || w.Await[tr.Request].Pressed
}

func (w trays) proposalConcern(x *job) concern {
	p := &w.Proposal[x.Owner]
	return concern{Story: p.Story, From: model.None, Duty: p.Ordered}
}

// comes lets a desk attend to a piece of work that has come to it: what lies aside
// there on the same matter comes to mind, and this is put aside or not.
func (w trays) comes(d model.DeskID, j JobID) (aside bool) {
	waiting := w.desks.queued(d)
	x := &w.Job[j]
	of := concerns[x.Then]
	if of == nil {
		return false
	}
	c := of(w.World, x)
	c.Queue = waiting
	if c.From != model.None {
		c.Trust = w.relations.trust(w.spec.Agencies[w.spec.Desks[d].Agency].Nation, c.From)
	}
	cause := journal.Link{}
	if x.Then == thenTransit {
		cause = w.Transit[x.Owner].Last
	}
	w.remind(d, c.Story, cause)
	return w.putsAside(d, j, c)
}

// putsAside says whether a desk puts a piece of work aside that has come to it, and
// lays it in the tray.
func (w trays) putsAside(d model.DeskID, j JobID, c concern) bool {
	x := &w.Job[j]
	step := asideAt[x.Task]
	if step == journal.NoStep || c.Duty || w.reports.certain(x) || w.ppm(w.spec.Model.Attention.Aside) <= 0 {
		return false
	}
	chance := w.asideChance(d, x, &c)
	if !w.neglected(x, chance) {
		return false
	}
	until := w.k.Now() + w.spec.Model.Attention.Lies.Draw(w.u(drawLies, x.Stream.Nth(uint64(x.Task))))
	i := w.Lying[0].Next
	if i == 0 {
		w.Lying = append(w.Lying, lying{})
		i = LyingID(len(w.Lying) - 1)
	} else {
		w.Lying[0].Next = w.Lying[i].Next
	}
	w.Lying[i] = lying{Concern: c, Job: j}
	w.Lying[i].Timer = w.k.Timer(until, sim.PhaseComplete, actor(w.spec.Desks[d].Agency), TrayReviewed, uint32(i), 0)
	p := &w.Tray[d].Head
	for *p != 0 {
		p = &w.Lying[*p].Next
	}
	*p = i
	w.jobs.lies(j, i)
	w.layAside(j, journal.PutAside, chance, until, journal.Link{})
	return true
}

// neglected says whether a piece of work stays aside at these odds: one draw for it
// and the whole run.
func (w trays) neglected(x *job, chance sim.PPM) bool {
	return w.yes(drawAside, x.Stream.Nth(uint64(x.Task)), chance)
}

// layAside records that a piece of work was put aside or taken up again.
func (w trays) layAside(j JobID, o journal.Outcome, chance sim.PPM, until sim.Time, cause journal.Link) {
	x := &w.Job[j]
	sp, c := &w.spec.Desks[x.Desk], &w.Lying[x.Lying].Concern
	r := w.note(journal.Aside, w.spec.Agencies[sp.Agency].Ref, x.Key)
	r.Step = asideAt[x.Task]
	if o == journal.TakenUp {
		r.Nth = 1
	}
	if cause.Num != 0 && cause.At == w.k.Now() {
		r.From = append(r.From, cause)
	}
	r.Args = [journal.MaxArgs]int64{int64(o), int64(sp.Ref), w.storyRef(c.Story), int64(chance), int64(until), 0}
	if x.Then == thenTransit {
		r.Args[5] = int64(w.Transit[x.Owner].ID)
	}
	w.emit()
}

// trayReviewed is a desk going through its tray: it takes a piece up that has lain
// there for its time.
func (w trays) trayReviewed(e sim.Event) { w.takeUp(LyingID(e.Arg), journal.Link{}) }

// takeUp gives a piece of work that lay aside to its desk, to be done in turn.
func (w trays) takeUp(i LyingID, cause journal.Link) {
	j := w.Lying[i].Job
	w.layAside(j, journal.TakenUp, 0, w.k.Now(), cause)
	w.unlay(j)
	w.desks.queue(j)
}

// pressed looks again at a piece that lies aside and that somebody has asked after: it
// is owed from now on.
func (w trays) pressed(i LyingID, cause journal.Link) {
	w.Lying[i].Concern.Owed = true
	w.thinksOf(i, cause)
}

// thinksOf takes up a piece that lies aside and would not be put aside now.
func (w trays) thinksOf(i LyingID, cause journal.Link) {
	x := &w.Lying[i]
	if job := &w.Job[x.Job]; !w.neglected(job, w.asideChance(job.Desk, job, &x.Concern)) {
		w.takeUp(i, cause)
	}
}

// unlay takes a piece of work out of the tray.
func (w trays) unlay(j JobID) {
	i := w.Job[j].Lying
	p := &w.Tray[w.Job[j].Desk].Head
	for *p != i {
		p = &w.Lying[*p].Next
	}
	*p = w.Lying[i].Next
	w.k.Cancel(w.Lying[i].Timer)
	w.Lying[i] = lying{Next: w.Lying[0].Next}
	w.Lying[0].Next = i
	w.jobs.lies(j, 0)
}

// seenAt is the place of a matter in a desk's list; 0 where nothing on it has come.
func (w trays) seenAt(d model.DeskID, s model.StorylineID) uint32 {
	i := w.Tray[d].Matter
	for i != 0 && w.MatterSeen[i].Story != s {
		i = w.MatterSeen[i].Next
	}
	return i
}

// remind tells a desk that something has come on a matter: it thinks of what lies
// aside on it, and takes up what the odds no longer leave there.
func (w trays) remind(d model.DeskID, s model.StorylineID, cause journal.Link) {
	if s == model.None {
		return
	}
	i := w.seenAt(d, s)
	if i == 0 {
		w.MatterSeen = append(w.MatterSeen, matterSeen{Story: s, Next: w.Tray[d].Matter})
		i = uint32(len(w.MatterSeen) - 1)
		w.Tray[d].Matter = i
	}
	w.MatterSeen[i].Times++
	w.lookTray(d, s, cause)
}

// remindAll reminds every desk of an agency.
func (w trays) remindAll(a model.AgencyID, s model.StorylineID, cause journal.Link) {
	for work, d := range w.spec.Agencies[a].Desk {
		if w.ownDesk(a, work) {
			w.remind(d, s, cause)
		}
	}
}

// lookTrays lets every desk of an agency look again at what lies aside on a matter:
// there is more danger in it.
func (w trays) lookTrays(a model.AgencyID, s model.StorylineID, cause journal.Link) {
	for work, d := range w.spec.Agencies[a].Desk {
		if w.ownDesk(a, work) {
			w.lookTray(d, s, cause)
		}
	}
}

// ownDesk says whether an agency's desk for a kind of work is the first that it has
// for any: one desk may do the work of several.
func (w trays) ownDesk(a model.AgencyID, work int) bool {
	desks := &w.spec.Agencies[a].Desk
	for k := range work {
		if desks[k] == desks[work] {
			return false
		}
	}
	return true
}

// lookTray takes up what lies aside at a desk and would not be put aside now: on one
// matter, or on all for None.
func (w trays) lookTray(d model.DeskID, s model.StorylineID, cause journal.Link) {
	for i := w.Tray[d].Head; i != 0; {
		x, next := &w.Lying[i], w.Lying[i].Next
		if s == model.None || x.Concern.Story == s {
			w.thinksOf(i, cause)
		}
		i = next
	}
}

// lookAside lets every desk look again at its tray.
func (w trays) lookAside() {
	for d := range w.Tray {
		w.lookTray(model.DeskID(d), model.None, w.Look[0].Cause)
	}
}
