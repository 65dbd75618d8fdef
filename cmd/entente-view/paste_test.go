//go:build !js && !windows

package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/render/view"
)

// What is on the clipboard is typed into the field that is open; without a program that
// gives it, that is said.
func TestPastingIntoAField(t *testing.T) {
	file := replayOf(t, "two-nations")
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	a, err := asking(t, file).app()
	require.NoError(t, err)
	paste := func(came func() bool) {
		a.shown.Do(view.Action{Do: view.Open, N: int(view.GotoDialog)})
		require.True(t, a.shown.Press("v", false, true))
		for _, r := range a.shown.Requests() {
			a.Do(r)
		}
		require.Eventually(t, func() bool { a.Show(); return came() }, 2*time.Minute, time.Millisecond)
	}
	paste(func() bool { return strings.HasPrefix(a.shown.Notice(), "Nothing can be pasted") })
	a.shown.Do(view.Action{Do: view.Back})
	program := pasters(runtime.GOOS)[0][0]
	require.NoError(t, os.WriteFile(filepath.Join(bin, program), []byte("#!/bin/sh\nprintf 'D+1 09:00\\n'\n"), 0o755))
	paste(func() bool { return a.shown.State.Typed == "D+1 09:00" })
}
