package wording

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/replay/explain"
	"entente/sim"
	"entente/sim/journal"
)

// Verdict is the one sentence that somebody can repeat: what came of it, and what
// took the time, or what was missing.
func (s *Speaker) Verdict(e *explain.Explanation) string {
	text := Upper(s.leadText(e))
	if because := s.because(e); because != "" {
		text += ": " + because
	}
	return text + "."
}

// Asked says what a deadline asks of whom, as a heading.
func (s *Speaker) Asked(e *explain.Explanation) string {
	return Upper(s.say("asks."+e.Want, s.slotsOf(e)))
}

// Asks says what a deadline asks of whom, within a sentence.
func (s *Speaker) Asks(d *journal.Due) string {
	var facts []string
	for _, f := range d.Facts {
		facts = append(facts, s.Name(s.thing(journal.SortFact, f)))
	}
	return s.say("asks."+d.Want, slots{
		"who": s.Name(s.thing(journal.SortAgency, d.Agency)), "story": s.Name(s.thing(journal.SortStoryline, d.Storyline)),
		"action": s.Name(s.thing(journal.SortAction, d.Action)), "facts": Join(facts),
	})
}

// thing is the thing of a name; 0 for none.
func (s *Speaker) thing(sort journal.Sort, name string) journal.Ref {
	return journal.Ref(max(0, slices.IndexFunc(s.st.Things, func(t journal.Thing) bool { return t.Name == name && t.Sort == sort.String() })))
}

// Came says what came of it, without why.
func (s *Speaker) Came(e *explain.Explanation) string { return Upper(s.leadText(e)) + "." }

// Because says why it came so; empty where there is nothing to say.
func (s *Speaker) Because(e *explain.Explanation) string {
	because := s.because(e)
	if e.Came == sim.Never && e.Through > 0 && len(e.Facts) == 1 { // alone, "it" has no name before it
		because = s.whereabouts(s.say("noun.named", slots{"fact": s.list(e.Facts)}), &e.Missing[e.Through-1])
	}
	if because == "" {
		return ""
	}
	return Upper(because) + "."
}

// leadText says what came of it.
func (s *Speaker) leadText(e *explain.Explanation) string {
	with := s.slotsOf(e)
	switch e.Topic {
	case explain.OfDeadline:
		return s.sayFirst(with, "lead."+e.Want+"."+e.Outcome.String(), "lead.deadline."+e.Outcome.String(), "lead.deadline.OPEN")
	case explain.OfFact:
		switch {
		case e.Came == sim.Never:
			return s.say("lead.fact.never", with)
		case e.End.Kind == journal.Collected:
			return s.say("lead.fact.own", with)
		}
		return s.say("lead.fact.told", with)
	case explain.OfMessage:
		return s.sayFirst(with, "lead.message."+e.Outcome.String(), "lead.message.ended")
	case explain.OfDecision:
		return s.sayFirst(with, "lead.decision."+e.Outcome.String(), "lead.decision.OPEN")
	case explain.OfEntry:
		return s.entryLead(e, with)
	case explain.OfAction:
		return s.say("lead.action."+e.Outcome.String(), with)
	}
	if len(e.Back) == 0 {
		return s.say("lead.record.root", with)
	}
	return s.say("lead.record", with)
}

// entryLead says what came of an entry.
func (s *Speaker) entryLead(e *explain.Explanation, with slots) string {
	switch {
	case e.Outcome == journal.Met || e.Outcome == journal.Missed || e.Outcome == journal.Open:
		return s.say("lead.entry."+e.Outcome.String(), with)
	case e.Came == sim.Never && with["type"] == "other":
		return s.say("lead.entry.other", with)
	case e.Came == sim.Never && s.Stopped():
		return s.say("lead.entry.unreached", with)
	case e.Came == sim.Never:
		return s.say("lead.entry.never", with)
	case e.Came < e.Due:
		return s.say("lead.entry.moved", with)
	case e.Came < e.Due+sim.Second: // what is released at one instant is a millisecond apart
		return s.say("lead.entry.planned", with)
	}
	return s.say("lead.entry.due", with)
}

