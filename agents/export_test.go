package agents

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// StateBytes is how much memory the columns of a run take.
func (w *World) StateBytes() int {
	sum := 0
	for v, i := reflect.ValueOf(&w.State).Elem(), 0; i < v.NumField(); i++ {
		sum += v.Field(i).Len() * int(v.Field(i).Type().Elem().Size())
	}
	return sum
}

// Describe runs a world and gives every happening as a livelock would name it.
func (w *World) Describe(seen map[string]bool) []string {
	mine := map[string]bool{}
	err := w.k.Run(w.spec.End, func(e sim.Event) {
		w.turns = w.turns[:0]
		w.noteLateRound(e)
		mine[w.turns[0].What] = true
		handle[e.Kind](w, e)
	})
	if err != nil || w.err != nil {
		panic(fmt.Sprint(err, w.err))
	}
	maps.Copy(seen, mine)
	return slices.Sorted(maps.Keys(mine))
}

// Undescribed names a kind of event that a livelock could not name.
func Undescribed() error {
	for k := range described {
		if described[k].what == "" || described[k].of == nil {
			return fmt.Errorf("kind %d has no words", k)
		}
	}
	return nil
}

// Busy is the number of servers at work on a desk, for tests.
func (w *World) Busy(d model.DeskID) int { return int(w.Desk[d].Busy) }

// Tired is the factor of a desk's fatigue now.
func (w *World) Tired(d model.DeskID) sim.PPM { return w.queues.fatigueFactor(d) }

// WaitsInVain names what waits at a desk, for a channel, in a ledger or in a seat
// although nothing keeps it from going on now. It looks at the rules of the model,
// not at what the world did about them.
func (w *World) WaitsInVain() []string {
	var found []string
	say := func(format string, a ...any) { found = append(found, fmt.Sprintf(format, a...)) }
	for d := range w.Desk {
		x, sp := &w.Desk[d], &w.spec.Desks[d]
		name, servers := w.spec.Names.Text(sp.Ref), w.value(sp.Servers)
		if x.Queued != 0 && int64(x.Busy) < servers && sp.Calendar.Open(w.k.Now()) {
			say("%s: %d of %d servers busy, and jobs wait", name, x.Busy, servers)
		}
		if limit := w.value(sp.BacklogMax) * servers; limit > 0 && int64(x.Queued) > limit {
			say("%s: %d jobs wait, %d may", name, x.Queued, limit)
		}
		for j := x.Waiting; j != 0; j = w.Job[j].Next {
			y := &w.Job[j]
			if y.Then == thenTransit && y.Prec != w.jobs.receivedPrecedence(TransitID(y.Owner), sp.Agency) {
				say("%s: a message waits as %v", name, y.Prec)
			}
			if next := y.Next; next != 0 && w.Job[next].Prec > y.Prec {
				say("%s: what is more urgent waits behind", name)
			}
		}
	}
	for c := range w.Channel {
		x, sp := &w.Channel[c], &w.spec.Channels[c]
		slots := w.value(sp.Slots)
		if x.Waiting != 0 && (slots == 0 || int64(x.Busy) < slots) {
			say("%s: %d of %d slots taken, and messages wait", w.spec.Names.Text(sp.Ref), x.Busy, slots)
		}
		for t := x.Waiting; t != 0; t = w.Hold[t].Next {
			i, j := w.spec.Agencies[w.Transit[t].From].Nation, w.spec.Agencies[w.Transit[t].To].Nation
			if !sp.SurvivesTension && w.relations.tensionWith(i, j) >= w.valuePPM(sp.ClosesAt) {
				say("%s: a message waits for a channel that tension has closed", w.spec.Names.Text(sp.Ref))
			}
		}
	}
	for h := 1; h < len(w.Holding); h++ {
		if x := &w.Holding[h]; x.Known != sim.Never && x.Credited == sim.Never && w.holdings.credence(HoldingID(h)) >= w.valuePPM(w.spec.Agencies[w.Holding[h].Agency].CreditAt) {
			say("%s does not credit %s", w.spec.Names.Text(w.spec.Agencies[x.Agency].Ref), w.spec.Names.Text(w.spec.Facts[x.Fact].Ref))
		}
	}
	for i := 1; i < len(w.Action); i++ {
		if w.actionWaits(ActID(i)) {
			say("%s waits", w.spec.Names.Text(w.spec.Actions[w.Action[i].ID].Ref))
		}
	}
	for t := 1; t < len(w.Transit); t++ {
		if w.Hold[t].State != isParked {
			continue
		}
		tr := &w.Transit[t]
		p, _ := w.steps.willingnessOf(TransitID(t), w.spec.Agencies[tr.From].Nation, w.spec.Agencies[tr.To].Nation)
		if w.drawYes(drawWilling, w.spec.AttitudeKey(tr.From, tr.To).Child(w.matterKey(tr)), p) {
			say("a message of %s is parked", w.spec.Names.Text(w.spec.Agencies[tr.From].Ref))
		}
	}
	for t := 1; t < len(w.Transit); t++ {
		if tr := &w.Transit[t]; w.Hold[t].State == isHeld && w.Hold[t].Step == journal.Route && tr.Leg == 0 {
			best := journal.Ref(0)
			w.routes.eachRoute(tr.From, tr.To, func(_ int, r *model.Route) bool {
				if w.routes.canCarry(tr.From, r, w.items.classOf(tr.Item)) {
					best = w.spec.Channels[r.Legs[0].Channel].Ref
				}
				return best == 0
			})
			if best != w.Hold[t].Object {
				say("a message waits for %s and could go by %q", w.spec.Names.Text(w.Hold[t].Object), w.spec.Names.Text(best))
			}
		}
	}
	for i := 1; i < len(w.Ballot); i++ {
		b := &w.Ballot[i]
		if x := &w.Proposal[b.Proposal]; b.Held && !x.Over && w.drawYes(drawVote, x.ID.Child(w.spec.Names.ID(w.spec.Nations[b.Member].Ref)), w.bodies.voteChance(b)) {
			say("%s objects", w.spec.Names.Text(w.spec.Nations[b.Member].Ref))
		}
	}
	return found
}

