//go:build !linux

package viewer

import "time"

var started = time.Now()

// spent is how long it has been.
func spent() time.Duration { return time.Since(started) }
