package replay

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim/journal"
)

// mirror takes the bytes of a file that is written again and holds each part of
// it against the part in the file.
type mirror struct {
	f     *File
	off   int64  // of the part in the file that comes next
	b     []byte // of the part that is being written
	found Differences
	runs  int  // `run` metadata so far
	moved bool // what is in the summary differs by what was found before it
	ended bool // the summary is being written
	loose bool // the chunk before differs, and so does its index
	over  bool // there is no use in going on
}

// errParted stops a run whose file has been left behind.
var errParted = errors.New("file and run have parted")

// noteDifference notes a difference.
func (m *mirror) noteDifference(d *Difference) {
	m.found = append(m.found, d)
	if len(m.found) >= maxDifferences {
		m.over = true
	}
}

// Write takes in what is written and compares each part that is whole.
func (m *mirror) Write(b []byte) (int, error) {
	m.b = append(m.b, b...)
	rest := m.b
	if m.off == 0 && len(rest) >= len(mcap.Magic) {
		m.off, rest = int64(len(mcap.Magic)), rest[len(mcap.Magic):]
	}
	for m.off > 0 && !m.over && len(rest) >= recordHead && !bytes.HasPrefix(rest, mcap.Magic[:1]) {
		n := recordHead + le64(rest[1:])
		if n > uint64(len(rest)) {
			break
		}
		if err := m.comparePart(rest[:n]); err != nil {
			return 0, err
		}
		rest = rest[n:]
	}
	m.b = append(m.b[:0], rest...)
	if m.over {
		return 0, errParted
	}
	return len(b), nil
}

