package main

import (
	"fmt"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/office"
	"motcua/session"
	"motcua/web/hall"
)

type firstCmd struct {
	Name string `required:"" help:"Họ tên người quản trị."`
	Base string `help:"Địa chỉ công khai." default:"http://127.0.0.1:8080" env:"MOTCUA_BASE"`
}

const firstFor = time.Hour

// Run makes the first administrator's post and a link that works once.
func (c *firstCmd) Run(a *app) error {
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	if err := ct.Furnish(a.ctx); err != nil {
		return err
	}
	day := calendar.DateOf(ct.Civil.Now()).String()
	var top office.Office
	for _, o := range ct.Offices.Tree().On(day) {
		if o.Kind == office.City {
			top = o
		}
	}
	ids := clock.NewIDs(ct.Wall)
	o := office.Official{ID: ids.New(), Name: c.Name, Title: "Quản trị hệ thống"}
	if staff := ct.Offices.Staff(top.ID, day, office.Admin); len(staff) > 0 {
		has, err := ct.Accounts.HasOfficial(a.ctx, staff[0].Official)
		if err != nil {
			return err
		}
		if has {
			return fmt.Errorf("thành phố đã có người quản trị; lệnh này chỉ dùng khi chưa ai đặt mật khẩu")
		}
		o.ID = staff[0].Official // the link was lost or ran out: another one for the same person
	} else if err := ct.Offices.Save(a.ctx, office.Change{Officials: []office.Official{o},
		Posts: []office.Post{{ID: ids.New(), Official: o.ID, Office: top.ID, Role: office.Admin, From: day}}}); err != nil {
		return err
	}
	token, err := session.NewOneTime(ct.Store, ct.Wall, ids).Issue(a.ctx, hall.FirstPurpose(o.ID), firstFor)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "Mở liên kết này trong vòng một giờ để đặt mật khẩu (dùng được một lần):\n%s%s\n", c.Base, hall.FirstPath(o.ID, token))
	return nil
}
