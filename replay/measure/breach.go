package measure

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var (
	heldFact       = field(journal.Held, "fact")
	heldOrigin     = field(journal.Held, "origin")
	heldVia        = field(journal.Held, "via")
	heldUnderstood = field(journal.Held, "understood")
	sentRe         = field(journal.Sent, "re")
	readMessage    = field(journal.Read, "message")
	readSender     = field(journal.Read, "sender")
	listedFact     = field(journal.Listed, "fact")
	listedOwner    = field(journal.Listed, "owner")
	testedOutcome  = field(journal.Tested, "outcome")
	teamOutcome    = field(journal.Team, "outcome")
)

// Breach is a fact that an agency read although its marking leaves that agency
// out. The sending chain cannot break a marking: any breach is a fault of the
// engine.
type Breach struct {
	Agency journal.Ref // who read it
	Fact   journal.Ref
	Origin journal.Ref // whose marking it bears
	Via    journal.Ref // who sent it
	At     sim.Time
	Why    string
	Record journal.Num // of the reading
}

// Markings is how the originators' markings were kept.
type Markings struct {
	Read     int // holdings that were read
	Breaches []Breach
	Leaks    int // apart: information that reached the threat side
	Traced   int // apart: compromises of a channel that a test discovered
}

// Markings (M9) holds every fact that was read against the marking of its originator, the
// scheme and clearance of the reader, and the consent that was given until
// then. It judges from records and Static alone.
func (s *Trace) Markings() Markings {
	c := &markingAudit{
		trace: s, agencies: map[journal.Ref]*journal.Agency{}, schemes: map[string][]string{}, facts: map[journal.Ref]*journal.Fact{},
		sent: map[sim.ID]*journal.Record{}, consents: map[consent]bool{}, writers: map[[2]string][]journal.Ref{},
		founded: map[string]bool{},
	}
	for i := range s.Static.Agencies {
		a := &s.Static.Agencies[i]
		c.agencies[s.find(journal.SortAgency, a.Name)] = a
	}
	for i := range s.Static.Facts {
		c.facts[s.find(journal.SortFact, s.Static.Facts[i].Name)] = &s.Static.Facts[i]
	}
	for _, x := range s.Static.Schemes {
		c.schemes[x.Nation] = x.Classes
	}
	records := s.exercise()
	for i := range records {
		c.checkMarking(&records[i])
	}
	return c.found
}

// consent is an originator's permission for a fact to go to a nation.
type consent struct {
	origin, fact journal.Ref
	nation       string
}

// markingAudit follows who let which fact go where.
type markingAudit struct {
	trace    *Trace
	agencies map[journal.Ref]*journal.Agency
	facts    map[journal.Ref]*journal.Fact
	schemes  map[string][]string
	sent     map[sim.ID]*journal.Record
	consents map[consent]bool
	writers  map[[2]string][]journal.Ref // by store and fact
	founded  map[string]bool             // teams that have been at work
	found    Markings
}

func (c *markingAudit) checkMarking(r *journal.Record) {
	switch r.Kind {
	case journal.Sent:
		c.sent[r.Subject] = r
	case journal.Read:
		if journal.Message(r.Args[readMessage]) == journal.ConsentGiven {
			c.noteConsent(r)
		}
	case journal.Listed:
		k := [2]string{c.trace.Name(r.Actor), c.trace.Name(journal.Ref(r.Args[listedFact]))}
		c.writers[k] = append(c.writers[k], journal.Ref(r.Args[listedOwner]))
	case journal.Held:
		if r.Args[heldUnderstood] != 0 {
			c.judgeReading(r)
		}
	case journal.Team:
		if journal.Outcome(r.Args[teamOutcome]) == journal.Up {
			c.founded[c.trace.Name(r.Actor)] = true
		}
	case journal.Leak:
		c.found.Leaks++
	case journal.Tested:
		if journal.Outcome(r.Args[testedOutcome]) == journal.Discovered {
			c.found.Traced++
		}
	}
}

