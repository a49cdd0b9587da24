package catalogue

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"

	"motcua/bundle"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type configurationView struct {
	Frame    page.Frame
	Problems page.Problems
	Error    string
	Parts    []parts.Fact
}

// configuration is where files are fetched and brought.
func (p pages) configuration(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.keeper(r); err != nil {
		return err
	}
	return p.showConfiguration(w, r, page.Problems{})
}

func (p pages) showConfiguration(w http.ResponseWriter, r *http.Request, problems page.Problems) error {
	v := configurationView{Frame: p.Framed(r, "Tệp cấu hình"), Problems: problems, Error: problems.At("file")}
	status := http.StatusOK
	if problems.Any() {
		v.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	for _, part := range p.Configuration.Parts {
		files, err := part.Export(r.Context())
		if err != nil {
			return err
		}
		v.Parts = append(v.Parts, parts.Fact{Key: part.Title, Value: page.Number(int64(len(files))) + " tệp", More: []string{"Thư mục " + part.Name + "/"}})
	}
	page.Render(w, r, status, configurationPage(v))
	return nil
}

func (p pages) download(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.keeper(r); err != nil {
		return err
	}
	files, err := p.Configuration.Export(r.Context())
	if err != nil {
		return err
	}
	data, err := bundle.Zip(files)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", `attachment; filename="cau-hinh-`+p.Today()+`.zip"`)
	h.Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data) // the reader went away
	return nil
}

// upload keeps the packed files under their hash and leads to what they would change.
func (p pages) upload(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.keeper(r); err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, uploadMost)
	if err != nil {
		return err
	}
	chosen := f.Files("file")
	if len(chosen) != 1 {
		f.Problems.Add("file", "Chọn một tệp ZIP của thư mục cấu hình.")
		return p.showConfiguration(w, r, f.Problems)
	}
	file, err := chosen[0].Open()
	if err != nil {
		return err
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	if _, bad := bundle.Unzip(data); bad != nil {
		f.Problems.Add("file", bad.Error())
		return p.showConfiguration(w, r, f.Problems)
	}
	hash, _, err := p.Papers.Blobs.Put(r.Context(), bytes.NewReader(data))
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/control/configuration/"+hash, http.StatusSeeOther)
	return nil
}

type reviewView struct {
	Frame   page.Frame
	Action  string
	Faults  parts.Table
	Changes []bundle.Change
	Note    parts.Note
}

// uploaded reads packed files again by their hash.
func (p pages) uploaded(r *http.Request) (bundle.Files, error) {
	gone := refusal.Missing("Tệp cấu hình này không còn. Tải lên lại.")
	in, err := p.Papers.Blobs.Open(r.Context(), r.PathValue("files"))
	if err != nil {
		return nil, gone
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, uploadMost+1))
	if err != nil {
		return nil, err
	}
	files, bad := bundle.Unzip(data)
	if bad != nil || len(data) > uploadMost {
		return nil, gone
	}
	return files, nil
}

// review shows what the files would change, or what is wrong with them.
func (p pages) review(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.keeper(r); err != nil {
		return err
	}
	files, err := p.uploaded(r)
	if err != nil {
		return err
	}
	changes, faults, err := p.Configuration.Check(r.Context(), files)
	if err != nil {
		return err
	}
	return p.showReview(w, r, changes, faults)
}

func (p pages) showReview(w http.ResponseWriter, r *http.Request, changes []bundle.Change, faults []bundle.Fault) error {
	v := reviewView{Frame: p.Framed(r, "Xem trước tệp cấu hình", page.Link{Text: "Tệp cấu hình", Href: "/control/configuration"}), Changes: changes}
	status := http.StatusOK
	switch {
	case len(faults) > 0:
		v.Note, v.Changes = parts.Note{Kind: parts.Late, Title: "Tệp cấu hình bị từ chối, chưa có gì thay đổi", Text: "Sửa các chỗ dưới đây rồi tải lên lại cả thư mục."}, nil
		v.Faults, status = faultTable(faults), http.StatusUnprocessableEntity
	case len(changes) == 0:
		v.Note = parts.Note{Kind: parts.Plain, Title: "Không có gì khác cấu hình hiện hành"}
	default:
		v.Note = parts.Note{Kind: parts.Soon, Title: "Chưa có gì thay đổi: " + page.Number(int64(len(changes))) + " mục sẽ đổi", Text: "Đọc từng mục rồi mới nhận. Hồ sơ đã tiếp nhận giữ phiên bản lúc tiếp nhận."}
		v.Action = "/control/configuration/" + r.PathValue("files")
	}
	page.Render(w, r, status, reviewPage(v))
	return nil
}

func faultTable(faults []bundle.Fault) parts.Table {
	t := parts.Table{ID: "faults", Caption: "Chỗ sai", CaptionHidden: true, Columns: []parts.Column{{Title: "Tệp", Code: true}, {Title: "Dòng", Numeric: true}, {Title: "Trường", Code: true}, {Title: "Cần sửa", Wide: true}}}
	for _, f := range faults {
		line := ""
		if f.Line > 0 {
			line = strconv.Itoa(f.Line)
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: f.Path}, {Text: line}, {Text: f.Field}, {Text: f.Sentence}}})
	}
	return t
}

// apply takes over what was reviewed.
func (p pages) apply(w http.ResponseWriter, r *http.Request) error {
	who, err := p.keeper(r)
	if err != nil {
		return err
	}
	files, err := p.uploaded(r)
	if err != nil {
		return err
	}
	changes, faults, err := p.Configuration.Apply(r.Context(), who, files)
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return p.showReview(w, r, nil, faults)
	}
	page.Redirect(w, r, "/control/configuration", page.Flash{Text: "Đã nhận cấu hình: " + page.Number(int64(len(changes))) + " mục thay đổi."})
	return nil
}

// table is one change field by field.
func table(c bundle.Change) parts.Table {
	t := parts.Table{Caption: c.Title, Columns: []parts.Column{{Title: "Mục"}, {Title: "Trước", Wide: true}, {Title: "Sau", Wide: true}}}
	for _, l := range c.Lines {
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: l.Field}, {Part: lines(strings.Split(l.Before, "\n"))}, {Part: lines(strings.Split(l.After, "\n"))}}})
	}
	return t
}
