//go:build !js

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// barPatience is how long something takes before a bar shows how far it has come.
const barPatience = 2 * time.Second

// barWidth is that of a bar with its brackets.
const barWidth = 40

// canDrawBars says whether a bar may be drawn: on a terminal that can move its cursor, and
// beside no object that another program reads.
func (e *edge) canDrawBars() bool {
	return e.watch && !slices.Contains(e.env, "TERM=dumb") &&
		!slices.ContainsFunc(e.args, func(a string) bool { return a == "--json" || strings.HasPrefix(a, "--json=") })
}

// beginBar begins a place for a bar, which is drawn once it has lasted. Whoever writes a
// word afterwards ends it, as call of over does. It has no colours. For a watcher without
// any patience it is drawn at least once, however soon it is over.
func (e *edge) beginBar() (p *mpb.Progress, over func(bar *mpb.Bar)) {
	lasted := make(chan struct{})
	timer := time.AfterFunc(e.patience, func() { close(lasted) })
	out, drawn := beneath(e.stderr), &firstWrite{done: make(chan struct{})}
	if e.patience <= 0 {
		drawn.Writer = out
		out = drawn
	}
	p = mpb.New(mpb.WithOutput(out), mpb.WithWidth(barWidth), mpb.WithAutoRefresh(), mpb.WithRenderDelay(lasted))
	return p, func(bar *mpb.Bar) {
		timer.Stop()
		if e.patience <= 0 {
			drawn.wait(10 * time.Second)
		}
		bar.Abort(true) // a bar that is not full would be waited for without end
		p.Wait()
	}
}

// firstWrite tells when something has been written through it.
type firstWrite struct {
	io.Writer
	once sync.Once
	done chan struct{}
}

func (f *firstWrite) Write(b []byte) (int, error) {
	n, err := f.Writer.Write(b)
	if n > 0 {
		f.once.Do(func() { close(f.done) })
	}
	return n, err
}

// wait waits until then, or for so long.
func (f *firstWrite) wait(most time.Duration) {
	select {
	case <-f.done:
	case <-time.After(most):
	}
}

// remainingTime is how long the rest takes.
func remainingTime() []decor.Decorator {
	return []decor.Decorator{decor.AverageETA(decor.ET_STYLE_GO), decor.Name(" left")}
}

// progress shows on a terminal how many of n runs are done, how many of them failed,
// how fast they go and how long the rest takes. Call step after each and end in any
// case; without a terminal both do nothing.
func progress(e *edge, n int, noun string) (step func(failed bool), end func()) {
	if !e.canDrawBars() {
		return func(bool) {}, func() {}
	}
	e.course.clear()
	var failed atomic.Int64
	bad := func(decor.Statistics) string {
		if f := failed.Load(); f > 0 {
			return fmt.Sprintf(", %d failed", f)
		}
		return ""
	}
	p, over := e.beginBar()
	if n == 1 { // of which nobody can say how far it has come
		bar := p.AddSpinner(1, mpb.PrependDecorators(decor.Name(noun+" ")), mpb.AppendDecorators(decor.Elapsed(decor.ET_STYLE_GO), decor.Name(" so far")))
		return func(bool) {}, sync.OnceFunc(func() { over(bar) })
	}
	bar := p.AddBar(int64(n),
		mpb.PrependDecorators(decor.Name(noun+"s "), decor.CountersNoUnit("%d of %d"), decor.Any(bad)),
		mpb.AppendDecorators(append([]decor.Decorator{decor.AverageSpeed(0, "%.1f a second"), decor.Name(", ")}, remainingTime()...)...))
	step = func(bad bool) {
		if bad {
			failed.Add(1)
		}
		bar.Increment()
	}
	return step, sync.OnceFunc(func() { over(bar) })
}

// showProgress shows on a terminal how far one thing has come of total, by asking how far, and
// how long the rest takes. The first word that the command writes ends it, as another
// bar does; so does end.
func (e *edge) showProgress(what string, total int64, far func() int64, says func() string) (end func()) {
	if !e.canDrawBars() || total <= 0 {
		return func() {}
	}
	e.course.clear()
	p, over := e.beginBar()
	bar := p.AddBar(total,
		mpb.PrependDecorators(decor.Name(what+" "), decor.Any(func(decor.Statistics) string { return says() })),
		mpb.AppendDecorators(append([]decor.Decorator{decor.Percentage(decor.WC{W: 4}), decor.Name(", ")}, remainingTime()...)...))
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			bar.SetCurrent(min(max(far(), 0), total-1)) // a full bar ends itself
			select {
			case <-stop:
				return
			case <-tick.C:
			}
		}
	}()
	end = sync.OnceFunc(func() {
		close(stop)
		<-stopped
		over(bar)
	})
	e.course.gauge.Store(&end)
	return end
}
