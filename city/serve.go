package city

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/intake"
	"motcua/job"
	"motcua/notice"
	"motcua/procedure"
	"motcua/server"
	"motcua/session"
	"motcua/slip"
	"motcua/web/admin"
	"motcua/web/board"
	"motcua/web/citizen"
	"motcua/web/control"
	"motcua/web/control/catalogue"
	"motcua/web/control/forms"
	"motcua/web/control/posted"
	"motcua/web/control/processes"
	"motcua/web/control/publish"
	"motcua/web/demo"
	"motcua/web/door"
	"motcua/web/hall"
	"motcua/web/inspector"
	"motcua/web/leader"
	"motcua/web/officer"
	"motcua/web/page"
	"motcua/web/reception"
	"motcua/work"
)

// Serving is how a city is put on the net.
type Serving struct {
	Addr    string
	Behind  []netip.Prefix
	Hosts   []string
	TLSCert string
	TLSKey  string
	Base    string // public address for QR codes and links; "" = http://Addr
	Mail    notice.Mailer
	SMS     notice.SMS
	// Registers are the published databases; nil where none is connected (REC-10).
	Registers intake.Registers
	// National gives what the national database publishes; nil where it is not connected.
	National func(ctx context.Context) ([]procedure.Version, error)
	// Demo adds the clock bar and the page of sent messages.
	Demo *demo.Desk
}

// Serve joins the pages and the deliveries and gives a server ready to listen.
func (c *City) Serve(s Serving) (*server.Server, *hall.Hall, error) {
	if err := page.Assets(); err != nil {
		return nil, nil, err
	}
	if s.Base == "" {
		s.Base = "http://" + s.Addr
	}
	key, err := c.pageKey()
	if err != nil {
		return nil, nil, err
	}
	cfg := server.Config{Addr: s.Addr, Behind: s.Behind, Hosts: s.Hosts, TLSCert: s.TLSCert, TLSKey: s.TLSKey, Key: key, IDs: clock.NewIDs(c.Wall),
		Wall: c.Wall, Log: c.Log, Ready: c.checks()}
	h := c.hall(cfg.Secure(), s)
	cfg.Session, cfg.Guard = h.Sessions.Load, guard(h)
	cfg.Frame = func(r *http.Request) page.Frame { return h.Frame(r, page.Citizen, "") }
	cfg.Answer = h.Answer
	cfg.Gauges = []server.Gauge{{Name: "motcua_signin_waiting", Help: "People whose password is waiting to be checked.",
		Read: func() float64 { return float64(h.Hasher.Waiting()) }},
		{Name: "motcua_duties_failing", Help: "Due things that failed when last tried.", Read: func() float64 { return float64(c.Desk.Failing()) }}}
	if err := c.deliver(s); err != nil {
		return nil, nil, err
	}
	srv, err := server.New(cfg, c.Routes(h, s))
	return srv, h, err
}

// Routes is the map of the whole city: every page with who gets past its door. The
// tests that try every role at every door read it too.
func (c *City) Routes(h *hall.Hall, s Serving) []server.Route {
	var out []server.Route
	all := [][]hall.Route{citizen.Routes(h), door.Routes(h), reception.Routes(h), officer.Routes(h), leader.Routes(h), inspector.Routes(h), admin.Routes(h),
		control.Routes(h), catalogue.Routes(h), forms.Routes(h), processes.Routes(h), publish.Routes(h), posted.Routes(h), board.Routes(h)}
	if s.Demo != nil {
		s.Demo.Hall = h
		h.Clock = s.Demo.Bar
		all = append(all, s.Demo.Routes())
	}
	for _, routes := range all {
		for _, r := range routes {
			out = append(out, server.Route{Pattern: r.Pattern, Access: r.Access, Limit: r.Limit, Handler: r.Handle})
		}
	}
	return out
}

// guard reads the access line of a route: anyone, citizen, official, or roles.
func guard(h *hall.Hall) func(*http.Request, string) error {
	return func(r *http.Request, line string) error {
		id, who := h.Sessions.Of(r.Context()), h.Who(r)
		if id.Nobody() {
			return hall.ErrSignIn
		}
		for _, word := range strings.Split(line, ",") {
			switch word = strings.TrimSpace(word); {
			case word == "citizen" && id.Person != "", word == "official" && id.Official != "", who.Role != "" && word == who.Role:
				return nil
			}
		}
		if id.Official != "" && who.Official == "" {
			return hall.ErrSignIn // the post has ended or none was taken yet
		}
		return hall.NotYours()
	}
}

