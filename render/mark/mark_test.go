package mark_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/font"
	"entente/render/mark"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
	"entente/replay/measure"
	"entente/sim/journal"
)

var rewrite = flag.Bool("rewrite", false, "write the sheet of marks anew; look at it before it is committed")

// sheet draws every mark once: the legend of the product.
func sheet(s *scene.Scene, t *theme.Theme) {
	s.Reset(920, 456)
	s.Title, s.Says = "Marks", "Every sign that the product draws."
	ground := t.Ground[1]
	s.Rect(&scene.Rect{Box: scene.Box{W: s.W, H: s.H}, Fill: ground})
	say := func(x, y float64, words string, w font.Weight) {
		s.Text(&scene.Text{At: scene.Point{X: x, Y: y}, Text: words, Size: theme.Note, Weight: w, Fill: t.Ink2})
	}
	glyphs(s, t, say)
	knowledge(s, t, say)
	lines(s, t, say)
}

type sayer func(x, y float64, words string, w font.Weight)

func glyphs(s *scene.Scene, t *theme.Theme, say sayer) {
	for i, deed := range [...]string{"asks", "gives", "in part", "refuses"} {
		say(140+float64(i)*52, 24, deed, font.Regular)
	}
	for f, family := range [...]string{"Information", "Alert, notice", "Instrument", "Release", "Procedure", "Support", "Note verbale", "Exercise"} {
		y := 48 + float64(f)*30
		say(20, y+4, family, font.Medium)
		for d := range mark.NumDeeds {
			x := 150 + float64(d)*52
			g := mark.Glyph{Family: mark.Family(f), Deed: d}
			g.Draw(s, scene.Point{X: x, Y: y}, mark.LargeGlyph, t.Ink, t.Ground[1])
			g.Draw(s, scene.Point{X: x + 20, Y: y}, mark.SmallGlyph, t.Ink, t.Ground[1])
		}
	}
	for i, code := range [...]string{"TR", "BE", "NL", "ARD"} {
		mark.Chip(s, 20+float64(i)*44, 310, code, i == 1, t)
	}
	mark.Brand(s, scene.Point{X: 60, Y: 360}, 24, t.Ink)
	mark.Brand(s, scene.Point{X: 130, Y: 360}, 12, t.Ink)
	mark.Brand(s, scene.Point{X: 170, Y: 360}, 8, t.Ink)
	say(190, 364, "Entente", font.SemiBold)
}

func knowledge(s *scene.Scene, t *theme.Theme, say sayer) {
	rows := [...]struct {
		word string
		k    mark.Knowledge
	}{
		{"unknown", mark.Knowledge{}},
		{"received", mark.Knowledge{Level: mark.Received}},
		{"read", mark.Knowledge{Level: mark.Read}},
		{"understood", mark.Knowledge{Level: mark.Understood}},
		{"usable", mark.Knowledge{Level: mark.Usable}},
		{"stale", mark.Knowledge{Level: mark.Understood, Stale: true}},
		{"redacted", mark.Knowledge{Level: mark.Received, Redacted: true}},
	}
	for i, r := range rows {
		y := 36 + float64(i)*28
		r.k.Draw(s, 400, y, mark.WideCell, t, t.Ground[1])
		r.k.Draw(s, 430, y+2, mark.CompactCell, t, t.Ground[1])
		r.k.Draw(s, 456, y+3, mark.LeastCell, t, t.Ground[1])
		say(480, y+13, fmt.Sprintf("%s  %c", r.word, r.k.Sign()), font.Regular)
	}
	for i, r := range measure.Ratings {
		y := 250 + float64(i)*40
		mark.Rating(s, 400, y, r, t, t.Ground[1])
		say(444, y+20, string(r), font.Regular)
	}
	for i, o := range verdicts {
		y := 262 + float64(i)*32
		mark.Verdict(s, scene.Point{X: 520, Y: y}, 8, o, t, t.Ground[1])
		mark.Verdict(s, scene.Point{X: 544, Y: y}, 5.5, o, t, t.Ground[1])
		say(562, y+4, o.String(), font.Regular)
	}
}

