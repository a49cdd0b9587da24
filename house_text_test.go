package house_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"strings"
)

// The most of docs/house.md section 9. What is generated stands outside the sizes.
const (
	mostFileLines     = 500
	mostTestLines     = 800
	mostFunctionLines = 80
	mostParameters    = 6
	mostPackageLines  = 3500
	mostTemplateLines = 200
	mostReadmeLines   = 100
)

func checkSizes(t *tree) []finding {
	var out []finding
	const why = "what fits on a few screens can be read by a newcomer (house.md 9)"
	for _, dir := range t.dirs {
		total := 0
		for _, f := range t.byDir[dir] {
			if f.generated {
				continue
			}
			lines, most := bytes.Count(f.src, []byte("\n")), mostFileLines
			if f.test {
				most = mostTestLines
			} else {
				total += lines
			}
			if lines > most {
				out = append(out, finding{path: f.path, what: fmt.Sprintf("has %d lines, the most is %d", lines, most), why: why,
					mend: "split it by what it decides: one act, one page or one table a file"})
			}
			if f.ast != nil {
				out = append(out, functionSizes(t, f)...)
			}
		}
		if total > mostPackageLines {
			out = append(out, finding{path: dir, what: fmt.Sprintf("the package has %d lines, the most is %d", total, mostPackageLines), why: why,
				mend: "a second noun is hiding in it: give that noun its own room and floor"})
		}
	}
	if lines := strings.Count(t.texts["README.md"], "\n"); lines > mostReadmeLines {
		out = append(out, finding{path: "README.md", what: fmt.Sprintf("has %d lines, the most is %d", lines, mostReadmeLines),
			why: "the first page says what it is and where to go next (house.md 11)", mend: "move details to docs and link them"})
	}
	for _, file := range sortedKeys(t.texts) {
		if path.Ext(file) == ".templ" && strings.Count(t.texts[file], "\n") > mostTemplateLines {
			out = append(out, finding{path: file, what: fmt.Sprintf("has %d lines, the most is %d", strings.Count(t.texts[file], "\n"), mostTemplateLines),
				why: why, mend: "move a block that has a name into web/page/parts or into a neighbour template"})
		}
	}
	return out
}

func functionSizes(t *tree, f *goFile) []finding {
	var out []finding
	for _, decl := range f.ast.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		if lines := t.lines(fn); lines > mostFunctionLines {
			out = append(out, finding{path: f.path, line: t.line(fn), what: fmt.Sprintf("function %s has %d lines, the most is %d", fn.Name.Name, lines, mostFunctionLines),
				why: "a function says one thing (house.md 9)", mend: "name its steps and make them functions; move table rows of a test into a variable"})
		}
		if n := fn.Type.Params.NumFields(); n > mostParameters {
			out = append(out, finding{path: f.path, line: t.line(fn), what: fmt.Sprintf("function %s takes %d parameters, the most is %d", fn.Name.Name, n, mostParameters),
				why: "long lists of parameters are mixed up by callers (house.md 9)", mend: "pass a struct whose fields have names"})
		}
	}
	return out
}

var bannedNames = map[string]bool{"util": true, "utils": true, "common": true, "helper": true, "helpers": true, "base": true, "core": true,
	"manager": true, "service": true, "services": true, "handler": true, "handlers": true, "model": true, "models": true, "types": true, "impl": true}

var bannedFolders = map[string]bool{"internal": true, "pkg": true, "src": true}

func checkNames(t *tree) []finding {
	var out []finding
	for _, dir := range t.dirs {
		for _, part := range strings.Split(dir, "/") {
			if bannedNames[part] || strings.HasSuffix(part, "util") || strings.HasSuffix(part, "utils") || strings.HasSuffix(part, "helper") {
				out = append(out, finding{path: dir, what: fmt.Sprintf("a package is named %q", part),
					why: "a name says what field of work it is, not that it is code (house.md 10)", mend: "name it by the field's noun, or move its functions to where they are used"})
			}
		}
	}
	for _, folder := range t.folders {
		if bannedFolders[path.Base(folder)] && (!strings.Contains(folder, "/") || len(t.byDir[folder]) > 0) {
			out = append(out, finding{path: folder, what: fmt.Sprintf("there is a folder named %q", path.Base(folder)),
				why: "the first ls shows the field (house.md 2)", mend: "move its contents up into rooms with names"})
		}
	}
	return out
}

