// Command validate runs the documented cases many times over and writes one
// page: where each documented interval stands among the simulated ones, and
// whether the remedies that were said to matter do.
//
//	go run ./cmd/validate -o validation.md
//
// It judges the model, not the code: no row has to pass.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"entente/agents"
)

func main() {
	reps := flag.Int("reps", 1000, "replications of each case; a remedy is run for at most 300 of them")
	seed := flag.Uint64("seed", 1, "seed of the first replication")
	file := flag.String("o", "", "file to write; the page goes to standard output if empty")
	flag.Parse()
	if err := validate(*file, *seed, *reps); err != nil {
		fmt.Fprintln(os.Stderr, "validate:", err)
		os.Exit(1)
	}
}

func validate(file string, seed uint64, reps int) error {
	if reps < 1 {
		return fmt.Errorf("-reps is %d; it takes at least 1", reps)
	}
	done, err := all(cases, seed, reps)
	if err != nil {
		return err
	}
	var out io.Writer = os.Stdout
	if file != "" {
		f, err := os.Create(file)
		if err != nil {
			return err
		}
		defer f.Close()
		out = f
	}
	page(out, done, seed, reps, agents.Version)
	return nil
}

// all measures every case in order.
func all(of []validation, seed uint64, reps int) ([]*outcome, error) {
	var done []*outcome
	for i := range of {
		o, err := measure(&of[i], seed, reps)
		if err != nil {
			return nil, err
		}
		done = append(done, o)
	}
	return done, nil
}
