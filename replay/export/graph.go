package export

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

func number(v float64) Cell { return Cell{strconv.FormatFloat(v, 'g', -1, 64), Number} }

// quoted is a text as JSON.
func quoted(s string) []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

// edge is what one agency told another.
type edge struct {
	from, to journal.Ref
	read     int
	ended    int
	facts    int
	times    []sim.Time
}

// edges sums up messages by sender and recipient, in the order of first sending.
func edges(s *measure.Story) (list []*edge) {
	at := map[[2]journal.Ref]*edge{}
	for _, m := range s.Transits(sim.Never) {
		k := [2]journal.Ref{m.From, m.To}
		e := at[k]
		if e == nil {
			e = &edge{from: m.From, to: m.To}
			at[k] = e
			list = append(list, e)
		}
		if m.Outcome == journal.Done {
			e.read++
			e.facts += len(m.Facts)
			e.times = append(e.times, m.Ended-m.Sent)
		} else {
			e.ended++
		}
	}
	return list
}

// GraphML writes who told whom: a node for each agency that sent or was sent
// something, an arrow for each pair, with counts and the median time to reading.
func GraphML(out io.Writer, s *measure.Story) error {
	w := bufio.NewWriter(out)
	fmt.Fprint(w, xml.Header, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`, "\n")
	for _, k := range [][3]string{{"node", "nation", "string"}, {"edge", "read", "int"}, {"edge", "ended_otherwise", "int"}, {"edge", "facts", "int"}, {"edge", "median_ms", "long"}} {
		fmt.Fprintf(w, " <key id=%q for=%q attr.name=%q attr.type=%q/>\n", k[1], k[0], k[1], k[2])
	}
	fmt.Fprintf(w, " <graph id=\"%s\" edgedefault=\"directed\">\n", escaped(s.Static.Scenario))
	list := edges(s)
	var nodes []journal.Ref
	for _, e := range list {
		for _, r := range []journal.Ref{e.from, e.to} {
			if !slices.Contains(nodes, r) {
				nodes = append(nodes, r)
			}
		}
	}
	slices.Sort(nodes)
	for _, r := range nodes {
		fmt.Fprintf(w, "  <node id=\"%s\"><data key=\"nation\">%s</data></node>\n", escaped(s.Name(r)), escaped(s.Nation(r)))
	}
	for i, e := range list {
		fmt.Fprintf(w, "  <edge id=\"e%d\" source=\"%s\" target=\"%s\"><data key=\"read\">%d</data><data key=\"ended_otherwise\">%d</data><data key=\"facts\">%d</data>", i+1, escaped(s.Name(e.from)), escaped(s.Name(e.to)), e.read, e.ended, e.facts)
		if len(e.times) > 0 {
			slices.Sort(e.times)
			fmt.Fprintf(w, "<data key=\"median_ms\">%d</data>", int64(e.times[measure.Rank(len(e.times), 500)]))
		}
		fmt.Fprint(w, "</edge>\n")
	}
	fmt.Fprint(w, " </graph>\n</graphml>\n")
	return w.Flush()
}

// escaped is a text for XML, in an attribute as well.
func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a builder takes everything
	}
	return b.String()
}
