package scenarios

import (
	"slices"

	"entente/scenarios/tree"
	"entente/scenarios/words"
	"entente/sim/journal"
)

func (c *compiler) role(path string, id ID, doc *Agency) ID {
	if doc.Role != "" {
		return doc.Role
	}
	if !slices.Contains(usualRoles, string(id)) {
		c.problem(tree.Join(path, "role"), "is missing", cmpOr(words.DidYouMean(string(id), usualRoles), "write what it is in its nation, such as police, intelligence or spoc, or a word of your own"))
	}
	return id
}

// knownRoles are the words that agencies have for a role.
func (c *compiler) knownRoles() []string {
	if c.rolesOf != len(c.spec.Agencies) {
		c.roles, c.rolesOf = nil, len(c.spec.Agencies)
		for _, a := range c.spec.Agencies {
			c.roles = append(c.roles, c.spec.Names.Text(a.Role))
		}
		slices.Sort(c.roles)
		c.roles = slices.Clip(slices.Compact(c.roles))
	}
	return c.roles
}

// findRole gives the term of a role that some agency has, or that is usual.
func (c *compiler) findRole(path string, role ID) journal.Ref {
	if role == "" || slices.Contains(usualRoles, string(role)) { // known without looking at every agency
		return c.term(role)
	}
	known := c.knownRoles()
	if slices.Contains(known, string(role)) {
		return c.term(role)
	}
	c.unknown(path, "role", string(role), known)
	return 0
}
