package scene

// Placer puts labels where they meet no other: one for all pictures, and the same
// picture always gets the same places.
type Placer struct {
	taken []Box
	room  Box // labels stay inside
}

// NewPlacer places labels inside room.
func NewPlacer(room Box) *Placer { return &Placer{room: room} }

// Take keeps a box free of labels.
func (p *Placer) Take(b Box) { p.taken = append(p.taken, b) }

// Place takes the first of some texts whose box is free and inside the room, and
// says whether there was one. The caller offers places in order of preference.
func (p *Placer) Place(offers ...Text) (Text, bool) {
	for _, t := range offers {
		b := t.Box().Grow(3)
		if p.free(b) {
			p.Take(b)
			return t, true
		}
	}
	return Text{}, false
}

func (p *Placer) free(b Box) bool {
	if b.X < p.room.X || b.Y < p.room.Y || b.X+b.W > p.room.X+p.room.W || b.Y+b.H > p.room.Y+p.room.H {
		return false
	}
	for _, o := range p.taken {
		if b.Meets(o) {
			return false
		}
	}
	return true
}

// Put takes a box if it is free and inside the room, and says whether it was.
func (p *Placer) Put(b Box) bool {
	if !p.free(b) {
		return false
	}
	p.Take(b)
	return true
}