// comparePart holds one record of the container against that of the file.
func (m *mirror) comparePart(rerun []byte) error {
	op := mcap.OpCode(rerun[0])
	m.ended = m.ended || op == mcap.OpDataEnd
	if m.moved && m.ended {
		return nil // checksums and offsets of what was told of
	}
	for !m.over {
		has, n, err := m.f.raw.record(m.off, m.f.raw.size)
		if err != nil {
			return err
		}
		m.loose = m.loose && (op == mcap.OpMessageIndex || has == mcap.OpMessageIndex)
		switch {
		case has == op:
			return m.compareRecords(op, n, rerun)
		case m.loose && op == mcap.OpMessageIndex:
			return nil
		case m.loose:
			m.off += recordHead + n
		case has == mcap.OpDataEnd || op == mcap.OpChunk && has == mcap.OpAttachment:
			m.moved = true
			return m.missing(op, rerun[recordHead:])
		default:
			if err := m.skipExtra(has, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// compareRecords holds two records of one kind against each other.
func (m *mirror) compareRecords(op mcap.OpCode, n int64, rerun []byte) error {
	at := m.off
	file, err := m.f.raw.bytes(nil, at, recordHead+n)
	if err != nil {
		return err
	}
	m.off += recordHead + n
	if op == mcap.OpMetadata {
		m.runs++
	}
	if bytes.Equal(file, rerun) || m.loose {
		return nil
	}
	m.moved, m.loose = true, op == mcap.OpChunk
	return m.explain(at, op, file[recordHead:], rerun[recordHead:])
}

// missing tells of a part that the file lacks.
func (m *mirror) missing(op mcap.OpCode, rerun []byte) error {
	if op != mcap.OpChunk {
		m.noteDifference(&Difference{What: fmt.Sprintf("the file lacks a %s record", opName(byte(op)))})
		return nil
	}
	list, err := m.messages(0, rerun)
	if err == nil && len(list) > 0 {
		m.tellRecord("the file ends and the run goes on", nil, list[0])
	}
	return err
}

// skipExtra tells of a part that only the file has, and passes it over.
func (m *mirror) skipExtra(has mcap.OpCode, n int64) error {
	at := m.off
	m.off, m.moved = m.off+recordHead+n, true
	if has == mcap.OpChunk {
		body, err := m.f.raw.body(nil, at, recordHead+n, maxChunk+chunkFields+16, has)
		if err != nil {
			return err
		}
		list, err := m.messages(at, body)
		if err == nil && len(list) > 0 {
			m.tellRecord("the run ends and the file goes on", list[0], nil)
		}
		return err
	}
	m.noteDifference(&Difference{What: fmt.Sprintf("no run writes the %s record of %d bytes at byte %d", opName(byte(has)), n, at)})
	return nil
}

// explain says in words what differs in a part that both have.
func (m *mirror) explain(at int64, op mcap.OpCode, file, rerun []byte) error {
	switch op {
	case mcap.OpChunk:
		return m.tellChunk(at, file, rerun)
	case mcap.OpMetadata:
		m.metadata(at, file, rerun)
	case mcap.OpAttachment:
		a, _, err := parseAttachment(at, file, false)
		if err != nil {
			return err
		}
		m.noteDifference(&Difference{What: fmt.Sprintf("the attachment %s is another, or its type or time is", journal.Quote(a.name))})
	default:
		m.noteDifference(&Difference{What: fmt.Sprintf("the %s record at byte %d is another", opName(byte(op)), at)})
	}
	return nil
}

// metadata tells which values of `run` are others.
func (m *mirror) metadata(at int64, file, rerun []byte) {
	which := "the last"
	if m.runs == 1 {
		which = "the first"
	}
	a, err := parse(at, file, mcap.ParseMetadata)
	b, _ := parse(0, rerun, mcap.ParseMetadata)
	if err != nil || a.Name != b.Name || maps.Equal(a.Metadata, b.Metadata) {
		m.noteDifference(&Difference{What: which + " `run` metadata is none that a run writes"})
		return
	}
	keys := maps.Clone(b.Metadata)
	maps.Copy(keys, a.Metadata)
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		if v, w := a.Metadata[k], b.Metadata[k]; v != w {
			m.noteDifference(&Difference{What: fmt.Sprintf("%s `run` metadata says otherwise: %s", which, journal.Show(k)), File: journal.Show(v), Rerun: journal.Show(w)})
		}
	}
}

// packed is a message with how it lies in its chunk.
type packed struct {
	op   mcap.OpCode
	body []byte
	message
}

// messages are the records in a chunk.
func (m *mirror) messages(at int64, body []byte) ([]*packed, error) {
	c, err := parse(at, body, mcap.ParseChunk)
	if err != nil {
		return nil, err
	}
	plain, err := m.f.unpack.unpack(at, c)
	if err != nil {
		return nil, err
	}
	var list []*packed
	err = eachRecord(bytes.Clone(plain), at, func(off int64, op mcap.OpCode, b []byte) (err error) {
		p := &packed{op: op, body: b}
		if op == mcap.OpMessage {
			p.message, err = readMessage(off, b)
		}
		list = append(list, p)
		return err
	})
	return list, err
}

// tellChunk tells what is the first to differ in a chunk.
func (m *mirror) tellChunk(at int64, file, rerun []byte) error {
	a, err := m.messages(at, file)
	if err != nil {
		return err
	}
	b, err := m.messages(at, rerun)
	if err != nil {
		return err
	}
	before := len(m.found)
	for i := range max(len(a), len(b)) {
		switch {
		case i == len(a):
			m.tellRecord("the file ends and the run goes on", nil, b[i])
		case i == len(b):
			m.tellRecord("the run ends and the file goes on", a[i], nil)
		case a[i].op != b[i].op || !bytes.Equal(a[i].body, b[i].body):
			m.message(a[i], b[i])
		default:
			continue
		}
		if m.over {
			return nil
		}
	}
	if len(m.found) == before {
		m.noteDifference(&Difference{What: fmt.Sprintf("the chunk at byte %d is packed otherwise: what is in it is the same", at)})
	}
	return nil
}

// message tells what differs in two messages of the same place.
func (m *mirror) message(a, b *packed) {
	switch {
	case a.op != mcap.OpMessage || b.op != mcap.OpMessage:
		m.noteDifference(&Difference{What: fmt.Sprintf("a %s record of the first chunk is another", opName(byte(a.op)))})
	case !bytes.Equal(a.data, b.data) && b.channel == channelStatic:
		m.comparePages(a.data, b.data)
	case !bytes.Equal(a.data, b.data) && b.channel == channelKeyframe:
		m.noteDifference(&Difference{What: fmt.Sprintf("the keyframe after record %d is another", b.sequence)})
	case !bytes.Equal(a.data, b.data):
		m.tellRecord("file and run part", a, b)
	case a.pubTime != b.pubTime:
		m.noteDifference(&Difference{What: fmt.Sprintf("the message of record %d has another publish time", b.sequence), File: fmt.Sprint(a.pubTime), Rerun: fmt.Sprint(b.pubTime)})
	default:
		m.noteDifference(&Difference{What: fmt.Sprintf("the message of record %d has another channel, number or log time", b.sequence)})
	}
}

// comparePages tells which entries of the page are others.
func (m *mirror) comparePages(file, rerun []byte) {
	var a, b map[string]json.RawMessage
	if json.Unmarshal(file, &a) != nil || json.Unmarshal(rerun, &b) != nil {
		m.noteDifference(&Difference{What: "the page is another"})
		return
	}
	before := len(m.found)
	for _, k := range slices.Sorted(maps.Keys(a)) {
		if _, known := b[k]; !known {
			m.noteDifference(&Difference{What: "no run writes " + journal.Quote(k) + " on the page"})
		}
	}
	for _, k := range slices.Sorted(maps.Keys(b)) {
		if !bytes.Equal(a[k], b[k]) {
			x, y := cutCommon(a[k], b[k])
			m.noteDifference(&Difference{What: "the page says otherwise: " + k, File: x, Rerun: y})
		}
	}
	if len(m.found) == before {
		m.noteDifference(&Difference{What: "the page is written otherwise: its entries are the same"})
	}
}

// cutCommon cuts two texts down to where they part.
func cutCommon(a, b []byte) (string, string) {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s []byte) string {
		from, to := max(0, i-40), min(len(s), i+80)
		text := journal.Show(string(bytes.ToValidUTF8(s[min(from, len(s)):to], nil)))
		if from > 0 {
			text = "..." + text
		}
		if to < len(s) {
			text += "..."
		}
		return text
	}
	return cut(a), cut(b)
}

// tellRecord tells of the first record that differs: nothing after it is told.
func (m *mirror) tellRecord(what string, a, b *packed) {
	d := &Difference{What: what}
	for _, side := range []struct {
		p  *packed
		to *string
	}{{b, &d.Rerun}, {a, &d.File}} {
		if side.p == nil {
			continue
		}
		*side.to = journal.Show(string(side.p.data))
		var r journal.Record
		if journal.ParseJSON(side.p.data, m.f.Names(), &r) == nil {
			d.Num, d.At, d.Kind = r.Num, r.At, r.Kind
		}
	}
	m.noteDifference(d)
	m.over = true
}

// compareEnd compares what follows the last record.
func (m *mirror) compareEnd() {
	rest := m.f.raw.size - m.off
	if m.moved || rest == int64(len(m.b)) {
		return
	}
	m.noteDifference(&Difference{What: fmt.Sprintf("%d bytes follow the end at byte %d", rest-int64(len(m.b)), m.off+int64(len(m.b)))})
}
