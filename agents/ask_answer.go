package agents

import (
	"slices"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// requestRead opens the search, and lets what is parked for the asker look
// again.
func (w answers) requestRead(t TransitID) {
	tr := &w.Transit[t]
	i, j := w.spec.Agencies[tr.To].Nation, w.spec.Agencies[tr.From].Nation
	w.requests.markHeard(tr.Request)
	w.connections.searchByRequest(tr.To, tr.Request, tr.Last)
	w.steps.recheckAsked(i, j)
	if w.Request[tr.Request].AckClock != 0 {
		w.transits.send(message{msg: journal.Ack, from: tr.To, to: tr.From, request: tr.Request, key: tr.ID, prec: tr.Prec, story: tr.Story}, tr.Last)
		tr = &w.Transit[t]
	}
	w.desks.enqueue(order{
		task: model.Searching, then: thenSearched, agency: tr.To, toward: j,
		owner: uint32(t), prec: tr.Prec,
	}.of(tr, sim.Name("search")))
}

// searchDone answers with the understood facts that concern the request.
func (w answers) searchDone(j JobID) {
	t := TransitID(w.Job[j].Owner)
	tr := w.Transit[t]
	q := tr.Request
	w.requests.markReplied(q)
	w.buf.reset()
	w.facts = slices.DeleteFunc(w.appendSubject(q, w.facts[:0]), func(f model.FactID) bool {
		h := w.holdings.find(tr.To, f)
		return h == 0 || w.Holding[h].Known == sim.Never
	})
	path := w.transits.takePathTime(t)
	w.jobs.appendTime(&path, j, journal.Decide)
	w.lendSpans(path)
	if deed := w.taskingOf(q); deed != nil && deed.Do > model.LookFor {
		w.taskings.taskDone(t, path)
		return
	}
	it := w.items.packFacts(tr.To, tr.From, w.facts, true)
	from := w.links[:0]
	if it != 0 {
		for _, c := range w.factsOf(it) {
			from = append(from, w.Holding[w.holdings.find(tr.To, c.Fact)].Learned)
		}
	} else {
		from = append(from, tr.Last)
	}
	w.links = from
	c := DossierID(0)
	if len(w.facts) > 0 {
		c = w.dossierOf(w.holdings.find(tr.To, w.facts[0]))
	}
	w.transits.send(message{
		msg: journal.Reply, from: tr.To, to: tr.From, item: it, dossier: c, request: q, asked: true,
		key: tr.ID, prec: tr.Prec, story: tr.Story, trigger: tr.Last, path: path,
	}, from...)
}

// replyEnded tells the asker that no answer comes, and why.
func (w answers) replyEnded(t TransitID, v verdict) {
	tr := w.Transit[t]
	w.items.markUndelivered(tr.Item)
	w.requests.setGround(tr.Request, v.reason, v.object)
	w.transits.send(message{msg: journal.Refusal, from: tr.From, to: tr.To, request: tr.Request, key: tr.ID, prec: tr.Prec, story: tr.Story}, tr.Last)
}

// searchDropped is a request whose search an overloaded desk dropped.
func (w answers) searchDropped(j JobID) {
	t := w.Job[j].Owner
	w.requests.setGround(w.Transit[t].Request, journal.OverloadDrop, w.spec.Desks[w.Job[j].Desk].Ref)
	w.requests.markReplied(w.Transit[t].Request)
	tr := w.Transit[t]
	w.transits.send(message{msg: journal.Refusal, from: tr.To, to: tr.From, request: tr.Request, key: tr.ID, prec: tr.Prec, story: tr.Story}, tr.Last)
}

// followUp sends a newly credited fact on to whoever asked about it before: what
// came too late for the answer, within `follow_up` of it.
func (w answers) followUp(h HoldingID) {
	a, f := w.Holding[h].Agency, w.Holding[h].Fact
	for q := w.Agent[a].Asked; q != 0; q = w.Request[q].ToAsked {
		x := w.Request[q]
		if x.Replied == sim.Never || !w.isLive(q) || w.requests.wantsAnswer(q) && w.holdings.wasSent(h, x.Asker) || !w.answersRequest(q, f) {
			continue
		}
		w.facts = append(w.facts[:0], f)
		if !w.requests.wantsAnswer(q) {
			w.taskings.performTask(q, []model.FactID{f}, spans{}, w.Holding[h].Believed)
			continue
		}
		if it := w.items.packFacts(a, x.Asker, w.facts, false); it != 0 {
			w.transits.send(message{
				msg: journal.Item, from: a, to: x.Asker, item: it, dossier: w.dossierOf(h),
				key: w.Item[it].ID, prec: w.labels.precedenceOf(w.dossierOf(h)), label: w.labels.labelToWrite(0, w.dossierOf(h)), story: w.spec.Facts[f].Storyline, asked: true,
			}, w.Holding[h].Believed)
		}
	}
}

// appendSubject appends the facts that answer a request, in order of name.
func (w answers) appendSubject(q RequestID, out []model.FactID) []model.FactID {
	if w.Request[q].Tokens == 0 {
		for f := range w.spec.Facts {
			if w.answersRequest(q, model.FactID(f)) {
				out = append(out, model.FactID(f))
			}
		}
		return out
	}
	for i := w.Request[q].Tokens; i != 0; i = w.Token[i].Next {
		out = append(out, w.spec.FactsByToken[w.Token[i].ID]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
