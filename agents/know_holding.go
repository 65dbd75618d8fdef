package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// HoldingID is a place in State.Holding; 0 none.
type HoldingID uint32

// holder is whose a holding is, at the same place as what is held, in a list of all who hold
// a fact. It is kept apart, for these lists are searched more than anything else.
type holder struct {
	Agency model.AgencyID
	Next   HoldingID
}

// holding is what one agency has of one fact. The ledger is a slab with a list
// per fact, for a fact has few holders.
// By what it is looked up stands together, for lists of them are searched.
type holding struct {
	Agency   model.AgencyID
	Fact     model.FactID
	Mine     HoldingID // next holding of the same agency
	Next     HoldingID // in the dossier, by fact
	Dossier  DossierID
	Received sim.Time // delivery at the intake; Never before
	Read     sim.Time
	Known    sim.Time     // understood; Never before
	Credited sim.Time     // Never before
	Found    journal.Link // Detected
	Learned  journal.Link // Collected or Held: the last that brought understanding
	Believed journal.Link // Credited
	Origins  uint32       // list in State.Origin
	Told     uint32       // list in State.Told
	Purposes uint8
	Collects bool // a COLLECT job was opened
	Dormant  bool
	Sealed   bool               // the law of its reader keeps it from being handed on
	Label    journal.Precedence // written on what it came with, until the agency has its own word
	Given    bool               // that was given by hand
	Giver    model.AgencyID     // that sent it unasked and has not been thanked yet; None
}

// origin is one originating agency of a holding, with the quality in which its
// word arrived.
type origin struct {
	Agency  model.AgencyID
	Quality sim.PPM
	Next    uint32
}

// told is which agencies of a block a holding was sent to or had from, a bit for each. What
// was lost on the way is not sent again unasked, but may be asked for.
type told struct {
	Block uint32 // of toldBlock agencies
	Next  uint32 // of the same holding
	Knows uint64
	Lost  uint64
	Had   uint64 // it was had from there, and not sent
}

// toldBlock is how many agencies a block has.
const toldBlock = 64

// permit lets a fact of an originator go to a nation.
type permit struct {
	Origin model.AgencyID
	Fact   model.FactID
	To     model.NationID
	Next   uint32
}

// find finds an agency's holding of a fact; 0 if it has none.
func (w holdings) find(a model.AgencyID, f model.FactID) HoldingID {
	h := w.Fact[f].Holders
	for h != 0 && w.Holder[h].Agency != a {
		h = w.Holder[h].Next
	}
	return h
}

// ensure finds or makes an agency's holding of a fact.
func (w holdings) ensure(a model.AgencyID, f model.FactID) HoldingID {
	if h := w.find(a, f); h != 0 {
		return h
	}
	w.Holding = append(w.Holding, holding{
		Agency: a, Fact: f, Received: sim.Never, Read: sim.Never,
		Known: sim.Never, Credited: sim.Never, Giver: model.None,
	})
	w.Holder = append(w.Holder, holder{Agency: a, Next: w.Fact[f].Holders})
	h := HoldingID(len(w.Holding) - 1)
	w.threats.noteHolder(f, h)
	return h
}

// markCollected says whether an agency's collection has the fact already, and
// notes that it has from now on.
func (w holdings) markCollected(a model.AgencyID, f model.FactID) bool {
	h := w.ensure(a, f)
	was := w.Holding[h].Collects
	w.Holding[h].Collects = true
	return was
}

func (w holdings) setDetection(h HoldingID, l journal.Link) { w.Holding[h].Found = l }

// markDelivered notes delivery at the intake.
func (w holdings) markDelivered(h HoldingID) {
	if now := w.k.Now(); w.Holding[h].Received > now {
		w.Holding[h].Received = now
	}
}

// markRead notes that a fact was read, understood or not.
func (w holdings) markRead(h HoldingID) {
	if now := w.k.Now(); w.Holding[h].Read > now {
		w.Holding[h].Read = now
	}
}

// markUnderstood notes that a fact is understood and for which purposes it may be used.
func (w holdings) markUnderstood(h HoldingID, purposes uint8, l journal.Link) (wider bool) {
	hd, now := &w.Holding[h], w.k.Now()
	hd.Received, hd.Read = min(hd.Received, now), min(hd.Read, now)
	hd.Known = min(hd.Known, now)
	more := purposes&^hd.Purposes != 0
	hd.Purposes |= purposes
	hd.Learned = l
	return more && hd.Credited != sim.Never
}

