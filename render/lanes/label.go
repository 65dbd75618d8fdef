package lanes

import "entente/render/view"

// The words of lanes.
const (
	headHeat         = "How much waits"
	headLanes        = "Messages and holds"
	headLoad         = "Waiting by reason"
	LabelClearFilter = "Clear the filter"
	labelEveryone    = "Everyone"
	labelHeat        = "Heat"
	labelLinear      = "Linear"
	labelLoad        = "Load"
	labelNow         = "now"
	LabelOnly        = "Only "
	labelSingle      = "Events"
	labelToCome      = "not yet happened"
	noteFilterReason = "click to show only this reason, and others with it; Alt and click for this alone"
	noteHeat         = "lightness: how many things waited; mark: the largest reason"
	noteLoad         = "columns: how many things waited, by reason"
	noteParties      = "parties of the chosen outcome"
	WordDue          = "due"
	wordLocal        = " local"
	wordShut         = ", office shut"
)

// noteColumns says in short what a detail of the lanes draws, where there is no room
// to say it whole.
var noteColumns = [view.NumDetails]string{view.Load: "columns: what waited", view.Heat: "lightness: what waited"}
