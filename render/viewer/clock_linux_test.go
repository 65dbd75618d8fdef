package viewer

import (
	"syscall"
	"time"
	"unsafe"
)

// spent is what this thread has taken of a processor, to the nanosecond: what others do
// on the same machine is not counted.
func spent() time.Duration {
	const threadCPU = 3 // CLOCK_THREAD_CPUTIME_ID
	var t syscall.Timespec
	if _, _, err := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, threadCPU, uintptr(unsafe.Pointer(&t)), 0); err != 0 {
		panic(err)
	}
	return time.Duration(t.Nano())
}
