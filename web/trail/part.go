package trail

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Part is a dossier as an office sees it whose part in it is over: what it was asked,
// what it did and when, and where the dossier is now; no papers, no applicant, no act.
type Part struct {
	Frame    page.Frame
	Head     parts.DossierHead
	Note     parts.Note
	Handover parts.Table
	Consults parts.Table
	Line     parts.Timeline
	Prints   []page.Link
}

// ReadPart is asked when a dossier was not found for somebody (missing): if the office
// had a part that is over, its view is collected, else missing stands. The look is
// recorded as any other; the applicant is not read.
func ReadPart(ctx context.Context, h *hall.Hall, who access.Who, code string, missing error) (View, error) {
	no, ok := refusal.As(missing)
	if !ok || no.Kind != refusal.KindMissing {
		return View{}, missing
	}
	d, err := h.Dossiers.FindPart(ctx, who, code)
	if _, refused := refusal.As(err); refused {
		return View{}, missing
	}
	if err != nil {
		return View{}, err
	}
	v := Bare(h, who, d)
	key := dossier.Key{Home: d.Home, ID: d.ID}
	if err := h.Dossiers.NoteRead(ctx, who, key); err != nil {
		return v, err
	}
	v.Events, err = h.Dossiers.Trail(ctx, key)
	return v, err
}

// ShowPart answers with the page.
func (v View) ShowPart(w http.ResponseWriter, r *http.Request, f page.Frame, base string) {
	x := Part{Frame: f, Head: v.Head(""), Handover: v.handovers(), Consults: v.askedOf(), Line: v.until()}
	x.Frame.Wide = true
	x.Note = parts.Note{Kind: parts.Plain, Title: "Phần việc của cơ quan đã xong", Text: "Cơ quan của ông/bà đã xong phần việc lúc " + page.DateTime(v.over().Time()) +
		". Trang này để tra cứu, không thao tác được. Giấy tờ và thông tin của người nộp thuộc cơ quan đang giải quyết; lời ghi của các bước sau không hiển thị."}
	if v.ReceivedAt.Set() {
		x.Prints = v.Own(r.Context(), base)[:1]
	}
	page.Render(w, r, http.StatusOK, partPage(x))
}

func (v View) mine(office string) bool {
	return office == v.who.Office || slices.Contains(v.who.Former, office)
}

// over is when the office of the reader had finished.
func (v View) over() clock.Instant {
	var at clock.Instant
	for _, p := range v.Parts() {
		if v.mine(p.Office) {
			at = max(at, p.Since)
		}
	}
	return at
}

// until is the timeline: whole up to the moment the office had finished, as it could be
// read then; after it what happened and when, without anybody's words.
func (v View) until() parts.Timeline {
	t, over := v.Timeline(), v.over().Time()
	for i := range t.Moments {
		if t.Moments[i].At.After(over) {
			t.Moments[i].Why = ""
		}
	}
	return t
}

// askedOf lists the opinions the office was asked for, with question and answer.
func (v View) askedOf() parts.Table {
	t := parts.Table{ID: "opinions", Caption: "Ý kiến đã hỏi cơ quan", CaptionHidden: true, Columns: []parts.Column{{Title: "Cơ quan hỏi"}, {Title: "Nội dung hỏi", Wide: true}, {Title: "Hạn"}, {Title: "Trả lời", Wide: true}}}
	said := func(act string, at clock.Instant) string {
		for _, e := range v.Events {
			if e.Act == act && e.At == int64(at) {
				return dossier.Saying(e).Reason
			}
		}
		return ""
	}
	for _, c := range v.Consultations {
		if !v.mine(c.Office) || !c.Answered.Set() {
			continue
		}
		tag := parts.Tag{Kind: parts.Bad, Text: "Không đồng ý"}
		if c.Agrees {
			tag = parts.Tag{Kind: parts.Good, Text: "Đồng ý"}
		}
		asker := c.Asker
		if asker == "" {
			asker = v.Competent
		}
		t.Rows = append(t.Rows, parts.Row{Late: c.Late, Cells: []parts.Cell{{Text: v.hall.Offices.Tree().Title(asker)}, {Text: said("consult", c.Asked)}, {Text: page.ShortDateTime(c.Limit.Time())},
			{Part: tag, Sub: page.ShortDateTime(c.Answered.Time()) + " – " + said("answer", c.Answered)}}})
	}
	return t
}

// PartedTable lists what an office has passed on or answered; href makes the address of a
// dossier.
func PartedTable(h *hall.Hall, rows []dossier.PartedLinesRow, href func(code string) string) parts.Table {
	t := parts.Table{ID: "parted", Caption: "Hồ sơ cơ quan đã chuyển đi hoặc đã trả lời ý kiến", CaptionHidden: true, Keys: true,
		Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục", Wide: true}, {Title: "Xong phần việc lúc"}, {Title: "Cơ quan đang giữ", Minor: true}, {Title: "Trạng thái"}},
		Empty:   parts.Empty{Title: "Chưa có hồ sơ nào", Why: "Hồ sơ mà cơ quan đã xử lý xong phần việc trong chuỗi, hoặc đã trả lời ý kiến, hiện ở đây để tra cứu."}}
	for _, l := range rows {
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: l.Code, Href: href(l.Code)}, {Text: l.ProcedureName}, {Text: page.ShortDateTime(clock.FromMicros(l.Since))},
			{Text: h.Offices.Tree().Title(l.Holder)}, {Part: parts.Tag{Kind: stateKinds[dossier.State(l.State)], Text: dossier.State(l.State).Vietnamese()}}}})
	}
	return t
}

// PartedMost is what one page of that list holds.
const PartedMost = 50

// PartedPage reads one page of the list, and where the next begins ("" at its end).
func PartedPage(r *http.Request, h *hall.Hall, who access.Who, href func(code string) string) (t parts.Table, next string, err error) {
	q := page.Query(r)
	since, err := strconv.ParseInt(q.Text("since", 20), 10, 64)
	if err != nil || since < 1 {
		since = math.MaxInt64
	}
	rows, err := h.Dossiers.Parted(r.Context(), who, clock.Instant(since), q.Text("id", 64), PartedMost+1)
	if err != nil {
		return t, "", err
	}
	if len(rows) > PartedMost {
		rows = rows[:PartedMost]
		last := rows[PartedMost-1]
		next = r.URL.Path + "?" + url.Values{"since": {strconv.FormatInt(last.Since, 10)}, "id": {last.ID}}.Encode()
	}
	return PartedTable(h, rows, href), next, nil
}
