package procedure

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"motcua/bundle"
)

// The catalogue as files: one file a procedure with all its versions, and one that says
// where the catalogue came from. Published versions cannot be rewritten (KS-9): a file may
// bring new procedures, the next version of one, or the last day of an open version.

// Folder is where the catalogue's files stand.
const Folder = "procedures"

const originFile = Folder + "/_source.json"

func bundlePath(code string) string { return Folder + "/" + code + ".json" }

type versionsFile struct {
	Code     string   `json:"code"`
	Versions []record `json:"versions"`
}

// filesOf writes the versions of a catalogue, by code.
func filesOf(versions []Version, from origin) (bundle.Files, error) {
	byCode := map[string]*versionsFile{}
	for _, v := range versions {
		f := byCode[v.Code]
		if f == nil {
			f = &versionsFile{Code: v.Code}
			byCode[v.Code] = f
		}
		r := v.record()
		r.No = v.No
		f.Versions = append(f.Versions, r)
	}
	out := bundle.Files{}
	var err error
	if out[originFile], err = bundle.JSON(from); err != nil {
		return nil, err
	}
	for code, f := range byCode {
		slices.SortFunc(f.Versions, func(a, b record) int { return a.No - b.No })
		if out[bundlePath(code)], err = bundle.JSON(f); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// bundled is what files would do to a catalogue.
type bundled struct {
	changes []bundle.Change
	faults  []bundle.Fault
	put     []Version // with their numbers
	end     []Version // stored versions with their last day
	from    origin
	moved   bool // the origin differs
	guard   guard
}

// planBundle compares files with what is stored.
func planBundle(g guard, stored []Version, from origin, files bundle.Files) bundled {
	b := bundled{from: from, guard: g}
	byCode := map[string][]Version{}
	for _, v := range stored {
		byCode[v.Code] = append(byCode[v.Code], v)
	}
	for _, versions := range byCode {
		slices.SortFunc(versions, func(a, b Version) int { return a.No - b.No })
	}
	for _, path := range files.Under(Folder).Paths() {
		if path == originFile {
			b.readOrigin(path, files[path], from)
			continue
		}
		code := strings.TrimSuffix(strings.TrimPrefix(path, Folder+"/"), ".json")
		b.file(path, files[path], code, byCode[code])
		delete(byCode, code)
	}
	for code, versions := range byCode {
		b.faults = append(b.faults, bundle.Fault{Path: bundlePath(code), Sentence: fmt.Sprintf("Thiếu tệp của thủ tục %s. Thủ tục đã công bố không xóa được; muốn bãi bỏ thì ghi ngày cuối còn hiệu lực vào valid_to của phiên bản %d.", code, len(versions))})
	}
	slices.SortFunc(b.faults, func(x, y bundle.Fault) int { return strings.Compare(x.Path, y.Path)*2 + compare(x.Line, y.Line) })
	slices.SortFunc(b.changes, func(x, y bundle.Change) int { return strings.Compare(x.Path, y.Path) })
	return b
}

func compare(a, b int) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (b *bundled) fault(path string, text []byte, field, sentence string) {
	b.faults = append(b.faults, bundle.Fault{Path: path, Line: bundle.LineOf(text, field), Field: field, Sentence: sentence})
}

func (b *bundled) readOrigin(path string, text []byte, stored origin) {
	var from origin
	if bad := bundle.Decode(path, text, &from); bad != nil {
		b.faults = append(b.faults, *bad)
		return
	}
	before, _ := bundle.JSON(stored)
	after, _ := bundle.JSON(from)
	if string(before) != string(after) {
		b.from, b.moved = from, true
		b.changes = append(b.changes, bundle.Change{Path: path, Kind: bundle.Changed, Title: "Nguồn của danh mục", Lines: []bundle.Line{{Field: "Nguồn", Before: stored.Source, After: from.Source}}})
	}
}

// file reads one procedure and compares it version by version.
func (b *bundled) file(path string, text []byte, code string, stored []Version) {
	var f versionsFile
	if bad := bundle.Decode(path, text, &f); bad != nil {
		b.faults = append(b.faults, *bad)
		return
	}
	if f.Code != code {
		b.fault(path, text, "code", fmt.Sprintf("Mã trong tệp là %q, tên tệp là %q; hai chỗ phải giống nhau.", f.Code, code))
		return
	}
	if len(f.Versions) < max(1, len(stored)) {
		b.fault(path, text, "versions", fmt.Sprintf("Tệp có %d phiên bản, danh mục đã có %d; phiên bản đã công bố không xóa được.", len(f.Versions), len(stored)))
		return
	}
	var last Version
	for i, r := range f.Versions {
		at := fmt.Sprintf("versions[%d]", i)
		v, bad := r.version()
		if bad == nil {
			bad = check(v, r)
		}
		switch {
		case bad != nil:
			b.fault(path, text, at+"."+bad.Field, sentenceCase(bad.Why))
			return
		case v.Code != code:
			b.fault(path, text, at+".code", "Mã của phiên bản khác mã của tệp.")
			return
		case i < len(stored) && v.No != stored[i].No || i >= len(stored) && v.No <= last.No || len(stored) > 0 && i >= len(stored) && v.No != last.No+1:
			want := last.No + 1
			if i < len(stored) {
				want = stored[i].No
			}
			b.fault(path, text, at+".version", fmt.Sprintf("Các phiên bản phải đánh số liên tục; ở đây cần số %d.", want))
			return
		}
		followed := i+1 < len(f.Versions) && before(f.Versions[i+1].ValidFrom) == v.ValidTo
		if i < len(stored) {
			b.old(path, text, at, stored[i], v, followed)
		} else {
			b.fresh(path, text, i, last, v, followed)
		}
		last = v
	}
}

func sentenceCase(s string) string {
	letters := []rune(s)
	return strings.ToUpper(string(letters[:1])) + string(letters[1:])
}

// old compares a version that is stored: only a last day may be added.
func (b *bundled) old(path string, text []byte, at string, stored, v Version, followed bool) {
	if same, _ := sameRecord(stored, v); same {
		return
	}
	ended := v
	ended.ValidTo, ended.EndedBy = stored.ValidTo, stored.EndedBy
	if same, _ := sameRecord(stored, ended); same && stored.ValidTo == "" && v.ValidTo != "" {
		if bad := b.guard.ended(v, followed); bad != nil {
			b.fault(path, text, at+"."+bad.Field, sentenceCase(bad.Why))
			return
		}
		v.ID = stored.ID
		b.end = append(b.end, v)
		b.tell(path, bundle.Changed, fmt.Sprintf("%s %s, phiên bản %d: hết hiệu lực", v.Code, v.Name, v.No), stored, v)
		return
	}
	_, field := sameRecord(stored, v)
	b.fault(path, text, at+"."+field, fmt.Sprintf("Phiên bản %d đã công bố nên không sửa được. Giữ nguyên phiên bản này và thêm phiên bản %d với ngày hiệu lực của nó.", stored.No, stored.No+1))
}

// fresh takes a version that is not stored; it comes into force after the one before it.
func (b *bundled) fresh(path string, text []byte, i int, last, v Version, followed bool) {
	at := fmt.Sprintf("versions[%d]", i)
	if v.No > 1 && (v.ValidFrom == "" || v.ValidFrom <= last.ValidFrom || v.ValidFrom <= last.ValidTo) {
		b.fault(path, text, at+".valid_from", "Phiên bản mới phải có ngày hiệu lực sau phiên bản trước nó.")
		return
	}
	bad := b.guard.fresh(v, last.No)
	if bad == nil && v.ValidTo != "" {
		bad = b.guard.ended(v, followed)
	}
	if bad != nil {
		b.fault(path, text, at+"."+bad.Field, sentenceCase(bad.Why))
		return
	}
	if b.guard.today != 0 && last.No > 0 && last.ValidTo == "" {
		b.fault(path, text, fmt.Sprintf("versions[%d].valid_to", i-1), "Phiên bản trước còn để mở: ghi ngày cuối còn hiệu lực của nó, chậm nhất "+civilDay(before(v.ValidFrom))+".")
		return
	}
	b.put = append(b.put, v)
	kind, title := bundle.Added, fmt.Sprintf("%s %s: thủ tục mới", v.Code, v.Name)
	if v.No > 1 {
		kind, title = bundle.Changed, fmt.Sprintf("%s %s: phiên bản %d", v.Code, v.Name, v.No)
	}
	b.tell(path, kind, title, last, v)
}

func (b *bundled) tell(path string, kind bundle.Kind, title string, before, after Version) {
	c := bundle.Change{Path: path, Kind: kind, Title: title}
	for _, d := range Differences(before, after) {
		c.Lines = append(c.Lines, bundle.Line{Field: d.Title, Before: strings.Join(d.Before(), "\n"), After: strings.Join(d.After(), "\n")})
	}
	b.changes = append(b.changes, c)
}

// sameRecord compares two versions field by field as their files are written; field is
// the first of b that differs, or the first that b leaves out.
func sameRecord(a, b Version) (same bool, field string) {
	a.No, b.No = 0, 0
	left, _, errA := fieldsOf(a)
	right, names, errB := fieldsOf(b)
	if errA != nil || errB != nil {
		return false, ""
	}
	for _, name := range names {
		if string(left[name]) != string(right[name]) {
			return false, name
		}
		delete(left, name)
	}
	for name := range left {
		field = max(field, name)
	}
	return len(left) == 0, field
}

// fieldsOf reads a version as its file has it, with the names in the order of the file.
func fieldsOf(v Version) (fields map[string]json.RawMessage, names []string, err error) {
	text, err := bundle.JSON(v.record())
	if err != nil {
		return nil, nil, err
	}
	for line := range strings.Lines(string(text)) {
		if name, _, ok := strings.Cut(strings.TrimPrefix(line, "  \""), "\":"); ok && strings.HasPrefix(line, "  \"") {
			names = append(names, name)
		}
	}
	err = json.Unmarshal(text, &fields)
	return fields, names, err
}
