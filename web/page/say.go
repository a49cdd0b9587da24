package page

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Sentences that rules and letters put together in Vietnamese ("quá hạn 2 ngày 3 giờ làm
// việc") reach a page whole. In English they are taken apart by the catalogue's own
// sentences with gaps, "quá hạn %s": %d is a figure, %s is a figure, a name or a sentence
// that the catalogue knows again. What it does not know stays as it was said, never half.

// phrase is a sentence of the catalogue with gaps.
type phrase struct {
	form    *regexp.Regexp
	literal []string // what must stand in a text before the form is tried
	english string
}

var phrases = sync.OnceValue(func() []phrase {
	var out []phrase
	all, _ := english() // a broken file was found at the start, by Translations
	for key, said := range all {
		if !strings.Contains(key, "%") {
			continue
		}
		form, literal := regexp.QuoteMeta(strings.TrimSuffix(key, ".")), []string{}
		for _, fixed := range gaps.Split(strings.TrimSuffix(key, "."), -1) {
			if fixed != "" {
				literal = append(literal, fixed)
			}
		}
		form = strings.NewReplacer("%s", `(.+?)`, "%d", `([0-9][0-9.,]*)`).Replace(form)
		if len(literal) > 0 {
			out = append(out, phrase{regexp.MustCompile(`^` + form + `$`), literal, verbs.ReplaceAllString(strings.TrimSuffix(said, "."), "%${1}s")})
		}
	}
	weight := func(p phrase) int { return utf8.RuneCountInString(strings.Join(p.literal, "")) }
	slices.SortFunc(out, func(a, b phrase) int {
		return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(a.form.String(), b.form.String()))
	})
	return out
})

var gaps = regexp.MustCompile(`%[ds]`)

var verbs = regexp.MustCompile(`%(\[[0-9]\])?d`)

// English is the catalogue's own translation of a sentence, whole and word for word.
func English(sentence string) (string, bool) {
	all, err := english()
	if err != nil { // found at the start, by Translations
		return "", false
	}
	s, ok := all[sentence]
	return s, ok && s != ""
}

// joints are what sentences are joined with, the widest first.
var joints = []string{" · ", "; ", ". ", " – ", ": ", ", "}

// say translates a text that stands in the catalogue, fits one of its phrases, or is
// joined of parts that do.
func say(s string) (string, bool) {
	if out, ok := English(s); ok {
		return out, true
	}
	if end := strings.TrimSuffix(s, "."); end != s {
		if out, ok := say(end); ok {
			return out + ".", true
		}
		return s, false
	}
	if out, ok := English(s + "."); ok {
		return strings.TrimSuffix(out, "."), true
	}
	if out, ok := unfold(s); ok {
		return out, true
	}
	for _, joint := range joints {
		all := strings.Split(s, joint)
		if len(all) == 1 {
			continue
		}
		known := false
		for i, one := range all {
			if out, ok := say(one); ok {
				all[i], known = out, true
			} else if !proper(one) {
				return s, false
			}
		}
		return strings.Join(all, joint), known
	}
	return s, false
}

func unfold(s string) (string, bool) {
next:
	for _, p := range phrases() {
		for _, l := range p.literal {
			if !strings.Contains(s, l) {
				continue next
			}
		}
		m := p.form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		args := make([]any, len(m)-1)
		for i, one := range m[1:] {
			out, ok := say(one)
			if !ok && !proper(one) {
				continue next
			}
			args[i] = out
		}
		return fmt.Sprintf(p.english, args...), true
	}
	return s, false
}

// proper tells what needs no translation: figures, codes, names and quotations.
func proper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“(\" "))
	if unicode.IsUpper(r) || unicode.IsDigit(r) && !strings.ContainsFunc(s, foreign) {
		return true
	}
	return !strings.ContainsFunc(s, unicode.IsLetter) || !strings.ContainsAny(s, " ") && strings.ContainsAny(s, "0123456789") && !strings.ContainsFunc(s, foreign)
}

// foreign are letters that Vietnamese alone writes.
func foreign(r rune) bool { return r > 0x7f && unicode.IsLetter(r) }

// T says the Vietnamese sentence in the language of the request. Verbs of fmt in the
// sentence are filled with args after translation; a sentence put together before is
// taken apart.
func T(ctx context.Context, sentence string, args ...any) string {
	if sentence == "" {
		return ""
	}
	out := sentence
	if Lang(ctx) == "en" {
		if len(args) == 0 {
			out, _ = say(sentence)
			return out
		}
		if s, ok := English(sentence); ok {
			out = s
		}
		for i, a := range args {
			if s, ok := a.(string); ok {
				args[i], _ = say(s)
			}
		}
	}
	if len(args) == 0 {
		return out
	}
	return fmt.Sprintf(out, args...)
}