// setLabel writes a precedence on a holding, given by hand or not.
func (w holdings) setLabel(h HoldingID, p journal.Precedence, given bool) {
	w.Holding[h].Label, w.Holding[h].Given = p, given
}

// setWalled notes, before it is learned again, whether a wall keeps a holding from being
// handed on. What is known by a way that no wall stands on is free.
func (w holdings) setWalled(h HoldingID, walled bool) {
	hd := &w.Holding[h]
	hd.Sealed = walled && (hd.Sealed || hd.Known == sim.Never)
}

// addOrigin counts an originator once, whatever way its word came. It reports
// whether it was new.
func (w holdings) addOrigin(h HoldingID, o model.AgencyID, quality sim.PPM) bool {
	for i := w.Holding[h].Origins; i != 0; i = w.Origin[i].Next {
		if w.Origin[i].Agency == o {
			return false
		}
	}
	w.Origin = append(w.Origin, origin{Agency: o, Quality: quality, Next: w.Holding[h].Origins})
	w.Holding[h].Origins = uint32(len(w.Origin) - 1)
	return true
}

// credence is how far an agency believes a fact now: 1 less the product over its
// originators of (1 - quality x reliability).
func (w holdings) credence(h HoldingID) sim.PPM {
	doubt := sim.One
	for i := w.Holding[h].Origins; i != 0; i = w.Origin[i].Next {
		o := &w.Origin[i]
		doubt = doubt.Times(sim.One - o.Quality.Times(w.reliabilityOf(w.Holding[h].Agency, o.Agency)))
	}
	return sim.One - doubt
}

// updateCredence credits a holding when credence in it reaches the threshold, and
// puts it into the agency's dossiers. It may be a record since the last word of
// it (moved; else none) that makes the difference.
func (w holdings) updateCredence(h HoldingID, moved journal.Link) {
	hd := &w.Holding[h]
	if hd.Credited != sim.Never || hd.Known == sim.Never {
		return
	}
	credence := w.credence(h)
	if credence < w.valuePPM(w.spec.Agencies[w.Holding[h].Agency].CreditAt) {
		return
	}
	hd.Credited = w.k.Now()
	a, f := hd.Agency, hd.Fact
	r := w.beginRecord(journal.Credited, w.spec.Agencies[a].Ref, w.spec.Facts[f].ID)
	r.From = append(r.From, hd.Learned)
	if moved.Num != 0 {
		r.From = append(r.From, moved)
		attributeTime(r, journal.Decide, journal.Idle, w.spec.Agencies[a].Ref)
	}
	r.Args[journal.CreditedFact], r.Args[journal.CreditedCredence] = int64(w.spec.Facts[f].Ref), int64(credence)
	w.Holding[h].Believed = w.emitRecord()
	w.tellCredited(h)
}

// recheckCredence weighs again what is not credited yet: the threshold, or how far its
// originators are taken at their word, may have moved.
func (w holdings) recheckCredence() {
	for h := 1; h < len(w.Holding); h++ {
		w.updateCredence(HoldingID(h), w.Look[0].Cause)
	}
}

// toldBlockOf is the block of a holding in which it is noted whether an agency was told, 0 if
// there is none; and the agency's bit there.
func (w holdings) toldBlockOf(h HoldingID, to model.AgencyID) (i uint32, bit uint64) {
	i = w.Holding[h].Told
	for i != 0 && w.Told[i].Block != uint32(to)/toldBlock {
		i = w.Told[i].Next
	}
	return i, 1 << (uint32(to) % toldBlock)
}

// markSent remembers that a fact goes to an agency, or was had from it: it goes there
// once.
func (w holdings) markSent(h HoldingID, to model.AgencyID, had bool) {
	i, bit := w.toldBlockOf(h, to)
	if i == 0 {
		w.Told = append(w.Told, told{Block: uint32(to) / toldBlock, Next: w.Holding[h].Told})
		i = uint32(len(w.Told) - 1)
		w.Holding[h].Told = i
	}
	x := &w.Told[i]
	switch isNew := x.Knows&bit == 0; {
	case isNew && had:
		x.Had |= bit
	case !had:
		x.Had &^= bit
	}
	x.Knows |= bit
	x.Lost &^= bit // lost before, and asked for
}

// wasSentOn says whether a fact was sent to anybody.
func (w holdings) wasSentOn(h HoldingID) bool {
	for i := w.Holding[h].Told; i != 0; i = w.Told[i].Next {
		if w.Told[i].Knows&^w.Told[i].Had != 0 {
			return true
		}
	}
	return false
}

