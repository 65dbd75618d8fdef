package scenarios

// notes lists what is allowed but looks like a mistake.
func (c *compiler) notes() Problems { return nil }
