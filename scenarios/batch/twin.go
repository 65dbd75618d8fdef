package batch

import (
	"cmp"

	"entente/scenarios/results"
	"entente/sim/files"
)

// twin writes a table in both its forms, with its dictionary.
type twin struct {
	table  *results.Table
	packed *results.Writer
	plain  *results.CSV
	sum    *results.Digest
	files  [3]*sealed
}

// newTwin begins a table in the first three of some files, whose names these are.
func newTwin(t *results.Table, parts []*files.Part, names ...string) (x *twin, err error) {
	x = &twin{table: t, sum: results.NewDigest(t)}
	for i := range x.files {
		x.files[i] = seal(names[i], parts[i])
	}
	if x.packed, err = results.NewWriter(x.files[0], t); err != nil {
		return nil, err
	}
	x.plain, err = results.NewCSV(x.files[1], t)
	return x, err
}

func (x *twin) write(row results.Row) error {
	x.sum.Add(row)
	return cmp.Or(x.packed.Write(row), x.plain.Write(row))
}

// close ends the table and says what its files are.
func (x *twin) close(f *Folder) (written []ManifestFile, err error) {
	if err := cmp.Or(f.label(x.packed), x.packed.Close(), x.plain.Close(), x.table.Dictionary(x.files[2])); err != nil {
		return nil, err
	}
	for _, s := range x.files {
		written = append(written, s.file())
	}
	return written, nil
}
