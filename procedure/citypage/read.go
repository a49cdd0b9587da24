package citypage

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"motcua/fold"
	"motcua/procedure"
)

// The city's portal publishes one procedure as a printed page "Chi tiết thủ tục hành
// chính". Its text, as pdftotext -layout gives it, is headings with their values and three
// tables drawn with spaces. Read reads such a text into a version.

// cityHeadings are the headings of the page in their order.
var cityHeadings = []string{"Mã thủ tục", "Số quyết định", "Tên thủ tục", "Cấp thực hiện", "Loại thủ tục", "Lĩnh vực", "Trình tự thực hiện", "Cách thức thực hiện",
	"Thành phần hồ sơ", "Đối tượng thực hiện", "Cơ quan thực hiện", "Cơ quan có thẩm quyền", "Địa chỉ tiếp nhận HS", "Cơ quan được ủy quyền", "Cơ quan phối hợp",
	"Kết quả thực hiện", "Căn cứ pháp lý", "Yêu cầu, điều kiện thực hiện", "Từ khóa", "Mô tả"}

// Read reads the printed page of one procedure. What the page leaves out ("Không có
// thông tin") stays empty.
func Read(text string) (procedure.Version, error) {
	part, bad := cityParts(text)
	if bad != nil {
		return procedure.Version{}, bad
	}
	v := procedure.Version{Code: cityLine(part["Mã thủ tục"]), Decision: cityLine(part["Số quyết định"]), Name: cityLine(part["Tên thủ tục"]), Kind: cityLine(part["Loại thủ tục"]),
		Field: cityLine(part["Lĩnh vực"]), Agency: cityLine(part["Cơ quan thực hiện"]), Competent: cityLine(part["Cơ quan có thẩm quyền"]),
		Coordinating: cityLine(part["Cơ quan phối hợp"]), Conditions: cityLine(part["Yêu cầu, điều kiện thực hiện"]), Steps: cityProse(part["Trình tự thực hiện"])}
	for name, level := range map[string]procedure.Level{"cap xa": procedure.Commune, "cap huyen": procedure.District, "cap tinh": procedure.Province, "cap bo": procedure.Ministry} {
		if strings.Contains(fold.Fold(cityLine(part["Cấp thực hiện"])), name) {
			v.Levels = append(v.Levels, level)
		}
	}
	slices.Sort(v.Levels)
	v.Applicants = cityList(part["Đối tượng thực hiện"])
	for _, name := range cityList(part["Kết quả thực hiện"]) {
		v.Results = append(v.Results, procedure.Result{Name: name})
	}
	v.Channels = cityChannels(part["Cách thức thực hiện"])
	v.Papers = cityPapers(part["Thành phần hồ sơ"])
	v.Basis = cityBasis(part["Căn cứ pháp lý"])
	if m := lateHour.FindStringSubmatch(strings.Join(strings.Fields(strings.Join(part["Cách thức thực hiện"], " ")), " ")); m != nil {
		hour, _ := strconv.Atoi(m[1])
		v.CutOff = hour * 60
	}
	return v, procedure.Valid(v)
}

var lateHour = regexp.MustCompile(`sau (\d{1,2}) giờ`)

// cityParts cuts the page at its headings, which stand at the left edge in a fixed order.
func cityParts(text string) (map[string][]string, error) {
	part, now := map[string][]string{}, -1
	for _, line := range strings.Split(strings.ReplaceAll(fold.NFC(text), "\r", ""), "\n") {
		line = strings.TrimPrefix(line, "\f")
		next := -1
		for i := now + 1; i < len(cityHeadings); i++ {
			if strings.HasPrefix(line, cityHeadings[i]+":") {
				next = i
				break
			}
		}
		if next >= 0 {
			now, line = next, strings.TrimPrefix(line, cityHeadings[next]+":")
		}
		if now >= 0 {
			part[cityHeadings[now]] = append(part[cityHeadings[now]], line)
		}
	}
	for _, h := range cityHeadings[:3] {
		if cityLine(part[h]) == "" {
			return nil, &procedure.BadFile{Field: h, Why: "không tìm thấy mục này; tệp không phải trang chi tiết thủ tục của Thành phố."}
		}
	}
	return part, nil
}

// unfilled is what the portal prints where nothing was filled in.
const unfilled = "khong co thong tin"

