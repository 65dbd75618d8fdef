//go:build !js

// Command entente-view opens a replay file in a window: what came of every deadline,
// why it was late, who knew what when. The same program runs in a browser, built for
// wasm (browser.go), where entente serve opens it.
//
// It never changes a replay file. Notes are kept in a file of their own beside it, and an
// export gets a name that no file has yet.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"entente/render/screen"
	"entente/replay/wording"
	"entente/sim/files"
)

// The exit codes are those of the command entente.
const (
	failed     = 1
	wrongInput = 2
)

func main() {
	c := newCommand(func(q *openFlags) error {
		a, err := q.app()
		if err != nil {
			return err
		}
		return inWindow(a)
	})
	if err := c.Execute(); err != nil {
		fmt.Fprintf(os.Stderr, "entente-view: %v\n", err)
		code := failed
		if wrong := (*inputError)(nil); errors.As(err, &wrong) {
			code = wrongInput
		}
		os.Exit(code)
	}
}

// inputError is an error of what was asked for.
type inputError struct{ error }

func (e *inputError) Unwrap() error { return e.error }

// openFlags is what the command line asks for.
type openFlags struct {
	file    string
	compare string
	study   string
	at, as  string
	choose  string
	link    string
	run     string
	by      string
	terms   string
}

func newCommand(do func(*openFlags) error) *cobra.Command {
	q := &openFlags{}
	c := &cobra.Command{
		Use:   "entente-view [FILE]",
		Short: "Look at a replay file in a window",
		Long: `Entente-view opens a replay file in a window. It begins with what came of every
deadline; from there one click leads to why it was late, and one more to the record
that shows it. ? shows all keys.

Without a file it plays a scenario of the library and shows that, with a tour of six
steps. Files can also be dropped onto the window.

A replay file is never changed. Bookmarks and notes lie beside it (run.mcap has
run.notes.jsonl), as those of entente note do.`,
		Example: `  entente-view                                     a scenario of the library, with a tour
  entente-view run.mcap
  entente-view run.mcap --at D+1T09:00 --as belmora  what Belmora knew at that time
  entente-view run.mcap --select deadline:harbour.1  one deadline and why it was late
  entente-view run.mcap --compare other.mcap         two runs on one clock
  entente serve run.mcap                             the same in a browser`,
		SilenceUsage: true, SilenceErrors: true,
		Args: func(_ *cobra.Command, given []string) error {
			if len(given) > 1 {
				return &inputError{fmt.Errorf("it shows one replay file, got %d; --compare OTHER shows a second beside it", len(given))}
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"mcap"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, given []string) error {
			if len(given) == 1 {
				q.file = given[0]
			}
			return do(q)
		},
	}
	f := c.Flags()
	f.StringVar(&q.at, "at", "", "begin at a `TIME` such as \"D+2 06:00\", T+46h or 2027-03-03T06:00Z")
	f.StringVar(&q.as, "as", "", "as a nation or agency saw it, a `NAME`; white-cell sees all")
	f.StringVar(&q.choose, "select", "", "choose a `THING`, such as deadline:NAME, nation:NAME or a record's number")
	f.StringVar(&q.compare, "compare", "", "show a second replay `FILE` beside it, on the same clock")
	f.StringVar(&q.study, "study", "", "with --compare, show over how many runs they differ: a `FILE` that sweep analyze --json wrote")
	f.StringVar(&q.link, "link", "", "begin where a `LINK` leads that was copied with Y")
	f.StringVar(&q.terms, "terms", "hseep", "words of this `SCHOOL`: hseep, nato or eu")
	f.StringVar(&q.by, "by", "", "who notes what is noted: a `NAME` or role")
	f.StringVar(&q.run, "scenario", "", "without a file: the scenario of the library to play, a `NAME`")
	_ = c.RegisterFlagCompletionFunc("scenario", completeScenario)
	_ = c.RegisterFlagCompletionFunc("terms", cobra.FixedCompletions([]string{"hseep", "nato", "eu"}, cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("compare", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"mcap"}, cobra.ShellCompDirectiveFilterFileExt
	})
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return &inputError{fmt.Errorf("%w; see entente-view --help", err)}
	})
	c.InitDefaultCompletionCmd("")
	return c
}

// app opens what the command line asks for. A file with a fault comes up in the window
// with what can be done about it; only what was asked wrongly ends the program.
func (q *openFlags) app() (*app, error) {
	d := newDesktop()
	terms, err := wording.TermsOf(q.terms)
	if err != nil {
		return nil, &inputError{fmt.Errorf("--terms: %w", err)}
	}
	a := &app{machine: d, terms: terms}
	if q.file == "" {
		return a, q.library(a, d)
	}
	if q.run != "" {
		return nil, &inputError{errors.New("--scenario plays a scenario, and FILE is a replay that was played: give one of them")}
	}
	a.by = q.by
	s, err := d.openSource(q.file)
	if err != nil {
		return nil, &inputError{err}
	}
	var other *source
	if q.compare != "" {
		o, err := d.openSource(q.compare)
		if err != nil {
			return nil, &inputError{err}
		}
		other = &o
	}
	if err := a.openAt(s, other, q.asked()); err != nil {
		return nil, &inputError{plainly(err)}
	}
	if q.study != "" {
		s, err := d.openSource(q.study)
		if err == nil {
			defer s.Close()
			err = a.addStudy(s)
		}
		if err != nil {
			return nil, &inputError{fmt.Errorf("--study: %w", err)}
		}
	}
	return a, nil
}

func (q *openFlags) asked() *asked {
	w := &asked{link: strings.TrimPrefix(q.link, "#"), part: []string{"at", q.at, "as", q.as, "select", q.choose}}
	if q.compare != "" {
		w.part = append(w.part, "screen", "compare")
	}
	return w
}

// plainly names the flag that an error is about, as a link names its parts.
func plainly(err error) error { return fmt.Errorf("--%w", err) }

// inWindow shows an app until its window is closed.
func inWindow(a *app) error {
	err := errNoDisplay
	if hasDisplay(runtime.GOOS, os.Getenv) {
		err = screen.Run(a)
	}
	if err != nil {
		return fmt.Errorf("%w; entente serve %s shows it in a browser, entente replay show %[2]s in a terminal", err, cmp.Or(a.file, "FILE"))
	}
	return nil
}

var errNoDisplay = errors.New("there is no display to open a window on")

// hasDisplay says whether windows can be opened, as far as the environment tells.
// Elsewhere than on Windows and macOS it is asked first, for without a window system
// the picture would go to the console's own memory.
func hasDisplay(system string, env func(string) string) bool {
	return system == "windows" || system == "darwin" || env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}

// openSource opens a file for reading.
func (d *desktop) openSource(name string) (source, error) {
	f, size, err := files.Open(name)
	if err != nil {
		return source{}, err
	}
	return source{name: name, ReaderAt: f, size: size, Closer: f}, nil
}
