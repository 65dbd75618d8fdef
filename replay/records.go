package replay

import (
	"fmt"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim"
	"entente/sim/journal"
)

// Entry is a record as a file has it. It is valid until the next one is read.
type Entry struct {
	journal.Record
	Topic string
	Text  []byte // its JSON
}

// Records calls visit with every record in order, its causes filled in. It
// stops at the first error, its own or visit's.
func (f *File) Records(visit func(*Entry) error) error {
	c := f.cursor(0)
	c.past = []journal.Link{{}}
	return addSaveHint(c.run(visit))
}

// Digest folds the records into their digest again, from the file alone.
func (f *File) Digest() (journal.Digest, journal.Num, error) {
	chain := journal.NewChain(f.Names())
	err := f.Records(func(e *Entry) error {
		chain.Add(&e.Record)
		return nil
	})
	return chain.Digest(), chain.Count(), err
}

// cursor reads records one after the other, from the start of a chunk.
type cursor struct {
	f     *File
	next  int            // chunk to unpack
	plain []byte         // what is left of the current one
	base  int64          // where it lies in the file
	entry Entry          // the current record
	num   journal.Num    // of the last record; 0: any may come
	at    sim.Time       // its instant
	past  []journal.Link // by number, if causes are to be filled in
	key   func([]byte) error
	begin func() // called when a chunk begins

	recent bool      // chunks are kept for the next who asks, unless they are large
	own    *unpacker // for chunks that stay while the file unpacks others; nil: the file's

	channel uint16 // of the current record
	paged   bool   // the page has come
}

// cursor begins at chunk i. Only one cursor without an unpacker of its own may be in
// use of a file.
func (f *File) cursor(i int) *cursor { return &cursor{f: f, next: i} }

// run visits what is left.
func (c *cursor) run(visit func(*Entry) error) error {
	for {
		e, err := c.read()
		if err != nil || e == nil {
			return err
		}
		if err := visit(e); err != nil {
			return err
		}
	}
}

// read gives the next record; nil at the end.
func (c *cursor) read() (*Entry, error) {
	for {
		for len(c.plain) > 0 {
			if found, err := c.step(); found || err != nil {
				return &c.entry, err
			}
		}
		if c.next == len(c.f.chunks) {
			return nil, nil
		}
		if err := c.unpack(); err != nil {
			return nil, err
		}
		c.next++
		if c.begin != nil {
			c.begin()
		}
	}
}

// unpack takes up the next chunk.
func (c *cursor) unpack() (err error) {
	x := &c.f.chunks[c.next]
	c.base = x.off
	switch {
	case c.own != nil:
		_, c.plain, err = c.f.unpacked(c.own, c.next)
		return err
	case !c.recent:
		_, c.plain, err = c.f.unpackChunk(c.next)
		return err
	case x.size > largeChunk:
		_, c.plain, err = c.f.unpacked(&c.f.large, c.next)
		return err
	}
	kept, err := c.f.recentChunk(c.next)
	if err == nil {
		c.plain = kept.plain
	}
	return err
}

// step reads one message-level record of the chunk and says whether it is a
// record of the journal.
func (c *cursor) step() (bool, error) {
	if len(c.plain) < recordHead || le64(c.plain[1:]) > uint64(len(c.plain)-recordHead) {
		return false, damaged(c.base, "a record is cut short")
	}
	end := recordHead + int(le64(c.plain[1:]))
	op, b := mcap.OpCode(c.plain[0]), c.plain[recordHead:end]
	c.plain = c.plain[end:]
	first := c.base == c.f.chunks[0].off
	if op != mcap.OpMessage {
		if first && !c.paged && (op == mcap.OpSchema || op == mcap.OpChannel) {
			return false, nil
		}
		return false, damaged(c.base, "a %s record among the messages", opName(byte(op)))
	}
	m, err := readMessage(c.base, b)
	if err != nil {
		return false, err
	}
	switch m.channel {
	case channelStatic:
		if !first || c.paged {
			return false, damaged(c.base, "a second page")
		}
		c.paged = true
		return false, nil
	case channelKeyframe:
		if len(m.data) > maxKeyframe {
			return false, damaged(c.base, "a part of a keyframe of %d bytes; at most %d are read", len(m.data), maxKeyframe)
		}
		if c.key == nil {
			return false, nil
		}
		return false, c.key(m.data)
	}
	return true, c.take(&m)
}

// take makes a message the current record, if it is the one that must come.
func (c *cursor) take(m *message) error {
	e := &c.entry
	if err := c.f.takeRecord(c.base, m, e); err != nil {
		return err
	}
	if c.num != 0 && (e.Num != c.num+1 && c.f.holeAt(e.Num-1) == nil || e.Num <= c.num || e.At < c.at) || c.past != nil && int(e.Num) != len(c.past) {
		return damaged(c.base, "record %d at %s does not follow record %d at %s", e.Num, e.At.Elapsed(), c.num, c.at.Elapsed())
	}
	c.num, c.at, c.channel = e.Num, e.At, m.channel
	c.fillCauses(&e.Record)
	return nil
}

// takeRecord reads the record of a message in the chunk at base.
func (f *File) takeRecord(base int64, m *message, e *Entry) error {
	err := journal.ParseJSON(m.data, f.Names(), &e.Record)
	if err == nil {
		err = e.Check(f.Names())
	}
	if err != nil {
		return &Damage{Offset: base, What: fmt.Sprintf("record %d", m.sequence), Err: err}
	}
	channel, err := f.layout.channel(&e.Record)
	if err != nil || channel != m.channel || uint32(e.Num) != m.sequence || f.logTime(e.At) != m.logTime {
		return damaged(base, "record %d at %s does not match the message around it", e.Num, e.At.Elapsed())
	}
	for i := range e.From {
		if n := e.From[i].Num; n == 0 || n >= e.Num {
			return damaged(base, "record %d has the cause %d", e.Num, n)
		}
	}
	if e.Trigger.Num >= e.Num {
		return damaged(base, "record %d has the trigger %d", e.Num, e.Trigger.Num)
	}
	e.Topic, e.Text = f.layout.topic(channel), m.data
	return nil
}

// fillCauses fills in what a full pass knows of the records before r.
func (c *cursor) fillCauses(r *journal.Record) {
	if c.past == nil {
		return
	}
	for i := range r.From {
		r.From[i] = c.past[r.From[i].Num]
	}
	r.Trigger = c.past[r.Trigger.Num]
	c.past = append(c.past, journal.Link{Num: r.Num, ID: r.ID, At: r.At})
}
