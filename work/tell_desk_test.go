package work_test

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/declaration"
	"motcua/dossier/dossiertest"
	"motcua/notice"
	"motcua/procedure"
)

// filedOnline is a filing of a citizen who gave a phone and no mailbox.
func filedOnline(c *town, key string) dossier.Dossier {
	a := dossiertest.Applicant()
	a.Email = ""
	return c.Must(c.Citizen(), dossier.Dossier{}, dossier.File{Procedure: fiveDays, Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Key: key, Person: "person-1", Applicant: a})
}

func TestREC3_OneNoticeCarriesContentReasonAndWholeGuidance(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	desk := c.Who("reception", c.Ward)
	guide := strings.Repeat("Chuẩn bị đủ giấy tờ theo danh mục đã công bố của thủ tục này. ", 6) + "Nộp lại tại phường."
	for says, act := range map[string]dossier.Act{
		"incomplete": dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu", Lines: []dossier.SupplementLine{{Paper: "p1", What: guide}}},
		"refused":    dossier.Refuse{Reason: guide},
	} {
		d := c.Must(desk, filedOnline(c, says), act)
		kind := map[string]string{"incomplete": "supplement", "refused": "refused"}[says]
		sms := pick(c.told(d), kind, notice.BySMS)
		if len(sms) != 1 || !strings.Contains(sms[0].Body, "Nộp lại tại phường") {
			t.Errorf("REC-3 %s: one notice with the whole guidance, got %+v", says, sms)
		}
	}
}

func TestSET13_TheApplicantIsToldBeforeTheDossierCloses(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	v, _ := c.Procedures.InForce(fiveDays, "2019-06-03")
	v.ID, v.No, v.Own.CloseAfter = "", v.No+1, 15
	if _, err := c.Procedures.Import(t.Context(), procedure.File{Source: "test", Versions: []procedure.Version{v}}); err != nil {
		t.Fatal(err)
	}
	d := c.Must(c.Who("reception", c.Ward), filedOnline(c, "k"), dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu", Lines: []dossier.SupplementLine{{Paper: "p1", What: "Nộp lại"}}})
	asked := pick(c.told(d), "supplement", notice.BySMS)
	if len(asked) != 1 || !strings.Contains(asked[0].Body, "Hạn bổ sung: hết thứ Hai, 24/6/2019") {
		t.Errorf("SET-13 the request names the last day: %+v", asked)
	}
	c.To("2019-06-20 09:00")
	if got := pick(c.told(d), "closing", notice.BySMS); len(got) != 1 || !strings.Contains(got[0].Body, "24/6/2019") {
		t.Errorf("SET-13 told before: %+v", got)
	}
	c.To("2019-06-25 09:00")
	if got := pick(c.told(d), "stopped", notice.BySMS); len(got) != 1 || !strings.Contains(got[0].Body, "nộp lại") {
		t.Errorf("SET-13 told of the closing: %+v", got)
	}
}

func TestSET13_TheDeskIsAlertedToAFilingNobodyTookUp(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	v, _ := c.Procedures.InForce(fiveDays, "2019-06-03")
	v.ID, v.No, v.Own.AlertWithin = "", v.No+1, 2
	if _, err := c.Procedures.Import(t.Context(), procedure.File{Source: "test", Versions: []procedure.Version{v}}); err != nil {
		t.Fatal(err)
	}
	waits, taken := filedOnline(c, "waits"), filedOnline(c, "taken")
	c.Must(c.Who("reception", c.Ward), taken, dossier.Receive{Sets: 1})
	c.To("2019-06-03 12:00")
	to := map[string]bool{}
	for _, n := range pick(c.told(waits), "alert", notice.ByEmail) {
		to[n.To] = strings.Contains(n.Subject, waits.Code) && !strings.Contains(n.Subject+n.Body, dossiertest.Applicant().Name)
	}
	if len(to) != 2 || !to["reception@"+c.Ward] || !to["onestop_head@"+c.Ward] {
		t.Errorf("SET-13 the desk and its head are alerted, without the applicant's name, got %v", to)
	}
	if got := pick(c.told(taken), "alert", notice.ByEmail); len(got) != 0 {
		t.Errorf("SET-13 what was taken up alerts nobody, got %v", got)
	}
}

func TestREC6_TheDeskIsToldToGiveTheReceiptAtClosing(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	in := c.Brought("2.000815")
	in.Prompt = true
	d := c.Must(c.Who("reception", c.Ward), dossier.Dossier{}, in)
	c.To("2019-06-03 17:01")
	to := map[string]bool{}
	for _, n := range pick(c.told(d), "receipt", notice.ByEmail) {
		to[n.To] = true
	}
	if len(to) != 2 {
		t.Errorf("REC-6 the desk and its head, got %v", to)
	}
}

func TestPRI1_WhoDeclaredSomethingIsToldWhenAClerkChangesIt(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	answers := json.RawMessage(`{"name": "Nguyễn Văn Mẫu"}`)
	d := c.In(dossier.Received, fiveDays)
	d = c.Must(c.Who("reception", c.Ward), d, declaration.Fill{Form: "f1", Answers: answers})
	if got := pick(c.told(d), "redeclared", notice.BySMS); len(got) != 0 {
		t.Errorf("the first filling at the counter is no change: %v", got)
	}
	d = c.Must(c.Who("reception", c.Ward), d, declaration.Fill{Form: "f1", Answers: answers, Reason: "Sửa số nhà ghi nhầm"})
	if got := pick(c.told(d), "redeclared", notice.BySMS); len(got) != 1 || !strings.Contains(got[0].Body, "Sửa số nhà ghi nhầm") || !strings.Contains(got[0].Body, d.Code) || !strings.Contains(got[0].Body, "1022") {
		t.Errorf("the applicant is not told: %v", got)
	}
}
