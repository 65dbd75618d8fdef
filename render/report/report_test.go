package report_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/render/document"
	"entente/render/report"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// shared are the inputs that tests have asked for, each made once.
var shared sync.Map

// input is a scenario of the library, run some times. It may be shared: a test that
// changes it changes its own copy.
func input(t testing.TB, name string, reps int) *report.Input {
	t.Helper()
	made, _ := shared.LoadOrStore(fmt.Sprint(name, reps), sync.OnceValue(func() *report.Input { return inputOf(t, name, reps) }))
	in := *made.(func() *report.Input)()
	return &in
}

func inputOf(t testing.TB, name string, reps int, patches ...string) *report.Input {
	t.Helper()
	sc, err := scenarios.Load(name, scenarios.Options{Patches: patches})
	require.NoError(t, err)
	in := &report.Input{Terms: wording.HSEEP, Engine: agents.Version, Digest: "0123", Seed: 1, File: name + "-1.mcap"}
	for r := range max(1, reps) {
		trace := measure.NewTrace(sc.Static)
		require.NoError(t, agents.New(sc.Spec, sim.Replication(1, uint64(r)), trace).Run())
		if r == 0 {
			in.Trace = trace
		}
		if reps > 0 {
			results := trace.Results()
			in.Runs, in.Endings = append(in.Runs, results.Readings()), append(in.Endings, measure.Endings(trace.Deadlines()))
		}
	}
	why, err := explain.New(in.Trace.Lookup())
	require.NoError(t, err)
	in.Why, err = why.Deadlines()
	require.NoError(t, err)
	return in
}

func written(t testing.TB, d *document.Document) (page, sheet string) {
	t.Helper()
	var html, md bytes.Buffer
	require.NoError(t, document.HTML(&html, d))
	require.NoError(t, document.Markdown(&md, d))
	return html.String(), md.String()
}

// says holds that a text has some words, without printing all of it if not.
func says(t testing.TB, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		require.True(t, strings.Contains(text, w), "it does not say %q", w)
	}
}

// fetching finds what a page would load from elsewhere, and what would run in it.
var fetching = regexp.MustCompile(`(?i)<script|<link|<img|<iframe|\b(src|href)="[^#]|url\((https?|//)|@import|\son\w+=`)

// forbidden are words that a report may not use: it says when an action was
// available, never what might have been.
var forbidden = regexp.MustCompile(`(?i)\b(would|could|should|might) (not )?have\b|\bprevent(ed|s|ion)?\b|\bsaved lives\b`)

// Every report of the library says what it may, is whole on a page and as
// Markdown, and comes out the same twice.
func TestReportsOfTheLibrary(t *testing.T) {
	for _, entry := range scenarios.Library() {
		t.Run(entry.Name, func(t *testing.T) {
			t.Parallel()
			in := input(t, entry.Name, 0)
			page, sheet := written(t, report.Build(in))
			again, sheetAgain := written(t, report.Build(in))
			require.True(t, page == again && sheet == sheetAgain, "two reports of one run are the same to the byte")
			for _, text := range []string{page, sheet} {
				require.Empty(t, forbidden.FindString(text))
				says(t, text, "Single run: illustrates, does not estimate", in.Digest)
				require.False(t, strings.Contains(text, "%!"), "a format that does not fit")
			}
			require.Empty(t, fetching.FindString(page), "nothing is fetched and nothing runs")
			if banner := in.Trace.Static.Banner; banner != "" {
				says(t, page, banner)
				require.GreaterOrEqual(t, strings.Count(sheet, banner), 2)
			}
		})
	}
}

// With replications headline numbers carry their range and this run's rank.
func TestReportWithReplications(t *testing.T) {
	in := input(t, "deportation-notice-2015", 20)
	page, sheet := written(t, report.Build(in))
	require.False(t, strings.Contains(page, "Single run"))
	for _, text := range []string{page, sheet} {
		says(t, text, "20 replications")
		require.True(t, regexp.MustCompile(`this run ranks \w+( to \w+)? of 20`).MatchString(text))
	}
	says(t, page, "Deadlines over 20 replications")
}

