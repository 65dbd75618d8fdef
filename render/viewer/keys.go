package viewer

import (
	"strings"

	"entente/render/view"
)

// stroke is a key as somebody presses it, and what it does.
type stroke struct {
	key         string // as browsers name it; letters are small
	shift, ctrl bool
	do          view.Action
}

// binding is one row of the keys: what people read, and the keys behind it. Press
// and the page of keys are both read from this table.
type binding struct {
	group string
	says  string
	caps  string // as printed, parts apart by a space
	keys  []stroke
}

func key(name string, do view.Action) stroke   { return stroke{key: name, do: do} }
func shift(name string, do view.Action) stroke { return stroke{key: name, shift: true, do: do} }
func ctrl(name string, do view.Action) stroke  { return stroke{key: name, ctrl: true, do: do} }

// Groups of keys.
const (
	groupTime   = "Time"
	groupChoice = "Selection"
	groupView   = "View"
	groupFiles  = "Notes and files"
)

var groups = [...]string{groupTime, groupChoice, groupView, groupFiles}

// withNumber is an action with a number.
func withNumber(v view.Verb, n int) view.Action { return view.Action{Do: v, N: n} }

// step is a step to the next record that is like the subject in something.
func step(n int, like string) view.Action { return view.Action{Do: view.StepEvent, N: n, Text: like} }

