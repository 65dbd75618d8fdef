package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// What does not fit together on one system alone is found on that one.
func TestTypesAreCheckedForOtherSystems(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":          "module fixture\n\ngo 1.26\n",
		"main.go":         "package main\n\nfunc main() { hold(1) }\n",
		"hold_unix.go":    "//go:build !windows\n\npackage main\n\nfunc hold(int) {}\n",
		"hold_windows.go": "package main\n\nfunc hold(string) {}\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644))
	}
	require.NoError(t, checkTypes(folder, "js/wasm", "."))
	err := checkTypes(folder, "windows/amd64", ".")
	require.ErrorContains(t, err, "windows/amd64: ")
	require.ErrorContains(t, err, "main.go:3:20: cannot use 1")
	require.ErrorContains(t, checkTypes(folder, "windows/amd64", "./nowhere"), "nowhere")
}
