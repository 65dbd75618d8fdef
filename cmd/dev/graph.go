package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// The import graph is the architecture. Each row says what a package may
// import and why no more. Do not change a row to mend a build: move the code,
// or argue with the reason.

// module is the path of this module.
const module = "entente"

// floor is one package with the packages of this module that it may import.
type floor struct {
	pkg string
	may string // separated by spaces
	why string
}

// floors is ordered from the ground up. A package that is not here is refused.
var floors = []floor{
	{"sim/files", "", "what lies on a disk is opened and replaced in one way, whoever asks; it stands on the ground since both legs open files, and the kernel does not look at it"},
	{"sim", "", "the kernel knows no domain word: whatever is simulated stands on it, never under it"},
	{"sim/calendar", "sim", "office hours are arithmetic on instants"},
	{"sim/notation", "sim sim/calendar", "an instant is written and read in one way, whoever prints it and whoever asks"},
	{"sim/journal", "sim sim/notation", "the vocabulary is the ground that both legs stand on, so it leans on neither"},
	{"agents/law", "sim sim/calendar sim/journal", "rules are pure: they read a frame and answer, and cannot see the world"},
	{"agents/decide", "", "votes are counted without knowing whose they are or when they came"},
	{"agents/model", "agents/decide agents/law sim sim/calendar sim/journal sim/notation", "what is fixed before a run is one value, which whoever compiles fills in and whoever plays reads; it knows neither"},
	{"agents", "agents/decide agents/law agents/model sim sim/calendar sim/journal", "agents decide; they do not know where a scenario came from or who listens"},
	{"agents/agentstest", "agents agents/model", "the contract of deciders and the worlds that nobody wrote are for any test to call"},
	{"scenarios/words", "agents/law sim/journal", "closed words and what is said of a word that is none of them are one matter, whoever reads it"},
	{"scenarios/tree", "scenarios/syntax scenarios/words sim/files sim/journal", "files become one tree with places before anybody asks what they mean"},
	{"scenarios/predicate", "agents/law scenarios/words sim sim/journal", "a condition is one small language with its own reader, whoever says what its names are"},
	{"scenarios/library", "", "files that come with the engine stand beside the line that embeds them, and nothing is read into them here"},
	{"scenarios", "agents/decide agents/law agents/model scenarios/library scenarios/predicate scenarios/tree scenarios/words sim sim/calendar sim/journal sim/notation", "YAML ends here: a compiled spec comes out and no run goes in"},
	{"scenarios/lint", "agents/decide agents/law agents/model scenarios scenarios/predicate scenarios/tree scenarios/words sim sim/calendar sim/journal sim/notation", "what looks like a mistake is told of a compiled scenario by whoever shows it; loading one waits for no opinion"},
	{"replay", "sim sim/files sim/journal", "the file explains itself: to read one takes neither the engine nor its YAML"},
	{"replay/replaytest", "", "it bends files by the container's rules, and shares no code with their reader"},
	{"replay/epictest", "agents replay scenarios sim sim/journal", "one run of the library told again and again is as long as a test of files or of pictures needs"},
	{"replay/explain", "replay sim sim/journal", "why something came when it did is worked out once, for a terminal, a page, a table and a window"},
	{"replay/measure", "replay replay/explain sim sim/journal", "measures are folded from records, so they count the same in a run and in a file"},
	{"replay/wording", "replay replay/explain replay/measure sim sim/journal sim/notation", "words are said once, and do not know whether they end on a terminal, a page or in a window"},
	{"replay/outcome", "replay replay/explain replay/measure replay/wording sim sim/journal sim/notation", "what came of a run as data, the same whoever asks"},
	{"replay/notes", "replay/measure sim sim/journal", "what people observed lies beside a run and never in it"},
	{"replay/export", "replay replay/measure sim sim/journal", "other programs read tables; what they say of a run is said by its records and measures"},
	{"render/font", "", "letters and their widths, for whoever draws"},
	{"render/theme", "replay/measure", "colour means time lost, so it knows delays and nothing else"},
	{"render/scene", "render/font render/theme replay/measure", "a picture is a list of what to draw; it knows no format and no window"},
	{"render/still", "render/font render/scene render/theme", "what stands still is written from the same list that a window draws"},
	{"render/mark", "render/font render/scene render/theme replay/measure sim/journal", "what a message is and how far something is known is one sign, whoever draws it"},
	{"render/country", "", "countries and their codes are the same in the lanes, on the map and in a page"},
	{"render/atlas", "render/country render/font render/scene render/theme replay/measure sim/journal", "a map knows places and what is known there; it reads no record and opens no file"},
	{"render/document", "render/font render/scene render/still render/theme", "a text that prints, whatever it says"},
	{"render/figure", "render/document render/font render/mark render/scene render/theme replay/measure replay/wording sim sim/journal sim/notation", "pictures are drawn from what was worded, and read no record"},
	{"render/guide", "render/document replay/measure replay/notes replay/wording sim sim/journal", "what evaluators fill in is said by the scenario's page, and after play by measures and notes"},
	{"render/report", "render/document render/figure render/scene render/theme replay replay/explain replay/measure replay/notes replay/wording sim sim/journal sim/notation", "a report explains a run from its records; it can run nothing"},
	{"render/view", "sim sim/journal", "what is looked at is a value, which nothing has to be drawn for"},
	{"render/review", "render/country render/view replay replay/explain replay/measure replay/notes replay/wording sim sim/journal sim/notation", "a run is made ready to be looked at once, for every panel"},
	{"render/rendertest", "agents render/review render/scene render/theme replay replay/measure replay/wording scenarios sim", "tests of pictures look at the same runs, and at labels by one rule"},
	{"render/look", "render/review render/view replay/explain replay/measure replay/wording sim sim/journal", "what whoever looks may be told of a run is decided in one place, which draws nothing"},
	{"render/canvas", "render/font render/mark render/review render/scene render/theme render/view replay/measure replay/wording sim sim/journal sim/notation", "what panels are made of: it knows runs and states, and no panel"},
	{"render/lanes", "render/canvas render/font render/look render/mark render/review render/scene render/theme render/view replay/explain replay/measure replay/wording sim sim/journal sim/notation", "lanes are the largest panel, and other panels take a label and a window from them"},
	{"render/panel", "render/atlas render/canvas render/figure render/font render/lanes render/look render/mark render/review render/scene render/theme render/view replay replay/explain replay/measure replay/notes replay/wording sim sim/journal sim/notation", "a panel follows from a run, a state and a box"},
	{"render/viewer", "render/canvas render/font render/lanes render/look render/mark render/panel render/review render/scene render/still render/theme render/view replay replay/explain replay/measure replay/notes replay/wording sim sim/journal sim/notation", "keys and clicks make a state of a state, without a window, clock or file"},
	{"scenarios/cluster", "", "jobs of a scheduler, commands as a shell reads them and what Slurm answers are text; a command lends the function that starts programs"},
	{"scenarios/design", "sim", "where runs are made is arithmetic on row numbers, and knows no scenario"},
	{"render/webpage", "", "the page around the viewer, for whoever serves it"},
	{"render/screen", "render/font render/scene render/theme render/view render/viewer replay/measure", "a window shows what a viewer draws and tells it what people do; it knows no replay"},
	{"scenarios/syntax", "", "where a text stopped being YAML is a question about its text alone"},
	{"scenarios/estimate", "scenarios/design sim", "what many runs come to is estimated from plain numbers, whoever made them"},
	{"scenarios/study", "agents/model replay/measure scenarios scenarios/design sim sim/files sim/notation", "what is asked of many runs is settled before the first, and runs nothing"},
	{"scenarios/results", "", "what many runs gave is rows and files; it knows no scenario"},
	{"scenarios/sweep", "agents agents/model replay/measure scenarios sim sim/journal", "the one place below the commands where both legs meet, and where goroutines live"},
	{"scenarios/batch", "replay/measure replay/wording scenarios scenarios/cluster scenarios/results scenarios/study scenarios/sweep sim sim/files sim/journal", "a study is run on files: the disk is the only truth, and how runs were spread leaves no trace"},
	{"scenarios/formtest", "scenarios", "schemas of other grammars than a scenario's are made and tried in one way; only tests call it"},
	{"scenarios/casebook", "replay/wording scenarios scenarios/estimate scenarios/sweep sim sim/journal sim/notation", "what an inquiry found out is held against records as they pass; no replay is kept, and no picture drawn"},
	{"scenarios/reform", "replay/explain replay/measure replay/wording scenarios scenarios/estimate scenarios/sweep sim sim/files sim/journal sim/notation", "what closes a gap is searched for by runs, and why it was open is read from their records"},
	{"scenarios/reference", "replay/measure replay/wording scenarios scenarios/casebook", "the reference is printed from the tables that the program uses; what the commands alone know is handed in"},
	{"scenarios/analysis", "replay/measure scenarios/batch scenarios/design scenarios/estimate scenarios/results scenarios/study sim", "what runs come to follows from their table and the study"},
	{"scenarios/msel/sheet", "sim/journal", "what stands in a spreadsheet is read once, whatever it means"},
	{"scenarios/msel", "scenarios/msel/sheet sim sim/journal sim/notation", "a table of events knows what a replay says of itself, no grammar"},
	{"scenarios/msel/intake", "scenarios scenarios/msel scenarios/msel/sheet scenarios/words sim sim/journal sim/notation", "what other people's lists mean is told from their habits, and settled in a file that a person keeps"},
	{"scenarios/msel/draft", "scenarios scenarios/msel scenarios/msel/intake scenarios/tree sim sim/notation", "a list without a scenario gets a world of stubs, by what it says alone"},
	{"render/study", "render/document render/figure render/theme replay/measure replay/wording scenarios/analysis scenarios/estimate sim/notation", "what many runs came to is drawn like any other text that prints"},
	{"render/validation", "render/document render/figure render/theme replay/wording scenarios/casebook", "what documented cases came to is drawn like any other text that prints"},
	{"render/reform", "render/document render/figure render/theme replay/wording scenarios/reform sim sim/notation", "what was found is drawn like any other text that prints"},
	{"render/rehearsal", "render/document render/font render/scene render/theme replay/measure replay/wording scenarios/sweep sim sim/journal sim/notation", "what came of many runs is drawn like any other text that prints"},
	{"cmd/entente-view", "agents render/document render/panel render/report render/review render/screen render/view render/viewer replay replay/notes replay/wording scenarios sim/files", "the window's program plays a scenario only where it is given no file, and never in a browser"},
	{"cmd/entente", "agents agents/model render/document render/font render/guide render/reform render/rehearsal render/report render/review render/scene render/still render/study render/theme render/validation render/view render/viewer render/webpage replay replay/explain replay/export replay/measure replay/notes replay/outcome replay/wording scenarios scenarios/analysis scenarios/batch scenarios/casebook scenarios/cluster scenarios/estimate scenarios/lint scenarios/msel scenarios/msel/draft scenarios/msel/intake scenarios/msel/sheet scenarios/reference scenarios/reform scenarios/results scenarios/study scenarios/sweep scenarios/tree scenarios/words sim sim/files sim/journal sim/notation", "the two legs, agents and replay, meet only in a command"},
	{"cmd/dev/desktop", "", "a desktop that nobody sees is for tests of any window"},
	{"cmd/dev/slurm", "", "a cluster that nobody else reaches is for tests of jobs"},
	{"cmd/dev/depth", "", "how far tests go is said in one place, which tests of any package may ask"},
	{"cmd/dev/digests", "agents scenarios", "what every processor plays is the engine and nothing around it"},
	{"cmd/dev", "cmd/dev/depth", "tools read the source; they must run while the source does not build"},
}

