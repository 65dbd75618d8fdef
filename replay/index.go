package replay

import (
	"encoding/binary"
	"fmt"
	"slices"

	"entente/sim/journal"
)

// Index says, without unpacking a chunk, what caused each record and where it
// is.
type Index struct{ b []byte }

// Count is the number of records.
func (x Index) Count() journal.Num { return journal.Num(len(x.b) / indexEntry) }

func (x Index) entry(n journal.Num) []byte { return x.b[int(n-1)*indexEntry:] }

// Binding is the number of the binding cause of record n; 0 for none.
func (x Index) Binding(n journal.Num) journal.Num { return journal.Num(le32(x.entry(n))) }

// Kind is the kind of record n.
func (x Index) Kind(n journal.Num) journal.Kind { return journal.Kind(x.entry(n)[8]) }

func (x Index) chunk(n journal.Num) int { return int(le32(x.entry(n)[4:])) }

func (x Index) channel(n journal.Num) uint16 { return binary.LittleEndian.Uint16(x.entry(n)[10:]) }

// Index reads the file's index; of a truncated file it makes one.
func (f *File) Index() (Index, error) {
	if f.index.b != nil {
		return f.index, nil
	}
	x, err := f.readIndex()
	if err != nil {
		return Index{}, hint(err)
	}
	f.index = x
	return x, nil
}

func (f *File) readIndex() (Index, error) {
	if f.Truncated != nil {
		return f.makeIndex()
	}
	if !slices.ContainsFunc(f.attached, func(a attachment) bool { return a.name == indexName }) {
		return Index{}, damaged(f.runAt, "there is no index")
	}
	a, err := f.Attachment(indexName)
	if err != nil {
		return Index{}, err
	}
	x := Index{a.Data}
	if uint64(len(x.b)) != f.records*indexEntry {
		return Index{}, damaged(f.runAt, "the index has %d bytes for %d records", len(x.b), f.records)
	}
	for n := journal.Num(1); n <= x.Count(); n++ {
		if x.Binding(n) >= n || !x.Kind(n).Exists() || x.chunk(n) >= len(f.chunks) || int(x.channel(n)) > len(f.layout.channels) || x.channel(n) == 0 {
			return Index{}, damaged(f.runAt, "the index entry of record %d is out of range", n)
		}
	}
	return x, nil
}

// makeIndex walks all records.
func (f *File) makeIndex() (Index, error) {
	var b []byte
	c := f.cursor(0)
	err := c.run(func(e *Entry) error {
		channel, err := f.layout.channel(&e.Record)
		b = appendIndex(b, &e.Record, uint32(c.next-1), channel)
		return err
	})
	return Index{b}, err
}

// Entry reads record n as the file has it. It is the caller's own. Its causes
// have numbers only.
func (f *File) Entry(n journal.Num) (*Entry, error) {
	x, err := f.Index()
	if err != nil {
		return nil, err
	}
	if n == 0 || n > x.Count() {
		return nil, fmt.Errorf("no record %d; the file has %d", n, x.Count())
	}
	c := f.cursor(x.chunk(n))
	for {
		e, err := c.read()
		if err != nil {
			return nil, hint(err)
		}
		if e == nil || e.Num > n {
			return nil, damaged(c.base, "record %d is not where the index says", n)
		}
		if e.Num == n {
			return e, nil
		}
	}
}

// appendIndex appends where a record is: its binding cause, the chunk it is in,
// its kind and its channel.
func appendIndex(b []byte, r *journal.Record, chunk uint32, channel uint16) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(r.Binding().Num))
	b = binary.LittleEndian.AppendUint32(b, chunk)
	b = append(b, byte(r.Kind), 0)
	return binary.LittleEndian.AppendUint16(b, channel)
}
