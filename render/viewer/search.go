package viewer

import (
	"slices"

	"entente/render/review"
	"entente/render/view"
	"entente/sim/journal"
)

// hunt is a search under way: what is asked, how far it has come, and what it found.
type hunt struct {
	text  string
	as    view.Perspective
	find  *review.Finder
	fault string
	upto  int // events that were looked at
	found []journal.Num
}

// asked is what is searched for: in the dialog what stands in the field.
func (v *Viewer) asked() string {
	if v.State.Dialog == view.SearchDialog || v.State.Dialog == view.FilterDialog {
		return v.State.Typed
	}
	return v.State.Search
}

// search looks at so many further events for what is asked.
func (v *Viewer) search(most int) {
	h, text := &v.hunt, v.asked()
	if h.find == nil && h.fault == "" || h.text != text || h.as != v.State.As {
		*h = hunt{text: text, as: v.State.As, found: h.found[:0]}
		v.stale = true
		var err error
		if h.find, err = v.Run.NewFinder(text); err != nil {
			h.fault = err.Error()
		} else {
			h.find.As = v.State.As
		}
	}
	if h.find == nil || h.find.Any() {
		return
	}
	cost := h.find.Cost()
	upto := h.upto + v.Run.Afford(min(most*cost, (len(v.Run.Events)-h.upto)*cost, v.pace/2))/cost // the rest is for what is drawn
	for ; h.upto < upto; h.upto++ {
		v.stale = true
		if !sees(v.Run, &v.State, h.upto) {
			continue
		}
		fits, err := h.find.Fits(h.upto)
		if err != nil {
			h.fault = err.Error()
			return
		}
		if fits {
			h.found = append(h.found, v.Run.Events[h.upto].Num)
		}
	}
}

// Found says how many records fit what is searched for, and whether all were looked at.
func (v *Viewer) Found() (n int, all bool) {
	done, of := v.Run.Loaded()
	return len(v.hunt.found), v.hunt.upto == len(v.Run.Events) && done == of
}

// quickly is how many events a search looks at before it says that nothing fits so far.
const quickly = 20_000

// acceptSearch goes to the first record that fits after the playhead; once more, to
// the next.
func (v *Viewer) acceptSearch() string {
	s := &v.State
	if s.Typed == "" {
		s.Search, s.Dialog = "", view.NoDialog
		return ""
	}
	v.search(quickly)
	if v.hunt.fault != "" {
		return v.hunt.fault
	}
	s.Search = s.Typed
	return v.stepFound(view.Action{N: 1})
}

// stepFound goes to the next record that was found, and round at the end.
func (v *Viewer) stepFound(a view.Action) string {
	if v.asked() == "" {
		return saysNoSearch
	}
	v.search(quickly)
	list := v.hunt.found
	_, all := v.Found()
	if len(list) == 0 && all {
		return saysNoneFound
	}
	now := journal.Num(happened(v.Run, &v.State))
	i, _ := slices.BinarySearch(list, now+1)
	if !all && (len(list) == 0 || i == len(list) && a.N > 0) {
		return saysNoneYet
	}
	if a.N < 0 {
		for i--; i >= 0 && list[i] >= now; {
			i--
		}
	}
	return goToRecord(v.Run, &v.State, int(list[(i+len(list))%len(list)])-1)
}
