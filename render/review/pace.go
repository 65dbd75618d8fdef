package review

// pace is how much a run may do until it is asked to go on.
type pace struct {
	bound  bool
	left   int
	taken  int
	turn   int
	learnt int     // turns of answers on who knew and saw what
	short  bool    // somebody wanted more steps than were left
	again  bool    // somebody who draws anew in each frame did
	next   []*lane // whose load is under way, in the order in which they were asked for
}

// Pace bounds what a run does at once, and goes on with what was asked for and is not
// done. From here to the next call it takes at most so many steps: a step is a record
// or a hold that is looked at, some tens of nanoseconds. What does not fit is answered
// as far as it has come. A run that is never paced answers all there is at once.
func (r *Run) Pace(steps int) {
	r.pace.bound, r.pace.left = true, steps
	if r.pace.short {
		r.pace.short = false
		r.pace.turn++
	}
	r.traceNext()
	if r.isMeasuring() {
		r.measureNext(mostRecords)
	}
	if r.circle.within != nil {
		r.extend(&r.circle)
	}
	for len(r.pace.next) > 0 && r.affords() {
		l := r.pace.next[0]
		r.extendLoad(l)
		if l.making != nil {
			return
		}
		r.pace.next = r.pace.next[1:]
	}
}

// Working says whether something that was asked for is not done.
func (r *Run) Working() bool {
	return len(r.pace.next) > 0 || r.isMeasuring() || r.pace.short || r.pace.again || r.tracing() || r.circle.within != nil && !r.circle.isComplete(r)
}

// Turn is a number that changes whenever an answer may have, though no record came.
func (r *Run) Turn() int { return r.pace.turn + r.pace.learnt }

// WaitTurn is the same for answers on what waited and what fits a filter; on who knew
// and saw what there may be others.
func (r *Run) WaitTurn() int { return r.pace.turn }

// Taken is how many steps were taken so far.
func (r *Run) Taken() int { return r.pace.taken }

// Afford takes as many of the steps that are wanted as may be taken now. Who gets
// fewer is asked again: the turn changes with the next call of Pace.
func (r *Run) Afford(wanted int) int {
	n := r.takeUpTo(wanted)
	r.pace.short = r.pace.short || n < wanted
	return n
}

// AffordPart is Afford for a part that is drawn anew in each frame: where it gets fewer
// steps a frame has to follow, but nothing else has changed.
func (r *Run) AffordPart(wanted int) int {
	n := r.takeUpTo(wanted)
	r.pace.again = r.pace.again || n < wanted
	return n
}

// AskAgain has a part that is drawn anew in each frame be drawn in one to come.
func (r *Run) AskAgain() { r.pace.again = r.pace.bound }

// BeginFrame begins a frame; Unfinished says whether another has to follow, for a part
// of it that has not come to its end.
func (r *Run) BeginFrame()      { r.pace.again = false }
func (r *Run) Unfinished() bool { return r.pace.again }

// affords says whether a step more may be taken.
func (r *Run) affords() bool { return !r.pace.bound || r.pace.left > 0 }

// takeUpTo takes steps, as many as it may of those that are wanted.
func (r *Run) takeUpTo(wanted int) int {
	p := &r.pace
	if p.bound {
		wanted = max(0, min(wanted, p.left))
		p.left -= wanted
	}
	p.taken += wanted
	return wanted
}

// takeNeeded takes steps that were necessary, whatever is left.
func (r *Run) takeNeeded(steps int) {
	r.pace.left -= steps
	r.pace.taken += steps
}
