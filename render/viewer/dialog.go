package viewer

import (
	"fmt"
	"slices"
	"strings"

	"entente/render/look"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim/journal"
)

// heads are the titles of the dialogs, and what the empty field says.
var heads = [view.NumDialogs]struct{ title, hint string }{
	view.KeysDialog:   {"Keys", ""},
	view.SearchDialog: {"Search", "words, or reason:OC nation:NAME kind:alert after:D+1 late:yes severity:critical"},
	view.FilterDialog: {"Show only", "words, or reason:OC nation:NAME kind:alert after:D+1 late:yes severity:critical"},
	view.ActorDialog:  {"View as", "a nation, an agency, a body"},
	view.GotoDialog:   {"Go to", "D+1 09:00, 09:00, T+51h or 2027-03-01T08:00+01:00"},
	view.NoteDialog:   {"Note", "what you saw; it is kept beside the replay"},
	view.ExportDialog: {"Export", ""},
	view.OpenDialog:   {"Open", ""},
	view.MoreDialog:   {"More", ""},
}

// line is one choice of a dialog.
type line struct {
	says string
	note string
	do   view.Action
}

// openDialog opens a dialog, or closes it if it is open.
func openDialog(_ *review.Run, s *view.State, a view.Action) string {
	d := view.Dialog(a.N)
	if a.N < 0 || d >= view.NumDialogs {
		return saysNoDialog
	}
	if s.Dialog == d {
		d = view.NoDialog
	}
	closeDialog(s)
	s.Dialog, s.Scroll[view.DialogList], s.Playing = d, 0, false
	switch d {
	case view.SearchDialog:
		s.Typed = s.Search
	case view.FilterDialog:
		s.Typed = s.Filter
	}
	return ""
}

// filter shows only what fits, or with the same again everything.
func filter(run *review.Run, s *view.State, a view.Action) string {
	text := a.Text
	if text == "" && s.Filter == "" {
		return saysNoFilter
	}
	if text == s.Filter {
		text = ""
	}
	if _, err := run.NewFinder(text); err != nil {
		return err.Error()
	}
	s.Filter = text
	return ""
}

// filterTerm filters by a term more, or without it.
func filterTerm(run *review.Run, s *view.State, a view.Action) string {
	return filter(run, s, view.Action{Text: toggled(s.Filter, a.Text)})
}

// linesOf are the choices that a dialog offers.
func linesOf(run *review.Run, s *view.State) []line {
	switch s.Dialog {
	case view.FilterDialog:
		return filterLines(run, s)
	case view.ActorDialog:
		return narrowed(actorLines(run), s.Typed)
	case view.GotoDialog:
		if _, err := run.Speak.Clock.ReadNear(s.Typed, s.At); err == nil {
			return nil
		}
		return narrowed(momentLines(run, s), s.Typed)
	case view.NoteDialog:
		return tagLines(run)
	case view.ExportDialog:
		return exportLines(run, s)
	case view.MoreDialog:
		return moreLines()
	}
	return nil
}

// narrowed are the lines that hold what was typed, accents and capitals aside.
func narrowed(list []line, typed string) []line {
	words := strings.Fields(review.Fold(typed))
	return slices.DeleteFunc(list, func(l line) bool {
		text := review.Fold(l.says + " " + l.note)
		return slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
	})
}