// outsider is a foreign module (or a part of the standard library) with the
// packages that may import it.
type outsider struct {
	path string // this path and all below it
	may  string // separated by spaces; "tests" for test files anywhere, empty for nobody
	why  string
}

// foreign lists every module from outside. One that is not here is refused.
var foreign = []outsider{
	{"github.com/expr-lang/expr", "agents/law scenarios scenarios/predicate", "predicates are parsed once, when a scenario is compiled"},
	{"gopkg.in/yaml.v3", "scenarios/tree scenarios/syntax", "YAML has traps; one package knows them, and a test of where a text stops being YAML asks it"},
	{"go.yaml.in/yaml/v3", "scenarios/tree", "YAML has traps; one package knows them"},
	{"github.com/xuri/excelize/v2", "tests scenarios/msel", "one package writes workbooks"},
	{"github.com/xuri/nfp", "scenarios/msel/sheet", "how a cell shows a number is read where cells are"},
	{"golang.org/x/text", "scenarios/msel/sheet", "letters of other encodings end where a file is read"},
	{"github.com/foxglove/mcap/go/mcap", "replay replay/replaytest", "the container is the replay file's own business"},
	{"github.com/parquet-go/parquet-go", "scenarios/results", "one package knows tables that other programs read"},
	{"github.com/klauspost/compress", "replay scenarios/results", "its version decides the bytes of a chunk and of a page"},
	{"github.com/pierrec/lz4/v4", "replay", "other tools pack chunks so, and their files are read too"},
	{"golang.org/x/image", "render/font render/still render/screen", "outlines are read where letters are, and shapes are filled where pictures are"},
	{"github.com/hajimehoshi/ebiten/v2", "render/screen", "one package knows windows, and whoever needs none stays small"},
	{"github.com/spf13", "cmd/entente cmd/entente-view", "a library has no command line"},
	{"charm.land/lipgloss/v2", "cmd/entente", "only the process edge meets a terminal"},
	{"github.com/charmbracelet/colorprofile", "cmd/entente", "only the process edge meets a terminal"},
	{"github.com/clipperhouse/displaywidth", "cmd/entente", "only the process edge lays out columns"},
	{"github.com/charmbracelet/x/ansi", "cmd/entente", "only the process edge meets a terminal"},
	{"github.com/vbauerster/mpb/v8", "cmd/entente", "only the process edge meets a terminal, and it does not build for wasm"},
	{"golang.org/x/term", "cmd/entente", "only the process edge meets a terminal"},
	{"github.com/stretchr/testify", "tests agents/agentstest replay/epictest", "a product does not assert"},
	{"pgregory.net/rapid", "tests agents/agentstest", "its licence and its randomness both stay in tests"},
	{"github.com/santhosh-tekuri/jsonschema/v6", "tests", "what is printed is held against its schema by tests"},
	{"github.com/cockroachdb/datadriven", "tests", "traces are read by tests"},
	{"github.com/rogpeppe/go-internal", "tests", "stories of the command line are tests"},
}

