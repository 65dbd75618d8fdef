// Command entente runs scenarios of how nations cooperate in a
// counterterrorism crisis, headless, and reads the replay files it writes.
//
// Data goes to stdout and talk to stderr. The exit code says what happened: see
// the constants in exit.go. Everything that comes from the machine, such as
// arguments, environment, files and terminal, comes in through one edge, so
// that all of it can be run inside a test.
package main

import "os"

func main() { os.Exit(run(here())) }
