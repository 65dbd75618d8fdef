package model

// Leg is one hop of a route.
type Leg struct {
	Channel ChannelID
	To      AgencyID
}

// Route is a way from one agency to another, through relays.
type Route struct {
	Legs    []Leg
	Liaison bool // goes through a liaison officer or mission
}
