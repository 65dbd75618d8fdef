package wording

import (
	"fmt"

	"entente/replay"
	"entente/replay/explain"
	"entente/sim"
	"entente/sim/journal"
)

// View is whose knowledge is spoken of.
type View uint8

// The views: one nation or agency, or many of which all or any know.
const (
	OfOne View = iota
	OfAll
	OfAny
)

// Viewer names whose view it is: a nation or agency, or of many the body or team that
// they are in; 0 all nations.
func (s *Speaker) Viewer(v View, who journal.Ref) string {
	key := [...]string{"viewer.one", "viewer.all", "viewer.any"}[v]
	return s.say(key, slots{"who": s.viewers(v, who)})
}

func (s *Speaker) viewers(v View, who journal.Ref) string {
	if v != OfOne && who == 0 {
		return s.say("viewer.nations", nil)
	}
	return s.Name(who)
}

// Unaware says that a view did not know of something.
func (s *Speaker) Unaware(v View, who journal.Ref) string {
	return Upper(s.say([...]string{"unaware.one", "unaware.all", "unaware.any"}[v], slots{"who": s.viewers(v, who)})) + "."
}

// Sealed says that a view knows the outside of a message and not what it carries.
func (s *Speaker) Sealed(v View, who journal.Ref, m journal.Message, from, to journal.Ref) string {
	key := [...]string{"sealed.one", "sealed.all", "sealed.any"}[v]
	return Upper(s.say(key, slots{"who": s.viewers(v, who), "message": s.message(m), "from": s.Name(from), "to": s.Name(to)})) + "."
}

// Unsettled says that a view cannot tell what comes of something.
func (s *Speaker) Unsettled() string { return Upper(s.say("unsettled", nil)) + "." }

// NewerRecord says that a record of a newer version is not understood.
func (s *Speaker) NewerRecord() string { return Upper(s.say("newer.record", nil)) + "." }

// Newer says that a newer version made a replay, and how many records are not understood.
func (s *Speaker) Newer(unknown int) string {
	key := "newer.some"
	if unknown == 0 {
		key = "newer.none"
	}
	return Upper(s.say(key, slots{"records": Plural(unknown, "record")})) + "."
}

// GapRecord says that a record is missing in a damaged file.
func (s *Speaker) GapRecord() string { return Upper(s.say("gap.record", nil)) + "." }

// Gap says how many records, of how many, are missing in a damaged file, in how many
// parts; of one part, between which instants.
func (s *Speaker) Gap(missing, of, parts int, from, until sim.Time) string {
	with := slots{"records": Thousands(missing), "of": Plural(of, "record"), "from": s.Clock.At(from), "until": s.Clock.At(until), "parts": Plural(parts, "part")}
	if parts > 1 {
		return Upper(s.say("gap.some", with)) + "."
	}
	return Upper(s.say("gap.records", with)) + "."
}

// Unclear says that how things stood is not known, since records are missing, and from
// when on it is again; sim.Never if it is not.
func (s *Speaker) Unclear(first, last journal.Num, known sim.Time) string {
	with := slots{"first": Thousands(uint32(first)), "last": Thousands(uint32(last)), "known": s.Clock.At(known)}
	if known == sim.Never {
		return Upper(s.say("gap.unclear.end", with)) + "."
	}
	return Upper(s.say("gap.unclear", with)) + "."
}

// Hidden counts what a view hides: messages and facts, of how many.
func (s *Speaker) Hidden(v View, who journal.Ref, messages, ofMessages, facts, ofFacts int) string {
	if messages == 0 && facts == 0 {
		return Upper(s.say("hidden.nothing", slots{"who": s.viewers(v, who)}))
	}
	with := counted(messages, ofMessages, facts, ofFacts)
	with["who"] = s.viewers(v, who)
	return s.say([...]string{"hidden.one", "hidden.all", "hidden.any"}[v], with)
}

// HiddenEntries counts what a view hides of the events list.
func (s *Speaker) HiddenEntries(v View, who journal.Ref, hidden, of int) string {
	with := slots{"entries": fmt.Sprintf("%s of %s", Thousands(hidden), Plural(of, "entry")), "list": s.Terms.Noun("events_list")}
	return s.isHidden(v, who, hidden, "hidden.entry", "hidden.entries", with)
}

// HiddenDeadlines counts the deadlines of which a view does not tell what came.
func (s *Speaker) HiddenDeadlines(v View, who journal.Ref, hidden, of int) string {
	with := slots{"deadlines": fmt.Sprintf("%s of %s", Thousands(hidden), Plural(of, "deadline"))}
	return s.isHidden(v, who, hidden, "hidden.deadline", "hidden.deadlines", with)
}

func (s *Speaker) isHidden(v View, who journal.Ref, hidden int, one, some string, with slots) string {
	with["who"] = s.viewers(v, who)
	switch hidden {
	case 0:
		some = "hidden.none"
	case 1:
		some = one
	}
	return Upper(s.say(some, with))
}

