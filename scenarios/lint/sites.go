package lint

import (
	"maps"
	"slices"

	"entente/scenarios"
	"entente/scenarios/tree"
)

// checkSites finds sites where no agency sits.
func (l *linter) checkSites() {
	used := map[scenarios.ID]bool{}
	for _, a := range l.c.AgencyDocs {
		used[a.Site] = true
	}
	for _, id := range slices.Sorted(maps.Keys(l.c.Doc.Sites)) {
		if !used[id] {
			l.note(tree.Join("sites", string(id)), "no agency sits there", "say `site: "+string(id)+"` of one, or leave it out")
		}
	}
}
