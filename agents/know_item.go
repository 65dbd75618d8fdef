package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// ItemID is a place in State.Item; 0 none.
type ItemID uint32

// item is a marked bundle of facts on its way to one agency.
type item struct {
	From  model.AgencyID
	To    model.AgencyID
	ID    sim.ID
	First uint32 // in State.Carried
	N     uint32
	Class journal.Class // highest of what it carries
	Kinds uint8         // of what it carries, bits 1<<journal.FactKind
	Loss  sim.PPM       // quality lost by sanitising
}

// carried is one fact of an item.
type carried struct {
	Fact    model.FactID
	Owner   model.AgencyID // whose word it is: the originator whose markings hold
	Origins uint32         // list in State.Origin, as the sender had it
	Asked   bool           // the owner's consent has been asked
	Gone    fate
}

// fate of a carried fact.
type fate uint8

const (
	present fate = iota
	removed      // stripped, sanitised, or consent denied
	garbled      // did not survive re-keying
	mistranslated
)

// packFacts bundles those of an agency's facts that the recipient was neither
// sent nor gave and that no wall keeps where they are, and marks them as sent to
// it: a fact goes to a recipient once, and again only if it was lost and is asked
// for. 0 means that there is nothing to send.
func (w items) packFacts(from, to model.AgencyID, facts []model.FactID, asked bool) ItemID {
	it := w.beginItem(from, to)
	for _, f := range facts {
		h := w.holdings.find(from, f)
		if !w.Holding[h].Sealed && !w.holdings.hasBeenShared(h, to) && (asked || !w.holdings.wasSent(h, to)) && !w.isOriginator(h, to) {
			w.addToItem(&it, h)
		}
	}
	return w.endItem(it)
}

var itemName = sim.Name("item")

// beginItem begins an item from one agency to another, addToItem puts a fact into it and
// marks that as sent, and endItem is done with it: 0 if it is empty.
func (w items) beginItem(from, to model.AgencyID) item {
	id := itemName.Child(w.spec.Names.ID(w.spec.Agencies[from].Ref)).Child(w.spec.Names.ID(w.spec.Agencies[to].Ref))
	return item{ID: id, From: from, To: to, First: uint32(len(w.Carried))}
}

func (w items) addToItem(it *item, h HoldingID) {
	owner, m := w.markingOf(h)
	f := w.Holding[h].Fact
	w.Carried = append(w.Carried, carried{Fact: f, Owner: owner, Origins: w.holdings.copyOrigins(h)})
	it.ID = it.ID.Child(w.spec.Facts[f].ID)
	it.N++
	it.Class = max(it.Class, m.Class)
	it.Kinds |= 1 << w.spec.Facts[f].Kind
	w.holdings.markSent(h, it.To, false)
}

func (w items) endItem(it item) ItemID {
	if it.N == 0 {
		return 0
	}
	w.Item = append(w.Item, it)
	return ItemID(len(w.Item) - 1)
}

// removeFacts takes facts out of an item and brings its class and kinds up to date. It
// reports whether any fact is left.
func (w items) removeFacts(i ItemID, how fate, gone func(*carried) bool) bool {
	it := &w.Item[i]
	class, kinds := journal.Unclassified, uint8(0)
	for k := it.First; k < it.First+it.N; k++ {
		c := &w.Carried[k]
		if c.Gone == present && gone(c) {
			c.Gone = how
			w.gone = append(w.gone, c.Fact)
			w.holdings.markUndelivered(w.holdings.find(it.From, c.Fact), it.To)
		}
		if c.Gone == present {
			class = max(class, w.carriedClass(c))
			kinds |= 1 << w.spec.Facts[c.Fact].Kind
		}
	}
	it.Class, it.Kinds = class, kinds
	return kinds != 0
}

// classOf is the class of an item; of none it is unclassified.
func (w items) classOf(i ItemID) journal.Class {
	if i == 0 {
		return journal.Unclassified
	}
	return w.Item[i].Class
}

// noteSanitised notes the quality that sanitising costs.
func (w items) noteSanitised(i ItemID) { w.Item[i].Loss += w.valuePPM(w.spec.Model.SanitiseCost) }

// carriedClass is the class of a carried fact: its own or its owner's marking,
// whichever is higher.
func (w items) carriedClass(c *carried) journal.Class {
	return max(w.spec.Facts[c.Fact].Class, w.spec.Agencies[c.Owner].Originates.Class)
}