// actorLines are all whose view can be taken.
func actorLines(run *review.Run) []line {
	as := func(sort view.Sort, who journal.Ref) view.Action {
		return view.Action{Do: view.LookAs, As: view.Perspective{Sort: sort, Who: who}}
	}
	list := []line{{labelWhite, "0", as(view.WhiteCell, 0)}}
	for i, r := range nationsOf(run) {
		note := ""
		if i < 8 {
			note = fmt.Sprint(i + 1)
		}
		list = append(list, line{wording.Upper(run.Speak.Name(r)), note, as(view.OfNation, r)})
	}
	list = append(list, line{labelShared, "9", as(view.Shared, 0)}, line{labelPooled, "9", as(view.Pooled, 0)})
	for i, t := range run.Static.Things {
		switch r := journal.Ref(i); {
		case i == 0:
		case t.Sort == journal.SortAgency.String():
			list = append(list, line{wording.Upper(run.Speak.Name(r)), t.Name, as(view.OfAgency, r)})
		case t.Sort == journal.SortBody.String() || t.Sort == journal.SortTeam.String():
			list = append(list, line{wording.Upper(run.Speak.Name(r)), "shared", as(view.Shared, r)}, line{wording.Upper(run.Speak.Name(r)), "pooled", as(view.Pooled, r)})
		}
	}
	return list
}

// momentLines are the moments that one may want to go to: as a nation or agency, its
// own.
func momentLines(run *review.Run, s *view.State) (list []line) {
	clock := run.Speak.Clock
	at := func(says string, a view.Action) {
		list = append(list, line{says, clock.At(a.At), a})
	}
	at("Start", view.Action{Do: view.JumpTo, At: first(run)})
	for _, i := range look.ToldOutcomes(run, s) {
		if o := &run.Outcomes[i]; inRun(run, o.At) {
			at("Due: "+run.Speak.Asks(o.Due), view.Action{Do: view.JumpTo, At: o.At})
		}
	}
	for _, n := range notedMoments(run) {
		says := n.Text
		if says == "" {
			says = labelBookmark
		}
		list = append(list, line{says, clock.At(n.Time()), view.Action{Do: view.Select, Subject: panel.RemarkOf(&n)}})
	}
	at("End", view.Action{Do: view.JumpTo, At: last(run)})
	return list
}

// filterLines are terms that can be switched on and off.
func filterLines(run *review.Run, s *view.State) (list []line) {
	term := func(says, note string) {
		list = append(list, line{says, note, view.Action{Do: view.Type, Text: note}})
	}
	term("Late, refused or lapsed", "late:yes")
	term("Notable and critical", "severity:notable")
	term("Critical: deadlines, leaks, breaches", "severity:critical")
	for d := range measure.NumDelays {
		term(run.Speak.Terms.Delay(d.Code()), "reason:"+d.Code())
	}
	for _, r := range nationsOf(run) {
		term(wording.Upper(run.Speak.Name(r)), "nation:"+run.Static.Things[r].Name)
	}
	for _, t := range run.Static.Storylines {
		if of := thing(run, journal.SortStoryline, t.Name); !look.Strict(s) || run.HeardOf(s.As, of, s.At, s.Record) {
			term(wording.Upper(run.Speak.Name(of)), "thread:"+t.Name)
		}
	}
	return list
}

// thing is the Ref of a name; 0 for none.
func thing(run *review.Run, sort journal.Sort, name string) journal.Ref {
	for i := range run.Static.Things {
		if t := &run.Static.Things[i]; t.Name == name && t.Sort == sort.String() {
			return journal.Ref(i)
		}
	}
	return 0
}

func exportLines(run *review.Run, s *view.State) []line {
	list := []line{
		{"Picture for the web and for print", "SVG", view.Action{Do: view.Export, Text: "svg"}},
		{"Picture for slides", "PNG", view.Action{Do: view.Export, Text: "png"}},
	}
	if s.Subject.Topic == view.Span {
		list = append(list, line{"Film of the chosen stretch of time", "GIF", view.Action{Do: view.Export, Text: "gif"}})
	}
	if hasNotes(run) {
		list = append(list, line{"Notes, as the file that lies beside the replay", "JSONL", view.Action{Do: view.Export, Text: bookExport}})
	}
	return append(list,
		line{"Report of the run", "R", withNumber(view.Report, 0)},
		line{"What is explained or known, as text", "Shift Y", withNumber(view.CopyText, 0)},
		line{"Link to this view", "Y", withNumber(view.CopyLink, 0)},
	)
}

