package scenarios

// QuoteText writes a text as YAML on one line, in quotes where it needs them.
func QuoteText(text string) string { return (&node{kind: scalar, style: quoted, text: text}).flow() }
