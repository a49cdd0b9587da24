package parts

import (
	"context"
	"io"
)

// Words is a run of words; Changed ones are marked as left out on the side before and as
// put in on the side after, by a mark and a word read aloud, not by colour alone.
type Words struct {
	Text    string
	Changed bool
}

// SideRow is one line before beside the line it became; an empty side says so.
type SideRow struct{ Before, After []Words }

// SideSection is one part of two things that are compared.
type SideSection struct {
	ID    string
	Title string
	Rows  []SideRow
}

// SideBySide is two versions of something, section by section, only where they differ.
type SideBySide struct {
	Before, After string // heads of the two columns
	Sections      []SideSection
	Empty         Empty // shown when nothing differs
}

// Render writes the part.
func (x SideBySide) Render(ctx context.Context, w io.Writer) error {
	return sideBySide(x).Render(ctx, w)
}
