// Package model defines the compiled scenario: what is fixed before a run begins.
//
// # What it gives
//
// A Spec holds the nations, agencies, desks, channels, rules, storylines, bodies and the
// events list of one scenario, each thing by a dense number in the order of its names.
// Package scenarios fills one in from YAML and calls Seal; package agents plays it, as
// often as it likes and in any number of worlds at once, for nothing in it changes.
//
// # What is not here
//
// Nothing that a run does or remembers: that is package agents, which this package cannot
// import. A number that may change during a run is here only as the place of its parameter
// (ParamID); its value now is the world's.
package model

// Version of the engine that plays a Spec. Same scenario, patches, seed and Version give
// the same records, bytes and digest on every machine.
const Version = "0.7.0"