// wasSent says whether a fact was sent to or had from an agency.
func (w holdings) wasSent(h HoldingID, to model.AgencyID) bool {
	i, bit := w.toldBlockOf(h, to)
	return w.Told[i].Knows&bit != 0
}

// markUndelivered notes that a holding did not reach an agency that it was sent to.
func (w holdings) markUndelivered(h HoldingID, to model.AgencyID) {
	if i, bit := w.toldBlockOf(h, to); w.Told[i].Knows&bit != 0 {
		w.Told[i].Lost |= bit
	}
}

// hasBeenShared says whether a holding has gone between its agency and another, in either
// direction, and was not lost.
func (w holdings) hasBeenShared(h HoldingID, to model.AgencyID) bool {
	i, bit := w.toldBlockOf(h, to)
	return w.Told[i].Knows&^w.Told[i].Lost&bit != 0
}

// grantConsent remembers an originator's consent.
func (w holdings) grantConsent(o model.AgencyID, f model.FactID, to model.NationID) {
	w.Permit = append(w.Permit, permit{Origin: o, Fact: f, To: to, Next: w.Fact[f].Permits})
	w.threats.notePermit(f, uint32(len(w.Permit)-1))
}

// hasConsent says whether an originator consented to a fact's going to a nation.
func (w holdings) hasConsent(o model.AgencyID, f model.FactID, to model.NationID) bool {
	for i := w.Fact[f].Permits; i != 0; i = w.Permit[i].Next {
		if w.Permit[i].Origin == o && w.Permit[i].To == to {
			return true
		}
	}
	return false
}

// markAllDormant is markDormant for all that a dossier holds.
func (w holdings) markAllDormant(c DossierID) {
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		w.markDormant(h)
	}
}

// markDormant says once that no rule sends a holding on, wherever it was had from.
func (w holdings) markDormant(h HoldingID) {
	hd := &w.Holding[h]
	if hd.Dormant || w.wasSentOn(h) {
		return
	}
	hd.Dormant = true
	r := w.beginRecord(journal.Dormant, w.spec.Agencies[hd.Agency].Ref, w.spec.Facts[hd.Fact].ID)
	r.Args[journal.DormantFact] = int64(w.spec.Facts[hd.Fact].Ref)
	attributeWait(r, hd.Believed, journal.Decide, journal.Idle, w.spec.Agencies[hd.Agency].Ref)
	w.emitRecord()
}

// linkIntoDossier puts a holding into a dossier's list after prev (0: at its head).
func (w holdings) linkIntoDossier(h HoldingID, c DossierID, next HoldingID) {
	w.Holding[h].Dossier, w.Holding[h].Next = c, next
}

// copyOrigins copies a holding's originators for an item that leaves now.
func (w holdings) copyOrigins(h HoldingID) uint32 {
	list := uint32(0)
	for i := w.Holding[h].Origins; i != 0; i = w.Origin[i].Next {
		o := w.Origin[i]
		o.Next = list
		w.Origin = append(w.Origin, o)
		list = uint32(len(w.Origin) - 1)
	}
	return list
}

// noteUnasked notes that an agency sent a fact unasked.
func (w holdings) noteUnasked(h HoldingID, from model.AgencyID) { w.Holding[h].Giver = from }

// creditGiver gives its due to the nation whose unasked item led to a rise, or at home
// the agency, once for all that it sent.
func (w holdings) creditGiver(h HoldingID) {
	g, a := w.Holding[h].Giver, w.Holding[h].Agency
	if g == model.None {
		return
	}
	c := w.dossierOf(h)
	for o := w.Dossier[c].Head; o != 0; o = w.Holding[o].Next {
		if x := w.Holding[o].Giver; x == g || x != model.None && w.standForOne(a, x, g) {
			w.Holding[o].Giver = model.None
		}
	}
	w.relations.rewardAgency(a, g, w.spec.Model.TrustGift, w.Dossier[c].Last)
}

// standForOne says whether two givers are one to an agency: those of one nation abroad.
func (w holdings) standForOne(a, x, y model.AgencyID) bool {
	n := w.spec.Agencies[x].Nation
	return n == w.spec.Agencies[y].Nation && n != w.spec.Agencies[a].Nation
}

// revokePurposes ends all use of a holding.
func (w holdings) revokePurposes(h HoldingID) { w.Holding[h].Purposes = 0 }

// disturb changes what other agencies hold, for View.WithOtherTruth.
func (w holdings) disturb(a model.AgencyID) {
	for h := 1; h < len(w.Holding); h++ {
		if x := &w.Holding[h]; x.Agency != a {
			x.Purposes ^= 0xff
			x.Received, x.Read = 0, 0
		}
	}
}
