package city_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"motcua/access"
	"motcua/apology/apologytest"
	"motcua/city"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/draft"
	"motcua/form/formtest"
	"motcua/office"
	"motcua/paper"
	"motcua/paper/papertest"
	"motcua/person"
	"motcua/procedure"
	"motcua/server"
	"motcua/session"
	"motcua/web/demo"
	"motcua/web/hall"
	"motcua/web/trail"

	"codeberg.org/go-pdf/fpdf"
)

// fortProcedure is filed online and at the counter of a ward, within working days.
const fortProcedure = "1.004746"

// fort is a whole city as the world meets it, with somebody in every post of four
// offices: a ward, its district, a ward elsewhere and the city itself.
type fort struct {
	*dossiertest.City
	c               *city.City
	h               *hall.Hall
	handler         http.Handler
	routes          []server.Route
	top             string
	owner, stranger person.Person
	paper           string // key of the first paper of the procedure
	pdf             []byte
	calls           atomic.Int64
	stages          map[string]item
	cookies         map[string]string
	read            strings.Builder // what walk has read
}

// item is a dossier with what hangs on it: what stands in the {names} of an address.
type item struct {
	d                      dossier.Dossier
	file, draft, draftFile string
}

// openFort serves a city on SQLite on Monday 3 June 2019, 08:00.
func openFort(t testing.TB, change ...func(*city.Config, *city.Serving)) *fort {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	cfg := city.Config{DB: "sqlite://" + filepath.Join(dir, "city.db"), Data: filepath.Join(dir, "data"), Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Civil: clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone))}
	desk := &demo.Desk{Civil: cfg.Civil, Sent: func() []demo.Message { return nil }, Moved: func(*http.Request) error { return nil }}
	s := city.Serving{Addr: "127.0.0.1:0", Base: "http://motcua.example", Demo: desk}
	for _, x := range change {
		x(&cfg, &s)
	}
	c, err := city.Open(ctx, cfg)
	fine(t, err)
	t.Cleanup(func() { c.Close() })
	fine(t, c.Furnish(ctx))
	f := &fort{c: c, stages: map[string]item{}, cookies: map[string]string{}}
	f.City = &dossiertest.City{T: t, DB: c.Store, Civil: c.Civil, IDs: c.IDs, Log: c.Events, Procedures: c.Procedures, Offices: c.Offices.Tree(),
		Dossiers: c.Dossiers}
	f.settle()
	srv, h, err := c.Serve(s)
	fine(t, err)
	f.h, f.handler, f.routes = h, srv.Handler(), c.Routes(h, s)
	f.owner = person.Person{Kind: person.Citizen, Name: "Đặng Thị Hồng Ngân", Phone: "0912345876", Email: "hongngan@example.org", Address: "77 Hẻm Mẫu Đơn, Phường Bến Nghé", Number: "079185001234"}
	f.stranger = person.Person{Kind: person.Citizen, Name: "Lý Văn Khách", Phone: "0987000111"}
	for _, p := range []*person.Person{&f.owner, &f.stranger} {
		*p, err = c.People.Save(ctx, *p, c.Civil.Now())
		fine(t, err)
	}
	v, ok := c.Procedures.InForce(fortProcedure, "2019-06-03")
	if !ok || !v.Offers(procedure.Online) || len(v.Asked()) == 0 {
		t.Fatalf("the shipped catalogue has no online procedure %s with papers", fortProcedure)
	}
	v.No, v.Obliges = 0, true // a further version with which every stage can be reached
	_, err = c.Procedures.Import(ctx, procedure.File{Source: "test", Versions: []procedure.Version{v}})
	fine(t, err)
	f.paper, f.pdf = v.Asked()[0].Key, fortPDF(t, "Mau")
	return f
}

