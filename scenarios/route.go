package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/scenarios/words"
)

// routes compiles the listed routes. What is said of two nations holds for
// every pair of their agencies that can use it; what is said of two agencies
// wins over that. Pairs without a list are left to the engine.
func (c *compiler) routes() {
	c.spec.Routes = map[[2]model.AgencyID][]model.Route{}
	keys := sorted(c.doc.Routes)
	for _, ofAgencies := range []bool{false, true} {
		for _, key := range keys {
			if strings.Contains(key, ".") == ofAgencies {
				c.routesOf(key, c.doc.Routes[key])
			}
		}
	}
}

func (c *compiler) routesOf(key string, list [][]string) {
	path := tree.Join("routes", key)
	from, to, oneWay := strings.Cut(key, ">")
	if !oneWay {
		c.r.Add(c.tree.At(path, true), path, "not a pair", "write from>to")
		return
	}
	var ends [2][]model.AgencyID
	for i, word := range []string{from, to} {
		if !strings.Contains(word, "*") {
			ends[i] = c.agenciesOf(word)
		}
		if len(ends[i]) == 0 {
			err := words.Unknown("nation or agency", word, append(idText(c.nationIDs), c.agencyNames...))
			c.r.Fail(c.tree.At(path, true), path, err)
			return
		}
	}
	routes := make([]model.Route, len(list))
	for i, texts := range list {
		if !c.route(tree.Element(path, i), texts, &routes[i]) {
			return
		}
	}
	used := make([]bool, len(routes))
	for _, a := range ends[0] {
		for _, b := range ends[1] {
			if r := c.usableRoutes(a, b, routes, used); a != b && len(r) > 0 {
				c.spec.Routes[[2]model.AgencyID{a, b}] = r
			}
		}
	}
	for i := range used {
		if !used[i] {
			c.problem(tree.Element(path, i), "leads nowhere", "sender, relays and recipient must be on the channels named")
		}
	}
}

// route reads channel, agency, channel, ...; the last leg's end is open.
func (c *compiler) route(path string, texts []string, r *model.Route) bool {
	if len(texts)%2 == 0 {
		c.problem(path, "not a route", "write [channel] or [channel, agency, channel]")
		return false
	}
	for i := 0; i < len(texts); i += 2 {
		ch, ok := c.channel[texts[i]]
		if !ok {
			c.unknown(tree.Element(path, i), "channel", texts[i], sorted(c.channel))
			return false
		}
		leg := model.Leg{Channel: ch, To: model.None}
		if i+1 < len(texts) {
			leg.To = c.findAgency(tree.Element(path, i+1), texts[i+1])
			if leg.To == model.None {
				return false
			}
			r.Liaison = r.Liaison || c.spec.Agencies[leg.To].Liaison != model.None
		}
		r.Legs = append(r.Legs, leg)
	}
	return true
}

// usableRoutes gives the routes that can lead from a to b, in order.
func (c *compiler) usableRoutes(a, b model.AgencyID, routes []model.Route, used []bool) []model.Route {
	var out []model.Route
	for i, r := range routes {
		legs := slices.Clone(r.Legs)
		legs[len(legs)-1].To = b
		at, ok := a, true
		for _, l := range legs {
			ch := &c.spec.Channels[l.Channel]
			ok = ok && at != l.To && ch.Has(at) && ch.Has(l.To)
			at = l.To
		}
		if ok {
			used[i] = true
			out = append(out, model.Route{Legs: legs, Liaison: r.Liaison})
		}
	}
	return out
}

// want reads informed, read(FACT, ...) and available(ACTION).
func parseWant(text string) (verb string, args []string, err error) {
	verb, rest, call := strings.Cut(strings.TrimSpace(text), "(")
	bad := words.Refusal{What: fmt.Sprintf("%q is not a want", text), Hint: "write informed, \"read(fact, ...)\" or \"available(action)\""}
	verb = strings.TrimSpace(verb)
	if !call {
		if verb != "informed" {
			return "", nil, bad
		}
		return verb, nil, nil
	}
	inside, closed := strings.CutSuffix(rest, ")")
	if !closed || verb != "read" && verb != "available" {
		return "", nil, bad
	}
	for _, a := range strings.Split(inside, ",") {
		if a = strings.TrimSpace(a); a == "" || strings.ContainsAny(a, "()") {
			return "", nil, bad
		}
		args = append(args, a)
	}
	return verb, args, nil
}
