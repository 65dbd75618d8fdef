package casebook

// Calibration says what figures of the engine and of the library stand on: what a source
// counted, what a documented case was fitted to, and what nobody knows. Rows are only as
// blind as what is told here lets them be.
type Calibration struct {
	Figures string `json:"figures"` // what was set
	On      string `json:"on"`      // by what
	Rows    string `json:"rows"`    // of the library's cases that it bears on; empty: none was looked at
}

// Calibrations are all of the library's, and what was changed after rows had been seen.
func Calibrations() []Calibration {
	return []Calibration{
		{"model.attention: aside, lies, precedence", "counts of inspectors general and of a study of alerts: see chapter 28 of the manual; none of them is about a documented case here", ""},
		{"model.labels.heeded", "the procedure of precedence (NAVEDTRA 14148), which says that readers go by it, not how many do", ""},
		{"model.attention: danger, asked, owed, others, again, queue, trust; model.labels.kept; model.connecting, practice, withhold", "nothing: calibration values, round numbers, set before any row was measured with them. Connecting, habits and withholding are off, since no count of them was found", ""},
		{"agencies/usual: how long a liaison officer and an embassy take", "fitted to the case of 2015", "V2.3 and V2.7, and so all of V2"},
		{"bodies/united-nations: ten working days, how long a hold stands", "fitted to the case of 2019", "V6.3 and V6.8, and so all of V6"},
		{"loads, servers and hours of presets", "calibration values; none was changed since the first measurement", ""},
		{"crisis mode: two-clocks-2008 (in India, on the attack), covert-check-2015 (in France from the night of the attacks on, in Belgium on the manhunt)", "that there was a crisis is on record; it was written down with engine 0.6.0, after the rows had been seen without. Crisis mode has no figure of its own", "V4.7 to V4.11b; V3.9, V3.10, V3.10b, V3.11"},
		{"that calls for help are FLASH on their face, and how fast a control room takes them up (two-clocks-2008)", "a standard of such rooms (NFPA 1221), found missing by looking at why the minister heard too late", "V4.7, V4.8, V4.11b"},
		{"that a hit is owed, that passing on is a point of contact's own task, and that a question of the own side is asked for (engine 0.6.0)", "law and the sense of the words, found missing by looking at why the road check of 2015 took days; no number was set by it", "V3.2, V3.9, V3.10, V3.10b"},
		{"that what takes no time does not lie aside (engine 0.7.0): where a case gives that a memo was sent at an hour, its sender's desk works for 0s", "the sense of 0s, found missing by looking at why the band of V8.2 was so wide: in a quarter of the runs the memo lay for weeks with whoever had sent it; no number was set by it", "V2.2, V2.7, V2.10, V4.5, V4.5b, V7.2 to V7.8, V8.2, V8.3, V8.7"},
	}
}
