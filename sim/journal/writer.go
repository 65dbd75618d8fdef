package journal

import (
	"encoding/binary"
	"fmt"

	"entente/sim"
)

// Writer is the one way by which records enter the journal of a run. It numbers them,
// gives them their identity, refuses those that do not add up, keeps the digest, and
// hands them to the sinks.
type Writer struct {
	names *Names
	chain *Chain
	last  sim.Time // instant of the last record
	sinks []Sink
}

// NewWriter starts an empty journal over the things in names.
func NewWriter(names *Names, sinks ...Sink) *Writer {
	return &Writer{names: names, chain: NewChain(names), sinks: sinks}
}

// Reset starts an empty journal in the same storage, for other sinks.
func (w *Writer) Reset(sinks ...Sink) {
	w.chain.reset()
	w.last = 0
	w.sinks = sinks
}

// SetSinks replaces the sinks, as a fork or a restored run needs. Nothing of
// what went before is told to them.
func (w *Writer) SetSinks(sinks ...Sink) { w.sinks = sinks }

// Count is the number of records written.
func (w *Writer) Count() Num { return w.chain.Count() }

// Digest is the fingerprint of all records written so far. A sink that asks
// during Record gets it with that record included.
func (w *Writer) Digest() Digest { return w.chain.Digest() }

// Write checks r, sets its Num and ID, and passes it on. It returns the Link by
// which later records name it as a cause. A refused record leaves the Writer as
// it was; an error from a sink comes after the record was counted.
func (w *Writer) Write(r *Record) (Link, error) {
	if err := w.check(r); err != nil {
		return Link{}, fmt.Errorf("journal: record %d %s refused: %w", w.Count()+1, w.describe(r), err)
	}
	r.Num = w.Count() + 1
	r.ID = Identity(r.Kind, w.names.ID(r.Actor), r.Subject, r.Nth)
	w.chain.Add(r)
	w.last = r.At
	for _, s := range w.sinks {
		if err := s.Record(r); err != nil {
			return Link{}, fmt.Errorf("journal: record %d %s: %w", r.Num, w.describe(r), err)
		}
	}
	return Link{Num: r.Num, ID: r.ID, At: r.At}, nil
}

// AppendState appends what RestoreState needs to go on with the same numbers
// and the same digest. Sinks are not part of it.
func (w *Writer) AppendState(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(w.last))
	return w.chain.appendState(b)
}

// RestoreState takes over the state that AppendState wrote and returns what
// follows it in b.
func (w *Writer) RestoreState(b []byte) ([]byte, error) {
	if len(b) < 8 {
		return nil, fmt.Errorf("journal: saved state is cut short at %d bytes", len(b))
	}
	rest, err := w.chain.restoreState(b[8:])
	if err != nil {
		return nil, err
	}
	w.last = sim.Time(binary.LittleEndian.Uint64(b))
	return rest, nil
}

// check says why r must not be written. It checks what the record alone and the
// one before it can show; Monitor checks the journal as a whole.
func (w *Writer) check(r *Record) error {
	if !r.Kind.Exists() {
		return fmt.Errorf("kind %d does not exist", r.Kind)
	}
	if w.Count() > 0 && r.At < w.last {
		return fmt.Errorf("time goes backwards: the record before it is at %s", w.last.Elapsed())
	}
	if err := w.checkCauses(r); err != nil {
		return err
	}
	if err := w.checkSpans(r); err != nil {
		return err
	}
	return w.checkTerms(r)
}

// checkCauses wants every cause to be an earlier record.
func (w *Writer) checkCauses(r *Record) error {
	for i := range r.From {
		if err := w.checkLink(r, &r.From[i]); err != nil {
			return fmt.Errorf("cause %d of %d: %w", i+1, len(r.From), err)
		}
	}
	if r.Trigger != (Link{}) {
		if err := w.checkLink(r, &r.Trigger); err != nil {
			return fmt.Errorf("trigger: %w", err)
		}
	}
	return nil
}

