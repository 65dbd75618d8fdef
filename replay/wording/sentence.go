package wording

import (
	_ "embed"
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences are templates by key. {slot} stands for what is said of; what is in
// [brackets] is left out where one of its slots is empty. A phrase that begins
// with = has its own subject; the others follow one.
//
//go:embed sentences.json
var sentenceFile []byte

// sentences has every template.
var sentences = func() map[string]string {
	list := map[string]string{}
	if err := json.Unmarshal(sentenceFile, &list); err != nil {
		panic("wording: sentences: " + err.Error()) // a file of ours
	}
	return list
}()

// slots are what the slots of a template stand for.
type slots map[string]string

// say fills a template. It panics for a key that there is none of: that is a fault
// of ours.
func (s *Speaker) say(key string, with slots) string {
	template, ok := sentences[key]
	if !ok {
		panic("wording: no sentence " + key)
	}
	text := strings.TrimSpace(fill(template, with))
	if s.Heard != nil {
		s.Heard(key, text)
	}
	return text
}

// sayFirst fills the first of some templates that there is.
func (s *Speaker) sayFirst(with slots, keys ...string) string {
	for _, key := range keys {
		if _, ok := sentences[key]; ok {
			return s.say(key, with)
		}
	}
	return s.say(keys[len(keys)-1], with)
}

// fill puts slots into a template.
func fill(template string, with slots) string {
	var out strings.Builder
	for template != "" {
		open := strings.IndexAny(template, "[{")
		if open < 0 {
			break
		}
		out.WriteString(template[:open])
		if template[open] == '{' {
			end := strings.IndexByte(template, '}')
			out.WriteString(with[template[open+1:end]])
			template = template[end+1:]
			continue
		}
		end := strings.IndexByte(template, ']')
		if part := template[open+1 : end]; whole(part, with) {
			out.WriteString(fill(part, with))
		}
		template = template[end+1:]
	}
	out.WriteString(template)
	return out.String()
}

// whole says whether no slot of a part is empty.
func whole(part string, with slots) bool {
	for {
		_, rest, ok := strings.Cut(part, "{")
		if !ok {
			return true
		}
		name, after, _ := strings.Cut(rest, "}")
		if with[name] == "" {
			return false
		}
		part = after
	}
}

// Upper begins a sentence or a heading with a capital.
func Upper(text string) string { return startCapital(text, unicode.ToUpper) }

// Lower begins a phrase within a sentence with a small letter.
func Lower(text string) string { return startCapital(text, unicode.ToLower) }

// startCapital changes the first letter of a text.
func startCapital(text string, change func(rune) rune) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 || first == utf8.RuneError {
		return text
	}
	return string(change(first)) + text[size:]
}
