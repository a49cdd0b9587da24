package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"

	"motcua/city"
	"motcua/clock"
	"motcua/gateway"
	"motcua/server"
	"motcua/web/demo"
)

// listening are the flags of every command that serves pages.
type listening struct {
	Addr        string   `help:"Địa chỉ nghe." env:"MOTCUA_ADDR" default:"127.0.0.1:8080"`
	Base        string   `help:"Địa chỉ công khai in trong mã QR, ví dụ https://motcua.example." env:"MOTCUA_BASE"`
	TLSCert     string   `name:"tls-cert" help:"Chứng thư TLS (PEM)." env:"MOTCUA_TLS_CERT"`
	TLSKey      string   `name:"tls-key" help:"Khóa TLS (PEM)." env:"MOTCUA_TLS_KEY"`
	BehindProxy []string `help:"Địa chỉ (CIDR) của proxy đã kết thúc TLS." env:"MOTCUA_BEHIND_PROXY"`
	Host        []string `help:"Tên máy được trả lời; bỏ trống là mọi tên." env:"MOTCUA_HOST"`
	Witness     string   `help:"Thư mục ngoài thư mục dữ liệu để giữ điểm kiểm tra." env:"MOTCUA_WITNESS"`
}

func (l listening) serving() (city.Serving, error) {
	s := city.Serving{Addr: l.Addr, Base: strings.TrimSuffix(l.Base, "/"), TLSCert: l.TLSCert, TLSKey: l.TLSKey, Hosts: l.Host}
	for _, p := range l.BehindProxy {
		n, err := netip.ParsePrefix(p)
		if one, bad := netip.ParseAddr(p); bad == nil {
			n, err = netip.PrefixFrom(one, one.BitLen()), nil
		}
		if err != nil {
			return s, fmt.Errorf("--behind-proxy %q không phải là địa chỉ; viết như 10.0.0.0/8", p)
		}
		s.Behind = append(s.Behind, n)
	}
	return s, nil
}

type serveCmd struct {
	listening
	SMTP      string `help:"Máy chủ thư máy:cổng để gửi thư." env:"MOTCUA_SMTP"`
	SMTPFrom  string `help:"Địa chỉ người gửi." env:"MOTCUA_SMTP_FROM"`
	SMTPUser  string `help:"Tài khoản máy chủ thư." env:"MOTCUA_SMTP_USER"`
	SMTPPass  string `help:"Mật khẩu máy chủ thư." env:"MOTCUA_SMTP_PASSWORD"`
	SMS       string `help:"Địa chỉ tổng đài tin nhắn (HTTPS)." env:"MOTCUA_SMS"`
	Axis      string `help:"Địa chỉ trục dữ liệu để tra cứu cơ sở dữ liệu đã công bố (HTTPS)." env:"MOTCUA_AXIS"`
	AxisToken string `help:"Mã truy cập trục dữ liệu." env:"MOTCUA_AXIS_TOKEN"`
	SMSToken  string `help:"Mã truy cập tổng đài." env:"MOTCUA_SMS_TOKEN"`
	National  string `help:"Tệp bản xuất của Cơ sở dữ liệu quốc gia về thủ tục hành chính, được đối chiếu mỗi ngày một lần." env:"MOTCUA_NATIONAL"`
}

// Run serves a real city. A database of a demonstration is refused: its passwords
// are printed and its clock was moved.
func (c *serveCmd) Run(a *app) error {
	s, err := c.serving()
	if err != nil {
		return err
	}
	if err := server.Free(c.Addr); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(a.opt.Data, "demo.db")); err == nil {
		return fmt.Errorf("%s là thư mục của bản trình diễn; dùng motcua demo, hoặc chỉ thư mục khác bằng --data", a.opt.Data)
	}
	ct, err := city.Open(a.ctx, city.Config{DB: a.opt.db(), Data: a.opt.Data, Witness: c.Witness, Log: a.log})
	if err != nil {
		return err
	}
	defer ct.Close()
	if is, err := ct.Demo(a.ctx); err != nil || is {
		return errors.Join(err, errors.New("cơ sở dữ liệu này là của bản trình diễn (mật khẩu in sẵn, đồng hồ đã dời); dùng motcua demo, hoặc chỉ cơ sở dữ liệu khác bằng --db"))
	}
	if err := ct.Furnish(a.ctx); err != nil {
		return err
	}
	if c.SMTP != "" {
		s.Mail = gateway.Relay{Addr: c.SMTP, From: c.SMTPFrom, FromName: "Một Cửa", User: c.SMTPUser, Password: c.SMTPPass}
	}
	if c.SMS != "" {
		s.SMS = gateway.Centre{URL: c.SMS, Token: c.SMSToken, Sender: "MOTCUA"}
	}
	if c.Axis != "" {
		s.Registers = gateway.Registers{URL: c.Axis, Token: c.AxisToken}
	}
	if c.National != "" {
		s.National = gateway.National{Path: c.National}.Export
	}
	return a.serve(ct, s, nil)
}

// serve listens first, then starts the machine behind the pages: a busy port
// changes nothing.
func (a *app) serve(ct *city.City, s city.Serving, ready func() error) error {
	city.Roomy()
	srv, _, err := ct.Serve(s)
	if err != nil {
		return err
	}
	if err := srv.Listen(); err != nil {
		return err
	}
	if ready != nil {
		if err := ready(); err != nil {
			return err
		}
	}
	back, stop := context.WithCancel(context.WithoutCancel(a.ctx))
	done := make(chan struct{})
	go func() { ct.Run(back); close(done) }()
	fmt.Fprintf(a.out, "Một Cửa đang phục vụ tại http://%s – dừng bằng Ctrl+C.\n", srv.Addr())
	err = srv.Run(a.ctx)
	stop()
	<-done
	return err
}

// deskOf makes the demo's own pages.
func deskOf(ct *city.City, sim *gateway.Simulator) *demo.Desk {
	return &demo.Desk{Civil: ct.Civil,
		Sent: func() []demo.Message {
			var out []demo.Message
			for _, d := range sim.All() {
				out = append(out, demo.Message{Channel: d.Channel, To: d.To, Subject: d.Subject, Body: d.Body, At: d.At})
			}
			return out
		},
		Moved: func(r *http.Request) error {
			if _, err := ct.Desk.Tick(r.Context(), ct.Civil.Now()); err != nil {
				return err
			}
			return ct.Settle(r.Context())
		}}
}

// remember keeps the demo's clock on disk while it runs.
func remember(ctx context.Context, ct *city.City) {
	for clock.Sleep(ctx.Done(), 15*time.Second) {
		if err := ct.Settle(ctx); err != nil && ctx.Err() == nil {
			ct.Log.Error("demo: the clock could not be kept", "err", err)
		}
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	_ = ct.Settle(last)
}

func demoFile(data string) string { return "sqlite://" + filepath.Join(data, "demo.db") }