// actionWaits says whether an action has all that it needs at home and is not taken.
func (w *World) actionWaits(i ActID) bool {
	x := &w.Action[i]
	id, s := x.ID, x.Story
	sp := &w.spec.Actions[id]
	if x.Granted.Num == 0 || x.Denied || x.Active || x.Over || w.awarenessOf(sp.Agency, s).Grade < sp.Needs || !sp.Window.Open(w.k.Now()) {
		return false
	}
	busy := int64(0)
	for other := range w.Action {
		busy += sim.Bit(w.Action[other].ID == id && w.Action[other].Active)
	}
	host, usable := w.actions.mayActOn(sp, s)
	teams := w.value(sp.Teams)
	return usable && host == model.None && (teams == 0 || busy < teams)
}

// KeepOnstage lets every desk go by the calendar from now on, always.
func (w *World) KeepOnstage() {
	w.onstage = true
	for d := range w.Offstage {
		w.backstage.enterStage(model.DeskID(d))
	}
}

// AwaitedTurns is at how many desks that go on by themselves a job of the story waits.
func (w *World) AwaitedTurns() (n int) {
	for d := range w.Desk {
		if w.Offstage[d].Away && w.Desk[d].Ours != 0 {
			n++
		}
	}
	return n
}

// AwaitedTogether is at how many desks that go on by themselves several jobs of the story wait,
// and at how many one does while they are closed.
func (w *World) AwaitedTogether() (several, closed int) {
	for d := range w.Desk {
		if w.Offstage[d].Away && w.Desk[d].Ours != 0 {
			several += int(sim.Bit(w.Desk[d].Ours > 1))
			closed += int(sim.Bit(!w.spec.Desks[d].Calendar.Open(w.k.Now())))
		}
	}
	return several, closed
}

// OnCalendar is how many events the calendar has executed.
func (w *World) OnCalendar() uint64 { return w.k.Executed() }

// Lookahead is how much other business is drawn at a time.
const Lookahead = lookahead

// LookEverywhere asks how things stand at every desk, before what is being executed.
func (w *World) LookEverywhere() {
	for d := range w.Offstage {
		w.backstage.catchUp(model.DeskID(d))
	}
}

// DrawOthers draws all other business of a run, and does nothing with it.
func (w *World) DrawOthers() {
	for d := range w.Offstage {
		if w.spec.Desks[d].Loaded {
			w.backstage.drawToEnd(model.DeskID(d))
		}
	}
}

func (w backstage) drawToEnd(d model.DeskID) {
	x := &w.Business[d]
	for x.At[lookahead-1] != sim.Never {
		x.Came += lookahead
		x.Next, x.Undone = lookahead, [2]uint64{}
		w.arrivals.drawArrivals(d, x.At[lookahead-1])
	}
}

// StraySpans names the stretches of time that nothing has, or that two have.
func (w *World) StraySpans() (stray []string) {
	owners := make([]int, len(w.Span))
	follow := func(head SpanID) {
		for i := head; i != 0; i = w.Span[i].Next {
			owners[i]++
		}
	}
	follow(w.Span[0].Next)
	for t := range w.Transit {
		follow(w.Transit[t].Path.Head)
	}
	for t := range w.Hold {
		follow(w.Hold[t].Pending.Head)
	}
	for i, n := range owners {
		if i > 0 && n != 1 {
			stray = append(stray, fmt.Sprintf("%d has %d owners: %+v", i, n, w.Span[i]))
		}
	}
	return stray
}
