package form

import "motcua/procedure"

// General builds the form of a procedure that has none of its own: who asks, what for,
// and which of its published papers come along. It asks for nothing the list does not
// name (PRI-1).
func General(v procedure.Version) Form {
	f := Form{Title: "Đơn đề nghị giải quyết thủ tục hành chính", Source: "Lập từ thành phần hồ sơ đã công bố của thủ tục", Sections: []Section{
		{Title: "Người đề nghị", Fields: []Field{
			{Key: "applicant", Label: "Người đề nghị", Type: Person, Required: true, From: Me, Parts: []string{"name", "birth?", "number?", "home?", "phone?", "email?"}},
			{Key: "for_company", Label: "Đề nghị thay cho một tổ chức, doanh nghiệp", Type: Yes},
			{Key: "company", Label: "Tổ chức, doanh nghiệp", Type: Company, Required: true, From: Me, When: &When{Field: "for_company", Is: []string{Ticked}}},
		}},
		{Title: "Nội dung đề nghị", Fields: []Field{
			{Key: "request", Label: "Nội dung đề nghị", Type: Lines, Required: true, Most: 2000, Default: "Đề nghị giải quyết: " + v.Name},
		}},
	}}
	var papers []string
	seen := map[string]bool{}
	for _, p := range v.Asked() {
		if name := short(p.Name); !p.Shown() && !seen[name] {
			seen[name] = true
			papers = append(papers, name)
		}
	}
	if len(papers) > 0 {
		f.Sections[1].Fields = append(f.Sections[1].Fields, Field{Key: "papers", Label: "Giấy tờ gửi kèm", Type: Several, Options: papers, Help: "Đánh dấu những giấy tờ đúng trường hợp của mình."})
	}
	return f
}

// short keeps an option readable; the whole name stands in the list of papers.
func short(s string) string {
	r := []rune(s)
	if len(r) <= 240 {
		return s
	}
	return string(r[:239]) + "…"
}