// cityLine is a value on one line; the portal's filler is nothing.
func cityLine(lines []string) string {
	s := strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
	if strings.Trim(fold.Fold(s), " .") == unfilled {
		return ""
	}
	return s
}

func cityList(lines []string) []string {
	var out []string
	for one := range strings.SplitSeq(cityLine(lines), ", ") {
		if one != "" {
			out = append(out, one)
		}
	}
	return out
}

// cityProse joins the lines of printed prose; a new paragraph begins after an empty line
// and before "Bước 2", "-", "+" and "*".
func cityProse(lines []string) string {
	var out []string
	fresh := true
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			fresh = true
			continue
		}
		if fresh || strings.HasPrefix(line, "Bước ") || strings.ContainsRune("-+*", rune(line[0])) {
			out = append(out, line)
		} else {
			out[len(out)-1] += " " + line
		}
		fresh = false
	}
	return strings.Join(out, "\n")
}

// cell is a piece of a printed line with the column it starts in.
type cell struct {
	at   int
	text string
}

// cellsOf cuts a printed line at gaps of two spaces and more.
func cellsOf(line string) []cell {
	var out []cell
	letters, start, spaces := []rune(line), -1, 0
	for i, r := range append(letters, ' ', ' ') {
		switch {
		case r != ' ' && start < 0:
			start, spaces = i, 0
		case r == ' ' && start >= 0:
			if spaces++; spaces == 2 {
				out = append(out, cell{start, strings.TrimSpace(string(letters[start:min(i, len(letters))]))})
				start = -1
			}
		default:
			spaces = 0
		}
	}
	return out
}

var (
	feeStart   = regexp.MustCompile(`(?:Lệ phí|Phí) : `)
	feeLine    = regexp.MustCompile(`^(Lệ phí|Phí) : ([\d.]*) ?(?:Đồng)? ?\((.*)\)$`)
	limitShape = regexp.MustCompile(`(\d+) (ngày làm việc|ngày|giờ)`)
)

var cityKinds = []struct {
	word string
	kind procedure.ChannelKind
}{{"Trực tiếp", procedure.InPerson}, {"Trực tuyến", procedure.Online}, {"Dịch vụ bưu chính", procedure.Post}}

// cityChannels reads the table "Cách thức thực hiện": way, limit, fees. A row begins where
// something stands at the left edge and a fee column begins anew.
func cityChannels(lines []string) []procedure.Channel {
	var out []procedure.Channel
	for _, row := range channelRows(lines) {
		fees := -1 // column in which fees begin
		for _, line := range row {
			if at := feeStart.FindStringIndex(line); at != nil {
				fees = len([]rune(line[:at[0]]))
				break
			}
		}
		var way, limit, fee []string
		second := 0
		if after, ok := strings.CutPrefix(row[0], "Trực"); ok {
			second = 4 + len(after) - len(strings.TrimLeft(after, " "))
		} else if after, ok := strings.CutPrefix(row[0], "Dịch"); ok {
			second = 4 + len(after) - len(strings.TrimLeft(after, " "))
		}
		for _, line := range row {
			a, b, c := threeColumns(strings.TrimRight(strings.TrimSuffix(strings.TrimRight(line, " "), " ."), " "), second, fees)
			way, limit, fee = append(way, a), append(limit, b), append(fee, c)
		}
		name := cityLine(way)
		for _, k := range cityKinds {
			if name == k.word {
				out = append(out, cityChannel(k.kind, cityLine(limit), cityLine(fee)))
			}
		}
	}
	return out
}

// channelRows are the rows of the table without its head.
func channelRows(lines []string) [][]string {
	var out [][]string
	for i, line := range lines {
		begins := strings.HasPrefix(line, "Trực ") || strings.HasPrefix(line, "Dịch ")
		if begins && (i == 0 || strings.TrimSpace(lines[i-1]) == "") {
			out = append(out, nil)
		}
		if len(out) > 0 && strings.TrimSpace(line) != "" {
			out[len(out)-1] = append(out[len(out)-1], line)
		}
	}
	return out
}

