package results_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/scenarios/results"
)

var table = &results.Table{Name: "runs", Keys: 2, Columns: []results.Column{
	{Name: "run", Says: "which run"},
	{Name: "part", Says: "which part of it"},
	{Name: "relations.*.trust", Type: results.Text, Optional: true, Says: "a factor"},
	{Name: "M1", Type: results.Real, Optional: true, Unit: "ms", Says: "a measure"},
	{Name: "M6", Type: results.Whole, Optional: true, Says: "a count"},
	{Name: "status", Type: results.Text, Says: "how it went"},
}}

func cells(t *rapid.T, i int) results.Row {
	row := results.Row{results.Int(int64(i / 2)), results.Int(int64(i % 2)), {}, {}, {}, results.String(rapid.SampledFrom([]string{"ok", "failed"}).Draw(t, "status"))}
	if rapid.Bool().Draw(t, "text") {
		row[2] = results.String(rapid.String().Draw(t, "value"))
	}
	if rapid.Bool().Draw(t, "real") {
		row[3] = results.Float(rapid.Float64().Draw(t, "value"))
	}
	if rapid.Bool().Draw(t, "whole") {
		row[4] = results.Int(rapid.Int64().Draw(t, "value"))
	}
	return row
}

func file(t require.TestingT, rows []results.Row) []byte {
	var b bytes.Buffer
	w, err := results.NewWriter(&b, table)
	require.NoError(t, err)
	for _, r := range rows {
		require.NoError(t, w.Write(r))
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

func reader(t require.TestingT, data []byte) *results.Reader {
	r, err := results.NewReader(bytes.NewReader(data), int64(len(data)), table)
	require.NoError(t, err)
	return r
}

func all(t require.TestingT, data []byte) (rows []results.Row) {
	r := reader(t, data)
	for {
		row := make(results.Row, len(table.Columns))
		if err := r.Read(row); err == io.EOF {
			return rows
		} else {
			require.NoError(t, err)
		}
		rows = append(rows, row)
	}
}

// What is written is read again, in the same bytes each time, and rows that were spread
// over any number of files, some of them twice, are one file again.
func TestRowsComeBackAndMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []results.Row
		for i := range rapid.IntRange(0, 700).Draw(t, "rows") {
			rows = append(rows, cells(t, i))
		}
		whole := file(t, rows)
		require.Equal(t, whole, file(t, rows))
		require.Equal(t, rows, all(t, whole))

		parts := make([][]results.Row, rapid.IntRange(1, 5).Draw(t, "files"))
		for i, r := range rows {
			at := rapid.IntRange(0, len(parts)-1).Draw(t, "where")
			parts[at] = append(parts[at], r)
			if i%17 == 0 && at > 0 {
				parts[0] = append(parts[0], r)
			}
		}
		var readers []*results.Reader
		for _, p := range parts {
			readers = append(readers, reader(t, file(t, p)))
		}
		var merged []results.Row
		d, want := results.NewDigest(table), results.NewDigest(table)
		require.NoError(t, results.Merge(table, readers, func(r results.Row) error {
			merged = append(merged, append(results.Row(nil), r...))
			d.Add(r)
			return nil
		}))
		require.Equal(t, whole, file(t, merged))
		for _, r := range rows {
			want.Add(r)
		}
		require.Equal(t, want.String(), d.String())
	})
}

func TestTwinsMustAgree(t *testing.T) {
	row := func(m float64) results.Row {
		return results.Row{results.Int(4), results.Int(0), {}, results.Float(m), {}, results.String("ok")}
	}
	err := results.Merge(table, []*results.Reader{reader(t, file(t, []results.Row{row(1)})), reader(t, file(t, []results.Row{row(2)}))}, func(results.Row) error { return nil })
	require.EqualError(t, err, "run 4 was made twice and differs: M1 is 1 and 2")
}

func TestBadFilesAreErrors(t *testing.T) {
	var rows []results.Row
	for i := range 50 {
		rows = append(rows, results.Row{results.Int(int64(i)), results.Int(0), {}, results.Float(1), {}, results.String("ok")})
	}
	data := file(t, rows)
	for cut := 0; cut < len(data); cut += 7 {
		_, err := results.NewReader(bytes.NewReader(data[:cut]), int64(cut), table)
		require.Error(t, err)
	}
	other := *table
	other.Columns = other.Columns[:5]
	_, err := results.NewReader(bytes.NewReader(data), int64(len(data)), &other)
	require.True(t, errors.Is(err, results.ErrOther))
	w, err := results.NewWriter(io.Discard, table)
	require.NoError(t, err)
	require.NoError(t, w.Write(rows[3]))
	require.EqualError(t, w.Write(rows[3]), "results: rows out of order")
	require.EqualError(t, w.Write(results.Row{results.Int(9), results.Int(0), {}, {}, {}, {}}), "results: a row has no status")
}

func FuzzReader(f *testing.F) {
	f.Add(file(f, []results.Row{{results.Int(1), results.Int(0), {}, results.Float(1), {}, results.String("ok")}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := results.NewReader(bytes.NewReader(data), int64(len(data)), table)
		if err != nil {
			return
		}
		row := make(results.Row, len(table.Columns))
		for r.Read(row) == nil {
		}
	})
}

func TestCSVRunsNothing(t *testing.T) {
	var b strings.Builder
	w, err := results.NewCSV(&b, table)
	require.NoError(t, err)
	require.NoError(t, w.Write(results.Row{results.Int(-4), results.Int(0), results.String("=1+1"), results.Float(0.25), {}, results.String("ok")}))
	require.NoError(t, w.Close())
	require.Equal(t, "run,part,relations.*.trust,M1,M6,status\n-4,0,'=1+1,0.25,,ok\n", b.String())
}
