package reform

import (
	"fmt"
	"strings"

	"entente/replay/wording"
	"entente/sim"
	"entente/sim/notation"
)

// Name is what a set is called: its reforms.
func (s *SetData) Name() string {
	if len(s.Reforms) == 0 {
		return "as things are"
	}
	return strings.Join(s.Reforms, " + ")
}

// Kept says in how many runs there was time to spare.
func (s *SetData) Kept() string {
	text := fmt.Sprintf("%s of %s", wording.Thousands(s.Runs-s.Missed), wording.Thousands(s.Runs))
	if s.Void > 0 {
		text += fmt.Sprintf(", and nothing came due in %s more", wording.Thousands(s.Void))
	}
	return text
}

// Spared says the fifth percentile of the time to spare, and what it is at least.
func (s *SetData) Spared() string {
	text := s.P05.String()
	if s.Bound == nil && s.P05 != nil && !s.P05.Never {
		return text + ", which these runs do not carry"
	}
	if s.Bound != nil && s.P05 != nil && !s.P05.Never && s.Bound.Ms != s.P05.Ms {
		words := ", at least "
		if s.Bound.Ms <= 0 {
			words = ", at worst "
		}
		text += words + s.Bound.String()
	}
	return text
}

// String is a time to spare in words.
func (l *LeadData) String() string {
	switch {
	case l == nil:
		return "nothing came due"
	case l.Never:
		return "never"
	case l.Ms < 0:
		return wording.Lasting(sim.Time(-l.Ms)) + " late"
	}
	return wording.Lasting(sim.Time(l.Ms)) + " to spare"
}

// Say writes an estimate with its interval in a unit: "+3.2 h (1.1 to 5.3)".
func (r *Range) Say(unit string) string {
	if r == nil {
		return "no number"
	}
	text := number(r.Value)
	if unit != "" {
		text += " " + unit
	}
	if r.Low == nil || r.High == nil {
		return text
	}
	return fmt.Sprintf("%s (%s to %s)", text, number(*r.Low), number(*r.High))
}

func number(v float64) string {
	switch {
	case v == 0:
		return "0"
	case v > -0.005 && v < 0.005:
		return fmt.Sprintf("%+.4f", v)
	case v > -10 && v < 10:
		return fmt.Sprintf("%+.2f", v)
	}
	return fmt.Sprintf("%+.0f", v)
}

// Shows says whether a change shows: its interval does not hold zero.
func (r *Range) Shows() bool {
	return r != nil && r.Low != nil && r.High != nil && (*r.Low > 0 || *r.High < 0)
}

// RightsText says what a set changes for those whom it concerns, a run.
func (s *SetData) RightsText() string {
	if s.Rights == nil {
		return ""
	}
	var list []string
	add := func(r *Range, unit string) {
		if r.Shows() {
			list = append(list, r.Say(unit))
		}
	}
	add(s.Rights.Benign, "innocent under coercion")
	add(s.Rights.Unlawful, "uses found unlawful")
	add(s.Rights.Overrun, "h beyond retention")
	add(s.Rights.Refused, "refused on rights grounds")
	switch {
	case len(list) == 0:
		return s.Rights.Differs.Seldom()
	case s.Rights.Costs:
		return "costs rights: " + strings.Join(list, "; ") + ", a run"
	}
	return strings.Join(list, "; ") + ", a run"
}

// Seldom says of a share of runs that differ, where no mean shows it, how many they are.
func (r *Range) Seldom() string {
	switch {
	case r == nil || r.High == nil:
		return "no number"
	case r.Value == 0:
		return fmt.Sprintf("no run differs, so at most %s do", notation.Tenths(*r.High))
	}
	return fmt.Sprintf("no change shows in the mean; %s of runs differ", notation.Tenths(r.Value))
}

