package model

// Practice says how binding a distribution rule is: it is always followed, mostly or
// sometimes. Whether a habit is followed towards somebody on a matter is one draw for
// the whole run; the more danger the agency sees, the more it becomes a duty.
type Practice uint8

// The practices.
const (
	Duty Practice = iota
	Habit
	Custom
	NumPractices
)

// Practices are how often rules are followed that are no duty.
type Practices struct {
	Follows [NumPractices]ParamID // PPM by Practice; of a duty none
	Danger  ParamID               // PPM: of what is missing to always, where the agency sees all danger there is
}