func fine(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func fortPDF(t testing.TB, words string) []byte {
	t.Helper()
	p := fpdf.New("P", "mm", "A4", "")
	p.AddPage()
	p.SetFont("Helvetica", "", 12)
	p.Cell(40, 10, words)
	var out bytes.Buffer
	fine(t, p.Output(&out))
	return out.Bytes()
}

// settle puts officials into the posts: every role at four offices, a second officer
// at the ward, a head whose post has ended, and deputies with a written delegation.
func (f *fort) settle() {
	for _, o := range f.Offices.On("2019-06-03") {
		switch {
		case o.Kind == office.City:
			f.top = o.ID
		case o.Kind == office.Commune && f.Ward == "":
			f.Ward, f.District = o.ID, o.Parent
		case o.Kind == office.Commune && f.Other == "" && o.Parent != f.District:
			f.Other = o.ID
		}
	}
	var ch office.Change
	add := func(role office.Role, at, name, to string) {
		ch.Officials = append(ch.Officials, office.Official{ID: name, Name: "Công chức " + role.Vietnamese(), Title: "Chuyên viên"})
		ch.Posts = append(ch.Posts, office.Post{ID: "post:" + name, Official: name, Office: at, Role: role, From: "2019-01-06", To: to})
	}
	for _, at := range f.offices() {
		for _, r := range office.Roles() {
			add(r, at, string(r)+"@"+at, "")
		}
		ch.Delegations = append(ch.Delegations, office.Delegation{ID: "kt@" + at, From: "post:head@" + at, To: "post:deputy_head@" + at, Begin: "2019-05-01", End: "2019-12-31", Form: "KT."})
	}
	add(office.Officer, f.Ward, "second-officer", "")
	add(office.Head, f.Ward, "former-head", "2019-05-31")
	fine(f.T, f.c.Offices.Save(context.Background(), ch))
}

func (f *fort) offices() []string { return []string{f.Ward, f.District, f.Other, f.top} }

// caller is somebody at the door.
type caller struct {
	name string
	id   session.Identity
	who  access.Who // the right the person has today, worked out here and not by the hall
}

func (f *fort) callers() []caller {
	out := []caller{{name: "nobody"}, {name: "owner", id: session.Identity{Person: f.owner.ID}, who: access.Who{Person: f.owner.ID}},
		{name: "other citizen", id: session.Identity{Person: f.stranger.ID}, who: access.Who{Person: f.stranger.ID}},
		{name: "former head", id: session.Identity{Official: "former-head", Post: "post:former-head"}},
		f.official("officer", f.Ward, "second-officer", "")}
	for _, at := range f.offices() {
		for _, r := range office.Roles() {
			out = append(out, f.official(string(r), at, string(r)+"@"+at, ""))
		}
		out = append(out, f.official("deputy_head", at, "deputy_head@"+at, "post:head@"+at))
	}
	return out
}

func (f *fort) official(role, at, name, behalf string) caller {
	a := caller{name: name, id: session.Identity{Official: name, Post: "post:" + name, Behalf: behalf},
		who: access.Who{Official: name, Post: "post:" + name, Office: at, Role: role, Behalf: behalf, Channel: "page"}}
	if behalf != "" {
		a.name += " under delegation"
	}
	for _, id := range f.Offices.Scope(at, "2019-06-03") {
		if id != at {
			a.who.Below = append(a.who.Below, id)
		}
	}
	for o, _ := f.Offices.Office(at); o.Parent != ""; o, _ = f.Offices.Office(o.Parent) {
		a.who.Above = append(a.who.Above, o.Parent)
	}
	return a
}

// signIn opens a session without asking for a password and gives its cookie.
func (f *fort) signIn(id session.Identity) string {
	f.T.Helper()
	if id.Nobody() {
		return ""
	}
	rec := httptest.NewRecorder()
	f.h.Sessions.Load(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		fine(f.T, f.h.Sessions.SignIn(r.Context(), id))
	})).ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/", nil))
	for _, c := range rec.Result().Cookies() {
		if strings.HasSuffix(c.Name, "motcua") {
			return c.Name + "=" + c.Value
		}
	}
	f.T.Fatal("signing in gave no cookie")
	return ""
}

// as is one session for each caller, kept while nothing ends it.
func (f *fort) as(a caller) string {
	if _, ok := f.cookies[a.name]; !ok {
		f.cookies[a.name] = f.signIn(a.id)
	}
	return f.cookies[a.name]
}

// reply is what came back.
type reply struct {
	status int
	body   string
	head   http.Header
}

func (a reply) to() string { return a.head.Get("Location") }

// request makes a request from an address of its own, so that only throttles of
// accounts and codes count.
func (f *fort) request(method, path string, form url.Values) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return f.dressed(r)
}

func (f *fort) dressed(r *http.Request) *http.Request {
	n := f.calls.Load()
	r.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:4000", n>>16&255, n>>8&255, n&255)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return r
}

// uploading is a form with one file, named as the person's computer names it.
func (f *fort) uploading(path string, form url.Values, field, name string, content []byte) *http.Request {
	f.T.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k, vs := range form {
		for _, v := range vs {
			fine(f.T, m.WriteField(k, v))
		}
	}
	w, err := m.CreateFormFile(field, name)
	fine(f.T, err)
	_, err = w.Write(content)
	fine(f.T, err)
	fine(f.T, m.Close())
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return f.dressed(r)
}

