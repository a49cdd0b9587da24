package publish

import (
	"context"
	"strings"

	"motcua/procedure"
	"motcua/publication"
	"motcua/web/page"
	"motcua/web/page/parts"
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

// noneOptions are the sections that may be declared empty, noneValues those that are.
func noneOptions() (out []parts.Option) {
	for _, x := range publication.NoneTitles {
		out = append(out, parts.Option{Value: string(x.Key), Label: x.Title})
	}
	return out
}

func noneValues(v procedure.Version) (out []string) {
	for _, k := range v.None {
		out = append(out, string(k))
	}
	return out
}
