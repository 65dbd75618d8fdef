package scenarios

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"

	"entente/agents/model"
	"entente/scenarios/predicate"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// triggers lowers a trigger expression to a flat postfix Condition.
type triggers struct {
	c     *compiler
	entry *model.Entry
	out   model.Condition
	bad   []predicate.Fault
}

func (t *triggers) compile(text string) (model.Condition, []predicate.Fault) {
	quoted, written := quoteNumbers(text)
	root, bad := predicate.Parse(quoted)
	if bad != nil {
		t.bad = []predicate.Fault{*bad}
	} else {
		t.lower(root)
	}
	for i := range t.bad {
		t.bad[i].At = written(t.bad[i].At)
	}
	if bad != nil {
		return nil, t.bad
	}
	return t.out, t.bad
}

// numbered finds the number of an entry in a condition as it is written, or a text
// in quotes, which is passed over.
var numbered = regexp.MustCompile(`"[^"]*"|'[^']*'|\b(?:done|missed|elapsed)\(\s*([^\s"'(),]+)\s*[,)]`)

// quoteNumbers puts quotes around the numbers of entries, which are names and no
// figures: 001 is not 1, and 5.10 not 5.1. written tells where a character of the
// result, counted from 0, stands in what was written.
func quoteNumbers(text string) (quoted string, written func(at int) int) {
	var b strings.Builder
	var opens []int // characters of the result at which a quote was put
	last := 0
	for _, m := range numbered.FindAllStringSubmatchIndex(text, -1) {
		if m[2] < 0 {
			continue
		}
		for _, i := range m[2:4] {
			b.WriteString(text[last:i])
			opens = append(opens, utf8.RuneCountInString(b.String()))
			b.WriteByte('"')
			last = i
		}
	}
	b.WriteString(text[last:])
	return b.String(), func(at int) int {
		n := 0
		for _, o := range opens {
			if o < at {
				n++
			}
		}
		return at - n
	}
}

func (t *triggers) fail(n ast.Node, what, hint string) {
	t.bad = append(t.bad, predicate.Fault{At: n.Location().From, Refusal: words.Refusal{What: what, Hint: hint}})
}

// refuse is fail with an error.
func (t *triggers) refuse(n ast.Node, err error) {
	t.bad = append(t.bad, predicate.Fault{At: n.Location().From, Refusal: words.RefusalOf(err)})
}

func (t *triggers) lower(n ast.Node) {
	switch x := n.(type) {
	case *ast.UnaryNode:
		if x.Operator == "!" || x.Operator == "not" {
			t.lower(x.Node)
			t.out = append(t.out, model.Test{Op: model.Not})
			return
		}
	case *ast.BinaryNode:
		op, ok := map[string]model.TestOp{"&&": model.And, "and": model.And, "||": model.Or, "or": model.Or}[x.Operator]
		if ok {
			t.lower(x.Left)
			t.lower(x.Right)
			t.out = append(t.out, model.Test{Op: op})
			return
		}
	case *ast.CallNode:
		t.call(x)
		return
	}
	t.fail(n, "this may not stand here", "write "+triggerForms()+", and, or, not")
}

// verbs are the trigger functions with what their arguments are; one that ends in
// ? may be left out.
var verbs = []struct {
	name string
	op   model.TestOp
	args []string
}{
	{"sent", model.SentTo, []string{"storyline", "nation"}},
	{"done", model.EntryDone, []string{"entry"}},
	{"missed", model.IsMissed, []string{"entry"}},
	{"elapsed", model.Elapsed, []string{"entry", "duration"}},
	{"reached", model.Reached, []string{"agency", "level", "storyline"}},
	{"read", model.HasRead, []string{"agency", "fact"}},
	{"stage", model.StageIs, []string{"storyline", "number"}},
	{"adopted", model.IsAdopted, []string{"motion"}},
	{"recorded", model.Recorded, []string{"record", "actor?"}},
}

// triggerForms lists them for people.
func triggerForms() string {
	var out []string
	for _, v := range verbs {
		out = append(out, fmt.Sprintf("%s(%s)", v.name, strings.Join(v.args, ", ")))
	}
	return strings.Join(out, ", ")
}

