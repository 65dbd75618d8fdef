package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// leakSource says how information reached the threat side.
type leakSource uint8

const (
	leakInject leakSource = iota
	leakOvert
	leakPublic
	leakChannel
)

// leakStoryline lets information about a storyline out. Whether it is noticed is drawn
// once per storyline and kind of source; the reaction comes after a drawn time.
func (w threats) leakStoryline(id model.StorylineID, src leakSource, object journal.Ref, place model.NationID, cause journal.Link) {
	sp := &w.spec.Storylines[id]
	key := w.spec.Names.ID(sp.Ref).Nth(uint64(src))
	noticed := w.drawYes(drawNotice, key, w.valuePPM(w.spec.Model.Notice[src]))
	r := w.beginRecord(journal.Leak, object, key)
	r.Nth = w.countLeak(id)
	r.Args[journal.LeakStoryline], r.Args[journal.LeakNoticed] = int64(sp.Ref), sim.Bit(noticed)
	r.From = append(r.From, cause)
	w.emitRecord()
	if !noticed || !w.noteLeakSource(id, src) {
		return
	}
	wait := w.spec.Model.ReactAfter.Draw(w.randomBits(drawReact, key))
	w.k.Schedule(w.k.Now()+wait, sim.PhaseWorld, nobody, LeakNoticed, uint32(id), uint32(place))
}

// leakNoticed is the storyline's reaction: none, pause, hasten or move.
func (w threats) leakNoticed(e sim.Event) {
	id, place := model.StorylineID(e.Arg), model.NationID(int32(e.Aux))
	sp, st := &w.spec.Storylines[id], &w.Storyline[id]
	if st.Over || int64(st.Reactions) >= w.value(sp.Reactions) {
		return
	}
	n := w.countReaction(id)
	key := w.spec.Names.ID(sp.Ref).Nth(uint64(n))
	var weights [4]int64
	for i, id := range sp.Weights {
		weights[i] = w.value(id)
	}
	did := journal.None + journal.Outcome(max(0, drawWeighted(w.randomBits(drawReaction, key), weights[:])))
	if did == journal.Move && !w.moveFacts(id, place) {
		did = journal.Pause
	}
	now := w.k.Now()
	reactions[did-journal.None](w.World, id, now, key)
	r := w.beginRecord(journal.Reaction, sp.Ref, 0)
	r.Nth, r.Args[journal.ReactionOutcome] = uint32(n), int64(did)
	w.emitRecord()
}

// reactions in the order of the outcomes none, pause, hasten, move.
var reactions = [4]func(*World, model.StorylineID, sim.Time, sim.ID){
	func(*World, model.StorylineID, sim.Time, sim.ID) {},
	func(w *World, id model.StorylineID, _ sim.Time, key sim.ID) {
		w.threats.stretchStage(id, w.Storyline[id].Ends+w.spec.Model.PauseFor.Draw(w.randomBits(drawPause, key)))
	},
	func(w *World, id model.StorylineID, now sim.Time, _ sim.ID) {
		w.threats.stretchStage(id, now+w.valuePPM(w.spec.Model.Hasten).Scale(w.Storyline[id].Ends-now))
	},
	func(*World, model.StorylineID, sim.Time, sim.ID) {},
}

// breachMarkings is a marking broken by a nation on the word of an agency's: the
// originator learns of it, and trusts that nation less.
func (w threats) breachMarkings(by model.NationID, owner model.AgencyID, s model.StorylineID, cause journal.Link) {
	r := w.beginRecord(journal.Breach, w.spec.Agencies[owner].Ref, w.spec.StorylineKey(s).Child(w.spec.Names.ID(w.spec.Nations[by].Ref)))
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	}
	r.Nth = w.relations.countBreach(w.spec.Agencies[owner].Nation, by)
	r.Args[journal.BreachStoryline], r.Args[journal.BreachBy] = w.spec.StorylineRef(s), int64(w.spec.Nations[by].Ref)
	w.relations.loseTrust(w.spec.Agencies[owner].Nation, by, w.spec.Model.TrustBreach, w.emitRecord())
}
