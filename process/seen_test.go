package process_test

import (
	"context"
	"strings"
	"testing"

	"motcua/process"
)

// PRI-9: the steps that are approved are those that were read.
func TestPRI_9_NobodyApprovesStepsTheyDidNotRead(t *testing.T) {
	both(t, func(x *city) {
		ctx := context.Background()
		v := x.begin()
		read := x.do(x.drafter, v.ID, process.Submit{})
		x.do(x.control, v.ID, process.Reject{Remark: "Sửa lại", Seen: read.Seq})
		steps := x.derived()
		steps.Steps[1].Name = "Nội dung chưa ai đọc"
		x.do(x.drafter, v.ID, process.Edit{Process: steps})
		now := x.do(x.drafter, v.ID, process.Submit{})
		for _, act := range []process.Act{process.Approve{From: "2019-06-10", Decision: "1/QĐ", Seen: read.Seq}, process.Reject{Remark: "Sửa lại", Seen: read.Seq}} {
			_, err := x.Do(ctx, x.control, v.ID, act)
			x.refused("", "kể từ khi mở trang", err)
		}
		x.do(x.control, v.ID, process.Approve{From: "2019-06-10", Decision: "1/QĐ", Seen: now.Seq})
	})
}

// A form pressed six times begins one draft.
func TestADraftPressedAgainIsOneDraft(t *testing.T) {
	both(t, func(x *city) {
		ctx, id := context.Background(), strings.Repeat("a", 36)
		first := x.must(x.BeginOnce(ctx, x.drafter, id, x.v, x.derived()))
		for range 5 {
			if again := x.must(x.BeginOnce(ctx, x.drafter, id, x.v, x.derived())); again.ID != first.ID || again.No != first.No {
				x.Errorf("%+v", again)
			}
		}
		if all, err := x.Of(ctx, wedding); err != nil || len(all) != 1 {
			x.Errorf("%d drafts, %v", len(all), err)
		}
		other := x.drafter
		other.Official = "mai"
		if _, err := x.BeginOnce(ctx, other, id, x.v, x.derived()); err == nil {
			x.Error("somebody else begins under the same key")
		}
		x.proof()
	})
}

// PRI-9: an edit, a submission and a drop are of the steps that were read.
func TestPRI_9_AnEditDoesNotOverwriteAnother(t *testing.T) {
	both(t, func(x *city) {
		ctx := context.Background()
		v := x.begin()
		steps := x.derived()
		steps.Steps[1].Name = "Do người thứ nhất ghi"
		first := x.do(x.drafter, v.ID, process.Edit{Process: steps, Seen: v.Seq})
		for _, act := range []process.Act{process.Edit{Process: x.derived(), Seen: v.Seq}, process.Submit{Seen: v.Seq}, process.Drop{Seen: v.Seq}} {
			_, err := x.Do(ctx, x.drafter, v.ID, act)
			x.refused("", "kể từ khi mở trang", err)
		}
		now, err := x.One(ctx, v.ID)
		if err != nil || now.Seq != first.Seq || now.Process.Steps[1].Name != "Do người thứ nhất ghi" {
			x.Errorf("%+v %v", now, err)
		}
		x.do(x.drafter, v.ID, process.Submit{Seen: now.Seq})
		x.proof()
	})
}
