package publication

import (
	"slices"
	"strings"
	"time"

	"motcua/calendar"
	"motcua/law"
	"motcua/letter"
	"motcua/procedure"
)

// Paper is what a decision needs beside its file.
type Paper struct {
	Office  string // name of the drafting department
	City    string // "Ủy ban nhân dân Thành phố Hồ Chí Minh"
	Place   string
	Day     time.Time // of an unsigned draft
	Version func(id string) (procedure.Version, bool)
	Sign    letter.Signature // who signs; its mark is the file's own
}

// Decision is the file as the decision of the Chairman (KS-3, KS-7).
func (f File) Decision(p Paper, today law.Profile) letter.Publishing {
	day := p.Day
	if decided := f.Decided(); !decided.IsZero() {
		day = decided
	}
	d := letter.Publishing{About: "Về việc c" + strings.TrimPrefix(strings.TrimPrefix(f.Title, "C"), "c"), Issuer: "CHỦ TỊCH " + strings.ToUpper(p.City),
		Head: letter.Head{Office: strings.ToUpper(p.City), Number: f.Number, Symbol: "QĐ-UBND", Place: p.Place, Date: day}, Sign: p.Sign}
	if !strings.HasPrefix(strings.ToLower(f.Title), "c") {
		d.About = "Về việc công bố thủ tục hành chính: " + f.Title
	}
	for _, g := range today.Publication.Cites.Value {
		d.Grounds = append(d.Grounds, "Căn cứ "+g)
	}
	d.Grounds = append(d.Grounds, "Căn cứ "+f.ground(), "Theo đề nghị của "+p.Office+" và ý kiến kiểm soát của Văn phòng "+p.City)
	if f.From == "" { // not signed yet: as it would be if it were signed that day
		f.From = max(f.Law.Effect, (calendar.DateOf(day) + 1).String())
	}
	d.Articles = f.articles(p, today)
	d.CopyTo = []string{"Như Điều 4", "Văn phòng Chính phủ (Cục Kiểm soát thủ tục hành chính)", "Thường trực " + p.City, "Lưu: VT"}
	for _, k := range []Kind{KindNew, KindAmended, KindAbolished} {
		if f.Has(k) {
			d.Lists = append(d.Lists, f.list(k))
		}
	}
	for _, x := range f.Items {
		if x.Kind != KindAbolished {
			d.Parts = append(d.Parts, x.parts(p))
		}
	}
	return d
}

func (f File) ground() string {
	issued, err := calendar.ParseDate(f.Law.Issued)
	if err != nil {
		return f.Law.Name
	}
	return "văn bản số " + f.Law.Number + " " + letter.DateLine(issued.At(0)) + ": " + f.Law.Name
}

// articles are what the decision orders: the list, its effect, who posts and configures
// (KS-8), who carries it out.
func (f File) articles(p Paper, today law.Profile) []string {
	what := "Công bố kèm theo Quyết định này Danh mục thủ tục hành chính"
	var kinds []string
	for _, k := range []Kind{KindNew, KindAmended, KindAbolished} {
		if f.Has(k) {
			kinds = append(kinds, strings.ToLower(k.Vietnamese()))
		}
	}
	from := "từ ngày ký"
	if first, err := calendar.ParseDate(f.From); err == nil {
		from = "từ " + letter.DateLine(first.At(0))
	}
	out := []string{what + " " + strings.Join(kinds, "; ") + " thuộc phạm vi quản lý của " + p.Office + ".", "Quyết định này có hiệu lực " + from + "."}
	order := "Thủ trưởng các cơ quan, đơn vị tiếp nhận và giải quyết thủ tục hành chính tổ chức niêm yết công khai các thủ tục tại Điều 1."
	if f.Has(KindNew) || f.Has(KindAmended) {
		order = p.Office + " cấu hình quy trình điện tử trong " + two(today.Publication.ProcessWorkingDays.Value) + " ngày làm việc kể từ ngày ký. " + order
	}
	if f.Has(KindAmended) || f.Has(KindAbolished) {
		order += " Quy trình gắn với thủ tục được thay thế, bị bãi bỏ hết hiệu lực; hồ sơ đã tiếp nhận được giải quyết theo quy định tại thời điểm tiếp nhận."
	}
	return append(out, order, "Chánh Văn phòng "+p.City+", Thủ trưởng "+p.Office+" và các cơ quan, đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.")
}

func (f File) list(k Kind) letter.PublishedList {
	l := letter.PublishedList{Title: "DANH MỤC THỦ TỤC HÀNH CHÍNH " + strings.ToUpper(k.Vietnamese()), Abolished: k == KindAbolished}
	for _, x := range f.Items {
		if x.Kind != k {
			continue
		}
		v := procedure.NFC(x.Proposed)
		r := letter.PublishedRow{Name: v.Name, Code: x.Code, Limit: limits(v), Place: v.Agency, Fee: fees(v), How: ways(v), Basis: strings.Join(basisLines(v), "; "),
			Abolisher: f.Law.Number + ": " + f.Law.Name, Field: v.Field, Agency: v.Agency}
		l.Channels = l.Channels || v.Offers(procedure.Online) || v.Offers(procedure.Post)
		l.Rows = append(l.Rows, r)
	}
	return l
}

// limits, fees and ways say what is the same for all channels once.
func limits(v procedure.Version) string {
	return perChannel(v, func(c procedure.Channel) string {
		if c.Limit == nil {
			return ""
		}
		return c.Limit.Vietnamese()
	})
}

func fees(v procedure.Version) string {
	s := perChannel(v, func(c procedure.Channel) string {
		switch {
		case c.Fee == nil:
			return c.FeeNote
		case c.FeeNote != "":
			return c.Fee.Vietnamese() + " (" + c.FeeNote + ")"
		}
		return c.Fee.Vietnamese()
	})
	if s == "" {
		return "Không"
	}
	return s
}

func ways(v procedure.Version) string {
	var out []string
	for _, c := range v.Channels {
		if w := c.Kind.Vietnamese(); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return strings.Join(out, "; ")
}

func perChannel(v procedure.Version, say func(procedure.Channel) string) string {
	var said, lines []string
	for _, c := range v.Channels {
		s := strings.TrimSpace(say(c))
		if s == "" {
			continue
		}
		if !slices.Contains(said, s) {
			said = append(said, s)
		}
		if line := c.Kind.Vietnamese() + ": " + s; !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	if len(said) == 1 {
		return said[0]
	}
	return strings.Join(lines, "\n")
}

// parts are all of a new procedure, and of an amended one those that changed (KS-3).
func (x Item) parts(p Paper) letter.PublishedProcedure {
	out := letter.PublishedProcedure{Title: x.Proposed.Name + " (mã " + x.Code + ") – " + strings.ToLower(x.Kind.Vietnamese())}
	base, ok := p.Version(x.Base)
	if x.Kind == KindAmended && ok {
		for _, c := range Changed(base, x.Proposed) {
			out.Parts = append(out.Parts, letter.PublishedPart{Title: c.Section.Title, Text: c.After})
		}
		return out
	}
	for _, s := range Sections {
		text := norm(s.Text(x.Proposed))
		if text == "" {
			text = "Không có."
		}
		out.Parts = append(out.Parts, letter.PublishedPart{Title: s.Title, Text: text})
	}
	return out
}
