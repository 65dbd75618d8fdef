package journal

import (
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"

	"entente/sim"
)

// Identity is the lineage of a record: its kind, the actor's name, what it is
// about and its ordinal among such records. It holds no number, instant or order of
// arrival, so that the same happening keeps its identity in a run where
// something unrelated was added.
func Identity(k Kind, actor, subject sim.ID, nth uint32) sim.ID {
	return kindIDs[k].Child(actor).Child(subject).Nth(uint64(nth))
}

var kindIDs = func() (ids [numKinds]sim.ID) {
	for k := range ids {
		ids[k] = sim.Name("record").Child(sim.Name(shapes[k].Name))
	}
	return ids
}()

// AppendCanonical appends the bytes of r that the digest covers: everything but
// its number. Things and causes stand as identities, integers as varints, kinds
// and other vocabulary by number, arguments by the type their Shape gives. The
// bytes delimit themselves, so that two different lists of records never run
// together into the same bytes.
func AppendCanonical(b []byte, r *Record, names *Names) []byte {
	b = appendID(b, r.ID)
	b = binary.AppendVarint(b, int64(r.At))
	b = append(b, byte(r.Kind))
	b = appendID(b, names.ID(r.Actor))
	b = appendID(b, r.Subject)
	b = binary.AppendUvarint(b, uint64(r.Nth))
	b = binary.AppendUvarint(b, uint64(len(r.From)))
	for i := range r.From {
		b = appendID(b, r.From[i].ID)
	}
	b = appendID(b, r.Trigger.ID)
	b = binary.AppendUvarint(b, uint64(len(r.Spans)))
	for i := range r.Spans {
		s := &r.Spans[i]
		b = append(b, byte(s.Step), byte(s.Cause))
		b = appendID(b, names.ID(s.Object))
		b = binary.AppendVarint(b, int64(s.Ms))
	}
	b = append(b, byte(r.Step), byte(r.Reason))
	b = appendID(b, names.ID(r.Rule))
	for i, f := range shapes[r.Kind].Fields {
		switch f.Type {
		case TRef:
			b = appendID(b, names.ID(Ref(r.Args[i])))
		case TID:
			b = appendID(b, sim.ID(r.Args[i]))
		default:
			b = binary.AppendVarint(b, r.Args[i])
		}
	}
	b = binary.AppendUvarint(b, uint64(len(r.Facts)))
	for _, f := range r.Facts {
		b = appendID(b, names.ID(f))
	}
	return b
}

func appendID(b []byte, id sim.ID) []byte { return binary.LittleEndian.AppendUint64(b, uint64(id)) }

// Digest is the SHA-256 over the canonical bytes of records in their order: the
// fingerprint of a run up to there.
type Digest [sha256.Size]byte

func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// ParseDigest reads what String wrote.
func ParseDigest(s string) (Digest, error) {
	var d Digest
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(d) {
		return d, fmt.Errorf("journal: %q is not a digest of %d hexadecimal digits", s, 2*len(d))
	}
	return Digest(b), nil
}

// Chain hashes records as they come. Its value after n records is the digest of
// those n. The zero Chain is not ready: use NewChain.
type Chain struct {
	names *Names
	hash  hash.Hash
	buf   []byte // of the last records, not yet hashed
	n     Num
}

// NewChain starts a chain over records whose Refs are of names.
func NewChain(names *Names) *Chain { return &Chain{names: names, hash: sha256.New()} }

// reset makes the chain empty again.
func (c *Chain) reset() {
	c.hash.Reset()
	c.buf, c.n = c.buf[:0], 0
}

// Add continues the chain with r, whose ID and causes' IDs must be set.
func (c *Chain) Add(r *Record) {
	c.buf = AppendCanonical(c.buf, r, c.names)
	c.n++
	if len(c.buf) >= hashedAtOnce {
		c.hashAll()
	}
}

// hashedAtOnce is how many bytes of records are hashed at a time.
const hashedAtOnce = 4096

// hashAll hashes what is not yet hashed.
func (c *Chain) hashAll() {
	c.hash.Write(c.buf) // a hash never fails to write
	c.buf = c.buf[:0]
}

// Count is the number of records so far.
func (c *Chain) Count() Num { return c.n }

// Digest is the value so far.
func (c *Chain) Digest() Digest {
	var d Digest
	c.hashAll()
	c.hash.Sum(d[:0])
	return d
}

// appendState appends the count and the hash's inner state.
func (c *Chain) appendState(b []byte) []byte {
	c.hashAll()
	b = binary.LittleEndian.AppendUint32(b, uint32(c.n))
	at := len(b)
	b = append(b, 0)
	b, err := c.hash.(encoding.BinaryAppender).AppendBinary(b)
	if err != nil || len(b)-at-1 > 255 {
		panic(fmt.Sprintf("journal: the hash cannot be saved: %v", err))
	}
	b[at] = byte(len(b) - at - 1)
	return b
}

// restoreState reads what appendState wrote and gives what follows it.
func (c *Chain) restoreState(b []byte) ([]byte, error) {
	if len(b) < 5 || len(b) < 5+int(b[4]) {
		return nil, fmt.Errorf("journal: saved state is cut short at %d bytes", len(b))
	}
	h := sha256.New()
	if err := h.(encoding.BinaryUnmarshaler).UnmarshalBinary(b[5 : 5+int(b[4])]); err != nil {
		return nil, fmt.Errorf("journal: saved state: %w", err)
	}
	c.hash, c.buf, c.n = h, c.buf[:0], Num(binary.LittleEndian.Uint32(b))
	return b[5+int(b[4]):], nil
}
