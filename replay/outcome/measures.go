package outcome

import (
	"entente/replay/measure"
	"entente/sim"
)

// Measures are the numbers of a run. Over replications they are those of the
// first, each with its range over all.
type Measures struct {
	M1  *waits    `json:"M1"`  // to key facts that an agency needs
	M2  *waits    `json:"M2"`  // to shared awareness, by storyline
	M3  *share    `json:"M3"`  // deadlines informed or read
	M4  *lawful   `json:"M4"`  // what rules ended and held
	M5  *part     `json:"M5"`  // key facts lost before sending
	M6  *doubles  `json:"M6"`  // facts held twice, unknown to both
	M7  *part     `json:"M7"`  // key facts that nobody could act on
	M8  *answers  `json:"M8"`  // clocks for answers
	M9  *markings `json:"M9"`  // readings against a marking: 0
	M10 *margin   `json:"M10"` // deadlines for an action
	M11 *capacity `json:"M11"` // actions asked for that were lawful
	M12 *decided  `json:"M12"` // proposals of bodies
	M13 *effort   `json:"M13"` // messages per action
	M14 *waits    `json:"M14"` // for support
	M15 *trust    `json:"M15"` // moved by the run
	M17 *rights   `json:"M17"` // what it meant for those concerned
}

// Null stands for what did not happen, or for a share of nothing.
type (
	waits struct {
		Median   *int64          `json:"median_ms"`
		P95      *int64          `json:"p95_ms"`
		Of       int             `json:"of"`
		Never    int             `json:"never"`
		Rows     []wait          `json:"rows,omitempty"`
		Range    *measure.Spread `json:"range,omitempty"` // of the median
		RangeP95 *measure.Spread `json:"range_p95,omitempty"`
	}
	wait struct {
		Agency string `json:"agency"`
		Fact   string `json:"fact"`
		Since  int64  `json:"since_ms"`
		Read   *int64 `json:"read_ms"`
	}
	share struct {
		Met   int             `json:"met"`
		Of    int             `json:"of"`
		Share *float64        `json:"share"` // null where nothing came due
		Range *measure.Spread `json:"range,omitempty"`
	}
	part struct {
		N     int             `json:"n"`
		Of    int             `json:"of"`
		Share *float64        `json:"share"`
		Range *measure.Spread `json:"range,omitempty"`
	}
	doubles struct {
		Facts     int             `json:"facts"`
		Time      int64           `json:"time_ms"`
		Range     *measure.Spread `json:"range,omitempty"`
		RangeTime *measure.Spread `json:"range_time_ms,omitempty"`
	}
	capacity struct {
		part
		Denied  int `json:"denied"`
		Expired int `json:"clocks_expired"`
	}
	decided struct {
		waits
		Adopted int `json:"adopted"`
		Breaks  int `json:"breaks"`
		Holds   int `json:"objections"`
	}
	trust struct {
		Mean       *float64        `json:"mean"`
		Least      *float64        `json:"least"`
		Pairs      int             `json:"pairs"`
		Range      *measure.Spread `json:"range,omitempty"` // of the mean
		RangeLeast *measure.Spread `json:"range_least,omitempty"`
	}
	lawful struct {
		Ended     int             `json:"ended"`
		Of        int             `json:"of"` // messages that came to LAW
		Share     *float64        `json:"share"`
		Held      int64           `json:"held_ms"`
		Rows      []ruling        `json:"rows,omitempty"`
		Range     *measure.Spread `json:"range,omitempty"` // of the share
		RangeHeld *measure.Spread `json:"range_held_ms,omitempty"`
	}
	ruling struct {
		Rule  string `json:"rule"`
		Ended int    `json:"ended"`
		Held  int64  `json:"held_ms"`
	}
	answers struct {
		share
		Rows []instrument `json:"rows,omitempty"`
	}
	instrument struct {
		Name string `json:"instrument"`
		Met  int    `json:"met"`
		Of   int    `json:"of"`
	}
	markings struct {
		Breaches int             `json:"breaches"`
		Of       int             `json:"of"`
		Leaks    int             `json:"leaks"`
		Traced   int             `json:"traced"`
		Rows     []breach        `json:"rows,omitempty"`
		Range    *measure.Spread `json:"range,omitempty"`
	}
	breach struct {
		Agency string `json:"agency"`
		Fact   string `json:"fact"`
		Origin string `json:"origin"`
		Via    string `json:"via"`
		At     int64  `json:"at_ms"`
		Why    string `json:"why"`
	}
	margin struct {
		Minimum     *int64          `json:"minimum_ms"` // null: the action never became available
		Median      *int64          `json:"median_ms"`
		Of          int             `json:"of"`
		Unavailable int             `json:"unavailable"`
		Range       *measure.Spread `json:"range,omitempty"` // of the minimum
		RangeMedian *measure.Spread `json:"range_median,omitempty"`
	}
	effort struct {
		Messages  int             `json:"messages"`
		Decided   int             `json:"decided"`
		Each      *float64        `json:"messages_per_decision"`
		Idle      int64           `json:"queue_and_off_hours_ms"`
		Total     int64           `json:"transit_ms"`
		Share     *float64        `json:"share"`
		Range     *measure.Spread `json:"range,omitempty"` // of messages per decision
		RangeIdle *measure.Spread `json:"range_share,omitempty"`
	}
	rights struct {
		Refused  int                        `json:"refused_on_rights_grounds"`
		Benign   int                        `json:"benign_under_coercion"`
		Overrun  int64                      `json:"retention_overrun_ms"`
		Unpurged int                        `json:"unpurged"`
		Unlawful int                        `json:"reviews_unlawful"`
		Ranges   map[string]*measure.Spread `json:"ranges,omitempty"`
	}
)

