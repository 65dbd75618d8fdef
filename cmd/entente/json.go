package main

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
)

// printJSON prints one object, as library schema describes it. A list of nothing is
// [] and never null, which says that something did not happen.
func printJSON(w io.Writer, v any) error {
	b, err := json.MarshalIndent(fillEmptyLists(v), "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", b)
	return err
}

// fillEmptyLists gives v with an empty list wherever it has none.
func fillEmptyLists(v any) any {
	x := reflect.New(reflect.TypeOf(v))
	x.Elem().Set(reflect.ValueOf(v))
	list(x.Elem())
	return x.Interface()
}

func list(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			list(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				list(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() && v.CanSet() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		switch v.Type().Elem().Kind() {
		case reflect.Struct, reflect.Pointer, reflect.Slice:
			for i := range v.Len() {
				list(v.Index(i))
			}
		}
	}
}
