//go:build !js

package main

import (
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"syscall"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"golang.org/x/term"
)

// terminal looks at what stands behind stdout and stderr.
func terminal() (width int, watch bool, cores int) {
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		width = 80
		if w, _, err := term.GetSize(fd); err == nil && w > 0 {
			width = w
		}
	}
	return width, term.IsTerminal(int(os.Stderr.Fd())), runtime.GOMAXPROCS(0)
}

// endings are the signals that ask a program to end, but for those that its parent
// told it to ignore.
func endings() []os.Signal {
	return slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}, signal.Ignored)
}

// The hues are those of Okabe and Ito, which people tell apart whatever their
// eyes; and a word or a mark always says the same as the colour.
var styles = [inks]lipgloss.Style{
	strong: lipgloss.NewStyle().Bold(true),
	faint:  lipgloss.NewStyle().Faint(true),
	good:   lipgloss.NewStyle().Foreground(lipgloss.Color("#009E73")).Bold(true),
	tight:  lipgloss.NewStyle().Foreground(lipgloss.Color("#E69F00")).Bold(true),
	bad:    lipgloss.NewStyle().Foreground(lipgloss.Color("#D55E00")).Bold(true),
	lost:   lipgloss.NewStyle().Foreground(lipgloss.Color("#56B4E9")),
	know:   lipgloss.NewStyle().Foreground(lipgloss.Color("#F0E442")),
}

// inColour writes s in an ink.
func inColour(i ink, s string) string {
	if i == plain || s == "" {
		return s
	}
	return styles[i].Render(s)
}

// colourWriter is where the picture goes: a terminal with the colours it has, or a
// pipe, which gets none.
func colourWriter(e *edge) io.Writer {
	profile := colorprofile.NoTTY
	if e.width > 0 {
		profile = colorprofile.Env(e.env)
	}
	return &colorprofile.Writer{Forward: e.stdout, Profile: profile}
}
