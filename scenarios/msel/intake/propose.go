package intake

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"entente/scenarios/msel/sheet"
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

// writeLine writes a key with its value, and a comment. What was guessed stands in the comment
// as well, so that it says so still once somebody has changed the value.
func writeLine(b *strings.Builder, indent int, key, value, comment string) {
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
			if _, again := p.m.Columns[plainWord(heading)]; again {
				continue
			}
			field, comment := l.fields[c], ""
			place := p.b.Place(l.Sheet, &row, c)
			switch {
			case field == "":
				field, comment = leave, "guessed: not understood; say what it is"
				p.guess(place, fmt.Sprintf("the column %q is not understood and is left", heading))
			case field == labelled:
				field, comment = toNotes, "goes under the notes of its entry, after its heading"
			case !l.sure[c]:
				comment = guessed
				p.guess(place, fmt.Sprintf("the column %q is taken for the %s", heading, field))
			}
			p.m.Columns[plainWord(heading)] = field
			writeLine(&p.out, 1, yamlWord(heading), field, comment)
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

// sheets writes which sheets are lists.
func (p *proposer) sheets() {
	prefixed := p.numbersMeet()
	p.top.WriteString("sheets:\n")
	hidden := 0
	for _, l := range p.all {
		name := sheetName(l.Sheet)
		if !l.islist {
			p.m.Sheets[name] = &SheetMap{Leave: true}
			writeLine(&p.top, 1, yamlWord(name), "{leave: true}", l.because)
			if len(l.Rows) > 0 {
				p.guess(p.b.Name, fmt.Sprintf("the sheet %q is left: %s", name, l.because))
			}
			continue
		}
		s := l.mappedHead()
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
		writeLine(&p.top, 1, yamlWord(name), text+"}", "")
		for _, row := range l.rowsBelow() {
			if row.Hidden {
				hidden++
			}
		}
	}
	if prefixed {
		p.guess("", "the numbers of several sheets are the same: each has the name of its sheet before it")
	}
	if hidden > 0 {
		writeLine(&p.top, 0, "hidden_rows", "take", counted(hidden, "row is", "rows are")+" hidden; or leave")
	}
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
		for _, row := range l.rowsBelow() {
			text := row.Cell(c).Text
			if before, again := at[text]; again && before != l.index && text != "" {
				return true
			}
			at[text] = l.index
		}
	}
	return false
}
