package agents_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/sim/journal"
)

// The plan on the door is the package's doc; what it names is there.

// rowsOf gives the rows of the table that stands after a line of the doc, by cells.
func rowsOf(t *testing.T, after string) (rows [][]string) {
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(doc), after)
	require.True(t, found, after)
	cells := regexp.MustCompile(`\s{2,}`)
	for _, line := range strings.Split(rest, "\n") {
		if row, ok := strings.CutPrefix(line, "//\t"); ok {
			rows = append(rows, cells.Split(row, -1))
		} else if len(rows) > 0 {
			return rows
		}
	}
	return rows
}

// declarations reads which file declares what: types by name, methods as type.name.
func declarations(t *testing.T) map[string]string {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	where := map[string]string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				where[name+" "+d.Name.Name] = name
				if d.Recv != nil {
					if id, ok := d.Recv.List[0].Type.(*ast.Ident); ok {
						where["method "+name+" "+d.Name.Name] = id.Name
					}
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					ts, ok := s.(*ast.TypeSpec)
					if !ok {
						continue
					}
					where[ts.Name.Name] = name
					if st, ok := ts.Type.(*ast.StructType); ok {
						for _, field := range st.Fields.List {
							for _, n := range field.Names {
								if elem, ok := field.Type.(*ast.ArrayType); ok && ts.Name.Name == "State" {
									where["column "+n.Name] = elem.Elt.(*ast.Ident).Name
								} else if ts.Name.Name == "mechanisms" {
									where["mechanism "+n.Name] = name
								}
							}
						}
					}
				}
			}
		}
	}
	return where
}

// wingsInOrder reads the wings in which mechanisms.go groups them.
func wingsInOrder(t *testing.T) (wings []string) {
	f, err := parser.ParseFile(token.NewFileSet(), "mechanisms.go", nil, parser.ParseComments)
	require.NoError(t, err)
	for _, d := range f.Decls {
		if d, ok := d.(*ast.GenDecl); ok {
			if wing, ok := strings.CutPrefix(d.Doc.Text(), "Wing "); ok {
				wing, _, _ = strings.Cut(wing, ":")
				wings = append(wings, wing)
			}
		}
	}
	return wings
}

func TestThePlanNamesEveryMechanismAndColumn(t *testing.T) {
	where := declarations(t)
	rows := rowsOf(t, "columns that change there\n")
	require.Greater(t, len(rows), 10)
	var wings, mechanisms, columns []string
	prefix := map[string]string{}
	for _, row := range rows {
		require.Len(t, row, 3, row)
		for _, m := range strings.Fields(row[1]) {
			prefix[m] = row[0]
		}
		if row[1] != "-" {
			wings = append(wings, row[0])
			mechanisms = append(mechanisms, strings.Fields(row[1])...)
		}
		if row[2] == "-" {
			continue
		}
		for _, c := range strings.Fields(row[2]) {
			columns = append(columns, c)
			require.True(t, strings.HasPrefix(where[where["column "+c]], row[0]), "%s is declared in %s", c, where[where["column "+c]])
		}
	}
	for name := range where {
		if c, ok := strings.CutPrefix(name, "column "); ok {
			require.Contains(t, columns, c)
		}
		if m, ok := strings.CutPrefix(name, "mechanism "); ok {
			require.Contains(t, mechanisms, m)
		}
	}
	for name, of := range where {
		if method, ok := strings.CutPrefix(name, "method "); ok && prefix[of] != "" {
			require.True(t, strings.HasPrefix(method, prefix[of]), "%s of %s stands outside %s", method, of, prefix[of])
		}
	}
	require.Equal(t, wingsInOrder(t), slices.Compact(wings), "the wings are those of mechanisms.go, in their order")
	slices.Sort(columns)
	require.Equal(t, slices.Compact(slices.Clone(columns)), columns, "a column is named twice")
	for _, m := range mechanisms {
		require.Contains(t, where, "mechanism "+m)
	}
}

// The functions of the life of one fact are in their files, and the records that they
// leave come in this order before a deadline that was met.
func TestTheLifeOfOneFactIsAsTold(t *testing.T) {
	where := declarations(t)
	calls := callsByName(t)
	var told []string
	above := ""
	for _, row := range rowsOf(t, "reads in messages.go.\n") {
		require.GreaterOrEqual(t, len(row), 3, row)
		require.Contains(t, where, row[0]+" "+row[1])
		from := []string{above}
		if by, _, found := strings.Cut(strings.TrimPrefix(row[len(row)-1], "-> "), ") "); found {
			for _, table := range strings.Fields(strings.TrimPrefix(by, "(")) {
				from = tableRow(t, table)
			}
		}
		require.True(t, above == "" || reaches(calls, from, row[1]), "%v does not lead to %s", from, row[1])
		above = row[1]
		if len(row) == 4 {
			require.True(t, slices.ContainsFunc(kinds(), func(k journal.Kind) bool { return k.String() == row[2] }), "%s is no record", row[2])
			told = append(told, row[2])
		}
	}
	require.Greater(t, len(told), 8)
	s := load(t, "five-partners")
	w, m := agents.New(s.Spec, 1), &memory{}
	w.Listen(m)
	require.NoError(t, w.Run())
	longest := []string{}
	for i := range m.list {
		r := &m.list[i]
		if r.Kind == journal.Deadline && journal.Outcome(r.Args[r.Kind.Field("outcome")]) == journal.Met {
			if in := inOrder(told, m, r); len(in) > len(longest) {
				longest = in
			}
		}
	}
	require.Equal(t, told, longest)
}

