// Package parts holds the pieces pages are made of: fields, tables, tags, the dossier's
// head, its arithmetic, time bar and timeline, charts with their tables, the pages of
// confirmation and emptiness.
//
// Tables: none.
//
// A part is a plain struct that draws itself: @parts.Input{Name: "phone", Label: "Số
// điện thoại"}. Texts that a page writes (labels, hints, headings) are translated here;
// data (names, codes, figures) is drawn as given. Parts know no capability and read no
// store.
//
// Start at gallery.go: it shows every part full, empty, in error and at its longest.
package parts
