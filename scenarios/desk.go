package scenarios

import (
	"fmt"
	"slices"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim"
	"entente/sim/journal"
)

// Desk is a queue with servers and hours. Its id is the work it does: intake,
// analysis, release or authority.
type Desk struct {
	Like    ID    `yaml:"like"`
	Servers Count `yaml:"servers" min:"1" max:"10000"`
	// Hours such as 24/7 or Mon-Fri 08:00-17:00, in local time.
	Hours string `yaml:"hours"`
	// OnCall: starts IMMEDIATE and FLASH work in closed hours too.
	OnCall bool `yaml:"on_call"`
	// Load is the share of open server time that other business takes.
	Load Share `yaml:"load" max:"1"`
	// IT level, 0 to 3.
	IT    Count `yaml:"it" max:"3"`
	Skill Share `yaml:"skill" min:"0.1" max:"10"`
	// BacklogMax is the queue per server above which a desk sheds work.
	BacklogMax Count `yaml:"backlog_max" min:"1" max:"1000000"`
	// Aside is the factor of the odds that the desk puts a piece of work aside, where
	// model.attention.aside says that desks do: 0 for one that takes all in turn.
	Aside Share `yaml:"aside" max:"100"`
	// Graceful: it defers work then, and drops none.
	Graceful bool `yaml:"graceful"`
	// Interrupts: whoever is at other business lays it down for a piece of FLASH work that
	// would have to wait, and goes on with it afterwards.
	Interrupts bool `yaml:"interrupts"`
	// Work is touch time by kind of job. Elapsed is end-to-end time as
	// published figures give it, in place of a desk that is not simulated; a
	// job has one or the other.
	Work    map[TaskName]*Dist `yaml:"work"`
	Elapsed map[TaskName]*Dist `yaml:"elapsed"`
}

// deskNames are the kinds of desks by model.Works: the order in which work falls to the
// next.
var deskNames = []string{"intake", "analysis", "release", "authority"}

// desks compiles the desks of an agency and says which does which work.
func (c *compiler) desks(id model.AgencyID) {
	a := &c.spec.Agencies[id]
	doc, path := c.agencyDoc[id], tree.Join(c.agencyPath[id], "desks")
	for i := range a.Desk {
		a.Desk[i] = model.None
	}
	for _, name := range sorted(doc.Desks) {
		work := slices.Index(deskNames, string(name))
		at := tree.Join(path, string(name))
		if work < 0 {
			continue // that was said where it was read
		}
		a.Desk[work] = model.DeskID(len(c.spec.Desks))
		c.spec.Desks = append(c.spec.Desks, c.desk(id, model.Works(work), doc.Desks[name], at))
	}
	first := slices.IndexFunc(a.Desk[:], func(d model.DeskID) bool { return d != model.None })
	if first < 0 {
		c.problem(c.agencyPath[id], "has no desk", "")
		return
	}
	for i := range a.Desk {
		if a.Desk[i] == model.None {
			a.Desk[i] = a.Desk[first]
		}
	}
}

func (c *compiler) desk(id model.AgencyID, work model.Works, doc *Desk, path string) model.Desk {
	a := &c.spec.Agencies[id]
	name := c.agencyNames[id] + "." + deskNames[work]
	d := model.Desk{
		Ref:    c.spec.Names.Add(journal.SortDesk, name, "", c.spec.Nations[a.Nation].Ref),
		Agency: id, Calendar: c.calendar(tree.Join(path, "hours"), doc.Hours, id),
		Servers: c.param(tree.Join(path, "servers")), OnCall: doc.OnCall, IT: c.param(tree.Join(path, "it")),
		Skill: c.param(tree.Join(path, "skill")), BacklogMax: c.param(tree.Join(path, "backlog_max")), Aside: c.param(tree.Join(path, "aside")), Graceful: doc.Graceful, Interrupts: doc.Interrupts,
	}
	var tasks model.Tasks
	for t := range model.Task(len(taskNames)) {
		tasks[t] = task(c.doc, doc, TaskName(t))
		if doc.Work[TaskName(t)] != nil && doc.Elapsed[TaskName(t)] != nil {
			c.problem(path+".elapsed."+taskNames[t], "given as work too", "a job has touch time or elapsed time")
		}
	}
	typical := c.typical(id, work)
	before, was := c.beforePatch(doc, path)
	tasks[model.Background] = task(before, was, typical)
	if doc.Load.Value > 0 && !tasks[model.Background].Elapsed {
		d.Gap, d.Loaded = c.jobInterval(doc.Load, before, was, path, typical)
		tasks[model.Background].Dist = c.alike.tabulated(tasks[model.Background].Dist)
	}
	d.Tasks = c.alike.tasksLike(tasks)
	return d
}

