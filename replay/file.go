package replay

import (
	"fmt"
	"hash/crc32"
	"io"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim"
	"entente/sim/journal"
)

// File is an open replay file. It reads lazily: opening costs the summary and
// the /static page, anything else the chunks it lies in. A File serves one
// goroutine at a time.
type File struct {
	// Truncated says where a file that was cut or never finished ends; nil for
	// a whole file. What comes before is there and verified.
	Truncated *Damage

	raw       raw
	unpack    *unpacker
	large     unpacker // of chunks that nobody asks for again
	layout    *layout
	static    journal.Static
	meta      Meta
	result    Result
	chunks    []chunk
	attached  []attachment
	dataEnd   int64             // where the DataEnd record begins; 0 unknown
	channels  []string          // topics by number, as the file lists them
	records   uint64            // as the statistics say, or as counted
	run       map[string]string // the last `run` metadata, and where it is
	runAt     int64
	runSize   int64
	counts    map[uint16]uint64 // messages by channel
	index     index
	opened    recent[*opened] // chunks unpacked last
	labels    *labels
	frames    recent[*frame] // keyframes, by their first chunk
	framing   *framing       // one that is being read; nil
	moving    *State         // what was asked for last; nobody else has it
	rewriting *Rewriting
	lost      []*Damage // attachments passed over while walking
	holes     []Hole    // chunks passed over by Around
	closer    io.Closer
}

// attachment is where an attachment lies.
type attachment struct {
	off, length     int64
	name, mediaType string
	size            int64
}

// Meta says what the run was made of.
func (f *File) Meta() Meta { return f.meta }

// Result says what came out of the run; zero in a truncated file, which does
// not know.
func (f *File) Result() Result { return f.result }

// Static is the page that explains the records.
func (f *File) Static() *journal.Static { return &f.static }

// Names is the table of the things that records refer to.
func (f *File) Names() *journal.Names { return f.layout.names }

// Close closes the file beneath, if OpenFile opened it.
func (f *File) Close() error {
	if f.closer == nil {
		return nil
	}
	return f.closer.Close()
}

// Attachments lists what the file holds beside records, in the order in which
// it was attached, without the data.
func (f *File) Attachments() []Attachment {
	var list []Attachment
	for _, a := range f.attached {
		if a.name != indexName {
			list = append(list, Attachment{Name: a.name, MediaType: a.mediaType})
		}
	}
	return list
}

// Attachment reads one attachment.
func (f *File) Attachment(name string) (Attachment, error) {
	for i := range f.attached {
		if f.attached[i].name == name {
			data, err := f.attachment(&f.attached[i])
			return Attachment{name, f.attached[i].mediaType, data}, addSaveHint(err)
		}
	}
	return Attachment{}, fmt.Errorf("no attachment %q", name)
}

// admitAttachment takes in an attachment, if it is one that a writer would have written.
func (f *File) admitAttachment(a attachment) error {
	if err := bounded(f.attached, a); err != nil {
		return &Damage{Offset: a.off, What: "an attachment", Err: err}
	}
	f.attached = append(f.attached, a)
	return nil
}

// bounded holds one more attachment against what a file may have. What is
// written is held against the same bounds as what is read.
func bounded(before []attachment, a attachment) error {
	switch {
	case journal.Control(a.name, false) >= 0 || journal.Control(a.mediaType, false) >= 0 || len(a.name)+len(a.mediaType) > maxTitle:
		return fmt.Errorf("%s is no name for one", journal.Quote(a.name[:min(len(a.name), maxTitle)]))
	case a.name == indexName && a.size > maxIndex:
		return fmt.Errorf("an index of %d bytes; at most %d are read", a.size, maxIndex)
	case a.name != indexName && a.size > maxSource:
		return fmt.Errorf("%q has %d bytes; at most %d are read", a.name, a.size, maxSource)
	case len(before) > maxAttachments:
		return fmt.Errorf("%q is one more than %d", a.name, maxAttachments)
	}
	sum := a.size
	for _, b := range before {
		if b.name == a.name {
			return fmt.Errorf("%q is there twice", a.name)
		}
		if b.name != indexName {
			sum += b.size
		}
	}
	if a.name != indexName && sum > maxSources {
		return fmt.Errorf("with %q they have %d bytes; at most %d are read", a.name, sum, maxSources)
	}
	return nil
}

// Sources reads all attachments that the run was made from, and checks that
// they are the ones it names.
func (f *File) Sources() ([]Attachment, error) {
	list := f.Attachments()
	for i := range list {
		var err error
		if list[i], err = f.Attachment(list[i].Name); err != nil {
			return nil, err
		}
	}
	if sum := SourceSum(list); sum != f.meta.Sources {
		return nil, damaged(f.runAt, "the attached sources have the SHA-256 %s and the run was made from %s", sum, f.meta.Sources)
	}
	return list, nil
}

// attachment reads an attachment's data and checks its checksum.
func (f *File) attachment(a *attachment) ([]byte, error) {
	b, err := f.raw.body(nil, a.off, a.length, a.size+attachmentHead, mcap.OpAttachment)
	if err != nil {
		return nil, err
	}
	got, data, err := parseAttachment(a.off, b, false)
	if err != nil {
		return nil, err
	}
	if got != *a {
		return nil, damaged(a.off, "attachment %q is listed as %q of %d bytes", got.name, a.name, a.size)
	}
	return data, nil
}

// parseAttachment takes an attachment record apart. The library reads
// attachments from streams only, so this one is ours.
func parseAttachment(off int64, b []byte, lax bool) (attachment, []byte, error) {
	bad := func(what string) (attachment, []byte, error) {
		return attachment{}, nil, damaged(off, "an attachment's %s", what)
	}
	if len(b) < 16 {
		return bad("times are cut short")
	}
	rest := b[16:]
	name, rest, ok := cutString(rest)
	if !ok {
		return bad("name is cut short")
	}
	media, rest, ok := cutString(rest)
	if !ok || len(rest) < 12 {
		return bad("type is cut short")
	}
	size := le64(rest)
	if size > uint64(len(rest)-12) {
		return bad("data is cut short")
	}
	data := rest[8 : 8+size]
	end := len(b) - len(rest) + 8 + int(size)
	if want := le32(b[end:]); want == 0 && !lax || want != 0 && crc32.ChecksumIEEE(b[:end]) != want {
		return bad("checksum is wrong")
	}
	return attachment{off, int64(len(b)) + recordHead, name, media, int64(size)}, data, nil
}

// instant turns a log time into an instant of the scenario.
func (f *File) instant(logTime uint64) sim.Time {
	return sim.Time(logTime/1_000_000) - startOf(&f.static)
}

// logTime turns an instant of the scenario into a log time.
func (f *File) logTime(t sim.Time) uint64 { return uint64(startOf(&f.static)+t) * 1_000_000 }
