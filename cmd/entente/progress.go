//go:build !js

package main

import (
	"fmt"
	"sync/atomic"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows on a terminal how many of n runs are done, how many of them failed,
// how fast they go and how long the rest takes. Call step after each and end in any
// case; without a terminal both do nothing.
func progress(e *edge, n int, noun string) (step func(failed bool), end func()) {
	if !e.watch {
		return func(bool) {}, func() {}
	}
	var failed atomic.Int64
	bad := func(decor.Statistics) string {
		if f := failed.Load(); f > 0 {
			return fmt.Sprintf(", %d failed", f)
		}
		return ""
	}
	p := mpb.New(mpb.WithOutput(beneath(e.stderr)), mpb.WithWidth(40))
	bar := p.AddBar(int64(n),
		mpb.PrependDecorators(decor.Name(noun+"s "), decor.CountersNoUnit("%d of %d"), decor.Any(bad)),
		mpb.AppendDecorators(decor.AverageSpeed(0, "%.1f a second"), decor.Name(", "), decor.AverageETA(decor.ET_STYLE_GO), decor.Name(" left")))
	step = func(bad bool) {
		if bad {
			failed.Add(1)
		}
		bar.Increment()
	}
	return step, func() {
		bar.Abort(true) // a bar that is not full would be waited for without end
		p.Wait()
	}
}
