package trail

import (
	"strconv"
	"strings"

	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Ending is what an audience draws of the end of a dossier; empty pieces are left out.
type Ending struct {
	Times     parts.Table // the five times with their five proofs
	Duty      parts.Summary
	Money     parts.Summary
	Mailings  parts.Table
	Originals parts.Table
	Fixes     parts.Table
}

// Ending collects the pieces from the row and its events.
func (v View) Ending() Ending {
	e := Ending{Duty: v.duty(), Money: v.money(), Mailings: v.mailings(), Originals: v.originals(), Fixes: v.fixes()}
	if v.DecidedAt.Set() || v.Result != nil {
		e.Times = v.times()
	}
	return e
}

func table(caption string, heads ...string) parts.Table {
	t := parts.Table{Caption: caption, CaptionHidden: true}
	for i, h := range heads {
		t.Columns = append(t.Columns, parts.Column{Title: h, Wide: i == len(heads)-1})
	}
	return t
}

// times are decided, signed, ready, announced and handed over (SET-7): each with the
// mark of its event in the log and what else proves it.
func (v View) times() parts.Table {
	t := table("Năm thời điểm của kết quả", "Việc", "Thời điểm", "Bằng chứng")
	add := func(what string, at clock.Instant, act, proof string) {
		cells := []parts.Cell{{Text: what}, {Text: "Chưa đến lúc"}, {}}
		if at.Set() {
			cells[1].Text, cells[2] = page.ShortDateTime(at.Time()), parts.Cell{Text: proof, Sub: v.mark(act)}
		}
		t.Rows = append(t.Rows, parts.Row{Cells: cells})
	}
	signed, signature := clock.Instant(0), ""
	if v.Result != nil {
		signed, signature = v.Result.At, v.nameAnd(v.Result.Signer, "số "+v.Result.Number+", chữ ký "+short(v.Result.Signature.Hash)+", tệp "+short(v.Result.File))
	}
	act, draft := v.deciding()
	add("Quyết định", v.DecidedAt, act, draft)
	add("Ký", signed, signing(v), signature)
	ready := "tệp kết quả và người ký đã có"
	if v.Outcome == dossier.Rejected && v.RefusalNo > 0 {
		ready = "phiếu từ chối số " + strconv.Itoa(v.RefusalNo)
	}
	add("Sẵn sàng trả", v.SettledAt, "complete", ready)
	add("Báo người nộp", v.AnnouncedAt, "announce", channelsWords(v.Announced))
	how := "return"
	if v.ReturnedHow == "digital" {
		how = "collect"
	}
	add("Trao tay", v.ReturnedAt, how, v.handed())
	return t
}

// deciding is the act that decided, and what it decided on: an approval before the
// signature, or the signature itself.
func (v View) deciding() (act, proof string) {
	d := v.Decision
	switch {
	case d == nil && v.Proposal != nil: // of a time before decisions stood by themselves
		return "sign", "dự thảo " + short(v.Proposal.File)
	case d == nil:
		return "sign", ""
	}
	proof = v.nameAnd(d.By, "dự thảo "+short(d.File)+" trình lúc "+page.ShortDateTime(d.Proposed.Time()))
	if e, ok := v.Last("decide"); ok && e.At == int64(d.At) {
		return "decide", proof
	}
	return "sign", proof
}

// nameAnd puts an official's name before a proof; citizens read the proof alone.
func (v View) nameAnd(official, proof string) string {
	if o, ok := v.hall.Offices.Official(official); ok && !v.citizen() {
		return o.Name + "; " + proof
	}
	return proof
}

func signing(v View) string {
	if len(v.Corrections) > 0 {
		return "correct"
	}
	return "sign"
}

// mark names the newest event of an act as it stands in the log that cannot be changed.
func (v View) mark(act string) string {
	var found event.Event
	for _, e := range v.Events {
		if e.Act == act || act == "collect" && e.Act == "return" {
			found = e
		}
	}
	if found.LeafHash == "" {
		return ""
	}
	return "dấu trong sổ chống sửa " + short(found.LeafHash)
}

func short(hash string) string {
	if len(hash) > 12 {
		return hash[:12] + "…"
	}
	return hash
}

var saidBy = map[string]string{"sms": "tin nhắn", "email": "thư điện tử", "phone": "điện thoại", "paper": "giấy báo"}

func channelsWords(s string) string {
	var out []string
	for _, c := range strings.Split(s, ",") {
		if saidBy[c] != "" {
			out = append(out, saidBy[c])
		}
	}
	return strings.Join(out, ", ")
}

func (v View) handed() string {
	switch v.ReturnedHow {
	case "receipt":
		return "giấy tiếp nhận số " + strconv.Itoa(v.ReceiptNo)
	case "identity":
		return "giấy tờ tùy thân"
	case "authorised":
		return "giấy ủy quyền (tệp lưu trong hồ sơ)"
	case "post":
		if n := len(v.Dossier.Mailings); n > 0 {
			return "phiếu gửi bưu chính số " + v.Dossier.Mailings[n-1].Slip
		}
		return "bưu chính"
	case "digital":
		return "bản điện tử " + short(v.Result.File)
	}
	return ""
}

// Obliges reports whether the procedure has a financial obligation (SET-10).
func (v View) Obliges() bool {
	ver, ok := v.hall.Procedures.Version(v.Version)
	return ok && ver.Obliges
}

// duty is where, how much and until when (SET-10).
func (v View) duty() parts.Summary {
	var s parts.Summary
	if len(v.Obligations) == 0 {
		return s
	}
	o := v.Obligations[len(v.Obligations)-1]
	add := func(key, value string) {
		if value != "" {
			s.Facts = append(s.Facts, parts.Fact{Key: key, Value: value})
		}
	}
	add("Cơ quan thuế", o.Office)
	add("Đã chuyển thông tin", page.ShortDateTime(o.Sent.Time())+", phiếu số "+o.Slip)
	if !v.citizen() && o.First != "" {
		s.Facts = append(s.Facts, parts.Fact{Key: "Lần hẹn thứ nhất", Part: classTags[o.First]})
	}
	if o.Told.Set() {
		add("Số tiền phải nộp", page.Money(o.Amount))
		add("Thông báo số", o.Notice)
		add("Nộp tại", o.Where)
		if o.Amount > 0 {
			add("Nộp trước", page.DateTime(o.PayBy.Time()))
		}
	}
	if o.Confirmed.Set() {
		add("Cơ quan thuế xác nhận", page.ShortDateTime(o.Confirmed.Time()))
	}
	return s
}

func (v View) money() parts.Summary {
	var s parts.Summary
	if v.Fee == 0 {
		return s
	}
	for _, f := range []struct {
		key string
		n   int64
	}{{"Mức công bố", v.Fee}, {"Miễn, giảm", v.FeeCut}, {"Đã thu", v.FeePaid}, {"Đã hoàn", v.FeeBack}, {"Còn phải thu", v.Owes()}} {
		if f.n > 0 {
			s.Facts = append(s.Facts, parts.Fact{Key: f.key, Value: page.Money(f.n)})
		}
	}
	return s
}

func (v View) mailings() parts.Table {
	if len(v.Dossier.Mailings) == 0 {
		return parts.Table{}
	}
	t := table("Kết quả gửi qua bưu chính", "Phiếu gửi", "Giao bưu chính", "Mời nhận", "Kết quả")
	for i, m := range v.Dossier.Mailings {
		var invited []string
		for _, at := range m.Invited {
			invited = append(invited, page.ShortDateTime(at.Time()))
		}
		end := parts.Tag{Kind: parts.Paused, Text: "Đang phát"}
		switch {
		case m.Lost:
			end = parts.Tag{Kind: parts.Bad, Text: "Bưu chính làm mất"}
		case m.Back.Set():
			end = parts.Tag{Kind: parts.Soon, Text: "Chuyển hoàn"}
		case v.ReturnedHow == "post" && i == len(v.Dossier.Mailings)-1:
			end = parts.Tag{Kind: parts.Good, Text: "Đã phát"}
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: m.Slip}, {Text: page.ShortDateTime(m.Posted.Time())}, {Text: strings.Join(invited, "; ")}, {Part: end}}})
	}
	return t
}

