//go:build !js

package main

import (
	"bytes"
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"entente/agents"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/viewer"
	"entente/replay"
	"entente/scenarios"
)

// firstScenario is what somebody sees who starts without a file.
const firstScenario = "deportation-notice-2015"

// library plays a scenario of the library and shows it, with the tour.
func (q *openFlags) library(a *app, d *desktop) error {
	if q.compare != "" {
		return &inputError{fmt.Errorf("--compare holds %s against a FILE: name it first", q.compare)}
	}
	begin := q.asked()
	if q.at+q.as+q.choose+q.link == "" {
		begin.part = append(begin.part, "tour", "1")
	}
	if err := d.play(a, cmp.Or(q.run, firstScenario), begin); err != nil {
		return &inputError{plainly(err)}
	}
	return nil
}

// play plays a scenario of the library and shows it.
func (d *desktop) play(a *app, scenario string, begin *asked) error {
	b, err := played(scenario, 1)
	if err != nil {
		return fmt.Errorf("scenario: %w", err)
	}
	d.replay = ""
	return a.openAt(source{ReaderAt: bytes.NewReader(b), size: int64(len(b))}, nil, begin)
}

// Play shows a scenario of the library.
func (d *desktop) Play(a *app, scenario, link string) error {
	return d.play(a, scenario, &asked{link: link})
}

// shelf are the scenarios that somebody is offered who has no file.
var shelf = []string{"deportation-notice-2015", "two-nations", "last-mile-2019", "three-nations", "silence-broken", "twelve-nations"}

// cardStep is how many records of a run for a card are read at a time.
const cardStep = 512

// libraryCards are the scenarios of the shelf. Their pictures are drawn of runs, which are
// played one after the other while the window is up.
func (d *desktop) libraryCards(a *app, g *viewer.Gate) {
	for _, name := range shelf {
		for _, e := range scenarios.Library() {
			if e.Name == name {
				g.Cards = append(g.Cards, panel.Card{Name: e.Name, Title: e.Title, Line: e.Says})
			}
		}
	}
	go func() {
		for i := range g.Cards {
			b, err := played(g.Cards[i].Name, 1)
			if err != nil {
				continue
			}
			f, trouble := review.Enter("", bytes.NewReader(b), int64(len(b)), 0)
			if trouble != nil {
				continue
			}
			if run, err := a.prepareRun(f); err == nil {
				for done := false; err == nil && !done; {
					done, err = run.Load(cardStep)
				}
				a.runBetweenTicks(func() { g.Cards[i].Run = run; a.shown.Say("") }) // nothing said is a frame all the same
			}
		}
	}()
}

// played plays a scenario of the library with a seed into a replay.
func played(name string, seed uint64) ([]byte, error) {
	sc, err := scenarios.Load(name, scenarios.Options{})
	if err != nil {
		return nil, err
	}
	var sources []replay.Attachment
	for _, s := range sc.Sources {
		sources = append(sources, replay.Attachment{Name: s.Name, MediaType: "application/yaml", Data: s.Data})
	}
	var out bytes.Buffer
	w, err := replay.Create(&out, replay.Meta{Engine: agents.Version, Scenario: sc.Spec.Name, Seed: seed}, sc.Static, &sc.Spec.Names, sources)
	if err != nil {
		return nil, err
	}
	world := agents.New(sc.Spec, seed, w)
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