// markingOf of a holding: its own where the agency originated it, else that of
// the originator it heard first.
func (w items) markingOf(h HoldingID) (owner model.AgencyID, m model.Marking) {
	hd := &w.Holding[h]
	owner = hd.Agency
	for i := hd.Origins; i != 0; i = w.Origin[i].Next {
		owner = w.Origin[i].Agency
		if owner == hd.Agency {
			break
		}
	}
	m = w.spec.Agencies[owner].Originates
	m.Class = max(m.Class, w.spec.Facts[hd.Fact].Class)
	return owner, m
}

// isOriginator says whether an agency is one of a holding's originators.
func (w items) isOriginator(h HoldingID, a model.AgencyID) bool {
	for i := w.Holding[h].Origins; i != 0; i = w.Origin[i].Next {
		if w.Origin[i].Agency == a {
			return true
		}
	}
	return false
}

// needsConsent says whether a sender must ask the owner of a fact before it may
// go to a recipient; never is true where even asking is in vain, since the
// owner is the sender and its own list leaves the recipient out.
func (w items) needsConsent(c *carried, from, to model.AgencyID) (ask, never bool) {
	m := &w.spec.Agencies[c.Owner].Originates
	sender, recipient := w.spec.Agencies[from].Nation, w.relations.arrivalNation(to)
	home := w.spec.Agencies[c.Owner].Nation
	listed := m.RelTo == nil || recipient == home
	for _, n := range m.RelTo {
		listed = listed || n == recipient
	}
	if c.Owner == from {
		return false, !listed
	}
	if recipient == home || w.holdings.hasConsent(c.Owner, c.Fact, recipient) || w.teams.areTeamed(c.Owner, to, w.spec.Facts[c.Fact].Storyline) {
		return false, false
	}
	abroad := recipient != sender
	return !listed || m.TLP >= law.AmberStrict || (abroad && (m.TLP == law.Amber || m.Controlled)), false
}

// purposesFor for which a reader may use a fact, from its owner's markings.
func (w items) purposesFor(c *carried, reader model.AgencyID) uint8 {
	m := &w.spec.Agencies[c.Owner].Originates
	p := uint8(journal.Lead)
	if m.TLP <= law.Green && !m.Controlled && m.RelTo == nil {
		p |= journal.Onward
	}
	switch {
	case m.PAP == law.Red:
	case m.PAP >= law.Amber:
		p |= journal.Passive
	default:
		p |= journal.ActOn
	}
	if (m.Evidential || w.spec.Facts[c.Fact].Evidential) && w.agreesToCourts(c, reader) {
		p |= journal.Evidence
	}
	return p
}

// agreesToCourts says whether an originator lets its word be used in a reader's courts:
// its own nation's always, another's as it consents to passing it on.
func (w items) agreesToCourts(c *carried, reader model.AgencyID) bool {
	i, j := w.spec.Agencies[c.Owner].Nation, w.spec.Agencies[reader].Nation
	if i == j {
		return true
	}
	story := w.spec.Storylines[w.spec.Facts[c.Fact].Storyline].Ref
	danger := sim.PPM(0)
	if h := w.holdings.find(c.Owner, c.Fact); h != 0 {
		danger = w.dangerOf(w.dossierOf(h))
	}
	p := w.relations.consentChance(i, j, danger)
	key := w.spec.AttitudeKey(c.Owner, reader).Child(w.spec.Names.ID(story)).Child(sim.Name("evidence"))
	return w.askDecider(c.Owner, Question{Kind: AskConsent, Agency: c.Owner, Toward: j, Chance: p, Draw: w.randomBits(drawConsent, key)}).Yes
}

// markConsentAsked notes that an owner has been asked about all its facts in an item.
func (w items) markConsentAsked(i ItemID, owner model.AgencyID) {
	it := &w.Item[i]
	for k := it.First; k < it.First+it.N; k++ {
		if w.Carried[k].Owner == owner {
			w.Carried[k].Asked = true
		}
	}
}

// markUndelivered notes that what was left of an item did not arrive.
func (w items) markUndelivered(i ItemID) {
	if i == 0 {
		return
	}
	it := w.Item[i]
	for _, c := range w.factsOf(i) {
		w.holdings.markUndelivered(w.holdings.find(it.From, c.Fact), it.To)
	}
}
