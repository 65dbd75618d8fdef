package predicate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/expr-lang/expr"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents/law"
	"entente/scenarios/words"
	"entente/sim/journal"
)

// The little world that predicates are tested in: a word has a Ref, from 1.
var (
	testNations  = []string{"arvonia", "belmora", "cendria"}
	testAgencies = []string{"arvonia.police", "belmora.spoc"}
	testTerms    = []string{"police", "spoc", "warning"}
	testRefs     = slices.Concat([]string{""}, testNations, testAgencies, testTerms)
)

func testName(t law.Type, word string) (journal.Ref, []string) {
	list := map[law.Type][]string{law.NationType: testNations, law.AgencyType: testAgencies, law.TermType: testTerms, law.MarksType: testTerms}[t]
	if !slices.Contains(list, word) {
		return 0, list
	}
	return journal.Ref(slices.Index(testRefs, word)), nil
}

// values are the literals a name of a type may be compared with.
func literals(t law.Type) []string {
	quoted := func(texts []string) (out []string) {
		for _, w := range texts {
			out = append(out, fmt.Sprintf("%q", w))
		}
		return out
	}
	switch t {
	case law.MessageType:
		return quoted([]string{"item", "request", "reply", "consent", "notice"})
	case law.KindsType:
		return quoted(words.FactKinds)
	case law.ClassType:
		return words.Classes
	case law.TLPType:
		return words.Labels
	case law.GradeType:
		return words.Grades
	case law.UrgencyType:
		return words.Precedences
	case law.MarksType:
		return quoted(testTerms)
	case law.NationType, law.NationsType:
		return quoted(testNations)
	case law.AgencyType:
		return quoted(testAgencies)
	case law.TermType:
		return quoted(testTerms)
	case law.ShareType:
		return []string{"0", "0.3", "0.25", "0.000001", "1"}
	}
	return []string{"true", "false"}
}

// drawPredicate writes a random predicate that the grammar allows.
func drawPredicate(t *rapid.T, use law.Use, depth int) string {
	if depth > 0 {
		a := func() string { return drawPredicate(t, use, depth-1) }
		switch rapid.IntRange(0, 4).Draw(t, "form") {
		case 0:
			return "(" + a() + " && " + a() + ")"
		case 1:
			return "(" + a() + " || " + a() + ")"
		case 2:
			return "!(" + a() + ")"
		case 3:
			return "not (" + a() + ") and " + a()
		}
	}
	var vars []law.Var
	for v := law.Var(0); v < law.NumVars; v++ {
		if v.Use()&use != 0 {
			vars = append(vars, v)
		}
	}
	v := rapid.SampledFrom(vars).Draw(t, "name")
	lit := func() string { return rapid.SampledFrom(literals(v.Type())).Draw(t, "literal") }
	switch {
	case v.Type() == law.BoolType:
		return v.String()
	case isSet(v.Type()):
		return lit() + " in " + v.String()
	}
	var same []string
	for _, w := range vars {
		if w.Type() == v.Type() && w != v {
			same = append(same, w.String())
		}
	}
	right := lit()
	if len(same) > 0 && rapid.Bool().Draw(t, "names") {
		right = rapid.SampledFrom(same).Draw(t, "other")
	} else if v.Type() != law.ShareType && rapid.Bool().Draw(t, "list") {
		return fmt.Sprintf("%s in [%s, %s]", v, lit(), lit())
	}
	ops := []string{"==", "!="}
	if isOrdered(v.Type()) {
		ops = []string{"<", "<=", ">", ">="}
	}
	op := rapid.SampledFrom(ops).Draw(t, "op")
	if rapid.Bool().Draw(t, "turned") {
		return fmt.Sprintf("%s %s %s", right, op, v)
	}
	return fmt.Sprintf("%s %s %s", v, op, right)
}

