package panel

import (
	"fmt"
	"strings"

	"entente/render/review"
	"entente/render/view"
	"entente/replay"
	"entente/replay/wording"
)

// fault is how a fault is told: a headline, a sentence, and the safest thing to do
// first.
type fault struct {
	headline string
	says     func(x *review.Trouble) string
	first    string // the button
	do       func(x *review.Trouble) view.Action
	command  func(x *review.Trouble) string // that saves or repeats it; empty for none
	cut      string                         // what stands at the broken chunk
	code     string
}

func says(text string) func(*review.Trouble) string {
	return func(*review.Trouble) string { return text }
}

func open(*review.Trouble) view.Action   { return view.Action{Do: view.Accept} }
func choose(*review.Trouble) view.Action { return view.Action{Do: view.OpenFile} }

func recovering(x *review.Trouble) string {
	if o := x.Origin; o != nil {
		return o.Command()
	}
	return "entente replay recover " + x.File + " -o recovered.mcap"
}

// lacking says what is not there of a file.
func lacking(x *review.Trouble) string {
	switch o := x.Origin; {
	case x.Large:
		return "It is too large to be gone through while you wait. The command saves what comes before the broken part; open that then."
	case !x.Known && o != nil && o.Command() != "":
		return fmt.Sprintf("The part that says what everything is called is broken, so that nothing can be shown. It is a run of %s with seed %d: the command makes the same run again.", o.Scenario, o.Seed)
	case !x.Known && o != nil:
		return fmt.Sprintf("The part that says what everything is called is broken, so that nothing can be shown. It is a run of %s with seed %d, %s.", o.Scenario, o.Seed, changedBy(o))
	case !x.Known:
		return "Nothing before it can be saved."
	}
	whole := max(1, x.End)
	return fmt.Sprintf("Everything up to %s can be read. About %s of the exercise is not in the file.", x.Clock.At(x.Last), share(max(0, whole-x.Last), whole))
}

// changedBy says what a run was made with that is no part of its scenario.
func changedBy(o *replay.Origin) string {
	if len(o.Branches) > 0 {
		return "which parted from another run on the way: make it from that again"
	}
	return "made with " + strings.Join(o.Patches, ", ") + ": make it again with the same"
}

// around says which records are missing in the middle of a file.
func around(x *review.Trouble) string {
	if len(x.Holes) == 0 {
		return lacking(x)
	}
	h, missing := &x.Holes[0], int64(0)
	for i := range x.Holes {
		missing += x.Holes[i].Missing()
	}
	of := uint64(x.Records) + uint64(missing)
	if len(x.Holes) > 1 {
		return fmt.Sprintf("%s of %s records are missing, in %d places between %s and %s. What is around them can be read.",
			wording.Thousands(uint64(missing)), wording.Thousands(of), len(x.Holes), x.Clock.At(h.From), x.Clock.At(x.Holes[len(x.Holes)-1].Until))
	}
	return fmt.Sprintf("%s of %s records, between %s and %s, are missing. What is before and behind them can be read.",
		wording.Thousands(uint64(missing)), wording.Thousands(of), x.Clock.At(h.From), x.Clock.At(h.Until))
}

// newer says which format a file has that is not known yet, and which is read.
func newer(x *review.Trouble) string {
	if x.Known {
		return fmt.Sprintf("It has format %d, and this version reads format %d. What it knows of it can be shown; %s of kinds that it does not know %s not. A newer version shows all.",
			x.Format, replay.Format, wording.Plural(x.Unknown, "record"), map[bool]string{true: "is", false: "are"}[x.Unknown == 1])
	}
	if x.Format == 0 {
		return "This version does not know its format, and would read it wrongly. A newer version reads it."
	}
	return fmt.Sprintf("It has format %d. This version reads format %d and would read it wrongly. A newer version reads it.", x.Format, replay.Format)
}

// openOr opens what is there. Where nothing is, the command that comes to it again is
// copied, or another file chosen.
func openOr(x *review.Trouble) view.Action {
	if command := recovering(x); !x.Known && (x.Large || x.Origin != nil) && command != "" {
		return view.Action{Do: view.CopyText, Text: command}
	}
	if !x.Known {
		return choose(x)
	}
	return open(x)
}

// faults has how each fault is told.
var faults = [review.NumFaults]fault{
	review.Truncated: {"This replay ends early.", lacking, "Open what is there", openOr, recovering, "cut off", "truncated"},
	review.Damaged:   {"A part of this replay cannot be read.", around, "Open around it", openOr, recovering, "broken", "damaged"},
	review.Newer: {
		"This replay is from a newer Entente.", newer, "Open what this version knows", openOr,
		says(""), "", "newer format",
	},
	review.Older: {
		"This replay is from an older Entente.", says("Its format is read no longer. The run can be made again from its scenario and seed."), labelChoose, choose,
		says(""), "", "older format",
	},
	review.Foreign:   {"This is a recording, but not one of ours.", says("It is an MCAP file of another program."), labelChoose, choose, says(""), "", "foreign recording"},
	review.NotReplay: {"This is not a replay.", says("Replays end in .mcap and are written by “entente run”."), labelChoose, choose, says(""), "", "not a replay"},
	review.Changed: {
		"The record was changed after it was written.", says("All records can be read, and they are not those that the run had."), "Open marked UNVERIFIED", open,
		func(x *review.Trouble) string { return "entente replay verify " + x.File }, "", "digest differs",
	},
	review.TooLarge: {
		"This replay needs the desktop viewer.", says("A browser has not the memory for it."), labelCopyCommand,
		func(x *review.Trouble) view.Action { return view.Action{Do: view.CopyText, Text: viewing(x)} }, viewing, "", "too large for the browser",
	},
	review.Unreadable: {"This file cannot be read.", says("The machine does not give it."), labelChoose, choose, says(""), "", "unreadable"},
}

func viewing(x *review.Trouble) string { return "entente-view " + x.File }
