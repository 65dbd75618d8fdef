package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/model"
	"entente/sim"
)

const instruments = `
entente: 1
scenario: instruments
start: 2027-03-01T08:00+01:00
end: T+72h
nations:
  arvonia: {agencies: {border: {}, spoc: {}}}
  belmora: {agencies: {spoc: {}}}
  cendria: {agencies: {spoc: {}, police: {}}}
channels: {c: {members: ["*"], latency: 5m, test_every: 30d, compromise: 300d, operator: cendria}}
stores:
  index:
    title: Index
    readers: [arvonia, "*.spoc"]
    writers: [belmora, cendria.police]
    subscribers: [cendria.spoc]
    completeness: 0.25
    class: RESTRICTED
bodies:
  index: {laws: [{id: secret, when: item.class >= SECRET, do: block}]}
agreements:
  wide:
    parties: ["*"]
    ack: 8h
    replies: [{id: urgent, when: danger >= 0.6, within: 8h}, {id: other, within: 7d}]
    excuse: court
  narrow: {parties: [arvonia, belmora], when: '"FIN" in item.kinds', laws: [{id: money, do: notify prosecutor}], until: T+24h}
storylines: {s: {stages: [{lasts: 1d, facts: [a]}], facts: {a: {kind: FIN, place: arvonia, tokens: [k]}}}}
msel: [{number: 1, type: inject, at: T+1h, effect: {compromise: c, set: {agreements.wide.suspended: 1}}}]
`

// TestAgreements: the narrowest first, scopes and clocks as written.
func TestAgreements(t *testing.T) {
	s := must(t, instruments).Spec
	require.Len(t, s.Agreements, 2)
	narrow, wide := s.Agreements[0], s.Agreements[1]
	require.Equal(t, "narrow", s.Names.Text(narrow.Ref))
	require.Equal(t, []uint64{0b011}, narrow.Parties)
	require.Equal(t, []uint64{0b111}, wide.Parties, "nations, without the store that is a body")
	require.Equal(t, sim.Day, narrow.Until)
	require.Equal(t, sim.Never, wide.Until)
	require.Equal(t, -s.WarmUp, wide.From)
	require.Equal(t, 8*sim.Hour, wide.Ack.Len)
	require.Equal(t, "wide.ack", s.Names.Text(wide.AckRef))
	require.Equal(t, "wide.other", s.Names.Text(wide.Replies[1].Ref))
	require.Equal(t, 7*sim.Day, wide.Replies[1].Len)
	require.Empty(t, wide.Replies[1].When)
	require.Equal(t, "court", s.Names.Text(wide.Excuse))
	require.Equal(t, "narrow.money", s.Names.Text(s.Rules[narrow.Laws[0]].Ref))
	require.Equal(t, wide.Suspended, s.Entries[0].Effects[1].Param)
	require.Equal(t, "c", s.Names.Text(s.Channels[s.Entries[0].Effects[0].Channel].Ref))
}

// TestStores: an office runs a store; who writes reaches it, and who reads is
// wired to it.
func TestStores(t *testing.T) {
	check := func(t *testing.T, spec *model.Spec, writers ...string) {
		require.Len(t, spec.Stores, 1)
		x := spec.Stores[0]
		office := spec.Agencies[x.Agency]
		require.Equal(t, model.StoreID(0), office.Store)
		require.True(t, spec.Nations[office.Nation].Body)
		require.False(t, spec.Nations[office.Nation].Operational)
		require.Len(t, spec.Nations[office.Nation].Laws, 1)
		require.True(t, spec.Desks[office.Desk[0]].Tasks[model.ReadingJob].Elapsed)
		require.False(t, spec.Desks[office.Desk[0]].Loaded)
		for i := range spec.Agencies {
			a := model.AgencyID(i)
			name := spec.Names.Text(spec.Agencies[i].Ref)
			has := func(set []uint64) bool { return set[0]>>i&1 == 1 }
			require.Equal(t, name != "cendria.police" && name != "index", has(x.Readers), name)
			require.Equal(t, name == "cendria.spoc", has(x.Subscribers), name)
			told := false
			for _, d := range spec.Agencies[i].Distribution {
				for _, to := range d.To {
					told = told || to.Agency == x.Agency
				}
			}
			writes := false
			for _, w := range writers {
				writes = writes || w == name
			}
			require.Equal(t, writes, told, name)
			for c := range spec.Channels {
				if spec.Names.Text(spec.Channels[c].Ref) == "index-access" {
					require.Equal(t, writes || a == x.Agency, spec.Channels[c].Has(a), name)
				}
			}
		}
	}
	s := must(t, instruments)
	check(t, s.Spec, "belmora.spoc", "cendria.police")
	require.EqualValues(t, 250_000, s.Spec.Params[s.Spec.Stores[0].Completeness].Value)
	check(t, must(t, instruments, "stores.index.writers=[arvonia.border]").Spec, "arvonia.border")
}