// LoadText says what a set changes in what people have to do, a run.
func (s *SetData) LoadText() string {
	if s.Load == nil {
		return ""
	}
	var list []string
	add := func(r *Range, unit string) {
		if r.Shows() {
			list = append(list, r.Say(unit))
		}
	}
	add(s.Load.Messages, "messages")
	add(s.Load.Decided, "actions")
	add(s.Load.Idle, "h of waiting")
	if len(list) == 0 {
		return "no change shows"
	}
	return strings.Join(list, "; ") + ", a run"
}

// SumText sets a set against the sum of its parts.
func (s *SetData) SumText() string {
	if s.Sum == nil || s.Sum.InTime == nil {
		return ""
	}
	percent := *s.Sum.InTime
	scale := func(v *float64) *float64 {
		if v == nil {
			return nil
		}
		x := rounded(float64(*v * 100))
		return &x
	}
	percent.Value, percent.Low, percent.High = rounded(float64(percent.Value*100)), scale(percent.Low), scale(percent.High)
	what := "as much as the sum of its parts"
	switch {
	case percent.Shows() && percent.Value > 0:
		what = "more than the sum of its parts"
	case percent.Shows():
		what = "less than the sum of its parts"
	}
	return fmt.Sprintf("%s: %s of runs in time", what, percent.Say("points"))
}

// PriceText says what a set costs and when it would be in effect.
func (s *SetData) PriceText() string {
	if len(s.Reforms) == 0 {
		return ""
	}
	return fmt.Sprintf("cost %s, in effect after %s", wording.Thousands(int(s.Cost)), After(s.Lead))
}

// Origin says where a reform comes from: "the scenario names it", "waited for in 3 runs,
// 7 h in all".
func (c *CandidateData) Origin() string {
	if !c.Catalogued {
		return "the scenario names it"
	}
	var list []string
	if c.First > 0 {
		list = append(list, "the run itself waited for it, "+wording.Lasting(sim.Time(c.First))+" in all")
	}
	if c.Waited > 0 {
		list = append(list, fmt.Sprintf("%s that missed waited for it, %s in all", wording.Plural(c.Waited, "run"), wording.Lasting(sim.Time(c.WaitedMs))))
	}
	return strings.Join(list, "; ")
}

// After says a lead time: whole days as such.
func After(ms int64) string {
	if day := int64(24 * sim.Hour); ms%day == 0 && ms > 0 {
		return fmt.Sprintf("%d d", ms/day)
	}
	return wording.Lasting(sim.Time(ms))
}

// Limits says what an answer does not claim, a paragraph each.
func Limits(d *Data) []string {
	list := []string{
		"A claim is about the scenario as it is written: it holds over the luck of its runs, and is as true as its figures. A study varies these (entente sweep), with the best set as one of its options.",
		"A reform is in effect from the beginning of a run, as if its lead time were over, and people do as they are told. Costs add up and rank; they are no prices.",
	}
	if len(d.Candidates) > 1 && d.Verdict != "needless" {
		list = append(list, "Where numbers are not of fresh runs, the best of many looks better than it is. Each interval is for itself alone: of twenty reforms that do nothing, one would seem to do something.")
	}
	for _, s := range d.Sets {
		if s.What == "claimed" && s.Void > d.Today.Void {
			list = append(list, fmt.Sprintf("With %s nothing came due in %s, today in %s: that is no deadline met.", s.Name(), wording.Plural(s.Void, "run"), wording.Thousands(d.Today.Void)))
		}
	}
	return list
}

// Heading says what a group of sets is, and what to know to read it.
func Heading(what string) (title, note string) {
	switch what {
	case "claimed":
		return "What closes the gap", "numbers are of fresh runs, which the search has not seen"
	case "found":
		return "What closed it in the search only", "nothing is claimed of these"
	case "costly":
		return "What would close it and costs rights", "they are to be spared"
	case "near":
		return "The best sets of several that do not close it", "chosen by the runs that they are told by, so they look somewhat better than they are"
	case "together":
		return "As many as go together", ""
	}
	return "Each reform alone", "beside the same runs today, each at 95 %: of twenty that do nothing, one would seem to do something"
}
