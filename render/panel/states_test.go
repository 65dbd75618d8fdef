package panel_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay"
	"entente/sim"
	"entente/sim/notation"
)

// troubles has a file with every fault.
func troubles() (list []*review.Trouble) {
	for f := range review.NumFaults {
		x := &review.Trouble{Fault: f, File: "twelve-nations.mcap", Size: 26_460_331, Offset: -1, Err: errors.New("damaged at byte 16384112: the file ends within a record")}
		switch f {
		case review.Truncated, review.Damaged, review.Changed:
			x.Known, x.Chunks, x.Missing, x.Records, x.Gone, x.Keyframes = true, 39, 23, 61_204, 37_000, 19
			x.Last, x.End, x.Sources, x.Offset = 18*sim.Day+6*sim.Hour+20*sim.Minute, 30*sim.Day, true, 16_384_112
			x.Clock = notation.Clock{Start: 8 * int64(sim.Hour)}
			if f == review.Changed {
				x.Last, x.Missing, x.Gone = x.End, 0, 0
			}
			if f == review.Damaged { // and goes on behind it
				x.Last, x.Missing, x.Gone = x.End, 0, 0
				x.Holes = []replay.Hole{{Damage: &replay.Damage{Offset: x.Offset}, Length: 42_000, First: 40_000, Last: 41_402, From: 18 * sim.Day, Until: 19 * sim.Day}}
			}
		case review.Newer:
			x.Known, x.Format, x.Unknown, x.Chunks, x.Records, x.Last, x.End = true, 3, 17, 39, 61_204, 30*sim.Day, 30*sim.Day
		case review.TooLarge:
			x.Err = nil
		}
		list = append(list, x)
	}
	return append(list, &review.Trouble{Fault: review.Damaged, File: "a.mcap", Size: 12, Offset: 8, Err: errors.New("damaged at byte 8")})
}

// Where nothing of a file can be shown it says how to come to its run again: by the line
// that makes it, by what it was made with, or by what saves it.
func TestFailureWithoutAPictureLeadsOn(t *testing.T) {
	broken := func(change func(x *review.Trouble)) *review.Trouble {
		x := &review.Trouble{Fault: review.Damaged, File: "a.mcap", Size: 12, Offset: 8, Err: errors.New("damaged at byte 8"), Origin: &replay.Origin{Meta: replay.Meta{Scenario: "two-nations", Seed: 7}}}
		change(x)
		return x
	}
	for want, x := range map[string]*review.Trouble{
		"entente run two-nations --seed 7 -o again.mcap": broken(func(*review.Trouble) {}),
		"entente replay recover a.mcap":                  broken(func(x *review.Trouble) { x.Origin, x.Large = nil, true }),
		"made with faster.yaml":                          broken(func(x *review.Trouble) { x.Origin.Patches = []string{"faster.yaml"} }),
		"parted from another run":                        broken(func(x *review.Trouble) { x.Origin.Branches = []replay.Branch{{At: 1}} }),
	} {
		draw := func(c *canvas.Canvas, b scene.Box) { panel.Failure{}.Draw(c, x, b) }
		c := painted(1280, 676, theme.Light, draw)
		require.Contains(t, strings.Join(says(c), " "), want)
		do := panel.FirstOf(x)
		if strings.HasPrefix(want, "entente") {
			require.Equal(t, view.CopyText, do.Do)
			require.Contains(t, do.Text, want)
			require.Equal(t, do, under(t, c, "Copy the command").Do)
		} else {
			require.Equal(t, view.OpenFile, do.Do)
		}
		legible(t, want, draw)
	}
}

// Each fault has its headline and the safest thing to do first, which Enter and its
// button do.
func TestFailuresSayWhatToDo(t *testing.T) {
	want := map[review.Fault]struct {
		headline, first string
		do              view.Verb
	}{
		review.Truncated:  {"This replay ends early.", "Open what is there", view.Accept},
		review.Damaged:    {"A part of this replay cannot be read.", "Open around it", view.Accept},
		review.Newer:      {"This replay is from a newer Entente.", "Open what this version knows", view.Accept},
		review.Older:      {"This replay is from an older Entente.", "Choose another file", view.OpenFile},
		review.Foreign:    {"This is a recording, but not one of ours.", "Choose another file", view.OpenFile},
		review.NotReplay:  {"This is not a replay.", "Choose another file", view.OpenFile},
		review.Changed:    {"The record was changed after it was written.", "Open marked UNVERIFIED", view.Accept},
		review.TooLarge:   {"This replay needs the desktop viewer.", "Copy the command", view.CopyText},
		review.Unreadable: {"This file cannot be read.", "Choose another file", view.OpenFile},
	}
	require.Len(t, want, int(review.NumFaults))
	for i, x := range troubles() {
		draw := func(c *canvas.Canvas, b scene.Box) { panel.Failure{}.Draw(c, x, b) }
		c := painted(1280, 676, theme.Light, draw)
		k := want[x.Fault]
		require.Contains(t, says(c), k.headline)
		if i < int(review.NumFaults) {
			require.Equal(t, k.do, under(t, c, k.first).Do.Do, k.headline)
			require.Equal(t, k.do, panel.FirstOf(x).Do)
		} else {
			require.Equal(t, view.OpenFile, panel.FirstOf(x).Do, "where nothing can be saved")
			require.NotContains(t, says(c), "Open around it")
		}
		if x.Err != nil {
			require.Contains(t, strings.Join(says(c), " "), "amaged at byte")
		}
		legible(t, fmt.Sprintf("failure-%d", i), draw)
	}
}

// The first screen leads to a file, to the library and to the tour.
func TestStartLeadsOn(t *testing.T) {
	var cards []panel.Card
	for _, name := range []string{"two-nations", "deportation-notice-2015", "last-mile-2019", "twelve-nations"} {
		run := rendertest.Run(t, name)
		cards = append(cards, panel.Card{Name: name, Title: run.Static.Title, Line: run.Static.Exercise, Run: run})
	}
	cards = append(cards, panel.Card{Name: "other", Title: "Not made yet"})
	draw := func(c *canvas.Canvas, b scene.Box) { panel.Start{}.Draw(c, cards, 1, b) }
	c := painted(1280, 676, theme.Dark, draw)
	require.Equal(t, view.Action{Do: view.OpenFile}, under(t, c, "Open a file").Do)
	require.Equal(t, view.StepTour, under(t, c, "Take the tour: six steps").Do.Do)
	require.Equal(t, view.Action{Do: view.OpenFile, Text: "twelve-nations"}, under(t, c, cards[3].Title).Do)
	legible(t, "start", draw)
}

// Before anything has come a screen says how far it is, and while records are still
// coming the situation does.
func TestLoadingSaysHowFar(t *testing.T) {
	draw := func(c *canvas.Canvas, b scene.Box) {
		panel.Loading{}.Draw(c, &panel.Progress{File: "twelve-nations.mcap", Got: 12_000_000, Of: 26_000_000}, b)
	}
	require.Contains(t, says(painted(1280, 676, theme.Dark, draw)), "12,000,000 of 26,000,000 bytes")
	legible(t, "loading", draw)

	run := rendertest.Run(t, "two-nations")
	fresh, err := review.Open(run.Records, run.Meta, run.Speak.Terms)
	require.NoError(t, err)
	_, err = fresh.Load(10)
	require.NoError(t, err)
	require.Contains(t, says(inspected(fresh, 0, view.Subject{})), "10 of 81 records")
	require.NotContains(t, strings.Join(says(inspected(run, 0, view.Subject{})), " "), "of 81 records")
}
