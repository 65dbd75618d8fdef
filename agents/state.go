package agents

import (
	"reflect"

	"entente/agents/model"
)

// State is everything that changes during a run: columns of flat structs
// without pointer, map, func or string, so that Fork is a copy per column and a
// snapshot one loop over them. Element 0 of a growing column is never used as a
// thing: it is "none", and holds the head of the column's free or waiting list
// where there is one. A column is written only by the file that declares its
// element type. Fields are spelled large because reset, Fork and snapshots go through
// them by reflection: a column with one element for each of something says so by its tag,
// the others grow.
type State struct {
	Param      []param     `by:"parameter"`
	Storyline  []storyline `by:"storyline"`
	Fact       []fact      `by:"fact"`
	Holder     []holder
	Holding    []holding
	Origin     []origin
	Told       []told
	Word       []word
	Permit     []permit
	Dossier    []dossier
	Awareness  []awareness
	AwareList  []awareList `by:"agency"`
	PairList   []pairList  `by:"agency"`
	Overlooked []overlooked
	Omission   []omission
	Item       []item
	Carried    []carried
	Report     []report
	Promise    []promise
	Transit    []transit
	Hold       []hold
	Parked     []parked `by:"agency"`
	Span       []span
	Job        []job
	Desk       []desk     `by:"desk"`
	Hours      []open     `by:"desk"`
	Offstage   []offstage `by:"desk"`
	Alone      []alone    `by:"desk"`
	Business   []business `by:"desk"`
	Strain     []strain   `by:"desk"`
	Tray       []tray     `by:"desk"`
	Lying      []lying
	MatterSeen []matterSeen
	Readiness  []readiness `by:"agency"`
	Crisis     []crisis
	Channel    []channel   `by:"channel"`
	Flow       []flow      `by:"pair of nations"` // nation x nation
	Bond       []bondShift `by:"bond"`            // like Spec.Bonds
	Agent      []agent     `by:"agency"`
	Request    []request
	Await      []await // like Request
	Token      []tokenLink
	Listing    []listing
	Listed     []listed `by:"fact"`
	Hit        []hit
	Term       []term
	Owing      []owing `by:"agency"`
	Clock      []clock
	Sends      []sends
	Review     []review
	Assurance  []assurance
	Proposal   []proposal
	Ballot     []ballot
	Duty       []duty
	Change     []change
	Lent       []lent
	Fading     []fading
	Look       []look // one
	Team       []team `by:"team"`
	Call       []call
	Directive  []directive
	Action     []action
	Begun      []begun `by:"action"`
	Crossing   []crossing
	Deadline   []deadline `by:"deadline"`
	Entry      []entry    `by:"entry"`
	Sighting   []sighting `by:"sighting"`
}

// lengths holds how many elements a column has when a run begins, by its tag: one for each of
// something, or one that stands for none.
var lengths = map[string]func(*model.Spec) int{
	"":                func(*model.Spec) int { return 1 },
	"parameter":       func(s *model.Spec) int { return len(s.Params) },
	"storyline":       func(s *model.Spec) int { return len(s.Storylines) },
	"fact":            func(s *model.Spec) int { return len(s.Facts) },
	"agency":          func(s *model.Spec) int { return len(s.Agencies) },
	"desk":            func(s *model.Spec) int { return len(s.Desks) },
	"channel":         func(s *model.Spec) int { return len(s.Channels) },
	"pair of nations": func(s *model.Spec) int { return len(s.Nations) * len(s.Nations) },
	"bond":            func(s *model.Spec) int { return len(s.Bonds) },
	"team":            func(s *model.Spec) int { return len(s.Teams) },
	"action":          func(s *model.Spec) int { return len(s.Actions) },
	"deadline":        func(s *model.Spec) int { return len(s.Deadlines) },
	"entry":           func(s *model.Spec) int { return len(s.Entries) },
	"sighting":        func(s *model.Spec) int { return len(s.Sightings) },
}

// columnLengths holds that for each column, in order.
var columnLengths = func() (list []func(*model.Spec) int) {
	for _, column := range reflect.VisibleFields(reflect.TypeFor[State]()) {
		length := lengths[column.Tag.Get("by")]
		if length == nil {
			panic("agents: nothing says how long column " + column.Name + " is")
		}
		list = append(list, length)
	}
	return list
}()

// reset makes the columns those of a run that has not begun, in the storage that
// they have.
func (s *State) reset(spec *model.Spec) {
	v := reflect.ValueOf(s).Elem()
	for i, length := range columnLengths {
		column, n := v.Field(i), length(spec)
		if column.Cap() < n {
			column.Set(reflect.MakeSlice(column.Type(), n, n))
			continue
		}
		column.SetLen(n)
		column.Clear()
	}
	for i := range spec.Params {
		s.Param[i].Value = spec.Params[i].Value
	}
}