// slotsOf is what the slots of a sentence on an explanation stand for.
func (s *Speaker) slotsOf(e *explain.Explanation) slots {
	with := slots{
		"who": s.Name(e.Agency), "to": s.Name(e.Toward), "story": s.Name(e.Storyline), "facts": s.list(e.Facts), "fact": s.list(e.Facts),
		"due": s.Clock.At(e.Due), "came": s.Clock.At(e.Came), "length": Lasting(e.Length()), "outcome": s.Terms.Outcome(e.Outcome),
		"reason": s.why(e.Reason, e.Rule), "number": fmt.Sprint(e.First), "entry": s.Who(e.Thing),
		"end": s.endText(), "deadline": s.Name(e.Thing), "action": s.Name(cmp.Or(e.Action, e.Thing)), "motion": s.Name(e.Thing), "body": s.Name(e.Agency),
	}
	if m, ok := e.Margin(); ok {
		with["margin"] = Lasting(max(m, -m))
	}
	if e.Topic == explain.OfMessage {
		with["message"] = s.message(e.Message)
	}
	if e.Topic == explain.OfEntry {
		for i := range s.st.Entries {
			if x := &s.st.Entries[i]; x.Number == s.Who(e.Thing) {
				with["type"] = x.Type
			}
		}
	}
	return with
}

// because says what took the time, or what was missing; empty where there is
// nothing to say.
func (s *Speaker) because(e *explain.Explanation) string {
	if e.Came == sim.Never && e.Through > 0 {
		l, it := &e.Missing[e.Through-1], "it"
		if len(e.Facts) != 1 {
			it = s.say("noun.key", slots{"fact": s.Name(l.Fact)})
		}
		return s.whereabouts(it, l)
	}
	if f := e.Failing(); f != nil && e.Came == sim.Never {
		return s.Test(f)
	}
	if e.Topic == explain.OfEntry && e.Came != sim.Never {
		return ""
	}
	nouns := [...]string{"record", "deadline", "fact", "message", "decision", "entry", "action"}
	return s.path(s.say("noun."+nouns[e.Topic], nil), e.Stretches)
}

// mostPhrases is how many stretches a sentence names.
const mostPhrases = 3

// path tells the stretches that took most of the time, in their order: "the
// warning waited 15 h for the analysis desk of Arvonia's FIU to open, then 2 h
// ...". Before the fact that decided existed nobody could be late with it: of that
// time the longest stretch is told, and the others are held against the rest.
// Empty for none.
func (s *Speaker) path(subject string, list []explain.Stretch) string {
	shares := explain.Shares(list)
	total, world := sim.Time(0), explain.Share{}
	for _, x := range shares {
		switch {
		case x.Step != journal.World:
			total += x.Ms
		case world.Ms == 0:
			world = x
		}
	}
	told := slices.DeleteFunc(shares, func(x explain.Share) bool { return x.Step == journal.World })
	n := 0
	for n < min(len(told), mostPhrases) && (n == 0 || told[n].Ms*10 >= total) {
		n++
	}
	if n > 0 && total < world.Ms/100 {
		n = 1
	}
	told = told[:n]
	if world.Ms > 0 && world.Ms >= total/10 {
		told = append(told, world)
	}
	slices.SortStableFunc(told, func(a, b explain.Share) int { return cmp.Compare(a.First, b.First) })
	text, before := "", "="
	for _, x := range told {
		phrase := s.Stretch(x)
		if text != "" {
			text += ", then "
		}
		own, has := strings.CutPrefix(phrase, "=")
		switch {
		case has:
			text += own
		case before[0] == '=':
			text += subject + " " + phrase
			subject = "it"
		default:
			text += shortenAfter(before, phrase)
		}
		before = phrase
	}
	return text
}

// shortenAfter is a phrase after another: it need not say the same verb twice.
func shortenAfter(before, phrase string) string {
	if verb := "waited "; strings.HasPrefix(before, verb) && strings.HasPrefix(phrase, verb) {
		return phrase[len(verb):]
	}
	return phrase
}

