package scenarios

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"entente/agents/law"
	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
	"entente/sim/notation"
)

// The closed words of the grammar. Each type reads its word and refuses any
// other with the nearest one.

// FactKind is FIN, TRAVEL, ACTIVITY, IDENTITY or THREAT_LEVEL.
type FactKind journal.FactKind

// Class is UNCLASSIFIED, RESTRICTED, CONFIDENTIAL, SECRET or TOP_SECRET.
type Class journal.Class

// Label is a label of the Traffic Light Protocol: CLEAR, GREEN, AMBER, AMBER+STRICT
// or RED, with or without TLP: before it. WHITE is an older word for CLEAR.
type Label law.TLP

// ActionLabel is a label of the Permissible Actions Protocol, in the words of Label,
// with or without PAP: before it.
type ActionLabel law.TLP

// Grade is a level: NONE, NOTICED, SUSPECTED, RECOGNISED or ACTIONABLE.
type Grade journal.Grade

// Practice says how binding a rule is: duty, habit or custom.
type Practice model.Practice

// TaskName is a kind of job at a desk.
type TaskName model.Task

// EntryKind is the type of a MSEL entry.
type EntryKind model.EntryType

// Status of a MSEL entry, as staffs plan and play it.
type Status uint8

// The statuses that decide whether an entry is played.
const (
	Approved = Status(2)
	Deferred = Status(6)
	Obsolete = Status(7)
)

// By is how a distribution rule sends: push.
type By struct{}

var (
	practices = []string{"duty", "habit", "custom"}
	// taskNames are the kinds of jobs as `work` and `elapsed` name them, by model.Task; the
	// background job has no name, it is a typical one of its desk's own.
	taskNames = []string{
		"collect", "assess", "search", "consent", "release", "sanitise", "translate", "rekey",
		"read", "relay", "review", "prosecutor", "court", "minister", "audit", "purge", "draft", "implement",
		model.Background: "", model.Authorising: "authorise", model.Composing: "compose", model.Renewing: "renew",
	}
	taskWords  = slices.DeleteFunc(slices.Clone(taskNames), func(s string) bool { return s == "" })
	entryKinds = []string{"inject", "contingency", "expected_action", "other"}
	statuses   = []string{"Draft", "Submitted", "Approved", "Synchronized", "Released", "Complete", "Deferred", "Obsolete"}
)

// purposes are the words of what a reader may use a fact for, in the order of the
// bits journal.Lead...
var purposes = []string{"lead", "onward", "act", "evidence"}

// word finds s in a list and gives its number, the first being from.
func word[T ~uint8](what, s string, list []string, from T, to *T) error {
	i := slices.Index(list, s)
	if i < 0 {
		return words.Unknown(what, s, list)
	}
	*to = from + T(i)
	return nil
}

func (k *FactKind) parseText(s string) error {
	return word("kind of fact", s, words.FactKinds, FactKind(journal.FIN), k)
}
func (c *Class) parseText(s string) error { return word("class", s, words.Classes, 0, c) }

func (l *Label) parseText(s string) error       { return label("TLP:", s, l) }
func (l *ActionLabel) parseText(s string) error { return label("PAP:", s, l) }

// label reads a label, with or without the name of its protocol.
func label[T ~uint8](protocol, s string, to *T) error {
	text := strings.TrimPrefix(s, protocol)
	if same, ok := words.SameLabel[text]; ok {
		text = same
	}
	if err := word("label", text, words.Labels, 0, to); err != nil {
		return words.Unknown("label", s, words.Labels)
	}
	return nil
}

func (p *Practice) parseText(s string) error { return word("practice", s, practices, 0, p) }
func (g *Grade) parseText(s string) error    { return word("level", s, words.Grades, 0, g) }
func (t *TaskName) parseText(s string) error {
	if !slices.Contains(taskWords, s) {
		return words.Unknown("kind of job", s, taskWords)
	}
	*t = TaskName(slices.Index(taskNames, s))
	return nil
}
func (e *EntryKind) parseText(s string) error { return word("type of entry", s, entryKinds, 0, e) }

func (x *Status) parseText(s string) error { return word("status", s, statuses, 0, x) }

func (*By) parseText(s string) error {
	switch s {
	case "push":
		return nil
	case "store":
		return words.Refusal{What: "a store is written to like any recipient", Hint: "leave out `by`, and name the store in `to`"}
	}
	return words.Unknown("way of sending", s, []string{"push"})
}

// Offset of local time from UTC.
type Offset sim.Time

func (o *Offset) parseText(s string) error {
	t, err := notation.ParseOffset(s)
	*o = Offset(t)
	return err
}

// StartTime is an instant with its offset.
type StartTime struct {
	ms     int64
	offset sim.Time
}

func (s *StartTime) parseText(text string) (err error) {
	s.ms, s.offset, err = notation.ParseStart(text)
	return err
}

