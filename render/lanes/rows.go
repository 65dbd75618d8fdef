package lanes

import (
	"strings"

	"entente/render/review"
	"entente/render/scene"
	"entente/render/view"
	"entente/sim/journal"
)

// rowSort is what a row of the lanes is.
type rowSort uint8

const (
	headRow  rowSort = iota // a nation, its agencies below
	laneRow                 // an agency or a body
	wholeRow                // a nation with all of its agencies in one
	veilRow                 // a nation into which the view does not see
	moreRow                 // how many are not shown
)

// row is one row of the lanes.
type row struct {
	sort      rowSort
	who       journal.Ref // agency, body or nation
	nation    journal.Ref
	top, high float64
	strong    bool // on the course
	count     int  // of a moreRow
	columns   int  // where those of the row begin
}

func (r *row) middle() float64 { return float64(int(r.top + float64(r.high/2))) }

// crew is a nation or body with those of its agencies that have lanes.
type crew struct {
	nation   journal.Ref
	agencies []journal.Ref
	idle     bool // a body with which nothing ever waited
}

// crews are all who have lanes, in the order of the scenario.
func crews(run *review.Run) (list []crew) {
	place := map[journal.Ref]int{}
	for i := range run.Static.Things {
		r := journal.Ref(i)
		sort := journal.SortOf(run.Static.Things[i].Sort)
		if sort == journal.SortNation || sort == journal.SortBody {
			place[r] = len(list)
			list = append(list, crew{nation: r})
		}
		if _, itself := run.Waited(r); sort == journal.SortBody && itself {
			list[place[r]].agencies = append(list[place[r]].agencies, r)
		}
	}
	for i := range run.Static.Things {
		r := journal.Ref(i)
		if journal.SortOf(run.Static.Things[i].Sort) != journal.SortAgency {
			continue
		}
		if at, known := place[run.Nation(r)]; known {
			list[at].agencies = append(list[at].agencies, r)
		}
	}
	for i := range list {
		x := &list[i]
		any, _ := run.Waited(x.nation)
		x.idle = !any && run.Static.Things[x.nation].Sort == journal.SortBody.String()
	}
	return list
}

// unfolded says whether a nation is unfolded to its agencies.
func unfolded(run *review.Run, s *view.State, nation journal.Ref) bool {
	return s.Unfolded != "" && strings.Contains(s.Unfolded, ","+run.Static.Things[nation].Name+",")
}

// sight says whether the view sees into any agency of a nation, and whether into all:
// an agency does not see what waits with the others of its nation.
func sight(run *review.Run, s *view.State, x *crew) (any, all bool) {
	all = true
	for _, a := range x.agencies {
		has := run.Has(s.As, a)
		any, all = any || has, all && has
	}
	return any, all
}

// mostLanes is how many agencies have lanes of their own before nations are folded.
const mostLanes = 16

// singleRows lists the rows in which every hold and message is drawn: only the
// parties of the chosen outcome, unless everyone is asked for.
func singleRows(rows []row, run *review.Run, s *view.State, k *course, all []crew) []row {
	agencies := 0
	for i := range all {
		agencies += len(all[i].agencies)
	}
	few := k.found != nil && !s.Everyone
	for i := range all {
		x := &all[i]
		seen, whole := sight(run, s, x)
		party := false
		for _, a := range x.agencies {
			party = party || k.parties[a]
		}
		open := unfolded(run, s, x.nation)
		switch {
		case len(x.agencies) == 0 || few && !party:
		case !seen:
			rows = append(rows, row{sort: veilRow, who: x.nation, nation: x.nation})
		case !few && !open && whole && agencies > mostLanes:
			rows = append(rows, row{sort: wholeRow, who: x.nation, nation: x.nation, strong: party})
		default:
			rows = append(rows, row{sort: headRow, who: x.nation, nation: x.nation})
			for _, a := range x.agencies {
				if run.Has(s.As, a) && (!few || open || k.parties[a]) {
					rows = append(rows, row{sort: laneRow, who: a, nation: x.nation, strong: k.parties[a]})
				}
			}
		}
	}
	return rows
}

// loadRows lists the rows in which only how much waited is drawn: nations, and the
// agencies of those that are unfolded.
func loadRows(rows []row, run *review.Run, s *view.State, all []crew) []row {
	for i := range all {
		x := &all[i]
		seen, whole := sight(run, s, x)
		switch {
		case len(x.agencies) == 0 || x.idle:
		case !seen:
			rows = append(rows, row{sort: veilRow, who: x.nation, nation: x.nation})
		default:
			of := wholeRow
			if !whole {
				of = headRow
			}
			if rows = append(rows, row{sort: of, who: x.nation, nation: x.nation}); whole && !unfolded(run, s, x.nation) {
				continue
			}
			for _, a := range x.agencies {
				if run.Has(s.As, a) {
					rows = append(rows, row{sort: laneRow, who: a, nation: x.nation})
				}
			}
		}
	}
	return rows
}

// heights are how high rows are.
type heights struct {
	head, veil, least, most float64
}

// stack gives rows their places in a box, from the first that is scrolled to on, and
// says which are shown. Lanes share the room that heads leave.
func stack(rows []row, b scene.Box, h heights, first int) (from, upto int) {
	fixed, lanes := 0.0, 0
	for i := range rows {
		switch rows[i].sort {
		case headRow, moreRow:
			fixed += h.head
		case veilRow:
			fixed += h.veil
		default:
			lanes++
		}
	}
	high := h.most
	if lanes > 0 {
		high = min(h.most, max(h.least, float64(int((b.H-fixed)/float64(lanes)))))
	}
	size := func(r *row) float64 {
		switch r.sort {
		case headRow, moreRow:
			return h.head
		case veilRow:
			return h.veil
		}
		return high
	}
	// As many rows as fit, and no room left below the last.
	from, room := len(rows), b.H
	for from > 0 && room >= size(&rows[from-1]) {
		from--
		room -= size(&rows[from])
	}
	from = max(0, min(from, first))
	y := b.Y
	for upto = from; upto < len(rows); upto++ {
		r := &rows[upto]
		r.top, r.high = y, size(r)
		if y+r.high > b.Y+b.H+0.5 {
			break
		}
		y += r.high
	}
	return from, upto
}
