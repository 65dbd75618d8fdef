package model

// Bond is how one agency stands to another of its own nation, where that is said: then
// its will is asked at home too, by this trust and tension. Trust moves from there by what
// the two have of each other, and returns to it, as between nations.
type Bond struct {
	From, To       AgencyID
	Trust, Tension ParamID // PPM
}
