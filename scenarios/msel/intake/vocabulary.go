package intake

import (
	"fmt"
	"slices"
	"strings"

	"entente/scenarios/msel/sheet"
)

type cell = sheet.Cell

// mostWords bounds the words of a section that a proposal writes.
const mostWords = 300

// word of a column, with where it stands first and how often.
type word struct {
	text, place string
	times       int
	bare        bool // stands in an entry without a condition
}

// words are the different texts below the columns of some fields, in their order.
func (p *proposer) words(fields ...string) (list []*word) {
	at := map[string]*word{}
	for _, l := range p.lists() {
		condition, number := slices.Index(l.fields, "condition"), slices.Index(l.fields, "number")
		prefix := ""
		if s := p.m.Sheets[sheetName(l.Sheet)]; s != nil {
			prefix = s.Prefix
		}
		heads := l.Rows[l.heads : l.heads+l.span]
		for i := range l.rowsBelow() {
			row := &l.rowsBelow()[i]
			if n := slices.IndexFunc(row.Cells, func(c cell) bool { return c.Text != "" }); n < 0 || !slices.ContainsFunc(row.Cells[n+1:], func(c cell) bool { return c.Text != "" }) {
				continue // a title between rows
			}
			for c, field := range l.fields {
				text := oneLine(row.Cell(c).Text)
				if !slices.Contains(fields, field) || text == "" || isHeadingAgain(row, heads) {
					continue
				}
				w := at[plainWord(text)]
				if w == nil {
					w = &word{text: text, place: p.b.Place(l.Sheet, row, c)}
					at[plainWord(text)] = w
					list = append(list, w)
				}
				w.times++
				kind, _ := schoolTypes.meaning(text)
				held := p.world.waits(prefix+oneLine(row.Cell(number).Text), kind) // the scenario has its condition
				w.bare = w.bare || row.Cell(condition).Text == "" && !held
			}
		}
	}
	return list
}

// about tells what the words of a section may stand for.
var about = map[string]string{
	"types": " # each is " + strings.Join(typeWords, ", "), "statuses": " # each is one of " + strings.Join(statusWords, ", "),
	"names": " # each is an agency, such as arvonia.police, or a cell of the exercise, such as SimCell",
}

// write writes a section of words, each as say says.
func (p *proposer) write(section string, words []*word, say func(*word) (value, comment string)) {
	if len(words) == 0 {
		return
	}
	var body strings.Builder
	for i, w := range words {
		if i == mostWords {
			fmt.Fprintf(&body, "  # and %d more\n", len(words)-mostWords)
			break
		}
		if value, comment := say(w); value != "" {
			writeLine(&body, 1, yamlWord(w.text), yamlWord(value), comment)
		}
	}
	if body.Len() > 0 {
		p.out.WriteString(section + ":" + about[section] + "\n" + body.String())
	}
}

// vocabulary writes what the words of the list stand for.
func (p *proposer) vocabulary() {
	p.write("types", p.words("type"), func(w *word) (string, string) {
		kind, known := schoolTypes.meaning(w.text)
		switch {
		case !known:
			p.guess(w.place, fmt.Sprintf("the type %q is not understood: it is taken as other, which nobody plays", w.text))
			return "other", "guessed: not understood; one of " + strings.Join(typeWords, ", ")
		case needsCondition(kind) && w.bare && p.world == nil:
			return kind, "without a condition; a new scenario has a guessed one"
		case needsCondition(kind) && w.bare:
			p.guess(w.place, fmt.Sprintf("%q is taken as other: no condition stands beside it by which a run could see it", w.text))
			return "other", fmt.Sprintf("%s, once a column has its condition, such as done(12)", kind)
		}
		return kind, ""
	})
	p.write("statuses", p.words("status"), func(w *word) (string, string) {
		status, known := schoolStatuses.meaning(w.text)
		if !known {
			p.guess(w.place, fmt.Sprintf("the status %q is not understood, and goes into the notes", w.text))
			return leave, "guessed: not understood; one of " + strings.Join(statusWords, ", ")
		}
		return status, ""
	})
	p.write("names", p.words("from", "to", "who"), p.namer())
	p.write("storylines", p.words("storyline"), func(w *word) (string, string) {
		return p.id(w, "storyline", func() []Named { return p.world.Storylines })
	})
	if p.world != nil {
		p.write("objectives", p.words("objective"), func(w *word) (string, string) {
			return p.id(w, "objective", func() []Named { return p.world.Objectives })
		})
	}
}

