//go:build !js

package main

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"

	"entente/replay/replaytest"
)

// armoury is what attacks are made of: sound inputs, to be bent.
type armoury struct {
	t         testing.TB
	scenarios [][]byte
	base      []byte   // a scenario with an events list
	csv, xlsx []byte   // that list
	packed    []byte   // replay file as the program writes it
	notes     []byte   // what was noted of it
	noted     []byte   // notes in a spreadsheet
	open      [][]byte // replay files that can be taken apart
	commands  map[string]*cobra.Command
	paths     []string // of the commands, in order
}

func newArmoury(t *testing.T) *armoury {
	text := func(args ...string) []byte {
		e, out, talk := testEdge(t, args...)
		require.Equal(t, done, run(e), talk)
		return bytes.Clone(out.Bytes())
	}
	every, err := os.ReadFile("../../scenarios/testdata/every.yaml")
	require.NoError(t, err)
	a := &armoury{t: t, base: text("library", "show", "five-partners"), csv: text("msel", "export", "five-partners")}
	a.scenarios = [][]byte{every, a.base, text("library", "show", "two-nations"), text("library", "show", "three-nations")}
	a.open = [][]byte{craftable(t, "two-nations"), craftable(t, "five-partners")}
	ours := processEdge()
	a.commands = commandsByPath(newRoot(&ours))
	a.paths = slices.Sorted(maps.Keys(sound))
	dir := t.TempDir()
	written := func(name string, args ...string) []byte {
		e, _, talk := testEdge(t, append(args, "-o", filepath.Join(dir, name))...)
		onDisk(&e)
		require.Equal(t, done, run(e), talk)
		b, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		return b
	}
	a.xlsx = written("list.xlsx", "msel", "export", "five-partners")
	a.packed = written("x.mcap", "run", "two-nations")
	e, _, talk := testEdge(t, "note", filepath.Join(dir, "x.mcap"), "--at", "D+1", "--by", "me", "--action", "call sooner", "Nobody called")
	onDisk(&e)
	require.Equal(t, done, run(e), talk)
	a.notes, err = os.ReadFile(filepath.Join(dir, "x.notes.jsonl"))
	require.NoError(t, err)
	a.noted = []byte("when,kind,by,text\nD+1,observation,me,Nobody called\nD+2,observation,me,=1+1\n")
	return a
}

// families are the kinds of attack; each counts as often as its share.
var families = []struct {
	name  string
	share int
	draw  func(*armoury, *rand.Rand, *attack)
}{
	{"scenario", 4, (*armoury).scenario},
	{"replay", 3, (*armoury).replay},
	{"forged", 3, (*armoury).forged},
	{"list", 3, (*armoury).list},
	{"notes", 2, (*armoury).note},
	{"path", 4, (*armoury).path},
	{"flag", 3, (*armoury).flag},
}

// most is the bound of events of all attacks that run something.
const most = "--max-events=400000"

