package city

import (
	"context"
	"runtime/debug"
	"strconv"

	"motcua/clock"
	"motcua/event"
	"motcua/ledger"
	"motcua/web/hall"
	"motcua/web/page"
)

// about is what the city runs with, for the administrator: nothing secret among it.
func (c *City) about(ctx context.Context, s Serving) ([]hall.Setting, error) {
	engine, err := c.Store.Describe(ctx)
	if err != nil {
		return nil, err
	}
	events, err := event.Total(ctx, c.Store.Read())
	if err != nil {
		return nil, err
	}
	waiting, _, err := event.Backlog(ctx, c.Store.Read())
	if err != nil {
		return nil, err
	}
	size, at, err := ledger.Head(ctx, c.Store.Read())
	if err != nil {
		return nil, err
	}
	checkpoint := "Chưa có"
	if size > 0 {
		checkpoint = page.Number(size) + " sự kiện, ký lúc " + page.DateTime(clock.FromMicros(at))
	}
	mail := func(there bool) string {
		if there {
			return "đã nối"
		}
		return "chưa nối"
	}
	return []hall.Setting{{Key: "Phiên bản", Value: version()}, {Key: "Cơ sở dữ liệu", Value: engine}, {Key: "Địa chỉ công khai", Value: s.Base}, {Key: "Thư mục dữ liệu", Value: c.Data},
		{Key: "Thư mục điểm kiểm tra", Value: c.Witness}, {Key: "Nhật ký", Value: page.Number(events) + " sự kiện, " + strconv.FormatInt(waiting, 10) + " đang chờ vào sổ"},
		{Key: "Điểm kiểm tra mới nhất", Value: checkpoint}, {Key: "Thư điện tử", Value: mail(s.Mail != nil)}, {Key: "Tin nhắn", Value: mail(s.SMS != nil)}}, nil
}

// version is the revision the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "không rõ"
	}
	out := info.GoVersion
	for _, x := range info.Settings {
		if x.Key == "vcs.revision" {
			out = x.Value + ", " + out
		}
	}
	return out
}
