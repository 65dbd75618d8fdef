package wording

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

func TestLasting(t *testing.T) {
	for want, ms := range map[string]sim.Time{
		"0 s": 0, "250 ms": 250, "59 s": 59_999, "26 min": 26 * sim.Minute, "24 h 36 min": 24*sim.Hour + 36*sim.Minute,
		"2 d 5 h": 53 * sim.Hour, "−1 h 05 min": -65 * sim.Minute,
		"−106751991167 d 7 h": math.MinInt64,
	} {
		require.Equal(t, want, Lasting(ms))
	}
}

func TestThousands(t *testing.T) {
	require.Equal(t, "1,234,567", Thousands(1234567))
	require.Equal(t, "999", Thousands(999))
}

func TestPlural(t *testing.T) {
	require.Equal(t, "1 agency", Plural(1, "agency"))
	require.Equal(t, "2 agencies", Plural(2, "agency"))
	require.Equal(t, "2 days", Plural(2, "day"))
	require.Equal(t, "1,200 messages", Plural(1200, "message"))
}

// Every value of the vocabulary and every figure has its words in each
// terminology, and no terminology has words for what does not exist.
func TestTermsAreWhole(t *testing.T) {
	ids := map[string]bool{}
	for _, x := range measure.Catalogue {
		ids[x.ID] = true
		require.NotEmpty(t, x.Question, x.ID)
		require.NotEmpty(t, x.Formula, x.ID)
		require.NotEmpty(t, x.Source, x.ID)
	}
	exact := func(name string, words map[string]string, values []string) {
		have := map[string]bool{}
		for _, v := range values {
			if v != "" {
				have[v] = true
				require.NotEmpty(t, words[v], "%s: %s", name, v)
			}
		}
		for key := range words {
			require.True(t, have[key], "%s: %s is in no vocabulary", name, key)
		}
	}
	var figures []string
	for id := range ids {
		figures = append(figures, id)
	}
	var delays []string
	for d := range measure.NumDelays {
		delays = append(delays, d.Code())
	}
	for _, terms := range AllTerms {
		exact(terms.Name, terms.Steps, journal.TStep.Texts())
		exact(terms.Name, terms.Outcomes, journal.TOutcome.Texts())
		exact(terms.Name, terms.Causes, journal.CauseTexts())
		exact(terms.Name, terms.Reasons, journal.ReasonTexts())
		exact(terms.Name, terms.Figures, figures)
		exact(terms.Name, terms.Delays, delays)
		require.Len(t, terms.Nouns, len(HSEEP.Nouns), "%s has a noun that HSEEP lacks", terms.Name)
	}
	require.NotEqual(t, HSEEP.Noun("events_list"), NATO.Noun("events_list"))
	require.NotEqual(t, NATO.Noun("report"), EU.Noun("report"))
	found, err := TermsOf("nato")
	require.NoError(t, err)
	require.Same(t, NATO, found)
	_, err = TermsOf("x")
	require.ErrorContains(t, err, "HSEEP, NATO, EU")
}

// A clock is called by its agreement, or as a term of its store.
func TestClockNames(t *testing.T) {
	st := &journal.Static{Things: []journal.Thing{
		{}, {Sort: "store", Name: "index", Title: "Common index"}, {Sort: "agreement", Name: "pact", Title: "Border pact"},
		{Sort: "clock", Name: "index.review"}, {Sort: "clock", Name: "pact.ack"},
	}}
	require.Equal(t, "the term “review” of the store “Common index”", clock(&Speaker{st: st}, &st.Things[3]))
	require.Equal(t, "the clock “ack” of the agreement “Border pact”", clock(&Speaker{st: st}, &st.Things[4]))
}
