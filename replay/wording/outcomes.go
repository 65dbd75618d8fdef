package wording

import "fmt"

// Deadlines is one sentence on how many deadlines came out how: met, late, and not
// at all.
func Deadlines(met, late, not int) string {
	due := met + late + not
	all := Plural(due, "deadline")
	was := map[bool]string{true: "was", false: "were"}[met == 1]
	switch {
	case due == 0:
		return "No deadline came due."
	case due == 1:
		return "The one deadline " + map[int]string{met: "was met.", late: "came late.", not: "was not met."}[1]
	case met == due:
		return fmt.Sprintf("All %s were met.", all)
	case late == due:
		return fmt.Sprintf("All %s came late.", all)
	case not == due:
		return fmt.Sprintf("None of %s was met.", all)
	case met == 0:
		return fmt.Sprintf("None of %s was met in time: %d came late, %d not at all.", all, late, not)
	case late == 0:
		return fmt.Sprintf("%d of %s %s met, %d not.", met, all, was, not)
	case not == 0:
		return fmt.Sprintf("%d of %s %s met, %d came late.", met, all, was, late)
	}
	return fmt.Sprintf("%d of %s %s met, %d came late, %d not at all.", met, all, was, late, not)
}
