package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// releaseFolder is where a build with the tag `release` takes the browser viewer from.
const releaseFolder = "render/webpage/release"

// browserViewer builds the viewer for browsers into a folder: view.wasm.gz, and the
// wasm_exec.js of the Go that compiled it. The same sources and the same Go give the
// same bytes.
func browserViewer(folder string) error {
	raw := filepath.Join(folder, "view.wasm")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	err := run([]string{"CGO_ENABLED=0", "GOOS=js", "GOARCH=wasm"}, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", raw, "./cmd/entente-view")
	if err != nil {
		return err
	}
	defer os.Remove(raw)
	data, err := os.ReadFile(raw)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	glue, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "wasm_exec.js"), glue, 0o644); err != nil {
		return err
	}
	fmt.Printf("entente-view js/wasm  %5.1f MB, packed %.1f MB\n", float64(len(data))/1e6, float64(packed.Len())/1e6)
	return os.WriteFile(filepath.Join(folder, "view.wasm.gz"), packed.Bytes(), 0o644)
}

// budgets are the sizes in MB that stripped programs may have. What a browser fetches
// counts as it is packed. Of entente's, tables of sweeps take 7 and drawing frames and
// serving them 4. Its code for js/wasm is a tenth larger, and is there to show that a
// run is the same there: nobody fetches it.
var budgets = []struct {
	program, target string
	most            int64
}{
	{"entente", "linux/amd64", 36},
	{"entente", "linux/arm64", 36},
	{"entente", "js/wasm", 37},
	{"entente-view", "linux/amd64", 22},
}

// mostFetched is what a browser fetches at most, in MB.
const mostFetched = 8

func sizes() error {
	dir, err := os.MkdirTemp("", "entente")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var over []string
	for _, b := range budgets {
		system, processor, _ := strings.Cut(b.target, "/")
		out := filepath.Join(dir, b.program+"-"+system+"-"+processor)
		err := run([]string{"CGO_ENABLED=0", "GOOS=" + system, "GOARCH=" + processor}, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, "./cmd/"+b.program)
		if err != nil {
			return err
		}
		size, err := sizeOf(out)
		if err != nil {
			return err
		}
		fmt.Printf("%-12s %-14s %5.1f MB of %d\n", b.program, b.target, float64(size)/1e6, b.most)
		if size > b.most*1_000_000 {
			over = append(over, b.program+" for "+b.target)
		}
	}
	if err := browserViewer(dir); err != nil {
		return err
	}
	size, err := sizeOf(filepath.Join(dir, "view.wasm.gz"))
	if err != nil {
		return err
	}
	if size > mostFetched*1_000_000 {
		over = append(over, "the viewer for browsers")
	}
	if len(over) > 0 {
		return fmt.Errorf("over the budget: %s", strings.Join(over, ", "))
	}
	return nil
}

func sizeOf(name string) (int64, error) {
	st, err := os.Stat(name)
	if err != nil {
		return 0, err
	}
	return st.Size(), nil
}
