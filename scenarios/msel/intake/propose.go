package intake

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/scenarios/msel/sheet"
	"entente/sim"
)

// Proposal is a mapping file that a list's own habits suggest.
type Proposal struct {
	Text    []byte // as YAML, with a comment on all that was guessed or not understood
	Guesses []Note
}

// Propose looks at the habits of a book; world is the scenario that its list goes into,
// or nil. It fails where no sheet looks like a list.
func Propose(b *sheet.Book, world *World) (*Proposal, error) {
	p := &proposer{b: b, world: world, m: &Map{Sheets: map[string]*SheetMap{}, Columns: map[string]string{}, Zones: map[string]string{}}}
	p.all = layouts(b)
	if !slices.ContainsFunc(p.all, func(l *layout) bool { return l.islist }) {
		return nil, fmt.Errorf("%s: no row of headings was found in the first %d rows: a list has one above its entries, with at least two of such as No., Time, From, To, Method, Description, Expected action", b.Name, searched)
	}
	p.columns()
	p.calendar()
	p.sheets()
	p.startex()
	p.vocabulary()
	return &Proposal{Text: []byte(p.head() + p.out.String()), Guesses: p.guesses}, nil
}

// proposer writes a mapping file.
type proposer struct {
	b       *sheet.Book
	world   *World
	m       *Map // as far as it is settled
	all     []*layout
	guesses []Note
	top     strings.Builder // before the sections
	out     strings.Builder
}

func (p *proposer) lists() (lists []*layout) {
	for _, l := range p.all {
		if l.islist {
			lists = append(lists, l)
		}
	}
	return lists
}

func (p *proposer) guess(place, text string) { p.guesses = append(p.guesses, Note{place, text}) }

// line writes a key with its value, and a comment. What was guessed stands in the comment
// as well, so that it says so still once somebody has changed the value.
func line(b *strings.Builder, indent int, key, value, comment string) {
	if why, ok := strings.CutPrefix(comment, guessed); ok {
		comment = guessed + " " + strings.Trim(value, `"`) + why
	}
	text := strings.Repeat("  ", indent) + key + ": " + value
	if comment != "" {
		text += "  # " + oneLine(comment)
	}
	b.WriteString(text + "\n")
}

// guessed begins the comment on a guess.
const guessed = "guessed"

// yamlWord writes a word as YAML that any tool reads as that word.
func yamlWord(s string) string {
	ok := s != ""
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		ok = ok && (letter || i > 0 && (r >= '0' && r <= '9' || r == ' ' || r == '/' || r == '_' || r == '.' || r == '-'))
	}
	if !ok || strings.HasSuffix(s, " ") || slices.Contains([]string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}, strings.ToLower(s)) {
		return strconv.Quote(s)
	}
	return s
}

func (p *proposer) head() string {
	name := strings.TrimSuffix(filepath.Base(p.b.Name), filepath.Ext(p.b.Name))
	text := fmt.Sprintf("# What the headings, words and times of %s stand for. What was guessed or not\n# understood has a comment: look at those lines, change what is wrong, and keep the file.\n#   entente msel import LIST --map THIS\nentente: %d\nmapping: %s\n", oneLine(filepath.Base(p.b.Name)), version, yamlWord(oneLine(name)))
	return text + p.top.String()
}

// columns writes what each heading means.
func (p *proposer) columns() {
	p.out.WriteString("columns: # each is one of\n")
	fields := Fields()
	for _, some := range [][]string{fields[:len(fields)/2], fields[len(fields)/2:]} {
		p.out.WriteString("  # " + strings.Join(some, ", ") + "\n")
	}
	for _, l := range p.lists() {
		row := l.headRow()
		for c, cell := range row.Cells {
			heading := oneLine(cell.Text)
			if heading == "" {
				continue
			}
			if _, again := p.m.Columns[plain(heading)]; again {
				continue
			}
			field, comment := l.fields[c], ""
			place := p.b.Place(l.Sheet, &row, c)
			switch {
			case field == "":
				field, comment = leave, "guessed: not understood; say what it is"
				p.guess(place, fmt.Sprintf("the column %q is not understood and is left", heading))
			case field == labelled:
				field, comment = toNotes, "goes under the notes of its entry, behind its heading"
			case !l.sure[c]:
				comment = guessed
				p.guess(place, fmt.Sprintf("the column %q is taken for the %s", heading, field))
			}
			p.m.Columns[plain(heading)] = field
			line(&p.out, 1, yamlWord(heading), field, comment)
		}
	}
	p.reread()
}

// reread settles what is known of the map so far.
func (p *proposer) reread() {
	p.m.words = map[string]map[string]string{"columns": p.m.Columns}
	if p.m.FirstDay == nil {
		p.m.first = 1
	}
}

