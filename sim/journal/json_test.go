package journal_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/journal"
)

// kindsOf lists all kinds, by asking until there is none.
func kindsOf() (list []journal.Kind) {
	for k := journal.NoKind + 1; ; k++ {
		if !k.Exists() {
			return list
		}
		list = append(list, k)
	}
}

// drawRecord draws a record that a reader of JSON gets back as it was: causes
// have only numbers, arguments fit their types.
func drawRecord(t *rapid.T, names *journal.Names) journal.Record {
	ref := func(label string) journal.Ref {
		return journal.Ref(rapid.IntRange(0, names.Len()-1).Draw(t, label))
	}
	r := journal.Record{
		Num:     journal.Num(rapid.Uint32Min(1).Draw(t, "num")),
		ID:      sim.ID(rapid.Uint64().Draw(t, "id")),
		At:      sim.Time(rapid.Int64().Draw(t, "at")),
		Kind:    rapid.SampledFrom(kindsOf()).Draw(t, "kind"),
		Actor:   ref("actor"),
		Subject: sim.ID(rapid.Uint64().Draw(t, "subject")),
		Nth:     rapid.Uint32().Draw(t, "nth"),
		Step:    journal.Step(rapid.IntRange(0, int(journal.Act)).Draw(t, "step")),
		Reason:  journal.Reason(rapid.IntRange(0, int(journal.NotReached)).Draw(t, "reason")),
		Rule:    ref("rule"),
	}
	for range rapid.IntRange(0, 3).Draw(t, "causes") {
		r.From = append(r.From, journal.Link{Num: journal.Num(rapid.Uint32().Draw(t, "from"))})
	}
	r.Trigger.Num = journal.Num(rapid.Uint32().Draw(t, "trigger"))
	for range rapid.IntRange(0, 3).Draw(t, "spans") {
		r.Spans = append(r.Spans, journal.Span{
			Step:  journal.Step(rapid.IntRange(1, int(journal.Act)).Draw(t, "step")),
			Cause: journal.Cause(rapid.IntRange(1, int(journal.Idle)).Draw(t, "cause")), Object: ref("object"), Ms: sim.Time(rapid.Int64().Draw(t, "ms")),
		})
	}
	for range rapid.IntRange(0, 3).Draw(t, "facts") {
		r.Facts = append(r.Facts, journal.Ref(rapid.IntRange(1, names.Len()-1).Draw(t, "fact")))
	}
	for i, f := range r.Kind.Shape().Fields {
		switch f.Type {
		case journal.TRef:
			r.Args[i] = int64(ref(f.Name))
		case journal.TBool:
			r.Args[i] = rapid.Int64Range(0, 1).Draw(t, f.Name)
		case journal.TPurposes:
			r.Args[i] = rapid.Int64Range(0, 15).Draw(t, f.Name)
		case journal.TMessage, journal.TOutcome, journal.TPrecedence, journal.TGrade, journal.TClass, journal.TStep:
			r.Args[i] = rapid.Int64Range(0, 3).Draw(t, f.Name)
		case journal.TTime:
			r.Args[i] = rapid.OneOf(rapid.Int64(), rapid.Just(int64(sim.Never))).Draw(t, f.Name)
		default:
			r.Args[i] = rapid.Int64().Draw(t, f.Name)
		}
	}
	return r
}

func labelsOf(names *journal.Names) (labels []string) {
	for r := range names.Len() {
		n := names.Of(journal.Ref(r))
		label := n.Name
		if names.Find(label) != journal.Ref(r) {
			label = n.Sort.String() + ":" + n.Name
		}
		labels = append(labels, label)
	}
	return labels
}

