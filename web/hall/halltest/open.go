package halltest

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"motcua/access"
	"motcua/account"
	"motcua/apology"
	"motcua/apology/apologytest"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier/dossiertest"
	"motcua/draft"
	"motcua/event"
	"motcua/form"
	"motcua/intake"
	"motcua/ledger"
	"motcua/letter"
	"motcua/office"
	"motcua/paper"
	"motcua/payment"
	"motcua/person"
	"motcua/posting"
	"motcua/process"
	"motcua/publication"
	"motcua/session"
	"motcua/slip"
	"motcua/web/hall"
	"motcua/web/page"
)

// House is a test city with its pages served on loopback.
type House struct {
	*dossiertest.City
	Hall    *hall.Hall
	Server  *httptest.Server
	Letters *apology.Store
}

// Letter is what a head may write into a letter, with a new date YYYY-MM-DD HH:MM.
func (x *House) Letter(newDate string) apology.Sending { return apologytest.Letter(x.T, newDate) }

// Mount is an audience's routes with its kind of page.
type Mount struct {
	Audience page.Audience
	Routes   func(*hall.Hall) []hall.Route
}

// Open serves the mounts on a SQLite city on Monday 3 June 2019, 08:00. Officials
// exist in every role at the ward, its district, another ward and the city; their
// ids are those City.Who gives.
func Open(t testing.TB, mounts ...Mount) *House {
	t.Helper()
	return OpenOn(t, dbtest.SQLite(t), mounts...)
}

