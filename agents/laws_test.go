package agents_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents"
	"entente/agents/agentstest"
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Properties that must hold in any world, by comparing whole runs.

// stranger is a nation that shares nothing with anybody, sorted before all
// others, with a threat of its own.
const stranger = `
  aaland:
    offset: "+00:00"
    languages: [common]
    agencies:
      police: {collects: {FIN: 1, IDENTITY: 1}, actions: {watch: {}}}
      spoc: {}
`

const strangerThread = `
  aastory:
    stages: [{lasts: 20h, facts: [x, y]}, {lasts: 90h}]
    facts:
      x: {kind: FIN, place: aaland, tokens: [k0], key: true, for: 9h}
      y: {kind: IDENTITY, place: aaland, tokens: [k0], key: true, for: 9h}
`

// identified shows a record by everything but its number: with its identity and
// those of its causes.
func identified(names *journal.Names, r *journal.Record) string {
	s := fmt.Sprintf("%x %s", r.ID, told(names, r))
	for _, f := range r.From {
		s += fmt.Sprintf(" <%x", f.ID)
	}
	return s
}

func TestStrangerChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := agentstest.World(t)
		seed := rapid.Uint64().Draw(t, "seed")
		alone := load(t, text)
		_, m := run(t, alone.Spec, seed)
		var want []string
		for i := range m.list {
			want = append(want, identified(&alone.Spec.Names, &m.list[i]))
		}
		text = strings.Replace(text, "nations:\n", "nations:"+stranger, 1)
		text = strings.Replace(text, "storylines:\n", "storylines:"+strangerThread, 1)
		joined := load(t, text)
		_, m = run(t, joined.Spec, seed)
		var got []string
		others := 0
		for i := range m.list {
			line := identified(&joined.Spec.Names, &m.list[i])
			if strings.Contains(line, "aaland") || strings.Contains(line, "aastory") {
				others++
				continue
			}
			got = append(got, line)
		}
		same(t, want, got, "the others' records")
		require.NotZero(t, others, "the stranger did nothing, so this shows nothing")
	})
}

// A parameter set in the scenario is the same as one set at the start of the
// run.
func TestSetIsAPatchAtTheStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := agentstest.World(t)
		seed := rapid.Uint64().Draw(t, "seed")
		base := load(t, text)
		var live []int
		for i, p := range base.Spec.Params {
			if p.Live && p.Unit != model.Milliseconds {
				live = append(live, i)
			}
		}
		p := base.Spec.Params[rapid.SampledFrom(live).Draw(t, "parameter")]
		value := rapid.Int64Range(p.Min, min(p.Max, 20_000_000)).Draw(t, "value")
		written := fmt.Sprint(value)
		if p.Unit == model.Millionths {
			written = fmt.Sprintf("%d.%06d", value/1e6, abs(value%1e6))
			if value < 0 && value > -1e6 {
				written = "-" + written
			}
		}
		set := load(t, text, p.Path+"="+written)
		_, m1 := run(t, set.Spec, seed)

		patched := agents.New(base.Spec, seed)
		id, ok := base.Spec.Param(p.Path)
		require.True(t, ok)
		m2 := &memory{}
		patched.Listen(m2)
		patched.Set(id, value, journal.Link{})
		require.NoError(t, patched.Run())
		require.Equal(t, journal.Set, m2.list[0].Kind)
		same(t, lines(&set.Spec.Names, m1.list), lines(&base.Spec.Names, m2.list), p.Path+"="+written)
	})
}

// same compares two runs and shows the first record that differs.
func same(t *rapid.T, want, got []string, what string) {
	for i := range min(len(want), len(got)) {
		require.Equal(t, want[i], got[i], "%s: record %d", what, i+1)
	}
	require.Len(t, got, len(want), what)
}

func abs(x int64) int64 { return max(x, -x) }

func lines(names *journal.Names, list []journal.Record) []string {
	var out []string
	for i := range list {
		out = append(out, identified(names, &list[i]))
	}
	return out
}

