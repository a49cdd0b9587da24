// Package paper keeps the files of a dossier: what may come in (Check), where it
// lies (Blob, Folder) and how it goes out (Serve).
//
// A file is known by the SHA-256 of its content and is durable before any row
// names it; files no row names are swept after a while. What a file is, its
// bytes say, never its name. Checks read in small pieces: no upload decides how
// much memory we use.
//
// Tables: paper_file. Never shows a stored file as a page of ours, never changes
// its bytes. Start at Check and Blob.
package paper