// noteConsent notes a consent that was read: it is about the message that waits for
// it.
func (c *markingAudit) noteConsent(r *journal.Record) {
	answer := c.sent[r.Subject]
	if answer == nil {
		return
	}
	waiting := c.sent[sim.ID(answer.Args[sentRe])]
	if waiting == nil {
		return
	}
	for _, f := range waiting.Facts {
		c.consents[consent{journal.Ref(r.Args[readSender]), f, c.trace.Nation(journal.Ref(waiting.Args[sentTo]))}] = true
	}
}

// judgeReading holds one reading against the marking.
func (c *markingAudit) judgeReading(r *journal.Record) {
	c.found.Read++
	b := Breach{
		Agency: r.Actor, Fact: journal.Ref(r.Args[heldFact]), Origin: journal.Ref(r.Args[heldOrigin]),
		Via: journal.Ref(r.Args[heldVia]), At: r.At, Record: r.Num,
	}
	if b.Why = c.findBreach(&b); b.Why != "" {
		c.found.Breaches = append(c.found.Breaches, b)
	}
}

// findBreach says what forbids a reading; empty if nothing does.
func (c *markingAudit) findBreach(b *Breach) string {
	reader, owner, fact := c.agencies[b.Agency], c.agencies[b.Origin], c.facts[b.Fact]
	if reader == nil || owner == nil || fact == nil {
		return "the page of the scenario does not say who may have it"
	}
	if !c.cleared(reader, max(classRung(fact.Class), classRung(owner.Marking.Class))) {
		return "the reader is not cleared for its class"
	}
	m, nation, home := &owner.Marking, c.trace.Nation(b.Agency), c.trace.Nation(b.Origin)
	from := c.findSender(b)
	listed := len(m.RelTo) == 0 || slices.Contains(m.RelTo, nation)
	switch {
	case nation == home || c.consents[consent{b.Origin, b.Fact, nation}]:
		return ""
	case from != b.Origin && c.areTeamed(b, fact.Storyline):
		return ""
	case !listed:
		return "its list of nations leaves the reader out"
	case from == b.Origin:
		return ""
	case m.TLP == "CLEAR" || m.TLP == "GREEN" || m.TLP == "AMBER":
		if c.trace.Nation(from) == nation || m.TLP != "AMBER" && !m.Controlled {
			return ""
		}
	}
	return "another than its originator passed it on without consent"
}

// areTeamed says whether originator and reader are of a team that was at work on a
// storyline by now: there one member passes another's word to a third. What was sent
// on its last day may be read after it.
func (c *markingAudit) areTeamed(b *Breach, storyline string) bool {
	return slices.ContainsFunc(c.trace.Static.Teams, func(t journal.Circle) bool {
		return c.founded[t.Name] && slices.Contains(t.Members, c.trace.Name(b.Origin)) && slices.Contains(t.Members, c.trace.Name(b.Agency)) &&
			(len(t.Storylines) == 0 || slices.Contains(t.Storylines, storyline))
	})
}

// findSender finds who let a fact go: of what lay in a store, who wrote it there, the
// originator before others.
func (c *markingAudit) findSender(b *Breach) journal.Ref {
	w := c.writers[[2]string{c.trace.Name(b.Via), c.trace.Name(b.Fact)}]
	if len(w) == 0 || slices.Contains(w, b.Via) {
		return b.Via
	}
	if slices.Contains(w, b.Origin) {
		return b.Origin
	}
	return w[0]
}

// cleared says whether an agency may hold a class, or the next higher one that
// its nation's scheme has.
func (c *markingAudit) cleared(a *journal.Agency, class int) bool {
	for ; class <= int(journal.TopSecret); class++ {
		if name := journal.Class(class).String(); slices.Contains(c.schemes[c.trace.Nation(c.trace.find(journal.SortAgency, a.Name))], name) {
			return slices.Contains(a.Clearance, name)
		}
	}
	return false
}

// classRung is the place of a class on the common ladder.
func classRung(class string) int {
	for k := journal.Unclassified; k <= journal.TopSecret; k++ {
		if k.String() == class {
			return int(k)
		}
	}
	return int(journal.TopSecret)
}
