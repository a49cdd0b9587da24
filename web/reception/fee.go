package reception

import (
	"context"
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/payment"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// feeView is the page where the desk takes money for a dossier (SET-11).
type feeView struct {
	Frame    page.Frame
	Head     parts.DossierHead
	Problems page.Problems
	Base     string
	Facts    parts.Summary
	Orders   parts.Table
	Owed     string // what is to be taken; "" is nothing
	Back     bool   // money may be given back
	Most     string
	Typed    func(name string) string
	Grounds  []parts.Option
}

// feeButton leads to the money where there is any.
func feeButton(v trail.View, base string) (parts.Button, bool) {
	b := parts.Button{Text: "Thu phí, lệ phí", Href: base + "/fee", Style: parts.Outlined}
	if v.Owes() == 0 {
		b.Text = "Phí, lệ phí"
	}
	return b, v.Fee > 0
}

func (p pages) money(one string) []hall.Route {
	return []hall.Route{
		{Pattern: "GET /desk/fees", Access: desk, Handle: p.fees},
		{Pattern: "GET " + one + "/fee", Access: desk, Handle: p.fee},
		{Pattern: "GET " + one + "/fee/{n}/pdf", Access: desk, Handle: p.feePDF},
		{Pattern: "POST " + one + "/fee/pay", Access: desk, Handle: p.charge("fee_paid", "Đã thu phí. Số biên lai: ", p.pay)},
		{Pattern: "POST " + one + "/fee/exempt", Access: desk, Limit: uploadMost, Handle: p.charge("fee_exempt", "Đã ghi nhận miễn, giảm. Số: ", p.exempt)},
		{Pattern: "POST " + one + "/fee/refund", Access: desk, Handle: p.charge("fee_refund", "Đã hoàn tiền. Số phiếu: ", p.refund)},
	}
}

func (p pages) fee(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.open(r)
	if err != nil {
		return err
	}
	return p.showFee(w, r, v, nil)
}

func (p pages) showFee(w http.ResponseWriter, r *http.Request, v trail.View, f *page.Form) error {
	base := "/desk/dossiers/" + v.Code
	x := feeView{Frame: p.frame(r, "Phí, lệ phí"), Head: v.Head(base), Base: base, Facts: v.Ending().Money, Typed: func(string) string { return "" }}
	x.Frame.Back = &page.Link{Text: "Hồ sơ " + v.Code, Href: base}
	if v.Owes() > 0 && v.Can("fee_paid") {
		x.Owed = page.Money(v.Owes())
	}
	if most := v.FeePaid - v.FeeBack; most > 0 && v.Can("fee_refund") {
		x.Back, x.Most = true, page.Number(most)
	}
	for _, g := range payment.Grounds() {
		x.Grounds = append(x.Grounds, parts.Option{Value: g.Key, Label: g.Name, Hint: "Giảm " + page.Number(g.Percent) + "% · giấy chứng minh: " + g.Proof})
	}
	orders, err := p.Payments.Of(r.Context(), dossier.Key{Home: v.Home, ID: v.ID})
	if err != nil {
		return err
	}
	x.Orders = p.orderTable(orders, false)
	for i, o := range orders {
		x.Orders.Rows[i].Cells[0].Href = base + "/fee/" + strconv.FormatInt(o.N, 10) + "/pdf" // its paper
	}
	status := http.StatusOK
	if f != nil {
		x.Typed, x.Problems, x.Frame.Failed, status = f.Value, f.Problems, true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, feePage(x))
	return nil
}

// feePDF prints the paper of one order: it travels with the dossier (SET-11).
func (p pages) feePDF(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.open(r)
	if err != nil {
		return err
	}
	return v.PrintFee(r.Context(), w, r.PathValue("n"))
}

type charging func(r *http.Request, who access.Who, v trail.View, f *page.Form) (payment.Order, error)

// charge runs one order of the form and shows its number.
func (p pages) charge(act, said string, run charging) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, who, err := p.open(r)
		if err != nil {
			return err
		}
		if err := access.May(who, act, v.Subject()); err != nil {
			return err
		}
		f, err := page.ReadForm(w, r, uploadMost)
		if err != nil {
			return err
		}
		o, err := run(r, who, v, f)
		if err == nil && !f.Problems.Any() {
			page.Redirect(w, r, "/desk/dossiers/"+v.Code+"/fee", page.Flash{Text: said + payment.NumberOf(o) + "."})
			return nil
		}
		if err != nil && !f.Problems.Refused(err) {
			return err
		}
		return p.showFee(w, r, v, f)
	}
}