// threeColumns cuts one line of the table. Printed columns wander by a letter or two from
// line to line, both alike, and a full cell leaves one space to the next: there the word
// nearest to the column begins the cell, which may be wrong by one word. Whoever compares
// sees it as a difference of words.
func threeColumns(line string, second, third int) (a, b, c string) {
	rest, at := line, 0
	if !strings.HasPrefix(line, " ") {
		for _, word := range wayWords {
			if after, ok := strings.CutPrefix(line, word); ok && (after == "" || after[0] == ' ') {
				a, rest, at = word, after, len([]rune(word))
				break
			}
		}
	}
	at += len([]rune(rest)) - len([]rune(strings.TrimLeft(rest, " ")))
	letters := []rune(line)
	if third < 0 {
		return a, strings.TrimSpace(rest), ""
	}
	if at > third-6 { // nothing before the fees
		return a, "", strings.TrimSpace(rest)
	}
	cut := wordAt(letters, third+at-second)
	return a, strings.TrimSpace(string(letters[min(at, cut):cut])), strings.TrimSpace(string(letters[cut:]))
}

var wayWords = []string{"Trực", "tiếp", "tuyến", "Dịch", "vụ bưu", "vụ", "bưu", "chính"}

// wordAt is where a word begins at or around a column; the length of the line when it is
// too short.
func wordAt(letters []rune, column int) int {
	for _, gap := range []int{2, 1} { // a clear gap tells more than the nearest word
		for _, off := range []int{0, 1, -1, 2, -2, -3, 3, -4} {
			at := column + off
			if at >= gap && at < len(letters) && letters[at] != ' ' && letters[at-1] == ' ' && letters[at-gap] == ' ' {
				return at
			}
		}
	}
	return len(letters)
}

func cityChannel(kind procedure.ChannelKind, limit, fees string) procedure.Channel {
	c := procedure.Channel{Kind: kind, Description: limit}
	switch m := limitShape.FindStringSubmatch(limit); {
	case strings.HasPrefix(fold.Fold(limit), "ngay trong ngay"):
		c.Limit = &procedure.Limit{Unit: procedure.SameDay}
	case m != nil:
		n, _ := strconv.Atoi(m[1])
		c.Limit = &procedure.Limit{Value: float64(n), Unit: map[string]procedure.Unit{"ngày làm việc": procedure.WorkingDays, "ngày": procedure.Days, "giờ": procedure.Hours}[m[2]]}
	}
	var notes []string
	starts := feeStart.FindAllStringIndex(fees, -1)
	for i, at := range starts {
		end := len(fees)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		one := strings.TrimSpace(fees[at[0]:end])
		notes = append(notes, one)
		m := feeLine.FindStringSubmatch(one)
		if m == nil || m[2] == "" || c.Fee != nil && m[1] != "Lệ phí" {
			continue
		}
		if n, err := strconv.ParseInt(strings.ReplaceAll(m[2], ".", ""), 10, 64); err == nil {
			c.Fee = &procedure.Fee{Amount: n, Currency: "VND"} // the procedure's own fee before what copies cost
		}
	}
	c.FeeNote = strings.Join(notes, "\n")
	return c
}

// lastTable heads the papers that have a template file.
const lastTable = "Bao gồm"

var countShape = regexp.MustCompile(`^Bản chính: ?(\d+) Bản sao: ?(\d+)$`)

// countEnd is what the last column of the papers' table may hold on one line.
var countEnd = regexp.MustCompile(`^(.*?)(?:^| )(Bản|chính: ?\d+|Bản sao:(?: ?\d+)?|\d+)$`)

// cityPapers reads the tables of papers; a line that begins with * or "Bao gồm" heads a
// group.
func cityPapers(lines []string) []procedure.Paper {
	var out []procedure.Paper
	group, column, form := "", 0, 0
	var name, count []string
	end := func() {
		if m := countShape.FindStringSubmatch(cityLine(count)); m != nil && cityLine(name) != "" {
			originals, _ := strconv.Atoi(m[1])
			copies, _ := strconv.Atoi(m[2])
			out = append(out, procedure.Paper{Key: "p" + strconv.Itoa(len(out)+1), Group: group, Name: cityLine(name), Originals: originals, Copies: copies})
		}
		name, count = nil, nil
	}
	for i, line := range lines {
		line = strings.TrimRight(line, " ")
		bare := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(bare, "*") && !strings.Contains(bare, "  "), bare == lastTable:
			end()
			group = strings.Trim(bare, "* :")
			continue
		case bare == "" || headOfPapers(cellsOf(line)):
			continue
		}
		m := countEnd.FindStringSubmatch(line)
		if m != nil && m[2] == "Bản" && i+1 < len(lines) && strings.Contains(lines[i+1], "chính:") {
			end()
			column, form = len([]rune(line))-3, 0
		}
		if m != nil && column > 0 && near(len([]rune(line))-len([]rune(m[2])), column) {
			count, line = append(count, m[2]), m[1]
		}
		line, form = withoutForm(strings.TrimRight(line, " "), form, group == lastTable)
		name = append(name, line)
	}
	end()
	return out
}

