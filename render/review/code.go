package review

import (
	"entente/render/country"
	"entente/sim/journal"
)

// codesOf gives every nation a code, and each its own: of a country that of ISO 3166-1,
// of an invented nation three letters that are no country's.
func codesOf(st *journal.Static) map[journal.Ref]string {
	var refs []journal.Ref
	var nations []country.Nation
	for i, t := range st.Things {
		if t.Sort == journal.SortNation.String() {
			refs = append(refs, journal.Ref(i))
			nations = append(nations, country.Nation{ID: t.Name, Name: t.Title})
		}
	}
	codes := map[journal.Ref]string{}
	for i, code := range country.Codes(nations) {
		codes[refs[i]] = code
	}
	return codes
}

// Code is the code of the nation of a thing; empty for none.
func (r *Run) Code(thing journal.Ref) string { return r.codes[r.nations[thing]] }
