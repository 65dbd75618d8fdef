package figure

import (
	"math"

	"entente/sim"
)

// vega is a part of a Vega-Lite specification; encoding sorts its keys.
type vega = map[string]any

// number is a number as JSON has it: null where there is none.
func number(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}

// specOf is a specification of layers over rows of data.
func specOf(title string, rows []vega, layers ...vega) vega {
	return vega{
		"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "title": title, "width": 520,
		"data": vega{"values": rows}, "layer": layers,
	}
}

// axis is a channel of numbers. Lengths of time are in hours.
func axis(field, title string, q Quantity) vega {
	a := vega{"field": field, "type": "quantitative", "title": title}
	if q == Part {
		a["axis"] = vega{"format": "%"}
	}
	return a
}

// nameChannel is a channel of names in the order of the data.
func nameChannel(field string) vega {
	return vega{"field": field, "type": "nominal", "sort": nil, "title": nil}
}

// unitOf is the title of an axis; hours are what lengths of time are counted in.
func unitOf(q Quantity) string {
	if q == Length {
		return "hours"
	}
	return "estimate"
}

// in is a number in the unit of its axis.
func in(q Quantity, v float64) any {
	if q == Length {
		v /= float64(sim.Hour)
	}
	return number(v)
}

func estimates(all []Estimate, q Quantity) (rows []vega) {
	for i := range all {
		x := &all[i]
		rows = append(rows, vega{"name": x.Name, "value": in(q, x.Value), "low": in(q, x.Low), "high": in(q, x.High), "says": x.Says, "hollow": x.Hollow})
	}
	return rows
}

func intervalSpec(title string, all []Estimate, q Quantity) vega {
	return specOf(title, estimates(all, q),
		vega{"mark": "rule", "encoding": vega{"y": nameChannel("name"), "x": axis("low", unitOf(q), q), "x2": vega{"field": "high"}}},
		vega{"mark": vega{"type": "point", "filled": true, "size": 60, "tooltip": true}, "encoding": vega{"y": nameChannel("name"), "x": axis("value", unitOf(q), q), "tooltip": vega{"field": "says"}}})
}

func barSpec(title string, all []Estimate, q Quantity) vega {
	return specOf(title, estimates(all, q),
		vega{"mark": vega{"type": "bar", "tooltip": true}, "encoding": vega{"y": nameChannel("name"), "x": axis("value", unitOf(q), q), "fillOpacity": vega{"condition": vega{"test": "datum.hollow", "value": 0.3}, "value": 0.8}}},
		vega{"mark": "rule", "encoding": vega{"y": nameChannel("name"), "x": axis("low", unitOf(q), q), "x2": vega{"field": "high"}}})
}

func dotSpec(title string, d Dots, all []Dot) vega {
	var rows []vega
	for i, p := range all {
		rows = append(rows, vega{"name": p.Name, "x": in(d.X, p.X), "y": in(d.Y, p.Y), "order": i, "hollow": p.Hollow})
	}
	encoding := vega{"x": axis("x", d.Across, d.X), "y": axis("y", d.Up, d.Y)}
	with := func(more vega) vega {
		for k, v := range encoding {
			more[k] = v
		}
		return more
	}
	layers := []vega{
		{"mark": vega{"type": "point", "filled": true, "size": 60, "tooltip": true}, "encoding": encoding},
		{"mark": vega{"type": "text", "align": "left", "dx": 8}, "encoding": with(vega{"text": vega{"field": "name"}})},
	}
	if d.Linked {
		layers = append(layers, vega{"mark": "line", "encoding": with(vega{"order": vega{"field": "order"}, "detail": vega{"field": "hollow"}})})
	}
	return specOf(title, rows, layers...)
}

func heatSpec(title string, h *Heat) vega {
	var rows []vega
	for r, list := range h.Values {
		for c, v := range list {
			rows = append(rows, vega{"row": h.Rows[r], "column": h.Columns[c], "value": number(v), "says": h.Says[r][c]})
		}
	}
	place := func(more vega) vega {
		more["y"], more["x"] = nameChannel("row"), nameChannel("column")
		return more
	}
	return specOf(title, rows,
		vega{"mark": "rect", "encoding": place(vega{"color": vega{"field": "value", "type": "quantitative", "scale": vega{"scheme": "greys", "domain": []any{number(h.Low), number(h.High)}}, "title": nil}})},
		vega{"mark": "text", "encoding": place(vega{"text": vega{"field": "says"}})})
}

func ribbonSpec(title string, every sim.Time, all []Ribbon, q Quantity) vega {
	var rows []vega
	for i := range all {
		r := &all[i]
		for k := range r.Middle {
			rows = append(rows, vega{"name": r.Name, "hours": float64(every*sim.Time(k+1)) / float64(sim.Hour), "low": in(q, r.Low[k]), "middle": in(q, r.Middle[k]), "high": in(q, r.High[k])})
		}
	}
	x := axis("hours", "hours since StartEx", Plain)
	return specOf(title, rows,
		vega{"mark": vega{"type": "area", "opacity": 0.25}, "encoding": vega{"x": x, "y": axis("low", unitOf(q), q), "y2": vega{"field": "high"}, "color": nameChannel("name")}},
		vega{"mark": "line", "encoding": vega{"x": x, "y": axis("middle", unitOf(q), q), "color": nameChannel("name")}})
}
