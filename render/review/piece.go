package review

// Work is what loading went through. It is counted and not timed, since every machine
// takes another time for it.
type Work struct {
	Records int
	Parts   int   // of them: holds and facts; and messages that were left open at the end
	Bytes   int64 // that were unpacked
}

// What one call of Load goes through at most in a run that is paced, whatever it is asked
// for: some milliseconds on a machine that is not quick. The last record and the last
// chunk of the file may pass it.
const (
	mostRecords = 4096
	mostParts   = 4 * mostRecords
	mostBytes   = 1 << 20
)

// Work is what loading went through so far.
func (r *Run) Work() Work { return r.work }

// piece is what one call may still go through.
type piece struct {
	r     *Run
	began Work
	most  int
}

func (r *Run) piece(most int) piece {
	if r.pace.bound {
		most = min(most, mostRecords)
	}
	return piece{r, r.work, most}
}

// hasBudget says whether another record may be gone through.
func (p *piece) hasBudget() bool {
	w, was := &p.r.work, &p.began
	if w.Records-was.Records >= p.most {
		return false
	}
	return !p.r.pace.bound || w.Parts-was.Parts < mostParts && w.Bytes-was.Bytes < mostBytes
}

// chain are the messages that have no end yet, in the order of their sending. Any of
// them is taken out at once: nothing has to be gone through for it.
type chain struct{ links []link }

// link is the place of a message in a chain, by its place in the column and 1: that at 0
// is the chain's own.
type link struct{ before, after int32 }

func newChain() chain { return chain{make([]link, 1, growsFrom)} }

// append adds the message that was added to the column last.
func (c *chain) append() {
	n, last := int32(len(c.links)), c.links[0].before
	c.links = append(c.links, link{before: last})
	c.links[last].after, c.links[0].before = n, n
}

// remove takes a message out; it still leads to the one after it. One that was taken out
// before stays out.
func (c *chain) remove(i int32) {
	x := &c.links[i+1]
	if x.before < 0 {
		return
	}
	c.links[x.before].after, c.links[x.after].before = x.after, x.before
	x.before = -1
}

// nextMessage is the message that follows one in the chain, the first for -1; -1 for none.
func (c *chain) nextMessage(i int32) int32 { return c.links[i+1].after - 1 }
