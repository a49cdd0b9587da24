package book_test

import (
	"context"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/access"
	"motcua/book"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/event"
	"motcua/refusal"
)

const ward = "w1"

var (
	head   = access.Who{Official: "h", Post: "ph", Office: ward, Role: "head", Channel: "page"}
	deputy = access.Who{Official: "d", Post: "pd", Office: ward, Role: "deputy_head", Channel: "page"}
	desk   = access.Who{Official: "m", Post: "pm", Office: ward, Role: "onestop_head", Channel: "page"}
)

func day(y int, m time.Month, d, h int) time.Time { return time.Date(y, m, d, h, 0, 0, 0, clock.Zone) }

func open(d *db.DB, at time.Time) (*book.Store, *clock.Civil) {
	civil := clock.Fixed(at)
	return &book.Store{DB: d, Civil: civil, Log: event.NewLog(clock.SeededIDs(civil, 7))}, civil
}

// issue draws the next number of a book for a dossier, as an act does.
func issue(s *book.Store, kind, dossier string) (n int64, err error) {
	err = s.DB.Update(context.Background(), func(tx db.Tx) error {
		at := clock.At(s.Civil.Now())
		if n, err = book.Next(tx, ward, kind, strconv.Itoa(at.Time().Year())); err != nil {
			return err
		}
		return book.Enter(tx, book.Entry{Home: ward, Kind: kind, N: n, Dossier: dossier, From: ward, At: at})
	})
	return n, err
}

