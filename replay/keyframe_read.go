package replay

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"entente/sim"
	"entente/sim/journal"
)

// read adds one part of the keyframe, whose parts have about size bytes in all. It
// gives the part's number and whether another follows.
func (x *frame) read(b []byte, size int64, words *labels) (part int, more bool, err error) {
	r := &keyframeReader{b: b, words: words, last: maxRecords, sep: '{', size: int64(len(b))}
	n := r.number("n", 0)
	x.Num, x.since = journal.Num(n), journal.Num(r.number("since", 0))
	if n < 1 || n > maxRecords || x.since >= x.Num {
		r.fail("it follows record %d and stands on record %d", n, x.since)
	}
	r.last = n
	x.At = sim.Time(r.number("t", 0))
	part = int(r.number("part", 0))
	if more = r.key("more") && r.literal("true"); !more && !r.literal("false") {
		r.fail("more is neither true nor false")
	}
	if more && part == 0 {
		r.size = min(max(r.size, size), 8*r.size)
	}
	for _, t := range x.tables() {
		if r.key(t.name) {
			r.table(t)
		}
	}
	if !r.literal("}") || r.i != len(r.b) {
		r.fail("it goes on where it should end")
	}
	return part, more, r.err
}

// keyframeReader reads what keyframeWriter wrote, and nothing else: fields come
// in their order, without spaces. After the first fault it gives zero values.
type keyframeReader struct {
	b     []byte
	i     int
	words *labels
	last  int64 // the last record in it
	sep   byte  // before the next field
	err   error

	size   int64          // of all parts from this on that are like it
	nth    int            // labels read in the row so far
	before [2]journal.Ref // what the row before began with
	latest journal.Ref    // the label read last
	lists  []journal.Ref  // room for lists of labels, each of which is its own
}

func (r *keyframeReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("byte %d: "+format, append([]any{r.i}, args...)...)
	}
}

// literal reads a text, if it comes next.
func (r *keyframeReader) literal(s string) bool {
	if r.err != nil || len(r.b)-r.i < len(s) || string(r.b[r.i:r.i+len(s)]) != s {
		return false
	}
	r.i += len(s)
	return true
}

// key reads the name of a field, if it is the next.
func (r *keyframeReader) key(name string) bool {
	end := r.i + len(name) + 4
	if r.err != nil || end > len(r.b) || r.b[r.i] != r.sep || r.b[r.i+1] != '"' ||
		string(r.b[r.i+2:end-2]) != name || r.b[end-2] != '"' || r.b[end-1] != ':' {
		return false
	}
	r.i, r.sep = end, ','
	return true
}

// table reads the rows of a table.
func (r *keyframeReader) table(t tabled) {
	if !r.literal("[") {
		r.fail("%s is no list", t.name)
	}
	list, _, _ := bytes.Cut(r.b[r.i:], []byte("}]"))
	row, _, _ := bytes.Cut(list, []byte("},{"))
	rows := 1 + len(list)/max(len(row), keyframeRow)
	t.grow(int(int64(rows) * r.size / int64(len(r.b))))
	for r.err == nil {
		r.sep, r.nth = '{', 0
		if !t.add(r) {
			r.fail("a row of %s is out of order", t.name)
		}
		if !r.literal("}") {
			r.fail("a row of %s goes on where it should end", t.name)
		}
		if r.literal("]") {
			break
		}
		if !r.literal(",") {
			r.fail("%s does not end", t.name)
		}
	}
	r.sep = ','
}

// token reads the digits of a number, or a string with its quotes.
func (r *keyframeReader) token() []byte {
	start := r.i
	if r.i < len(r.b) && r.b[r.i] == '"' {
		for r.i++; r.i < len(r.b) && r.b[r.i] != '"'; r.i++ {
			if r.b[r.i] == '\\' {
				r.i++
			}
		}
		if r.i++; r.i > len(r.b) {
			r.i = start
			r.fail("a text does not end")
			return nil
		}
		return r.b[start:r.i]
	}
	for r.i < len(r.b) && (r.b[r.i] == '-' || r.b[r.i]-'0' <= 9) {
		r.i++
	}
	return r.b[start:r.i]
}

func (r *keyframeReader) number(name string, _ int64) int64 {
	if !r.key(name) {
		r.fail("%s is missing", name)
		return 0
	}
	return r.whole(name)
}

