//go:build js

package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"syscall/js"
	"time"

	"entente/render/review"
	"entente/render/screen"
	"entente/render/viewer"
	"entente/replay/notes"
	"entente/replay/wording"
)

// The program in a browser. The page around it (package webpage) has fetched the replay
// and hands it over; what else a browser does is done here.
func main() {
	b := &browser{document: js.Global().Get("document")}
	a := &app{machine: b}
	if err := b.begin(a); err != nil {
		b.fail(err)
		return
	}
	b.listen(a)
	if err := screen.Run(a); err != nil {
		b.fail(err)
	}
}

// browser is the machine that a page runs on.
type browser struct {
	document js.Value
	link     string    // as it stands in the address
	next     string    // as it is to stand there
	when     time.Time // it was last written there
	spoken   string
}

// begin opens what the page hands over, where the address says to begin.
func (b *browser) begin(a *app) error {
	files := js.Global().Get("entente").Get("files")
	terms, err := wording.TermsOf(b.queryPart("terms", "hseep"))
	if err != nil {
		return fmt.Errorf("?terms=: %w", err)
	}
	a.terms = terms
	s, there := handedFile(files, "replay")
	if !there {
		a.showViewer(viewer.Closed(&viewer.Gate{}))
		return nil
	}
	var other *source
	if o, there := handedFile(files, "compare"); there {
		other = &o
	}
	if err := a.openAt(s, other, &asked{link: b.hash()}); err != nil {
		if err := a.openAt(s, other, &asked{}); err != nil { // an address that somebody bent
			return err
		}
	}
	if study, there := handedFile(files, "study"); there {
		a.tell(a.addStudy(study))
	}
	return nil
}

// Most is of how large a file a run made ready fits into a page, in bytes. The file itself
// is read in parts; the run takes some 290 MB for a million records, which are 113 MB of a
// file, and while it is made ready up to 490 MB (measured), of 4 GB that a page has.
func (b *browser) Most() int64 { return 512 << 20 }

// Play has no engine: a page shows what was played.
func (b *browser) Play(*app, string, string) error {
	return errors.New("a browser plays no scenario: entente run SCENARIO does, and entente serve shows what came of it")
}

// handedFile is a file that the page hands over: where it is read from, or all of it.
func handedFile(files js.Value, key string) (source, bool) {
	f := files.Get(key)
	if f.IsUndefined() {
		return source{}, false
	}
	if address := f.Get("address"); address.Type() == js.TypeString {
		return servedFile(f.Get("name").String(), address.String(), int64(f.Get("size").Float())), true
	}
	return sourceOf(f.Get("name").String(), f.Get("data")), true
}

// sourceOf takes a file out of an Uint8Array.
func sourceOf(name string, data js.Value) source {
	all := make([]byte, data.Length())
	js.CopyBytesToGo(all, data)
	return source{name: name, ReaderAt: bytes.NewReader(all), size: int64(len(all))}
}

// queryPart is a part of the address behind its question mark.
func (b *browser) queryPart(key, otherwise string) string {
	all := js.Global().Get("URLSearchParams").New(js.Global().Get("location").Get("search"))
	if v := all.Call("get", key); v.Type() == js.TypeString {
		return v.String()
	}
	return otherwise
}

// hash is the link in the address.
func (b *browser) hash() string {
	h := js.Global().Get("location").Get("hash").String()
	if h == "" {
		return ""
	}
	return h[1:]
}

// listen follows the address when somebody changes it, and the file that somebody
// chooses.
func (b *browser) listen(a *app) {
	js.Global().Call("addEventListener", "hashchange", js.FuncOf(func(js.Value, []js.Value) any {
		if h := b.hash(); h != b.link {
			b.link, b.next = h, h
			a.runBetweenTicks(func() { a.tell(a.shown.Go(h)) }) // what belongs to who looks stays
		}
		return nil
	}))
	b.listenPaste(a)
	b.listenDrop(a)
	choose := b.document.Call("getElementById", "choose")
	choose.Call("addEventListener", "change", js.FuncOf(func(js.Value, []js.Value) any {
		file := choose.Get("files").Index(0)
		if file.IsUndefined() {
			return nil
		}
		a.runBetweenTicks(func() { a.tell(a.openAt(chosenFile(file), nil, &asked{})) })
		return nil
	}))
}

// listenDrop takes what is dropped onto the page before the canvas does: the browser's own
// file can be read in parts, and is never read whole.
func (b *browser) listenDrop(a *app) {
	quiet := func(then func(e js.Value)) js.Func {
		return js.FuncOf(func(_ js.Value, got []js.Value) any {
			got[0].Call("preventDefault")
			got[0].Call("stopImmediatePropagation")
			then(got[0])
			return nil
		})
	}
	js.Global().Call("addEventListener", "dragover", quiet(func(js.Value) {}), true)
	js.Global().Call("addEventListener", "drop", quiet(func(e js.Value) {
		list := e.Get("dataTransfer").Get("files")
		var names []string
		for i := range list.Length() {
			names = append(names, list.Index(i).Get("name").String())
		}
		if at := firstReplay(names); at >= 0 {
			file := list.Index(at)
			a.runBetweenTicks(func() { a.tell(a.openAt(chosenFile(file), nil, &asked{})) })
		}
	}), true)
}