// reader reads by what is settled.
func (p *proposer) reader() *reader {
	r := newReader(p.b, p.m, p.world)
	return r
}

// stands is a row of a list as it says when it happens.
type stands struct {
	list *list
	row  *sheet.Row
	moment
}

// moments are those of all entries, by what is settled.
func (p *proposer) moments() (all []stands) {
	r := p.reader()
	for _, x := range p.lists() {
		l := &list{Sheet: x.Sheet, index: x.index, says: x.head(), dates: map[string]moment{}}
		if s := p.m.Sheets[sheetName(x.Sheet)]; s != nil {
			l.says = s
		}
		heads := x.headRow()
		r.heads(l, &heads)
		below := x.below()
		for i := range below {
			row := &below[i]
			filled, only := 0, 0
			for c, cell := range row.Cells {
				if cell.Text != "" && !cell.Spread {
					filled, only = filled+1, c
				}
			}
			if filled == 1 && len(l.columns) > 2 {
				if day := r.dayOf(row.Cells[only]); day.hasDay() {
					l.turn(day)
				}
				continue
			}
			if w, _ := r.when(l, row); !w.empty() {
				all = append(all, stands{l, row, w})
			}
		}
	}
	return all
}

// usualZones are names that lists give to zones and that mean one offset to most who
// use them.
var usualZones = map[string]string{
	"EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
	"WET": "+00:00", "WEST": "+01:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00",
	"MSK": "+03:00", "EAT": "+03:00", "GST": "+04:00", "SGT": "+08:00", "JST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
}

// calendar settles zones, the order of dates and the number of the first day.
func (p *proposer) calendar() {
	all := p.moments()
	for _, x := range all {
		name := x.letter
		if _, known := p.m.Zones[name]; known || name == "" {
			continue
		}
		switch offset := usualZones[name]; {
		case name == "L":
			p.m.Zones[name] = local
			p.guess(p.b.Place(x.list.Sheet, x.row, 0), "L behind times is taken for local time, not for the zone of the letter (+11:00)")
		case offset != "":
			p.m.Zones[name] = offset
			p.guess(p.b.Place(x.list.Sheet, x.row, 0), fmt.Sprintf("%s behind times is taken for %s", name, offset))
		}
	}
	if either, month, day := swaps(all); either && !day {
		p.m.Dates = dayMonth
		if month || p.span(monthDay) < p.span(dayMonth) {
			p.m.Dates = monthDay
		}
		if !month {
			p.guess("", fmt.Sprintf("dates such as 3/1/2027 are taken as %s", p.m.Dates))
		}
	}
	if n := slices.IndexFunc(all, func(x stands) bool { return x.hasNumber && x.number == 0 }); n >= 0 {
		p.m.FirstDay, p.m.first = new(int64), 0
	}
	p.midnight()
	p.zone(all)
}

// swaps says whether dates could be read either way, or only one.
func swaps(all []stands) (either, month, day bool) {
	for _, x := range all {
		either, month, day = either || x.swapped == 1, month || x.swapped == 2, day || x.swapped == 3
	}
	return either, month, day
}

// span is how many days all entries take where dates have one order.
func (p *proposer) span(order string) int64 {
	before := p.m.Dates
	p.m.Dates = order
	defer func() { p.m.Dates = before }()
	first, last := int64(1<<40), int64(0)
	for _, x := range p.moments() {
		if x.hasDate {
			first, last = min(first, x.date), max(last, x.date)
		}
	}
	return last - first
}

// zone settles the zone of times that name none.
func (p *proposer) zone(all []stands) {
	p.m.zone, p.m.hasZone = 0, true
	comment := ""
	bare := slices.ContainsFunc(all, func(x stands) bool { return x.hasClock && (!x.hasZone || p.m.Zones[x.letter] == local) })
	switch zone, found := p.titleZone(); {
	case p.world != nil:
		p.m.zone = p.world.Zone
		comment = "that of the scenario"
	case found:
		p.m.zone = zone
		comment = "as the title says"
	case bare:
		comment = "guessed: no zone is named"
		p.guess("", "no zone of the times is named: they are taken as UTC")
	}
	p.m.Zone = offsetText(p.m.zone)
	line(&p.top, 0, "zone", strconv.Quote(p.m.Zone), comment)
	if len(p.m.Zones) > 0 {
		p.top.WriteString("zones:\n")
		for _, name := range sortedKeys(p.m.Zones) {
			line(&p.top, 1, yamlWord(name), yamlOffset(p.m.Zones[name]), guessed)
		}
	}
	if p.m.Dates != "" {
		line(&p.top, 0, "dates", p.m.Dates, "3/1/2027; the other order is "+map[string]string{dayMonth: monthDay, monthDay: dayMonth}[p.m.Dates])
	}
	if p.m.Midnight != "" {
		line(&p.top, 0, "midnight", p.m.Midnight, map[string]string{nextDay: "a time of day far before that of the row above is of the day after; or same-day", sameDay: "times of day go back and forth; next-day takes each step back for a day more"}[p.m.Midnight])
	}
	if p.m.FirstDay != nil {
		line(&p.top, 0, "first_day", "0", "the days are counted from Day 0")
	}
}

