package scenarios

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/scenarios/library"
	"entente/scenarios/tree"
)

// sample is one file for the validator.
type sample struct {
	Name string `json:"name"`
	YAML string `json:"yaml"`
}

// validator gives the path of node, which is to run ajv, or skips the test.
func validator(t *testing.T) string {
	t.Helper()
	node := depth.Need(t, "node")
	if _, err := os.Stat("testdata/schema/node_modules/ajv"); err != nil {
		depth.Missing(t, "ajv (`npm ci` in scenarios/testdata/schema)")
	}
	return node
}

// validate gives what ajv finds wrong with each sample, by name.
func validate(t *testing.T, ajv string, samples []sample) map[string][]string {
	var in bytes.Buffer
	for _, s := range samples {
		require.NoError(t, json.NewEncoder(&in).Encode(s))
	}
	cmd := exec.Command(ajv, "testdata/schema/validate.mjs", "schema.json")
	cmd.Stdin = &in
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		t.Fatalf("%v\n%s", err, exit.Stderr)
	}
	require.NoError(t, err)
	found := map[string][]string{}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var one struct {
			Name   string
			Errors []string
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &one))
		found[one.Name] = one.Errors
	}
	require.Len(t, found, len(samples))
	return found
}

// TestLibraryValidates: an editor underlines nothing in any file of the
// library, and each file says where its schema is.
func TestLibraryValidates(t *testing.T) {
	ajv := validator(t)
	var samples []sample
	add := func(dir string, names []string) {
		for _, name := range names {
			file := path.Join(dir, name+".yaml")
			text := string(library.File(file))
			up := strings.Repeat("../", strings.Count(file, "/")+1)
			require.True(t, strings.HasPrefix(text, "# yaml-language-server: $schema="+up+"schema.json\n"), file)
			samples = append(samples, sample{file, text})
		}
	}
	var names []string
	for _, e := range Library() {
		names = append(names, e.Name)
	}
	add("", names)
	add("presets", library.Grouped("presets"))
	add("patches", library.Grouped("patches"))
	require.Greater(t, len(samples), 25)
	for name, errors := range validate(t, ajv, samples) {
		require.Empty(t, errors, name)
	}
}

// allowed lists what only the loader knows, with the reason why a schema of
// forms cannot. Each must be needed.
var allowed = []struct{ says, reason string }{
	{`^nobody (decides it|is asked|commands)|^there are not so many echelons`, "who takes part is given here or elsewhere, and how many there must be"},
	{`^unknown |^no preset |^no parameter |is not among the sources|^there is no stage|is not a key fact`, "a name means a thing that is elsewhere, or a word that only the compiler looks up"},
	{`^is missing$`, "a preset, another file, a role or the type of an entry decides what is needed"},
	{`^has no desk|^no stage$|^has no members|^an agreement needs two parties|key facts can never be had|^0 tokens|^nobody can see it|^changes nothing`, "how many there must be"},
	{`^about what\?|go together|^nothing is excepted|in a crisis only$|^is a term for a task|^lacks a time|^does not lie between|^who is integrated reads it|^nominate says by which motion|^the entry sends, asks and hands over nothing`, "what belongs together"},
	{`may not stand here|^unexpected token|^the expression ends too early|^not a name`, "an expression has a grammar of its own"},
	{`^hours |business days|is not a want|^not a route|^leads nowhere|is not a date`, "a phrase that the compiler reads"},
	{`^nothing is at |^no .+ in `, "a path names a thing that is elsewhere"},
	{`is not a number such as|is (above|below) [0-9]`, "the value of a parameter that an entry sets by its path"},
}

// TestSchemaAgreesWithLoader changes every kind of field, in every way that may
// go wrong, in a scenario that has them all, leaves out and misspells those of
// the library, and asks both: what the schema refuses the loader refuses; what the loader
// refuses the schema refuses, but for what is allowed above. Each field takes values of
// seven other forms; in a check before landing three of them, which are not the same for
// its neighbours. The largest scenario, which takes long to load, has no kind of field of
// its own.
func TestSchemaAgreesWithLoader(t *testing.T) {
	ajv := validator(t)
	var samples []sample
	refused := map[string]Problems{}
	done := map[string]bool{}
	step := depth.Pick(12, 1, 1) // one change of so many
	forms := depth.Pick(7, 3, 7) // of the values that a field may not have, how many it is given
	values := 0
	every, err := os.ReadFile("testdata/every.yaml")
	require.NoError(t, err)
	sources := []Source{{Name: "every", Data: every}}
	for _, e := range Library() {
		if e.Name != "twelve-nations" {
			sources = append(sources, Source{Name: e.Name, Data: library.File(e.Name + ".yaml")})
		}
	}
	for i, e := range sources {
		var r tree.Report
		root := tree.Parse(e.Name, e.Data, &r)
		visitMutations(root, "", "", func(kind, path string, change func(*tree.Node) *tree.Node) {
			// A key takes the same forms wherever it stands.
			segs := tree.SplitPath(kind)
			kind = segs[len(segs)-1]
			if key, _, _ := strings.Cut(kind, " "); key == "*" || strings.HasSuffix(kind, "left out") {
				kind = strings.Join(segs[max(0, len(segs)-2):], ".")
			}
			if done[kind] || i > 0 && !strings.HasSuffix(kind, "left out") && !strings.HasSuffix(kind, "misspelt") {
				return
			}
			done[kind] = true
			if strings.Contains(kind, " is ") {
				values++
				if (values+values/7)%7 >= forms {
					return
				}
			}
			if len(done)%step != 0 {
				return
			}
			text := jsonText(change(root))
			_, err := LoadSources(append([]Source{{Name: "x.yaml", Data: []byte(text)}}, presetSources...), Options{})
			name := e.Name + ": " + path
			samples = append(samples, sample{name, text})
			if err != nil {
				refused[name] = err.(Problems)
			}
		})
	}
	require.Greater(t, len(samples), 1500/step)
	used := make([]int, len(allowed))
	found := validate(t, ajv, samples)
	for _, s := range samples {
		problems, underlined := refused[s.Name], found[s.Name]
		if len(underlined) > 0 && len(problems) == 0 {
			t.Errorf("%s: only the schema refuses it: %s", s.Name, strings.Join(underlined, "; "))
		}
		if len(underlined) > 0 || len(problems) == 0 {
			continue
		}
	problem:
		for _, p := range problems {
			for i, a := range allowed {
				if regexp.MustCompile(a.says).MatchString(p.What) {
					used[i]++
					continue problem
				}
			}
			t.Errorf("%s: only the loader refuses it: %s", s.Name, p)
		}
	}
	for i, a := range allowed {
		require.False(t, step == 1 && used[i] == 0, "nothing is allowed by %s", a.says)
	}
	t.Logf("%d changes, %d refused", len(samples), len(refused))
}

