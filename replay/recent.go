package replay

import "slices"

// recent keeps what was made last, by number, within a bound in bytes. What it
// lets go of stays whole for whoever still has it.
type recent[T any] struct {
	size int64
	list []recently[T] // the one used last at the end
}

type recently[T any] struct {
	number int
	size   int64
	value  T
}

// get gives what is kept under a number.
func (r *recent[T]) get(number int) (value T, ok bool) {
	i := slices.IndexFunc(r.list, func(x recently[T]) bool { return x.number == number })
	if i < 0 {
		return value, false
	}
	x := r.list[i]
	r.list = append(slices.Delete(r.list, i, i+1), x)
	return x.value, true
}

// put keeps a value of some bytes under a number that get did not find, and
// lets go of others until all are within most bytes.
func (r *recent[T]) put(number int, size int64, value T, most int64) {
	r.list = append(r.list, recently[T]{number, size, value})
	r.size += size
	drop := 0
	for ; r.size > most && drop < len(r.list)-1; drop++ {
		r.size -= r.list[drop].size
	}
	r.list = slices.Delete(r.list, 0, drop)
}
