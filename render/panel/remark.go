package panel

import (
	"slices"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/review"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/explain"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// RemarkOf is a note as what is chosen.
func RemarkOf(n *notes.Note) view.Subject {
	return view.Subject{Topic: view.Remark, ID: sim.ID(n.Number())}
}

// About is what a note is tied to as what is chosen: a record or a deadline, else the
// note itself.
func About(run *review.Run, n *notes.Note) view.Subject {
	switch {
	case n.Record != 0 && int(n.Record) <= len(run.Events):
		return view.Subject{Topic: view.Event, Record: n.Record}
	case n.Deadline != "":
		if r := run.Find(journal.SortDeadline, n.Deadline); r != 0 {
			return view.Subject{Topic: view.Deadline, Thing: r}
		}
	}
	return RemarkOf(n)
}

// TagName is what an observation is good for, in the terms of a school.
func TagName(run *review.Run, t notes.Tag) string {
	switch t {
	case notes.Sustain:
		return wording.Upper(run.Speak.Terms.Noun("strength"))
	case notes.Improve:
		return wording.Upper(run.Speak.Terms.Noun("area"))
	case notes.Important:
		return labelImportant
	}
	return ""
}

// NoteLine is a note in one line: what it is good for and what it says.
func NoteLine(run *review.Run, n *notes.Note) string {
	text := n.Text
	if text == "" {
		text = n.Action
	}
	if text == "" {
		text = labelBookmark
	}
	if tag := TagName(run, n.Tag); tag != "" {
		text = tag + ": " + text
	}
	return text
}

// remark tells a note or bookmark: who noted it and when, what it is tied to, and what
// it said before it was corrected.
func (p *inspection) remark(*explain.Explanation) {
	n := p.run.Book.Find(uint64(p.s.Subject.ID))
	if n == nil {
		p.text(noteWithdrawn, theme.Body, font.Regular, p.c.Theme.Ink2, 3)
		return
	}
	said := p.when(n.Time())
	if n.By != "" {
		said += ", " + n.By
	}
	p.heading(nil, NoteLine(p.run, n), said)
	if about := About(p.run, n); about.Topic != view.Remark {
		p.head(headTiedTo)
		p.line(n.About(), "", view.Action{Do: view.Select, Subject: about})
	} else if n.About() != "" {
		p.head(headTiedTo)
		p.text(n.About(), theme.Body, font.Regular, p.c.Theme.Ink2, 2)
	}
	p.add(canvas.Block{High: 44, Draw: func(y float64) {
		x := p.x
		if n.Kind == notes.Observation {
			x = p.c.Button(x, y+10, labelReword, "", false, view.Action{Do: view.Reword})
		}
		p.c.Button(x, y+10, labelWithdraw, "Del", false, view.Action{Do: view.Withdraw})
	}})
	if history := p.run.Book.History(n); len(history) > 0 {
		p.head(headSaidBefore)
		for i := range history {
			p.text(NoteLine(p.run, &history[i]), theme.Note, font.Regular, p.c.Theme.Ink3, 6)
		}
	}
	others := p.run.Book.Of(func(x *notes.Note) bool { return x.Kind != notes.Rating })
	if len(others) < 2 {
		return
	}
	p.head(headNotes)
	here := slices.IndexFunc(others, func(x notes.Note) bool { return x.Number() == n.Number() })
	from := min(max(0, here-mostSituation/2), max(0, len(others)-mostSituation))
	for i := from; i < min(from+mostSituation, len(others)); i++ {
		x := &others[i]
		p.line(NoteLine(p.run, x), p.when(x.Time()), view.Action{Do: view.Select, Subject: RemarkOf(x)})
	}
}