func yamlOffset(s string) string {
	if s == local {
		return s
	}
	return strconv.Quote(s)
}

// titleZone finds the zone that the rows above the headings name, as in "All times
// UTC+2" or "times are Zulu".
func (p *proposer) titleZone() (sim.Time, bool) {
	for _, l := range p.lists() {
		for _, row := range l.Rows[:l.heads] {
			words := strings.FieldsFunc(strings.ToUpper(firstText(&row)), func(r rune) bool { return strings.ContainsRune(" ,;:()=", r) })
			for i, w := range words {
				rest, utc := strings.CutPrefix(w, "UTC")
				if !utc {
					rest, utc = strings.CutPrefix(w, "GMT")
				}
				if offset, ok := usualZones[w]; ok {
					return mustOffset(offset), true
				}
				if (utc || w == "ZULU") && (i > 0 || len(words) > 1) {
					named := moment{hasClock: true}
					s := &scan{moment: &named, r: p.reader(), rest: strings.ToLower(w)}
					if rest == "" || s.step() && named.hasZone {
						return named.zone, true
					}
				}
			}
		}
	}
	return 0, false
}

// sheets writes which sheets are lists.
func (p *proposer) sheets() {
	prefixed := p.numbersMeet()
	p.top.WriteString("sheets:\n")
	hidden := 0
	for _, l := range p.all {
		name := sheetName(l.Sheet)
		if !l.islist {
			p.m.Sheets[name] = &SheetMap{Leave: true}
			line(&p.top, 1, yamlWord(name), "{leave: true}", l.because)
			if len(l.Rows) > 0 {
				p.guess(p.b.Name, fmt.Sprintf("the sheet %q is left: %s", name, l.because))
			}
			continue
		}
		s := l.head()
		text := fmt.Sprintf("{headings: %d", s.Headings)
		if s.HeadingRows > 1 {
			text += fmt.Sprintf(", heading_rows: %d", s.HeadingRows)
		}
		day := p.reader().dayOf(sheet.Cell{Text: l.Name})
		if day.hasDay() && !slices.ContainsFunc(l.fields, func(f string) bool { return f == "date" || f == "day" }) && len(day.fault) == 0 {
			s.Day = dayText(day)
			text += ", day: " + yamlWord(s.Day)
		}
		if prefixed {
			s.Prefix = prefixOf(l.Name, day)
			text += ", prefix: " + strconv.Quote(s.Prefix)
		}
		p.m.Sheets[name] = s
		line(&p.top, 1, yamlWord(name), text+"}", "")
		for _, row := range l.below() {
			if row.Hidden {
				hidden++
			}
		}
	}
	if prefixed {
		p.guess("", "the numbers of several sheets are the same: each has the name of its sheet before it")
	}
	if hidden > 0 {
		line(&p.top, 0, "hidden_rows", "take", counted(hidden, "row is", "rows are")+" hidden; or leave")
	}
}

// dayText writes a day as a mapping file does.
func dayText(w moment) string {
	switch {
	case w.hasDate:
		return time.Unix(w.date*86400, 0).UTC().Format("2006-01-02")
	case w.hasCount && w.count >= 0:
		return fmt.Sprintf("D+%d", w.count)
	case w.hasCount:
		return fmt.Sprintf("D%d", w.count)
	case w.hasNumber:
		return fmt.Sprintf("Day %d", w.number)
	}
	return fmt.Sprintf("%d %s", w.dom, time.Month(w.month))
}

func prefixOf(name string, day moment) string {
	switch {
	case day.hasNumber:
		return fmt.Sprintf("%d-", day.number)
	case day.hasCount:
		return fmt.Sprintf("D%d-", day.count)
	}
	return oneLine(name) + "-"
}

// numbersMeet says whether a number stands in two sheets.
func (p *proposer) numbersMeet() bool {
	at := map[string]int{}
	for _, l := range p.lists() {
		c := slices.Index(l.fields, "number")
		if c < 0 {
			continue
		}
		for _, row := range l.below() {
			text := row.Cell(c).Text
			if before, again := at[text]; again && before != l.index && text != "" {
				return true
			}
			at[text] = l.index
		}
	}
	return false
}
