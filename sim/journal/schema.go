package journal

import (
	"bytes"
	"encoding/json"
)

// Schema gives the JSON Schema of the records on a stream, made from the Shapes
// of its kinds. It keeps to what generic viewers of replay files read: an
// object whose properties each have exactly one plain type, no references, no
// unions. Fields of all kinds of the stream stand side by side; which of them a
// record has follows from its kind.
func Schema(s Stream) []byte {
	o := &object{}
	o.add("n", "integer", "number of the record in the file")
	o.add("id", "string", "identity of the record")
	o.add("t", "integer", "instant, ms since StartEx")
	o.add("kind", "string", "what happened")
	o.add("actor", "string", "the agency, nation, body, channel or storyline it happened to or by")
	o.add("subject", "string", "identity of the thing it is about")
	o.add("nth", "integer", "which such record of the same kind, actor and subject, from 0")
	o.list("from", plain("integer", "number of a record"), "records whose information or permission made it possible")
	o.add("trigger", "integer", "number of the record that set it going")
	span := &object{}
	span.add("step", "string", "part of the way from knowledge to action")
	span.add("cause", "string", "why time passed")
	span.add("object", "string", "the desk, rule, channel, nation or body that made it pass")
	span.add("ms", "integer", "length in ms")
	o.list("spans", span.schema("", ""), "stretches of time that tile the time since the binding cause")
	o.add("step", "string", "part of the way from knowledge to action")
	o.add("reason", "string", "why something was refused, late or lifted")
	o.add("rule", "string", "the rule, desk, channel, nation or body that the reason names")
	for k := NoKind + 1; k < numKinds; k++ {
		if shapes[k].Stream != s {
			continue
		}
		for _, f := range shapes[k].Fields {
			o.field(f)
		}
	}
	o.list("facts", plain("string", "name of a fact"), "facts carried or judged")
	out, err := json.Marshal(o.schema("entente."+s.String(), "records of the stream "+s.String()))
	if err != nil {
		panic(err) // it is made of strings
	}
	return out
}

var streamNames = [numStreams]string{"events", "known", "messages", "decisions"}

func (s Stream) String() string { return streamNames[s] }

// Streams is the number of streams.
const Streams = int(numStreams)

// object collects the properties of an object in order, each name once.
type object struct {
	names []string
	props []any
}

type property struct {
	Type        string `json:"type"`
	Items       any    `json:"items,omitempty"`
	Description string `json:"description,omitempty"`
}

func plain(typ, says string) property { return property{Type: typ, Description: says} }

func (o *object) put(name string, p property) {
	for _, n := range o.names {
		if n == name {
			return
		}
	}
	o.names = append(o.names, name)
	o.props = append(o.props, p)
}

func (o *object) add(name, typ, says string) { o.put(name, plain(typ, says)) }

func (o *object) list(name string, items any, says string) {
	o.put(name, property{Type: "array", Items: items, Description: says})
}

func (o *object) field(f Field) {
	switch t := &types[f.Type]; f.Type {
	case TPurposes:
		o.list(f.Name, plain("string", "a purpose"), t.says)
	default:
		o.add(f.Name, t.json, t.says)
	}
}

// String is a word for the type, as the page of the format uses it.
func (t Type) String() string { return types[t].word }

// types says how JSON shows each type of argument.
var types = [...]struct{ word, json, says string }{
	TNone:       {},
	TInt:        {"count", "integer", "a count"},
	TBool:       {"bool", "boolean", "yes or no"},
	TTime:       {"instant", "integer", "instant, ms since StartEx"},
	TSpan:       {"span", "integer", "length in ms"},
	TPPM:        {"millionths", "integer", "millionths"},
	TRef:        {"name", "string", "name of a thing of the scenario"},
	TID:         {"identity", "string", "identity of a message, job, clock or action"},
	TMessage:    {"message", "string", "kind of message"},
	TOutcome:    {"outcome", "string", "how it ended or stands"},
	TPrecedence: {"precedence", "string", "precedence"},
	TGrade:      {"level", "string", "what the agency makes of the storyline"},
	TClass:      {"class", "string", "classification"},
	TPurposes:   {"purposes", "array", "what the holding may be used for"},
	TStep:       {"step", "string", "part of the way from knowledge to action"},
	TKind:       {"kind", "string", "kind of record"},
	TNumber:     {"number", "integer", "a value in its parameter's own unit"},
}

// schema gives the object's schema, its properties in order.
func (o *object) schema(title, says string) any {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range o.names {
		if i > 0 {
			b.WriteByte(',')
		}
		p, err := json.Marshal(o.props[i])
		if err != nil {
			panic(err) // it is made of strings
		}
		b.WriteString(quote(name) + ":")
		b.Write(p)
	}
	b.WriteByte('}')
	return struct {
		Title       string          `json:"title,omitempty"`
		Description string          `json:"description,omitempty"`
		Type        string          `json:"type"`
		Properties  json.RawMessage `json:"properties"`
	}{title, says, "object", b.Bytes()}
}