// visitMutations visits the changes of a tree: each key left out, misspelt or with
// a value of every other form. The kind of a change is its path with the names
// of things replaced by *.
func visitMutations(n *tree.Node, path, kind string, visit func(kind, path string, change func(*tree.Node) *tree.Node)) {
	for i, name := range n.Names() {
		at, of := tree.Join(path, name), "*"
		if n.Kind == tree.Mapping && grammarKeys[name] {
			of = name
		}
		of = tree.Join(kind, of)
		put := func(what string, change func(n *tree.Node, i int) *tree.Node) {
			visit(of+" "+what, at+" "+what, func(root *tree.Node) *tree.Node {
				return exchanged(root, n, func() *tree.Node { return change(n, i) })
			})
		}
		if n.Kind == tree.Mapping {
			put("left out", func(n *tree.Node, i int) *tree.Node { return n.Without(i) })
			put("misspelt", func(n *tree.Node, i int) *tree.Node {
				c := *n
				c.Keys = append([]*tree.Node{}, n.Keys...)
				c.Keys[i] = &tree.Node{Text: name + "x", Style: tree.Quoted}
				return &c
			})
		}
		for _, form := range []struct {
			what  string
			value *tree.Node
		}{
			{"is true", &tree.Node{Text: "true", Tag: tree.TagBool}},
			{"is a number", &tree.Node{Text: "7.25", Tag: tree.TagNumber}},
			{"is below zero", &tree.Node{Text: "-40", Tag: tree.TagNumber}},
			{"is nothing", &tree.Node{Text: "null", Tag: tree.TagNull}},
			{"is text", &tree.Node{Text: "no such word!", Style: tree.Quoted}},
			{"is an empty list", &tree.Node{Kind: tree.Sequence}},
			{"is a mapping", &tree.Node{Kind: tree.Mapping, Keys: []*tree.Node{{Text: "zz", Style: tree.Quoted}}, Vals: []*tree.Node{{Text: "1", Tag: tree.TagNumber}}}},
		} {
			put(form.what, func(n *tree.Node, i int) *tree.Node { return n.Replaced(i, form.value) })
		}
		visitMutations(n.Vals[i], at, of, visit)
	}
}

// exchanged copies a tree with one node of it exchanged.
func exchanged(n, what *tree.Node, by func() *tree.Node) *tree.Node {
	if n == what {
		return by()
	}
	for i, v := range n.Vals {
		if c := exchanged(v, what, by); c != v {
			return n.Replaced(i, c)
		}
	}
	return n
}

// jsonText writes a tree as JSON, which is YAML.
func jsonText(n *tree.Node) string {
	var b strings.Builder
	switch n.Kind {
	case tree.Scalar:
		if n.Style == tree.Plain && n.Tag != tree.TagText {
			return n.Text
		}
		text, _ := json.Marshal(n.Text)
		return string(text)
	case tree.Mapping:
		for i, k := range n.Keys {
			fmt.Fprintf(&b, ", %s: %s", strconv.Quote(k.Text), jsonText(n.Vals[i]))
		}
		return "{" + strings.TrimPrefix(b.String(), ", ") + "}"
	}
	for _, v := range n.Vals {
		b.WriteString(", " + jsonText(v))
	}
	return "[" + strings.TrimPrefix(b.String(), ", ") + "]"
}

// grammarKeys are the words that the schema knows as keys, anywhere.
var grammarKeys = func() map[string]bool {
	var root any
	if err := json.Unmarshal(Schema(), &root); err != nil {
		panic(err)
	}
	keys := map[string]bool{}
	var walk func(any)
	walk = func(v any) {
		switch x := v.(type) {
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			properties, _ := x["properties"].(map[string]any)
			for k := range properties {
				keys[k] = true
			}
			for _, y := range x {
				walk(y)
			}
		}
	}
	walk(root)
	return keys
}()
