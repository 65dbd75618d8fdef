//go:build !js

package main

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows on a terminal how many of n runs are done. Call step
// after each and end in any case; without a terminal both do nothing.
func progress(e *edge, n int, noun string) (step, end func()) {
	if !e.watch {
		return func() {}, func() {}
	}
	p := mpb.New(mpb.WithOutput(beneath(e.stderr)), mpb.WithWidth(60))
	bar := p.AddBar(int64(n),
		mpb.PrependDecorators(decor.Name(noun+"s "), decor.CountersNoUnit("%d of %d")),
		mpb.AppendDecorators(decor.AverageETA(decor.ET_STYLE_GO)))
	return bar.Increment, func() {
		bar.Abort(true) // a bar that is not full would be waited for without end
		p.Wait()
	}
}
