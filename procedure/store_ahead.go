package procedure

import (
	"context"
	"slices"

	"motcua/bundle"
)

// Ahead is the catalogue as it stands once files are taken over, oldest versions first: what
// the other parts of a configuration are held against. What is wrong with the files is
// Check's to say; such a version is not there.
func (s *Store) Ahead(ctx context.Context, on DBTX, files bundle.Files) (map[string][]Version, error) {
	all, from, err := stored(ctx, on)
	if err != nil {
		return nil, err
	}
	if own := files.Under(Folder); len(own) > 0 {
		b := planBundle(s.guard(len(all)), all, from, own)
		for _, v := range b.end {
			all[slices.IndexFunc(all, func(x Version) bool { return x.ID == v.ID })] = v
		}
		all = append(all, b.put...)
	}
	out := map[string][]Version{}
	for _, v := range all {
		out[v.Code] = append(out[v.Code], v)
	}
	return out, nil
}