// NewMeasures tells the measures of one run.
func NewMeasures(r measure.Results) Measures {
	return Measures{
		M1: newWaits(r.M1), M2: newWaits(r.M2), M3: newShare(r.M3), M5: newPart(r.M5), M7: newPart(r.M7), M14: newWaits(r.M14), M15: newTrust(r.M15),
		M6:  &doubles{Facts: len(r.M6), Time: int64(r.M6.Total())},
		M11: &capacity{part: *newPart(r.M11.Share), Denied: r.M11.Denied, Expired: r.M11.Expired},
		M12: &decided{waits: *newWaits(r.M12.Times), Adopted: r.M12.Adopted, Breaks: r.M12.Breaks, Holds: r.M12.Holds}, M10: newMargin(r.M10), M8: &answers{share: *newShare(r.M8)},
		M4: &lawful{Ended: r.M4.Ended, Of: r.M4.Reached, Share: ratio(r.M4.Ended, r.M4.Reached), Held: int64(r.M4.Held)},
		M9: &markings{Breaches: len(r.M9.Breaches), Of: r.M9.Read, Leaks: r.M9.Leaks, Traced: r.M9.Traced},
		M13: &effort{
			Messages: r.M13.Messages, Decided: r.M13.Decided, Each: ratio(r.M13.Messages, r.M13.Decided),
			Idle: int64(r.M13.Idle), Total: int64(r.M13.Total), Share: ratio(r.M13.Idle, r.M13.Total),
		},
		M17: &rights{
			Refused: r.M17.Refused, Benign: r.M17.Benign, Overrun: int64(r.M17.Overrun),
			Unpurged: r.M17.Unpurged, Unlawful: r.M17.Unlawful,
		},
	}
}

// ratio is part of whole; null where there is no whole.
func ratio[N int | sim.Time](part, whole N) *float64 {
	if whole == 0 {
		return nil
	}
	v := float64(part) / float64(whole)
	return &v
}

func newPart(s measure.Share) *part { return &part{N: s.Of, Of: s.All, Share: ratio(s.Of, s.All)} }

func newTrust(f measure.Faiths) *trust {
	out := &trust{Pairs: len(f)}
	share := func(v sim.PPM, ok bool) *float64 {
		if !ok {
			return nil
		}
		x := float64(v) / float64(sim.One)
		return &x
	}
	out.Mean, out.Least = share(f.Mean()), share(f.Least())
	return out
}

func newWaits(t measure.Times) *waits {
	out := &waits{Of: t.All(), Never: t.Never}
	if v, ok := t.Quantile(500); ok {
		out.Median = instant(v)
	}
	if v, ok := t.Quantile(950); ok {
		out.P95 = instant(v)
	}
	return out
}

func newShare(s measure.Share) *share {
	return &share{Met: s.Of, Of: s.All, Share: ratio(s.Of, s.All)}
}

func newMargin(m measure.Margins) *margin {
	out := &margin{Of: len(m.Known) + m.Unavailable, Unavailable: m.Unavailable}
	if t, ok := m.Quantile(0); ok {
		out.Minimum = instant(t)
	}
	if t, ok := m.Quantile(500); ok {
		out.Median = instant(t)
	}
	return out
}

// AddRows adds what the measures of one run were counted from.
func (m *Measures) AddRows(s *measure.Story) {
	for _, w := range s.Waits() {
		m.M1.Rows = append(m.M1.Rows, wait{s.Name(w.Agency), s.Name(w.Fact), int64(w.Since), instant(w.Read)})
	}
	for _, r := range s.Rulings() {
		m.M4.Rows = append(m.M4.Rows, ruling{s.Name(r.Rule), r.Ended, int64(r.Held)})
	}
	for _, i := range s.Instruments(s.Clocks()) {
		m.M8.Rows = append(m.M8.Rows, instrument{i.Name, i.Of, i.All})
	}
	for _, b := range s.M9().Breaches {
		m.M9.Rows = append(m.M9.Rows, breach{s.Name(b.Agency), s.Name(b.Fact), s.Name(b.Origin), s.Name(b.Via), int64(b.At), b.Why})
	}
}

// AddRanges adds the range of every figure over some runs.
func (m *Measures) AddRanges(runs []measure.Readings) {
	over := func(id string) *measure.Spread { return measure.FigureOf(id).Over(runs) }
	m.M1.Range, m.M1.RangeP95 = over("M1"), over("M1 p95")
	m.M2.Range, m.M14.Range, m.M12.Range = over("M2"), over("M14"), over("M12")
	m.M5.Range, m.M7.Range, m.M11.Range = over("M5"), over("M7"), over("M11")
	m.M6.Range, m.M6.RangeTime = over("M6"), over("M6 time")
	m.M15.Range, m.M15.RangeLeast = over("M15"), over("M15 least")
	m.M3.Range, m.M8.Range, m.M9.Range = over("M3"), over("M8"), over("M9")
	m.M4.Range, m.M4.RangeHeld = over("M4"), over("M4 held")
	m.M10.Range, m.M10.RangeMedian = over("M10"), over("M10 median")
	m.M13.Range, m.M13.RangeIdle = over("M13"), over("M13 idle")
	m.M17.Ranges = map[string]*measure.Spread{
		"refused_on_rights_grounds": over("M17"), "benign_under_coercion": over("M17 benign"),
		"retention_overrun_ms": over("M17 overrun"), "reviews_unlawful": over("M17 unlawful"),
	}
}
