//go:build !js

package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// spikes are values that programs trip over: controls, ends of number ranges,
// words that YAML, spreadsheets and shells take for something else.
var spikes = []string{
	"", " ", "\t", "~", "null", "true", "no", "{}", "[]", "[[[]]]", "{a: {b: {c: 1}}}", "- a", "|", ">", "'", `"`, "#", "---", "...", "&a [*a]", "*a", "!!binary x", "!!int x", "<<: *a", "? x",
	"0", "-0", "-1", "00017", "0x10", "1_000", "2147483648", "4294967296", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "1e308", "1e-300", ".nan", ".inf", "NaN", "0.0000001", "2/3", "1/0",
	"0s", "-5m", "1ms", "10000d", "99999999999d", "10bd", "99999bd", "T+0", "T-1d", "T+99999999d", "D+0", "D+400000T25:61", "0001-01-01T00:00Z", "1900-01-01T00:00Z", "9999-12-31T23:59Z", "2027-02-30T08:00Z", "+14:00", "-99:99",
	"\x1b]0;x\a", "\x1b[2J", "\u009b31m", "\u202e", "\u2066x", "\u2028", "\u2029", "\u0085", "\x00", "\ufeff", "\xff\xfe", "\xc0\xaf", "a\r\nb", "a\nentente: equal", "%s%n%d", "{{.}}", "${HOME}", "`id`", "<b>", "=1+1", "@x", "+1", "-x",
	"../x.yaml", "/", "a.b.c.d.e", "*", "*.*", "nations.*.agencies.*", "x-y", "ä", "日本", "👩‍👩‍👧", "pert(1h, 2h, 3h)", "uniform(2h, 1h)", "gamma(-1)", "always", "never", "level >= ACTIONABLE && (", "sent(s, x) && sent(s, x)",
	strings.Repeat("a", 70_000), strings.Repeat("[", 3000), strings.Repeat("(", 3000), strings.Repeat("!", 3000), strings.Repeat("a.", 3000), strings.Repeat("-", 3000),
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// bendBytes changes a file without a thought for what it means.
func bendBytes(r *rand.Rand, b []byte) []byte {
	b = bytes.Clone(b)
	for range 1 + r.IntN(3) {
		if len(b) < 16 {
			return b
		}
		at := r.IntN(len(b) - 8)
		to := at + 1 + r.IntN(min(len(b)-at-1, 1<<r.IntN(16)))
		switch r.IntN(9) {
		case 0:
			b[at] ^= 1 << r.IntN(8)
		case 1:
			b = b[:at]
		case 2: // leave out
			b = append(b[:at], b[to:]...)
		case 3: // twice
			b = append(b[:to], append(bytes.Clone(b[at:to]), b[to:]...)...)
		case 4: // from elsewhere
			copy(b[at:to], b[r.IntN(len(b)):])
		case 5:
			b = append(b[:at], append([]byte(pick(r, spikes)), b[at:]...)...)
		case 6: // a length or a number at the end of its range
			binary.LittleEndian.PutUint64(b[at:], pick(r, []uint64{0, 1, 1 << 31, 1 << 32, 1 << 62, 1 << 63, 1<<64 - 1}))
		case 7:
			for i := range b[at:to] {
				b[at+i] = byte(r.IntN(256))
			}
		case 8:
			b = append(b, b[at:to]...)
		}
	}
	return b
}

var (
	numberIn = regexp.MustCompile(`-?\d+(\.\d+)?`)
	wordIn   = regexp.MustCompile(`[A-Za-z][A-Za-z_.-]+`)
	keyIn    = regexp.MustCompile(`^(\s*(?:- )?)([^\s:#]+):`)
	valueIn  = regexp.MustCompile(`: +\S.*$`)
)

// bendText changes a text of lines and indentation as a tree: branches are left
// out, doubled, moved under others; keys and values become others or spikes.
func bendText(r *rand.Rand, text []byte) []byte {
	lines := strings.Split(string(text), "\n")
	for range pick(r, []int{1, 1, 1, 2, 4}) {
		at := r.IntN(len(lines))
		end := branch(lines, at)
		cut := append([]string{}, lines[at:end]...)
		switch r.IntN(12) {
		case 0:
			lines = append(lines[:at:at], lines[end:]...)
			if len(lines) == 0 {
				return nil
			}
		case 1:
			lines = insert(lines, end, cut)
		case 2:
			lines = insert(lines, r.IntN(len(lines)+1), cut)
		case 3:
			lines[at] = strings.Repeat(" ", r.IntN(9)) + strings.TrimLeft(lines[at], " ")
		case 4:
			lines[at] = keyIn.ReplaceAllString(lines[at], "${1}"+strings.ReplaceAll(pick(r, spikes), "$", "$$")+":")
		case 5:
			lines[at] = valueIn.ReplaceAllLiteralString(lines[at], ": "+pick(r, spikes))
		case 6:
			lines[at] = swapOne(r, numberIn, lines[at], pick(r, spikes))
		case 7, 8: // a number that might stand there
			lines[at] = swapOne(r, numberIn, lines[at], pick(r, []string{"0", "1", "2", "3", "10", "0.1", "0.999999", "40", "1000", "100000"}))
		case 9, 10: // a value for one of a like key
			key := keyIn.FindString(lines[at])
			other := pick(r, lines)
			for range 20 {
				if candidate := pick(r, lines); key != "" && strings.HasPrefix(strings.TrimSpace(candidate), strings.TrimSpace(key)) {
					other = candidate
				}
			}
			lines[at] = valueIn.ReplaceAllLiteralString(lines[at], valueIn.FindString(other))
		case 11: // a word for another word of the same text
			lines[at] = swapOne(r, wordIn, lines[at], pick(r, wordIn.FindAllString(pick(r, lines)+" nations", -1)))
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// branch is where the line at and all that is deeper ends.
func branch(lines []string, at int) int {
	depth := func(s string) int { return len(s) - len(strings.TrimLeft(s, " -")) }
	end := at + 1
	for end < len(lines) && depth(lines[end]) > depth(lines[at]) {
		end++
	}
	return end
}

func insert(lines []string, at int, more []string) []string {
	return append(lines[:at:at], append(more, lines[at:]...)...)
}

func swapOne(r *rand.Rand, what *regexp.Regexp, line, by string) string {
	found := what.FindAllStringIndex(line, -1)
	if len(found) == 0 {
		return line
	}
	at := pick(r, found)
	return line[:at[0]] + by + line[at[1]:]
}

// bendTable puts spikes into cells of CSV, and moves rows and columns.
func bendTable(r *rand.Rand, text []byte) []byte {
	lines := strings.Split(string(text), "\n")
	for range 1 + r.IntN(4) {
		at := r.IntN(len(lines))
		cells := strings.Split(lines[at], ",")
		cell := r.IntN(len(cells))
		switch r.IntN(6) {
		case 0:
			cells[cell] = `"` + strings.ReplaceAll(pick(r, spikes), `"`, `""`) + `"`
		case 1:
			cells[cell] = pick(r, spikes)
		case 2:
			cells = append(cells[:cell:cell], cells[cell+1:]...)
		case 3:
			cells = append(cells, cells[cell])
		case 4:
			lines = append(lines, lines[at])
		case 5:
			cells[cell] = `"{expose: main.f1}` + pick(r, spikes) + `relations: {a-b: {trust: 1}}"`
		}
		lines[at] = strings.Join(cells, ",")
	}
	return []byte(strings.Join(lines, "\n"))
}

// bendWorkbook changes a part of an XLSX file, which is a zip of XML.
func bendWorkbook(t testing.TB, r *rand.Rand, b []byte) []byte {
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	bent := r.IntN(len(in.File))
	for i, f := range in.File {
		part, err := f.Open()
		require.NoError(t, err)
		data, err := io.ReadAll(part)
		require.NoError(t, err)
		if i == bent || strings.Contains(f.Name, "sheet1") {
			switch r.IntN(4) {
			case 0:
				data = bendBytes(r, data)
			case 1:
				data = []byte(swapOne(r, numberIn, string(data), pick(r, spikes)))
			case 2:
				data = []byte(swapOne(r, wordIn, string(data), pick(r, spikes)))
			case 3:
				data = []byte(swapOne(r, regexp.MustCompile(`<[^>]*>`), string(data), ""))
			}
		}
		to, err := w.Create(f.Name)
		require.NoError(t, err)
		_, err = to.Write(data)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}
