package measure

import (
	"math"
	"slices"
	"strings"

	"entente/sim"
)

// Unit is how a figure is counted, and so how it is written.
type Unit uint8

// The units of figures.
const (
	Duration Unit = iota // milliseconds
	Margin               // milliseconds to spare; negative when late
	Fraction             // part of a whole, 0 to 1
	Count                // whole things
	Ratio                // things of one sort for each of another
	Shift                // movement of trust, -1 to 1
)

var unitNames = [...]string{"ms", "ms", "share", "count", "ratio", "trust"}

func (u Unit) String() string { return unitNames[u] }

// Direction says which way a figure is better.
type Direction int8

// The directions.
const (
	LessIsBetter Direction = -1
	NoDirection  Direction = 0 // it describes, and is neither good nor bad
	MoreIsBetter Direction = 1
)

var directionNames = [...]string{"less", "neither", "more"}

func (d Direction) String() string { return directionNames[d+1] }

// Value is a number that a measure comes down to, or that it did not happen.
type Value struct {
	V  float64
	OK bool // false: it did not happen by the end
}

// Figure is one number that a measure comes down to. The catalogue of them is
// the only place that says what a measure asks, how it is counted and which way
// is better.
type Figure struct {
	ID       string // the measure, and which of its numbers where it has several
	Question string // that it answers
	Formula  string
	Unit     Unit
	Better   Direction
	Source   string                       // where the measure comes from
	Read     func(*Results) (Value, bool) // false: the run had nothing to measure
	Waits    bool                         // what did not happen ranks beyond all others, not below
}

const (
	timeliness = "timeliness of information as alliance evaluations ask for it; window of this engine"
	exercise   = "exercise evaluation: a critical task met by its time"
	lawfulness = "the engine's own: every hold and refusal carries its rule"
	rights     = "fundamental rights beside speed: transfers, coercion, retention, review"
	governance = "procedure of bodies: proposal to decision"
	networks   = "network measures of shared awareness"
	attention  = "the engine's own: inquiries find what lay unread, unanswered and unconnected"
)

