package view

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
	"entente/sim/journal"
)

// page is a scenario whose names make trouble: a nation and an agency of one name,
// signs that links use themselves.
func page(t testing.TB) *journal.Static {
	t.Helper()
	st := &journal.Static{Scenario: "odd", Start: 1_798_786_800_000 + 8*3_600_000 + 1, Zone: 3_600_000, EndEx: int64(4 * sim.Day), Things: []journal.Thing{
		{},
		{Sort: "nation", Name: "arvonia"},
		{Sort: "nation", Name: "belmora"},
		{Sort: "agency", Name: "belmora.police", Nation: "belmora"},
		{Sort: "agency", Name: "arvonia"},
		{Sort: "body", Name: "council"},
		{Sort: "team", Name: "council"},
		{Sort: "storyline", Name: "harbour"},
		{Sort: "fact", Name: "harbour.a"},
		{Sort: "deadline", Name: "harbour.2"},
		{Sort: "action", Name: "belmora.police:detain"},
		{Sort: "motion", Name: "a/b,c&d=e#f%20 g"},
		{Sort: "entry", Name: "3"},
		{Sort: "desk", Name: "belmora.police.intake"},
	}}
	return st
}

// bounds are the highest values of fields that are one of a few.
var bounds = map[reflect.Type]int{
	reflect.TypeFor[Screen](): int(NumScreens), reflect.TypeFor[Detail](): int(NumDetails), reflect.TypeFor[Place](): int(NumPlaces),
	reflect.TypeFor[Dialog](): int(NumDialogs), reflect.TypeFor[Look](): int(NumLooks), reflect.TypeFor[Clock](): int(NumClocks),
	reflect.TypeFor[Sort](): int(NumSorts), reflect.TypeFor[Topic](): int(NumTopics), reflect.TypeFor[Tab](): int(NumTabs), reflect.TypeFor[Zone](): int(NumZones), reflect.TypeFor[Tag](): int(NumTags),
}

// fill draws a value for every field below v.
func fill(t *rapid.T, st *journal.Static, v reflect.Value, name string) {
	switch {
	case v.Type() == reflect.TypeFor[journal.Ref]():
		v.SetUint(rapid.Uint64Range(0, uint64(len(st.Things)-1)).Draw(t, name))
	case v.Type() == reflect.TypeFor[sim.Time]():
		v.SetInt(rapid.OneOf(rapid.Int64Range(-int64(sim.Longest), int64(sim.Longest)), rapid.Int64Range(0, 1000), rapid.Just(int64(33*sim.Hour))).Draw(t, name))
	case bounds[v.Type()] > 0:
		v.SetUint(rapid.Uint64Range(0, uint64(bounds[v.Type()]-1)).Draw(t, name))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(t, st, v.Field(i), v.Type().Field(i).Name)
		}
	case v.Kind() == reflect.Array:
		for i := range v.Len() {
			fill(t, st, v.Index(i), name)
		}
	case v.Kind() == reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, name))
	case v.Kind() == reflect.String:
		v.SetString(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"a=b&c%", "reason:OC nation:belmora", "é ß +"})).Draw(t, name))
	case v.Kind() == reflect.Float64:
		v.SetFloat(rapid.Float64Range(0, 8).Draw(t, name))
	case v.Kind() == reflect.Int:
		v.SetInt(int64(rapid.IntRange(0, len(Speeds)-1).Draw(t, name)))
	default:
		v.SetUint(rapid.Uint64Range(0, math.MaxUint32).Draw(t, name))
	}
}

// proper makes a subject and a perspective that can come about: what has no thing
// of its own has none.
func proper(s *State, st *journal.Static) {
	if s.As.Sort == WhiteCell {
		s.As.Who = 0
	}
	want := map[Sort]string{OfNation: "nation", OfAgency: "agency", Shared: "body", Pooled: "team"}[s.As.Sort]
	for want != "" && st.Things[s.As.Who].Sort != want && (s.As.Who != 0 || s.As.Sort < Shared) {
		s.As.Who = (s.As.Who + 1) % journal.Ref(len(st.Things))
	}
}

// A link holds all of a State, and gives it back to the last bit.
func TestLinkRoundTrip(t *testing.T) {
	st := page(t)
	rapid.Check(t, func(t *rapid.T) {
		var s State
		fill(t, st, reflect.ValueOf(&s).Elem(), "state")
		proper(&s, st)
		text := Link(st, s)
		require.NotContains(t, text, " ")
		require.NotContains(t, text, "\n")
		require.NotContains(t, text, "#")
		require.True(t, utf8.ValidString(text))
		got, err := ReadLink(st, New(), text)
		require.NoError(t, err, text)
		require.Equal(t, s, got, text)
	})
}

