package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// CONVERT: at each intake on the way. Another format is re-keyed, a language
// that the two do not share is translated; each fact survives by chance, and
// what does not is garbled. The cursor counts the two.

const (
	rekeyed = 1 << iota
	rekeyJudged
	translated
	translateJudged
)

func (w steps) convertStep(t TransitID) verdict {
	tr := w.Transit[t]
	ch := &w.spec.Channels[tr.Channel]
	here, before := &w.spec.Agencies[tr.Node], &w.spec.Agencies[w.routes.legStart(&tr)]
	if ch.Format != here.Format && tr.Cursor&rekeyed == 0 {
		w.transits.setCursor(t, tr.Cursor|rekeyed)
		return w.workVerdict(tr.Node, model.Rekeying, model.None, &tr, true, ch.Ref)
	}
	if tr.Cursor&(rekeyed|rekeyJudged) == rekeyed {
		keep := w.spec.Model.KeepStructured
		if ch.Format == 0 {
			keep = w.spec.Model.KeepFree
		}
		w.drawSurvivors(t, model.Rekeying, w.valuePPM(keep), 0xff)
		w.transits.setCursor(t, w.Transit[t].Cursor|rekeyJudged)
		tr = w.Transit[t]
	}
	if here.Languages&before.Languages == 0 && tr.Cursor&translated == 0 {
		w.transits.setCursor(t, tr.Cursor|translated)
		return w.workVerdict(tr.Node, model.Translating, model.None, &tr, true, here.Ref)
	}
	if tr.Cursor&(translated|translateJudged) == translated {
		w.drawSurvivors(t, model.Translating, w.valuePPM(w.spec.Model.KeepNames), 1<<journal.IDENTITY)
		w.transits.setCursor(t, w.Transit[t].Cursor|translateJudged)
	}
	return verdict{do: doPass}
}

// drawSurvivors draws, for each fact of the given kinds, whether a conversion keeps
// it; normalised ones always survive transliteration.
func (w steps) drawSurvivors(t TransitID, task model.Task, keep sim.PPM, kinds uint8) {
	tr := w.Transit[t]
	if tr.Item == 0 {
		return
	}
	key := tr.Stream.Child(sim.Name("survive")).Nth(uint64(task)).Nth(uint64(tr.Leg))
	how, reason := garbled, journal.GarbledInConversion
	if task == model.Translating {
		how, reason = mistranslated, journal.GarbledInTranslation
	}
	w.items.removeFacts(tr.Item, how, func(c *carried) bool {
		f := &w.spec.Facts[c.Fact]
		if kinds>>f.Kind&1 == 0 || (task == model.Translating && f.Normalised) {
			return false
		}
		return !w.drawYes(drawSurvive, key.Child(f.ID), keep)
	})
	w.transits.recordShedFacts(t, journal.Convert, reason, w.spec.Agencies[tr.Node].Ref)
}

// RELAY: on the way, a job at the agency that passes the message on.

func (w steps) relayStep(t TransitID) verdict {
	tr := w.Transit[t]
	if tr.Node == tr.To {
		return verdict{do: doPass}
	}
	if tr.Cursor == 0 {
		w.transits.setCursor(t, 1)
		return w.workVerdict(tr.Node, model.Relaying, model.None, &tr, true, 0)
	}
	if n := &w.spec.Nations[w.spec.Agencies[tr.Node].Nation]; len(n.Review) > 0 && n.Review.Eval(w.transits.fillLawFrame(t)) {
		return verdict{do: doEnd, outcome: journal.Refused, reason: journal.BodyRefused, object: n.Ref}
	}
	w.transits.forwardNextLeg(t)
	return verdict{do: doPass}
}

// READ: the reader's job at the intake.

func (w steps) readStep(t TransitID) verdict {
	tr := w.Transit[t]
	if tr.Cursor == 1 {
		return verdict{do: doPass}
	}
	w.transits.setCursor(t, 1)
	return w.workVerdict(tr.To, model.ReadingJob, model.None, &tr, true, 0)
}
