package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A wing is a group of mechanisms in one type declaration whose comment begins with
// "Wing NAME:". The wings stand in order, lower first. Below them lies the base: the
// methods of the world that only its own package calls, and the files in which no
// mechanism has a method, where the tables stand that tell of what happened. Above them
// are the doors, what is exported.
//
// Calls between wings go down. A function belongs to the wing of its mechanism; one
// without a mechanism, or a table of functions, to the wing of its file. Within a wing the
// mechanisms stand lower first as well.

const wingPrefix = "Wing "

// wingNamed reads the wing in the comment of a declaration of types; nil for none.
func wingNamed(d *ast.GenDecl) *storey {
	doc := strings.Join(strings.Fields(d.Doc.Text()), " ")
	name, _, ok := strings.Cut(strings.TrimPrefix(doc, wingPrefix), ":")
	if !ok || !strings.HasPrefix(doc, wingPrefix) {
		return nil
	}
	return &storey{name: "wing " + name}
}

// storey is a wing, or the base.
type storey struct{ name string }

// checkWings finds calls that go up, mechanisms without a wing and files of two.
func (h *house) checkWings() {
	for name, r := range h.rooms {
		if name.Name() != "World" && r.wing == 0 {
			h.fault(r.at, "%s stands in no wing: group it under a comment %q", name.Name(), wingPrefix+"NAME: ...")
		}
	}
	files := h.wingFiles()
	for _, fn := range h.names {
		f := h.funcs[fn]
		if fn.Exported() {
			continue // a door
		}
		h.checkDown(h.wing(fn, files), f.calls)
		h.checkWithin(h.rooms[f.room], f.calls)
	}
	for _, file := range h.src.files {
		at := files[h.file(file.Pos())]
		if at == 0 {
			continue // of the base: here tables lead up
		}
		for _, d := range file.Decls {
			if v, ok := d.(*ast.GenDecl); ok && v.Tok == token.VAR {
				h.checkDown(at, h.callsIn(v))
			}
		}
	}
}

// wingFiles gives each file the wing of the mechanisms that have methods in it.
func (h *house) wingFiles() map[string]int {
	files := map[string]int{}
	for _, fn := range h.names {
		r := h.rooms[h.funcs[fn].room]
		if r == nil || r.wing == 0 {
			continue
		}
		file := h.file(fn.Pos())
		switch files[file] {
		case 0:
			files[file] = r.wing
			if name := strings.TrimPrefix(h.wings[r.wing].name, "wing "); file != name+".go" && !strings.HasPrefix(file, name+"_") {
				h.fault(fn.Pos(), "%s holds methods of %s and is not called after it", file, h.wings[r.wing].name)
			}
		case r.wing:
		default:
			h.fault(fn.Pos(), "%s holds methods of two wings: %s, %s", file, h.wings[files[file]].name, h.wings[r.wing].name)
		}
	}
	return files
}

// wing is the place of a function's wing in h.wings; 0 the base.
func (h *house) wing(fn *types.Func, files map[string]int) int {
	of := roomOf(fn)
	if r := h.rooms[of]; r != nil {
		return r.wing
	}
	return files[h.file(fn.Pos())]
}

func (h *house) checkDown(from int, calls []call) {
	for _, c := range calls {
		r := h.rooms[roomOf(c.of)]
		switch {
		case r == nil:
		case r.wing > from:
			h.fault(c.at, "%s calls up to %s.%s of %s: tell it by a table of the base", h.wings[from].name, roomOf(c.of).Name(), c.of.Name(), h.wings[r.wing].name)
		case r.wing == 0 && c.of.Exported() && h.callsRooms(c.of):
			h.fault(c.at, "%s calls %s, a door that is for callers outside", h.wings[from].name, c.of.Name())
		}
	}
}

// checkWithin finds calls that go up among the mechanisms of a wing.
func (h *house) checkWithin(from *room, calls []call) {
	if from == nil || from.wing == 0 {
		return
	}
	w := h.wings[from.wing]
	for _, c := range calls {
		r := h.rooms[roomOf(c.of)]
		if r == nil || r.wing != from.wing || r.at <= from.at {
			continue
		}
		h.fault(c.at, "%s.%s stands higher in %s: put it lower, or tell it by a table of the base", roomOf(c.of).Name(), c.of.Name(), w.name)
	}
}

// callsRooms says whether a door leads straight to a mechanism.
func (h *house) callsRooms(door *types.Func) bool {
	for _, c := range h.funcs[door].calls {
		if r := h.rooms[roomOf(c.of)]; r != nil && r.wing > 0 {
			return true
		}
	}
	return false
}
