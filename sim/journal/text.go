package journal

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Control is the place of the first character of s that a terminal, an editor
// or a spreadsheet obeys instead of showing it; -1 without one. Such are the
// controls of ASCII and Latin-1, the separators of lines and paragraphs, the
// marks that turn the direction of writing, a byte order mark, and bytes that
// are no UTF-8. With lines, ends of lines and tabs are text.
func Control(s string, lines bool) int {
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		if isControl(c, n) && !(lines && (c == '\n' || c == '\t')) {
			return i
		}
		i += n
	}
	return -1
}

// isControl says whether a character of n bytes is a control.
func isControl(c rune, n int) bool {
	switch {
	case c < ' ', 0x7f <= c && c <= 0x9f: // C0, DEL, C1
		return true
	case c == '\u2028', c == '\u2029', c == '\ufeff': // separators, byte order mark
		return true
	case '\u202a' <= c && c <= '\u202e', '\u2066' <= c && c <= '\u2069': // directions
		return true
	}
	return c == utf8.RuneError && n == 1
}

// Show gives foreign text as a message or a terminal may have it: as it is, or
// in quotes and with its controls spelt out where it holds any.
func Show(s string) string {
	if Control(s, false) < 0 {
		return s
	}
	return Quote(s)
}

// Quote gives text in quotes, with its controls spelt out as JSON spells them.
func Quote(s string) string {
	return `"` + strings.ReplaceAll(string(AppendVisible(nil, strings.ReplaceAll(s, `\`, `\\`), false)), `"`, `\"`) + `"`
}

// AppendVisible appends s with its controls spelt out: \n, \t, \u001b, and \xff
// for a byte that is no UTF-8. With lines, ends of lines and tabs stay.
func AppendVisible(b []byte, s string, lines bool) []byte {
	for s != "" {
		i := Control(s, lines)
		if i < 0 {
			return append(b, s...)
		}
		b = append(b, s[:i]...)
		c, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == utf8.RuneError:
			b = fmt.Appendf(b, `\x%02x`, s[i])
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\t':
			b = append(b, `\t`...)
		default:
			b = fmt.Appendf(b, `\u%04x`, c)
		}
		s = s[i+n:]
	}
	return b
}
