package procedure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"motcua/procedure/reading"
)

// MaxFile is the largest exchange file read, in bytes: ten times the whole national list of 2026.
const MaxFile = 256 << 20

// BadFile says why a file is refused and where the fault is.
type BadFile = reading.BadFile

// ReadFile reads an exchange file, ours or an outside one, whole or not at all. The
// error is a *BadFile, or the reader's own.
func ReadFile(r io.Reader) (File, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return File{}, fmt.Errorf("read procedures: %w", err)
	}
	if len(data) > MaxFile {
		return File{}, &BadFile{Why: "tệp lớn hơn 256 MB; hãy chia nhỏ tệp."}
	}
	if !utf8.Valid(data) {
		return File{}, &BadFile{Why: "tệp không phải văn bản UTF-8; hãy lưu lại với bảng mã UTF-8."}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var in fileRecord
	if err := reading.Strict(data, &in); err != nil {
		bad := reading.Explain(err)
		bad.Line = reading.LineOf(data, err)
		return File{}, bad
	}
	if in.Format != "" && in.Format != Format {
		return File{}, &BadFile{Field: "format", Why: fmt.Sprintf("định dạng %q không được hỗ trợ; chương trình đọc %q.", in.Format, Format)}
	}
	if in.Count != nil && *in.Count != len(in.Procedures) {
		return File{}, &BadFile{Field: "count", Why: fmt.Sprintf("tệp ghi %d thủ tục nhưng chứa %d; tệp có thể bị cắt.", *in.Count, len(in.Procedures))}
	}
	if len(in.Procedures) == 0 {
		return File{}, &BadFile{Field: "procedures", Why: "tệp không có thủ tục nào."}
	}
	out := File{Source: in.Source, Licence: in.Licence, Note: in.Note, Fields: in.Fields, Versions: make([]Version, 0, len(in.Procedures))}
	seen := map[string]int{}
	for i, raw := range in.Procedures {
		v, err := decode(raw)
		if err == nil {
			key := v.Code + "/" + strconv.Itoa(v.No)
			if first, twice := seen[key]; twice {
				err = &BadFile{Code: v.Code, Field: "code", Why: fmt.Sprintf("mã trùng với thủ tục thứ %d.", first)}
			}
			seen[key] = i + 1
		}
		if err != nil {
			err.Index = i + 1
			return File{}, err
		}
		out.Versions = append(out.Versions, v)
	}
	return out, nil
}

var (
	codeShape = regexp.MustCompile(`^\d\.\d{6}(\.[0-9A-Z]+)*$`) // CODE-6, with or without the agency's code behind
	hourShape = regexp.MustCompile(`^([01]\d|2[0-3]):([0-5]\d)$`)
)

// decode reads one record and checks every value. It is the inverse of encode.
func decode(raw []byte) (Version, *BadFile) {
	var r record
	if err := reading.Strict(raw, &r); err != nil {
		var peek struct {
			Code any `json:"code"`
		}
		bad := reading.Explain(err)
		if json.Unmarshal(raw, &peek) == nil {
			bad.Code, _ = peek.Code.(string)
		}
		return Version{}, bad
	}
	v, bad := r.version()
	if bad == nil {
		bad = check(v, r)
	}
	if bad != nil {
		bad.Code = r.Code
		return Version{}, bad
	}
	return v, nil
}