// quiet are the packages whose result must depend on their arguments alone.
const quiet = "sim sim/calendar sim/notation sim/journal agents agents/law agents/decide agents/model replay/measure"

// banned lists parts of the standard library that would let something else in.
// Here may names the packages that must not import them.
var banned = []outsider{
	{"os", quiet, "a run reads no file, variable or host name"},
	{"time", quiet, "instants are milliseconds since StartEx; a wall clock would leak in"},
	{"net", quiet + " scenarios replay", "nothing is fetched"},
	{"log", quiet + " scenarios replay", "what is worth saying is a record or an error"},
	{"sync", quiet + " scenarios", "one run is one thread"},
	{"context", quiet + " scenarios", "one run is one thread; it is stopped between events"},
	{"runtime", quiet + " scenarios", "results must not know their machine"},
	{"math/rand", quiet + " scenarios replay", "a draw is a keyed hash of identity; a stream would remember"},
	{"math/cmplx", quiet + " scenarios replay", "complex products cannot be kept from fusing"},
	{"math/big", quiet, "integers of fixed width are enough and have one cost"},
	{"crypto/rand", quiet + " scenarios replay", "a draw is a keyed hash of identity"},
	{"hash/maphash", quiet + " scenarios replay", "its seed differs in every process"},
	{"reflect", "sim sim/calendar sim/journal agents/law replay/measure", "things are found by index; only a snapshot of all columns may inspect them"},
	{"unsafe", quiet + " scenarios replay", "addresses differ in every process"},
	{"encoding/csv", "cmd/entente scenarios scenarios/sweep replay replay/measure replay/outcome replay/wording agents sim", "one file writes for spreadsheets, and sees to it that no cell runs there"},
	{"encoding/json", "sim sim/calendar agents agents/law", "state has canonical bytes of its own"},
}