func (f *fort) ask(r *http.Request, cookie string) reply {
	f.calls.Add(1)
	if cookie != "" {
		r.Header.Set("Cookie", cookie)
	}
	rec := httptest.NewRecorder()
	f.handler.ServeHTTP(rec, r)
	return reply{rec.Code, rec.Body.String(), rec.Result().Header}
}

func (f *fort) get(path, cookie string) reply {
	return f.ask(f.request(http.MethodGet, path, nil), cookie)
}

func (f *fort) post(path, cookie string, form url.Values) reply {
	return f.ask(f.request(http.MethodPost, path, form), cookie)
}

// counted is everything a page could have changed: rows and versions. What a reader
// leaves behind himself (sessions, throttles) is not among it.
const counted = `SELECT (SELECT count(*) FROM event) || ' ' || (SELECT count(*) FROM event_private) || ' ' || (SELECT coalesce(sum(seq), 0) || '/' || count(*) FROM dossier) || ' ' ||
(SELECT count(*) || '/' || coalesce(sum(length(data)), 0) || '/' || coalesce(sum(length(dossier)), 0) FROM dossier_draft) || ' ' || (SELECT count(*) FROM paper_file) || ' ' ||
(SELECT count(*) || '/' || coalesce(sum(version), 0) FROM apology) || ' ' || (SELECT count(*) FROM apology_letter) || ' ' || (SELECT count(*) FROM rating_vote) || ' ' ||
(SELECT coalesce(sum(n), 0) FROM dossier_series) || ' ' || (SELECT count(*) FROM person_entry) || ' ' || (SELECT count(*) || '/' || coalesce(sum(length(hash)), 0) FROM account) || ' ' ||
(SELECT count(*) FROM fee_order) || ' ' || (SELECT count(*) FROM office_post) || ' ' || (SELECT count(*) FROM office_delegation) || ' ' || (SELECT count(*) FROM procedure_version)`

func (f *fort) state() string {
	f.T.Helper()
	var s string
	fine(f.T, f.DB.Read().QueryRowContext(context.Background(), counted).Scan(&s))
	return s
}

func (f *fort) applicant() dossier.Applicant {
	return dossier.Applicant{Name: f.owner.Name, Phone: f.owner.Phone, Email: f.owner.Email, Address: f.owner.Address, IDNo: f.owner.Number}
}

// kept stores a PDF under a dossier or a draft.
func (f *fort) kept(subject, as string) paper.PaperFile {
	f.T.Helper()
	return papertest.Keep(f.T, f.h.Papers, paper.Given{Subject: subject, Paper: as, Name: "don.pdf", Owner: f.owner.ID}, paper.PDF.Name, bytes.NewReader(f.pdf))
}

