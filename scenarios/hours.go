package scenarios

import (
	"fmt"
	"strings"

	"entente/agents/model"
	"entente/scenarios/tree"
	"entente/sim/calendar"
	"entente/sim/notation"
)

// calendar reads opening hours in the local time of an agency: its host's, for
// a liaison officer or mission.
func (c *compiler) calendar(path, hours string, id model.AgencyID) calendar.Calendar {
	a := &c.spec.Agencies[id]
	where := a.Nation
	if a.Liaison != model.None {
		where = a.Liaison
	}
	return c.openHours(path, hours, where)
}

// openHours reads opening hours in the local time of a nation or body.
func (c *compiler) openHours(path, hours string, where model.NationID) calendar.Calendar {
	name := c.nationIDs[where]
	var days []string
	at := tree.Join("nations", string(name))
	if n := c.doc.Nations[name]; n != nil {
		days = n.Holidays
	} else if b := c.doc.Bodies[name]; b != nil {
		days, at = b.Holidays, tree.Join("bodies", string(name))
	}
	var holidays []calendar.Date
	for i, d := range days {
		date, err := notation.ParseDate(d)
		if err != nil {
			c.problem(tree.Element(at+".holidays", i), err.Error(), "")
			continue
		}
		holidays = append(holidays, date)
	}
	like := fmt.Sprint(hours, c.spec.Nations[where].Offset, holidays)
	if cal, known := c.alike.hours[like]; known {
		return cal
	}
	cal, err := calendar.Parse(hours, c.spec.Nations[where].Offset, c.spec.Start, holidays)
	if err != nil {
		c.problem(path, err.Error(), "write 24/7 or Mon-Fri 08:00-17:00")
	} else {
		c.alike.hours[like] = cal
	}
	return cal
}

// businessOf gives the business days of an agency: those of its nation's week, or of
// its host's, where that is said; else the days that its desk names, that of
// authority first; else Monday to Friday.
func (c *compiler) businessOf(id model.AgencyID) calendar.Calendar {
	a := &c.spec.Agencies[id]
	where := a.Nation
	if a.Liaison != model.None {
		where = a.Liaison
	}
	if days, at := c.businessWeek(where); days != "" {
		return c.businessDays(at, days, where)
	}
	for _, work := range [...]model.Works{model.AuthorityDesk, model.Analysis, model.ReleaseDesk, model.Intake} {
		if d := a.Desk[work]; d != model.None && c.spec.Desks[d].Calendar.NamesDays() {
			return c.spec.Desks[d].Calendar
		}
	}
	return c.businessDays("", usualWeek, where)
}

// businessWeek is what a nation or body says of its business days, and where.
func (c *compiler) businessWeek(where model.NationID) (days, path string) {
	name := c.nationIDs[where]
	if n := c.doc.Nations[name]; n != nil {
		return n.Week, tree.Join(tree.Join("nations", string(name)), "week")
	}
	if b := c.doc.Bodies[name]; b != nil {
		return b.Week, tree.Join(tree.Join("bodies", string(name)), "week")
	}
	return "", ""
}

// businessDays reads the business days of a nation or body.
func (c *compiler) businessDays(path, days string, where model.NationID) calendar.Calendar {
	const allDay = " 00:00-24:00"
	if cal, err := calendar.Parse(days+allDay, 0, 0, nil); err != nil || !cal.NamesDays() || strings.ContainsAny(days, " ;:") {
		c.problem(path, fmt.Sprintf("%q does not say which days are business days", days), "write Mon-Fri, Sun-Thu or Mon-Thu,Sat")
		days = usualWeek
	}
	return c.openHours(path, days+allDay, where)
}

// businessAt gives the business days of a nation or body as such: its week, else for
// a body those of its agency.
func (c *compiler) businessAt(where model.NationID) calendar.Calendar {
	n := &c.spec.Nations[where]
	days, at := c.businessWeek(where)
	switch {
	case days != "":
		return c.businessDays(at, days, where)
	case n.Body && len(n.Agencies) > 0:
		return c.spec.Agencies[n.Agencies[0]].Business
	}
	return c.businessDays("", usualWeek, where)
}
