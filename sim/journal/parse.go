package journal

import (
	"encoding/json"
	"fmt"
	"strconv"

	"entente/sim"
)

// ParseJSON reads into r what AppendJSON wrote, and nothing else: an unknown or
// repeated field, a name that names does not hold or trailing bytes are errors,
// since a reader that guesses would explain a run that never was. Causes get
// their numbers only; who has the records before it can fill in the rest. The
// slices of r are used again.
func ParseJSON(b []byte, names *Names, r *Record) error {
	*r = Record{From: r.From[:0], Spans: r.Spans[:0], Facts: r.Facts[:0]}
	p := parser{b: b, names: names}
	p.object(func(k key) bool { return p.field(k, r) })
	if p.err == nil && p.i != len(b) {
		p.fail("unexpected text after the record")
	}
	if p.err == nil && (r.Num == 0 || r.Kind == NoKind) {
		p.fail("a record needs n and kind")
	}
	return p.err
}

// parser reads the plain JSON of records. After the first fault it only
// returns zero values.
type parser struct {
	b     []byte
	i     int
	names *Names
	seen  [2]uint64 // a bit per key of the record so far
	err   error
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("journal: record JSON, byte %d: %s", p.i, fmt.Sprintf(format, args...))
	}
}

// field reads the value of one key of a record; false for an unknown key.
func (p *parser) field(k key, r *Record) bool {
	if p.seen[k.bit>>6]>>(k.bit&63)&1 == 1 {
		p.fail("field %q is repeated", k.text)
	}
	p.seen[k.bit>>6] |= 1 << (k.bit & 63)
	switch k.text {
	case "n":
		r.Num = p.number32()
	case "id":
		r.ID = p.hex()
	case "t":
		r.At = sim.Time(p.integer())
	case "kind":
		r.Kind = p.kind()
		for i, f := range shapes[r.Kind].Fields {
			if f.Type == TTime {
				r.Args[i] = int64(sim.Never)
			}
		}
	case "actor":
		r.Actor = p.ref()
	case "subject":
		r.Subject = p.hex()
	case "nth":
		r.Nth = uint32(p.number32())
	case "from":
		p.array(func() { r.From = append(r.From, Link{Num: p.number32()}) })
	case "trigger":
		r.Trigger.Num = p.number32()
	case "spans":
		p.array(func() { r.Spans = append(r.Spans, p.span()) })
	case "step":
		r.Step = Step(p.word(stepNames[:]))
	case "reason":
		r.Reason = Reason(p.word(reasonNames[:]))
	case "rule":
		r.Rule = p.ref()
	case "facts":
		p.array(func() { r.Facts = append(r.Facts, p.ref()) })
	default:
		for i, f := range shapes[r.Kind].Fields {
			if f.Name == k.text {
				r.Args[i] = p.value(f.Type)
				return true
			}
		}
		return false
	}
	return true
}

// value reads one argument.
func (p *parser) value(t Type) int64 {
	switch t {
	case TRef:
		return int64(p.ref())
	case TID:
		return int64(p.hex())
	case TBool:
		return p.readBool()
	case TPurposes:
		v := int64(0)
		p.array(func() { v |= 1 << p.word(purposeNames[:]) })
		return v
	}
	if texts := t.Texts(); texts != nil {
		return int64(p.word(texts))
	}
	return p.integer()
}

func (p *parser) span() (s Span) {
	p.object(func(k key) bool {
		switch k.text {
		case "step":
			s.Step = Step(p.word(stepNames[:]))
		case "cause":
			s.Cause = Cause(p.word(causeNames[:]))
		case "object":
			s.Object = p.ref()
		case "ms":
			s.Ms = sim.Time(p.integer())
		default:
			return false
		}
		return true
	})
	return s
}

// object reads {"key":value,...}, calling value at each value.
func (p *parser) object(value func(key) bool) {
	p.expect('{')
	for first := true; p.err == nil; first = false {
		if first && p.next('}') {
			return
		}
		s, _ := p.raw()
		k := keys[string(s)]
		p.expect(':')
		if p.err == nil && (k.bit == 0 || !value(k)) {
			p.fail("field %q is not known here", s)
		}
		if p.next('}') {
			return
		}
		p.expect(',')
	}
}

