// Package panel draws the parts of a viewer: outcomes, why, who knows what, the inspector,
// the scrubber; lanes have a room of their own. Each is drawn from a run, a state of the
// view and a box, and notes which places can be clicked and what a click there does.
//
// Panels keep columns of their own between frames, so a frame allocates no memory; what
// they show depends on run, state and box alone. All words come from package wording.
package panel
