package viewer

import (
	"syscall"
	"time"
)

// spent is what this thread has taken of a processor: what others do on the same
// machine is not counted.
func spent() time.Duration {
	const thisThread = 1
	var u syscall.Rusage
	if err := syscall.Getrusage(thisThread, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