// array reads [item,...], calling item at each.
func (p *parser) array(item func()) {
	p.expect('[')
	for first := true; p.err == nil; first = false {
		if first && p.next(']') {
			return
		}
		item()
		if p.next(']') {
			return
		}
		p.expect(',')
	}
}

func (p *parser) next(c byte) bool {
	if p.err == nil && p.i < len(p.b) && p.b[p.i] == c {
		p.i++
		return true
	}
	return false
}

func (p *parser) expect(c byte) {
	if p.err == nil && !p.next(c) {
		p.fail("expected %q", c)
	}
}

// raw reads a string with its escapes unread.
func (p *parser) raw() (s []byte, escaped bool) {
	p.expect('"')
	start := p.i
	for ; p.err == nil && p.i < len(p.b); p.i++ {
		switch p.b[p.i] {
		case '"':
			p.i++
			return p.b[start : p.i-1], escaped
		case '\\':
			escaped = true
			p.i++
		}
	}
	p.fail("a string does not end")
	return nil, false
}

func (p *parser) text() string {
	start := p.i
	s, escaped := p.raw()
	if !escaped || p.err != nil {
		return string(s)
	}
	var out string
	if err := json.Unmarshal(p.b[start:p.i], &out); err != nil {
		p.fail("%v", err)
	}
	return out
}

func (p *parser) ref() Ref {
	start := p.i
	s, escaped := p.raw()
	var r Ref
	if escaped {
		p.i = start
		r = p.names.Find(p.text())
	} else {
		r = p.names.index[string(s)]
	}
	if r == 0 {
		p.fail("no thing of the scenario is called %q", s)
	}
	return r
}

// word reads one of texts and gives its place.
func (p *parser) word(texts []string) int {
	s, _ := p.raw()
	for i, t := range texts {
		if t == string(s) && t != "" {
			return i
		}
	}
	p.fail("%q is not in the vocabulary", s)
	return 0
}

func (p *parser) hex() sim.ID {
	s, _ := p.raw()
	v, err := strconv.ParseUint(string(s), 16, 64)
	if err != nil || len(s) != 16 {
		p.fail("%q is not an identity of 16 hexadecimal digits", s)
	}
	return sim.ID(v)
}

func (p *parser) integer() int64 {
	start := p.i
	for p.i < len(p.b) && (p.b[p.i] == '-' || p.b[p.i]-'0' <= 9) {
		p.i++
	}
	v, err := strconv.ParseInt(string(p.b[start:p.i]), 10, 64)
	if err != nil {
		p.i = start
		p.fail("expected a whole number")
	}
	return v
}

func (p *parser) number32() Num {
	v := p.integer()
	if v < 0 || v > 1<<32-1 {
		p.fail("%d is out of range", v)
	}
	return Num(v)
}

func (p *parser) readBool() int64 {
	for i, text := range [...]string{"false", "true"} {
		if len(p.b)-p.i >= len(text) && string(p.b[p.i:p.i+len(text)]) == text {
			p.i += len(text)
			return int64(i)
		}
	}
	p.fail("expected true or false")
	return 0
}

func (p *parser) kind() Kind {
	s, _ := p.raw()
	k := kinds[string(s)]
	if k == NoKind {
		p.fail("records of kind %q are not known", s)
	}
	return k
}

var kinds = func() map[string]Kind {
	m := map[string]Kind{}
	for k := NoKind + 1; k < numKinds; k++ {
		m[shapes[k].Name] = k
	}
	return m
}()

// key is a field name of records or spans, with its own bit from 1.
type key struct {
	text string
	bit  uint
}

var keys = func() map[string]key {
	m := map[string]key{}
	add := func(text string) {
		if _, ok := m[text]; !ok {
			m[text] = key{text, uint(len(m) + 1)}
		}
	}
	for _, text := range []string{"n", "id", "t", "kind", "actor", "subject", "nth", "from", "trigger", "spans", "step", "cause", "object", "ms", "reason", "rule", "facts"} {
		add(text)
	}
	for k := range shapes {
		for _, f := range shapes[k].Fields {
			add(f.Name)
		}
	}
	return m
}()
