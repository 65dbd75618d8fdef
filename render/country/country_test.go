package country

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestCountriesAreFoundByCodeAndName(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range All() {
		for _, name := range []string{c.Alpha2, strings.ToLower(c.Alpha3), c.Name, strings.ToUpper(c.Name)} {
			got, ok := Find(name)
			assert.True(t, ok && got == c, "%s: %v", name, got)
		}
		assert.False(t, seen[c.Alpha2] || seen[c.Alpha3], c.Alpha2)
		seen[c.Alpha2], seen[c.Alpha3] = true, true
		assert.Regexp(t, "^[A-Z]{2} [A-Z]{3}$", c.Alpha2+" "+c.Alpha3)
	}
	for name, code := range map[string]string{"turkey": "TR", "Türkiye": "TR", "USA": "US", "uk": "GB", "srilanka": "LK", "Sri Lanka": "LK", "Côte d'Ivoire": "CI", "unitedkingdom": "GB"} {
		c, _ := Find(name)
		assert.Equal(t, code, c.Alpha2, name)
	}
	for _, name := range []string{"", "-", "arvonia", "Maharashtra", "xx"} {
		_, ok := Find(name)
		assert.False(t, ok, name)
	}
}

func TestCodesAreUniqueAndNoCountrys(t *testing.T) {
	nations := func(ids string) (list []Nation) {
		for _, id := range strings.Fields(ids) {
			list = append(list, Nation{ID: id, Name: id})
		}
		return list
	}
	assert.Equal(t, "ARD BOR CAL DEL ESK FEN GAR HAL ILM JEV KOV LOR", strings.Join(Codes(nations("arden borea calder delmar esker fenmark garland hallin ilmar jevren kovar lorne")), " "))
	assert.Equal(t, "TR OT1 O11 ART ARV", strings.Join(Codes(nations("turkey other1 other11 artland arvania")), " "))
	assert.Equal(t, "BEM JOL", strings.Join(Codes(nations("belmora jorland")), " "), "BEL and JOR are Belgium and Jordan")
	assert.Equal(t, "BE B1", strings.Join(Codes(nations("belgium be")), " "), "a country has its code once")
	assert.Equal(t, "N10 N11 N100 N2 N110", strings.Join(Codes(nations("n10 n11 n100 n2 n110")), " "), "a nation keeps its number")
	assert.Equal(t, "L1 LOA LA2 LA3", strings.Join(Codes(nations("l1 loa la2 la3")), " "))
	rapid.Check(t, func(t *rapid.T) {
		var list []Nation
		for _, id := range rapid.SliceOfN(rapid.StringMatching("[a-z]{0,6}[0-9]{0,3}|ä-ö"), 0, 30).Draw(t, "ids") {
			list = append(list, Nation{ID: id, Name: id})
		}
		seen := map[string]bool{}
		for i, code := range Codes(list) {
			if code == "" || len(code) > 4 || seen[code] {
				t.Fatalf("%q of %q", code, list[i].ID)
			}
			for _, other := range list {
				if _, iso := Find(code); !iso && strings.EqualFold(code, other.ID) && !strings.EqualFold(code, list[i].ID) {
					t.Fatalf("%q of %q is what another is called", code, list[i].ID)
				}
			}
			seen[code] = true
			if c, iso := Find(code); iso {
				if own, _ := Find(list[i].ID); own != c || c.Alpha2 != code {
					t.Fatalf("%q of %q is a country's", code, list[i].ID)
				}
			}
		}
	})
}
