package document

import (
	"cmp"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
)

//go:embed page.css
var style string

// page writes one document; err is the first error of what it writes to.
type page struct {
	w      io.Writer
	err    error
	chips  int
	fields int
}

// HTML writes a document as one page.
func HTML(w io.Writer, d *Document) error {
	p := &page{w: w}
	p.head(d)
	p.cover(d)
	for i := range d.Sections {
		p.section(&d.Sections[i])
	}
	p.put("</main></body></html>\n")
	return p.err
}

func (p *page) put(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// head writes style and letters. Running heads of printed pages are generated
// content of the margins.
func (p *page) head(d *Document) {
	lang := d.Lang
	if lang == "" {
		lang = "en"
	}
	p.put("<!doctype html>\n<html lang=%q><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"only light\">\n", lang)
	p.put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:\">\n")
	p.put("<meta name=\"generator\" content=\"%s\">\n", esc(d.Maker))
	p.put("<title>%s: %s</title>\n<style>\n", esc(d.Kind), esc(d.Title))
	for _, w := range []font.Weight{font.Regular, font.Medium, font.SemiBold} {
		p.put("@font-face{font-family:E;font-weight:%d;src:url(data:font/woff2;base64,%s)format('woff2')}\n", w.CSS(), base64.StdEncoding.EncodeToString(font.WOFF2(w)))
	}
	t := theme.Light
	p.put(":root{--paper:%s;--ground:%s;--line:%s;--line2:%s;--ink:%s;--ink2:%s;--ink3:%s;--late:%s}\n",
		t.Ground[2].CSS(), t.Ground[0].CSS(), t.Line.CSS(), t.Line2.CSS(), t.Ink.CSS(), t.Ink2.CSS(), t.Ink3.CSS(), t.Late.CSS())
	p.put("@page{@top-left{content:%s}@bottom-left{content:%s}@top-right{content:%s}}\n", quoteCSS(d.Banner), quoteCSS(d.Banner), quoteCSS(d.Title))
	p.put("%s", style)
	if slices.ContainsFunc(d.Figures(), func(f *Figure) bool { return f.Small != nil }) {
		p.put("%s", slight)
	}
	p.put("</style></head><body>\n")
}

func (p *page) cover(d *Document) {
	p.put("<a class=\"skip\" href=\"#content\">To the content</a>\n<main id=\"content\">\n<header class=\"cover\">\n")
	if d.Banner != "" {
		p.put("<p class=\"banner\">%s</p>\n", esc(d.Banner))
	}
	p.put("<p class=\"kind\">%s</p><h1>%s</h1>\n", esc(d.Kind), esc(d.Title))
	if d.Lead != "" {
		p.put("<p class=\"lead\">%s</p>\n", lineHTML(d.Lead))
	}
	p.blocks(d.Cover)
	p.put("<nav aria-label=\"Contents\"><ul>")
	for i := range d.Sections {
		p.put("<li><a href=\"#%s\">%s</a></li>", esc(d.Sections[i].ID), esc(d.Sections[i].Title))
	}
	p.put("</ul></nav>\n</header>\n")
}

func (p *page) section(s *Section) {
	class := ""
	if s.Flows {
		class = ` class="flows"`
	}
	p.put("<section id=\"%s\"%s aria-labelledby=\"%s-h\">\n<h2 id=\"%s-h\">%s</h2>\n", esc(s.ID), class, esc(s.ID), esc(s.ID), esc(s.Title))
	if s.Lead != "" {
		p.put("<p class=\"lead\">%s</p>\n", lineHTML(s.Lead))
	}
	p.blocks(s.Blocks)
	p.put("</section>\n")
}

// measured are an instant and a length of time, which no line breaks.
var measured = regexp.MustCompile(`D[+-]\d+ \d\d:\d\d|\b\d[\d,]* (d|h|min|s|ms)\b( \d+ (h|min|s)\b)?`)

// Whole keeps the instants and lengths of time in a text on one line each, with spaces
// that do not break.
func Whole(text string) string {
	return measured.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") })
}

// lineHTML is a text for a line, as HTML.
func lineHTML(text string) string { return esc(Whole(text)) }