func near(a, b int) bool { return a-b <= 8 && b-a <= 8 }

// headOfPapers reports whether a line belongs to the head of the table.
func headOfPapers(cells []cell) bool {
	for _, c := range cells {
		if !slices.Contains([]string{"Tên giấy tờ", "Mẫu", "Mẫu đơn, tờ", "Mẫu đơn, tờ khai", "Mẫu Số lượng", "Số", "Số lượng", "đơn, tờ", "đơn, tờ lượng", "khai", "Mẫu đơn, tờ Số lượng", "Mẫu đơn, tờ khai Số lượng"}, c.text) {
			return false
		}
	}
	return len(cells) > 0
}

// template finds the middle column of a row, which names a template file.
var template = regexp.MustCompile(` (\d+\.? (?:TK )?[A-ZĐa-zđ].*)$`)

// withoutForm leaves the middle column out; column is where it began in the row, 0 when
// it has not. In the last table the columns may be one space apart.
func withoutForm(line string, column int, tight bool) (string, int) {
	letters := []rune(line)
	if column > 0 {
		return strings.TrimRight(string(letters[:min(wordAt(letters, column), len(letters))]), " "), column
	}
	for _, c := range cellsOf(line) {
		if c.at > 40 {
			return strings.TrimRight(string(letters[:c.at]), " "), c.at
		}
	}
	if at := template.FindStringSubmatchIndex(line); tight && at != nil {
		if n := len([]rune(line[:at[2]])); n > 48 {
			return line[:at[0]], n
		}
	}
	return line, 0
}

var basisNumber = regexp.MustCompile(`\d+/(?:\d{4}/)?[A-ZĐ][A-ZĐ0-9-]*`)

// cityBasis reads the numbers of the table of legal texts; a number may be broken over
// lines of its column.
func cityBasis(lines []string) []procedure.Basis {
	var out []procedure.Basis
	var row []string
	end := func() {
		if n := numberOf(row); n != "" {
			out = append(out, procedure.NewBasis(n))
		}
		row = nil
	}
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			end()
			continue
		}
		row = append(row, line)
	}
	end()
	return out
}

func numberOf(row []string) string {
	column := 0
	for _, line := range row {
		if cells := cellsOf(line); len(cells) > 1 && cells[0].at == 0 && len([]rune(cells[0].text)) < 20 && cells[1].at < 24 {
			column = cells[1].at
		}
	}
	if column == 0 {
		return basisNumber.FindString(strings.Join(row[:min(1, len(row))], ""))
	}
	first := ""
	for _, line := range row {
		letters := []rune(line)
		first += strings.TrimSpace(string(letters[:min(column, len(letters))]))
	}
	return basisNumber.FindString(strings.ReplaceAll(first, " ", ""))
}

// Difference is how a city's page differs from the catalogue.
type Difference struct {
	Code        string // national
	Name        string
	Missing     bool // the catalogue has no such procedure
	Differences []procedure.Difference
}

// Compare sets city pages beside the catalogue's versions of the day.
func Compare(x *procedure.Index, day string, pages []procedure.Version) []Difference {
	var out []Difference
	for _, v := range pages {
		d := Difference{Code: v.NationalCode(), Name: v.Name}
		own, ok := x.InForce(d.Code, day)
		if d.Missing = !ok; ok {
			d.Differences = procedure.Differences(own, v)
		}
		out = append(out, d)
	}
	return out
}

// String names the sections that differ, for lists.
func (d Difference) String() string {
	if d.Missing {
		return fmt.Sprintf("%s %s: danh mục không có thủ tục này", d.Code, d.Name)
	}
	var titles []string
	for _, x := range d.Differences {
		titles = append(titles, fmt.Sprintf("%s (%d dòng)", x.Title, len(x.Pairs)))
	}
	if titles == nil {
		return fmt.Sprintf("%s %s: không khác", d.Code, d.Name)
	}
	return fmt.Sprintf("%s %s: %s", d.Code, d.Name, strings.Join(titles, "; "))
}