func (p pages) pay(r *http.Request, who access.Who, v trail.View, f *page.Form) (payment.Order, error) {
	return p.Payments.Pay(r.Context(), who, dossier.Key{Home: v.Home, ID: v.ID}, f.Text("method", 20))
}

func (p pages) exempt(r *http.Request, who access.Who, v trail.View, f *page.Form) (payment.Order, error) {
	proof, err := p.keep(r, v.ID, f, exemption)
	if err != nil {
		return payment.Order{}, err
	}
	return p.Payments.Exempt(r.Context(), who, dossier.Key{Home: v.Home, ID: v.ID}, f.Text("ground", 20), proof)
}

func (p pages) refund(r *http.Request, who access.Who, v trail.View, f *page.Form) (payment.Order, error) {
	n, ok := f.Int("amount", 1, v.FeePaid)
	if !ok {
		if !f.Problems.Any() {
			f.Problems.Add("amount", "Nhập số tiền hoàn, không quá số đã thu.")
		}
		return payment.Order{}, nil
	}
	reason := f.Lines("reason", 2000)
	if f.Problems.Any() {
		return payment.Order{}, nil
	}
	by := f.Choice("back", payment.Methods...)
	if by == "" {
		f.Problems.Add("back", "Chọn cách hoàn: tiền mặt hoặc chuyển khoản.")
		return payment.Order{}, nil
	}
	return p.Payments.Refund(r.Context(), who, dossier.Key{Home: v.Home, ID: v.ID}, n, by, reason)
}

var (
	orderKinds = map[string]string{payment.Fee: "Thu phí, lệ phí", payment.Exempt: "Miễn, giảm", payment.Refund: "Hoàn phí do lỗi cơ quan", payment.Cost: "Chi phí đính chính"}
	methods    = map[string]string{"cash": "Tiền mặt", "transfer": "Chuyển khoản"}
)

