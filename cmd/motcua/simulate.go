package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"motcua/calendar"
	"motcua/city"
	"motcua/clock"
	"motcua/simulate"
)

type simulateCmd struct {
	Seed     uint64 `default:"1" help:"Mầm: cùng mầm cho cùng một lịch sử."`
	From     string `default:"2019-03-04" help:"Ngày đầu (YYYY-MM-DD)."`
	To       string `default:"2019-04-12" help:"Ngày cuối (YYYY-MM-DD)."`
	Dossiers int    `default:"300" help:"Số hồ sơ."`
}

// Run lives in a fresh folder unless told otherwise; an existing database with
// dossiers is refused.
func (c *simulateCmd) Run(a *app) error {
	from, err := calendar.ParseDate(c.From)
	if err != nil {
		return err
	}
	to, err := calendar.ParseDate(c.To)
	if err != nil {
		return err
	}
	url, data := a.opt.DB, a.opt.Data
	if url == "" {
		dir, err := os.MkdirTemp("", "motcua-simulate-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		url, data = "sqlite://"+filepath.Join(dir, "city.db"), filepath.Join(dir, "data")
	}
	ct, err := city.Open(a.ctx, city.Config{DB: url, Data: data, Seed: c.Seed, Civil: clock.Fixed(from.Time(7, 30)), Log: a.log})
	if err != nil {
		return err
	}
	defer ct.Close()
	if keys, err := ct.Dossiers.Keys(a.ctx); err != nil || len(keys) > 0 {
		return errors.Join(err, errors.New("cơ sở dữ liệu này đã có hồ sơ; chỉ mô phỏng trên cơ sở dữ liệu trống"))
	}
	start := ct.Wall.Now()
	res, err := simulate.Live(a.ctx, ct, simulate.Plan{Seed: c.Seed, From: from.Time(7, 30), To: to.Time(17, 30), Dossiers: c.Dossiers, Check: true})
	if err != nil {
		return fmt.Errorf("mầm %d: %w", c.Seed, err)
	}
	fmt.Fprintf(a.out, "Mầm %d: %d đêm, %d hồ sơ, %d hành vi, %d việc đến hạn, %d thư xin lỗi; mọi bất biến đều giữ (%s).\n", c.Seed, res.Days, res.Dossiers,
		res.Acts, res.Ticks, res.Letters, ct.Wall.Now().Sub(start).Round(time.Second))
	for rule, n := range res.Refusals {
		fmt.Fprintf(a.out, "  từ chối %s: %d\n", rule, n)
	}
	return nil
}
