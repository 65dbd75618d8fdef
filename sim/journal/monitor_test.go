package journal_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/journal"
)

// tale feeds a monitor with records that are numbered and identified as a
// Writer would, but checked by nobody else.
type tale struct {
	*world
	m *journal.Monitor
	n journal.Num
}

func newTale() *tale {
	w := newWorld()
	m := journal.NewMonitor(&w.names)
	m.Thorough = true
	return &tale{world: w, m: m}
}

func (t *tale) tell(r journal.Record) (journal.Link, error) {
	if r.Num == 0 {
		r.Num = t.n + 1
	}
	if r.ID == 0 {
		r.ID = journal.Identity(r.Kind, t.names.ID(r.Actor), r.Subject, r.Nth)
	}
	err := t.m.Record(&r)
	if err == nil {
		t.n = r.Num
	}
	return journal.Link{Num: r.Num, ID: r.ID, At: r.At}, err
}

type args = [journal.MaxArgs]int64

// steps names short tales; the last record of each must break the rule that
// says speaks of, or none.
func TestMonitor(t *testing.T) {
	w := newWorld()
	fact, story, rule := int64(w.fact), int64(w.storyline), int64(w.rule)
	start := journal.Record{Kind: journal.StartEx}
	sent := journal.Record{At: 5, Kind: journal.Sent, Actor: w.agency, Subject: 9}
	read := journal.Record{At: 7, Kind: journal.Read, Actor: w.agency, Subject: 9, Args: args{1, 0, 0, 5}}
	refused := journal.Record{At: 7, Kind: journal.Ended, Actor: w.agency, Subject: 9, Reason: journal.Veto, Rule: w.rule, Args: args{int64(journal.Refused)}}
	collected := journal.Record{Kind: journal.Collected, Actor: w.agency, Args: args{fact}}
	credited := journal.Record{Kind: journal.Credited, Actor: w.agency, Args: args{fact}}
	level := func(nth uint32, before, after journal.Grade) journal.Record {
		return journal.Record{Kind: journal.Level, Actor: w.agency, Nth: nth, Args: args{story, int64(before), int64(after)}}
	}
	clock := journal.Record{Kind: journal.ClockStart, Subject: 3, Args: args{rule, 40}}
	stop := journal.Record{Kind: journal.ClockEnd, Subject: 3, Args: args{rule, int64(journal.Expired), 40}}
	end := journal.Record{At: 50, Kind: journal.EndEx}
	nth := func(r journal.Record, n uint32) journal.Record { r.Nth = n; return r }
	with := func(r journal.Record, change func(*journal.Record)) journal.Record { change(&r); return r }

	for name, c := range map[string]struct {
		records []journal.Record
		says    string
	}{
		"a message is read":      {[]journal.Record{start, sent, read}, ""},
		"a message is refused":   {[]journal.Record{start, sent, refused}, ""},
		"read twice":             {[]journal.Record{sent, read, nth(read, 1)}, "not under way"},
		"read and refused":       {[]journal.Record{sent, read, refused}, "not under way"},
		"never sent":             {[]journal.Record{read}, "not under way"},
		"delivered unsent":       {[]journal.Record{{Kind: journal.Delivered, Subject: 9}}, "not under way"},
		"parked unsent":          {[]journal.Record{{Kind: journal.Parked, Subject: 9}}, "not under way"},
		"sent twice":             {[]journal.Record{sent, nth(sent, 1)}, "under way already"},
		"other sending time":     {[]journal.Record{sent, with(read, func(r *journal.Record) { r.Args[3] = 4 })}, "was sent at T+5ms"},
		"refused for nothing":    {[]journal.Record{sent, with(refused, func(r *journal.Record) { r.Reason = 0 })}, "without a reason"},
		"reason without rule":    {[]journal.Record{sent, with(refused, func(r *journal.Record) { r.Rule = 0 })}, "VETO names no rule"},
		"ends as met":            {[]journal.Record{sent, with(refused, func(r *journal.Record) { r.Args[0] = int64(journal.Met) })}, `ends as "MET"`},
		"pending too early":      {[]journal.Record{sent, with(refused, func(r *journal.Record) { r.Args[0] = int64(journal.Pending) })}, "only EndEx"},
		"pending":                {[]journal.Record{start, sent, end, with(refused, func(r *journal.Record) { r.At, r.Args[0] = 50, int64(journal.Pending) })}, ""},
		"levels rise":            {[]journal.Record{level(0, journal.Unaware, journal.Noticed), level(1, journal.Noticed, journal.Actionable)}, ""},
		"level falls":            {[]journal.Record{level(0, journal.Unaware, journal.Suspected), level(1, journal.Suspected, journal.Noticed)}, "does not rise"},
		"level jumps":            {[]journal.Record{level(0, journal.Noticed, journal.Suspected)}, "was NONE, not NOTICED"},
		"belief":                 {[]journal.Record{collected, credited, {Kind: journal.Dormant, Actor: w.agency, Args: args{fact}}}, ""},
		"belief in nothing":      {[]journal.Record{credited}, "never understood"},
		"belief in noise":        {[]journal.Record{{Kind: journal.Held, Actor: w.agency, Args: args{fact, 0, 0, 0}}, credited}, "never understood"},
		"belief by reading":      {[]journal.Record{{Kind: journal.Held, Actor: w.agency, Args: args{fact, 0, 0, 1}}, credited}, ""},
		"belief twice":           {[]journal.Record{collected, credited, nth(credited, 1)}, "believed"},
		"belief kept on reading": {[]journal.Record{collected, credited, {Kind: journal.Held, Actor: w.agency, Args: args{fact, 0, 0, 1}}, nth(credited, 1)}, "believed"},
		"dormant doubt":          {[]journal.Record{collected, {Kind: journal.Dormant, Actor: w.agency, Args: args{fact}}}, "does not believe"},
		"clock":                  {[]journal.Record{clock, stop}, ""},
		"clock twice":            {[]journal.Record{clock, nth(clock, 1)}, "runs already"},
		"clock ends twice":       {[]journal.Record{clock, stop, nth(stop, 1)}, "does not run"},
		"deadline twice":         {[]journal.Record{{Kind: journal.Deadline, Args: args{rule}}, {Kind: journal.Deadline, Nth: 1, Args: args{rule}}}, "resolved already"},
		"authority":              {[]journal.Record{{Kind: journal.Asked, Args: args{rule, story}}, {Kind: journal.Authority, Args: args{rule, story}}}, ""},
		"authority unasked":      {[]journal.Record{{Kind: journal.Asked, Args: args{rule, 0}}, {Kind: journal.Authority, Args: args{rule, story}}}, "nobody asked"},
		"action closes":          {[]journal.Record{{Kind: journal.Ordered, Args: args{rule, story}}, {Kind: journal.Closed, Args: args{rule, story}}}, ""},
		"action closes twice": {[]journal.Record{
			{Kind: journal.Ordered, Args: args{rule, story}},
			{Kind: journal.Closed, Args: args{rule, story}},
			{Kind: journal.Closed, Nth: 1, Args: args{rule, story}},
		}, "did not take effect"},
		"two starts":     {[]journal.Record{start, nth(start, 1)}, "began before"},
		"end first":      {[]journal.Record{end}, "not under way"},
		"two ends":       {[]journal.Record{start, end, nth(end, 1)}, "not under way"},
		"after the end":  {[]journal.Record{start, end, {At: 51, Kind: journal.Trust}}, "after EndEx"},
		"time runs back": {[]journal.Record{sent, {At: 4, Kind: journal.Trust}}, "time runs back"},
		"gap in numbers": {[]journal.Record{sent, {Num: 3, At: 5, Kind: journal.Trust}}, "does not follow 1"},
		"wrong identity": {[]journal.Record{{ID: 5, Kind: journal.Trust}}, "not that of its lineage"},
		"same identity":  {[]journal.Record{start, {Kind: journal.Trust}, {Kind: journal.Trust}}, "record 2 has the same identity"},
		"spans alone":    {[]journal.Record{{Kind: journal.Trust, Spans: []journal.Span{{Ms: 1}}}}, "no cause"},
	} {
		t.Run(name, func(t *testing.T) {
			tale := newTale()
			require.NotEmpty(t, c.records)
			for i, r := range c.records {
				_, err := tale.tell(r)
				if i == len(c.records)-1 && c.says != "" {
					require.ErrorContains(t, err, c.says)
					require.ErrorContains(t, err, "invariant broken by record")
					continue
				}
				require.NoError(t, err)
			}
		})
	}
}

