package viewer

import "entente/render/view"

// Why an action made nothing, in words.
const (
	saysNoDeadline    = "This scenario has no deadline"
	saysNothingChosen = "Nothing is chosen"
	saysNoSuchNation  = "There are not so many nations"
	saysMapEnd        = "The map goes no further"
	saysTextEnd       = "Text is as large or small as it gets"
	saysNotLoaded     = "This has not been read yet"
	saysNoneLater     = "No later one"
	saysNoneEarlier   = "No earlier one"
	saysAtEnd         = "This is the end"
	saysAtStart       = "This is the start"
	saysNoThread      = "This belongs to no storyline"
	saysNoNation      = "This belongs to no nation"
	saysNoOutcome     = "No outcome is chosen: choose one on the screen Outcomes"
	saysFirstKey      = "This is the first key record of the outcome"
	saysLastKey       = "This is the last key record of the outcome"
	saysNoCause       = "Nothing before made this possible"
	saysNoEffect      = "Nothing followed from this"
	saysUnseen        = "That cannot be seen from here: look as the White Cell with 0"
	saysNoBookmark    = "There is no bookmark and no note yet: set one with B"
	saysSlowest       = "This is the slowest speed"
	saysFastest       = "This is the fastest speed"
	saysZoomEnd       = "Time cannot be zoomed further"
	saysAllShown      = "All of the run is shown"
	saysNoSpan        = "A stretch of time begins before it ends"
	saysHidesToCome   = "Whoever looks from within never sees what is to come; \"and what it missed\" shows it"
	saysNoSecond      = "There is no second run: open one to compare with"
	saysStudyLater    = "The result of the study is kept: it is shown where two runs are compared. Open a second one."
	saysNoDialog      = "There is nothing to write in"
	saysFieldFull     = "There is no room for more here"
	saysFieldEnd      = "There is no more of it"
	saysEmpty         = "Write something first"
	saysNoneYet       = "No event fits so far: the search goes on"
	saysNoneFound     = "No event fits"
	saysNoFilter      = "Nothing is filtered"
	saysUnmarked      = "Bookmark taken away"
	saysWithdrawn     = "Note taken away; what it said is kept in the notes file"
	saysNoNotes       = "There is no note and no bookmark to save yet: A adds one"
	saysNoNote        = "No note is chosen: go to one with N, or click it below"
	saysNotTied       = "This note is tied to its moment alone"
	saysAnew          = "instead of what it said; Enter keeps both, and this one counts"
	saysBookmark      = "Bookmark set"
	saysNoted         = "Note added"
	saysCopiedLink    = "Link copied"
	saysCopiedText    = "Text copied"
	saysWritten       = "Picture written"
	saysReport        = "The report is asked for"
	saysLookAlready   = "This is how it is looked at"
	saysTextWhole     = "Text has its own size"
	saysOnlyBookmark  = "This is the only bookmark"
	saysShown         = "This is what is shown"
	saysNoSearch      = "Nothing is searched for: press /"
	saysOnePanel      = "There is no other part to go to"
	saysAllShownKeys  = "There are no more keys"
	saysNothingBack   = "There is nothing to go back to"
	saysNoPlace       = "There is nothing to choose here"
	saysNotHeld       = "Notes belong to a moment of play, and this is before StartEx or after EndEx"
	saysFilmSpan      = "Choose a stretch of time first: drag with Shift in the lanes or the scrubber"
)

// Labels of the frame's own controls.
const (
	labelViewAs     = "View as"
	labelChooseView = "Choose whose view to take: a nation, an agency, a coalition (V)"
	labelSearch     = "Search"
	labelSearchAll  = "Search events, facts, rules"
	labelReport     = "Report"
	labelMore       = "More"
	labelKeys       = "?"
	labelNation     = "Nation…"
	labelWhite      = "White Cell"
	labelCoalition  = "Coalition"
	labelPooled     = "Coalition, pooled"
	labelShared     = "Coalition, shared"
	labelClose      = "close"
	labelProduct    = "Entente"
	labelNext       = "Next"
	labelDone       = "Done"
	labelEndTour    = "End the tour"
	labelBookmark   = "Bookmark"
	labelLoading    = "Reading the run"
)

// screens are the names of the screens, and the keys that lead there.
var screens = [view.NumScreens]struct{ name, key string }{
	view.Outcomes: {"Outcomes", "Q"}, view.Why: {"Why", "W"}, view.Lanes: {"Lanes", "D"}, view.Events: {"Events list", "U"},
	view.Objectives: {"Objectives", ""}, view.Compare: {"Compare", "C"}, view.Records: {"Records", ""},
}

// tabs are the names of the parts of the lanes' screen in small windows.
var tabs = [view.NumTabs]string{view.LaneTab: "Messages", view.WhereTab: "Where", view.KnownTab: "Who knows"}

// stop is a step of the tour: where it stands, and what it says.
type stop struct {
	on   view.Screen
	zone view.Zone
	head string
	says string
}

// tour leads through the viewer in six steps.
var tour = [...]stop{
	{view.Outcomes, view.MiddleZone, "What came of it", "Each row is a deadline: what came of it, by how much, and what took the most time. Press Enter on a row, or Why, to see the reason."},
	{view.Why, view.MiddleZone, "Why it was late", "One sentence says why. Below it the time from the first sign to the outcome, by reason; the parts add up to the millisecond."},
	{view.Lanes, view.MiddleZone, "Who did what", "Every agency has a lane. Arrows are messages, bars are time that passed. With an outcome chosen, Space goes through what led to it."},
	{view.Lanes, view.LeftZone, "Who knew what", "Where it happened, and how far each fact had come with each agency at the instant of the playhead."},
	{view.Lanes, view.TopZone, "Through whose eyes", "Look as the White Cell, a nation, an agency or a coalition. The keys 0 to 9 switch; the instant stays."},
	{view.Lanes, view.BottomZone, "Any moment", "Drag to scrub, arrow keys step from record to record, [ and ] change the speed. Press ? for all keys."},
}