// moreLines are the controls that a small window has no room for, and those that are
// seldom wanted.
func moreLines() []line {
	return []line{
		{"Search", "/", withNumber(view.Open, int(view.SearchDialog))},
		{"Show only", "F", withNumber(view.Open, int(view.FilterDialog))},
		{"View as", "V", withNumber(view.Open, int(view.ActorDialog))},
		{"Go to a time", "G", withNumber(view.Open, int(view.GotoDialog))},
		{"Report", "R", withNumber(view.Report, 0)},
		{"Export", "X", withNumber(view.Open, int(view.ExportDialog))},
		{"Open a file", "O", withNumber(view.OpenFile, 0)},
		{"Add a note", "A", withNumber(view.Open, int(view.NoteDialog))},
		{"Bookmark here, or take it away", "B", withNumber(view.Bookmark, 0)},
		{"Present bookmarks", "S", withNumber(view.Present, 0)},
		{"Dark, light, high contrast", "T", withNumber(view.NextLook, 0)},
		{"Clock: exercise, elapsed, UTC, local", "Shift T", withNumber(view.NextClock, 0)},
		{"Larger text", "Ctrl +", withNumber(view.ScaleText, 1)},
		{"Smaller text", "Ctrl −", withNumber(view.ScaleText, -1)},
		{"Hide what is to come", "Shift H", withNumber(view.Hide, 0)},
		{"Skip idle time", "I", withNumber(view.SkipIdle, 0)},
		{"Take the tour", "", withNumber(view.StepTour, 1)},
		{"Keys", "?", withNumber(view.Open, int(view.KeysDialog))},
	}
}

// accept does what a dialog is for. It is of the Viewer since notes and requests are.
func (v *Viewer) accept() string {
	s := &v.State
	lines := v.lines()
	s.Chosen = lineTaken(s, len(lines))
	if s.Chosen > 0 && s.Chosen <= len(lines) {
		return v.acceptLine(&lines[s.Chosen-1])
	}
	switch s.Dialog {
	case view.NoDialog:
		return saysNoDialog
	case view.SearchDialog:
		return v.acceptSearch()
	case view.FilterDialog:
		if s.Typed != s.Filter {
			if why := filter(v.Run, s, view.Action{Text: s.Typed}); why != "" {
				return why
			}
		}
		s.Dialog = view.NoDialog
	case view.GotoDialog:
		at, err := v.Run.Speak.Clock.ReadNear(s.Typed, s.At)
		if err != nil {
			return err.Error()
		}
		s.Dialog = view.NoDialog
		return jumpTo(v.Run, s, view.Action{At: at})
	case view.NoteDialog:
		return v.acceptNote()
	case view.KeysDialog:
		s.Dialog = view.NoDialog
	default:
		return saysNoPlace
	}
	return ""
}

// lineTaken is the line that Enter takes: the chosen one, and where there is nothing else
// to accept the first of those that there are; 0 none.
func lineTaken(s *view.State, lines int) int {
	if s.Chosen == 0 && lines > 0 && s.Dialog != view.FilterDialog && s.Dialog != view.SearchDialog && s.Dialog != view.NoteDialog {
		return 1
	}
	return s.Chosen
}

func (v *Viewer) acceptLine(l *line) string {
	s := &v.State
	switch s.Dialog {
	case view.NoteDialog:
		s.Chosen = 0
		return tagNote(v.Run, s, l.do)
	case view.FilterDialog:
		write(s, toggled(s.Typed, l.note), "")
		return ""
	}
	do := l.do // the line is gone when its dialog is
	closeDialog(s)
	return v.perform(do)
}

// toggled adds a term to a filter, or takes it away.
func toggled(text, term string) string {
	terms := strings.Fields(text)
	if i := slices.Index(terms, term); i >= 0 {
		return strings.Join(slices.Delete(terms, i, i+1), " ")
	}
	return strings.Join(append(terms, term), " ")
}
