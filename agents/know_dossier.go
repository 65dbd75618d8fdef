package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// DossierID is a place in State.Dossier; 0 none.
type DossierID uint32

// dossier is a set of credited facts that one agency has joined by their
// tokens: what it takes to be one matter. Facts of different streams meet only
// here, inside an agency.
type dossier struct {
	Agency model.AgencyID
	Into   DossierID // merged into; 0 while it stands for itself
	Head   HoldingID // its holdings, by fact
	Danger sim.PPM
	Last   journal.Link // its last Assessed record
	Linked journal.Link // its last Connected record
	N      uint32       // assessments opened under its lowest fact
	Open   uint16       // ASSESS jobs under way
	Grade  journal.Grade
	News   bool // credited facts that no job was opened for yet
	Ask    bool // a level was reached at which it asks others
	Judged bool // assessed since the last decision
	Due    bool // a decision is on the calendar
}

// awareness is what an agency makes of a storyline. Levels do not fall.
type awareness struct {
	At    [5]sim.Time  // first reached, by grade up to grade
	Link  journal.Link // of the last rise
	Known journal.Link // of the rise to RECOGNISED or beyond
	Story model.StorylineID
	Next  uint32 // of the same agency
	Grade journal.Grade
}

// awareList heads the list of an agency's awarenesses: of most storylines most
// agencies make nothing.
type awareList struct{ Head uint32 }

// weighReading weighs a fact that was read. Where it is believed already, what else came
// with it is thought about.
func (w dossiers) weighReading(h HoldingID) {
	if w.Holding[h].Credited == sim.Never {
		w.holdings.updateCredence(h, journal.Link{})
		return
	}
	c := w.dossierOf(h)
	if w.Holding[h].Label > journal.Routine {
		w.labels.hastenAssessment(c)
	}
	w.scheduleDecision(c)
}

// addHolding puts a newly credited holding into a dossier of its own and merges it
// with every dossier of the agency that shares a token.
func (w dossiers) addHolding(h HoldingID) {
	a, f := w.Holding[h].Agency, w.Holding[h].Fact
	w.connections.searchByFact(a, f, false, w.Holding[h].Believed)
	w.Dossier = append(w.Dossier, dossier{Agency: a, Head: h, News: true})
	c := DossierID(len(w.Dossier) - 1)
	w.holdings.linkIntoDossier(h, c, 0)
	for _, t := range w.spec.Facts[f].Tokens {
		for _, g := range w.spec.FactsByToken[t] {
			other := w.holdings.find(a, g)
			if g == f || other == 0 || w.Holding[other].Dossier == 0 {
				continue
			}
			if o := w.survivorOf(w.Holding[other].Dossier); o != c && w.connections.tryConnection(h, other) {
				c = w.merge(c, o)
			}
		}
	}
	if w.Holding[h].Label > journal.Routine {
		w.labels.hastenAssessment(c)
	}
	w.trays.remindDesk(w.jobs.deskFor(a, model.Assessing), w.spec.Facts[f].Storyline, w.Holding[h].Believed)
	w.scheduleDecision(c)
}

// merge makes one dossier of two: the one with the lowest fact stands for
// both, since assessments are numbered under that fact.
func (w dossiers) merge(a, b DossierID) DossierID {
	if w.Holding[w.Dossier[b].Head].Fact < w.Holding[w.Dossier[a].Head].Fact {
		a, b = b, a
	}
	x, y := &w.Dossier[a], &w.Dossier[b]
	y.Into = a
	x.Grade, x.Danger = max(x.Grade, y.Grade), max(x.Danger, y.Danger)
	x.Open += y.Open
	x.News, x.Ask, x.Judged = x.News || y.News, x.Ask || y.Ask, x.Judged || y.Judged
	if y.Last.At > x.Last.At || x.Last.Num == 0 {
		x.Last = y.Last
	}
	if y.Linked.Num > x.Linked.Num {
		x.Linked = y.Linked
	}
	x.Head = w.mergeLists(x.Head, y.Head, a)
	y.Head = 0
	return a
}

// uniteMatters makes one matter of two that somebody has connected.
func (w dossiers) uniteMatters(h, other HoldingID, l journal.Link) {
	c, o := w.dossierOf(h), w.dossierOf(other)
	if c != o {
		c = w.merge(c, o)
		w.Dossier[c].News = true
	}
	w.Dossier[c].Linked = l
	w.scheduleDecision(c)
}

