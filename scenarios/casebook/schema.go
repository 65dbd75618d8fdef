package casebook

import _ "embed"

// schema is made of the grammar's types by a test (schema_test.go):
//
//	go run ./cmd/dev schema
//
//go:embed schema.json
var schema []byte

// Schema is the grammar of cases as a JSON Schema of draft 2020-12, for editors. It knows
// keys, words, forms and bounds; what a name refers to only validate knows.
func Schema() []byte { return schema }