// sound are commands as people give them, by the path of the command; a command
// that is not here would be attacked by nobody. What lies in the folder: see draw.
var sound = map[string][]string{
	"branch":          {"x.mcap --at D+1 --set model.grant=0.4 -o out.mcap", "x.mcap --at T+30h --patch base.yaml -o out.mcap --json"},
	"campaign":        {"x.yaml", "x.yaml --json"},
	"check":           {"x.yaml", "--json x.yaml base.yaml", "whole.yaml", "two-nations --patch x.yaml"},
	"completion bash": {""}, "completion fish": {""}, "completion powershell": {""}, "completion zsh": {""},
	"library presets": {"", "channels"}, "library patches": {"x.yaml", "x.yaml --json"},
	"guide":          {"x.yaml -o out.html", "x.mcap -o out.md", "x.yaml -o out.md --terms eu"},
	"help":           {"", "run", "replay why"},
	"library list":   {"", "--json"},
	"library manual": {"", "nato"},
	"library new":    {"mine", "mine -o out.yaml"},
	"library show":   {"two-nations"},
	"library schema": {""},
	"msel export":    {"x.yaml", "x.yaml -o out.xlsx", "x.mcap", "x.mcap -o out.csv"},
	"msel import":    {"list.csv -o out.yaml", "list.xlsx -o out.yaml", "list.csv --map x.yaml", "list.csv --start T+1h --title x", "list.csv --into x.yaml -o out.yaml", "list.csv --into base.yaml", "list.csv --into base.yaml -o out.yaml", "list.xlsx --into base.yaml -o out.yaml", "list.xlsx --into base.yaml", "list.csv --map x.yaml --into base.yaml"},
	"msel map":       {"list.csv", "list.csv --into base.yaml -o out.yaml", "list.xlsx", "list.xlsx --into x.yaml"},
	"msel show":      {"x.yaml", "x.yaml --cell SimCell", "x.mcap"},
	"note":           {"x.mcap", "x.mcap --at D+1 --by me seen", "x.mcap --at D+1 --record 40 --action later --owner us --due soon", "x.mcap --from notes.csv", "x.mcap --notes out.jsonl seen"},
	"rehearse":       {"x.yaml --reps 3 -o out", "x.yaml --reps 2 --json"},
	"replay diff":    {"x.mcap sound.mcap", "sound.mcap x.mcap --json"},
	"replay events":  {"x.mcap", "x.mcap --json --nation arvonia", "x.mcap --from D+0 --to D+1"},
	"replay export":  {"x.mcap --as csv -o out", "x.mcap --as jsonl", "x.mcap --as perfetto -o out.json", "x.mcap --as graphml -o out.graphml", "x.mcap --as xlsx -o out.xlsx", "x.mcap --as svg -o out", "x.mcap --frame D+1 -o out.png", "x.mcap --frame D+1 --compare x.mcap -o out.svg", "x.mcap --frame T+30h --view screen=lanes -o out.svg", "x.mcap --frame D+1..D+1T01:00 --every 1h -o out"},
	"replay info":    {"x.mcap", "x.mcap sound.mcap --json"},
	"replay knew":    {"x.mcap --at D+1", "x.mcap --at T+30h --json", "x.mcap --at T+30h --as arvonia --csv"},
	"replay recover": {"x.mcap -o out.mcap", "x.mcap"},
	"replay show":    {"x.mcap", "x.mcap --json --terms nato"},
	"replay verify":  {"x.mcap"},
	"replay why":     {"x.mcap", "x.mcap --record 40", "x.mcap --record 60 --json", "x.mcap --message 1 --csv", "x.mcap --entry 1", "x.mcap --json"},
	"report":         {"x.mcap -o out", "x.mcap --reps 2 -o out --terms nato", "x.mcap --notes x.notes.jsonl -o out"},
	"run":            {"x.yaml", "x.yaml --json --check", "x.yaml --reps 3 --json --workers 2", "x.yaml --until D+1 -o out.mcap --terms nato", "base.yaml --patch x.yaml -o out.mcap", "whole.yaml -o out.mcap"},
	"serve":          {"x.mcap", "x.mcap sound.mcap --open", "x.mcap --port 0 --host localhost"},
	"reform":         {"x.yaml --deadline nobody", "two-nations --own --catalogue x.yaml --reps 59 --finalists 1", "two-nations -o out --resume --reps 59 --finalists 1 --size 1 --candidates 1"},
	"sweep analyze":  {"out", "out --json", "out -o out.html", "out --figures figures"},
	"sweep manual":   {""},
	"sweep merge":    {"out", "out --partial"},
	"sweep new":      {"two-nations", "x.yaml -o out.yaml"},
	"sweep plan":     {"x.yaml", "base.yaml --reps 2"},
	"sweep run":      {"x.yaml -o out", "base.yaml -o out --workers 2", "whole.yaml -o out --resume --retry-failed"},
	"sweep shard":    {"out --shard 0/2"},
	"sweep status":   {"out", "out --json"},
	"sweep submit":   {"base.yaml -o out --engine parallel", "x.yaml -o out --print --shards 2", "whole.yaml -o out --engine k8s --image i --pvc p"},
	"validate":       {"x.yaml --reps 2", "x.yaml --reps 1 --json", "case.yaml --reps 2 -o out.md", "case.yaml --reps 1 -o out.html", "case.yaml x.yaml"},
	"version":        {""},
}

