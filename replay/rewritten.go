package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim"
	"entente/sim/journal"
)

// Rewriting says what another tool did to a file that it wrote anew. What such a file
// says is all there; its bytes are not those that were written, and neither is its
// index.
type Rewriting struct {
	Tool    string   // as the file's header names it; may be empty
	Changes []string // what is not as it was, in words
	Proved  bool     // the records give the digest that the run ended with
	Lacks   string   // which records it left out, and how far the file is read for that; empty for none
}

func (x *Rewriting) Error() string {
	text := "rewritten by another tool"
	if x.Tool != "" && !strings.HasPrefix(x.Tool, "entente ") { // some keep the name that they find
		text += ", " + journal.Quote(x.Tool)
	}
	if len(x.Changes) > 0 {
		text += ": " + strings.Join(x.Changes, ", ")
	}
	if x.Lacks != "" {
		text += "; " + x.Lacks
	}
	return text
}

// incomplete says that a rewritten file lacks records from the first on.
type incomplete struct{ lacks string }

func (x *incomplete) Error() string {
	return "rewritten by another tool: " + x.lacks + ": let it write all of a file"
}

// maxHealed bounds the file that is made in memory to read a rewritten one, in bytes.
const maxHealed = 256 << 20

// errTooLarge says that a rewritten file is not read before it is recovered.
var errTooLarge = fmt.Errorf("it was rewritten by another tool, and is too large to be read without its index: `entente replay recover` writes it as it was")

// Rewritten says what another tool did to the file; nil where nothing did.
func (f *File) Rewritten() *Rewriting { return f.rewriting }

// looksRewritten says whether a file may be another writer's: it has another header, or
// messages outside chunks, or no index or one of other chunks, or does not open as one
// of ours. err is what came of that.
func (f *File) looksRewritten(err error) bool {
	if !f.isOurHeader() {
		return true
	}
	if err != nil {
		return true // whatever is not as we write it: what is damaged has a wrong checksum somewhere
	}
	if f.Truncated != nil {
		return f.isLoose()
	}
	return f.findSections() != nil || f.index.at[sectionChunks].length != int64(4*len(f.chunks))
}

// isOurHeader says whether the header is one that we write; or there is none that can be read.
func (f *File) isOurHeader() bool {
	op, n, err := f.raw.record(8, f.raw.size)
	if err != nil || op != mcap.OpHeader || n > maxMetadata {
		return true // it is no other tool's either
	}
	b, err := f.raw.bytes(nil, 8+recordHead, n)
	if err != nil {
		return true
	}
	name, rest, ok := cutString(b)
	library, rest, fine := cutString(rest)
	return ok && fine && len(rest) == 0 && name == profile && strings.HasPrefix(library, "entente ") && !strings.Contains(library, ";")
}

// isLoose says whether the first record after the header and what was attached belongs
// into a chunk.
func (f *File) isLoose() bool {
	off := int64(8)
	for off < f.raw.size {
		op, n, err := f.raw.record(off, f.raw.size)
		if err != nil {
			return false
		}
		switch op {
		case mcap.OpSchema, mcap.OpChannel, mcap.OpMessage:
			return true
		case mcap.OpHeader, mcap.OpMetadata, mcap.OpAttachment:
		default:
			return false
		}
		off += recordHead + n
	}
	return false
}

// openHealed opens a rewritten file as it was before: it is written again into memory.
func openHealed(r io.ReaderAt, size int64) (*File, error) {
	x, err := readRewritten(r, size)
	if err != nil {
		return nil, err
	}
	out := &boundedBuffer{}
	if _, err := x.write(out); err != nil {
		return nil, err
	}
	f, err := open(bytes.NewReader(out.Bytes()), int64(out.Len()), (*File).indexed)
	if err != nil {
		return nil, err
	}
	if f.rewriting = x.rewriting(); len(f.rewriting.Changes) == 0 {
		return nil, errSame
	}
	return f, nil
}

// errSame says that nothing in a file is as another tool would have written it.
var errSame = errors.New("no other tool wrote it")

// boundedBuffer takes up to maxHealed bytes.
type boundedBuffer struct{ bytes.Buffer }

func (b *boundedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxHealed {
		return 0, errTooLarge
	}
	return b.Buffer.Write(p)
}

// write writes the file as it was, and gives what came of it. Where the records are
// not those that the file's own digest speaks of, that is an error, and where there is
// no digest, the file says of itself that nothing proves it.
func (x *rewritten) write(out io.Writer) (Report, error) {
	page, err := readPage(x.page)
	if err != nil {
		return Report{}, err
	}
	names := journal.NamesOf(page.Things)
	if err := names.Distinct(); err != nil {
		return Report{}, err
	}
	l, err := newLayout(names)
	if err != nil {
		return Report{}, err
	}
	want, err := resultOf(x.run, &page.Run)
	if x.run == nil {
		want, err = Result{Recovered: true}, nil
	}
	if err != nil {
		return Report{}, err
	}
	w, err := newWriter(out, page.Run, startOf(&page.Static), l, x.sources, nil)
	if err != nil {
		return Report{}, err
	}
	at := w.logTime(-sim.Time(page.WarmUp))
	w.message(channelStatic, 0, at, at, func(b []byte) []byte { return append(b, x.page...) })
	if err := w.flush(); err != nil {
		return Report{}, err
	}
	digest, n, err := x.copy(w)
	if err != nil {
		return Report{}, err
	}
	got := Result{Records: n, Events: want.Events, Digest: digest, Recovered: want.Recovered}
	if x.lacks = x.findHoles(n, want.Records); x.lacks != "" {
		if n == 0 {
			return Report{}, &incomplete{x.lacks}
		}
		got.Events, got.Recovered = 0, true // of what is missing, nobody knows how many there were
	}
	if x.proved = x.run != nil && got == want; x.run != nil && !x.proved && x.lacks == "" {
		return Report{}, ErrChanged
	}
	if err := w.finish(got); err != nil {
		return Report{}, err
	}
	x.sourced, x.rechunked = SourceSum(x.sources) == page.Run.Sources, int(w.chunks) != x.chunks
	return Report{
		Records: n, Last: w.state.At, Chunks: int(w.chunks), Attachments: len(x.sources), Rerun: x.sourced,
		Whole: x.proved && !got.Recovered, Rewritten: x.rewriting(),
	}, nil
}