// drawFrame fills a frame and the same values as the library would see them.
func drawFrame(t *rapid.T) (*law.Frame, map[string]any) {
	f := &law.Frame{}
	env := map[string]any{}
	for i, list := range [][]string{words.Classes, words.Labels, words.Grades, words.Precedences} {
		for n, w := range list {
			if _, ok := env[w]; !ok || i == 0 {
				env[w] = n
			}
		}
	}
	pick := func(texts []string) string { return rapid.SampledFrom(texts).Draw(t, "word") }
	for v := law.Var(0); v < law.NumVars; v++ {
		var x any
		switch v.Type() {
		case law.BoolType:
			f.V[v] = int64(rapid.IntRange(0, 1).Draw(t, "bool"))
			x = f.V[v] == 1
		case law.MessageType:
			kind := rapid.IntRange(1, int(journal.Notice)).Draw(t, "message")
			f.V[v] = int64(kind)
			x = []string{"item", "request", "reply", "consent", "consent", "consent", "notice"}[kind-1]
		case law.KindsType:
			bits := rapid.IntRange(0, 31).Draw(t, "kinds") << 1
			var list []string
			for i, k := range words.FactKinds {
				if bits>>(i+1)&1 == 1 {
					list = append(list, k)
				}
			}
			f.V[v], x = int64(bits), list
		case law.ClassType, law.TLPType, law.GradeType, law.UrgencyType:
			n := rapid.IntRange(0, len(literals(v.Type()))-1).Draw(t, "level")
			f.V[v], x = int64(n), n
		case law.ShareType:
			n := rapid.SampledFrom([]int64{0, 1, 250_000, 299_999, 300_000, 1_000_000}).Draw(t, "share")
			f.V[v], x = n, float64(n)/1e6
		case law.MarksType:
			if v == law.ItemMarks { // read like marks, from the same list
				x = env["marks"]
				break
			}
			x = []string{}
			for _, w := range rapid.SliceOfN(rapid.SampledFrom(testTerms), 0, 2).Draw(t, "marks") {
				ref, _ := testName(law.MarksType, w)
				x, f.Marks = append(x.([]string), w), append(f.Marks, ref)
			}
		case law.NationsType:
			x = []string{}
			for _, w := range rapid.SliceOfN(rapid.SampledFrom(testNations), 0, 2).Draw(t, "nations") {
				ref, _ := testName(law.NationType, w)
				x = append(x.([]string), w)
				if v == law.Place {
					f.Place = append(f.Place, ref)
				} else {
					f.Nationality = append(f.Nationality, ref)
				}
			}
		default:
			word := pick(map[law.Type][]string{law.NationType: testNations, law.AgencyType: testAgencies, law.TermType: testTerms}[v.Type()])
			ref, _ := testName(v.Type(), word)
			f.V[v], x = int64(ref), word
		}
		put(env, v.String(), x)
	}
	return f, env
}

// put sets a dotted name in nested maps.
func put(env map[string]any, name string, x any) {
	head, rest, dotted := strings.Cut(name, ".")
	if !dotted {
		env[name] = x
		return
	}
	if env[head] == nil {
		env[head] = map[string]any{}
	}
	put(env[head].(map[string]any), rest, x)
}

// TestPredicateIsItsExpression compares the lowered program with the library's
// own evaluation of the same text.
func TestPredicateIsItsExpression(t *testing.T) {
	for use, name := range map[law.Use]string{law.InLaw: "law", law.InDistribution: "distribution"} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				text := drawPredicate(t, use, 3)
				p, faults := Compile(text, use, testName)
				if len(faults) == 1 && strings.HasPrefix(faults[0].What, "this is always") {
					t.Skip("true or false whatever the frame")
				}
				require.Empty(t, faults, text)
				for range 4 {
					f, env := drawFrame(t)
					want, err := expr.Eval(text, env)
					require.NoError(t, err, text)
					require.Equal(t, want, p.Eval(f), "%s\n%s\n%v", text, p.Text(&journal.Names{}), env)
				}
			})
		})
	}
}

// TestPredicateBounds: what could cost time or the stack is refused first.
func TestPredicateBounds(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("(", 1_000_000) + "abroad" + strings.Repeat(")", 1_000_000),
		strings.Repeat("abroad && ", 200) + "abroad",
		strings.Repeat("abroad||", 126) + "abroad", // short, but of many parts
		"",
		"   ",
	} {
		_, faults := Compile(text, law.InLaw, testName)
		require.NotEmpty(t, faults)
	}
	deep := strings.Repeat("!(", 80) + "abroad" + strings.Repeat(")", 80)
	p, faults := Compile(deep, law.InLaw, testName)
	require.Empty(t, faults)
	require.Len(t, p, 1)
}

// FuzzPredicate: no text makes the parser or the lowering panic, and what is
// accepted evaluates.
func FuzzPredicate(f *testing.F) {
	for _, s := range []string{
		"abroad", `"FIN" in item.kinds`, "danger >= 0.3 && !(item.class > SECRET)", "a ? b : c", "let x = 1; x > 0",
		"now()", "item?.class", "item[0]", "1..3", `{"a": 1}.a`, "abroad in [true]", "not not abroad", "a.b.c.d", "#", "$env", "-1 < danger", `b"x"`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, use := range []law.Use{law.InLaw, law.InDistribution} {
			p, faults := Compile(text, use, testName)
			if len(faults) == 0 {
				p.Eval(&law.Frame{})
			}
			for _, x := range faults {
				require.NotEmpty(t, x.What)
				require.GreaterOrEqual(t, x.At, 0)
			}
		}
	})
}
