package procedure_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"motcua/fold"
	"motcua/procedure"
	"motcua/refusal"
)

// outside is a record as other programs write it, with every optional part present.
const outside = `{
 "source": "a page", "licence": "facts", "note": "n", "fields": {"papers": "counts"}, "count": 2,
 "procedures": [
  {"code": "1.000001", "name_vi": "Cấp bản sao", "sector": "Hộ tịch", "ministry": "bo-tu-phap", "levels": ["province", "commune", "other"],
   "decision_no": "1/QĐ-BTP", "type": "Loại khác", "applicants": ["Công dân Việt Nam", "HTX)"], "agency": "A", "competent_agency": "B", "coordinating_agency": "C",
   "channels": [
    {"channel": "in_person", "time": {"value": 2.5, "unit": "hours"}, "fee": {"amount": 50000.0, "currency": "VND"}, "fee_note": "mỗi bản", "description": "tại quầy"},
    {"channel": "online", "time": null, "description": "không ghi"},
    {"channel": "online", "time": {"value": 1.0, "unit": "months"}, "fee": {"amount": 10, "currency": "USD"}},
    {"channel": "post", "time": {"value": 1100.0, "unit": "unstated"}, "fee": {"amount": 0, "currency": "unstated"}}],
   "papers": [{"group": "Giấy tờ phải xuất trình", "name": "- Hộ chiếu", "originals": 1, "copies": 0}, {"group": "", "name": "Lưu ý <b> & \"x\"", "originals": 0, "copies": 0}],
   "legal_basis": ["22/2023/TT-BCA", "19/2010/TT-BTC"], "results": [{"name": "Trích lục", "code": "KQ.G01.000291"}],
   "steps": "Từ thứ hai\nđến thứ sáu", "conditions": "Không", "source_url": "https://example.vn/1"},
  {"code": "2.000002.000.00.00.H29", "name_vi": "Tên", "sector": "", "ministry": "", "levels": [], "decision_no": "", "type": "", "applicants": [], "agency": "",
   "competent_agency": "", "coordinating_agency": "", "channels": [], "papers": [], "legal_basis": [], "results": [], "steps": "", "conditions": "", "source_url": ""}
 ]}`