// fail shows on the page why there is no viewer.
func (b *browser) fail(err error) {
	if says := b.document.Call("getElementById", "says"); says.Truthy() {
		says.Set("textContent", err.Error())
	}
	if far := b.document.Call("getElementById", "far"); far.Truthy() {
		far.Set("hidden", true)
	}
	select {} // the page is all there is: keep what it says
}

// Copy puts text on the clipboard.
func (b *browser) Copy(text string) error {
	clipboard := js.Global().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() {
		return errors.New("this browser gives pages no clipboard")
	}
	clipboard.Call("writeText", text)
	return nil
}

// Paste has nothing to do: a browser tells what is pasted by itself (listen).
func (b *browser) Paste(*app) {}

// listenPaste takes what somebody pastes. The key is kept from the canvas, which would
// keep the browser from pasting.
func (b *browser) listenPaste(a *app) {
	js.Global().Call("addEventListener", "keydown", js.FuncOf(func(_ js.Value, got []js.Value) any {
		e := got[0]
		if held := e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool(); held && e.Get("code").String() == "KeyV" || e.Get("shiftKey").Bool() && e.Get("code").String() == "Insert" {
			e.Call("stopImmediatePropagation")
		}
		return nil
	}), true)
	b.document.Call("addEventListener", "paste", js.FuncOf(func(_ js.Value, got []js.Value) any {
		text := got[0].Get("clipboardData").Call("getData", "text/plain").String()
		a.runBetweenTicks(func() { a.shown.Type(text) })
		return nil
	}))
}

// Save offers a file as a download.
func (b *browser) Save(name string, data []byte) (string, error) {
	all := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(all, data)
	blob := js.Global().Get("Blob").New([]any{all})
	address := js.Global().Get("URL").Call("createObjectURL", blob)
	a := b.document.Call("createElement", "a")
	a.Set("href", address)
	a.Set("download", name)
	a.Call("click")
	js.Global().Get("URL").Call("revokeObjectURL", address)
	return name, nil
}

// SaveNotes keeps the notes of a run in the browser. As a file, which belongs beside the
// replay, they come with an export.
func (b *browser) SaveNotes(run *review.Run, r viewer.Request) error {
	store := js.Global().Get("localStorage")
	if !store.Truthy() {
		return errors.New("this browser keeps nothing for pages: the note goes with the page")
	}
	store.Call("setItem", notesKey(run), string(r.Data))
	return nil
}

// Notes gives the notes of a run that the browser kept.
func (b *browser) Notes(name string, run *review.Run) *notes.Book {
	store := js.Global().Get("localStorage")
	if !store.Truthy() {
		return nil
	}
	text := store.Call("getItem", notesKey(run))
	if text.Type() != js.TypeString {
		return nil
	}
	book, err := notes.Read(strings.NewReader(text.String()), name, run.Book.Digest, notes.Page{Static: run.Static, Records: run.Records.Count()})
	if err != nil {
		return nil
	}
	return book
}

func notesKey(run *review.Run) string { return "entente notes " + run.Book.Digest }

// Address is where this page shows what a link shows.
func (b *browser) Address(_, link string) string {
	l := js.Global().Get("location")
	return l.Get("origin").String() + l.Get("pathname").String() + l.Get("search").String() + "#" + link
}

// Choose opens the browser's own dialog.
func (b *browser) Choose(*app) { b.document.Call("getElementById", "choose").Call("click") }

// linkEvery is how often the address is written at most: browsers refuse more.
const linkEvery = 400 * time.Millisecond

// Linked keeps the address at what is looked at, so that it can be handed on.
func (b *browser) Linked(link string) { b.next = link }

// Tick writes the address once it stands still, and lets the page go.
func (b *browser) Tick() {
	if main := b.document.Call("getElementById", "wait"); main.Truthy() {
		main.Call("remove")
		canvas := b.document.Call("querySelector", "canvas")
		canvas.Call("setAttribute", "role", "application")
		canvas.Call("setAttribute", "aria-label", "Replay viewer; ? shows its keys")
		canvas.Call("setAttribute", "aria-describedby", "spoken")
		canvas.Call("focus")
	}
	if b.next == b.link || time.Since(b.when) < linkEvery {
		return
	}
	b.link, b.when = b.next, time.Now()
	js.Global().Get("history").Call("replaceState", nil, "", "#"+b.link)
}

// Spoken puts words where screen readers hear them: each sentence a paragraph, and
// of those only what is new.
func (b *browser) Spoken(words func() []string) {
	lines := words()
	said := strings.Join(lines, "\n")
	if said == b.spoken {
		return
	}
	b.spoken = said
	region := b.document.Call("getElementById", "spoken")
	region.Set("textContent", "")
	for _, line := range lines {
		p := b.document.Call("createElement", "p")
		p.Set("textContent", line)
		region.Call("appendChild", p)
	}
}
