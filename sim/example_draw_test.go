package sim_test

import (
	"errors"
	"fmt"
	"slices"

	"entente/sim"
)

// Two runs of the same seed ask the same questions. What differs between them is only what
// was changed: here a service that takes half as long, for every customer alike.
func ExampleUniform() {
	before, _ := sim.LogNormal(20*sim.Minute, sim.Hour)
	after, _ := sim.LogNormal(10*sim.Minute, 30*sim.Minute)
	const seed = 1
	service, customer := sim.Name("service"), sim.Name("customer")
	for n := range uint64(3) {
		u := sim.Uniform(seed, service, customer.Nth(n))
		fmt.Println(before.Draw(u), after.Draw(u))
	}
	// Output:
	// 21m5s724ms 10m32s862ms
	// 36m22s237ms 18m11s118ms
	// 18m50s84ms 9m25s42ms
}

// A thing has its identity from whom it is of, and which one of its kind: the second
// reminder of a request keeps its draws whatever else the run comes to hold.
func ExampleID_Child() {
	request := sim.Name("arvonia").Child(sim.Name("request")).Nth(7)
	reminder := request.Child(sim.Name("reminder"))
	fmt.Println("each its own:", reminder.Nth(1) != reminder.Nth(2))
	here, there := sim.Name("arvonia"), sim.Name("belmora")
	fmt.Println("from one to the other is not back:", here.Child(there) != there.Child(here))
	// Output:
	// each its own: true
	// from one to the other is not back: true
}

// Many draws of one decision are made together.
func ExampleDist_DrawAll() {
	gap, err := sim.Exponential(10 * sim.Minute)
	if err != nil {
		fmt.Println(err)
		return
	}
	arrival, customer := sim.NewDecision(1, sim.Name("arrival")), sim.Name("customer")
	var u [4]uint64
	for n := range u {
		u[n] = arrival.About(customer.Nth(uint64(n)))
	}
	var gaps [4]sim.Time
	gap.DrawAll(gaps[:], u[:])
	at := sim.Time(0)
	for _, g := range gaps {
		at += g
		fmt.Println(at.Elapsed())
	}
	// Output:
	// T+4m21s616ms
	// T+12m50s232ms
	// T+21m40s377ms
	// T+27m41s558ms
}

// Parameters that make no distribution are an error that says which, and what was wanted.
func ExampleLogNormal() {
	_, err := sim.LogNormal(sim.Hour, sim.Minute)
	fmt.Println(err)
	d, _ := sim.LogNormal(sim.Hour, 3*sim.Hour)
	fmt.Println("half of them within", d.Draw(1<<63))
	fmt.Println("the mean is", d.Mean())
	fmt.Println("at most", d.Capped(2*sim.Hour).Draw(^uint64(0)))
	// Output:
	// lognormal: want 0 <= median <= p95, not 1h and 1m
	// half of them within 1h
	// the mean is 1h14m59s405ms
	// at most 2h
}

// What was measured is drawn as it was measured.
func ExampleEmpirical() {
	d, err := sim.Empirical([]sim.Time{5 * sim.Minute, 20 * sim.Minute, 2 * sim.Hour}, []int64{6, 3, 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	for tenth := range uint64(10) {
		fmt.Print(d.Draw(tenth*(1<<64/10)+1<<60), " ")
	}
	fmt.Println()
	// Output: 5m 5m 5m 5m 5m 5m 20m 20m 20m 2h
}

// Replications differ by their seeds only, and the first is the run itself.
func ExampleReplication() {
	service, _ := sim.LogNormal(20*sim.Minute, sim.Hour)
	var takes []sim.Time
	for r := range uint64(100) {
		takes = append(takes, service.Draw(sim.Uniform(sim.Replication(7, r), sim.Name("service"), sim.Name("customer"))))
	}
	fmt.Println("the run itself:", takes[0])
	slices.Sort(takes)
	for _, q := range []sim.PPM{5 * sim.Percent, 50 * sim.Percent, 95 * sim.Percent} {
		fmt.Println(q, takes[sim.QuantileIndex(len(takes), q)])
	}
	// Output:
	// the run itself: 22m16s254ms
	// 0.05 7m10s655ms
	// 0.5 20m4s301ms
	// 0.95 51m21s870ms
}

// Millionths are exact where floating point is not, and round a half up.
func ExamplePPM() {
	trust, tension := 70*sim.Percent, 15*sim.Percent
	fmt.Println(trust+tension, trust.Times(tension), trust.Scale(sim.Hour))
	fmt.Println(sim.Logistic(0), sim.Logistic(sim.One), sim.RemainingShare(sim.Day, 12*sim.Hour))
	// Output:
	// 0.85 0.105 42m
	// 0.5 0.731059 0.25
}

// Events that schedule each other for the same instant without end are an error, which
// names who was busy.
func ExampleLivelockError() {
	k := sim.NewKernel(0)
	k.Schedule(sim.Hour, sim.PhaseDecide, 3, 5, 0, 0)
	err := k.Run(sim.Day, func(e sim.Event) {
		k.Schedule(k.Now(), sim.PhaseDecide, e.Actor(), e.Kind, 0, 0)
	})
	var livelock *sim.LivelockError
	fmt.Println(errors.As(err, &livelock), livelock.At.Elapsed(), livelock.Busy)
	// Output: true T+1h [{5 3 8}]
}

// A run goes on in pieces, and between them its caller may look at the world and schedule.
func ExampleKernel_Run() {
	k := sim.NewKernel(0)
	for n := range sim.Time(5) {
		k.Schedule(n*sim.Hour, sim.PhaseWorld, 0, 0, 0, 0)
	}
	for noon := 2 * sim.Hour; noon <= 4*sim.Hour; noon += 2 * sim.Hour {
		if err := k.Run(noon, func(sim.Event) {}); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(k.Now().Elapsed(), "executed", k.Executed(), "to come", k.Pending())
	}
	// Output:
	// T+2h executed 3 to come 2
	// T+4h executed 5 to come 0
}

// What a run did has a fingerprint, so that a change that should change nothing can be
// seen to.
func ExampleKernel_Trace() {
	run := func(actor sim.Actor) uint64 {
		k := sim.NewKernel(0)
		k.Trace(true)
		k.Schedule(sim.Hour, sim.PhaseWorld, actor, 0, 0, 0)
		_ = k.Run(sim.Day, func(sim.Event) {})
		return k.TraceHash()
	}
	before, after := run(1), run(1)
	fmt.Println(before == after, before == run(2))
	// Output: true false
}