func TestMonitorTilesForItself(t *testing.T) {
	for ms, says := range map[sim.Time]string{10: "", 9: "end 1ms from it", 11: "end -1ms from it", 0: "span of 0s"} {
		tale := newTale()
		a, err := tale.tell(journal.Record{Kind: journal.StartEx})
		require.NoError(t, err)
		b, err := tale.tell(journal.Record{At: 5, Kind: journal.Trust})
		require.NoError(t, err)
		_, err = tale.tell(journal.Record{At: 15, Kind: journal.Leak, From: []journal.Link{b, a}, Spans: []journal.Span{{Step: journal.Law, Cause: journal.ByRule, Ms: ms}}})
		if says == "" {
			require.NoError(t, err)
		} else {
			require.ErrorContains(t, err, says)
		}
	}
}

func TestMonitorKnowsTheCauses(t *testing.T) {
	for name, change := range map[string]func(*journal.Link){
		"as it was":       func(*journal.Link) {},
		"other identity":  func(l *journal.Link) { l.ID++ },
		"other instant":   func(l *journal.Link) { l.At-- },
		"another record":  func(l *journal.Link) { l.Num-- },
		"the record only": func(l *journal.Link) { l.Num++ },
	} {
		tale := newTale()
		_, err := tale.tell(journal.Record{Kind: journal.StartEx})
		require.NoError(t, err)
		l, err := tale.tell(journal.Record{At: 5, Kind: journal.Trust})
		require.NoError(t, err)
		change(&l)
		_, err = tale.tell(journal.Record{At: 5, Kind: journal.Leak, Trigger: l})
		if name == "as it was" {
			require.NoError(t, err)
		} else {
			require.ErrorContains(t, err, "is not that record", name)
		}
	}
}