func (t *triggers) call(x *ast.CallNode) {
	name, _ := predicate.Dotted(x.Callee)
	var known []string
	for _, v := range verbs {
		known = append(known, v.name)
		if v.name != name {
			continue
		}
		least := slices.IndexFunc(v.args, func(a string) bool { return strings.HasSuffix(a, "?") })
		if least < 0 {
			least = len(v.args)
		}
		if n := len(x.Arguments); n < least || n > len(v.args) {
			t.fail(x, fmt.Sprintf("%s needs %s", name, strings.Join(v.args, ", ")), "")
			return
		}
		t.test(x, model.Test{Op: v.op}, v.args)
		return
	}
	err := words.Unknown("trigger", name, known)
	t.refuse(x, err)
}

// test reads the arguments of a call into a test.
func (t *triggers) test(x *ast.CallNode, test model.Test, args []string) {
	slot, sight := &test.A, model.Sighting{}
	for i, arg := range x.Arguments {
		switch kind := strings.TrimSuffix(args[i], "?"); kind {
		case "level":
			test.Grade = t.level(arg)
		case "duration":
			test.Ms = t.duration(arg)
		case "record":
			sight.Kind = t.recordKind(arg)
		case "actor":
			sight.Actor = t.actor(arg)
		default:
			*slot = t.argument(arg, kind)
			slot = &test.B
		}
	}
	if len(t.bad) > 0 {
		return
	}
	switch test.Op {
	case model.StageIs:
		if n := len(t.c.spec.Storylines[test.A].Stages); test.B < 1 || int(test.B) > n {
			t.fail(x.Arguments[1], fmt.Sprintf("there is no stage %d", test.B), fmt.Sprintf("the last is %d", n))
		}
	case model.IsMissed:
		if d := t.c.doc.MSEL[test.A]; model.EntryType(d.Type) != model.ExpectedEntry {
			t.fail(x.Arguments[0], fmt.Sprintf("entry %s is of type %s, which is never missed", d.Number, entryKinds[d.Type]), "name an expected_action")
		}
	case model.Recorded:
		test.A = t.c.sighting(sight)
	}
	t.out = append(t.out, test)
}

// sighting numbers a record that conditions wait for.
func (c *compiler) sighting(s model.Sighting) int32 {
	i := slices.Index(c.spec.Sightings, s)
	if i < 0 {
		i = len(c.spec.Sightings)
		c.spec.Sightings = append(c.spec.Sightings, s)
	}
	return int32(i)
}

func (t *triggers) duration(n ast.Node) sim.Time {
	word, ok := argumentText(n)
	if !ok {
		t.fail(n, "not a duration", `put quotes around it: "4h"`)
		return 0
	}
	d, err := notation.ParseDuration(word)
	if err != nil {
		t.refuse(n, err)
	}
	return d
}

// recordKind reads the name of a kind of record, as a replay shows it.
func (t *triggers) recordKind(n ast.Node) journal.Kind {
	word, _ := argumentText(n)
	var known []string
	for k := journal.Kind(1); k.Exists(); k++ {
		if k.String() == word {
			return k
		}
		known = append(known, k.String())
	}
	err := words.Unknown("kind of record", word, known)
	t.refuse(n, err)
	return 0
}

// actor reads who a record is of: an agency, a nation or a body.
func (t *triggers) actor(n ast.Node) journal.Ref {
	word, _ := argumentText(n)
	if a, ok := t.c.agency[word]; ok {
		return t.c.spec.Agencies[a].Ref
	}
	if i, ok := t.c.nation[ID(word)]; ok {
		return t.c.spec.Nations[i].Ref
	}
	err := words.Unknown("agency or nation", word, append(slices.Clone(t.c.agencyNames), idText(t.c.nationIDs)...))
	t.refuse(n, err)
	return 0
}

func (t *triggers) level(n ast.Node) journal.Grade {
	word, _ := predicate.Dotted(n)
	var g Grade
	if err := g.parseText(word); err != nil {
		t.refuse(n, err)
	}
	return journal.Grade(g)
}

