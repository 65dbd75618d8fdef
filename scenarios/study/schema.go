package study

import _ "embed"

// schema is made of the grammar's types by a test (schema_test.go):
//
//	go run ./cmd/dev schema
//
//go:embed schema.json
var schema []byte

// Schema is the grammar of studies as a JSON Schema of draft 2020-12, for editors. It
// knows keys, words, forms and bounds; what a path reaches only sweep plan knows.
func Schema() []byte { return schema }
