package casebook

import (
	"fmt"
	"io"
	"strings"

	"entente/sim/notation"
)

// Title is the first line of every page.
const Title = "# Entente against documented cases"

// What every page says of how to read it, of what it leaves out, and of earlier results.
const (
	HowToRead = "The place of a documented interval is where it stands in the distribution of the simulated ones: 0 is shorter than all, 1 longer than all. The band " +
		"goes from 5 to 95 %, and 95/5 says how wide it is. A row is *predictive* only if no figure that its runs use was taken from the same case; otherwise " +
		"it is *fitted*, and shown apart. An interval that did not end within the exercise is longer than all others; *ended* is the share of runs in which it " +
		"did. Where a row takes something for granted that the public record has (an alert that was met, say), only runs count in which it came about. A wide " +
		"band catches much and says little, so rows are scored too: how far the runs are off the documented value, in powers of ten of the time (the continuous " +
		"ranked probability score of its logarithm). Less is better, wide bands cost as misses do, and 0.30 is as bad as one sure guess that is wrong by a " +
		"factor of two."
	Limits = "Rows of one case share their causes, so the interval over draws of cases is the one to go by where there are several. Hours that the record does not " +
		"give are drawn over the day. Cases are known because something went wrong or took long, so that documented values lie towards the end of the bands even " +
		"where the model is right. What the model leaves out (deliberate delay, persons, politics of the day) is in none of the bands, so a documented " +
		"interval beyond a band points at one of these or at a wrong figure; the page cannot say which. Nothing here says that anything would have been " +
		"prevented."
	OnEarlier = "Own cases are written by those who know the engine. What counts are cases that nobody had seen; until better ones are measured, both stand here."
)

// page writes a validation as Markdown; the first error ends it.
type page struct {
	out io.Writer
	err error
}

func (p *page) say(format string, a ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.out, format, a...)
	}
}

// Page writes a validation as Markdown: coverage, rows, labels, remedies, controls, and
// what is known from before.
func Page(out io.Writer, v *Validation) error {
	p := &page{out: out}
	p.say("%s\n\n", Title)
	p.say("Engine %s, seed %d, %d replications of each case. No row has to pass: misses are shown as misses, and figures that were taken from a case are named with it.\n\n", v.Engine, v.Seed, v.Replications)
	if len(v.Set) > 0 {
		p.say("In all runs, beside what the cases say, was set: %s.\n\n", tableCell(strings.Join(v.Set, ", ")))
	}
	p.summary(v)
	p.earlier(v)
	p.say("## How to read the rows\n\n")
	p.say("%s\n\n", HowToRead)
	p.rows(v, "predictive", "Predictive rows")
	p.rows(v, "fitted", "Fitted rows")
	p.unbounded(v)
	p.histogram("predictive", v.Predictive)
	p.histogram("fitted", v.Fitted)
	p.labels(v)
	p.signs(v)
	p.controls(v)
	p.calibration(v)
	p.say("## What this does and does not show\n\n")
	p.say("%s\n", Limits)
	return p.err
}

// In says a coverage in one line.
func (c *Coverage) In() string {
	return fmt.Sprintf("%d of %d (%s; %s)", c.Inside, c.Rows, Percent(c.Share), c.Sure())
}

// Sure says how sure a coverage is.
func (c *Coverage) Sure() string {
	s := "exact 95 % interval " + between(c.Low, c.High)
	if c.CasesLow != nil {
		s += "; over draws of cases " + between(*c.CasesLow, *c.CasesHigh)
	}
	return s
}

// In says an earlier result in one line.
func (e *Earlier) In() string {
	return fmt.Sprintf("%d of %d (%s; exact 95 %% interval %s)", e.Inside, e.Rows, Percent(e.Share), between(e.Low, e.High))
}

// Wide says how wide bands are: what is inside of anything shows nothing.
func (c *Coverage) Wide() string {
	s := fmt.Sprintf("%d of %d have no upper end, since more than one run of twenty does not get there", c.Unbounded, c.Rows)
	if c.Width != nil {
		s = fmt.Sprintf("95 %% is %.1f times 5 %% in the middle of the rows; %s", *c.Width, s)
	}
	return s
}

