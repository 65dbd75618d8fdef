package scenarios

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// Live is a change that a run can take while it goes on: settings of parameters,
// in order.
type Live struct {
	Set     []string // PATH=VALUE, each of one parameter
	Patches []model.Patch
}

// Changes reads changes of a running scenario: PATH=VALUE, where a path may hold
// wildcards, and after them patches, which are files or names of the library, as
// Load takes them. Only what is live can change: what a run is settled with at its
// start, and what is no number, is reported with its place, all at once.
func (s *Scenario) Changes(set, patches []string) (Live, error) {
	r := &tree.Report{}
	var edits []edit
	for _, p := range patches {
		data, err := readPatch(p, tree.ReadFile)
		if err != nil {
			return Live{}, withHint(err)
		}
		edits = append(edits, patchFile(p, data, r)...)
	}
	for _, text := range set {
		edits = append(edits, setFlag(text, r)...)
	}
	var out Live
	for _, e := range edits {
		s.change(&out, e, r)
	}
	if len(r.List) > 0 {
		return Live{}, r.List
	}
	return out, nil
}

// change adds one edit of parameters.
func (s *Scenario) change(out *Live, e edit, r *tree.Report) {
	var paths, live []string
	found := false
	for i := range s.Spec.Params {
		p := &s.Spec.Params[i]
		paths = append(paths, p.Path)
		if p.Live {
			live = append(live, p.Path)
		}
		if !matches(e.path, p.Path) {
			continue
		}
		found = true
		switch {
		case e.value == nil:
			r.Add(e.Place, p.Path, "nothing can be removed from a run that goes on", "")
		case !p.Live:
			r.Add(e.Place, p.Path, "is settled when a run starts", "set it with run --set")
		case e.value.Value().Kind != tree.Scalar:
			r.Add(e.value.Place, p.Path, fmt.Sprintf("%s where a figure is needed", e.value.Kind), "")
		default:
			text := e.value.Value().Text
			v, err := parseParam(p, text)
			if err != nil {
				r.Fail(e.value.Place, p.Path, err)
				continue
			}
			out.Set = append(out.Set, p.Path+"="+text)
			out.Patches = append(out.Patches, model.Patch{Param: model.ParamID(i), Value: v})
		}
	}
	switch {
	case found:
	case strings.Contains(e.path, "*"):
		r.Add(e.Place, "", "nothing that can change while a run goes on matches "+e.path, instead(e.path, live))
	default:
		r.Add(e.Place, e.path, "is no number that can change while a run goes on", cmp.Or(words.DidYouMean(e.path, paths), instead(e.path, live)))
	}
}

// instead lists what there is where a path that may hold wildcards leaves all that
// there are.
func instead(path string, all []string) string {
	const most = 12
	segs := tree.SplitPath(path)
	at, names := "", []string(nil)
	for depth := 0; depth <= len(segs); depth++ {
		names = names[:0]
		var on []string
		for _, p := range all {
			if have := tree.SplitPath(p); depth < len(have) {
				names = append(names, have[depth])
				if depth < len(segs) && (segs[depth] == "*" || segs[depth] == have[depth]) {
					on = append(on, p)
				}
			}
		}
		if len(on) == 0 {
			break
		}
		at, all = tree.Join(at, segs[depth]), on
	}
	slices.Sort(names)
	names = slices.Compact(names)
	switch left := len(names) - most; {
	case len(names) == 0:
		return ""
	case left > 1:
		names = append(names[:most], fmt.Sprintf("and %d more", left))
	}
	if at == "" {
		return "such numbers are under " + strings.Join(names, ", ")
	}
	return "under " + at + " there are " + strings.Join(names, ", ")
}
