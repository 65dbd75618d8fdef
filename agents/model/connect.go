package model

// Connecting is what moves the odds that two facts are connected.
type Connecting struct {
	Chance   ParamID // PPM: share of ordinary pairs that are connected at once; 1: all are
	Searched ParamID // factor of the odds where the index was searched for the token
	Exact    ParamID // factor of the odds where both are biometric or normalised
	Again    ParamID // factor of the odds for each further look
	Queue    ParamID // taken off, as a divisor of the odds, for each job that waits at the analysts' desk, per server
}
