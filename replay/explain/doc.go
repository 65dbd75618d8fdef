// Package explain says why something in a run happened when it did, or did not happen.
//
// # What it gives
//
// A Reader answers one question at a time about a deadline, a fact and an agency, a
// message, a decision of a body, an entry of the events list, an action, or any record.
// Each answer is an Explanation: the window of time that it covers; the stretches that
// this time went into, each with its step, its cause, and the desk, rule, channel, nation
// or body; the chain of causes back to a root; what followed; what was missing, and how
// far it had come; the conditions that held and those that did not; the rules met on the
// way. A terminal, a report, a table and a viewer all use it: those who show it work
// nothing out.
//
// # How to think of it
//
// Records tell of each what made it possible (its binding cause) and what the time since
// then went into. An explanation walks that chain backwards from an outcome and lays the
// spans end to end. So its stretches tile the window: they add up to it to the
// millisecond. Where the outcome never came, the chain is that of whatever had come
// furthest, and the time from its last record to the end of the window has the step and
// the cause of the state that it was left in; where a later record says what that time
// went into, that is used instead.
//
// What was not met has a first condition that failed when it was due, asked in the order
// of the lawful conditions: knowledge that may be used for it, judgement, permission,
// jurisdiction, hours and teams. A fact that is believed and may not be used, behind a
// wall, without the originator's word, or purged, is missing knowledge, and came further
// than one that was never read. For a fact that is held elsewhere, a wall that keeps it
// there is named before agencies that did not think of sending it, and the agency's own
// nation before others.
//
// # Duties of the caller
//
// A Reader reads its records lazily, through replay.Records: of a file it decodes
// what an answer needs. An Explanation is plain data and belongs to the caller.
// Nothing here words anything: package wording does. Errors are those of reading,
// and Unknown for a name that the run does not have.
package explain
