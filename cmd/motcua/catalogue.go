package main

import (
	"errors"
	"fmt"

	"motcua/access"
	"motcua/calendar"
	"motcua/city"
	"motcua/office"
)

// keeping is whose name stands in the log for a change of the catalogue made on the command
// line: somebody of the city's procedure-control office, named by the account. A city
// without staff is still being furnished and has nobody to name.
type keeping struct {
	By string `help:"Tên đăng nhập của công chức kiểm soát thủ tục hành chính chịu trách nhiệm; bắt buộc khi thành phố đã có công chức." placeholder:"TÊN"`
}

func (k keeping) who(a *app, ct *city.City) (access.Who, error) {
	day := calendar.DateOf(ct.Civil.Now()).String()
	top, _ := ct.Offices.Tree().City(day)
	if k.By == "" {
		if len(ct.Offices.Officials()) == 0 {
			return access.Who{Machine: true, Channel: "job"}, nil
		}
		return access.Who{}, errors.New("thành phố đã có công chức: nêu tên đăng nhập của người kiểm soát thủ tục hành chính chịu trách nhiệm bằng --by")
	}
	acc, found, err := ct.Accounts.ByLogin(a.ctx, k.By)
	if err != nil {
		return access.Who{}, err
	}
	for _, p := range ct.Offices.PostsOf(acc.Official, day) {
		if found && p.Role == office.Control && p.Office == top.ID {
			return access.Who{Official: acc.Official, Post: p.ID, Office: p.Office, Role: string(p.Role), Channel: "offline"}, nil
		}
	}
	return access.Who{}, fmt.Errorf("%q không phải tài khoản đang dùng của một người kiểm soát thủ tục hành chính của Thành phố; nêu tên đăng nhập khác bằng --by", k.By)
}

type repairCmd struct {
	Procedures repairProcedures `cmd:"" help:"Sửa phiên bản thủ tục có ngày hết hiệu lực trước ngày có hiệu lực; nêu những dòng hỏng khác."`
	Files      repairFiles      `cmd:"" help:"Nêu, hoặc xóa, những tệp lưu mà không hồ sơ nào dùng."`
}

type repairProcedures struct{ keeping }

// Run mends what can be mended and names what cannot.
func (c *repairProcedures) Run(a *app) error {
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	who, err := c.who(a, ct)
	if err != nil {
		return err
	}
	mended, err := ct.Procedures.Repair(a.ctx, who)
	if err != nil {
		return err
	}
	for _, line := range mended {
		fmt.Fprintf(a.out, "Đã sửa: %s.\n", line)
	}
	rest := ct.Procedures.Broken()
	for _, line := range rest {
		fmt.Fprintf(a.out, "Chưa sửa được: %s\n", line)
	}
	if len(rest) > 0 {
		return errors.New("còn dòng hỏng không tự sửa được; khôi phục dòng đó từ bản sao lưu")
	}
	if len(mended) == 0 {
		fmt.Fprintln(a.out, "Danh mục không có dòng hỏng.")
	}
	return nil
}
