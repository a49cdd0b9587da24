package process

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/bundle"
	"motcua/calendar"
	"motcua/db"
	"motcua/procedure"
	"motcua/refusal"
)

// file is an approved version as it stands in a file of configuration.
type file struct {
	Procedure string `json:"procedure"` // code
	No        int    `json:"no"`
	Of        int    `json:"of"` // version of the procedure
	ValidFrom string `json:"valid_from"`
	Decision  string `json:"decision"`
	Office    string `json:"office"` // the department that drafted
	Steps     []Step `json:"steps"`
}

// Name is the folder of the processes in a bundle.
func (s *Store) Name() string { return "processes" }

func (s *Store) path(code string, no int) string {
	return fmt.Sprintf("%s/%s-%03d.json", s.Name(), code, no)
}

// Export gives every approved process as a file; drafts are no configuration yet.
func (s *Store) Export(ctx context.Context) (bundle.Files, error) {
	if _, err := s.Refresh(ctx); err != nil {
		return nil, err
	}
	return s.exported()
}

func (s *Store) exported() (bundle.Files, error) {
	out := bundle.Files{}
	for _, all := range s.copy.Load().by {
		for _, v := range all {
			text, err := bundle.JSON(fileOf(v))
			if err != nil {
				return nil, fmt.Errorf("process: %w", err)
			}
			out[s.path(v.Code, v.No)] = text
		}
	}
	return out, nil
}

func fileOf(v Version) file {
	return file{Procedure: v.Code, No: v.No, Of: v.Of, ValidFrom: v.ValidFrom, Decision: v.Decision, Office: v.Office, Steps: v.Process.Steps}
}

// Check says what the files would add, and what is wrong with them. What was approved
// cannot change, and a file that is left out removes nothing.
func (s *Store) Check(ctx context.Context, files bundle.Files) ([]bundle.Change, []bundle.Fault, error) {
	if _, err := s.Refresh(ctx); err != nil {
		return nil, nil, err
	}
	news, faults, err := s.news(ctx, s.DB.Read(), files)
	if err != nil {
		return nil, nil, err
	}
	var out []bundle.Change
	for _, n := range news {
		c := bundle.Change{Path: n.path, Kind: bundle.Added, Title: "Quy trình " + strconv.Itoa(n.No) + " của thủ tục " + n.Procedure,
			Lines: []bundle.Line{{Field: "valid_from", After: n.ValidFrom}, {Field: "decision", After: n.Decision}}}
		for i, step := range n.Steps {
			c.Lines = append(c.Lines, bundle.Line{Field: "steps." + strconv.Itoa(i+1), After: step.Name})
		}
		out = append(out, c)
	}
	return out, faults, nil
}

type newFile struct {
	file
	path   string
	target procedure.Version
}

// judging is what files of processes are held against.
type judging struct {
	*Store
	ctx       context.Context
	on        db.DBTX
	catalogue map[string][]procedure.Version // as it stands with the files of the bundle
	newest    map[string]int                 // number of the last version by code, files included
	empty     bool                           // no process is approved yet
	gaps      map[string]bool                // a whole city comes, with the gaps its drafts left
}

// news are the files that bring something, in the order of their paths.
func (s *Store) news(ctx context.Context, on db.DBTX, files bundle.Files) ([]newFile, []bundle.Fault, error) {
	have, err := s.exported()
	if err != nil {
		return nil, nil, err
	}
	j := judging{Store: s, ctx: ctx, on: on, newest: map[string]int{}, gaps: map[string]bool{}, empty: len(have) == 0}
	if j.catalogue, err = s.Procedures.Ahead(ctx, on, files); err != nil {
		return nil, nil, err
	}
	var out []newFile
	var faults []bundle.Fault
	mine := files.Under(s.Name())
	for _, p := range mine.Paths() {
		if bytes.Equal(have[p], mine[p]) {
			continue
		}
		f := newFile{path: p}
		if bad := bundle.Decode(p, mine[p], &f.file); bad != nil {
			faults = append(faults, *bad)
			continue
		}
		bad, err := j.faults(&f, mine[p])
		if err != nil {
			return nil, nil, err
		}
		if len(bad) == 0 {
			out = append(out, f)
		}
		faults = append(faults, bad...)
	}
	return out, faults, nil
}

