package city

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"motcua/account"
	"motcua/almanac"
	"motcua/analysis"
	"motcua/apology"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
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
	"motcua/procedure"
	"motcua/process"
	"motcua/publication"
	"motcua/report"
	"motcua/work"
)

// Config is what opening a city needs. Only DB and Data are required.
type Config struct {
	DB      string // sqlite:///path or postgres://…
	Data    string // folder of files and keys
	Witness string // folder outside Data for checkpoints; "" = beside Data
	Civil   *clock.Civil
	Seed    uint64 // simulation: ids and salts repeat; 0 = the machine's randomness
	Log     *slog.Logger
}

// City is an open house.
type City struct {
	Config
	Wall       clock.Clock
	IDs        *clock.IDs
	Store      *db.DB
	Events     *event.Log
	Procedures *procedure.Store
	Forms      *form.Store
	Processes  *process.Store
	Offices    *office.Store
	People     *person.Store
	Accounts   *account.Store
	Papers     *paper.Store
	Dossiers   *dossier.Store
	Drafts     *draft.Store
	Letters    *apology.Store
	Payments   *payment.Store
	Intake     *intake.Store
	Reports    *report.Store
	Times      *analysis.Store
	Keys       ledger.Keys
	Signer     *letter.Keys
	Sequencer  *ledger.Sequencer
	Desk       *work.Desk

	Almanac *almanac.Store

	Publications *publication.Store
	Postings     *posting.Store
	// National gives what the national database publishes; nil where it is not connected.
	National func(ctx context.Context) ([]procedure.Version, error)

	told  int                   // rows set aside that were told of
	stale atomic.Pointer[error] // why what was changed elsewhere could not be taken over; nil: it was
}

// Open opens and migrates the database and joins the rooms.
func Open(ctx context.Context, cfg Config) (*City, error) {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	c := &City{Config: cfg, Wall: clock.Wall()}
	if c.Civil == nil {
		c.Civil = clock.NewCivil(c.Wall)
	}
	if c.Witness == "" {
		c.Witness = filepath.Clean(cfg.Data) + "-witness"
	}
	var err error
	if c.Store, err = db.Open(ctx, cfg.DB); err != nil {
		return nil, err
	}
	if err := c.join(ctx); err != nil {
		return nil, errors.Join(err, c.Store.Close())
	}
	return c, nil
}

func (c *City) join(ctx context.Context) error {
	if _, err := c.Store.Migrate(ctx); err != nil {
		return err
	}
	if err := c.belong(ctx); err != nil {
		return err
	}
	if err := c.resume(ctx); err != nil {
		return err
	}
	c.IDs = clock.NewIDs(c.Wall)
	if c.Seed != 0 {
		c.IDs = clock.SeededIDs(c.Civil, c.Seed)
	}
	if err := c.edges(); err != nil {
		return err
	}
	d, err := c.Store, error(nil)
	if c.Procedures, err = procedure.NewStore(ctx, d, c.IDs); err != nil {
		return err
	}
	c.told = len(c.Procedures.Broken())
	c.broken()
	if c.Offices, err = office.NewStore(ctx, d); err != nil {
		return err
	}
	c.Events = event.NewLog(c.IDs)
	c.Procedures.Book = &event.Book{Log: c.Events, Civil: c.Civil}
	c.Procedures.City = func() string {
		o, _ := c.Offices.Tree().City(calendar.DateOf(c.Civil.Now()).String())
		return o.ID
	}
	c.People, c.Accounts = person.NewStore(d, c.IDs), &account.Store{DB: d, IDs: c.IDs}
	if err := c.processes(ctx); err != nil {
		return err
	}
	c.Dossiers = &dossier.Store{DB: d, Log: c.Events, IDs: c.IDs, Civil: c.Civil, Version: c.Procedures.Version, InForce: c.inForce,
		Offices: c.Offices.Tree}
	if err := c.calendars(ctx); err != nil {
		return err
	}
	c.Forms = &form.Store{DB: d, Book: event.Book{Log: c.Events, Civil: c.Civil}, IDs: c.IDs, Civil: c.Civil, Procedures: c.Procedures, Offices: c.Offices.Tree, Empty: c.empty}
	if err := c.Forms.Load(ctx); err != nil {
		return err
	}
	c.Publications = &publication.Store{DB: d, Log: c.Events, IDs: c.IDs, Civil: c.Civil, Calendar: c.Almanac.Shared, Procedures: c.Procedures,
		Offices: c.Offices.Tree, Staff: c.Offices.Staff, Official: c.Offices.Official}
	c.Postings = &posting.Store{DB: d, Log: c.Events, IDs: c.IDs, Civil: c.Civil, Procedures: c.Procedures, Offices: c.Offices.Tree, Staff: c.Offices.Staff, Official: c.Offices.Official}
	c.Drafts = &draft.Store{Dossiers: c.Dossiers}
	c.Letters = &apology.Store{DB: d, Dossiers: c.Dossiers}
	c.Payments = &payment.Store{DB: d, Dossiers: c.Dossiers}
	c.Intake = &intake.Store{DB: d, IDs: c.IDs, Civil: c.Civil, Dossiers: c.Dossiers, Calendar: c.CalendarOf, Staff: c.Offices.Staff, Official: c.Offices.Official}
	c.Reports = &report.Store{DB: d}
	c.Times = &analysis.Store{DB: d, Calendar: c.Almanac.SharedAt, Fresh: func(ctx context.Context) error {
		_, err := c.Almanac.Refresh(ctx)
		return err
	}}
	// Roll-ups last: cells are updated at the end of a transaction.
	c.Events.Follow(apology.Follower(), intake.Follower(), almanac.Follower(), c.configured, c.Postings.Follow, report.Follower())
	c.Sequencer = &ledger.Sequencer{DB: d, Keys: c.Keys, Civil: c.Civil, Wall: c.Wall, Holder: clock.NewIDs(c.Wall).New(), Witness: c.Witness, Log: c.Log}
	c.Desk = &work.Desk{DB: d, Civil: c.Civil, Log: c.Log, Duties: map[string]work.Doer{dossier.DutyKind: c.Dossiers.Work, office.DutyKind: work.Reorganise(c.Dossiers),
		publication.DutyKind: c.Publications.Work, posting.DutyKind: c.Postings.Work}, Count: c.Times.Follow}
	return nil
}

