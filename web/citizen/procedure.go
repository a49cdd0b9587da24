package citizen

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua/deadline"
	"motcua/office"
	"motcua/posting"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/citizen/versions"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type procedureView struct {
	page.Frame
	Version  procedure.Version
	Brief    []parts.Fact
	Channels []parts.Fact
	Groups   []paperGroup
	Advice   []string
	Dropped  int
	Steps    []string
	Process  []parts.Row
	Derived  bool
	Basis    []parts.File
	More     []parts.Fact
	Changes  []page.Link // to what the versions changed, the newest first
	File     string      // POST address; "" when it is not filed online
	SignedIn bool
	Where    string
}

type paperGroup struct {
	Name   string
	Papers []paperLine
}

type paperLine struct{ Name, Count string }

func (p pages) procedure(w http.ResponseWriter, r *http.Request) error {
	x, err := p.inForce(r.PathValue("code"))
	if err != nil {
		return err
	}
	v := procedureView{Frame: p.frame(r, x.Name), Version: x, Channels: channels(x), Where: p.where(x), Dropped: x.GuidanceDropped}
	v.Trail = []page.Link{{Text: "Thủ tục hành chính", Href: "/procedures"}, {Text: x.Field, Href: "/procedures?" + url.Values{"field": {x.Field}}.Encode()}}
	v.Groups, v.Advice = papersOf(x)
	v.Brief = brief(x)
	steps := x.Steps
	if strings.TrimSpace(steps) == "" {
		steps = procedure.SummarySteps(x)
	}
	v.Steps = paragraphs(steps)
	v.Process, v.Derived = processRows(p.Processes.Attached(x, p.Today()))
	v.More = []parts.Fact{{Key: "Mã thủ tục", Part: parts.Code{Text: x.Code}}, {Key: "Quyết định công bố", Value: orNone(x.Decision)},
		{Key: "Cơ quan có thẩm quyền", Value: orNone(x.Competent)}, {Key: "Cơ quan phối hợp", Value: orNone(x.Coordinating)}}
	v.More = append(v.More, parts.Fact{Key: "Mức độ trực tuyến", Value: x.ServiceOn(p.Today()).Vietnamese()})
	v.Changes = versions.Links(p.Procedures.Of(x.Code), x)
	if p.online(x) {
		v.File = "/procedures/" + url.PathEscape(x.Code) + "/file"
	}
	v.SignedIn = p.Sessions.Of(r.Context()).Person != ""
	page.Render(w, r, http.StatusOK, procedurePage(v))
	return nil
}

func (p pages) inForce(code string) (procedure.Version, error) {
	v, ok := p.Procedures.InForce(code, p.Today())
	if gone, ended := procedure.Ended(p.Procedures.Of(code), code, p.Today()); ended {
		return v, refusal.Missing("Thủ tục “" + gone.Name + "” đã bị bãi bỏ, hết hiệu lực sau ngày " + page.CivilDate(gone.ValidTo) + ", nên không nhận hồ sơ mới. Hồ sơ đã nộp trước đó vẫn được giải quyết.")
	}
	if !ok {
		return v, refusal.Missing("Không tìm thấy thủ tục này, hoặc thủ tục đã hết hiệu lực. Xin tìm lại theo tên.")
	}
	return v, nil
}

func brief(v procedure.Version) []parts.Fact {
	out := []parts.Fact{{Key: "Ai làm", Value: orNone(strings.Join(v.Applicants, ", "))}}
	var results []string
	for _, x := range v.Results {
		results = append(results, x.Name)
	}
	if len(results) > 0 {
		out = append(out, parts.Fact{Key: "Kết quả", Value: results[0], More: results[1:]})
	}
	return append(out, parts.Fact{Key: "Cơ quan thực hiện", Value: orNone(v.Agency)})
}

// channels gives one fact a line of the publication: where, how long, how much. Ways
// that are published alike stand together.
func channels(v procedure.Version) []parts.Fact {
	var out []parts.Fact
	for _, c := range v.Channels {
		f := parts.Fact{Key: c.Kind.Vietnamese(), Value: "Thời hạn chưa công bố riêng"}
		if c.Limit != nil {
			f.Value = c.Limit.Vietnamese()
		}
		if c.Fee != nil {
			f.More = append(f.More, "Phí, lệ phí: "+c.Fee.Vietnamese())
		}
		for _, s := range []string{c.FeeNote, c.Description} {
			if s = strings.TrimSpace(s); s != "" {
				f.More = append(f.More, s)
			}
		}
		same := slices.IndexFunc(out, func(o parts.Fact) bool { return o.Value == f.Value && slices.Equal(o.More, f.More) })
		if same >= 0 {
			out[same].Key += " · " + f.Key
			continue
		}
		out = append(out, f)
	}
	return out
}

// papersOf gathers what is handed in under its headings; lines that ask for nothing
// are advice.
func papersOf(v procedure.Version) (groups []paperGroup, advice []string) {
	at := map[string]int{}
	for _, x := range v.Papers {
		if x.Guidance() {
			advice = append(advice, x.Name)
			continue
		}
		i, ok := at[x.Group]
		if !ok {
			i = len(groups)
			at[x.Group] = i
			groups = append(groups, paperGroup{Name: x.Group})
		}
		groups[i].Papers = append(groups[i].Papers, paperLine{x.Name, countOf(x)})
	}
	return groups, advice
}

func countOf(x procedure.Paper) string {
	var out []string
	if x.Originals > 0 {
		out = append(out, strconv.Itoa(x.Originals)+" bản chính")
	}
	if x.Copies > 0 {
		out = append(out, strconv.Itoa(x.Copies)+" bản sao")
	}
	return strings.Join(out, ", ")
}

func paragraphs(s string) []string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func processRows(v procedure.Version) ([]parts.Row, bool) {
	pr := v.ProcessFor(procedure.InPerson)
	var out []parts.Row
	for _, s := range pr.Steps {
		time := "Không tính thời gian"
		if s.Counted && s.Minutes > 0 {
			time = deadline.WorkingTime(int64(s.Minutes))
		}
		if s.Beside {
			time += " (song song hoặc nhánh khác, không cộng)"
		}
		out = append(out, parts.Row{Cells: []parts.Cell{{Text: strconv.Itoa(s.No)}, {Text: s.Name, Sub: office.Role(s.Role).Vietnamese()}, {Text: time}}})
	}
	return out, pr.Derived
}

// where says to which counter somebody without the internet goes.
func (p pages) where(v procedure.Version) string {
	switch v.DoneAt() {
	case procedure.Commune:
		return "Bộ phận Tiếp nhận và Trả kết quả của Ủy ban nhân dân phường, xã, thị trấn nơi cư trú."
	case procedure.District:
		return "Bộ phận Tiếp nhận và Trả kết quả của Ủy ban nhân dân quận, huyện."
	}
	if list := posting.Agencies(p.Offices.Tree(), v, p.Today()); len(list) == 1 {
		return "Bộ phận Tiếp nhận và Trả kết quả của " + list[0].Name() + "."
	}
	return "Bộ phận Tiếp nhận và Trả kết quả của sở, ban, ngành thực hiện thủ tục."
}

func orNone(s string) string {
	if strings.TrimSpace(s) == "" {
		return "Không có"
	}
	return s
}
