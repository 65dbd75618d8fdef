package viewer

import (
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
)

// trustWords are what the bar says of each trust, and what it means.
var trustWords = [review.NumTrusts]struct{ mark, says string }{
	review.Checking:   {"checking", "Every record is held against the digest of the run while it is read."},
	review.Verified:   {"verified", "The records are those of the run: their digest is the one that it ended with."},
	review.Unverified: {"UNVERIFIED", "Nothing proves these records: the file is not whole. Do not quote numbers from it as those of the run."},
	review.Wrong:      {"UNVERIFIED", "These are not the records that the run had: the file was changed after it was written. Do not rely on it."},
}

// doubtful says whether a trust is one to be warned of.
func doubtful(t review.Trust) bool { return t == review.Unverified || t == review.Wrong }

// trust is that of what is shown: of two runs the lesser.
func (v *Viewer) trust() review.Trust {
	t := v.Run.Trust()
	if v.Other != nil {
		t = max(t, v.Other.Trust())
	}
	return t
}

// trustWide is how wide the mark is.
func (v *Viewer) trustWide() float64 {
	if w := v.trustMark(); w != "" {
		return font.Width(w, font.SemiBold, theme.Tick) + 14
	}
	return 0
}

// trustMark is the word of the mark: that records are missing comes before all.
func (v *Viewer) trustMark() string {
	if len(v.Run.Gaps()) > 0 {
		return markDamaged
	}
	if format, _ := v.Run.Newer(); format != 0 {
		return markNewer
	}
	return trustWords[v.trust()].mark
}

// markNewer marks a run that a newer version made.
const markNewer = "NEWER VERSION"

// markDamaged marks a run of which records are missing.
const markDamaged = "DAMAGED"

// drawTrust marks from x on whether the records are those of the run: framed where they
// may not be.
func (v *Viewer) drawTrust(x, mid float64) {
	t := v.trust()
	word, says := v.trustMark(), trustWords[t].says
	if word == "" {
		return
	}
	if newer := panel.NewerWords(v.Run); newer != "" {
		says = newer
	}
	if gap := panel.GapWords(v.Run); gap != "" {
		says = gap + " " + says
	}
	c, ink := &v.canvas, v.canvas.Theme.Ink3
	box := scene.Box{X: x, Y: mid - 9, W: v.trustWide(), H: 18}
	if doubtful(t) {
		ink = c.Theme.Late
		c.Frame(box, ink, 1.5, 3)
	}
	c.Hit(canvas.Hit{Box: box, Tip: says})
	c.Say(x+7, mid+4, word, theme.Tick, font.SemiBold, ink)
}

// tellTrust says once when something has shown that records are not those of the run.
func (v *Viewer) tellTrust() {
	t := v.trust()
	if t == v.trusted && len(v.Run.Gaps()) == 0 {
		return
	}
	was := v.trusted
	v.trusted, v.stale = t, v.stale || t != was
	if doubtful(t) && t != was {
		v.say(trustWords[t].says)
	}
	if newer := panel.NewerWords(v.Run); newer != "" && t != was {
		v.say(newer)
	}
	if gap := panel.GapWords(v.Run); gap != "" && gap != v.gapTold {
		v.gapTold = gap
		v.say(gap)
	}
}