// broken tells whoever runs the city of stored versions that were set aside.
func (c *City) broken() {
	for _, row := range c.Procedures.Broken() {
		c.Log.Error("city: a stored procedure version was set aside", "row", row)
	}
}

// processes joins the approved processes to the catalogue.
func (c *City) processes(ctx context.Context) error {
	c.Processes = &process.Store{DB: c.Store, Log: c.Events, IDs: c.IDs, Civil: c.Civil, Procedures: c.Procedures, Offices: c.Offices.Tree, Empty: c.empty}
	if err := c.Processes.Load(ctx); err != nil {
		return err
	}
	rows, err := c.Processes.Broken(ctx)
	for _, row := range rows {
		c.Log.Error("city: a stored draft of a process was set aside", "row", row)
	}
	return err
}

// configured ends the clock of a publication once the process of its version is approved
// (KS-8).
func (c *City) configured(tx db.Tx, e event.Event) error {
	v, ok := e.After.(process.Version)
	if !ok || v.State != process.Approved {
		return nil
	}
	for _, x := range c.Procedures.Of(v.Code) {
		if x.No == v.Of {
			return c.Publications.Configured(tx, x.ID)
		}
	}
	return nil
}

// inForce is the version of a procedure a dossier of the day follows, with the approved
// process of that day where there is one (PRI-9, KS-9).
func (c *City) inForce(code, day string) (procedure.Version, bool) {
	v, ok := c.Procedures.InForce(code, day)
	return c.Processes.Attached(v, day), ok
}

// calendars joins the kept calendar to the dossiers: every date of the city is counted
// with it.
func (c *City) calendars(ctx context.Context) error {
	c.Almanac = &almanac.Store{DB: c.Store, Book: event.Book{Log: c.Events, Civil: c.Civil}, IDs: c.IDs, Civil: c.Civil, Base: calendar.Civil(), Dossiers: c.Dossiers, Log: c.Log,
		Hours: func(id string) string {
			o, _ := c.Offices.Office(id)
			return o.Hours
		},
		Places: func() []string {
			var out []string
			for _, o := range c.Offices.Tree().All() {
				out = append(out, o.ID)
			}
			return out
		}}
	c.Dossiers.Calendar, c.Dossiers.Fresh = c.Almanac.Of, c.Almanac.Fresh
	return c.Almanac.Load(ctx)
}

