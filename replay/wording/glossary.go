package wording

import "entente/sim/journal"

// The words of records, each with a sentence, for the manual. A test requires all of them.
var (
	levelSays = map[journal.Grade]string{
		journal.Unaware:    "The agency makes nothing of the storyline.",
		journal.Noticed:    "It has seen something of it.",
		journal.Suspected:  "It suspects a pattern.",
		journal.Recognised: "It recognises the pattern: enough key facts are believed.",
		journal.Actionable: "It could act on it: what it holds may be used to act.",
	}
	stepSays = map[journal.Step]string{
		journal.World: "Nobody could know yet: the deciding fact did not exist.", journal.Collect: "An agency's own collection notices a fact.",
		journal.Assess: "Analysts make sense of what came in.", journal.Decide: "It is decided whom to tell.",
		journal.Law: "Laws, clocks and authorities are asked.", journal.Classify: "The class is compared with what the recipient may read.",
		journal.Consent: "The originator is asked whether it may go on.", journal.Will: "The sender makes up its mind.",
		journal.Release: "A release desk approves it.", journal.Sanitise: "What may not go on is taken out.",
		journal.Route: "A channel is looked for.", journal.Gateway: "It crosses from one domain to another.",
		journal.Carry: "A channel carries it.", journal.Convert: "It is translated, re-keyed or put into another format.",
		journal.Relay: "Another agency hands it on.", journal.Reading: "It is read at the intake.",
		journal.Authorise: "An authority decides on an action.", journal.Body: "A body of several nations decides.", journal.Act: "An action takes effect.",
	}
	causeSays = map[journal.Cause]string{
		journal.Work: "Somebody works on it.", journal.Queue: "It waits its turn behind other work.", journal.OffHours: "The office is closed.",
		journal.ByRule: "A rule holds it for a time, or sets a date.", journal.Unwilling: "Somebody is not willing yet.", journal.Latency: "The channel takes this long.",
		journal.Outage: "The channel is down.", journal.Period: "It comes at set times only, such as a meeting or a batch.", journal.Idle: "Nothing was done: what it waited for was not there.",
		journal.LaidAside:   "It lies in the tray of a desk, refused by nobody, until somebody comes back to it.",
		journal.Unconnected: "Nobody saw that two things belonged together.",
	}
	outcomeSays = map[journal.Outcome]string{
		journal.Granted: "An authority gave its permission.", journal.Denied: "An authority refused its permission.", journal.Willing: "The sender is willing.",
		journal.NotYet: "The sender is not willing yet; it will look again.", journal.Refused: "A step refused the message.", journal.Blocked: "A law ended the message.",
		journal.Lapsed: "It waited too long and was given up.", journal.Dropped: "An overloaded desk or a channel lost it.", journal.Withdrawn: "The sender took it back.",
		journal.Pending: "It is still under way.", journal.Met: "It came true in time.", journal.Late: "It came true after it was due.",
		journal.NotMet: "It came due and had not come true.", journal.Void: "It never fell due, because its stage was not reached; it counts in no measure.",
		journal.Open: "It had neither come true nor fallen due when the run ended.", journal.Full: "An answer with all that was held.",
		journal.Partial: "An answer from which something is missing.", journal.Negative: "An answer that nothing is held.", journal.Expired: "A clock or time limit ran out.",
		journal.Stopped: "It was stopped before its end.", journal.Up: "A channel works again.", journal.Down: "A channel is down.", journal.Deferred: "An overloaded desk put work off.",
		journal.Lawful: "A review found the use of an exception lawful.", journal.Unlawful: "A review found it unlawful.", journal.None: "Nothing came of it.",
		journal.Pause: "The storyline pauses.", journal.Hasten: "The storyline speeds up.", journal.Move: "The storyline moves elsewhere.", journal.Released: "An entry of the events list was handed out.",
		journal.Done: "It is done; of a message, it was read.", journal.Missed: "An expected action was not seen in its window.", journal.Passes: "A test was passed.",
		journal.Fails: "A test was failed.", journal.Discovered: "A test discovered that a channel is compromised.", journal.Yes: "A member votes for it.", journal.No: "A member votes against it.",
		journal.Abstains: "A member abstains.", journal.Objects: "A member places a hold, breaks the silence or objects.", journal.Lifted: "An objection was withdrawn.",
		journal.Adopted: "The body adopted the proposal.", journal.Rejected: "The body rejected it.", journal.Redrafted: "It goes into another round, redrafted.",
		journal.Begun: "A change is past its gate; its lead time runs.", journal.InEffect: "It is in effect.", journal.Ends: "It has ended.", journal.Asks: "A nation asks for support.",
		journal.Offers: "A nation offers support.", journal.Declines: "A nation declines.", journal.OnStation: "Support has arrived and works.",
		journal.PutAside: "A desk put a piece of work aside.", journal.TakenUp: "A desk took up what lay aside.",
		journal.Reminded: "The asker has no answer, and sends a reminder.", journal.Escalated: "The asker has no answer, and asks somebody else as well, or somebody higher.",
		journal.Silent: "The asker has no answer, and nobody else to ask.", journal.Confirmed: "The recipient confirmed having read it.",
	}
)

// Said is a word of records with a sentence on it.
type Said struct{ Word, Says string }

// Glossary lists the words of a vocabulary, level, step, cause or outcome, in order.
func Glossary(of string) (out []Said) {
	switch of {
	case "level":
		out = said(journal.TGrade.Texts(), levelSays)
	case "step":
		out = said(journal.TStep.Texts(), stepSays)
	case "cause":
		out = said(journal.CauseTexts(), causeSays)
	case "outcome":
		out = said(journal.TOutcome.Texts(), outcomeSays)
	}
	return out
}

func said[K ~uint8](words []string, says map[K]string) (out []Said) {
	for i, w := range words {
		if w != "" {
			out = append(out, Said{w, says[K(i)]})
		}
	}
	return out
}
