package review

import (
	"errors"

	"entente/replay/measure"
)

// mostStory is how many records a run may have whose entries and ratings are worked
// out while it is looked at: that takes all of them at once.
const mostStory = 400_000

// ErrLong says that a run has too many records for its entries and ratings to be
// worked out while it is looked at.
var ErrLong = errors.New("this run has too many records to rate it here: the report has what became of entries and objectives (entente report FILE)")

// Tale is what the measures are folded from, with what they came to.
type Tale struct {
	*measure.Story
	Results measure.Results
	Entries []measure.Entry // what became of each entry of the events list
}

// Tale reads all records, the first time that it is asked for. It is for reading only.
func (r *Run) Tale() (*Tale, error) {
	if r.tale != nil {
		return r.tale, nil
	}
	if r.Records.Count() > mostStory {
		return nil, ErrLong
	}
	story := measure.NewStory(r.Static)
	walk, err := r.Records.Walk(0)
	if err != nil {
		return nil, err
	}
	for {
		rec, err := walk.Next()
		if err != nil {
			return nil, err
		}
		if rec == nil {
			break
		}
		if err := story.Record(rec); err != nil {
			return nil, err
		}
	}
	r.tale = &Tale{Story: story, Results: story.Results(), Entries: story.Entries()}
	return r.tale, nil
}