// In says a tally in one line.
func (t *Tally) In() string {
	return fmt.Sprintf("%d of %d (exact 95 %% interval %s)", t.Confirmed, t.Of, between(t.Low, t.High))
}

// Unmeasured counts the rows that began in no run.
func (v *Validation) Unmeasured() (n int) {
	for _, o := range v.Cases {
		for i := range o.Rows {
			if !o.Rows[i].Measured {
				n++
			}
		}
	}
	return n
}

// Percent writes a share.
func Percent(share float64) string { return notation.Share(share) }

// between writes an interval of shares.
func between(low, high float64) string { return Percent(low) + " to " + Percent(high) }

func (p *page) summary(v *Validation) {
	p.say("| | |\n|---|---|\n")
	if c := v.Predictive; c != nil {
		p.say("| predictive rows between 5 and 95 %%; about nine in ten should be | %s |\n", c.In())
		p.say("| of the misses | %d went faster in the world, %d took longer |\n", c.Faster, c.Slower)
		p.say("| width of the bands | %s |\n", c.Wide())
		p.say("| how far the runs are off, in powers of ten | %.2f in the mean of the rows |\n", c.Off)
	}
	if c := v.Fitted; c != nil {
		p.say("| fitted rows between 5 and 95 %% | %d of %d |\n", c.Inside, c.Rows)
	}
	for _, t := range []struct {
		name string
		*Tally
	}{{"labels that show as often as they must", &v.Labels}, {"signs of remedies as stated beforehand", &v.Signs}, {"gaps that nothing was to close, and nothing closed", &v.Controls}} {
		if t.Of > 0 {
			p.say("| %s | %s |\n", t.name, t.In())
		}
	}
	if n := v.Unmeasured(); n > 0 {
		p.say("| rows that began in no run, and are in no number here | %d |\n", n)
	}
	p.say("\n")
}

// calibration says what figures stand on.
func (p *page) calibration(v *Validation) {
	p.say("## What was calibrated on what\n\n| figures | stand on | rows that they bear on |\n|---|---|---|\n")
	for _, c := range v.Calibration {
		p.say("| %s | %s | %s |\n", tableCell(c.Figures), tableCell(c.On), tableCell(c.Rows))
	}
	p.say("\n")
}

func (p *page) earlier(v *Validation) {
	p.say("## What is known from before\n\n")
	p.say("%s\n\n", OnEarlier)
	p.say("| engine | cases | predictive rows inside | |\n|---|---|---|---|\n")
	for _, e := range v.Earlier {
		p.say("| %s | %s | %s | %s |\n", e.Engine, e.Of, e.In(), e.Says)
	}
	p.say("\n")
}

// rows writes those of one role, case by case.
func (p *page) rows(v *Validation, role, title string) {
	p.say("## %s\n\n", title)
	some := false
	for _, o := range v.Cases {
		begun := false
		for i := range o.Rows {
			r := &o.Rows[i]
			if r.Role != role {
				continue
			}
			if !begun {
				begun, some = true, true
				p.say("**%s** `%s`\n\n", tableCell(o.Title), o.Scenario)
				if role == "fitted" && len(o.Fitted) > 0 {
					p.say("Figures taken from this case: %s.\n\n", tableCell(strings.Join(o.Fitted, "; ")))
				}
				p.say("| row | interval | documented | place | 5 %% | 50 %% | 95 %% | 95/5 | off | ended | | source |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n")
			}
			says := r.Says
			if r.Note != "" {
				says += " (" + r.Note + ")"
			}
			if !r.Measured {
				p.say("| %s | %s | %s | | | | | | | | %s | %s |\n", r.ID, tableCell(says), r.Documented, r.Verdict, r.cited())
				continue
			}
			p.say("| %s | %s | %s | %.3f | %s | %s | %s | %s | %.2f | %s | %s | %s |\n", r.ID, tableCell(says), r.Documented, r.Place,
				Lasted(r.Low), Lasted(r.Median), Lasted(r.High), widthText(r.Width), r.Off, r.EndedIn(), r.Verdict, r.cited())
		}
		if begun {
			p.say("\n")
		}
	}
	if !some {
		p.say("None.\n\n")
	}
}

