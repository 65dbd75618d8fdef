package view

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// Link writes a State as one line of text, with names and not numbers:
// "screen=lanes&at=D+1T09:00&as=belmora&select=deadline:harbour.2". Besides the
// instant, what is as New has it is left out. A page may carry it after # or ?.
func Link(st *journal.Static, s State) string {
	n := newNames(st)
	var b strings.Builder
	fresh := New()
	for i := range parts {
		p := &parts[i]
		text := p.write(n, &s)
		if p.key != "at" && text == p.write(n, &fresh) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(p.key + "=" + text)
	}
	return b.String()
}

// Personal takes from a State what belongs to who looks and not to what is looked
// at: a link that is handed on is without it.
func (s State) Personal() State {
	fresh := New()
	s.Look, s.Scale, s.Clock, s.Tour, s.Dialog, s.Typed, s.Caret, s.Chosen = fresh.Look, fresh.Scale, fresh.Clock, 0, NoDialog, "", 0, 0
	s.Fitted, s.Tag, s.Anew = Fitting, NoTag, false
	s.Playing, s.Speed, s.Skips, s.Left, s.Right, s.Focus, s.Item, s.Presenting = false, fresh.Speed, fresh.Skips, 0, 0, NoZone, 0, false
	return s
}

// ReadLink reads what Link wrote, or what somebody typed like it, into a State that
// has the rest. An error says what is wrong and what there is.
func ReadLink(st *journal.Static, rest State, text string) (State, error) {
	s, n := rest, newNames(st)
	for _, pair := range strings.Split(text, "&") {
		if pair == "" {
			continue
		}
		key, value, _ := strings.Cut(pair, "=")
		if err := readPart(n, &s, key, value); err != nil {
			return rest, err
		}
	}
	return s, nil
}

// Set reads one part of a link into a State, such as "as", "belmora": the flags
// --at, --as and --select of a command are parts too.
func (s *State) Set(st *journal.Static, key, value string) error {
	return readPart(newNames(st), s, key, escape(value, ":,@/"))
}

func readPart(n *names, s *State, key, value string) error {
	for i := range parts {
		if parts[i].key != key {
			continue
		}
		if err := parts[i].read(n, s, value); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		return nil
	}
	keys := make([]string, len(parts))
	for i := range parts {
		keys[i] = parts[i].key
	}
	return &Unknown{"part of a link", key, keys}
}

// part is one KEY=VALUE of a link.
type part struct {
	key   string
	write func(*names, *State) string
	read  func(*names, *State, string) error
}

// parts has one row for each field of State, in the order in which links have them.
var parts = []part{
	readChoice("screen", screenNames, func(s *State) *Screen { return &s.Screen }),
	instant("at", func(s *State) *sim.Time { return &s.At }),
	readNumber("record", 0, math.MaxUint32, func(s *State) *journal.Num { return &s.Record }),
	{"as", func(n *names, s *State) string { return n.writeAs(s.As) }, func(n *names, s *State, text string) (err error) {
		s.As, err = n.readAs(text)
		return err
	}},
	{"select", func(n *names, s *State) string { return n.writeSubject(&s.Subject) }, func(n *names, s *State, text string) (err error) {
		s.Subject, err = n.readSubject(text)
		return err
	}},
	{"outcome", func(n *names, s *State) string { return n.write(journal.SortDeadline, s.Outcome) }, func(n *names, s *State, text string) (err error) {
		s.Outcome, err = n.read(text, journal.SortDeadline)
		return err
	}},
	instant("from", func(s *State) *sim.Time { return &s.From }),
	instant("until", func(s *State) *sim.Time { return &s.Until }),
	readFlag("linear", func(s *State) *bool { return &s.Linear }),
	readChoice("detail", "fitting single load heat", func(s *State) *Detail { return &s.Detail }),
	readChoice("fitted", "fitting single load heat", func(s *State) *Detail { return &s.Fitted }),
	readFlag("everyone", func(s *State) *bool { return &s.Everyone }),
	readChoice("map", "inset whole ring", func(s *State) *Place { return &s.Place }),
	readFlag("hidden", func(s *State) *bool { return &s.Hidden }),
	readFlag("missed", func(s *State) *bool { return &s.Missed }),
	readFlag("steps", func(s *State) *bool { return &s.ByStep }),
	readFlag("overview", func(s *State) *bool { return &s.Overview }),
	readText("unfolded", func(s *State) *string { return &s.Unfolded }),
	decimal("zoom", 0, 32, func(s *State) *float64 { return &s.Zoom }),
	decimal("east", -8, 8, func(s *State) *float64 { return &s.Pan[0] }),
	decimal("south", -8, 8, func(s *State) *float64 { return &s.Pan[1] }),
	scrolled("outcomes", OutcomeList), scrolled("causes", CauseList), scrolled("lanes", LaneList), scrolled("facts", FactList),
	scrolled("events", EventList), scrolled("entries", EntryList), scrolled("objectives", ObjectiveList), scrolled("inspector", InspectorList),
	scrolled("lines", DialogList), scrolled("differences", DifferenceList), scrolled("records", RecordList),
	readText("filter", func(s *State) *string { return &s.Filter }),
	readText("search", func(s *State) *string { return &s.Search }),
	readChoice("dialog", "none keys search filter actor goto note export open more", func(s *State) *Dialog { return &s.Dialog }),
	readText("typed", func(s *State) *string { return &s.Typed }),
	readNumber("caret", 0, mostText, func(s *State) *int { return &s.Caret }),
	readNumber("line", 0, 1<<20, func(s *State) *int { return &s.Chosen }),
	readChoice("tag", "none sustain improve important", func(s *State) *Tag { return &s.Tag }),
	readFlag("anew", func(s *State) *bool { return &s.Anew }),
	readFlag("playing", func(s *State) *bool { return &s.Playing }),
	readNumber("speed", 0, int64(len(Speeds))-1, func(s *State) *int { return &s.Speed }),
	readFlag("skip-idle", func(s *State) *bool { return &s.Skips }),
	readChoice("look", "dark light high-contrast", func(s *State) *Look { return &s.Look }),
	readNumber("text", 0, 200, func(s *State) *int { return &s.Scale }),
	readChoice("clock", "exercise elapsed utc local", func(s *State) *Clock { return &s.Clock }),
	readNumber("tour", 0, 100, func(s *State) *int { return &s.Tour }),
	readChoice("tab", "lanes where known", func(s *State) *Tab { return &s.Tab }),
	readNumber("left", 0, 4096, func(s *State) *int { return &s.Left }),
	readNumber("right", 0, 4096, func(s *State) *int { return &s.Right }),
	readFlag("sheet", func(s *State) *bool { return &s.Sheet }),
	readFlag("presenting", func(s *State) *bool { return &s.Presenting }),
	readChoice("focus", "none top left middle right bottom", func(s *State) *Zone { return &s.Focus }),
	readNumber("item", 0, 1<<20, func(s *State) *int { return &s.Item }),
}

