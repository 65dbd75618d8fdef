//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/cmd/dev/depth"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/scenarios/msel"
)

const workbooks = "testdata/workbook"

// tricky is a scenario whose list has what spreadsheets make something else of.
func tricky(t *testing.T) *scenarios.Scenario {
	sc, err := load("./"+workbooks+"/tricky.yaml", scenarios.Options{})
	require.NoError(t, err)
	return sc
}

// comesBack says that a file which another program wrote is the list as it was.
func comesBack(t *testing.T, sc *scenarios.Scenario, file string) {
	t.Helper()
	var said bytes.Buffer
	read, err := readList(&edge{stderr: &said, open: openFile}, file, "", nil)
	require.NoError(t, err)
	require.NoError(t, read.Err())
	require.Empty(t, said.String())
	text, err := back(t, sc, read.Table)
	require.NoError(t, err)
	require.Equal(t, string(sc.Sources[0].Data), text)
}

// What LibreOffice 7.4 saved of our workbook, by way of its own form, and of our CSV is
// the list as it was. Where it is installed, `ENTENTE_DEPTH=long` has it do so anew.
func TestListsThroughLibreOffice(t *testing.T) {
	sc := tricky(t)
	for _, name := range []string{"libreoffice.xlsx", "libreoffice.ods", "libreoffice.csv"} {
		comesBack(t, sc, filepath.Join(workbooks, name))
	}
	office, err := exec.LookPath("soffice")
	if depth.Now() < depth.Long || err != nil {
		return
	}
	out := t.TempDir()
	writeLists(t, sc, out)
	convert := func(to, file string) {
		c := exec.Command(office, "--headless", "--infilter=CSV:44,34,76", "-env:UserInstallation=file://"+filepath.Join(out, "profile"), "--convert-to", to, "--outdir", filepath.Join(out, "saved"), file)
		said, err := c.CombinedOutput()
		require.NoError(t, err, "%s", said)
	}
	convert("ods", filepath.Join(out, "list.xlsx"))
	comesBack(t, sc, filepath.Join(out, "saved", "list.ods"))
	convert("xlsx:Calc MS Excel 2007 XML", filepath.Join(out, "saved", "list.ods"))
	comesBack(t, sc, filepath.Join(out, "saved", "list.xlsx"))
	convert("csv:Text - txt - csv (StarCalc):44,34,76,1", filepath.Join(out, "list.csv"))
	comesBack(t, sc, filepath.Join(out, "saved", "list.csv"))
	if os.Getenv("ENTENTE_KEEP") != "" {
		for _, name := range []string{"list.xlsx", "list.ods", "list.csv"} {
			data, err := os.ReadFile(filepath.Join(out, "saved", name))
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(depth.Kept(t), name), data, 0o644))
		}
	}
}

func writeLists(t *testing.T, sc *scenarios.Scenario, folder string) {
	table := tableOf(measure.NewTrace(sc.Static), false, wording.HSEEP)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"list.xlsx": func(b *bytes.Buffer) error { return table.WriteXLSX(b) }, "list.csv": func(b *bytes.Buffer) error { return table.WriteCSV(b) },
	} {
		var b bytes.Buffer
		require.NoError(t, write(&b))
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), b.Bytes(), 0o644))
	}
}

// Another reader of workbooks finds in ours the text of every cell, and what it writes
// is read as the same list.
func TestListsThroughAnotherReader(t *testing.T) {
	depth.NeedFull(t, "runs node")
	node := depth.Need(t, "node")
	if _, err := os.Stat(filepath.Join(workbooks, "node_modules", "xlsx")); err != nil {
		depth.Missing(t, "xlsx (npm ci in cmd/entente/"+workbooks+")")
	}
	sc := tricky(t)
	out := t.TempDir()
	writeLists(t, sc, out)
	theirs := filepath.Join(out, "theirs.xlsx")
	said, err := exec.Command(node, filepath.Join(workbooks, "through.mjs"), filepath.Join(out, "list.xlsx"), theirs).Output()
	require.NoError(t, err)
	var rows [][]string
	require.NoError(t, json.Unmarshal(said, &rows))
	want := msel.From(sc.Static, nil)
	require.Len(t, rows, len(want.Rows)+1)
	for i, row := range want.Rows {
		require.Equal(t, row, rows[i+1])
	}
	comesBack(t, sc, theirs)
}
