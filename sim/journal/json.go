package journal

import (
	"strconv"

	"entente/sim"
)

// The JSON of a record is one object on one line. Its fields come in a fixed
// order and what is empty is left out:
//
//	n        number of the record
//	id       identity, 16 hexadecimal digits
//	t        instant, ms since StartEx
//	kind     what happened
//	actor    name of the agency, nation, body, channel or storyline
//	subject  identity of the thing it is about
//	nth      ordinal among records of this kind, actor and subject, if not the first
//	from     numbers of the records that made it possible
//	trigger  number of the record that set it going
//	spans    [{step, cause, object, ms}], tiling the time since its binding cause
//	step, reason, rule
//	...      the kind's own fields, as its Shape lists them
//	facts    names of facts
//
// Things appear by name; where things of two sorts share a name, as
// "sort:name". Numbers and truth values are written even when zero, as zero
// says something; an instant that never came is left out.

// AppendJSON appends r as JSON.
func AppendJSON(b []byte, r *Record, names *Names) []byte {
	b = append(b, `{"n":`...)
	b = strconv.AppendUint(b, uint64(r.Num), 10)
	b = appendHex(append(b, `,"id":`...), r.ID)
	b = append(b, `,"t":`...)
	b = strconv.AppendInt(b, int64(r.At), 10)
	b = appendText(b, "kind", r.Kind.String())
	b = appendRef(b, "actor", r.Actor, names)
	if r.Subject != 0 {
		b = appendHex(append(b, `,"subject":`...), r.Subject)
	}
	if r.Nth != 0 {
		b = append(b, `,"nth":`...)
		b = strconv.AppendUint(b, uint64(r.Nth), 10)
	}
	b = appendCauses(b, r)
	b = appendSpans(b, r.Spans, names)
	b = appendText(b, "step", r.Step.String())
	b = appendText(b, "reason", r.Reason.String())
	b = appendRef(b, "rule", r.Rule, names)
	for i, f := range shapes[r.Kind].Fields {
		b = appendField(b, f, r.Args[i], names)
	}
	if len(r.Facts) > 0 {
		b = append(b, `,"facts":`...)
		sep := byte('[')
		for _, f := range r.Facts {
			b = append(append(b, sep), names.list[f].quoted...)
			sep = ','
		}
		b = append(b, ']')
	}
	return append(b, '}')
}

func appendCauses(b []byte, r *Record) []byte {
	if len(r.From) > 0 {
		b = append(b, `,"from":`...)
		sep := byte('[')
		for i := range r.From {
			b = strconv.AppendUint(append(b, sep), uint64(r.From[i].Num), 10)
			sep = ','
		}
		b = append(b, ']')
	}
	if r.Trigger.Num != 0 {
		b = append(b, `,"trigger":`...)
		b = strconv.AppendUint(b, uint64(r.Trigger.Num), 10)
	}
	return b
}

func appendSpans(b []byte, spans []Span, names *Names) []byte {
	if len(spans) == 0 {
		return b
	}
	b = append(b, `,"spans":`...)
	sep := byte('[')
	for i := range spans {
		s := &spans[i]
		b = append(append(b, sep), `{"step":"`...)
		b = append(b, s.Step.String()...)
		b = append(b, `","cause":"`...)
		b = append(b, s.Cause.String()...)
		b = append(b, '"')
		b = appendRef(b, "object", s.Object, names)
		b = append(b, `,"ms":`...)
		b = append(strconv.AppendInt(b, int64(s.Ms), 10), '}')
		sep = ','
	}
	return append(b, ']')
}

// appendField appends one argument by its type.
func appendField(b []byte, f Field, v int64, names *Names) []byte {
	switch f.Type {
	case TRef:
		return appendRef(b, f.Name, Ref(v), names)
	case TID:
		if v == 0 {
			return b
		}
		return appendHex(appendKey(b, f.Name), sim.ID(v))
	case TBool:
		return strconv.AppendBool(appendKey(b, f.Name), v != 0)
	case TTime:
		if v == int64(sim.Never) {
			return b
		}
	case TPurposes:
		return appendPurposes(b, f.Name, v)
	}
	if texts := f.Type.Texts(); texts != nil {
		return appendText(b, f.Name, texts[v])
	}
	return strconv.AppendInt(appendKey(b, f.Name), v, 10)
}

func appendPurposes(b []byte, name string, v int64) []byte {
	if v == 0 {
		return b
	}
	b = appendKey(b, name)
	sep := byte('[')
	for i, text := range purposeNames {
		if v>>i&1 == 1 {
			b = append(append(append(append(b, sep), '"'), text...), '"')
			sep = ','
		}
	}
	return append(b, ']')
}

func appendKey(b []byte, name string) []byte {
	return append(append(append(b, ',', '"'), name...), '"', ':')
}

// appendText appends a word of the vocabulary, which needs no escapes.
func appendText(b []byte, name, text string) []byte {
	if text == "" {
		return b
	}
	return append(append(append(appendKey(b, name), '"'), text...), '"')
}

func appendRef(b []byte, name string, r Ref, names *Names) []byte {
	if r == 0 {
		return b
	}
	return append(appendKey(b, name), names.list[r].quoted...)
}

func appendHex(b []byte, id sim.ID) []byte {
	const digits = "0123456789abcdef"
	b = append(b, '"')
	for shift := 60; shift >= 0; shift -= 4 {
		b = append(b, digits[id>>shift&15])
	}
	return append(b, '"')
}