// bindings are all keys.
var bindings = []binding{
	{groupTime, "Play; with an outcome, its steps", "Space", []stroke{key("Space", withNumber(view.Advance, 0))}},
	{groupTime, "Play, pause", "Shift Space", []stroke{shift("Space", withNumber(view.Play, 0))}},
	{groupTime, "Event back, on", "← →", []stroke{key("ArrowLeft", step(-1, "")), key("ArrowRight", step(1, ""))}},
	{groupTime, "Same kind", "Shift ← →", []stroke{shift("ArrowLeft", step(-1, "kind")), shift("ArrowRight", step(1, "kind"))}},
	{groupTime, "Same storyline", "Ctrl ← →", []stroke{ctrl("ArrowLeft", step(-1, "thread")), ctrl("ArrowRight", step(1, "thread"))}},
	{groupTime, "Same nation", ", .", []stroke{key(",", step(-1, "nation")), key(".", step(1, "nation"))}},
	{groupTime, "Next late or refused, previous", "J Shift J", []stroke{key("j", withNumber(view.StepLate, 1)), shift("j", withNumber(view.StepLate, -1))}},
	{groupTime, "Start, end", "Home End", []stroke{key("Home", view.Action{Do: view.JumpTo, At: -veryFar}), key("End", view.Action{Do: view.JumpTo, At: veryFar})}},
	{groupTime, "Slower, faster", "[ ]", []stroke{key("[", withNumber(view.Quicken, -1)), key("]", withNumber(view.Quicken, 1))}},
	{groupTime, "Skip idle time", "I", []stroke{key("i", withNumber(view.SkipIdle, 0))}},
	{groupTime, "Go to a time", "G", []stroke{key("g", withNumber(view.Open, int(view.GotoDialog)))}},
	{groupTime, "Zoom time", "+ −", []stroke{key("+", view.Action{Do: view.ZoomTime, F: 1.25, N: 1}), key("=", view.Action{Do: view.ZoomTime, F: 1.25, N: 1}), key("-", view.Action{Do: view.ZoomTime, F: 0.8, N: 1})}},
	{groupTime, "Fit everything", "Z", []stroke{key("z", withNumber(view.FitTime, 0))}},

	{groupChoice, "Line up, down", "↑ ↓", []stroke{key("ArrowUp", withNumber(view.Step, -1)), key("ArrowDown", withNumber(view.Step, 1))}},
	{groupChoice, "Next panel, previous", "Tab Shift Tab", []stroke{key("Tab", withNumber(view.NextPanel, 1)), shift("Tab", withNumber(view.NextPanel, -1))}},
	{groupChoice, "Open, follow", "Enter", []stroke{key("Enter", withNumber(view.Follow, 0))}},
	{groupChoice, "Back, clear", "Esc", []stroke{key("Escape", withNumber(view.Back, 0))}},
	{groupChoice, "Cause, effect", "{ }", []stroke{key("{", withNumber(view.StepCause, -1)), key("}", withNumber(view.StepCause, 1))}},
	{groupChoice, "Hold the path", "H", []stroke{key("h", withNumber(view.HoldPath, 0))}},
	{groupChoice, "Search", "/", []stroke{key("/", withNumber(view.Open, int(view.SearchDialog)))}},
	{groupChoice, "Next found, previous", "; Shift ;", []stroke{key(";", withNumber(view.StepFound, 1)), key(":", withNumber(view.StepFound, -1))}},
	{groupChoice, "Filter", "F", []stroke{key("f", withNumber(view.Open, int(view.FilterDialog)))}},
	{groupChoice, "Copy link", "Y", []stroke{key("y", withNumber(view.CopyLink, 0))}},
	{groupChoice, "Copy as text", "Shift Y", []stroke{shift("y", withNumber(view.CopyText, 0))}},
	{groupChoice, "These keys", "?", []stroke{key("?", withNumber(view.Open, int(view.KeysDialog)))}},

	{groupView, "White Cell", "0", []stroke{key("0", withNumber(view.LookNth, 0))}},
	{groupView, "One nation", "1 – 8", nations()},
	{groupView, "Coalition: shared, pooled", "9", []stroke{key("9", withNumber(view.LookNth, 9))}},
	{groupView, "Choose whose view", "V", []stroke{key("v", withNumber(view.Open, int(view.ActorDialog)))}},
	{groupView, "And what it missed", "Shift V", []stroke{shift("v", withNumber(view.Missed, 0))}},
	{groupView, "Outcomes", "Q", []stroke{key("q", withNumber(view.Show, int(view.Outcomes)))}},
	{groupView, "Why late", "W", []stroke{key("w", withNumber(view.Explain, 0))}},
	{groupView, "Lanes", "D", []stroke{key("d", withNumber(view.Show, int(view.Lanes)))}},
	{groupView, "Who knows what", "K", []stroke{key("k", withNumber(view.ShowTab, int(view.KnownTab)))}},
	{groupView, "Events", "U", []stroke{key("u", withNumber(view.Show, int(view.Events)))}},
	{groupView, "Compare runs", "C", []stroke{key("c", withNumber(view.Show, int(view.Compare)))}},
	{groupView, "All outcomes of both", "Shift C", []stroke{shift("c", withNumber(view.CompareAll, 0))}},
	{groupView, "Next screen, previous", "PgDn PgUp", []stroke{key("PageDown", withNumber(view.NextScreen, 1)), key("PageUp", withNumber(view.NextScreen, -1))}},
	{groupView, "Events, load, heat", "E", []stroke{key("e", withNumber(view.PinDetail, 0))}},
	{groupView, "Map or ring", "M", []stroke{key("m", withNumber(view.SwitchMap, 0))}},
	{groupView, "Linear or folded", "L", []stroke{key("l", withNumber(view.FoldTime, 0))}},

	{groupFiles, "Bookmark here, or not", "B", []stroke{key("b", withNumber(view.Bookmark, 0))}},
	{groupFiles, "Next, previous", "N P", []stroke{key("n", withNumber(view.StepBookmark, 1)), key("p", withNumber(view.StepBookmark, -1))}},
	{groupFiles, "Add a note", "A", []stroke{key("a", withNumber(view.Open, int(view.NoteDialog)))}},
	{groupFiles, "Correct it, take it away", "Shift A Del", []stroke{shift("a", withNumber(view.Reword, 0)), key("Delete", withNumber(view.Withdraw, 0))}},
	{groupFiles, "Present bookmarks", "S", []stroke{key("s", withNumber(view.Present, 0))}},
	{groupFiles, "Report", "R", []stroke{key("r", withNumber(view.Report, 0))}},
	{groupFiles, "Export", "X", []stroke{key("x", withNumber(view.Open, int(view.ExportDialog)))}},
	{groupFiles, "Open a file", "O", []stroke{key("o", withNumber(view.OpenFile, 0))}},
	{groupFiles, "Theme", "T", []stroke{key("t", withNumber(view.NextLook, 0))}},
	{groupFiles, "Clock", "Shift T", []stroke{shift("t", withNumber(view.NextClock, 0))}},
	{groupFiles, "Hide what is to come", "Shift H", []stroke{shift("h", withNumber(view.Hide, 0))}},
	{groupFiles, "Text size", "Ctrl + −", []stroke{ctrl("+", withNumber(view.ScaleText, 1)), ctrl("=", withNumber(view.ScaleText, 1)), ctrl("-", withNumber(view.ScaleText, -1)), ctrl("0", withNumber(view.ScaleText, 0))}},
}

