package house_test

import (
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// acrossOwners are the rooms that may read tables of others (house.md 3, never 4); they still write only their own.
var acrossOwners = map[string]bool{"report": true, "analysis": true}

// ownedTables reads the line "Tables: a, b." of a package's doc comment. Missing says the line is not there.
func ownedTables(t *tree, dir string) (tables []string, missing bool) {
	for _, f := range t.byDir[dir] {
		if f.name != "doc.go" || f.ast == nil || f.ast.Doc == nil {
			continue
		}
		text := strings.Join(strings.Fields(f.ast.Doc.Text()), " ")
		_, after, found := strings.Cut(text, "Tables:")
		if !found {
			return nil, !strings.Contains(text, "Owns no tables")
		}
		for _, word := range regexp.MustCompile(`^[a-z0-9_, ]+`).FindAllString(strings.TrimSpace(after), 1) {
			for _, name := range strings.Split(word, ",") {
				if name = strings.TrimSpace(name); name != "none" && tableName.MatchString(name) {
					tables = append(tables, name)
				}
			}
		}
		return tables, false
	}
	return nil, true
}

var tableName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// checkTableOwners holds never 4: a table is written only by the room whose doc.go names it.
func checkTableOwners(t *tree) []finding {
	var out []finding
	owners := map[string][]string{} // table → packages naming it
	for _, dir := range t.dirs {
		tables, _ := ownedTables(t, dir)
		for _, name := range tables {
			owners[name] = append(owners[name], dir)
		}
	}
	for _, file := range sortedKeys(t.texts) {
		if path.Base(file) == "queries.sql" {
			out = append(out, queryFindings(t, file, owners)...)
		}
	}
	return append(out, schemaFindings(t, owners)...)
}

func queryFindings(t *tree, file string, owners map[string][]string) []finding {
	var out []finding
	dir := path.Dir(file)
	if _, missing := ownedTables(t, dir); missing {
		return []finding{{path: dir + "/doc.go", what: "the package has queries but its doc.go has no line \"Tables: a, b\"",
			why: "each table has one owner, named where the package begins (house.md 3, never 4)", mend: "name the tables this package writes"}}
	}
	for _, use := range tablesUsed(t.texts[file]) {
		mine := slices.Contains(owners[use.table], dir)
		switch {
		case mine:
		case use.write:
			out = append(out, finding{path: file, line: use.line, what: fmt.Sprintf("writes table %s, which %s owns", use.table, owner(owners, use.table)),
				why:  "a table is written only by its owner (house.md 3, never 4)",
				mend: "call the owner's store, or write an event and let the owner follow it; if it is this package's table, name it in doc.go"})
		case !acrossOwners[dir]:
			out = append(out, finding{path: file, line: use.line, what: fmt.Sprintf("reads table %s, which %s owns", use.table, owner(owners, use.table)),
				why:  "only report and analysis read across owners (house.md 3, never 4)",
				mend: "copy the needed name onto your row, or fetch it by one batch call of the owner's store"})
		}
	}
	return out
}

func owner(owners map[string][]string, table string) string {
	if list := owners[table]; len(list) > 0 {
		return strings.Join(list, " and ")
	}
	return "nobody"
}

// schemaFindings compares the tables migrations create with the owners' lines.
func schemaFindings(t *tree, owners map[string][]string) []finding {
	var out []finding
	created := map[string]bool{}
	for _, file := range sortedKeys(t.texts) {
		if !strings.HasPrefix(file, "migrations/") || path.Ext(file) != ".sql" {
			continue
		}
		bare := stripSQL(t.texts[file])
		renamed := map[string]string{} // a table written anew takes the old one's name in the end
		for _, m := range renameTable.FindAllStringSubmatch(bare, -1) {
			renamed[strings.ToLower(m[1])] = strings.ToLower(m[2])
		}
		for _, at := range createTable.FindAllStringSubmatchIndex(bare, -1) {
			name := strings.ToLower(bare[at[2]:at[3]])
			if to := renamed[name]; to != "" {
				name = to
			}
			if created[name] {
				continue // the same table for the second engine
			}
			created[name] = true
			if len(owners[name]) != 1 {
				out = append(out, finding{path: file, line: lineAt(bare, at[0]), what: fmt.Sprintf("table %s is owned by %s", name, owner(owners, name)),
					why:  "each table has exactly one owner (house.md 3, never 4)",
					mend: "name it in the line \"Tables: …\" of one package's doc.go"})
			}
		}
	}
	if len(created) == 0 {
		return out
	}
	for _, name := range sortedKeys(owners) {
		if !created[name] {
			out = append(out, finding{path: owners[name][0] + "/doc.go", what: fmt.Sprintf("names table %s, which no migration creates", name),
				why: "the line is read by people and by this check (house.md 3, never 4)", mend: "correct the name or write the migration"})
		}
	}
	return out
}

var createTable = regexp.MustCompile(`(?i)\bcreate\s+(?:table|view)\s+(?:if\s+not\s+exists\s+)?([a-z_][a-z0-9_]*)`)

var renameTable = regexp.MustCompile(`(?i)\balter\s+table\s+([a-z_][a-z0-9_]*)\s+rename\s+to\s+([a-z_][a-z0-9_]*)`)

type tableUse struct {
	table string
	line  int
	write bool
}

var sqlToken = regexp.MustCompile(`[A-Za-z_@][A-Za-z0-9_]*|[(),;.]|\n`)

// tablesUsed finds the tables a queries.sql writes and reads. It knows the words of the SQL this project uses:
// INSERT INTO, UPDATE, DELETE FROM, FROM and JOIN with comma lists, CTE names and table functions.
func tablesUsed(sql string) []tableUse {
	var words []string
	var lines []int
	line := 1
	for _, word := range sqlToken.FindAllString(stripSQL(sql), -1) {
		if word == "\n" {
			line++
			continue
		}
		words, lines = append(words, strings.ToLower(word)), append(lines, line)
	}
	at := func(i int) string {
		if i >= 0 && i < len(words) {
			return words[i]
		}
		return ""
	}
	var out []tableUse
	named := map[string]bool{} // CTE names of the statement
	add := func(i int, write bool) {
		if name := at(i); tableName.MatchString(name) && at(i+1) != "(" || write && tableName.MatchString(name) {
			if !named[name] && name != "select" && name != "set" && name != "lateral" {
				out = append(out, tableUse{name, lines[i], write})
			}
		}
	}
	for i, word := range words {
		switch {
		case word == ";":
			named = map[string]bool{}
		case word == "as" && at(i+1) == "(" && tableName.MatchString(at(i-1)):
			named[at(i-1)] = true // with name as (
		case word == ")" && at(i+1) == "as" && at(i+2) == "(":
			named[nameBeforeColumns(words, i)] = true // with name (a, b) as (
		case word == "into" && at(i-1) == "insert":
			add(i+1, true)
		case word == "update" && at(i-1) != "do" && at(i-1) != "for":
			add(i+1, true)
		case word == "from" && at(i-1) == "delete":
			add(i+1, true)
		case word == "join":
			add(i+1, false)
		case word == "from" && at(i-1) != "distinct":
			add(i+1, false)
			for _, j := range commaTables(words, i+1) {
				add(j, false)
			}
		}
	}
	return out
}

func nameBeforeColumns(words []string, closing int) string {
	for i := closing; i > 0; i-- {
		if words[i] == "(" {
			return words[i-1]
		}
	}
	return ""
}

// commaTables gives the places of further tables in FROM a x, b AS y.
func commaTables(words []string, i int) []int {
	var out []int
	for i < len(words) {
		i++
		if i < len(words) && words[i] == "as" {
			i++
		}
		if i < len(words) && tableName.MatchString(words[i]) && i+1 < len(words) && words[i+1] == "," {
			i++
		}
		if i >= len(words) || words[i] != "," {
			return out
		}
		i++
		out = append(out, i)
	}
	return out
}

var sqlNoise = regexp.MustCompile(`(?s)--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|"[^"]*"`)

// stripSQL blanks comments and strings but keeps the lines.
func stripSQL(sql string) string {
	return sqlNoise.ReplaceAllStringFunc(sql, func(s string) string {
		return " " + strings.Repeat("\n", strings.Count(s, "\n"))
	})
}

func lineAt(text string, offset int) int { return strings.Count(text[:offset], "\n") + 1 }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

var sqlStart = regexp.MustCompile(`^\s*(--[^\n]*\n\s*)*(?:SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s|CREATE\s+(?:TABLE|INDEX|UNIQUE|TRIGGER|FUNCTION|VIEW|SCHEMA|DATABASE|ROLE)|ALTER\s+(?:TABLE|ROLE)|DROP\s+(?:TABLE|INDEX|DATABASE|SCHEMA)|TRUNCATE\s|PRAGMA\s)|` +
	`(?is)^\s*(?:select\s.*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s+\w+(?:\s+where\b|\s*$)|create\s+(?:table|index|unique\s+index)\s)`)

// checkSQLText keeps SQL in queries.sql, where sqlc reads it against the schema.
func checkSQLText(t *tree) []finding {
	var out []finding
	for _, f := range t.files {
		name, _ := room(f.dir)
		if f.test || f.generated || f.ast == nil || name == "db" || name == "migrations" || name == "bench" || forTests(f.dir) {
			continue
		}
		stringLiterals(f, func(lit *ast.BasicLit, value string) {
			if sqlStart.MatchString(value) {
				out = append(out, finding{path: f.path, line: t.line(lit), what: "SQL text in Go",
					why:  "queries live in queries.sql, where sqlc checks them and both engines are proved (house.md 3, never 4, and 6)",
					mend: "move it to queries.sql of the owning package and run make generate"})
			}
		})
	}
	return out
}

var migrationName = regexp.MustCompile(`^(\d{4})_[a-z0-9_]+\.sql$`)

// checkMigrations wants NNNN_what.sql, forward only, each opening with its reason.
func checkMigrations(t *tree) []finding {
	var out []finding
	numbers := map[string]string{}
	for _, file := range sortedKeys(t.texts) {
		if !strings.HasPrefix(file, "migrations/") || path.Ext(file) != ".sql" {
			continue
		}
		const why = "a migration is read years later by somebody who must know why (house.md 2 and 6)"
		number := migrationName.FindStringSubmatch(path.Base(file))
		if number == nil {
			out = append(out, finding{path: file, what: "the name is not NNNN_what.sql", why: why, mend: "rename it, for example 0042_letters.sql"})
			continue
		}
		key := path.Dir(file) + number[1]
		if other := numbers[key]; other != "" {
			out = append(out, finding{path: file, what: "has the same number as " + other, why: why, mend: "give the newer one the next free number"})
		}
		numbers[key] = file
		first, _, _ := strings.Cut(t.texts[file], "\n")
		if reason := strings.TrimSpace(strings.TrimPrefix(first, "--")); !strings.HasPrefix(first, "-- ") || strings.HasPrefix(reason, "+goose") || len(strings.Fields(reason)) < 4 {
			out = append(out, finding{path: file, line: 1, what: "does not open with its reason", why: why,
				mend: "begin with a line \"-- why this change is needed\", before -- +goose Up"})
		}
		if strings.Contains(t.texts[file], "+goose Down") {
			out = append(out, finding{path: file, what: "has a way back", why: "migrations go forward only (house.md 2)",
				mend: "remove the Down part; a mistake is mended by the next migration"})
		}
	}
	return out
}