// commandsByPath are those that do something.
func commandsByPath(root *cobra.Command) map[string]*cobra.Command {
	out := map[string]*cobra.Command{}
	for _, c := range leaves(root) {
		out[strings.TrimPrefix(c.CommandPath(), "entente ")] = c
	}
	return out
}

// TestAttacksKnowEveryCommand: a command that is new is attacked too.
func TestAttacksKnowEveryCommand(t *testing.T) {
	e := processEdge()
	commands := commandsByPath(newRoot(&e))
	have, want := slices.Sorted(maps.Keys(sound)), slices.Sorted(maps.Keys(commands))
	require.Equal(t, want, have, "say in `sound` how people give a new command")
}

// draw makes one hostile command.
func (a *armoury) draw(r *rand.Rand) *attack {
	all := 0
	for _, f := range families {
		all += f.share
	}
	at := r.IntN(all)
	for _, f := range families {
		if at -= f.share; at >= 0 {
			continue
		}
		x := &attack{family: f.name, folder: map[string][]byte{
			"keep.txt": []byte("mine\n"), "base.yaml": a.base, "x.yaml": a.base, "whole.yaml": append([]byte("include: [x.yaml]\n"), a.base...),
			"x.notes.jsonl": a.notes, "case.yaml": []byte(smallCase), "notes.csv": a.noted, "list.csv": a.csv, "list.xlsx": a.xlsx, "x.mcap": a.packed, "sound.mcap": a.packed,
		}}
		f.draw(a, r, x)
		if c := a.commands[x.path]; c.Flags().Lookup("max-events") != nil && !slices.Contains(x.args, "--max-events") {
			x.args = append(x.args, most)
		}
		x.outputs = append(x.outputs, "*-1.mcap", "*.recovered.mcap", "mine.yaml")
		if out, ok := x.output(); ok {
			x.outputs = append(x.outputs, filepath.Clean(out))
		}
		x.old = x.replaceable()
		if x.path == "note" { // it adds to them
			x.old = append(x.old, "x.notes.jsonl")
			x.outputs = append(x.outputs, "*.notes.jsonl", "out.jsonl")
		}
		return x
	}
	panic("no family")
}

// give draws a command in which one of these words stands; no word, any command.
func (a *armoury) give(r *rand.Rand, x *attack, about ...string) {
	for {
		x.path = pick(r, a.paths)
		x.args = append(strings.Fields(x.path), strings.Fields(pick(r, sound[x.path]))...)
		if len(about) == 0 || slices.ContainsFunc(about, func(word string) bool { return slices.Contains(x.args, word) }) {
			return
		}
	}
}

// scenario bends a scenario, a part that one includes, or a patch.
func (a *armoury) scenario(r *rand.Rand, x *attack) {
	text := pick(r, a.scenarios)
	if r.IntN(4) == 0 {
		x.folder["x.yaml"] = bendBytes(r, text)
	} else {
		x.folder["x.yaml"] = bendText(r, text)
	}
	a.give(r, x, "x.yaml", "whole.yaml")
}

// replay breaks the bytes of a replay file.
func (a *armoury) replay(r *rand.Rand, x *attack) {
	b := pick(r, append([][]byte{a.packed}, a.open...))
	if r.IntN(20) == 0 {
		b = []byte(pick(r, spikes))
	}
	x.folder["x.mcap"] = bendBytes(r, b)
	a.give(r, x, "x.mcap")
}

