package agents

import "entente/agents/model"

// State is everything that changes during a run: columns of flat structs
// without pointer, map, func or string, so that Fork is a copy per column and a
// snapshot one loop over them. Element 0 of a growing column is never used as a
// thing: it is "none", and holds the head of the column's free or waiting list
// where there is one. A column is written only by the file that declares its
// element type. Fields are spelled large because the snapshot writes and reads
// them by reflection.
type State struct {
	Param      []param
	Storyline  []storyline
	Fact       []fact
	Holder     []holder
	Holding    []holding
	Origin     []origin
	Told       []told
	Word       []word
	Permit     []permit
	Dossier    []dossier
	Awareness  []awareness
	AwareList  []awareList // by agency
	PairList   []pairList  // by agency
	Overlooked []overlooked
	Omission   []omission
	Item       []item
	Carried    []carried
	Report     []report
	Promise    []promise
	Transit    []transit
	Hold       []hold
	Parked     []parked // by agency
	Span       []span
	Job        []job
	Desk       []desk
	Hours      []open     // by desk
	Offstage   []offstage // by desk
	Alone      []alone    // by desk
	Business   []business // by desk
	Strain     []strain   // by desk
	Tray       []tray     // by desk
	Lying      []lying
	MatterSeen []matterSeen
	Readiness  []readiness // by agency
	Crisis     []crisis
	Channel    []channel
	Flow       []flow      // nation x nation
	Bond       []bondShift // like Spec.Bonds
	Agent      []agent
	Request    []request
	Await      []await // like Request
	Token      []tokenLink
	Listing    []listing
	Listed     []listed // by fact
	Hit        []hit
	Term       []term
	Owing      []owing // by agency
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
	Team       []team
	Call       []call
	Directive  []directive
	Action     []action
	Begun      []begun // by action
	Crossing   []crossing
	Deadline   []deadline
	Entry      []entry
	Sighting   []sighting
}

// reset makes the columns those of a run that has not begun, in the storage that
// they have.
func (s *State) reset(spec *model.Spec) {
	n := len(spec.Nations)
	*s = State{
		Param:      emptyColumn(s.Param, len(spec.Params)),
		Storyline:  emptyColumn(s.Storyline, len(spec.Storylines)),
		Fact:       emptyColumn(s.Fact, len(spec.Facts)),
		Holder:     emptyColumn(s.Holder, 1),
		Holding:    emptyColumn(s.Holding, 1),
		Origin:     emptyColumn(s.Origin, 1),
		Told:       emptyColumn(s.Told, 1),
		Word:       emptyColumn(s.Word, 1),
		Permit:     emptyColumn(s.Permit, 1),
		Dossier:    emptyColumn(s.Dossier, 1),
		Awareness:  emptyColumn(s.Awareness, 1),
		AwareList:  emptyColumn(s.AwareList, len(spec.Agencies)),
		PairList:   emptyColumn(s.PairList, len(spec.Agencies)),
		Overlooked: emptyColumn(s.Overlooked, 1),
		Omission:   emptyColumn(s.Omission, 1),
		Item:       emptyColumn(s.Item, 1),
		Carried:    emptyColumn(s.Carried, 1),
		Report:     emptyColumn(s.Report, 1),
		Promise:    emptyColumn(s.Promise, 1),
		Transit:    emptyColumn(s.Transit, 1),
		Hold:       emptyColumn(s.Hold, 1),
		Parked:     emptyColumn(s.Parked, len(spec.Agencies)),
		Span:       emptyColumn(s.Span, 1),
		Job:        emptyColumn(s.Job, 1),
		Desk:       emptyColumn(s.Desk, len(spec.Desks)),
		Hours:      emptyColumn(s.Hours, len(spec.Desks)),
		Offstage:   emptyColumn(s.Offstage, len(spec.Desks)),
		Alone:      emptyColumn(s.Alone, len(spec.Desks)),
		Business:   emptyColumn(s.Business, len(spec.Desks)),
		Strain:     emptyColumn(s.Strain, len(spec.Desks)),
		Tray:       emptyColumn(s.Tray, len(spec.Desks)),
		Lying:      emptyColumn(s.Lying, 1),
		MatterSeen: emptyColumn(s.MatterSeen, 1),
		Readiness:  emptyColumn(s.Readiness, len(spec.Agencies)),
		Crisis:     emptyColumn(s.Crisis, 1),
		Channel:    emptyColumn(s.Channel, len(spec.Channels)),
		Flow:       emptyColumn(s.Flow, n*n),
		Bond:       emptyColumn(s.Bond, len(spec.Bonds)),
		Agent:      emptyColumn(s.Agent, len(spec.Agencies)),
		Request:    emptyColumn(s.Request, 1),
		Await:      emptyColumn(s.Await, 1),
		Token:      emptyColumn(s.Token, 1),
		Listing:    emptyColumn(s.Listing, 1),
		Listed:     emptyColumn(s.Listed, len(spec.Facts)),
		Hit:        emptyColumn(s.Hit, 1),
		Term:       emptyColumn(s.Term, 1),
		Owing:      emptyColumn(s.Owing, len(spec.Agencies)),
		Clock:      emptyColumn(s.Clock, 1),
		Sends:      emptyColumn(s.Sends, 1),
		Review:     emptyColumn(s.Review, 1),
		Assurance:  emptyColumn(s.Assurance, 1),
		Proposal:   emptyColumn(s.Proposal, 1),
		Ballot:     emptyColumn(s.Ballot, 1),
		Duty:       emptyColumn(s.Duty, 1),
		Change:     emptyColumn(s.Change, 1),
		Lent:       emptyColumn(s.Lent, 1),
		Fading:     emptyColumn(s.Fading, 1),
		Look:       emptyColumn(s.Look, 1),
		Team:       emptyColumn(s.Team, len(spec.Teams)),
		Call:       emptyColumn(s.Call, 1),
		Directive:  emptyColumn(s.Directive, 1),
		Action:     emptyColumn(s.Action, 1),
		Begun:      emptyColumn(s.Begun, len(spec.Actions)),
		Crossing:   emptyColumn(s.Crossing, 1),
		Deadline:   emptyColumn(s.Deadline, len(spec.Deadlines)),
		Entry:      emptyColumn(s.Entry, len(spec.Entries)),
		Sighting:   emptyColumn(s.Sighting, len(spec.Sightings)),
	}
	for i := range spec.Params {
		s.Param[i].Value = spec.Params[i].Value
	}
}

// emptyColumn gives a column of n empty elements.
func emptyColumn[T any](column []T, n int) []T {
	if cap(column) < n {
		return make([]T, n)
	}
	column = column[:n]
	clear(column)
	return column
}