// unbounded says of each band without an upper end why.
func (p *page) unbounded(v *Validation) {
	begun := false
	for _, o := range v.Cases {
		for i := range o.Rows {
			r := &o.Rows[i]
			if !r.Endless() {
				continue
			}
			if !begun {
				begun = true
				p.say("## Bands without an upper end\n\nMore than one run of twenty never gets there; why, as far as whoever wrote the case says:\n\n")
			}
			why := r.MayNotEnd
			if why == "" {
				why = "nothing is said of it"
			}
			p.say("- %s `%s`, ended in %s: %s.\n", r.ID, o.Scenario, r.EndedIn(), tableCell(why))
		}
	}
	if begun {
		p.say("\n")
	}
}

// Endless says whether the band has no upper end.
func (m *Measured) Endless() bool { return m.Measured && m.High == nil }

// EndedIn says in what share of the runs a row ended, and of how many where not all count.
func (m *Measured) EndedIn() string {
	if m.Counted < 1 {
		return Percent(m.Ended) + " of the " + Percent(m.Counted) + " that count"
	}
	return Percent(m.Ended)
}

func (m *Measured) cited() string { return tableCell(m.Tag + ": " + m.Source) }

// tableCell is foreign text as a table may have it.
func tableCell(s string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;").Replace(s)
}

// histogram shows how places spread.
func (p *page) histogram(name string, c *Coverage) {
	if c == nil {
		return
	}
	p.say("## Places of the %s rows\n\n```\n", name)
	for i, n := range c.Histogram {
		p.say("%.1f-%.1f  %s %d\n", float64(i)/10, float64(i+1)/10, strings.Repeat("#", n), n)
	}
	p.say("```\n\n%s lie between 0.05 and 0.95; about 90 %% should. They would be spread evenly over the tenths if the model were right.\n\n", c.In())
}

func (p *page) labels(v *Validation) {
	if v.Labels.Of == 0 {
		return
	}
	p.say("## Labels: what has to show\n\n| case | label | wanted | shows in | | source |\n|---|---|---|---|---|---|\n")
	for _, o := range v.Cases {
		for _, l := range o.Labels {
			p.say("| `%s` | %s | %s | %s | %s | %s |\n", o.Name, tableCell(l.Says), l.Wanted, Percent(l.Share), yes(l.Holds), tableCell(l.Source))
		}
	}
	p.say("\n")
}

func yes(holds bool) string {
	if holds {
		return "holds"
	}
	return "miss"
}

// signs shows, for each remedy stated beforehand, the sign of the paired difference.
func (p *page) signs(v *Validation) {
	if v.Signs.Of == 0 {
		return
	}
	p.say("## Remedies, stated before they were run\n\n%d pairs of runs that share every draw which both make. Sooner, same, later: when what the deadline asks came true, the motion was adopted, or how long the row took. "+
		"A sign is *same* where fewer than one pair in twenty differ.\n\n", v.Pairs)
	p.say("| remedy | read on | expected | sooner | same | later | |\n|---|---|---|---|---|---|---|\n")
	for _, o := range v.Cases {
		for i := range o.Signs {
			s := &o.Signs[i]
			p.say("| `%s/%s`: %s | %s | %s | %d | %d | %d | %s |\n", o.Name, s.Remedy, tableCell(s.Says), s.On, s.Expected, s.Sooner, s.Same, s.Later, s.Verdict())
		}
	}
	p.say("\n")
}

// Verdict says whether a sign came as expected.
func (s *Sign) Verdict() string {
	if s.Confirmed {
		return "as expected"
	}
	return "miss: " + s.Came
}

func (p *page) controls(v *Validation) {
	if v.Controls.Of == 0 {
		return
	}
	p.say("## Gaps that no remedy should close\n\n| case | gap | closed from | without a remedy | with the best of them | |\n|---|---|---|---|---|---|\n")
	for _, o := range v.Cases {
		for _, h := range o.Controls {
			p.say("| `%s` | %s (%s) | %s | %s | %s, %s | %s |\n", o.Name, tableCell(h.Says), h.On, Percent(h.Closed), Percent(h.Without), Percent(h.With), h.Best, h.Verdict())
		}
	}
	p.say("\n")
}

// Verdict says whether a gap stayed open.
func (h *Held) Verdict() string {
	if h.Holds {
		return "stays open, as expected"
	}
	return "miss: closed"
}
