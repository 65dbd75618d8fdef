package replay

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sort"

	"entente/sim/journal"
)

// The sections of the index attachment, each read when it is first asked for:
// finding one record takes the smallest, and no section takes a chunk.
const (
	sectionChunks   = iota // the first record of each chunk
	sectionRecords         // binding cause and kind of each record
	sectionThings          // records by the things that they name
	sectionSubjects        // records by what they are about
	sectionCauses          // records by their causes and triggers
	numSections

	sectionHead = 8 + 4                       // its length and checksum
	indexHead   = numSections*sectionHead + 4 // the heads of all, and their checksum
	indexEntry  = 4 + 1                       // a record's part of sectionRecords
	indexMost   = 64                          // bytes of the attachment per record
	maxIndex    = maxRecords * indexMost
)

// Index says, without unpacking a chunk, what caused each record and of what
// kind it is.
type Index struct{ b []byte }

// Count is the number of records.
func (x Index) Count() journal.Num { return journal.Num(len(x.b) / indexEntry) }

func (x Index) entry(n journal.Num) []byte { return x.b[int(n-1)*indexEntry:] }

// Binding is the number of the binding cause of record n; 0 for none.
func (x Index) Binding(n journal.Num) journal.Num { return journal.Num(le32(x.entry(n))) }

// Kind is the kind of record n.
func (x Index) Kind(n journal.Num) journal.Kind { return journal.Kind(x.entry(n)[4]) }

// index is what has been read of the index attachment, or made instead of it.
type index struct {
	made     []byte // of a truncated file
	at       [numSections]sectionPlace
	placed   bool // at is known
	numbered bool // the chunks know their first records
	records  Index
	part     indexPart // of records
	postings [numSections]*postings
}

// sectionPlace is where a section lies in the file, or in what was made.
type sectionPlace struct {
	off, length int64
	crc         uint32
}

// Index reads the file's index; of a truncated file it makes one.
func (f *File) Index() (Index, error) {
	for f.index.records.b == nil && f.records > 0 {
		if err := f.readIndex(); err != nil {
			f.index.part = indexPart{}
			return Index{}, addSaveHint(err)
		}
	}
	return f.index.records, nil
}

// ReadyIndex reads a piece of the file's index with each call, for whoever has no time to
// wait for all of it, and says whether there is nothing more to do. What is wrong with it
// Index tells.
func (f *File) ReadyIndex() bool {
	if f.index.records.b != nil || f.records == 0 || f.Truncated != nil {
		return true
	}
	return f.readIndex() != nil || f.index.records.b != nil
}

// indexPart is as much of the index as has been read.
type indexPart struct {
	b   []byte
	r   *io.SectionReader
	n   int // bytes that were read and held against what they may be
	sum uint32
}

// indexPiece is how many records of the index are read at once.
const indexPiece = 1 << 18

// readIndex goes on reading the index by a piece.
func (f *File) readIndex() error {
	p := &f.index.part
	if p.r == nil {
		r, err := f.sectionAt(sectionRecords)
		if err != nil {
			return err
		}
		if uint64(r.Size()) != f.records*indexEntry {
			return f.wrongIndex("has %d bytes for %d records", r.Size(), f.records)
		}
		*p = indexPart{r: r, b: make([]byte, r.Size())}
	}
	piece := p.b[p.n:min(len(p.b), p.n+indexPiece*indexEntry)]
	if n, err := p.r.ReadAt(piece, int64(p.n)); n < len(piece) {
		return fmt.Errorf("reading the index: %w", err)
	}
	p.sum = crc32.Update(p.sum, crc32.IEEETable, piece)
	from := journal.Num(p.n/indexEntry) + 1
	p.n += len(piece)
	x := Index{p.b[:p.n]}
	for n := from; n <= x.Count(); n++ {
		if x.Binding(n) >= n || !x.Kind(n).Exists() && f.holeAt(n) == nil {
			return f.wrongIndex("has a binding cause or kind out of range for record %d", n)
		}
	}
	if p.n < len(p.b) {
		return nil
	}
	if err := f.checkSum(sectionRecords, p.sum); err != nil {
		return err
	}
	f.index.records, f.index.part = x, indexPart{}
	return nil
}

// chunkOf is the chunk that holds record n, if the index is right.
func (f *File) chunkOf(n journal.Num) (int, error) {
	if n == 0 || n > f.Count() {
		return 0, fmt.Errorf("no record %d; the file has %d", n, f.Count())
	}
	if h := f.holeAt(n); h != nil {
		return 0, addSaveHint(h.missingError())
	}
	if err := f.numberChunks(); err != nil {
		return 0, addSaveHint(err)
	}
	return sort.Search(len(f.chunks), func(i int) bool { return f.chunks[i].first > n }) - 1, nil
}