// CalendarOf is an office's own calendar with the civil one as parent.
func (c *City) CalendarOf(id string) *calendar.Table { return c.Almanac.Of(id) }

// renewEvery is the wall time between two looks at what other processes changed, and
// between two steps of a change of the calendar.
const renewEvery = time.Second

// Renew takes over what another process changed in the directory, the catalogue and the
// calendar, and takes open changes of the calendar a step further.
// What cannot be read keeps nothing else from being taken over; until it can, the city is not
// ready: it would go on with what was in force before.
func (c *City) Renew(ctx context.Context) (more bool, err error) {
	for _, refresh := range []func(context.Context) (bool, error){c.Offices.Refresh, c.Procedures.Refresh, c.Forms.Refresh, c.Processes.Refresh, c.Almanac.Refresh} {
		_, bad := refresh(ctx)
		err = errors.Join(err, bad)
	}
	switch {
	case err == nil:
		c.stale.Store(nil)
	case ctx.Err() != nil: // going down
		return false, err
	default:
		c.stale.Store(&err)
		return false, err
	}
	if n := len(c.Procedures.Broken()); n != c.told {
		c.told = n
		c.broken()
	}
	return c.Almanac.Work(ctx)
}

func (c *City) renew(ctx context.Context) {
	told := ""
	for clock.Sleep(ctx.Done(), renewEvery) {
		for more := true; more && ctx.Err() == nil; {
			var err error
			if more, err = c.Renew(ctx); err != nil && ctx.Err() == nil {
				if told != err.Error() { // once, not every second
					told = err.Error()
					c.Log.Error("city: cannot take over what was changed elsewhere, will try again", "err", err)
				}
				break
			}
			told = ""
		}
	}
}

// edges opens what stands on the disk beside the database: files and keys.
func (c *City) edges() error {
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return fmt.Errorf("city: cannot make the data folder: %w; choose another with MOTCUA_DATA", err)
	}
	blobs, err := paper.OpenFolder(filepath.Join(c.Data, "files"))
	if err != nil {
		return err
	}
	c.Papers = &paper.Store{DB: c.Store, Blobs: blobs, IDs: c.IDs, Civil: c.Civil}
	if c.Keys, err = ledger.LoadKeys(filepath.Join(c.Data, "keys")); err != nil {
		return err
	}
	// The certificate must be valid on both clocks.
	from := c.Wall.Now()
	if civil := c.Civil.Now(); civil.Before(from) {
		from = civil
	}
	c.Signer, err = letter.OpenKeys(filepath.Join(c.Data, "signing"), "Thành phố Hồ Chí Minh", clock.Random(), from.AddDate(0, 0, -1))
	return err
}

// FurnishOffices brings the shipped offices into a database that has none.
func (c *City) FurnishOffices(ctx context.Context) error {
	if len(c.Offices.Tree().All()) > 0 {
		return nil
	}
	all, err := office.Shipped()
	if err != nil {
		return err
	}
	links, err := office.Successions()
	if err != nil {
		return err
	}
	return c.Offices.Save(ctx, office.Change{Offices: all, Successions: links})
}

// Furnish brings the shipped offices and procedures into an empty database.
func (c *City) Furnish(ctx context.Context) error {
	if err := c.FurnishOffices(ctx); err != nil {
		return err
	}
	if len(c.Procedures.All()) == 0 {
		vs, err := procedure.Shipped()
		if err != nil {
			return err
		}
		if _, err := c.Procedures.Import(ctx, procedure.File{Source: "Một Cửa", Versions: vs}); err != nil {
			return err
		}
	}
	return nil
}

// Run sequences the ledger, does what falls due and tells people, until ctx ends.
func (c *City) Run(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Go(func() { c.Sequencer.Run(ctx) })
	wg.Go(func() { c.renew(ctx) })
	wg.Go(func() { c.compareDaily(ctx) })
	wg.Go(func() {
		if err := c.Desk.Run(ctx); err != nil {
			c.Log.Error("city: the desk of due things ended badly", "err", err)
		}
	})
	wg.Wait()
}

// Close lets go of everything.
func (c *City) Close() error { return c.Store.Close() }

// Settle remembers where the civil clock of a demo stands, so that it goes on
// there after a restart.
func (c *City) Settle(ctx context.Context) error {
	return c.put(ctx, "civil", c.Civil.Now().Format(time.RFC3339))
}