func TestMonitorCloses(t *testing.T) {
	open := func(records ...journal.Record) error {
		tale := newTale()
		for _, r := range append([]journal.Record{{Kind: journal.StartEx}}, records...) {
			_, err := tale.tell(r)
			require.NoError(t, err)
		}
		return tale.m.Close()
	}
	sent := journal.Record{At: 5, Kind: journal.Sent, Subject: 9}
	clock := func(due int64) journal.Record {
		return journal.Record{At: 5, Kind: journal.ClockStart, Subject: 9, Args: args{1, due}}
	}
	end := journal.Record{At: 50, Kind: journal.EndEx}
	require.NoError(t, open(end))
	require.NoError(t, open(sent), "a run that was stopped may leave messages under way")
	require.ErrorContains(t, open(sent, end), "1 messages neither read nor ended at EndEx, among them 0000000000000009")
	require.NoError(t, open(clock(51), end))
	require.ErrorContains(t, open(clock(40), end), "1 clocks ran out and never ended")
}

// What a Writer lets through, a Monitor must accept.
func TestMonitorAcceptsTheWriter(t *testing.T) {
	w := newWorld()
	m := journal.NewMonitor(&w.names)
	m.Thorough = true
	w.story(t, journal.NewWriter(&w.names, m))
	require.NoError(t, m.Close())
}
