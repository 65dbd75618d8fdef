package explain_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay"
	"entente/replay/explain"
	"entente/scenarios"
)

// BenchmarkWhy explains out of an open file of thirty days of twelve nations.
func BenchmarkWhy(b *testing.B) {
	sc, err := scenarios.Load("twelve-nations", scenarios.Options{})
	require.NoError(b, err)
	var file bytes.Buffer
	out, err := replay.Create(&file, replay.Meta{Engine: agents.Version, Scenario: "twelve-nations", Seed: 1}, sc.Static, &sc.Spec.Names, nil)
	require.NoError(b, err)
	w := agents.New(sc.Spec, 1, out)
	require.NoError(b, w.Run())
	require.NoError(b, out.Close(w.Digest(), w.Count()))
	for name, ask := range map[string]func(*explain.Reader) (*explain.Explanation, error){
		"deadline": func(x *explain.Reader) (*explain.Explanation, error) { return x.Deadline("ledger.could-freeze") },
		"not met":  func(x *explain.Reader) (*explain.Explanation, error) { return x.Deadline("crossing.could-detain") },
		"message":  func(x *explain.Reader) (*explain.Explanation, error) { return x.Message("5000") },
		"fact": func(x *explain.Reader) (*explain.Explanation, error) {
			return x.Fact("ledger.courier", "kastovia.spoc")
		},
		"record": func(x *explain.Reader) (*explain.Explanation, error) { return x.Record(9000) },
	} {
		b.Run(name, func(b *testing.B) {
			f, err := replay.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
			require.NoError(b, err)
			for b.Loop() {
				x, err := explain.New(f)
				require.NoError(b, err)
				_, err = ask(x)
				require.NoError(b, err)
			}
		})
	}
}
