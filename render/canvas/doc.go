// Package canvas is what the parts of a viewer are drawn on: a scene that notes which
// places can be clicked and what a click there does, and what all panels are made of.
// These are text that fits its box, buttons, columns of blocks that scroll, the axis of
// time with its folds and ticks, and layers that are drawn again only when what they
// show has changed.
//
// A canvas remembers what it has worded and measured, so that a frame that shows nothing
// new allocates no memory. It knows no panel.
package canvas
