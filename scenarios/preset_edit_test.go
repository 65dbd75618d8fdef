package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const officeWorld = `
entente: 1
scenario: offices
start: 2027-03-01T08:00+01:00
end: T+1d
presets:
  desks:
    office: {servers: 2, load: 0.6}
    late-office: {like: office, hours: "Mon-Fri 10:00-19:00"}
  agencies:
    usual: {desks: {intake: {like: office}}}
nations:
  arvonia:
    agencies:
      police: {like: usual}
      border: {desks: {intake: {like: late-office}}}
      fiu: {desks: {intake: {like: office, servers: 7}}}
storylines: {s: {stages: [{lasts: 1h, facts: [a]}], facts: {a: {kind: FIN, place: arvonia, tokens: [k]}}}}
`

// A value of a preset is set like any other, and all that is like it has it, but for what
// says otherwise itself. Other edits come after it, in whatever order they are written.
func TestPresetsAreSet(t *testing.T) {
	servers := func(s *Scenario, agency string) int64 {
		for i := range s.Spec.Params {
			if s.Spec.Params[i].Path == "nations.arvonia.agencies."+agency+".desks.intake.servers" {
				v := s.Spec.Params[i].Value
				for _, p := range s.Spec.Patches {
					if int(p.Param) == i {
						v = p.Value
					}
				}
				return v
			}
		}
		t.Fatal("no such desk")
		return 0
	}
	for _, c := range []struct {
		set                 []string
		police, border, fiu int64
	}{
		{nil, 2, 2, 7},
		{[]string{"presets.desks.office.servers=4"}, 4, 4, 7},
		{[]string{"presets.desks.*.servers=4"}, 4, 4, 7},
		{[]string{"presets.desks.late-office.servers=5"}, 2, 5, 7},
		{[]string{"presets.agencies.usual.desks.intake.servers=9"}, 9, 2, 7},
		{[]string{"nations.arvonia.agencies.police.desks.intake.servers=3", "presets.desks.office.servers=4"}, 3, 4, 7},
		{[]string{"presets.desks.office={servers: 6}"}, 6, 6, 7},
	} {
		s, err := LoadText("offices.yaml", []byte(officeWorld), Options{Set: c.set})
		require.NoError(t, err, c.set)
		require.Equal(t, []int64{c.police, c.border, c.fiu}, []int64{servers(s, "police"), servers(s, "border"), servers(s, "fiu")}, "%v", c.set)
	}
	f, err := NewFamily("zero-hour", Options{Set: []string{"nations.dornmark.agencies.police.desks.intake.servers=3"}})
	require.NoError(t, err)
	v, err := f.Variant([]string{"presets.desks.*.servers=5"})
	require.NoError(t, err)
	require.NotEqual(t, f.Scenario().Spec.Params, v.Spec.Params)
}

func TestPresetsThatAreNone(t *testing.T) {
	for set, want := range map[string]string{
		"presets.desks.ofice.servers=4":  "no ofice in presets.desks (did you mean office?)",
		"presets.desks.office.servrs=4":  "no servrs in presets.desks.office (did you mean servers?)",
		"presets.desks.office.like=duty": "like is settled before values are set",
		"presets.desks.office.servers=0": "servers",
		"presets.kitchens.*.servers=4":   "nothing matches presets.kitchens.*.servers",
		"presets.desks.office=5":         "a value where keys are needed",
	} {
		_, err := LoadText("offices.yaml", []byte(officeWorld), Options{Set: []string{set}})
		require.ErrorContains(t, err, want, set)
	}
}
