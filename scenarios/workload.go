package scenarios

import (
	"math/bits"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
)

// Workload is about how many events a run will have, as rates and spans of its
// scenario say it before it begins: other business of desks, outages and tests of
// channels. What messages and decisions set going comes on top, so it is a floor.
type Workload struct {
	Events uint64
	Path   string // of the rate that makes most of them; empty where nothing does
	Part   uint64 // of the events that is due to it
}

// Takes is about how long a run of so many events takes. It is measured: an event
// took 0.3 to 1.9 microseconds in the library's scenarios and in worlds of up to 190
// nations, on one core of 2026.
func (w Workload) Takes() sim.Time { return sim.Time(w.Events / 1000) }

// The events behind one piece of other business (it comes, a server takes it up, it
// is done, the queue is looked at again), as a run counts them.
const eventsPerJob = 4

// Workload estimates the events of a run up to an instant.
func (sc *Scenario) Workload(until sim.Time) Workload {
	s := sc.Spec
	var w Workload
	for i := range s.Desks {
		if d := &s.Desks[i]; d.Loaded {
			w.add(deskPath(s, d)+".load", d.Calendar.OpenWithin(-s.WarmUp, until), max(d.Gap.Mean(), 1), eventsPerJob)
		}
	}
	for i := range s.Channels {
		ch := &s.Channels[i]
		path := tree.Join("channels", s.Names.Text(ch.Ref))
		if ch.Fails {
			w.add(path+".mtbf", until+s.WarmUp, max(ch.UpFor.Mean()+ch.DownFor.Mean(), 1), 2)
		}
		if ch.TestEvery > 0 {
			w.add(path+".test_every", until+s.WarmUp, ch.TestEvery, 1)
		}
	}
	return w
}

// add counts the events of something that comes every so often for a time.
func (w *Workload) add(path string, span, every sim.Time, events uint64) {
	over, n := bits.Mul64(uint64(span/every), events)
	if over > 0 || w.Events+n < n {
		n, w.Events = 1<<62, 0
	}
	if w.Events += n; n > w.Part {
		w.Path, w.Part = path, n
	}
}

// deskPath is where a desk stands in its document.
func deskPath(s *model.Spec, d *model.Desk) string {
	a := &s.Agencies[d.Agency]
	owner, desk := cutLast(s.Names.Text(d.Ref))
	if s.Nations[a.Nation].Body {
		return "bodies." + owner + ".desks." + desk
	}
	nation, agency := cutLast(owner)
	return "nations." + nation + ".agencies." + agency + ".desks." + desk
}

func cutLast(name string) (before, after string) {
	at := strings.LastIndexByte(name, '.')
	return name[:max(at, 0)], name[at+1:]
}
