package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// options are what every command may be told, by flag, environment or file.
type options struct {
	Config kong.ConfigFlag `help:"Tệp cấu hình JSON với cùng tên như các tùy chọn." placeholder:"TỆP"`
	DB     string          `help:"Cơ sở dữ liệu: sqlite:///đường/dẫn hoặc postgres://…" env:"MOTCUA_DB" placeholder:"URL"`
	Data   string          `help:"Thư mục chứa tệp và khóa." env:"MOTCUA_DATA" default:"./var" placeholder:"THƯ-MỤC"`

	Serve    serveCmd    `cmd:"" help:"Phục vụ một thành phố."`
	Demo     demoCmd     `cmd:"" help:"Mở thành phố trình diễn tháng 6/2019, dựng sẵn ba tháng hoạt động."`
	Migrate  migrateCmd  `cmd:"" help:"Đưa cơ sở dữ liệu lên phiên bản của chương trình."`
	Import   importCmd   `cmd:"" help:"Nạp dữ liệu từ tệp."`
	Export   exportCmd   `cmd:"" help:"Xuất dữ liệu ra tệp."`
	Simulate simulateCmd `cmd:"" help:"Cho một thành phố có mầm sống qua thời gian, kiểm tra bất biến mỗi đêm."`
	Verify   verifyCmd   `cmd:"" help:"Kiểm tra toàn bộ nhật ký, hoặc một giấy biên nhận, không cần tin ai."`
	Deadline deadlineCmd `cmd:"" help:"Tính ngày hẹn trả và in cách tính."`
	Gallery  galleryCmd  `cmd:"" help:"Viết mọi thành phần giao diện với dữ liệu mẫu ra tệp HTML."`
	Calendar calendarCmd `cmd:"" help:"Lịch làm việc: xem, xem trước một thay đổi, đổi lịch."`
	Configs  configCmd   `cmd:"" name:"config" help:"Cấu hình dưới dạng tệp: xuất, xem khác biệt, nhận vào."`
	Repair   repairCmd   `cmd:"" help:"Sửa dữ liệu lưu hỏng; mỗi lần sửa được ghi vào nhật ký."`
	First    firstCmd    `cmd:"" help:"Cấp liên kết một lần cho người quản trị đầu tiên."`
}

// app is what a command gets beside its own flags.
type app struct {
	ctx context.Context
	out io.Writer
	opt *options
	log *slog.Logger
}

func (o *options) db() string {
	if o.DB != "" {
		return o.DB
	}
	return "sqlite://" + strings.TrimSuffix(o.Data, "/") + "/motcua.db"
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is main without the process, so that tests call it.
func run(args []string, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var o options
	parser, err := kong.New(&o, kong.Name("motcua"), kong.Description("Một Cửa – hệ thống một cửa điện tử của thành phố."),
		kong.Writers(out, errs), kong.Configuration(kong.JSON), kong.UsageOnError(), kong.Exit(func(code int) { panic(exit(code)) }))
	if err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	return guarded(errs, func() int {
		k, err := parser.Parse(args)
		if err != nil {
			fmt.Fprintf(errs, "motcua: %s\nXem hướng dẫn: motcua --help\n", err)
			return 2
		}
		a := &app{ctx: ctx, out: out, opt: &o, log: slog.New(slog.NewTextHandler(errs, nil))}
		if err := k.Run(a); err != nil {
			if errors.Is(err, context.Canceled) {
				return 130
			}
			fmt.Fprintf(errs, "motcua: %s\n", err)
			return 1
		}
		return 0
	})
}

type exit int

// guarded turns kong's exit (after --help) into a return.
func guarded(errs io.Writer, do func() int) (code int) {
	defer func() {
		if p := recover(); p != nil {
			e, ok := p.(exit)
			if !ok {
				panic(p)
			}
			code = int(e)
		}
	}()
	return do()
}
