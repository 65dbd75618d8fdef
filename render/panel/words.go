package panel

// Labels of what can be pressed, and heads of lists. All else that is said comes from
// package wording.
const (
	labelBack            = "Back"
	labelWhy             = "Why"
	labelShowLanes       = "Show in lanes"
	labelCopyText        = "Copy as text"
	labelExport          = "Export picture"
	labelByReason        = "By reason"
	labelByCause         = "By step and cause"
	headDeadlines        = "Deadlines"
	headTime             = "Where the time went"
	headMissing          = "What was missing"
	headMissingDue       = "Not there when it was due"
	headConditions       = "What it takes, and how it stood"
	headChain            = "How it came about"
	headRules            = "Rules on the way"
	labelSum             = "Sum of parts"
	labelWorld           = "Before anybody knew"
	noteNothingToExplain = "Choose what is to be explained: a deadline, a message, a fact and who was to know it."
	headLargest          = "Largest reason"
	noteLateTime         = "of what came late or not at all; time in which nobody could know is left out"
	noteAllTime          = "of all that was due; time in which nobody could know is left out"
	noteNoDeadlines      = "This scenario has no deadline. The lanes show what was sent, and what waited."
)
