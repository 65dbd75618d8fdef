package model

// Bond is how one agency stands to another of its own nation, where that is said: then
// its will is asked at home too, by this trust and tension, which move only when
// somebody sets them.
type Bond struct {
	From, To       AgencyID
	Trust, Tension ParamID // PPM
}
