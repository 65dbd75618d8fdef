// Command validate runs the documented cases many times over and writes one
// page: where each documented interval stands among the simulated ones, and
// whether the remedies that were said to matter do.
//
//	go run ./cmd/validate -o validation.md
//
// It judges the model, not the code: no row has to pass.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"entente/agents"
	"entente/sim/files"
)

func main() {
	reps := flag.Int("reps", 1000, "replications of each case; a remedy is run for at most 300 of them")
	seed := flag.Uint64("seed", 1, "seed of the first replication")
	file := flag.String("o", "", "file to write; the page goes to standard output if empty")
	force := flag.Bool("force", false, "replace a page that is there already")
	flag.Parse()
	if err := validate(*file, *force, *seed, *reps); err != nil {
		fmt.Fprintln(os.Stderr, "validate:", err)
		os.Exit(1)
	}
}

func validate(file string, force bool, seed uint64, reps int) error {
	if reps < 1 {
		return fmt.Errorf("-reps is %d; it takes at least 1", reps)
	}
	var draft *files.Draft
	if file != "" {
		var err error
		if draft, err = begin(file, force); err != nil {
			return err
		}
		defer draft.Close()
	}
	done, err := all(cases, seed, reps)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	page(&text, done, seed, reps, agents.Version)
	if draft == nil {
		_, err := os.Stdout.Write(text.Bytes())
		return err
	}
	if _, err := draft.Parts[0].Write(text.Bytes()); err != nil {
		return err
	}
	return draft.Commit()
}

// begin opens the page to write, and takes it away again if the program is told to
// end before it is whole.
func begin(file string, force bool) (*files.Draft, error) {
	store := files.NewStore(files.Disk{})
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-told
		err := store.Abandon()
		fmt.Fprintln(os.Stderr, errors.Join(errors.New("validate: interrupted; no page was written"), err))
		os.Exit(1)
	}()
	return store.Begin(files.Plan{Targets: []files.Target{{Name: file, Kind: pageKind}}, Force: force, Early: true})
}

// pageKind tells a page of this program by its title.
var pageKind = files.Kind{Noun: "a page of validations", Is: func(r io.ReaderAt, n int64) bool {
	head := make([]byte, min(n, int64(len(title))))
	_, err := r.ReadAt(head, 0)
	return (err == nil || errors.Is(err, io.EOF)) && string(head) == title
}}

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