// mergeLists merges two lists of holdings by fact.
func (w dossiers) mergeLists(p, q HoldingID, c DossierID) HoldingID {
	var head, tail HoldingID
	for p != 0 || q != 0 {
		if p == 0 || (q != 0 && w.Holding[q].Fact < w.Holding[p].Fact) {
			p, q = q, p
		}
		h := p
		p = w.Holding[h].Next
		w.holdings.linkIntoDossier(h, c, 0)
		if tail == 0 {
			head = h
		} else {
			w.holdings.linkIntoDossier(tail, c, h)
		}
		tail = h
	}
	return head
}

// scheduleDecision puts a decision about a dossier on the calendar of this instant.
func (w dossiers) scheduleDecision(c DossierID) {
	x := &w.Dossier[c]
	if x.Due {
		return
	}
	x.Due = true
	w.k.Schedule(w.k.Now(), sim.PhaseDecide, actorOf(x.Agency), DecideDue, uint32(c), 0)
}

// lowestFact is a dossier's lowest fact.
func (w dossiers) lowestFact(c DossierID) model.FactID { return w.Holding[w.Dossier[c].Head].Fact }

// isImminent says whether an agency believes the danger of a dossier imminent.
func (w dossiers) isImminent(c DossierID) bool {
	return c != 0 && w.Dossier[c].Danger >= w.valuePPM(w.spec.Model.ImminentAt)
}

// openAssessment opens an ASSESS job unless one is open: it judges what is credited
// when it ends.
func (w dossiers) openAssessment(c DossierID) {
	x := &w.Dossier[c]
	if !x.News || x.Open > 0 {
		return
	}
	x.News = false
	x.Open++
	key := w.spec.Names.ID(w.spec.Agencies[x.Agency].Ref).Child(w.spec.Facts[w.lowestFact(c)].ID).Nth(uint64(x.N))
	x.N++
	w.desks.enqueue(order{
		task: model.Assessing, then: thenAssessed, agency: x.Agency, toward: model.None, key: key,
		stream: w.spec.AnalysisKey(x.Agency, w.spec.Facts[w.lowestFact(c)].Storyline), owner: uint32(c), prec: w.labels.precedenceOf(c),
	})
}

// assessmentDone ends an ASSESS job: levels rise by what the agency has credited and
// joined by now, and by nothing else.
func (w dossiers) assessmentDone(j JobID) {
	c := w.survivorOf(DossierID(w.Job[j].Owner))
	a := w.Dossier[c].Agency
	before := w.Dossier[c].Grade
	l := w.jobs.spansOf(j, journal.Assess)
	w.Dossier[c].Open--

	var top model.StorylineID = model.None
	best := journal.Unaware
	threat := false
	r := w.beginRecord(journal.Assessed, w.spec.Agencies[a].Ref, w.Job[j].Key)
	for h := w.Dossier[c].Head; h != 0; {
		s, g, t, next := w.gradeStoryline(a, h)
		threat = threat || t
		if g > best {
			best, top = g, s
		}
		h = next
	}
	w.listCauses(r, c)
	w.tileSpans(r, l)
	x := &w.Dossier[c]
	x.Grade = max(x.Grade, best)
	x.Danger = w.valuePPM(w.spec.Model.DangerBy[x.Grade])
	if threat {
		x.Danger = min(sim.One, x.Danger+w.valuePPM(w.spec.Model.DangerThreat))
	}
	w.labels.relabelMatter(c)
	if top != model.None {
		r.Args[journal.AssessedStoryline] = int64(w.spec.Storylines[top].Ref)
	}
	r.Args[journal.AssessedBefore], r.Args[journal.AssessedAfter] = int64(before), int64(x.Grade)
	r.Args[journal.AssessedDanger], r.Args[journal.AssessedPrecedence] = int64(x.Danger), int64(w.labels.precedenceOf(c))
	x.Last = w.emitRecord()
	x.Judged = true
	w.tellAssessed(c, x.Last)
	rose := w.raiseLevels(a, c)
	for h := w.Dossier[c].Head; h != 0 && rose; h = w.Holding[h].Next {
		w.holdings.creditGiver(h)
	}
	if after := w.Dossier[c].Grade; after > before && (after == journal.Suspected || after == journal.Recognised || (before < journal.Suspected && after > journal.Suspected)) {
		w.Dossier[c].Ask = true
	}
	w.scheduleDecision(c)
	w.tellAttitude(w.spec.Agencies[a].Nation, model.None)
}

