package reform_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/cmd/dev/depth"
	"entente/scenarios"
	"entente/scenarios/reform"
)

var rewrite = flag.Bool("rewrite", false, "measure anew what was expected of remedies, at the depth long")

// expectation is a line of stated.txt.
type expectation struct{ scenario, deadline, remedy, expected string }

// rows reads a table whose columns stand between bars.
func rows(t *testing.T, name string) (list [][]string) {
	text, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		list = append(list, cells)
	}
	return list
}

func stated(t *testing.T) (list []expectation) {
	for _, c := range rows(t, "stated.txt") {
		require.Len(t, c, 5, c)
		list = append(list, expectation{c[0], c[1], c[2], c[3]})
	}
	return list
}

// confirmed holds what was expected of a remedy against what was found of it.
func (x *expectation) confirmed(d *reform.Data, alone *reform.SetData) string {
	claimed := func(only bool) bool {
		return slices.ContainsFunc(d.Sets, func(s *reform.SetData) bool {
			return s.What == "claimed" && slices.Contains(s.Reforms, x.remedy) && (!only || len(s.Reforms) == 1)
		})
	}
	say := map[bool]string{true: "yes", false: "no"}
	switch x.expected {
	case "closes":
		return say[claimed(true)]
	case "nothing":
		return say[!alone.Gain.Shows()]
	case "none":
		return say[d.Verdict == "none"]
	}
	switch shows := alone.Gain.Shows() && alone.Gain.Value > 0; {
	case shows && claimed(false) && !claimed(true):
		return "yes"
	case shows:
		return "half"
	}
	return "no"
}

// asks is the search that an expectation is measured by: the scenario's own reforms, or
// where none is named those of the library's catalogue in sets of up to two.
func (x *expectation) asks(t *testing.T) *reform.Data {
	f, err := scenarios.NewFamily(x.scenario, scenarios.Options{})
	require.NoError(t, err)
	s := f.Scenario()
	q := reform.Question{Most: 3, Reps: 200, Finalists: 3, MostTried: 12, Share: 0.05, Level: 0.95}
	fill := none
	if x.remedy == "-" {
		q.Most = 2
		c, err := scenarios.LibraryCatalogue()
		require.NoError(t, err)
		fill = func(w reform.Waited) []*scenarios.Remedy { return f.Fill(c, w.Wait) }
	}
	which := -1
	for i, d := range s.Static.Deadlines {
		if d.Name == x.deadline {
			which = i
		}
	}
	require.GreaterOrEqual(t, which, 0, x.deadline)
	a, err := reform.Search(q, s.Reforms, fill, &reform.Field{Family: f, Which: []int{which}, Seed: 1, Workers: 2}, nil)
	require.NoError(t, err)
	return a.Data([]string{x.deadline})
}

func kept(s *reform.SetData) string { return fmt.Sprintf("%d of %d", s.Runs-s.Missed, s.Runs) }

// measured is a row of measured.txt.
func (x *expectation) measured(d *reform.Data) (row, confirmed string) {
	alone := d.Today
	for _, s := range d.Sets {
		if slices.Equal(s.Reforms, []string{x.remedy}) {
			alone = s
		}
	}
	best, gain := "-", "-"
	if len(d.Sets) > 0 && len(d.Sets[0].Reforms) > 1 {
		best = fmt.Sprintf("%s %s: %s", kept(d.Sets[0]), d.Sets[0].Verdict, strings.Join(d.Sets[0].Reforms, " + "))
	}
	if alone != d.Today {
		gain = alone.Gain.Say("h")
	}
	confirmed = x.confirmed(d, alone)
	with := kept(alone)
	if alone == d.Today {
		with = "-"
	}
	return strings.Join([]string{x.scenario, x.deadline, x.remedy, x.expected, confirmed, kept(d.Today), with, gain, alone.Verdict, d.Verdict, best}, " | "), confirmed
}

const measuredHead = `# What was measured of what stated.txt expected, with 200 replications from seed 1 and as
# many fresh ones for claims: the scenario's own reforms in sets of up to three; where no
# remedy is named, twelve of the library's catalogue in sets of up to two. Made by
# ENTENTE_DEPTH=long go test ./scenarios/reform -run Measured -rewrite
#
# "half": it shows, as a remedy was expected to that matters, and no set that holds it was
# claimed. Gain: mean time to spare, run by run less today's, with its 95 % interval; what
# never comes counts as if it came at the end.
#
# scenario | deadline | remedy | expected | confirmed | in time today | with it alone | gain | alone | the search | its first set of several
`

// What was stated beforehand of each remedy is measured, all of it, and the manual tells it
// with the engine that it was measured with. At the depth long the measuring is done again,
// with this engine, and gives the same.
func TestMeasured(t *testing.T) {
	want := stated(t)
	mark := "# engine " + agents.Version
	text, err := os.ReadFile(filepath.Join("testdata", "measured.txt"))
	require.NoError(t, err)
	if !*rewrite {
		engine := regexp.MustCompile(`(?m)^# engine (\S+)$`).FindSubmatch(text)
		require.NotNil(t, engine)
		got := rows(t, "measured.txt")
		require.Len(t, got, len(want))
		for i, x := range want {
			require.Equal(t, []string{x.scenario, x.deadline, x.remedy, x.expected}, got[i][:4])
		}
		toldInManual(t, got, string(engine[1]))
	}
	if depth.Now() < depth.Long {
		t.Log("measuring takes some five minutes of one core: ENTENTE_DEPTH=long asks for it")
		return
	}
	found := map[string]*reform.Data{}
	count := map[string]int{}
	out := measuredHead + mark + "\n\n"
	for _, x := range want {
		key := x.scenario + x.deadline
		if found[key] == nil {
			found[key] = x.asks(t)
		}
		row, confirmed := x.measured(found[key])
		count[confirmed]++
		out += row + "\n"
	}
	out += fmt.Sprintf("\n# of %d expectations %d were confirmed, %d by half, %d not\n", len(want), count["yes"], count["half"], count["no"])
	if *rewrite {
		require.NoError(t, os.WriteFile(filepath.Join("testdata", "measured.txt"), []byte(out), 0o644))
		return
	}
	require.Equal(t, string(text), out)
}

// toldInManual holds what the manual and the package say of the measuring against it.
func toldInManual(t *testing.T, rows [][]string, engine string) {
	count := map[string]int{}
	for _, c := range rows {
		count[c[4]]++
	}
	manual := ""
	for _, c := range scenarios.Manual() {
		manual += strings.Join(strings.Fields(c.Text), " ")
	}
	require.Contains(t, manual, fmt.Sprintf("Of %d expectations %d were confirmed, %d by half and %d not", len(rows), count["yes"], count["half"], count["no"]))
	require.Contains(t, manual, "measured on 200 runs each with engine "+engine+",")
	said := 0
	for _, c := range rows {
		today, _, _ := strings.Cut(c[5], " ")
		with, _, _ := strings.Cut(c[6], " ")
		if c[4] == "yes" && c[3] == "nothing" || c[2] == "-" {
			continue // the table is of what was expected to do something
		}
		require.Contains(t, manual, fmt.Sprintf("| %s | %s | %s | %s | %s |", strings.ReplaceAll(c[1], "-", " "), strings.ReplaceAll(c[2], "-", " "), c[3], today, with))
		said++
	}
	require.Positive(t, said)
}