func (v View) originals() parts.Table {
	if len(v.Dossier.Originals) == 0 {
		return parts.Table{}
	}
	t := table("Bản chính giữ để đối chiếu", "Bản chính", "Số lượng", "Giữ lúc", "Trả lúc")
	for _, o := range v.Dossier.Originals {
		back := parts.Cell{Part: parts.Tag{Kind: parts.Soon, Text: "Chưa trả"}}
		if o.Given.Set() {
			back = parts.Cell{Text: page.ShortDateTime(o.Given.Time())}
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: o.Name}, {Text: strconv.Itoa(o.N)}, {Text: page.ShortDateTime(o.Taken.Time())}, back}})
	}
	return t
}

func (v View) fixes() parts.Table {
	if len(v.Corrections) == 0 {
		return parts.Table{}
	}
	t := table("Đính chính kết quả", "Bản bị thay", "Đính chính lúc", "Chi phí cơ quan chịu", "Trả bản đính chính")
	for _, c := range v.Corrections {
		given := parts.Cell{Part: parts.Tag{Kind: parts.Soon, Text: "Chờ trả"}}
		if c.Given.Set() {
			given = parts.Cell{Text: page.ShortDateTime(c.Given.Time())}
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: "Số " + c.Was.Number, Sub: short(c.Was.File)}, {Text: page.ShortDateTime(c.At.Time())}, {Text: page.Money(c.Cost)}, given}})
	}
	return t
}