// mostHoles is how many stretches of missing records are named.
const mostHoles = 3

// findHoles says which records were left out, of which n are there before the first hole and
// of which the run had some; empty where none was.
func (x *rewritten) findHoles(n, of journal.Num) string {
	var names []string
	missing, next := 0, journal.Num(1)
	hole := func(until journal.Num) { // before which records are missing
		if until <= next {
			return
		}
		missing += int(until - next)
		name := fmt.Sprintf("%d to %d", next, until-1)
		if until-next == 1 {
			name = fmt.Sprint(next)
		}
		names = append(names, name)
	}
	for i := range x.records {
		hole(journal.Num(x.records[i].num))
		next = journal.Num(x.records[i].num) + 1
	}
	hole(of + 1)
	if missing == 0 {
		return ""
	}
	text := "it left out record " + names[0]
	if missing > 1 {
		if more := len(names) - mostHoles; more > 0 {
			names = append(names[:mostHoles], fmt.Sprintf("%d stretches more", more))
		}
		text = fmt.Sprintf("it left out %d records, %s", missing, strings.Join(names, ", "))
	}
	switch behind := len(x.records) - int(n); {
	case n == 0:
		return text + ", and records with a gap among them explain things wrongly: nothing before the first is there"
	case behind > 0:
		return fmt.Sprintf("%s, so only the %d before the first are kept: records with a gap among them explain things wrongly", text, n)
	}
	return text + ", at its end"
}

// copy writes the records in the order of their numbers, up to the first that is missing.
func (x *rewritten) copy(w *Writer) (journal.Digest, journal.Num, error) {
	chain := journal.NewChain(w.names)
	past := make([]journal.Link, 1, 1+len(x.records))
	var r journal.Record
	for i := range x.records {
		if int(x.records[i].num) != i+1 {
			break
		}
		m, err := x.message(&x.records[i])
		if err == nil {
			err = journal.ParseJSON(m.data, w.names, &r)
		}
		if err == nil {
			err = r.Check(w.names)
		}
		if err != nil {
			return journal.Digest{}, 0, err
		}
		if int(r.Num) != i+1 {
			return journal.Digest{}, 0, damaged(x.records[i].off, "record %d is in the message %d", r.Num, i+1)
		}
		for k := range r.From {
			if n := r.From[k].Num; n == 0 || n >= r.Num {
				return journal.Digest{}, 0, damaged(x.records[i].off, "record %d has the cause %d", r.Num, n)
			}
			r.From[k] = past[r.From[k].Num]
		}
		if r.Trigger.Num >= r.Num {
			return journal.Digest{}, 0, damaged(x.records[i].off, "record %d has the trigger %d", r.Num, r.Trigger.Num)
		}
		r.Trigger = past[r.Trigger.Num]
		past = append(past, journal.Link{Num: r.Num, ID: r.ID, At: r.At})
		chain.Add(&r)
		if err := w.Record(&r); err != nil {
			return journal.Digest{}, 0, err
		}
	}
	return chain.Digest(), chain.Count(), nil
}

// rewriting says what was done to it.
func (x *rewritten) rewriting() *Rewriting {
	out := &Rewriting{Tool: x.tool, Proved: x.proved, Lacks: x.lacks}
	add := func(so bool, text string) {
		if so {
			out.Changes = append(out.Changes, text)
		}
	}
	add(x.lz4, "packed as lz4")
	add(x.chunks > 0 && !x.lz4 && !x.zstd && x.rechunked, "not packed")
	add(x.chunks == 0, "without chunks")
	add(x.chunks > 0 && x.rechunked, "in chunks of another size")
	add(x.disordered, "records in another order")
	add(x.renumbered, "channels with other numbers")
	add(!x.indexed, "without its index")
	add(!x.summed, "without a summary")
	add(x.run == nil, "without what the run came to")
	add(!x.sourced, "without its sources")
	return out
}

// rewrittenFile finds everything in a file, if another tool wrote it anew; nil where it
// did not.
func rewrittenFile(r io.ReaderAt, size int64) (*rewritten, error) {
	f, err := Open(r, size)
	switch lack := (*incomplete)(nil); {
	case errors.Is(err, errTooLarge), err == nil && f.rewriting != nil:
		return readRewritten(r, size)
	case errors.As(err, &lack): // nothing is left
		return nil, err
	}
	return nil, nil
}

// advice says why a rewritten file is not verified as it is, and what to do.
func (x *Rewriting) advice(f *File) error {
	text := fmt.Sprintf("its %d records give the digest of the run, %s; `entente replay recover` writes it as it was, which can be verified", f.Count(), f.result.Digest)
	if !x.Proved {
		text = "`entente replay recover` writes what is left as it was; that it is the whole run, nothing proves"
	}
	return fmt.Errorf("%w; %s", x, text)
}
