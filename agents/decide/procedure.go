package decide

// Rule is a way to decide.
type Rule uint8

// The rules.
const (
	Single      Rule = iota // the decider alone
	Majority                // a share of the weights, with a quorum
	Unanimity               // every member an explicit yes
	Consensus               // at a meeting: nobody objects
	NoObjection             // by the end of a period nobody objects; an objection is a hold
	Silence                 // by the end of a period nobody breaks it
	numRules
)

// Names of the rules as scenarios write them, by Rule.
var Names = [numRules]string{"single", "majority", "unanimity", "consensus", "no-objection", "silence"}

// Procedure is a rule with its figures.
type Procedure struct {
	Rule   Rule
	Share  Threshold // Majority: of all weights
	Quorum int64     // Majority: weight that must have reacted when the period ends
}

// Vote is how a member stands to a proposal.
type Vote uint8

// The votes.
const (
	Silent Vote = iota // has not reacted
	For
	Against
)

// Ballot is one member's vote with its weight.
type Ballot struct {
	Weight int64
	Vote   Vote
}

// Standing is what the ballots amount to.
type Standing uint8

// The standings.
const (
	Open     Standing = iota // nothing is decided
	Adopted                  // the proposal is carried
	Rejected                 // it cannot be carried any more
	Broken                   // a silence is broken: redraft
	Objected                 // there is an objector at the meeting: redraft
	NoQuorum                 // too few reacted: the next meeting decides
)

// count is what the rules look at.
type count struct{ yes, no, silent int64 }

// Tally says how a proposal stands. over means that the period has ended or the
// meeting is held.
func (p *Procedure) Tally(ballots []Ballot, over bool) Standing {
	var c count
	for _, b := range ballots {
		switch b.Vote {
		case For:
			c.yes += b.Weight
		case Against:
			c.no += b.Weight
		default:
			c.silent += b.Weight
		}
	}
	return tallies[p.Rule](p, c, over)
}

// tallies holds what each rule makes of a count.
var tallies = [numRules]func(*Procedure, count, bool) Standing{
	Single: func(_ *Procedure, c count, _ bool) Standing { return plain(c.yes > 0, c.no > 0) },
	Majority: func(p *Procedure, c count, over bool) Standing {
		if over && c.yes+c.no < p.Quorum {
			return NoQuorum
		}
		all := c.yes + c.no + c.silent
		carried := p.Share.Carries(c.yes, all)
		return plain(carried && (over || c.yes+c.no >= p.Quorum), over && !carried || !p.Share.Carries(c.yes+c.silent, all))
	},
	Unanimity: func(_ *Procedure, c count, _ bool) Standing { return plain(c.no == 0 && c.silent == 0, c.no > 0) },
	Consensus: func(_ *Procedure, c count, over bool) Standing {
		if over && c.no > 0 {
			return Objected
		}
		return plain(over, false)
	},
	NoObjection: func(_ *Procedure, c count, over bool) Standing { return plain(over && c.no == 0, false) },
	Silence: func(_ *Procedure, c count, over bool) Standing {
		if c.no > 0 {
			return Broken
		}
		return plain(over, false)
	},
}

func plain(adopted, rejected bool) Standing {
	switch {
	case adopted:
		return Adopted
	case rejected:
		return Rejected
	}
	return Open
}
