package rooms

// Base other.go: so that rules on columns have something to find. foreign read another.

type other struct{ n int32 }

type view struct{ w *World }

func push(*int32) {}

func (w *World) foreign(i int, v view) {
	w.Thing[i].n = 1     // ERROR "thing is written"
	w.Thing = nil        // ERROR "Thing is written"
	w.Thing[i] = thing{} // ERROR "thing is written"
	w.all()[i].n = 1     // ERROR "thing is written"
	c := &w.all()[i]
	c.n++               // ERROR "thing is written"
	w.at(i).list[0] = 1 // ERROR "thing is written"
	v.w.Thing[i].n = 1  // ERROR "thing is written"
	col := w.Thing
	col[i].n = 1                   // ERROR "thing is written"
	clear(w.Thing)                 // ERROR "thing is written"
	copy(w.Thing[1:], w.Thing)     // ERROR "thing is written"
	push(&w.Thing[i].n)            // ERROR "thing is written"
	*w.at(i) = thing{}             // ERROR "thing is written"
	for col[i].n = range w.Thing { // ERROR "thing is written"
	}
	mine := w.Thing[i]
	mine.n = 1
	mine.list[0] = 1
	w.Other[i].n = w.Thing[i].n
	o := &w.Other[i]
	o.n++
	w.read(&w.Thing[i])
}

func (w *World) read(x *thing) int32 { return x.n } // ERROR "read reads the model alone"

func (x *World) another(i int) { x.Thing[i].n = 1 } // ERROR "thing is written"

func change(x *thing) { x.n = 1 } // ERROR "thing is written"
