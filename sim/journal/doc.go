// Package journal defines the records of a run: what happened, when, to whom, why, and
// where the time went. It is the only thing that the engine, which decides, and the
// tools, which explain, have in common.
//
// # Model
//
// A run writes records, in the order in which things happen, through one Writer. A Record
// has a kind from a closed vocabulary, an actor, the identity of the thing it is about,
// and up to eight arguments that its kind's Shape describes. Institutions, laws and
// channels are data: they join Names, and never add a kind.
//
// A record has two names. Its number is its place in the file. Its identity is
// a hash of its lineage: kind, actor's name, subject, and its ordinal among such records.
// Identities survive changes of the scenario that have nothing to do with the
// record, numbers do not; so digests and comparisons use identities, files and
// people use numbers.
//
// From names the records whose information or permission made this one
// possible, Trigger the one that set it going. The cause with the latest
// instant, the last written of equals, is the binding one. The spans say what
// the time since then went into, each by step of the chain, by cause and by the
// desk, rule, channel, nation or body; they tile that time without gap or
// overlap. Walking binding causes back therefore accounts for every
// millisecond between two records.
//
// The digest is the SHA-256 over the canonical bytes of all records (see
// AppendCanonical). Two runs with the same digest left the same records.
//
// # Files
//
// record.go, vocabulary.go and shape.go say what a record is, names.go what it can refer
// to, static.go what else a reader needs. canonical.go has bytes, identity and
// digest, writer.go the checks at the door, monitor.go the checks of the journal
// as a whole, json.go, parse.go and schema.go the text form in replay files.
//
// # Duties
//
// Fill a Record, Write it, keep the Link for those that follow from it. A Sink
// sees each record once, after it was checked and counted, and must copy what
// it keeps. Facts ascend by Ref. Times and spans are milliseconds; instants
// count from StartEx; shares, chances and factors are millionths. An error from
// Write means that the world contradicts itself, or that a sink failed: the run
// is over. Nothing here allocates per record.
package journal
