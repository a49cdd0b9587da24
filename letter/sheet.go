package letter

// sheet is a form before it meets a page: text in the order of the regulation,
// without measure or font. Tests of field order read it.
type sheet struct {
	head   Head
	code   string // dossier code; "" prints no code row
	qr     string // what the QR carries (an unguessable address); "" prints none
	title  string
	blocks []block
	signs  []signBlock
	copyTo []string // Nơi nhận, left of the signature (VB-11)
	notes  []string // italic lines under the signatures
	why    []string // the printed arithmetic of the clock, small
	asks   string   // the question it answers
	sample bool     // a sample, marked on every page (PRI-5)
}

// block is one piece of the body.
type block struct {
	kind   blockKind
	label  string // printed plain, followed by text in bold
	text   string
	items  []string // numbered lines, or a further label and value on a field's line
	papers []Paper
	table  table
}

// table is rows under heads; a cell may hold several lines.
type table struct {
	heads  []string
	widths []float64 // mm, together bodyWidth
	rows   [][]string
	none   string // said instead of an empty table
}

type blockKind int

const (
	fieldBlock  blockKind = iota // label: value
	textBlock                    // running text, first line indented
	listBlock                    // label, then numbered items
	paperBlock                   // label, then the table of papers
	centreBlock                  // centred line: Kính gửi
	tableBlock                   // rows under heads
)

// signBlock is one column of signatures.
type signBlock struct {
	lines []string // above the room for the signature
	hint  string   // "(Ký và ghi rõ họ tên)"
	name  string
	mark  Mark
}

func field(label, value string) block { return block{kind: fieldBlock, label: label, text: value} }

// pair is two short fields on one line, as the official forms have them.
func pair(label, value, label2, value2 string) block {
	return block{kind: fieldBlock, label: label, text: value, items: []string{label2, value2}}
}

func text(s string) block { return block{kind: textBlock, text: s} }

// ballotLine is REC-7: the satisfaction ballot goes out with the receipt, the
// supplement request and the refusal.
func ballotLine(at string) string {
	const s = "Gửi kèm Phiếu đánh giá mức độ hài lòng về việc tiếp nhận, giải quyết hồ sơ"
	if at == "" {
		return s + "."
	}
	return s + "; có thể đánh giá tại " + at + "."
}

const handSign = "(Ký và ghi rõ họ tên)"

// bySide are the two signatures of a desk form.
func bySide(applicant, official string, mark Mark) []signBlock {
	return []signBlock{
		{lines: []string{"NGƯỜI NỘP HỒ SƠ"}, hint: handSign, name: applicant},
		{lines: []string{"NGƯỜI TIẾP NHẬN HỒ SƠ"}, hint: handSign, name: official, mark: mark},
	}
}