// listCauses lists what an assessment rests on: the facts credited by now and the
// assessment before it.
func (w dossiers) listCauses(r *journal.Record, c DossierID) {
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		r.From = append(r.From, w.Holding[h].Believed)
		r.Facts = append(r.Facts, w.spec.Facts[w.Holding[h].Fact].Ref)
	}
	for _, l := range [2]journal.Link{w.Dossier[c].Last, w.Dossier[c].Linked} {
		if l.Num != 0 {
			r.From = append(r.From, l)
		}
	}
}

// gradeStoryline grades one storyline from the run of its facts that begins at h, and
// gives the first holding after the run.
func (w dossiers) gradeStoryline(a model.AgencyID, h HoldingID) (s model.StorylineID, g journal.Grade, threat bool, next HoldingID) {
	s = w.spec.Facts[w.Holding[h].Fact].Storyline
	sp := &w.spec.Storylines[s]
	facts, keys, kinds := 0, 0, uint8(0)
	identity, here := false, false
	for ; h != 0 && w.spec.Facts[w.Holding[h].Fact].Storyline == s; h = w.Holding[h].Next {
		if w.Holding[h].Purposes&journal.Lead == 0 {
			continue
		}
		f := &w.spec.Facts[w.Holding[h].Fact]
		facts++
		threat = threat || f.Kind == journal.THREATLEVEL
		identity = identity || f.Kind == journal.IDENTITY
		here = here || w.Fact[w.Holding[h].Fact].Place == w.spec.Agencies[a].Nation
		if f.Key {
			keys++
			kinds |= 1 << f.Kind
		}
	}
	if facts > 0 {
		g = journal.Noticed
	}
	if facts > 1 || (facts > 0 && threat) {
		g = journal.Suspected
	}
	if keys >= sp.K && kinds&sp.Kinds == sp.Kinds {
		g = journal.Recognised
		if identity && here {
			g = journal.Actionable
		}
	}
	if sp.Administrative {
		return s, min(g, journal.Noticed), false, h
	}
	return s, g, threat, h
}

// raiseLevels records the storylines of which the agency now makes more, and says
// whether there are any.
func (w dossiers) raiseLevels(a model.AgencyID, c DossierID) (rose bool) {
	last := w.Dossier[c].Last
	for h := w.Dossier[c].Head; h != 0; {
		s, g, _, next := w.gradeStoryline(a, h)
		h = next
		if g <= w.awarenessOf(a, s).Grade {
			continue
		}
		aw := w.ensureAwareness(a, s)
		rose = true
		r := w.beginRecord(journal.Level, w.spec.Agencies[a].Ref, w.spec.Names.ID(w.spec.Storylines[s].Ref))
		r.Nth = uint32(g)
		r.From = append(r.From, last)
		r.Args[journal.LevelStoryline], r.Args[journal.LevelBefore], r.Args[journal.LevelAfter] = int64(w.spec.Storylines[s].Ref), int64(aw.Grade), int64(g)
		for i := aw.Grade + 1; i <= g; i++ {
			aw.At[i] = w.k.Now()
		}
		recognised := aw.Grade < journal.Recognised && g >= journal.Recognised
		aw.Grade = g
		aw.Link = w.emitRecord()
		if recognised {
			aw.Known = aw.Link
		}
		w.trays.recheckMatter(a, s, w.awarenessOf(a, s).Link)
		w.tellAdvanced(a, s)
		w.tellHappened(w.awarenessOf(a, s).Link)
	}
	return rose
}

// ensureAwareness is the awareness of an agency that makes something of a storyline.
// The pointer is good until the next call.
func (w dossiers) ensureAwareness(a model.AgencyID, s model.StorylineID) *awareness {
	if x := w.awarenessOf(a, s); x.Grade != journal.Unaware {
		return x
	}
	w.Awareness = append(w.Awareness, awareness{Story: s, Next: w.AwareList[a].Head})
	w.AwareList[a].Head = uint32(len(w.Awareness) - 1)
	return &w.Awareness[w.AwareList[a].Head]
}

// takeFlags takes a dossier's flags for one decision.
func (w dossiers) takeFlags(c DossierID) (ask, judged bool) {
	x := &w.Dossier[c]
	ask, judged = x.Ask, x.Judged
	x.Ask, x.Judged, x.Due = false, false, false
	return ask, judged
}

// assessmentDropped leaves what is credited to the next assessment.
func (w dossiers) assessmentDropped(j JobID) {
	x := &w.Dossier[w.survivorOf(DossierID(w.Job[j].Owner))]
	x.Open--
	x.News = true
}
