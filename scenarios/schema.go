package scenarios

import _ "embed"

// schema is made of the grammar's types by a test (schema_gen_test.go):
//
//	go run ./cmd/dev schema
//
//go:embed schema.json
var schema []byte

// Schema is the grammar as a JSON Schema of draft 2020-12, for editors. It
// knows forms, words and bounds; what a name refers to only Load knows.
func Schema() []byte { return schema }
