package house_test

import (
	"fmt"
	"path"
	"strings"
)

// floors is the plan of docs/house.md section 3, lowest first: a package imports only from lower floors.
// web/* stands for any audience.
var floors = []struct{ name, rooms string }{
	{"1", "bundle calendar clock fold law migrations simulate/names"},
	{"2", "db deadline refusal"},
	{"3", "access duty event job ledger session"},
	{"4", "account book procedure office person paper letter notice"},
	{"5", "dossier form posting process publication"},
	{"6a", "almanac draft intake apology payment rating exchange mail"},
	{"6b", "feedback directive inspection"},
	{"7", "report analysis conduct slip"},
	{"8a", "web/page web/page/parts"},
	{"8b", "web/hall"},
	{"8c", "web/trail"},
	{"9", "web/* api work gateway"},
	{"10a", "server"},
	{"10b", "city"},
	{"10c", "simulate"},
	{"11", "bench cmd/motcua"},
}

// neighbours are the imports on one floor that the plan allows, each with its reason.
var neighbours = map[[2]string]string{
	{"web/page", "web/page/parts"}: "the shell is drawn with the same parts as the pages",
	{"web/page/parts", "web/page"}: "parts translate their words through the page",
	{"ledger", "event"}:            "the ledger gives the events their leaves",
	{"calendar", "clock"}:          "nothing stands under the clock",
	{"law", "clock"}:               "nothing stands under the clock",
	{"simulate/names", "fold"}:     "names are written in one Unicode form",
}

const (
	firstAudience  = 11 // index in floors: audiences, api, work, gateway
	lastCapability = 7  // index in floors: report, analysis, conduct
)

// plumbing are packages of the capability floors that hold no rule of the field, only the machinery under the rules.
var plumbing = map[string]bool{"db": true, "job": true, "migrations": true, "clock": true}

// room finds the room a folder belongs to and its floor; -1 when the plan does not know it. A folder inside a room
// (gateway/sms) belongs to that room unless the plan names it.
func room(dir string) (string, int) {
	for d := dir; d != "." && d != "/"; d = path.Dir(d) {
		for i, floor := range floors {
			for _, name := range strings.Fields(floor.rooms) {
				if name == d {
					return d, i
				}
			}
		}
		if path.Dir(d) == "web" && d != "web/assets" {
			return d, firstAudience
		}
	}
	return dir, -1
}

// forTests says whether a folder only helps tests, like dossier/dossiertest: it may use its own room and is used
// by tests alone.
func forTests(dir string) bool {
	return path.Base(dir) == path.Base(path.Dir(dir))+"test"
}

func isCapability(dir string) bool {
	_, floor := room(dir)
	return floor >= 0 && floor <= lastCapability
}

func isAudience(dir string) bool {
	name, floor := room(dir)
	return floor == firstAudience && strings.HasPrefix(name, "web/")
}

func checkFloors(t *tree) []finding {
	var out []finding
	for _, dir := range t.dirs {
		if dir == "." || !t.code(dir) {
			continue
		}
		name, floor := room(dir)
		if floor < 0 {
			out = append(out, finding{path: dir, what: "this package stands on no floor",
				why:  "every room has a floor, so that everybody knows what may use it (house.md 3)",
				mend: "give it a floor in docs/house.md section 3 and in house_floors_test.go, or move its code into a room that exists"})
			continue
		}
		for _, f := range t.byDir[dir] {
			for _, im := range f.imports {
				if f.test {
					out = append(out, testImportFinding(f, im, name)...)
				} else if !f.generated {
					out = append(out, importFinding(f, im, name, floor)...)
				}
			}
		}
	}
	return out
}

func importFinding(f *goFile, im imported, name string, floor int) []finding {
	if !strings.HasPrefix(im.path, module) {
		return nil
	}
	target := strings.TrimPrefix(im.path, module)
	other, above := room(target)
	one := func(what, why, mend string) []finding {
		return []finding{{path: f.path, line: im.line, what: what, why: why, mend: mend}}
	}
	switch {
	case forTests(target) && !forTests(f.dir):
		return one(fmt.Sprintf("product code imports %s, which only helps tests", target),
			"builders of test data must not reach the program (house.md 4)", "use the package itself, or move this file's need into a test")
	case other == name:
		return nil // a room and its own inner folders; Go refuses circles
	case above < 0:
		return one(fmt.Sprintf("imports %s, which stands on no floor", target), "every room has a floor (house.md 3)",
			"give it one in docs/house.md section 3 and in house_floors_test.go")
	case above < floor:
		return nil
	case neighbours[[2]string{name, other}] != "":
		return nil
	case isCapability(f.dir) && above > lastCapability:
		return one(fmt.Sprintf("capability %s (floor %s) imports %s (floor %s)", name, floors[floor].name, other, floors[above].name),
			"a capability knows nothing of pages, servers or commands (house.md 3, never 1)",
			"let the upper room call this one, or declare an interface here and join it in cmd/motcua")
	case above == floor:
		return one(fmt.Sprintf("%s imports its neighbour %s on floor %s", name, other, floors[floor].name),
			"rooms of one floor do not import each other (house.md 3, never 3)",
			"let the lower one write an event and the upper read it, move the shared piece down, or give a reason in neighbours of house_floors_test.go")
	}
	return one(fmt.Sprintf("%s (floor %s) imports %s (floor %s)", name, floors[floor].name, other, floors[above].name),
		"a package imports only from lower floors (house.md 3)", "move the needed piece down, or pass it in as a plain value")
}

// testImportFinding is milder with tests, which may build on upper rooms' data, but a capability's test that needs a
// page, a server or a command proves something else than the capability.
func testImportFinding(f *goFile, im imported, name string) []finding {
	target := strings.TrimPrefix(im.path, module)
	other, above := room(target)
	if target == im.path || other == name || !isCapability(f.dir) || above <= lastCapability || strings.HasPrefix(other, "simulate") {
		return nil
	}
	return []finding{{path: f.path, line: im.line, what: fmt.Sprintf("a test of capability %s imports %s (floor %s)", name, other, floors[above].name),
		why:  "a capability is proved without pages, servers or commands (house.md 3, never 1, and 8)",
		mend: "test the act or the store here, and the rest as a journey in testdata/journeys"}}
}

// checkAudiences holds never 2 and the three hops: a page goes through a store, never to the database itself.
func checkAudiences(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		if f.test || f.generated || !(isAudience(f.dir) || strings.HasPrefix(f.dir, "api") || strings.HasPrefix(f.dir, "web/")) {
			continue
		}
		mine, _ := room(f.dir)
		for _, im := range f.imports {
			target := strings.TrimPrefix(im.path, module)
			theirs, _ := room(target)
			switch {
			case target != im.path && isAudience(f.dir) && isAudience(target) && mine != theirs:
				out = append(out, finding{path: f.path, line: im.line, what: fmt.Sprintf("audience %s imports audience %s", mine, theirs),
					why:  "each audience changes for its own people only (house.md 3, never 2)",
					mend: "move the shared piece down to web/page/parts"})
			case im.path == "database/sql" || im.path == module+"db" && mine != "web/hall": // the hall hands the database to the stores
				out = append(out, finding{path: f.path, line: im.line, what: "a page or API handler imports " + im.path,
					why:  "three hops: handler → Store.Do → Apply; transactions live in the store (house.md 1 and 5)",
					mend: "add a method to the capability's store.go and call it"})
			}
		}
	}
	return out
}
