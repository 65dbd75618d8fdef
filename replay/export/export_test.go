package export_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"io"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay"
	"entente/replay/export"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

func story(t *testing.T, name string) *measure.Trace {
	t.Helper()
	sc, err := scenarios.Load(name, scenarios.Options{})
	require.NoError(t, err)
	s := measure.NewTrace(sc.Static)
	require.NoError(t, agents.New(sc.Spec, 1, s).Run())
	return s
}

func table(t *testing.T, all []*export.Table, name string) *export.Table {
	t.Helper()
	for _, x := range all {
		if x.Name == name {
			return x
		}
	}
	t.Fatalf("no table %s", name)
	return nil
}

// column is the values of a column.
func column(t *testing.T, x *export.Table, name string) (list []string) {
	t.Helper()
	for i, c := range x.Columns {
		if c.Name == name {
			for row := range x.Rows {
				list = append(list, row[i].String())
			}
			return list
		}
	}
	t.Fatalf("table %s has no column %s", x.Name, name)
	return nil
}

// count is the number of rows.
func count(x *export.Table) (n int) {
	for range x.Rows {
		n++
	}
	return n
}

// Tables of every library scenario agree with what measures count, every row has a
// value of its column's type or nothing, and the dictionary has every column.
func TestTables(t *testing.T) {
	for _, entry := range scenarios.Library() {
		s := story(t, entry.Name)
		all := export.Tables(s, 1)
		columns := 0
		for _, x := range all {
			columns += len(x.Columns)
			for row := range x.Rows {
				require.Len(t, row, len(x.Columns), x.Name)
				for i, c := range row {
					typed(t, x.Name+"."+x.Columns[i].Name, x.Columns[i].Type, c)
				}
				require.True(t, json.Valid(x.AppendJSON(nil, row)))
			}
		}
		require.Equal(t, columns, count(export.Dictionary(all)))
		require.Equal(t, len(s.Transits(sim.Never)), count(table(t, all, "messages")), entry.Name)
		require.Equal(t, len(s.Static.Deadlines), count(table(t, all, "deadlines")))
		require.Equal(t, len(s.Static.Entries), count(table(t, all, "entries")))
		require.Equal(t, len(measure.Catalogue), count(table(t, all, "figures")))

		// Stretches have no gap to their record and add up to what records say.
		sum := int64(0)
		for i := range s.Records {
			for _, x := range s.Records[i].Spans {
				sum += int64(x.Ms)
			}
		}
		spans := table(t, all, "spans")
		from, until, ms := column(t, spans, "from_ms"), column(t, spans, "until_ms"), column(t, spans, "ms")
		for i := range ms {
			a, b, n := number(t, from[i]), number(t, until[i]), number(t, ms[i])
			require.Equal(t, n, b-a)
			sum -= n
		}
		require.Zero(t, sum)
	}
}

func number(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(s, 10, 64)
	require.NoError(t, err)
	return n
}

func typed(t *testing.T, where string, want export.Type, c export.Cell) {
	t.Helper()
	if c.String() == "" {
		return
	}
	var v any
	require.NoError(t, json.Unmarshal(c.AppendJSON(nil), &v), where)
	switch want {
	case export.Text:
		require.IsType(t, "", v, where)
	case export.Truth:
		require.IsType(t, true, v, where)
	default:
		require.IsType(t, 1.0, v, where)
	}
}

// A trace is JSON whose slices have lanes with names, and whose arrows have two ends.
func TestTrace(t *testing.T) {
	s := story(t, "twelve-nations")
	var b bytes.Buffer
	require.NoError(t, export.Trace(&b, s.Lookup(), wording.HSEEP.Stretch))
	var out struct {
		Events []struct {
			Ph, Name string
			ID, Pid  int
			Tid      int
			Ts, Dur  int64
		} `json:"traceEvents"`
	}
	require.NoError(t, json.Unmarshal(b.Bytes(), &out))
	named, ends, total := map[[2]int]bool{}, map[int]string{}, int64(0)
	for _, e := range out.Events {
		require.GreaterOrEqual(t, e.Ts, int64(0), "viewers know no time before zero")
		switch e.Ph {
		case "M":
			named[[2]int{e.Pid, e.Tid}] = true
		case "X":
			require.True(t, named[[2]int{e.Pid, e.Tid}], "%s is drawn in a lane without a name", e.Name)
			if e.Dur != 1 {
				total += e.Dur
			}
		case "s", "f":
			ends[e.ID] += e.Ph
		}
	}
	read := 0
	for _, m := range s.Transits(sim.Never) {
		if m.Outcome == journal.Done {
			read++
		}
	}
	require.Len(t, ends, read)
	for id, both := range ends {
		require.Equal(t, "sf", both, id)
	}
	sum := int64(0)
	for i := range s.Records {
		for _, x := range s.Records[i].Spans {
			sum += int64(x.Ms) * 1000
		}
	}
	require.Equal(t, sum, total)
}

