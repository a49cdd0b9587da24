package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"motcua/city"
	"motcua/clock"
	"motcua/gateway"
	"motcua/server"
	"motcua/simulate"
)

type demoCmd struct {
	listening
	Fresh bool `help:"Dựng lại thành phố trình diễn từ đầu."`
}

// Run opens the demonstration: the first time it lives through three months, later
// it goes on where its clock stood.
func (c *demoCmd) Run(a *app) error {
	s, err := c.serving()
	if err != nil {
		return err
	}
	if err := server.Free(c.Addr); err != nil {
		return err
	}
	url, data := a.opt.DB, filepath.Join(a.opt.Data, "demo")
	if url == "" {
		url = demoFile(data)
		if c.Fresh {
			if err := onlyADemo(data); err != nil {
				return err
			}
			if err := os.RemoveAll(data); err != nil {
				return fmt.Errorf("không xóa được %s: %w", data, err)
			}
		}
	}
	ct, err := city.Open(a.ctx, city.Config{DB: url, Data: data, Witness: c.Witness, Log: a.log, Civil: clock.Fixed(simulate.DemoFrom)})
	if err != nil {
		return err
	}
	defer ct.Close()
	fresh, err := a.fill(ct, data)
	if err != nil {
		return err
	}
	ct.Civil.Run(ct.Wall)
	sim, err := gateway.NewSimulator(ct.Civil)
	if err != nil {
		return err
	}
	defer sim.Close()
	national := gateway.National{Path: filepath.Join(data, "national.json")}
	if err := gateway.DropNational(national.Path, ct.Procedures.All(), ct.Postings.Today()); err != nil {
		return err
	}
	s.Mail, s.SMS, s.Registers, s.National, s.Demo = sim.Relay(), sim.Centre(), sim.Registers(), national.Export, deskOf(ct, sim)
	ctx, stop := context.WithCancel(a.ctx)
	kept := make(chan struct{})
	go func() { remember(ctx, ct); close(kept) }()
	err = a.serve(ct, s, func() error {
		printAccounts(a.out, data)
		if fresh {
			return ct.Desk.Tell.SkipAll(a.ctx) // nobody is told about three months at once
		}
		return nil
	})
	stop()
	<-kept
	return err
}

// onlyADemo refuses to throw away a folder that was not made by a demonstration.
func onlyADemo(data string) error {
	inside, err := os.ReadDir(data)
	if os.IsNotExist(err) || err == nil && len(inside) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("không đọc được %s: %w", data, err)
	}
	if _, err := os.Stat(filepath.Join(data, "demo.db")); err != nil {
		return fmt.Errorf("%s không phải là thư mục của bản trình diễn nên không xóa; chỉ thư mục khác bằng --data", data)
	}
	return nil
}

// fill lives through the three months when the database is empty. A build that was
// interrupted is begun again; a database with a life of its own is refused.
func (a *app) fill(ct *city.City, data string) (fresh bool, err error) {
	done, err := ct.Built(a.ctx)
	if err != nil || done {
		return false, err
	}
	keys, err := ct.Dossiers.Keys(a.ctx)
	if err != nil {
		return false, err
	}
	if len(keys) > 0 {
		is, err := ct.Demo(a.ctx)
		if err != nil {
			return false, err
		}
		if !is {
			return false, errors.New("cơ sở dữ liệu này có hồ sơ thật nên không dựng bản trình diễn lên đó; chỉ nơi khác bằng --data hoặc --db")
		}
		return false, errors.New("lần dựng trước bị ngắt giữa chừng; chạy lại với: motcua demo --fresh")
	}
	if err := ct.MarkDemo(a.ctx); err != nil {
		return false, err
	}
	bar := newProgress("Dựng thành phố tháng 3–6/2019")
	start := ct.Wall.Now()
	accounts, res, err := simulate.Demo(a.ctx, ct, func(done, total int) {
		bar.at(int64(done), int64(total))
	})
	if err != nil {
		return false, err
	}
	bar.finish()
	fmt.Fprintf(a.out, "Đã dựng %d hồ sơ, %d hành vi, %d thư xin lỗi trong %.0f giây.\n", res.Dossiers, res.Acts, res.Letters, ct.Wall.Now().Sub(start).Seconds())
	if err := keepAccounts(data, accounts); err != nil {
		return false, err
	}
	return true, errors.Join(ct.MarkBuilt(a.ctx), ct.Settle(a.ctx))
}

func accountsFile(data string) string { return filepath.Join(data, "accounts.txt") }

// keepAccounts writes the printed list beside the demo, to print it again next time.
func keepAccounts(data string, accounts []simulate.Account) error {
	return whole(accountsFile(data), func(w io.Writer) error {
		t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
		fmt.Fprintf(t, "Tài khoản\tVai\tNơi\n")
		for _, x := range accounts {
			fmt.Fprintf(t, "%s\t%s\t%s\n", x.Login, x.Who, x.Where)
		}
		return t.Flush()
	})
}

func printAccounts(w io.Writer, data string) {
	list, err := os.ReadFile(accountsFile(data))
	if err != nil {
		return
	}
	fmt.Fprintf(w, "\nMật khẩu của mọi tài khoản: %s\n\n%s\n", simulate.DemoPassword, list)
}
