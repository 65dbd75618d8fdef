package measure

import (
	"slices"

	"entente/sim/journal"
)

// RatingCount is a number of runs for each rating, in the order of Ratings.
type RatingCount [5]int

// TaskTally is how one critical task was rated over runs.
type TaskTally struct {
	journal.Task
	Count RatingCount
}

// ObjectiveTally is how the critical tasks of one objective were rated over runs.
// Worst counts in each run the worst of them, of those that were exercised: an
// objective as a whole is rated by people alone.
type ObjectiveTally struct {
	journal.Text
	Tasks []TaskTally
	Worst RatingCount
}

// Rated are the ratings of the tasks of one run, in their order: what a tally needs of
// it, and no more, for there may be many.
func Rated(tasks []journal.Task, r Readings) []Rating {
	out := make([]Rating, len(tasks))
	for i := range tasks {
		out[i] = RateReadings(tasks[i], r)
	}
	return out
}

// RateTallies sums up the ratings over runs of one scenario, objective by objective.
func RateTallies(st *journal.Static, runs [][]Rating) []ObjectiveTally {
	list := make([]ObjectiveTally, len(st.Objectives))
	for i := range list {
		o := &list[i]
		o.Text = st.Objectives[i]
		var of []int // its tasks
		for t := range st.Tasks {
			if st.Tasks[t].Objective == o.ID {
				of = append(of, t)
				o.Tasks = append(o.Tasks, TaskTally{Task: st.Tasks[t]})
			}
		}
		for _, run := range runs {
			worst := Untried
			for k, t := range of {
				o.Tasks[k].Count[slices.Index(Ratings, run[t])]++
				worst = worseRating(worst, run[t])
			}
			if len(of) > 0 {
				o.Worst[slices.Index(Ratings, worst)]++
			}
		}
	}
	return list
}

// worseRating is the worse of two ratings; what was not exercised is no worse than any.
func worseRating(a, b Rating) Rating {
	if a == Untried || b != Untried && slices.Index(Ratings, b) > slices.Index(Ratings, a) {
		return b
	}
	return a
}
