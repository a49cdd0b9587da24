package gateway_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/gateway"
	"motcua/posting"
	"motcua/procedure"
)

func TestCK_1_TheNationalExportIsReadOrIsNoAnswer(t *testing.T) {
	ours, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "national.json")
	n := gateway.National{Path: path}
	if _, err := n.Export(context.Background()); err == nil || !strings.Contains(err.Error(), "dropped no export") {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := gateway.DropNational(path, ours, "2019-06-03"); err != nil {
		t.Fatal(err)
	}
	theirs, err := n.Export(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	found := map[posting.Apart]int{}
	for _, d := range posting.Compare(ours, theirs, "2019-06-03") {
		found[d.Apart]++
	}
	if found[posting.OnlyNational] != 1 || found[posting.OnlyCity] == 0 || found[posting.Differing] == 0 {
		t.Errorf("the planted differences are not found: %v", found)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for says, content := range map[string][]byte{"half a file": whole[:len(whole)/2], "no procedure": []byte(`{"format":"motcua-procedures-1","count":0,"procedures":[]}`)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if all, err := n.Export(context.Background()); err == nil {
			t.Errorf("%s is read as %d procedures", says, len(all))
		}
	}
}
