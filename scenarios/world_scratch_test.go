package scenarios_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/agents"
	"entente/scenarios"
	"entente/sim/journal"
)

type printer struct{ n *journal.Names }

func (p printer) Record(r *journal.Record) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%4d %8.3fh %-10s %-22s %s %s", r.Num, float64(r.At)/3.6e6, r.Kind, p.n.Text(r.Actor), r.Step, r.Reason)
	for i, f := range r.Kind.Shape().Fields {
		v := r.Args[i]
		s := fmt.Sprint(v)
		switch f.Type {
		case journal.TRef:
			s = p.n.Text(journal.Ref(v))
		case journal.TOutcome:
			s = journal.Outcome(v).String()
		case journal.TMessage:
			s = journal.Message(v).String()
		case journal.TTime:
			s = fmt.Sprintf("%.3fh", float64(v)/3.6e6)
		}
		fmt.Fprintf(&b, " %s=%s", f.Name, s)
	}
	for _, s := range r.Spans {
		fmt.Fprintf(&b, " [%s %s %v]", s.Step, s.Cause, float64(s.Ms)/60000)
	}
	for _, f := range r.Facts {
		fmt.Fprintf(&b, " %s", p.n.Text(f))
	}
	fmt.Println(b.String())
	return nil
}

func TestWorld(t *testing.T) {
	s, err := scenarios.Load("deportation-notice-2015", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := agents.New(s.Spec, 1, printer{&s.Spec.Names})
	if err := w.Run(); err != nil {
		t.Fatal(err)
	}
	fmt.Println(w.Count(), w.Digest())
}