func read(t *testing.T, text string) procedure.File {
	t.Helper()
	f, err := procedure.ReadFile(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func write(t *testing.T, f procedure.File) string {
	t.Helper()
	var b bytes.Buffer
	if err := procedure.WriteFile(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestImportExportImportIsWithoutDifference(t *testing.T) {
	first := read(t, outside)
	text := write(t, first)
	second := read(t, text)
	if !reflect.DeepEqual(first, second) {
		t.Errorf("import, export, import differ:\n%+v\n%+v", first, second)
	}
	if again := write(t, second); again != text {
		t.Error("the second export is not byte-equal to the first")
	}
}

func TestImportReadsEveryField(t *testing.T) {
	f := read(t, outside)
	v := f.Versions[0]
	want := procedure.Version{
		Code: "1.000001", Name: "Cấp bản sao", Field: "Hộ tịch", Ministry: "bo-tu-phap", Kind: "Loại khác",
		Levels:     []procedure.Level{procedure.Province, procedure.Commune, procedure.Other},
		Applicants: []string{"Công dân Việt Nam", "HTX)"}, Agency: "A", Competent: "B", Coordinating: "C",
		Channels: []procedure.Channel{
			{Kind: procedure.InPerson, Limit: &procedure.Limit{Value: 2.5, Unit: procedure.Hours}, Fee: &procedure.Fee{Amount: 50000, Currency: "VND"}, FeeNote: "mỗi bản", Description: "tại quầy"},
			{Kind: procedure.Online, Description: "không ghi"},
			{Kind: procedure.Online, Limit: &procedure.Limit{Value: 1, Unit: procedure.Months}, Fee: &procedure.Fee{Amount: 10, Currency: "USD"}},
			{Kind: procedure.Post, Limit: &procedure.Limit{Value: 1100, Unit: procedure.Unstated}, Fee: &procedure.Fee{Currency: "unstated"}},
		},
		Papers: []procedure.Paper{
			{Key: "p1", Group: "Giấy tờ phải xuất trình", Name: "- Hộ chiếu", Originals: 1},
			{Key: "p2", Name: `Lưu ý <b> & "x"`},
		},
		Basis:   []procedure.Basis{{Number: "22/2023/TT-BCA", Later: true}, {Number: "19/2010/TT-BTC"}},
		Results: []procedure.Result{{Name: "Trích lục", Code: "KQ.G01.000291"}},
		Steps:   "Từ thứ hai\nđến thứ sáu", Conditions: "Không", SourceURL: "https://example.vn/1", Decision: "1/QĐ-BTP",
	}
	if !reflect.DeepEqual(v, want) {
		t.Errorf("read\n%+v, want\n%+v", v, want)
	}
	if !v.Papers[0].Shown() || !v.Papers[1].Guidance() || len(v.Asked()) != 1 {
		t.Error("REC-8: a paper to be shown, a guidance line and the list of what is asked are told apart")
	}
}

func TestOwnFieldsSurvive(t *testing.T) {
	f := read(t, outside)
	v := &f.Versions[0]
	v.No, v.ValidFrom, v.ValidTo, v.CutOff = 2, "2019-01-01", "2019-12-31", 15*60
	v.Level2019, v.OnlineLevel, v.GuidanceDropped, v.Obliges = procedure.District, 4, 3, true
	v.Papers[1].Key = "note"
	v.Process = &procedure.Process{Steps: []procedure.Step{
		{No: 1, Key: procedure.StepReceive, Name: "Tiếp nhận", Role: "reception", Minutes: 30, Counted: true, Output: "Phiếu"},
		{No: 2, Key: procedure.StepSign, Name: "Ký", Role: "head", Minutes: 120, Counted: true},
		{No: 3, Key: procedure.StepReturn, Name: "Trả", Role: "reception"},
	}}
	if back := read(t, write(t, f)); !reflect.DeepEqual(back, f) {
		t.Errorf("own fields differ after a round trip:\n%+v\n%+v", f, back)
	}
}

func TestTextIsKeptAsPublishedAndComposedOnRequest(t *testing.T) {
	raw := strings.Replace(outside, "Cấp bản sao", "Cấp ba\u0309n sao", 1)
	v := read(t, raw).Versions[0]
	if !strings.Contains(v.Name, "\u0309") {
		t.Error("the published text was changed on import")
	}
	if n := procedure.NFC(v); !fold.IsNFC(n.Name) || n.Code != v.Code || len(n.Papers) != len(v.Papers) {
		t.Errorf("NFC copy is wrong: %+v", n)
	}
}

func TestBrokenFileIsRefusedWholeWithWhereAndWhy(t *testing.T) {
	swap := func(old, repl string) string { return strings.Replace(outside, old, repl, 1) }
	rows := []struct {
		sentence, text string
		index          int
		code, field    string
		why            string
	}{
		{"cut in the middle", outside[:len(outside)/2], 0, "", "", "cắt"},
		{"not JSON", "name,code\n", 0, "", "", "JSON"},
		{"not UTF-8", "{\"source\": \"\xff\"}", 0, "", "", "UTF-8"},
		{"something after the end", outside + "{}", 0, "", "", "thừa"},
		{"no procedures", `{"procedures": []}`, 0, "", "procedures", "không có thủ tục"},
		{"the count does not fit", swap(`"count": 2`, `"count": 3`), 0, "", "count", "cắt"},
		{"another format", swap(`"source"`, `"format": "x", "source"`), 0, "", "format", "định dạng"},
		{"an unknown field would be lost", swap(`"agency": "A"`, `"agency": "A", "phone": "1"`), 1, "1.000001", "phone", "mất dữ liệu"},
		{"a number where a text stands", swap(`"decision_no": "1/QĐ-BTP"`, `"decision_no": 1`), 1, "1.000001", "decision_no", "kiểu"},
		{"CODE-6: a code of another shape", swap("1.000001", "TTHC-01"), 1, "TTHC-01", "code", "sai dạng"},
		{"a code twice", swap("2.000002.000.00.00.H29", "1.000001"), 2, "1.000001", "code", "trùng"},
		{"no name", swap(`"Tên"`, `" "`), 2, "2.000002.000.00.00.H29", "name_vi", "tên"},
		{"DL-1: a unit nobody knows", swap("months", "weeks"), 1, "1.000001", "channels[2].time.unit", "weeks"},
		{"a limit of nothing", swap("2.5", "0"), 1, "1.000001", "channels[0].time.value", "thời hạn"},
		{"a negative limit", swap("2.5", "-2"), 1, "1.000001", "channels[0].time.value", "thời hạn"},
		{"half a đồng", swap("50000.0", "50000.5"), 1, "1.000001", "channels[0].fee.amount", "số nguyên"},
		{"REC-1: a channel nobody knows", swap(`"post"`, `"fax"`), 1, "1.000001", "channels[3].channel", "fax"},
		{"a tier nobody knows", swap(`"other"]`, `"state"]`), 1, "1.000001", "levels[2]", "state"},
		{"minus one original", swap(`"originals": 1`, `"originals": -1`), 1, "1.000001", "papers[0]", "âm"},
		{"a key twice", swap(`{"group": "",`, `{"key": "p1", "group": "",`), 1, "1.000001", "papers[1].key", "hai lần"},
		{"a day of another shape", swap(`"agency": "A"`, `"agency": "A", "valid_from": "3/6/2019"`), 1, "1.000001", "valid_from", "2019-06-03"},
		{"an end before the beginning", swap(`"agency": "A"`, `"agency": "A", "valid_from": "2019-06-03", "valid_to": "2019-06-02"`), 1, "1.000001", "valid_to", "trước"},
		{"DL-5: an hour that is none", swap(`"agency": "A"`, `"agency": "A", "cut_off": "25:00"`), 1, "1.000001", "cut_off", "15:00"},
		{"online level 5", swap(`"agency": "A"`, `"agency": "A", "online_level": 5`), 1, "1.000001", "online_level", "1 đến 4"},
		{"PRI-9: a process that does not sum to the limit", swap(`"agency": "A"`, `"agency": "A", "process": [{"key": "sign", "name": "Ký", "role": "head", "minutes": 60, "counted": true}]`),
			1, "1.000001", "process", "150"},
	}
	for _, row := range rows {
		f, err := procedure.ReadFile(strings.NewReader(row.text))
		var bad *procedure.BadFile
		if !errors.As(err, &bad) {
			t.Errorf("%s: error %v is not a BadFile", row.sentence, err)
			continue
		}
		if len(f.Versions) != 0 {
			t.Errorf("%s: part of the file was given out", row.sentence)
		}
		if bad.Index != row.index || bad.Code != row.code || bad.Field != row.field || !strings.Contains(bad.Why, row.why) {
			t.Errorf("%s: refused at %d %q %q because %q", row.sentence, bad.Index, bad.Code, bad.Field, bad.Why)
		}
		if r, ok := refusal.As(err); !ok || r.Sentence != bad.Error() || r.Kind != refusal.KindInvalid {
			t.Errorf("%s: the refusal is %+v", row.sentence, r)
		}
	}
}

func TestSyntaxErrorNamesItsLine(t *testing.T) {
	_, err := procedure.ReadFile(strings.NewReader("{\n \"source\": \"x\",\n \"procedures\": [}\n"))
	var bad *procedure.BadFile
	if !errors.As(err, &bad) || bad.Line != 3 || !strings.Contains(err.Error(), "dòng 3") {
		t.Errorf("error %v, want line 3", err)
	}
}

func FuzzReadFile(f *testing.F) {
	f.Add(outside)
	f.Add(`{"procedures":[{"code":"1.000001","name_vi":"x","channels":[{"channel":"post","time":{"value":1e300,"unit":"days"}}]}]}`)
	f.Add(`{"procedures":[null]}`)
	f.Fuzz(func(t *testing.T, text string) {
		first, err := procedure.ReadFile(strings.NewReader(text))
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error without words")
			}
			return
		}
		var b bytes.Buffer
		if err := procedure.WriteFile(&b, first); err != nil {
			t.Fatal(err)
		}
		second, err := procedure.ReadFile(&b)
		if err != nil || !reflect.DeepEqual(first, second) {
			t.Fatalf("round trip: %v\n%+v\n%+v", err, first, second)
		}
		for _, v := range first.Versions {
			if got, want := v.ProcessFor(procedure.InPerson).Total(), 0; got < want {
				t.Fatal("negative time")
			}
		}
	})
}
