package fold

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// NFC gives s in the composed form in which all text is stored, shown and printed.
// The letter Eth (Ð, U+0110's look-alike U+00D0) is a common keyboard mistake for Đ
// and does not occur in Vietnamese; it is left alone here because foreign names may
// carry it. Fold treats both alike.
func NFC(s string) string { return norm.NFC.String(s) }

// IsNFC reports whether s is already in the stored form.
func IsNFC(s string) bool { return norm.NFC.IsNormalString(s) }

// Fold gives the text a search compares: marks dropped, đ and its look-alike ð as d,
// lower case, runs of white space as one space, none at the ends. It does not depend
// on the composed or decomposed form of its input, and folding twice changes nothing.
func Fold(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	// Lower case first: a few capitals (İ) lower to a letter with a mark.
	decomposed := norm.NFD.String(strings.ToLower(norm.NFC.String(s)))
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range decomposed {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsSpace(r):
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(plain(r))
	}
	return b.String()
}

// plain maps the letters NFD leaves whole although a searcher types them without a bar.
func plain(r rune) rune {
	switch r {
	case 'đ', 'Đ', 'ð', 'Ð':
		return 'd'
	}
	return r
}

// foldASCII is the short way for codes and numbers, which are most of what is folded.
func foldASCII(s string) (string, bool) {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return "", false
		}
	}
	return strings.Join(strings.Fields(strings.ToLower(s)), " "), true
}

// Contains reports whether every word of query occurs in text, both folded already.
// An empty query is contained in everything.
func Contains(text, query string) bool {
	for _, word := range strings.Fields(query) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// A Collator keeps buffers and is not safe for two goroutines at once, so keys are
// made by pooled ones.
var collators = sync.Pool{New: func() any {
	return collate.New(language.Vietnamese)
}}

// Key gives bytes whose plain comparison is the order of the Vietnamese alphabet
// (a ă â … d đ e ê …). It may be stored and sorted by any engine as text or bytes.
func Key(s string) []byte {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var buf collate.Buffer
	return append([]byte(nil), c.KeyFromString(&buf, norm.NFC.String(s))...)
}

// Compare orders two texts as Key does: negative when a comes before b.
func Compare(a, b string) int {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	return c.CompareString(norm.NFC.String(a), norm.NFC.String(b))
}
