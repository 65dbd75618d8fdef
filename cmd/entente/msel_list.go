package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/msel"
	"entente/scenarios/msel/intake"
	"entente/scenarios/msel/sheet"
	"entente/sim/files"
)

// listEndings are those of the files that hold events lists of other people.
var listEndings = []string{"xlsx", "xlsm", "ods", "csv", "tsv", "txt"}

// readSheets reads a spreadsheet as it stands.
func readSheets(e *edge, name string) (*sheet.Book, error) {
	file, err := e.open(name)
	if err != nil {
		return nil, wrong(err)
	}
	defer file.Close()
	b, err := sheet.Read(name, io.NewSectionReader(file, 0, file.size))
	return b, wrong(err)
}

// readMap reads a mapping file.
func readMap(e *edge, name string) (*intake.Map, error) {
	file, err := e.open(name)
	if err != nil {
		return nil, wrong(err)
	}
	defer file.Close()
	if file.size > intake.MostMap {
		return nil, wrong(fmt.Errorf("%s: larger than %d MiB", name, intake.MostMap>>20))
	}
	text, err := io.ReadAll(io.NewSectionReader(file, 0, file.size))
	if err != nil {
		return nil, wrong(err)
	}
	m, err := intake.ReadMap(name, text)
	return m, wrong(err)
}

// readList reads an events list: ours as it is, others by a mapping file, or by what
// is proposed for them, which is told.
func readList(e *edge, name, mapping string, world *intake.World) (*intake.Reading, error) {
	b, err := readSheets(e, name)
	if err != nil {
		return nil, err
	}
	if mapping == "" && msel.IsOurs(b) {
		t, unknown, err := msel.Read(b)
		if t == nil {
			return nil, wrong(err)
		}
		for _, title := range unknown {
			fmt.Fprintf(e.stderr, "entente: %s: column %q is not read\n", name, title)
		}
		r := &intake.Reading{Table: t}
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				r.Faults = append(r.Faults, intake.Fault{What: line})
			}
		}
		if world != nil {
			r.StartEx, r.Zone = world.Start, world.Zone
		}
		return r, nil
	}
	var m *intake.Map
	if mapping != "" {
		m, err = readMap(e, mapping)
	} else {
		m, err = proposed(e, b, world)
	}
	if err != nil {
		return nil, err
	}
	r, err := intake.Read(b, m, world)
	if err != nil {
		return nil, wrong(err)
	}
	tellTaken(e, name, r.Notes, len(r.Notes))
	return r, nil
}

// someGuesses is how many guesses an import tells; msel map writes them all.
const someGuesses = 12

// proposed is the mapping file that a list's own habits suggest.
func proposed(e *edge, b *sheet.Book, world *intake.World) (*intake.Map, error) {
	p, err := intake.Propose(b, world)
	if err != nil {
		return nil, wrong(err)
	}
	tellTaken(e, b.Name, p.Guesses, someGuesses)
	if len(p.Guesses) > 0 {
		fmt.Fprintf(e.stderr, "entente: where a guess is wrong, write them to a file, change it, and give it to --map: entente msel map %s -o map.yaml\n", b.Name)
	}
	m, err := intake.ReadMap(b.Name, p.Text)
	return m, wrong(err)
}

// tellTaken says how a list was taken: at most so many notes of it.
func tellTaken(e *edge, name string, notes []intake.Note, most int) {
	for _, n := range notes[:min(most, len(notes))] {
		if n.Place == "" {
			n.Place = name
		}
		fmt.Fprintf(e.stderr, "entente: %s (note)\n", n)
	}
	if more := len(notes) - most; more > 0 {
		fmt.Fprintf(e.stderr, "entente: %s: %s more\n", name, guesses(more))
	}
}

func guesses(n int) string {
	if n == 1 {
		return "1 guess"
	}
	return wording.Thousands(n) + " guesses"
}

// listFaults lists all faults of a list: of its cells, of what its cells make of
// entries, and what the whole scenario says of them, but not what follows from the
// first two.
func listFaults(r *intake.Reading, table, whole error) error {
	var said []string
	for _, err := range []error{r.Err(), table} {
		if err != nil {
			said = append(said, strings.Split(err.Error(), "\n")...)
		}
	}
	var problems scenarios.Problems
	if whole != nil && !errors.As(whole, &problems) && len(said) == 0 {
		return whole
	}
	told := func(where string) bool {
		return where != "" && slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, where+": ") })
	}
	for _, p := range problems {
		text, where := inTable(r.Table, p)
		entry := p.Path[:max(0, strings.LastIndexByte(p.Path, '.'))]
		kind, _ := r.Table.Where(entry + ".type") // what an entry lacks follows from its type
		if !r.Faulty(p.Path) && !told(where) && !(told(kind) && p.What == "is missing") && (where != "" || len(said) == 0) {
			said = append(said, text)
		}
	}
	if said == nil {
		return nil
	}
	return errors.New(strings.Join(said, "\n"))
}

// inTable tells a problem of a list where it stands in its table; where is empty if it
// is not of the table.
func inTable(t *msel.Table, p scenarios.Problem) (text, where string) {
	where, ok := t.Where(p.Path)
	if !ok {
		return p.String(), ""
	}
	p.Path, _, _ = strings.Cut(p.Path, ":")
	text = fmt.Sprintf("%s: %s: %s", where, p.Path, p.What)
	if p.Hint != "" {
		text += " (" + p.Hint + ")"
	}
	return text, where
}

// mappingFile is the sort of file that msel map writes.
var mappingFile = files.Kind{Noun: "a mapping file", Is: matchesStart(mappingHead)}
