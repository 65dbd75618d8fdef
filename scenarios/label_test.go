package scenarios

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents/law"
	"entente/scenarios/predicate"
	"entente/scenarios/words"
)

// All labels of TLP 2.0 are read, as it writes them and as scenarios always did.
func TestLabels(t *testing.T) {
	for text, want := range map[string]law.TLP{
		"CLEAR": law.Clear, "WHITE": law.Clear, "GREEN": law.Green, "AMBER": law.Amber, "AMBER_STRICT": law.AmberStrict, "AMBER+STRICT": law.AmberStrict, "RED": law.Red,
	} {
		var tlp Label
		var pap ActionLabel
		for _, s := range []string{text, "TLP:" + text} {
			require.NoError(t, tlp.parseText(s), s)
			require.Equal(t, want, law.TLP(tlp), s)
		}
		for _, s := range []string{text, "PAP:" + text} {
			require.NoError(t, pap.parseText(s), s)
			require.Equal(t, want, law.TLP(pap), s)
		}
		require.Error(t, tlp.parseText("PAP:"+text))
		require.Error(t, pap.parseText("TLP:"+text))
		_, faults := predicate.Compile("item.tlp >= "+text, law.InLaw, nil)
		require.Empty(t, faults, text)
	}
}

// What a message of ours suggests for a class or a label that is misspelt is never one
// of them: who follows it might share more widely than was meant.
func TestNoMarkingIsSuggested(t *testing.T) {
	for _, list := range [][]string{words.Classes, words.Labels} {
		for _, word := range list {
			for i := range word {
				for _, slip := range []string{word[:i] + word[i+1:], word[:i] + "X" + word[i:], strings.ToLower(word), word + "+", "TLP-" + word} {
					if slices.Contains(list, slip) {
						continue
					}
					require.Empty(t, words.DidYouMean(slip, list), slip)
					require.Empty(t, words.DidYouMean(slip, append([]string{"danger"}, list...)), slip)
				}
			}
		}
	}
	var tlp Label
	require.Equal(t, "one of CLEAR, GREEN, AMBER, AMBER_STRICT, RED", words.HintOf(tlp.parseText("AMBER+STRIKT")))
	var class Class
	require.Contains(t, words.HintOf(class.parseText("TOP-SECRET")), "one of UNCLASSIFIED, ")
}
