// Package reception owns the pages of the one-stop desk (bộ phận một cửa): its
// queues, receiving at the counter, the check of online filings, requests for
// supplement, handing over to an officer, returning results, and the printed
// forms 01–03.
//
// Owns no tables. It decides nothing: every act is checked where dossiers live,
// and a page shows only what could be done now. Start at routes.go; one page is
// one handler file with its .templ neighbour.
package reception
