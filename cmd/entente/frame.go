package main

import (
	"cmp"
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
	"entente/sim"
	"entente/sim/files"
	"entente/sim/notation"
)

// framed is what `replay export --frame` was asked to draw.
type framed struct {
	at     string // an instant, or two with .. between them; empty: no frame
	step   string // between the frames of a sequence
	link   string // the rest of what is looked at
	size   string // WIDTHxHEIGHT
	zoom   float64
	other  string         // a second replay file beside it; empty: none
	beside *replay.File   // that it is, once it is open
	study  string         // what many runs came to, as sweep analyze --json writes it; empty: none
	sample *review.Sample // that it is, once it is read
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

// writeFrame draws what the viewer shows at an instant, without a display, or at each of many.
func (o *exportFlags) writeFrame(e *edge, name string, f *replay.File) error {
	if first, last, many := strings.Cut(o.at, ".."); many {
		return o.sequence(e, name, f, first, last)
	}
	if o.step != "" {
		return wrong(errors.New("--every goes with two instants: --frame T1..T2 --every D -o DIR"))
	}
	if o.to == "" {
		return wrong(errors.New("say where to write the frame: -o FILE.png or FILE.svg"))
	}
	kind, err := frameFile(o.to)
	if err != nil {
		return err
	}
	v, w, h, err := o.openView(f, o.at)
	if err != nil {
		return err
	}
	if err := e.save(singleTarget(o.to, kind, o.force, o.listInputs(name)...), o.drawViewer(v, w, h, o.to, v.State.At)); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "Wrote %s; the same view by link: %s\n", o.to, view.Link(f.Static(), v.State))
	return nil
}

// besideOther draws a frame of one file beside the other that was named, if any.
func (o *exportFlags) besideOther(e *edge, name string, f *replay.File) error {
	if o.other == "" {
		return o.writeFrame(e, name, f)
	}
	var drawn, err error
	if o.study != "" {
		if o.sample, _, err = e.readSample(o.study); err != nil {
			return nameFile("--study "+o.study, err)
		}
	}
	err = withFile(e, o.other, func(_ string, g *replay.File) error {
		o.beside = g
		drawn = o.writeFrame(e, name, f)
		return nil
	})
	return cmp.Or(nameFile("--compare "+o.other, err), drawn)
}

// readSample reads what a study came to, and gives it as it lies in the file as well.
func (e *edge) readSample(name string) (*review.Sample, []byte, error) {
	in, err := e.open(name)
	if err != nil {
		return nil, nil, wrong(plainly(err))
	}
	defer in.Close()
	data, err := io.ReadAll(io.NewSectionReader(in, 0, review.MostSample+1))
	if err != nil {
		return nil, nil, wrong(err)
	}
	sample, err := review.ReadSample(data)
	if err != nil {
		return nil, nil, wrong(err)
	}
	return sample, data, nil
}

// listInputs lists the files that a frame is drawn from, which it never replaces.
func (o *exportFlags) listInputs(name string) []string {
	if o.other == "" {
		return []string{name}
	}
	if o.study == "" {
		return []string{name, o.other}
	}
	return []string{name, o.other, o.study}
}

// mostFrames bounds a sequence.
const mostFrames = 500