func (c *City) hall(secure bool, s Serving) *hall.Hall {
	h := &hall.Hall{DB: c.Store, Civil: c.Civil, Wall: c.Wall, IDs: c.IDs, Dossiers: c.Dossiers, Drafts: c.Drafts, Letters: c.Letters, Payments: c.Payments, Intake: c.Intake, Registers: s.Registers, Procedures: c.Procedures, Forms: c.Forms, Processes: c.Processes, Publications: c.Publications, Postings: c.Postings,
		Offices: c.Offices, People: c.People, Accounts: c.Accounts, Papers: c.Papers, Signer: c.Signer, Keys: c.Keys, Calendar: c.Almanac.Shared, CalendarAt: c.Almanac.SharedAt, Almanac: c.Almanac,
		Hasher: session.NewHasher(clock.NewIDs(c.Wall)), Throttle: session.NewThrottle(c.Store, c.Wall), Log: c.Log,
		Address: func(r *http.Request) netip.Addr {
			a, err := netip.ParseAddrPort(r.RemoteAddr)
			if err != nil {
				b, _ := netip.ParseAddr(r.RemoteAddr)
				return b
			}
			return a.Addr()
		}}
	h.Configuration = c.Configuration()
	c.National, h.National = s.National, s.National
	h.Sessions = session.NewSessions(c.Store, c.Wall, secure, h.Answer)
	h.About = func(ctx context.Context) ([]hall.Setting, error) { return c.about(ctx, s) }
	h.Slips = func() slip.Desk {
		return slip.Desk{Offices: c.Offices.Tree(), Official: c.Offices.Official, Version: c.Procedures.Version, Base: s.Base}
	}
	return h
}

// deliver joins the notices to the gateways; without gateways nobody is told.
func (c *City) deliver(s Serving) error {
	if s.Mail == nil && s.SMS == nil {
		return nil
	}
	notices := &notice.Store{DB: c.Store, Civil: c.Civil, Wall: c.Wall, Mail: s.Mail, SMS: s.SMS}
	jobs, err := job.Open(c.Store, job.Options{Wall: c.Wall, Log: c.Log}, notices.Kinds()...)
	if err != nil {
		return err
	}
	t := &work.Teller{DB: c.Store, Civil: c.Civil, Dossiers: c.Dossiers, Letters: c.Letters, Notices: notices, Jobs: jobs, Log: c.Log,
		People: work.People{Staff: c.Offices.Staff, Official: c.Offices.Official},
		Links: work.Links{Track: func(d dossier.Dossier) string { return s.Base + "/q/" + d.Token },
			Rate: func(d dossier.Dossier) string { return s.Base + "/q/" + d.Token + "/rating" },
			Work: func(d dossier.Dossier) string { return s.Base + "/officer/dossiers/" + d.Code }}}
	c.Publications.Link = func(path string) string { return s.Base + path }
	c.Postings.Link = c.Publications.Link
	notices.Died = t.Died
	c.Desk.Tell = t
	return nil
}

// ledgerLag is how old an event without leaf may be before the city is not ready.
const ledgerLag = 5 * time.Second

func (c *City) checks() []server.Check {
	var mu sync.Mutex
	var late time.Time // wall moment since which something has been waiting
	return []server.Check{
		{Name: "database", Ask: c.Store.Ping},
		{Name: "schema", Ask: func(ctx context.Context) error {
			ok, err := c.Store.Migrated(ctx)
			if err == nil && !ok {
				err = fmt.Errorf("the schema is not the one of this program; run motcua migrate")
			}
			return err
		}},
		{Name: "catalogue", Ask: func(context.Context) error {
			if rows := c.Procedures.Broken(); len(rows) > 0 {
				return fmt.Errorf("%d stored procedure versions cannot be read: %s", len(rows), strings.Join(rows, "; "))
			}
			return nil
		}},
		{Name: "processes", Ask: func(ctx context.Context) error {
			rows, err := c.Processes.Broken(ctx)
			if err == nil && len(rows) > 0 {
				err = fmt.Errorf("%d stored drafts of processes cannot be read: %s; restore the rows from a backup", len(rows), strings.Join(rows, "; "))
			}
			return err
		}},
		{Name: "renewal", Ask: func(context.Context) error {
			if err := c.stale.Load(); err != nil {
				return fmt.Errorf("what was changed cannot be taken over: %w; restore the row from a backup", *err)
			}
			return nil
		}},
		{Name: "ledger", Ask: func(ctx context.Context) error {
			n, _, err := event.Backlog(ctx, c.Store.Read())
			mu.Lock()
			defer mu.Unlock()
			if err != nil || n == 0 {
				late = time.Time{}
				return err
			}
			now := c.Wall.Now()
			if late.IsZero() {
				late = now
			}
			if now.Sub(late) > ledgerLag {
				return fmt.Errorf("%d events have waited for their leaf for %s", n, now.Sub(late).Round(time.Second))
			}
			return nil
		}},
	}
}

// pageKey signs page cookies; it is made once and kept 0600.
func (c *City) pageKey() ([]byte, error) {
	path := filepath.Join(c.Data, "keys", "page.key")
	key, err := os.ReadFile(path)
	if err == nil && len(key) >= 32 {
		return key, nil
	}
	key = clock.NewIDs(c.Wall).Bytes(32)
	if err := os.WriteFile(path, key, 0o600); err != nil {
		return nil, fmt.Errorf("city: cannot store the key of the pages: %w", err)
	}
	return key, nil
}
