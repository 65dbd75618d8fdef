package outcome

import "entente/replay/measure"

// Behind is what the measures of a run were counted from.
type Behind struct {
	// M1: waits of agencies for the key facts they need.
	KeyFactWaits Waits `json:"M1"`
	// M2: storylines, until those who need to know share the pattern.
	SharedAwareness Times `json:"M2"`
	// M3: deadlines to be informed or to have read.
	DeadlinesMet Part `json:"M3"`
	// M4: messages at LAW.
	LegalEffects Rulings `json:"M4"`
	// M5: key facts on messages at LAW, and those lost before they were sent.
	LostFacts Part `json:"M5"`
	// M6: facts that two nations held without knowing it of each other.
	Duplicates Duplicates `json:"M6"`
	// M7: key facts that were there, and those that nobody could act on in time.
	Unactionable Part `json:"M7"`
	// M8: clocks for answers that came due, and those answered in time.
	AnswersInTime Clocks `json:"M8"`
	// M9: facts read, and those read against a marking.
	Markings Markings `json:"M9"`
	// M10: deadlines for an action.
	ActionMargins Margins `json:"M10"`
	// M11: actions asked for, and those that were lawful and granted.
	LegalCapacity Capacity `json:"M11"`
	// M12: proposals of bodies, from submission to decision.
	Decisions Decisions `json:"M12"`
	// M13: messages, actions and the time that messages took.
	Effort Effort `json:"M13"`
	// M14: requests for support, until it was on station.
	SupportTimes Times `json:"M14"`
	// M15: pairs of nations whose trust the run moved.
	TrustShifts Trust `json:"M15"`
	// M17: what the run meant for those concerned.
	Rights Rights `json:"M17"`
	// M19: the innocent who came under suspicion.
	Suspicions Suspicions `json:"M19"`
	// M20: what was left undone although nobody refused it.
	Undone Undone `json:"M20"`
}

// Times count what was waited for.
type Times struct {
	// Of so many in all.
	Of int `json:"of"`
	// Never: those that had not come by the end.
	Never int `json:"never"`
}

// Waits are the waits for key facts, with a row for each.
type Waits struct {
	Times
	// Rows, one for each agency and key fact that it needs.
	Rows []Wait `json:"rows"`
}

// Wait is what one agency waited for one key fact.
type Wait struct {
	// Agency that needs the fact.
	Agency string `json:"agency"`
	// Fact that it needs.
	Fact string `json:"fact"`
	// Since is when another agency first understood it, or when it was there to be noticed, since StartEx.
	Since int64 `json:"since_ms"`
	// Read is when the agency had read and understood it.
	Read *int64 `json:"read_ms"`
}

// Part is a number of cases out of a whole.
type Part struct {
	// N cases that it was about.
	N int `json:"n"`
	// Of so many in all.
	Of int `json:"of"`
}

// Rulings are messages at LAW.
type Rulings struct {
	// Ended by a rule.
	Ended int `json:"ended"`
	// Of so many that came to LAW.
	Of int `json:"of"`
	// Held is the time for which rules held messages.
	Held int64 `json:"held_ms"`
	// Rows, one for each rule that ended or held something.
	Rows []Ruling `json:"rows"`
}

// Ruling is what one rule did.
type Ruling struct {
	// Rule that did it.
	Rule string `json:"rule"`
	// Ended so many messages.
	Ended int `json:"ended"`
	// Held is the time for which it held messages.
	Held int64 `json:"held_ms"`
}

// Duplicates are facts that two nations held without knowing it of each other.
type Duplicates struct {
	// Facts, each once for each pair of nations.
	Facts int `json:"facts"`
	// Time for which they did, in all.
	Time int64 `json:"time_ms"`
}

// Clocks are the clocks for answers.
type Clocks struct {
	Part
	// Rows, one for each instrument that has a clock.
	Rows []Clock `json:"rows"`
}

// Clock is one instrument's clock.
type Clock struct {
	// Instrument that sets it.
	Instrument string `json:"instrument"`
	// Met so often.
	Met int `json:"met"`
	// Of so many that came due.
	Of int `json:"of"`
}

