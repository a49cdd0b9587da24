package citizen

import (
	"net/http"

	"motcua/dossier"
	"motcua/event"
	"motcua/posting"
	"motcua/rating"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type sheetView struct {
	page.Frame
	Code    string
	Note    parts.Note
	Degree  string
	Steps   []parts.Task
	Receipt string // "" before reception
	Check   string
	Key     string // the city's public key, to compare with the one published elsewhere
	Rate    string
	Beyond  string // where to report a demand beyond the list (PRI-2)
}

// sheet is what the QR code of a paper opens. Without sign-in it shows the code and
// the degree of completion alone (REC-5), and that the paper is in force.
func (p pages) sheet(w http.ResponseWriter, r *http.Request) error {
	if m, ok := posting.ParseMark(r.PathValue("token")); ok { // the QR of a posted sheet
		http.Redirect(w, r, "/posted/"+m.String(), http.StatusSeeOther)
		return nil
	}
	d, err := p.Dossiers.ByToken(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	v := sheetView{Frame: p.frame(r, "Tra cứu giấy tiếp nhận"), Code: d.Code, Key: p.Keys.Public, Note: inForceNote(d), Steps: degree(d)}
	done := 0
	for _, s := range v.Steps {
		if s.Tag.Kind == parts.Done {
			done++
		}
	}
	v.Degree = page.T(r.Context(), "Đã xong %d trên %d bước", done, len(v.Steps))
	base := "/q/" + d.Token
	v.Beyond = base + "/beyond"
	if d.ReceivedAt.Set() {
		v.Receipt, v.Check = base+"/receipt.json", base+"/checkpoint.txt"
	}
	if rating.Open(d) {
		v.Rate = base + "/rating"
	}
	page.Render(w, r, http.StatusOK, sheetPage(v))
	return nil
}

func inForceNote(d dossier.Dossier) parts.Note {
	switch {
	case d.State == dossier.Filed:
		return parts.Note{Kind: parts.Plain, Title: "Hồ sơ đã nộp, chưa được tiếp nhận", Text: "Giấy tiếp nhận có hiệu lực từ khi cơ quan tiếp nhận hồ sơ."}
	case d.State == dossier.Returned:
		return parts.Note{Kind: parts.Plain, Title: "Giấy này đã hết hiệu lực", Text: "Kết quả đã được trả lúc " + page.DateTime(d.ReturnedAt.Time()) + "."}
	case d.EndedAt.Set():
		return parts.Note{Kind: parts.Late, Title: "Giấy này không còn hiệu lực", Text: "Hồ sơ đã kết thúc lúc " + page.DateTime(d.EndedAt.Time()) + " mà không có kết quả."}
	case d.State == dossier.Obliged:
		return parts.Note{Kind: parts.Soon, Title: "Giấy này đang có hiệu lực", Text: "Hồ sơ đang chờ thực hiện nghĩa vụ tài chính."}
	case d.State == dossier.Supplementing:
		return parts.Note{Kind: parts.Soon, Title: "Giấy này đang có hiệu lực", Text: "Hồ sơ đang chờ bổ sung giấy tờ."}
	}
	return parts.Note{Kind: parts.Good, Title: "Giấy này đang có hiệu lực", Text: "Giấy do hệ thống một cửa của Thành phố cấp và được ghi trong sổ chống sửa."}
}

// degree is the step bar: what is done, what goes on, what is still to come.
func degree(d dossier.Dossier) []parts.Task {
	at := map[dossier.State]int{dossier.Filed: 1, dossier.Received: 2, dossier.InProcess: 2, dossier.Supplementing: 2, dossier.Obliged: 2, dossier.Proposed: 3, dossier.Signed: 4,
		dossier.Completed: 5, dossier.Returned: 6}
	reached := at[d.State]
	if d.EndedAt.Set() {
		reached = 1
		if d.ReceivedAt.Set() {
			reached = 2
		}
	}
	names := []string{"Đã nộp", "Tiếp nhận", "Giải quyết", "Ký kết quả", "Có kết quả", "Trả kết quả"}
	out := make([]parts.Task, len(names))
	for i, n := range names {
		out[i] = parts.Task{Title: n, Tag: parts.Tag{Kind: parts.Plain, Text: "Chưa đến lúc"}}
		switch {
		case i < reached:
			out[i].Tag = parts.Tag{Kind: parts.Done, Text: "Đã xong"}
		case i == reached && d.EndedAt.Set():
			out[i].Tag = parts.Tag{Kind: parts.Bad, Text: "Đã dừng"}
		case i == reached:
			out[i].Tag = parts.Tag{Kind: parts.Calm, Text: "Đang làm"}
		}
	}
	return out
}

// proof gives the ledger's receipt of the reception: it verifies without us.
func (p pages) proof(w http.ResponseWriter, r *http.Request) error {
	receipt, _, err := p.proven(r)
	if err != nil {
		return err
	}
	return send(w, "application/json", "receipt.json", receipt)
}

func (p pages) checkpoint(w http.ResponseWriter, r *http.Request) error {
	_, note, err := p.proven(r)
	if err != nil {
		return err
	}
	return send(w, "text/plain; charset=utf-8", "checkpoint.txt", note)
}

func (p pages) proven(r *http.Request) (receipt, checkpoint []byte, err error) {
	d, err := p.Dossiers.ByToken(r.Context(), r.PathValue("token"))
	if err != nil {
		return nil, nil, err
	}
	events, err := event.Load(r.Context(), p.DB.Read(), d.Home, d.ID)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range events {
		if e.Act == "receive" {
			return p.Keys.Receipt(r.Context(), p.DB.Read(), e.ID)
		}
	}
	return nil, nil, refusal.Missing("Hồ sơ chưa được tiếp nhận nên chưa có chứng cứ tiếp nhận.")
}

func send(w http.ResponseWriter, kind, name string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Cache-Control", "private, no-store")
	if _, err := w.Write(body); err != nil {
		return nil // the reader went away
	}
	return nil
}
