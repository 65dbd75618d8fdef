package screen

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"entente/cmd/dev/depth"
	"entente/cmd/dev/desktop"
)

// missing says why there is no window; empty if there is one.
var missing string

// TestMain runs the tests inside a window, for pixels can be read only there. Where
// there is no display it brings its own.
func TestMain(m *testing.M) { os.Exit(within(m)) }

func within(m *testing.M) int {
	if os.Getenv("DISPLAY") == "" {
		d, err := desktop.Start(1280, 720)
		if errors.Is(err, desktop.ErrMissing) {
			missing = err.Error()
			return m.Run()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer d.Stop()
		os.Setenv("DISPLAY", d.Display)
	}
	g := &inside{m: m}
	ebiten.SetWindowSize(1280, 720)
	if err := ebiten.RunGame(g); err != nil {
		fmt.Fprintln(os.Stderr, "no window:", err)
		return 1
	}
	return g.code
}

// inside is a game that runs tests.
type inside struct {
	m    *testing.M
	code int
}

func (g *inside) Update() error {
	g.code = g.m.Run()
	return ebiten.Termination
}

func (*inside) Draw(*ebiten.Image) {}

func (*inside) Layout(int, int) (int, int) { return 1280, 720 }

// window is for tests that need a window.
func window(t *testing.T) {
	t.Helper()
	if missing != "" {
		depth.Missing(t, missing)
	}
}
