package intake

import (
	"slices"
	"strings"
	"unicode"

	"motcua/calendar"
	"motcua/clock"
	"motcua/fold"
)

// Beyond is a report that more was demanded than the published list (PRI-2). Its id is
// the subject of the files that came with it.
type Beyond struct {
	Home, ID, Code, Dossier, Said string
	Procedure                     string   // code of the procedure, of a report without a dossier
	Named                         string   // the official the reporter names
	Concerned                     []string // officials who never read it
	At                            clock.Instant
}

// How many reports of one dossier, and of one office and day without a dossier, stand one by
// one in the reader's list [design]. None is refused: whoever floods the list silences
// nobody, and nobody learns from a refusal that somebody reported.
const (
	dossierShown = 3
	dayShown     = 30
)

// Line is a line of the reader's list: a report, or the rest of its group, counted.
type Line struct {
	Beyond
	Group string
	More  int // over 0: this line stands for so many reports of the group
}

// group is what a report is folded with.
func (b Beyond) group() (key string, shown int) {
	if b.Dossier != "" {
		return b.Dossier, dossierShown
	}
	return b.Home + "~" + calendar.DateOf(b.At.Time()).String(), dayShown
}

// Lines folds a list, newest first: the first reports of a group stand one by one, the later
// ones on one line, unless the group is open.
func Lines(all []Beyond, open string) []Line {
	n, at := map[string]int{}, map[string]int{}
	var out []Line
	for _, b := range slices.Backward(all) {
		key, shown := b.group()
		n[key]++
		i, folded := at[key]
		switch {
		case n[key] <= shown || key == open:
			out = append(out, Line{Beyond: b, Group: key})
		case folded:
			out[i].More++
		default:
			at[key], out = len(out), append(out, Line{Beyond: b, Group: key, More: 1})
		}
	}
	slices.Reverse(out)
	return out
}

// Chosen are the reports of one office, and of one group alone; "" chooses all.
func Chosen(all []Beyond, office, group string) []Beyond {
	var out []Beyond
	for _, b := range all {
		if key, _ := b.group(); (office == "" || b.Home == office) && (group == "" || key == group) {
			out = append(out, b)
		}
	}
	return out
}

// titles are what people put before a name, folded.
var titles = []string{"ong", "ba", "anh", "chi", "co", "chu", "bac", "em", "dc", "d c", "dong chi", "cb", "can bo", "cc", "cong chuc", "vien chuc", "chuyen vien", "nhan vien", "thanh tra"}

func wordsOf(s string) []string {
	return strings.FieldsFunc(fold.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// untitled drops what stands before a name; something stays: Anh and Chi are names too.
func untitled(all []string) []string {
	for {
		switch {
		case len(all) > 2 && slices.Contains(titles, all[0]+" "+all[1]):
			all = all[2:]
		case len(all) > 1 && slices.Contains(titles, all[0]):
			all = all[1:]
		default:
			return all
		}
	}
}

// Means reports whether somebody called by a name, as a reporter wrote it, may be the official
// of that name: one name holds the other, or the given name stands first. In doubt it is so.
func Means(written, name string) bool {
	said, own := wordsOf(written), wordsOf(name)
	if len(said) == 0 || len(own) == 0 {
		return false
	}
	holds := func(all, some []string) bool {
		return !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(all, w) })
	}
	return holds(own, said) || holds(own, untitled(said)) || holds(said, own) || untitled(said)[0] == own[len(own)-1]
}

// Speaks reports whether a text says a whole name.
func Speaks(text, name string) bool {
	own := wordsOf(name)
	return len(own) > 1 && strings.Contains(" "+strings.Join(wordsOf(text), " ")+" ", " "+strings.Join(own, " ")+" ")
}
