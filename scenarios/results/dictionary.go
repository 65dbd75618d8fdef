package results

import (
	"encoding/json"
	"io"
)

// Dictionary writes what the columns of a table mean, as JSON.
func (t *Table) Dictionary(out io.Writer) error {
	type column struct {
		Column
		Type string `json:"type"`
	}
	all := struct {
		Table   string   `json:"table"`
		Columns []column `json:"columns"`
	}{Table: t.Name}
	for _, c := range t.Columns {
		all.Columns = append(all.Columns, column{c, c.Type.String()})
	}
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(all)
}
