package intake

import (
	"slices"
	"strings"
	"unicode"
)

// plainWord is a heading or word without case, blanks, punctuation and plurals, so that
// SEND TO, SendTo and "Send to:" are one. # and no. are numbers; + stays, since D+ is a word.
func plainWord(s string) string {
	var b strings.Builder
	before := ' '
	for _, r := range s {
		switch {
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteRune(' ')
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case r == '#', r == '№':
			b.WriteString(" number ")
		case r == '+':
			b.WriteString(" + ")
		case r == '\'', r == '’':
			continue
		default:
			b.WriteRune(' ')
		}
		before = r
	}
	words := strings.Fields(b.String())
	for i, w := range words {
		switch {
		case w == "no" || w == "nr" || w == "num" || w == "nbr":
			words[i] = "number"
		case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") && w != "means":
			words[i] = w[:len(w)-1]
		}
	}
	words = slices.CompactFunc(words, func(a, b string) bool { return a == b && a == "number" })
	return exWords.Replace(strings.Join(words, " "))
}

// exWords joins what a capital letter split.
var exWords = strings.NewReplacer("start ex", "startex", "end ex", "endex", "pause ex", "pausex")

// headings are what columns are called, in the plain form, by what they are. Where
// two columns are the same, the one whose heading stands further left in its line is taken. The words
// are those of HSEEP and the guard, of NATO's lists (JEMM, MEL/MIL), of the UN and of
// European staffs, as far as lists that are published use them.
var headings = []struct{ field, words string }{
	{"number", "number, msel number, inject number, event number, inject id, event id, id, serial, serial number, ser, ser number, item, item number, incident number, msel id, msel, ref, ref number, reference, reference number, key, index, lfd number, laufende nummer, nummer, numéro, numero, n, n°"},
	{"time", "scenario time, dtg, inject dtg, date time group, inject date time group, time, event time, inject time, scheduled time, planned time, date time, datetime, time date, delivery time, release time, time of inject, start time, start, when, zulu time, zulu, local time, local, time local, time zulu, time z, clock, exercise time, startex time, timing, timeline, scheduled, uhrzeit, zeit, heure, hora, horaire, ora, exercise date time, scenario dtg, planned dtg, event dtg, scenario date time, scenario time d + h +"},
	{"date", "date, inject date, event date, exercise date, scenario date, calendar date, datum, fecha, day date, start date, scheduled date"},
	{"day", "day, exercise day, ex day, event day, inject day, scenario day, d day, d +, d, tag, jour, día, dia, giorno, day number, exday"},
	{"elapsed", "elapsed, elapsed time, time since startex, time from startex, startex +, h +, t +, h hour, time into exercise, relative time, offset, minute, minute into exercise, time elapsed, since startex"},
	{"from", "from, sent from, send from, sent by, sender, source, originator, origin, event from, inject from, from simulated, initiator, initiating cell, originating agency, originating cell, simulated agency, simulated sender, role, role player, von, absender, de, expéditeur, émetteur, mittente"},
	{"to", "to, sent to, send to, recipient, receiver, target, addressee, destination, event to, inject to, player, participant, receiving agency, receiving player, intended player, intended recipient, intended audience, target audience, training audience, audience, recipient player, delivered to, deliver to, recipient agency, primary audience, an, empfänger, à, destinataire, para, destinatario"},
	{"method", "method, mean, means, mode, inject mode, inject method, inject means, delivery method, delivery mode, delivery means, method of delivery, mode of delivery, means of delivery, delivery, medium, media, media type, channel, via, how, communication means, communication method, transmission, transmission means, mittel, kanal, übermittlung, moyen, canal, medio, mezzo"},
	{"text", "description, text, event description, inject description, description of event, description of inject, event inject description, inject text, message, message text, detail, event detail, inject detail, content, narrative, event, inject, incident, situation, inject message, injection, what, beschreibung, inhalt, texte, contenu, description de levénement, descripción, descrizione, script, activity"},
	{"title", "title, subject, inject title, event title, event name, inject name, incident name, incident title, short title, short description, headline, heading, name, topic, summary, event summary, inject summary, betreff, titel, objet, titre, asunto, título, oggetto, titolo"},
	{"expected", "expected action, expected response, expected outcome, expected reaction, expected result, expected player action, expected player response, expected participant action, expected participant response, anticipated action, anticipated response, anticipated player action, desired action, desired response, desired outcome, expected, expected outcome of player action, response, player response, expected agency action, erwartete reaktion, erwartete handlung, erwartete maßnahme, réaction attendue, action attendue, acción esperada, reazione attesa"},
	{"status", "status, state, approval, approval status, inject status, event status, msel status, workflow, état, stand, estado, stato"},
	{"type", "type, event type, inject type, entry type, type of event, type of inject, inject event type, kind, typ, tipo, art"},
	{"category", "category, event category, inject category, kategorie, catégorie, categoría, categoria, discipline, functional area, domain"},
	{"storyline", "storyline, story line, thread, event thread, story, main event, vignette, strand, storyline thread, handlungsstrang, main incident"},
	{"objective", "objective, obj, obj number, exercise objective, exercise obj, training obj, training objective, objective number, related objective, eo, ziel, übungsziel, objectif, objetivo, obiettivo"},
	{"who", "responsible, action by, who, responsible agency, expected from, action agency, lead agency, action addressee, responsible player"},
	{"condition", "condition, trigger, release condition"},
	{"effect", "effect"},
	{"opens", "window open, not before, earliest"},
	{"until", "window close, end time, time end, finish time, finish, time to, until, end dtg, stop time"},
	{toNotes, "note, controller note, remark, comment, note to controller, controller remark, note remark, remarks note, white cell note, note comment, bemerkung, bemerkungen, anmerkung, anmerkungen, hinweise, remarque, observación, nota"},
	{leave, "real time, play time, move, played, played at, played time, played dtg, actual time, actual dtg, actual date, real dtg, executed time, time completed, done, check, dtg played"},
	{labelled, "injected by, inject by, controller, responsible controller, lead controller, inject controller, control, control cell, excon, owner, author, drafter, drafted by, prepared by, created by, poc, point of contact, evaluator, facilitator, location, place, venue, ort, lieu, attachment, enclosure, supporting document, product, prop, resource, duration, core capability, capability, mission, task, eeg, evaluation, evaluation criteria, phase, priority, injector, cell, lead, simulator, simulated by, approved by, approver, version, last update, updated, standard, reference document"},
}