func issued(t *testing.T, s *book.Store, kind, dossier string) int64 {
	t.Helper()
	n, err := issue(s, kind, dossier)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func says(t *testing.T, err error, words string) {
	t.Helper()
	no, ok := refusal.As(err)
	if !ok || !strings.Contains(no.Sentence, words) {
		t.Errorf("got %v, want a refusal that says %q", err, words)
	}
}

func TestREC_5_AGapInABookIsFound(t *testing.T) {
	c := book.NewCloser(ward, book.Receipt, 2019)
	for _, n := range []int64{1, 2} {
		if err := c.Add(book.Line{N: n, Dossier: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	says(t, c.Add(book.Line{N: 4, Dossier: "x"}), "thiếu số 3")
}

func TestTheDigestTellsAnyChangeOfALine(t *testing.T) {
	sum := func(home, kind string, year int, lines ...book.Line) string {
		c := book.NewCloser(home, kind, year)
		for _, l := range lines {
			if err := c.Add(l); err != nil {
				t.Fatal(err)
			}
		}
		return c.Close().Digest
	}
	base := sum(ward, book.Receipt, 2019, book.Line{1, "a", 5}, book.Line{2, "b", 6})
	for says, other := range map[string]string{
		"another dossier": sum(ward, book.Receipt, 2019, book.Line{1, "a", 5}, book.Line{2, "c", 6}),
		"another moment":  sum(ward, book.Receipt, 2019, book.Line{1, "a", 5}, book.Line{2, "b", 7}),
		"made void":       sum(ward, book.Receipt, 2019, book.Line{1, "a", 5}, book.Line{2, "", 6}),
		"one line less":   sum(ward, book.Receipt, 2019, book.Line{1, "a", 5}),
		"another office":  sum("w2", book.Receipt, 2019, book.Line{1, "a", 5}, book.Line{2, "b", 6}),
		"another year":    sum(ward, book.Receipt, 2020, book.Line{1, "a", 5}, book.Line{2, "b", 6}),
		"another book":    sum(ward, book.Refusal, 2019, book.Line{1, "a", 5}, book.Line{2, "b", 6}),
	} {
		if other == base {
			t.Errorf("%s: the same digest", says)
		}
	}
	if sum(ward, book.Receipt, 2019, book.Line{1, "a", 5}, book.Line{2, "b", 6}) != base {
		t.Error("the same lines, another digest")
	}
}

func TestTheLockIsProposedOnTheFirstWorkingDayOfTheYear(t *testing.T) {
	cal := calendar.Civil()
	for _, c := range []struct {
		at   time.Time
		want bool
	}{
		{day(2019, 12, 31, 17), false}, {day(2020, 1, 1, 9), false}, {day(2020, 1, 2, 7), false}, {day(2020, 1, 2, 8), true}, {day(2020, 6, 1, 8), true},
	} {
		if got := book.Proposed(cal, 2019, clock.At(c.at)); got != c.want {
			t.Errorf("%s: %v", c.at, got)
		}
	}
}

// REC-5: numbers run on without gaps, void ones are shown with their reason, and the
// lock is the end: on both engines.
func TestREC_5_ALockedYearTakesNoFurtherNumber(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, civil := open(d, day(2019, 12, 30, 9))
		for i, want := range []int64{1, 2} {
			if n := issued(t, s, book.Receipt, "x"+strconv.Itoa(i)); n != want {
				t.Errorf("number %d, want %d", n, want)
			}
		}
		v, err := s.Void(ctx, desk, ward, book.Receipt, "Giấy tiếp nhận in hỏng khi mất điện", "")
		if err != nil || v.N != 3 {
			t.Fatalf("void %+v %v", v, err)
		}
		issued(t, s, book.Receipt, "x3")
		issued(t, s, book.Refusal, "x4")
		_, err = s.Lock(ctx, head, ward, 2019)
		says(t, err, "chưa kết thúc")

		civil.Set(day(2020, 1, 2, 9))
		for _, who := range []access.Who{deputy, desk, access.Clockwork} {
			if _, err := s.Lock(ctx, who, ward, 2019); err == nil {
				t.Errorf("%s locked the books", who.Role)
			}
		}
		if of, waits, err := s.Waiting(ctx, calendar.Civil(), ward); err != nil || of != 2019 || !waits {
			t.Errorf("the lock of %d waits: %v %v", of, waits, err)
		}
		y, err := s.Lock(ctx, head, ward, 2019)
		if err != nil {
			t.Fatal(err)
		}
		want := []book.Closing{{Kind: book.Receipt, Count: 4, Voids: 1, First: 1, Last: 4}, {Kind: book.Refusal, Count: 1, First: 1, Last: 1}}
		for i := range want {
			want[i].Digest = y.Lock.Books[i].Digest
		}
		if !reflect.DeepEqual(y.Lock.Books, want) || len(want[0].Digest) != 64 {
			t.Errorf("locked %+v", y.Lock.Books)
		}
		if _, waits, _ := s.Waiting(ctx, calendar.Civil(), ward); waits {
			t.Error("a locked year waits no more")
		}
		_, err = s.Lock(ctx, head, ward, 2019)
		says(t, err, "đã được khóa")
		if n := issued(t, s, book.Receipt, "x5"); n != 1 {
			t.Errorf("the new year begins with %d", n)
		}
		civil.Set(day(2019, 12, 31, 9)) // somebody set the clock back
		_, err = issue(s, book.Receipt, "x6")
		says(t, err, "đã khóa")
		_, err = s.Void(ctx, desk, ward, book.Receipt, "Giấy tiếp nhận in hỏng khi mất điện", "")
		says(t, err, "đã khóa")
		folds(t, s, 2019)
		if now, err := book.Sum(ctx, d.Read(), ward, book.Receipt, 2019); err != nil || now != y.Lock.Books[0] {
			t.Errorf("the book no longer says what was locked: %+v %v", now, err)
		}
	})
}

// folds proves row = fold(events) for the books of a year.
func folds(t *testing.T, s *book.Store, year int) {
	t.Helper()
	events, err := event.Load(context.Background(), s.DB.Read(), ward, book.Subject(year))
	if err != nil {
		t.Fatal(err)
	}
	got, err := book.Fold(events)
	if err != nil {
		t.Fatal(err)
	}
	row, err := s.Of(context.Background(), ward, year)
	if err != nil || !reflect.DeepEqual(got, row) {
		t.Errorf("row differs from its events (%v):\n%+v\n%+v", err, row, got)
	}
	for _, e := range events {
		if strings.Contains(e.Body, "mất điện") || e.Act == "void_number" && !strings.Contains(e.Private, "mất điện") {
			t.Errorf("free text belongs apart from the event: %s", e.Body)
		}
	}
}

// CODE-1: a form pressed again, and by many at once, makes no further number void.
func TestCODE1_AFormMakesOneNumberVoid(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, _ := open(d, day(2019, 12, 30, 9))
		var wg sync.WaitGroup
		var done atomic.Int64
		for range 8 {
			wg.Go(func() {
				if _, err := s.Void(ctx, desk, ward, book.Receipt, "Giấy in hỏng khi mất điện", "form-1"); err == nil {
					done.Add(1)
				} else if no, ok := refusal.As(err); !ok || no.Kind != refusal.KindConflict || !strings.Contains(no.Sentence, "Biểu mẫu này đã hủy số 01 trong Sổ theo dõi hồ sơ") {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if done.Load() != 1 {
			t.Errorf("one form made %d numbers void", done.Load())
		}
		if v, err := s.Void(ctx, desk, ward, book.Receipt, "Giấy in hỏng khi mất điện", "form-2"); err != nil || v.N != 2 {
			t.Errorf("another form: %+v %v", v, err)
		}
		folds(t, s, 2019)
	})
}

// Even a program that forgot the rule cannot write into a locked year, take a lock
// back or change a void number.
func TestTheDatabaseItselfKeepsALockedYear(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, civil := open(d, day(2019, 12, 30, 9))
		issued(t, s, book.Receipt, "x1")
		if _, err := s.Void(ctx, desk, ward, book.Receipt, "Giấy tiếp nhận in hỏng", ""); err != nil {
			t.Fatal(err)
		}
		civil.Set(day(2020, 1, 2, 9))
		if _, err := s.Lock(ctx, head, ward, 2019); err != nil {
			t.Fatal(err)
		}
		for says, do := range map[string]func(tx db.Tx) error{
			"a further line": func(tx db.Tx) error {
				return book.New(tx).InsertBook(tx.Ctx, book.InsertBookParams{Home: ward, Kind: book.Receipt, Year: 2019, N: 3, Dossier: "x"})
			},
			"a lock taken back": func(tx db.Tx) error {
				_, err := book.New(tx).UpdateYear(tx.Ctx, book.UpdateYearParams{Home: ward, Year: 2019, Seq: 9, Was: 2, Doc: "{}"})
				return err
			},
		} {
			if err := d.Update(ctx, do); !db.IsFrozen(err) {
				t.Errorf("%s: %v", says, err)
			}
		}
	})
}

// Many desks at once: no gap, no number twice, whatever is refused on the way.
func TestNumbersHaveNoGapsWhenManyDrawAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, civil := open(d, day(2019, 6, 3, 9))
		var wg sync.WaitGroup
		for i := range 24 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				if i%4 == 3 { // an act that is refused after its draw
					_ = d.Update(context.Background(), func(tx db.Tx) error {
						if _, err := book.Next(tx, ward, book.Receipt, "2019"); err != nil {
							return err
						}
						return refusal.Conflict("không được")
					})
					return
				}
				if _, err := issue(s, book.Receipt, "x"+strconv.Itoa(i)); err != nil {
					t.Error(err)
				}
			}()
		}
		wg.Wait()
		civil.Set(day(2020, 1, 2, 9))
		y, err := s.Lock(context.Background(), head, ward, 2019)
		if err != nil || y.Lock.Books[0].Count != 18 || y.Lock.Books[0].Last != 18 {
			t.Errorf("%+v %v", y.Lock, err)
		}
	})
}

