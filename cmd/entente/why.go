package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"entente/replay"
	"entente/replay/explain"
	"entente/replay/outcome"
	"entente/replay/wording"
	"entente/scenarios/msel"
	"entente/scenarios/words"
	"entente/sim/journal"
)

// query is what `entente replay why` was asked.
type query struct {
	deadline, fact, agency, message, decision, entry, action string

	record      uint32
	byNumber    bool // --record was given
	csv, asJSON bool
	terms       terms
}

func newWhy(e *edge) *cobra.Command {
	q := &query{}
	c := &cobra.Command{
		Use:   "why FILE",
		Short: "Explain why something came when it did, or never came",
		Long: `Why answers in one sentence that can be repeated, and then says what it rests on: the
stretches of time that it took, in order, which add up to the whole to the
millisecond; what was missing, and how far it had come; the conditions and which
of them failed; the causes back to the first, and what followed; the words of
every rule on the way, with their source. Numbers with # are those of records.

Without a question it lists the deadlines, the worst first, and how to ask further.`,
		Example: `  entente replay why run.mcap
  entente replay why run.mcap --deadline harbour.2
  entente replay why run.mcap --fact harbour.a --agency belmora.spoc
  entente replay why run.mcap --message 14                 or its identity
  entente replay why run.mcap --decision listing/2         the second proposal of a motion
  entente replay why run.mcap --entry 3
  entente replay why run.mcap --action cendria.police:detain
  entente replay why run.mcap --record 120 --json
  entente replay why run.mcap --deadline harbour.2 --csv > waterfall.csv`,
		Args: args(cobra.ExactArgs(1), "one replay file"), ValidArgsFunction: completeReplay,
		RunE: func(c *cobra.Command, names []string) error {
			q.byNumber = c.Flags().Changed("record")
			return nameFile(names[0], withFile(e, names[0], func(name string, f *replay.File) error { return q.printAnswer(e, name, f) }))
		},
	}
	f := c.Flags()
	f.StringVar(&q.deadline, "deadline", "", "why the deadline `NAME` came out as it did")
	f.StringVar(&q.fact, "fact", "", "why --agency came to know the fact `NAME` when it did")
	f.StringVar(&q.agency, "agency", "", "the agency `NATION.NAME` that --fact asks about")
	f.StringVar(&q.message, "message", "", "how long a message took: its `ID`, or the number of any of its records")
	f.StringVar(&q.decision, "decision", "", "why a body took so long over a `MOTION`, or MOTION/N for its N-th proposal")
	f.StringVar(&q.entry, "entry", "", "why the entry `NUMBER` of the events list came when it did, or never")
	f.StringVar(&q.action, "action", "", "why an action, `AGENCY:ACTION`[/STORYLINE], was open when it was, or what failed")
	f.Uint32Var(&q.record, "record", 0, "what led to the record `N`")
	f.BoolVar(&q.csv, "csv", false, "print the stretches as a table, in milliseconds")
	f.BoolVar(&q.asJSON, "json", false, "print one JSON object")
	q.terms.addFlag(c)
	completeNames(e, c, "deadline", "fact", "agency", "decision", "entry", "action")
	return c
}

// completeNames completes flags of a command from the file that is named first.
func completeNames(e *edge, c *cobra.Command, flags ...string) {
	for _, flag := range flags {
		if err := c.RegisterFlagCompletionFunc(flag, completeFrom(e, lists[flag])); err != nil {
			panic(err) // the command has the flag
		}
	}
}

// lists are the names that a file offers for each flag.
var lists = map[string]func(*journal.Static) []string{
	"deadline": func(st *journal.Static) (out []string) {
		for _, d := range st.Deadlines {
			out = append(out, d.Name+"\t"+d.Agency+": "+d.Want)
		}
		return out
	},
	"fact": func(st *journal.Static) (out []string) {
		for _, f := range st.Facts {
			out = append(out, f.Name+"\t"+f.Kind)
		}
		return out
	},
	"agency": func(st *journal.Static) (out []string) {
		for _, a := range st.Agencies {
			out = append(out, a.Name)
		}
		return out
	},
	"nation": func(st *journal.Static) (out []string) {
		for _, t := range st.Things {
			if s := journal.SortOf(t.Sort); s == journal.SortNation || s == journal.SortBody {
				out = append(out, t.Name+"\t"+t.Title)
			}
		}
		return out
	},
	"storyline": func(st *journal.Static) (out []string) {
		for _, t := range st.Storylines {
			out = append(out, t.Name+"\t"+t.Title)
		}
		return out
	},
	"decision": func(st *journal.Static) (out []string) {
		for _, t := range st.Things {
			if t.Sort == journal.SortMotion.String() {
				out = append(out, t.Name)
			}
		}
		return out
	},
	"entry": func(st *journal.Static) (out []string) {
		for _, x := range st.Entries {
			out = append(out, x.Number+"\t"+wording.EntryType(x.Type)+" "+x.Text)
		}
		return out
	},
	"objective": func(st *journal.Static) (out []string) {
		for _, o := range st.Objectives {
			out = append(out, o.ID+"\t"+o.Text)
		}
		return out
	},
	"task": func(st *journal.Static) (out []string) {
		for _, t := range st.Tasks {
			out = append(out, t.ID+"\t"+t.Text)
		}
		return out
	},
	"owner": func(st *journal.Static) (out []string) {
		for _, a := range st.Agencies {
			out = append(out, a.Name)
		}
		return out
	},
	"action": func(st *journal.Static) (out []string) {
		for _, a := range st.Actions {
			out = append(out, a.Agency+":"+a.Term)
		}
		return out
	},
}

