package parts_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"motcua/web/page"
)

// Whatever a page of any audience says in a part – titles, labels, hints, buttons, why a
// list is empty – stands in the catalogue word for word.
func TestEverySentenceOfThePartsIsTranslated(t *testing.T) {
	said := regexp.MustCompile(`(?:Title|Text|Label|Hint|Why|Legend|Caption|Lead|Word|Question|Key|Empty|Do|Sentence|Service): ("(?:[^"\\\n]|\\.)+")( \+)?`)
	vietnamese := regexp.MustCompile(`[\x{C0}-\x{1EF9}]`)
	seen := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		name := filepath.Base(path)
		if err != nil || d.IsDir() && strings.HasSuffix(name, "test") {
			return fs.SkipDir
		}
		if d.IsDir() || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") || strings.HasPrefix(name, "gallery") || filepath.Ext(name) != ".go" && filepath.Ext(name) != ".templ" {
			return nil
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range said.FindAllSubmatch(raw, -1) {
			sentence := strings.ReplaceAll(strings.Trim(string(m[1]), `"`), `\"`, `"`)
			if len(m[2]) > 0 || !vietnamese.MatchString(sentence) {
				continue // the beginning of a sentence that is put together; figures and keys
			}
			seen++
			if _, ok := page.English(sentence); !ok {
				t.Errorf("%s: no English for %q: add it to web/page/locale", path, sentence)
			}
		}
		return nil
	})
	if err != nil || seen < 500 {
		t.Fatalf("%d sentences, %v", seen, err)
	}
}
