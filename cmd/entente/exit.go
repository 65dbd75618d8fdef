package main

import (
	"errors"

	"entente/scenarios/reference"
)

// The exit codes are a contract.
const (
	done       = 0
	failed     = 1 // while running
	wrongInput = 2 // every problem is listed
	unmet      = 3 // the run did not meet what --check asks, or some of many runs failed
	unverified = 4 // a replay does not verify, or a file of a sweep was changed

	stopped = 75 // told to end: what is done is kept, and the same again goes on
)

// exitCodes tell the codes to the manual.
var exitCodes = []reference.ExitCode{
	{Code: done, Says: "Done."},
	{Code: failed, Says: "It failed while running, or was interrupted."},
	{Code: wrongInput, Says: "The input is wrong; every problem is listed."},
	{Code: unmet, Says: "A deadline that came due was not met, and --check asked; a sweep lacks runs, or some of many runs failed."},
	{Code: unverified, Says: "A replay file is damaged or does not verify; a table of a sweep was changed."},
	{Code: stopped, Says: "It was told to end: what is done is kept, and the same again goes on."},
}

// exit is an error that knows its exit code.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string { return e.err.Error() }
func (e *exit) Unwrap() error { return e.err }

// wrong marks err as a fault of the input.
func wrong(err error) error { return withCode(wrongInput, err) }

func withCode(code int, err error) error {
	if err == nil {
		return nil
	}
	return &exit{code, err}
}

// codeOf is the exit code that an error stands for.
func codeOf(err error) int {
	var e *exit
	switch {
	case err == nil:
		return done
	case errors.As(err, &e):
		return e.code
	}
	return failed
}
