package slip

import (
	"motcua/clock"
	asks "motcua/form"
	"motcua/letter"
)

// Declaration is the filled form of a dossier, as it is printed beside it.
func (k Desk) Declaration(c Case, s asks.Sheet, at clock.Instant) letter.Declaration {
	out := letter.Declaration{Head: k.deskHead("declaration", c.Home, 0, at.Time()), Code: c.Code, TrackURL: k.Track(c.Dossier), Title: s.Title, Source: s.Source, Person: c.Who.Name}
	if c.Declared != nil && c.Declared.By != "" {
		out.Clerk = k.name(c.Declared.By)
	}
	out.Parts = declared(s)
	return out
}

// Sample is a filled form of nobody, for people to look at.
func (k Desk) Sample(s asks.Sheet, home string, at clock.Instant) letter.Declaration {
	return letter.Declaration{Head: k.deskHead("declaration", home, 0, at.Time()), Title: s.Title, Source: s.Source, Parts: declared(s), Person: "Nguyễn Thị Mẫu", Sample: true}
}

func declared(s asks.Sheet) []letter.DeclarationPart {
	var out []letter.DeclarationPart
	for _, p := range s.Parts {
		part := letter.DeclarationPart{Title: p.Title}
		for _, l := range p.Lines {
			switch {
			case l.Head:
				part.Lines = append(part.Lines, [2]string{l.Label, "(gồm các mục dưới đây)"})
			case l.Deep:
				part.Lines = append(part.Lines, [2]string{"– " + l.Label, l.Text})
			default:
				part.Lines = append(part.Lines, [2]string{l.Label, l.Text})
			}
		}
		out = append(out, part)
	}
	return out
}
