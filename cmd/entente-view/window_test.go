//go:build !js && !windows

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	screens "entente/cmd/dev/desktop"
	"entente/render/view"
)

// TestMain makes the tests the program when they are called by its name, but that it also
// says what is looked at.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != "entente-view" {
		os.Exit(m.Run())
	}
	c := newCommand(func(q *openFlags) error {
		a, err := q.app()
		if err != nil {
			return err
		}
		a.machine = &watched{a.machine, a}
		return inWindow(a)
	})
	if err := c.Execute(); err != nil {
		fmt.Fprintf(os.Stderr, "entente-view: %v\n", err)
		os.Exit(failed)
	}
}

// watched is a machine that says on the terminal what is looked at, whenever that
// changes, so that nobody needs to guess how long a window takes.
type watched struct {
	machine
	app *app
}

// looking begins its lines.
const looking = "looking at "

func (w *watched) Linked(link string) {
	w.machine.Linked(link)
	s := &w.app.shown.State
	fmt.Printf("%s%s dialog=%d typed=%q\n", looking, link, s.Dialog, s.Typed)
}

// hand is somebody at a desktop with the program in front of them.
type hand struct {
	t     *testing.T
	desk  *screens.Desktop
	id    string      // of the window
	links chan string // that were copied
	out   string      // where pictures go
	shots int
	seen  []string     // names of the pictures
	talk  bytes.Buffer // what the program said beside its links

	state atomic.Pointer[string] // what is looked at
}

// atDesktop opens a file in a window of a desktop that nobody sees.
func atDesktop(t *testing.T, args ...string) *hand {
	t.Helper()
	depth.Need(t, "xdotool")
	desk, err := screens.Start(1600, 900)
	if errors.Is(err, screens.ErrMissing) {
		depth.Missing(t, err.Error())
	}
	require.NoError(t, err)
	t.Cleanup(desk.Stop)
	self, err := os.Executable()
	require.NoError(t, err)
	link := filepath.Join(t.TempDir(), "entente-view")
	require.NoError(t, os.Symlink(self, link))
	h := &hand{t: t, desk: desk, links: make(chan string, 16), out: depth.Kept(t)}
	c := exec.Command(link, args...)
	c.Env = []string{"DISPLAY=" + desk.Display, "HOME=" + t.TempDir(), "PATH=", "LIBGL_ALWAYS_SOFTWARE=1"} // no PATH: no program to copy with
	c.Stderr = &h.talk
	stdout, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	go func() {
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			if s, ok := strings.CutPrefix(lines.Text(), looking); ok {
				h.state.Store(&s)
				continue
			}
			h.links <- lines.Text()
		}
		close(h.links)
	}()
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		_ = c.Wait()
		assert.Empty(t, h.talk.String(), "said on the terminal")
	})
	h.until("a window", func() bool {
		h.id, err = desk.Hand("search", "--onlyvisible", "--class", "entente-view")
		h.id, _, _ = strings.Cut(h.id, "\n")
		return err == nil && h.id != ""
	})
	return h
}

// patience bounds every wait: it is for a machine that hangs, not for a slow one.
const patience = 2 * time.Minute

func (h *hand) until(what string, there func() bool) {
	h.t.Helper()
	for end := time.Now().Add(patience); !there(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			h.look("not-" + what)
			h.t.Fatalf("there was no %s within %s; it was at %s", what, patience, h.at())
		}
	}
}

func (h *hand) do(words ...string) {
	h.t.Helper()
	_, err := h.desk.Hand(words...)
	require.NoError(h.t, err)
}

// key presses a key and lets it go at once: held for long it would repeat itself.
func (h *hand) key(name string) {
	h.t.Helper()
	h.do("key", name)
}

// at is what is looked at, as far as the program has said.
func (h *hand) at() string {
	if s := h.state.Load(); s != nil {
		return *s
	}
	return ""
}

// looks waits until what is looked at is as it should be.
func (h *hand) looks(what string, is func(at string) bool) {
	h.t.Helper()
	h.until(what, func() bool { return is(h.at()) })
}

// asks waits for a dialog, with something typed into it.
func (h *hand) asks(d view.Dialog, typed string) {
	h.t.Helper()
	want := fmt.Sprintf(" dialog=%d typed=%q", d, typed)
	h.looks("dialog", func(at string) bool { return strings.HasSuffix(at, want) })
}

// titled waits for the window to be titled.
func (h *hand) titled(begins string) {
	h.t.Helper()
	h.until(begins, func() bool {
		title, err := h.desk.Hand("getwindowname", h.id)
		return err == nil && strings.HasPrefix(title, begins+" – ")
	})
}

// link copies the link, which is said on the terminal where there is no clipboard.
func (h *hand) link() string {
	h.t.Helper()
	h.key("y")
	select {
	case line := <-h.links:
		_, link, ok := strings.Cut(line, "--link ")
		require.True(h.t, ok, line)
		return strings.Trim(link, "'")
	case <-time.After(patience):
		h.look("no-link")
		h.t.Fatal("no link was copied")
		return ""
	}
}

