package intake

import (
	"regexp"
	"slices"
	"strings"
)

// A name in a list is somebody of the world, who is an agency of a nation, or a cell of
// the exercise. Words tell which, as long as nobody has said it.

// roleWords are what agencies are called, and the usual role of each; longer ones first
// where one holds another.
var roleWords = []struct{ words, role string }{
	{"financial intelligence unit", "fiu"},
	{"financial intelligence", "fiu"},
	{"fiu", "fiu"},
	{"border police", "border"},
	{"border guard", "border"},
	{"border", "border"},
	{"customs", "border"},
	{"immigration", "border"},
	{"coast guard", "border"},
	{"foreign ministry", "foreign-ministry"},
	{"ministry of foreign affairs", "foreign-ministry"},
	{"foreign affairs", "foreign-ministry"},
	{"mfa", "foreign-ministry"},
	{"attorney general", "prosecutor"},
	{"prosecutor", "prosecutor"},
	{"prosecution", "prosecutor"},
	{"court", "court"},
	{"judge", "court"},
	{"crisis centre", "crisis"},
	{"crisis center", "crisis"},
	{"coordination centre", "crisis"},
	{"coordination center", "crisis"},
	{"crisis", "crisis"},
	{"eoc", "crisis"},
	{"emergency operations center", "crisis"},
	{"emergency operations centre", "crisis"},
	{"fusion center", "crisis"},
	{"fusion centre", "crisis"},
	{"point of contact", "spoc"},
	{"contact point", "spoc"},
	{"spoc", "spoc"},
	{"ncb", "ncb"},
	{"interpol", "ncb"},
	{"security service", "intelligence"},
	{"intelligence service", "intelligence"},
	{"intelligence", "intelligence"},
	{"gendarmerie", "police"},
	{"constabulary", "police"},
	{"law enforcement", "police"},
	{"police", "police"},
	{"ministry of the interior", "minister"},
	{"ministry of interior", "minister"},
	{"interior ministry", "minister"},
	{"ministry of justice", "minister"},
	{"bundespolizei", "police"},
	{"grenzpolizei", "border"},
	{"polizei", "police"},
	{"zoll", "border"},
	{"douanes", "border"},
	{"douane", "border"},
	{"staatsanwaltschaft", "prosecutor"},
	{"parquet", "prosecutor"},
	{"gericht", "court"},
	{"tribunal", "court"},
	{"nachrichtendienst", "intelligence"},
	{"krisenstab", "crisis"},
	{"ministerium", "minister"},
	{"ministere", "minister"},
	{"minister", "minister"},
	{"ministry", "minister"},
	{"government", "minister"},
	{"cabinet", "minister"},
}

// filler are words that say nothing of whose an agency is.
var filler = strings.Fields("of the a an and for national federal state criminal single general office unit service services authority agency department force headquarters hq cell desk duty officer team public")

// outside are words of who runs an exercise or is played by it, and who is no agency.
var outside = regexp.MustCompile(`\b(excon|simcell|sim cell|sim|simulation|white cell|red cell|green cell|response cell|media cell|control|controllers?|distaff|dirstaff|` +
	`director|evaluators?|facilitators?|moderators?|observers?|exercise|role players?|actors?|players?|all|everyone|everybody|media|press|public|citizens?|callers?|higcon|hicon|locon|lowcon|participants?|staff|uebungsleitung|alle|presse|pressestelle|leitung|direction|animation|tous)\b`)

// agencyForm is the id of an agency.
var agencyForm = regexp.MustCompile(`^[a-z0-9]+\.[a-z0-9]+(-[a-z0-9]+)*$`)

// unnamedNation is whose agencies are of which a list does not say whose they are.
const unnamedNation = "unnamed"

// Slug is an id that reads like a text; empty where it has no letter or digit.
func Slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			if plain := latin[r]; plain != "" {
				b.WriteString(plain)
			} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		}
	}
	return strings.Trim(b.String()[:min(b.Len(), 40)], "-")
}

// latin are letters with marks, as ids write them.
var latin = map[rune]string{
	'à': "a", 'á': "a", 'â': "a", 'ã': "a", 'å': "a", 'ä': "ae", 'æ': "ae", 'ç': "c", 'è': "e", 'é': "e", 'ê': "e", 'ë': "e", 'ì': "i", 'í': "i", 'î': "i", 'ï': "i",
	'ñ': "n", 'ò': "o", 'ó': "o", 'ô': "o", 'õ': "o", 'ö': "oe", 'ø': "o", 'ù': "u", 'ú': "u", 'û': "u", 'ü': "ue", 'ý': "y", 'ß': "ss", 'š': "s", 'ž': "z", 'č': "c",
	'ř': "r", 'ń': "n", 'ł': "l", 'ś': "s", 'ż': "z", 'ź': "z", 'ć': "c", 'ě': "e", 'ů': "u", 'ő': "o", 'ű': "u", 'ą': "a", 'ę': "e",
}

// RoleIn is the usual role that a name speaks of, and what is left of the name without
// it; empty where it speaks of none.
func RoleIn(name string) (role, rest string) {
	text := " " + strings.ReplaceAll(Slug(name), "-", " ") + " "
	for _, r := range roleWords {
		before, after, found := strings.Cut(text, " "+r.words+" ")
		if !found {
			continue
		}
		var left []string
		for _, w := range strings.Fields(before + " " + after) {
			if !slices.Contains(filler, w) {
				left = append(left, w)
			}
		}
		return r.role, strings.Join(left, " ")
	}
	return "", strings.TrimSpace(text)
}

// people guesses who stands behind the names of a list that has no scenario yet: to
// says of a name whether entries go to it or expect something of it.
func people(names []string, to func(name string) bool) map[string]string {
	out := map[string]string{}
	taken := map[string]bool{}
	var nations []string
	for _, name := range names { // those who say all first
		role, rest := RoleIn(name)
		switch {
		case agencyForm.MatchString(name):
			out[name] = name
		case several(name) || outside.MatchString(strings.ReplaceAll(Slug(name), "-", " ")):
			out[name] = name
		case role != "" && rest != "":
			id := strings.ReplaceAll(Slug(rest), "-", "") + "." + role
			if taken[id] {
				id = strings.ReplaceAll(Slug(rest), "-", "") + "." + Slug(name)
			}
			out[name] = id
		default:
			continue
		}
		taken[out[name]] = true
		if nation, _, ok := strings.Cut(out[name], "."); ok && agencyForm.MatchString(out[name]) && !slices.Contains(nations, nation) {
			nations = append(nations, nation)
		}
	}
	home := unnamedNation
	if len(nations) == 1 {
		home = nations[0]
	}
	for _, name := range names {
		if out[name] != "" {
			continue
		}
		role, _ := RoleIn(name)
		id := Slug(name)
		switch {
		case slices.Contains(nations, strings.ReplaceAll(id, "-", "")):
			id = strings.ReplaceAll(id, "-", "") + ".spoc"
		case role == "" && !to(name), id == "":
			out[name] = name
			continue
		case role != "" && !taken[home+"."+role]:
			id = home + "." + role
		default:
			id = home + "." + id
		}
		out[name], taken[id] = id, true
	}
	return out
}

// several says whether a cell names more than one.
func several(name string) bool {
	return strings.ContainsAny(name, "/;,&+") || strings.Contains(strings.ToLower(name), " and ")
}
