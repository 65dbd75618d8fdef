package replay

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/journal"
)

// ledgerFile tells, by hand, of two facts of one storyline:
//
//	h  0   a and b are there to be noticed; c is not until h 9
//	h  1   arvonia.police understands a, and believes it
//	h  2   belmora.spoc has a delivered
//	h  3   it reads a and understands it; belmora.police gets it garbled
//	h  4   arvonia.spoc reads a, for lead alone; it lies dormant with arvonia.police
//	h  5   belmora.police notices b
//	h  6   arvonia.spoc has purged a
//
// cendria.police needs both; belmora.spoc needs b.
func ledgerFile(t *testing.T) *File {
	var b bytes.Buffer
	f := newFake(t, 1)
	a, fact := func(name string) journal.Ref { return f.names.Find(name) }, func(c string) journal.Ref { return f.names.Find("harbour." + c) }
	f.static.Needs = []journal.Need{
		{Agency: "cendria.police", Storyline: "harbour", Facts: []string{"harbour.a", "harbour.b"}},
		{Agency: "belmora.spoc", Storyline: "harbour", Facts: []string{"harbour.b"}},
	}
	w, err := Create(&b, Meta{Engine: "1", Scenario: "fake"}, &f.static, &f.names, nil)
	require.NoError(t, err)
	f.out.SetSinks(f.monitor, w)
	tell := func(hour int, k journal.Kind, who string, x args, fill ...func(*journal.Record)) {
		f.now = sim.Time(hour) * sim.Hour
		r := journal.Record{Kind: k, Actor: a(who), Args: x}
		for _, do := range fill {
			do(&r)
		}
		f.put(journal.Link{}, r)
	}
	held := func(hour int, who string, understood, purposes int64) {
		tell(hour, journal.Held, who, args{int64(fact("a")), int64(a("arvonia.police")), int64(a("arvonia.police")), understood, purposes, int64(2 * sim.Hour)})
	}
	tell(0, journal.StartEx, "", args{})
	for i, c := range []string{"a", "b", "c"} {
		tell(i/2*9, journal.Exposed, "harbour", args{int64(fact(c)), int64(sim.Day)})
		if i == 1 {
			tell(1, journal.Collected, "arvonia.police", args{int64(fact("a")), 7})
			tell(1, journal.Credited, "arvonia.police", args{int64(fact("a")), 900_000})
			tell(1, journal.Level, "arvonia.police", args{int64(a("harbour")), 0, int64(journal.Noticed)})
			to := func(r *journal.Record) { r.Subject, r.Facts = 5, []journal.Ref{fact("a")} }
			tell(1, journal.Sent, "arvonia.police", args{int64(journal.Item), int64(a("belmora.spoc"))}, to)
			tell(2, journal.Delivered, "belmora.spoc", args{}, func(r *journal.Record) { r.Subject = 5 })
			tell(3, journal.Read, "belmora.spoc", args{int64(journal.Item), 0, 0, int64(sim.Hour)}, func(r *journal.Record) { r.Subject = 5 })
			held(3, "belmora.spoc", 1, 7)
			held(3, "belmora.police", 0, 0)
			held(4, "arvonia.spoc", 1, 1)
			tell(4, journal.Level, "arvonia.spoc", args{int64(a("harbour")), 0, int64(journal.Suspected)})
			tell(4, journal.Dormant, "arvonia.police", args{int64(fact("a"))})
			tell(5, journal.Detected, "belmora.police", args{int64(fact("b"))})
			tell(6, journal.Purged, "arvonia.spoc", args{int64(fact("a"))})
		}
	}
	require.NoError(t, w.Close(f.out.Digest(), f.out.Count()))
	return openBytes(t, b.Bytes())
}

// standingsOf tells who stood how, for a test to read.
func standingsOf(f *File, l *Ledger) map[string]string {
	out := map[string]string{}
	for _, k := range l.Rows {
		name := f.Names().Text(k.Agency) + " " + f.Names().Text(k.Fact)
		out[name] = k.Standing.String()
	}
	return out
}

