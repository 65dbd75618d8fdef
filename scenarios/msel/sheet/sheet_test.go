package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// texts are the cells of a sheet's rows as a person reads them.
func texts(s *Sheet) (rows [][]string) {
	for _, r := range s.Rows {
		var row []string
		for _, c := range r.Cells {
			row = append(row, c.Text)
		}
		rows = append(rows, row)
	}
	return rows
}

// The same list in any usual encoding, with any usual separator, is the same list.
func TestTextsOfEverySort(t *testing.T) {
	const list = "No.;Zeit;Beschreibung\r\n001;0600;\"Café; geschlossen\r\n– bis morgen\"\r\n5.10;9:30 AM;Brücke, gesperrt\r\n"
	want := [][]string{{"No.", "Zeit", "Beschreibung"}, {"001", "0600", "Café; geschlossen\n– bis morgen"}, {"5.10", "9:30 AM", "Brücke, gesperrt"}}
	for code, data := range map[string][]byte{
		"UTF-8": []byte(list), "UTF-8 with its mark": []byte("\ufeff" + list),
		"UTF-16 little": wide(t, unicode.LittleEndian, unicode.IgnoreBOM, list), "UTF-16 big": wide(t, unicode.BigEndian, unicode.IgnoreBOM, list),
		"UTF-16 little with its mark": wide(t, unicode.LittleEndian, unicode.UseBOM, list), "UTF-16 big with its mark": wide(t, unicode.BigEndian, unicode.UseBOM, list),
		"Windows-1252": old(t, list),
	} {
		b, err := Read("list.csv", bytes.NewReader(data))
		require.NoError(t, err, code)
		require.Equal(t, want, texts(&b.Sheets[0]), code)
		require.True(t, strings.HasPrefix(code, b.Encoding), "%s is not %s", b.Encoding, code)
		require.Equal(t, "list.csv:4:6", b.Place(&b.Sheets[0], &b.Sheets[0].Rows[2], 1), code)
	}
	for separator, name := range map[string]string{",": "list.csv", ";": "list.csv", "\t": "list.tsv", "|": "list.txt"} {
		b, err := Read(name, strings.NewReader("Title of a list, and its day; in one cell\n"+strings.ReplaceAll("#^Time^Event\n1^0600^\"a, b; c\"\n2^0700^d\n", "^", separator)))
		require.NoError(t, err, separator)
		require.Equal(t, separator, string(b.Separator))
		require.Equal(t, []string{"1", "0600", "a, b; c"}, texts(&b.Sheets[0])[2], separator)
	}
	b, err := Read("list.csv", strings.NewReader("sep=;\r\na;b,c,d\r\n1;2\r\n"))
	require.NoError(t, err)
	require.Equal(t, [][]string{{"a", "b,c,d"}, {"1", "2"}}, texts(&b.Sheets[0]))
	require.Equal(t, "list.csv:3:3", b.Place(&b.Sheets[0], &b.Sheets[0].Rows[1], 1))
}

func wide(t *testing.T, e unicode.Endianness, mark unicode.BOMPolicy, s string) []byte {
	out, err := unicode.UTF16(e, mark).NewEncoder().Bytes([]byte(s))
	require.NoError(t, err)
	return out
}

func old(t *testing.T, s string) []byte {
	out, err := charmap.Windows1252.NewEncoder().Bytes([]byte(s))
	require.NoError(t, err)
	return out
}

