package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/paper"
)

// repairFiles finds stored files that no row names: what an interrupted upload, a
// dropped draft or a killed signature left behind. It tells unless it is told to delete.
type repairFiles struct {
	Days   int  `help:"Chỉ xét tệp đã lưu lâu hơn số ngày này; ít nhất 1." default:"30"`
	Delete bool `help:"Xóa những tệp đó; không có thì chỉ nêu số lượng."`
}

// Run counts, or deletes.
func (c *repairFiles) Run(a *app) error {
	if c.Days < 1 {
		return errors.New("--days phải từ 1 trở lên: tệp vừa tải lên có thể đang chờ hồ sơ của nó")
	}
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	stored := ct.Papers.Blobs
	if !c.Delete {
		stored = kept{stored}
	}
	found, err := paper.Sweep(a.ctx, stored, ct.Papers.Referenced, ct.Wall.Now(), time.Duration(c.Days)*24*time.Hour)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%d tệp đang lưu; %d tệp không thuộc hồ sơ nào quá %d ngày.\n", found.Seen, found.Seen-found.Kept-found.Young, c.Days)
	if c.Delete {
		fmt.Fprintf(a.out, "Đã xóa %d tệp, %d byte.\n", found.Deleted, found.Bytes)
	}
	return nil
}

// kept is a store from which nothing is taken.
type kept struct{ paper.Blob }

// DeleteUnchanged leaves the file.
func (kept) DeleteUnchanged(context.Context, paper.Info) (bool, error) { return false, nil }
