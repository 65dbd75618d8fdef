package study

import (
	"fmt"
	"slices"
)

// fewReplications and fewRows are below what gives intervals that say much: Student's
// factor for two replications is 12.7 and for five 2.8, and indices of fewer than 256
// base rows have intervals as wide as the indices (measured on Ishigami's function).
const (
	fewReplications = 5
	fewRows         = 256
)

// Warnings say what may come out otherwise than a researcher expects.
func (p *Plan) Warnings() (list []string) {
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	common := p.Study.Seeds.Scheme != "independent"
	switch {
	case p.Reps == 1 && common:
		add("one replication gives no intervals, since all points share its luck: write replications: {n: 10}, say")
	case p.Reps < fewReplications && common:
		add("%d replications give wide intervals: %d or more say what is chance", p.Reps, fewReplications)
	}
	even := false
	used := make([]bool, len(p.Columns))
	for _, l := range p.Layouts {
		for _, c := range l.Columns {
			used[c] = true
		}
		even = even || l.Name == "latin" || l.Name == "sobol"
		if l.Name == "saltelli" && l.Rows() < fewRows*(len(l.Groups)+2) {
			add("block %s: indices of fewer than %d base rows are rough", l.ID, fewRows)
		}
	}
	for i, c := range p.Columns {
		if !used[i] {
			add("factor %s is in no block: it stays as the scenario has it", c.Path)
		}
	}
	if a := p.Study.Analysis; a != nil && a.Success != "" {
		if !even {
			add("the study asks where it succeeds, which takes a latin or sobol block, and it has none")
		}
		if s, err := ReadSuccess(a.Success); err == nil && len(p.Study.Measures) > 0 && !slices.Contains(p.Study.Measures, s.Figure.ID) {
			add("success is measured by %s, which is not among the measures of the study", s.Figure.ID)
		}
	}
	return list
}
