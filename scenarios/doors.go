package scenarios

// QuoteText writes a text as YAML on one line, in quotes where it needs them.
func QuoteText(text string) string { return (&node{kind: scalar, style: quoted, text: text}).flow() }

// DidYouMean gives the hint that offers the known word nearest to a misspelt
// one; empty when none is near.
func DidYouMean(written string, known []string) string { return didYouMean(written, known) }
