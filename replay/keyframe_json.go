package replay

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// keyframe gives the parts of the keyframe of s.
func (s *State) keyframe(names *journal.Names) [][]byte {
	w := &keyframeWriter{state: s, names: names}
	s.tables(w)
	w.end(false)
	return w.parts
}

// keyframeWriter appends rows as JSON.
type keyframeWriter struct {
	state *State
	names *journal.Names
	parts [][]byte
	b     []byte // the tables of the part under way
	sep   byte
}

// end closes a part and says whether another follows.
func (w *keyframeWriter) end(more bool) {
	head := fmt.Appendf(nil, `{"n":%d,"t":%d,"part":%d,"more":%t`, w.state.Num, int64(w.state.At), len(w.parts), more)
	w.parts = append(w.parts, append(append(head, w.b...), '}'))
	w.b = w.b[:0]
}

func (w *keyframeWriter) list(name string, r rows) {
	open := false
	r.each(func(fields func(fielder)) {
		if len(w.b) > keyframePart {
			if open {
				w.b = append(w.b, ']')
			}
			open = false
			w.end(true)
		}
		if !open {
			w.b = append(append(append(w.b, `,"`...), name...), `":[`...)
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

// readKeyframe adds one part of a keyframe to s. It gives the part's number and
// whether another follows.
func (s *State) readKeyframe(b []byte, names *journal.Names) (part int, more bool, err error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	r := &keyframeReader{names: names}
	if err := d.Decode(&r.part); err != nil {
		return 0, false, errors.New("it is not JSON of the right shape")
	}
	r.row = r.part
	n := r.number("n", 0)
	if n < 0 || n > maxRecords {
		r.fail("it follows record %d", n)
	}
	s.Num, r.last = journal.Num(n), n
	s.At = r.time("t", 0)
	more, ok := r.take("more").(bool)
	if !ok {
		r.fail("more is neither true nor false")
	}
	part = int(r.number("part", 0))
	s.tables(r)
	r.done("keyframe")
	return part, more, r.err
}

// keyframeReader reads rows from decoded JSON. After the first fault it only
// gives zero values.
type keyframeReader struct {
	names *journal.Names
	last  int64 // the last record in it
	part  map[string]any
	row   map[string]any
	err   error
}

func (r *keyframeReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// take removes a field from the row, so that what remains is unknown.
func (r *keyframeReader) take(name string) any {
	v := r.row[name]
	delete(r.row, name)
	return v
}

func (r *keyframeReader) done(what string) {
	if len(r.row) > 0 {
		r.fail("%d fields of a row of %s are not known", len(r.row), what)
	}
}

func (r *keyframeReader) list(name string, t rows) {
	r.row = r.part
	for _, v := range r.array(name) {
		var ok bool
		if r.row, ok = v.(map[string]any); !ok {
			r.fail("a row of %s is no object", name)
			return
		}
		t.add(r)
		r.done(name)
	}
	r.row = r.part
}

func (r *keyframeReader) array(name string) []any {
	v := r.take(name)
	list, ok := v.([]any)
	if v != nil && !ok {
		r.fail("%s is no list", name)
	}
	return list
}

func (r *keyframeReader) number(name string, _ int64) int64 {
	n, ok := r.take(name).(json.Number)
	v, err := n.Int64()
	if !ok || err != nil {
		r.fail("%s is no whole number", name)
	}
	if name == "last" && (v < 0 || v > r.last) || name != "value" && (v < -journal.Horizon || v > journal.Horizon) {
		r.fail("%s is %d", name, v)
	}
	return v
}

func (r *keyframeReader) time(name string, _ sim.Time) sim.Time {
	if _, ok := r.row[name]; !ok {
		return sim.Never
	}
	return sim.Time(r.number(name, 0))
}

func (r *keyframeReader) text(v any) string {
	s, ok := v.(string)
	if !ok && v != nil {
		r.fail("%v is no text", v)
	}
	return s
}

func (r *keyframeReader) label(v any) journal.Ref {
	s := r.text(v)
	ref := r.names.Find(s)
	if ref == 0 && s != "" {
		r.fail("no thing of the scenario is called %q", s)
	}
	return ref
}

func (r *keyframeReader) ref(name string, _ journal.Ref) journal.Ref { return r.label(r.take(name)) }

func (r *keyframeReader) refs(name string, _ []journal.Ref) (out []journal.Ref) {
	for _, v := range r.array(name) {
		out = append(out, r.label(v))
	}
	return out
}

func (r *keyframeReader) id(name string, _ sim.ID) sim.ID {
	s := r.text(r.take(name))
	if s == "" {
		return 0
	}
	v, err := strconv.ParseUint(s, 16, 64)
	if err != nil {
		r.fail("%q is no identity", s)
	}
	return sim.ID(v)
}

func (r *keyframeReader) word(name string, t journal.Type, _ int64) int64 {
	s := r.text(r.take(name))
	for v, text := range t.Texts() {
		if text == s {
			return int64(v)
		}
	}
	r.fail("%q is not in the vocabulary", s)
	return 0
}

// keyframeSchema is the JSON Schema of a part.
func keyframeSchema() []byte {
	s := &keyframeDescriber{}
	s.b.WriteString(`{"title":"entente.keyframe","type":"object","properties":{` +
		`"n":{"type":"integer"},"t":{"type":"integer"},"part":{"type":"integer"},"more":{"type":"boolean"}`)
	(&State{}).tables(s)
	s.b.WriteString(`}}`)
	return []byte(s.b.String())
}

// keyframeDescriber writes the schema of each row it is shown.
type keyframeDescriber struct {
	b   strings.Builder
	sep string
}

func (s *keyframeDescriber) list(name string, t rows) {
	s.b.WriteString(`,"` + name + `":{"type":"array","items":{"type":"object","properties":{`)
	s.sep = ""
	t.add(s)
	s.b.WriteString(`}}}`)
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
