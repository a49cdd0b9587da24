package publish_test

import (
	"context"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"motcua/db"
	"motcua/event"
	"motcua/paper"
	"motcua/publication"
)

// KS-4: a process killed between the signature and the act leaves nothing signed to be
// found: the paper stands with its decision or not at all.
func TestKS_4_AKilledSignatureLeavesNoSignedPaper(t *testing.T) {
	if os.Getenv("MOTCUA_SIGN_CHILD") != "" {
		signAndDie(t)
		return
	}
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), "MOTCUA_SIGN_CHILD=1", "TMPDIR="+dir)
	out, _ := cmd.CombinedOutput() // it is killed: that is the point
	if how, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || how.Signal() != syscall.SIGKILL {
		t.Fatalf("the process was not killed: %v\n%s", cmd.ProcessState, out)
	}
	ctx := context.Background()
	d, err := db.Open(ctx, "sqlite://"+left(t, dir, "motcua.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	files, err := publication.New(d.Read()).FilesIn(ctx, publication.FilesInParams{State: string(publication.Accepted), Most: 10})
	if err != nil || len(files) != 1 {
		t.Fatalf("%d files wait for the signature, want the one that was not signed (%v)", len(files), err)
	}
	var id, doc string
	if err := d.Read().QueryRowContext(ctx, "SELECT id, doc FROM publication_file").Scan(&id, &doc); err != nil {
		t.Fatal(err)
	}
	papers := &paper.Store{DB: d}
	if kept, err := papers.Of(ctx, id); err != nil || len(kept) > 0 {
		t.Errorf("a signed paper stands without its decision: %+v %v", kept, err)
	}
}

// left is the one file of a name that the killed process left, beside the shared template.
func left(t *testing.T, dir, name string) string {
	t.Helper()
	found := ""
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Name() == name {
			found = path
		}
		return err
	})
	if err != nil || found == "" {
		t.Fatalf("no %s: %v", name, err)
	}
	return found
}

// signAndDie signs a decision and is killed in the middle of the act.
func signAndDie(t *testing.T) {
	x := open(t)
	file := x.accepted("1.004746")
	hash := hashOf.FindStringSubmatch(x.sees(x.chair, file+"/sign"))
	x.Log.Follow(func(_ db.Tx, e event.Event) error {
		if e.Kind == "publication" && e.Act == "sign" {
			return syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		return nil
	})
	x.Post(x.chair, file+"/sign", url.Values{"draft": {hash[1]}})
	t.Fatal("it lives")
}

// An act that fails takes its paper with it, and one that goes through keeps exactly one.
func TestKS_4_TheSignedPaperComesWithItsAct(t *testing.T) {
	x := open(t)
	file := x.accepted("1.004746")
	id := file[len("/control/publish/files/"):]
	hash := url.Values{"draft": {hashOf.FindStringSubmatch(x.sees(x.chair, file+"/sign"))[1]}}
	broken := true
	x.Log.Follow(func(_ db.Tx, e event.Event) error {
		if broken && e.Act == "sign" {
			panic("a bug in the middle of the act")
		}
		return nil
	})
	if code, _ := x.Post(x.chair, file+"/sign", hash); code != 500 {
		t.Errorf("a broken act: %d", code)
	}
	for _, want := range []int{0, 1} {
		kept, err := x.Hall.Papers.Of(context.Background(), id)
		if err != nil || len(kept) != want {
			t.Errorf("%d papers, want %d (%v)", len(kept), want, err)
		}
		if broken = false; want == 0 {
			x.does(x.chair, file+"/sign", hash, 200, "Đã ký")
		}
	}
	if _, signed := x.Get(x.check, file+"/signed.pdf"); !strings.HasPrefix(signed, "%PDF") {
		t.Error("the signed paper is not to be had")
	}
}
