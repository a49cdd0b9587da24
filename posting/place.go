package posting

import (
	"strconv"
	"strings"

	"motcua/access"
	"motcua/refusal"
)

// Kind is the sort of place (CK-4).
type Kind string

// The sorts of places. A screen shows the catalogue itself and needs no sheets.
const (
	Board  Kind = "board"
	Stand  Kind = "stand"
	Binder Kind = "binder"
	Screen Kind = "screen"
)

// Kinds gives all sorts in the order lists show them.
func Kinds() []Kind { return []Kind{Board, Stand, Binder, Screen} }

// Vietnamese is the sort as people say it.
func (k Kind) Vietnamese() string {
	return map[Kind]string{Board: "Bảng niêm yết", Stand: "Trụ xoay", Binder: "Tập niêm yết", Screen: "Màn hình điện tử"}[k]
}

// Place is where an office posts its procedures.
type Place struct {
	ID     string `json:"id"`
	Seq    int64  `json:"-"`
	No     int    `json:"no"` // its number in the city, part of the QR of its sheets
	Office string `json:"office"`
	City   string `json:"city"`
	Kind   Kind   `json:"kind"`
	Name   string `json:"name"` // where it stands: "Sảnh tầng trệt, cạnh quầy số 1"
	Opened Done   `json:"opened"`
	Closed Done   `json:"closed"`
}

// Open reports whether the place is in use.
func (p Place) Open() bool { return p.Opened.At.Set() && !p.Closed.At.Set() }

// Subject is what access decides about.
func (p Place) Subject() access.Subject {
	return access.Subject{Kind: access.KindPosting, ID: p.ID, Holder: p.Office, Competent: p.City}
}

// OpenPlace begins a place.
type OpenPlace struct {
	Place Place `json:"place"`
}

// Name of the act.
func (OpenPlace) Name() string { return "open_place" }

// Decide wants a sort and words by which people find it.
func (a OpenPlace) Decide(p Place, m Moment) (Act[Place], error) {
	switch {
	case p.ID != "":
		return nil, refusal.Conflict("Nơi niêm yết này đã được lập.")
	case a.Place.Kind.Vietnamese() == "":
		return nil, refusal.Rule("CK-4", "kind", "Chọn loại nơi niêm yết: bảng, trụ xoay, tập hoặc màn hình.")
	case strings.TrimSpace(a.Place.Name) == "":
		return nil, refusal.Rule("CK-4", "name", "Ghi nơi đặt để người dân tìm thấy, ví dụ: Sảnh tầng trệt, cạnh quầy số 1.")
	}
	a.Place.City, a.Place.Opened = m.City, m.done()
	return a, nil
}

// On begins it.
func (a OpenPlace) On(Place) Place { return a.Place }

// ClosePlace ends a place. Hanging is how many sheets the store found there, Stranded how
// many are to be posted there and could go nowhere else.
type ClosePlace struct {
	Hanging  int  `json:"hanging"`
	Stranded int  `json:"stranded,omitempty"`
	Done     Done `json:"done"`
}

// Name of the act.
func (ClosePlace) Name() string { return "close_place" }

// Decide wants the place empty: what hangs nowhere on record is checked by nobody.
func (a ClosePlace) Decide(p Place, m Moment) (Act[Place], error) {
	switch {
	case !p.Open():
		return nil, refusal.Conflict("Nơi niêm yết này đã đóng.")
	case a.Hanging > 0:
		return nil, refusal.Rule("CK-6", "", "Còn tờ đang niêm yết tại đây. Ghi nhận đã gỡ hết rồi mới đóng nơi niêm yết.")
	}
	if a.Stranded > 0 {
		return nil, refusal.Rule("CK-1", "", "Đây là nơi niêm yết cuối cùng của cơ quan và còn "+strconv.Itoa(a.Stranded)+" tờ phải niêm yết. Lập nơi niêm yết khác trước; các tờ đó chuyển sang nơi mới, rồi đóng nơi này.")
	}
	a.Done = m.done()
	return a, nil
}

// On ends it.
func (a ClosePlace) On(p Place) Place {
	p.Closed = a.Done
	return p
}