func (r record) version() (Version, *BadFile) {
	v := Version{
		Code: r.Code, No: r.No, Name: r.Name, Field: r.Field, Ministry: r.Ministry, Kind: r.Kind,
		Levels: none(r.Levels), Applicants: none(r.Applicants), Agency: r.Agency, Competent: r.Competent,
		Coordinating: r.Coordinating, Results: none(r.Results), Steps: r.Steps, Conditions: r.Conditions,
		SourceURL: r.SourceURL, Decision: r.Decision, ValidFrom: r.ValidFrom, ValidTo: r.ValidTo, EndedBy: r.EndedBy,
		Level2019: r.Level2019, OnlineLevel: r.OnlineLevel, Services: none(r.Services), None: none(r.None), GuidanceDropped: r.GuidanceDropped, Obliges: r.Obliges,
	}
	for i, c := range r.Channels {
		channel, bad := c.channel()
		if bad != nil {
			bad.Field = fmt.Sprintf("channels[%d].%s", i, bad.Field)
			return v, bad
		}
		v.Channels = append(v.Channels, channel)
	}
	for i, p := range r.Papers {
		paper := Paper{Key: p.Key, Group: p.Group, Name: p.Name, Originals: p.Originals, Copies: p.Copies}
		if paper.Key == "" {
			paper.Key = placeKey(i)
		}
		v.Papers = append(v.Papers, paper)
	}
	for _, number := range r.Basis {
		v.Basis = append(v.Basis, NewBasis(number))
	}
	if r.CutOff != "" {
		m := hourShape.FindStringSubmatch(r.CutOff)
		if m == nil {
			return v, &BadFile{Field: "cut_off", Why: "giờ phải viết dạng 15:00."}
		}
		at, _ := time.Parse("15:04", m[0])
		v.CutOff = at.Hour()*60 + at.Minute()
	}
	if r.Own != nil {
		o := *r.Own
		if min(o.ReturnWithin, o.TellWithin, o.CloseAfter, o.LastMinutes, o.AlertWithin) < 0 || max(o.ReturnWithin, o.TellWithin, o.CloseAfter) > 365 || o.LastMinutes > 8*60 || o.AlertWithin > 80 {
			return v, &BadFile{Field: "own", Why: "số ngày phải từ 0 đến 365, số phút cuối giờ từ 0 đến 480, số giờ báo từ 0 đến 80."}
		}
		v.Own = o
	}
	if len(r.Process) > 0 {
		v.Process = &Process{}
		for i, s := range r.Process {
			v.Process.Steps = append(v.Process.Steps, Step{No: i + 1, Key: s.Key, Name: s.Name, Role: s.Role, Minutes: s.Minutes, Counted: s.Counted, Output: s.Output})
		}
	}
	return v, nil
}

func (c channelRecord) channel() (Channel, *BadFile) {
	kind, ok := channelNames[c.Channel]
	if !ok {
		return Channel{}, &BadFile{Field: "channel", Why: fmt.Sprintf("cách thức %q không biết; cần in_person, online hoặc post.", c.Channel)}
	}
	out := Channel{Kind: kind, FeeNote: c.FeeNote, Description: c.Description}
	if c.Time != nil {
		unit, ok := unitNames[c.Time.Unit]
		if !ok {
			return Channel{}, &BadFile{Field: "time.unit", Why: fmt.Sprintf("đơn vị thời hạn %q không biết.", c.Time.Unit)}
		}
		if c.Time.Value < 0 || c.Time.Value > maxLimitDays || (c.Time.Value == 0 && unit != SameDay) {
			return Channel{}, &BadFile{Field: "time.value", Why: fmt.Sprintf("thời hạn %v không hợp lệ.", c.Time.Value)}
		}
		out.Limit = &Limit{Value: c.Time.Value, Unit: unit}
	}
	if c.Fee != nil {
		if c.Fee.Amount < 0 || c.Fee.Amount > 1e15 || c.Fee.Amount != math.Trunc(c.Fee.Amount) {
			return Channel{}, &BadFile{Field: "fee.amount", Why: fmt.Sprintf("mức phí %v không hợp lệ; cần số nguyên không âm.", c.Fee.Amount)}
		}
		if c.Fee.Currency == "" {
			return Channel{}, &BadFile{Field: "fee.currency", Why: "thiếu đơn vị tiền."}
		}
		out.Fee = &Fee{Amount: int64(c.Fee.Amount), Currency: c.Fee.Currency}
	}
	return out, nil
}

// Valid says what cannot be true of a version that did not come from an exchange file; the
// error is a *BadFile.
func Valid(v Version) error {
	if bad := check(v, v.record()); bad != nil {
		bad.Code = v.Code
		return bad
	}
	return nil
}

// check refuses what could be read but cannot be true.
func check(v Version, r record) *BadFile {
	if !codeShape.MatchString(v.Code) {
		return &BadFile{Field: "code", Why: fmt.Sprintf("mã %q sai dạng; cần như 1.001193.", v.Code)}
	}
	if strings.TrimSpace(v.Name) == "" {
		return &BadFile{Field: "name_vi", Why: "thiếu tên thủ tục."}
	}
	levels := []Level{Ministry, Province, District, Commune, Other}
	for i, l := range v.Levels {
		if !slices.Contains(levels, l) {
			return &BadFile{Field: fmt.Sprintf("levels[%d]", i), Why: fmt.Sprintf("cấp thực hiện %q không biết.", l)}
		}
	}
	if v.Level2019 != "" && !slices.Contains(levels, v.Level2019) {
		return &BadFile{Field: "level_2019", Why: fmt.Sprintf("cấp thực hiện %q không biết.", v.Level2019)}
	}
	if v.OnlineLevel != 0 && (v.OnlineLevel < 1 || v.OnlineLevel > 4) {
		return &BadFile{Field: "online_level", Why: "mức độ dịch vụ công trực tuyến phải từ 1 đến 4."}
	}
	if bad := checkServices(v); bad != nil {
		return bad
	}
	for _, number := range []struct {
		field string
		n     int
	}{{"version", v.No}, {"guidance_dropped", v.GuidanceDropped}} {
		if number.n < 0 {
			return &BadFile{Field: number.field, Why: "số không được âm."}
		}
	}
	if bad := checkDates(v); bad != nil {
		return bad
	}
	if bad := checkPapers(v); bad != nil {
		return bad
	}
	return checkProcess(v, r)
}

