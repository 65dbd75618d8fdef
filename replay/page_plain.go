package replay

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/sim/journal"
)

// plainPage reads a page that is written as Create writes one: fields in their
// order, no spaces, nothing unknown, no text that a terminal would obey, no more
// objects than are read. Of a long run most of opening its file is its page, and
// this takes a third of the time of encoding/json. It takes nothing else: what
// else a page can be, encoding/json reads or refuses.
func plainPage(b []byte) (*staticMessage, bool) {
	if len(b) > maxStatic {
		return nil, false
	}
	page := &staticMessage{}
	r := &plainReader{s: string(b)}
	ok := r.value(reflect.ValueOf(page).Elem(), &wholePage) && r.i == len(r.s)
	return page, ok
}

// pageField is a field of a type in a page.
type pageField struct {
	name   string
	key    string // its name as JSON has it, with the colon
	index  []int
	quoted bool        // a number in quotes
	lines  bool        // a text that may have several lines
	fields []pageField // of the objects in it
}

// wholePage is a page as a field: that of the message.
var wholePage = pageField{fields: fieldsOf(reflect.TypeFor[staticMessage]())}

// fieldsOf lists the fields of a type in a page, in the order of JSON; those of its
// objects, if it is a list.
func fieldsOf(t reflect.Type) (list []pageField) {
	for t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	for _, f := range reflect.VisibleFields(t) {
		if tag, options, _ := strings.Cut(f.Tag.Get("json"), ","); tag != "" {
			list = append(list, pageField{tag, `"` + tag + `":`, f.Index, options == "string", long[tag], fieldsOf(f.Type)})
		}
	}
	return list
}

// plainReader reads values of Go types from JSON; false for what is not plain.
type plainReader struct {
	s       string
	i       int
	objects int
}

func (r *plainReader) next(s string) bool {
	if !strings.HasPrefix(r.s[r.i:], s) {
		return false
	}
	r.i += len(s)
	return true
}

func (r *plainReader) value(v reflect.Value, f *pageField) bool {
	switch v.Kind() {
	case reflect.Struct:
		return r.object(v, f.fields)
	case reflect.Slice:
		return r.list(v, f)
	case reflect.String:
		s, ok := r.text(f)
		v.SetString(s)
		return ok
	case reflect.Bool:
		v.SetBool(r.next("true"))
		return v.Bool() || r.next("false")
	}
	return r.number(v, f.quoted)
}

func (r *plainReader) object(v reflect.Value, fields []pageField) bool {
	if r.objects++; r.objects > maxThings || !r.next("{") {
		return false
	}
	first := true
	for i := range fields {
		f := &fields[i]
		start := r.i
		if !first && !r.next(",") || !r.next(f.key) {
			r.i = start
			continue
		}
		first = false
		if !r.value(v.FieldByIndex(f.index), f) {
			return false
		}
	}
	return r.next("}")
}

func (r *plainReader) list(v reflect.Value, f *pageField) bool {
	if r.next("null") {
		return true
	}
	if !r.next("[") {
		return false
	}
	if r.next("]") {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		return true
	}
	v.Grow(r.alike(f.fields))
	for n := 0; ; n++ {
		if n == v.Cap() {
			v.Grow(max(1, n))
		}
		v.SetLen(n + 1)
		if !r.value(v.Index(n), f) {
			return false
		}
		if r.next("]") {
			return true
		}
		if !r.next(",") {
			return false
		}
	}
}

// alike is about how many objects of some fields stand in a list that begins here.
// What it gets wrong costs room and no more: it takes the first end that could be
// that of the list, and counts how often the first field begins an object.
func (r *plainReader) alike(fields []pageField) int {
	if len(fields) == 0 {
		return 0
	}
	list, _, _ := strings.Cut(r.s[r.i:], `}],"`)
	return min(strings.Count(list, "{"+fields[0].key), maxThings-r.objects)
}

// text reads a string.
func (r *plainReader) text(f *pageField) (string, bool) {
	if !r.next(`"`) {
		return "", false
	}
	escaped, plain := false, true
	for end := r.i; end < len(r.s); end++ {
		switch c := r.s[end]; {
		case c == '\\':
			escaped = true
			end++
		case c == '"':
			s := r.s[r.i:end]
			r.i = end + 1
			if plain && !escaped {
				return s, true
			}
			return unusual(s, escaped, f.lines)
		case c < ' ' || c > '~':
			plain = false
			if c < ' ' {
				return "", false
			}
		}
	}
	return "", false
}

// unusual is a text that has more in it than plain letters.
func unusual(s string, escaped, lines bool) (string, bool) {
	if escaped && json.Unmarshal([]byte(`"`+s+`"`), &s) != nil {
		return "", false
	}
	return s, utf8.ValidString(s) && journal.Control(s, lines) < 0
}

func (r *plainReader) number(v reflect.Value, quoted bool) bool {
	if quoted && !r.next(`"`) {
		return false
	}
	end := r.i
	for end < len(r.s) && strings.IndexByte("0123456789-+.eE", r.s[end]) >= 0 {
		end++
	}
	s := r.s[r.i:end]
	r.i = end
	if strings.TrimLeft(s, "-") != "0" && strings.HasPrefix(strings.TrimPrefix(s, "-"), "0") && v.Kind() != reflect.Float64 || strings.HasPrefix(s, "+") {
		return false
	}
	var err error
	switch v.Kind() {
	case reflect.Float64:
		var x float64
		if x, err = strconv.ParseFloat(s, 64); err == nil && json.Valid([]byte(s)) {
			v.SetFloat(x)
			break
		}
		return false
	case reflect.Uint64:
		var x uint64
		x, err = strconv.ParseUint(s, 10, 64)
		v.SetUint(x)
	case reflect.Int, reflect.Int64:
		var x int64
		x, err = strconv.ParseInt(s, 10, 64)
		v.SetInt(x)
	default:
		return false
	}
	return err == nil && (!quoted || r.next(`"`))
}
