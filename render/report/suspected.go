package report

import (
	"entente/render/document"
	"entente/replay/wording"
)

// suspected tells which innocent storylines somebody suspected, for how long and by
// what pooling.
func (b *builder) suspected() []document.Block {
	rows := b.results.Suspicions.Rows
	if len(rows) == 0 {
		return nil
	}
	t := document.Table{Caption: "Innocent under suspicion", Head: []string{"Storyline", "Suspected by", "Since", "For", "What it took"}}
	for i := range rows {
		x := &rows[i]
		t.Rows = append(t.Rows, []document.Cell{
			{Text: b.speak.Name(x.Storyline)},
			{Text: b.label(x.Agency)},
			{Text: b.speak.Clock.At(b.Trace.Records[x.Record-1].At)},
			{Text: wording.Lasting(x.Lasted)},
			{Text: wording.Upper(b.speak.Suspicion(x))},
		})
	}
	return []document.Block{
		document.Heading{Text: "Innocent under suspicion"},
		document.Paragraph{Text: "Each of these storylines is innocent. What two harmless facts have in common can make an agency suspect its bearer; the more is pooled, the more often. This is the cost beside what pooling gains (M19)."},
		t,
	}
}