func TestLedgerOfEverybody(t *testing.T) {
	f := ledgerFile(t)
	l, err := f.Ledger(6*sim.Hour, "")
	require.NoError(t, err)
	require.Equal(t, map[string]string{
		"arvonia.police harbour.a": "believed",
		"arvonia.spoc harbour.a":   "purged",
		"belmora.spoc harbour.a":   "understood",
		"belmora.police harbour.a": "garbled",
		"cendria.police harbour.a": "known elsewhere",
		"belmora.police harbour.b": "noticed",
		"belmora.spoc harbour.b":   "not known to anybody",
		"cendria.police harbour.b": "not known to anybody",
	}, standingsOf(f, l))
	require.Len(t, l.Truth, 2, "c was not there yet")
	require.Equal(t, 3, l.Truth[0].Knowers, "who understood it, though it be purged")
	require.Zero(t, l.Truth[1].Knowers)
	require.Empty(t, l.Hidden())
	for _, k := range l.Rows {
		switch f.Names().Text(k.Agency) {
		case "arvonia.police":
			require.Equal(t, []sim.Time{sim.Hour, sim.Hour, sim.Hour, sim.Hour, 4 * sim.Hour}, []sim.Time{k.Received, k.Read, k.Understood, k.Credited, k.Dormant})
			require.EqualValues(t, 7, k.Purposes)
		case "arvonia.spoc":
			require.Zero(t, k.Purposes, "what is purged serves nothing")
		case "cendria.police":
			require.True(t, k.Needs)
		}
	}

	// What happens at the instant counts, what happens after it does not.
	l, err = f.Ledger(3*sim.Hour-1, "")
	require.NoError(t, err)
	require.Equal(t, "unread", standingsOf(f, l)["belmora.spoc harbour.a"])
	l, err = f.Ledger(0, "")
	require.NoError(t, err)
	require.Equal(t, "not known to anybody", standingsOf(f, l)["cendria.police harbour.a"])
	l, err = f.Ledger(9*sim.Hour, "")
	require.NoError(t, err)
	require.Equal(t, "not known to anybody", standingsOf(f, l)[" harbour.c"], "nobody needs it and nobody has it")
}

// A nation has what one of its agencies has, and learns nothing else from the
// page: no truth, no need, no other nation, no fact before it is understood.
func TestLedgerAsANation(t *testing.T) {
	f := ledgerFile(t)
	l, err := f.Ledger(6*sim.Hour, "arvonia")
	require.NoError(t, err)
	require.Len(t, l.Rows, 1)
	k := l.Rows[0]
	require.Equal(t, "arvonia", f.Names().Text(k.Agency))
	require.Equal(t, Believed, k.Standing, "one of its agencies still has it")
	require.EqualValues(t, 7, k.Purposes)
	require.Equal(t, sim.Hour, k.Understood)
	require.Equal(t, sim.Never, k.Purged)
	require.Len(t, k.Holders, 2)
	require.Equal(t, 4*sim.Hour, k.Dormant)
	require.Len(t, l.Levels, 1)
	require.Equal(t, journal.Suspected, l.Levels[0].Grade, "the highest of them")
	require.Empty(t, l.Truth)
	require.NotEmpty(t, l.Hidden())

	l, err = f.Ledger(5*sim.Hour, "arvonia")
	require.NoError(t, err)
	require.Equal(t, sim.Never, l.Rows[0].Dormant, "it lies dormant only where all who have it let it lie")

	l, err = f.Ledger(6*sim.Hour, "belmora")
	require.NoError(t, err)
	require.Equal(t, map[string]string{"belmora harbour.a": "understood", "belmora.police ": "noticed"}, standingsOf(f, l))
	require.Len(t, l.Rows, 3, "and a message that came garbled, of what nobody there knows")
	for _, k := range l.Rows {
		require.False(t, k.Needs)
	}

	l, err = f.Ledger(6*sim.Hour, "cendria")
	require.NoError(t, err)
	require.Empty(t, l.Rows)
}

func TestLedgerAsAnAgency(t *testing.T) {
	f := ledgerFile(t)
	l, err := f.Ledger(6*sim.Hour, "arvonia.spoc")
	require.NoError(t, err)
	require.Equal(t, map[string]string{"arvonia.spoc harbour.a": "purged"}, standingsOf(f, l))
	_, err = f.Ledger(0, "nobody")
	require.ErrorContains(t, err, "arvonia.spoc", "it says who there is")
	require.Contains(t, f.Holders(), "cendria.police")
}