// An evaluator's rating leads, and the indicative one stands beside it; an action
// that somebody noted is in the plan.
func TestNotesInTheReport(t *testing.T) {
	in := input(t, "deportation-notice-2015", 0)
	in.Notes = &notes.Book{Notes: []notes.Note{
		{Kind: notes.Rating, By: "R. Evaluator", Task: "CT-1.1", Rating: measure.Major, Text: "they got there"},
		{Kind: notes.Observation, At: int64(sim.Hour), By: "O. Server", Objective: "OBJ-1", Text: "nobody called back", Action: "Call back within the hour", Owner: "belgium.djsoc", Due: "1 March"},
	}}
	_, sheet := written(t, report.Build(in))
	says(t, sheet, "| **M** | R. Evaluator: they got there (indicative: U)")
	says(t, sheet, "nobody called back")
	says(t, sheet, "| **Call back within the hour** | Belgium’s federal police (djsoc) | 1 March |")
}

// Refusals stand once for each rule, desk or nation, with all it did and how long it
// held messages; what a benign storyline is stands at its head.
func TestRefusalsByRule(t *testing.T) {
	in := input(t, "twelve-nations", 0)
	var held sim.Time
	seen := map[journal.Ref]bool{}
	count := 0
	for _, r := range in.Trace.Refusers() {
		require.False(t, seen[r.Rule], "one row for each")
		seen[r.Rule] = true
		parts := 0
		for _, p := range r.Parts {
			require.Equal(t, r.Rule, p.Rule)
			require.LessOrEqual(t, r.First, p.First)
			parts += p.Count
		}
		require.Equal(t, parts, r.Count)
		held, count = held+r.Held, count+r.Count
	}
	all := 0
	for _, r := range in.Trace.Refusals() {
		all += r.Count
	}
	require.Equal(t, all, count)
	require.Positive(t, held)
	_, sheet := written(t, report.Build(in))
	says(t, sheet, fmt.Sprintf("held messages for %d d %d h", held/sim.Day, held%sim.Day/sim.Hour), "Class too high: trimmed at sanitise ")
	_, sheet = written(t, report.Build(input(t, "listing-held", 0)))
	says(t, sheet, "### Benign: A relief fund", "Nothing is behind it")
}

// The hot wash says nothing twice: what was met stands under what happened and what
// to keep, and nothing else does.
func TestHotWashSaysNothingTwice(t *testing.T) {
	for _, entry := range scenarios.Library() {
		_, sheet := written(t, report.Build(input(t, entry.Name, 0)))
		_, page, _ := strings.Cut(sheet, "## Hot wash")
		page, _, _ = strings.Cut(page, "\n## ")
		told := map[string]int{}
		for _, line := range strings.Split(page, "\n") {
			if told[line]++; strings.HasPrefix(line, "- ") && told[line] > 1 {
				require.Contains(t, line, " before it was due.", entry.Name)
				require.Equal(t, 2, told[line], entry.Name)
			}
		}
	}
}

// Where no deadline was missed, but clocks ran out, nobody reads that all was in time.
func TestHotWashTellsOfClocksThatRanOut(t *testing.T) {
	_, sheet := written(t, report.Build(input(t, "travelling-subject", 0)))
	says(t, sheet, "- Nothing that was due was late.")
	_, sheet = written(t, report.Build(inputOf(t, "travelling-subject", 0, "travelling-subject/terms")))
	require.Regexp(t, `- No deadline was missed\. Of \d+ clocks that were due \d+ ran out before they were answered`, sheet)
	require.NotContains(t, sheet, "Nothing that was due was late")
}

