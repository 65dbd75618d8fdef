package sheet

import (
	"strconv"
	"strings"

	"github.com/xuri/nfp"
)

// format is how cells of a style show a number.
type format struct {
	kind   Kind   // Number where it is no time
	zeros  int    // digits before the point that are always shown
	places int    // digits after it; -1 as many as there are
	before string // text in front of it
	after  string
}

// general shows a number as it is.
var general = format{kind: Number, places: -1}

// builtIn are the formats that a workbook does not spell out. The others are counts
// or money, which show a number as it is.
var builtIn = map[int]string{
	1: "0", 2: "0.00", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
	21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
	27: "yyyy-mm-dd", 28: "yyyy-mm-dd", 29: "yyyy-mm-dd", 30: "yyyy-mm-dd", 31: "yyyy-mm-dd", 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "yyyy-mm-dd",
	50: "yyyy-mm-dd", 51: "yyyy-mm-dd", 52: "yyyy-mm-dd", 53: "yyyy-mm-dd", 54: "yyyy-mm-dd", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy-mm-dd", 58: "yyyy-mm-dd",
}

// mostFormats bounds the formats and styles that are kept, and mostCode a format.
const mostFormats, mostCode = 70_000, 255

// readStyles reads how the styles of cells show numbers.
func (w *workbook) readStyles(part string) error {
	codes, known := map[int]string{}, map[int]format{}
	in := false
	return w.elements(part, func(e *element) error {
		switch {
		case e.name == "cellXfs":
			in = !e.end
		case e.end:
		case e.name == "numFmt" && len(codes) < mostFormats:
			if id, err := strconv.Atoi(e.attr("numFmtId")); err == nil {
				codes[id] = e.attr("formatCode")
			}
		case e.name == "xf" && in && len(w.formats) < mostFormats:
			id, _ := strconv.Atoi(e.attr("numFmtId"))
			f, ok := known[id]
			if !ok {
				code, own := codes[id]
				if !own {
					code = builtIn[id]
				}
				f = formatOf(code)
				known[id] = f
			}
			w.formats = append(w.formats, f)
		}
		return nil
	})
}

// formatOf tells what a format makes of a number.
func formatOf(code string) format {
	if code == "" || len(code) > mostCode {
		return general
	}
	parser := nfp.NumberFormatParser()
	sections := parser.Parse(code)
	if len(sections) == 0 {
		return general
	}
	f := format{kind: Number}
	var day, clock, elapsed, point, other bool
	for _, token := range sections[0].Items {
		switch v := strings.ToLower(token.TValue); token.TType {
		case nfp.TokenTypeElapsedDateTimes:
			elapsed = true
		case nfp.TokenTypeDateTimes:
			day = day || strings.ContainsAny(v, "yd") && v != "am/pm" || len(v) >= 3 && strings.Trim(v, "m") == ""
			clock = clock || strings.ContainsAny(v, "hs")
		case nfp.TokenTypeDecimalPoint:
			point = true
		case nfp.TokenTypeZeroPlaceHolder:
			if point {
				f.places += len(v)
			} else {
				f.zeros += len(v)
			}
		case nfp.TokenTypeLiteral:
			if f.zeros == 0 {
				f.before += token.TValue
			} else {
				f.after += token.TValue
			}
		default:
			other = true
		}
	}
	switch {
	case elapsed:
		return format{kind: Duration}
	case day && clock:
		return format{kind: DateTime}
	case day:
		return format{kind: Date}
	case clock:
		return format{kind: Clock}
	case other || f.zeros == 0:
		return general
	}
	return f
}

// cell is a number as the format shows it.
func (f format) cell(raw string, epoch Epoch) Cell {
	switch f.kind {
	case Duration:
		if ms, ok := Days(raw); ok {
			return Cell{Kind: Duration, Value: ms, Raw: raw, Text: shownText(Duration, ms)}
		}
	case Date, DateTime, Clock:
		ms, ok := epoch.Serial(raw)
		span, _ := Days(raw)
		switch {
		case !ok:
			return Cell{Kind: Fault, Text: "########"} // a spreadsheet shows no date before its first
		case f.kind == Clock && span < day:
			return Cell{Kind: Clock, Value: span, Raw: raw, Text: shownText(Clock, span)}
		case f.kind == Clock && span < 366*day:
			return Cell{Kind: Duration, Value: span, Raw: raw, Text: shownText(Duration, span)}
		case ms%day == 0:
			return Cell{Kind: Date, Value: ms, Raw: raw, Text: shownText(Date, ms)}
		}
		return Cell{Kind: DateTime, Value: ms, Raw: raw, Text: shownText(DateTime, ms)}
	}
	return Cell{Kind: Number, Raw: raw, Text: f.number(raw)}
}

// number writes a number with its zeros: 001 and 5.10.
func (f format) number(raw string) string {
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return cleanText(raw)
	}
	places := f.places
	if f.zeros == 0 {
		places = -1
	}
	text := strconv.FormatFloat(n, 'f', places, 64)
	if places < 0 && len(text) > 16 { // more digits than a spreadsheet keeps
		text = strconv.FormatFloat(n, 'g', 15, 64)
		if whole, err := strconv.ParseFloat(text, 64); err == nil {
			text = strconv.FormatFloat(whole, 'f', -1, 64)
		}
	}
	if whole, _, _ := strings.Cut(text, "."); n >= 0 && len(whole) < f.zeros {
		text = strings.Repeat("0", f.zeros-len(whole)) + text
	}
	return cleanText(f.before + text + f.after)
}
