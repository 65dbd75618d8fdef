package replay

import (
	"encoding/binary"
	"hash/crc32"
	"slices"

	"entente/sim/journal"
)

// indexer makes the index of records as they come.
type indexer struct {
	chunks   []byte
	records  []byte
	things   []postingList // by thingKey
	subjects []posting
	causes   []posting
	size     int           // of its bytes, at least
	mention  []journal.Ref // of the record under way
}

// newIndexer begins the index of records that name things below a number.
func newIndexer(things int) *indexer {
	return &indexer{things: make([]postingList, 2*max(1, things))}
}

// thingKey is under what a thing's records are posted: those that happened to
// it or by it, and those that only name it.
func thingKey(thing journal.Ref, actor bool) uint64 {
	if actor {
		return uint64(thing)<<1 | 1
	}
	return uint64(thing) << 1
}

// begin notes that a chunk begins whose first record, if any, is n.
func (x *indexer) begin(n journal.Num) {
	x.chunks = binary.LittleEndian.AppendUint32(x.chunks, uint32(n))
}

// add notes a record.
func (x *indexer) add(r *journal.Record) {
	x.records = binary.LittleEndian.AppendUint32(x.records, uint32(r.Binding().Num))
	x.records = append(x.records, byte(r.Kind))
	x.size += indexEntry
	if r.Actor != 0 {
		x.things[thingKey(r.Actor, true)].add(r.Num)
	}
	x.mention = appendMentions(x.mention[:0], r)
	slices.Sort(x.mention)
	for i, thing := range x.mention {
		if thing != 0 && thing != r.Actor && (i == 0 || thing != x.mention[i-1]) {
			x.things[thingKey(thing, false)].add(r.Num)
			x.size++
		}
	}
	if r.Subject != 0 {
		x.subjects = append(x.subjects, posting{uint64(r.Subject), r.Num})
	}
	for _, l := range r.From {
		x.causes = append(x.causes, posting{uint64(l.Num), r.Num})
	}
	if r.Trigger.Num != 0 {
		x.causes = append(x.causes, posting{uint64(r.Trigger.Num), r.Num})
	}
}

// postings are the sections of postings.
func (x *indexer) postings() (sections [numSections][]byte) {
	var things postingWriter
	for key := range x.things {
		if list := &x.things[key]; list.last != 0 {
			things.put(uint64(key), list.b)
		}
	}
	sections[sectionThings], sections[sectionSubjects], sections[sectionCauses] = things.bytes(), writePostings(x.subjects), writePostings(x.causes)
	return sections
}

// bytes is the index of the records so far.
func (x *indexer) bytes() []byte {
	sections := x.postings()
	sections[sectionChunks], sections[sectionRecords] = x.chunks, x.records
	var b []byte
	for _, s := range sections {
		b = binary.LittleEndian.AppendUint64(b, uint64(len(s)))
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(s))
	}
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
	for _, s := range sections {
		b = append(b, s...)
	}
	return b
}
