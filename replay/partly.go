package replay

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim"
	"entente/sim/journal"
)

// Part is what this version understands of a replay of a newer format: its page and its
// records, in memory. A record of a kind, or with a word, that is not known has its
// number and instant and nothing else: kind NoKind. Nothing proves it.
type Part struct {
	*Memory
	Format  int64 // of the file
	Unknown int   // records that are not understood
	Trimmed int   // records that have fields which are not understood, and are read without them
	meta    Meta
}

// Meta says what the run was made of.
func (p *Part) Meta() Meta { return p.meta }

// Latest is the instant of the last record.
func (p *Part) Latest() sim.Time {
	if len(p.records) == 0 {
		return 0
	}
	return p.records[len(p.records)-1].At
}

// mostPartly bounds the records that are read into memory.
const mostPartly = 1 << 20

// Partly reads what this version understands of a file of a newer format. It fails with
// ErrNewer where not even its page is.
func Partly(r io.ReaderAt, size int64) (*Part, error) {
	u, err := newUnpacker()
	if err != nil {
		return nil, err
	}
	f := &File{raw: raw{r, size}, unpack: u, large: unpacker{zstd: u.zstd}}
	if err := f.checkMagic(); err != nil {
		return nil, err
	}
	if err := f.readAround(); err != nil {
		return nil, err
	}
	if len(f.chunks) == 0 || len(f.holes) > 0 || f.records > mostPartly {
		return nil, fmt.Errorf("%w: it is damaged, or has more than %d records", ErrNewer, mostPartly)
	}
	p, names, err := f.newerPage()
	if err != nil {
		return nil, err
	}
	records := make([]journal.Record, 0, f.Likely())
	for i := range f.chunks {
		_, plain, err := f.unpackChunk(i)
		if err != nil {
			return nil, err
		}
		err = eachRecord(plain, f.chunks[i].off, func(off int64, op mcap.OpCode, b []byte) error {
			if op != mcap.OpMessage {
				return nil
			}
			m, err := readMessage(off, b)
			if err != nil || int(m.channel) >= len(f.channels) || f.channels[m.channel] == TopicStatic || f.channels[m.channel] == TopicKeyframe {
				return err
			}
			if int(m.sequence) != len(records)+1 {
				return damaged(off, "record %d where record %d comes", m.sequence, len(records)+1)
			}
			records = append(records, journal.Record{})
			p.take(f, &m, names, records)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	p.Memory = NewMemory(p.static, records)
	return p, nil
}

// newerPage reads the page of a newer format, without things of a sort that is not known.
func (f *File) newerPage() (*Part, *journal.Names, error) {
	_, plain, err := f.unpackChunk(0)
	if err != nil {
		return nil, nil, err
	}
	m, err := firstMessage(f.chunks[0].off, plain)
	if err != nil {
		return nil, nil, err
	}
	refuse := func(err error) (*Part, *journal.Names, error) {
		return nil, nil, fmt.Errorf("%w: its page: %w", ErrNewer, err)
	}
	if err := readable(m.data); err != nil {
		return refuse(err)
	}
	page := &staticMessage{}
	if err := json.Unmarshal(m.data, page); err != nil {
		return refuse(shapeError(err))
	}
	if page.Run.Format <= Format {
		return nil, nil, fmt.Errorf("it is of format %d", page.Run.Format)
	}
	known := 0
	for i, t := range page.Things { // the first is none
		if i == 0 || journal.SortOf(t.Sort) != 0 {
			page.Things[known], known = t, known+1
		}
	}
	page.Things = page.Things[:known]
	if err := page.check(); err != nil {
		return refuse(err)
	}
	names := journal.NamesOf(page.Things)
	if err := names.Distinct(); err != nil {
		return refuse(err)
	}
	p := &Part{Format: int64(page.Run.Format), meta: page.Run, Memory: &Memory{static: &page.Static}}
	f.static = page.Static
	return p, names, nil
}

// take reads the last of some records as far as it is understood.
func (p *Part) take(f *File, m *message, names *journal.Names, records []journal.Record) {
	n := len(records) - 1
	r, last := &records[n], sim.Time(-1<<62)
	if n > 0 {
		last = records[n-1].At
	}
	num := journal.Num(n + 1)
	understood := func(data []byte) bool {
		err := journal.ParseJSON(data, names, r)
		if err == nil {
			err = r.Check(names)
		}
		before := func(l journal.Link) bool { return l.Num > 0 && l.Num < num }
		return err == nil && r.Num == num && r.At >= last && (r.Trigger.Num == 0 || before(r.Trigger)) && !slices.ContainsFunc(r.From, func(l journal.Link) bool { return !before(l) })
	}
	if understood(m.data) {
		return
	}
	if data := trimmed(m.data); data != nil && understood(data) {
		p.Trimmed++
		return
	}
	p.Unknown++
	*r = journal.Record{Num: num, At: max(last, f.instant(m.logTime))}
	if r.At > journal.Horizon || r.At < -journal.Horizon {
		r.At = max(last, 0)
	}
}

// ofAll are the fields that every kind of record may have.
var ofAll = []string{"n", "id", "t", "kind", "actor", "subject", "nth", "from", "trigger", "spans", "step", "reason", "rule", "facts"}

// trimmed is a record without the fields that its kind has not; nil where its kind is
// not known either.
func trimmed(data []byte) []byte {
	var fields map[string]json.RawMessage
	var kind string
	if json.Unmarshal(data, &fields) != nil || json.Unmarshal(fields["kind"], &kind) != nil {
		return nil
	}
	k := journal.KindOf(kind)
	if !k.Exists() {
		return nil
	}
	keep := slices.Clone(ofAll)
	for _, x := range k.Shape().Fields {
		keep = append(keep, x.Name)
	}
	out := bytes.NewBufferString("{")
	for _, name := range keep {
		if v, is := fields[name]; is {
			if out.Len() > 1 {
				out.WriteByte(',')
			}
			fmt.Fprintf(out, "%q:%s", name, v)
		}
	}
	out.WriteByte('}')
	return out.Bytes()
}
