package scenarios

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var expected = regexp.MustCompile(`# ERROR "((?:[^"\\]|\\.)*)"`)

// TestBadFiles loads each file of testdata/bad and compares every problem, its
// line and its words with the comments `# ERROR "pattern"` on the lines of the
// file and of what it includes. A pattern matches the whole line of a problem.
func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 80)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			want := wanted(t, file)
			_, err := Load("./"+file, Options{})
			require.Error(t, err)
			problems, ok := err.(Problems)
			require.True(t, ok, "%T: %v", err, err)
			for _, p := range problems {
				require.Positive(t, p.Line)
				require.Positive(t, p.Col)
				at := fmt.Sprintf("%s:%d", filepath.Base(p.File), p.Line)
				i := slices.IndexFunc(want[at], func(r *regexp.Regexp) bool { return r.MatchString(p.String()) })
				if i < 0 {
					t.Errorf("not expected: %s", p)
					continue
				}
				want[at] = slices.Delete(want[at], i, i+1)
			}
			for _, at := range sorted(want) {
				for _, r := range want[at] {
					t.Errorf("%s: no problem matches %q", at, r)
				}
			}
		})
	}
}

// wanted reads the comments of a file and of the file of parts it includes.
func wanted(t *testing.T, file string) map[string][]*regexp.Regexp {
	want := map[string][]*regexp.Regexp{}
	read := func(name string) string {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		for i, line := range strings.Split(string(data), "\n") {
			at := fmt.Sprintf("%s:%d", filepath.Base(name), i+1)
			for _, m := range expected.FindAllStringSubmatch(line, -1) {
				want[at] = append(want[at], regexp.MustCompile(m[1]))
			}
		}
		return string(data)
	}
	text := read(file)
	if m := regexp.MustCompile(`parts/\w+\.yaml`).FindString(text); m != "" {
		read(filepath.Join(filepath.Dir(file), m))
	}
	return want
}
