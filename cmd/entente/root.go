package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"entente/agents"
	"entente/scenarios"
	"entente/scenarios/words"
	"entente/sim/journal"
)

// run does what the arguments ask and gives the exit code.
func run(e edge) int {
	disk := &stream{Writer: e.stdout}
	out, talk := &visible{out: disk, before: e.course.clear}, &visible{out: e.stderr, before: e.course.clear}
	defer e.course.clear()
	e.stdout, e.stderr = out, talk
	err := execute(&e)
	_ = out.Flush() // disk remembers
	if err != nil {
		printError(talk, err)
	}
	code := codeOf(err)
	if disk.err != nil {
		code = failed
		if !errors.Is(err, disk.err) {
			printError(talk, disk.err)
		}
	}
	_ = talk.Flush() // nobody is left to tell
	return code
}

// execute finds the command and runs it. No argument may hold what a terminal
// obeys: it would come up in a message, and a line break in a name forges a line.
func execute(e *edge) error {
	for i, a := range e.args {
		if journal.Control(strings.ToValidUTF8(a, "?"), false) >= 0 {
			return wrong(fmt.Errorf("argument %d holds a control character: %s; if that is a file, rename it", i+1, journal.Quote(a)))
		}
	}
	root := newRoot(e)
	root.SetArgs(e.args)
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	return root.Execute()
}

// printError prints an error: every problem of an input on a line of its own.
func printError(w io.Writer, err error) {
	var problems scenarios.Problems
	if !errors.As(err, &problems) {
		fmt.Fprintf(w, "entente: %v\n", err)
		var bound *agents.BoundError
		if errors.As(err, &bound) {
			fmt.Fprintln(w, "entente: nothing came of it; entente check estimates what a run takes, --max-events allows more")
		}
		return
	}
	fmt.Fprintln(w, problems.Error())
	noun := "problems"
	if len(problems) == 1 {
		noun = "problem"
	}
	fmt.Fprintf(w, "entente: %d %s\n", len(problems), noun)
}

// newRoot builds the tree of commands. It is built anew for every call, for
// flags keep their values.
func newRoot(e *edge) *cobra.Command {
	root := &cobra.Command{
		Use:   "entente",
		Short: "Simulate how nations cooperate in a counterterrorism crisis",
		Long: `Entente runs a scenario of how nations cooperate, or fail to, in a
counterterrorism crisis: who knew what when, what the law, a desk, a channel or
a missing permission cost in time, and which deadlines were met. The same
scenario and seed give the same bytes on every machine.`,
		Example: `  entente run deportation-notice-2015       run a scenario of the library
  entente check my-exercise.yaml            find every problem of a file
  entente replay why my-exercise-1.mcap     say why a warning was late
  entente report my-exercise-1.mcap -o aar  write the after-action report`,
		SilenceUsage: true, SilenceErrors: true,
	}
	root.SetOut(e.stdout) // before cobra adds commands of its own, which remember it
	root.SetErr(e.stderr)
	root.AddCommand(newRun(e), newCheck(e), newRehearse(e), newBranch(e), newMSEL(e), newCampaign(e), newLibrary(e), newReplay(e), newGuide(e), newReport(e), newNote(e), newVersion(e))
	root.AddCommand(atHome(e)...)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	asGroup(root)
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.RunE, c.Run = helpTopic, nil
		case "completion":
			asGroup(c)
		}
	}
	root.SetFlagErrorFunc(flagError)
	completeFlags(e, root)
	return root
}

// asGroup makes a command that only holds others refuse what is none of them:
// cobra would print its help and call that a success.
func asGroup(c *cobra.Command) {
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return wrong(unknownCommand(c, args[0]))
		}
		if !c.HasParent() {
			return c.Help()
		}
		return wrong(fmt.Errorf("%q needs one of: %s", c.CommandPath(), strings.Join(children(c), ", ")))
	}
}

func children(c *cobra.Command) []string {
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	return names
}

