package main

import (
	"errors"
	"fmt"
	"os"

	"motcua/access"
	"motcua/calendar"
	"motcua/city"
	"motcua/clock"
	"motcua/event"
	"motcua/office"
	"motcua/refusal"
)

// by is whose name stands in the log for what is done on the command line: an
// administrator in post, named by the account.
type by struct {
	By string `required:"" help:"Tên đăng nhập của người quản trị chịu trách nhiệm; được ghi vào nhật ký." placeholder:"TÊN"`
}

func (b by) who(a *app, ct *city.City) (access.Who, error) {
	acc, found, err := ct.Accounts.ByLogin(a.ctx, b.By)
	if err != nil {
		return access.Who{}, err
	}
	day := calendar.DateOf(ct.Civil.Now()).String()
	for _, p := range ct.Offices.PostsOf(acc.Official, day) {
		if found && p.Role == office.Admin {
			return access.Who{Official: acc.Official, Post: p.ID, Office: p.Office, Role: string(p.Role), Channel: "offline"}, nil
		}
	}
	return access.Who{}, fmt.Errorf("%q không phải tài khoản đang dùng của một người quản trị; nêu tên đăng nhập khác bằng --by", b.By)
}

type importOfficials struct {
	by
	File   string `arg:"" help:"Tệp CSV (UTF-8) có các cột name, title, office, role, from và tùy chọn phone, email." type:"existingfile"`
	DryRun bool   `help:"Chỉ kiểm tra và nói sẽ thêm gì."`
}

// Run reads the whole list first and writes it in one transaction, or nothing.
func (c *importOfficials) Run(a *app) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("không mở được %s: %w", c.File, err)
	}
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	if err := ct.Furnish(a.ctx); err != nil {
		return err
	}
	who, err := c.who(a, ct)
	if err != nil {
		return err
	}
	ids := clock.NewIDs(ct.Wall)
	list, err := office.ReadStaff(data, ct.Offices.Everything(), ids.New)
	if err != nil {
		if no, ok := refusal.As(err); ok {
			return fmt.Errorf("%s: %s Tệp có một dòng sai thì chưa nạp gì", c.File, no.Sentence)
		}
		return err
	}
	fmt.Fprintf(a.out, "%d công chức mới, %d vị trí mới, %d dòng đã có.\n", len(list.Officials), len(list.Posts), list.Known)
	if c.DryRun {
		fmt.Fprintln(a.out, "Chỉ kiểm tra: chưa nạp gì.")
		return nil
	}
	if len(list.Officials)+len(list.Posts) == 0 {
		return nil
	}
	if err := ct.Offices.Record(a.ctx, event.Book{Log: ct.Events, Civil: ct.Civil}, who, "import", list.Change); err != nil {
		return errors.Join(err, errors.New("chưa nạp gì"))
	}
	fmt.Fprintln(a.out, "Đã nạp. Cấp liên kết tạo tài khoản cho từng người ở trang Công chức.")
	return nil
}