// screenNames are the words for the screens in their order.
const screenNames = "outcomes why lanes events objectives compare records"

// String is the word for a screen in a link.
func (s Screen) String() string { return strings.Fields(screenNames)[s] }

// readChoice makes a part of a link that is one of some words.
func readChoice[T ~uint8](key, list string, field func(*State) *T) part {
	known := strings.Fields(list)
	return part{key, func(_ *names, s *State) string { return known[*field(s)] }, func(_ *names, s *State, text string) error {
		i := slices.Index(known, strings.ToLower(text))
		if i < 0 {
			return &Unknown{"value", text, known}
		}
		*field(s) = T(i)
		return nil
	}}
}

// readNumber makes a part of a link that is a whole number within bounds.
func readNumber[T ~int | ~uint32](key string, least, most int64, field func(*State) *T) part {
	return part{key, func(_ *names, s *State) string { return strconv.FormatInt(int64(*field(s)), 10) }, func(_ *names, s *State, text string) error {
		i, err := strconv.ParseInt(text, 10, 64)
		if err != nil || i < least || i > most {
			return fmt.Errorf("%q is not a whole number from %d to %d", text, least, most)
		}
		*field(s) = T(i)
		return nil
	}}
}

func scrolled(list string, l List) part {
	return readNumber("row."+list, 0, math.MaxInt32, func(s *State) *int { return &s.Scroll[l] })
}

// decimal is a part that is a number within bounds, exact to the last bit.
func decimal(key string, least, most float64, field func(*State) *float64) part {
	return part{key, func(_ *names, s *State) string { return strconv.FormatFloat(*field(s), 'g', -1, 64) }, func(_ *names, s *State, text string) error {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || !(f >= least && f <= most) {
			return fmt.Errorf("%q is not a number from %g to %g", text, least, most)
		}
		*field(s) = f
		return nil
	}}
}

// readFlag makes a part of a link that is yes or no.
func readFlag(key string, field func(*State) *bool) part {
	return part{key, func(_ *names, s *State) string {
		if *field(s) {
			return "yes"
		}
		return "no"
	}, func(_ *names, s *State, text string) error {
		switch strings.ToLower(text) {
		case "yes", "true", "1", "":
			*field(s) = true
		case "no", "false", "0":
			*field(s) = false
		default:
			return fmt.Errorf("%q is neither yes nor no", text)
		}
		return nil
	}}
}

// mostText bounds what a link can make a State hold.
const mostText = 4096

// readText makes a part of a link that is any text.
func readText(key string, field func(*State) *string) part {
	return part{key, func(_ *names, s *State) string { return escape(*field(s), ":,") }, func(_ *names, s *State, text string) error {
		plain, err := unescape(text)
		if err == nil && len(plain) > mostText {
			err = fmt.Errorf("the text has %d letters; at most %d are read", len(plain), mostText)
		}
		if err == nil {
			*field(s) = plain
		}
		return err
	}}
}

// instant is a part that is a time.
func instant(key string, field func(*State) *sim.Time) part {
	return part{key, func(n *names, s *State) string { return n.st.Clock().Moment(*field(s)) }, func(n *names, s *State, text string) error {
		plain, err := unescape(text)
		if err != nil {
			return err
		}
		*field(s), err = n.st.Clock().ReadNear(plain, s.At)
		return err
	}}
}

// escape writes text so that it can stand in a link: letters, digits and the marks
// in plain stand for themselves, all else is % and two hex digits a byte.
func escape(text, plain string) string {
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~+", c) >= 0 || strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func unescape(text string) (string, error) {
	plain, err := url.PathUnescape(text)
	if err != nil {
		return "", fmt.Errorf("%q is cut off or misspelt: after %% come two hex digits", text)
	}
	return plain, nil
}