func (p *page) blocks(list []Block) {
	for _, b := range list {
		switch b := b.(type) {
		case Heading:
			p.put("<h3>%s</h3>\n", esc(b.Text))
		case Paragraph:
			class := ""
			if b.Faint {
				class = ` class="note"`
			}
			p.put("<p%s>%s</p>\n", class, lineHTML(b.Text))
		case Columns:
			p.put("<div class=\"columns\">\n")
			for _, side := range b.Sides {
				p.put("<div>\n")
				p.blocks(side)
				p.put("</div>\n")
			}
			p.put("</div>\n")
		case Figure:
			p.figure(&b)
		case Picture:
			p.put("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">%s</div>\n", esc(b.Scene.Title), still.SVG(b.Scene, b.ID))
		case Table:
			p.table(&b)
		case List:
			p.put("<ul class=\"points\">")
			for _, t := range b.Points {
				p.put("<li>%s</li>", lineHTML(t))
			}
			p.put("</ul>\n")
		case Numbers:
			p.numbers(&b)
		case Choice:
			p.choice(&b)
		case Room:
			p.room(&b)
		case Code:
			p.put("<pre tabindex=\"0\"><code>%s</code></pre>\n", esc(b.Text))
		}
	}
}

// figure writes a picture, and its numbers folded away under it; on paper the
// numbers stand open.
func (p *page) figure(f *Figure) {
	p.put("<figure>\n")
	p.drawing("scroll", f.Scene, f.ID)
	if f.Small != nil {
		p.drawing("scroll slight", f.Small, f.ID+"-small")
	}
	if f.Caption != "" {
		p.put("<figcaption>%s</figcaption>\n", esc(f.Caption))
	}
	if numbers := f.Numbers; len(numbers.Rows) > 0 {
		class := ""
		if numbers.Slim {
			class = ` class="slim"`
		}
		p.put("<details%s><summary>The numbers of this figure</summary>\n", class)
		numbers.Caption = cmp.Or(numbers.Caption, "Numbers of: "+f.Scene.Title)
		p.table(&numbers)
		p.put("</details>\n")
	}
	p.put("</figure>\n")
}

func (p *page) drawing(class string, s *scene.Scene, id string) {
	p.put("<div class=\"%s\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">%s</div>\n", class, esc(s.Title), still.SVG(s, id))
}

// slight has a page show the one drawing of a figure on small screens, the other
// elsewhere and on paper.
const slight = `.slight{display:none}
@media screen and (max-width:760px){.slight{display:block}.scroll:has(+.slight){display:none}.slight svg{width:100%;max-width:520px;height:auto}th.n{white-space:normal}}
`

// shortTable has so few rows that no page breaks it.
const shortTable = 6

func (p *page) table(t *Table) {
	caption := esc(cmp.Or(t.Caption, strings.Join(t.Head, ", ")))
	class := "scroll"
	if len(t.Rows) <= shortTable {
		class += " short"
	}
	if t.Dense {
		class += " dense"
	}
	p.put("<div class=\"%s\" tabindex=\"0\" role=\"group\" aria-label=\"Table: %s\"><table><caption>%s</caption>", class, caption, caption)
	p.put("<thead><tr>")
	for i, h := range t.Head {
		p.put("<th scope=\"col\"%s>%s</th>", t.align(i), esc(h))
	}
	p.put("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		p.put("<tr>")
		for i := range row {
			p.cell(t, i, &row[i])
		}
		p.put("</tr>\n")
	}
	p.put("</tbody></table></div>\n")
}

func (t *Table) align(column int) string {
	if slices.Contains(t.Right, column) {
		return ` class="n"`
	}
	return ""
}

func (p *page) cell(t *Table, column int, c *Cell) {
	tag := "td"
	if column == 0 {
		tag = `th scope="row"`
	}
	p.put("<%s%s>", tag, t.align(column))
	text := strings.ReplaceAll(esc(c.Text), "\n", "<br>")
	switch {
	case c.Late:
		text = `<span class="late">` + text + "</span>"
	case c.Strong:
		text = "<strong>" + text + "</strong>"
	}
	if c.Chip != nil {
		p.chips++
		if c.Says != "" {
			text = "<span class=\"said\">" + esc(c.Says) + " </span>" + text
		}
		text = fmt.Sprintf("<span class=\"chipped\"><span class=\"chip\" aria-hidden=\"true\">%s</span><span>%s</span></span>", still.SVG(c.Chip, fmt.Sprintf("chip%d", p.chips)), text)
	}
	p.put("%s</%s>", text, tag[:2])
}

func (p *page) numbers(n *Numbers) {
	p.put("<dl class=\"numbers\">")
	for _, x := range n.Items {
		class := ""
		if x.Late {
			class = ` class="late"`
		}
		p.put("<div><dt>%s</dt><dd%s>%s</dd>", narrowText(x.Says), class, narrowText(x.Value))
		if x.Note != "" {
			p.put("<dd class=\"note\">%s</dd>", narrowText(x.Note))
		}
		p.put("</div>")
	}
	p.put("</dl>\n")
}

func esc(s string) string { return html.EscapeString(s) }

// narrowText is text for a narrow column, in which no percent sign begins a line.
func narrowText(s string) string { return strings.ReplaceAll(esc(s), " %", "\u00a0%") }

// quoteCSS writes a CSS string. Whatever could end it, or the style around it, is
// written by its number.
func quoteCSS(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		if c < ' ' || strings.ContainsRune(`"\<>&`, c) {
			fmt.Fprintf(&b, `\%X `, c)
		} else {
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
