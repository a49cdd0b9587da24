package house_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// module is how our own packages are imported.
const module = "motcua/"

// tree is the project read once: Go files parsed, other text files as they stand.
type tree struct {
	fset    *token.FileSet
	files   []*goFile
	byDir   map[string][]*goFile
	dirs    []string          // folders with Go files, sorted
	texts   map[string]string // path → content of every text file, Go files included
	folders []string          // every folder, sorted
	exists  map[string]bool   // every file and folder, whatever it holds
	broken  []finding         // files that do not parse
}

// goFile is one Go file.
type goFile struct {
	path, dir, name string
	src             []byte
	ast             *ast.File // what could be parsed; nil only if nothing could
	test, generated bool
	imports         []imported
}

type imported struct {
	path string
	line int
}

// unread are folders that hold nothing we wrote.
var unread = map[string]bool{".git": true, "node_modules": true, "bin": true, "var": true}

var textKinds = map[string]bool{
	".go": true, ".sql": true, ".templ": true, ".md": true, ".sh": true, ".mjs": true, ".js": true, ".scss": true,
	".json": true, ".yaml": true, ".yml": true, ".txt": true, ".mod": true, ".npmrc": true, ".html": true, ".cedar": true,
	".gitignore": true, "": true,
}

// largestText keeps big data files out of the text checks.
const largestText = 4 << 20

func loadTree(root fs.FS) *tree {
	t := &tree{fset: token.NewFileSet(), byDir: map[string][]*goFile{}, texts: map[string]string{}, exists: map[string]bool{".": true}}
	_ = fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // somebody removed it while we walked
		}
		t.exists[p] = true
		if d.IsDir() {
			if unread[d.Name()] || p == "web/page/dist" || p == "testdata/house" {
				return fs.SkipDir
			}
			if p != "." {
				t.folders = append(t.folders, p)
			}
			return nil
		}
		t.load(root, p)
		return nil
	})
	for dir := range t.byDir {
		t.dirs = append(t.dirs, dir)
	}
	sort.Strings(t.dirs)
	return t
}

func (t *tree) load(root fs.FS, p string) {
	kind := path.Ext(p)
	if !textKinds[kind] {
		return
	}
	src, err := fs.ReadFile(root, p)
	if err != nil || len(src) > largestText || bytes.IndexByte(src, 0) >= 0 {
		return
	}
	t.texts[p] = string(src)
	if kind != ".go" || strings.Contains(p, "testdata/") {
		return
	}
	f := &goFile{path: p, dir: path.Dir(p), name: path.Base(p), src: src}
	f.test = strings.HasSuffix(f.name, "_test.go")
	f.generated = generatedMark.Match(src)
	f.ast, err = parser.ParseFile(t.fset, p, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.broken = append(t.broken, finding{path: p, what: "the file does not parse: " + err.Error(),
			why: "what cannot be read cannot be checked (house.md 8)", mend: "repair the syntax, then run the check again"})
	}
	if f.ast != nil {
		for _, spec := range f.ast.Imports {
			if name, err := strconv.Unquote(spec.Path.Value); err == nil {
				f.imports = append(f.imports, imported{name, t.line(spec)})
			}
		}
	}
	t.files = append(t.files, f)
	t.byDir[f.dir] = append(t.byDir[f.dir], f)
}

var generatedMark = regexp.MustCompile(`(?m)^// Code generated .*DO NOT EDIT\.?$`)

func (t *tree) line(n ast.Node) int { return t.fset.Position(n.Pos()).Line }

func (t *tree) lines(n ast.Node) int {
	return t.fset.Position(n.End()).Line - t.fset.Position(n.Pos()).Line + 1
}

// importName gives the name under which f imports the package, or "".
func (f *goFile) importName(pkg string) string {
	if f.ast == nil {
		return ""
	}
	for _, spec := range f.ast.Imports {
		if name, _ := strconv.Unquote(spec.Path.Value); name == pkg {
			if spec.Name != nil {
				return spec.Name.Name
			}
			base := path.Base(pkg)
			if regexp.MustCompile(`^v\d+$`).MatchString(base) {
				base = path.Base(path.Dir(pkg))
			}
			return base
		}
	}
	return ""
}

// code says whether the folder holds more than tests.
func (t *tree) code(dir string) bool {
	for _, f := range t.byDir[dir] {
		if !f.test {
			return true
		}
	}
	return false
}

func checkParses(t *tree) []finding { return t.broken }
