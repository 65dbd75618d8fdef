package wording

import "entente/sim/journal"

// Family is what sort of thing a reason rests on: whom to talk to about it.
type Family string

// The families of reasons.
const (
	OfLaw      Family = "law"
	OfWill     Family = "will"
	OfBody     Family = "body"
	OfMeans    Family = "means"
	OfTime     Family = "time"
	OfExercise Family = "exercise"
)

// Why is a reason in words: what it means, and what is commonly done about it.
type Why struct {
	Word   string
	Family Family
	Says   string
	Remedy string
}

// reasonSays tell what each reason means. Laws and wills are those of
// journal.Reason.Legal and Discretionary; a test holds that.
var reasonSays = map[journal.Reason]Why{
	journal.RuleBlocks:           {"", OfLaw, "A law of the sender forbids it.", "An exception to that law, a form of message that it lets pass, or another agency that may send it."},
	journal.NotGranted:           {"", OfLaw, "The authority that has to allow it did not, or nobody is there who could.", "A shorter way to that authority, its permission in advance, or a higher level of awareness before it is asked."},
	journal.ClassTooHigh:         {"", OfLaw, "Its class is higher than the receiver, or the only channel, may hold.", "Write for release at a lower class, a clearance for the receiver, or a channel of a higher class."},
	journal.ConsentDenied:        {"", OfWill, "The originator refused that it goes on.", "Consent in advance for a class of cases, or a mark that leaves more to the receiver."},
	journal.NotWilling:           {"", OfWill, "The sender does not want to, for trust is too low or tension too high; it looks again until it gives up.", "Trust: joint training, a standing agreement or a liaison officer; or a partner in between that both trust."},
	journal.Veto:                 {"", OfWill, "Tension between the two nations is so high that politics forbids it, whatever the trust.", "Less tension, a partner in between, or an exception for imminent danger."},
	journal.NothingLeft:          {"", OfLaw, "When all was taken out that may not go on, nothing was left to send.", "Write a part that may be released, with a lower class or without the source, from the beginning."},
	journal.NoChannel:            {"", OfMeans, "No channel leads to the receiver that may carry it.", "Make the receiver a member of a channel, raise a channel's class, or name a relay that has both."},
	journal.ChannelLoss:          {"", OfMeans, "The channel lost it.", "A second channel, or a receipt that is asked for and watched."},
	journal.OverloadDrop:         {"", OfMeans, "A desk with too much to do let it fall.", "More people at that desk, less other work, a longer queue (backlog_max), or graceful: true."},
	journal.Recalled:             {"", OfExercise, "Who sent it took it back, since an order said so.", "None: give that order later, or let it not recall."},
	journal.EndOfExercise:        {"", OfExercise, "The exercise ended before it did.", "A later end, if it matters what would have become of it."},
	journal.ImminentException:    {"", OfLaw, "A rule was lifted since the danger is imminent; nothing was refused.", "None; the review afterwards tells whether it was lawful."},
	journal.BodyRefused:          {"", OfBody, "A body refused it: its secretariat found it against its rules, or it does not fit its mandate.", "Write it as that body's rules ask, or take it to another body or straight to the partner."},
	journal.GarbledInConversion:  {"", OfMeans, "Turning it into the other side's format lost or bent a part of it.", "A common format, or a desk that checks what it converts."},
	journal.GarbledInTranslation: {"", OfMeans, "Translation bent a part of it, and it was understood otherwise.", "Sworn translators, a common language for urgent messages, or a call back."},
	journal.WallNarrows:          {"", OfLaw, "A wall between services lets its reader use it for less than it was sent for.", "Ask for permission for the use that is needed, or send it along a way outside that wall."},
	journal.RetentionEnds:        {"", OfLaw, "It was held as long as the law allows, and deleted.", "Ask again, or give a reason within the time that lets it be held longer."},
	journal.LateAnswer:           {"", OfTime, "The answer came after the time that was asked for.", "An earlier question, a higher precedence, or somebody on call who answers."},
	journal.NothingHeld:          {"", OfMeans, "Who was asked holds nothing on it.", "Ask others, or several at once."},
	journal.DesksOverloaded:      {"", OfMeans, "Who would take it on has its hands full.", "More people, or less other work, there."},
	journal.Outaged:              {"", OfMeans, "The channel is down.", "A second channel beside it, or a shorter repair."},
	journal.StageNotTaken:        {"", OfTime, "The stage from which it counts was never entered, so it never fell due.", "None: it counts in no measure. Give the stage more weight to see it more often."},
	journal.WindowClosed:         {"", OfTime, "The time in which it may be done was over.", "Know sooner, ask for permission beforehand, or a law with a wider window."},
	journal.AuthorityLapsed:      {"", OfTime, "The permission that had been given ran out before it was used.", "Ask for it later, or have it extended in time."},
	journal.ClockExpired:         {"", OfTime, "A time limit ran out before what it waits for was there.", "An extension that is asked for in time, or an earlier beginning of what takes longest before it."},
	journal.NotReached:           {"", OfTime, "When it fell due, or the run ended, the agency did not yet know or could not yet do what was wanted.", "`entente replay why` names the step on which the time went; `entente reform` tries what is commonly done about it."},
	journal.NoAssurance:          {"", OfLaw, "The receiver gave no assurance that the sender's law asks for, such as of no capital punishment.", "A standing assurance by treaty, or an answer in time by who may give one."},
	journal.NotCriminal:          {"", OfLaw, "What happens is no offence in one of the two nations.", "A common definition of the offence, or another offence that both laws know."},
	journal.NoQuorum:             {"", OfBody, "Too few members reacted for the body to decide.", "A silence procedure, or members who have permission from home in advance."},
	journal.Objected:             {"", OfBody, "A member objected, and the rule of the body lets one be enough.", "Talk with that member beforehand, another rule of decision, or fewer who go ahead."},
	journal.SilenceBroken:        {"", OfBody, "A member broke the silence: the text goes into another round.", "A text that was agreed beforehand, or a longer period of silence."},
	journal.Caveat:               {"", OfWill, "The nation has a reservation about this task, and its forces do not take part.", "Another nation's forces, or a task that the reservation leaves out."},
	journal.RightsGate:           {"", OfLaw, "Who reviews a change for its lawfulness or for human rights did not let it begin.", "Safeguards written into the change before it is put, or another way to the same end."},
	journal.HostRefuses:          {"", OfWill, "The nation whose border was crossed, or is to be, does not allow it.", "An agreement on crossing that settles it beforehand, or its own officers take over at the border."},
	journal.NoTeam:               {"", OfMeans, "The team that would do it has another task.", "A second team, or an order of precedence between its tasks."},
	journal.Withheld:             {"", OfWill, "The office that releases it said no at its discretion; no rule made it.", "A standing permission, a question from the other side, or trust: joint training, a liaison officer."},
	journal.ToldAfterwards:       {"", OfLaw, "A permission for a crisis was used: the originator was not asked, and is told afterwards; nothing was refused.", "None; the review afterwards tells whether it was lawful."},
	journal.ForInformation:       {"", OfMeans, "It is a copy: somebody else is addressed for action, so who gets it may let it lie.", "Address for action whoever is to do something about it."},
	journal.LeftOut:              {"", OfWill, "It is passed on as a habit or a custom, and this time it was not; nobody refused it.", "Make the rule a duty, ask for it, or a task that has it passed on."},
	journal.SoAlready:            {"", OfExercise, "What an entry of the events list would bring about was so already: it changed nothing.", "Leave the entry out, move it, or give it another effect."},
}

// Reasons lists all reasons, in the order of the vocabulary.
func Reasons() (out []Why) {
	for i, word := range journal.ReasonTexts() {
		if word != "" {
			w := reasonSays[journal.Reason(i)]
			w.Word = word
			out = append(out, w)
		}
	}
	return out
}

// FamilySays tells what each family of reasons is, in the order of the manual.
func FamilySays() []Said {
	return []Said{
		{string(OfLaw), "a rule, an authority or a classification"},
		{string(OfWill), "somebody who could, and would not"},
		{string(OfBody), "a body of several nations"},
		{string(OfMeans), "desks, channels, formats and languages"},
		{string(OfTime), "a clock, a window or a stage"},
		{string(OfExercise), "the exercise itself"},
	}
}