// Catalogue lists all figures in the order in which people read them. Callers
// must not change it.
var Catalogue = []Figure{
	{
		"M1", "How long does half of what an agency needs take to reach it?",
		"median over needing (agency, key fact), not its own collection: its reading - first understanding by any other agency; of what was there and nobody noticed, never", Duration, LessIsBetter, timeliness,
		timesAt(func(r *Results) Times { return r.KeyFactWaits }, 50*sim.Percent), true,
	},
	{
		"M1 p95", "How long does nearly all of what an agency needs take to reach it?",
		"95 % over the same", Duration, LessIsBetter, timeliness,
		timesAt(func(r *Results) Times { return r.KeyFactWaits }, 95*sim.Percent), true,
	},
	{
		"M2", "How long until those who need to know share the pattern?",
		"worst over storylines: first instant at which 0.8 of the needing agencies each believe k key facts - first exposure", Duration, LessIsBetter, networks,
		timesAt(func(r *Results) Times { return r.SharedAwareness }, sim.One), true,
	},
	{
		"M3", "Which share of the deadlines to know was met?",
		"MET / (MET + LATE + NOT_MET) over deadlines informed or read", Fraction, MoreIsBetter, exercise,
		shareOf(func(r *Results) (int, int) { return r.DeadlinesMet.Of, r.DeadlinesMet.All }), false,
	},
	{
		"M4", "Which share of the messages did a law end?",
		"messages ended by a rule / messages that reached LAW", Fraction, NoDirection, lawfulness,
		shareOf(func(r *Results) (int, int) { return r.LegalEffects.Ended, r.LegalEffects.Reached }), false,
	},
	{
		"M4 held", "How long did laws hold messages?",
		"sum of the holds at LAW with cause RULE", Duration, LessIsBetter, lawfulness,
		countOf(func(r *Results) int64 { return int64(r.LegalEffects.Held) }), false,
	},
	{
		"M5", "Which share of the key facts was lost before it was sent?",
		"(message, key fact) removed by strip, consent or sanitising / (message, key fact) at LAW", Fraction, LessIsBetter, lawfulness,
		shareOf(func(r *Results) (int, int) { return r.LostFacts.Of, r.LostFacts.All }), false,
	},
	{
		"M6", "How many facts did two nations hold without knowing it of each other?",
		"(fact, pair of nations): both hold it, neither has it from the other, for over 24 h", Count, LessIsBetter, networks,
		countOf(func(r *Results) int64 { return int64(len(r.Duplicates)) }), false,
	},
	{
		"M6 time", "For how long did they, in all?",
		"sum over the same", Duration, LessIsBetter, networks,
		countOf(func(r *Results) int64 { return int64(r.Duplicates.Total()) }), false,
	},
	{
		"M7", "Which share of the key facts could nobody act on in time?",
		"key facts never held with purpose act by an agency with power before its deadline / key facts that were there", Fraction, LessIsBetter, exercise,
		shareOf(func(r *Results) (int, int) { return r.Unactionable.Of, r.Unactionable.All }), false,
	},
	{
		"M8", "Which share of the answers came within its clock?",
		"clocks due by EndEx that were answered in time / clocks due by EndEx, those of terms on lists among them", Fraction, MoreIsBetter, timeliness,
		shareOf(func(r *Results) (int, int) { return r.AnswersInTime.Of, r.AnswersInTime.All }), false,
	},
	{
		"M9", "How many facts were read against their marking?",
		"holdings read outside the allowed set of their markings by way of the chain; 0 is an invariant", Count, LessIsBetter, lawfulness,
		countOf(func(r *Results) int64 { return int64(len(r.Markings.Breaches)) }), false,
	},
	{
		"M10", "By how much was the tightest action in time?",
		"minimum over deadlines available: due - available", Margin, MoreIsBetter, exercise,
		marginAt(0), false,
	},
	{
		"M10 median", "By how much was half of the actions in time?",
		"median over the same", Margin, MoreIsBetter, exercise,
		marginAt(50 * sim.Percent), false,
	},
	{
		"M11", "Which share of the actions asked for was lawful?",
		"actions asked for that were lawful and granted / actions asked for", Fraction, MoreIsBetter, lawfulness,
		shareOf(func(r *Results) (int, int) { return r.LegalCapacity.Of, r.LegalCapacity.All }), false,
	},
	{
		"M12", "How long does a body take from proposal to decision?",
		"median over proposals: decided - submitted", Duration, LessIsBetter, governance,
		timesAt(func(r *Results) Times { return r.Decisions.Times }, 50*sim.Percent), true,
	},
	{
		"M13", "How many messages does a decision take?",
		"messages / actions ordered, each once per storyline", Ratio, LessIsBetter, networks,
		shareOf(func(r *Results) (int, int) { return r.Effort.Messages, r.Effort.Decided }), false,
	},
	{
		"M13 idle", "Which share of their time lay in queues and behind closed doors?",
		"(QUEUE + OFF_HOURS) / all time of messages", Fraction, LessIsBetter, networks,
		shareOf(func(r *Results) (sim.Time, sim.Time) { return r.Effort.Idle, r.Effort.Total }), false,
	},
	{
		"M14", "How long until support that was asked for is on station?",
		"median over requests for support: on station - asked", Duration, LessIsBetter, exercise,
		timesAt(func(r *Results) Times { return r.SupportTimes }, 50*sim.Percent), true,
	},
	{
		"M15", "How did trust move?",
		"mean over ordered pairs that exchanged a message: trust at EndEx - trust at StartEx", Shift, MoreIsBetter, networks,
		trustOf(TrustShifts.Mean), false,
	},
	{
		"M15 least", "How did trust move where it moved worst?",
		"minimum over the same", Shift, MoreIsBetter, networks,
		trustOf(TrustShifts.Least), false,
	},
	{
		"M17", "How many transfers were refused on rights grounds?",
		"transfers that a rights rule ended", Count, NoDirection, rights,
		countOf(func(r *Results) int64 { return int64(r.Rights.Refused) }), false,
	},
	{
		"M17 benign", "How many innocent came under a coercive action?",
		"bearers of benign storylines under a coercive action", Count, LessIsBetter, rights,
		countOf(func(r *Results) int64 { return int64(r.Rights.Benign) }), false,
	},
	{
		"M17 overrun", "For how long was information kept past its retention?",
		"sum over holdings: purge - end of retention", Duration, LessIsBetter, rights,
		countOf(func(r *Results) int64 { return int64(r.Rights.Overrun) }), false,
	},
	{
		"M17 unlawful", "How many uses of an exception did a review find unlawful?",
		"reviews with outcome UNLAWFUL", Count, LessIsBetter, rights,
		countOf(func(r *Results) int64 { return int64(r.Rights.Unlawful) }), false,
	},
	{
		"M18", "How many pieces of work lay aside for more than a day?",
		"pieces put aside at a desk that were taken up over 24 h later, or not by EndEx; nothing to measure where no desk puts anything aside", Count, LessIsBetter, attention,
		attentionOf(func(a Attention) int64 { return int64(a.Long()) }), false,
	},
	{
		"M18 left", "How many still lay there at the end?",
		"pieces put aside that were not taken up by EndEx", Count, LessIsBetter, attention,
		attentionOf(func(a Attention) int64 { return int64(a.Left()) }), false,
	},
	{
		"M18 time", "For how long did pieces lie aside, in all?",
		"sum over pieces put aside: taken up, or EndEx - put aside", Duration, LessIsBetter, attention,
		attentionOf(func(a Attention) int64 { return int64(a.Lay()) }), false,
	},
	{
		"M18 needed", "How many key facts that nobody could act on in time lay aside then?",
		"key facts of M7 without a home that lay aside in a message when the earliest deadline of their storyline came", Count, LessIsBetter, attention,
		attentionOf(func(a Attention) int64 { return int64(len(a.Needed)) }), false,
	},
	{
		"M19", "How many innocent came under suspicion?",
		"benign storylines of which a fact stood in a matter that some agency made SUSPECTED or more of; nothing to measure where the scenario has nobody innocent", Count, LessIsBetter, rights,
		suspicionOf(func(s Suspicions) int64 { return int64(s.People()) }), false,
	},
	{
		"M19 pooled", "How many of them only because nations pooled what they had?",
		"of the same, those suspected nowhere but with facts that other nations had noticed", Count, LessIsBetter, rights,
		suspicionOf(func(s Suspicions) int64 { return int64(s.Pooled()) }), false,
	},
	{
		"M19 time", "For how long were innocent people under suspicion, in all?",
		"sum over (agency, benign storyline): its end, or EndEx - the first such assessment", Duration, LessIsBetter, rights,
		suspicionOf(func(s Suspicions) int64 { return int64(s.Time()) }), false,
	},
	{
		"M20", "How many pairs of facts that share a token did nobody connect by the end?",
		"(agency, pair of facts) overlooked and not connected by EndEx; nothing to measure where every pair is connected at once and every rule is a duty", Count, LessIsBetter, attention,
		undoneOf(func(u Undone) int64 { return int64(u.Left()) }), false,
	},
	{
		"M20 overlooked", "How many were not connected at once?",
		"(agency, pair of facts) overlooked when the second was believed", Count, LessIsBetter, attention,
		undoneOf(func(u Undone) int64 { return int64(len(u.Pairs)) }), false,
	},
	{
		"M20 omitted", "How often was not passed on what usually is?",
		"(rule, recipient, storyline) of habits and customs that were not followed when they first applied", Count, LessIsBetter, attention,
		undoneOf(func(u Undone) int64 { return int64(u.Omitted) }), false,
	},
	{
		"M20 needed", "How many key facts that nobody could act on in time were left out or not connected then?",
		"key facts of M7 without a home that were left out by a habit or a custom, or overlooked and not connected, when the earliest deadline of their storyline came", Count, LessIsBetter, attention,
		undoneOf(func(u Undone) int64 { return int64(len(u.Needed)) }), false,
	},
}

