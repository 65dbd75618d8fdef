package study

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"entente/agents/model"
	"entente/scenarios"
	"entente/sim"
)

// Points is how many points the blocks have together.
func (p *Plan) Points() int { return p.points }

// Configs is how many configurations there are: options times points.
func (p *Plan) Configs() int { return p.points * len(p.Options) }

// Runs is how many runs there are.
func (p *Plan) Runs() int { return p.Configs() * p.Reps }

// Config is one configuration.
type Config struct {
	Number int
	Block  int // -1 where the study has none
	Row    int // of the block
	Option int
	Values []string // by column of the plan; empty where the block leaves it alone
	Key    string   // the hash of what it is, 16 hexadecimal digits
}

// Config is configuration number i, from 0: the options of a point follow each other.
func (p *Plan) Config(i int) Config {
	c := Config{Number: i, Block: -1, Option: i % len(p.Options), Values: make([]string, len(p.Columns))}
	point := i / len(p.Options)
	for b, l := range p.Layouts {
		if n := l.Rows(); point >= n {
			point -= n
			continue
		}
		c.Block, c.Row = b, point
		var x []float64
		if l.Design != nil {
			x = make([]float64, l.Design.Factors())
		}
		out := make([]string, len(l.Columns))
		l.settings(p, point, x, out)
		for f, column := range l.Columns {
			c.Values[column] = out[f]
		}
		break
	}
	h := sha256.New()
	h.Write(p.sources[:])
	o := &p.Options[c.Option]
	fmt.Fprintf(h, "\nuntil %s\n", p.Study.Until)
	for _, s := range slices.Concat(o.Set, p.Settings(&c)) {
		fmt.Fprintf(h, "%s\n", s)
	}
	for _, s := range o.Family.Scenario().Patches() {
		fmt.Fprintf(h, "patch %d\n%s", len(s.Data), s.Data)
	}
	c.Key = hex.EncodeToString(h.Sum(nil)[:8])
	return c
}

// Settings are those of a configuration's factors.
func (p *Plan) Settings(c *Config) (list []string) {
	for i, v := range c.Values {
		if v != "" {
			list = append(list, p.Columns[i].Path+"="+v)
		}
	}
	return list
}

// Parts are the settings of a configuration: those for which the scenario is compiled
// again, which many configurations have in common, and those that set parameters alone.
func (p *Plan) Parts(c *Config) (compiled, live []string) {
	for i, v := range c.Values {
		if v == "" {
			continue
		}
		if x := p.Columns[i]; x.live {
			live = append(live, x.Path+"="+v)
		} else {
			compiled = append(compiled, x.Path+"="+v)
		}
	}
	return compiled, live
}

// Scenario is the scenario of a configuration.
func (p *Plan) Scenario(c *Config) (*scenarios.Scenario, error) {
	return p.Options[c.Option].Family.Variant(p.Settings(c))
}

// Run is what run i is: configuration i mod C in replication i div C.
type Run struct {
	ID     int
	Config int
	Rep    int
}

// Run is run i, from 0.
func (p *Plan) Run(i int) Run { return Run{i, i % p.Configs(), i / p.Configs()} }

// Together are the runs of an option in groups that share their luck: all points of a
// replication, or under independent seeds each run alone. Groups of all options go
// together: run k of group g differs from that of another option in the option alone.
func (p *Plan) Together(option int) (groups [][]int) {
	for rep := range p.Reps {
		var all []int
		for point := range p.points {
			run := rep*p.Configs() + point*len(p.Options) + option
			if p.Study.Seeds.Scheme == "independent" {
				groups = append(groups, []int{run})
				continue
			}
			all = append(all, run)
		}
		if all != nil {
			groups = append(groups, all)
		}
	}
	return groups
}

// Root is what all seeds are derived from.
func (p *Plan) Root() uint64 {
	if r := p.Study.Seeds.Root; r != nil {
		return uint64(r.Value)
	}
	return 1
}

// Seed is the seed of a configuration's replication.
func (p *Plan) Seed(c *Config, rep int) uint64 {
	root := p.Root()
	if p.Study.Seeds.Scheme == "independent" {
		root = uint64(sim.Name("independent").Child(sim.Name(c.Key)).Nth(root)) >> 11
	}
	return sim.Replication(root, uint64(rep))
}

// Command runs a row again alone. One that came to its end is not bounded as the study
// has it, for alone it would be refused where more is to be expected than came.
func (p *Plan) Command(c *Config, rep int, failed bool) []string {
	o := &p.Options[c.Option]
	args := []string{"entente", "run", p.Study.Scenario, "--seed", fmt.Sprint(p.Seed(c, rep))}
	if p.Study.Until != "" {
		args = append(args, "--until", p.Study.Until)
	}
	if m := p.Study.Limits.MaxEvents; m != nil && (failed || m.Value > model.MaxEvents) {
		args = append(args, "--max-events", fmt.Sprint(m.Value))
	}
	for _, name := range o.Patches {
		args = append(args, "--patch", name)
	}
	for _, s := range slices.Concat(o.Set, p.Settings(c)) {
		args = append(args, "--set", s)
	}
	return args
}