func unknownCommand(c *cobra.Command, word string) error {
	if paths := findSubcommands(c, word); len(paths) > 0 {
		return fmt.Errorf("%q has no command %q (did you mean %s?)", c.CommandPath(), word, strings.Join(paths, " or "))
	}
	if hint := words.DidYouMean(word, children(c)); hint != "" {
		return fmt.Errorf("%q has no command %q (%s)", c.CommandPath(), word, hint)
	}
	if (!c.HasParent() || c.Name() == "replay") && strings.HasSuffix(word, ".mcap") {
		return fmt.Errorf("say what to do with %s: entente replay show %s, entente replay why %[1]s or entente report %[1]s -o DIR", journal.Show(word), journal.Show(word))
	}
	return fmt.Errorf("%q has no command %q; it has: %s", c.CommandPath(), word, strings.Join(children(c), ", "))
}

// findSubcommands finds commands by their own name below the ones that c has.
func findSubcommands(c *cobra.Command, word string) (paths []string) {
	for _, group := range c.Commands() {
		for _, sub := range group.Commands() {
			if sub.Name() == word && sub.IsAvailableCommand() {
				paths = append(paths, sub.CommandPath())
			}
		}
	}
	return paths
}

// helpTopic shows the help of a command, and refuses one that does not exist.
func helpTopic(c *cobra.Command, args []string) error {
	topic, rest, err := c.Root().Find(args)
	if err != nil || topic == nil || topic.HasSubCommands() && len(rest) > 0 {
		return wrong(unknownCommand(topic, rest[0]))
	}
	return topic.Help()
}

// flagError says in plain words what is wrong with a flag, and adds to an unknown
// one the one it may have meant.
func flagError(c *cobra.Command, err error) error {
	var bad *pflag.InvalidValueError
	if errors.As(err, &bad) {
		return wrong(fmt.Errorf("--%s %q: %w", bad.GetFlag().Name, bad.GetValue(), plainValue(bad)))
	}
	var missing *pflag.ValueRequiredError
	if errors.As(err, &missing) {
		noun, _ := pflag.UnquoteUsage(missing.GetFlag())
		return wrong(fmt.Errorf("--%s needs a value: --%[1]s %s", missing.GetFlag().Name, noun))
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return wrong(err)
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	if hint := words.DidYouMean("--"+unknown.GetSpecifiedName(), names); hint != "" {
		return wrong(fmt.Errorf("%w (%s)", err, hint))
	}
	return wrong(fmt.Errorf("%w; see %s --help", err, c.CommandPath()))
}

// plainValue is the cause without the names of what parses numbers.
func plainValue(bad *pflag.InvalidValueError) error {
	var number *strconv.NumError
	if !errors.As(bad, &number) {
		return bad.Unwrap()
	}
	switch kind := bad.GetFlag().Value.Type(); {
	case kind == "bool":
		return errors.New("it takes true or false, or nothing")
	case errors.Is(number, strconv.ErrRange):
		return errors.New("it is too large")
	case strings.HasPrefix(kind, "uint"):
		return errors.New("it takes a whole number, 0 or more")
	}
	return errors.New("it takes a whole number")
}

// args wraps a check of arguments so that its refusal counts as wrong input.
func args(check cobra.PositionalArgs, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, given []string) error {
		if check(c, given) == nil {
			return nil
		}
		return wrong(fmt.Errorf("%s takes %s, got %d; see %s --help", c.CommandPath(), what, len(given), c.CommandPath()))
	}
}

// completeScenario offers the library's names, and files after them.
func completeScenario(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, entry := range scenarios.Library() {
		names = append(names, entry.Name+"\t"+entry.Title)
	}
	return names, cobra.ShellCompDirectiveDefault
}

// completeStudy offers the studies of the library, and files.
func completeStudy(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, entry := range scenarios.Studies() {
		names = append(names, entry.Name+"\t"+entry.Title)
	}
	return names, cobra.ShellCompDirectiveDefault
}

// completeReplay offers replay files.
func completeReplay(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"mcap"}, cobra.ShellCompDirectiveFilterFileExt
}