// Markings are facts read, and how.
type Markings struct {
	// Breaches: facts read against their marking. It is an invariant that there are none.
	Breaches int `json:"breaches"`
	// Of so many that were read.
	Of int `json:"of"`
	// Leaks: information that reached the threat side.
	Leaks int `json:"leaks"`
	// Traced: compromises of a channel that a test discovered.
	Traced int `json:"traced"`
	// Rows, one for each breach.
	Rows []Breach `json:"rows"`
}

// Breach is one fact read against its marking.
type Breach struct {
	// Agency that read it.
	Agency string `json:"agency"`
	// Fact that was read.
	Fact string `json:"fact"`
	// Origin is the agency whose marking it bears.
	Origin string `json:"origin"`
	// Via is the agency that sent it.
	Via string `json:"via"`
	// At is when, since StartEx.
	At int64 `json:"at_ms"`
	// Why it was against the marking.
	Why string `json:"why"`
}

// Margins are the deadlines for an action.
type Margins struct {
	// Of so many that came due.
	Of int `json:"of"`
	// Unavailable: those whose action never became available.
	Unavailable int `json:"unavailable"`
}

// Capacity are the actions that were asked for.
type Capacity struct {
	Part
	// Denied by the authority that was asked.
	Denied int `json:"denied"`
	// Expired: those whose statutory clock ran out.
	Expired int `json:"clocks_expired"`
}

// Decisions are the proposals before bodies.
type Decisions struct {
	Times
	// Adopted so many.
	Adopted int `json:"adopted"`
	// Breaks of a silence.
	Breaks int `json:"breaks"`
	// Holds and other objections.
	Holds int `json:"objections"`
}

// Effort is what actions took.
type Effort struct {
	// Messages that were sent.
	Messages int `json:"messages"`
	// Decided: actions ordered, each once per storyline.
	Decided int `json:"decided"`
	// Idle is the time of messages in queues and out of hours.
	Idle int64 `json:"queue_and_off_hours_ms"`
	// Total is all the time of messages on their way.
	Total int64 `json:"transit_ms"`
}

// Trust are the pairs of nations that exchanged a message.
type Trust struct {
	// Pairs, each way counted.
	Pairs int `json:"pairs"`
}

// Rights is what a run meant for those concerned.
type Rights struct {
	// Refused transfers, on rights grounds.
	Refused int `json:"refused_on_rights_grounds"`
	// Benign: bearers of benign storylines under a coercive action.
	Benign int `json:"benign_under_coercion"`
	// Overrun is the time for which information was kept past its retention, in all.
	Overrun int64 `json:"retention_overrun_ms"`
	// Unpurged holdings whose retention had ended by the end.
	Unpurged int `json:"unpurged"`
	// Unlawful: uses of an exception that a review found so.
	Unlawful int `json:"reviews_unlawful"`
}

// Suspicions are the innocent who came under suspicion, with a row for each agency and
// benign storyline.
type Suspicions struct {
	// Innocent: benign storylines of the scenario; each stands for its bearer.
	Innocent int `json:"innocent"`
	// Suspected somewhere.
	Suspected int `json:"suspected"`
	// Pooled: suspected nowhere but with facts that other nations had noticed.
	Pooled int `json:"only_by_facts_from_abroad"`
	// Time under suspicion, over all agencies.
	Time int64 `json:"suspected_ms"`
	// Rows in order of time.
	Rows []Suspicion `json:"rows"`
}

// Suspicion is an innocent under suspicion at an agency.
type Suspicion struct {
	// Agency that suspected it.
	Agency string `json:"agency"`
	// Storyline that is innocent.
	Storyline string `json:"storyline"`
	// With is a storyline that is not innocent, in whose company it came; empty for none.
	With string `json:"with"`
	// Level that the matter reached at most.
	Level string `json:"level"`
	// Lasted until the storyline was over, or the run.
	Lasted int64 `json:"lasted_ms"`
	// Pooling says whose facts it took.
	Pooling string `json:"pooling"`
	// Via is from whom the last of the facts came.
	Via string `json:"via"`
	// Facts that it rested on.
	Facts []string `json:"facts"`
	// Record of the assessment.
	Record uint32 `json:"record"`
}

