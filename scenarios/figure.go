package scenarios

import (
	"fmt"
	"slices"

	"entente/scenarios/words"
	"entente/sim"
	"entente/sim/notation"
)

// Provenance says where a figure comes from and how sure we are of it.
type Provenance struct {
	Source string
	Tag    Tag
	AsOf   Date
	Anchor string // the row of a documented case that the figure was taken from
	given  bool   // by the scenario or a preset, not by the engine
}

// Cited says where a rule, a procedure, a body or an arrangement is written down.
type Cited struct {
	// Text says it in words, for people.
	Text string `yaml:"text"`
	// Cite is the article or clause.
	Cite   string `yaml:"cite"`
	Source string `yaml:"source"`
	Tag    Tag    `yaml:"tag"`
	// AsOf is the day of the text that was read.
	AsOf Date `yaml:"as_of"`
	// Anchor is the row of a documented case that it was taken from.
	Anchor string `yaml:"anchor"`
}

// Tag is the evidence behind a figure: S seen in the source, L located there,
// K general knowledge, C calibration.
type Tag string

var tags = []string{"S", "L", "K", "C"}

func (t *Tag) parseText(s string) error {
	if !slices.Contains(tags, s) {
		return words.Refusal{What: fmt.Sprintf("unknown tag %q", s), Hint: "one of S (seen), L (located), K (general knowledge), C (calibration)"}
	}
	*t = Tag(s)
	return nil
}

// Date is a day, 2026-11-22.
type Date string

func (t *Date) parseText(s string) error {
	*t = Date(s)
	_, err := notation.ParseDate(s)
	return err
}

// Share is a figure in millionths: a probability, factor or coefficient.
type Share struct {
	Value int64
	Provenance
}

// Count is a whole number.
type Count struct {
	Value int64
	Provenance
}

// Span is a stretch of time.
type Span struct {
	Value sim.Time
	Provenance
}

func (s *Share) decode(d *decoder, n *node, path string) {
	d.figure(n, path, &s.Provenance, true, func(t string) (err error) { s.Value, err = parseDecimal(t); return })
}

func (c *Count) decode(d *decoder, n *node, path string) {
	d.figure(n, path, &c.Provenance, true, func(t string) (err error) { c.Value, err = parseCount(t); return })
}

func (s *Span) decode(d *decoder, n *node, path string) {
	d.figure(n, path, &s.Provenance, false, func(t string) (err error) { s.Value, err = notation.ParseDuration(t); return })
}

func (s *Share) value() int64 { return s.Value }
func (c *Count) value() int64 { return c.Value }
func (s *Span) value() int64  { return int64(s.Value) }

func (s *Share) parseUnit(t string) (int64, error) { return parseDecimal(t) }
func (c *Count) parseUnit(t string) (int64, error) { return parseCount(t) }
func (s *Span) parseUnit(t string) (int64, error) {
	if t == "0" {
		return 0, nil
	}
	v, err := notation.ParseDuration(t)
	return int64(v), err
}

// value is the node that holds a figure's number.
func (n *node) value() *node {
	if n.kind == mapping {
		if v := n.get("value"); v != nil {
			return v
		}
	}
	return n
}

// figure reads a scalar, or {value, source, tag, as_of, anchor}.
func (d *decoder) figure(n *node, path string, p *Provenance, number bool, parse func(string) error) {
	p.given = n.file != defaultsFile
	if n.kind == mapping {
		found := false
		for i, k := range n.keys {
			switch {
			case k.text == "value":
				found = true
			case !d.provenance(k, n.vals[i], path, p):
				d.r.add(k.place, join(path, k.text), "unknown key", words.DidYouMean(k.text, append([]string{"value"}, provenanceKeys...)))
			}
		}
		if !found {
			d.r.add(n.place, join(path, "value"), "is missing", "")
			return
		}
		n = n.value()
	}
	switch {
	case n.kind != scalar:
		d.r.add(n.place, path, fmt.Sprintf("%s where a figure is needed", n.kind), "")
	case n.tag == tagNull && n.style == plain:
		d.r.add(n.place, path, "nothing is given", "write a value, or leave the key out")
	case number && n.style != plain:
		d.r.add(n.place, path, "quoted text where a number is needed", "leave out the quotes")
	default:
		if err := parse(n.text); err != nil {
			d.r.fail(n.place, path, err)
		}
	}
}

var provenanceKeys = []string{"source", "tag", "as_of", "anchor"}

// provenance takes one of the keys that say where a figure comes from.
func (d *decoder) provenance(k, v *node, path string, p *Provenance) bool {
	text := func(to *string) {
		if s, ok := d.text(v, join(path, k.text)); ok {
			*to = s
		}
	}
	word := func(to textual) {
		if s, ok := d.text(v, join(path, k.text)); ok {
			if err := to.parseText(s); err != nil {
				d.r.fail(v.place, join(path, k.text), err)
			}
		}
	}
	switch k.text {
	case "source":
		text(&p.Source)
	case "anchor":
		text(&p.Anchor)
	case "tag":
		word(&p.Tag)
	case "as_of":
		word(&p.AsOf)
	default:
		return false
	}
	return true
}