var verdicts = [...]journal.Outcome{journal.Met, journal.Late, journal.NotMet, journal.Void, journal.Open}

func lines(s *scene.Scene, t *theme.Theme, say sayer) {
	other, path := mark.OtherStroke(t), mark.PathStroke(t)
	dashed, stopped, lost := other, path, other
	dashed.Dashed, stopped.End, lost.End = true, mark.Stopped, mark.Lost
	for i, k := range [...]mark.Stroke{path, other, dashed, stopped, lost} {
		y := 36 + float64(i)*30
		k.Draw(s, scene.Point{X: 660, Y: y}, scene.Point{X: 740, Y: y})
		say(760, y+4, [...]string{"chosen path", "another message", "older, or not direct", "refused on the way", "lost"}[i], font.Regular)
	}
	path.Draw(s, scene.Point{X: 660, Y: 190}, scene.Point{X: 730, Y: 230})
	other.Draw(s, scene.Point{X: 730, Y: 190}, scene.Point{X: 660, Y: 230})
	mark.Deadline(s, 670, 250, 290, t)
	mark.Lateness(s, 670, 740, 286, t)
	say(760, 274, "deadline, and how late", font.Regular)
	mark.Playhead(s, 700, 310, 350, t)
	say(760, 334, "playhead", font.Regular)
	mark.Folded(s, 680, 706, 366, 410, t)
	say(760, 392, "idle time folded away", font.Regular)
	mark.Bookmark(s, 680, 426, t.Ink)
	mark.Note(s, 704, 426, t.Ink)
	say(760, 438, "bookmark, note", font.Regular)
}

