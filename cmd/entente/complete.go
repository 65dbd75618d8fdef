package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"entente/replay"
	"entente/scenarios"
	"entente/sim/journal"
)

// complete offers values of a flag to a shell, each a word and after a tab what it is.
func complete(c *cobra.Command, flag string, list func(typed string) []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return list(typed), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the flag is defined where this is called
	}
}

// namingFlags are the flags that take a name of something and mean the same whatever
// command has them. A command may complete one in its own way.
func namingFlags(e *edge) map[string]cobra.CompletionFunc {
	fromFile := func(flag string) cobra.CompletionFunc { return completeFrom(e, lists[flag]) }
	return map[string]cobra.CompletionFunc{
		"patch": completePatch, "set": completePath(e), "kind": completeWords(journal.TKind.Texts()),
		"nation": fromFile("nation"), "storyline": fromFile("storyline"), "agency": fromFile("agency"), "action": fromFile("action"),
		"deadline": completeDeadline(e), "cell": completeCell, "without": completeReform,
		"compare": completeReplay, "study": cobra.FixedCompletions([]string{"json"}, cobra.ShellCompDirectiveFilterFileExt),
		"theme": cobra.FixedCompletions([]string{"light", "dark", "contrast"}, cobra.ShellCompDirectiveNoFileComp),
	}
}

// completeFlags completes the naming flags of a command and of all below it.
func completeFlags(e *edge, c *cobra.Command) {
	flags := namingFlags(e)
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		do := flags[f.Name]
		if _, has := c.GetFlagCompletionFunc(f.Name); has || do == nil {
			return
		}
		_ = c.RegisterFlagCompletionFunc(f.Name, do) // it has the flag, and no completion yet
	})
	for _, sub := range c.Commands() {
		completeFlags(e, sub)
	}
}

func completeWords(words []string) cobra.CompletionFunc {
	list := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
	return cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp)
}

// completePatch offers the patches of the library, those of the scenario that is named
// alone where it has some, and files.
func completePatch(_ *cobra.Command, given []string, _ string) ([]string, cobra.ShellCompDirective) {
	var all, own []string
	for _, name := range scenarios.PatchNames() {
		line := name + "\t" + scenarios.PatchSays(name)
		all = append(all, line)
		if len(given) > 0 && strings.HasPrefix(name, given[0]+"/") {
			own = append(own, line)
		}
	}
	if len(own) > 0 {
		all = own
	}
	return all, cobra.ShellCompDirectiveDefault
}

// completePath offers the figures of the scenario, or of the replay file, that is
// named: a segment of their paths at a time, and the value that each has last.
func completePath(e *edge) cobra.CompletionFunc {
	return func(_ *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
		directive := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		if len(given) == 0 || strings.Contains(typed, "=") {
			return nil, directive
		}
		var out []string
		for _, p := range pathsOf(e, given[0]) {
			path, value, _ := strings.Cut(p, "\t")
			if !strings.HasPrefix(path, typed) {
				continue
			}
			if dot := strings.IndexByte(path[len(typed):], '.'); dot >= 0 {
				out = append(out, path[:len(typed)+dot+1])
			} else {
				out = append(out, path+"=\t"+value)
			}
		}
		slices.Sort(out)
		return slices.Compact(out), directive
	}
}

// pathsOf are the paths of the figures of a scenario or a replay file, after a tab
// what each is.
func pathsOf(e *edge, name string) (out []string) {
	if !strings.HasSuffix(name, ".mcap") {
		sc, err := scenarios.Load(name, scenarios.Options{})
		if err != nil {
			return nil // what cannot be read offers nothing
		}
		for i := range sc.Spec.Params {
			p := &sc.Spec.Params[i]
			out = append(out, p.Path+"\t"+scenarios.ParamText(p)+" "+p.Source)
		}
		return out
	}
	fromReplay(e, name, func(st *journal.Static) {
		for _, t := range st.Things {
			if t.Sort == journal.SortParam.String() {
				out = append(out, t.Name)
			}
		}
	})
	return out
}

// fromReplay hands over the page of a file, if it can be read.
func fromReplay(e *edge, name string, use func(*journal.Static)) {
	quiet := *e
	quiet.stderr = discard{}
	_ = withFile(&quiet, name, func(_ string, f *replay.File) error { // what cannot be read offers nothing
		use(f.Static())
		return nil
	})
}

// completeDeadline offers the deadlines of the scenario or replay file that is named.
func completeDeadline(e *edge) cobra.CompletionFunc {
	return func(c *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(given) > 0 && !strings.HasSuffix(given[0], ".mcap") {
			sc, err := scenarios.Load(given[0], scenarios.Options{})
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return lists["deadline"](sc.Static), cobra.ShellCompDirectiveNoFileComp
		}
		return completeFrom(e, lists["deadline"])(c, given, typed)
	}
}

// completeCell offers whoever has something to do in the events list of a scenario.
func completeCell(_ *cobra.Command, given []string, _ string) (out []string, _ cobra.ShellCompDirective) {
	if len(given) > 0 {
		if sc, err := scenarios.Load(given[0], scenarios.Options{}); err == nil {
			for _, x := range sc.Static.Entries {
				out = append(out, x.From, x.Who)
			}
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(name string) bool { return name == "" }), cobra.ShellCompDirectiveNoFileComp
}

// completeReform offers the reforms of the scenario that is named and of the library's
// catalogue.
func completeReform(_ *cobra.Command, given []string, _ string) (out []string, _ cobra.ShellCompDirective) {
	if len(given) > 0 {
		if sc, err := scenarios.Load(given[0], scenarios.Options{}); err == nil {
			for _, x := range sc.Reforms {
				out = append(out, x.ID+"\t"+x.Title)
			}
		}
	}
	if usual, err := scenarios.LibraryCatalogue(); err == nil {
		for id, x := range usual.Reforms {
			out = append(out, string(id)+"\t"+x.Title)
		}
	}
	slices.Sort(out)
	return out, cobra.ShellCompDirectiveNoFileComp
}
