package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// tested is an event of `go test -json`: see go doc test2json.
type tested struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64 // seconds
}

// spent is a test and the seconds that it took on the wall.
type spent struct {
	test    string
	seconds float64
}

// shown is how many of the slowest tests are worth a line.
const shown = 20

// log is what tests have said, those that passed left out.
type log []line

type line struct{ pkg, test, text string }

func (l *log) add(pkg string, e tested) {
	if e.Output != "" {
		*l = append(*l, line{pkg, e.Test, e.Output})
	}
	if e.Test != "" && (e.Action == "pass" || e.Action == "skip") {
		*l = slices.DeleteFunc(*l, func(x line) bool { return x.pkg == pkg && x.test == e.Test })
	}
}

// of is what a package and its tests have said that failed or never ended.
func (l log) of(pkg string) string {
	var text strings.Builder
	for _, x := range l {
		if x.pkg == pkg {
			text.WriteString(x.text)
		}
	}
	return text.String()
}

// slowest reads what `go test -json` says and prints a line for each package, all
// that a package which failed has to say, and the slowest tests at the end. What
// is no event is printed as it is.
func slowest(in io.Reader, out io.Writer) error {
	var said log
	var took []spent
	var failed, skipped int
	lines := bufio.NewReader(in)
	for {
		line, end := lines.ReadString('\n')
		var e tested
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			fmt.Fprint(out, line)
		}
		key, _, _ := strings.Cut(cmp.Or(e.Package, e.ImportPath), " ")
		said.add(key, e)
		switch {
		case e.Test != "" && (e.Action == "pass" || e.Action == "fail"):
			took = append(took, spent{strings.TrimPrefix(e.Package, module+"/") + " " + e.Test, e.Elapsed})
		case e.Test != "" && e.Action == "skip":
			skipped++
		case e.Test == "" && e.Action == "pass":
			fmt.Fprintf(out, "ok   %-24s %6.1f s\n", e.Package, e.Elapsed)
		case e.Test == "" && (e.Action == "fail" || e.Action == "build-fail"):
			failed++
			fmt.Fprintf(out, "%sFAIL %-24s %6.1f s\n", said.of(key), key, e.Elapsed)
		}
		if end != nil {
			break
		}
	}
	slices.SortStableFunc(took, func(a, b spent) int { return cmp.Compare(b.seconds, a.seconds) })
	fmt.Fprintf(out, "%d tests, %d skipped; the slowest, on the wall:\n", len(took), skipped)
	for _, s := range took[:min(shown, len(took))] {
		fmt.Fprintf(out, "%8.1f s  %s\n", s.seconds, s.test)
	}
	if failed > 0 {
		return fmt.Errorf("%d packages failed", failed)
	}
	if len(took) == 0 {
		return fmt.Errorf("no test ran")
	}
	return nil
}
