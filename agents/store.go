package agents

import (
	"slices"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// listing is an entry of a store: one fact with its tokens, and who owns it.
type listing struct {
	Store      model.StoreID
	Fact       model.FactID
	Owner      model.AgencyID
	Marked     model.AgencyID // the originator whose markings it carries
	Origins    uint32         // list in State.Origin, as the owner had it
	N          uint32         // of its owner's listings of this fact there: withdrawn before
	Link       journal.Link   // Listed
	Next       uint32         // entry of the same fact
	Hits       uint32         // list in State.Hit
	Visible    bool
	Gone       bool // withdrawn
	Actionable bool // it has the fields that one can act on
}

// listed heads the list of a fact's entries.
type listed struct{ Head uint32 }

// hit remembers that a check of a subject matched an entry: once each.
type hit struct {
	Agency  model.AgencyID
	Subject model.FactID
	Next    uint32 // hit of the same entry
}

// ingestItem enters what a store has read: each fact becomes visible after the lag.
func (w stores) ingestItem(t TransitID) {
	tr := w.Transit[t]
	id := w.spec.Agencies[tr.To].Store
	for k := range w.factsOf(tr.Item) {
		c := w.factsOf(tr.Item)[k]
		if c.Gone != present {
			continue
		}
		w.addListing(id, &c, tr.From, tr.Last)
	}
}

// addListing makes a fact an entry of a store, visible after the lag. What its owner has
// listed there already is not listed again, unless it was withdrawn.
func (w stores) addListing(id model.StoreID, c *carried, owner model.AgencyID, cause journal.Link) {
	n := uint32(0)
	for i := w.Listed[c.Fact].Head; i != 0; i = w.Listing[i].Next {
		if x := &w.Listing[i]; x.Store == id && x.Owner == owner {
			if !x.Gone {
				return
			}
			n++
		}
	}
	sp := &w.spec.Stores[id]
	key := w.spec.Facts[c.Fact].ID.Child(w.spec.Names.ID(sp.Ref)).Child(w.spec.Names.ID(w.spec.Agencies[owner].Ref))
	w.Listing = append(w.Listing, listing{
		N: n, Store: id, Fact: c.Fact, Owner: owner, Marked: c.Owner, Origins: c.Origins, Link: cause,
		Next: w.Listed[c.Fact].Head, Actionable: w.drawYes(drawComplete, key, w.valuePPM(sp.Completeness)),
	})
	w.Listed[c.Fact].Head = uint32(len(w.Listing) - 1)
	at := w.k.Now() + sp.Lag.Draw(w.randomBits(drawLag, key))
	w.k.Schedule(at, sim.PhaseComplete, actorOf(sp.Agency), ListingVisible, uint32(len(w.Listing)-1), 0)
}

// withdrawListings withdraws the entries of a store on a storyline: no check meets them
// any more.
func (w stores) withdrawListings(id model.StoreID, s model.StorylineID, cause journal.Link) {
	for i := 1; i < len(w.Listing); i++ {
		x := &w.Listing[i]
		if x.Store != id || x.Gone || s != model.None && w.spec.Facts[x.Fact].Storyline != s {
			continue
		}
		w.withdrawListing(uint32(i), cause)
	}
}

// withdrawListing withdraws an entry, and with it what is owed about it.
func (w stores) withdrawListing(i uint32, cause journal.Link) {
	x := &w.Listing[i]
	x.Gone, x.Visible = true, false
	r := w.beginRecord(journal.Unlisted, w.spec.Stores[x.Store].Ref, w.spec.Facts[x.Fact].ID.Child(w.spec.Names.ID(w.spec.Agencies[x.Owner].Ref)))
	r.Nth = x.N
	attributeWait(r, cause, journal.Body, journal.ByRule, w.spec.Stores[x.Store].Ref)
	r.Args[journal.UnlistedFact], r.Args[journal.UnlistedOwner] = int64(w.spec.Facts[x.Fact].Ref), int64(w.spec.Agencies[x.Owner].Ref)
	l := w.emitRecord()
	w.terms.stopAll(i, l)
}

// withdrawMissed withdraws an entry that was not reviewed in time, or whatever its list
// asks for, where the list says so.
func (w stores) withdrawMissed(c ClockID) {
	id := w.Clock[c].Term
	if i := w.Term[id].Listing; w.terms.specOf(id).Remove && !w.Listing[i].Gone {
		w.withdrawListing(i, w.Clock[c].Ended)
	}
}

// listingVisible shows an entry: checks and queries from now on can meet it.
func (w stores) listingVisible(e sim.Event) {
	x := &w.Listing[e.Arg]
	if x.Gone {
		return
	}
	x.Visible = true
	sp := &w.spec.Stores[x.Store]
	r := w.beginRecord(journal.Listed, sp.Ref, w.spec.Facts[x.Fact].ID.Child(w.spec.Names.ID(w.spec.Agencies[x.Owner].Ref)))
	r.Nth = x.N
	attributeWait(r, x.Link, journal.Body, journal.ByRule, sp.Ref)
	r.Args[journal.ListedFact], r.Args[journal.ListedOwner], r.Args[journal.ListedActionable] = int64(w.spec.Facts[x.Fact].Ref), int64(w.spec.Agencies[x.Owner].Ref), sim.Bit(x.Actionable)
	l := w.emitRecord()
	w.Listing[e.Arg].Link = l
	w.terms.startOnEntry(e.Arg, l)
}

// checkWired lets the checks that are wired to stores notice an exposed fact of
// travel or identity at the beginning of its window.
func (w stores) checkWired(f model.FactID) {
	if k := w.spec.Facts[f].Kind; k != journal.TRAVEL && k != journal.IDENTITY {
		return
	}
	for _, n := range w.collection.detectingNations(f) {
		for _, a := range w.spec.Nations[n].Agencies {
			for s := range w.spec.Stores {
				if hasBit(w.spec.Stores[s].Integrated, a) && w.hasMatch(model.StoreID(s), a, f) {
					w.k.Schedule(w.k.Now(), sim.PhaseWorld, actorOf(a), FactDetected, uint32(a), uint32(f))
				}
			}
		}
	}
}

// hasMatch says whether a check of a subject meets a visible entry of another
// agency.
func (w stores) hasMatch(s model.StoreID, a model.AgencyID, f model.FactID) bool {
	for _, i := range w.relatedListings(f) {
		if w.drawMatch(i, s, a, f) {
			return true
		}
	}
	return false
}

// relatedListings gives the entries of all stores that share a token with a fact, in the
// order of entering. The list is good until the next call.
func (w stores) relatedListings(f model.FactID) []uint32 {
	w.entries = w.entries[:0]
	for _, t := range w.spec.Facts[f].Tokens {
		for _, g := range w.spec.FactsByToken[t] {
			for i := w.Listed[g].Head; i != 0; i = w.Listing[i].Next {
				w.entries = append(w.entries, i)
			}
		}
	}
	slices.Sort(w.entries)
	w.entries = slices.Compact(w.entries)
	return w.entries
}

// drawMatch draws, once per entry and akin subject, whether the equal token is found
// to match: always if biometric or normalised, and exact.
func (w stores) drawMatch(i uint32, s model.StoreID, a model.AgencyID, f model.FactID) bool {
	x, sp := &w.Listing[i], &w.spec.Stores[s]
	if x.Store != s || !x.Visible || x.Owner == a {
		return false
	}
	p := w.connections.exactnessOf(f).Times(w.connections.exactnessOf(x.Fact))
	if !sp.Biometric && !w.spec.Facts[f].Normalised {
		p = p.Times(w.valuePPM(sp.Match))
	}
	return p >= sim.One || w.drawYes(drawMatch, w.terms.listingKey(x).Child(w.spec.Facts[f].ID), p)
}

// hasBit reads a bit set of agencies.
func hasBit(set []uint64, a model.AgencyID) bool {
	return len(set) > int(a>>6) && set[a>>6]>>(uint(a)&63)&1 == 1
}

// scheduleQuery puts a person's look into every store the agency may read on the
// calendar, after it has come to believe a fact of travel or identity.
func (w stores) scheduleQuery(h HoldingID) {
	a, f := w.Holding[h].Agency, w.Holding[h].Fact
	if k := w.spec.Facts[f].Kind; k != journal.TRAVEL && k != journal.IDENTITY {
		return
	}
	for s := range w.spec.Stores {
		sp := &w.spec.Stores[s]
		if !hasBit(sp.Readers, a) {
			continue
		}
		key := w.spec.Names.ID(sp.Ref).Child(w.spec.Facts[f].ID).Child(w.spec.Names.ID(w.spec.Agencies[a].Ref))
		w.k.Schedule(w.k.Now()+sp.Query.Draw(w.randomBits(drawQuery, key)), sim.PhaseComplete, actorOf(a), StoreQueried, uint32(h), uint32(s))
	}
}

// storeQueried is the answer of a store: for each entry that matches, its
// fields where it is actionable, else that it exists and whom to ask.
func (w stores) storeQueried(e sim.Event) {
	h, s := HoldingID(e.Arg), model.StoreID(e.Aux)
	a, f := w.Holding[h].Agency, w.Holding[h].Fact
	for _, i := range w.relatedListings(f) {
		if !w.drawMatch(i, s, a, f) || w.wasHitBefore(i, a, f) || w.isKnownOnlyBy(h, w.Listing[i].Owner) {
			continue
		}
		w.Hit = append(w.Hit, hit{Agency: a, Subject: f, Next: w.Listing[i].Hits})
		w.Listing[i].Hits = uint32(len(w.Hit) - 1)
		w.recordHit(h, i, uint32(len(w.Hit)-1))
	}
}

// isKnownOnlyBy says whether an agency knows a fact by another's word alone: then the
// other's entries tell it nothing, nor the other that it is looking.
func (w stores) isKnownOnlyBy(h HoldingID, owner model.AgencyID) bool {
	i := w.Holding[h].Origins
	return i != 0 && w.Origin[i].Agency == owner && w.Origin[i].Next == 0
}

// wasHitBefore says whether a check of a subject has met an entry before.
func (w stores) wasHitBefore(i uint32, a model.AgencyID, f model.FactID) bool {
	for x := w.Listing[i].Hits; x != 0; x = w.Hit[x].Next {
		if w.Hit[x].Agency == a && w.Hit[x].Subject == f {
			return true
		}
	}
	return false
}

// recordHit is one hit: the querying agency learns the entry or asks its owner; the
// owner, and subscribers, are told of the subject.
func (w stores) recordHit(h HoldingID, i, n uint32) {
	x := w.Listing[i]
	sp := &w.spec.Stores[x.Store]
	a, f := w.Holding[h].Agency, w.Holding[h].Fact
	key := w.terms.listingKey(&x).Child(w.spec.Facts[f].ID)
	r := w.beginRecord(journal.Hit, w.spec.Agencies[a].Ref, key)
	r.From = append(r.From, x.Link, w.Holding[h].Believed)
	attributeTime(r, journal.Body, journal.ByRule, sp.Ref)
	r.Args = [journal.MaxArgs]int64{
		journal.HitStore: int64(sp.Ref), journal.HitChecked: int64(w.spec.Facts[f].Ref), journal.HitEntry: int64(w.spec.Facts[x.Fact].Ref),
		journal.HitOwner: int64(w.spec.Agencies[x.Owner].Ref), journal.HitActionable: sim.Bit(x.Actionable),
	}
	l := w.emitRecord()
	w.terms.startOnHit(n, i, l)
	w.connections.searchByFact(a, f, true, l)
	c, asks := w.dossierOf(h), w.terms.demandsAnswer(n)
	if x.Actionable && w.showsFields(&x, a) {
		w.extractFact(a, x, l)
	} else if sp.Override && w.dossiers.isImminent(c) {
		w.extractFact(a, x, w.instruments.overrideWithheld(a, &x, f, key, l))
	} else {
		asks = true
	}
	if asks && c != 0 && !w.requests.hasOpenRequest(c, x.Owner) {
		w.transits.markFromHit(w.requests.askAgency(a, x.Owner, c, key, l))
	}
	w.informStakeholder(h, x.Owner, l)
	for b := range w.spec.Agencies {
		if hasBit(sp.Subscribers, model.AgencyID(b)) && model.AgencyID(b) != a && model.AgencyID(b) != x.Owner {
			w.informStakeholder(h, model.AgencyID(b), l)
		}
	}
}

// showsFields says whether an entry's fields may be shown to an agency. Who writes an
// entry lets all readers see it; what its originator has not released to a
// nation, or is above a reader's clearance, stays covered, and the hit says only
// whom to ask.
func (w stores) showsFields(x *listing, a model.AgencyID) bool {
	m := &w.spec.Agencies[x.Marked].Originates
	if !w.routes.isCleared(max(m.Class, w.spec.Facts[x.Fact].Class), a) {
		return false
	}
	n := w.spec.Agencies[a].Nation
	return m.RelTo == nil || slices.Contains(m.RelTo, n) || n == w.spec.Agencies[x.Marked].Nation
}

// extractFact enters an actionable entry's fact into the ledger of who found it.
func (w stores) extractFact(a model.AgencyID, x listing, cause journal.Link) {
	h := w.holdings.ensure(a, x.Fact)
	if w.Holding[h].Known != sim.Never {
		return
	}
	sp := &w.spec.Stores[x.Store]
	r := w.beginRecord(journal.Held, w.spec.Agencies[a].Ref, w.spec.Facts[x.Fact].ID.Child(w.spec.Names.ID(sp.Ref)))
	r.From = append(r.From, cause)
	owner := x.Marked
	purposes := int64(w.items.purposesFor(&carried{Fact: x.Fact, Owner: owner}, a))
	r.Args = [journal.MaxArgs]int64{
		journal.HeldFact: int64(w.spec.Facts[x.Fact].Ref), journal.HeldOrigin: int64(w.spec.Agencies[owner].Ref),
		journal.HeldVia: int64(w.spec.Agencies[sp.Agency].Ref), journal.HeldUnderstood: 1, journal.HeldPurposes: purposes, journal.HeldReceived: int64(w.k.Now()),
	}
	if w.holdings.markUnderstood(h, uint8(purposes), w.emitRecord()) {
		w.dossiers.scheduleDecision(w.dossierOf(h))
	}
	w.holdings.markSent(h, x.Owner, true)
	w.holdings.markSent(h, sp.Agency, true) // had from it, so not entered again
	for i := x.Origins; i != 0; i = w.Origin[i].Next {
		o := w.Origin[i]
		w.holdings.addOrigin(h, o.Agency, o.Quality)
	}
	w.holdings.updateCredence(h, journal.Link{})
}

// informStakeholder sends the subject of a hit to an agency that has a stake in it.
func (w stores) informStakeholder(h HoldingID, to model.AgencyID, cause journal.Link) {
	a, f := w.Holding[h].Agency, w.Holding[h].Fact
	w.facts = append(w.facts[:0], f)
	if it := w.items.packFacts(a, to, w.facts, false); it != 0 {
		w.transits.markFromHit(w.transits.send(message{
			msg: journal.Item, from: a, to: to, item: it, dossier: w.dossierOf(h), key: w.Item[it].ID,
			prec: w.labels.precedenceOf(w.dossierOf(h)), label: w.labels.labelToWrite(0, w.dossierOf(h)), story: w.spec.Facts[f].Storyline, asked: true,
		}, cause))
	}
}
