package scenarios

import (
	"fmt"
	"strings"

	"entente/agents/law"
	"entente/scenarios/words"
)

// Expiry is what follows when the time for an answer runs out: remind, refuse or
// raise ROLE.
type Expiry struct {
	text string // as written; empty: remind
	do   law.Silence
	role ID
}

// silences are the words for what silence is taken for, by law.Silence.
var silences = []string{"remind", "refuse", "raise"}

const expiryForms = "write remind, refuse or raise foreign-ministry"

func (e *Expiry) parseText(s string) error {
	e.text = s
	verb, role, raised := strings.Cut(s, " ")
	if err := word("way to take silence", verb, silences, law.Remind, &e.do); err != nil {
		if words.HintOf(err) == "" {
			return words.Refusal{What: err.Error(), Hint: expiryForms}
		}
		return err
	}
	if raised != (e.do == law.Raise) {
		return words.Refusal{What: fmt.Sprintf("%q does not say what follows", s), Hint: expiryForms}
	}
	if raised {
		return e.role.parseText(role)
	}
	return nil
}

// sequelText says in words what follows, to stand after what was due.
func (e *Expiry) sequelText() string {
	if e.text == "" {
		return ""
	}
	return ", else " + e.text
}

// expiry compiles what follows when the time for an answer runs out.
func (c *compiler) expiry(path string, e Expiry) law.Expiry {
	x := law.Expiry{Do: e.do}
	if e.do == law.Raise {
		x.Role = c.findRole(path, e.role)
	}
	return x
}