// namer says who stands behind a name; where there is no scenario yet, somebody of the
// world that is to be made for the list, or a cell of the exercise.
func (p *proposer) namer() func(*word) (string, string) {
	var names, to []string
	for _, w := range p.words("from", "to", "who") {
		names = append(names, w.text)
	}
	for _, w := range p.words("to", "who") {
		to = append(to, plainWord(w.text))
	}
	ids := people(names, func(name string) bool { return slices.Contains(to, plainWord(name)) })
	if p.world != nil {
		return func(w *word) (string, string) { return p.name(w, ids[w.text]) }
	}
	return func(w *word) (string, string) {
		id := ids[w.text]
		switch nation, _, agency := strings.Cut(id, "."); {
		case id == w.text && agency:
			return id, ""
		case id == w.text && several(w.text):
			p.guess(w.place, fmt.Sprintf("%q are several: they stay a cell of the exercise; give each its own entry", w.text))
			return id, "several; one entry names one agency"
		case id == w.text:
			return id, "a cell of the exercise"
		case nation == unnamedNation:
			p.guess(w.place, fmt.Sprintf("%q is taken for an agency of a nation without a name", w.text))
			return id, "guessed: whose is it? or is it a cell of the exercise?"
		default:
			p.guess(w.place, fmt.Sprintf("%q is taken for the agency %s", w.text, id))
			return id, guessed
		}
	}
}

// name is who of a scenario stands behind a name; drafted is who a draft of the list would
// have made of it, which is who it is where the scenario was made so.
func (p *proposer) name(w *word, drafted string) (string, string) {
	if id, sure := find(p.world.Agencies, w.text); id != "" {
		if !sure {
			p.guess(w.place, fmt.Sprintf("%q is taken for the agency %s", w.text, id))
			return id, guessed
		}
		return id, ""
	}
	if hasNamed(p.world.Agencies, drafted) {
		p.guess(w.place, fmt.Sprintf("%q is taken for the agency %s", w.text, drafted))
		return drafted, guessed
	}
	return w.text, "no agency of the scenario: a cell of the exercise"
}

// id is what a word for a storyline or objective stands for.
func (p *proposer) id(w *word, what string, known func() []Named) (string, string) {
	if p.world == nil {
		if id := Slug(w.text); id != "" {
			return id, ""
		}
		return toNotes, "no letter that an id could have"
	}
	if id, sure := find(known(), w.text); id != "" {
		if !sure {
			p.guess(w.place, fmt.Sprintf("the %s %q is taken for %s", what, w.text, id))
			return id, guessed
		}
		return id, ""
	}
	p.guess(w.place, fmt.Sprintf("the scenario has no %s %q: it goes into the notes", what, w.text))
	return toNotes, fmt.Sprintf("no %s of the scenario; it has: %s", what, strings.Join(idsOf(known()), ", "))
}

// find finds a thing by its id, or by what people call it, which is not sure.
func find(list []Named, text string) (id string, sure bool) {
	for _, n := range list {
		if strings.EqualFold(n.ID, text) {
			return n.ID, true
		}
	}
	at := plainWord(strings.ReplaceAll(text, ".", " "))
	for _, n := range list {
		if plainWord(n.Title) == at || plainWord(n.ID) == at {
			return n.ID, false
		}
	}
	var last []string
	for _, n := range list {
		if _, own, ok := strings.Cut(n.ID, "."); ok && plainWord(own) == at {
			last = append(last, n.ID)
		}
	}
	if len(last) == 1 {
		return last[0], false
	}
	return "", false
}