func (w *Writer) checkLink(r *Record, l *Link) error {
	switch {
	case l.Num == 0 || l.ID == 0:
		return fmt.Errorf("names no record (number %d, identity %016x)", l.Num, uint64(l.ID))
	case l.Num > w.Count():
		return fmt.Errorf("record %d is not written yet", l.Num)
	case l.At > r.At:
		return fmt.Errorf("record %d lies in the future, at %s", l.Num, l.At.Elapsed())
	}
	return nil
}

// checkSpans wants the spans to tile (binding cause, At] without gap or
// overlap: as they carry no start, that is positive lengths and the right sum.
func (w *Writer) checkSpans(r *Record) error {
	if len(r.From) == 0 {
		if len(r.Spans) > 0 {
			return fmt.Errorf("it has %d spans and no cause to count them from", len(r.Spans))
		}
		return nil
	}
	var sum sim.Time
	for i, s := range r.Spans {
		if s.Ms <= 0 || s.Step == NoStep || s.Step >= numSteps || s.Cause == NoCause || s.Cause >= numCauses {
			return fmt.Errorf("span %d of %d is (step %d, cause %d, %s)", i+1, len(r.Spans), s.Step, s.Cause, s.Ms)
		}
		if int(s.Object) >= w.names.Len() {
			return fmt.Errorf("span %d of %d names thing %d of %d", i+1, len(r.Spans), s.Object, w.names.Len())
		}
		sum += s.Ms
	}
	if b := r.Binding(); sum != r.At-b.At {
		return fmt.Errorf("its %d spans sum to %s, but %s passed since its binding cause, record %d (%016x) at %s",
			len(r.Spans), sum, r.At-b.At, b.Num, uint64(b.ID), b.At.Elapsed())
	}
	return nil
}

// checkTerms wants every name and enumeration to exist, so that nothing a
// reader cannot resolve reaches a file.
func (w *Writer) checkTerms(r *Record) error {
	if int(r.Actor) >= w.names.Len() && r.Actor != 0 || int(r.Rule) >= w.names.Len() && r.Rule != 0 {
		return fmt.Errorf("actor %d or rule %d is not among %d things", r.Actor, r.Rule, w.names.Len())
	}
	if r.Step >= numSteps || r.Reason >= numReasons {
		return fmt.Errorf("step %d or reason %d does not exist", r.Step, r.Reason)
	}
	for i, f := range r.Facts {
		if f == 0 || int(f) >= w.names.Len() || i > 0 && f <= r.Facts[i-1] {
			return fmt.Errorf("fact %d of %d is thing %d: facts must exist and ascend", i+1, len(r.Facts), f)
		}
	}
	fields := shapes[r.Kind].Fields
	for i, v := range r.Args {
		if i >= len(fields) {
			if v != 0 {
				return fmt.Errorf("argument %d is %d, but a %s has %d", i+1, v, r.Kind, len(fields))
			}
			continue
		}
		if limit := fields[i].Type.limit(w.names); limit >= 0 && (v < 0 || v >= limit && v != 0) {
			return fmt.Errorf("argument %q is %d, outside 0..%d", fields[i].Name, v, limit-1)
		}
	}
	return nil
}

// limit is the number of values a closed type has; -1 for open ones.
func (t Type) limit(names *Names) int64 {
	switch t {
	case TBool:
		return 2
	case TRef:
		return int64(names.Len())
	case TPurposes:
		return 1 << len(purposeNames)
	case TMessage, TOutcome, TPrecedence, TGrade, TClass, TStep, TKind:
		return int64(len(t.Texts()))
	}
	return -1
}

// describe names r in errors, before it has an identity.
func (w *Writer) describe(r *Record) string {
	kind := "of no kind"
	if r.Kind.Exists() {
		kind = r.Kind.String()
	}
	return fmt.Sprintf("(%s by %q about %016x, number %d of its like, at %s)",
		kind, w.names.Text(r.Actor), uint64(r.Subject), r.Nth, r.At.Elapsed())
}
