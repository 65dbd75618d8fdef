package intake

import (
	"fmt"
	"slices"

	"entente/scenarios"
	"entente/sim"
	"entente/sim/notation"
)

// Map is a mapping file: what the headings, words and times of a list stand for.
// Headings and words are compared without regard to case, blanks, punctuation and plurals.
type Map struct {
	// Version of the grammar; this is 1.
	Entente int64 `yaml:"entente" need:"yes"`
	// Mapping is its name.
	Mapping string `yaml:"mapping" need:"yes"`
	// StartEx of the list, such as 2027-03-01T08:00+01:00. In a scenario that has its
	// own, the list is moved so that both are the same instant.
	StartEx string `yaml:"startex"`
	// Zone of times that name none, such as "+01:00".
	Zone string `yaml:"zone"`
	// Zones are what letters and names after times stand for: an offset, or local for
	// the zone above. Unset, letters are those of date-time groups and J is local.
	Zones map[string]string `yaml:"zones"`
	// Dates says how 3/1/2027 is meant: day-month or month-day.
	Dates string `yaml:"dates"`
	// FirstDay is the number of the day of StartEx where days are counted: 1 where it
	// is Day 1. D+0 is that day whatever this is.
	FirstDay *int64 `yaml:"first_day"`
	// Midnight says what a time of day far before that of the row above is, where no day
	// stands beside it: next-day, or same-day, which it is where this is not said.
	Midnight string `yaml:"midnight"`
	// HiddenRows are taken or left: take or leave.
	HiddenRows string `yaml:"hidden_rows"`
	// Sheets of a workbook by name; a text is the sheet list.
	Sheets map[string]*SheetMap `yaml:"sheets" need:"yes"`
	// Columns say by their heading what stands below: one of the keys of an entry, date,
	// day, time or elapsed, notes under their heading, or leave. A column without a heading is
	// called by its letter, as in column F.
	Columns map[string]string `yaml:"columns" need:"yes"`
	// Types are words for types of entries: inject, contingency, expected_action, other.
	Types map[string]string `yaml:"types"`
	// Statuses are words for a status, such as Draft; leave for none.
	Statuses map[string]string `yaml:"statuses"`
	// Names are who stands behind names in the columns from, to and who: an agency such
	// as arvonia.police, or a cell of the exercise such as SimCell.
	Names map[string]string `yaml:"names"`
	// Storylines and Objectives are ids of the scenario's; notes puts the word into the
	// notes of its entry.
	Storylines map[string]string `yaml:"storylines"`
	Objectives map[string]string `yaml:"objectives"`
	// Times are instants that a list puts in words, as a scenario writes them: dawn: D+1T05:40.
	Times map[string]string `yaml:"times"`

	words   map[string]map[string]string // section, and word in its plain form
	zone    sim.Time
	hasZone bool
	startex int64
	first   int64
}

// SheetMap is what a mapping file says of a sheet.
type SheetMap struct {
	// Headings is the number of the row that holds them.
	Headings int64 `yaml:"headings"`
	// HeadingRows is 2 where the headings take two rows, groups such as INJECT and what
	// stands in each: then headings is the upper one, and a column is called by both, as in
	// INJECT › DTG.
	HeadingRows int64 `yaml:"heading_rows"`
	// Day on which all of it happens, where no column says it: a date, D+1 or Day 2.
	Day string `yaml:"day"`
	// Prefix goes before each number, where sheets count from 1 again.
	Prefix string `yaml:"prefix"`
	// Leave says that the sheet is no list.
	Leave bool `yaml:"leave"`
}

// What a time of day is that goes back.
const nextDay, sameDay = "next-day", "same-day"

// textSheet is the name by which a mapping file calls the one sheet of a text.
const textSheet = "list"

// version of the grammar of mapping files.
const version = 1

// What a column can be besides a key of an entry.
const (
	toNotes = "notes"
	leave   = "leave"
	local   = "local"
)

// Fields are what a column of a list can be.
func Fields() []string {
	return []string{
		"number", "type", "title", "text", "time", "date", "day", "elapsed", "from", "to", "who", "method", "expected", "status", "category",
		"storyline", "objective", "condition", "effect", "opens", "until", toNotes, leave,
	}
}

// MostMap bounds a mapping file, in bytes.
const MostMap = 1 << 20

