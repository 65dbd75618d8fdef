package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"entente/render/review"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/view"
	"entente/render/viewer"
	"entente/replay"
	"entente/replay/wording"
	"entente/sim/files"
)

// framed is what `replay export --frame` was asked to draw.
type framed struct {
	at   string // an instant; empty: no frame
	link string // the rest of what is looked at
	size string // WIDTHxHEIGHT
	zoom float64
}

// frameFile is a frame of the viewer; any picture of its sort may be replaced.
func frameFile(name string) (files.Kind, error) {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".svg":
		return files.Kind{Noun: "a frame as SVG", Is: opensWith("<svg ")}, nil
	case ".png":
		return files.Kind{Noun: "a frame as PNG", Is: opensWith("\x89PNG")}, nil
	default:
		return files.Kind{}, wrong(fmt.Errorf("a frame is a picture: -o FILE that ends in .png or .svg, not %q", ext))
	}
}

// opensWith tells a sort of file by its first bytes.
func opensWith(mark string) func(io.ReaderAt, int64) bool {
	return func(r io.ReaderAt, _ int64) bool {
		head := make([]byte, len(mark))
		_, err := r.ReadAt(head, 0)
		return err == nil && string(head) == mark
	}
}

// frameSize reads WIDTHxHEIGHT in pixels.
func frameSize(text string) (w, h float64, err error) {
	a, b, ok := strings.Cut(text, "x")
	wide, err1 := strconv.Atoi(a)
	high, err2 := strconv.Atoi(b)
	if !ok || err1 != nil || err2 != nil || wide < 320 || high < 240 || wide > 7680 || high > 4320 {
		return 0, 0, wrong(fmt.Errorf("--size %q: write WIDTHxHEIGHT, from 320x240 to 7680x4320, such as 1280x720", text))
	}
	return float64(wide), float64(high), nil
}

// frame draws what the viewer shows at an instant, without a display.
func (o *exportFlags) frame(e *edge, name string, f *replay.File) error {
	if o.to == "" {
		return wrong(errors.New("say where to write the frame: -o FILE.png or FILE.svg"))
	}
	kind, err := frameFile(o.to)
	if err != nil {
		return err
	}
	w, h, err := frameSize(o.size)
	if err != nil {
		return err
	}
	if !(o.zoom >= 0.5 && o.zoom <= 4) {
		return wrong(fmt.Errorf("--zoom %v: from 0.5 to 4", o.zoom))
	}
	v, err := o.view(f)
	if err != nil {
		return err
	}
	text := v.Scale() // larger text has less room: the size in pixels stays
	s := &v.Frame(float64(w/text), float64(h/text)).Scene
	s.Title = f.Static().Title
	if err := e.save(one(o.to, kind, o.force, name), func(out io.Writer) error { return drawFrame(out, o.to, s, float64(o.zoom*text)) }); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %s; the same view by link: %s\n", o.to, view.Link(f.Static(), v.State))
	return nil
}

func drawFrame(out io.Writer, name string, s *scene.Scene, zoom float64) error {
	if strings.EqualFold(filepath.Ext(name), ".svg") {
		_, err := io.WriteString(out, still.File(s, "frame", zoom))
		return err
	}
	return still.PNG(out, s, zoom)
}

// view is a viewer of a file in the state that was asked for.
func (o *exportFlags) view(f *replay.File) (*viewer.Viewer, error) {
	run, err := review.Open(f, f.Meta(), wording.HSEEP)
	if err != nil {
		return nil, reading(err)
	}
	for done := false; !done; {
		if done, err = run.Load(1 << 16); err != nil {
			return nil, reading(err)
		}
	}
	v, st := viewer.New(run), f.Static()
	if v.State, err = view.ReadLink(st, v.State, o.link); err != nil {
		return nil, wrong(fmt.Errorf("--view: %w", err))
	}
	t, err := st.Clock().Read(o.at)
	if err != nil {
		return nil, wrong(fmt.Errorf("--frame: %w", err))
	}
	v.State.At, v.State.Record = t, 0
	look, err := lookOf(o.look)
	if err != nil {
		return nil, err
	}
	v.State.Look = look
	return v, nil
}

// lookOf is the viewer's theme by the name that --theme gives.
func lookOf(name string) (view.Look, error) {
	switch name {
	case "light":
		return view.Light, nil
	case "dark":
		return view.Dark, nil
	case "contrast":
		return view.HighContrast, nil
	}
	return 0, wrong(fmt.Errorf("--theme %q: light, dark or contrast", name))
}
