//go:build linux || darwin || windows

package replay

import "golang.org/x/exp/mmap"

func mapped(path string) (mapping, error) { return mmap.Open(path) }
