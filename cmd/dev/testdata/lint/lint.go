// Package lint holds one of each thing that the lint must find, and beside it
// what it must let pass.
package lint

import (
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"sort"
	"time"
)

func maprange(m map[string]int, list []int) (sum []string, n int) {
	for k := range m { // ERROR "range over a map"
		sum = append(sum, k)
	}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		sum = append(sum, k)
	}
	for k := range maps.Keys(m) { // ERROR "maps.Keys unsorted"
		sum = append(sum, k)
	}
	c := map[string]int{}
	for k, v := range m {
		c[k] = v
	}
	for k := range c {
		delete(m, k)
	}
	for _, v := range list {
		n += v
	}
	return sum, n
}

func gather(m map[string]int) (keys []string, low int, last string) {
	for k, v := range m {
		keys = append(keys, k)
		if v > 0 {
			low = min(low, v)
		}
	}
	slices.Sort(keys)
	for k := range m { // ERROR "range over a map"
		last = k
	}
	for _, v := range m { // ERROR "range over a map"
		if v > 0 {
			return keys, v, last
		}
	}
	return keys, low, last
}

func floats(a, b, c float64) float64 {
	x := a*b + c // ERROR "float product"
	y := float64(a*b) + c
	y *= a // ERROR "float product by *="
	const k = 2.0 * 3.0
	z := float64((a * b)) + k
	n := 3 * 4
	w := c - a/4 // ERROR "float product"
	w += a/3 + float64(a/2)
	return w + x + y + z + float64(n) + math.Sqrt(a) + math.Pi
}

func machine() string {
	_ = math.Exp(1)     // ERROR "math.Exp"
	_ = time.Now()      // ERROR "time.Now"
	_ = os.Getenv("X")  // ERROR "os.Getenv"
	fmt.Println("here") // ERROR "fmt.Println"
	println("here")     // ERROR "println"
	go machine()        // ERROR "goroutine"
	var f float32       // ERROR "float32"
	_ = f
	l := []int{1}
	sort.Slice(l, func(i, j int) bool { return l[i] < l[j] }) // ERROR "sort.Slice"
	slices.Sort(l)
	return fmt.Sprint(time.Hour)
}

func wait(c <-chan int) { // ERROR "channel"
	select { // ERROR "select"
	case <-c:
	default:
	}
}
