package city

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"motcua/clock"
	"motcua/db"
)

// folderFile names the database a data folder belongs to.
const folderFile = "city.id"

// belong ties the data folder and the database to each other, the first time, and
// refuses every other pair afterwards: files and keys of one city with the rows of
// another would look like forgery (house 7a).
func (c *City) belong(ctx context.Context) error {
	path := filepath.Join(c.Data, folderFile)
	raw, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("không đọc được %s: %w", path, err)
	}
	mine := strings.TrimSpace(string(raw))
	want, err := c.get(ctx, "folder")
	switch {
	case err != nil:
		return err
	case want != "" && want == mine:
		return nil
	case want != "":
		return fmt.Errorf("cơ sở dữ liệu này đi cùng một thư mục dữ liệu khác (mã %.8s), không phải %s; chỉ đúng thư mục bằng --data hoặc MOTCUA_DATA, hoặc chép cả thư mục cũ sang máy này", want, c.Data)
	case mine != "":
		return fmt.Errorf("thư mục dữ liệu %s thuộc về một cơ sở dữ liệu khác (mã %.8s); chỉ thư mục khác bằng --data, hoặc đúng cơ sở dữ liệu bằng --db", c.Data, mine)
	}
	return c.tie(ctx, path, clock.NewIDs(c.Wall).New())
}

// tie writes the row first: of two servers that start at once with two folders, one is
// told.
func (c *City) tie(ctx context.Context, path, id string) error {
	err := c.Store.Update(ctx, func(tx db.Tx) error {
		n, err := New(tx).AddSetting(tx.Ctx, AddSettingParams{Name: "folder", Value: id})
		if err == nil && n == 0 {
			err = errors.New("một tiến trình khác vừa nối cơ sở dữ liệu này với thư mục dữ liệu của nó; chạy lại với cùng thư mục")
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return fmt.Errorf("city: cannot make the data folder: %w; choose another with MOTCUA_DATA", err)
	}
	if err := os.WriteFile(path, []byte(id+"\n"), 0o600); err != nil {
		return fmt.Errorf("không ghi được %s: %w", path, err)
	}
	return nil
}
