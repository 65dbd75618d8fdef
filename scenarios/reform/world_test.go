package reform_test

import (
	_ "embed"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/scenarios"
	"entente/scenarios/reform"
	"entente/scenarios/sweep"
	"entente/sim"
	"entente/sim/files"
)

// guarded is the world with a rule that protects rights, and the tempting way around it.
const guarded = `
  LAW: {title: The rule goes, cost: 1, lead: 10d, remove: [nations.arvonia.laws.careful]}
  court: {title: Collected at home too, cost: 9, lead: 10d, set: {nations.belmora.agencies.spoc.collects.THREAT_LEVEL: 1, storylines.s.facts.a.seen_in: [arvonia, belmora]}}
`

// planted is a world whose one line is too slow, with another instant by which it must
// not be.
func planted(due string) string { return strings.ReplaceAll(world, "T+4h", due) }

//go:embed testdata/slow-line.yaml
var world string

func withLaw(text string) string {
	text = strings.Replace(text, "  arvonia: {", `  arvonia: {laws: [{id: careful, when: 'abroad && "THREAT_LEVEL" in item.kinds', do: block, ground: rights, tag: C, source: test}], `, 1)
	return text + strings.ReplaceAll(guarded[1:], "LAW", "repeal")
}

func family(t testing.TB, text string) *scenarios.Family {
	name := filepath.Join(t.TempDir(), "planted.yaml")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	f, err := scenarios.NewFamily(name, scenarios.Options{})
	require.NoError(t, err)
	return f
}

func found(t testing.TB, text string, q reform.Question, workers int) (*reform.Answer, *reform.Field) {
	f := family(t, text)
	field := &reform.Field{Family: f, Which: []int{0}, Seed: 3, Workers: workers}
	a, err := reform.Search(asked(q), f.Scenario().Reforms, none, field, nil)
	require.NoError(t, err)
	return a, field
}

func none(reform.Waited) []*scenarios.Remedy { return nil }

// In a world of which the answer is known, one reform closes the gap, or two that are
// needed together, or none; and what is claimed stands when somebody else counts, on
// seeds that no search has seen.
func TestPlantedWorlds(t *testing.T) {
	q := reform.Question{Reps: 59}
	for due, want := range map[string]string{"T+6h": "faster", "T+4h": "faster + reader", "T+2h": ""} {
		a, _ := found(t, planted(due), q, 2)
		d := a.Data([]string{"s.knows"})
		if want == "" {
			require.Equal(t, "none", d.Verdict, due)
			require.Contains(t, d.Says, "All sets of the 3 reforms were tried")
			continue
		}
		require.Equal(t, "closes", d.Verdict, "%s: %s", due, d.Says)
		require.Equal(t, want, d.Sets[0].Name(), due)
		require.Equal(t, 1, d.Sets[0].Rank)

		f := family(t, planted(due))
		s, err := f.With(a.Claimed()[0].Set.Of(a)...)
		require.NoError(t, err)
		worlds, traces := sweep.NewWorlds(s.Spec), &sweep.Traces{}
		late, err := sweep.RunAll(t.Context(), sweep.Pool{Workers: 2}, 300, func(i int) (int, error) {
			trace := traces.Take(s.Static)
			defer traces.Return(trace)
			_, err := worlds.Run(sim.Replication(990_001, uint64(i)), trace)
			if d := trace.Deadlines()[0]; d.When != sim.Never && d.At-d.When > 0 {
				return 0, err
			}
			return 1, err
		})
		require.NoError(t, err)
		n := 0
		for _, one := range late {
			n += one
		}
		require.LessOrEqual(t, n, 15, "%s: at most one in twenty", due)
	}
}

// The tempting reform takes a safeguard away, and is told as one that costs rights; where
// rights are to be spared, the other is found.
func TestARuleThatProtectsRights(t *testing.T) {
	text := withLaw(planted("T+15h"))
	a, _ := found(t, text, reform.Question{Reps: 59, Most: 1}, 2)
	d := a.Data([]string{"s.knows"})
	require.Equal(t, "repeal", d.Sets[0].Name(), d.Says)
	require.True(t, d.Sets[0].Rights.Costs)
	require.Contains(t, d.Sets[0].RightsText(), "refused on rights grounds")
	a, _ = found(t, text, reform.Question{Reps: 59, Most: 1, SpareRights: true}, 2)
	d = a.Data([]string{"s.knows"})
	require.Equal(t, "court", d.Sets[0].Name(), d.Says)
	require.False(t, d.Sets[0].Rights.Costs)
	require.Equal(t, "costly", d.Sets[1].What)
}

