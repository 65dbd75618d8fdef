package rooms

type thing struct {
	n    int32
	list [2]int32
}

func (w *World) at(i int) *thing { return &w.Thing[i] } // ERROR "the base's at stands in a file of wing low"
func (w *World) all() []thing    { return w.Thing }     // ERROR "the base's all stands in a file of wing low"
func (w desks) set(i int)        { w.Thing[i].n = 1; w.at(i).n++; clear(w.Thing) }
