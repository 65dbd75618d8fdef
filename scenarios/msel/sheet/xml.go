package sheet

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
)

// element of a part begins, or ends with the text that stood in it.
type element struct {
	name  string
	end   bool
	text  string // what stood before it since the last tag; at its end, its text or the last stretch of it
	attrs []xml.Attr
}

// attr is an attribute's value; empty if there is none.
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// elements calls visit where each element of a part begins and where it ends. Nothing
// of the part is kept, however deep it nests.
func (w *workbook) elements(name string, visit func(*element) error) error {
	r, err := w.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	in := xml.NewDecoder(&stretches{r: bufio.NewReaderSize(r, 64<<10)})
	in.Strict = false
	var e element
	var text []byte
	for {
		token, err := in.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch x := token.(type) {
		case xml.StartElement:
			e = element{name: x.Name.Local, attrs: x.Attr, text: string(text)}
			text = text[:0]
		case xml.CharData:
			if len(text)+len(x) > mostStretch {
				return errTooMuch
			}
			text = append(text, x...)
			continue
		case xml.EndElement:
			e = element{name: x.Name.Local, end: true, text: string(text)}
			text = text[:0]
		default:
			continue
		}
		if err := visit(&e); err != nil {
			return err
		}
	}
}

// mostStretch bounds a tag with all its attributes, and a text between two.
const mostStretch = 256 << 10

// stretches refuses a part in which no tag begins for too long, before the reader
// of XML makes something of it.
type stretches struct {
	r   *bufio.Reader
	run int
}

func (s *stretches) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	for i, c := range p[:n] {
		if s.run++; c == '<' {
			s.run = 0
		}
		if s.run > mostStretch {
			return i, errTooMuch
		}
	}
	return n, err
}

// ReadByte lets the reader of XML do without another buffer.
func (s *stretches) ReadByte() (byte, error) {
	c, err := s.r.ReadByte()
	if s.run++; c == '<' {
		s.run = 0
	}
	if s.run > mostStretch {
		return 0, errTooMuch
	}
	return c, err
}
