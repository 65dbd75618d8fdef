package intake

import (
	"slices"
	"strings"

	"entente/scenarios/msel"
)

// typeWords and statusWords are what a scenario knows.
var typeWords, statusWords = msel.Types, msel.Statuses

// wordList are words in the plain form by what they stand for.
type wordList []struct{ means, words string }

// schools say what lists of several schools call the types of entries. What only
// steers the exercise, or is a chapter of other entries, is played by nobody: other.
var schoolTypes = wordList{
	{"inject", "inject, injection, scheduled inject, contextual inject, contextual, message, information, info, stimulus, key inject, standard, standard inject, simulated, planned inject, input, einlage, meldung"},
	{"contingency", "contingency, contingency inject, contingent, conditional, conditional inject, bypass, optional, backup, reserve, on call, on order"},
	{"expected_action", "expected action, expected action event, expected player action, player action, participant action, player event, expected response, expected reaction, response, player expected action, expected event"},
	{"other", "other, administrative, admin, administration, administrative inject, controller action, control action, controller event, controller, white cell, excon, startex, endex, pausex, pause, break, milestone, key event, event, main event, incident, main incident, objective, marker, phase, hot wash, hotwash, briefing, brief, meeting, logistic, ground truth, note, holding, background, start of exercise, end of exercise, start, end, start exercise, end exercise"},
}

// schoolStatuses say what lists of several schools call a status.
var schoolStatuses = wordList{
	{"Draft", "draft, new, pending, proposed, planned, planning, in work, wip, in progress, work in progress, open, idea, concept, to do, not started, entwurf, projet"},
	{"Submitted", "submitted, for review, in review, review, for approval, under review, ready for review, awaiting approval, pending approval, pending review"},
	{"Approved", "approved, ready, accepted, final, validated, confirmed, active, scheduled, agreed, on track, go, signed off, genehmigt, freigegeben, approuvé, validé"},
	{"Synchronized", "synchronized, synchronised, synced, sync, deconflicted"},
	{"Released", "released, sent, injected, delivered, executed, initiated, issued, played, gesendet, envoyé"},
	{"Complete", "complete, completed, closed, done, finished, erledigt, terminé"},
	{"Deferred", "deferred, on hold, hold, held, postponed, reserve, reserved, delayed, standby, stand by"},
	{"Obsolete", "obsolete, cancelled, canceled, deleted, rejected, withdrawn, void, not used, removed, superseded, scrapped, omitted, gestrichen, annulé"},
}

// meaning looks a word up.
func (l wordList) meaning(word string) (string, bool) {
	at := plainWord(word)
	for _, x := range l {
		for w := range strings.SplitSeq(x.words, ", ") {
			if plainWord(w) == at {
				return x.means, true
			}
		}
	}
	for _, x := range l {
		if plainWord(x.means) == at {
			return x.means, true
		}
	}
	return "", false
}

// needsCondition are the types that a scenario plays by a condition.
func needsCondition(kind string) bool { return kind == "contingency" || kind == "expected_action" }

// marksStart says whether a text marks the start of the exercise.
func marksStart(text string) bool {
	words := strings.Fields(plainWord(text))
	return slices.Contains(words, "startex") || strings.Join(words, " ") == "start of exercise" || strings.Join(words, " ") == "exercise start" ||
		strings.Join(words, " ") == "übungsbeginn"
}
