package house_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
)

// checkEngine holds never 6: only db and job know which engine runs; cmd chooses it from the address.
func checkEngine(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		name, _ := room(f.dir)
		if f.test || f.generated || f.ast == nil || name == "db" || name == "job" || name == "migrations" || name == "bench" || strings.HasPrefix(f.dir, "cmd") {
			continue // a bench measures the bare engine beside the product
		}
		const why = "one SQL text serves two engines and only db and job know which runs (house.md 3, never 6)"
		for _, im := range f.imports {
			if engineDriver.MatchString(im.path) {
				out = append(out, finding{path: f.path, line: im.line, what: "imports the driver " + im.path, why: why,
					mend: "ask package db for what the driver gave you"})
			}
		}
		database := f.importName(module + "db")
		ast.Inspect(f.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			of, _ := sel.X.(*ast.Ident)
			constant := of != nil && database != "" && of.Name == database && (sel.Sel.Name == "SQLite" || sel.Sel.Name == "Postgres")
			if constant || sel.Sel.Name == "Engine" && database != "" {
				out = append(out, finding{path: f.path, line: t.line(sel), what: "asks which engine runs (" + sel.Sel.Name + ")", why: why,
					mend: "write SQL both engines understand, or put the difference behind a function of db"})
			}
			return true
		})
	}
	return out
}

var engineDriver = regexp.MustCompile(`^(modernc\.org/sqlite|github\.com/(jackc/pgx|lib/pq|mattn/go-sqlite3|riverqueue/river/riverdriver)|zombiezen\.com/go/sqlite)(/|$)`)

// ruleFile says whether a file must be pure: every file of a capability but stores, later work, edges and what is
// generated (house.md 3, never 5).
func ruleFile(f *goFile) bool {
	name, _ := room(f.dir)
	if f.test || f.generated || !isCapability(f.dir) || plumbing[name] || forTests(f.dir) {
		return false
	}
	for _, prefix := range []string{"store", "work", "edge"} {
		if strings.HasPrefix(f.name, prefix) {
			return false
		}
	}
	return true
}

var impure = []string{"context", "database/sql", "net/http", "os", "log/slog", "log", "net", module + "db", module + "job"}

func checkRuleFiles(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		if !ruleFile(f) {
			continue
		}
		for _, im := range f.imports {
			for _, banned := range impure {
				if im.path == banned || strings.HasPrefix(im.path, banned+"/") {
					out = append(out, finding{path: f.path, line: im.line, what: "a rule file imports " + im.path,
						why:  "rules are pure, so that they read like the regulation and run in microseconds (house.md 1 and 3, never 5)",
						mend: "move the code that needs it to store*.go, work*.go or edge*.go of this package and hand the rule plain values"})
					break
				}
			}
		}
	}
	return out
}

// ownTime lists who may ask the machine's clock or dice besides package clock and tests, and why. Names are those
// of the package; * allows all.
var ownTime = []struct{ room, pkg, names, reason string }{
	{"clock", "time", "*", "it is the clock"},
	{"clock", "crypto/rand", "*", "ids and salts begin here"},
	{"clock", "math/rand/v2", "*", "ids and salts begin here"},
	{"db", "time", "NewTimer After AfterFunc Sleep NewTicker", "wall waits between tries of a transaction"},
	{"job", "time", "NewTimer After AfterFunc NewTicker", "wall waits of the delivery workers"},
	{"server", "time", "NewTimer After AfterFunc NewTicker", "wall time-outs of connections"},
	{"gateway", "time", "NewTimer After AfterFunc NewTicker", "wall time-outs towards the outside"},
	{"work", "time", "NewTimer After AfterFunc NewTicker", "the pause between two looks at what is due"},
	{"bench", "time", "*", "a stopwatch measures wall time"},
	{"cmd/motcua", "crypto/rand", "*", "hands real randomness to whoever has it injected"},
}

// timeAsks are the functions of package time that read or wait on the machine's clock.
var timeAsks = map[string]bool{"Now": true, "Since": true, "Until": true, "Sleep": true, "After": true, "AfterFunc": true,
	"Tick": true, "NewTimer": true, "NewTicker": true}

// diceMade are the names of math/rand that build a seeded source instead of using the global one.
var diceMade = regexp.MustCompile(`^(New.*|Rand|Source|Source64|Zipf|PCG|ChaCha8)$`)

func mayAsk(dir, pkg, name string) bool {
	mine, _ := room(dir)
	for _, allowed := range ownTime {
		if allowed.room != mine || allowed.pkg != pkg {
			continue
		}
		if allowed.names == "*" || strings.Contains(" "+allowed.names+" ", " "+name+" ") {
			return true
		}
	}
	return false
}