// forged makes a replay file whose checksums are right and whose contents are not.
func (a *armoury) forged(r *rand.Rand, x *attack) {
	f := replaytest.Take(pick(r, a.open))
	for range 1 + r.IntN(3) {
		chunk := pick(r, f.Chunks)
		m := &chunk[r.IntN(len(chunk))]
		switch r.IntN(9) {
		case 0, 1:
			literal := strconv.Quote(pick(r, spikes))
			if r.IntN(2) == 0 {
				literal = pick(r, spikes)
			}
			m.Data = replaytest.Bend(m.Data, r.IntN(1<<20), literal)
		case 2: // the page
			m = &f.Chunks[0][0]
			m.Data = replaytest.Bend(m.Data, r.IntN(1<<20), pick(r, []string{"0", "-1", "9223372036854775807", `""`, `"x"`, "[]", "{}", "null", strconv.Quote(pick(r, spikes))}))
		case 3:
			m.Data = bendBytes(r, m.Data)
		case 4:
			m.Logged, m.Published = pick(r, []uint64{0, 1, 1 << 63, 1<<64 - 1}), m.Logged
		case 5:
			m.Channel, m.Sequence = uint16(r.IntN(8)), uint32(r.IntN(4))
		case 6:
			other := pick(r, f.Chunks)
			at := r.IntN(len(other))
			*m, other[at] = other[at], *m
		case 7:
			source := &f.Sources[r.IntN(len(f.Sources))]
			if r.IntN(3) == 0 {
				source.Name = pick(r, spikes)
			} else {
				source.Data = bendText(r, source.Data)
			}
		case 8:
			said := pick(r, []map[string]string{f.First, f.Last})
			for _, key := range []string{"scenario", "seed", "engine", "digest", "records", "until", "set", "sets", "end", "format"} {
				if _, is := said[key]; is && r.IntN(3) == 0 {
					said[key] = pick(r, spikes)
				}
			}
		}
	}
	x.folder["x.mcap"] = f.Bytes()
	a.give(r, x, "x.mcap")
}

// list bends an events list.
func (a *armoury) list(r *rand.Rand, x *attack) {
	switch r.IntN(8) {
	case 0:
		x.folder["list.xlsx"] = bendBytes(r, a.xlsx)
	case 1, 2, 3:
		x.folder["list.xlsx"] = bendWorkbook(a.t, r, a.xlsx)
	case 4:
		x.folder["list.csv"] = bendBytes(r, a.csv)
	default:
		x.folder["list.csv"] = bendTable(r, a.csv)
	}
	name := "list.csv"
	if !bytes.Equal(x.folder["list.xlsx"], a.xlsx) {
		name = "list.xlsx"
	}
	a.give(r, x, name)
}

// note bends the notes of a replay file, or those in a spreadsheet.
func (a *armoury) note(r *rand.Rand, x *attack) {
	switch r.IntN(4) {
	case 0:
		x.folder["x.notes.jsonl"] = bendBytes(r, a.notes)
	case 1:
		x.folder["notes.csv"] = bendTable(r, a.noted)
	default:
		literal := pick(r, spikes)
		if r.IntN(2) == 0 {
			literal = strconv.Quote(literal)
		}
		x.folder["x.notes.jsonl"] = replaytest.Bend(a.notes, r.IntN(1<<20), literal)
	}
	for x.path != "note" && x.path != "report" {
		a.give(r, x, "x.mcap")
	}
}

// names are what people and scripts hand over for the name of a file.
var names = []string{
	"", ".", "..", "/", "-", "--", "~", "x.yaml", "./x.yaml", "././/x.yaml", "dir/../x.yaml", "x.mcap", "./x.mcap", "list.csv", "keep.txt", "old.mcap", "empty.mcap", "dir", "dir/", "dir/x.yaml", "no/x.yaml", "x.yaml/y",
	"link.yaml", "link.mcap", "loop.yaml", "twin.yaml", "twin.mcap", "out.link", "pipe.yaml", "pipe.mcap", "dir/up.yaml", "*.yaml", "out.mcap", "out.yaml", "out.csv", "out.xlsx", "out.txt", "out", "dir/out.mcap",
	"out\x1b[2J.mcap", "out\u202epacm.", "out\nx.mcap", "out\x00.mcap", "\xff\xfe", "--help", "-o", strings.Repeat("n", 300) + ".mcap", strings.Repeat("d/", 3000) + "x.yaml", "two-nations", "two-nations/x", "three-nation", "presets/nato",
}