// sequence draws what the viewer shows at instants so far apart, from one to another,
// as numbered pictures that a video is made of.
func (o *exportFlags) sequence(e *edge, name string, f *replay.File, first, last string) error {
	if o.to == "" {
		return wrong(errors.New("say where to write the pictures: -o DIR"))
	}
	if o.step == "" {
		return wrong(errors.New("say how far apart the pictures are: --every D, such as --every 30m"))
	}
	every, err := notation.ParseDuration(o.step)
	if err == nil && every <= 0 {
		err = fmt.Errorf("%q is no time at all", o.step)
	}
	if err != nil {
		return wrong(fmt.Errorf("--every: %w", err))
	}
	v, w, h, err := o.openView(f, first)
	if err != nil {
		return err
	}
	begin := v.State.At
	end, err := f.Static().Clock().Read(last)
	if err != nil {
		return wrong(fmt.Errorf("--frame: %w", err))
	}
	if end < begin {
		return wrong(fmt.Errorf("--frame %s: the second instant is before the first", o.at))
	}
	if n := (end-begin)/every + 1; n > mostFrames {
		return wrong(fmt.Errorf("--every %s makes %s; at most %d are drawn at once: make it longer, or the time shorter", o.step, wording.Plural(int(n), "picture"), mostFrames))
	}
	plan := files.Plan{Inputs: o.listInputs(name), Force: o.force, Folder: true}
	var write []func(io.Writer) error
	for at := begin; at <= end; at += every {
		target := filepath.Join(o.to, fmt.Sprintf("frame-%04d.png", len(write)+1))
		kind, err := frameFile(target)
		if err != nil {
			return err
		}
		plan.Targets, write = append(plan.Targets, files.Target{Name: target, Kind: kind}), append(write, o.drawViewer(v, w, h, target, at))
	}
	if err := e.save(plan, write...); err != nil {
		return err
	}
	v.State.At = begin
	fmt.Fprintf(e.stderr, "Wrote %s to %s; the view of the first by link: %s\n", wording.Plural(len(write), "picture"), o.to, view.Link(f.Static(), v.State))
	return nil
}

// drawViewer draws the frame of a viewer at an instant. Larger text has less room: the size in
// pixels stays.
func (o *exportFlags) drawViewer(v *viewer.Viewer, w, h float64, name string, at sim.Time) func(io.Writer) error {
	return func(out io.Writer) error {
		v.State.At = at
		text := v.Scale()
		s := &v.Frame(float64(w/text), float64(h/text)).Scene
		s.Title = v.Run.Static.Title
		return drawFrame(out, name, s, float64(o.zoom*text))
	}
}

func drawFrame(out io.Writer, name string, s *scene.Scene, zoom float64) error {
	if strings.EqualFold(filepath.Ext(name), ".svg") {
		_, err := io.WriteString(out, still.File(s, "frame", zoom))
		return err
	}
	return still.PNG(out, s, zoom)
}

// openView opens a viewer on a file in the state that was asked for, and gives the size
// of a frame.
func (o *exportFlags) openView(f *replay.File, at string) (v *viewer.Viewer, w, h float64, err error) {
	if w, h, err = frameSize(o.size); err == nil && !(o.zoom >= 0.5 && o.zoom <= 4) {
		err = wrong(fmt.Errorf("--zoom %v: from 0.5 to 4", o.zoom))
	}
	if err == nil {
		v, err = o.looking(f, at)
	}
	return v, w, h, err
}

// looking is a viewer of a file in the state that was asked for, with a second run beside
// it where one was named.
func (o *exportFlags) looking(f *replay.File, at string) (*viewer.Viewer, error) {
	run, err := wholeRun(f)
	if err != nil {
		return nil, err
	}
	v, st := viewer.New(run), f.Static()
	if o.beside != nil {
		if v.Other, err = wholeRun(o.beside); err != nil {
			return nil, fmt.Errorf("--compare: %w", nameFile(o.other, err))
		}
		if err := v.Align(); err != nil {
			return nil, wrong(fmt.Errorf("--compare %s: %w", o.other, err))
		}
		if o.sample != nil {
			if err := v.Join(o.sample); err != nil {
				return nil, wrong(fmt.Errorf("--study %s: %w", o.study, err))
			}
		}
		v.State.Screen = view.Compare
	}
	if v.State.Look, err = themeOf(o.look); err != nil {
		return nil, err
	}
	if v.State, err = view.ReadLink(st, v.State, o.link); err != nil {
		return nil, wrong(fmt.Errorf("--view: %w", err))
	}
	t, err := st.Clock().Read(at)
	if err != nil {
		return nil, wrong(fmt.Errorf("--frame: %w", err))
	}
	v.State.At, v.State.Record = t, 0
	return v, nil
}

// wholeRun is a run with all of its records.
func wholeRun(f *replay.File) (*review.Run, error) {
	run, err := review.Open(f, f.Meta(), wording.HSEEP)
	if err != nil {
		return nil, reading(err)
	}
	for done := false; !done; {
		if done, err = run.Load(1 << 16); err != nil {
			return nil, reading(err)
		}
	}
	return run, nil
}

// themeOf is the viewer's theme by the name that --theme gives.
func themeOf(name string) (view.Look, error) {
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