// breaches lists every import under root that the graph forbids, each with the
// rule's reason.
func breaches(root fs.FS) ([]string, error) {
	var found []string
	err := eachImport(root, func(name, imp string) {
		if why := refuse(path.Dir(name), strings.HasSuffix(name, "_test.go"), imp); why != "" {
			found = append(found, fmt.Sprintf("%s imports %s: %s", name, imp, why))
		}
	})
	return found, err
}

// imported gives, by package, what its files import that are no tests.
func imported(root fs.FS) (map[string]map[string]bool, error) {
	used := map[string]map[string]bool{}
	err := eachImport(root, func(name, imp string) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		pkg := path.Dir(name)
		if used[pkg] == nil {
			used[pkg] = map[string]bool{}
		}
		used[pkg][imp] = true
	})
	return used, err
}

// eachImport visits the imports of all Go files under root.
func eachImport(root fs.FS, visit func(name, imp string)) error {
	return fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if d.IsDir() {
			if name != "." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(base, ".go") {
			return nil
		}
		imports, err := importsOf(root, name)
		for _, imp := range imports {
			visit(name, imp)
		}
		return err
	})
}

// importsOf reads the import paths of one file.
func importsOf(root fs.FS, name string) ([]string, error) {
	src, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, spec := range file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		paths = append(paths, p)
	}
	return paths, nil
}

