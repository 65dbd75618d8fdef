package scenarios

import (
	"fmt"
	"slices"

	"entente/scenarios/tree"
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

// Given says whether the scenario or a preset gives a figure; else it is the engine's own.
func (p *Provenance) Given() bool { return p.given }

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

func (s *Share) decode(d *decoder, n *tree.Node, path string) {
	d.readFigure(n, path, &s.Provenance, true, func(t string) (err error) { s.Value, err = parseDecimal(t); return })
}

func (c *Count) decode(d *decoder, n *tree.Node, path string) {
	d.readFigure(n, path, &c.Provenance, true, func(t string) (err error) { c.Value, err = parseCount(t); return })
}

func (s *Span) decode(d *decoder, n *tree.Node, path string) {
	d.readFigure(n, path, &s.Provenance, false, func(t string) (err error) { s.Value, err = notation.ParseDuration(t); return })
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

// readFigure reads a scalar, or {value, source, tag, as_of, anchor}.
func (d *decoder) readFigure(n *tree.Node, path string, p *Provenance, number bool, parse func(string) error) {
	p.given = n.File != DefaultsFile
	if n.Kind == tree.Mapping {
		found := false
		for i, k := range n.Keys {
			switch {
			case k.Text == "value":
				found = true
			case !d.provenance(k, n.Vals[i], path, p):
				d.r.Add(k.Place, tree.Join(path, k.Text), "unknown key", words.DidYouMean(k.Text, append([]string{"value"}, provenanceKeys...)))
			}
		}
		if !found {
			d.r.Add(n.Place, tree.Join(path, "value"), "is missing", "")
			return
		}
		n = n.Value()
	}
	switch {
	case n.Kind != tree.Scalar:
		d.r.Add(n.Place, path, fmt.Sprintf("%s where a figure is needed", n.Kind), "")
	case n.Tag == tree.TagNull && n.Style == tree.Plain:
		d.r.Add(n.Place, path, "nothing is given", "write a value, or leave the key out")
	case number && n.Style != tree.Plain:
		d.r.Add(n.Place, path, "quoted text where a number is needed", "leave out the quotes")
	default:
		if err := parse(n.Text); err != nil {
			d.r.Fail(n.Place, path, err)
		}
	}
}

var provenanceKeys = []string{"source", "tag", "as_of", "anchor"}

// provenance takes one of the keys that say where a figure comes from.
func (d *decoder) provenance(k, v *tree.Node, path string, p *Provenance) bool {
	text := func(to *string) {
		if s, ok := d.text(v, tree.Join(path, k.Text)); ok {
			*to = s
		}
	}
	word := func(to textual) {
		if s, ok := d.text(v, tree.Join(path, k.Text)); ok {
			if err := to.parseText(s); err != nil {
				d.r.Fail(v.Place, tree.Join(path, k.Text), err)
			}
		}
	}
	switch k.Text {
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