// attentionOf is a count of what lay aside, in runs in which something could.
func attentionOf(of func(Attention) int64) func(*Results) (Value, bool) {
	return func(r *Results) (Value, bool) {
		return Value{float64(of(r.Attention)), r.Attention.Paid}, r.Attention.Paid
	}
}

// suspicionOf is a count of who was suspected, in runs with somebody who is innocent.
func suspicionOf(of func(Suspicions) int64) func(*Results) (Value, bool) {
	return func(r *Results) (Value, bool) {
		return Value{float64(of(r.Suspicions)), r.Suspicions.Innocent > 0}, r.Suspicions.Innocent > 0
	}
}

// undoneOf is a count of what was left undone, in runs in which something could be.
func undoneOf(of func(Undone) int64) func(*Results) (Value, bool) {
	return func(r *Results) (Value, bool) { return Value{float64(of(r.Undone)), r.Undone.Paid}, r.Undone.Paid }
}

// FigureOf finds a figure by its id; nil for none.
func FigureOf(id string) *Figure {
	at := slices.IndexFunc(Catalogue, func(x Figure) bool { return x.ID == id })
	if at < 0 {
		return nil
	}
	return &Catalogue[at]
}

// Key is the figure's name in data, its unit at the end: "M1_p95_ms", "M3_share".
func (x *Figure) Key() string { return strings.ReplaceAll(x.ID, " ", "_") + "_" + x.Unit.String() }

