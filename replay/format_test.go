package replay

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim/journal"
)

var rewrite = flag.Bool("rewrite", false, "write the table of kinds in doc.go anew")

// The page of the format is doc.go; its table of kinds must say what the
// vocabulary says. -rewrite brings it up to date.
func TestFormatPage(t *testing.T) {
	const before, after = "// The kinds, each with its own fields and their types:\n//\n", "//\n// # Keyframes\n"
	b, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	head, rest, ok := strings.Cut(string(b), before)
	require.True(t, ok)
	_, tail, ok := strings.Cut(rest, after)
	require.True(t, ok)
	page := head + before + kindTable() + after + tail
	if *rewrite {
		require.NoError(t, os.WriteFile("doc.go", []byte(page), 0o644))
		return
	}
	require.Equal(t, page, string(b), "the table of kinds is out of date: go test ./replay -run TestFormatPage -rewrite")
}

var topicOf = map[journal.Stream]string{journal.Truth: TopicEvents, journal.Known: "/nation/.../known", journal.Messages: TopicMessages, journal.Decisions: TopicDecisions}

// kindTable lists the kinds as a comment.
func kindTable() string {
	var b strings.Builder
	for k := journal.NoKind + 1; k.Exists(); k++ {
		s := k.Shape()
		fmt.Fprintf(&b, "//\t%-12s %-18s %s\n", s.Name, topicOf[s.Stream], s.Says)
		var fields []string
		for _, f := range s.Fields {
			fields = append(fields, f.Name+" ("+f.Type.String()+")")
		}
		if fields != nil {
			fmt.Fprintf(&b, "//\t             %s\n", strings.Join(fields, ", "))
		}
	}
	return b.String()
}

// The page must not promise parts that are not there.
func TestFormatPageNamesTheRows(t *testing.T) {
	b, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(b), "A keyframe is {")
	require.True(t, ok)
	list, _, ok := strings.Cut(rest, "}")
	require.True(t, ok)
	names := []string{"n", "since", "t", "part", "more"}
	for _, table := range (&State{}).tables() {
		names = append(names, table.name)
	}
	require.Equal(t, strings.Join(names, ", "), strings.Join(strings.Fields(strings.ReplaceAll(list, "//", "")), " "))
}