// checkServices holds the online services to their days and the declared sections to
// those that may be none.
func checkServices(v Version) *BadFile {
	last := ""
	for i, s := range v.Services {
		at := fmt.Sprintf("services[%d]", i)
		switch {
		case s.Level == 0 && s.Kind == "":
			return &BadFile{Field: at, Why: "cần mức độ (1 đến 4) hoặc loại dịch vụ (whole: toàn trình, partial: một phần)."}
		case s.Level < 0 || s.Level > 4:
			return &BadFile{Field: at + ".level", Why: "mức độ dịch vụ công trực tuyến phải từ 1 đến 4."}
		case s.Kind != "" && s.Kind != Whole && s.Kind != Partial:
			return &BadFile{Field: at + ".kind", Why: fmt.Sprintf("loại dịch vụ %q không biết; cần whole (toàn trình) hoặc partial (một phần).", s.Kind)}
		case i > 0 && s.From <= last:
			return &BadFile{Field: at + ".from", Why: "các mức độ phải xếp theo ngày, ngày sau sau ngày trước."}
		}
		if _, err := time.Parse(time.DateOnly, s.From); s.From != "" && err != nil {
			return &BadFile{Field: at + ".from", Why: fmt.Sprintf("ngày %q phải viết dạng 2019-06-03.", s.From)}
		}
		last = s.From
	}
	for i, key := range v.None {
		if !slices.Contains(optional, key) {
			return &BadFile{Field: fmt.Sprintf("none[%d]", i), Why: fmt.Sprintf("phần %q không được ghi là không có; chỉ forms, conditions, fee.", key)}
		}
	}
	return nil
}

func checkDates(v Version) *BadFile {
	for _, d := range []struct{ field, value string }{{"valid_from", v.ValidFrom}, {"valid_to", v.ValidTo}} {
		if _, err := time.Parse(time.DateOnly, d.value); d.value != "" && err != nil {
			return &BadFile{Field: d.field, Why: fmt.Sprintf("ngày %q phải viết dạng 2019-06-03.", d.value)}
		}
	}
	if v.ValidFrom != "" && v.ValidTo != "" && v.ValidTo < v.ValidFrom {
		return &BadFile{Field: "valid_to", Why: "ngày hết hiệu lực trước ngày có hiệu lực."}
	}
	return nil
}

func checkPapers(v Version) *BadFile {
	keys := map[string]bool{}
	for i, p := range v.Papers {
		at := fmt.Sprintf("papers[%d]", i)
		switch {
		case p.Originals < 0 || p.Copies < 0:
			return &BadFile{Field: at, Why: "số bản chính, bản sao không được âm."}
		case keys[p.Key]:
			return &BadFile{Field: at + ".key", Why: fmt.Sprintf("khóa %q dùng hai lần.", p.Key)}
		}
		keys[p.Key] = true
	}
	return nil
}

// checkProcess holds a published process to the limit: its steps must sum to it (PRI-9).
func checkProcess(v Version, r record) *BadFile {
	if v.Process == nil {
		return nil
	}
	for i, s := range r.Process {
		if s.Minutes < 0 || s.Name == "" || s.Key == "" || s.Role == "" {
			return &BadFile{Field: fmt.Sprintf("process[%d]", i), Why: "bước phải có khóa, tên, vai trò và số phút không âm."}
		}
	}
	limit, ok := v.LimitFor(InPerson)
	if want := WorkingMinutes(limit); ok && v.Process.Total() != want {
		return &BadFile{Field: "process", Why: fmt.Sprintf("tổng thời gian các bước là %d phút, thời hạn công bố là %d phút làm việc.", v.Process.Total(), want)}
	}
	return nil
}
