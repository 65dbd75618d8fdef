package replay

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"

	"entente/sim/journal"
)

// Postings are lists of record numbers by key, written so that one list is
// found without reading the others, all little-endian:
//
//	blocks of up to 64 keys   per key: what it is above the one before it in the
//	                          block, the length of its list in bytes, and the
//	                          list: each number above the one before; all varints
//	directory                 per block: its first key (8 bytes), its offset (8)
//	number of blocks          (4)
const (
	postingBlock = 64
	postingDir   = 8 + 8
)

// posting is a record under a key.
type posting struct {
	key uint64
	n   journal.Num
}

// postingList is the list of one key as it grows.
type postingList struct {
	b    []byte
	last journal.Num
}

// add adds a number, which is none below the last.
func (l *postingList) add(n journal.Num) {
	if n != l.last {
		l.b = binary.AppendUvarint(l.b, uint64(n-l.last))
		l.last = n
	}
}

// postingWriter writes lists in order of their keys.
type postingWriter struct {
	b, dir []byte
	keys   int
	last   uint64
}

func (w *postingWriter) put(key uint64, list []byte) {
	if w.keys%postingBlock == 0 {
		w.dir = binary.LittleEndian.AppendUint64(w.dir, key)
		w.dir = binary.LittleEndian.AppendUint64(w.dir, uint64(len(w.b)))
		w.last = key
	}
	w.b = binary.AppendUvarint(w.b, key-w.last)
	w.b = binary.AppendUvarint(w.b, uint64(len(list)))
	w.b = append(w.b, list...)
	w.last = key
	w.keys++
}

func (w *postingWriter) bytes() []byte {
	blocks := len(w.dir) / postingDir
	return binary.LittleEndian.AppendUint32(append(w.b, w.dir...), uint32(blocks))
}

// writePostings writes single postings, which it sorts.
func writePostings(all []posting) []byte {
	slices.SortFunc(all, func(a, b posting) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.n, b.n)) })
	var w postingWriter
	var list postingList
	for i, p := range all {
		list.add(p.n)
		if i+1 == len(all) || all[i+1].key != p.key {
			w.put(p.key, list.b)
			list = postingList{b: list.b[:0]}
		}
	}
	return w.bytes()
}

// postings are written postings. Only their directory is in memory: a block is read
// when a list in it is asked for.
type postings struct {
	r     io.ReaderAt
	lists int64 // bytes of all blocks, with which r begins
	dir   []byte
	most  journal.Num // records of the file
	buf   []byte      // the block read last
}

var errPostings = errors.New("has a list of records that is cut short or out of order")

// readPostings reads the directory of the postings that are the size bytes of r.
func readPostings(r io.ReaderAt, size int64, most journal.Num) (*postings, error) {
	p := &postings{r: r, lists: size - 4, most: most}
	if size < 4 {
		return nil, errPostings
	}
	count, err := p.bytes(nil, p.lists, size)
	if err != nil {
		return nil, err
	}
	dir := int64(le32(count)) * postingDir
	if dir > p.lists {
		return nil, errPostings
	}
	p.lists -= dir
	p.dir, err = p.bytes(nil, p.lists, p.lists+dir)
	return p, err
}

// bytes reads from one place to another into buf, which grows where needed.
func (p *postings) bytes(buf []byte, from, to int64) ([]byte, error) {
	buf = slices.Grow(buf[:0], int(to-from))[:to-from]
	if n, err := p.r.ReadAt(buf, from); n < len(buf) {
		return nil, fmt.Errorf("reading lists of records: %w", err)
	}
	return buf, nil
}

func (p *postings) blocks() int { return len(p.dir) / postingDir }

func (p *postings) first(block int) uint64 { return le64(p.dir[block*postingDir:]) }

// block is the written form of a block, until the next is read.
func (p *postings) block(i int) ([]byte, error) {
	from, to := le64(p.dir[i*postingDir+8:]), uint64(p.lists)
	if i+1 < p.blocks() {
		to = le64(p.dir[(i+1)*postingDir+8:])
	}
	if from > to || to > uint64(p.lists) {
		return nil, errPostings
	}
	b, err := p.bytes(p.buf, int64(from), int64(to))
	if err == nil {
		p.buf = b
	}
	return b, err
}

// find lists the records under a key, in order.
func (p *postings) find(key uint64) (list []journal.Num, err error) {
	b, err := p.readList(key)
	if err == nil {
		list = make([]journal.Num, 0, len(b)) // a byte or more each
		err = p.each(b, func(n journal.Num) bool {
			list = append(list, n)
			return true
		})
	}
	return list, err
}

// filterNumbers gives those of some ordered numbers that are under a key.
func (p *postings) filterNumbers(key uint64, some []journal.Num) (list []journal.Num, err error) {
	b, err := p.readList(key)
	if err == nil {
		err = p.each(b, func(n journal.Num) bool {
			for len(some) > 0 && some[0] < n {
				some = some[1:]
			}
			if len(some) > 0 && some[0] == n {
				list = append(list, n)
			}
			return len(some) > 0
		})
	}
	return list, err
}

// readList gives the written list of a key, until the next is read.
func (p *postings) readList(key uint64) ([]byte, error) {
	i := sort.Search(p.blocks(), func(i int) bool { return p.first(i) > key }) - 1
	if i < 0 {
		return nil, nil
	}
	b, err := p.block(i)
	at := p.first(i)
	for err == nil && len(b) > 0 {
		var more, size uint64
		var ok bool
		if more, b, ok = cutVarint(b); ok {
			size, b, ok = cutVarint(b)
		}
		if !ok || size > uint64(len(b)) {
			return nil, errPostings
		}
		if at += more; at == key {
			return b[:size], nil
		}
		b = b[size:]
	}
	return nil, err
}

// each shows the numbers of one list, as long as more are wanted.
func (p *postings) each(b []byte, visit func(journal.Num) bool) error {
	for last := uint64(0); len(b) > 0; {
		more, rest, ok := cutVarint(b)
		if !ok || more == 0 || more > uint64(p.most)-last {
			return errPostings
		}
		if last += more; !visit(journal.Num(last)) {
			return nil
		}
		b = rest
	}
	return nil
}

func cutVarint(b []byte) (v uint64, rest []byte, ok bool) {
	v, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, nil, false
	}
	return v, b[n:], true
}