func TestWhoAsksForTheBooksAndWhy(t *testing.T) {
	d := dbtest.SQLite(t)
	s, _ := open(d, day(2019, 6, 3, 9))
	ctx := context.Background()
	issued(t, s, book.Receipt, "x1")
	for _, c := range []struct {
		rule string
		err  error
		says string
	}{
		{"CODE-1 a reason is demanded", second(s.Void(ctx, desk, ward, book.Receipt, "hỏng", "")), "Ghi rõ vì sao hủy số"},
		{"a result's number is not made void at the desk", second(s.Void(ctx, desk, ward, book.Result, "Giấy in hỏng khi mất điện", "")), "Chọn loại số"},
		{"the head of the office does not void", second(s.Void(ctx, head, ward, book.Receipt, "Giấy in hỏng khi mất điện", "")), "trưởng bộ phận một cửa"},
		{"another office's books are not there", second(s.Void(ctx, desk, "w2", book.Receipt, "Giấy in hỏng khi mất điện", "")), "Không tìm thấy"},
		{"a year without books", second(s.Lock(ctx, head, ward, 2017)), "không có sổ nào"},
	} {
		t.Run(c.rule, func(t *testing.T) { says(t, c.err, c.says) })
	}
	if _, err := s.Shelves(ctx, access.Who{Official: "o", Post: "po", Office: ward, Role: "officer"}, ward); err == nil {
		t.Error("an officer reads no book")
	}
	shelves, err := s.Shelves(ctx, head, ward)
	if err != nil || len(shelves) != 1 || shelves[0].Books[0].Count != 1 {
		raw, _ := json.Marshal(shelves)
		t.Errorf("%s %v", raw, err)
	}
}

func second[T any](_ T, err error) error { return err }
