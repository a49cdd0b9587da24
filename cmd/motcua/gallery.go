package main

import (
	"fmt"
	"os"
	"path/filepath"

	"motcua/web/page"
	"motcua/web/page/parts"
)

type galleryCmd struct {
	Folder string `arg:"" optional:"" default:"bin/gallery" help:"Thư mục đích."`
}

// Run writes every part on a page of each audience as HTML files, for whoever changes
// the look: open them beside one another.
func (c *galleryCmd) Run(a *app) error {
	if err := page.Assets(); err != nil {
		return err
	}
	if err := os.MkdirAll(c.Folder, 0o755); err != nil {
		return fmt.Errorf("không tạo được %s: %w; chọn thư mục khác", c.Folder, err)
	}
	for _, s := range parts.Gallery() {
		f, err := os.Create(filepath.Join(c.Folder, s.Name+".html"))
		if err != nil {
			return err
		}
		if err := page.In(s.Frame, s.Body).Render(a.ctx, f); err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
		fmt.Fprintln(a.out, f.Name())
	}
	return nil
}
