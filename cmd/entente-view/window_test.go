//go:build !js && !windows

package main

import (
	"bufio"
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	screens "entente/cmd/dev/desktop"
)

// TestMain makes the tests the program when they are called by its name.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "entente-view" {
		main()
		return
	}
	os.Exit(m.Run())
}

// hand is somebody at a desktop with the program in front of them.
type hand struct {
	t     *testing.T
	desk  *screens.Desktop
	id    string // of the window
	links chan string
	out   string // where pictures go
	shots int
	seen  []string     // names of the pictures
	talk  bytes.Buffer // what the program said beside its links
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

// patience is how long something may take on a busy machine.
const patience = 60 * time.Second

func (h *hand) until(what string, there func() bool) {
	h.t.Helper()
	for end := time.Now().Add(patience); !there(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			h.look("not-" + what)
			h.t.Fatalf("there was no %s within %s", what, patience)
		}
	}
}

func (h *hand) do(words ...string) {
	h.t.Helper()
	_, err := h.desk.Hand(words...)
	require.NoError(h.t, err)
}

// key presses keys, each for long enough to be seen by a slow loop.
func (h *hand) key(names ...string) {
	h.t.Helper()
	for _, k := range names {
		h.do("keydown", k)
		time.Sleep(150 * time.Millisecond)
		h.do("keyup", k)
		time.Sleep(60 * time.Millisecond)
	}
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

// drag presses at one place, moves to another and lets go.
func (h *hand) drag(x0, y0, x1, y1 int) {
	h.t.Helper()
	h.point(x0, y0)
	time.Sleep(100 * time.Millisecond)
	h.do("mousedown", "1")
	for i := 1; i <= 10; i++ {
		h.point(x0+(x1-x0)*i/10, y0+(y1-y0)*i/10)
		time.Sleep(30 * time.Millisecond)
	}
	time.Sleep(200 * time.Millisecond)
	h.do("mouseup", "1")
	time.Sleep(200 * time.Millisecond)
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
	m := regexp.MustCompile(`(?:^|&)` + key + `=([^&]*)`).FindStringSubmatch(link)
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
	h.until("comparison", func() bool { return colours(h.look("compare"), image.Rect(0, 80, 1280, 600)) > 50 })
	h.key("q")
	h.titled("Outcomes")
	require.Greater(t, colours(h.look("outcomes"), image.Rect(0, 80, 1280, 600)), 50, "something is drawn")

	h.key("w")
	h.titled("Why")
	h.look("why")
	h.key("d")
	h.titled("Lanes")
	h.key("Home")
	at := part(h.link(), "at")
	require.Equal(t, "D+0T08:00", at)
	require.Greater(t, colours(h.look("lanes"), image.Rect(320, 80, 900, 600)), 50)
	h.drag(400, 665, 800, 665)
	scrubbed := h.link()
	require.NotEqual(t, at, part(scrubbed, "at"), "dragging the scrubber moves the playhead")
	h.look("scrubbed")
	h.point(500, 300)
	h.do("click", "--repeat", "3", "4")
	h.until("zoomed", func() bool { return part(h.link(), "from") != part(scrubbed, "from") })
	h.look("zoomed")

	h.key("1")
	require.NotEmpty(t, part(h.link(), "as"))
	h.look("as-a-nation")
	h.key("0")
	require.Empty(t, part(h.link(), "as"))

	h.key("slash")
	h.do("type", "--delay", "80", "late:yes")
	h.look("search")
	h.key("Return", "Escape")
	require.NotEmpty(t, part(h.link(), "record"), "search leads to a record")
	h.key("question")
	h.look("keys")
	h.key("Escape")

	h.key("x", "Return")
	h.until("export", func() bool {
		found, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "deportation-notice-2015-*"))
		return len(found) > 0
	})
	h.look("exported")
	h.do("windowmove", h.id, "0", "0", "windowsize", h.id, "1600", "900")
	h.until("larger", func() bool { return colours(h.look("larger"), image.Rect(1300, 80, 1600, 800)) > 5 })
	h.do("windowsize", h.id, "900", "600")
	time.Sleep(500 * time.Millisecond)
	h.look("smaller")
	for _, name := range []string{"outcomes", "why", "lanes", "scrubbed", "as-a-nation", "compare", "search", "exported"} {
		require.Contains(t, h.seen, name, "the window was not led through it")
	}
}
