//go:build !js

package main

import (
	"bytes"
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/render/view"
	"entente/replay"
	"entente/scenarios"
)

// firstScenario is what somebody sees who starts without a file.
const firstScenario = "deportation-notice-2015"

// library plays a scenario of the library and shows it, with the tour.
func (q *question) library(a *app, d *desktop) error {
	if q.compare != "" {
		return &inputError{fmt.Errorf("--compare holds %s against a FILE: name it first", q.compare)}
	}
	b, err := played(cmp.Or(q.run, firstScenario))
	if err != nil {
		return &inputError{err}
	}
	run, err := a.open(source{ReaderAt: bytes.NewReader(b), size: int64(len(b))})
	if err != nil {
		return err
	}
	s, err := q.asked().state(run)
	if err != nil {
		return &inputError{plainly(err)}
	}
	if s == view.New() {
		s.Tour = 1
	}
	a.show(run, nil, s)
	return nil
}

// played plays a scenario of the library into a replay.
func played(name string) ([]byte, error) {
	sc, err := scenarios.Load(name, scenarios.Options{})
	if err != nil {
		return nil, err
	}
	var sources []replay.Attachment
	for _, s := range sc.Sources {
		sources = append(sources, replay.Attachment{Name: s.Name, MediaType: "application/yaml", Data: s.Data})
	}
	var out bytes.Buffer
	w, err := replay.Create(&out, replay.Meta{Engine: agents.Version, Scenario: sc.Spec.Name, Seed: 1}, sc.Static, &sc.Spec.Names, sources)
	if err != nil {
		return nil, err
	}
	world := agents.New(sc.Spec, 1, w)
	if err := world.RunUntil(sc.Spec.End); err != nil {
		return nil, err
	}
	w.CountEvents(world.Events())
	if err := w.Close(world.Digest(), world.Count()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// completeScenario offers the library's names.
func completeScenario(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, entry := range scenarios.Library() {
		names = append(names, entry.Name+"\t"+entry.Title)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
