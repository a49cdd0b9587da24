package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"motcua/bundle"
	"motcua/city"
)

type configCmd struct {
	Export configExport `cmd:"" help:"Xuất toàn bộ cấu hình ra thư mục tệp đọc được."`
	Diff   configDiff   `cmd:"" help:"Cho biết thư mục khác cấu hình hiện hành ở đâu; không đổi gì."`
	Import configImport `cmd:"" help:"Nhận cấu hình từ thư mục; tệp sai thì từ chối toàn bộ, kèm dòng và trường."`
}

type configExport struct {
	Folder string `arg:"" help:"Thư mục đích; chỉ được chứa cấu hình đã xuất trước đó."`
}

// Run writes every file, and refuses a folder that holds files of something else, so that
// what it holds afterwards is the configuration and nothing more.
func (c *configExport) Run(a *app) error {
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	files, err := ct.Configuration().Export(a.ctx)
	if err != nil {
		return err
	}
	old, err := readFolder(c.Folder, ct)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	for _, path := range old.Paths() {
		if _, ours := files[path]; !ours {
			return fmt.Errorf("thư mục %s có tệp lạ %s; chọn thư mục trống", c.Folder, path)
		}
	}
	for _, path := range files.Paths() {
		to := filepath.Join(c.Folder, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("không tạo được thư mục %s: %w", filepath.Dir(to), err)
		}
		if err := whole(to, func(w io.Writer) error { _, err := w.Write(files[path]); return err }); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "Đã xuất %d tệp cấu hình ra %s.\n", len(files), c.Folder)
	return nil
}

// readFolder reads the folders of the parts; whatever else stands beside them is not
// looked at.
func readFolder(dir string, ct *city.City) (bundle.Files, error) {
	files, faults, err := bundle.Folder(dir, names(ct))
	switch {
	case os.IsNotExist(err):
		return bundle.Files{}, err
	case err != nil:
		return nil, fmt.Errorf("không đọc được %s: %w", dir, err)
	}
	return files, refused(faults)
}

func names(ct *city.City) []string {
	var out []string
	for _, p := range ct.Configuration().Parts {
		out = append(out, p.Name)
	}
	return out
}

type configDiff struct {
	Folder string `arg:"" help:"Thư mục cấu hình." type:"existingdir"`
}

// Run tells every difference, or every fault.
func (c *configDiff) Run(a *app) error {
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	files, err := readFolder(c.Folder, ct)
	if err != nil {
		return err
	}
	changes, faults, err := ct.Configuration().Check(a.ctx, files)
	if err != nil {
		return err
	}
	return a.tell(changes, faults)
}

// refused gives faults as an error; nil of none.
func refused(faults []bundle.Fault) error {
	if len(faults) == 0 {
		return nil
	}
	var out []string
	for _, f := range faults {
		out = append(out, "  "+f.Error())
	}
	return fmt.Errorf("cấu hình bị từ chối, chưa có gì thay đổi:\n%s", strings.Join(out, "\n"))
}

// tell prints changes, or gives the faults as an error.
func (a *app) tell(changes []bundle.Change, faults []bundle.Fault) error {
	if err := refused(faults); err != nil {
		return err
	}
	if len(changes) == 0 {
		fmt.Fprintln(a.out, "Không có gì khác cấu hình hiện hành.")
	}
	for _, c := range changes {
		fmt.Fprintf(a.out, "%s: %s\n", c.Path, c.Title)
		for _, l := range c.Lines {
			fmt.Fprintf(a.out, "  %s\n", l.Field)
			side(a.out, "    - ", l.Before)
			side(a.out, "    + ", l.After)
		}
	}
	return nil
}

func side(w io.Writer, mark, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			fmt.Fprintln(w, mark+line)
		}
	}
}

type configImport struct {
	keeping
	Folder string `arg:"" help:"Thư mục cấu hình." type:"existingdir"`
}

// Run shows what changes and takes it over. An empty database gets the shipped offices
// first: processes name the departments that drafted them.
func (c *configImport) Run(a *app) error {
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	files, err := readFolder(c.Folder, ct)
	if err != nil {
		return err
	}
	if err := ct.FurnishOffices(a.ctx); err != nil {
		return err
	}
	who, err := c.who(a, ct)
	if err != nil {
		return err
	}
	changes, faults, err := ct.Configuration().Apply(a.ctx, who, files)
	if err != nil {
		return err
	}
	if err := a.tell(changes, faults); err != nil {
		return err
	}
	if len(changes) > 0 {
		fmt.Fprintf(a.out, "Đã nhận %d mục cấu hình.\n", len(changes))
	}
	return nil
}
