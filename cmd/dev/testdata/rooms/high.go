package rooms

func (w loud) shout() {
	w.desks.quiet() // ERROR "loud may not call desks"
	w.shoutOnce()
	table[0](w.World)
}
func (w loud) shoutOnce() {}

func (w quiet) hush() { w.loud.shoutOnce() } // ERROR "loud.shoutOnce stands higher in wing high"

func (w trays) abroad() {} // ERROR "high.go holds methods of two wings"