// broken is a runner that ends after some calls, as a kill does.
type broken struct {
	reform.Runner
	left int
}

var errKilled = errors.New("killed")

func (b *broken) Rows(jobs []reform.Job) ([]reform.Row, error) {
	if b.left--; b.left < 0 {
		return nil, errKilled
	}
	return b.Runner.Rows(jobs)
}

// Killed anywhere and gone on with, with any number of workers, a search gives the same
// answer and leaves the same notes behind.
func TestResumed(t *testing.T) {
	text, q := planted("T+4h"), asked(reform.Question{Reps: 59})
	f := family(t, text)
	title := reform.Title{Hash: "h", Engine: "e", Build: "b", Deadlines: 1}
	run := func(dir string, workers, calls int) (*reform.Data, error) {
		n, err := reform.OpenNotebook(dir, title, &broken{&reform.Field{Family: f, Which: []int{0}, Seed: 3, Workers: workers}, calls}, files.NewStore(files.Disk{}))
		require.NoError(t, err)
		defer n.Close()
		_, err = reform.OpenNotebook(dir, title, nil, files.NewStore(files.Disk{}))
		require.ErrorIs(t, err, files.ErrHeld, "two at one directory")
		a, err := reform.Search(q, f.Scenario().Reforms, none, n, nil)
		if err != nil {
			return nil, err
		}
		return a.Data([]string{"s.knows"}), nil
	}
	whole := t.TempDir()
	want, err := run(whole, 1, 1<<30)
	require.NoError(t, err)
	again := t.TempDir()
	kills := 0
	for calls := 1; ; calls += 2 {
		got, err := run(again, 1+calls%3, calls)
		if err != nil {
			require.ErrorIs(t, err, errKilled)
			kills++
			continue
		}
		require.Equal(t, want, got)
		break
	}
	require.Greater(t, kills, 1)
	require.Equal(t, contents(t, whole), contents(t, again))

	for _, other := range []reform.Title{{Hash: "x", Engine: "e", Build: "b"}, {Hash: "h", Engine: "x", Build: "b"}, {Hash: "h", Engine: "e", Build: "b", Scenario: "other"}} {
		_, err := reform.OpenNotebook(whole, other, nil, files.NewStore(files.Disk{}))
		require.ErrorIs(t, err, reform.ErrOther)
	}
	n, err := reform.OpenNotebook(whole, reform.Title{Hash: "h", Engine: "e", Build: "new", Deadlines: 1}, nil, files.NewStore(files.Disk{}))
	require.NoError(t, err)
	require.Contains(t, n.Warning, "another build")
	n.Close()
	_, err = reform.OpenNotebook(whole, reform.Title{Hash: "h", Engine: "e", Build: "b", Deadlines: 2}, nil, files.NewStore(files.Disk{}))
	require.ErrorContains(t, err, "is damaged: run 0 of \"\" tells of 1 deadline and 2 are asked about")
	require.NoError(t, os.WriteFile(filepath.Join(whole, "notes", "part-000001.json"), []byte("[{"), 0o600))
	_, err = reform.OpenNotebook(whole, title, nil, files.NewStore(files.Disk{}))
	require.ErrorContains(t, err, "is damaged")
}

func contents(t *testing.T, dir string) map[string]string {
	out := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		out[strings.TrimPrefix(path, dir)] = string(data)
		return err
	}))
	return out
}

// What those that missed waited for is what the catalogue of the library answers: the
// line here. Once it is faster, what waits behind it is found too.
func TestReformsComeFromWhatWasWaitedFor(t *testing.T) {
	f := family(t, planted("T+3h"))
	c, err := scenarios.LibraryCatalogue()
	require.NoError(t, err)
	field := &reform.Field{Family: f, Which: []int{0}, Seed: 3, Workers: 2}
	a, err := reform.Survey(asked(reform.Question{Reps: 59}), nil, func(w reform.Waited) []*scenarios.Remedy { return f.Fill(c, w.Wait) }, field, nil)
	require.NoError(t, err)
	require.Equal(t, "faster-line:link", a.Candidates[0].ID)
	require.Equal(t, "link carries within minutes", a.Candidates[0].Title)
	require.Equal(t, []string{`channels.link.latency = {median: 1m, p95: 5m, tag: C, source: "as modern systems do"}`}, a.Candidates[0].Changes())
	require.Positive(t, a.Candidates[0].Ms)
	require.True(t, a.Candidates[0].Catalogued)
}
