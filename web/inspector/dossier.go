package inspector

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"motcua/apology"
	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/event"
	"motcua/law"
	"motcua/ledger"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type dossierView struct {
	Frame        page.Frame
	Head         parts.DossierHead
	AsOf         string
	Facts        []parts.Fact
	Applicant    []parts.Fact
	Letter       []parts.Fact
	Appointments []parts.Arithmetic
	Events       parts.Table
	Timeline     parts.Timeline
	Papers       parts.Table
	Files        parts.Files
}

func (i inspector) dossier(w http.ResponseWriter, r *http.Request) error {
	who, d, err := i.one(r)
	if err != nil {
		return err
	}
	v, err := trail.Read(r.Context(), i.Hall, who, d)
	if err != nil {
		return err
	}
	out := dossierView{Frame: i.frame(r, "Hồ sơ "+d.Code), Head: v.Head(""), AsOf: page.DateTime(i.Civil.Now()), Facts: i.facts(d), Applicant: applicant(v),
		Timeline: v.Timeline(), Papers: v.PaperTable(), Files: v.FileList("/inspector/dossiers/" + d.Code)}
	out.Frame.Wide = true
	for n, a := range d.Appointments {
		one := trail.Lines(a)
		one.Question, one.Open = fmt.Sprintf("Ngày hẹn thứ %d: %s", n+1, appointmentNames[a.Kind]), true
		out.Appointments = append(out.Appointments, one)
	}
	if out.Events, err = i.events(r.Context(), v.Events); err != nil {
		return err
	}
	if out.Letter, err = i.letter(r.Context(), d); err != nil {
		return err
	}
	page.Render(w, r, http.StatusOK, dossierPage(out))
	return nil
}

var appointmentNames = map[dossier.AppointmentKind]string{dossier.First: "khi tiếp nhận", dossier.Restart: "tính lại sau khi bổ sung",
	dossier.Second: "sau khi thực hiện nghĩa vụ tài chính", dossier.Apology: "hẹn lại trong thư xin lỗi"}

var classNames = map[dossier.Class]string{dossier.Early: "Trước hạn", dossier.OnTime: "Đúng hạn", dossier.Late: "Quá hạn"}

// facts are the row as it stands, the rule's profile and versions among it.
func (i inspector) facts(d dossier.Dossier) []parts.Fact {
	title := i.Offices.Tree().Title
	out := []parts.Fact{{Key: "Tiếp nhận lúc", Value: moment(d.ReceivedAt)}, {Key: "Cơ quan tiếp nhận", Value: title(d.Receiving)}, {Key: "Cơ quan giải quyết", Value: title(d.Competent)},
		{Key: "Đang giữ", Value: title(d.Holder)}, {Key: "Người thụ lý", Value: i.name(d.Officer)}, {Key: "Người đã thẩm định", Value: i.all(d.ExaminedBy)},
		{Key: "Thời hạn", Value: limit(d.Limit), More: []string{profile(d.Profile), "lịch làm việc " + d.Calendar}},
		{Key: "Phiên bản thủ tục", Value: d.Version}, {Key: "Có kết quả lúc", Value: moment(d.SettledAt)}, {Key: "Trả kết quả lúc", Value: moment(d.ReturnedAt)}}
	if d.EndedAt.Set() {
		out = append(out, parts.Fact{Key: "Kết thúc lúc", Value: moment(d.EndedAt)})
	}
	if d.Class != "" {
		out = append(out, parts.Fact{Key: "So với ngày hẹn", Value: classNames[d.Class]})
	}
	if d.LapsedAt.Set() {
		said := "đã có thư xin lỗi"
		if d.Missed {
			said = "không có thư xin lỗi (APO-7)"
		}
		out = append(out, parts.Fact{Key: "Quá ngày hẹn", Value: moment(d.LapsedAt), More: []string{said}})
	}
	if x := d.Result; x != nil {
		out = append(out, parts.Fact{Key: "Kết quả", Value: "Số " + x.Number, More: []string{strings.TrimSpace("ký " + moment(x.At) + ", " + x.Form + " " + i.name(x.Signer)),
			"SHA-256 của dự thảo: " + x.Signature.Hash, "chứng thư: " + x.Signature.Certificate}})
	}
	return out
}

// limit is the limit in words; one that cannot be read stands as it was stored.
func limit(stored string) string {
	l, err := deadline.ParseLimit(stored)
	if err != nil {
		return stored
	}
	return l.Vietnamese()
}

func moment(at clock.Instant) string {
	if !at.Set() {
		return "Chưa có"
	}
	return page.DateTime(at.Time())
}

