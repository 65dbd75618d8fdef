package viewer

import (
	"cmp"
	"fmt"
	"strings"

	"entente/render/look"
	"entente/render/panel"
	"entente/render/view"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Speech is what a frame shows, for those who cannot see it. A page puts it where
// screen readers read; it changes when what it says changes.
type Speech struct {
	Clock   string   // instant, perspective and screen
	Subject string   // one sentence on what is chosen
	Table   []string // why late: a line for each reason, with their sum
	Notice  string   // why a key did nothing, or what was done
}

// Spoken is what the state shows, in words.
func (v *Viewer) Spoken() Speech {
	s := &v.State
	clock := v.Run.Speak.Clock
	sp := Speech{Notice: v.notice}
	sp.Clock = fmt.Sprintf("%s. %s, seen as %s.", clock.At(s.At), screens[s.Screen].name, v.perspectiveText())
	if t := v.trust(); doubtful(t) {
		sp.Clock += " " + trustWords[t].mark + ". " + trustWords[t].says
	}
	if s.Dialog != view.NoDialog {
		sp.Clock = heads[s.Dialog].title + ". " + s.Typed
		if lines := v.lines(); s.Chosen > 0 && s.Chosen <= len(lines) {
			sp.Subject = lines[s.Chosen-1].says
		} else {
			sp.Subject = v.reply()
		}
		return sp
	}
	if h := v.focused(); h != nil && h.Tip != "" {
		sp.Subject = h.Tip
	}
	if s.Tour > 0 && s.Tour <= len(tour) {
		sp.Subject = tour[s.Tour-1].head + ". " + tour[s.Tour-1].says
		return sp
	}
	if e, says := v.subject(); e != nil {
		if sp.Subject == "" {
			sp.Subject = v.verdict(e)
		}
		if look.PassedWith(v.Run, s, e) {
			sp.Table = v.reasons(e)
		}
	} else if sp.Subject == "" {
		sp.Subject = says
	}
	return sp
}

// subject is the explanation of what is chosen, or a sentence where nothing is
// explained.
func (v *Viewer) subject() (*explain.Explanation, string) {
	s, speak := &v.State, v.Run.Speak
	if s.Subject.Topic != view.Nation && s.Subject.Topic != view.Agency {
		if says := look.Withheld(v.Run, s, s.Subject, nil); says != "" {
			return nil, says
		}
	}
	switch subject := s.Subject; subject.Topic {
	case view.Event:
		r, err := v.Run.Records.Record(subject.Record)
		if err != nil {
			return nil, err.Error()
		}
		if len(r.Spans) == 0 {
			return nil, speak.Clock.At(r.At) + ": " + wording.Upper(speak.Record(r)) + "."
		}
	case view.Agency, view.Nation:
		return nil, wording.Upper(speak.Name(subject.Agency)) + "."
	case view.Remark:
		if n := v.Run.Book.Find(uint64(subject.ID)); n != nil {
			return nil, speak.Clock.At(n.Time()) + ": " + cmp.Or(n.Text, n.Action, labelBookmark) + "."
		}
		return nil, saysNoNote + "."
	case view.Span:
		return nil, speak.Clock.At(subject.From) + " to " + speak.Clock.At(subject.Until) + ", " + wording.Lasting(subject.Until-subject.From) + "."
	}
	if s.As.Sort != view.WhiteCell && s.Screen != view.Why && s.Subject.Topic == view.Nothing {
		return nil, "" // what is explained is the White Cell's
	}
	asked := panel.Asked(v.Run, s)
	e, err := v.Run.Why(asked)
	if err != nil {
		return nil, err.Error()
	}
	if says := look.Withheld(v.Run, s, asked, e); says != "" {
		return nil, says
	}
	if e == nil {
		return nil, saysNothingChosen + "."
	}
	return e, ""
}

// verdict is what came of what is explained, with why where that may be told.
func (v *Viewer) verdict(e *explain.Explanation) string {
	if !look.PassedWith(v.Run, &v.State, e) {
		return v.Run.Speak.Came(e)
	}
	return wording.Upper(v.Run.Speak.Verdict(e))
}

// reasons is the table of why something took its time: a line for each reason, most
// first, and the sum.
func (v *Viewer) reasons(e *explain.Explanation) (lines []string) {
	var sums [measure.NumDelays]explain.Share
	var order []measure.Delay
	for _, x := range explain.Shares(e.Stretches) {
		d := measure.DelayOf(x.Step, x.Cause)
		if sums[d].Ms == 0 {
			order = append(order, d)
		}
		sums[d].Ms += x.Ms
	}
	for i := range order { // few: sorted where they stand
		for j := i; j > 0 && sums[order[j]].Ms > sums[order[j-1]].Ms; j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	var parts []sim.Time
	for _, d := range order {
		parts = append(parts, sums[d].Ms)
	}
	told, sum := notation.Parts(parts)
	for i, d := range order {
		lines = append(lines, wording.Upper(v.Run.Speak.Terms.Delay(d.Code()))+": "+told[i])
	}
	if len(lines) > 0 {
		lines = append(lines, "Sum: "+sum)
	}
	return lines
}

// mostTold bounds the lists of a text.
const mostTold = 40

// Text is what is explained or known, as text: the same content as the commands
// replay why and replay knew print.
func (v *Viewer) Text() string {
	var b strings.Builder
	st, speak := v.Run.Static, v.Run.Speak
	if st.Banner != "" {
		b.WriteString(st.Banner + "\n")
	}
	fmt.Fprintf(&b, "%s, %s, seen as %s\n%s\n", v.title(), speak.Clock.At(v.State.At), v.perspectiveText(), v.Run.Legend)
	if e, says := v.subject(); e != nil {
		v.tellWhy(&b, e)
	} else if says != "" {
		b.WriteString("\n" + says + "\n")
	}
	v.tellKnown(&b)
	return b.String()
}

// tellWhy writes an explanation.
func (v *Viewer) tellWhy(b *strings.Builder, e *explain.Explanation) {
	speak := v.Run.Speak
	fmt.Fprintf(b, "\n%s\n", v.verdict(e))
	if !look.PassedWith(v.Run, &v.State, e) {
		return
	}
	if len(e.Stretches) > 0 {
		b.WriteString("\nWhere the time went\n")
		told, sum := notation.PartsOf(e.Stretches, (*explain.Stretch).Ms)
		for i := range e.Stretches {
			x := &e.Stretches[i]
			fmt.Fprintf(b, "  %s  %s  %s", speak.Clock.At(x.From), told[i], speak.Terms.Stretch(x.Step, x.Cause))
			if x.Object != 0 {
				b.WriteString(", " + speak.Name(x.Object))
			}
			b.WriteByte('\n')
		}
		fmt.Fprintf(b, "  in all %s, exactly %s\n", sum, e.Length())
	}
	seen := func(r *journal.Record) bool {
		return !look.Strict(&v.State) || v.Run.Sees(v.State.As, &v.Run.Events[r.Num-1])
	}
	if len(e.Missing) > 0 && !look.Strict(&v.State) {
		b.WriteString("\nWhat was missing\n")
		for i := range e.Missing {
			fmt.Fprintf(b, "  %s %s\n", speak.Fact(e.Missing[i].Fact), speak.Whereabouts(&e.Missing[i]))
		}
	}
	if len(e.Tests) > 0 && !look.Strict(&v.State) {
		b.WriteString("\nConditions\n")
		for i := range e.Tests {
			sign := "yes"
			if !e.Tests[i].Holds {
				sign = "no"
			}
			fmt.Fprintf(b, "  %s: %s\n", sign, speak.Test(&e.Tests[i]))
		}
	}
	if e.End != nil && seen(e.End) {
		b.WriteString("\nBack to the first cause\n")
		fmt.Fprintf(b, "  %s  %s\n", speak.Clock.At(e.End.At), wording.Upper(speak.Record(e.End)))
	}
	for i, r := range e.Back {
		if !seen(r) {
			continue
		}
		if i == mostTold {
			fmt.Fprintf(b, "  and %d more\n", len(e.Back)-i)
			break
		}
		fmt.Fprintf(b, "  %s  %s\n", speak.Clock.At(r.At), wording.Upper(speak.Record(r)))
	}
	for i := range e.Rules {
		if i == 0 {
			b.WriteString("\nRules on the way\n")
		}
		fmt.Fprintf(b, "  %s: %s\n", e.Rules[i].ID, strings.Join(wording.RuleText(&e.Rules[i]), " "))
	}
}

// tellKnown writes what is known at the playhead from where one looks, what is not,
// and what stood between; of the White Cell what anybody knows.
func (v *Viewer) tellKnown(b *strings.Builder) {
	s, speak := &v.State, v.Run.Speak
	k, err := v.Run.Knowledge(s.As, s.At, s.Record, 0, true)
	if err != nil {
		fmt.Fprintf(b, "\n%s\n", err)
		return
	}
	if s.As.Sort != view.WhiteCell {
		fmt.Fprintf(b, "\n%s\n", panel.HiddenFrom(v.Run, s))
	}
	head := func(text string, n int) {
		if n > 0 {
			fmt.Fprintf(b, "\n%s, %s\n", text, speak.Clock.At(s.At))
		}
	}
	head("Known", len(k.Knew))
	for i := range k.Knew {
		x := v.Run.How(k, i)
		fmt.Fprintf(b, "  %s: %s\n", speak.Fact(x.Fact), speak.Known(x.Holder, x.Via, x.Holders-1))
	}
	head("Received and not yet known", len(k.Unopened))
	for i := range k.Unopened {
		fmt.Fprintf(b, "  %s\n", speak.Unopened(k.Unopened[i].Holder))
	}
	if look.Strict(s) { // what it did not know it cannot name either
		return
	}
	head("Not known", len(k.Lacked))
	for i := range k.Lacked {
		x := &k.Lacked[i]
		fmt.Fprintf(b, "  %s", speak.Fact(x.Fact))
		if x.Near != nil {
			b.WriteString(": " + speak.Whereabouts(x.Near))
		}
		b.WriteByte('\n')
	}
	for bar := wording.Bar(0); bar < wording.NumBars; bar++ {
		if n := k.Bars[bar]; n > 0 {
			fmt.Fprintf(b, "  %s\n", speak.More(bar, n, k.Traced))
		}
	}
	head("Others knew", len(k.Others))
	for i := range k.Others {
		fmt.Fprintf(b, "  %s\n", speak.Elsewhere(k.Others[i].Who, k.Others[i].Facts, k.Others[i].Since))
	}
}