// ReadMap reads a mapping file; name is the file's. Every problem is told at once.
func ReadMap(name string, text []byte) (*Map, error) {
	m := &Map{}
	f := scenarios.ReadForm(name, text, m)
	m.check(f)
	return m, f.Err()
}

// named adds a problem where a word is none of a list; where is told as the path of it.
func named(f *scenarios.Form, path, what, word string, list []string) {
	if !slices.Contains(list, word) {
		f.AddError(path, scenarios.Named(what, word, list))
	}
}

func (m *Map) check(f *scenarios.Form) {
	if m.Entente != 0 && m.Entente != version {
		f.Add("entente", fmt.Sprintf("mapping files of version %d", m.Entente), fmt.Sprintf("this program reads version %d", version))
	}
	if m.Zone != "" {
		var ok bool
		if m.zone, ok = parseOffset(m.Zone); !ok {
			f.Add("zone", fmt.Sprintf("%q is not an offset such as \"+01:00\"", m.Zone), "")
		}
		m.hasZone = ok
	}
	if m.StartEx != "" {
		at, _, err := notation.ParseStart(m.StartEx)
		if err != nil {
			f.Add("startex", fmt.Sprintf("%q is not an instant", m.StartEx), "write it as 2027-03-01T08:00+01:00")
		}
		m.startex = at
	}
	if m.Dates != "" {
		named(f, "dates", "order of dates", m.Dates, []string{dayMonth, monthDay})
	}
	if m.first = 1; m.FirstDay != nil {
		m.first = *m.FirstDay
	}
	if m.Midnight != "" {
		named(f, "midnight", "word", m.Midnight, []string{nextDay, sameDay})
	}
	if m.HiddenRows != "" {
		named(f, "hidden_rows", "word", m.HiddenRows, []string{"take", leave})
	}
	for _, zone := range sortedKeys(m.Zones) {
		if _, ok := parseOffset(m.Zones[zone]); !ok && m.Zones[zone] != local {
			f.Add("zones."+zone, fmt.Sprintf("%q is not an offset such as \"+01:00\", nor %s", m.Zones[zone], local), "")
		}
	}
	for _, name := range sortedKeys(m.Sheets) {
		s := m.Sheets[name]
		if s.Day != "" {
			if w := (&reader{m: m}).moment(s.Day, ""); !w.hasDay() || w.hasClock || w.fault != "" {
				f.Add("sheets."+name+".day", fmt.Sprintf("%q is not a day", s.Day), "write 2027-03-02, D+1 or Day 2")
			}
		}
		if s.HeadingRows < 0 || s.HeadingRows > mostHeadRows {
			f.Add("sheets."+name+".heading_rows", fmt.Sprintf("headings take %d rows", s.HeadingRows), "write 1 or 2")
		}
		if s.Headings < 1 && !s.Leave {
			f.Add("sheets."+name, "in which row are its headings?", "add `headings: 1`, or `leave: true`")
		}
	}
	m.words = map[string]map[string]string{}
	for _, s := range m.sections() {
		m.words[s.name] = map[string]string{}
		for _, word := range sortedKeys(s.words) {
			path, value := s.name+"."+word, s.words[word]
			if s.list != nil {
				named(f, path, s.what, value, s.list)
			}
			at := plainWord(word)
			if before, again := m.words[s.name][at]; again && before != value {
				f.Add(path, fmt.Sprintf("%q stands here twice, written in two ways", word), "leave one")
			}
			m.words[s.name][at] = value
		}
	}
	for _, word := range sortedKeys(m.Times) {
		if _, err := notation.Parse(m.Times[word]); err != nil {
			f.Add("times."+word, err.Error(), "")
		}
	}
}

// section of a mapping file that says what words stand for.
type section struct {
	name, what string
	words      map[string]string
	list       []string // that they can stand for; nil for anything
}

func (m *Map) sections() []section {
	return []section{
		{"columns", "field", m.Columns, Fields()},
		{"types", "type of entry", m.Types, typeWords},
		{"statuses", "status", m.Statuses, append(slices.Clone(statusWords), leave)},
		{"names", "", m.Names, nil},
		{"storylines", "", m.Storylines, nil},
		{"objectives", "", m.Objectives, nil},
		{"times", "", m.Times, nil},
	}
}

// says looks a word up in a section.
func (m *Map) says(section, word string) (string, bool) {
	value, ok := m.words[section][plainWord(word)]
	return value, ok
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