// orderTable lists orders; in the book of the office each leads to its dossier.
func (p pages) orderTable(orders []payment.Order, book bool) parts.Table {
	t := parts.Table{ID: "orders", Caption: "Các khoản đã ghi", CaptionHidden: true, Columns: []parts.Column{{Title: "Số", Code: true}, {Title: "Khoản", Wide: true}, {Title: "Lúc"}, {Title: "Cách nộp"}, {Title: "Số tiền", Numeric: true}},
		Empty: parts.Empty{Title: "Chưa ghi khoản nào", Why: "Mỗi lần thu, miễn, giảm hoặc hoàn có một số riêng và hiện ở đây."}}
	if book {
		t.Columns = append(t.Columns, parts.Column{Title: "Mã hồ sơ", Code: true})
	}
	for _, o := range orders {
		kind := orderKinds[o.Kind]
		if g, ok := payment.GroundNamed(o.Ground); ok {
			kind += ": " + g.Name
		}
		row := parts.Row{Cells: []parts.Cell{{Text: payment.NumberOf(o)}, {Text: kind}, {Text: page.ShortDateTime(o.When().Time())}, {Text: methods[o.Method]}, {Text: page.Money(o.Amount)}}}
		if book {
			row.Cells = append(row.Cells, parts.Cell{Text: o.Code, Href: "/desk/dossiers/" + o.Code})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// feesView is the book of a quarter: the fees are settled by quarters (SET-11).
type feesView struct {
	Frame  page.Frame
	Title  string
	Before page.Link
	After  page.Link
	Sums   parts.Table
	Book   parts.Table
	Pages  parts.Pagination
}

func (p pages) fees(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	query := page.Query(r)
	q, ok := payment.ParseQuarter(query.Value("quarter"))
	if !ok {
		q = payment.QuarterOf(p.Civil.Now())
	}
	at := func(q payment.Quarter) page.Link {
		return page.Link{Text: q.Vietnamese(), Href: "/desk/fees?quarter=" + q.String()}
	}
	v := feesView{Frame: p.frame(r, "Thu phí, lệ phí"), Title: q.Vietnamese(), Before: at(q.Next(-1)), After: at(q.Next(1))}
	v.Frame.Back = &page.Link{Text: "Bàn tiếp nhận", Href: "/desk"}
	if v.Sums, err = p.sums(r.Context(), who.Office, q); err != nil {
		return err
	}
	from, _ := query.Int("after", 0, 1<<62)
	n, _ := query.Int("number", 0, 1<<62)
	orders, err := p.Payments.Book(r.Context(), who.Office, q, payment.Page{After: from, Kind: query.Text("kind", 10), Number: n, Most: rowsMost + 1})
	if err != nil {
		return err
	}
	if len(orders) > rowsMost {
		orders = orders[:rowsMost]
		last := orders[rowsMost-1]
		v.Pages.Next = at(q).Href + "&after=" + strconv.FormatInt(last.At, 10) + "&kind=" + last.Kind + "&number=" + strconv.FormatInt(last.Number, 10)
	}
	if from > 0 {
		v.Pages.First = at(q).Href
	}
	v.Book = p.orderTable(orders, true)
	page.Render(w, r, http.StatusOK, feesPage(v))
	return nil
}

func (p pages) sums(ctx context.Context, office string, q payment.Quarter) (parts.Table, error) {
	t := parts.Table{ID: "sums", Caption: "Tổng cộng trong quý", CaptionHidden: true, Columns: []parts.Column{{Title: "Khoản", Wide: true}, {Title: "Cách nộp"}, {Title: "Số lượt", Numeric: true}, {Title: "Số tiền", Numeric: true}},
		Empty: parts.Empty{Title: "Chưa thu khoản nào trong quý này", Why: "Tổng theo từng khoản hiện ở đây để quyết toán với cơ quan theo quý."}}
	rows, err := p.Payments.Sums(ctx, office, q)
	for _, s := range rows {
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: orderKinds[s.Kind]}, {Text: methods[s.Method]}, {Text: page.Number(s.Orders)}, {Text: page.Money(s.Amount)}}})
	}
	return t, err
}

// obligedCells say whose turn it is and until when to pay.
func (p pages) obligedCells(ctx context.Context, l dossier.Line) ([]parts.Cell, bool, error) {
	d, err := p.Dossiers.Open(ctx, dossier.Key{Home: l.Home, ID: l.ID})
	if err != nil || len(d.Obligations) == 0 {
		return []parts.Cell{{}, {}}, false, err
	}
	o := d.Obligations[len(d.Obligations)-1]
	if !o.Told.Set() {
		return []parts.Cell{{Part: parts.Tag{Kind: parts.Paused, Text: "Chờ cơ quan thuế"}, Sub: o.Office}, {Text: "Chưa có thông báo"}}, false, nil
	}
	by := parts.Cell{Text: "Không phải nộp"}
	if o.Amount > 0 {
		by = parts.Cell{Text: page.ShortDateTime(o.PayBy.Time()), Sub: page.Money(o.Amount)}
	}
	return []parts.Cell{{Part: parts.Tag{Kind: parts.Soon, Text: "Chờ người nộp"}}, by}, o.Amount > 0 && o.PayBy < clock.At(p.Civil.Now()), nil
}
