package decide_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents/decide"
)

const (
	s = decide.Silent
	y = decide.For
	n = decide.Against
)

// Each rule on the votes that tell it from the others.
func TestRules(t *testing.T) {
	half := decide.Procedure{Rule: decide.Majority, Share: decide.Threshold{Fraction: decide.Fraction{Num: 1, Den: 2}}, Quorum: 2}
	part := func(num, den int64, orEqual bool) decide.Procedure {
		return decide.Procedure{Rule: decide.Majority, Share: decide.Threshold{Fraction: decide.Fraction{Num: num, Den: den}, OrEqual: orEqual}}
	}
	for _, c := range []struct {
		says  string
		p     decide.Procedure
		votes []decide.Vote
		over  bool
		want  decide.Standing
	}{
		{"the decider alone", decide.Procedure{Rule: decide.Single}, []decide.Vote{y}, false, decide.Adopted},
		{"the decider refuses", decide.Procedure{Rule: decide.Single}, []decide.Vote{n}, false, decide.Rejected},
		{"as soon as it is carried", half, []decide.Vote{y, y, s}, false, decide.Adopted},
		{"as soon as it cannot be", half, []decide.Vote{n, n, s}, false, decide.Rejected},
		{"half is not more than half", half, []decide.Vote{y, y, n, n}, true, decide.Rejected},
		{"at least half", part(1, 2, true), []decide.Vote{y, y, n, n}, true, decide.Adopted},
		{"two thirds of three are at least two thirds", part(2, 3, true), []decide.Vote{y, y, n}, true, decide.Adopted},
		{"and not more", part(2, 3, false), []decide.Vote{y, y, n}, true, decide.Rejected},
		{"three of five are at least 0.6", part(3, 5, true), []decide.Vote{y, y, y, n, n}, false, decide.Adopted},
		{"three of four are at least 0.75", part(3, 4, true), []decide.Vote{y, y, y, n}, false, decide.Adopted},
		{"one more than two thirds of three", part(2, 3, false), []decide.Vote{y, y, y}, false, decide.Adopted},
		{"who did not react abstains", half, []decide.Vote{y, n, s}, true, decide.Rejected},
		{"below the quorum", half, []decide.Vote{y, s, s, s}, true, decide.NoQuorum},
		{"all must say yes", decide.Procedure{Rule: decide.Unanimity}, []decide.Vote{y, y, s}, true, decide.Open},
		{"one no rejects", decide.Procedure{Rule: decide.Unanimity}, []decide.Vote{y, n, s}, false, decide.Rejected},
		{"unanimous", decide.Procedure{Rule: decide.Unanimity}, []decide.Vote{y, y}, false, decide.Adopted},
		{"an objector before the meeting", decide.Procedure{Rule: decide.Consensus}, []decide.Vote{y, n}, false, decide.Open},
		{"an objector at the meeting", decide.Procedure{Rule: decide.Consensus}, []decide.Vote{y, n}, true, decide.Objected},
		{"no objector at the meeting", decide.Procedure{Rule: decide.Consensus}, []decide.Vote{y, s}, true, decide.Adopted},
		{"a hold lasts past the period", decide.Procedure{Rule: decide.NoObjection}, []decide.Vote{y, n}, true, decide.Open},
		{"nobody objected", decide.Procedure{Rule: decide.NoObjection}, []decide.Vote{s, s}, true, decide.Adopted},
		{"before the period ends", decide.Procedure{Rule: decide.NoObjection}, []decide.Vote{y, y}, false, decide.Open},
		{"silence broken", decide.Procedure{Rule: decide.Silence}, []decide.Vote{n, s}, false, decide.Broken},
		{"silence held", decide.Procedure{Rule: decide.Silence}, []decide.Vote{s, y}, true, decide.Adopted},
	} {
		var ballots []decide.Ballot
		for _, v := range c.votes {
			ballots = append(ballots, decide.Ballot{Weight: 1, Vote: v})
		}
		require.Equal(t, c.want, c.p.Tally(ballots, c.over), c.says)
	}
}

// Weights count, not heads.
func TestWeights(t *testing.T) {
	p := decide.Procedure{Rule: decide.Majority, Share: decide.Threshold{Fraction: decide.Fraction{Num: 1, Den: 2}}}
	heavy := []decide.Ballot{{Weight: 5, Vote: y}, {Weight: 2, Vote: n}, {Weight: 2, Vote: n}}
	require.Equal(t, decide.Adopted, p.Tally(heavy, false))
}

// rank orders standings from worst to best for who proposed.
var rank = map[decide.Standing]int{
	decide.Rejected: 0, decide.Broken: 0, decide.Objected: 0, decide.NoQuorum: 0, decide.Open: 1, decide.Adopted: 2,
}

// A vote that turns from against to for never makes a proposal fare worse.
func TestAVoteForNeverHurts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := decide.Procedure{
			Rule: decide.Rule(rapid.IntRange(0, len(decide.Names)-1).Draw(t, "rule")),
			Share: decide.Threshold{
				Fraction: decide.Fraction{Num: rapid.Int64Range(0, 12).Draw(t, "share"), Den: 12}, OrEqual: rapid.Bool().Draw(t, "or equal"),
			},
			Quorum: rapid.Int64Range(0, 10).Draw(t, "quorum"),
		}
		ballots := make([]decide.Ballot, rapid.IntRange(1, 6).Draw(t, "members"))
		for i := range ballots {
			ballots[i] = decide.Ballot{Weight: rapid.Int64Range(1, 5).Draw(t, "weight"), Vote: decide.Vote(rapid.IntRange(0, 2).Draw(t, "vote"))}
		}
		over := rapid.Bool().Draw(t, "over")
		before := p.Tally(ballots, over)
		i := rapid.IntRange(0, len(ballots)-1).Draw(t, "who")
		if ballots[i].Vote != n {
			t.Skip("votes for already, or has not reacted")
		}
		ballots[i].Vote = y
		require.GreaterOrEqual(t, rank[p.Tally(ballots, over)], rank[before])
	})
}
