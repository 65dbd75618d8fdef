package outcome

import (
	"fmt"
	"strings"

	"entente/replay"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Ledger is what `replay knew --json` prints.
type Ledger struct {
	Scenario string       `json:"scenario"`
	Title    string       `json:"title,omitempty"`
	Banner   string       `json:"banner,omitempty"`
	As       string       `json:"as,omitempty"`     // whose eyes; empty: all is shown
	Hidden   string       `json:"hidden,omitempty"` // what is hidden from them, in words
	At       int64        `json:"at_ms"`            // the instant, since StartEx
	Time     string       `json:"at"`               // the instant as a date
	Rows     []knowing    `json:"rows"`             // one for each fact, and for each who has it
	Levels   []levelOf    `json:"levels"`           // what agencies make of storylines
	Stages   []stageStood `json:"stages,omitempty"` // in which storylines are
}

// knowing is one row: a fact, what was true of it, and how far it had come to
// somebody. As somebody the truth is missing, and so is the fact itself until
// it is understood.
type knowing struct {
	Who         string   `json:"who,omitempty"`         // agency or nation; empty: the fact alone
	Standing    string   `json:"standing"`              // how far it had come to them
	Fact        string   `json:"fact,omitempty"`        // its name; left out until it is understood
	Storyline   string   `json:"storyline,omitempty"`   // it belongs to
	Kind        string   `json:"kind,omitempty"`        // of threat fact
	Place       string   `json:"place,omitempty"`       // it points to
	Nationality string   `json:"nationality,omitempty"` // it points to
	Key         *bool    `json:"key,omitempty"`         // whether it is a key fact; left out as somebody
	Needs       *bool    `json:"needs,omitempty"`       // whether they need it; left out as somebody
	Exposed     *int64   `json:"exposed_ms,omitempty"`  // since when it could be noticed; left out as somebody
	Until       *int64   `json:"until_ms,omitempty"`    // until when it could be noticed; left out as somebody
	Knowers     *int     `json:"knowers,omitempty"`     // how many agencies understood it; left out as somebody
	Noticed     *int64   `json:"noticed_ms"`            // by own collection, since StartEx
	Received    *int64   `json:"received_ms"`           // at the intake, since StartEx
	Read        *int64   `json:"read_ms"`               // since StartEx
	Understood  *int64   `json:"understood_ms"`         // since StartEx
	Believed    *int64   `json:"believed_ms"`           // since StartEx
	Credence    float64  `json:"credence"`              // how far it is believed, 0 to 1
	Purposes    []string `json:"purposes"`              // what it may be used for: lead, onward, act, evidence
	Dormant     *int64   `json:"dormant_ms"`            // since when no rule sends it on
	Purged      *int64   `json:"purged_ms"`             // when retention ended it
	Origins     []string `json:"origins"`               // agencies whose word it rests on
	Holders     []string `json:"holders,omitempty"`     // agencies of the nation that have it
}

type levelOf struct {
	Who       string `json:"who"`                 // agency
	Storyline string `json:"storyline"`           // its name
	Level     string `json:"level" words:"level"` // NONE, NOTICED, SUSPECTED, RECOGNISED or ACTIONABLE
	Since     int64  `json:"since_ms"`            // since StartEx
}

type stageStood struct {
	Storyline string `json:"storyline"` // its name
	Stage     int64  `json:"stage"`     // number, from 1
	Since     int64  `json:"since_ms"`  // since StartEx
}

// NewLedger tells a ledger as data.
func NewLedger(f *replay.File, l *replay.Ledger) *Ledger {
	st, names := f.Static(), f.Names()
	out := &Ledger{
		Scenario: st.Scenario, Title: st.Title, Banner: st.Banner, As: names.Text(l.As), Hidden: l.Hidden(),
		At: int64(l.At), Time: st.Clock().Stamp(l.At), Rows: []knowing{}, Levels: []levelOf{},
	}
	for i := range l.Rows {
		out.Rows = append(out.Rows, newKnowing(f, l, &l.Rows[i]))
	}
	for _, x := range l.Levels {
		out.Levels = append(out.Levels, levelOf{names.Text(x.Agency), names.Text(x.Storyline), x.Grade.String(), int64(x.Since)})
	}
	for _, x := range l.Stages {
		out.Stages = append(out.Stages, stageStood{names.Text(x.Storyline), x.Number, int64(x.Since)})
	}
	return out
}

func newKnowing(f *replay.File, l *replay.Ledger, k *replay.Known) knowing {
	names := f.Names()
	row := knowing{
		Who: names.Text(k.Agency), Standing: k.Standing.String(), Fact: names.Text(k.Fact),
		Noticed: instant(k.Detected), Received: instant(k.Received), Read: instant(k.Read),
		Understood: instant(k.Understood), Believed: instant(k.Credited), Credence: float64(k.Credence) / float64(sim.One),
		Purposes: wording.Purposes(k.Purposes), Dormant: instant(k.Dormant), Purged: instant(k.Purged), Origins: Texts(names, k.Origins),
	}
	if l.As != 0 && names.Of(l.As).Sort != journal.SortAgency {
		row.Holders = Texts(names, k.Holders)
	}
	if x := FactOf(f, k.Fact); x != nil {
		row.Storyline, row.Kind, row.Place, row.Nationality = x.Storyline, x.Kind, x.Place, x.Nationality
		if l.As == 0 {
			row.Key, row.Needs = &x.Key, &k.Needs
		}
	}
	for i := range l.Truth {
		if t := &l.Truth[i]; t.Fact == k.Fact {
			row.Exposed, row.Until, row.Knowers = instant(t.From), instant(t.Until), &t.Knowers
		}
	}
	return row
}

// FactOf is the page's entry of a fact; nil for none.
func FactOf(f *replay.File, r journal.Ref) *journal.Fact {
	facts := f.Static().Facts
	for i := range facts {
		if r != 0 && facts[i].Name == f.Names().Text(r) {
			return &facts[i]
		}
	}
	return nil
}

// Texts are the names behind some Refs.
func Texts(names *journal.Names, list []journal.Ref) []string {
	out := []string{}
	for _, r := range list {
		out = append(out, names.Text(r))
	}
	return out
}

var ledgerColumns = strings.Fields("who standing fact storyline kind place nationality key needs exposed until " +
	"noticed received read understood believed credence purposes dormant purged origins holders")

// Table gives a ledger as rows for spreadsheets, headings first.
func (l *Ledger) Table(c notation.Clock) [][]string {
	at := func(ms *int64) string {
		if ms == nil {
			return ""
		}
		return c.Stamp(sim.Time(*ms))
	}
	yes := func(b *bool) string {
		if b == nil {
			return ""
		}
		return map[bool]string{true: "yes", false: "no"}[*b]
	}
	rows := [][]string{ledgerColumns}
	for _, k := range l.Rows {
		rows = append(rows, []string{
			k.Who, k.Standing, k.Fact, k.Storyline, k.Kind, k.Place, k.Nationality, yes(k.Key), yes(k.Needs), at(k.Exposed), at(k.Until),
			at(k.Noticed), at(k.Received), at(k.Read), at(k.Understood), at(k.Believed), fmt.Sprintf("%.3f", k.Credence),
			strings.Join(k.Purposes, " "), at(k.Dormant), at(k.Purged), strings.Join(k.Origins, " "), strings.Join(k.Holders, " "),
		})
	}
	return rows
}