// RatedFigure is the figure that stands for a measure when a task is rated: its
// first, and of rights the innocent. It is nil for a measure of campaigns (M16).
func RatedFigure(measure string) *Figure {
	if measure == "M17" {
		measure = "M17 benign"
	}
	return FigureOf(measure)
}

// Scaled turns a value into a number that compares as people would: what did not
// happen is beyond (Waits) or below all others. Durations and margins are given
// in hours, the unit of thresholds.
func (x *Figure) Scaled(v Value) float64 {
	switch {
	case !v.OK && x.Waits:
		return math.Inf(1)
	case !v.OK:
		return math.Inf(-1)
	case x.Unit == Duration || x.Unit == Margin:
		return v.V / float64(sim.Hour)
	}
	return v.V
}

// Reading is what a run had for a figure.
type Reading struct {
	Value
	Counts bool // false: the run had nothing to measure
}

// Readings are all figures of one run, in the order of the Catalogue: what a range
// over many runs needs of it, and no more, for there may be many.
type Readings []Reading

// Readings reads all figures.
func (r *Results) Readings() Readings {
	out := make(Readings, len(Catalogue))
	for i := range Catalogue {
		out[i].Value, out[i].Counts = Catalogue[i].Read(r)
	}
	return out
}

// Of is the reading of one figure.
func (r Readings) Of(x *Figure) Reading {
	return r[slices.IndexFunc(Catalogue, func(f Figure) bool { return f.ID == x.ID })]
}

// Over is the range of a figure over runs; nil where no run had anything to
// measure.
func (x *Figure) Over(runs []Readings) *Spread {
	var values []Value
	for _, r := range runs {
		if v := r.Of(x); v.Counts {
			values = append(values, v.Value)
		}
	}
	return SpreadOf(values, x.Waits)
}

// timesAt is a quantile of times that may not have ended.
func timesAt(of func(*Results) Times, q sim.PPM) func(*Results) (Value, bool) {
	return func(r *Results) (Value, bool) {
		all := of(r)
		t, ok := all.Quantile(q)
		return Value{float64(t), ok}, all.All() > 0
	}
}

func trustOf(of func(TrustShifts) (sim.PPM, bool)) func(*Results) (Value, bool) {
	return func(r *Results) (Value, bool) {
		v, ok := of(r.TrustShifts)
		return Value{float64(v) / float64(sim.One), ok}, ok
	}
}

func marginAt(q sim.PPM) func(*Results) (Value, bool) {
	return func(r *Results) (Value, bool) {
		t, ok := r.ActionMargins.Quantile(q)
		return Value{float64(t), ok}, len(r.ActionMargins.Known)+r.ActionMargins.Unavailable > 0
	}
}

func shareOf[N int | sim.Time](of func(*Results) (part, whole N)) func(*Results) (Value, bool) {
	return func(r *Results) (Value, bool) {
		part, whole := of(r)
		if whole == 0 {
			return Value{}, false
		}
		return Value{float64(part) / float64(whole), true}, true
	}
}

func countOf(of func(*Results) int64) func(*Results) (Value, bool) {
	return func(r *Results) (Value, bool) { return Value{float64(of(r)), true}, true }
}