// stage drives a fresh dossier of the owner to where an address needs it, and gives
// it a draft of a filing beside.
func (f *fort) stage(name string) item {
	f.T.Helper()
	ctx := context.Background()
	var x item
	data, err := json.Marshal(map[string]any{"office": f.Ward, "name": f.owner.Name, "phone": f.owner.Phone, "address": f.owner.Address, "return": "desk", "form": formtest.Typed(f.declaration())})
	fine(f.T, err)
	dr, err := f.c.Drafts.Save(ctx, draft.Draft{Person: f.owner.ID, Procedure: fortProcedure, Step: "check", Data: string(data)})
	fine(f.T, err)
	x.draft, x.draftFile = dr.ID, f.kept(dr.ID, f.paper).ID
	x.d = f.Must(access.Who{Person: f.owner.ID, Channel: "page"}, dossier.Dossier{}, dossier.File{Procedure: fortProcedure, Receiving: f.Ward, Competent: f.Ward, ReturnAt: f.Ward,
		Key: f.IDs.New(), Person: f.owner.ID, Applicant: f.applicant(), Papers: []dossier.GivenPaper{{Paper: f.paper, Name: "Tờ khai", Originals: 1}}})
	x.file = f.kept(x.d.ID, f.paper).ID
	x.d = f.Must(access.Who{Person: f.owner.ID, Channel: "page"}, x.d, f.filled())
	desk, officer, head := f.Who("reception", f.Ward), f.Who("officer", f.Ward), f.Who("head", f.Ward)
	do := func(who access.Who, a dossier.Act) { x.d = f.Must(who, x.d, a) }
	line := []dossier.SupplementLine{{Paper: f.paper, What: "Nộp bản rõ nét, đủ trang"}}
	ways := map[string]func(){"": func() {}, "supplementing": func() {
		do(desk, dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định", Lines: line})
	},
		"refused": func() { do(desk, dossier.Refuse{Reason: "Hồ sơ không thuộc thẩm quyền"}) }, "apologised": func() { f.apologise(&x) },
		"stopped": func() {
			do(head, dossier.Stop{Cause: "applicant", Reason: "Theo đề nghị của người nộp", Paper: "request"})
		},
		"consulted": func() {
			do(officer, decision.Consult{Office: f.Other, Limit: "2wd", Question: "Đề nghị cho ý kiến"})
		}}
	// brought to the counter: still at the desk; handed: given to the office, not taken yet; chained: the office hands it on
	brought := func() {
		a := f.applicant()
		x.d = f.Must(desk, dossier.Dossier{}, dossier.Receive{Procedure: fortProcedure, Channel: 1, Receiving: f.Ward, Competent: f.Ward, ReturnAt: f.Ward, Sets: 1,
			Person: f.owner.ID, Applicant: &a, Papers: []dossier.GivenPaper{{Paper: f.paper, Name: "Tờ khai", Originals: 1}}})
		x.file = f.kept(x.d.ID, f.paper).ID
	}
	steps := map[string][]func(){"filed": {}, "refused": {ways["refused"]}, "brought": {brought}, "handed": {brought, func() { do(desk, dossier.Forward{}) }}}
	steps["chained"] = []func(){brought, func() {
		do(desk, dossier.Forward{Legs: []dossier.Leg{{Office: f.Ward, Work: dossier.Appraise}, {Office: f.aside(), Work: dossier.Verify, Limit: "1wd"}}})
		do(head, dossier.Assign{Officer: officer.Official, Office: f.Ward})
	}}
	receive, assign := func() { do(desk, dossier.Receive{Sets: 1}) }, func() { do(head, dossier.Assign{Officer: officer.Official, Office: f.Ward}) }
	examine := func() { do(officer, decision.Examine{Fit: true}) }
	propose := func() {
		do(officer, decision.Propose{Outcome: dossier.Granted, File: f.kept(x.d.ID, trail.ResultDraft).Hash})
	}
	sign := func() {
		do(head, decision.Sign{File: f.kept(x.d.ID, trail.Result).Hash, Drafted: x.d.Proposal.File, Signature: dossier.Signature{Hash: "h"}})
	}
	life := []func(){receive, assign, examine, propose, sign, func() { do(desk, ending.Complete{}) }, func() { do(desk, ending.Return{How: "receipt"}) }}
	for i, at := range []string{"received", "assigned", "examined", "proposed", "signed", "completed", "returned"} {
		steps[at] = life[:i+1]
	}
	for at, after := range map[string]string{"supplementing": "received", "apologised": "received", "consulted": "assigned", "stopped": "received"} {
		steps[at] = append(slices.Clone(steps[after]), ways[at])
	}
	for at, step := range map[string]struct {
		after string
		who   access.Who
		act   dossier.Act
	}{
		"obliged": {"examined", officer, ending.Oblige{Office: "Chi cục Thuế Quận 1", Slip: "15/PCTT"}},
		"told":    {"obliged", officer, ending.Tell{Notice: "12/TB", Amount: 0}},
		"posted":  {"completed", desk, ending.Post{Slip: "RG1"}},
		"keeping": {"received", desk, ending.Hold{Originals: []dossier.Original{{Name: "Giấy khai sinh", N: 1}}}},
	} {
		after := steps[step.after]
		if step.after == "obliged" {
			after = append(slices.Clone(steps["examined"]), func() { do(officer, ending.Oblige{Office: "Chi cục Thuế Quận 1", Slip: "15/PCTT"}) })
		}
		steps[at] = append(slices.Clone(after), func() { do(step.who, step.act) })
	}
	steps[""] = steps["received"]
	todo, ok := steps[name]
	if !ok {
		f.T.Fatalf("no way to the stage %q", name)
	}
	for _, step := range todo {
		step()
	}
	return x
}

// aside is an office none of the callers works at: what is handed there leaves them all.
func (f *fort) aside() string {
	f.T.Helper()
	for _, o := range f.Offices.On("2019-06-03") {
		if o.Kind == office.Department {
			return o.ID
		}
	}
	f.T.Fatal("the shipped directory has no department")
	return ""
}

func (f *fort) apologise(x *item) {
	send := apologytest.Letter(f.T, "2019-06-28 17:00")
	send.File = f.kept(x.d.ID, trail.Letter).Hash
	var err error
	x.d, err = f.c.Letters.Send(context.Background(), f.Who("head", f.Ward), dossiertest.Key(x.d), send)
	fine(f.T, err)
}

// shared is a dossier at a stage for all tries that must change nothing.
func (f *fort) shared(stage string) item {
	x, ok := f.stages[stage]
	if !ok {
		x = f.stage(stage)
		f.stages[stage] = x
		_, err := f.c.Sequencer.Sequence(context.Background())
		fine(f.T, err)
	}
	return x
}