// What the page for newcomers names is there: each file, and in it what is said to be in it.
func TestThePageForNewcomersIsTrue(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	_, page, found := strings.Cut(string(doc), "# Where to add what")
	require.True(t, found)
	page, _, _ = strings.Cut(page, "\n// # ")
	page = strings.Join(strings.Fields(strings.ReplaceAll(page, "//", " ")), " ")
	read := func(file string) string {
		if strings.Contains(file, "/") {
			file = "../" + file
		}
		src, err := os.ReadFile(file)
		require.NoError(t, err, "the page names it")
		return string(src)
	}
	for _, file := range regexp.MustCompile(`[\w/]+\.go\b`).FindAllString(page, -1) {
		require.NotEmpty(t, read(file))
	}
	named := regexp.MustCompile(`(\w+)(?: and (\w+))? \(([\w/]+\.go)\)`).FindAllStringSubmatch(page, -1)
	require.Greater(t, len(named), 10)
	for _, in := range named {
		for _, name := range in[1:3] {
			if name != "" {
				require.Regexp(t, `(?m)^(var |type |\t)`+name+`\b`, read(in[3]), "%s does not have %s", in[3], name)
			}
		}
	}
}

// tableRow gives the functions that a table leads to by a row of it, or all of its rows.
func tableRow(t *testing.T, name string) (to []string) {
	file, row := "kinds.go", `\t`+name+`: (.*)`
	switch {
	case strings.HasPrefix(name, "then"):
		file, row = "continuation.go", `(?s:var finishers .*?\t`+name+`:)(.*)`
	case strings.HasPrefix(name, "on"):
		file, row = "notices.go", `(?s)var `+name+` (.*?)\n}`
	default:
		if at, is := map[string]string{"agenda": "agenda.go", "chain": "send_chain.go", "reads": "messages.go"}[name]; is {
			file, row = at, `(?s)var `+name+` (.*?)\n}\n`
		}
	}
	src, err := os.ReadFile(file)
	require.NoError(t, err)
	in := regexp.MustCompile(row).FindStringSubmatch(string(src))
	require.NotNil(t, in, "%s is no table, and no row of one", name)
	for _, found := range regexp.MustCompile(`\.(\w+)`).FindAllStringSubmatch(in[1], -1) {
		to = append(to, found[1])
	}
	return to
}

// callsByName gives the names that each function calls, by its name.
func callsByName(t *testing.T) map[string][]string {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	calls := map[string][]string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range f.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Body != nil {
				ast.Inspect(d.Body, func(n ast.Node) bool {
					if call, ok := n.(*ast.CallExpr); ok {
						if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
							calls[d.Name.Name] = append(calls[d.Name.Name], sel.Sel.Name)
						}
					}
					return true
				})
			}
		}
	}
	return calls
}

// reaches says whether some function calls another, by at most two between.
func reaches(calls map[string][]string, from []string, to string) bool {
	for range 4 {
		if slices.Contains(from, to) {
			return true
		}
		var next []string
		for _, name := range from {
			next = append(next, calls[name]...)
		}
		slices.Sort(next)
		from = slices.Compact(next)
	}
	return false
}

// kinds lists the kinds of records.
func kinds() (list []journal.Kind) {
	for k := journal.NoKind + 1; k.Exists(); k++ {
		list = append(list, k)
	}
	return list
}

// inOrder gives as many of the last records told, from behind, as lie on a way of causes
// behind a record.
func inOrder(told []string, m *memory, r *journal.Record) []string {
	if len(told) == 0 {
		return nil
	}
	rest := told
	if r.Kind.String() == told[len(told)-1] {
		rest = told[:len(told)-1]
	}
	best := []string{}
	for _, l := range r.From {
		if l.Num != 0 {
			if in := inOrder(rest, m, m.of(l.Num)); len(in) > len(best) {
				best = in
			}
		}
	}
	if len(rest) < len(told) {
		best = append(slices.Clone(best), told[len(told)-1])
	}
	return best
}