// traced is one event of a trace.
type traced struct {
	Ph, Name, Cat, S, Bp string
	ID                   *int64
	Pid, Tid             *int
	Ts, Dur              *int64
	Args                 map[string]any
}

// Traces keep the rules of the trace-event format (Trace Event Format, Google, 2016: complete,
// instant, flow and metadata events), by which Perfetto, Chrome and others read: kinds
// they know, a process and a thread with a name each, times from zero, slices of one
// thread inside each other or apart, instants with a scope, and arrows that begin
// before they end, both in a slice.
func TestTraceKeepsTheRulesOfItsFormat(t *testing.T) {
	for _, name := range []string{"two-nations", "deportation-notice-2015", "joint-operation", "twelve-nations"} {
		s := story(t, name)
		var b bytes.Buffer
		require.NoError(t, export.Trace(&b, s.Lookup(), wording.HSEEP.Stretch))
		var out struct {
			TraceEvents     []traced
			DisplayTimeUnit string
			OtherData       map[string]string
		}
		d := json.NewDecoder(&b)
		d.DisallowUnknownFields()
		require.NoError(t, d.Decode(&out))
		require.Contains(t, []string{"ms", "ns"}, out.DisplayTimeUnit)
		slicesOf, names := map[[2]int][]traced{}, map[string]map[[2]int]bool{"process_name": {}, "thread_name": {}}
		flows := map[int64][]traced{}
		for i, e := range out.TraceEvents {
			require.True(t, e.Pid != nil && e.Tid != nil && e.Name != "", "event %d", i)
			thread := [2]int{*e.Pid, *e.Tid}
			if e.Ph != "M" {
				require.NotNil(t, e.Ts, "event %d", i)
				require.GreaterOrEqual(t, *e.Ts, int64(0), "event %d", i)
			}
			switch e.Ph {
			case "M":
				word, text := e.Args["name"].(string)
				require.True(t, text && word != "", "event %d", i)
				require.False(t, names[e.Name][thread], "%v has two names", thread)
				names[e.Name][thread] = true
			case "X":
				require.NotNil(t, e.Dur, "event %d", i)
				require.GreaterOrEqual(t, *e.Dur, int64(0), "event %d", i)
				slicesOf[thread] = append(slicesOf[thread], e)
			case "i":
				require.Contains(t, []string{"g", "p", "t"}, e.S, "event %d", i)
			case "s", "f":
				require.NotNil(t, e.ID, "event %d", i)
				flows[*e.ID] = append(flows[*e.ID], e)
			default:
				require.Failf(t, "a kind that readers do not know", "event %d: %q", i, e.Ph)
			}
		}
		for thread, list := range slicesOf {
			require.True(t, names["thread_name"][thread] && names["process_name"][[2]int{thread[0], 0}], "%v has no name", thread)
			nested(t, name, thread, list)
		}
		require.NotEmpty(t, flows)
		for id, ends := range flows {
			require.Len(t, ends, 2, "arrow %d", id)
			a, z := ends[0], ends[1]
			require.Equal(t, []string{"s", "f", a.Name, a.Cat}, []string{a.Ph, z.Ph, z.Name, z.Cat}, "arrow %d", id)
			require.LessOrEqual(t, *a.Ts, *z.Ts, "arrow %d", id)
			require.Equal(t, "e", z.Bp, "its end binds to the slice around it")
			for _, e := range ends {
				inside := slices.ContainsFunc(slicesOf[[2]int{*e.Pid, *e.Tid}], func(x traced) bool { return *x.Ts <= *e.Ts && *e.Ts < *x.Ts+*x.Dur })
				require.True(t, inside, "arrow %d ends in no slice", id)
			}
		}
	}
}