// look keeps a picture of the desktop and gives it.
func (h *hand) look(name string) *image.RGBA {
	h.t.Helper()
	time.Sleep(300 * time.Millisecond) // the frame after the one that was waited for
	img, err := h.desk.Look()
	require.NoError(h.t, err)
	h.shots++
	h.seen = append(h.seen, name)
	f, err := os.Create(filepath.Join(h.out, strconv.Itoa(100 + h.shots)[1:]+"-"+name+".png"))
	require.NoError(h.t, err)
	defer f.Close()
	require.NoError(h.t, png.Encode(f, img))
	return img
}

// point moves the pointer within the window.
func (h *hand) point(x, y int) {
	h.t.Helper()
	h.do("mousemove", "--window", h.id, strconv.Itoa(x), strconv.Itoa(y))
}

// drag presses at one place, moves to another and lets go. What comes between two looks
// of the program is no drag: it has seen what was done before once it gives a link.
func (h *hand) drag(x0, y0, x1, y1 int) {
	h.t.Helper()
	h.point(x0, y0)
	h.link()
	h.do("mousedown", "1")
	h.link()
	h.point((x0+x1)/2, (y0+y1)/2)
	h.link()
	h.point(x1, y1)
	h.link()
	h.do("mouseup", "1")
}

// drawn waits for a picture with many colours in a box.
func (h *hand) drawn(name string, r image.Rectangle, least int) {
	h.t.Helper()
	h.until(name, func() bool { return colours(h.look(name), r) > least })
}

// colours counts the colours within a box.
func colours(img *image.RGBA, r image.Rectangle) int {
	seen := map[color.RGBA]bool{}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			seen[img.RGBAAt(x, y)] = true
		}
	}
	return len(seen)
}

var part = func(link, key string) string {
	m := regexp.MustCompile(`(?:^|&)` + key + `=([^& ]*)`).FindStringSubmatch(link)
	if m == nil {
		return ""
	}
	return m[1]
}

// The program in a window, led through as a person would: open, outcomes, why, lanes,
// scrub, perspective, search, records, compare, keys, export, other sizes.
func TestViewerInAWindow(t *testing.T) {
	file, other := replayOf(t, "deportation-notice-2015"), seededReplay(t, "deportation-notice-2015", 2)
	h := atDesktop(t, file, "--compare", other, "--link", "screen=outcomes")
	h.point(560, 24)
	h.titled("Compare")
	h.drawn("compare", image.Rect(0, 80, 1280, 600), 50)
	h.key("q")
	h.titled("Outcomes")
	h.drawn("outcomes", image.Rect(0, 80, 1280, 600), 50)

	h.key("w")
	h.titled("Why")
	h.look("why")
	h.key("d")
	h.titled("Lanes")
	h.key("Home")
	h.looks("start of the run", func(at string) bool { return part(at, "at") == "D+0T08:00" })
	at := h.link()
	require.Equal(t, "D+0T08:00", part(at, "at"), "the link that is copied leads to what is looked at")
	h.drawn("lanes", image.Rect(320, 80, 900, 600), 50)
	h.drag(400, 665, 800, 665)
	h.looks("other time: dragging the scrubber moves the playhead", func(now string) bool { return part(now, "at") != part(at, "at") })
	h.look("scrubbed")
	scrubbed := h.at()
	h.point(500, 300)
	h.do("click", "--repeat", "3", "4")
	h.looks("zoomed lanes", func(at string) bool { return part(at, "from") != part(scrubbed, "from") })
	h.look("zoomed")

	h.key("1")
	h.looks("nation's view", func(at string) bool { return part(at, "as") != "" })
	h.look("as-a-nation")
	h.key("0")
	h.looks("view of all", func(at string) bool { return part(at, "as") == "" })

	h.key("slash")
	h.asks(view.SearchDialog, "")
	h.do("type", "late:yes")
	h.asks(view.SearchDialog, "late:yes")
	h.look("search")
	h.key("Return")
	h.looks("record that the search leads to", func(at string) bool { return part(at, "record") != "" })
	h.key("Escape")
	h.asks(view.NoDialog, "")
	h.key("question")
	h.asks(view.KeysDialog, "")
	h.look("keys")
	h.key("Escape")
	h.asks(view.NoDialog, "")

	h.key("x")
	h.asks(view.ExportDialog, "")
	h.key("Return")
	h.until("export", func() bool {
		found, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "deportation-notice-2015-*"))
		return len(found) > 0
	})
	h.look("exported")
	h.do("windowmove", h.id, "0", "0", "windowsize", h.id, "1600", "900")
	h.drawn("larger", image.Rect(1300, 80, 1600, 800), 5)
	h.do("windowsize", h.id, "900", "600")
	h.until("a smaller window", func() bool { return colours(h.look("smaller"), image.Rect(1300, 80, 1600, 800)) <= 5 })
	for _, name := range []string{"outcomes", "why", "lanes", "scrubbed", "as-a-nation", "compare", "search", "exported"} {
		require.Contains(t, h.seen, name, "the window was not led through it")
	}
}
