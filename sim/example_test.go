package sim_test

import (
	"fmt"

	"entente/sim"
)

// The kinds of events of the examples.
const (
	customerArrives sim.Kind = iota
	customerServed
	counterCloses
)

// A counter serves one customer after the other until it closes. The world is
// a few numbers; the kernel holds the rest.
func Example() {
	service, err := sim.LogNormal(4*sim.Minute, 10*sim.Minute)
	if err != nil {
		fmt.Println(err)
		return
	}
	const seed, counter = 1, sim.Actor(0)
	decision := sim.Name("service")
	waiting, busy, served := []sim.ID{}, false, 0

	k := sim.NewKernel(0)
	for n := range sim.Time(3) {
		k.Schedule(n*sim.Minute, sim.PhaseWorld, counter, customerArrives, uint32(n), 0)
	}
	k.Close(10*sim.Minute, counter, counterCloses, 0, 0)

	start := func() {
		if busy || len(waiting) == 0 {
			return
		}
		customer := waiting[0]
		waiting, busy = waiting[1:], true
		takes := service.Draw(sim.Uniform(seed, decision, customer))
		k.Schedule(k.Now()+takes, sim.PhaseComplete, counter, customerServed, 0, 0)
	}
	err = k.Run(sim.Hour, func(e sim.Event) {
		switch e.Kind {
		case customerArrives:
			waiting = append(waiting, sim.Name("customer").Nth(uint64(e.Arg)))
			start()
		case customerServed:
			served++
			busy = false
			start()
		case counterCloses:
			fmt.Println("served by closing time:", served, "- still waiting:", len(waiting))
			k.Stop()
		}
	})
	fmt.Println("at", k.Now().Elapsed(), "-", "error", err)
	// Output:
	// served by closing time: 1 - still waiting: 1
	// at T+10m - error <nil>
}

// Events of one instant: actor 2 hears of actor 1's decision in the next round,
// and the deadline at this instant sees both.
func ExampleKernel_Close() {
	k := sim.NewKernel(0)
	k.Close(sim.Second, 0, 9, 0, 0)
	k.Schedule(sim.Second, sim.PhaseDecide, 2, 1, 0, 0)
	_ = k.Run(sim.Minute, func(e sim.Event) {
		fmt.Println("at", e.At.Elapsed(), "round", e.Round(), "actor", e.Actor(), "kind", e.Kind)
		if e.Kind == 1 {
			k.Schedule(k.Now(), sim.PhaseDecide, 1, 2, 0, 0)
		}
	})
	// Output:
	// at T+1s round 0 actor 2 kind 1
	// at T+1s round 1 actor 1 kind 2
	// at T+1s round 255 actor 0 kind 9
}

func ExampleKernel_Timer() {
	k := sim.NewKernel(0)
	reminder := k.Timer(sim.Hour, sim.PhaseComplete, 0, 1, 0, 0)
	fmt.Println(k.Cancel(reminder), k.Cancel(reminder), k.Pending())
	// Output: true false 0
}

// A fork goes on by itself: what would have happened otherwise.
func ExampleKernel_Fork() {
	k := sim.NewKernel(0)
	k.Schedule(sim.Hour, sim.PhaseWorld, 0, 0, 0, 0)
	otherwise := k.Fork()
	otherwise.Schedule(2*sim.Hour, sim.PhaseWorld, 0, 0, 0, 0)
	none := func(sim.Event) {}
	fmt.Println(k.Run(sim.Day, none), k.Executed())
	fmt.Println(otherwise.Run(sim.Day, none), otherwise.Executed())
	// Output:
	// <nil> 1
	// <nil> 2
}

// A saved run resumes where it was.
func ExampleRestoreKernel() {
	k := sim.NewKernel(0)
	k.Trace(true)
	for n := range sim.Time(10) {
		k.Schedule(n*sim.Minute, sim.PhaseWorld, 0, 0, 0, 0)
	}
	none := func(sim.Event) {}
	_ = k.Run(4*sim.Minute, none)
	saved := k.AppendState(nil)
	_ = k.Run(sim.Hour, none)

	resumed, _, err := sim.RestoreKernel(saved)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("resumed at", resumed.Now().Elapsed(), "with", resumed.Pending(), "to come")
	_ = resumed.Run(sim.Hour, none)
	fmt.Println("the same run:", resumed.TraceHash() == k.TraceHash())
	// Output:
	// resumed at T+4m with 5 to come
	// the same run: true
}

// The answer to a question changes only if its probability does, and then only
// in the direction in which that moved.
func ExampleChance() {
	u := sim.Uniform(1, sim.Name("willing"), sim.Name("arvonia").Child(sim.Name("belmora")))
	for p := sim.PPM(0); p <= sim.One; p += sim.One / 4 {
		fmt.Print(sim.Chance(u, p), " ")
	}
	fmt.Println()
	// Output: false true true true true
}
