package scenarios

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
)

// A preset that is called default lies below every thing of its kind: in front of what
// the engine has, behind what the thing itself and the preset that it names say.
func TestDefaultPresetsOfAScenario(t *testing.T) {
	const world = `entente: 1
scenario: x
start: 2027-03-01T08:00+01:00
end: T+3d
presets:
  desks:
    default: {like: slow}
    slow: {servers: 3, work: {read: 40m}}
    quick: {work: {read: 1m}}
  agencies:
    default: {desks: {intake: {}, analysis: {servers: 2}}}
nations:
  arvonia: {agencies: {police: {}, spoc: {desks: {intake: {like: quick, servers: 1}}}}}
bodies:
  council: {}
`
	sc, err := LoadSources([]Source{{Name: "x.yaml", Data: []byte(world)}}, Options{})
	require.NoError(t, err)
	found := map[string]bool{}
	for i := range sc.Spec.Desks {
		d := &sc.Spec.Desks[i]
		path := deskPath(sc.Spec, d)
		found[path] = true
		servers := sc.Spec.Params[d.Servers].Value
		read := d.Tasks[8].Dist.Mean()
		switch path {
		case "nations.arvonia.agencies.spoc.desks.intake":
			require.EqualValues(t, 1, servers, path)
			require.Equal(t, sim.Minute, read, path)
		case "nations.arvonia.agencies.police.desks.analysis", "nations.arvonia.agencies.spoc.desks.analysis", "bodies.council.desks.analysis":
			require.EqualValues(t, 2, servers, path)
			require.Equal(t, 40*sim.Minute, read, path)
		default:
			require.EqualValues(t, 3, servers, path)
			require.Equal(t, 40*sim.Minute, read, path)
		}
	}
	require.True(t, found["bodies.council.desks.analysis"], "a body is an agency too: %v", found)
	require.True(t, found["nations.arvonia.agencies.police.desks.analysis"])
}

// What a part of the library leaves to the scenario is asked for in the scenario, and a
// thing that a file of the library brings whole is not offered as a preset.
func TestHintsOnPartsOfTheLibrary(t *testing.T) {
	const head = "entente: 1\nscenario: x\nstart: 2027-03-01T08:00+01:00\nend: T+3d\nnations: {aldria: {agencies: {spoc: {}}}, borvia: {agencies: {spoc: {}}}}\n"
	for text, want := range map[string]string{
		"include: [channels/siena]\n":                                   "channels/siena:7:5: channels.siena.latency: is missing (a part of the library leaves it to the scenario: give it there)",
		"bodies: {europol: {like: europol}}\n":                          `x.yaml:6:26: bodies.europol: no preset "europol" among bodies (include bodies/europol: it brings europol itself, without ` + "`like`)",
		"channels: {link: {like: link, latency: 1m, members: [\"*\"]}}": `x.yaml:6:25: channels.link: no preset "link" among channels`,
	} {
		_, err := LoadText("x.yaml", []byte(head+text), Options{})
		require.ErrorContains(t, err, want)
	}
}
