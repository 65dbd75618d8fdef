package intake

import (
	"encoding/json"
	"maps"
)

// object is a part of a schema; encoding sorts its keys.
type object = map[string]any

// Schema is the grammar of mapping files as a JSON Schema of draft 2020-12, for
// editors. It knows keys, words and forms; what a list has only msel import knows.
func Schema() []byte {
	text := object{"type": "string"}
	says := func(what string, of object) object {
		all := maps.Clone(of)
		all["description"] = what
		return all
	}
	words := func(what string, list []string) object {
		value := text
		if list != nil {
			value = object{"enum": list}
		}
		return object{"type": "object", "description": what, "additionalProperties": value}
	}
	offset := object{"type": "string", "pattern": `^(Z|[+-][01][0-9]:[0-5][0-9])$`}
	m := (&Map{}).sections()
	list := func(name string) []string {
		for _, s := range m {
			if s.name == name {
				return s.list
			}
		}
		return nil
	}
	of := object{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"title":       "Entente mapping file",
		"description": "What the headings, words and times of somebody's events list stand for. What the list itself has is checked by: entente msel import LIST --map FILE",
		"type":        "object", "additionalProperties": false,
		"required": []string{"entente", "mapping", "sheets", "columns"},
		"properties": object{
			"entente":     object{"const": version, "description": "version of the grammar"},
			"mapping":     says("its name", text),
			"startex":     says("StartEx of the list; in a scenario that has its own, the list is moved so that both are one instant", object{"type": "string", "examples": []string{"2027-03-01T08:00+01:00"}}),
			"zone":        says("offset of times that name no zone", offset),
			"zones":       object{"type": "object", "description": "what letters and names after times stand for", "additionalProperties": object{"anyOf": []any{offset, object{"const": local}}}},
			"dates":       object{"enum": []string{dayMonth, monthDay}, "description": "how 3/1/2027 is meant"},
			"first_day":   object{"type": "integer", "description": "number of the day of StartEx where days are counted: 1 where it is Day 1"},
			"midnight":    object{"enum": []string{nextDay, sameDay}, "description": "what a time of day far before that of the row above is, where no day stands beside it, as in 2330 and then 0015"},
			"hidden_rows": object{"enum": []string{"take", leave}, "description": "whether rows that are hidden are read"},
			"sheets": object{"type": "object", "description": "sheets of a workbook by name; the one sheet of a text is called list", "additionalProperties": object{
				"type": "object", "additionalProperties": false, "properties": object{
					"headings":     object{"type": "integer", "minimum": 1, "description": "number of the row that holds the headings"},
					"heading_rows": object{"enum": []int{1, 2}, "description": "2 where a row of groups such as INJECT stands above the headings; a column is then called INJECT › DTG"},
					"day":          says("day of all entries, where no column says it: a date, D+1 or Day 2", text),
					"prefix":       says("what goes before each number", text),
					"leave":        object{"type": "boolean", "description": "the sheet is no list"},
				},
			}},
			"columns":    words("what stands below each heading; a column without one is called column F", list("columns")),
			"types":      words("types of entries", list("types")),
			"statuses":   words("statuses of entries", list("statuses")),
			"names":      words("agencies such as arvonia.police, or cells of the exercise such as SimCell", nil),
			"storylines": words("ids of storylines, or notes", nil),
			"objectives": words("ids of objectives, or notes", nil),
			"times":      words("instants as a scenario writes them, such as D+1T05:40", nil),
		},
	}
	out, err := json.MarshalIndent(of, "", "  ")
	if err != nil {
		panic(err) // it holds nothing that cannot be written
	}
	return append(out, '\n')
}
