package journal

import "fmt"

// Sums is a Sink that writes down the digest after every so many records: a
// page short enough to keep as a golden file, which tells within a thousand
// records where two runs part.
type Sums struct {
	chain *Chain
	every Num
	text  []byte
}

// NewSums notes the digest after every `every` records over names.
func NewSums(names *Names, every Num) *Sums { return &Sums{chain: NewChain(names), every: every} }

// Record notes a record.
func (s *Sums) Record(r *Record) error {
	s.chain.Add(r)
	if s.chain.Count()%s.every == 0 {
		s.text = s.line()
	}
	return nil
}

// String gives a line "COUNT DIGEST" for each mark, and one for the end.
func (s *Sums) String() string {
	if s.chain.Count()%s.every == 0 {
		return string(s.text)
	}
	return string(s.line())
}

func (s *Sums) line() []byte {
	return fmt.Appendf(s.text[:len(s.text):len(s.text)], "%d %s\n", s.chain.Count(), s.chain.Digest())
}
