package house_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestHouseBreaches proves every check on small broken trees. The comment of an archive says what is wrong with it
// and names the findings it must give, no more and no fewer:
//
//	want Floors dossier/dossier.go:3: imports web/page
//	fill dossier/long.go 600            (so many lines are added to that file)
func TestHouseBreaches(t *testing.T) {
	archives, err := filepath.Glob("testdata/house/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no breaches under testdata/house: %v", err)
	}
	proved := map[string]bool{}
	for _, file := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			root, wants := breach(t, archive)
			for _, want := range wants {
				check, _, _ := strings.Cut(want, " ")
				proved[check] = true
			}
			compareFindings(t, loadTree(root), wants)
		})
	}
	for _, c := range checks {
		if !proved[c.name] {
			t.Errorf("check %s is not proved: add an archive with \"want %s …\" to testdata/house", c.name, c.name)
		}
	}
}

func breach(t *testing.T, archive *txtar.Archive) (fs.FS, []string) {
	t.Helper()
	root := fstest.MapFS{}
	for _, f := range archive.Files {
		root[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	var wants []string
	for _, line := range strings.Split(string(archive.Comment), "\n") {
		if want, ok := strings.CutPrefix(line, "want "); ok {
			wants = append(wants, want)
		}
		if fill := strings.Fields(line); len(fill) == 3 && fill[0] == "fill" {
			n, err := strconv.Atoi(fill[2])
			if err != nil || root[fill[1]] == nil {
				t.Fatalf("cannot fill: %s", line)
			}
			root[fill[1]].Data = append(root[fill[1]].Data, strings.Repeat("// a line\n", n)...)
		}
	}
	return root, wants
}

func compareFindings(t *testing.T, tree *tree, wants []string) {
	t.Helper()
	for _, c := range checks {
		for _, f := range sorted(c.run(tree)) {
			place := f.path
			if f.line > 0 {
				place += ":" + strconv.Itoa(f.line)
			}
			got := c.name + " " + place + ": " + f.what
			if f.why == "" || f.mend == "" || !strings.Contains(f.why, "house.md") {
				t.Errorf("the finding does not teach why and how to mend: %s", f)
			}
			met := false
			for i, want := range wants {
				if start, what, _ := strings.Cut(want, ": "); strings.HasPrefix(got, start+": ") && strings.Contains(got, what) {
					wants = append(wants[:i:i], wants[i+1:]...)
					met = true
					break
				}
			}
			if !met {
				t.Errorf("unexpected finding: %s", got)
			}
		}
	}
	for _, want := range wants {
		t.Errorf("this breach was not found: %s", want)
	}
}

// TestHouseTables proves the small SQL reader on the forms our queries use.
func TestHouseTables(t *testing.T) {
	for sql, want := range map[string]string{
		"INSERT INTO duty (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET done = true;":                                    "+duty",
		"UPDATE dossier AS d SET state = 'from x' FROM office o WHERE o.id = d.office;":                                    "+dossier office",
		"DELETE FROM hold WHERE id IN (SELECT e.value FROM json_each(CAST(@ids AS TEXT)) AS e);":                           "+hold",
		"WITH late AS (SELECT * FROM dossier) SELECT count(*) FROM late JOIN office ON true;":                              "dossier office",
		"WITH RECURSIVE up (id, above) AS (SELECT id, above FROM office) SELECT * FROM up;":                                "office",
		"SELECT a.x FROM dossier a, office AS o, person WHERE a.y IS DISTINCT FROM o.y;":                                   "dossier office person",
		"-- from nowhere\nSELECT 1 FROM (SELECT id FROM letter) AS l LEFT JOIN LATERAL (SELECT 1) q ON true; /* from x */": "letter",
		"INSERT INTO cell (k, n) SELECT k, n FROM event WHERE at > 3;":                                                     "+cell event",
	} {
		var got []string
		for _, use := range tablesUsed(sql) {
			name := use.table
			if use.write {
				name = "+" + name
			}
			got = append(got, name)
		}
		if strings.Join(dedup(got), " ") != want {
			t.Errorf("%s\n got %v\nwant %s", sql, got, want)
		}
	}
}

// dedup drops reads of a table the same statement was already seen to touch.
func dedup(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, name := range list {
		bare := strings.TrimPrefix(name, "+")
		if !seen[bare] {
			out = append(out, name)
		}
		seen[bare] = true
	}
	return out
}

// TestHouseLeavesArchivesAlone keeps the breaches out of the project's own tree: they are wrong on purpose.
func TestHouseLeavesArchivesAlone(t *testing.T) {
	if _, err := os.Stat("testdata/house"); err != nil {
		t.Fatal(err)
	}
	for file := range project().texts {
		if strings.HasPrefix(file, "testdata/house/") {
			t.Errorf("%s is read as part of the project", file)
		}
	}
}