// oracle says the same as AppendJSON by way of encoding/json.
func oracle(r *journal.Record, names *journal.Names) map[string]any {
	labels := labelsOf(names)
	out := map[string]any{"n": r.Num, "id": fmt.Sprintf("%016x", uint64(r.ID)), "t": r.At, "kind": r.Kind.Shape().Name}
	text := func(key, v string) {
		if v != "" {
			out[key] = v
		}
	}
	text("actor", labels[r.Actor])
	text("rule", labels[r.Rule])
	text("step", r.Step.String())
	text("reason", r.Reason.String())
	if r.Subject != 0 {
		text("subject", fmt.Sprintf("%016x", uint64(r.Subject)))
	}
	if r.Nth != 0 {
		out["nth"] = r.Nth
	}
	var from, facts []any
	for _, l := range r.From {
		from = append(from, l.Num)
	}
	if len(from) > 0 {
		out["from"] = from
	}
	if r.Trigger.Num != 0 {
		out["trigger"] = r.Trigger.Num
	}
	type span struct {
		Step   string `json:"step"`
		Cause  string `json:"cause"`
		Object string `json:"object,omitempty"`
		Ms     int64  `json:"ms"`
	}
	var spans []span
	for _, s := range r.Spans {
		spans = append(spans, span{s.Step.String(), s.Cause.String(), labels[s.Object], int64(s.Ms)})
	}
	if len(spans) > 0 {
		out["spans"] = spans
	}
	for _, f := range r.Facts {
		facts = append(facts, labels[f])
	}
	if len(facts) > 0 {
		out["facts"] = facts
	}
	for i, f := range r.Kind.Shape().Fields {
		v := r.Args[i]
		switch f.Type {
		case journal.TRef:
			text(f.Name, labels[v])
		case journal.TID:
			if v != 0 {
				text(f.Name, fmt.Sprintf("%016x", uint64(v)))
			}
		case journal.TBool:
			out[f.Name] = v == 1
		case journal.TTime:
			if v != int64(sim.Never) {
				out[f.Name] = v
			}
		case journal.TPurposes:
			var list []string
			for i, p := range []string{"LEAD", "ONWARD", "ACT", "EVIDENCE"} {
				if v&(1<<i) != 0 {
					list = append(list, p)
				}
			}
			if list != nil {
				out[f.Name] = list
			}
		case journal.TMessage:
			text(f.Name, journal.Message(v).String())
		case journal.TOutcome:
			text(f.Name, journal.Outcome(v).String())
		case journal.TPrecedence:
			text(f.Name, journal.Precedence(v).String())
		case journal.TGrade:
			text(f.Name, journal.Grade(v).String())
		case journal.TClass:
			text(f.Name, journal.Class(v).String())
		case journal.TStep:
			text(f.Name, journal.Step(v).String())
		default:
			out[f.Name] = v
		}
	}
	return out
}

func TestJSONSaysWhatEncodingJSONSays(t *testing.T) {
	w := newWorld()
	w.names.Add(journal.SortTerm, "quote\" back\\ tab\t <é> \u2028", "", 0)
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecord(t, &w.names)
		mine := journal.AppendJSON(nil, &r, &w.names)
		want, err := json.Marshal(oracle(&r, &w.names))
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(mine))
		require.Equal(t, countKeys(want), countKeys(mine), "no key twice")
		var tight bytes.Buffer
		require.NoError(t, json.Compact(&tight, mine))
		require.Equal(t, tight.String(), string(mine), "no stray space")
	})
}

func countKeys(b []byte) (n int) {
	d := json.NewDecoder(bytes.NewReader(b))
	for {
		tok, err := d.Token()
		if err != nil {
			return n
		}
		if _, ok := tok.(string); ok {
			n++
		}
	}
}

func TestJSONComesBack(t *testing.T) {
	w := newWorld()
	w.names.Add(journal.SortTerm, "quote\" back\\ tab\t <é> \u2028", "", 0)
	var got journal.Record
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecord(t, &w.names)
		text := journal.AppendJSON(nil, &r, &w.names)
		require.NoError(t, journal.ParseJSON(text, &w.names, &got))
		require.Equal(t, string(text), string(journal.AppendJSON(nil, &got, &w.names)))
		require.Equal(t, journal.AppendCanonical(nil, &r, &w.names), journal.AppendCanonical(nil, &got, &w.names))
	})
}

