package reception

import (
	"context"
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/intake"
	"motcua/office"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// readRecords fills in the hand-over records of the post that can still be used (REC-11).
func (p pages) readRecords(r *http.Request, who access.Who, v *counterView) error {
	if v.records != nil {
		return nil
	}
	var err error
	if v.records, err = p.Intake.Records(r.Context(), who.Office, p.Intake.Since(who.Office), rowsMost); err != nil {
		return err
	}
	for _, x := range v.records {
		v.Records = append(v.Records, parts.Option{Value: recordKey(x), Label: x.Number + " – ký lúc " + page.ShortDateTime(x.Signed.Time())})
	}
	if r.Method == http.MethodGet && r.URL.Query().Get("record") != "" {
		v.Record = r.URL.Query().Get("record")
		v.Channel = byPost
	}
	return nil
}

// recordKey names a record of this desk in an address.
func recordKey(x intake.Record) string { return strconv.Itoa(x.Year()) + "~" + x.Number }

// post gives what a dossier keeps of the record chosen.
func (v *counterView) post() *dossier.PostRecord {
	for _, x := range v.records {
		if v.Channel == byPost && recordKey(x) == v.Record {
			return x.Post()
		}
	}
	return nil
}

func (x given) register(m dossier.Moment) string {
	reg, _ := x.Paper.Register(m.Profile.Reception.Registers.Value)
	return reg.Key
}

// places are where the result may be handed over: this desk, or that of the office
// that decides (REC-14).
func places(t *office.Tree, own, competent string) []parts.Option {
	out := []parts.Option{{Value: own, Label: t.Title(own)}}
	if competent != own && competent != "" {
		out = append(out, parts.Option{Value: competent, Label: t.Title(competent)})
	}
	return out
}

// look asks the databases for the papers of the procedure under the number typed, and
// says at each paper what came of it.
func (p pages) look(r *http.Request, who access.Who, f *page.Form, v *counterView) error {
	if p.Registers == nil || !v.Registers {
		return nil
	}
	if v.Typed.IDNo == "" {
		f.Problems.Add("id_no", "Nhập số giấy tờ tùy thân hoặc mã số doanh nghiệp để tra cứu cơ sở dữ liệu.")
		return nil
	}
	answers, err := p.Intake.Look(r.Context(), who, p.Registers, v.Version, v.moment.Profile.Reception.Registers.Value, v.Typed.IDNo)
	if err != nil {
		return err
	}
	found := 0
	for i := range v.Papers {
		v.Papers[i].Answer = answers[v.Papers[i].Key]
		if v.Papers[i].Answer == intake.Found {
			found++
		}
	}
	v.Looked = "Không tìm thấy dữ liệu trong cơ sở dữ liệu: nhận giấy tờ như thường và hướng dẫn người dân đề nghị cập nhật dữ liệu."
	if found > 0 {
		v.Looked = strconv.Itoa(found) + " giấy tờ đã có trong cơ sở dữ liệu: không yêu cầu nộp. Nếu dữ liệu sai, đánh dấu giấy tờ đã nhận và hướng dẫn người dân đề nghị cập nhật."
	}
	return nil
}

// answerWords is what a database said, beside the paper.
var answerWords = map[intake.Answer]parts.Tag{
	intake.Found:  {Kind: parts.Good, Text: "Đã có trong cơ sở dữ liệu, không yêu cầu nộp"},
	intake.Absent: {Kind: parts.Soon, Text: "Không có dữ liệu: nhận giấy tờ"},
	intake.Failed: {Kind: parts.Paused, Text: "Cơ sở dữ liệu không trả lời: nhận giấy tờ"},
}

// lacking are the lines of Mẫu 02, from the papers ticked as missing.
func (v *counterView) lacking() []dossier.SupplementLine {
	var out []dossier.SupplementLine
	for _, x := range v.Papers {
		if x.Lack {
			out = append(out, dossier.SupplementLine{Paper: x.Key, What: x.What})
		}
	}
	return out
}

// lackOptions are the papers that can be asked for.
func lackOptions(v counterView) []parts.Option {
	var out []parts.Option
	for _, x := range v.Papers {
		name := "lack-" + x.Key
		out = append(out, parts.Option{Value: x.Key, Label: x.Name, Reveal: parts.Input{Name: name, Label: "Thiếu gì hoặc cần sửa gì", Value: x.What, Max: 300, Error: v.Problems.At(name)}})
	}
	return out
}

func lacked(v counterView) []string {
	var out []string
	for _, x := range v.Papers {
		if x.Lack {
			out = append(out, x.Key)
		}
	}
	return out
}

// deskNotes say what the desk still owes and what closes by itself.
func (p pages) deskNotes(v trail.View) []parts.Note {
	var out []parts.Note
	if v.OwesReceipt() && v.Can("receipt") {
		out = append(out, parts.Note{Kind: parts.Soon, Title: "Chưa cấp giấy tiếp nhận", Text: "Hồ sơ giải quyết ngay trong ngày. Cấp giấy khi người nộp yêu cầu, và bắt buộc khi hết ngày mà chưa xong."})
	}
	if v.Override != nil {
		out = append(out, parts.Note{Kind: parts.Soon, Title: "Được phép yêu cầu bổ sung lần hai", Text: "Người đứng đầu cho phép lúc " + page.DateTime(v.Override.At.Time()) + ". Nêu đủ trong lần này: không còn lần nào nữa."})
	}
	if m, err := p.Dossiers.MomentOf(access.Clockwork, v.Dossier); err == nil {
		if last, ok := v.CloseOn(m); ok {
			out = append(out, parts.Note{Kind: parts.Soon, Title: "Hạn bổ sung: hết " + last.Vietnamese(), Text: "Quá hạn này hồ sơ tự kết thúc; người nộp được báo trước."})
		}
	}
	return out
}

// owed tells which dossiers answered at once still have no receipt.
func (p pages) owed(ctx context.Context, office string) ([]page.Link, error) {
	rows, err := p.Intake.Owed(ctx, office, rowsMost)
	if err != nil {
		return nil, err
	}
	var out []page.Link
	for _, x := range rows {
		out = append(out, page.Link{Text: x.Code + " – nhận lúc " + page.ShortDateTime(clock.FromMicros(x.ReceivedAt)), Href: "/desk/dossiers/" + x.Code})
	}
	return out, nil
}