// List is one word or a list of words.
type List []string

func (l *List) decode(d *decoder, n *tree.Node, path string) {
	if n.Kind == tree.Scalar {
		if s, ok := d.text(n, path); ok {
			*l = List{s}
		}
		return
	}
	if n.Kind != tree.Sequence || len(n.Vals) == 0 {
		d.r.Add(n.Place, path, fmt.Sprintf("%s where a word or a list of words is needed", n.Kind), "")
		return
	}
	for i, v := range n.Vals {
		if s, ok := d.text(v, tree.Join(path, v.ID(i))); ok {
			*l = append(*l, s)
		}
	}
}

// Raw is a value whose meaning its path gives.
type Raw struct{ node *tree.Node }

func (r *Raw) decode(_ *decoder, n *tree.Node, _ string) { r.node = n }

// Statute is a statutory clock: a duration, or {base, extensions}.
type Statute struct {
	Base       Limit        `yaml:"base" need:"yes"`
	Extensions []*Extension `yaml:"extensions"`
}

func (s *Statute) decode(d *decoder, n *tree.Node, path string) {
	if n.Kind == tree.Scalar || n.Get("value") != nil {
		s.Base.decode(d, n, path)
		return
	}
	type keys Statute
	d.structure(n, reflect.ValueOf((*keys)(s)).Elem(), path)
}

// Effect is what a law does: a phrase, or {delay: DISTRIBUTION}.
type Effect struct {
	text  string
	what  law.Effect
	role  ID
	kind  uint8 // strip: kinds of facts; narrow: purposes that remain; a bit each
	time  Dist
	limit calendar.Limit
}

func (e *Effect) decode(d *decoder, n *tree.Node, path string) {
	if n.Kind == tree.Mapping {
		if v := n.Get("delay"); v != nil && len(n.Keys) == 1 {
			e.what, e.text = law.Delay, "delay"
			e.time.decode(d, v, tree.Join(path, "delay"))
			return
		}
		d.r.Add(n.Place, path, "not an effect", effectForms)
		return
	}
	text, ok := d.text(n, path)
	if !ok {
		return
	}
	if err := e.parse(text); err != nil {
		d.r.Fail(n.Place, path, err)
	}
	if e.what == law.Delay {
		t, _ := notation.ParseDuration(strings.TrimSpace(text[strings.IndexByte(text+" ", ' '):]))
		e.time.Dist = sim.Const(t)
		e.time.figures = []distFigure{{number: int64(t)}}
	}
}

const effectForms = "write block, delay 24h, require prosecutor, strip IDENTITY, notify minister, limit 8h, assure minister, narrow lead, retain 30d or {delay: DISTRIBUTION}"

// effectVerbs are the words of effects, by law.Effect.
var effectVerbs = []string{"block", "delay", "require", "strip", "notify", "limit", "narrow", "retain", "assure"}

// authorities are the roles whose permission has a kind of job of its own; that of any
// other role is to `authorise`.
var authorities = []string{"prosecutor", "court", "minister"}

// Role is whom an effect requires or notifies; empty for any other.
func (e *Effect) Role() ID { return e.role }

// Same says whether two effects do the same.
func (e *Effect) Same(o *Effect) bool {
	return e.role == o.role && e.kind == o.kind && e.limit == o.limit && e.time.Mean() == o.time.Mean() &&
		slices.Equal(e.time.figures, o.time.figures)
}

func (e *Effect) parse(text string) error {
	e.text = text
	verb, rest, _ := strings.Cut(text, " ")
	args := strings.FieldsFunc(rest, func(c rune) bool { return c == ' ' || c == ',' })
	if err := word("effect", verb, effectVerbs, law.Block, &e.what); err != nil {
		if words.HintOf(err) == "" {
			return words.Refusal{What: err.Error(), Hint: effectForms}
		}
		return err
	}
	want := 1
	switch e.what {
	case law.Block:
		want = 0
	case law.Strip, law.Narrow:
		want = max(len(args), 1)
	}
	if len(args) != want {
		return words.Refusal{What: fmt.Sprintf("%q is not an effect", text), Hint: effectForms}
	}
	switch e.what {
	case law.Delay:
		_, err := notation.ParseDuration(args[0])
		return err
	case law.Limit, law.Retain:
		var err error
		e.limit, err = parseLimit(args[0])
		return err
	case law.Require, law.Assure, law.Notify:
		return e.role.parseText(args[0])
	case law.Strip:
		for _, a := range args {
			var k FactKind
			if err := k.parseText(a); err != nil {
				return err
			}
			e.kind |= 1 << k
		}
	case law.Narrow:
		for _, a := range args {
			i := slices.Index(purposes, a)
			if i < 0 {
				return words.Unknown("purpose", a, purposes)
			}
			e.kind |= 1 << i
		}
	}
	return nil
}