// The sheet of marks is as it was looked at.
func TestSheet(t *testing.T) {
	for _, th := range [...]*theme.Theme{theme.Light, theme.Dark} {
		var s scene.Scene
		sheet(&s, th)
		path := filepath.Join("testdata", "marks-"+strings.ReplaceAll(th.Name, " ", "-")+".svg")
		got := strings.ReplaceAll(still.SVG(&s, "m"), "><", ">\n<") + "\n"
		if *rewrite {
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.True(t, string(want) == got, "%s is not what is drawn: go test ./render/mark -rewrite writes it anew, look at it", path)
	}
}

// Marks are drawn again without taking memory.
func TestMarksTakeNoMemory(t *testing.T) {
	var s scene.Scene
	ink, ground := theme.Dark.Ink, theme.Dark.Ground[0]
	draw := func() {
		s.Reset(100, 100)
		for f := range mark.NumFamilies {
			for d := range mark.NumDeeds {
				mark.Glyph{Family: f, Deed: d}.Draw(&s, scene.Point{X: 10, Y: 10}, 6, ink, ground)
			}
		}
		for l := range mark.Usable + 1 {
			mark.Knowledge{Level: l, Stale: l == mark.Read}.Draw(&s, 1, 1, 13, theme.Dark, ground)
		}
		mark.PathStroke(theme.Dark).Draw(&s, scene.Point{}, scene.Point{X: 50, Y: 50})
		mark.Playhead(&s, 5, 0, 90, theme.Dark)
		mark.Folded(&s, 5, 31, 0, 90, theme.Dark)
		mark.Chip(&s, 5, 5, "ARD", false, theme.Dark)
		mark.Brand(&s, scene.Point{X: 20, Y: 20}, 8, ink)
		for _, o := range verdicts {
			mark.Verdict(&s, scene.Point{X: 20, Y: 20}, 8, o, theme.Dark, ground)
		}
	}
	draw()
	require.Zero(t, testing.AllocsPerRun(50, draw))
}

// Every kind of message has a sign, and what asks, grants and refuses the same thing
// has one shape and three fills.
func TestMessagesHaveSigns(t *testing.T) {
	for _, trio := range [][3]journal.Message{
		{journal.ConsentAsked, journal.ConsentGiven, journal.ConsentRefused},
		{journal.AssuranceAsked, journal.AssuranceGiven, journal.AssuranceRefused},
		{journal.SupportAsked, journal.SupportOffered, journal.SupportDeclined},
		{journal.CrossingAsked, journal.CrossingGranted, journal.CrossingRefused},
		{journal.Request, journal.Reply, journal.Refusal},
	} {
		for i, m := range trio {
			g := mark.OfMessage(m, journal.NoOutcome)
			require.Equal(t, mark.OfMessage(trio[0], journal.NoOutcome).Family, g.Family, "%v", m)
			require.Equal(t, [...]mark.Deed{mark.Asks, mark.Gives, mark.Refuses}[i], g.Deed, "%v", m)
		}
	}
	require.Equal(t, mark.Part, mark.OfMessage(journal.Reply, journal.Partial).Deed)
	require.Equal(t, mark.Part, mark.OfMessage(journal.Ack, journal.NoOutcome).Deed)
	require.Equal(t, mark.Glyph{Family: mark.NoteVerbale, Deed: mark.Refuses}, mark.OfMessage(journal.CrossingRefused, journal.NoOutcome), "the last of a trio")
	require.Panics(t, func() { _ = (journal.TaskGiven + 1).String() }, "a kind of message has no sign yet")
	require.Equal(t, mark.Glyph{Family: mark.Information, Deed: mark.Gives}, mark.OfMessage(250, journal.NoOutcome), "of a newer file")
}

// Signs that differ are drawn differently, at every size and without colour.
func TestSignsAreToldApart(t *testing.T) {
	seen := map[string]mark.Glyph{}
	for f := range mark.NumFamilies {
		for d := range mark.NumDeeds {
			var s scene.Scene
			g := mark.Glyph{Family: f, Deed: d}
			g.Draw(&s, scene.Point{X: 8, Y: 8}, mark.SmallGlyph, 0, 0xFFFFFF)
			svg := still.SVG(&s, "g")
			other, twice := seen[svg]
			require.False(t, twice, "%v looks like %v", g, other)
			seen[svg] = g
		}
	}
	signs := ""
	for l := range mark.Usable + 1 {
		signs += string(mark.Knowledge{Level: l}.Sign())
	}
	signs += string(mark.Knowledge{Level: mark.Read, Stale: true}.Sign()) + string(mark.Knowledge{Redacted: true}.Sign())
	require.Equal(t, ".rRuU~#", signs)
}

// Dashes begin and end on the line, and a line as long as a screen has few.
func TestDashesStayOnTheLine(t *testing.T) {
	var s scene.Scene
	mark.Dashes(&s, scene.Point{X: 10}, scene.Point{X: 1e9}, 3, 3, 0, 1)
	require.LessOrEqual(t, s.Len(), 400)
	for _, long := range []float64{0.5, 1, 2, 3, 4, 5, 7, 50} {
		s.Reset(100, 100)
		mark.Dashes(&s, scene.Point{X: 10}, scene.Point{X: 10 + long}, 3, 3, 0, 1)
		require.Positive(t, s.Len())
		s.Paint(within{t, 10, 10 + long})
	}
}

type within struct {
	t        *testing.T
	from, to float64
}

func (w within) Line(l *scene.Line) {
	require.GreaterOrEqual(w.t, l.A.X, w.from)
	require.LessOrEqual(w.t, l.B.X, w.to+1e-9)
	require.Greater(w.t, l.B.X, l.A.X)
}
func (within) Rect(*scene.Rect)                              {}
func (within) Bar(*scene.Bar)                                {}
func (within) Text(*scene.Text)                              {}
func (within) Polyline([]scene.Point, theme.Colour, float64) {}
func (within) Polygon([]scene.Point, theme.Colour)           {}
func (within) Clip(scene.Box)                                {}
func (within) Unclip()                                       {}