// checkDocFiles wants a doc.go of 3 to 15 lines of comment in every package.
func checkDocFiles(t *tree) []finding {
	var out []finding
	for _, dir := range t.dirs {
		if dir == "." || !t.code(dir) {
			continue
		}
		var doc *goFile
		for _, f := range t.byDir[dir] {
			if f.name == "doc.go" {
				doc = f
			}
		}
		const why = "a newcomer opens doc.go first: what it owns, what it never does, where to start (house.md 11)"
		if doc == nil || doc.ast == nil || doc.ast.Doc == nil {
			out = append(out, finding{path: dir, what: "has no doc.go with a package comment", why: why, mend: "write 3 to 15 lines"})
			continue
		}
		if lines := t.lines(doc.ast.Doc); lines < 3 || lines > 15 {
			out = append(out, finding{path: doc.path, what: fmt.Sprintf("its package comment has %d lines", lines), why: why, mend: "make it 3 to 15 lines"})
		}
	}
	return out
}

// The words are put together here so that this file does not find itself.
var leftovers = regexp.MustCompile(`\b(` + "TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK" + `)\b`)

var leftoverKinds = map[string]bool{".go": true, ".sql": true, ".templ": true, ".sh": true, ".mjs": true, ".js": true, ".scss": true, ".md": true, ".yaml": true}

func checkLeftovers(t *tree) []finding {
	var out []finding
	for _, file := range sortedKeys(t.texts) {
		if !leftoverKinds[path.Ext(file)] && path.Base(file) != "Makefile" {
			continue
		}
		for _, at := range leftovers.FindAllStringIndex(t.texts[file], -1) {
			out = append(out, finding{path: file, line: lineAt(t.texts[file], at[0]), what: "a note to do something later (" + t.texts[file][at[0]:at[1]] + ")",
				why: "what is not built is an issue, not a comment (house.md 11)", mend: "do it now, or write the issue and remove the note"})
		}
	}
	return out
}

// registries are hosts of package registries and delivery networks; which one serves a machine is that machine's
// own setting. Written in two halves so that this file does not find itself.
var registries = regexp.MustCompile(`(?i)\b(` + strings.Join([]string{
	"registry." + "npmjs.org", "registry." + "yarnpkg.com", "npm." + "jsr.io", "proxy." + "golang.org", "sum." + "golang.org", "index." + "golang.org",
	"goproxy." + "(?:io|cn)", "deb." + "debian.org", "archive." + "ubuntu.com", "pypi." + "org", "files." + "pythonhosted.org",
	"ghcr." + "io", "docker." + "io", "unpkg." + "com", "(?:cdn\\.)?jsdelivr." + "net", "cdnjs." + "cloudflare.com", "fonts." + "g(?:oogleapis|static).com",
}, "|") + `)\b`)

// machinePath finds folders of somebody's own machine.
var machinePath = regexp.MustCompile(`(?m)(^|[\s"'=(:])/(root|home/[a-z]\w*|Users/[A-Za-z]\w*)/`)

func checkHosts(t *tree) []finding {
	var out []finding
	for _, file := range sortedKeys(t.texts) {
		text := t.texts[file]
		for _, at := range registries.FindAllStringIndex(text, -1) {
			out = append(out, finding{path: file, line: lineAt(text, at[0]), what: "names the registry or delivery network " + text[at[0]:at[1]],
				why: "where parts come from is each machine's own setting, and pages load nothing from outside (house.md 7)", mend: "remove the address; for package-lock.json use omit-lockfile-registry-resolved"})
		}
		for _, at := range machinePath.FindAllStringIndex(text, -1) {
			out = append(out, finding{path: file, line: lineAt(text, at[1]-1), what: "names a folder of one machine (" + strings.TrimSpace(text[at[0]:at[1]]) + "…)",
				why: "the repository speaks of the product alone (house.md 11)", mend: "use a relative path, a flag or a temporary folder"})
		}
	}
	return out
}

var templateStore = regexp.MustCompile(`\b[a-z]\w*\.(?:Store|store)\.[A-Z]\w*\(|\bstore\.[A-Z]\w*\(|\.(?:Do|DoTx|Update)\(ctx`)

var templateClock = regexp.MustCompile(`\btime\.(Now|Since|Until)\b`)

// checkTemplates holds never 7: a template shows and hides, nothing else.
func checkTemplates(t *tree) []finding {
	var out []finding
	for _, file := range sortedKeys(t.texts) {
		if path.Ext(file) != ".templ" {
			continue
		}
		text := t.texts[file]
		for i, line := range strings.Split(text, "\n") {
			if templateClock.MatchString(line) {
				out = append(out, finding{path: file, line: i + 1, what: "a template asks the machine's clock",
					why: "time is injected, so that a demo can be moved (house.md 5a, two clocks)", mend: "put the moment into the page's struct"})
			}
			imports := strings.Contains(line, `"`+module+`db"`) || strings.Contains(line, `"database/sql"`) || strings.Contains(line, `"`+module+`job"`)
			if imports || templateStore.MatchString(line) {
				out = append(out, finding{path: file, line: i + 1, what: "a template reaches for a store or the database",
					why: "a template shows what its struct holds and decides nothing (house.md 3, never 7)", mend: "fetch it in the handler and pass it in the page's struct"})
			}
		}
	}
	return out
}
