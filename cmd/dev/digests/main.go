// Command digests plays scenarios of the library and prints the digest of each run and
// how many events it had:
//
//	go run ./cmd/dev/digests three-nations:1 two-nations:7
//
// It is the engine and nothing around it. So the determinism matrix can compile it for
// any processor in a fifth of the time that the whole command takes, and play the library
// in one process, since an emulator is slowest at starting one.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"entente/agents"
	"entente/scenarios"
)

func main() {
	for _, run := range os.Args[1:] {
		line, err := digestOf(run)
		if err != nil {
			fmt.Fprintf(os.Stderr, "digests: %s: %v\n", run, err)
			os.Exit(1)
		}
		fmt.Println(line)
	}
}

// digestOf plays SCENARIO:SEED to its end.
func digestOf(run string) (string, error) {
	name, seed, _ := strings.Cut(run, ":")
	n, err := strconv.ParseUint(seed, 10, 64)
	if err != nil {
		return "", fmt.Errorf("say SCENARIO:SEED, such as three-nations:1: %w", err)
	}
	s, err := scenarios.Load(name, scenarios.Options{})
	if err != nil {
		return "", err
	}
	w := agents.New(s.Spec, n)
	if err := w.Run(); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %s %d", run, w.Digest(), w.Events()), nil
}
