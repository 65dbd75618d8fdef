package scenarios

import (
	"fmt"
	"strings"

	"entente/agents/law"
)

// Written is something that can be written in a scenario, with what it takes and means.
type Written struct {
	Name    string
	Form    string // its type, or its arguments
	Says    string // one sentence
	Example string // that loads
}

// typeForms say what a name of a type is compared with, with an example of it.
var typeForms = map[law.Type]struct{ form, example string }{
	law.BoolType:    {"true or false", "%s"},
	law.MessageType: {`"item", "request", "reply", "consent" or "notice"`, `%s == "request"`},
	law.KindsType:   {"set of kinds of facts", `"FIN" in %s`},
	law.ClassType:   {"class, bare: UNCLASSIFIED to TOP_SECRET", "%s >= SECRET"},
	law.TLPType:     {"label, bare: CLEAR to RED", "%s > GREEN"},
	law.NationType:  {"name of a nation or body", `%s != "arvonia"`},
	law.AgencyType:  {"name of an agency", `%s == "arvonia.police"`},
	law.TermType:    {"word of the scenario's own", `%s in ["police", "fiu"]`},
	law.ShareType:   {"number", "%s > 0.5"},
	law.GradeType:   {"level, bare: NONE to ACTIONABLE", "%s >= RECOGNISED"},
	law.UrgencyType: {"precedence, bare: ROUTINE to FLASH", "%s >= IMMEDIATE"},
	law.NationsType: {"set of nations", `"arvonia" in %s`},
	law.MarksType:   {"set of marks of facts", `"visa" in %s`},
}

// nameSays tell the names of predicates.
var nameSays = map[law.Var]string{
	law.Message: "What kind of message it is.", law.Abroad: "The recipient is in another nation than the sender.",
	law.ItemKinds: "The kinds of facts that it carries.", law.ItemClass: "Its class.", law.ItemTLP: "Its TLP label: whom it may be shown.",
	law.ItemPAP: "Its PAP label: what may be done with it.", law.ItemOwner: "The agency whose information it is.", law.ItemEvidential: "It is to be used as evidence.",
	law.SenderNation: "Who sends: the nation or body.", law.SenderAgency: "Who sends: the agency.", law.SenderRole: "The role of who sends.",
	law.SenderBody: "Who sends belongs to a body.", law.SenderAdequate: "Data protection of the sending nation is recognised as adequate.",
	law.SenderOffence:   "What happens is an offence in the sending nation.",
	law.RecipientNation: "Whom it goes to: the nation or body.", law.RecipientAgency: "Whom it goes to: the agency.", law.RecipientRole: "The role of whom it goes to.",
	law.RecipientBody: "Whom it goes to belongs to a body.", law.RecipientAdequate: "Data protection of the receiving nation is recognised as adequate.",
	law.RecipientOffence: "What happens is an offence in the receiving nation.", law.Incident: "The class of incident of the storyline.",
	law.Danger: "How dangerous the sender takes the storyline for.", law.Imminent: "The sender takes the danger for imminent.",
	law.Trust: "Trust of the sending nation in the receiving one, 0 to 1.", law.Tension: "Tension between the two nations, 0 to 1.",
	law.LevelVar: "What the agency makes of the storyline.", law.Kinds: "The kinds of facts that it would send.", law.ClassVar: "The class of what it would send.",
	law.Place: "The nations that the facts point to as places.", law.Nationality: "The nations that the facts point to as nationality.",
	law.Marks: "The marks of the facts that the agency has joined.", law.Urgency: "What the agency makes of it, or what is written on what it came with, if that is higher.",
	law.ItemMarks: "The marks of the facts that a message carries, or that a question is about.",
}

// PredicateNames lists the names that `when` and `unless` know: what each is compared
// with, where it is known, what it means and an example.
func PredicateNames() (out []Written) {
	for v := law.Var(0); v < law.NumVars; v++ {
		form := typeForms[v.Type()]
		where := "laws and distribution rules"
		switch v.Use() {
		case law.InLaw:
			where = "laws"
		case law.InDistribution:
			where = "distribution rules"
		}
		out = append(out, Written{v.String(), form.form + "; in " + where, nameSays[v], fmt.Sprintf(form.example, v)})
	}
	return out
}

// verbSays tell the functions of conditions, each with an example that fits a scenario
// with the storyline harbour.
var verbSays = map[string]struct{ says, example string }{
	"sent":     {"A message about the storyline was sent to the nation.", "sent(harbour, belmora)"},
	"done":     {"The entry was released, or its expected action seen.", "done(1)"},
	"missed":   {"The expected action was not seen in its window.", "missed(2)"},
	"elapsed":  {"So much time has passed since the entry was done.", `elapsed(1, "2h")`},
	"reached":  {"The agency has reached the level in the storyline.", "reached(belmora.police, SUSPECTED, harbour)"},
	"read":     {"The agency has read and understood the fact.", "read(belmora.police, harbour.a)"},
	"stage":    {"The storyline is in the stage of that number, from 1.", "stage(harbour, 1)"},
	"adopted":  {"The body has adopted the motion.", "adopted(listing)"},
	"recorded": {"A record of that kind was made, by the actor where one is named.", "recorded(ended, belmora.police)"},
}

// ConditionVerbs lists the functions that `if` and `when` of an events list know, with
// their arguments; one that ends in ? may be left out.
func ConditionVerbs() (out []Written) {
	for _, v := range verbs {
		out = append(out, Written{v.name, v.name + "(" + strings.Join(v.args, ", ") + ")", verbSays[v.name].says, verbSays[v.name].example})
	}
	return out
}
