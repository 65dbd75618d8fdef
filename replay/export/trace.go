package export

import (
	"bufio"
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
// sending of a message to its reading, and marks for deadlines. Times are
// microseconds since the start of the warm-up, since viewers know none before zero.
func Trace(out io.Writer, records replay.Records, words func(journal.Step, journal.Cause) string) error {
	t := &trace{w: bufio.NewWriter(out), static: records.Static(), lanes: map[string]lane{}, tops: map[string]int{}}
	var transits measure.Transits
	err := through(records, func(r *journal.Record) {
		transits.Add(r)
		t.start = min(t.start, r.At)
		for _, x := range r.Spans {
			t.start = min(t.start, r.At-x.Ms)
		}
	})
	if err != nil {
		return err
	}
	fmt.Fprint(t.w, "{\"displayTimeUnit\":\"ms\",\"otherData\":{\"scenario\":", string(quoted(t.static.Scenario)), "},\"traceEvents\":[\n")
	if err := through(records, func(r *journal.Record) { t.record(r, words) }); err != nil {
		return err
	}
	t.flows(transits.List)
	fmt.Fprint(t.w, "\n]}\n")
	return t.w.Flush()
}

// lane is where things of one desk, agency or channel are drawn.
type lane struct{ process, thread int }

type trace struct {
	w       *bufio.Writer
	static  *journal.Static
	start   sim.Time
	lanes   map[string]lane
	tops    map[string]int // processes by nation
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

// lane finds or opens the lane of a thing.
func (t *trace) lane(r journal.Ref) lane {
	name, nation := thing(t.static, r).Name, thing(t.static, r).Nation
	if l, ok := t.lanes[name]; ok {
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
	t.lanes[name] = l
	t.put(`{"ph":"M","name":"thread_name","pid":%d,"tid":%d,"args":{"name":%s}}`, l.process, l.thread, quoted(name))
	return l
}

// record draws the stretches of a record, and a mark for what is worth one.
func (t *trace) record(r *journal.Record, words func(journal.Step, journal.Cause) string) {
	end := r.At
	for _, s := range slices.Backward(r.Spans) {
		at := s.Object
		if at == 0 {
			at = r.Actor
		}
		l := t.lane(at)
		t.put(`{"ph":"X","name":%s,"cat":%s,"ts":%d,"dur":%d,"pid":%d,"tid":%d,"args":{"record":%d,"kind":%s,"actor":%s,"ms":%d}}`,
			quoted(words(s.Step, s.Cause)), quoted(measure.DelayOf(s.Step, s.Cause).Code()), t.micros(end-s.Ms), int64(s.Ms)*1000, l.process, l.thread,
			r.Num, quoted(r.Kind.String()), quoted(thing(t.static, r.Actor).Name), int64(s.Ms))
		end -= s.Ms
	}
	if r.Kind == journal.Deadline || r.Kind == journal.Level || r.Kind == journal.Decided {
		l := t.lane(r.Actor)
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
		a, b := t.lane(m.From), t.lane(m.To)
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
