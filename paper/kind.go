package paper

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kind is a type of file that may be part of a dossier.
type Kind struct {
	Name     string // "pdf"; what rows store
	MIME     string
	Title    string // what a person calls it
	MaxBytes int64
}

const mebi = 1 << 20

// The kinds accepted. A scan of a thick file is the largest thing people bring.
var (
	PDF  = Kind{"pdf", "application/pdf", "PDF", 50 * mebi}
	JPEG = Kind{"jpg", "image/jpeg", "ảnh JPEG", 20 * mebi}
	PNG  = Kind{"png", "image/png", "ảnh PNG", 20 * mebi}
	HEIC = Kind{"heic", "image/heic", "ảnh HEIC", 20 * mebi}
	DOCX = Kind{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (.docx)", 20 * mebi}
	XLSX = Kind{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (.xlsx)", 20 * mebi}
	ODT  = Kind{"odt", "application/vnd.oasis.opendocument.text", "OpenDocument (.odt)", 20 * mebi}
)

// Kinds lists what is accepted, for pages that say so.
var Kinds = []Kind{PDF, JPEG, PNG, HEIC, DOCX, XLSX, ODT}

// KindNamed finds a kind by the name a row stores.
func KindNamed(name string) (Kind, bool) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Limits beyond the size in bytes. A phone of 108 megapixels passes; a picture
// that unpacks to more is made to exhaust whoever opens it.
const (
	maxPixels    = 120_000_000
	maxSide      = 30_000 // pixels
	maxEntries   = 5_000  // files in an office document
	maxUnpacked  = 200 * mebi
	maxRatio     = 150 // unpacked : packed, once unpacked is above ratioFrom
	ratioFrom    = 20 * mebi
	maxDirectory = 2 * mebi // list of files in an office document
)

const maxNameRunes = 150

// CleanName makes a file name fit to be stored and shown: no folders, no control
// or direction-changing runes, NFC, at most 150 runes with the ending kept.
func CleanName(name string) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, ""))
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`<>:"|?*`, r) {
			return -1
		}
		return r
	}, name)
	name = strings.Trim(name, ". ")
	if name == "" {
		return "tep"
	}
	if runes := []rune(name); len(runes) > maxNameRunes {
		end := ""
		if i := strings.LastIndexByte(name, '.'); i >= 0 && len(name)-i <= 10 {
			end = name[i:]
		}
		name = strings.TrimSpace(string(runes[:maxNameRunes-len([]rune(end))])) + end
	}
	return name
}
