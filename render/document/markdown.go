package document

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// Markdown writes a document as Markdown, figures as their tables.
func Markdown(w io.Writer, d *Document) error {
	m := &sheet{w: w}
	m.put("<!-- %s -->\n\n", strings.ReplaceAll(plainText(d.Maker), "--", ""))
	if d.Banner != "" {
		m.put("**%s**\n\n", plainText(d.Banner))
	}
	m.put("%s\n\n# %s\n\n", block(d.Kind), plainText(d.Title))
	if d.Lead != "" {
		m.put("%s\n\n", block(d.Lead))
	}
	m.blocks(d.Cover)
	for i := range d.Sections {
		s := &d.Sections[i]
		m.put("## %s\n\n", plainText(s.Title))
		if s.Lead != "" {
			m.put("%s\n\n", block(s.Lead))
		}
		m.blocks(s.Blocks)
	}
	if d.Banner != "" {
		m.put("**%s**\n", plainText(d.Banner))
	}
	return m.err
}

type sheet struct {
	w   io.Writer
	err error
}

func (m *sheet) put(format string, args ...any) {
	if m.err == nil {
		_, m.err = fmt.Fprintf(m.w, format, args...)
	}
}

func (m *sheet) blocks(list []Block) {
	for _, b := range list {
		switch b := b.(type) {
		case Heading:
			m.put("### %s\n\n", plainText(b.Text))
		case Paragraph:
			m.put("%s\n\n", block(b.Text))
		case Columns:
			for _, side := range b.Sides {
				m.blocks(side)
			}
		case Figure:
			m.put("*%s* %s\n\n", plainText(b.Scene.Title), plainText(b.Caption))
			m.table(&b.Numbers)
		case Table:
			m.table(&b)
		case List:
			for _, t := range b.Points {
				m.put("- %s\n", block(t))
			}
			m.put("\n")
		case Numbers:
			for _, x := range b.Items {
				m.put("- **%s** %s", plainText(x.Value), plainText(x.Says))
				if x.Note != "" {
					m.put(" (%s)", plainText(x.Note))
				}
				m.put("\n")
			}
			m.put("\n")
		case Choice:
			m.choice(&b)
		case Room:
			m.room(&b)
		case Code:
			fence := "```"
			for strings.Contains(b.Text, fence) {
				fence += "`"
			}
			m.put("%s\n%s\n%s\n\n", fence, strings.TrimRight(b.Text, "\n"), fence)
		}
	}
}

func (m *sheet) table(t *Table) {
	if len(t.Rows) == 0 {
		return
	}
	if t.Caption != "" {
		m.put("%s\n\n", block(t.Caption))
	}
	line := func(cells []string) { m.put("| %s |\n", strings.Join(cells, " | ")) }
	var head, rule []string
	for i, h := range t.Head {
		head = append(head, plainText(h))
		rule = append(rule, map[bool]string{true: "---:", false: "---"}[slices.Contains(t.Right, i)])
	}
	line(head)
	line(rule)
	for _, row := range t.Rows {
		var cells []string
		for i := range row {
			text := plainText(strings.TrimSpace(row[i].Says + " " + row[i].Text))
			if row[i].Strong && text != "" {
				text = "**" + text + "**"
			}
			cells = append(cells, text)
		}
		line(cells)
	}
	m.put("\n")
}

// plainText keeps text from being taken for marks, wherever in a line it stands.
func plainText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", ">", "&gt;", "|", `\|`, "#", `\#`, "[", `\[`, "~", `\~`,
		"\r", " ", "\n", " ").Replace(entity.ReplaceAllString(s, "&amp;$1"))
}

// entity is what Markdown would show as another character.
var entity = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)

// block is plain text where a block begins: there a dash or a number would begin a
// list, and blanks a piece of code.
func block(s string) string {
	s = strings.TrimLeft(plainText(s), " \t")
	if at := listMark.FindStringIndex(s); at != nil {
		s = s[:at[1]-1] + `\` + s[at[1]-1:]
	}
	return s
}

var listMark = regexp.MustCompile(`^([-+=]|[0-9]+[.)])`)
