package law

import (
	"fmt"
	"strings"

	"entente/sim/journal"
)

// Program is a lowered predicate: a list of tests over the names of a Frame,
// each of which says where to go on when it passes and when it fails. It holds
// nothing but small integers, so evaluating one neither allocates nor fails.
//
// The empty Program holds always. A caller for whom "no predicate" means
// "never", as for a rule's exception, asks for the length first.
type Program []Test

// Test is one question of a Program.
type Test struct {
	Op    Op
	Var   Var   // the name that is read
	Other Var   // the name it is compared with, where Op says so
	Yes   Label // where to go on when the test passes
	No    Label // and when it fails
	Const int64 // the value it is compared with otherwise
}

// Label is the place of a Test in its Program, or one of the two ends.
type Label uint16

// The ends of a Program.
const (
	Holds Label = 1<<16 - 1 - iota
	Fails
)

// Op is what a Test asks.
type Op uint8

// The questions. What is missing is the negation of what is there: a Builder's
// caller swaps the labels.
const (
	Equal     Op = iota // V[Var] == Const
	Less                // V[Var] < Const
	LessEqual           // V[Var] <= Const
	EqualVar            // V[Var] == V[Other]
	LessVar             // V[Var] < V[Other]
	HasBit              // bit Const of V[Var] is set
	HasRef              // the set of Refs Var holds Const
	HasRefVar           // the set of Refs Var holds V[Other]
)

// Eval says whether the predicate holds for f.
func (p Program) Eval(f *Frame) bool {
	for i := Label(0); int(i) < len(p); {
		t := &p[i]
		if t.passes(f) {
			i = t.Yes
		} else {
			i = t.No
		}
		if i >= Fails {
			return i == Holds
		}
	}
	return true
}

func (t *Test) passes(f *Frame) bool {
	v := f.V[t.Var]
	switch t.Op {
	case Equal:
		return v == t.Const
	case Less:
		return v < t.Const
	case LessEqual:
		return v <= t.Const
	case EqualVar:
		return v == f.V[t.Other]
	case LessVar:
		return v < f.V[t.Other]
	case HasBit:
		return v>>uint64(t.Const)&1 == 1
	case HasRef:
		return f.has(t.Var, t.Const)
	default:
		return f.has(t.Var, f.V[t.Other])
	}
}

// has looks a Ref up in a set of nations or of marks.
func (f *Frame) has(set Var, ref int64) bool {
	list := f.Place
	switch set {
	case Nationality:
		list = f.Nationality
	case Marks, ItemMarks:
		list = f.Marks
	}
	for _, r := range list {
		if int64(r) == ref {
			return true
		}
	}
	return false
}

// Builder makes a Program from its last test to its first, so that every jump
// leads forward and every Program ends. To build `a && b` that leads to yes or
// no, build b towards (yes, no) first, then a towards (the label of b, no).
type Builder struct{ tests []Test }

// Add puts t before everything added so far and gives its label, to be used
// as a target of later calls. A test whose answer makes no difference is left
// out.
func (b *Builder) Add(t Test) Label {
	if t.Yes == t.No {
		return t.Yes
	}
	b.tests = append(b.tests, t)
	return Label(len(b.tests) - 1)
}

// Program gives the tests that start at the label entry.
func (b *Builder) Program(entry Label) Program {
	if entry == Holds {
		return nil
	}
	if entry == Fails {
		return Program{{Op: Equal, Yes: Fails, No: Fails}}
	}
	// The last test added becomes the first; labels turn with it. Tests added
	// after the entry cannot be reached from it.
	turn := func(l Label) Label {
		if l >= Fails {
			return l
		}
		return entry - l
	}
	p := make(Program, entry+1)
	for i := range p {
		t := b.tests[int(entry)-i]
		t.Yes, t.No = turn(t.Yes), turn(t.No)
		p[i] = t
	}
	return p
}

// Text writes the tests one a line, for people and golden files.
func (p Program) Text(names *journal.Names) string {
	if len(p) == 0 {
		return "always"
	}
	var b strings.Builder
	for i, t := range p {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%d: %s ? %s : %s", i, t.text(names), t.Yes, t.No)
	}
	return b.String()
}

func (l Label) String() string {
	switch l {
	case Holds:
		return "holds"
	case Fails:
		return "fails"
	}
	return fmt.Sprint(uint16(l))
}

func (t *Test) text(names *journal.Names) string {
	switch t.Op {
	case Equal:
		return fmt.Sprintf("%s == %s", t.Var, t.Var.Text(t.Const, names))
	case Less:
		return fmt.Sprintf("%s < %s", t.Var, t.Var.Text(t.Const, names))
	case LessEqual:
		return fmt.Sprintf("%s <= %s", t.Var, t.Var.Text(t.Const, names))
	case EqualVar:
		return fmt.Sprintf("%s == %s", t.Var, t.Other)
	case LessVar:
		return fmt.Sprintf("%s < %s", t.Var, t.Other)
	case HasBit, HasRef:
		return fmt.Sprintf("%s in %s", t.Var.Text(t.Const, names), t.Var)
	default:
		return fmt.Sprintf("%s in %s", t.Other, t.Var)
	}
}
