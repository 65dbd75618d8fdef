//go:build !js

package main

import (
	"errors"

	"github.com/spf13/cobra"

	"entente/scenarios/batch"
)

func newSweepShard(e *edge) *cobra.Command {
	o := &sweepFlags{}
	c := &cobra.Command{
		Use:   "shard DIR --shard INDEX/OF",
		Short: "Make one share of the runs, as a job of a cluster does",
		Long: `Shard makes the runs whose number leaves the remainder INDEX when divided by OF, and
writes them to one file. It can be run twice, anywhere, and be killed: what is complete is
kept, what is not leaves nothing behind. Told to end by a signal, as schedulers do when a job's
time is over, it finishes the runs under way, writes what is done and ends with exit code
75; the same command then goes on.`,
		Example: `  entente sweep shard results --shard 3/200
  seq 0 199 | parallel entente sweep shard results --shard {}/200`,
		Args: args(cobra.ExactArgs(1), "one directory"),
		RunE: func(_ *cobra.Command, given []string) error {
			s, err := batch.ParseShare(o.share)
			if err != nil {
				return wrong(err)
			}
			f, err := e.reopenFolder(given[0])
			if err != nil {
				return err
			}
			e.course.patient.Store(true) // schedulers tell a job and its parts, more than once
			return e.makeRuns(f, s, o, 0)
		},
	}
	c.Flags().StringVar(&o.share, "shard", "", "the share, `INDEX/OF`, counted from 0")
	crewFlag(c.Flags(), &o.workers)
	c.Flags().BoolVar(&o.retry, "retry-failed", false, "make runs that failed again")
	_ = c.MarkFlagRequired("shard")
	return c
}

func newSweepMerge(e *edge) *cobra.Command {
	o := &sweepFlags{}
	c := &cobra.Command{
		Use:   "merge DIR",
		Short: "Make the final tables of all shares",
		Long: `Merge makes runs.parquet and runs.csv of all rows that are there, dictionary.json, which
says what their columns mean, and manifest.json, which has the sum of every file; timing.csv
says which machine made what and how long it took. Runs that are missing are an error (exit
code 3) unless --partial is given.`,
		Example: "  entente sweep merge results",
		Args:    args(cobra.ExactArgs(1), "one directory"),
		RunE: func(_ *cobra.Command, given []string) error {
			f, err := e.reopenFolder(given[0])
			if err != nil {
				return err
			}
			m, err := e.mergeRuns(f, o.partial)
			if err != nil || o.partial {
				return err
			}
			k, err := e.growing(f)
			if err != nil {
				return err
			}
			if k != nil && k.Next > 0 {
				return withCode(unmet, errors.New("replications are not enough yet: make those that follow as you made these, then merge again"))
			}
			return failureError(m)
		},
	}
	c.Flags().BoolVar(&o.partial, "partial", false, "merge what is there")
	return c
}
