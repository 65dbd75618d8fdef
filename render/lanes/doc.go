// Package lanes draws messages and holds as they were: a lane for each agency, grouped by
// nation, and what waits on an axis of time, in as much detail as there is room for.
package lanes
