// Package batch runs a study: all of it on this machine, or one share of it as a job of
// a cluster, with the same results.
//
// # What it gives
//
// A Folder holds a study's results. Prepare begins one or goes on with it, Run makes
// the runs that are missing, RunShard those of one share, Merge makes the final tables.
//
// # How to think of it
//
// The disk is the only truth. A share writes one file, which gets its final name only
// when it is whole and on the disk, and what runs a folder has is read from its files. So
// a share can be run twice, on other machines, at the same time, killed and begun again;
// how runs were spread over shares, workers and attempts leaves no trace in the tables.
//
// A folder belongs to one plan: its hash stands in plan.json, and another one is
// refused. A program of another build only warns, since a row that two builds made must
// be the same row or the merge fails.
//
// One run that fails is a row that says why, and never the end of a sweep.
package batch
