// Package house_test holds the plan of the house as tests: docs/house.md says what stands where, and these checks
// fail with a sentence when the tree drifts from it: what is wrong, why, and how to mend it.
//
// Each check is a function from a tree of files to findings, so it can be proved on a small broken tree:
// testdata/house/*.txtar holds one deliberate breach per rule and the finding it must give (house_breach_test.go).
package house_test

import (
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
	"testing"
)

// finding is one departure from the plan.
type finding struct {
	path string
	line int // 0 when the finding is about the whole file or folder
	what string
	why  string // a section of docs/house.md
	mend string
}

func (f finding) String() string {
	place := f.path
	if f.line > 0 {
		place = fmt.Sprintf("%s:%d", f.path, f.line)
	}
	return fmt.Sprintf("%s: %s. Why: %s. To mend: %s.", place, f.what, f.why, f.mend)
}

// check is one rule of the house.
type check struct {
	name string
	run  func(*tree) []finding
}

// checks are all rules; every one of them has a breach under testdata/house.
var checks = []check{
	{"Parses", checkParses},
	{"Floors", checkFloors},
	{"Audiences", checkAudiences},
	{"Engine", checkEngine},
	{"RuleFiles", checkRuleFiles},
	{"Clock", checkClock},
	{"TableOwners", checkTableOwners},
	{"SQLText", checkSQLText},
	{"Migrations", checkMigrations},
	{"Interfaces", checkInterfaces},
	{"Sizes", checkSizes},
	{"Names", checkNames},
	{"DocFiles", checkDocFiles},
	{"Skips", checkSkips},
	{"Leftovers", checkLeftovers},
	{"Hosts", checkHosts},
	{"Templates", checkTemplates},
	{"Links", checkLinks},
	{"Unicode", checkUnicode},
}

var project = sync.OnceValue(func() *tree { return loadTree(os.DirFS(".")) })

// TestHouse runs every rule over the project itself.
func TestHouse(t *testing.T) {
	if len(project().files) == 0 {
		t.Fatal("no Go file was found: this test reads the tree from the folder it stands in")
	}
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			for _, f := range sorted(c.run(project())) {
				t.Error(f)
			}
		})
	}
}

// TestHousePlanIsTheDocument compares the table of floors here with the one people read.
func TestHousePlanIsTheDocument(t *testing.T) {
	text, err := os.ReadFile("docs/house.md")
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]string{} // room → floor
	for _, line := range strings.Split(string(text), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 4 || !isFloor(strings.TrimSpace(cells[1])) {
			continue
		}
		for i, room := range strings.Split(cells[2], "`") {
			if i%2 == 1 {
				written[room] = strings.TrimSpace(cells[1])
			}
		}
	}
	for i, floor := range floors {
		for _, room := range strings.Fields(floor.rooms) {
			if written[room] != floor.name {
				t.Errorf("room %s stands on floor %s here and on floor %q in docs/house.md section 3: change the page first, then this table", room, floors[i].name, written[room])
			}
			delete(written, room)
		}
	}
	for room, floor := range written {
		t.Errorf("docs/house.md section 3 puts %s on floor %s, but house_floors_test.go does not know it: add it there", room, floor)
	}
}

func isFloor(name string) bool {
	for _, f := range floors {
		if f.name == name {
			return true
		}
	}
	return false
}

func sorted(list []finding) []finding {
	sort.Slice(list, func(i, j int) bool {
		if list[i].path != list[j].path {
			return list[i].path < list[j].path
		}
		return list[i].line < list[j].line
	})
	return list
}
