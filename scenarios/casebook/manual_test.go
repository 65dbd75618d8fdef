package casebook_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios/casebook"
)

// keys are those of the grammar, of a type and all below it that are of its package.
func keys(t reflect.Type, into map[string]bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t.PkgPath() != reflect.TypeFor[casebook.Case]().PkgPath() {
		return
	}
	for i := range t.NumField() {
		into[t.Field(i).Tag.Get("yaml")] = true
		keys(t.Field(i).Type, into)
	}
}

// The case in the manual can be run as it stands, and every key of the grammar is in it.
func TestManualIsTrue(t *testing.T) {
	text := casebook.Manual()
	_, after, found := strings.Cut(text, "```yaml\n")
	require.True(t, found)
	piece, _, _ := strings.Cut(after, "```")
	p, err := casebook.NewPlan("mine.yaml", []byte(piece), casebook.Options{})
	require.NoError(t, err)
	require.Equal(t, 1+1, p.Runs(1))
	all := map[string]bool{}
	keys(reflect.TypeFor[casebook.Case](), all)
	require.Greater(t, len(all), 35)
	for key := range all {
		require.Regexp(t, "\\b"+key+"\\b", text, "a key that the manual does not name")
	}
}
