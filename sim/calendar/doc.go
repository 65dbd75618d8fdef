// Package calendar says when a desk is open, when work ends that pauses while the desk is
// closed, and when a legal clock runs out.
//
// A Calendar repeats the hours of a week in local time at a fixed offset from
// UTC, and leaves out holidays. There is no daylight saving and no table of
// zones: the scenario gives the offset, so that the machine cannot. All
// instants are simulation time, milliseconds from T+0, and may be negative;
// the calendar is told once what T+0 is in Unix time.
//
// An instant t stands for the millisecond that begins at t. Opening time is
// open, closing time is closed, and work that is done at closing time is done
// then, not at the next opening. So for every calendar
//
//	OpenWithin(t, Add(t, work)) == work
//
// and the time from t to Add(t, work) splits exactly into work and closed time.
//
// Questions are answered by sums over the week and over the holidays, with a
// binary search in each: a job of ten years costs what a job of ten minutes
// does.
//
// A Clock is what a statute says about a stretch of time: its length, and the
// extensions that may be granted. A Term is one such clock running. The caller
// keeps the Term in its state, schedules its Expiry and DecideBy, and asks the
// Clock what an application or a decision at some instant does to it. Whether
// something is in time is decided here; who decides, and what follows when the
// clock runs out, is the caller's.
package calendar
