package msel

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/sim/notation"
)

// Change is what a table makes of one entry: nothing, where it says what the scenario
// says.
type Change struct {
	Entry
	Old    bool   // the scenario has it
	Set    []Pair // of a new one, all it says
	Remove []string
}

// Merged is what a table makes of the list of a scenario.
type Merged struct {
	Changes []Change
	Gone    []string // numbers that the table no longer has
	Notes   []string // what was not taken, and why
}

// Counts are how many entries are new and how many say something else.
func (m *Merged) Counts() (added, changed int) {
	for _, c := range m.Changes {
		switch {
		case !c.Old:
			added++
		case len(c.Set)+len(c.Remove) > 0:
			changed++
		}
	}
	return added, changed
}

// Merge compares a table that came back with the list of the scenario that it comes
// back to, entry by entry and cell by cell: what says the same is left as it is
// written there, and what a table has no column for stays. All faults are told.
func (t *Table) Merge(h *Home) (*Merged, error) {
	base := From(h.Static, nil)
	for _, row := range base.Rows {
		for c := range row {
			row[c] = strings.TrimSpace(row[c]) // as a table is read
		}
	}
	old, err := base.Entries(h.Static.Clock(), h.Flow)
	if err != nil {
		return nil, err // a list of ours says what it can say
	}
	rows := map[string]int{}
	for i, e := range old {
		rows[e.Number] = i
	}
	m := &Merged{Notes: t.playedColumns()}
	seen := map[string]bool{}
	var faults []error
	lacks, kept := map[string]bool{}, map[string]bool{}
	for _, c := range columns {
		lacks[c.Key] = c.isGiven() && !t.has(c.Key)
	}
	lacks["dtg"], lacks["at"] = false, lacks["at"] && lacks["dtg"]
	for row := range t.Rows {
		number := t.cell(row, "number")
		was, known := rows[number]
		if !known || seen[number] {
			was = -1
		}
		seen[number] = true
		if was >= 0 {
			t.fillMissing(row, base, was, lacks, kept)
		}
		if err := t.settleTimes(row, base, was, h); err != nil {
			faults = append(faults, err)
			t.timeless(row) // what else is wrong with the row is told as well
		}
		e, wrong := t.entry(row, h.Static.Clock(), h.Flow)
		faults = append(faults, wrong...)
		c := Change{Entry: e, Old: was >= 0, Set: e.Pairs}
		if was >= 0 {
			c.Set, c.Remove = h.changedKeys(&old[was], &e)
		}
		m.Changes = append(m.Changes, c)
	}
	for _, e := range old {
		if !seen[e.Number] {
			m.Gone = append(m.Gone, e.Number)
		}
	}
	var titles []string
	for _, c := range columns {
		if kept[c.Key] {
			titles = append(titles, c.Title)
		}
	}
	if titles != nil {
		m.Notes = append(m.Notes, "entries keep what the scenario says where the table has no column for it: "+strings.Join(titles, ", "))
	}
	return m, errors.Join(faults...)
}

// timeless puts an instant in the place of a row's times, which are at fault.
func (t *Table) timeless(row int) {
	for c := range t.Columns {
		if c >= len(t.Rows[row]) {
			break
		}
		switch t.Columns[c].Key {
		case "at":
			t.Rows[row][c] = notation.Elapsed(0)
		case "dtg":
			t.Rows[row][c] = ""
		}
	}
}

// fillMissing fills in what a table has no column for.
func (t *Table) fillMissing(row int, base *Table, was int, lacks, kept map[string]bool) {
	kind := t.kind(row)
	for _, c := range columns {
		text := base.cell(was, c.Key)
		if text == "" || !lacks[c.Key] || !hasMeaning(c.Key, kind) {
			continue
		}
		t.set(row, c.Key, text)
		kept[c.Key] = true
	}
}

// hasMeaning says whether what stands in a column has a meaning for a type of entry.
func hasMeaning(key, kind string) bool {
	switch key {
	case "condition":
		return conditionKeys[kind] != ""
	case "opens":
		return timeKeys[kind].opens != ""
	case "until":
		return timeKeys[kind].closes != ""
	}
	return true
}

// playedColumns names the columns of how a list was played, which no list can say.
func (t *Table) playedColumns() (notes []string) {
	for c := range t.Columns {
		filled := slices.ContainsFunc(t.Rows, func(row []string) bool { return c < len(row) && row[c] != "" })
		if isPlayed(t.Columns[c].Title) && filled {
			notes = append(notes, fmt.Sprintf("column %q tells what came of a run and is not imported", t.Columns[c].Title))
		}
	}
	return notes
}

func isPlayed(title string) bool {
	return slices.ContainsFunc(played, func(c Column) bool { return c.Title == title })
}

// changedKeys says which keys of an entry are new or other, and which are gone.
func (h *Home) changedKeys(old, now *Entry) (set []Pair, remove []string) {
	for _, p := range now.Pairs {
		if was := old.get(p.Key); was != p.Text && !h.sameTime(p.Key, was, p.Text) {
			set = append(set, p)
		}
	}
	for _, p := range old.Pairs {
		if now.get(p.Key) == "" {
			remove = append(remove, p.Key)
		}
	}
	return set, remove
}

// sameTime says whether two texts of a key of time are one instant.
func (h *Home) sameTime(key, a, b string) bool {
	if !slices.Contains([]string{"at", "after", "until", "by"}, key) {
		return false
	}
	x, err1 := h.Static.Clock().Read(strings.Trim(a, `"`))
	y, err2 := h.Static.Clock().Read(strings.Trim(b, `"`))
	return err1 == nil && err2 == nil && x == y
}
