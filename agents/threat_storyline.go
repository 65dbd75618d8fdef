package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// storyline is how far a threat thread has come. It runs to its end whatever
// anybody does, so that every deadline stays defined.
type storyline struct {
	Entered   sim.Time
	Ends      sim.Time // of the current stage
	Timer     sim.Handle
	Link      journal.Link // its last Stage record
	Stage     int32        // number of the current stage; 0 before the first
	Reactions int32
	GotOut    uint32 // how often information about it got out
	Moved     int32  // how often it moved to an alternate
	Leaks     uint8  // bit per leakSource already noticed
	Over      bool
}

// fact is what the world shows of a token of ground truth.
type fact struct {
	From, Until sim.Time
	Link        journal.Link   // its Exposed record
	Place       model.NationID // where it can be seen now; a storyline may move it
	Holders     HoldingID      // list of holdings
	Permits     uint32         // list of consents
	Exposed     bool
}

func (w threats) noteHolder(f model.FactID, h HoldingID)   { w.Fact[f].Holders = h }
func (w threats) notePermit(f model.FactID, permit uint32) { w.Fact[f].Permits = permit }

// placeFacts puts every fact where the scenario has it, before the warm-up: a change may
// expose it earlier than StartEx.
func (w threats) placeFacts() {
	for f := range w.Fact {
		w.Fact[f].Place = w.spec.Facts[f].Place
	}
}

// startExercise is StartEx: the exercise clock starts and every storyline enters its
// first stage.
func (w threats) startExercise(sim.Event) {
	r := w.beginRecord(journal.StartEx, 0, 0)
	r.Args[journal.StartExSeed] = int64(w.seed)
	w.emitRecord()
	for s := range w.spec.Storylines {
		w.enterStage(model.StorylineID(s), 1)
	}
}

func (w threats) stageEntered(e sim.Event) {
	if e.Aux == 0 {
		w.endStoryline(model.StorylineID(e.Arg))
		return
	}
	w.enterStage(model.StorylineID(e.Arg), int32(e.Aux))
}

// enterStage puts a storyline into a stage, exposes the stage's facts and draws how
// long it lasts and where it goes next.
func (w threats) enterStage(id model.StorylineID, stage int32) {
	sp := &w.spec.Storylines[id]
	now := w.k.Now()
	st := &w.Storyline[id]
	st.Stage, st.Entered = stage, now
	key := sim.Name("storyline").Child(w.spec.Names.ID(sp.Ref)).Nth(uint64(stage))
	stg := &sp.Stages[stage-1]
	st.Ends = now + stg.Lasts.Draw(w.randomBits(drawStage, key))

	r := w.beginRecord(journal.Stage, sp.Ref, 0)
	r.Nth, r.Args[journal.StageStage], r.Args[journal.StageUntil] = uint32(stage), int64(stage), int64(st.Ends)
	if st.Link.Num != 0 {
		attributeWait(r, st.Link, journal.World, journal.Period, sp.Ref)
	}
	st.Link = w.emitRecord()

	for _, f := range stg.Facts {
		if w.spec.Facts[f].ByInject {
			continue
		}
		after := w.spec.Facts[f].After.Draw(w.randomBits(drawAfter, w.spec.Facts[f].ID))
		w.k.Schedule(now+after, sim.PhaseWorld, nobody, FactExposed, uint32(f), 0)
	}
	w.scheduleNextStage(id)
	w.tellStage(id, stage)
	w.tellHappened(w.Storyline[id].Link)
}

// endStoryline is the end of a storyline: nothing comes of it any more.
func (w threats) endStoryline(s model.StorylineID) {
	w.Storyline[s].Over = true
	sp := &w.spec.Storylines[s]
	r := w.beginRecord(journal.Over, sp.Ref, 0)
	attributeWait(r, w.Storyline[s].Link, journal.World, journal.Period, sp.Ref)
	w.tellOver(s, w.emitRecord())
}

// scheduleNextStage puts the end of the current stage on the calendar.
func (w threats) scheduleNextStage(id model.StorylineID) {
	st := &w.Storyline[id]
	next := w.drawNextStage(id, st.Stage) // 0: the storyline ends there
	st.Timer = w.k.Timer(st.Ends, sim.PhaseWorld, nobody, StageEntered, uint32(id), uint32(next))
}

