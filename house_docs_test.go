package house_test

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

var markdownLink = regexp.MustCompile(`\]\(([^()\s]+)\)`)

// checkLinks keeps the pages' links inside the repository alive.
func checkLinks(t *tree) []finding {
	var out []finding
	for _, file := range sortedKeys(t.texts) {
		if path.Ext(file) != ".md" {
			continue
		}
		text := t.texts[file]
		for _, at := range markdownLink.FindAllStringSubmatchIndex(text, -1) {
			link := text[at[2]:at[3]]
			target, err := url.Parse(link)
			if err != nil || target.Scheme != "" || target.Path == "" {
				continue // outside, or a place in the same page
			}
			if to := path.Join(path.Dir(file), target.Path); !t.exists[to] {
				out = append(out, finding{path: file, line: lineAt(text, at[0]), what: "links to " + link + ", which is not there",
					why: "a newcomer follows the links (house.md 11)", mend: "correct the link; for law/index.md run make law"})
			}
		}
	}
	return out
}

// shownKinds are files whose text reaches people's eyes.
var shownKinds = map[string]bool{".go": true, ".templ": true, ".json": true, ".txt": true, ".md": true, ".sql": true, ".cedar": true, ".js": true, ".mjs": true}

// checkUnicode wants composed Vietnamese (NFC) everywhere but in tests: two spellings of one letter look alike, sort
// apart, are not found by a search, and print with displaced marks.
func checkUnicode(t *tree) []finding {
	var out []finding
	for _, file := range sortedKeys(t.texts) {
		text := t.texts[file]
		if !shownKinds[path.Ext(file)] || strings.HasSuffix(file, "_test.go") || norm.NFC.IsNormalString(text) {
			continue
		}
		at := norm.NFC.QuickSpanString(text)
		out = append(out, finding{path: file, line: lineAt(text, at), what: fmt.Sprintf("holds decomposed letters (near %q)", near(text, at)),
			why: "every text is stored in one Unicode form (house.md 3, fold)", mend: "write the file in NFC; in code use escapes where a test needs the other form"})
	}
	return out
}

// near gives a few letters around a place.
func near(text string, at int) string {
	from, to := max(0, at-12), min(len(text), at+12)
	return strings.ToValidUTF8(strings.TrimSpace(text[from:to]), "")
}
