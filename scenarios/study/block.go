package study

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/scenarios"
	"entente/scenarios/design"
)

// Layout is a block that was settled: its design, and which columns its factors are.
type Layout struct {
	ID      string
	Name    string // of the design
	Design  design.Design
	Columns []int // of the plan, by factor of the design
	Groups  []string

	parts [][]string // by factor: the values of each level; nil: places in the unit interval
	rows  [][]string // of a table or zip, by row and factor
}

// Rows is how many points a block has.
func (l *Layout) Rows() int {
	if l.rows != nil {
		return len(l.rows)
	}
	return l.Design.Rows()
}

// Levels are the values of a factor of a factorial block, in order.
func (l *Layout) Levels(f int) []string { return l.parts[f] }

// Level is which of its levels a factor of a factorial block has in row i.
func (l *Layout) Level(i, f int) int {
	x := make([]float64, l.Design.Factors())
	l.Design.Row(i, x)
	return l.level(f, x[f])
}

// level is the level of a factor at a place in the unit interval.
func (l *Layout) level(f int, u float64) int {
	n := len(l.parts[f])
	return min(int(float64(u*float64(n))), n-1)
}

// settings puts the values of row i into out, by factor.
func (l *Layout) settings(p *Plan, i int, x []float64, out []string) {
	if l.rows != nil {
		copy(out, l.rows[i])
		return
	}
	l.Design.Row(i, x)
	for f, column := range l.Columns {
		if l.parts != nil && l.parts[f] != nil {
			out[f] = l.parts[f][l.level(f, x[f])]
			continue
		}
		out[f] = p.Columns[column].Value(x[f])
	}
}

// designs names the designs with the keys that each knows beside id, design and
// factors.
var designs = map[string]string{
	"factorial": "levels values", "one-at-a-time": "levels values", "zip": "values", "table": "file",
	"latin": "n seed", "sobol": "n seed", "saltelli": "n seed groups second", "morris": "n seed groups levels",
}

func designNames() []string {
	return []string{"factorial", "one-at-a-time", "zip", "table", "latin", "sobol", "saltelli", "morris"}
}

// settleBlock settles one block.
func (p *planner) settleBlock(b *Block) *Layout {
	at := "blocks." + string(b.ID)
	knows, known := designs[string(b.Design)]
	if !known {
		p.form.AddError(at+".design", scenarios.Named("design", string(b.Design), designNames()))
		return nil
	}
	for key, given := range map[string]bool{
		"n": b.N != nil, "levels": b.Levels != nil, "values": b.Values != nil, "groups": b.Groups != nil, "second": b.Second, "seed": b.Seed != nil, "file": b.File != "",
	} {
		if given && !slices.Contains(strings.Fields(knows), key) {
			p.form.Add(at+"."+key, fmt.Sprintf("a %s design has no %s", b.Design, key), "it has "+strings.ReplaceAll(knows, " ", ", "))
		}
	}
	l := &Layout{ID: string(b.ID), Name: string(b.Design)}
	switch b.Design {
	case "table":
		p.readTable(at, b, l)
	case "zip":
		p.layOutTogether(at, b, l)
	case "factorial", "one-at-a-time":
		p.layOutLevels(at, b, l)
	default:
		p.layOutCube(at, b, l)
	}
	return l
}