// Nobody holds what a marking forbids: judged from the records and the
// scenario's markings, by code that the chain does not share.
func TestMarkingsHold(t *testing.T) {
	judged := 0
	rapid.Check(t, func(t *rapid.T) {
		s := load(t, agentstest.World(t))
		_, m := run(t, s.Spec, rapid.Uint64().Draw(t, "seed"))
		c := checker{spec: s.Spec, cargo: map[sim.ID]*journal.Record{}, given: map[consent]bool{}, listed: map[listing]bool{}, asked: map[sim.ID]sim.ID{}}
		for i := range m.list {
			c.look(t, &m.list[i])
		}
		judged += c.judged
	})
	require.NotZero(t, judged)
}

// listing is a fact that its own originator entered into a store.
type listing struct{ fact, by journal.Ref }

type consent struct {
	owner, fact journal.Ref
	to          model.NationID
}

// checker follows who let which fact go where.
type checker struct {
	spec   *model.Spec
	cargo  map[sim.ID]*journal.Record // Sent, by message
	asked  map[sim.ID]sim.ID          // consent given: the message that waits
	given  map[consent]bool
	listed map[listing]bool
	judged int
}

func (c *checker) look(t *rapid.T, r *journal.Record) {
	switch r.Kind {
	case journal.Sent:
		c.cargo[r.Subject] = r
	case journal.Read:
		if journal.Message(r.Args[0]) != journal.ConsentGiven {
			return
		}
		waiting := c.cargo[sim.ID(c.cargo[r.Subject].Args[5])]
		to := c.nation(journal.Ref(waiting.Args[1]))
		for _, f := range waiting.Facts {
			c.given[consent{journal.Ref(r.Args[1]), f, to}] = true
		}
	case journal.Listed:
		c.listed[listing{journal.Ref(r.Args[0]), journal.Ref(r.Args[1])}] = true
	case journal.Held:
		if r.Args[3] == 1 {
			c.judge(t, r)
		}
	}
}

// judge holds a fact that was understood against its originator's marking.
func (c *checker) judge(t *rapid.T, r *journal.Record) {
	c.judged++
	line := told(&c.spec.Names, r)
	reader, owner, via := c.agency(r.Actor), c.agency(journal.Ref(r.Args[1])), c.agency(journal.Ref(r.Args[2]))
	m := owner.Originates
	class := m.Class
	for i := range c.spec.Facts {
		if c.spec.Facts[i].Ref == journal.Ref(r.Args[0]) {
			class = max(class, c.spec.Facts[i].Class)
		}
	}
	for class < journal.TopSecret && c.spec.Nations[reader.Nation].Classes>>class&1 == 0 {
		class++
	}
	require.NotZero(t, reader.Classes>>class&1, "not cleared: %s", line)
	if via.Store != model.None {
		require.True(t, m.RelTo == nil || owner.Nation == reader.Nation || slices.Contains(m.RelTo, reader.Nation), "not releasable: %s", line)
		open := !m.Controlled && m.TLP <= law.Green || c.given[consent{owner.Ref, journal.Ref(r.Args[0]), via.Nation}]
		require.True(t, open || c.listed[listing{journal.Ref(r.Args[0]), owner.Ref}], "listed without consent: %s", line)
		return
	}
	if owner.Ref == via.Ref || owner.Nation == reader.Nation {
		require.True(t, owner.Nation == reader.Nation || m.RelTo == nil || slices.Contains(m.RelTo, reader.Nation), "not releasable: %s", line)
		return
	}
	free := (m.RelTo == nil || slices.Contains(m.RelTo, reader.Nation)) &&
		(via.Nation == reader.Nation && m.TLP <= law.Amber || !m.Controlled && m.TLP <= law.Green)
	require.True(t, free || c.given[consent{owner.Ref, journal.Ref(r.Args[0]), reader.Nation}], "without consent: %s", line)
}

func (c *checker) agency(r journal.Ref) *model.Agency {
	for i := range c.spec.Agencies {
		if c.spec.Agencies[i].Ref == r {
			return &c.spec.Agencies[i]
		}
	}
	return nil
}

func (c *checker) nation(r journal.Ref) model.NationID { return c.agency(r).Nation }
