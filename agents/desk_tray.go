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
	Copy  bool              // it came for information: somebody else is to act on it
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
	model.Composing: journal.Decide, model.Renewing: journal.Assess,
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
	base := w.valuePPM(m.Aside)
	if base <= 0 || w.crises.isInCrisis(sp.Agency, c.Story) {
		return 0
	}
	odds := sim.PPM(int64(base) * int64(sim.One) / int64(sim.One-base))
	times := func(factor sim.PPM) { odds = min(odds.Times(factor), oddsMax) }
	times(w.valuePPM(sp.Aside))
	times(w.valuePPM(m.Precedence[x.Prec]))
	times(interpolate(w.valuePPM(m.Danger), w.believedDanger(sp.Agency, c.Story)))
	times(sim.One + w.valuePPM(m.Queue).Times(min(sim.PPM(c.Queue*int64(sim.One)/max(1, w.value(sp.Servers))), 100*sim.One)))
	if forOthers[x.Task] {
		times(w.valuePPM(m.Others))
	}
	if c.From != model.None {
		times(max(0, sim.One+w.valuePPM(m.Trust).Times(sim.One/2-c.Trust)))
	}
	for _, f := range [...]struct {
		holds bool
		by    model.ParamID
	}{{c.Asked, m.Asked}, {c.Owed, m.Owed}, {c.Copy, m.Copied}} {
		if f.holds {
			times(w.valuePPM(f.by))
		}
	}
	again, before := w.valuePPM(m.Again), sim.PPM(-1)
	for n := w.MatterSeen[w.matterSlot(d, c.Story)].Times; n > 1 && odds != before; n-- {
		before = odds
		times(again)
	}
	return sim.PPM(int64(odds) * int64(sim.One) / int64(odds+sim.One))
}

// interpolate is 1 where a share is 0, the factor where it is 1, and in between on the
// line from one to the other.
func interpolate(factor, share sim.PPM) sim.PPM { return sim.One + (factor - sim.One).Times(share) }

// believedDanger is the danger that an agency sees in a storyline.
func (w trays) believedDanger(a model.AgencyID, s model.StorylineID) sim.PPM {
	if s == model.None {
		return 0
	}
	return w.valuePPM(w.spec.Model.DangerBy[w.awarenessOf(a, s).Grade])
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
	c.Copy = tr.Copied && w.spec.Desks[d].Agency == tr.To
	c.Duty = tr.Msg == journal.Proposal // a body's procedure has begun
	c.Owed = tr.Hit || tr.Request != 0 && w.isOwed(t)
	return c
}

// isOwed says whether a message waits for something: a clock runs for it or a term was
// set, a task was given, or the asker has pressed for it.
func (w trays) isOwed(t TransitID) bool {
	tr := &w.Transit[t]
	q := &w.Request[tr.Request]
	return tr.Msg == journal.Request && (q.Clock != 0 || q.Terms.Reply > 0) || tr.Msg == journal.TaskGiven || w.Await[tr.Request].Pressed
}

func (w trays) proposalConcern(x *job) concern {
	p := &w.Proposal[x.Owner]
	return concern{Story: p.Story, From: model.None, Duty: p.Ordered}
}

// attendTo lets a desk attend to a piece of work that has come to it: what lies aside
// there on the same matter comes to mind, and this is put aside or not.
func (w trays) attendTo(d model.DeskID, j JobID) (aside bool) {
	waiting := w.backstage.queueLength(d)
	x := &w.Job[j]
	of := concerns[x.Then]
	if of == nil {
		return false
	}
	c := of(w.World, x)
	c.Queue = waiting
	if c.From != model.None {
		c.Trust = w.relations.trustIn(w.spec.Agencies[w.spec.Desks[d].Agency].Nation, c.From)
	}
	cause := journal.Link{}
	if x.Then == thenTransit {
		cause = w.Transit[x.Owner].Last
	}
	w.remindDesk(d, c.Story, cause)
	return w.putAside(d, j, c)
}

// putAside says whether a desk puts a piece of work aside that has come to it, and
// lays it in the tray. What takes no time is no work, and does not lie: by that a scenario
// says of a desk that what it did is given, and when.
func (w trays) putAside(d model.DeskID, j JobID, c concern) bool {
	x := &w.Job[j]
	step := asideAt[x.Task]
	if step == journal.NoStep || c.Duty || w.servesCertain(x) || w.spec.Desks[d].Tasks[x.Task].Dist.IsZero() || w.valuePPM(w.spec.Model.Attention.Aside) <= 0 {
		return false
	}
	chance := w.asideChance(d, x, &c)
	if !w.staysAside(x, chance) {
		return false
	}
	until := w.k.Now() + w.spec.Model.Attention.Lies.Draw(w.randomBits(drawLies, x.Stream.Nth(uint64(x.Task))))
	i := w.Lying[0].Next
	if i == 0 {
		w.Lying = append(w.Lying, lying{})
		i = LyingID(len(w.Lying) - 1)
	} else {
		w.Lying[0].Next = w.Lying[i].Next
	}
	w.Lying[i] = lying{Concern: c, Job: j}
	w.Lying[i].Timer = w.k.Timer(until, sim.PhaseComplete, actorOf(w.spec.Desks[d].Agency), TrayReviewed, uint32(i), 0)
	p := &w.Tray[d].Head
	for *p != 0 {
		p = &w.Lying[*p].Next
	}
	*p = i
	w.jobs.setLying(j, i)
	w.recordAside(j, journal.PutAside, chance, until, journal.Link{})
	return true
}

// staysAside says whether a piece of work stays aside at these odds: one draw for it
// and the whole run.
func (w trays) staysAside(x *job, chance sim.PPM) bool {
	return w.drawYes(drawAside, x.Stream.Nth(uint64(x.Task)), chance)
}

