package draft

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/scenarios/msel"
	"entente/scenarios/msel/intake"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/notation"
)

// Draft is a scenario in the making.
type Draft struct {
	Name    string // of the scenario
	From    string // the list's file, for the head
	Reading *intake.Reading
	// Unfit are paths of entries, such as msel.12.effect, that the new world cannot hold:
	// what stands there goes into the notes.
	Unfit map[string]bool
	// Never are the numbers of entries that came in no trial run: each is told with what
	// to do.
	Never []string

	entries []entry
	nations []*nation
	threads []*thread
	guesses []string
	end     sim.Time
}

// entry of the list on its way.
type entry struct {
	msel.Entry
	at      sim.Time
	to, who string
	guessed []string
	fact    string // that it exposes: thread.fact
}

type nation struct {
	id, title string
	agencies  []agency
}

type agency struct {
	id    string
	role  string // usual, that a preset has; empty for one of its own
	title string
}

type thread struct {
	id, title string
	facts     []fact
}

// fact of which a nation notices something: place and about are the nations it names.
type fact struct{ id, kind, seenIn, place, about string }

// YAML writes the scenario, and lists what was guessed. The list must be without fault.
func (d *Draft) YAML() (yaml string, guesses []string, err error) {
	list, err := d.Reading.Table.Entries(d.clock(), tree.Flow)
	if err != nil {
		return "", nil, err
	}
	for i := range list {
		if err := d.readTime(list[i]); err != nil {
			return "", nil, err
		}
	}
	d.addNations()
	d.addFacts()
	d.concern()
	d.addCondition()
	var b strings.Builder
	d.head(&b)
	d.writeExercise(&b)
	d.writeNations(&b)
	d.writeThreads(&b)
	d.writeList(&b)
	return b.String(), d.guesses, nil
}

func (d *Draft) clock() notation.Clock {
	return notation.Clock{Start: d.Reading.StartEx, Zone: d.Reading.Zone}
}

func (d *Draft) guess(format string, a ...any) {
	d.guesses = append(d.guesses, fmt.Sprintf(format, a...))
}

// readTime reads what an entry says of when it is.
func (d *Draft) readTime(e msel.Entry) error {
	for _, key := range [...]string{"effect", "if", "when", "storyline", "who"} {
		if text := e.Text(key); text != "" && d.Unfit["msel."+e.Number+"."+key] {
			e.Drop(key)
			e.Set("notes", tree.QuoteText(strings.TrimSpace(e.Text("notes")+"\n"+key+": "+text)))
			d.guess("entry %s: its %s names what the new world does not have, and went into the notes: %s", e.Number, key, text)
		}
	}
	x := entry{Entry: e, to: e.Text("to"), who: e.Text("who")}
	for _, key := range [...]string{"at", "after", "by", "until"} {
		text := e.Text(key)
		if text == "" {
			continue
		}
		at, err := d.clock().Read(text)
		if err != nil {
			return fmt.Errorf("entry %s: %w", e.Number, err)
		}
		x.Set(key, d.clock().Moment(at))
		if key != "until" {
			x.at = at
		}
		d.end = max(d.end, at)
	}
	d.entries = append(d.entries, x)
	return nil
}

// Ends so long after the last entry, so that what it sets off can come to an end.
const lull = 24 * sim.Hour

func (d *Draft) head(b *strings.Builder) {
	local := time.UnixMilli(d.Reading.StartEx + int64(d.Reading.Zone)).UTC().Format("2006-01-02T15:04")
	hours := int64((d.end + lull + sim.Hour - 1) / sim.Hour)
	fmt.Fprintf(b, `# Made of the events list %s. The list stands at the end as it was; the world
# around it is made of stubs: they check clean and run, and stand for nobody. A comment
# says what was guessed. Go from the top down, change what is wrong, and run
#   entente check %s.yaml && entente rehearse %s.yaml
entente: 1
scenario: %s
title: %s
start: %s%s
end: T+%dh                                 # guessed T+%dh: a day after the last entry

include: [nations/capable-state, nations/small-state, channels/usual]

`, oneLine(d.From), d.Name, d.Name, d.Name, tree.QuoteText(d.title()), local, offset(d.Reading.Zone), hours, hours)
	d.guess("EndEx is a day after the last entry: T+%dh", hours)
}

func (d *Draft) title() string { return cmp.Or(oneLine(d.Reading.Title), d.Name) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func offset(z sim.Time) string {
	sign := byte('+')
	if z < 0 {
		sign, z = '-', -z
	}
	return fmt.Sprintf("%c%02d:%02d", sign, z/sim.Hour, z%sim.Hour/sim.Minute)
}

func (d *Draft) writeExercise(b *strings.Builder) {
	var cells []string
	for _, e := range d.entries {
		for _, name := range [...]string{e.Text("from"), e.to} {
			if _, ok := d.find(name); !ok && name != "" && !slices.Contains(cells, name) {
				cells = append(cells, name)
			}
		}
	}
	audience := d.audience()
	fmt.Fprintf(b, "exercise:\n  name: %s\n", tree.QuoteText(d.title()))
	b.WriteString("  # banner: EXERCISE EXERCISE EXERCISE\n  # type: CPX                              # TTX, CPX, FE, FSE or CAX\n")
	if len(audience) > 0 {
		fmt.Fprintf(b, "  audience: [%s]   # guessed %d: all whom entries go to; the others are simulated\n", strings.Join(audience, ", "), len(audience))
		d.guess("the training audience is whom entries go to: %s", strings.Join(audience, ", "))
	}
	if len(cells) > 0 {
		fmt.Fprintf(b, "  # Cells of the exercise, which the world does not hold: %s\n", strings.Join(cells, ", "))
		d.guess("cells of the exercise, which the world does not hold: %s", strings.Join(cells, ", "))
	}
	if objectives := d.objectives(); len(objectives) > 0 {
		b.WriteString("  objectives:                              # to fill in: the text, and tasks with a measure\n")
		for _, o := range objectives {
			fmt.Fprintf(b, "    - {id: %s, text: %s}\n", tree.QuoteText(o), tree.QuoteText(o+", to be written"))
		}
		d.guess("objectives have no text or tasks yet: %s", strings.Join(objectives, ", "))
	}
	b.WriteByte('\n')
}

// audience is whom entries go to, or expect something of.
func (d *Draft) audience() (list []string) {
	for _, e := range d.entries {
		for _, name := range [...]string{e.to, e.who} {
			if _, ok := d.find(name); ok && !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list
}

// objectives that entries name, in the order of the list.
func (d *Draft) objectives() (out []string) {
	for _, e := range d.entries {
		if o := e.Text("objective"); o != "" && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

func (d *Draft) writeList(b *strings.Builder) {
	b.WriteString("# The events list. An effect that exposes a fact is guessed: it puts the inject where\n# agencies can notice it, and each shares it as its nation's habits and laws have it.\nmsel:\n")
	for _, e := range d.entries {
		for _, g := range e.guessed {
			b.WriteString("  # guessed: " + g + "\n")
		}
		if slices.Contains(d.Never, e.Number) {
			b.WriteString("  # In none of the trial runs of this draft: " + d.remedy(e) + ".\n")
		}
		for i, p := range e.Pairs {
			lead := "    "
			if i == 0 {
				lead = "  - "
			}
			b.WriteString(lead + p.Key + ": " + p.Text + "\n")
		}
	}
}
