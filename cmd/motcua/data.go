package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"motcua/calendar"
	"motcua/city"
	"motcua/db"
	"motcua/procedure"
)

type migrateCmd struct {
	RunRole string `help:"PostgreSQL: vai trò chạy chương trình, chỉ được đọc và ghi dữ liệu; bảng thuộc về vai trò nâng cấp." placeholder:"TÊN"`
}

// Run migrates and says what was done.
func (c *migrateCmd) Run(a *app) error {
	d, err := db.Open(a.ctx, a.opt.db())
	if err != nil {
		return err
	}
	defer d.Close()
	n, err := d.Migrate(a.ctx)
	if err != nil {
		return err
	}
	if n == 0 {
		fmt.Fprintln(a.out, "Cơ sở dữ liệu đã ở phiên bản mới nhất.")
	} else {
		fmt.Fprintf(a.out, "Đã áp dụng %d bước nâng cấp.\n", n)
	}
	if c.RunRole == "" {
		return nil
	}
	if err := d.Grant(a.ctx, c.RunRole); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "Vai trò %s được đọc và ghi dữ liệu, không được sửa cấu trúc.\n", c.RunRole)
	return nil
}

func (a *app) open() (*city.City, error) {
	return city.Open(a.ctx, city.Config{DB: a.opt.db(), Data: a.opt.Data, Log: a.log})
}

type importCmd struct {
	Procedures importProcedures `cmd:"" help:"Nạp danh mục thủ tục hành chính; tệp sai thì không nạp gì."`
	Officials  importOfficials  `cmd:"" help:"Nạp công chức và vị trí từ tệp CSV; tệp sai thì không nạp gì."`
}

type importProcedures struct {
	keeping
	From string `help:"Ngày có hiệu lực (2019-07-01) của những thủ tục mà tệp không ghi ngày; thành phố đang hoạt động chỉ nhận từ ngày mai." placeholder:"NGÀY"`
	File string `arg:"" help:"Tệp JSON (của chương trình này hoặc tệp xuất từ cổng quốc gia)." type:"existingfile"`
}

// Run reads the whole file first and applies it in one transaction.
func (c *importProcedures) Run(a *app) error {
	f, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("không mở được %s: %w", c.File, err)
	}
	defer f.Close()
	file, err := procedure.ReadFile(bufio.NewReader(f))
	if err != nil {
		return fmt.Errorf("%s: %w; chưa nạp gì", c.File, err)
	}
	if err := c.date(file.Versions); err != nil {
		return err
	}
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	who, err := c.who(a, ct)
	if err != nil {
		return err
	}
	n, err := ct.Procedures.ImportAs(a.ctx, who, file)
	if err != nil {
		return fmt.Errorf("%s: %w; chưa nạp gì", c.File, err)
	}
	fmt.Fprintf(a.out, "Đã đọc %d thủ tục: %d mới, %d có phiên bản mới, %d không đổi.\n", len(file.Versions), n.Added, n.Changed, n.Same)
	return nil
}

// date gives the versions without a day the one that was named.
func (c *importProcedures) date(all []procedure.Version) error {
	if c.From == "" {
		return nil
	}
	if _, err := calendar.ParseDate(c.From); err != nil {
		return fmt.Errorf("--from %q không phải ngày; viết như 2019-07-01", c.From)
	}
	for i := range all {
		if all[i].ValidFrom == "" {
			all[i].ValidFrom = c.From
		}
	}
	return nil
}

type exportCmd struct {
	Procedures exportProcedures `cmd:"" help:"Xuất danh mục thủ tục hành chính."`
}

type exportProcedures struct {
	File string `arg:"" optional:"" help:"Tệp đích; bỏ trống thì in ra màn hình." placeholder:"TỆP"`
}

// Run writes what import reads. A file is complete or not there.
func (c *exportProcedures) Run(a *app) error {
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	file, err := ct.Procedures.Export(a.ctx)
	if err != nil {
		return err
	}
	if c.File == "" {
		return procedure.WriteFile(a.out, file)
	}
	err = whole(c.File, func(w io.Writer) error { return procedure.WriteFile(w, file) })
	if err == nil {
		fmt.Fprintf(a.out, "Đã xuất %d thủ tục ra %s.\n", len(file.Versions), c.File)
	}
	return err
}

// whole writes a file beside its place and moves it there when it is complete.
func whole(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".motcua-*")
	if err != nil {
		return fmt.Errorf("không ghi được %s: %w; chọn thư mục khác", path, err)
	}
	defer os.Remove(tmp.Name())
	w := bufio.NewWriter(tmp)
	if err := errors.Join(write(w), w.Flush(), tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("không ghi được %s: %w", path, err)
	}
	return os.Rename(tmp.Name(), path)
}
