package replay

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"entente/sim/journal"
)

// Origin is what a file says about its run, where its records cannot be read: enough to
// make the run again. Nothing proves it.
type Origin struct {
	Meta
	Patches []string // names of the patches among its sources
}

// OriginOf reads what a file says about its run; false where it says nothing.
func OriginOf(r io.ReaderAt, size int64) (o Origin, known bool) {
	u, err := newUnpacker()
	if err != nil {
		return o, false
	}
	f := &File{raw: raw{r, size}, unpack: u, large: unpacker{zstd: u.zstd}}
	if f.checkMagic() != nil {
		return o, false
	}
	if err := f.indexed(); err != nil {
		if !errors.Is(err, errUnfinished) && !errors.As(err, new(*Damage)) {
			return o, false
		}
		if f.readAround() != nil {
			return o, false
		}
	}
	if o.Scenario = f.run["scenario"]; o.Scenario == "" {
		return o, false
	}
	if o.Seed, err = strconv.ParseUint(f.run["seed"], 10, 64); err != nil {
		return o, false
	}
	for _, x := range []struct {
		key string
		to  any
	}{{"set", &o.Set}, {"branches", &o.Branches}} {
		if text := f.run[x.key]; text != "" && json.Unmarshal([]byte(text), x.to) != nil {
			return o, false
		}
	}
	o.Engine, o.Until = f.run["engine"], f.run["until"]
	for _, a := range f.Attachments() {
		if name, patch := strings.CutPrefix(a.Name, "patch/"); patch {
			o.Patches = append(o.Patches, name)
		}
	}
	for _, text := range append([]string{o.Scenario, o.Engine, o.Until}, append(o.Patches, o.Set...)...) {
		if journal.Control(text, false) >= 0 { // what a terminal would obey is not told
			return Origin{}, false
		}
	}
	return o, true
}

// Command is the line that makes the run again; empty where one line does not: it parted
// from another on the way, or was made with patches, which are files.
func (o *Origin) Command() string {
	if len(o.Branches) > 0 || len(o.Patches) > 0 {
		return ""
	}
	line := "entente run " + shellWord(o.Scenario) + " --seed " + strconv.FormatUint(o.Seed, 10)
	for _, s := range o.Set {
		line += " --set " + shellWord(s)
	}
	if o.Until != "" {
		line += " --until " + shellWord(o.Until)
	}
	return line + " -o again.mcap"
}

// shellWord is a word as a shell takes it.
func shellWord(word string) string {
	plain := word != ""
	for _, c := range word {
		plain = plain && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("-_./=+:@,", c))
	}
	if plain {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