// drawNextStage chooses the edge out of a stage: one draw per storyline and stage.
// 0 means that the storyline ends there.
func (w threats) drawNextStage(id model.StorylineID, stage int32) int32 {
	sp := &w.spec.Storylines[id]
	stg := &sp.Stages[stage-1]
	if len(stg.Next) == 0 {
		if int(stage) == len(sp.Stages) {
			return 0
		}
		return stage + 1
	}
	total := int64(0)
	for _, e := range stg.Next {
		total += e.Weight
	}
	key := sim.Name("storyline").Child(w.spec.Names.ID(sp.Ref)).Nth(uint64(stage))
	at := drawBelow(w.randomBits(drawEdge, key), total)
	for _, e := range stg.Next {
		if at < e.Weight {
			return int32(e.Stage)
		}
		at -= e.Weight
	}
	return 0
}

func (w threats) factExposed(e sim.Event) {
	w.exposeFact(model.FactID(e.Arg), w.Storyline[w.spec.Facts[e.Arg].Storyline].Link)
}

// exposeFact opens a fact's window once; collection draws whether and when it
// notices within it.
func (w threats) exposeFact(f model.FactID, cause journal.Link) journal.Link {
	if w.Fact[f].Exposed {
		return w.Fact[f].Link
	}
	sp := &w.spec.Facts[f]
	now := w.k.Now()
	w.Fact[f].Exposed, w.Fact[f].From = true, now
	w.Fact[f].Until = now + sp.For.Draw(w.randomBits(drawFor, sp.ID))
	r := w.beginRecord(journal.Exposed, w.spec.Storylines[sp.Storyline].Ref, sp.ID)
	r.Args[journal.ExposedFact], r.Args[journal.ExposedUntil] = int64(sp.Ref), int64(w.Fact[f].Until)
	attributeWait(r, cause, journal.World, journal.Period, w.spec.Storylines[sp.Storyline].Ref)
	w.Fact[f].Link = w.emitRecord()
	w.tellExposed(f)
	return w.Fact[f].Link
}

// stretchStage makes the current stage end at another instant: a pause lengthens it, haste
// halves what is left of it.
func (w threats) stretchStage(id model.StorylineID, ends sim.Time) {
	st := &w.Storyline[id]
	if st.Over || !w.k.Cancel(st.Timer) {
		return
	}
	st.Ends = ends
	w.scheduleNextStage(id)
}

// moveFacts sends the facts that the storyline has still to show at one place to
// the next alternate nation. It reports whether there was one.
func (w threats) moveFacts(id model.StorylineID, place model.NationID) bool {
	sp := &w.spec.Storylines[id]
	if int(w.Storyline[id].Moved) >= len(sp.Alternates) {
		return false
	}
	to := sp.Alternates[w.Storyline[id].Moved]
	w.Storyline[id].Moved++
	for _, f := range sp.Facts {
		if !w.Fact[f].Exposed && w.Fact[f].Place == place {
			w.Fact[f].Place = to
		}
	}
	return true
}

// countReaction counts a reaction and gives its number, from 0.
func (w threats) countReaction(id model.StorylineID) int32 {
	w.Storyline[id].Reactions++
	return w.Storyline[id].Reactions - 1
}

// countLeak counts information that got out, and says how often it had before.
func (w threats) countLeak(id model.StorylineID) uint32 {
	w.Storyline[id].GotOut++
	return w.Storyline[id].GotOut - 1
}

// noteLeakSource remembers that a kind of source was noticed; false if it was before,
// or if the storyline is over.
func (w threats) noteLeakSource(id model.StorylineID, src leakSource) bool {
	st := &w.Storyline[id]
	if st.Over || st.Leaks>>src&1 == 1 {
		return false
	}
	st.Leaks |= 1 << src
	return true
}

// disturb changes what is true of every fact that is not known, for View.WithOtherTruth.
func (w threats) disturb(known func(model.FactID) bool) {
	for f := range w.Fact {
		if known(model.FactID(f)) {
			continue
		}
		x := &w.Fact[f]
		x.Exposed = !x.Exposed
		x.From, x.Until = x.From+sim.Hour, x.Until+sim.Day
		x.Place = model.NationID((int(x.Place) + 1) % len(w.spec.Nations))
	}
}
