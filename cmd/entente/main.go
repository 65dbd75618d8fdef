// Command entente runs scenarios of how nations cooperate in a
// counterterrorism crisis, headless, and reads the replay files it writes.
//
// Results go to stdout and messages to stderr. The exit code says what happened: see the
// constants in exit.go. Everything that comes from the machine, such as arguments,
// environment, files and terminal, comes in through one type (edge.go), so that a test
// can run every command inside itself.
package main

import (
	"os"
	"os/signal"
)

func main() { begin(processEdge()) }

// begin runs the program until it ends or is told to.
func begin(e edge) {
	if list := endings(); len(list) > 0 { // of none, Notify would make all
		told := make(chan os.Signal, 1)
		signal.Notify(told, list...)
		go e.endWhenTold(told, os.Exit)
	}
	os.Exit(run(e))
}
