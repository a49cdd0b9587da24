package process

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"

	"motcua/access"
	"motcua/bundle"
	"motcua/calendar"
	"motcua/db"
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
	news, faults, err := s.news(ctx, files)
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
	path string
}

// news are the files that bring something, in the order of their paths.
func (s *Store) news(ctx context.Context, files bundle.Files) ([]newFile, []bundle.Fault, error) {
	have, err := s.Export(ctx)
	if err != nil {
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
		bad, err := s.faults(ctx, f, mine[p])
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
func (s *Store) faults(ctx context.Context, f newFile, text []byte) ([]bundle.Fault, error) {
	one := func(field, sentence string) []bundle.Fault {
		return []bundle.Fault{{Path: f.path, Line: lineOf(text, `"`+field+`"`), Field: field, Sentence: sentence}}
	}
	if want := s.path(f.Procedure, f.No); f.path != want || f.No < 1 {
		return one("no", "Tên tệp phải là "+path.Base(want)+" theo mã thủ tục và số phiên bản ghi trong tệp."), nil
	}
	had, err := s.Of(ctx, f.Procedure)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(had, func(v Version) bool { return v.No == f.No }) {
		return one("no", "Phiên bản "+strconv.Itoa(f.No)+" đã có với nội dung khác. Quy trình đã phê duyệt không sửa được; dùng số tiếp theo."), nil
	}
	if _, err := calendar.ParseDate(f.ValidFrom); err != nil {
		return one("valid_from", "Ngày áp dụng viết như 2019-07-01."), nil
	}
	target, err := s.Target(Version{Code: f.Procedure, Of: f.Of})
	if err != nil {
		return one("of", "Danh mục không có phiên bản này của thủ tục. Nạp thủ tục trước."), nil
	}
	var out []bundle.Fault
	for _, x := range Check(Process{Steps: f.Steps}, target, s.Known) {
		out = append(out, bundle.Fault{Path: f.path, Line: lineOf(text, `"id": "`+x.Step+`"`), Field: x.Field, Sentence: x.Sentence})
	}
	return out, nil
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
	news, faults, err := s.news(ctx, files)
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return faults[0]
	}
	err = s.DB.Update(ctx, func(tx db.Tx) error {
		for _, n := range news {
			v := Version{Code: n.Procedure, No: n.No, Of: n.Of, Office: n.Office, Process: Process{Steps: n.Steps}, Decision: n.Decision, ValidFrom: n.ValidFrom}
			if _, err := s.do(tx, who, Version{Code: v.Code, Of: v.Of}, Import{Version: v}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.Load(ctx)
}
