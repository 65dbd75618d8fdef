package reform

// Verdict is how a set came out.
type Verdict uint8

// The verdicts.
const (
	Misses      Verdict = iota // more often than the bound forgives
	CostsRights                // it would close the gap, and costs rights, which are to be spared
	Unconfirmed                // it closed the gap in the search, and not on fresh runs
	Passes                     // it closed the gap in the search; no test was left for it
	Closes                     // fresh runs carry the claim
)

// Trial is a set and what its runs came to.
type Trial struct {
	Set     Set
	Verdict Verdict
	Rows    []Row // of the search, from replication 0; fewer than asked for where it was given up
	Fresh   []Row // of the test

	early  []bool // which of the first runs missed
	stop   stop   // of a set that was looked at on its way
	made   int
	counts int
	miss   int
}

// addRows notes further rows of a trial.
func (t *Trial) addRows(rows []Row) {
	t.Rows = append(t.Rows, rows...)
	t.made, t.counts, t.miss, t.early = len(t.Rows), 0, 0, t.early[:0]
	for i := range t.Rows {
		m := t.Rows[i].misses()
		t.counts += one(t.Rows[i].Lead.Counts)
		if m {
			t.miss++
		}
		if i < chunk {
			t.early = append(t.early, m)
		}
	}
}

// leads are the times to spare of rows.
func leads(rows []Row) []Lead {
	list := make([]Lead, len(rows))
	for i := range rows {
		list[i] = rows[i].Lead
	}
	return list
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
