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

	"entente/replay"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

func number(v float64) Cell { return Cell{strconv.FormatFloat(v, 'g', -1, 64), Number} }

// quoted is a text as JSON.
func quoted(s string) []byte { return appendQuoted(nil, s) }

func appendQuoted(to []byte, s string) []byte {
	if strings.IndexFunc(s, func(c rune) bool { return c < ' ' || c > '~' || c == '"' || c == '\\' }) < 0 {
		return append(append(append(to, '"'), s...), '"')
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	return append(to, strings.TrimSuffix(b.String(), "\n")...)
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
func edges(transits []measure.Transit) (list []*edge) {
	at := map[[2]journal.Ref]*edge{}
	for _, m := range transits {
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
func GraphML(out io.Writer, records replay.Records) error {
	var transits measure.Transits
	if err := through(records, transits.Add); err != nil {
		return err
	}
	st := records.Static()
	w := bufio.NewWriter(out)
	fmt.Fprint(w, xml.Header, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`, "\n")
	for _, k := range [][3]string{{"node", "nation", "string"}, {"edge", "read", "int"}, {"edge", "ended_otherwise", "int"}, {"edge", "facts", "int"}, {"edge", "median_ms", "long"}} {
		fmt.Fprintf(w, " <key id=%q for=%q attr.name=%q attr.type=%q/>\n", k[1], k[0], k[1], k[2])
	}
	fmt.Fprintf(w, " <graph id=\"%s\" edgedefault=\"directed\">\n", escaped(st.Scenario))
	list := edges(transits.List)
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
		fmt.Fprintf(w, "  <node id=\"%s\"><data key=\"nation\">%s</data></node>\n", escaped(thing(st, r).Name), escaped(thing(st, r).Nation))
	}
	for i, e := range list {
		fmt.Fprintf(w, "  <edge id=\"e%d\" source=\"%s\" target=\"%s\"><data key=\"read\">%d</data><data key=\"ended_otherwise\">%d</data><data key=\"facts\">%d</data>", i+1, escaped(thing(st, e.from).Name), escaped(thing(st, e.to).Name), e.read, e.ended, e.facts)
		if len(e.times) > 0 {
			slices.Sort(e.times)
			fmt.Fprintf(w, "<data key=\"median_ms\">%d</data>", int64(e.times[sim.QuantileIndex(len(e.times), 50*sim.Percent)]))
		}
		fmt.Fprint(w, "</edge>\n")
	}
	fmt.Fprint(w, " </graph>\n</graphml>\n")
	return w.Flush()
}

// through goes through all records, one at a time.
func through(records replay.Records, visit func(*journal.Record)) error {
	w, err := records.Walk(0)
	if err != nil {
		return err
	}
	for {
		r, err := w.Next()
		if err != nil || r == nil {
			return err
		}
		visit(r)
	}
}

// thing is what a Ref stands for; the zero Thing for nothing.
func thing(st *journal.Static, r journal.Ref) journal.Thing {
	if int(r) >= len(st.Things) {
		return journal.Thing{}
	}
	return st.Things[r]
}

// escaped is a text for XML, in an attribute as well.
func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a builder takes everything
	}
	return b.String()
}