func TestJSONOrderOfFields(t *testing.T) {
	w, k := newWorld(), &keep{}
	w.story(t, journal.NewWriter(&w.names, k))
	id := func(i int) string { return fmt.Sprintf("%016x", uint64(k.records[i].ID)) }
	fact := fmt.Sprintf("%016x", uint64(w.names.ID(w.fact)))
	require.Equal(t, `{"n":2,"id":"`+id(1)+`","t":1000,"kind":"collected","actor":"arvonia.police","subject":"`+fact+`","from":[1],`+
		`"spans":[{"step":"WORLD","cause":"IDLE","ms":400},{"step":"COLLECT","cause":"WORK","object":"arvonia.police.intake","ms":600}],`+
		`"step":"COLLECT","fact":"harbour.a","purposes":["LEAD","ACT"],"facts":["harbour.a"]}`,
		string(journal.AppendJSON(nil, &k.records[1], &w.names)))
	r := journal.Record{
		Num: 9, At: -1, Kind: journal.Channel, Actor: w.chan_, Trigger: journal.Link{Num: 2}, Reason: journal.Outaged, Rule: w.storyline,
		Args: [journal.MaxArgs]int64{int64(journal.Down), 0},
	}
	require.Equal(t, `{"n":9,"id":"0000000000000000","t":-1,"kind":"channel","actor":"channel:harbour","trigger":2,"reason":"OUTAGE","rule":"storyline:harbour","state":"DOWN","until":0}`,
		string(journal.AppendJSON(nil, &r, &w.names)), "things of two sorts with one name are told apart")
}

func TestParseJSONRefuses(t *testing.T) {
	w, k := newWorld(), &keep{}
	w.story(t, journal.NewWriter(&w.names, k))
	good := string(journal.AppendJSON(nil, &k.records[1], &w.names))
	var r journal.Record
	for i := range good {
		require.Error(t, journal.ParseJSON([]byte(good[:i]), &w.names, &r), "cut at %d", i)
	}
	for name, c := range map[string]struct{ old, new, says string }{
		"trailing":       {`["harbour.a"]}`, `["harbour.a"]} `, "unexpected text"},
		"unknown field":  {`"n":2`, `"n":2,"colour":1`, `field "colour" is not known`},
		"field of spans": {`"n":2`, `"n":2,"ms":1`, `field "ms" is not known`},
		"other kind's":   {`"fact":`, `"credence":1,"fact":`, `field "credence" is not known`},
		"repeated":       {`"n":2`, `"n":2,"n":2`, `field "n" is repeated`},
		"unknown name":   {`arvonia.police"`, `arvonia.navy"`, `no thing of the scenario is called "arvonia.navy"`},
		"ambiguous":      {`arvonia.police"`, `harbour"`, `no thing`},
		"unknown kind":   {`"collected"`, `"imagined"`, `kind "imagined" are not known`},
		"unknown step":   {`"COLLECT","cause"`, `"DREAM","cause"`, `"DREAM" is not in the vocabulary`},
		"fraction":       {`"t":1000`, `"t":1000.5`, "expected"},
		"too large":      {`"n":2`, `"n":4294967296`, "out of range"},
		"no number":      {`"n":2,`, ``, "needs n"},
		"short id":       {`"id":"`, `"id":"0`, "identity of 16"},
		"space":          {`{"n"`, `{ "n"`, "expected"},
	} {
		t.Run(name, func(t *testing.T) {
			bad := strings.Replace(good, c.old, c.new, 1)
			require.NotEqual(t, good, bad)
			require.ErrorContains(t, journal.ParseJSON([]byte(bad), &w.names, &r), c.says)
		})
	}
}

func FuzzParseJSON(f *testing.F) {
	w, k := newWorld(), &keep{}
	w.story(f, journal.NewWriter(&w.names, k))
	for i := range k.records {
		f.Add(journal.AppendJSON(nil, &k.records[i], &w.names))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var r journal.Record
		if journal.ParseJSON(b, &w.names, &r) != nil {
			return
		}
		again := journal.AppendJSON(nil, &r, &w.names)
		var second journal.Record
		require.NoError(t, journal.ParseJSON(again, &w.names, &second))
		require.Equal(t, string(again), string(journal.AppendJSON(nil, &second, &w.names)))
	})
}

// A schema is in the plain subset that generic viewers read, and covers every
// record of its stream.
func TestSchemaIsPlainAndCovers(t *testing.T) {
	w := newWorld()
	for s := range journal.Streams {
		var doc map[string]any
		text := journal.Schema(journal.Stream(s))
		require.NoError(t, json.Unmarshal(text, &doc))
		requirePlain(t, doc)
		rapid.Check(t, func(t *rapid.T) {
			r := drawRecord(t, &w.names)
			if int(r.Kind.Shape().Stream) != s {
				return
			}
			var v any
			require.NoError(t, json.Unmarshal(journal.AppendJSON(nil, &r, &w.names), &v))
			requireFits(t, doc, v)
		})
	}
}

