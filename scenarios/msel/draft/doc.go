// Package draft makes a scenario from an events list alone, for a planner who has a
// workbook and no scenario yet.
//
// What the list says stands in it as it says it. Around it stands a world of stubs: a
// nation from a preset for each that a name speaks of, its agencies, a channel that all
// use, one thread of ground truth for each storyline, and for each inject to somebody who
// could notice it a fact that the inject exposes. So it checks clean and runs, and every
// stub has a comment that says what was guessed and what belongs there.
//
// A name of the form nation.agency is somebody of the world, any other a cell of the
// exercise: a mapping file says which is which. Ids follow from the texts alone.
package draft
