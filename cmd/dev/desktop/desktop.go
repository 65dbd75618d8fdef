// Package desktop runs a virtual desktop for tests of windows: an X server that draws
// into a file, so that a test can look at the screen, and input that presses keys and
// moves the pointer as a person does.
package desktop

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Desktop is one X server.
type Desktop struct {
	Display string // its name, for the variable DISPLAY

	folder string
	server *exec.Cmd
	said   bytes.Buffer // by the server, when something is wrong
}

// ErrMissing says that there is no X server to start.
var ErrMissing = errors.New("the X server Xvfb (apt-get install xvfb libgl1-mesa-dri xdotool)")

// Start starts a desktop of a size in pixels.
func Start(wide, high int) (*Desktop, error) {
	path, err := exec.LookPath("Xvfb")
	if err != nil {
		return nil, ErrMissing
	}
	folder, err := os.MkdirTemp("", "entente-desktop-")
	if err != nil {
		return nil, err
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	d := &Desktop{folder: folder}
	d.server = exec.Command(path, "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", wide, high), "-fbdir", folder, "-nolisten", "tcp", "-noreset", "-r") // -r: no key repeats itself, however late it is let go
	d.server.Stdout, d.server.Stderr = &d.said, &d.said
	d.server.ExtraFiles = []*os.File{w}
	if err := d.server.Start(); err != nil {
		return nil, err
	}
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n') // it ends if the line is not taken whole
	if err != nil {
		d.Stop()
		return nil, fmt.Errorf("the X server did not start: %w", err)
	}
	d.Display = ":" + strings.TrimSpace(number)
	return d, nil
}

// Stop ends the desktop.
func (d *Desktop) Stop() {
	d.server.Process.Signal(os.Interrupt)
	d.server.Wait()
	os.RemoveAll(d.folder)
}

// Hand does what xdotool is told, such as "key", "w" or "mousemove", "10", "20",
// and gives what it says.
func (d *Desktop) Hand(words ...string) (string, error) {
	c := exec.Command("xdotool", words...)
	c.Env = append(os.Environ(), "DISPLAY="+d.Display)
	said, err := c.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("xdotool %s: %w: %s", strings.Join(words, " "), err, said)
	}
	return strings.TrimSpace(string(said)), nil
}

// Look is what is on the screen now. The server keeps it as an X window dump: a
// header of words of 32 bits, a table of colours, then rows of pixels.
func (d *Desktop) Look() (*image.RGBA, error) {
	b, err := os.ReadFile(filepath.Join(d.folder, "Xvfb_screen0"))
	if err != nil {
		d.Stop()
		return nil, fmt.Errorf("the desktop has ended: %w: %s (%s)", err, d.said.String(), d.server.ProcessState)
	}
	const words = 25
	if len(b) < 4*words {
		return nil, errors.New("the screen's file is too short")
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(b[4*i:])) }
	wide, high, row := word(4), word(5), word(12)
	rows := b[word(0)+12*word(19):]
	if word(11) != 32 || len(rows) < row*high {
		return nil, errors.New("the screen's file has another form")
	}
	img := image.NewRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			p := rows[y*row+4*x:]
			img.SetRGBA(x, y, color.RGBA{p[2], p[1], p[0], 255})
		}
	}
	return img, nil
}
