package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"motcua/apology"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/ledger"
	"motcua/posting"
	"motcua/procedure"
	"motcua/publication"
)

type verifyCmd struct {
	Receipt    string   `help:"Tệp biên nhận JSON cần kiểm tra; không cần cơ sở dữ liệu." type:"existingfile" placeholder:"TỆP"`
	Checkpoint []string `help:"Tệp điểm kiểm tra giữ bên ngoài; có thể nêu nhiều tệp." type:"existingfile" placeholder:"TỆP"`
	Key        string   `help:"Khóa công khai tin cậy (nội dung tệp ledger.pub)." placeholder:"KHÓA"`
}

// Run checks a receipt by itself, or the whole log.
func (c *verifyCmd) Run(a *app) error {
	if c.Receipt != "" {
		return c.receipt(a)
	}
	var older [][]byte
	for _, f := range c.Checkpoint {
		data, err := os.ReadFile(f)
		if err != nil {
			return fmt.Errorf("không đọc được %s: %w", f, err)
		}
		older = append(older, data)
	}
	keyFolder := filepath.Join(a.opt.Data, "keys")
	if _, err := os.Stat(filepath.Join(keyFolder, "ledger.key")); err != nil {
		return fmt.Errorf("không tìm thấy khóa của sổ trong %s; chỉ thư mục dữ liệu bằng --data", keyFolder)
	}
	keys, err := ledger.LoadKeys(keyFolder)
	if err != nil {
		return err
	}
	d, err := db.Open(a.ctx, a.opt.db())
	if err != nil {
		return err
	}
	defer d.Close()
	if c.Key != "" && strings.TrimSpace(c.Key) != keys.Public {
		return errors.New("khóa tin cậy khác khóa của sổ trong thư mục dữ liệu: nhật ký này không phải của thành phố đó")
	}
	var rep ledger.Report
	err = d.Still(a.ctx, func(view *db.DB) error { // a city that works meanwhile is no forgery
		if rep, err = ledger.Verify(a.ctx, view, keys, older); err != nil {
			return err
		}
		for _, check := range []func(*app, *db.DB) error{rows, catalogue, posted} {
			if err := check(a, view); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "Nhật ký nguyên vẹn: %d sự kiện, %d điểm kiểm tra", rep.Leaves, rep.Checkpoints)
	if rep.Pending > 0 {
		fmt.Fprintf(a.out, ", %d sự kiện mới nhất đang chờ vào sổ (từ %s)", rep.Pending, clock.FromMicros(rep.Oldest).Format("15:04:05"))
	}
	fmt.Fprintln(a.out, ".")
	return nil
}

func (c *verifyCmd) receipt(a *app) error {
	if len(c.Checkpoint) != 1 {
		return errors.New("kiểm tra biên nhận cần đúng một điểm kiểm tra: motcua verify --receipt TỆP --checkpoint TỆP")
	}
	receipt, err := os.ReadFile(c.Receipt)
	if err != nil {
		return fmt.Errorf("không đọc được %s: %w", c.Receipt, err)
	}
	cp, err := os.ReadFile(c.Checkpoint[0])
	if err != nil {
		return fmt.Errorf("không đọc được %s: %w", c.Checkpoint[0], err)
	}
	e, err := ledger.VerifyReceipt(receipt, cp, strings.TrimSpace(c.Key))
	if err != nil {
		return err
	}
	if c.Key == "" {
		fmt.Fprintf(a.out, "Biên nhận khớp với điểm kiểm tra theo khóa ghi trong chính biên nhận: sự kiện %q của %s %s lúc %s.\n"+
			"CHƯA so với khóa tin cậy: thêm --key với nội dung ledger.pub của thành phố thì mới chắc chắn.\n", e.Act, e.Kind, e.Subject,
			clock.FromMicros(e.At).Format("15:04 02/01/2006"))
		return nil
	}
	fmt.Fprintf(a.out, "Biên nhận đúng: sự kiện %q của %s %s lúc %s có trong nhật ký của điểm kiểm tra.\n", e.Act, e.Kind, e.Subject,
		clock.FromMicros(e.At).Format("15:04 02/01/2006"))
	return nil
}

// rows holds what pages read against the log: every row must be what its events give,
// and every letter the log speaks of must be there.
func rows(a *app, d *db.DB) error {
	s := &dossier.Store{DB: d}
	letters := &apology.Store{DB: d, Dossiers: s}
	keys, err := s.Keys(a.ctx)
	if err != nil {
		return err
	}
	for _, k := range keys {
		events, err := s.Trail(a.ctx, k)
		if err != nil {
			return err
		}
		folded, err := dossier.Fold(events)
		if err != nil {
			return err
		}
		row, err := s.Open(a.ctx, k)
		if err != nil {
			return err
		}
		if !dossier.Equal(folded, row) {
			return fmt.Errorf("hồ sơ %s không khớp với nhật ký của nó: dòng trong cơ sở dữ liệu đã bị sửa", folded.Code)
		}
		if _, sent, err := letters.Sent(a.ctx, k); err != nil || sent != (folded.Apology != nil) {
			return errors.Join(err, fmt.Errorf("thư xin lỗi của hồ sơ %s không khớp với nhật ký", folded.Code))
		}
	}
	return nil
}

// catalogue holds the stored versions of procedures and the decisions that made them
// against the log.
func catalogue(a *app, d *db.DB) error {
	s, err := procedure.NewStore(a.ctx, d, clock.NewIDs(clock.Wall()))
	if err != nil {
		return err
	}
	var found []error
	for _, row := range s.Broken() {
		found = append(found, errors.New(row))
	}
	versions, err := s.Unlogged(a.ctx)
	if err != nil {
		return err
	}
	for _, row := range versions {
		found = append(found, fmt.Errorf("phiên bản thủ tục %s không khớp với nhật ký: dòng trong cơ sở dữ liệu đã bị sửa, thêm hoặc xóa", row))
	}
	decisions, err := (&publication.Store{DB: d}).Proof(a.ctx)
	if err != nil {
		return err
	}
	for _, row := range decisions {
		found = append(found, fmt.Errorf("hồ sơ công bố không khớp với nhật ký của nó: %s", row))
	}
	return errors.Join(found...)
}

// posted holds what hangs at the places, and what was found and reported about it, against
// the log.
func posted(a *app, d *db.DB) error {
	rows, err := (&posting.Store{DB: d}).Proof(a.ctx)
	if err != nil || len(rows) == 0 {
		return err
	}
	more := ""
	if len(rows) > 1 {
		more = fmt.Sprintf(" (và %d mục khác)", len(rows)-1)
	}
	return fmt.Errorf("niêm yết không khớp với nhật ký: dòng trong cơ sở dữ liệu đã bị sửa, thêm hoặc xóa: %s%s", rows[0], more)
}
