package review

import (
	"strconv"
	"strings"

	"entente/render/country"
	"entente/replay/wording"
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

// Short is a name of an agency of two or three letters that no other agency of its nation
// has, and that is the same whatever is shown.
func (r *Run) Short(agency journal.Ref) string {
	if r.shorts == nil {
		r.shorts = r.shortsOf()
	}
	return r.shorts[agency]
}

// shortsOf gives every agency, nation and body a short name. Among the agencies of a
// nation, in the order of the scenario, the first keeps what its name begins with.
func (r *Run) shortsOf() map[journal.Ref]string {
	shorts, taken := map[journal.Ref]string{}, map[journal.Ref]map[string]bool{}
	for i, t := range r.Static.Things {
		thing := journal.Ref(i)
		of := r.nations[thing]
		switch journal.SortOf(t.Sort) {
		case journal.SortAgency:
		case journal.SortNation, journal.SortBody:
			of = thing
		default:
			continue
		}
		if taken[of] == nil {
			taken[of] = map[string]bool{}
		}
		if journal.SortOf(t.Sort) != journal.SortAgency {
			shorts[thing] = shortName(t.Name, nil)
			continue
		}
		shorts[thing] = shortName(t.Name, taken[of])
		taken[of][strings.ToLower(shorts[thing])] = true
	}
	return shorts
}

// shortName is the first letters of a name, else its initials, else its first two
// letters with another of its letters or a number: the first that is not taken.
func shortName(name string, taken map[string]bool) string {
	name = name[strings.LastIndexByte(name, '.')+1:]
	letters := []rune(strings.ReplaceAll(name, "-", ""))
	var tries []string
	if i := strings.IndexByte(name, '-'); i > 0 && i <= 3 {
		tries = append(tries, strings.ToUpper(name[:i]))
	}
	if len(letters) <= 3 {
		tries = append(tries, strings.ToUpper(name))
	} else {
		tries = append(tries, wording.Upper(string([]rune(name)[:3])))
	}
	if words := strings.Split(name, "-"); len(words) > 1 {
		initials := ""
		for _, w := range words[:min(3, len(words))] {
			initials += wording.Upper(string([]rune(w + " ")[:1]))
		}
		tries = append(tries, strings.TrimSpace(initials))
	}
	begin := wording.Upper(string(letters[:min(2, len(letters))]))
	for _, l := range letters[min(2, len(letters)):] {
		tries = append(tries, begin+string(l))
	}
	for n := 2; ; n++ {
		for _, x := range tries {
			if !taken[strings.ToLower(x)] {
				return x
			}
		}
		tries = append(tries, begin+strconv.Itoa(n))
	}
}