// Undone is what was left undone although nobody refused it.
type Undone struct {
	// Pairs of facts that share a token and were not connected at once.
	Pairs int `json:"pairs_overlooked"`
	// Left: pairs that nobody connected by the end.
	Left int `json:"pairs_left"`
	// Omitted: usual tellings that were left out.
	Omitted int `json:"omitted"`
	// Needed: key facts that nobody could act on in time, and that were left out or not
	// connected then.
	Needed int `json:"needed"`
}

// newBehind tells what the measures of a run were counted from.
func newBehind(s *measure.Trace, r *measure.Results) Behind {
	b := Behind{
		KeyFactWaits: Waits{newTimes(r.KeyFactWaits), []Wait{}}, SharedAwareness: newTimes(r.SharedAwareness), DeadlinesMet: share(r.DeadlinesMet), LostFacts: share(r.LostFacts), Unactionable: share(r.Unactionable), SupportTimes: newTimes(r.SupportTimes),
		LegalEffects:  Rulings{r.LegalEffects.Ended, r.LegalEffects.Reached, int64(r.LegalEffects.Held), []Ruling{}},
		Duplicates:    Duplicates{len(r.Duplicates), int64(r.Duplicates.Total())},
		AnswersInTime: Clocks{share(r.AnswersInTime), []Clock{}},
		Markings:      Markings{len(r.Markings.Breaches), r.Markings.Read, r.Markings.Leaks, r.Markings.Traced, []Breach{}},
		ActionMargins: Margins{len(r.ActionMargins.Known) + r.ActionMargins.Unavailable, r.ActionMargins.Unavailable},
		LegalCapacity: Capacity{share(r.LegalCapacity.Share), r.LegalCapacity.Denied, r.LegalCapacity.Expired},
		Decisions:     Decisions{newTimes(r.Decisions.Times), r.Decisions.Adopted, r.Decisions.Breaks, r.Decisions.Holds},
		Effort:        Effort{r.Effort.Messages, r.Effort.Decided, int64(r.Effort.Idle), int64(r.Effort.Total)},
		TrustShifts:   Trust{len(r.TrustShifts)},
		Rights:        Rights{r.Rights.Refused, r.Rights.Benign, int64(r.Rights.Overrun), r.Rights.Unpurged, r.Rights.Unlawful},
		Suspicions:    Suspicions{r.Suspicions.Innocent, r.Suspicions.People(), r.Suspicions.Pooled(), int64(r.Suspicions.Time()), []Suspicion{}},
	}
	b.Undone = Undone{Pairs: len(r.Undone.Pairs), Left: r.Undone.Left(), Omitted: r.Undone.Omitted, Needed: len(r.Undone.Needed)}
	for i := range r.Suspicions.Rows {
		x := &r.Suspicions.Rows[i]
		row := Suspicion{s.Name(x.Agency), s.Name(x.Storyline), s.Name(x.With), x.Grade.String(), int64(x.Lasted), x.Pooled.String(), s.Name(x.Via), []string{}, uint32(x.Record)}
		for _, f := range x.Facts {
			row.Facts = append(row.Facts, s.Name(f))
		}
		b.Suspicions.Rows = append(b.Suspicions.Rows, row)
	}
	for _, w := range s.Waits() {
		b.KeyFactWaits.Rows = append(b.KeyFactWaits.Rows, Wait{s.Name(w.Agency), s.Name(w.Fact), int64(w.Since), instant(w.Read)})
	}
	for _, x := range s.Rulings() {
		b.LegalEffects.Rows = append(b.LegalEffects.Rows, Ruling{s.Name(x.Rule), x.Ended, int64(x.Held)})
	}
	for _, i := range s.Instruments(s.Clocks()) {
		b.AnswersInTime.Rows = append(b.AnswersInTime.Rows, Clock{i.Name, i.Of, i.All})
	}
	for _, x := range r.Markings.Breaches {
		b.Markings.Rows = append(b.Markings.Rows, Breach{s.Name(x.Agency), s.Name(x.Fact), s.Name(x.Origin), s.Name(x.Via), int64(x.At), x.Why})
	}
	return b
}

func newTimes(t measure.Times) Times { return Times{t.All(), t.Never} }

func share(s measure.Share) Part { return Part{s.Of, s.All} }