func requirePlain(t *testing.T, schema map[string]any) {
	for key := range schema {
		require.Contains(t, []string{"type", "title", "description", "properties", "items"}, key)
	}
	require.Contains(t, []any{"boolean", "string", "number", "integer", "object", "array"}, schema["type"])
	if schema["type"] == "array" {
		requirePlain(t, schema["items"].(map[string]any))
	}
	if schema["type"] == "object" {
		for _, p := range schema["properties"].(map[string]any) {
			requirePlain(t, p.(map[string]any))
		}
	}
}

func requireFits(t require.TestingT, schema map[string]any, v any) {
	switch v := v.(type) {
	case map[string]any:
		require.Equal(t, "object", schema["type"])
		for key, part := range v {
			p, ok := schema["properties"].(map[string]any)[key].(map[string]any)
			require.True(t, ok, "property %q is missing from the schema", key)
			requireFits(t, p, part)
		}
	case []any:
		require.Equal(t, "array", schema["type"])
		for _, part := range v {
			requireFits(t, schema["items"].(map[string]any), part)
		}
	case string:
		require.Equal(t, "string", schema["type"])
	case bool:
		require.Equal(t, "boolean", schema["type"])
	case float64:
		require.Equal(t, "integer", schema["type"])
	}
}

// The vocabulary must be whole: a name for everything, no name twice, no field
// that hides a common one, and room for every argument.
func TestVocabularyIsWhole(t *testing.T) {
	common := []string{"n", "id", "t", "kind", "actor", "subject", "nth", "from", "trigger", "spans", "step", "reason", "rule", "facts"}
	seen := map[string]bool{}
	for _, k := range kindsOf() {
		s := k.Shape()
		require.NotEmpty(t, s.Name)
		require.NotEmpty(t, s.Says, s.Name)
		require.False(t, seen[s.Name], s.Name)
		seen[s.Name] = true
		require.LessOrEqual(t, len(s.Fields), journal.MaxArgs, s.Name)
		fields := map[string]bool{}
		for _, f := range s.Fields {
			require.NotContains(t, common, f.Name, "%s.%s hides a common field", s.Name, f.Name)
			require.False(t, fields[f.Name], "%s.%s", s.Name, f.Name)
			fields[f.Name] = true
			require.NotEqual(t, journal.TNone, f.Type, "%s.%s", s.Name, f.Name)
		}
	}
	require.GreaterOrEqual(t, len(seen), 30)
	for c, name := range map[string]string{
		journal.Idle.String(): "IDLE", journal.Act.String(): "ACT", journal.NotReached.String(): "NOT_REACHED",
		journal.Notice.String(): "notice", journal.Missed.String(): "MISSED", journal.Flash.String(): "FLASH", journal.Actionable.String(): "ACTIONABLE",
		journal.THREATLEVEL.String(): "THREAT_LEVEL", journal.TopSecret.String(): "TOP_SECRET", journal.SortTerm.String(): "term",
	} {
		require.Equal(t, name, c, "the last of each list keeps its text, so none before it is missing")
	}
}

func TestNamesComeBackFromThings(t *testing.T) {
	w := newWorld()
	back := journal.NamesOf(w.names.Things())
	require.Equal(t, w.names.Len(), back.Len())
	for r := range w.names.Len() {
		require.Equal(t, w.names.Of(journal.Ref(r)), back.Of(journal.Ref(r)))
	}
	require.Equal(t, w.storyline, back.Find("storyline:harbour"))
	require.Equal(t, w.chan_, back.Find("channel:harbour"))
	require.Zero(t, back.Find("harbour"))
}

func BenchmarkAppendJSON(b *testing.B) {
	w, k := newWorld(), &keep{}
	w.story(b, journal.NewWriter(&w.names, k))
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = journal.AppendJSON(buf[:0], &k.records[1], &w.names)
	}
	b.SetBytes(int64(len(buf)))
}

func BenchmarkParseJSON(b *testing.B) {
	w, k := newWorld(), &keep{}
	w.story(b, journal.NewWriter(&w.names, k))
	text := journal.AppendJSON(nil, &k.records[1], &w.names)
	var r journal.Record
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := journal.ParseJSON(text, &w.names, &r); err != nil {
			b.Fatal(err)
		}
	}
}