// numberChunks reads the number of the first record in or after each chunk. A
// truncated file counted them when it was walked.
func (f *File) numberChunks() error {
	if f.index.numbered || f.Truncated != nil {
		return nil
	}
	b, err := f.section(sectionChunks)
	if err != nil {
		return err
	}
	if len(b) != 4*len(f.chunks) {
		return f.wrongIndex("has %d bytes for %d chunks", len(b), len(f.chunks))
	}
	last := journal.Num(1)
	for i := range f.chunks {
		n := journal.Num(le32(b[4*i:]))
		if i == 0 && n != 1 || n < last || uint64(n) > f.records+1 {
			return f.wrongIndex("begins chunk %d with record %d", i, n)
		}
		f.chunks[i].first, last = n, n
	}
	f.index.numbered = true
	return nil
}

// readPostings reads a section of postings.
func (f *File) readPostings(section int) (*postings, error) {
	if f.index.postings[section] == nil {
		r, err := f.sectionReader(section)
		if err != nil {
			return nil, addSaveHint(err)
		}
		p, err := readPostings(r, r.Size(), f.Count())
		if errors.Is(err, errPostings) {
			err = f.wrongIndex("%v", err)
		}
		if err != nil {
			return nil, addSaveHint(err)
		}
		f.index.postings[section] = p
	}
	return f.index.postings[section], nil
}

// section reads one section whole.
func (f *File) section(i int) ([]byte, error) {
	r, err := f.sectionAt(i)
	if err != nil {
		return nil, err
	}
	b := make([]byte, r.Size())
	if n, err := r.ReadAt(b, 0); n < len(b) {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	return b, f.checkSum(i, crc32.ChecksumIEEE(b))
}

// sectionReader gives one section to read parts of, once all of it is checked.
func (f *File) sectionReader(i int) (*io.SectionReader, error) {
	r, err := f.sectionAt(i)
	if err != nil {
		return nil, err
	}
	sum := crc32.NewIEEE()
	if _, err := io.Copy(sum, r); err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	return r, f.checkSum(i, sum.Sum32())
}

// checkSum holds a checksum against that of a section.
func (f *File) checkSum(i int, sum uint32) error {
	if at := f.index.at[i]; at.crc != sum {
		return damaged(at.off, "a section of the index has the wrong checksum")
	}
	return nil
}

// sectionAt gives one section as it lies there.
func (f *File) sectionAt(i int) (*io.SectionReader, error) {
	if !f.index.placed {
		if err := f.findSections(); err != nil {
			return nil, err
		}
	}
	in := f.raw.r
	if f.index.made != nil {
		in = bytes.NewReader(f.index.made)
	}
	return io.NewSectionReader(in, f.index.at[i].off, f.index.at[i].length), nil
}

// findSections finds the sections of the index attachment. A truncated file has none
// to trust: all its records are walked instead.
func (f *File) findSections() error {
	if f.Truncated != nil {
		x := newIndexer(f.Names().Len())
		c := f.cursor(0)
		err := c.run(func(e *Entry) error {
			for n := journal.Num(len(x.records)/indexEntry) + 1; n < e.Num; n++ { // those that a hole took
				x.records = append(x.records, make([]byte, indexEntry)...)
			}
			if x.add(&e.Record); x.size > indexMost*int(f.records) {
				return damaged(c.base, "the records up to %d name more things than are read", e.Num)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for i := range f.chunks {
			x.begin(f.chunks[i].first)
		}
		f.index.made = x.bytes()
		return f.placeIn(f.index.made[:indexHead], 0, int64(len(f.index.made)))
	}
	for i := range f.attached {
		a := &f.attached[i]
		if a.name != indexName {
			continue
		}
		data := a.off + a.length - 4 - a.size
		if a.size < indexHead || data < a.off {
			return f.wrongIndex("has %d bytes", a.size)
		}
		b, err := f.raw.bytes(nil, data, indexHead)
		if err != nil {
			return err
		}
		return f.placeIn(b, data, a.size)
	}
	return damaged(f.runAt, "there is no index")
}

// placeIn reads the head of the index whose size bytes begin at off.
func (f *File) placeIn(head []byte, off, size int64) error {
	if crc32.ChecksumIEEE(head[:indexHead-4]) != le32(head[indexHead-4:]) {
		return damaged(off, "the head of the index has the wrong checksum")
	}
	end := off + size
	off += indexHead
	for i := range f.index.at {
		length := le64(head[i*sectionHead:])
		if length > uint64(end-off) {
			return f.wrongIndex("has a section of %d bytes where %d are left", length, end-off)
		}
		f.index.at[i] = sectionPlace{off, int64(length), le32(head[i*sectionHead+8:])}
		off += int64(length)
	}
	if off != end {
		return f.wrongIndex("has %d bytes behind its sections", end-off)
	}
	f.index.placed = true
	return nil
}

func (f *File) wrongIndex(format string, args ...any) error {
	return damaged(f.runAt, "the index "+format, args...)
}