func (i inspector) name(official string) string {
	if o, ok := i.Offices.Official(official); ok {
		return o.Name
	}
	if official == "" {
		return "Chưa có"
	}
	return official
}

func (i inspector) all(officials []string) string {
	names := make([]string, len(officials))
	for n, id := range officials {
		names[n] = i.name(id)
	}
	if len(names) == 0 {
		return "Chưa có"
	}
	return strings.Join(names, ", ")
}

func applicant(v trail.View) []parts.Fact {
	return []parts.Fact{{Key: "Họ tên", Value: trail.OrNone(v.Applicant.Name)}, {Key: "Số giấy tờ", Value: trail.OrNone(v.Applicant.IDNo)}, {Key: "Điện thoại", Value: trail.OrNone(page.Phone(v.Applicant.Phone))}, {Key: "Địa chỉ", Value: trail.OrNone(v.Applicant.Address)}}
}

// letter is the sent letter with both rules by themselves (APO-17).
func (i inspector) letter(ctx context.Context, d dossier.Dossier) ([]parts.Fact, error) {
	x, sent, err := i.Letters.Sent(ctx, dossier.Key{Home: d.Home, ID: d.ID})
	if err != nil || !sent {
		return nil, err
	}
	nd61 := verdict(x.OkNd61)
	if !x.Nd61Applies {
		nd61 = "Không áp dụng"
	}
	return []parts.Fact{{Key: "Số", Value: fmt.Sprintf("%02d/PXL", x.Number)}, {Key: "Gửi lúc", Value: page.DateTime(clock.FromMicros(x.SentAt))},
		{Key: "Người ký", Value: strings.TrimSpace(x.Form + " " + i.name(x.Signer))}, {Key: "Nguyên nhân", Value: apology.CauseName(x.Cause)},
		{Key: "Theo QĐ 5157", Value: verdict(x.Ok5157)}, {Key: "Theo NĐ 61", Value: nd61}, {Key: "SHA-256 của thư", Value: x.Hash}}, nil
}

func verdict(ok bool) string {
	if ok {
		return "Gửi đúng thời điểm"
	}
	return "Gửi muộn"
}

// events is the raw table: every event with its place in the ledger, by which it can
// be proved against any checkpoint kept elsewhere.
func (i inspector) events(ctx context.Context, all []event.Event) (parts.Table, error) {
	t := parts.Table{ID: "events", Caption: "Nhật ký đầy đủ", CaptionHidden: true, Columns: []parts.Column{{Title: "STT", Numeric: true}, {Title: "Việc"}, {Title: "Thời điểm"},
		{Title: "Ghi lúc"}, {Title: "Người làm"}, {Title: "Cơ quan"}, {Title: "Kênh", Minor: true}, {Title: "Lá sổ cái", Numeric: true}}}
	for _, e := range all {
		idx, there, err := ledger.Place(ctx, i.DB.Read(), e.ID)
		if err != nil {
			return t, err
		}
		place := parts.Cell{Text: "đang ghi", Sub: short(e.LeafHash)}
		if there {
			place.Text = strconv.FormatInt(idx, 10)
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: strconv.FormatInt(e.Seq, 10)}, {Text: trail.ActWords(e.Act)}, {Text: page.ShortDateTime(clock.FromMicros(e.At))},
			{Text: page.ShortDateTime(clock.FromMicros(e.Recorded))}, i.actor(e), {Text: i.Offices.Tree().Title(e.Office)}, {Text: channels[e.Channel]}, place}})
	}
	return t, nil
}

var channels = map[string]string{"page": "Trang web", "api": "Kết nối", "offline": "Quầy ngoại tuyến", "job": "Hệ thống"}

func (i inspector) actor(e event.Event) parts.Cell {
	c := parts.Cell{Text: "Người nộp hồ sơ"}
	switch {
	case e.Channel == "job":
		c.Text = "Hệ thống"
	case e.Official != "":
		c.Text = i.name(e.Official)
	}
	if e.Behalf != "" {
		c.Sub = "thay mặt chức vụ khác"
		if p, ok := i.Offices.Post(e.Behalf); ok {
			c.Sub = "thay mặt " + i.name(p.Official)
		}
	}
	return c
}

// short is the beginning of a hash: enough to compare by eye, the rest is in the
// ledger's receipt.
func short(hash string) string {
	if len(hash) <= 12 {
		return hash
	}
	return hash[:12] + "…"
}

// profile names the law the dossier was received under, with its dates.
func profile(id string) string {
	p, ok := law.ByID(id)
	if !ok {
		return "bộ quy định " + id
	}
	return "bộ quy định " + id + ": " + p.Name + " (" + p.Span() + ")"
}
