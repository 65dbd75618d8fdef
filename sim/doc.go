// Package sim is the kernel of a deterministic discrete-event simulation.
package sim
