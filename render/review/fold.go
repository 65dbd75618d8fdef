package review

import (
	"strings"
	"unicode"
)

// folds are letters with marks, and what people type for them.
var folds = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ı': "i", 'þ': "th", 'ŋ': "n", 'ħ': "h", '’': "'", '‘': "'", '“': "\"", '”': "\""}

func init() {
	for base, marked := range map[string]string{
		"a": "àáâãäåāăą", "c": "çćĉċč", "d": "ď", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥ", "i": "ìíîïĩīĭį", "j": "ĵ", "k": "ķ", "l": "ĺļľ",
		"n": "ñńņň", "o": "òóôõöōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťț", "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
	} {
		for _, c := range marked {
			folds[c] = base
		}
	}
}

// Fold is a text without capitals and without marks on its letters, so that
// "turkiye" finds "Türkiye".
func Fold(text string) string {
	plain := true
	for i := range len(text) {
		if c := text[i]; c >= 0x80 || c >= 'A' && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, c := range text {
		c = unicode.ToLower(c)
		switch s, marked := folds[c]; {
		case c >= 0x300 && c < 0x370: // a mark on the letter before it
		case marked:
			b.WriteString(s)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
