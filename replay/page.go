package replay

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/foxglove/mcap/go/mcap"

	"entente/sim/journal"
)

// staticMessage is the one message on /static.
type staticMessage struct {
	Run Meta `json:"run"`
	journal.Static
}

// readPage reads the /static message, which must be the first of the first chunk,
// and with it everything that explains the records.
func (f *File) readPage() error {
	if len(f.chunks) == 0 {
		if f.Truncated != nil {
			return fmt.Errorf("it ends before its first chunk: %w", f.Truncated)
		}
		return fmt.Errorf("%w: no chunk", ErrForeign)
	}
	at := f.chunks[0].off
	_, plain, err := f.unpackChunk(0)
	if err != nil {
		return err
	}
	m, err := firstMessage(at, plain)
	if err != nil {
		return err
	}
	if int(m.channel) >= len(f.channels) || f.channels[m.channel] != TopicStatic {
		return damaged(at, "the first message is no /static page")
	}
	page, err := readPage(m.data)
	if errors.Is(err, ErrNewer) || errors.Is(err, ErrOlder) {
		return err
	}
	if err != nil {
		return &Damage{Offset: at, What: "/static", Err: err}
	}
	return f.explain(page)
}

// firstMessage is the first message of a chunk; one on channel 0 if it has none.
func firstMessage(base int64, plain []byte) (first message, err error) {
	found := false
	err = eachRecord(plain, base, func(off int64, op mcap.OpCode, b []byte) error {
		if found || op != mcap.OpMessage {
			return nil
		}
		found = true
		first, err = readMessage(off, b)
		return err
	})
	return first, err
}

// readPage reads a page and believes none of it before it is checked.
func readPage(b []byte) (*staticMessage, error) {
	page, plain := plainPage(b)
	check := page.rules
	if !plain {
		if err := readable(b); err != nil {
			return nil, err
		}
		page = &staticMessage{}
		if err := json.Unmarshal(b, page); err != nil {
			return nil, shapeError(err)
		}
		check = page.check
	}
	if page.Run.Format > Format {
		return nil, &FormatError{int64(page.Run.Format), ErrNewer}
	}
	if page.Run.Format > 0 && page.Run.Format < Format && check() == nil {
		return nil, fmt.Errorf("the file was written by format %d and this program reads format %d: %w, as in `entente run %s --seed %d`",
			page.Run.Format, Format, ErrOlder, page.Run.Scenario, page.Run.Seed)
	}
	return page, check()
}

// readable bounds what a page can make its reader spend: its bytes, and the
// objects in it, for an object costs far more than the two bytes it takes.
func readable(b []byte) error {
	if len(b) > maxStatic {
		return fmt.Errorf("%d bytes; at most %d are read", len(b), maxStatic)
	}
	objects, text := 0, false
	for i := 0; i < len(b); i++ {
		switch {
		case text && b[i] == '\\':
			i++
		case b[i] == '"':
			text = !text
		case !text && b[i] == '{':
			objects++
		}
	}
	if objects > maxThings {
		return fmt.Errorf("%d objects; at most %d are read", objects, maxThings)
	}
	return nil
}

// shapeError says in plain words why a text is not the JSON that it should be.
func shapeError(err error) error {
	var kind *json.UnmarshalTypeError
	var form *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return fmt.Errorf("%s: %s is not what belongs there", strings.TrimPrefix(kind.Field, "Static."), kind.Value)
	case errors.As(err, &form):
		return fmt.Errorf("it is not JSON from byte %d on", form.Offset)
	}
	return errors.New("it is not JSON of the right shape")
}

// check gives the first thing that is wrong with a page.
func (p *staticMessage) check() error {
	if err := clean(reflect.ValueOf(p).Elem(), &wholePage); err != nil {
		return err
	}
	return p.rules()
}

// rules gives the first thing in a page that breaks the rules of its fields, whose
// texts are clean.
func (p *staticMessage) rules() error {
	if p.Run.Format < 1 {
		return fmt.Errorf("there is no format %d", p.Run.Format)
	}
	for _, b := range p.Run.Branches {
		if b.At < -journal.Horizon || b.At > journal.Horizon {
			return fmt.Errorf("at_ms of a branch is %d", b.At)
		}
	}
	return p.Static.Check()
}

// long are the texts of a page that may have several lines.
var long = map[string]bool{"text": true, "notes": true, "expected": true, "when": true, "do": true, "condition": true, "source": true, "cite": true}

// clean wants no text of a page to hold what a terminal would obey.
func clean(v reflect.Value, field *pageField) error {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); journal.Control(s, field.lines) >= 0 {
			return fmt.Errorf("%s holds a control character: %s", field.name, journal.Quote(s[:min(len(s), 80)]))
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := clean(v.Index(i), field); err != nil {
				return err
			}
		}
	case reflect.Struct:
		for i := range field.fields {
			f := &field.fields[i]
			if err := clean(v.FieldByIndex(f.index), f); err != nil {
				return err
			}
		}
	}
	return nil
}

// explain takes in the page and holds the file's own claims against it.
func (f *File) explain(page *staticMessage) error {
	f.meta, f.static = page.Run, page.Static
	at := f.chunks[0].off
	names := journal.NamesOf(f.static.Things)
	if err := names.Distinct(); err != nil {
		return &Damage{Offset: at, What: "/static", Err: err}
	}
	var err error
	if f.layout, err = newLayout(names); err != nil {
		return &Damage{Offset: at, What: "/static", Err: err}
	}
	for _, c := range f.layout.channels {
		if int(c.ID) >= len(f.channels) || f.channels[c.ID] != c.Topic {
			return damaged(at, "channel %d should be %s", c.ID, c.Topic)
		}
	}
	f.timeHoles()
	if f.Truncated != nil {
		return nil
	}
	if f.result, err = resultOf(f.run, &f.meta); err != nil {
		return &Damage{Offset: f.runAt, What: "the `run` metadata", Err: err}
	}
	if uint64(f.result.Records) != f.records || f.records > maxRecords {
		return damaged(f.runAt, "the `run` metadata speaks of %d records, the summary of %d", f.result.Records, f.records)
	}
	return nil
}
