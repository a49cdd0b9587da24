package citizen_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/db"
	"motcua/dossier/dossiertest"
	"motcua/gateway"
	known "motcua/person"
	"motcua/web/citizen"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

const builder = "1.013222" // online; p3 stands in the enterprise register

// looking is a house whose databases answer, and an applicant with a number.
func looking(t *testing.T, number string) (house, *gateway.Simulator) {
	t.Helper()
	h := halltest.Open(t, halltest.Mount{Audience: page.Citizen, Routes: citizen.Routes})
	sim, err := gateway.NewSimulator(h.Civil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sim.Close() })
	h.Hall.Registers = sim.Registers()
	a := dossiertest.Applicant()
	if _, err := h.Hall.People.Save(t.Context(), known.Person{ID: "person-1", Kind: known.Organisation, Name: a.Name, Number: number, Phone: a.Phone}, h.Civil.Now()); err != nil {
		t.Fatal(err)
	}
	verify(t, h, a.Name, number)
	return house{h, h.As(h.Citizen())}, sim
}

// verify is the desk having seen the paper.
func verify(t *testing.T, h *halltest.House, name, number string) {
	t.Helper()
	err := h.DB.Update(t.Context(), func(tx db.Tx) error {
		return h.Hall.People.VerifyTx(tx, known.Seen{Person: "person-1", Name: name, Number: number, By: "o-1"}, h.Civil.Now())
	})
	if err != nil && number != "" {
		t.Fatal(err)
	}
}

// atPapers brings a filing to the question of papers.
func (x house) atPapers() string {
	x.T.Helper()
	f := x.begin(builder)
	n := x.get(f+"/office", 200)
	x.post(f+"/office", url.Values{"office": {attr(all(n, "input[name=office]")[0], "value")}}, 200)
	x.post(f+"/person", person1, 200)
	x.post(f+"/form", x.declaration(builder), 200)
	return f
}

var person1 = url.Values{"name": {"Công ty Mẫu"}, "phone": {"090 000 0123"}, "address": {"1 Đường Mẫu, Phường Bến Nghé"}}

func TestREC10WhatTheCityHasNeedNotBeAttachedOnline(t *testing.T) {
	x, _ := looking(t, "0312345678")
	f := x.atPapers()
	says(t, x.get(f+"/papers", 200), "Dữ liệu thành phố đã có thì không phải nộp", "Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp", "Tôi đồng ý để cơ quan tiếp nhận tra cứu")
	says(t, x.post(f+"/registers", nil, 422), "Đánh dấu đồng ý để tra cứu")
	seen := x.post(f+"/registers", url.Values{"agree": {"yes"}}, 200)
	says(t, seen, "1 giấy tờ đã có trong cơ sở dữ liệu", "Thành phố đã có, không phải nộp")
	says(t, x.get(f+"/papers/p3", 200), "Thành phố đã có dữ liệu này")
	x.post(f+"/papers", nil, 200)
	x.post(f+"/return", url.Values{"return": {"desk"}}, 200)
	check := x.get(f+"/check", 200)
	says(t, check, "Thành phố đã có, không phải nộp")
	done := x.post(f+"/submit", nil, 200)
	d, err := x.Dossiers.Find(t.Context(), x.Citizen(), text(one(t, done, "strong")))
	if err != nil || len(d.Papers) != 1 || d.Papers[0].Paper != "p3" || d.Papers[0].Register != "enterprise" {
		t.Fatalf("REC-10 %+v %v", d.Papers, err)
	}
	proofs, err := x.Hall.Intake.Proofs(t.Context(), d)
	if err != nil || len(proofs) != 1 || !strings.Contains(proofs[0].Consent, "Tôi đồng ý") || !proofs[0].At.Set() {
		t.Fatalf("REC-10 %+v %v", proofs, err)
	}
}

func TestREC10ANumberNobodyHasShownOpensNoDatabase(t *testing.T) {
	x, _ := looking(t, "0312345678")
	a := dossiertest.Applicant()
	if _, err := x.Hall.People.Save(t.Context(), known.Person{ID: "person-1", Kind: known.Organisation, Name: a.Name + " khác", Number: "0312345678", Phone: a.Phone}, x.Civil.Now()); err != nil {
		t.Fatal(err)
	}
	f := x.atPapers()
	says(t, x.post(f+"/registers", url.Values{"agree": {"yes"}}, 422), "chưa được xác thực", "trang Tài khoản")
}

func TestREC10AnAnswerIsGoodForItsDayAndForTheAccountsOwnNumber(t *testing.T) {
	x, sim := looking(t, "0312345679") // the simulated databases know nothing of it
	f := x.atPapers()
	agree := url.Values{"agree": {"yes"}}
	sim.Set(gateway.Faults{Fail: 1})
	says(t, x.post(f+"/registers", agree, 200), "Chưa tra được: tải lên", "Tra cứu")
	says(t, x.post(f+"/registers", agree, 200), "Chưa có dữ liệu: tải lên", "đề nghị cơ quan quản lý cơ sở dữ liệu cập nhật")
	says(t, x.post(f+"/papers", nil, 422), "Chưa có giấy tờ nào")
	other := url.Values{"name": {"Công ty khác"}, "phone": {"0900000123"}, "number": {"0312345678"}}
	x.post(f+"/person", other, 200)
	x.To("2019-06-04 08:00")
	says(t, x.post(f+"/registers", agree, 422), "Chỉ tra cứu được dữ liệu của chính chủ tài khoản")
	x.post(f+"/person", person1, 200)
	if n := x.get(f+"/papers", 200); strings.Contains(text(n), "Chưa có dữ liệu: tải lên") {
		t.Error("REC-10 yesterday's answer is still shown")
	}
}