// HiddenShort is the same in few words, beside the name of whose view it is.
func (s *Speaker) HiddenShort(messages, ofMessages, facts, ofFacts int) string {
	return s.say("hidden.short", counted(messages, ofMessages, facts, ofFacts))
}

func counted(messages, ofMessages, facts, ofFacts int) slots {
	return slots{
		"messages": fmt.Sprintf("%s of %s", Thousands(messages), Plural(ofMessages, "message")),
		"facts":    fmt.Sprintf("%s of %s", Thousands(facts), Plural(ofFacts, "fact")),
	}
}

// Known says who has a fact, from whom and since when, and how many others inside
// have it too: "Belmora’s police had it from Arvonia’s point of contact since ...".
func (s *Speaker) Known(h *replay.Holding, via journal.Ref, others int) string {
	with := slots{"who": s.Name(h.Agency), "via": s.Name(via), "since": s.Clock.At(h.Understood)}
	key := "knew.told"
	if via == h.Agency {
		key = "knew.own"
	}
	text := Upper(s.say(key, with))
	if others > 0 {
		text += s.say("knew.others", slots{"others": Plural(others, "other")})
	}
	return text
}

// KnownHere says from whom the one agency whose view it is has a fact, and since when.
func (s *Speaker) KnownHere(h *replay.Holding, via journal.Ref) string {
	key := "knew.here"
	if via == h.Agency {
		key = "knew.here.own"
	}
	return Upper(s.say(key, slots{"via": s.Name(via), "since": s.Clock.At(h.Understood)}))
}

// Old says how long ago a fact was understood, Lacked how long it had been there
// without being understood here.
func (s *Speaker) Old(t sim.Time) string { return s.say("knew.age", slots{"time": Lasting(t)}) }

func (s *Speaker) Lacked(t sim.Time) string { return s.say("lacked.age", slots{"time": Lasting(t)}) }

// Forbidden says what a fact is held for less than its originator holds it: a bit of
// journal.Lead, Onward, ActOn or Evidence; empty for none of them.
func (s *Speaker) Forbidden(lacking int64) string {
	for _, x := range []struct {
		bit int64
		key string
	}{{journal.ActOn, "less.act"}, {journal.Onward, "less.onward"}, {journal.Lead, "less.lead"}, {journal.Evidence, "less.evidence"}} {
		if lacking&x.bit != 0 {
			return s.say(x.key, nil)
		}
	}
	return ""
}

// Expired says of what was once known that its retention ended.
func (s *Speaker) Expired(h *replay.Holding) string {
	return s.say("stale.purged", slots{"since": s.Clock.At(h.Purged)})
}

// TooLate says that a fact came after what it was wanted for.
func (s *Speaker) TooLate(due sim.Time) string {
	return s.say("stale.late", slots{"due": s.Clock.At(due)})
}

// Unopened says what lay with somebody, and nobody there knew of what.
func (s *Speaker) Unopened(h *replay.Holding) string {
	standing, since := h.Standing(), h.Received
	key := "unopened.unread"
	switch standing {
	case replay.Noticed:
		key, since = "unopened.noticed", h.Detected
	case replay.Garbled:
		key, since = "unopened.garbled", h.Read
	}
	return Upper(s.say(key, slots{"who": s.Name(h.Agency), "since": s.Clock.At(since)}))
}

// Elsewhere says what others had of what was missing, and since when the first.
func (s *Speaker) Elsewhere(who journal.Ref, facts []journal.Ref, since sim.Time) string {
	return Upper(s.say("others.knew", slots{"who": s.Name(who), "facts": s.list(facts), "since": s.Clock.At(since)}))
}

// Missing says how far a fact had come that was missing, as a line about it.
func (s *Speaker) Missing(l *explain.MissingFact) string {
	return s.whereabouts(s.say("noun.fact", nil), l)
}

// Bar is what stood between somebody and a fact that others had.
type Bar uint8

// The bars.
const (
	Unhindered Bar = iota // no marking, and nobody sent it: no rule was tried
	ByLaw                 // a rule, a marking or a class
	ByChoice              // of those who had it
	OnTheWay
	AtHome // it lay there itself
	Lost   // on its way
	Unfound
	NumBars
)

var bars = [NumBars]string{"more.free", "more.law", "more.choice", "more.way", "more.home", "more.lost", "more.unfound"}

// MoreNote says what cannot be known of what nobody sent.
func (s *Speaker) MoreNote() string { return Upper(s.say("more.note", nil)) + "." }

// More says of how many of the missing facts which bar stood between.
func (s *Speaker) More(b Bar, n, of int) string {
	was := "were"
	if n == 1 {
		was = "was"
	}
	return s.say(bars[b], slots{"n": Thousands(n), "of": Plural(of, "missing fact"), "was": was})
}
