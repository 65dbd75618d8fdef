package replay

import (
	"encoding/json"
	"reflect"
	"strings"
)

// schemaOf gives the JSON Schema of a struct by its json tags, in the plain
// subset that generic viewers read: each property has one type, nothing refers
// to anything.
func schemaOf(title string, v any) []byte {
	var b strings.Builder
	b.WriteString(`{"title":` + quoted(title) + `,`)
	writeObject(&b, reflect.TypeOf(v))
	b.WriteByte('}')
	return []byte(b.String())
}

func writeObject(b *strings.Builder, t reflect.Type) {
	b.WriteString(`"type":"object","properties":{`)
	sep := ""
	eachField(t, func(name string, asString bool, t reflect.Type) {
		b.WriteString(sep + quoted(name) + `:{`)
		sep = ","
		if asString {
			b.WriteString(`"type":"string"`)
		} else {
			writeType(b, t)
		}
		b.WriteByte('}')
	})
	b.WriteByte('}')
}

// eachField visits the JSON fields of a struct, those of embedded ones too.
func eachField(t reflect.Type, f func(name string, asString bool, t reflect.Type)) {
	for i := range t.NumField() {
		field := t.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" {
			eachField(field.Type, f)
			continue
		}
		f(name, strings.Contains(options, "string"), field.Type)
	}
}

func writeType(b *strings.Builder, t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer:
		writeType(b, t.Elem())
	case reflect.Struct:
		writeObject(b, t)
	case reflect.Slice:
		b.WriteString(`"type":"array","items":{`)
		writeType(b, t.Elem())
		b.WriteByte('}')
	case reflect.String:
		b.WriteString(`"type":"string"`)
	case reflect.Bool:
		b.WriteString(`"type":"boolean"`)
	case reflect.Float64:
		b.WriteString(`"type":"number"`)
	default:
		b.WriteString(`"type":"integer"`)
	}
}

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // strings always encode
	}
	return string(b)
}