// findColumns finds the columns that a block varies.
func (p *planner) findColumns(at string, b *Block) (list []int) {
	if b.Factors == nil {
		for i := range p.plan.Columns {
			list = append(list, i)
		}
		return list
	}
	for i, path := range b.Factors {
		if c := p.find(fmt.Sprintf("%s.factors.%d", at, i+1), path); c >= 0 && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

// find is the column of a factor by its path; -1, with a problem, where there is none.
func (p *planner) find(at, path string) int {
	i := slices.IndexFunc(p.plan.Columns, func(c *Column) bool { return c.Path == path })
	if i < 0 {
		var known []string
		for _, c := range p.plan.Columns {
			known = append(known, c.Path)
		}
		p.form.AddError(at, scenarios.Named("factor", path, known))
	}
	return i
}

// listedValues are the values that a block lists for a factor; nil if it lists none.
func (p *planner) listedValues(at string, b *Block, c *Column) (list []string) {
	for i, v := range b.Values[c.Path] {
		p.checkValue(fmt.Sprintf("%s.values.%s.%d", at, c.Path, i+1), c, v.Text())
		list = append(list, v.Text())
	}
	return list
}

// layOutLevels lays out a factorial or a one-at-a-time design.
func (p *planner) layOutLevels(at string, b *Block, l *Layout) {
	l.Columns = p.findColumns(at, b)
	p.noteStrangers(at, b, l)
	counts, base := make([]int, len(l.Columns)), make([]int, len(l.Columns))
	l.parts = make([][]string, len(l.Columns))
	for f, i := range l.Columns {
		c := p.plan.Columns[i]
		list := p.listedValues(at, b, c)
		if list == nil && c.Values == nil && b.Levels == nil {
			p.form.Add(at, fmt.Sprintf("how many levels has %s?", c.Path), "write levels: 3, or values of it")
			return
		}
		if list == nil {
			n := 2
			if b.Levels != nil {
				n = int(b.Levels.Value)
			}
			list = c.Parts(n)
		}
		if b.Design == "one-at-a-time" {
			list, base[f] = withNominal(list, c)
		}
		l.parts[f], counts[f] = list, len(list)
	}
	var d checked = &design.Grid{Levels: counts}
	if b.Design == "one-at-a-time" {
		d = &design.Along{Levels: counts, Base: base}
	}
	p.check(at, d, l)
}

// withNominal puts the value that the scenario has among those of a factor, if its
// targets have one in common, and gives its place.
func withNominal(list []string, c *Column) ([]string, int) {
	if c.broken || !c.Targets[0].Figure {
		return list, 0
	}
	for _, t := range c.Targets {
		if t.Value != c.Targets[0].Value {
			return list, 0
		}
	}
	text := c.Targets[0].Write(c.Targets[0].Value)
	for i, v := range list {
		if n, err := c.Targets[0].Read(v); err == nil && n == c.Targets[0].Value {
			return list, i
		}
	}
	return append([]string{text}, list...), 0
}

// noteStrangers notes values that a block gives for what is none of its factors.
func (p *planner) noteStrangers(at string, b *Block, l *Layout) {
	for path := range b.Values {
		if i := p.find(at+".values."+path, path); i >= 0 && !slices.Contains(l.Columns, i) {
			p.form.Add(at+".values."+path, path+" is not among the factors of this block", "")
		}
	}
}

type checked interface {
	design.Design
	Check() error
}

func (p *planner) check(at string, d checked, l *Layout) {
	if len(l.Columns) == 0 {
		p.form.Add(at, "no factor varies", "list factors")
		return
	}
	if err := d.Check(); err != nil {
		p.form.Add(at, err.Error(), "")
		return
	}
	l.Design = d
}

// layOutCube lays out a design in the unit cube.
func (p *planner) layOutCube(at string, b *Block, l *Layout) {
	l.Columns = p.findColumns(at, b)
	if b.N == nil {
		p.form.Add(at+".n", "is missing", "n: 1024 for sobol and saltelli, 20 for morris, 200 for latin")
		return
	}
	n, d, seed := int(b.N.Value), len(l.Columns), uint64(0)
	if b.Design == "latin" || b.Design == "morris" {
		seed = 1
	}
	if b.Seed != nil {
		seed = uint64(b.Seed.Value)
	}
	groups := p.settleGroups(at, b, l)
	var x checked
	switch b.Design {
	case "latin":
		x = &design.Latin{N: n, D: d, Seed: seed}
	case "sobol":
		x = &design.Sobol{N: n, D: d, Seed: seed}
	case "saltelli":
		x = &design.Saltelli{N: n, D: d, Groups: groups, Second: b.Second, Seed: seed}
	case "morris":
		levels := 4
		if b.Levels != nil {
			levels = int(b.Levels.Value)
		}
		x = &design.Morris{N: n, D: d, Levels: levels, Groups: groups, Seed: seed}
	}
	p.check(at, x, l)
}

// settleGroups settles the groups of a block, in order of their names: factors in none make
// one each. It is nil where no group was given.
func (p *planner) settleGroups(at string, b *Block, l *Layout) (groups [][]int) {
	if b.Groups == nil {
		for _, i := range l.Columns {
			l.Groups = append(l.Groups, p.plan.Columns[i].Path)
		}
		return nil
	}
	taken := make([]bool, len(l.Columns))
	for _, id := range sorted(b.Groups) {
		var g []int
		for k, path := range b.Groups[id] {
			where := fmt.Sprintf("%s.groups.%s.%d", at, id, k+1)
			i := p.find(where, path)
			f := slices.Index(l.Columns, i)
			switch {
			case i < 0:
			case f < 0:
				p.form.Add(where, path+" is not among the factors of this block", "")
			case taken[f]:
				p.form.Add(where, path+" is in two groups", "")
			default:
				taken[f] = true
				g = append(g, f)
			}
		}
		groups, l.Groups = append(groups, g), append(l.Groups, string(id))
	}
	for f, is := range taken {
		if !is {
			groups, l.Groups = append(groups, []int{f}), append(l.Groups, p.plan.Columns[l.Columns[f]].Path)
		}
	}
	return groups
}

// layOutTogether lays out values that go together: the first of each, the second of each.
func (p *planner) layOutTogether(at string, b *Block, l *Layout) {
	long := -1
	for _, path := range sorted(b.Values) {
		i := p.find(at+".values."+path, path)
		if i < 0 {
			continue
		}
		list := p.listedValues(at, b, p.plan.Columns[i])
		if long >= 0 && len(list) != long {
			p.form.Add(at+".values."+path, fmt.Sprintf("%d values, and another factor has %d", len(list), long), "a zip takes as many of each")
			return
		}
		if long < 0 {
			long, l.rows = len(list), make([][]string, len(list))
		}
		l.Columns = append(l.Columns, i)
		for k, v := range list {
			l.rows[k] = append(l.rows[k], v)
		}
	}
	if long < 1 {
		p.form.Add(at+".values", "is missing", "a zip needs values of two factors or more")
	}
}

// readTable reads a CSV table whose heads are paths of factors.
func (p *planner) readTable(at string, b *Block, l *Layout) {
	if b.File == "" {
		p.form.Add(at+".file", "is missing", "")
		return
	}
	data, err := p.openTable(b.File)
	if err != nil {
		p.form.Add(at+".file", err.Error(), "")
		return
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	heads, err := r.Read()
	if err != nil {
		p.form.Add(at+".file", fmt.Sprintf("%s has no heads: %v", b.File, err), "the first line has paths of factors")
		return
	}
	for _, h := range heads {
		if i := p.find(at+".file", strings.TrimSpace(h)); i >= 0 {
			l.Columns = append(l.Columns, i)
		}
	}
	if len(l.Columns) < len(heads) {
		return
	}
	l.rows = [][]string{}
	for line := 2; ; line++ {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			p.form.Add(at+".file", fmt.Sprintf("%s: %v", b.File, err), "")
			return
		}
		if len(l.rows) == design.MostRows {
			p.form.Add(at+".file", fmt.Sprintf("%s has more than %d rows", b.File, design.MostRows), "")
			return
		}
		for f, cell := range row {
			row[f] = strings.TrimSpace(cell)
			c := p.plan.Columns[l.Columns[f]]
			for t := range c.Targets {
				if x := &c.Targets[t]; x.Figure {
					if _, err := x.Read(row[f]); err != nil {
						p.form.Add(at+".file", fmt.Sprintf("%s:%d: %s: %v", b.File, line, c.Path, err), "")
						break
					}
				}
			}
		}
		l.rows = append(l.rows, slices.Clone(row))
	}
	if len(l.rows) == 0 {
		p.form.Add(at+".file", b.File+" has no row", "")
	}
}
