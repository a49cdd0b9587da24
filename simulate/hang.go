package simulate

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"motcua/access"
	"motcua/office"
	"motcua/paper"
	"motcua/posting"
)

// hang gives the demonstration something that hangs: boards of two wards and their
// district with what each receives, a check, and what was found and reported.
func (w *world) hang() error {
	ward, next := w.cast.wards[0], w.cast.wards[1]
	district, _ := w.c.Offices.Office(ward.Parent)
	city, _ := w.c.Offices.Office(district.Parent)
	s := w.c.Postings
	for _, o := range []office.Office{ward, next, district} {
		p, err := s.NewPlace(w.ctx, w.cast.posts[o.ID][office.Head][0], posting.Place{ID: w.c.IDs.New(), Office: o.ID, Kind: posting.Board, Name: "Sảnh tiếp dân, cạnh quầy số 1"})
		if err != nil {
			return fmt.Errorf("simulate: a place of posting: %w", err)
		}
		var codes []string
		for _, v := range posting.Received(w.c.Offices.Tree(), o.ID, w.c.Procedures.All(), s.Today()) {
			codes = append(codes, v.Code)
		}
		photo, err := w.photo()
		if err != nil {
			return err
		}
		// The last ones are still to be posted, as in life.
		up, err := s.Post(w.ctx, w.cast.posts[o.ID][office.Reception][0], p.ID, codes[:len(codes)*9/10], photo)
		if err != nil {
			return fmt.Errorf("simulate: posting: %w", err)
		}
		if photo, err = w.photo(); err != nil {
			return err
		}
		if _, err := s.Check(w.ctx, w.cast.posts[o.ID][office.OneStopHead][0], up[0].ID, photo); err != nil {
			return fmt.Errorf("simulate: check of a sheet: %w", err)
		}
		if o.ID != district.ID {
			continue
		}
		inspector := w.cast.posts[city.ID][office.Inspector][0]
		if photo, err = w.photo(); err != nil {
			return err
		}
		f := posting.Finding{ID: w.c.IDs.New(), Place: p.ID, Wrong: posting.LegalText, Code: codes[0], Text: "61/2018/NĐ-CP"}
		if _, err := s.Find(w.ctx, inspector, f, "Treo nguyên văn nghị định ở cột bên trái.", photo); err != nil {
			return fmt.Errorf("simulate: a finding: %w", err)
		}
	}
	r := posting.Finding{ID: w.c.IDs.New(), Office: next.ID, Wrong: posting.Unreadable}
	if _, err := s.Report(w.ctx, access.Who{Channel: "page"}, r, "Tủ nước che mất nửa dưới của bảng.", nil); err != nil {
		return fmt.Errorf("simulate: a report: %w", err)
	}
	return nil
}

// photo is a drawn board with sheets on it.
func (w *world) photo() (*paper.PaperFile, error) {
	img := image.NewRGBA(image.Rect(0, 0, 320, 240))
	for y := range 240 {
		for x := range 320 {
			c := color.RGBA{0x6b, 0x4f, 0x2a, 255}
			if x%80 > 12 && x%80 < 68 && y%120 > 16 && y%120 < 100 {
				c = color.RGBA{0xf4, 0xf2, 0xea, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("simulate: %w", err)
	}
	f, err := w.c.Papers.Stage(w.ctx, paper.Given{Paper: "photo", Name: "bang-niem-yet.png"}, bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return nil, fmt.Errorf("simulate: %w", err)
	}
	return &f, nil
}