// task is how long a kind of job takes at a desk.
func task(doc *Document, desk *Desk, t TaskName) model.Duration {
	if x := desk.Elapsed[t]; x != nil {
		return model.Duration{Elapsed: true, Dist: x.Dist}
	}
	if x := desk.Work[t]; x != nil {
		return model.Duration{Dist: x.Dist}
	}
	if x := doc.Model.Touch[t]; x != nil {
		return model.Duration{Dist: x.Dist}
	}
	return model.Duration{}
}

// typical is the kind of job that a desk's background work consists of.
func (c *compiler) typical(id model.AgencyID, work model.Works) TaskName {
	switch work {
	case model.Analysis:
		return TaskName(model.Assessing)
	case model.ReleaseDesk:
		return TaskName(model.Releasing)
	case model.AuthorityDesk:
		role := c.spec.Names.Text(c.spec.Agencies[id].Role)
		if slices.Contains(authorities, role) {
			return TaskName(slices.Index(taskNames, role))
		}
		return TaskName(model.Authorising)
	}
	return TaskName(model.ReadingJob)
}

// beforePatch is a document and one of its desks as the scenario had them before any
// patch: other business is what it was, however long the work of the story takes.
func (c *compiler) beforePatch(desk *Desk, path string) (*Document, *Desk) {
	if c.base != nil {
		if was := c.base.desk(path); was != nil {
			return c.base, was
		}
	}
	return c.doc, desk
}

// jobInterval is the time between background jobs. Their rate is load x servers over
// the mean work of a job, all but the load as the scenario had it before any
// patch, so that servers or skill added later lower the load.
func (c *compiler) jobInterval(load Share, doc *Document, was *Desk, path string, typical TaskName) (sim.Dist, bool) {
	it := [...]Share{doc.Model.IT.None, doc.Model.IT.Low, doc.Model.IT.Usual, doc.Model.IT.High}
	level := min(max(was.IT.Value, 0), int64(len(it)-1))
	mean := task(doc, was, typical).Dist.Mean()
	mean = sim.PPM(was.Skill.Value).Scale(sim.PPM(it[level].Value).Scale(mean))
	rate := load.Value * was.Servers.Value
	if mean <= 0 || rate <= 0 {
		return sim.Dist{}, false
	}
	gap := int64(mean)/rate*int64(sim.One) + (int64(mean)%rate*int64(sim.One)+rate/2)/rate
	d, err := sim.Exponential(max(sim.Time(gap), 1))
	if err != nil {
		c.problem(tree.Join(path, "load"), fmt.Sprintf("cannot be met: %v", err), "")
	}
	return d, true
}

// desk finds a desk of a document by its path.
func (d *Document) desk(path string) *Desk {
	segs := tree.SplitPath(path)
	switch {
	case len(segs) == 6 && segs[0] == "nations":
		if n := d.Nations[ID(segs[1])]; n != nil && n.Agencies[ID(segs[3])] != nil {
			return n.Agencies[ID(segs[3])].Desks[ID(segs[5])]
		}
	case len(segs) == 4 && segs[0] == "bodies":
		if b := d.Bodies[ID(segs[1])]; b != nil {
			return b.Desks[ID(segs[3])]
		}
	}
	return nil
}
