//go:build !linux && !darwin && !windows

package replay

import "errors"

func mapped(string) (mapping, error) { return nil, errors.ErrUnsupported }
