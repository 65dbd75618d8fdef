package agents

import (
	"math/bits"

	"entente/agents/model"
	"entente/sim"
)

// The names of decisions. A draw is a keyed hash of the run's seed, one of
// these and the lineage of what is decided (never a time or an order of
// arrival), so paired runs share every draw that both of them make.
var (
	drawStage      = sim.Name("stage")
	drawEdge       = sim.Name("edge")
	drawAfter      = sim.Name("after")
	drawFor        = sim.Name("for")
	drawDetect     = sim.Name("detect")
	drawInstant    = sim.Name("instant")
	drawWork       = sim.Name("work")
	drawGap        = sim.Name("gap")
	drawRank       = sim.Name("rank")
	drawCallIn     = sim.Name("call-in")
	drawDelay      = sim.Name("delay")
	drawGrant      = sim.Name("grant")
	drawWilling    = sim.Name("willing")
	drawConsent    = sim.Name("consent")
	drawReview     = sim.Name("review")
	drawGateway    = sim.Name("gateway")
	drawLatency    = sim.Name("latency")
	drawLoss       = sim.Name("loss")
	drawUp         = sim.Name("up")
	drawDown       = sim.Name("down")
	drawSurvive    = sim.Name("survive")
	drawNotice     = sim.Name("notice")
	drawReact      = sim.Name("react")
	drawReaction   = sim.Name("reaction")
	drawPause      = sim.Name("pause")
	drawLasts      = sim.Name("lasts")
	drawTest       = sim.Name("test")
	drawDiscover   = sim.Name("discover")
	drawClosed     = sim.Name("closed")
	drawCompromise = sim.Name("compromise")
	drawLag        = sim.Name("lag")
	drawQuery      = sim.Name("query")
	drawComplete   = sim.Name("complete")
	drawMatch      = sim.Name("match")
	drawAssure     = sim.Name("assure")
	drawReactTo    = sim.Name("react-to")
	drawVote       = sim.Name("vote")
	drawHold       = sim.Name("hold")
	drawConvene    = sim.Name("convene")
	drawRedraft    = sim.Name("redraft")
	drawGate       = sim.Name("gate")
	drawLead       = sim.Name("lead")
	drawTenure     = sim.Name("tenure")
	drawOffer      = sim.Name("offer")
	drawMobilise   = sim.Name("mobilise")
	drawAside      = sim.Name("aside")
	drawLies       = sim.Name("lies")
	drawRemind     = sim.Name("remind")
	drawHeed       = sim.Name("heed")
	drawKeep       = sim.Name("keep")
	drawConnect    = sim.Name("connect")
	drawFollow     = sim.Name("follow")
	drawWithhold   = sim.Name("withhold")
)

// randomBits gives the random bits of a decision about key.
func (w *World) randomBits(decision, key sim.ID) uint64 { return sim.Uniform(w.seed, decision, key) }

// drawYes answers a propensity: the same uniform for the whole run, so asking again
// changes the answer only where p has changed.
func (w *World) drawYes(decision, key sim.ID, p sim.PPM) bool {
	return sim.Chance(w.randomBits(decision, key), p)
}

// drawWeighted draws an index by weight; -1 if all are zero.
func drawWeighted(u uint64, weights []int64) int {
	total := int64(0)
	for _, x := range weights {
		total += x
	}
	if total <= 0 {
		return -1
	}
	at := drawBelow(u, total)
	for i, x := range weights {
		if at < x {
			return i
		}
		at -= x
	}
	return len(weights) - 1
}

// drawBelow gives a number in [0, n) from random bits, monotone in them; 0 for
// n <= 0.
func drawBelow(u uint64, n int64) int64 {
	if n <= 0 {
		return 0
	}
	hi, _ := bits.Mul64(u, uint64(n))
	return int64(hi)
}

// itemStorylineKey is the storyline of an item's lowest fact, as lineage.
func (w *World) itemStorylineKey(i ItemID) sim.ID {
	if i == 0 {
		return 0
	}
	f := w.factsOf(i)[0].Fact
	return w.spec.Names.ID(w.spec.Storylines[w.spec.Facts[f].Storyline].Ref)
}

// matterKey is the storyline that a message's willingness is about: that of
// the item's lowest fact, else the message's own.
func (w *World) matterKey(tr *transit) sim.ID {
	if tr.Item != 0 {
		return w.itemStorylineKey(tr.Item)
	}
	if tr.Story != model.None {
		return w.spec.Names.ID(w.spec.Storylines[tr.Story].Ref)
	}
	return 0
}
