package msel

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Home is the scenario into which a table comes back.
type Home struct {
	Static *journal.Static
	Flow   func(cell string) (string, error) // an effect's cell, read and written anew
}

// settleTimes takes what a person changed of a row's times into its scenario time. A time
// that says what it said before follows the one that was changed; where several were
// changed they must agree. was is the row of the same entry as Home has it; nil for a
// new one.
func (t *Table) settleTimes(row int, base *Table, was int, h *Home) error {
	text := func(key string) string { return t.cell(row, key) }
	before := func(key string) string {
		if was < 0 {
			return ""
		}
		return base.cell(was, key)
	}
	changed := func(key string) bool {
		return t.has(key) && text(key) != "" && text(key) != before(key) && !(key == "at" && h.sameTime(key, text(key), before(key))) && !(key == "exercise" && sameStretch(text(key), before(key)))
	}
	var at sim.Time
	from := "" // the column that tells
	switch {
	case changed("at") || text("at") != "" && !changed("dtg") && !changed("exercise"):
		var err error
		if at, err = h.Static.Clock().Read(text("at")); err != nil {
			return nil // the scenario says so, at this cell
		}
		from = "at"
	case changed("dtg") || text("dtg") != "" && !changed("exercise"):
		var err error
		if at, err = groupTime(text("dtg"), h.Static.Clock()); err != nil {
			return fmt.Errorf("%s: %w", t.Place(row, "dtg"), err)
		}
		if at < 0 {
			return fmt.Errorf("%s: %s is before StartEx", t.Place(row, "dtg"), text("dtg"))
		}
		from = "dtg"
	case changed("exercise"):
		var err error
		if at, err = h.unplayed(text("exercise")); err != nil {
			return fmt.Errorf("%s: %w", t.Place(row, "exercise"), err)
		}
		from = "exercise"
	default:
		return t.movedAlone(row, changed("move"), text("move"))
	}
	if err := t.compareOthers(row, from, at, h, changed); err != nil {
		return err
	}
	if from != "at" && (from == "exercise" || h.Static.Clock().Group(at) != before("dtg")) {
		t.set(row, "at", h.Static.Clock().Exact(at))
	} else if from != "at" && before("at") != "" {
		t.set(row, "at", before("at"))
	}
	if from != "dtg" || was >= 0 {
		t.set(row, "dtg", "") // it is settled
	}
	return nil
}

func (t *Table) movedAlone(row int, moved bool, move string) error {
	if !moved {
		return nil
	}
	return fmt.Errorf("%s: the move is %s, but no time is given: a move follows from the scenario time", t.Place(row, "move"), move)
}

// compareOthers compares what was changed besides with the time that tells.
func (t *Table) compareOthers(row int, from string, at sim.Time, h *Home, changed func(string) bool) error {
	said := fmt.Sprintf("%s %s at %s", titleOf(from), t.cell(row, from), t.Place(row, from))
	move, played, ok := h.Static.Play(int64(at))
	exercise := ""
	if ok {
		exercise = hoursAndMinutes(sim.Time(played))
	}
	var faults []error
	fault := func(key, is string) {
		faults = append(faults, fmt.Errorf("%s: %s %s does not agree with %s, which makes it %s; leave one of them as it was, or empty", t.Place(row, key), titleOf(key), t.cell(row, key), said, is))
	}
	if from == "at" && changed("dtg") {
		since, err := groupTime(t.cell(row, "dtg"), h.Static.Clock())
		switch {
		case err != nil:
			faults = append(faults, fmt.Errorf("%s: %w", t.Place(row, "dtg"), err))
		case at-since >= sim.Minute || since > at:
			fault("dtg", h.Static.Clock().Group(at))
		}
	}
	if from != "exercise" && changed("exercise") && !sameStretch(t.cell(row, "exercise"), exercise) {
		fault("exercise", orNone(exercise, "not played at all"))
	}
	if changed("move") && t.cell(row, "move") != move {
		fault("move", orNone(move, "in no move"))
	}
	return errors.Join(faults...)
}

// titleOf is the title under which a key's column is written.
func titleOf(key string) string {
	return columns[slices.IndexFunc(columns, func(c Column) bool { return c.Key == key })].Title
}

func orNone(text, none string) string {
	if text == "" {
		return none
	}
	return text
}

// unplayed gives the scenario time of an exercise time, to the minute where that says
// the same.
func (h *Home) unplayed(text string) (sim.Time, error) {
	played, ok := parseStretch(text)
	if !ok {
		return 0, fmt.Errorf("%q is not an exercise time such as 1:30, in hours and minutes of play", text)
	}
	t, ok := h.Static.Unplay(int64(played))
	if !ok {
		return 0, fmt.Errorf("an exercise time of %s, but the moves are played for %s in all", text, hoursAndMinutes(h.playedInAll()))
	}
	at := sim.Time(t)
	for _, unit := range [...]sim.Time{sim.Minute, sim.Second} {
		round := (at + unit - 1) / unit * unit
		if _, again, ok := h.Static.Play(int64(round)); ok && sim.Time(again)/sim.Minute == played/sim.Minute {
			return round, nil
		}
	}
	return at, nil
}

func (h *Home) playedInAll() sim.Time {
	var sum int64
	for _, m := range h.Static.Moves {
		sum += m.PlayedIn
	}
	return sim.Time(sum)
}

// hoursAndMinutes writes a stretch of play.
func hoursAndMinutes(t sim.Time) string {
	return fmt.Sprintf("%d:%02d", t/sim.Hour, t%sim.Hour/sim.Minute)
}

// parseStretch reads 1:30, and as spreadsheets write a stretch of time that they take
// for one, or for a time of day: 01:30:00 or 1:30:00 AM.
func parseStretch(text string) (sim.Time, bool) {
	var sum sim.Time
	text, half, _ := strings.Cut(text, " ")
	half = strings.ToUpper(half)
	if half != "" && half != "AM" && half != "PM" {
		return 0, false
	}
	parts := strings.Split(text, ":")
	unit := [...]sim.Time{sim.Hour, sim.Minute, sim.Second}
	if len(parts) < 2 || len(parts) > len(unit) {
		return 0, false
	}
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil || i > 0 && n > 59 || i == 0 && half != "" && (n < 1 || n > 12) {
			return 0, false
		}
		if i == 0 && half != "" {
			n %= 12
		}
		sum += sim.Time(n) * unit[i]
	}
	if half == "PM" {
		sum += 12 * sim.Hour
	}
	return sum, true
}

// sameStretch says whether two exercise times are one, however they are written.
func sameStretch(a, b string) bool {
	x, ok1 := parseStretch(a)
	y, ok2 := parseStretch(b)
	return a == b || ok1 && ok2 && x/sim.Minute == y/sim.Minute
}

// StartEx is T+0 in Unix milliseconds and the zone of its days, as the heading of the
// scenario time tells it, or a row that has both a time since StartEx and a date-time
// group; ok is false where none does.
func (t *Table) StartEx() (start int64, zone sim.Time, ok bool) {
	for _, c := range t.Columns {
		if clock, legend := notation.ReadLegend(c.Title); legend && c.Key == "at" {
			return clock.Start, clock.Zone, true
		}
	}
	for row := range t.Rows {
		i, err1 := notation.Parse(t.cell(row, "at"))
		group, err2 := (notation.Clock{}).Read(t.cell(row, "dtg"))
		if err1 != nil || err2 != nil {
			continue
		}
		if at, elapsed := i.Elapsed(); elapsed {
			return int64(group - at/sim.Minute*sim.Minute), 0, true
		}
	}
	return 0, 0, false
}