// labelled is a column whose text goes under the notes of its entry, after its heading.
const labelled = "labelled"

// fieldOf holds the headings by their plain form, and how far to the left each stands.
var fieldOf = func() map[string]known {
	m := map[string]known{}
	for _, h := range headings {
		for i, word := range strings.Split(h.words, ", ") {
			if word = plainWord(word); m[word].field == "" {
				m[word] = known{h.field, i}
			}
		}
	}
	return m
}()

type known struct {
	field string
	rank  int
}

// noise are words of a heading that say nothing where the rest is known.
var noise = []string{"inject", "event", "msel", "exercise", "the", "of", "scenario", "planned", "incident", "simulated", "actual", "entry", "list", "controller"}

// recognised tells what a heading means. sure says that it is known as it stands; else
// it was told from a part of it.
func recognised(heading string) (k known, sure bool) {
	if k, ok := fieldOf[plainWord(heading)]; ok {
		return k, true
	}
	if i := strings.LastIndex(heading, inGroup); i >= 0 {
		return recognised(heading[i+len(inGroup):])
	}
	outside, _ := bracket(heading)
	if k, ok := fieldOf[plainWord(outside)]; ok {
		return k, true
	}
	for part := range strings.FieldsFuncSeq(outside, func(r rune) bool { return r == '/' || r == '|' || r == '\n' || r == '&' || r == ',' }) {
		if k, ok := fieldOf[plainWord(part)]; ok {
			return k, true
		}
	}
	rest := slices.DeleteFunc(strings.Fields(plainWord(outside)), func(w string) bool { return slices.Contains(noise, w) })
	if k, ok := fieldOf[strings.Join(rest, " ")]; ok {
		return k, false
	}
	return known{}, false
}

// bracket splits what stands in brackets off a heading.
func bracket(s string) (outside, inside string) {
	from := strings.IndexAny(s, "([{")
	to := strings.LastIndexAny(s, ")]}")
	if from < 0 || to < from {
		return s, ""
	}
	return s[:from] + " " + s[to+1:], s[from+1 : to]
}
