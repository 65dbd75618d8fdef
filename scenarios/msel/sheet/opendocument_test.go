package sheet

import (
	"archive/zip"
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// opened is an OpenDocument sheet with the styles and the sheets that are given.
func opened(t testing.TB, styles, sheets string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range map[string]string{
		"mimetype":    "application/vnd.oasis.opendocument.spreadsheet",
		"content.xml": "<office:document-content><office:automatic-styles>" + styles + "</office:automatic-styles><office:body><office:spreadsheet>" + sheets + "</office:spreadsheet></office:body></office:document-content>",
	} {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

// What a person sees in an OpenDocument sheet is read, and told apart from what they do
// not see: remarks, covered cells, what was repeated, and what is hidden.
func TestCellsOfAnOpenDocument(t *testing.T) {
	styles := `<number:time-style style:name="N1" number:truncate-on-overflow="false"/><number:time-style style:name="N2"/>
		<style:style style:name="long" style:data-style-name="N1"/><style:style style:name="clock" style:data-style-name="N2"/>
		<style:style style:name="away"><style:table-properties table:display="false"/></style:style>`
	sheets := `<table:tracked-changes><table:table table:name="no"/></table:tracked-changes>
	<table:table table:name="Day 1">
	<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/><table:table-column table:default-cell-style-name="long"/>
	<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
	<table:table-row table:visibility="filter">
		<table:table-cell table:number-rows-spanned="2" office:value-type="float" office:value="1"><text:p>001</text:p></table:table-cell>
		<table:table-cell office:value-type="string"><office:annotation><text:p>not this</text:p></office:annotation><text:p>A<text:s text:c="2"/>call,<text:line-break/>from <text:span>the
			port</text:span> police</text:p><text:p>twice</text:p></table:table-cell>
		<table:table-cell office:value-type="time" office:time-value="PT06H30M00S"><text:p>6:30</text:p></table:table-cell>
		<table:table-cell table:style-name="clock" office:value-type="time" office:time-value="PT06H29M59.9999999S"><text:p>06:30</text:p></table:table-cell>
		<table:table-cell office:value-type="date" office:date-value="2027-03-01"/><table:table-cell office:value-type="date" office:date-value="2027-03-01T06:00:00"/>
		<table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell calcext:value-type="error" office:value-type="string"><text:p>#REF!</text:p></table:table-cell>
		<table:table-cell table:formula="of:=1+1"/><table:table-cell table:number-columns-repeated="3" office:value-type="string"><text:p>x</text:p></table:table-cell>
	</table:table-row>
	<table:table-row><table:covered-table-cell><text:p>under</text:p></table:covered-table-cell><table:table-cell><text:p>next</text:p></table:table-cell></table:table-row>
	<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="120"/><table:table-cell><text:p>far</text:p></table:table-cell></table:table-row>
	<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
	<table:table-row><table:table-cell><text:p>last</text:p></table:table-cell></table:table-row>
	</table:table>
	<table:table table:name="Lists" table:style-name="away"/>`
	b, err := Read("list.ods", bytes.NewReader(opened(t, styles, sheets)))
	require.NoError(t, err)
	require.Len(t, b.Sheets, 2)
	require.True(t, b.Sheets[1].Hidden)
	s := &b.Sheets[0]
	require.Equal(t, [][]string{
		{"001", "A  call,\nfrom the port police\ntwice", "6:30", "06:30", "2027-03-01", "2027-03-01 06:00", "TRUE", "#REF!", "a formula without a result", "x", "x", "x"},
		{"001", "next"},
		{"last"},
	}, texts(s))
	require.Equal(t, []Kind{Number, Text, Duration, Clock, Date, DateTime, Bool, Fault, Fault}, func() (kinds []Kind) {
		for _, c := range s.Rows[0].Cells[:9] {
			kinds = append(kinds, c.Kind)
		}
		return kinds
	}())
	require.Equal(t, []int{4, 5, 1_048_008}, []int{s.Rows[0].Number, s.Rows[1].Number, s.Rows[2].Number})
	require.Equal(t, []bool{true, false}, []bool{s.Rows[0].Hidden, s.Rows[1].Hidden})
	require.True(t, s.Rows[1].Cells[0].Spread)
	require.Equal(t, map[int]bool{0: true, 1: true}, s.HiddenColumns)
	require.Equal(t, []string{"list.ods:Day 1!DQ6"}, s.Stray)
	require.Equal(t, "list.ods:Day 1!B5", b.Place(s, &s.Rows[1], 1))
	b, err = Read("list.xlsx", bytes.NewReader(opened(t, styles, sheets))) // under another name
	require.NoError(t, err)
	require.Len(t, b.Sheets, 2)
}

// A sheet that repeats without end costs nothing or is refused, before memory is spent.
func TestHostileOpenDocuments(t *testing.T) {
	row := func(attrs, cells string) string {
		return `<table:table><table:table-row ` + attrs + `>` + cells + `</table:table-row></table:table>`
	}
	const cell = `<table:table-cell table:number-columns-repeated="2000000000"><text:p>x</text:p></table:table-cell>`
	for name, c := range map[string]struct {
		sheets, want string
		rows         int
	}{
		"columns": {sheets: row("", cell), rows: 1},
		"rows":    {sheets: row(`table:number-rows-repeated="2000000000"`, `<table:table-cell><text:p>x</text:p></table:table-cell>`), rows: MaxRows},
		"both":    {sheets: row(`table:number-rows-repeated="2000000000"`, cell+cell), want: "holds more than any events list needs"},
		"blanks":  {sheets: row("", `<table:table-cell><text:p>`+strings.Repeat(`<text:s text:c="9999999"/>`, 5_000)+`</text:p></table:table-cell>`), want: "holds more than any events list needs"},
		"deep":    {sheets: strings.Repeat("<table:table><table:table-row><table:table-cell>", 50_000)},
		"text":    {sheets: row("", `<table:table-cell><text:p>`+strings.Repeat("xxxxxxxxxx", 40_000)), want: "holds more than any events list needs"},
		"styles":  {sheets: "", want: "not a workbook that can be read: it is damaged, protected by a password or no .ods file"},
	} {
		data := opened(t, "", c.sheets)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		b, err := Read("list.ods", bytes.NewReader(data))
		runtime.ReadMemStats(&after)
		require.Less(t, after.HeapSys-min(before.HeapSys, after.HeapSys), uint64(128<<20), name)
		if c.want != "" {
			require.ErrorContains(t, err, c.want, name)
			continue
		}
		require.NoError(t, err, name)
		require.Len(t, b.Sheets[0].Rows, c.rows, name)
	}
	_, err := Read("list.ods", strings.NewReader("PK"))
	require.ErrorContains(t, err, "list.ods: not a workbook that can be read: it is damaged, protected by a password or no .ods file")
}

func FuzzReadDocument(f *testing.F) {
	f.Add(`<table:table table:name="a"><table:table-row><table:table-cell office:value-type="date" office:date-value="2027-03-01"><text:p>x<text:s/></text:p></table:table-cell></table:table-row></table:table>`)
	f.Add(`<table:table><table:table-row table:number-rows-repeated="9"><table:covered-table-cell/><table:table-cell table:number-rows-spanned="3" office:value-type="time" office:time-value="P1DT2H"/></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, sheets string) {
		b, err := Read("list.ods", bytes.NewReader(opened(t, "", sheets)))
		if err != nil {
			require.ErrorContains(t, err, "list.ods: ")
			return
		}
		for i := range b.Sheets {
			require.LessOrEqual(t, len(b.Sheets[i].Rows), MaxRows)
		}
	})
}
