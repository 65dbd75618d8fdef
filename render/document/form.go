package document

// Choice is a row of boxes of which one is ticked, on a screen or by hand.
type Choice struct {
	Label   string
	Options []string
	Chosen  string // ticked already; empty for none
}

// Room is space to write in, on a screen or by hand.
type Room struct {
	Label string
	Lines int
}

func (Choice) block() {}
func (Room) block()   {}

func (p *page) choice(c *Choice) {
	p.fields++
	p.put("<fieldset class=\"choice\"><legend>%s</legend>", esc(c.Label))
	for _, o := range c.Options {
		checked := ""
		if o == c.Chosen {
			checked = " checked"
		}
		p.put("<label><input type=\"radio\" name=\"field%d\"%s>%s</label>", p.fields, checked, esc(o))
	}
	p.put("</fieldset>\n")
}

func (p *page) room(r *Room) {
	p.put("<label class=\"room\">%s<textarea rows=\"%d\"></textarea></label>\n", esc(r.Label), max(1, r.Lines))
}

func (m *sheet) choice(c *Choice) {
	m.put("%s:", plainText(c.Label))
	for _, o := range c.Options {
		box := "☐"
		if o == c.Chosen {
			box = "☒"
		}
		m.put(" %s %s", box, plainText(o))
	}
	m.put("\n\n")
}

func (m *sheet) room(r *Room) {
	m.put("%s: \\_\\_\\_\\_\\_\\_\\_\\_\n\n", plainText(r.Label))
}
