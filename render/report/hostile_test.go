package report_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/report"
	"entente/replay/explain"
	"entente/replay/notes"
)

// hostile is what a text may hold to get out of where it stands.
const hostile = "- 1. ~~~ </style></svg><script>alert(1)</script> \" onmouseover=\"x ]( [x](javascript:x) | ``` `c` *b* _i_ #h &lt;i&gt; \\| =1+1 } @import url(http://x)"

// A text of people, be it of a scenario or a note, is shown and never obeyed: not by
// a page, the style or a picture in it, nor by Markdown.
func TestHostileTextsInTheReport(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "twelve-nations"} {
		in := inputOf(t, name, 0) // its own, not the one that tests share
		poison(reflect.ValueOf(in.Trace.Static).Elem())
		why, err := explain.New(in.Trace.Lookup())
		require.NoError(t, err)
		in.Why, err = why.Deadlines()
		require.NoError(t, err)
		in.File = hostile + ".mcap"
		in.Notes = &notes.Book{Notes: []notes.Note{{Kind: notes.Observation, By: hostile, Text: hostile, Action: hostile, Owner: hostile, Due: hostile}}}
		page, sheet := written(t, report.Build(in))
		says(t, page, "&lt;script&gt;alert(1)", `content:"`)
		for _, bad := range []string{"<script", `" onmouseover`, "<i>"} {
			require.False(t, strings.Contains(page, bad), "%s: the page holds %q", name, bad)
		}
		require.Equal(t, strings.Count(page, "<svg"), strings.Count(page, "</svg>"))
		require.Equal(t, 1, strings.Count(page, "</style>"), name)
		_, style, _ := strings.Cut(page, "<style>")
		style, _, _ = strings.Cut(style, "</style>")
		require.True(t, strings.Contains(style, "@import"), "the banner stands in the style")
		style = regexp.MustCompile(`content:"(\\.|[^"\\])*"`).ReplaceAllString(style, "")
		require.False(t, strings.Contains(style, "@import"), "a text got out of its string in the style")
		inMarks(t, sheet)
	}
}

// people says which texts of a page people write, and nothing refers to.
var people = []string{"Title", "Banner", "Exercise", "Text", "Do", "When", "Cite", "Source", "Capability", "Target", "Expected", "Notes", "Effect", "Condition", "Method"}

// poison puts a hostile text in the place of every text of people.
func poison(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.String && slices.Contains(people, v.Type().Field(i).Name) && f.String() != "" {
				f.SetString(hostile)
			} else {
				poison(f)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i))
		}
	}
}

// inMarks holds that Markdown has the marks that we put, and no others.
func inMarks(t *testing.T, sheet string) {
	t.Helper()
	mark := func(c string) *regexp.Regexp { return regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*` + regexp.QuoteMeta(c)) }
	bars, fence, columns := mark("|"), "", 0
	for n, line := range strings.Split(sheet, "\n") {
		if strings.HasPrefix(line, "```") && (fence == "" || line == fence) {
			if fence == "" {
				fence = line
			} else {
				fence = ""
			}
			continue
		}
		if fence != "" {
			continue
		}
		require.NotRegexp(t, `^( {4}|\t|~~~|- - |- \d+\. |\d+\. |=)`, line, "line %d", n+1)
		for _, c := range []string{"`", "[", "~"} {
			require.NotRegexp(t, mark(c), line, "line %d", n+1)
		}
		require.NotRegexp(t, `<[^!]|&lt;i&gt;alert|[^;]&lt;i&gt;`, strings.ReplaceAll(line, "&amp;lt;i&amp;gt;", ""), "line %d", n+1)
		if !strings.HasPrefix(line, "| ") {
			columns = 0
			continue
		}
		have := len(bars.FindAllString(strings.ReplaceAll(line, "| |", "|  |"), -1))
		if columns == 0 {
			columns = have
		}
		require.Equal(t, columns, have, "line %d has other columns than its head: %s", n+1, line)
	}
	require.Empty(t, fence, "a fence is left open")
}
