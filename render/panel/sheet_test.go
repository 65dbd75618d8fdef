package panel_test

import (
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
)

// sheets is a folder for pages with the panels, to be looked at.
var sheets = flag.String("sheets", "", "write pages with the panels into this folder")

// painted is a panel on a canvas of a size.
func painted(w, h float64, look *theme.Theme, draw func(c *canvas.Canvas, box scene.Box)) *canvas.Canvas {
	c := &canvas.Canvas{}
	c.Reset(w, h, look)
	draw(c, scene.Box{W: w, H: h})
	return c
}

// sheet writes a canvas as a page, where a folder is given.
func sheet(t testing.TB, name string, c *canvas.Canvas) {
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
