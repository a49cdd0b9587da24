package publish

import (
	"context"
	"strings"

	"motcua/procedure"
	"motcua/web/page"
)

func fastValues(l legalForm) []string {
	if l.Fast {
		return []string{"yes"}
	}
	return nil
}

func joined(lines []string) string { return strings.Join(lines, "\n") }

func resultNames(v procedure.Version) (out []string) {
	for _, r := range v.Results {
		out = append(out, r.Name)
	}
	return out
}

func basisNumbers(v procedure.Version) (out []string) {
	for _, b := range v.Basis {
		out = append(out, b.Number)
	}
	return out
}

// mark says beside a section's title that it changed.
func mark(ctx context.Context, changed bool) string {
	if changed {
		return " – " + page.T(ctx, "có thay đổi")
	}
	return ""
}
