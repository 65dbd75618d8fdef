//go:build js

package main

import (
	"errors"
	"fmt"
	"syscall/js"
)

// awaited waits for a promise. Whoever waits must not be called by the browser itself,
// which answers only when it is left alone; a frame of the window may wait.
func awaited(promise js.Value) (js.Value, error) {
	type answer struct {
		value js.Value
		err   error
	}
	came := make(chan answer, 1)
	kept := js.FuncOf(func(_ js.Value, got []js.Value) any {
		came <- answer{value: got[0]}
		return nil
	})
	broken := js.FuncOf(func(_ js.Value, got []js.Value) any {
		came <- answer{err: errors.New(got[0].Call("toString").String())}
		return nil
	})
	defer kept.Release()
	defer broken.Release()
	promise.Call("then", kept, broken)
	a := <-came
	return a.value, a.err
}

// copied takes bytes out of an ArrayBuffer.
func copied(buffer js.Value) []byte {
	array := js.Global().Get("Uint8Array").New(buffer)
	all := make([]byte, array.Length())
	js.CopyBytesToGo(all, array)
	return all
}

// servedFile is a file that a server gives in parts. What will be read next is asked for
// while what came is looked at.
func servedFile(name, address string, size int64) source {
	var ahead js.Value
	aheadAt := int64(-1)
	ask := func(off, n int64) js.Value {
		return js.Global().Call("fetch", address, map[string]any{"credentials": "same-origin", "headers": map[string]any{"Range": fmt.Sprintf("bytes=%d-%d", off, off+n-1)}})
	}
	b := &blocks{name: name, size: size, get: func(off, n int64) ([]byte, error) {
		promise := ahead
		if aheadAt != off {
			promise = ask(off, n)
		}
		ahead, aheadAt = js.Undefined(), -1
		answer, err := awaited(promise)
		if err != nil {
			return nil, err
		}
		if status := answer.Get("status").Int(); status != 206 {
			return nil, fmt.Errorf("the server says %d %s", status, answer.Get("statusText").String())
		}
		buffer, err := awaited(answer.Call("arrayBuffer"))
		if err != nil {
			return nil, err
		}
		return copied(buffer), nil
	}}
	b.hint = func(off, n int64) {
		if aheadAt != off {
			ahead, aheadAt = ask(off, n), off
			ahead.Call("catch", js.Global().Get("Boolean")) // told when it is read
		}
	}
	return source{name: name, ReaderAt: b, size: size}
}

// chosenFile is a file that somebody chose, which the browser gives in parts.
func chosenFile(file js.Value) source {
	name, size := file.Get("name").String(), int64(file.Get("size").Float())
	return source{name: name, size: size, ReaderAt: &blocks{name: name, size: size, get: func(off, n int64) ([]byte, error) {
		buffer, err := awaited(file.Call("slice", float64(off), float64(off+n)).Call("arrayBuffer"))
		if err != nil {
			return nil, err
		}
		return copied(buffer), nil
	}}}
}