func TestLinksReadWell(t *testing.T) {
	st := page(t)
	s := New()
	require.Equal(t, "at=D+0T16:00:00.001", Link(st, s), "what is as New has it is left out")
	s.Screen, s.As, s.Subject = Lanes, Perspective{OfNation, 2}, Subject{Topic: Deadline, Thing: 9}
	at, err := st.Clock().ReadNear("D+1 09:00", 0)
	require.NoError(t, err)
	s.At = at
	require.Equal(t, "screen=lanes&at=D+1T09:00&as=belmora&select=deadline:harbour.2", Link(st, s))
	s.Look, s.Scale, s.Playing, s.Dialog = Light, 150, true, MoreDialog
	require.Equal(t, "screen=lanes&at=D+1T09:00&as=belmora&select=deadline:harbour.2", Link(st, s.Personal()), "a link that is handed on has no looks of whoever made it")
}

func TestPartsAreFlagsToo(t *testing.T) {
	st := page(t)
	s := New()
	require.NoError(t, s.Set(st, "at", "D+1 09:00:05.250"))
	require.NoError(t, s.Set(st, "as", "belmora.police"))
	require.NoError(t, s.Set(st, "select", "fact:harbour.a,agency:belmora.police"))
	require.Equal(t, "D+1T09:00:05.250", st.Clock().Moment(s.At))
	require.Equal(t, Perspective{OfAgency, 3}, s.As)
	require.Equal(t, Subject{Topic: Fact, Thing: 8, Agency: 3}, s.Subject)
	require.NoError(t, s.Set(st, "select", "event:120"))
	require.Equal(t, Subject{Topic: Event, Record: 120}, s.Subject)
	require.NoError(t, s.Set(st, "as", "agency/arvonia"))
	require.Equal(t, Perspective{OfAgency, 4}, s.As)
	require.NoError(t, s.Set(st, "as", "pooled:council"))
	require.Equal(t, Perspective{Pooled, 5}, s.As)
}

// What cannot be read is told with what there is.
func TestFaultsOfLinks(t *testing.T) {
	st := page(t)
	for text, want := range map[string]string{
		"as=belmor":                           `as: there is no perspective "belmor"; there is belmora, belmora.police`,
		"as=zzz":                              `as: there is no perspective "zzz"; there is white-cell, shared, pooled, arvonia, belmora, belmora.police, arvonia`,
		"screen=lane":                         `screen: there is no value "lane"; there is lanes`,
		"select=deadline:x":                   `select: there is no deadline "x"; there is harbour.2`,
		"select=thing:x":                      `select: there is no sort of thing to select "thing"; there is event:…`,
		"select=fact:harbour":                 `select: there is no fact "harbour"; there is harbour.a`,
		"select=event:twelve":                 `select: "twelve" is not the number of a record`,
		"at=noon":                             `at: "noon" is not a time; write D+1 09:00, T+51h or 2027-03-01T08:00+01:00`,
		"at=D+1T24:00":                        `at: "D+1T24:00" is not a time`,
		"at=T+99999999999999d":                `is not a time`,
		"speed=99":                            `speed: "99" is not a whole number from 0 to 7`,
		"zoom=NaN":                            `zoom: "NaN" is not a number from 0 to 32`,
		"filter=%zz":                          `filter: "%zz" is cut off or misspelt`,
		"hidden=maybe":                        `hidden: "maybe" is neither yes nor no`,
		"when=D+1":                            `there is no part of a link "when"; there is screen, at, record`,
		"filter=" + strings.Repeat("x", 5000): `the text has 5000 letters; at most 4096 are read`,
	} {
		s, err := ReadLink(st, New(), text)
		require.Error(t, err, text)
		require.Contains(t, err.Error(), want, text)
		require.Equal(t, New(), s, "nothing of a link with a fault is taken")
	}
}

func TestMoments(t *testing.T) {
	st := page(t)
	now, err := st.Clock().ReadNear("D+1 09:00", 0)
	require.NoError(t, err)
	for text, want := range map[string]string{
		"D+2": "D+2T00:00", "d+2 6:30": "D+2T06:30", "D+2T06:30:05": "D+2T06:30:05", "D+2 06:30:05.2": "D+2T06:30:05.200", "D-1 10:00": "D-1T10:00",
		"09:30": "D+1T09:30", " D+1 23:59 ": "D+1T23:59",
	} {
		got, err := st.Clock().ReadNear(text, now)
		require.NoError(t, err, text)
		require.Equal(t, want, st.Clock().Moment(got), text)
	}
	for text, want := range map[string]sim.Time{"T+51h": 51 * sim.Hour, "T+1d2h3m4s5ms": sim.Day + 2*sim.Hour + 3*sim.Minute + 4*sim.Second + 5, "T-2h": -2 * sim.Hour} {
		got, err := st.Clock().ReadNear(text, now)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "T+", "D+", "D+1 25:00", "9", "D+1 09:60", "T+1.5h", "yesterday"} {
		_, err := st.Clock().ReadNear(text, now)
		require.Error(t, err, text)
	}
}
