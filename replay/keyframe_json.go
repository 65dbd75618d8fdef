package replay

import (
	"fmt"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// keyframe gives the parts of the keyframe of s that says what changed since a
// record.
func (s *State) keyframe(names *journal.Names, since journal.Num) [][]byte {
	w := &keyframeWriter{state: s, since: since, names: names}
	for _, t := range s.tables() {
		w.list(t)
	}
	w.end(false)
	return w.parts
}

// keyframeWriter appends rows as JSON.
type keyframeWriter struct {
	state *State
	since journal.Num
	names *journal.Names
	parts [][]byte
	b     []byte // the tables of the part under way
	sep   byte
}

// end closes a part and says whether another follows.
func (w *keyframeWriter) end(more bool) {
	head := fmt.Appendf(nil, `{"n":%d,"since":%d,"t":%d,"part":%d,"more":%t`, w.state.Num, w.since, int64(w.state.At), len(w.parts), more)
	w.parts = append(w.parts, append(append(head, w.b...), '}'))
	w.b = w.b[:0]
}

func (w *keyframeWriter) list(t tabled) {
	open := false
	t.each(w.since, func(fields func(fielder)) {
		if len(w.b) > keyframePart {
			if open {
				w.b = append(w.b, ']')
			}
			open = false
			w.end(true)
		}
		if !open {
			w.b = append(append(append(w.b, `,"`...), t.name...), `":[`...)
		} else {
			w.b = append(w.b, ',')
		}
		open, w.sep = true, '{'
		fields(w)
		w.b = append(w.b, '}')
	})
	if open {
		w.b = append(w.b, ']')
	}
}

func (w *keyframeWriter) key(name string) {
	w.b = append(append(append(append(w.b, w.sep), '"'), name...), `":`...)
	w.sep = ','
}

func (w *keyframeWriter) number(name string, v int64) int64 {
	w.key(name)
	w.b = strconv.AppendInt(w.b, v, 10)
	return v
}

func (w *keyframeWriter) time(name string, v sim.Time) sim.Time {
	if v != sim.Never {
		w.number(name, int64(v))
	}
	return v
}

func (w *keyframeWriter) ref(name string, v journal.Ref) journal.Ref {
	if v != 0 {
		w.key(name)
		w.b = append(w.b, w.names.Quoted(v)...)
	}
	return v
}

func (w *keyframeWriter) refs(name string, v []journal.Ref) []journal.Ref {
	if len(v) == 0 {
		return v
	}
	w.key(name)
	sep := byte('[')
	for _, r := range v {
		w.b = append(append(w.b, sep), w.names.Quoted(r)...)
		sep = ','
	}
	w.b = append(w.b, ']')
	return v
}

func (w *keyframeWriter) id(name string, v sim.ID) sim.ID {
	if v != 0 {
		w.key(name)
		w.b = fmt.Appendf(w.b, `"%016x"`, uint64(v))
	}
	return v
}

func (w *keyframeWriter) word(name string, t journal.Type, v int64) int64 {
	if text := t.Texts()[v]; text != "" {
		w.key(name)
		w.b = append(append(append(w.b, '"'), text...), '"')
	}
	return v
}

// keyframeSchema is the JSON Schema of a part.
func keyframeSchema() []byte {
	s := &keyframeDescriber{}
	s.b.WriteString(`{"title":"entente.keyframe","type":"object","properties":{` +
		`"n":{"type":"integer"},"since":{"type":"integer"},"t":{"type":"integer"},"part":{"type":"integer"},"more":{"type":"boolean"}`)
	for _, t := range (&State{}).tables() {
		s.b.WriteString(`,"` + t.name + `":{"type":"array","items":{"type":"object","properties":{`)
		s.sep = ""
		t.add(s)
		s.b.WriteString(`}}}`)
	}
	s.b.WriteString(`}}`)
	return []byte(s.b.String())
}

// keyframeDescriber writes the schema of each row it is shown.
type keyframeDescriber struct {
	b   strings.Builder
	sep string
}

func (s *keyframeDescriber) field(name, schema string) {
	s.b.WriteString(s.sep + `"` + name + `":{"type":` + schema + `}`)
	s.sep = ","
}

func (s *keyframeDescriber) ref(name string, v journal.Ref) journal.Ref {
	s.field(name, `"string"`)
	return v
}

func (s *keyframeDescriber) refs(name string, v []journal.Ref) []journal.Ref {
	s.field(name, `"array","items":{"type":"string"}`)
	return v
}

func (s *keyframeDescriber) id(name string, v sim.ID) sim.ID {
	s.field(name, `"string"`)
	return v
}

func (s *keyframeDescriber) time(name string, v sim.Time) sim.Time {
	s.field(name, `"integer"`)
	return v
}

func (s *keyframeDescriber) number(name string, v int64) int64 {
	s.field(name, `"integer"`)
	return v
}

func (s *keyframeDescriber) word(name string, _ journal.Type, v int64) int64 {
	s.field(name, `"string"`)
	return v
}
