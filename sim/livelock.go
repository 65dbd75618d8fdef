package sim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// LivelockError says that an instant did not come to rest: events went on
// scheduling each other for the same instant until the rounds ran out.
type LivelockError struct {
	At   Time
	Busy []Busy // in the last rounds, the busiest first
}

// Busy counts the events of one kind that happened to one actor.
type Busy struct {
	Kind  Kind
	Actor Actor
	Count uint64
}

// Error names the busiest, as the numbers that the kernel knows.
func (e *LivelockError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "sim: livelock at %s: %d rounds did not bring the instant to rest; busy in the last ones:", e.At.Elapsed(), livelockRound)
	for i, x := range e.Busy {
		if i == maxNamed {
			fmt.Fprintf(&b, " and %d more", len(e.Busy)-i)
			break
		}
		fmt.Fprintf(&b, " kind %d of actor %d (%d times)", x.Kind, x.Actor, x.Count)
	}
	return b.String()
}

const (
	watchedRound = livelockRound - 8 // the first round whose events are counted
	maxNamed     = 8                 // of Busy in the text of the error
)

// watch counts an event of the last rounds before livelock.
func (k *Kernel) watch(e Event) error {
	if k.lateAt != k.now {
		k.late, k.lateAt = k.late[:0], k.now
	}
	if e.Round() == livelockRound {
		slices.SortStableFunc(k.late, func(a, b Busy) int { return cmp.Compare(b.Count, a.Count) })
		return &LivelockError{At: k.now, Busy: slices.Clone(k.late)}
	}
	i, found := slices.BinarySearchFunc(k.late, e, func(b Busy, e Event) int {
		return cmp.Or(cmp.Compare(b.Kind, e.Kind), cmp.Compare(b.Actor, e.Actor()))
	})
	if !found {
		k.late = slices.Insert(k.late, i, Busy{Kind: e.Kind, Actor: e.Actor()})
	}
	k.late[i].Count++
	return nil
}