// faults are what is wrong with a file that reads well.
func (j judging) faults(f *newFile, text []byte) ([]bundle.Fault, error) {
	one := func(field, sentence string) []bundle.Fault {
		return []bundle.Fault{{Path: f.path, Line: bundle.LineOf(text, field), Field: field, Sentence: sentence}}
	}
	if want := j.path(f.Procedure, f.No); f.path != want || f.No < 1 {
		return one("no", "Tên tệp phải là "+path.Base(want)+" theo mã thủ tục và số phiên bản ghi trong tệp."), nil
	}
	wrong, err := j.number(f.file)
	if wrong != "" || err != nil {
		return one("no", wrong), err
	}
	if _, err := calendar.ParseDate(f.ValidFrom); err != nil {
		return one("valid_from", "Ngày áp dụng viết như 2019-07-01."), nil
	}
	if strings.TrimSpace(f.Decision) == "" {
		return one("decision", undecided), nil
	}
	if !j.departs(f.Office) {
		return one("office", "Không có đơn vị chuyên môn này của Thành phố. Ghi mã của đơn vị đã soạn quy trình."), nil
	}
	all := j.catalogue[f.Procedure]
	i := slices.IndexFunc(all, func(x procedure.Version) bool { return x.No == f.Of })
	if i < 0 {
		return one("of", "Danh mục không có phiên bản này của thủ tục. Nạp thủ tục trước, hoặc kèm tệp thủ tục."), nil
	}
	f.target = all[i]
	var out []bundle.Fault
	for _, x := range Check(Process{Steps: f.Steps}, f.target, j.Known) {
		out = append(out, bundle.Fault{Path: f.path, Line: lineOf(text, `"id": "`+x.Step+`"`), Field: x.Field, Sentence: x.Sentence})
	}
	return out, nil
}

// number says what is wrong with the number of a new version: they follow each other.
func (j judging) number(f file) (string, error) {
	if _, seen := j.newest[f.Procedure]; !seen {
		n, err := New(j.on).NewestNo(j.ctx, f.Procedure)
		if err != nil {
			return "", fmt.Errorf("process: %w", err)
		}
		j.newest[f.Procedure], j.gaps[f.Procedure] = int(n), j.empty && n == 0
	}
	last := j.newest[f.Procedure]
	switch {
	case f.No <= last:
		return "Phiên bản " + strconv.Itoa(f.No) + " đã có với nội dung khác. Quy trình đã phê duyệt không sửa được; dùng số tiếp theo.", nil
	case f.No > last+1 && !j.gaps[f.Procedure]:
		return "Các phiên bản đánh số liên tục; số tiếp theo là " + strconv.Itoa(last+1) + ". Sửa tên tệp và số trong tệp.", nil
	}
	j.newest[f.Procedure] = f.No
	return "", nil
}

// lineOf is the line a text first stands on; 0 when it stands nowhere.
func lineOf(text []byte, what string) int {
	i := bytes.Index(text, []byte(what))
	if i < 0 {
		return 0
	}
	return 1 + bytes.Count(text[:i], []byte("\n"))
}

// Apply takes the new files over, all or none. They count from tomorrow on at the
// earliest, so that no open dossier changes its process (KS-9).
func (s *Store) Apply(ctx context.Context, who access.Who, files bundle.Files) error {
	err := s.DB.Update(ctx, func(tx db.Tx) error { return s.ApplyTx(tx, who, files) })
	if err != nil {
		return err
	}
	return s.Load(ctx)
}

// ApplyTx is Apply inside a transaction of the caller, who calls Refresh after its commit.
func (s *Store) ApplyTx(tx db.Tx, who access.Who, files bundle.Files) error {
	news, faults, err := s.news(tx.Ctx, tx, files)
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return refusal.Invalid("file", faults[0].Error())
	}
	for _, n := range news {
		v := Version{Code: n.Procedure, No: n.No, Of: n.Of, Office: n.Office, Process: Process{Steps: n.Steps}, Decision: n.Decision, ValidFrom: n.ValidFrom}
		if _, err := s.doFor(tx, who, Version{Code: v.Code, Of: v.Of}, Import{Version: v}, n.target); err != nil {
			return err
		}
	}
	return nil
}
