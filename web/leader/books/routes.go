package books

import (
	"motcua/book"
	"motcua/report"
	"motcua/web/hall"
	"motcua/web/leader/chair"
)

type pages struct {
	chair.Chair
	books   *book.Store
	reports *report.Store
}

// Routes is the map of these pages; the books themselves are opened through the store.
func Routes(c chair.Chair, books *book.Store, reports *report.Store) []hall.Route {
	p := pages{c, books, reports}
	return []hall.Route{
		{Pattern: "GET /leader/books", Access: chair.Watching, Handle: p.booksPage},
		{Pattern: "GET /leader/books/{year}/lock", Access: chair.Deciding, Handle: p.askLock},
		{Pattern: "POST /leader/books/{year}/lock", Access: chair.Deciding, Handle: p.lockBooks},
		{Pattern: "GET /leader/books/{year}/{kind}/pdf", Access: chair.Watching, Handle: p.bookPDF},
		{Pattern: "GET /leader/books/{year}/{kind}/csv", Access: chair.Watching, Handle: p.bookCSV},
		{Pattern: "GET /leader/books/void", Access: chair.OneStopHead, Handle: p.askVoid},
		{Pattern: "POST /leader/books/void", Access: chair.OneStopHead, Handle: p.void},
	}
}