// Stretch tells one stretch of time as a phrase: "waited 15 h for the analysis
// desk of Arvonia's FIU to open". One that begins with = has a subject of its own.
func (s *Speaker) Stretch(x explain.Share) string {
	sort := ""
	if int(x.Object) < len(s.st.Things) {
		sort = s.st.Things[x.Object].Sort
	}
	step, cause := x.Step.String(), x.Cause.String()
	return s.sayFirst(slots{"time": Lasting(x.Ms), "at": s.Name(x.Object), "what": s.Terms.Stretch(x.Step, x.Cause)},
		step+"."+cause+"."+x.Ended.String(), step+"."+cause+"."+sort, step+"."+cause, cause+"."+sort, cause, "stretch")
}

// Whereabouts says how far a missing fact had come: "lay unread at its own desk
// from D+1 09:00 on".
func (s *Speaker) Whereabouts(l *explain.MissingFact) string {
	return s.whereabouts("", l)
}

func (s *Speaker) whereabouts(it string, l *explain.MissingFact) string {
	places := [...]string{"Barred", "AtDesk", "Doubted", "Garbled", "UnderWay", "Waiting", "Stopped", "Elsewhere", "Noticed", "Undetected", "Unexposed"}
	return s.say("place."+places[l.Place], slots{
		"it": it, "agency": s.Name(l.Agency), "since": s.Clock.At(l.Since), "step": s.Terms.Step(l.Step),
		"reason": s.barText(l), "use": s.useText(l),
	})
}

// useText is what a fact may not be, that is believed and not free.
func (s *Speaker) useText(l *explain.MissingFact) string {
	switch {
	case l.Use&journal.Evidence != 0:
		return s.say("use.evidence", nil)
	case l.Use&journal.ActOn != 0:
		return s.say("use.act", nil)
	case l.Use != 0:
		return s.say("use.lead", nil)
	}
	return ""
}

// barText is what keeps a fact where it is, or from a use: a reason, else how its
// originator marked it; empty for nothing.
func (s *Speaker) barText(l *explain.MissingFact) string {
	switch {
	case l.Reason != journal.NoReason:
		return s.why(l.Reason, l.Rule)
	case l.Place == explain.Barred && l.Use == journal.Evidence:
		return s.say("bar.evidence", slots{"agency": s.Name(l.Agency)})
	case l.Place == explain.Barred:
		return s.say("bar.marked", slots{"agency": s.Name(l.Agency)})
	}
	return ""
}

// Test tells how a condition stood.
func (s *Speaker) Test(t *explain.Test) string {
	conditions := [...]string{
		"Knows", "MayUse", "Recognises", "Authorised", "MayActHere", "WindowOpen", "TeamFree", "ItemSent", "EntryPlayed",
		"EntryMissed", "TimePassed", "HasRead", "StageCame", "WasAdopted", "RecordMade",
	}
	came := map[bool]string{true: "yes", false: "no"}[t.Holds != t.Not]
	if (t.What == explain.Authorised || t.What == explain.MayActHere) && !t.Holds && t.Since != sim.Never {
		came = "asked"
		if t.Reason != journal.NoReason {
			came = "refused"
		}
	}
	thing := s.Name(t.Thing)
	if t.What == explain.EntryPlayed || t.What == explain.EntryMissed || t.What == explain.TimePassed {
		thing = s.Who(t.Thing)
	}
	return s.say("test."+conditions[t.What]+"."+came, slots{
		"thing": thing, "other": s.Name(t.Other), "level": t.Grade.String(), "since": s.Clock.At(t.Since),
		"have": fmt.Sprint(t.Have), "need": fmt.Sprint(t.Need), "number": fmt.Sprint(t.Number), "span": Lasting(sim.Time(t.Number)),
		"kind": s.kind(t.Kind), "reason": s.why(t.Reason, t.Rule),
	})
}

func (s *Speaker) kind(k journal.Kind) string {
	if !k.Exists() {
		return ""
	}
	return k.String()
}
