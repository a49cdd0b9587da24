package procedure

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"motcua/fold"
)

// The shipped catalogue: one exchange file per field, each naming its source. It
// holds facts only; long prose stays with the official publication.
//
//go:embed catalogue/*.json
var catalogueFiles embed.FS

// Shipped gives the everyday procedures the product brings along, in the order of
// their codes, with a short order of acts (SummarySteps) in place of the published
// prose. They hold from the day of the first profile of law on [design]: what was
// published before 2026 was not found. The slice is the caller's own; an error means a
// broken build.
func Shipped() ([]Version, error) {
	all, err := shipped()
	return slices.Clone(all), err
}

var shipped = sync.OnceValues(func() ([]Version, error) {
	names, err := fs.Glob(catalogueFiles, "catalogue/*.json")
	if err != nil {
		return nil, err
	}
	var all []Version
	for _, name := range names {
		data, err := catalogueFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		f, err := ReadFile(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, v := range f.Versions {
			if v.Steps == "" {
				v.Steps = SummarySteps(v)
			}
			all = append(all, v)
		}
	}
	slices.SortFunc(all, func(a, b Version) int { return strings.Compare(a.Code, b.Code) })
	return all, nil
})

// Fields gives the fields (lĩnh vực) of versions in Vietnamese order, each once.
func Fields(versions []Version) []string {
	seen := map[string]bool{}
	var out []string
	for _, v := range versions {
		if !seen[v.Field] {
			seen[v.Field] = true
			out = append(out, v.Field)
		}
	}
	slices.SortFunc(out, fold.Compare)
	return out
}