// argument gives the number behind an argument of a kind.
func (t *triggers) argument(n ast.Node, kind string) int32 {
	word, ok := argumentText(n)
	if !ok {
		t.fail(n, "not a name", "put quotes around names with a hyphen")
		return 0
	}
	c := t.c
	var number int32
	var is bool
	var known func() []string // names, where what is written is none
	switch kind {
	case "storyline":
		number, is, known = numberOf(c.storyline, ID(word))
	case "nation":
		number, is, known = numberOf(c.nation, ID(word))
	case "agency":
		number, is, known = numberOf(c.agency, word)
	case "fact":
		number, is, known = numberOf(c.fact, word)
	case "entry":
		number, is, known = numberOf(c.entry, word)
	case "motion":
		number, is, known = numberOf(c.motion, word)
	case "number":
		n, err := parseCount(word)
		number, is = int32(n), err == nil
	}
	if is {
		return number
	}
	var names []string
	if known != nil {
		names = known()
	}
	t.refuse(n, words.Unknown(kind, word, names))
	return 0
}

// numberOf finds the number of a name, and lists the names that there are.
func numberOf[K ~string, V ~int32](numbers map[K]V, name K) (int32, bool, func() []string) {
	n, is := numbers[name]
	return int32(n), is, func() []string { return idText(sorted(numbers)) }
}

func argumentText(n ast.Node) (string, bool) {
	switch x := n.(type) {
	case *ast.StringNode:
		return x.Value, true
	case *ast.IntegerNode:
		return strconv.Itoa(x.Value), true
	}
	return predicate.Dotted(n)
}

// termTexts are the operations of a condition for people and for readers of a
// replay.
func (c *compiler) termTexts(cond model.Condition) []journal.Term {
	var out []journal.Term
	names := &c.spec.Names
	for _, t := range cond {
		x := journal.Term{Op: map[model.TestOp]string{model.Not: "not", model.And: "and", model.Or: "or"}[t.Op]}
		for _, v := range verbs {
			if x.Op == "" && v.op == t.Op {
				x.Op = v.name
			}
		}
		switch t.Op {
		case model.SentTo:
			x.On, x.With = names.Text(c.spec.Storylines[t.A].Ref), names.Text(c.spec.Nations[t.B].Ref)
		case model.EntryDone, model.IsMissed:
			x.On = names.Text(c.spec.Entries[t.A].Ref)
		case model.Elapsed:
			x.On, x.Ms = names.Text(c.spec.Entries[t.A].Ref), int64(t.Ms)
		case model.Reached:
			x.On, x.With, x.Level = c.agencyNames[t.A], names.Text(c.spec.Storylines[t.B].Ref), t.Grade.String()
		case model.HasRead:
			x.On, x.With = c.agencyNames[t.A], names.Text(c.spec.Facts[t.B].Ref)
		case model.StageIs:
			x.On, x.Stage = names.Text(c.spec.Storylines[t.A].Ref), int64(t.B)
		case model.IsAdopted:
			x.On = names.Text(c.spec.Motions[t.A].Ref)
		case model.Recorded:
			s := c.spec.Sightings[t.A]
			x.On, x.Kind = names.Text(s.Actor), s.Kind.String()
		}
		out = append(out, x)
	}
	return out
}

// storylinesOf lists the storylines that a condition looks at, also by way of other
// entries.
func (c *compiler) storylinesOf(cond model.Condition, seen []int32) []model.StorylineID {
	var out []model.StorylineID
	for _, t := range cond {
		switch t.Op {
		case model.SentTo, model.StageIs:
			out = append(out, model.StorylineID(t.A))
		case model.Reached:
			out = append(out, model.StorylineID(t.B))
		case model.HasRead:
			out = append(out, c.spec.Facts[t.B].Storyline)
		case model.EntryDone, model.Elapsed, model.IsMissed:
			if slices.Contains(seen, t.A) {
				continue
			}
			other := &c.spec.Entries[t.A]
			if other.Storyline != model.None {
				out = append(out, other.Storyline)
			}
			out = append(out, c.storylinesOf(other.If, append(seen, t.A))...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
