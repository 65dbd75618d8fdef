package look

import (
	"strings"

	"entente/render/review"
	"entente/replay/wording"
	"entente/sim/journal"
)

// NationName is what a nation or body is called by itself.
func NationName(run *review.Run, r journal.Ref) string {
	return wording.Upper(strings.TrimPrefix(run.Speak.Name(r), "the "))
}

// RoleName is what an agency is called within its nation.
func RoleName(run *review.Run, r journal.Ref) string {
	name := run.Speak.Name(r)
	if _, role, owned := strings.Cut(name, "’s "); owned {
		name = role
	} else if _, role, owned := strings.Cut(name, "s’ "); owned {
		name = role
	}
	if open := strings.LastIndex(name, " ("); open > 0 {
		name = name[:open]
	}
	return wording.Upper(strings.TrimPrefix(name, "the "))
}

// NationCode is the short form of a nation; of a body three letters of its name.
func NationCode(run *review.Run, r journal.Ref) string {
	if code := run.Code(r); code != "" {
		return code
	}
	name := []rune(strings.ToUpper(run.Static.Things[r].Name))
	return string(name[:min(3, len(name))])
}
