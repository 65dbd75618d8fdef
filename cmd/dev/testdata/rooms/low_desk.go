package rooms

func (w desks) serve() { w.trays.hold() }
func (w trays) hold()  { w.desks.quiet() } // ERROR "desks.quiet stands higher in wing low"
func (w desks) quiet() { w.tell() }

func (w desks) round() { w.trays.back() }  // ERROR "calls itself, by back"
func (w trays) back()  { w.desks.round() } // ERROR "calls itself, by round"

func (w desks) climb() { w.loud.shoutOnce() } // ERROR "wing low calls up to loud.shoutOnce of wing high"
func (w desks) leave() { w.Door() }           // ERROR "wing low calls Door, a door that is for callers outside"
func climb(w *World)   { w.loud.shoutOnce() } // ERROR "calls up to loud.shoutOnce"

var table = []func(*World){
	func(w *World) { w.desks.quiet() },
	func(w *World) { w.loud.shoutOnce() }, // ERROR "calls up to loud.shoutOnce"
}

func (w trays) count() int { return w.lone() }