// recordAside records that a piece of work was put aside or taken up again.
func (w trays) recordAside(j JobID, o journal.Outcome, chance sim.PPM, until sim.Time, cause journal.Link) {
	x := &w.Job[j]
	sp, c := &w.spec.Desks[x.Desk], &w.Lying[x.Lying].Concern
	r := w.beginRecord(journal.Aside, w.spec.Agencies[sp.Agency].Ref, x.Key)
	r.Step = asideAt[x.Task]
	if o == journal.TakenUp {
		r.Nth = 1
	}
	if cause.Num != 0 && cause.At == w.k.Now() {
		r.From = append(r.From, cause)
	}
	r.Args = [journal.MaxArgs]int64{journal.AsideOutcome: int64(o), journal.AsideDesk: int64(sp.Ref), journal.AsideStoryline: w.spec.StorylineRef(c.Story), journal.AsideChance: int64(chance), journal.AsideUntil: int64(until), journal.AsideMessage: 0}
	if x.Then == thenTransit {
		r.Args[journal.AsideMessage] = int64(w.Transit[x.Owner].ID)
	}
	w.emitRecord()
}

// trayReviewed is a desk going through its tray: it takes a piece up that has lain
// there for its time.
func (w trays) trayReviewed(e sim.Event) { w.takeUpWork(LyingID(e.Arg), journal.Link{}) }

// takeUpWork gives a piece of work that lay aside to its desk, to be done in turn.
func (w trays) takeUpWork(i LyingID, cause journal.Link) {
	j := w.Lying[i].Job
	w.recordAside(j, journal.TakenUp, 0, w.k.Now(), cause)
	w.removeLying(j)
	w.tellTakenUp(j)
}

// recheckPressed looks again at a piece that lies aside and that somebody has asked after: it
// is owed from now on.
func (w trays) recheckPressed(i LyingID, cause journal.Link) {
	w.Lying[i].Concern.Owed = true
	w.takeUpReconsidered(i, cause)
}

// takeUpReconsidered takes up a piece that lies aside and would not be put aside now.
func (w trays) takeUpReconsidered(i LyingID, cause journal.Link) {
	x := &w.Lying[i]
	if job := &w.Job[x.Job]; !w.staysAside(job, w.asideChance(job.Desk, job, &x.Concern)) {
		w.takeUpWork(i, cause)
	}
}

// removeLying takes a piece of work out of the tray.
func (w trays) removeLying(j JobID) {
	i := w.Job[j].Lying
	p := &w.Tray[w.Job[j].Desk].Head
	for *p != i {
		p = &w.Lying[*p].Next
	}
	*p = w.Lying[i].Next
	w.k.Cancel(w.Lying[i].Timer)
	w.Lying[i] = lying{Next: w.Lying[0].Next}
	w.Lying[0].Next = i
	w.jobs.setLying(j, 0)
}

// matterSlot is the place of a matter in a desk's list; 0 where nothing on it has come.
func (w trays) matterSlot(d model.DeskID, s model.StorylineID) uint32 {
	i := w.Tray[d].Matter
	for i != 0 && w.MatterSeen[i].Story != s {
		i = w.MatterSeen[i].Next
	}
	return i
}

// remindDesk tells a desk that something has come on a matter: it thinks of what lies
// aside on it, and takes up what the odds no longer leave there.
func (w trays) remindDesk(d model.DeskID, s model.StorylineID, cause journal.Link) {
	if s == model.None {
		return
	}
	i := w.matterSlot(d, s)
	if i == 0 {
		w.MatterSeen = append(w.MatterSeen, matterSeen{Story: s, Next: w.Tray[d].Matter})
		i = uint32(len(w.MatterSeen) - 1)
		w.Tray[d].Matter = i
	}
	w.MatterSeen[i].Times++
	w.recheckTray(d, s, cause)
}

// remindAgency reminds every desk of an agency.
func (w trays) remindAgency(a model.AgencyID, s model.StorylineID, cause journal.Link) {
	for work, d := range w.spec.Agencies[a].Desk {
		if w.spec.Agencies[a].IsFirstDesk(work) {
			w.remindDesk(d, s, cause)
		}
	}
}

// recheckMatter lets every desk of an agency look again at what lies aside on a matter:
// there is more danger in it.
func (w trays) recheckMatter(a model.AgencyID, s model.StorylineID, cause journal.Link) {
	for work, d := range w.spec.Agencies[a].Desk {
		if w.spec.Agencies[a].IsFirstDesk(work) {
			w.recheckTray(d, s, cause)
		}
	}
}

// recheckTray takes up what lies aside at a desk and would not be put aside now: on one
// matter, or on all for None.
func (w trays) recheckTray(d model.DeskID, s model.StorylineID, cause journal.Link) {
	for i := w.Tray[d].Head; i != 0; {
		x, next := &w.Lying[i], w.Lying[i].Next
		if s == model.None || x.Concern.Story == s {
			w.takeUpReconsidered(i, cause)
		}
		i = next
	}
}

// recheckAll lets every desk look again at its tray.
func (w trays) recheckAll() {
	for d := range w.Tray {
		w.recheckTray(model.DeskID(d), model.None, w.Look[0].Cause)
	}
}

// servesCertain says whether a piece of work serves what its own agency certainly sends.
func (w trays) servesCertain(x *job) bool {
	switch x.Then {
	case thenComposed:
		return w.Report[x.Owner].Certain
	case thenTransit:
		tr := &w.Transit[x.Owner]
		return tr.Certain && w.spec.Desks[x.Desk].Agency == tr.From
	}
	return false
}