// refuse says why a file of pkg may not import imp; empty if it may. Tests may
// cross the floors of the module, where Go itself forbids circles.
func refuse(pkg string, test bool, imp string) string {
	at := slices.IndexFunc(floors, func(f floor) bool { return f.pkg == pkg })
	if at < 0 {
		return "package " + pkg + " has no floor in the graph: give it a row and a reason"
	}
	if own, ok := strings.CutPrefix(imp, module+"/"); ok {
		if test || lists(floors[at].may, own) {
			return ""
		}
		return floors[at].why
	}
	if strings.Contains(strings.Split(imp, "/")[0], ".") {
		return refuseForeign(pkg, test, imp)
	}
	for _, b := range banned {
		if !test && under(imp, b.path) && lists(b.may, pkg) {
			return b.why
		}
	}
	return ""
}

func refuseForeign(pkg string, test bool, imp string) string {
	for _, o := range foreign {
		if !under(imp, o.path) {
			continue
		}
		if lists(o.may, pkg) || test && lists(o.may, "tests") {
			return ""
		}
		return o.why
	}
	return "a module from outside needs a row and a reason"
}

func lists(words, word string) bool { return slices.Contains(strings.Fields(words), word) }

func under(imp, root string) bool { return imp == root || strings.HasPrefix(imp, root+"/") }
