package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"

	"entente/replay"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// Trace writes a run in the JSON of Chrome's trace events, which Perfetto and its
// like open: a process for each nation or body, a thread for each desk, agency or
// channel, a slice for each stretch of time with its step and cause, arrows from the
// sending of a message to its reading, and marks for deadlines. Slices of one thread
// must not overlap, or readers drop them: what passes somewhere at once has as many
// threads there. Times are microseconds since the start of the warm-up, since viewers
// know none before zero.
func Trace(out io.Writer, records replay.Records, words func(journal.Step, journal.Cause) string) error {
	t := &trace{w: bufio.NewWriter(out), static: records.Static(), lanes: map[place]lane{}, tops: map[string]int{}}
	var transits measure.Transits
	var stretches []stretch
	err := through(records, func(r *journal.Record) {
		transits.Add(r)
		t.start = min(t.start, r.At)
		stretches = stretchesOf(stretches, r)
	})
	if err != nil {
		return err
	}
	for i := range stretches {
		t.start = min(t.start, stretches[i].from)
	}
	t.rows = rowsOf(stretches)
	fmt.Fprint(t.w, "{\"displayTimeUnit\":\"ms\",\"otherData\":{\"scenario\":", string(quoted(t.static.Scenario)), "},\"traceEvents\":[\n")
	if err := through(records, func(r *journal.Record) { t.record(r, words) }); err != nil {
		return err
	}
	t.flows(transits.List)
	fmt.Fprint(t.w, "\n]}\n")
	return t.w.Flush()
}

// stretch is the time of one span, and the thing at which it passed.
type stretch struct {
	from, until sim.Time
	at          journal.Ref
}

// stretchesOf adds the spans of a record, the last first.
func stretchesOf(list []stretch, r *journal.Record) []stretch {
	end := r.At
	for _, s := range slices.Backward(r.Spans) {
		at := s.Object
		if at == 0 {
			at = r.Actor
		}
		list = append(list, stretch{end - s.Ms, end, at})
		end -= s.Ms
	}
	return list
}

// rowsOf gives each stretch the first row of its thing that is free by then.
func rowsOf(list []stretch) []int {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(list[a].from, list[b].from) })
	rows, free := make([]int, len(list)), map[journal.Ref][]sim.Time{}
	for _, i := range order {
		x := &list[i]
		ends := free[x.at]
		row := slices.IndexFunc(ends, func(end sim.Time) bool { return end <= x.from })
		if row < 0 {
			row, ends = len(ends), append(ends, 0)
		}
		ends[row] = x.until
		rows[i], free[x.at] = row, ends
	}
	return rows
}

// place is one row of a thing.
type place struct {
	at  journal.Ref
	row int
}

// lane is where things of one place are drawn.
type lane struct{ process, thread int }

type trace struct {
	w       *bufio.Writer
	static  *journal.Static
	start   sim.Time
	rows    []int // of the stretches that come, in their order
	lanes   map[place]lane
	tops    map[string]int // processes by nation
	spans   []stretch      // of the record that is drawn
	threads int
	any     bool
}

// put writes one event.
func (t *trace) put(format string, args ...any) {
	if t.any {
		fmt.Fprint(t.w, ",\n")
	}
	t.any = true
	fmt.Fprintf(t.w, format, args...)
}

func (t *trace) micros(at sim.Time) int64 { return int64(at-t.start) * 1000 }

// lane finds or opens the lane of a row of a thing.
func (t *trace) lane(r journal.Ref, row int) lane {
	name, nation := thing(t.static, r).Name, thing(t.static, r).Nation
	if l, ok := t.lanes[place{r, row}]; ok {
		return l
	}
	if nation == "" {
		nation = name
	}
	p, ok := t.tops[nation]
	if !ok {
		p = len(t.tops) + 1
		t.tops[nation] = p
		t.put(`{"ph":"M","name":"process_name","pid":%d,"tid":0,"args":{"name":%s}}`, p, quoted(nation))
	}
	t.threads++
	l := lane{p, t.threads}
	t.lanes[place{r, row}] = l
	if row > 0 {
		name = fmt.Sprintf("%s #%d", name, row+1)
	}
	t.put(`{"ph":"M","name":"thread_name","pid":%d,"tid":%d,"args":{"name":%s}}`, l.process, l.thread, quoted(name))
	return l
}

// record draws the stretches of a record, and a mark for what is worth one.
func (t *trace) record(r *journal.Record, words func(journal.Step, journal.Cause) string) {
	t.spans = stretchesOf(t.spans[:0], r)
	for i, x := range t.spans {
		s, row := &r.Spans[len(r.Spans)-1-i], t.rows[0]
		t.rows = t.rows[1:]
		l := t.lane(x.at, row)
		t.put(`{"ph":"X","name":%s,"cat":%s,"ts":%d,"dur":%d,"pid":%d,"tid":%d,"args":{"record":%d,"kind":%s,"actor":%s,"ms":%d}}`,
			quoted(words(s.Step, s.Cause)), quoted(measure.DelayOf(s.Step, s.Cause).Code()), t.micros(x.from), int64(s.Ms)*1000, l.process, l.thread,
			r.Num, quoted(r.Kind.String()), quoted(thing(t.static, r.Actor).Name), int64(s.Ms))
	}
	if r.Kind == journal.Deadline || r.Kind == journal.Level || r.Kind == journal.Decided {
		l := t.lane(r.Actor, 0)
		t.put(`{"ph":"i","s":"p","name":%s,"ts":%d,"pid":%d,"tid":%d,"args":{"record":%d}}`, quoted(r.Kind.String()), t.micros(r.At), l.process, l.thread, r.Num)
	}
}

// flows draws an arrow for each message that was read. Viewers bind the ends of an
// arrow to slices, so each end has one of its own.
func (t *trace) flows(transits []measure.Transit) {
	for i, m := range transits {
		if m.Outcome != journal.Done {
			continue
		}
		a, b := t.lane(m.From, 0), t.lane(m.To, 0)
		for _, x := range []struct {
			ph, more string
			at       sim.Time
			lane
		}{{"s", "", m.Sent, a}, {"f", `,"bp":"e"`, m.Ended, b}} {
			t.put(`{"ph":"X","name":%s,"cat":"message","ts":%d,"dur":1,"pid":%d,"tid":%d}`, quoted(m.Message.String()), t.micros(x.at), x.process, x.thread)
			t.put(`{"ph":"%s","id":%d,"name":"message","cat":"message","ts":%d,"pid":%d,"tid":%d%s}`, x.ph, i+1, t.micros(x.at), x.process, x.thread, x.more)
		}
	}
}
