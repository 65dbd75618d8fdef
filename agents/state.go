package agents

// State is everything that changes during a run: columns of flat structs
// without pointer, map, func or string, so that Fork is a copy per column and a
// snapshot one loop over them. Element 0 of a growing column is never used as a
// thing: it is "none", and holds the head of the column's free or waiting list
// where there is one. A column is written only by the file that declares its
// element type. Fields are spelled large because the snapshot writes and reads
// them by reflection.
type State struct {
	Param     []param
	Storyline []storyline
	Fact      []fact
	Holding   []holding
	Origin    []origin
	Told      []told
	Word      []word
	Permit    []permit
	Component []component
	Awareness []awareness
	Mind      []mind // by agency
	Item      []item
	Carried   []carried
	Transit   []transit
	Hold      []hold
	Parked    []parked // by agency
	Span      []span
	Job       []job
	Desk      []desk
	Channel   []channel
	Flow      []flow // nation x nation
	Agent     []agent
	Request   []request
	Token     []tokenLink
	Listing   []listing
	Listed    []listed // by fact
	Hit       []hit
	Clock     []clock
	Sends     []sends
	Review    []review
	Assurance []assurance
	Proposal  []proposal
	Ballot    []ballot
	Duty      []duty
	Change    []change
	Lent      []lent
	Fading    []fading
	Team      []team
	Call      []call
	Directive []directive
	Action    []action   // action x storyline
	Crossing  []crossing // like Action
	Deadline  []deadline
	Entry     []entry
	Sighting  []sighting
}
