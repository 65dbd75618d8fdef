package panel_test

import (
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/render/font"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
)

// sheets is a folder for pages with the panels, to be looked at.
var sheets = flag.String("sheets", "", "write pages with the panels into this folder")

// stories are the runs that tests have asked for, each made once.
var stories sync.Map

// runOf is a scenario of the library, run and loaded.
func runOf(t testing.TB, name string) *review.Run {
	t.Helper()
	made, _ := stories.LoadOrStore(name, sync.OnceValue(func() *measure.Story {
		sc, err := scenarios.Load(name, scenarios.Options{})
		require.NoError(t, err)
		story := measure.NewStory(sc.Static)
		require.NoError(t, agents.New(sc.Spec, sim.Replication(1, 0), story).Run())
		return story
	}))
	run, err := review.Open(made.(func() *measure.Story)().Lookup(), replay.Meta{}, wording.HSEEP)
	require.NoError(t, err)
	for done := false; !done; {
		done, err = run.Load(1 << 20)
		require.NoError(t, err)
	}
	return run
}

// painted is a panel on a canvas of a size.
func painted(w, h float64, look *theme.Theme, draw func(c *panel.Canvas, box scene.Box)) *panel.Canvas {
	c := &panel.Canvas{}
	c.Reset(w, h, look)
	draw(c, scene.Box{W: w, H: h})
	return c
}

// sheet writes a canvas as a page, where a folder is given.
func sheet(t testing.TB, name string, c *panel.Canvas) {
	t.Helper()
	if *sheets == "" {
		return
	}
	style := ""
	for _, w := range []font.Weight{font.Regular, font.Medium, font.SemiBold} {
		style += fmt.Sprintf("@font-face{font-family:Inter;font-weight:%d;src:url(data:font/woff2;base64,%s)}", w.CSS(), base64.StdEncoding.EncodeToString(font.WOFF2(w)))
	}
	page := "<!doctype html><meta charset=utf-8><style>" + style + "*{margin:0;padding:0}svg{font-family:Inter;display:block}</style>" + still.SVG(&c.Scene, "s")
	require.NoError(t, os.MkdirAll(*sheets, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(*sheets, name+".html"), []byte(page), 0o644))
}