// completeFrom offers names of the file that is named.
func completeFrom(e *edge, list func(*journal.Static) []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, names []string, _ string) ([]string, cobra.ShellCompDirective) {
		var out []string
		if len(names) > 0 {
			quiet := *e
			quiet.stderr = discard{}
			_ = withFile(&quiet, names[0], func(_ string, f *replay.File) error { // what cannot be read offers nothing
				out = list(f.Static())
				return nil
			})
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// printAnswer asks the file and prints.
func (q *query) printAnswer(e *edge, name string, f *replay.File) error {
	if q.csv && q.asJSON {
		return wrong(errors.New("--csv and --json exclude each other"))
	}
	ask, err := q.pickQuestion()
	if err != nil {
		return wrong(err)
	}
	x, err := explain.New(f)
	if err != nil {
		return reading(err)
	}
	speak := wording.NewSpeaker(f.Static(), q.terms.Terms)
	if err := speak.ReadStop(f.Meta().Until); err != nil {
		return reading(err)
	}
	if ask == nil {
		return q.overview(e, name, f, x, speak)
	}
	found, err := ask(x)
	if u := (*explain.Unknown)(nil); errors.As(err, &u) {
		return wrong(suggestName(u, f))
	}
	if err != nil {
		return reading(err)
	}
	switch {
	case q.csv:
		return whyCSV(e, f, speak, found)
	case q.asJSON:
		return printJSON(e.stdout, outcome.NewExplanation(speak, found))
	}
	return showWhy(e, f, speak, found)
}

// pickQuestion is the one question that was asked; nil for none.
func (q *query) pickQuestion() (func(*explain.Reader) (*explain.Explanation, error), error) {
	type asking = func(*explain.Reader) (*explain.Explanation, error)
	var list []asking
	add := func(text string, ask asking) {
		if text != "" {
			list = append(list, ask)
		}
	}
	add(q.deadline, func(x *explain.Reader) (*explain.Explanation, error) { return x.Deadline(q.deadline) })
	add(q.message, func(x *explain.Reader) (*explain.Explanation, error) { return x.Message(q.message) })
	add(q.decision, func(x *explain.Reader) (*explain.Explanation, error) { return x.Decision(q.decision) })
	add(q.entry, func(x *explain.Reader) (*explain.Explanation, error) { return x.Entry(q.entry) })
	add(q.action, func(x *explain.Reader) (*explain.Explanation, error) { return x.Action(q.action) })
	add(q.fact+q.agency, func(x *explain.Reader) (*explain.Explanation, error) { return x.Fact(q.fact, q.agency) })
	if q.byNumber {
		add("record", func(x *explain.Reader) (*explain.Explanation, error) { return x.Record(journal.Num(q.record)) })
	}
	switch {
	case len(list) > 1:
		return nil, errors.New("ask one thing at a time: --deadline, --fact with --agency, --message, --decision, --entry, --action or --record")
	case (q.fact == "") != (q.agency == ""):
		return nil, errors.New("--fact NAME and --agency NATION.NAME belong together: which fact, and who was to know it")
	case len(list) == 1:
		return list[0], nil
	}
	return nil, nil
}

// suggestName adds to an unknown name the one that it may have meant, or what there is.
func suggestName(u *explain.Unknown, f *replay.File) error {
	if hint := words.DidYouMean(u.Name, u.Known); hint != "" {
		return fmt.Errorf("%w (%s)", u, hint)
	}
	switch n := len(u.Known); {
	case u.What == "message":
		return fmt.Errorf("%w; name it by the number of one of its records, or by its identity, as `replay events --kind sent` shows them", u)
	case u.What == "record":
		return fmt.Errorf("%w; it has those from 1 to %s", u, wording.Thousands(uint32(f.Count())))
	case n == 0:
		return u
	case n > 12:
		return fmt.Errorf("%w; there are %s, such as %s", u, strconv.Itoa(n), u.Known[0])
	}
	return fmt.Errorf("%w; there are: %s", u, wording.Join(u.Known))
}

// whyCSV prints the stretches of an explanation for spreadsheets.
func whyCSV(e *edge, f *replay.File, speak *wording.Speaker, x *explain.Explanation) error {
	e.printBanner(f.Static())
	return msel.WriteCells(e.stdout, outcome.NewExplanation(speak, x).Table())
}

// overview lists the deadlines, the worst first, and how to ask on.
func (q *query) overview(e *edge, name string, f *replay.File, x *explain.Reader, speak *wording.Speaker) error {
	list, err := x.Deadlines()
	if err != nil {
		return reading(err)
	}
	switch {
	case q.asJSON:
		out := []*outcome.Explanation{}
		for _, d := range list {
			out = append(out, outcome.NewExplanation(speak, d))
		}
		return printJSON(e.stdout, out)
	case q.csv:
		e.printBanner(f.Static())
		rows := [][]string(nil)
		for i, d := range list {
			table := outcome.NewExplanation(speak, d).Table()
			rows = append(rows, table[min(i, 1):]...)
		}
		return msel.WriteCells(e.stdout, rows)
	}
	p := whyPicture(e, f, speak)
	p.listDeadlines(name, list)
	_, err = io.WriteString(colourWriter(e), p.out.String())
	return err
}
