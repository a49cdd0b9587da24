package law_test

import (
	"flag"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"
)

func init() {
	if flag.Lookup("update") == nil {
		flag.Bool("update", false, "write law/index.md anew")
	}
}

// rule is one line of index.txt with its status and the files that cite it.
type rule struct {
	id, title, source, mark string
	status, reason          string
	code, tests             []string
	proofs                  []string // tests named by the id, or with a row or a journey that has it
}

const (
	statusIn   = "in-code"
	statusPart = "partly"
	statusNot  = "not"
)

// shown is how a status reads in index.md.
var shown = map[string]string{statusIn: "in code", statusPart: "partly", statusNot: "not"}

// TestIndex holds the code and the law to each other: every cited rule exists, every rule said to be built is cited by
// code, and index.md tells the truth. With -update (make law) it writes index.md.
func TestIndex(t *testing.T) {
	text := readFile(t, "index.txt")
	rules, problems := readRules(text)
	problems = append(problems, readStatus(readFile(t, "status.txt"), rules)...)
	cited, more := cite(loadCiting(t, ".."), rules)
	problems = append(append(append(problems, more...), unbuilt(cited)...), unproved(cited)...)
	page := write(cited)
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile("index.md", []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if readFile(t, "index.md") != page {
		problems = append(problems, "law/index.md is stale: the citations or the status changed. Run: make law")
	}
	for _, p := range problems {
		t.Error(p)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}

var (
	ruleID = regexp.MustCompile(`^[A-Z]+-\d+(\.\d+)?[a-z]?$`)
	mark   = regexp.MustCompile(`^(found|partial|mem [HML]|derived|design)(, (found|partial|mem [HML]|derived|design))*$`)
)

// readRules reads index.txt in its own order; lines "source KEY | what" explain the keys.
func readRules(text string) ([]*rule, []string) {
	var rules []*rule
	var problems []string
	sources, seen := map[string]bool{}, map[string]bool{}
	for n, line := range strings.Split(text, "\n") {
		at := func(what string, args ...any) {
			problems = append(problems, fmt.Sprintf("law/index.txt:%d: ", n+1)+fmt.Sprintf(what, args...))
		}
		if key, ok := strings.CutPrefix(line, "source "); ok {
			key, _, _ = strings.Cut(key, " | ")
			sources[key] = true
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, " | ")
		if len(cells) != 4 {
			at("%q is not ID | title | source | mark", line)
			continue
		}
		r := &rule{id: cells[0], title: cells[1], source: cells[2], mark: cells[3], status: statusNot}
		switch {
		case !ruleID.MatchString(r.id):
			at("%q is not an id like APO-7", r.id)
		case seen[r.id]:
			at("%s stands here twice", r.id)
		case r.title == "" || utf8.RuneCountInString(r.title) > 90:
			at("the title of %s is empty or longer than 90 characters", r.id)
		case !sources[r.source]:
			at("source %s of %s is not explained by a line \"source %s | …\" above", r.source, r.id, r.source)
		case !mark.MatchString(r.mark):
			at("mark %q of %s is not one of the marks explained at the top", r.mark, r.id)
		}
		seen[r.id] = true
		rules = append(rules, r)
	}
	return rules, problems
}

// readStatus sets the status of each rule from lines "ID status reason".
func readStatus(text string, rules []*rule) []string {
	var problems []string
	known, seen := map[string]*rule{}, map[string]bool{}
	for _, r := range rules {
		known[r.id] = r
	}
	for n, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, rest, _ := strings.Cut(line, " ")
		status, reason, _ := strings.Cut(rest, " ")
		reason = strings.TrimSpace(reason)
		r := known[id]
		switch {
		case r == nil:
			problems = append(problems, fmt.Sprintf("law/status.txt:%d: %s is not in law/index.txt", n+1, id))
			continue
		case seen[id]:
			problems = append(problems, fmt.Sprintf("law/status.txt:%d: %s stands here twice", n+1, id))
		case shown[status] == "":
			problems = append(problems, fmt.Sprintf("law/status.txt:%d: status %q of %s is not in-code, partly or not", n+1, status, id))
			continue
		case status == statusPart && reason == "":
			problems = append(problems, fmt.Sprintf("law/status.txt:%d: %s is partly built: say what is missing", n+1, id))
		}
		seen[id] = true
		r.status, r.reason = status, reason
	}
	return problems
}

// loadCiting reads the files whose citations count: Go, queries, migrations, templates, policies, profiles, journeys.
func loadCiting(t *testing.T, root string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(root, func(file string, d os.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		name, _ := filepath.Rel(root, file)
		name = filepath.ToSlash(name)
		if d.IsDir() {
			if skipped[d.Name()] || name == "testdata/house" || name == "web/page/dist" {
				return filepath.SkipDir
			}
			return nil
		}
		if counts(name) {
			text, err := os.ReadFile(file)
			if err == nil {
				texts[name] = string(text)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

var skipped = map[string]bool{".git": true, "node_modules": true, "bin": true, "var": true, "scripts": true, "docs": true}

func counts(name string) bool {
	if strings.HasSuffix(name, "_templ.go") || strings.HasSuffix(name, ".sql.go") || strings.HasPrefix(path.Base(name), "house_") || name == "law/index_test.go" {
		return false
	}
	switch path.Ext(name) {
	case ".go", ".sql", ".templ", ".cedar":
		return true
	case ".json":
		return strings.HasPrefix(name, "law/profiles/")
	case ".txt":
		return strings.HasPrefix(name, "testdata/journeys/")
	}
	return false
}

func isTest(name string) bool {
	dir := path.Dir(name)
	return strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "testdata/") || path.Base(dir) == path.Base(path.Dir(dir))+"test"
}

// cite notes for each rule the files that name it, and reports ids that no rule has.
func cite(texts map[string]string, rules []*rule) ([]*rule, []string) {
	prefixes, known := map[string]bool{}, map[string]*rule{}
	for _, r := range rules {
		prefix, _, _ := strings.Cut(r.id, "-")
		prefixes[prefix], known[r.id] = true, r
	}
	var list []string
	for prefix := range prefixes {
		list = append(list, prefix)
	}
	sort.Strings(list)
	citation := regexp.MustCompile(`\b(?:` + strings.Join(list, "|") + `)-\d+(?:\.\d+)?[a-z]?\b|\bSEED \d\.\d+`)
	var problems, names []string
	for name := range texts {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		seen, proof := map[string]bool{}, map[string]bool{}
		said, names := proving(name, texts[name])
		for _, id := range citation.FindAllString(said, -1) {
			proof[id] = true
		}
		cites := citation.FindAllString(texts[name], -1)
		for _, id := range named(names, known) {
			proof[id] = true
			cites = append(cites, id)
		}
		for _, id := range cites {
			id = strings.Replace(id, "SEED ", "SEED-", 1)
			if known[id] == nil && strings.Contains(id, ".") && !strings.HasPrefix(id, "SEED") {
				id, _, _ = strings.Cut(id, ".") // the end of a sentence before a number
			}
			if seen[id] {
				continue
			}
			seen[id] = true
			switch r := known[id]; {
			case r == nil:
				problems = append(problems, fmt.Sprintf("%s cites %s, which law/index.txt does not have: correct the id, or add the rule there with its source", name, id))
			case isTest(name):
				r.tests = append(r.tests, name)
				if proof[id] {
					r.proofs = append(r.proofs, name)
				}
			default:
				r.code = append(r.code, name)
			}
		}
	}
	return rules, problems
}

// proving gives what of a file proves a rule: the words of a journey; of a Go test the
// text of its rows and the names of its functions. A comment proves nothing.
func proving(name, text string) (said string, functions []string) {
	if strings.HasPrefix(name, "testdata/journeys/") {
		return text, nil
	}
	if !strings.HasSuffix(name, "_test.go") {
		return "", nil
	}
	var rows strings.Builder
	var s scanner.Scanner
	files := token.NewFileSet()
	s.Init(files.AddFile(name, -1, len(text)), []byte(text), func(token.Position, string) {}, 0)
	for function := false; ; {
		_, tok, literal := s.Scan()
		switch {
		case tok == token.EOF:
			return rows.String(), functions
		case tok == token.STRING:
			rows.WriteString(literal + "\n")
		case tok == token.IDENT && function && (strings.HasPrefix(literal, "Test") || strings.HasPrefix(literal, "Fuzz")):
			functions = append(functions, literal)
		}
		function = tok == token.FUNC
	}
}

var inName = regexp.MustCompile(`([A-Z]{2,4})_?(\d+)([a-z]?)(?:_|$)`)

// named reads the ids in names of tests: TestAPO3_…, TestCODE1_CODE4_…, TestREC_13_….
func named(functions []string, known map[string]*rule) []string {
	var out []string
	for _, f := range functions {
		f = strings.TrimPrefix(strings.TrimPrefix(f, "Test"), "Fuzz")
		for _, m := range inName.FindAllStringSubmatch(f, -1) {
			for _, id := range []string{m[1] + "-" + m[2] + m[3], m[1] + "-" + m[2]} {
				if known[id] != nil {
					out = append(out, id)
					break
				}
			}
		}
	}
	return out
}

// whole are the sections of the law that are to be built without a silent gap: the
// letter, the one-stop mechanism, its codes and evaluation, calendar and deadlines.
var whole = []string{"APO", "PRI", "REC", "FWD", "SET", "CODE", "EVA", "CAL", "DL"}

// unproved asks of each rule of those sections: built, and then a test has its id; or
// not wholly built, and then the reason is said.
func unproved(rules []*rule) []string {
	var problems []string
	for _, r := range rules {
		prefix, _, _ := strings.Cut(r.id, "-")
		switch {
		case !slices.Contains(whole, prefix):
		case r.status == statusIn && len(r.proofs) == 0:
			problems = append(problems, fmt.Sprintf("%s is said to be in code (law/status.txt), but no test has it: name a test by it (Test%s_…), give it a row \"%s …\" or a journey", r.id, strings.Replace(r.id, "-", "", 1), r.id))
		case r.status != statusIn && r.reason == "":
			problems = append(problems, fmt.Sprintf("%s is %q without a reason: say in law/status.txt, in words of the product, what is missing or why it is not built", r.id, shown[r.status]))
		}
	}
	return problems
}

func unbuilt(rules []*rule) []string {
	var problems []string
	for _, r := range rules {
		if r.status == statusIn && len(r.code) == 0 {
			problems = append(problems, fmt.Sprintf("%s is said to be in code (law/status.txt), but no file that is not a test cites it: cite it where it is applied, or change its status", r.id))
		}
	}
	return problems
}

// write gives index.md.
func write(rules []*rule) string {
	count := map[string]int{}
	for _, r := range rules {
		count[r.status]++
	}
	var b strings.Builder
	b.WriteString("# Rules and where they stand in the code\n\n")
	b.WriteString("Written by `make law` from `index.txt` (the rules), `status.txt` (how far each is built) and the citations in the code. Do not edit.\n\n")
	fmt.Fprintf(&b, "%d rules: %d in code, %d partly, %d not.\n\n", len(rules), count[statusIn], count[statusPart], count[statusNot])
	b.WriteString("Status is what we claim for the whole rule; a cited file may apply only a part of it. Marks and sources are explained at the top of `index.txt`.\n")
	group := ""
	for _, r := range rules {
		prefix, _, _ := strings.Cut(r.id, "-")
		if prefix != group {
			group = prefix
			fmt.Fprintf(&b, "\n## %s\n\n| Id | Rule | Source, mark | Status | Code | Tests |\n|---|---|---|---|---|---|\n", prefix)
		}
		status := shown[r.status]
		if r.reason != "" {
			status += ": " + strings.ReplaceAll(r.reason, "|", "/")
		}
		fmt.Fprintf(&b, "| %s | %s | %s, %s | %s | %s | %s |\n", r.id, r.title, r.source, r.mark, status, links(r.code), links(r.tests))
	}
	return b.String()
}

func links(files []string) string {
	var out []string
	for _, file := range files {
		out = append(out, fmt.Sprintf("[%s](../%s)", file, file))
	}
	return strings.Join(out, "<br>")
}

// TestIndexNotices proves the checks on small texts: each row is what somebody got wrong and the sentence they read.
func TestIndexNotices(t *testing.T) {
	const head = "source S | a source\n"
	for _, c := range []struct{ name, index, status, file, text, want string }{
		{"a rule that does not exist", head + "APO-1 | t | S | found", "", "a/a.go", "// APO-2", "a/a.go cites APO-2"},
		{"built, but only a test cites it", head + "APO-1 | t | S | found", "APO-1 in-code", "a/a_test.go", "// APO-1", "no file that is not a test cites it"},
		{"built, but only a journey cites it", head + "APO-1 | t | S | found", "APO-1 in-code", "testdata/journeys/a.txt", "APO-1", "no file that is not a test cites it"},
		{"partly without saying what is missing", head + "APO-1 | t | S | found", "APO-1 partly", "a/a.go", "// APO-1", "say what is missing"},
		{"a status nobody knows", head + "APO-1 | t | S | found", "APO-1 done", "a/a.go", "", "is not in-code, partly or not"},
		{"a status of no rule", head + "APO-1 | t | S | found", "APO-9 not", "a/a.go", "", "APO-9 is not in law/index.txt"},
		{"a rule twice", head + "APO-1 | t | S | found\nAPO-1 | u | S | found", "", "a/a.go", "", "stands here twice"},
		{"a source without explanation", "APO-1 | t | S | found", "", "a/a.go", "", "is not explained"},
		{"a mark nobody knows", head + "APO-1 | t | S | sure", "", "a/a.go", "", "is not one of the marks"},
		{"a clause of the letter that does not exist", head + "SEED-2.9 | t | S | found", "", "a/a.go", "// SEED 2.8", "cites SEED-2.8"},
		{"built, but no test has it", head + "APO-1 | t | S | found", "APO-1 in-code", "a/a.go", "// APO-1", "no test has it"},
		{"a comment in a test proves nothing", head + "APO-1 | t | S | found", "APO-1 in-code", "a/a_test.go", "package a\n// APO-1\nfunc TestX() {}", "no test has it"},
		{"a test of another rule", head + "APO-1 | t | S | found", "APO-1 in-code", "a/a_test.go", "package a\nfunc TestAPO12_X() {}", "no test has it"},
		{"not built without a reason", head + "APO-1 | t | S | found", "APO-1 not", "a/a.go", "// APO-1", "without a reason"},
		{"not listed at all", head + "APO-1 | t | S | found", "", "a/a.go", "// APO-1", "without a reason"},
		{"another section may be silent", head + "VB-1 | t | S | found\nAPO-1 | t | S | found", "APO-1 not a later part", "a/a.go", "// VB-1", ""},
		{"partly, with what is missing", head + "APO-1 | t | S | found", "APO-1 partly the register", "a/a.go", "// APO-1(b): see SEED.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rules, problems := readRules(c.index)
			problems = append(problems, readStatus(c.status, rules)...)
			cited, more := cite(map[string]string{c.file: c.text}, rules)
			got := strings.Join(append(append(append(problems, more...), unbuilt(cited)...), unproved(cited)...), "\n")
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if !strings.Contains(write(cited), "| APO-1 |") && !strings.Contains(write(cited), "| SEED-2.9 |") {
				t.Error("the page does not list the rule")
			}
		})
	}
}

// TestProofsAreRead: what counts as a test of a rule.
func TestProofsAreRead(t *testing.T) {
	for _, c := range []struct{ says, file, text string }{
		{"a test named by the id", "a/a_test.go", "package a\nfunc TestAPO1_TheLetter() {}"},
		{"with an underscore", "a/a_test.go", "package a\nfunc TestAPO_1_TheLetter() {}"},
		{"the second of two ids", "a/a_test.go", "package a\nfunc TestREC2_APO1_TheLetter() {}"},
		{"a fuzz test", "a/a_test.go", "package a\nfunc FuzzAPO1() {}"},
		{"a row", "a/a_test.go", "package a\nfunc TestX() { _ = \"APO-1 once\" }"},
		{"a journey", "testdata/journeys/a.txt", "# Thư (APO-1)"},
	} {
		rules, _ := readRules("source S | a source\nAPO-1 | t | S | found\nREC-2 | t | S | found")
		cited, problems := cite(map[string]string{c.file: c.text, "a/a.go": "// APO-1"}, rules)
		cited[0].status = statusIn
		if len(problems) > 0 || len(cited[0].proofs) != 1 || cited[0].proofs[0] != c.file || len(cited[0].tests) != 1 {
			t.Errorf("%s: proofs %v, tests %v, %v", c.says, cited[0].proofs, cited[0].tests, problems)
		}
	}
}