func checkClock(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		if f.test || f.generated || f.ast == nil || forTests(f.dir) {
			continue
		}
		for _, pkg := range []string{"time", "math/rand", "math/rand/v2", "crypto/rand"} {
			local := f.importName(pkg)
			if local == "" || local == "_" {
				continue
			}
			ast.Inspect(f.ast, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				of, ok := sel.X.(*ast.Ident)
				if !ok || of.Name != local || !asks(pkg, sel.Sel.Name) || mayAsk(f.dir, pkg, sel.Sel.Name) {
					return true
				}
				out = append(out, finding{path: f.path, line: t.line(sel), what: fmt.Sprintf("uses %s.%s", pkg, sel.Sel.Name),
					why:  "time and chance are injected, so that a seed replays and a demo can be moved to Tết (house.md 5a, two clocks)",
					mend: "take a clock.Clock, clock.IDs or a seeded *rand.Rand as a value; wall time-outs of new rooms go into ownTime of house_rules_test.go with a reason"})
				return true
			})
		}
	}
	return out
}

func asks(pkg, name string) bool {
	switch pkg {
	case "time":
		return timeAsks[name]
	case "crypto/rand":
		return true
	}
	return !diceMade.MatchString(name)
}

// edges are the interfaces the plan allows in a capability: the city's edge, and the sum type of acts. A new one
// needs its reason here (house.md 3, never 8).
var edges = map[string]string{
	"clock.Clock":        "the two clocks",
	"dossier.Act":        "the acts are one closed family with Apply",
	"dossier.creator":    "which acts of that family can begin a dossier",
	"dossier.drawer":     "which acts of that family need numbers",
	"dossier.secretive":  "which acts of that family carry personal words",
	"process.Act":        "the acts on a process are one closed family with Apply",
	"event.Body":         "bodies of events are one closed family",
	"intake.Registers":   "the published databases the city may ask",
	"job.Sender":         "what is delivered outside",
	"letter.Signer":      "software key now, token later",
	"mail.Transport":     "the city's mail relay",
	"notice.Mailer":      "e-mail to people",
	"notice.Sender":      "SMS, e-mail and post behind one edge",
	"notice.SMS":         "the message centre",
	"notice.Post":        "public post",
	"paper.Blob":         "local folder or S3",
	"paper.Scanner":      "a virus scanner, if there is one",
	"payment.Provider":   "the payment platform",
	"posting.Act":        "the acts of places, sheets, findings and differences are closed families with Decide and On",
	"publication.Act":    "the acts of a publication file are one closed family with Decide and On",
	"person.Identity":    "the national sign-in",
	"exchange.Transport": "the document axis",
}

func checkInterfaces(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		name, _ := room(f.dir)
		if f.test || f.generated || f.ast == nil || !isCapability(f.dir) || name == "db" || forTests(f.dir) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			face, ok := spec.Type.(*ast.InterfaceType)
			if !ok || isConstraint(face) || edges[name+"."+spec.Name.Name] != "" {
				return true
			}
			out = append(out, finding{path: f.path, line: t.line(spec), what: "declares the interface " + spec.Name.Name,
				why:  "interfaces stand at the city's edge only, never for a mock (house.md 3, never 8)",
				mend: fmt.Sprintf("use the concrete type or a func value; if this is an edge, add %q with its reason to edges in house_rules_test.go", name+"."+spec.Name.Name)})
			return true
		})
	}
	return out
}

// isConstraint tells a type set (~int | ~string) from an interface of methods.
func isConstraint(face *ast.InterfaceType) bool {
	for _, m := range face.Methods.List {
		if len(m.Names) > 0 {
			return false
		}
		switch m.Type.(type) {
		case *ast.BinaryExpr, *ast.UnaryExpr:
			return true
		}
	}
	return false
}

// checkSkips keeps every test running everywhere: a missing program fails with a sentence, it does not skip.
func checkSkips(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		if f.ast == nil || !(f.test || forTests(f.dir)) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			of, _ := sel.X.(*ast.Ident)
			skips := of != nil && len(of.Name) <= 2 && (sel.Sel.Name == "Skip" || sel.Sel.Name == "Skipf" || sel.Sel.Name == "SkipNow")
			short := of != nil && of.Name == "testing" && sel.Sel.Name == "Short"
			if skips || short {
				out = append(out, finding{path: f.path, line: t.line(call), what: "a test may skip itself (" + sel.Sel.Name + ")",
					why:  "a skipped test proves nothing and nobody notices (house.md 8)",
					mend: "fail with a sentence that says what to install, or move a long run behind the build tag soak"})
			}
			return true
		})
		for _, group := range f.ast.Comments {
			if strings.HasPrefix(group.List[0].Text, "//go:build") && strings.Contains(group.List[0].Text, "ignore") {
				out = append(out, finding{path: f.path, line: t.line(group), what: "a build tag takes this test out of every run",
					why: "a skipped test proves nothing and nobody notices (house.md 8)", mend: "remove the tag or the file"})
			}
		}
	}
	return out
}

// stringLiterals calls with each string constant of a file.
func stringLiterals(f *goFile, with func(lit *ast.BasicLit, value string)) {
	ast.Inspect(f.ast, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if value, err := strconv.Unquote(lit.Value); err == nil {
				with(lit, value)
			}
		}
		return true
	})
}
