package main

import (
	"fmt"
	"os"
	"strings"
	"sync/atomic"

	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// course is how far a command has come, for whoever ends it.
type course struct {
	said atomic.Pointer[func() string]
	halt atomic.Pointer[func()]

	gauge atomic.Pointer[func()] // ends the bar of what is under way; nil: there is none

	patient atomic.Bool // once told to end, only Ctrl-C ends it at once
}

// clear takes the bar of what is under way off the terminal.
func (c *course) clear() {
	if end := c.gauge.Swap(nil); end != nil {
		(*end)()
	}
}

func (c *course) say(how func() string) { c.said.Store(&how) }

// onHalt has a command come to an orderly end when it is told to for the first time;
// the second time it is ended. nil takes that back.
func (c *course) onHalt(stop func()) {
	if stop == nil {
		c.halt.Store(nil)
		return
	}
	c.halt.Store(&stop)
}

// endWhenTold ends the program when a signal asks for it: it takes away what is not
// finished, says what was done and what is left, and exits. Files that are about to
// take their names do so first.
func (e *edge) endWhenTold(signals <-chan os.Signal, exit func(code int)) {
	<-signals
	if stop := e.course.halt.Load(); stop != nil {
		if e.watch {
			fmt.Fprintln(e.stderr) // a bar may stand on the line
		}
		line := "entente: finishing the runs under way; told once more, it ends at once"
		if e.course.patient.Load() {
			line = "entente: finishing the runs under way"
		}
		fmt.Fprintln(e.stderr, line)
		(*stop)()
		for again := range signals {
			if again == os.Interrupt || !e.course.patient.Load() {
				break
			}
		}
	}
	err := e.store.Abandon()
	e.course.clear()
	line := "interrupted"
	if how := e.course.said.Load(); how != nil {
		line += " " + (*how)()
	}
	switch done := e.store.Written(); len(done) {
	case 0:
		line += "; no file was written"
	case 1:
		line += "; " + done[0] + " is whole"
	default:
		line += "; " + strings.Join(done, ", ") + " are whole"
	}
	if e.watch {
		fmt.Fprintln(e.stderr) // a bar may stand on the line
	}
	fmt.Fprintf(e.stderr, "entente: %s\n", line)
	if err != nil {
		fmt.Fprintf(e.stderr, "entente: %v\n", err)
	}
	exit(failed)
}

// counting shows how many of n runs are done, and remembers it. Call step after
// each run and end in any case.
func (e *edge) counting(n int, noun string) (step func(failed bool), end func()) {
	var done atomic.Int64
	e.course.say(func() string {
		d := int(done.Load())
		return fmt.Sprintf("after %s of %s; %s left, and nothing is shown of any", wording.Thousands(d), wording.Plural(n, noun), wording.Thousands(n-d))
	})
	bar, over := progress(e, n, noun)
	return func(failed bool) { done.Add(1); bar(failed) }, over
}

// following is a sink that remembers how far one run has come.
func (e *edge) following(j *job) journal.Sink {
	f := &follower{}
	c := notation.Clock{Start: j.scenario.Spec.Start, Zone: j.scenario.Spec.Zone}
	e.course.say(func() string {
		return fmt.Sprintf("at %s of %s, after %s records; nothing is shown of them", c.At(sim.Time(f.at.Load())), c.At(j.until), wording.Thousands(f.num.Load()))
	})
	from := -j.scenario.Spec.WarmUp
	f.at.Store(int64(from))
	e.showProgress("run", int64(j.until-from), func() int64 { return f.at.Load() - int64(from) }, func() string {
		return c.At(sim.Time(f.at.Load())) + " of " + c.At(j.until)
	})
	return f
}

type follower struct {
	at  atomic.Int64
	num atomic.Uint32
}

// Record takes note of a record.
func (f *follower) Record(r *journal.Record) error {
	f.at.Store(int64(r.At))
	f.num.Store(uint32(r.Num))
	return nil
}
