package main

import "github.com/spf13/pflag"

// seedFlag gives a command that runs scenarios the flag --seed.
func seedFlag(f *pflag.FlagSet, to *uint64) {
	f.Uint64Var(to, "seed", 1, "the `SEED` of every draw, a whole number")
}

// editFlags gives a command that reads one scenario the flags --set and --patch, which
// change it before it is compiled.
func editFlags(f *pflag.FlagSet, sets, patches *[]string) {
	f.StringArrayVar(sets, "set", nil, "set `PATH=VALUE` of the scenario; may be repeated")
	f.StringArrayVar(patches, "patch", nil, "apply a patch: a YAML `FILE`, or SCENARIO/NAME of the library; may be repeated")
}
