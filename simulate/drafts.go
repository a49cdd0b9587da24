package simulate

import (
	"bytes"
	"context"
	"fmt"

	"motcua/city"
	"motcua/db"
	"motcua/dossier"
	"motcua/letter"
	"motcua/paper"
)

func (w *world) draft() string {
	if w.plan.Draft != "" {
		return w.plan.Draft
	}
	return draftFile
}

// sampleDraft stores the one draft of a result that the demonstration's officers propose,
// so that a head can read and sign what waits.
func sampleDraft(ctx context.Context, c *city.City) (paper.PaperFile, error) {
	doc, err := letter.NewScroll("Ủy ban nhân dân Thành phố Hồ Chí Minh", "Dự thảo kết quả giải quyết", c.Civil.Now())
	if err != nil {
		return paper.PaperFile{}, fmt.Errorf("simulate: a draft: %w", err)
	}
	doc.Foot("Dự thảo mẫu của bản trình diễn")
	doc.Centre("DỰ THẢO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", "B", 14)
	doc.Gap(4)
	doc.Para("", "Đây là dự thảo mẫu dùng chung cho các hồ sơ của bản trình diễn; nội dung thật do công chức thụ lý soạn.", 13, 10)
	var b bytes.Buffer
	if err := doc.Write(&b); err != nil {
		return paper.PaperFile{}, fmt.Errorf("simulate: a draft: %w", err)
	}
	return c.Papers.Made(ctx, paper.Given{Paper: "result-draft", Name: "Du-thao-ket-qua.pdf"}, paper.PDF.Name, &b)
}

// attach names the draft in the dossiers that wait for a signature when the life ends.
func (w *world) attach(sample paper.PaperFile) error {
	return w.c.Store.Update(w.ctx, func(tx db.Tx) error {
		for _, t := range w.todo {
			if t.life == nil || t.life.d.State != dossier.Proposed {
				continue
			}
			one := sample
			one.ID, one.Subject, one.Owner = w.c.IDs.New(), t.life.d.ID, t.life.d.Proposal.By
			if err := paper.AddTx(tx, one); err != nil {
				return fmt.Errorf("simulate: a draft: %w", err)
			}
		}
		return nil
	})
}