// veryFar is beyond any run; what goes there ends at its edge.
const veryFar = 1 << 50

func nations() (list []stroke) {
	for i := 1; i <= 8; i++ {
		list = append(list, key(string(rune('0'+i)), withNumber(view.LookNth, i)))
	}
	return list
}

// typing are the keys that a dialog's field takes for itself.
var typing = []stroke{
	key("Escape", withNumber(view.Back, 0)), key("Enter", withNumber(view.Accept, 0)), key("Backspace", withNumber(view.Erase, 0)),
	key("ArrowUp", withNumber(view.Step, -1)), key("ArrowDown", withNumber(view.Step, 1)), key("Tab", withNumber(view.Step, 1)), shift("Tab", withNumber(view.Step, -1)),
	key("ArrowLeft", withNumber(view.MoveCaret, -1)), key("ArrowRight", withNumber(view.MoveCaret, 1)), key("Home", withNumber(view.MoveCaret, -mostTyped)), key("End", withNumber(view.MoveCaret, mostTyped)),
	key("Delete", withNumber(view.Erase, 1)), ctrl("Backspace", withNumber(view.Erase, -2)), ctrl("v", withNumber(view.Paste, 0)), shift("Insert", withNumber(view.Paste, 0)),
}

// spellings are other names of keys.
var spellings = map[string]string{" ": "Space", "Esc": "Escape", "Left": "ArrowLeft", "Right": "ArrowRight", "Up": "ArrowUp", "Down": "ArrowDown", "−": "-"}

// stroked finds what a key does among some.
func stroked(list []stroke, name string, shift, ctrl bool) (view.Action, bool) {
	if other := spellings[name]; other != "" {
		name = other
	}
	if len(name) == 1 {
		if low := strings.ToLower(name); low != name {
			name, shift = low, true
		} else if name[0] < 'a' || name[0] > 'z' {
			shift = false // signs say themselves whether it took Shift
		}
	}
	for i := range list {
		if s := &list[i]; s.key == name && s.shift == shift && s.ctrl == ctrl {
			return s.do, true
		}
	}
	return view.Action{}, false
}

// Press takes a key by its name, such as "Space", "ArrowLeft", "w" or "?", as
// browsers name them, and whether Shift and Ctrl are held. It says whether the key
// meant anything.
func (v *Viewer) Press(key string, shift, ctrl bool) bool {
	if v.Gate != nil && !ctrl {
		return v.pressGate(key)
	}
	if v.State.Dialog != view.NoDialog {
		a, known := stroked(typing, key, shift, ctrl)
		if !known && !v.Typing() {
			return v.press(key, shift, ctrl)
		}
		if known {
			v.Do(a)
		}
		return known
	}
	return v.press(key, shift, ctrl)
}

func (v *Viewer) press(key string, shift, ctrl bool) bool {
	for i := range bindings {
		if a, known := stroked(bindings[i].keys, key, shift, ctrl); known {
			v.Do(a)
			return true
		}
	}
	return false
}

// Typing says whether letters go into a field, and not to the keys.
func (v *Viewer) Typing() bool { return fields[v.State.Dialog] }

// Type takes text that was typed into a dialog's field.
func (v *Viewer) Type(text string) {
	if v.Typing() {
		v.Do(view.Action{Do: view.Type, Text: text})
	}
}
