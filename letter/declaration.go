package letter

// Declaration is a filled form (tờ khai) as it is printed beside the dossier: the questions
// of the form in its order with the answers as given. It has no number of its own.
type Declaration struct {
	Head     Head
	Code     string
	TrackURL string
	Title    string
	Source   string // the official declaration whose questions these are
	Parts    []DeclarationPart
	Person   string // who files
	Clerk    string // the official who typed it in for them; "" when they did it themselves
	Sample   bool   // of nobody: every page says so (PRI-5)
}

// DeclarationPart is one heading with its lines.
type DeclarationPart struct {
	Title string
	Lines [][2]string
}

func (d Declaration) sheet() (sheet, error) {
	out := sheet{head: d.Head, code: d.Code, qr: d.TrackURL, title: d.Title, sample: d.Sample, notes: []string{"Các mục theo: " + d.Source}}
	for _, p := range d.Parts {
		out.blocks = append(out.blocks, block{kind: centreBlock, text: p.Title})
		for _, l := range p.Lines {
			out.blocks = append(out.blocks, field(l[0], orNone(l[1])))
		}
	}
	left := signBlock{}
	if d.Clerk != "" {
		left = signBlock{lines: []string{"NGƯỜI NHẬP THAY"}, hint: handSign, name: d.Clerk}
	}
	out.signs = []signBlock{left, {lines: []string{"NGƯỜI KHAI"}, hint: handSign, name: d.Person}}
	return out, nil
}