// path gives files under odd names, and what is no file.
func (a *armoury) path(r *rand.Rand, x *attack) {
	x.folders = []string{"dir"}
	x.folder["old.mcap"], x.folder["empty.mcap"], x.folder["dir/x.yaml"] = a.packed, nil, a.base
	x.links = map[string]string{"link.yaml": "x.yaml", "link.mcap": "x.mcap", "loop.yaml": "loop.yaml", "out.link": "new.mcap", "dir/up.yaml": "../x.yaml"}
	x.twins = map[string]string{"twin.yaml": "x.yaml", "twin.mcap": "x.mcap"}
	x.pipes = []string{"pipe.yaml", "pipe.mcap"}
	a.give(r, x)
	for i, word := range x.args {
		_, file := x.folder[word]
		switch {
		case i > 0 && x.args[i-1] == "-o" && r.IntN(3) > 0:
			x.args[i] = pick(r, names)
		case file && r.IntN(3) == 0:
			x.args[i] = pick(r, names)
		case file && r.IntN(3) == 0:
			ext := filepath.Ext(word)
			x.args[i] = pick(r, []string{"./" + word, "link" + ext, "twin" + ext, "dir/../" + word})
		}
	}
	x.outputs = append(x.outputs, "new.mcap")
	if a.commands[x.path].Flags().Lookup("force") != nil && r.IntN(4) == 0 {
		x.args = append(x.args, "--force")
	}
}

// flag gives values to flags that no command was made for.
func (a *armoury) flag(r *rand.Rand, x *attack) {
	a.give(r, x)
	var all []*pflag.Flag
	a.commands[x.path].Flags().VisitAll(func(f *pflag.Flag) { all = append(all, f) })
	for range 1 + r.IntN(2) {
		v := pick(r, spikes)
		switch {
		case len(all) == 0 || r.IntN(10) == 0:
			x.args = append(x.args, pick(r, []string{v, "--" + v, "-" + v, "--json=" + v}))
			continue
		case r.IntN(10) == 0:
			x.args[r.IntN(len(x.args))] = v
			continue
		}
		f := pick(r, all)
		if f.Value.Type() == "bool" && r.IntN(4) > 0 {
			x.args = append(x.args, "--"+f.Name)
			continue
		}
		switch f.Name {
		case "output", "into":
			x.args = append(x.args, "--"+f.Name, pick(r, names))
		case "reps": // a million is allowed, and takes its time
			x.args = append(x.args, "--reps", pick(r, []string{"-1", "0", "1", "2", "1000001", "9223372036854775807", "99999999999999999999", "1e9", "", "x", "0x2", "1_000_000_000"}))
		case "set":
			known := pick(r, []string{"model.tension", "nations.*.agencies.*.desks.*.servers", "relations.*.trust", "end", "start", "msel.1.at", "nations.aldmoor", "channels.*.slots", "x.y.z", ""})
			x.args = append(x.args, "--set", pick(r, []string{known + "=" + v, v}))
		default:
			x.args = append(x.args, "--"+f.Name+"="+v)
		}
	}
}

// output is the last name given to write to.
func (x *attack) output() (name string, given bool) {
	for i := 0; i+1 < len(x.args); i++ {
		if x.args[i] == "-o" || x.args[i] == "--output" {
			i++
			name, given = x.args[i], true
		}
	}
	return name, given
}

// sorts of file that commands write, by the name of the old one in the folder.
var sorts = map[string][]string{
	"x.mcap": {"run", "branch", "recover"}, "old.mcap": {"run", "branch", "recover"}, "sound.mcap": {"run", "branch", "recover"},
	"list.csv": {"export"}, "list.xlsx": {"export"}, "x.yaml": {"import", "new"}, "base.yaml": {"import", "new"}, "whole.yaml": {"import", "new"}, "dir/x.yaml": {"import", "new"},
}

// replaceable gives what the command may replace: a file named as its output, of
// the sort that it writes, empty or by force, and no input under whatever name.
func (x *attack) replaceable() []string {
	out, given := x.output()
	if !given {
		return nil
	}
	bare := func(name string) string {
		name = filepath.Clean(name)
		if to, ok := x.links[name]; ok {
			name = filepath.Join(filepath.Dir(name), to)
		}
		return name
	}
	same := func(name string) string { // one name for all names of a file
		name = bare(name)
		if to, ok := x.twins[name]; ok {
			name = to
		}
		return name
	}
	for i, word := range x.args {
		if word != "" && same(word) == same(out) && (i == 0 || x.args[i-1] != "-o" && x.args[i-1] != "--output") {
			return nil // an input
		}
	}
	words := strings.Fields(x.path)
	if same(out) == "empty.mcap" || slices.Contains(x.args, "--force") && slices.Contains(sorts[same(out)], words[len(words)-1]) {
		return []string{bare(out)}
	}
	return nil
}
