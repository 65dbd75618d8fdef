package intake

import (
	"cmp"
	"slices"
	"strings"

	"entente/scenarios/msel"
	"entente/scenarios/msel/sheet"
	"entente/sim"
	"entente/sim/journal"
)

// World is what a list is read into: a scenario that is there already.
type World struct {
	Start int64    // StartEx in Unix milliseconds
	EndEx sim.Time // since StartEx
	Zone  sim.Time
	// What its entries can name, by id.
	Agencies, Storylines, Objectives []Named
	// Conditional are the types of its entries that have a condition, by number.
	Conditional map[string]string
}

// waits says whether the world has an entry of a number that is of a type and has its
// condition.
func (w *World) waits(number, kind string) bool { return w != nil && w.Conditional[number] == kind }

// Named is a thing with its id and what people call it.
type Named struct{ ID, Title string }

// WorldOf is what a scenario says of itself to a list.
func WorldOf(s *journal.Static) *World {
	w := &World{Start: s.Start, EndEx: sim.Time(s.EndEx), Zone: sim.Time(s.Zone), Conditional: map[string]string{}}
	for i := range s.Entries {
		if e := &s.Entries[i]; e.Condition != "" {
			w.Conditional[e.Number] = e.Type
		}
	}
	for _, t := range s.Things {
		switch t.Sort {
		case journal.SortAgency.String():
			w.Agencies = append(w.Agencies, Named{t.Name, t.Title})
		case journal.SortStoryline.String():
			w.Storylines = append(w.Storylines, Named{t.Name, t.Title})
		}
	}
	for _, o := range s.Objectives {
		w.Objectives = append(w.Objectives, Named{o.ID, o.Text})
	}
	return w
}

// Reading is a list in this project's words.
type Reading struct {
	// Table has a row for each entry; its times count from StartEx, such as T+1d2h.
	Table *msel.Table
	// StartEx of the list in Unix milliseconds, and its zone. In a World the list is moved
	// to the StartEx of that.
	StartEx int64
	Zone    sim.Time
	// Title is what stands above the headings first; empty if nothing does.
	Title string
	// Names stand in the columns from, to and who, in order of their first row.
	Names []Name
	// Objectives that entries name where there is no World to have them.
	Objectives []string
	// Notes tell what was guessed or left, Faults what has to be mended.
	Notes  []Note
	Faults []Fault
}

// Name of somebody in a list.
type Name struct {
	Text    string
	Columns []string // from, to, who
	Entries int
	// Agency says that the World has an agency of this id.
	Agency bool
}

// Note of what was guessed, or left, and where; Place is empty for the whole list.
type Note struct{ Place, Text string }

func (n Note) String() string { return strings.TrimPrefix(n.Place+": "+n.Text, ": ") }

// Fault of a list at its cell. Path is that of the scenario whose value it is, so that
// what follows from it need not be told; empty for a row that is no entry yet.
type Fault struct {
	Place, What, Path string
	sheet, row, col   int
}

func (f Fault) String() string { return strings.TrimPrefix(f.Place+": "+f.What, ": ") }

// Err gives all faults as an error, one line each, in order of place.
func (r *Reading) Err() error {
	if len(r.Faults) == 0 {
		return nil
	}
	return faults(r.Faults)
}

type faults []Fault

func (list faults) Error() string {
	var b strings.Builder
	for i, f := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(f.String())
	}
	return b.String()
}

// Faulty says whether a path of the scenario is at fault already.
func (r *Reading) Faulty(path string) bool {
	return slices.ContainsFunc(r.Faults, func(f Fault) bool {
		return f.Path != "" && (f.Path == path || strings.HasPrefix(path, f.Path+"."))
	})
}

// reader makes a Reading of a book by a map.
type reader struct {
	b     *sheet.Book
	m     *Map
	world *World
	zones map[string]string // by their names in capitals
	out   *Reading
	keys  []string // of its table
	names map[string]int
	first map[string]string // where each number stands
	told  map[string]bool
}

// addFault adds a fault at a cell.
func (r *reader) addFault(l *list, row *sheet.Row, column int, path, what string) {
	f := Fault{Place: r.b.Place(l.Sheet, row, column), What: what, Path: path, sheet: l.index, row: row.Number, col: column}
	r.out.Faults = append(r.out.Faults, f)
}

// addNote adds a note, once.
func (r *reader) addNote(place, text string) {
	if n := (Note{place, text}); !r.told[n.String()] {
		r.told[n.String()] = true
		r.out.Notes = append(r.out.Notes, n)
	}
}

// sortFaults puts the faults in order of place.
func (r *reader) sortFaults() {
	slices.SortStableFunc(r.out.Faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.sheet, b.sheet), cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
}
