package reference

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
)

// item writes one entry of a chapter.
func item(b *strings.Builder, name, form, says, example string) {
	fmt.Fprintf(b, "%s", name)
	if form != "" {
		fmt.Fprintf(b, "  (%s)", form)
	}
	fmt.Fprintf(b, "\n    %s\n", says)
	if example != "" {
		fmt.Fprintf(b, "    e.g. %s\n", example)
	}
}

// PatchExample is the patch that the manual shows; it fits two-nations.
const PatchExample = `entente: 1
patch: slow-link
says: What if the link took its time?
set:
  channels.link.loss: 0.1                  # a figure
  nations.*.agencies.*.desks.*.load: 0.2   # every desk
add:
  nations.arvonia.laws: [{id: second-look, when: "item.class >= SECRET", do: delay 1h}]
remove: [nations.arvonia.laws.warnings-need-a-prosecutor]
`

func patchChapter() string {
	var b strings.Builder
	b.WriteString("A patch changes a scenario before it runs: entente run SCENARIO --patch FILE.yaml, or a patch of the library by SCENARIO/NAME. " +
		"It sets first, then adds, then removes. --set PATH=VALUE does the same with one path.\n\n")
	item(&b, "entente", "1", "The version of the grammar.", "")
	item(&b, "patch", "name", "What it is called.", "")
	item(&b, "says", "text", "What it asks, in a sentence.", "")
	item(&b, "set", "paths with values", "Puts a value at a path; * stands for any one name of a path. A whole new thing can be put beside others of its kind.", "channels.link.loss: 0.1")
	item(&b, "add", "paths with lists", "Puts entries at the end of a list.", "nations.arvonia.laws: [{id: second-look, ...}]")
	item(&b, "remove", "list of paths", "Takes out what stands at a path.", "[nations.arvonia.laws.warnings-need-a-prosecutor]")
	b.WriteString("\n```yaml\n" + PatchExample + "```\n\nThe patches of the library; entente library patches SCENARIO says what each changes:\n\n")
	for _, name := range scenarios.PatchNames() {
		item(&b, name, "", scenarios.PatchSays(name), "")
	}
	return b.String()
}

func predicateChapter() string {
	var b strings.Builder
	b.WriteString("`when` and `unless` of a law, and `when` of a distribution rule, compare names with values by ==, !=, <, <=, >, >= and `in`, " +
		"joined by &&, || and !. A class, a label and a level stand bare, all other words in quotes.\n\n")
	for _, w := range scenarios.PredicateNames() {
		item(&b, w.Name, w.Form, w.Says, w.Example)
	}
	return b.String()
}

func conditionChapter() string {
	var b strings.Builder
	b.WriteString("`if` of a contingency and `when` of an expected action join these by and, or and not. An argument that ends in ? may be left out.\n\n")
	for _, w := range scenarios.ConditionVerbs() {
		item(&b, w.Form, "", w.Says, w.Example)
	}
	return b.String()
}

func measureChapter() string {
	var b strings.Builder
	b.WriteString("Each number that a measure comes down to: its name for tasks and studies, its key in --json with the unit, and how it is counted.\n\n")
	better := map[measure.Direction]string{measure.LessIsBetter: "less is better", measure.MoreIsBetter: "more is better", measure.NoDirection: "neither is better"}
	for i := range measure.Catalogue {
		x := &measure.Catalogue[i]
		item(&b, x.ID, x.Key()+", "+better[x.Better], x.Question, "")
		fmt.Fprintf(&b, "    %s. Source: %s.\n", x.Formula, x.Source)
	}
	return b.String()
}

func ratingChapter() string {
	var b strings.Builder
	b.WriteString("How a critical task came out by its measure and thresholds. A rating is indicative: an evaluator's leads.\n\n")
	for _, r := range measure.Ratings {
		item(&b, string(r), "", wording.Upper(wording.Rating(r))+".", "")
	}
	return b.String()
}

// glossaryChapter lists the words of a vocabulary.
func glossaryChapter(head, of string) func() string {
	return func() string {
		var b strings.Builder
		b.WriteString(head + "\n\n")
		for _, w := range wording.Glossary(of) {
			item(&b, w.Word, "", w.Says, "")
		}
		return b.String()
	}
}

func stepChapter() string {
	return glossaryChapter("Steps are the parts of the way from knowledge to action, in order.", "step")() +
		"\n" + glossaryChapter("Causes say why the time of a step passed.", "cause")()
}

func reasonChapter() string {
	var b strings.Builder
	b.WriteString("A record's reason says why something was refused, ended, came late or was let through, and names the rule, desk, channel, nation or body. " +
		"In brackets stands what it rests on:\n\n")
	for _, f := range wording.FamilySays() {
		fmt.Fprintf(&b, "- %s: %s\n", f.Word, f.Says)
	}
	b.WriteString("\nBelow each: what it means, what is commonly done about it, and the reforms of the library's catalogue that entente reform tries against it.\n\n")
	against := reformsAgainst()
	for _, w := range wording.Reasons() {
		item(&b, w.Word, string(w.Family), w.Says, "")
		fmt.Fprintf(&b, "    Against it: %s\n", w.Remedy)
		if ids := against[w.Word]; len(ids) > 0 {
			fmt.Fprintf(&b, "    Reforms: %s\n", strings.Join(ids, ", "))
		}
	}
	return b.String()
}

// reformsAgainst are the reforms of the library's catalogue by the reasons that they
// answer.
func reformsAgainst() map[string][]string {
	c, err := scenarios.LibraryCatalogue()
	if err != nil {
		panic(err) // a test reads it
	}
	against := map[string][]string{}
	for _, id := range slices.Sorted(maps.Keys(c.Reforms)) {
		for _, reason := range c.Reforms[id].Answers.Reasons {
			against[reason] = append(against[reason], string(id))
		}
	}
	return against
}
