package journal

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestControlsAreFound(t *testing.T) {
	for _, c := range []rune{0, '\a', '\r', 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff} {
		require.Equal(t, 3, Control("abc"+string(c)+"d", true), "%U", c)
		require.Equal(t, 3, Control("abc"+string(c)+"d", false), "%U", c)
	}
	require.Equal(t, 1, Control("a\xffb", true), "no UTF-8")
	for _, c := range "\n\t" {
		require.Equal(t, 1, Control("a"+string(c), false))
		require.Equal(t, -1, Control("a"+string(c), true))
	}
	require.Equal(t, -1, Control("Łódź, København, 北京, القاهرة, 🛂 – “quoted”\u00a0\ufffd", false))
}

func TestForeignTextIsShown(t *testing.T) {
	require.Equal(t, "a plain name.yaml", Show("a plain name.yaml"))
	require.Equal(t, `"a\u001b]0;title\u0007 \"b\" \\n\n"`, Show("a\x1b]0;title\a \"b\" \\n\n"))
	require.Equal(t, `"\xff\u202e"`, Show("\xff\u202e"))
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		shown := Show(s)
		require.Equal(t, -1, Control(shown, false))
		require.True(t, utf8.ValidString(shown))
		if Control(s, false) < 0 {
			require.Equal(t, s, shown)
		}
	})
}