// styled makes a workbook of cells with their formats, as a spreadsheet saves one.
func styled(t *testing.T, epoch Epoch, build func(f *excelize.File, style func(code string) int)) []byte {
	f := excelize.NewFile()
	defer f.Close()
	if epoch == From1904 {
		yes := true
		require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	}
	build(f, func(code string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		require.NoError(t, err)
		return id
	})
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

// Dates, times, durations and numbers are what a person sees in them, in both epochs.
func TestCellsOfAWorkbook(t *testing.T) {
	for _, epoch := range []Epoch{From1900, From1904} {
		day := 46_447.0 // 1 March 2027
		if epoch == From1904 {
			day -= 1462
		}
		cells := []struct {
			value any
			code  string
			want  Cell
		}{
			{day, "dd.mm.yyyy", Cell{Text: "2027-03-01", Kind: Date}},
			{day + 0.25, "[$-409]m/d/yy h:mm AM/PM;@", Cell{Text: "2027-03-01 06:00", Kind: DateTime}},
			{day + 0.25, "hh:mm", Cell{Text: "2027-03-01 06:00", Kind: DateTime}},
			{0.395833333333333, "h:mm AM/PM", Cell{Text: "09:30", Kind: Clock}},
			{1.0 / 86400, "[h]:mm:ss", Cell{Text: "0:00:01", Kind: Duration}},
			{2.125, "[h]:mm", Cell{Text: "51:00", Kind: Duration}},
			{1.5, "h:mm", Cell{Text: "36:00", Kind: Duration}},
			{1, "000", Cell{Text: "001", Kind: Number}},
			{5.1, "0.00", Cell{Text: "5.10", Kind: Number}},
			{7, `"INJ-"000`, Cell{Text: "INJ-007", Kind: Number}},
			{0.1 + 0.2, "General", Cell{Text: "0.3", Kind: Number}},
			{600, "General", Cell{Text: "600", Kind: Number}},
			{-1, "yyyy-mm-dd", Cell{Text: "########", Kind: Fault}},
			{" 001 ", "@", Cell{Text: "001", Kind: Text}},
			{true, "General", Cell{Text: "TRUE", Kind: Bool}},
		}
		data := styled(t, epoch, func(f *excelize.File, style func(string) int) {
			for i, c := range cells {
				at := fmt.Sprintf("B%d", i+1)
				require.NoError(t, f.SetCellValue("Sheet1", at, c.value))
				require.NoError(t, f.SetCellStyle("Sheet1", at, at, style(c.code)))
			}
		})
		b, err := Read("list.xlsx", bytes.NewReader(data))
		require.NoError(t, err)
		require.Equal(t, epoch, b.Epoch)
		for i, c := range cells {
			got := b.Sheets[0].Rows[i].Cell(1)
			require.Equal(t, c.want.Text, got.Text, "%v as %s", c.value, c.code)
			require.Equal(t, c.want.Kind, got.Kind, "%v as %s", c.value, c.code)
			if got.Kind == Date || got.Kind == DateTime {
				require.Equal(t, got.Text[:10], time.UnixMilli(got.Value).UTC().Format("2006-01-02"))
			}
		}
		require.Equal(t, "list.xlsx:Sheet1!B2", b.Place(&b.Sheets[0], &b.Sheets[0].Rows[1], 1))
	}
}

// What a person hid, merged, worked out or left far out is known.
func TestWhatIsNotSeen(t *testing.T) {
	data := styled(t, From1900, func(f *excelize.File, style func(string) int) {
		for at, text := range map[string]string{"A1": "MSEL of the exercise", "A3": "Day 1", "B3": "first", "B4": "second", "B5": "third", "C4": "two\nlines"} {
			require.NoError(t, f.SetCellStr("Sheet1", at, text))
		}
		require.NoError(t, f.MergeCell("Sheet1", "A1", "D1"))
		require.NoError(t, f.MergeCell("Sheet1", "A3", "A5"))
		require.NoError(t, f.SetRowVisible("Sheet1", 4, false))
		require.NoError(t, f.SetColVisible("Sheet1", "C", false))
		require.NoError(t, f.SetCellFormula("Sheet1", "D3", "1+1"))
		for _, name := range []string{"Day 2", "Old"} {
			_, err := f.NewSheet(name)
			require.NoError(t, err)
			require.NoError(t, f.SetSheetVisible(name, name != "Old"))
		}
		require.NoError(t, f.SetCellStr("Day 2", "XFD2", "far"))
		require.NoError(t, f.SetCellRichText("Day 2", "A2", []excelize.RichTextRun{{Text: "ri"}, {Text: "ch_x005F_"}}))
		require.NoError(t, f.SetCellStyle("Old", "XFD1048576", "XFD1048576", style("0.00")))
	})
	b, err := Read("list.xlsx", bytes.NewReader(data))
	require.NoError(t, err)
	s := b.Sheets[0]
	require.Equal(t, [][]string{{"MSEL of the exercise"}, {"Day 1", "first", "", "a formula without a result"}, {"Day 1", "second", "two\nlines"}, {"Day 1", "third"}}, texts(&s))
	require.True(t, s.Rows[2].Hidden)
	require.True(t, s.Rows[2].Cells[0].Spread)
	require.False(t, s.Rows[1].Hidden)
	require.Equal(t, map[int]bool{2: true}, s.HiddenColumns)
	require.Equal(t, Fault, s.Rows[1].Cells[3].Kind)
	require.Equal(t, []string{"list.xlsx:Day 2!XFD2"}, b.Sheets[1].Stray)
	require.Equal(t, "rich_x005F_", b.Sheets[1].Rows[0].Cells[0].Text)
	require.True(t, b.Sheets[2].Hidden)
	require.Empty(t, b.Sheets[2].Rows, "a blank at XFD1048576 is nothing")
}

// smallest is a workbook with one cell.
var smallest = sync.OnceValue(func() []byte {
	f := excelize.NewFile()
	defer f.Close()
	var b bytes.Buffer
	if err := errors.Join(f.SetCellStr("Sheet1", "A1", "x"), f.Write(&b)); err != nil {
		panic(err)
	}
	return b.Bytes()
})

// repacked replaces the sheet of a workbook.
func repacked(t *testing.T, sheet func(*bytes.Buffer)) []byte {
	data := smallest()
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range from.File {
		if part.Name != "xl/worksheets/sheet1.xml" {
			require.NoError(t, z.Copy(part))
			continue
		}
		w, err := z.Create(part.Name)
		require.NoError(t, err)
		var b bytes.Buffer
		sheet(&b)
		_, err = w.Write(b.Bytes())
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

// What is empty costs nothing, and a bomb is refused before memory is spent on it.
func TestHostileWorkbooks(t *testing.T) {
	const head, tail = `<worksheet><sheetData><row r="1">`, `</row></sheetData></worksheet>`
	for name, c := range map[string]struct {
		part, want string
		times      int
	}{
		"blanks":     {part: `<c r="XFD1"/>`, times: 100_000},
		"deep":       {part: `<c>`, times: 100_000},
		"attributes": {part: `a="" `, times: 100_000, want: "holds more than any events list needs"},
		"text":       {part: "xxxxxxxxxx", times: 100_000, want: "holds more than any events list needs"},
		"unpacked":   {part: `<c r="A1"/>` + strings.Repeat(" ", 10_000), times: 7_000, want: "holds more than any events list needs"},
	} {
		data := repacked(t, func(b *bytes.Buffer) {
			b.WriteString(head)
			switch name {
			case "attributes":
				b.WriteString("<c ")
			case "text":
				b.WriteString("<c><v>")
			}
			for range c.times {
				b.WriteString(c.part)
			}
			if name == "blanks" {
				b.WriteString(tail)
			}
		})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		book, err := Read("list.xlsx", bytes.NewReader(data))
		runtime.ReadMemStats(&after)
		require.Less(t, after.HeapSys-min(before.HeapSys, after.HeapSys), uint64(64<<20), name)
		if c.want == "" {
			require.NoError(t, err, name)
			require.Empty(t, book.Sheets[0].Rows, name)
			continue
		}
		require.ErrorContains(t, err, c.want, name)
	}
	for name, want := range map[string]string{
		"list.fods": "a flat OpenDocument sheet; save it as .xlsx or as .csv", "list.xls": "before 2007", "list": "read from .csv or .xlsx",
	} {
		_, err := Read(name, strings.NewReader(""))
		require.ErrorContains(t, err, want)
	}
	for name, text := range map[string]string{
		"list.csv:2:9: a quote is not closed": "a,b\n1,\"open\n", "list.csv:1:2: a quote inside a cell": "a\"b,c\n", "list.csv: a workbook under another name": "PK\x03\x04",
		"list.csv: not a text": "a,b\x00\xff\xff\n", "list.csv:1:3: a cell longer": "a," + strings.Repeat("x", MaxCell+1),
	} {
		_, err := Read("list.csv", strings.NewReader(text))
		require.ErrorContains(t, err, name)
	}
	_, err := Read("list.csv", strings.NewReader(strings.Repeat("x", MaxBytes+1)))
	require.ErrorContains(t, err, "larger than 8 MiB")
	b, err := Read("list.csv", strings.NewReader(strings.Repeat("1,2\n", MaxRows+5)))
	require.NoError(t, err)
	require.Equal(t, MaxRows+1, b.Sheets[0].Cut)
	b, err = Read("list.csv", strings.NewReader(strings.Repeat(",", MaxColumns)+"x,\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"list.csv:1:101"}, b.Sheets[0].Stray)
}

func FuzzReadText(f *testing.F) {
	f.Add([]byte("a;b\n1;2\n"))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00"))
	f.Add([]byte("sep=|\ncaf\xe9|x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Read("list.csv", bytes.NewReader(data))
		if err != nil {
			require.Contains(t, err.Error(), "list.csv:")
			return
		}
		for i := range b.Sheets[0].Rows {
			b.Place(&b.Sheets[0], &b.Sheets[0].Rows[i], 200)
		}
	})
}

func FuzzReadWorkbook(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="2" hidden="1"><c r="B2" t="s"><v>0</v></c><c t="str"><v>_x0041_</v></c><c s="1"><v>1e9</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B3"/></mergeCells></worksheet>`), "[h]:mm;@")
	f.Add([]byte(`<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:f/></x:c></x:row></x:sheetData></x:worksheet>`), `"INJ-"000`)
	f.Fuzz(func(t *testing.T, part []byte, code string) {
		formatOf(code).cell("46447.5", From1904)
		b, err := Read("list.xlsx", bytes.NewReader(repacked(t, func(b *bytes.Buffer) { b.Write(part) })))
		if err != nil {
			require.ErrorContains(t, err, "list.xlsx: ")
			return
		}
		require.LessOrEqual(t, len(b.Sheets[0].Rows), MaxRows)
	})
}