// No two labels of a figure overlap, and none leaves its picture.
func TestLabelsNeverCollide(t *testing.T) {
	for _, entry := range scenarios.Library() {
		t.Run(entry.Name, func(t *testing.T) {
			t.Parallel()
			reps := 0
			if entry.Name == "two-nations" || entry.Name == "three-nations" {
				reps = 10
			}
			in := input(t, entry.Name, reps)
			pictures := scenes(report.Build(in))
			for _, s := range report.Slides(in, theme.Dark) {
				pictures = append(pictures, s.Scene)
			}
			for _, s := range pictures {
				texts := s.Texts()
				for i, a := range texts {
					box := a.Box()
					require.GreaterOrEqual(t, box.X, -1.5, "%s: %q leaves on the left", s.Title, a.Text)
					require.LessOrEqual(t, box.X+box.W, s.W+1.5, "%s: %q leaves on the right", s.Title, a.Text)
					require.GreaterOrEqual(t, box.Y, -1.5, "%s: %q leaves at the top", s.Title, a.Text)
					require.LessOrEqual(t, box.Y+box.H, s.H+1.5, "%s: %q leaves at the bottom", s.Title, a.Text)
					for _, o := range texts[:i] {
						require.False(t, overlap(box, o.Box()) > 1.5, "%s: %q and %q overlap", s.Title, a.Text, o.Text)
					}
				}
			}
		})
	}
}

// overlap is the smaller of the overlaps in width and height.
func overlap(a, b scene.Box) float64 {
	w := math.Min(a.X+a.W, b.X+b.W) - math.Max(a.X, b.X)
	h := math.Min(a.Y+a.H, b.Y+b.H) - math.Max(a.Y, b.Y)
	return math.Min(w, h)
}

func scenes(d *document.Document) (list []*scene.Scene) {
	collect := func(blocks []document.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case document.Figure:
				list = append(list, b.Scene)
			case document.Picture:
				list = append(list, b.Scene)
			}
		}
	}
	collect(d.Cover)
	for i := range d.Sections {
		collect(d.Sections[i].Blocks)
	}
	return list
}

func BenchmarkReport(b *testing.B) {
	in := input(b, "twelve-nations", 0)
	for b.Loop() {
		written(b, report.Build(in))
	}
}

// Every deadline that has a path has its lanes and its waterfall among the pictures
// for slides; each is one SVG that says what it shows and fetches nothing.
func TestSlides(t *testing.T) {
	in := input(t, "deportation-notice-2015", 0)
	list := report.Slides(in, theme.Light)
	var all []string
	seen := map[string]bool{}
	for i := range list {
		s := &list[i]
		all = append(all, s.Name)
		require.False(t, seen[s.Name])
		seen[s.Name] = true
		text := still.Slide(s.Scene, s.ID, "BANNER", "", theme.Light)
		require.NoError(t, xml.Unmarshal([]byte(text), new(struct{})), s.Name)
		require.Contains(t, text, `viewBox="0 0 1280 720"`)
		require.Regexp(t, "<title id=\"[^\"]+\">[^<]+</title><desc id=\"[^\"]+\">[^<]+</desc>", text)
		require.Contains(t, text, "BANNER")
		require.Empty(t, regexp.MustCompile(`(?i)<script|<image|url\((https?|//)|href=`).FindString(text), s.Name)
		require.NotEmpty(t, s.Numbers.Rows, s.Name)
		dark := still.Slide(report.Slides(in, theme.Dark)[i].Scene, s.ID, "BANNER", "", theme.Dark)
		require.NotEqual(t, text, dark)
		require.NotContains(t, dark, theme.Light.Ink.CSS(), "no colour of another theme is left in it")
	}
	names := strings.Join(all, " ")
	for _, e := range in.Why {
		if len(e.Stretches) > 0 {
			name := strings.ReplaceAll(in.Trace.Name(e.Thing), ".", "-")
			require.Contains(t, names, "lanes-"+name)
			require.Contains(t, names, "waterfall-"+name)
		}
	}
	for _, kind := range []string{"waiting", "timeline", "knew-return", "contacts"} {
		require.Contains(t, names, kind)
	}
	_, sheet := written(t, report.Album(in, list))
	for _, name := range all {
		require.Contains(t, sheet, "## "+name+".svg")
	}
}