// OpenOn is Open on a given database.
func OpenOn(t testing.TB, d *db.DB, mounts ...Mount) *House {
	t.Helper()
	ctx := context.Background()
	c := dossiertest.Given(t, d)
	x := &House{City: c, Letters: apologytest.Letters(c)}
	offices, err := office.NewStore(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := offices.Save(ctx, staff(t, c)); err != nil {
		t.Fatal(err)
	}
	keys, err := ledger.LoadKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	signer, err := letter.OpenKeys(t.TempDir(), "Thành phố thử nghiệm", rand.Reader, c.Civil.Now())
	if err != nil {
		t.Fatal(err)
	}
	blobs, err := paper.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c.Procedures.Book = &event.Book{Log: c.Log, Civil: c.Civil}
	c.Procedures.City = func() string {
		o, _ := offices.Tree().City(calendar.DateOf(c.Civil.Now()).String())
		return o.ID
	}
	wall := clock.Wall()
	forms := &form.Store{DB: d, Book: event.Book{Log: c.Log, Civil: c.Civil}, IDs: c.IDs, Civil: c.Civil, Procedures: c.Procedures, Offices: offices.Tree}
	if err := forms.Load(ctx); err != nil {
		t.Fatal(err)
	}
	h := &hall.Hall{DB: d, Civil: c.Civil, Wall: wall, IDs: clock.NewIDs(wall), Dossiers: c.Dossiers, Drafts: &draft.Store{Dossiers: c.Dossiers}, Letters: x.Letters, Payments: &payment.Store{DB: d, Dossiers: c.Dossiers}, Procedures: c.Procedures, Forms: forms,
		Offices: offices, People: person.NewStore(d, c.IDs), Accounts: &account.Store{DB: d, IDs: c.IDs},
		Papers: &paper.Store{DB: d, Blobs: blobs, IDs: c.IDs, Civil: c.Civil}, Signer: signer, Keys: keys, Calendar: calendar.Civil, CalendarAt: func(clock.Instant) *calendar.Table { return calendar.Civil() },
		Hasher: session.NewHasher(clock.NewIDs(wall)), Throttle: session.NewThrottle(d, wall), Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Address: func(*http.Request) netip.Addr { return netip.MustParseAddr("127.0.0.1") }}
	h.Intake = &intake.Store{DB: d, IDs: c.IDs, Civil: c.Civil, Dossiers: c.Dossiers, Calendar: c.Dossiers.Calendar, Staff: offices.Staff, Official: offices.Official}
	h.Processes = &process.Store{DB: d, Log: c.Log, IDs: c.IDs, Civil: c.Civil, Procedures: c.Procedures, Offices: offices.Tree}
	if err := h.Processes.Load(ctx); err != nil {
		t.Fatal(err)
	}
	c.Log.Follow(intake.Follower())
	h.Sessions = session.NewSessions(d, wall, false, func(w http.ResponseWriter, _ *http.Request, err error) { http.Error(w, err.Error(), 500) })
	h.Slips = func() slip.Desk {
		return slip.Desk{Offices: offices.Tree(), Official: offices.Official, Version: c.Procedures.Version, Base: "http://127.0.0.1"}
	}
	x.Hall = h
	x.Almanac()
	h.Publications = &publication.Store{DB: d, Log: c.Log, IDs: c.IDs, Civil: c.Civil, Calendar: h.Calendar, Procedures: c.Procedures, Offices: offices.Tree, Staff: offices.Staff, Official: offices.Official}
	h.Postings = &posting.Store{DB: d, Log: c.Log, IDs: c.IDs, Civil: c.Civil, Procedures: c.Procedures, Offices: offices.Tree, Staff: offices.Staff, Official: offices.Official}
	x.Server = httptest.NewServer(x.handler(t, mounts))
	t.Cleanup(x.Server.Close)
	return x
}

func staff(t testing.TB, c *dossiertest.City) office.Change {
	t.Helper()
	all, err := office.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	links, err := office.Successions()
	if err != nil {
		t.Fatal(err)
	}
	ch := office.Change{Offices: all, Successions: links}
	for _, o := range []string{c.Ward, c.District, c.Other, all[0].ID} {
		for _, r := range office.Roles() {
			w := c.Who(string(r), o)
			ch.Officials = append(ch.Officials, office.Official{ID: w.Official, Name: "Công chức " + r.Vietnamese(), Title: "Chuyên viên", Phone: "02800000000", Email: "a@b.example"})
			ch.Posts = append(ch.Posts, office.Post{ID: w.Post, Official: w.Official, Office: o, Role: r, From: "2019-01-06"})
		}
	}
	return ch
}

func (x *House) handler(t testing.TB, mounts []Mount) http.Handler {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /test-signin", func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if err := x.Hall.Sessions.SignIn(r.Context(), session.Identity{Official: q.Get("official"), Post: q.Get("post"), Person: q.Get("person")}); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	for _, m := range mounts {
		for _, rt := range m.Routes(x.Hall) {
			mux.Handle(rt.Pattern, x.Hall.Handler(rt, m.Audience))
		}
	}
	mux.Handle("GET "+page.StaticPrefix, page.Static())
	prepare, err := page.Prepare(page.Options{Key: []byte(strings.Repeat("k", 32)), Log: x.Hall.Log})
	if err != nil {
		t.Fatal(err)
	}
	return x.Hall.Sessions.Load(page.Headers(prepare(mux)))
}

// As gives a browser without JavaScript signed in as somebody; a zero Who is nobody.
func (x *House) As(who access.Who) *http.Client {
	x.T.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		x.T.Fatal(err)
	}
	c := &http.Client{Jar: jar}
	if !who.Anonymous() {
		q := url.Values{"official": {who.Official}, "post": {who.Post}, "person": {who.Person}}
		resp, err := c.Get(x.Server.URL + "/test-signin?" + q.Encode())
		if err != nil || resp.StatusCode != http.StatusOK {
			x.T.Fatalf("sign in: %v %v", resp, err)
		}
		resp.Body.Close()
	}
	return c
}

// Get fetches a page and gives status and text.
func (x *House) Get(c *http.Client, path string) (int, string) {
	x.T.Helper()
	resp, err := c.Get(x.Server.URL + path)
	return x.read(resp, err)
}

// Post sends a form and gives status and text of the page it leads to.
func (x *House) Post(c *http.Client, path string, form url.Values) (int, string) {
	x.T.Helper()
	req, err := http.NewRequest(http.MethodPost, x.Server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		x.T.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := c.Do(req)
	return x.read(resp, err)
}

func (x *House) read(resp *http.Response, err error) (int, string) {
	x.T.Helper()
	if err != nil {
		x.T.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		x.T.Fatal(err)
	}
	return resp.StatusCode, string(b)
}