func (r *keyframeReader) whole(name string) int64 {
	v, ok := r.digits()
	if !ok {
		var err error
		if v, err = strconv.ParseInt(string(r.token()), 10, 64); err != nil {
			r.fail("%s is no whole number", name)
		}
	}
	if name == "last" && (v < 0 || v > r.last) || name != "value" && (v < -journal.Horizon || v > journal.Horizon) {
		r.fail("%s is %d", name, v)
	}
	return v
}

func (r *keyframeReader) time(name string, _ sim.Time) sim.Time {
	if !r.key(name) {
		return sim.Never
	}
	return sim.Time(r.whole(name))
}

// digits reads a number that has few digits and no sign, as nearly all are.
func (r *keyframeReader) digits() (v int64, ok bool) {
	end := r.i
	for ; end < len(r.b) && r.b[end]-'0' <= 9; end++ {
		v = v*10 + int64(r.b[end]-'0')
	}
	if n := end - r.i; n == 0 || n > 18 || end < len(r.b) && r.b[end] == '-' {
		return 0, false
	}
	r.i = end
	return v, true
}

// text reads a string; empty where the field is left out.
func (r *keyframeReader) text(name string) []byte {
	if !r.key(name) {
		return nil
	}
	return r.quoted()
}

// quoted reads a string without its quotes.
func (r *keyframeReader) quoted() []byte {
	s := r.token()
	if len(s) < 2 || s[0] != '"' {
		r.fail("%q is no text", s)
		return nil
	}
	if bytes.IndexByte(s, '\\') >= 0 {
		var out string
		if err := json.Unmarshal(s, &out); err != nil {
			r.fail("%q is no text", s)
		}
		return []byte(out)
	}
	return s[1 : len(s)-1]
}

// labels finds things by their labels, and remembers what followed what: an agency
// the row of the same agency, a fact the next that agencies came to know, an origin
// the fact. What was wrongly remembered costs time and no more.
type labels struct {
	names *journal.Names
	after [3][]journal.Ref // by what came before
}

func newLabels(names *journal.Names) *labels {
	x := &labels{names: names}
	for i := range x.after {
		x.after[i] = make([]journal.Ref, max(1, names.Len()))
	}
	return x
}

// label reads the name of a thing.
func (r *keyframeReader) label() journal.Ref {
	at, before := min(r.nth, len(r.words.after)-1), r.latest
	if at < len(r.before) {
		before = r.before[at]
	}
	guess := &r.words.after[at][before]
	if *guess == 0 || !r.literal(r.words.names.Quoted(*guess)) {
		s := r.quoted()
		ref := r.words.names.FindBytes(s)
		if ref == 0 {
			r.fail("no thing of the scenario is called %q", s)
			return 0
		}
		*guess = ref
	}
	if r.latest = *guess; at < len(r.before) {
		r.before[at] = r.latest
	}
	r.nth++
	return r.latest
}

func (r *keyframeReader) ref(name string, _ journal.Ref) journal.Ref {
	if !r.key(name) {
		return 0
	}
	return r.label()
}

// refs reads a list that is its own: who appends to it makes another.
func (r *keyframeReader) refs(name string, _ []journal.Ref) []journal.Ref {
	if !r.key(name) {
		return nil
	}
	if cap(r.lists)-len(r.lists) < 8 {
		r.lists = make([]journal.Ref, 0, 512)
	}
	out := r.lists[len(r.lists):]
	for mark := "["; r.literal(mark); mark = "," {
		out = append(out, r.label())
	}
	if !r.literal("]") {
		r.fail("%s is no list", name)
	}
	if len(out) <= cap(r.lists)-len(r.lists) {
		r.lists = r.lists[:len(r.lists)+len(out)]
	}
	return slices.Clip(out)
}

func (r *keyframeReader) id(name string, _ sim.ID) sim.ID {
	s := r.text(name)
	if s == nil {
		return 0
	}
	v, err := strconv.ParseUint(string(s), 16, 64)
	if err != nil || len(s) != 16 {
		r.fail("%q is no identity", s)
	}
	return sim.ID(v)
}

func (r *keyframeReader) word(name string, t journal.Type, _ int64) int64 {
	s := r.text(name)
	for v, text := range t.Texts() {
		if text == string(s) {
			return int64(v)
		}
	}
	r.fail("%q is not in the vocabulary", s)
	return 0
}
