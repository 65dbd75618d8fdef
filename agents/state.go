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
	Holding    []holding
	Origin     []origin
	Told       []told
	Word       []word
	Permit     []permit
	Component  []component
	Awareness  []awareness
	Mind       []mind  // by agency
	Apart      []apart // by agency
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
	Offstage   []offstage // by desk
	Alone      []alone    // by desk
	Other      []other
	Strain     []strain // by desk
	Tray       []tray   // by desk
	Lying      []lying
	MatterSeen []matterSeen
	Readiness  []readiness // by agency
	Crisis     []crisis
	Channel    []channel
	Flow       []flow // nation x nation
	Agent      []agent
	Request    []request
	Await      []await // like Request
	Token      []tokenLink
	Listing    []listing
	Listed     []listed // by fact
	Hit        []hit
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
	Action     []action   // action x storyline
	Crossing   []crossing // like Action
	Deadline   []deadline
	Entry      []entry
	Sighting   []sighting
}

// reset makes the columns those of a run that has not begun, in the storage that
// they have.
func (s *State) reset(spec *model.Spec) {
	n := len(spec.Nations)
	*s = State{
		Param:      fresh(s.Param, len(spec.Params)),
		Storyline:  fresh(s.Storyline, len(spec.Storylines)),
		Fact:       fresh(s.Fact, len(spec.Facts)),
		Holding:    fresh(s.Holding, 1),
		Origin:     fresh(s.Origin, 1),
		Told:       fresh(s.Told, 1),
		Word:       fresh(s.Word, 1),
		Permit:     fresh(s.Permit, 1),
		Component:  fresh(s.Component, 1),
		Awareness:  fresh(s.Awareness, 1),
		Mind:       fresh(s.Mind, len(spec.Agencies)),
		Apart:      fresh(s.Apart, len(spec.Agencies)),
		Overlooked: fresh(s.Overlooked, 1),
		Omission:   fresh(s.Omission, 1),
		Item:       fresh(s.Item, 1),
		Carried:    fresh(s.Carried, 1),
		Report:     fresh(s.Report, 1),
		Promise:    fresh(s.Promise, 1),
		Transit:    fresh(s.Transit, 1),
		Hold:       fresh(s.Hold, 1),
		Parked:     fresh(s.Parked, len(spec.Agencies)),
		Span:       fresh(s.Span, 1),
		Job:        fresh(s.Job, 1),
		Desk:       fresh(s.Desk, len(spec.Desks)),
		Offstage:   fresh(s.Offstage, len(spec.Desks)),
		Alone:      fresh(s.Alone, len(spec.Desks)),
		Other:      fresh(s.Other, 1),
		Strain:     fresh(s.Strain, len(spec.Desks)),
		Tray:       fresh(s.Tray, len(spec.Desks)),
		Lying:      fresh(s.Lying, 1),
		MatterSeen: fresh(s.MatterSeen, 1),
		Readiness:  fresh(s.Readiness, len(spec.Agencies)),
		Crisis:     fresh(s.Crisis, 1),
		Channel:    fresh(s.Channel, len(spec.Channels)),
		Flow:       fresh(s.Flow, n*n),
		Agent:      fresh(s.Agent, len(spec.Agencies)),
		Request:    fresh(s.Request, 1),
		Await:      fresh(s.Await, 1),
		Token:      fresh(s.Token, 1),
		Listing:    fresh(s.Listing, 1),
		Listed:     fresh(s.Listed, len(spec.Facts)),
		Hit:        fresh(s.Hit, 1),
		Clock:      fresh(s.Clock, 1),
		Sends:      fresh(s.Sends, 1),
		Review:     fresh(s.Review, 1),
		Assurance:  fresh(s.Assurance, 1),
		Proposal:   fresh(s.Proposal, 1),
		Ballot:     fresh(s.Ballot, 1),
		Duty:       fresh(s.Duty, 1),
		Change:     fresh(s.Change, 1),
		Lent:       fresh(s.Lent, 1),
		Fading:     fresh(s.Fading, 1),
		Look:       fresh(s.Look, 1),
		Team:       fresh(s.Team, len(spec.Teams)),
		Call:       fresh(s.Call, 1),
		Directive:  fresh(s.Directive, 1),
		Action:     fresh(s.Action, len(spec.Actions)*len(spec.Storylines)),
		Crossing:   fresh(s.Crossing, len(spec.Actions)*len(spec.Storylines)),
		Deadline:   fresh(s.Deadline, len(spec.Deadlines)),
		Entry:      fresh(s.Entry, len(spec.Entries)),
		Sighting:   fresh(s.Sighting, len(spec.Sightings)),
	}
	for i := range spec.Params {
		s.Param[i].Value = spec.Params[i].Value
	}
}

// fresh gives a column of n empty elements.
func fresh[T any](column []T, n int) []T {
	if cap(column) < n {
		return make([]T, n)
	}
	column = column[:n]
	clear(column)
	return column
}