// nested holds that slices are inside each other or apart: readers drop one that
// begins in another and outlasts it. Of those that begin at one instant the first in
// the file is the outer one.
func nested(t *testing.T, name string, thread [2]int, list []traced) {
	slices.SortStableFunc(list, func(a, b traced) int { return cmp.Compare(*a.Ts, *b.Ts) })
	var open []int64 // where the slices end that are open
	for _, e := range list {
		for len(open) > 0 && open[len(open)-1] <= *e.Ts {
			open = open[:len(open)-1]
		}
		end := *e.Ts + *e.Dur
		if len(open) > 0 {
			require.LessOrEqual(t, end, open[len(open)-1], "%s, thread %v: %s at %d outlasts the slice in which it begins", name, thread, e.Name, *e.Ts)
		}
		open = append(open, end)
	}
}

// A graph is XML whose arrows join its nodes and count every message.
func TestGraphML(t *testing.T) {
	s := story(t, "three-nations")
	var b bytes.Buffer
	require.NoError(t, export.GraphML(&b, s.Lookup()))
	var g struct {
		Graph struct {
			Nodes []struct {
				ID string `xml:"id,attr"`
			} `xml:"node"`
			Edges []struct {
				Source string `xml:"source,attr"`
				Target string `xml:"target,attr"`
				Data   []struct {
					Key string `xml:"key,attr"`
					N   int64  `xml:",chardata"`
				} `xml:"data"`
			} `xml:"edge"`
		} `xml:"graph"`
	}
	require.NoError(t, xml.NewDecoder(&b).Decode(&g))
	nodes := map[string]bool{}
	for _, n := range g.Graph.Nodes {
		nodes[n.ID] = true
	}
	messages := int64(0)
	for _, e := range g.Graph.Edges {
		require.True(t, nodes[e.Source] && nodes[e.Target])
		for _, d := range e.Data {
			if d.Key == "read" || d.Key == "ended_otherwise" {
				messages += d.N
			}
		}
	}
	require.EqualValues(t, len(s.Transits(sim.Never)), messages)
	require.NoError(t, export.GraphML(io.Discard, measure.NewTrace(s.Static).Lookup()), "a run in which nobody told anybody")
}

// probe asks, at every hundredth write, what lives.
type probe struct {
	writes int
	most   uint64
}

func (p *probe) Write(b []byte) (int, error) {
	if p.writes++; p.writes%100 == 0 {
		p.most = max(p.most, living())
	}
	return len(b), nil
}

// living is the bytes in use once all garbage is gone.
func living() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// A trace is written out of a file whose records are never all in memory, and tables
// row by row: what lives while they are written is a small part of the file.
func TestExportsHoldLittle(t *testing.T) {
	sc, err := scenarios.Load("twelve-nations", scenarios.Options{})
	require.NoError(t, err)
	var file bytes.Buffer
	out, err := replay.Create(&file, replay.Meta{Engine: agents.Version, Scenario: "twelve-nations", Seed: 1}, sc.Static, &sc.Spec.Names, nil)
	require.NoError(t, err)
	s := measure.NewTrace(sc.Static)
	w := agents.New(sc.Spec, 1, out, s)
	require.NoError(t, w.Run())
	require.NoError(t, out.Close(w.Digest(), w.Count()))
	f, err := replay.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
	require.NoError(t, err)
	info, err := f.Info()
	require.NoError(t, err)
	for _, table := range export.Tables(s, 1) { // what the story keeps for the next who asks
		count(table)
	}

	held := func(export func(w io.Writer)) float64 {
		before, p := living(), &probe{}
		export(p)
		require.Greater(t, p.writes, 100)
		return float64(p.most-min(p.most, before)) / float64(info.Unpacked)
	}
	require.Less(t, held(func(w io.Writer) { require.NoError(t, export.Trace(w, f, wording.HSEEP.Stretch)) }), 0.3)
	for _, table := range export.Tables(s, 1) {
		if table.Name == "spans" {
			require.Less(t, held(func(w io.Writer) {
				var b []byte
				for row := range table.Rows {
					b = table.AppendJSON(b[:0], row)
					_, err := w.Write(b)
					require.NoError(t, err)
				}
			}), 0.05)
		}
	}
	runtime.KeepAlive(s)
}
