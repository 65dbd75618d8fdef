package report_test

import (
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/document"
	"entente/render/report"
	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/wording"
)

// marked is a terminology whose every word can be told from those of HSEEP.
func marked() *wording.Terms {
	t := *wording.HSEEP
	for _, words := range []*map[string]string{&t.Steps, &t.Causes, &t.Reasons, &t.Outcomes, &t.Delays} {
		own := maps.Clone(*words)
		for key, word := range own {
			own[key] = "¤" + word + "¤"
		}
		*words = own
	}
	return &t
}

// Pictures and their tables speak the terminology of the report: no word for a delay
// or an outcome of another school is left in them.
func TestFiguresSpeakTheTermsOfTheReport(t *testing.T) {
	in := input(t, "deportation-notice-2015", 20)
	in.Terms = marked()
	var said []string
	take := func(blocks []document.Block) {
		for _, b := range blocks {
			if f, ok := b.(document.Figure); ok {
				said = append(said, sayings(f.Scene)...)
				said = append(said, f.Caption)
				said = append(said, words(f.Numbers)...)
			}
			if p, ok := b.(document.Picture); ok {
				said = append(said, sayings(p.Scene)...)
			}
			if table, ok := b.(document.Table); ok {
				said = append(said, words(table)...)
			}
		}
	}
	d := report.Build(in)
	take(d.Cover)
	for i := range d.Sections {
		take(d.Sections[i].Blocks)
	}
	for _, s := range report.Slides(in, theme.Light) {
		said = append(said, sayings(s.Scene)...)
	}
	all := strings.Join(said, "\n")
	for _, code := range []string{"OH", "RD"} {
		require.True(t, strings.Contains(all, in.Terms.Delay(code)), "there is something to find")
	}
	rest := regexp.MustCompile(`¤[^¤\n]*¤`).ReplaceAllString(all, "")
	for code, word := range wording.HSEEP.Delays {
		require.Empty(t, regexp.MustCompile("(?m)^"+regexp.QuoteMeta(word)+"(,.*| [0-9].*)?$").FindString(rest), code)
	}
	for _, line := range strings.Split(rest, "\n") {
		require.NotRegexp(t, `^(✓|!|✗) (met|late|not met)\b|^(Met|Late|Not met)$|Striped: late`, line)
	}
}

// sayings are all the words of a picture.
func sayings(s *scene.Scene) (list []string) {
	list = append(list, s.Title, s.Says)
	for _, x := range s.Texts() {
		list = append(list, x.Text)
	}
	return list
}

// words are those of a table, with its chips.
func words(t document.Table) (list []string) {
	list = append(list, t.Head...)
	for _, row := range t.Rows {
		for _, c := range row {
			list = append(list, c.Text, c.Says)
			if c.Chip != nil {
				list = append(list, sayings(c.Chip)...)
			}
		}
	}
	return list
}
