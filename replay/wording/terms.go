package wording

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"

	"entente/sim/journal"
)

// Terms is a terminology: the words of a school for the vocabulary of records,
// the catalogue of measures and the parts of an exercise. Keys are the names that
// files use; what a school does not list, it calls as HSEEP does.
type Terms struct {
	Name     string            `json:"name"`
	Steps    map[string]string `json:"steps"`
	Causes   map[string]string `json:"causes"`
	Reasons  map[string]string `json:"reasons"`
	Outcomes map[string]string `json:"outcomes"`
	Delays   map[string]string `json:"delays"`
	Figures  map[string]string `json:"figures"`
	Nouns    map[string]string `json:"nouns"`
}

//go:embed terms/*.json
var termFiles embed.FS

// The terminologies. HSEEP is the default.
var (
	HSEEP = readTerms("hseep", nil)
	NATO  = readTerms("nato", HSEEP)
	EU    = readTerms("eu", HSEEP)
)

// AllTerms lists the terminologies, the default first.
var AllTerms = []*Terms{HSEEP, NATO, EU}

// TermsOf finds a terminology by its name, in any case.
func TermsOf(name string) (*Terms, error) {
	var names []string
	for _, t := range AllTerms {
		if strings.EqualFold(t.Name, name) {
			return t, nil
		}
		names = append(names, t.Name)
	}
	return nil, fmt.Errorf("no terminology is called %q; there are %s", name, strings.Join(names, ", "))
}

// readTerms reads a file of words, and fills in what it does not say from base.
func readTerms(name string, base *Terms) *Terms {
	b, err := termFiles.ReadFile("terms/" + name + ".json")
	t := &Terms{}
	if err == nil {
		err = json.Unmarshal(b, t)
	}
	if err != nil {
		panic("wording: terms of " + name + ": " + err.Error()) // a file of ours
	}
	if base == nil {
		return t
	}
	ours, theirs := t.parts(), base.parts()
	for i := range ours {
		if *ours[i] == nil {
			*ours[i] = map[string]string{}
		}
		for key, words := range *theirs[i] { // each key on its own: order makes no difference
			if (*ours[i])[key] == "" {
				(*ours[i])[key] = words
			}
		}
	}
	return t
}

func (t *Terms) parts() [7]*map[string]string {
	return [...]*map[string]string{&t.Steps, &t.Causes, &t.Reasons, &t.Outcomes, &t.Delays, &t.Figures, &t.Nouns}
}

// Step, Cause, Reason and Outcome give the words of a value; empty for none.
func (t *Terms) Step(s journal.Step) string       { return t.Steps[s.String()] }
func (t *Terms) Cause(c journal.Cause) string     { return t.Causes[c.String()] }
func (t *Terms) Reason(r journal.Reason) string   { return t.Reasons[r.String()] }
func (t *Terms) Outcome(o journal.Outcome) string { return t.Outcomes[o.String()] }

// Delay is the name of a delay by its code.
func (t *Terms) Delay(code string) string { return t.Delays[code] }

// Figure is the name of a figure of the catalogue.
func (t *Terms) Figure(id string) string { return t.Figures[id] }

// Noun is the word for a part of an exercise, such as "events_list" or "report".
// It panics for one that HSEEP does not have: that is a fault of ours.
func (t *Terms) Noun(key string) string {
	word := t.Nouns[key]
	if word == "" {
		panic("wording: no noun " + key)
	}
	return word
}

// Stretch is what a stretch of time was: its step and its cause.
func (t *Terms) Stretch(s journal.Step, c journal.Cause) string { return t.Step(s) + ", " + t.Cause(c) }
