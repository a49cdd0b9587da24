package chair

import (
	"slices"

	"motcua/access"
	"motcua/report"
	"motcua/web/page/parts"
)

// Scope is what a board looks at: an office of the viewer's and all below it.
type Scope struct {
	Office string
	Filter report.Filter
}

// ScopeOf resolves the office asked for within the viewer's own; one outside looks as
// if it were not there.
func (c Chair) ScopeOf(who access.Who, asked string) (Scope, error) {
	own := access.ScopeOf(who, access.KindBoard).Offices
	if asked == "" {
		asked = who.Office
	}
	if err := access.May(who, access.See, access.Subject{Kind: access.KindBoard, Holder: asked}); err != nil {
		return Scope{}, err
	}
	s := Scope{Office: asked}
	for _, id := range c.Offices.Tree().Scope(asked, c.Today()) {
		if slices.Contains(own, id) {
			s.Filter.Offices = append(s.Filter.Offices, id)
		}
	}
	return s, nil
}

// Options are the offices of the viewer's boards: the own one, then those directly
// below and theirs, by name.
func (c Chair) Options(who access.Who) []parts.Option {
	tree, day := c.Offices.Tree(), c.Today()
	out := []parts.Option{{Value: who.Office, Label: tree.Title(who.Office)}}
	for _, x := range tree.Children(who.Office, day) {
		out = append(out, parts.Option{Value: x.ID, Label: tree.Title(x.ID)})
		for _, y := range tree.Children(x.ID, day) {
			out = append(out, parts.Option{Value: y.ID, Label: tree.Title(y.ID)})
		}
	}
	return out
}
