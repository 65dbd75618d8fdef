package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// sending is how a component's facts are sent.
type sending struct {
	rule *model.Distribution
	path spans // the work on a report
}

// report is what an agency writes before it tells another of a component.
type report struct {
	Component ComponentID
	To        model.AgencyID
	Open      bool
	Certain   bool
}

// promise is that an agency certainly tells another of a storyline, once it has
// something to tell.
type promise struct {
	From, To model.AgencyID
	Story    model.StorylineID
	Kept     bool
}

// tell1 tells an agency of a component as the rule that names it has it: at once, or
// when a report is written.
func (w reports) tell1(a, to model.AgencyID, c ComponentID) {
	rule := w.seats.ruleFor(a, to, c)
	if rule.Composed {
		w.composes(a, to, c, rule)
		return
	}
	w.items.sendItem(a, to, c, sending{rule: rule})
}

// composes opens the writing of a report, unless one is being written or there is
// nothing new to tell: what is believed when it is written goes.
func (w reports) composes(a, to model.AgencyID, c ComponentID, rule *model.Distribution) {
	if a == to || !w.hasNews(a, to, c) {
		return
	}
	for i := 1; i < len(w.Report); i++ {
		if x := &w.Report[i]; x.Open && x.To == to && w.dossiers.root(x.Component) == c {
			return
		}
	}
	w.Report = append(w.Report, report{Component: c, To: to, Open: true, Certain: rule.Certain})
	n := uint32(len(w.Report) - 1)
	lowest := w.spec.Facts[w.dossiers.lowest(c)]
	between := sim.Name("report").Child(w.spec.Names.ID(w.spec.Agencies[a].Ref)).Child(w.spec.Names.ID(w.spec.Agencies[to].Ref))
	w.desks.enqueue(order{
		task: model.Composing, then: thenComposed, agency: a, toward: model.None, key: between.Child(lowest.ID).Nth(uint64(n)),
		stream: between.Child(w.spec.Names.ID(w.spec.Storylines[lowest.Storyline].Ref)), owner: n, prec: w.dossiers.precedence(w.Component[c].Danger),
	})
}

// hasNews says whether an agency has a fact of a component to tell another that it has
// neither told nor had from it.
func (w reports) hasNews(a, to model.AgencyID, c ComponentID) bool {
	for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
		if w.isNews(h, to) {
			return true
		}
	}
	return false
}

// isNews says whether a holding is one to tell an agency of: it was neither told nor did
// it give it, and no wall keeps it.
func (w reports) isNews(h HoldingID, to model.AgencyID) bool {
	return !w.Holding[h].Sealed && !w.holdings.toldTo(h, to) && !w.items.originates(h, to)
}

// composed is a report that is written: it is sent.
func (w reports) composed(j JobID) {
	w.Report[w.Job[j].Owner].Open = false
	x := w.Report[w.Job[j].Owner]
	c := w.dossiers.root(x.Component)
	a, to := w.Component[c].Agency, x.To
	rule := *w.seats.ruleFor(a, to, c)
	rule.Certain = rule.Certain || x.Certain
	l := w.jobs.jobSpans(j, journal.Decide)
	w.items.sendItem(a, to, c, sending{rule: &rule, path: l})
	w.drop(&l)
}

// reportLost is the writing of a report that an overloaded desk dropped: the next news
// opens another.
func (w reports) reportLost(j JobID) { w.Report[w.Job[j].Owner].Open = false }

// reportConcern is what a report is about.
func (w reports) reportConcern(x *job) concern {
	c := w.dossiers.root(w.Report[x.Owner].Component)
	return concern{Story: w.spec.Facts[w.dossiers.lowest(c)].Storyline, From: model.None}
}

// certain says whether a piece of work serves what its own agency certainly sends.
func (w reports) certain(x *job) bool {
	switch x.Then {
	case thenComposed:
		return w.Report[x.Owner].Certain
	case thenTransit:
		tr := &w.Transit[x.Owner]
		return tr.Certain && w.spec.Desks[x.Desk].Agency == tr.From
	}
	return false
}

// surely is how something is told that certainly is.
var surely = model.Distribution{Certain: true}

// promises makes an agency tell another of a storyline, whatever it would: now, or as
// soon as it believes something of it.
func (w reports) promises(a, to model.AgencyID, s model.StorylineID) {
	w.Promise = append(w.Promise, promise{From: a, To: to, Story: s})
	w.keep(uint32(len(w.Promise)-1), w.dossiers.componentOn(a, s))
}

// keep tells what was promised, if there is something.
func (w reports) keep(i uint32, c ComponentID) {
	if x := &w.Promise[i]; c != 0 && !x.Kept {
		x.Kept = true
		w.items.sendItem(x.From, x.To, w.dossiers.root(c), sending{rule: &surely})
	}
}

// keeps1 tells whom that was promised of a fact that an agency has come to believe.
func (w reports) keeps1(h HoldingID) {
	for i := 1; i < len(w.Promise); i++ {
		if x := &w.Promise[i]; !x.Kept && x.From == w.Holding[h].Agency && x.Story == w.spec.Facts[w.Holding[h].Fact].Storyline {
			w.keep(uint32(i), w.dossiers.componentOf(h))
		}
	}
}
