package leader

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua/access"
	"motcua/refusal"
	"motcua/report"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// shown is how many lines of each list stand on the first page.
const shown = 8

type section struct {
	Lot    lot
	Count  string
	N      int
	Silent int  // of N, without a letter of apology: a late dossier stands once, with both facts
	Cut    bool // counting stopped
	Href   string
	Table  parts.Table
	More   bool
}

type todayView struct {
	Frame    page.Frame
	AsOf     string
	Waiting  bool // a deputy who has not taken the post given in writing
	Numbers  parts.Board
	Sections []section
	Given    []section   // what a deputy was given to sign by name
	Books    *parts.Note // last year's books wait for their lock
}

func (l leader) today(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	v := todayView{Frame: l.Framed(r, who, "Việc cần lãnh đạo"), AsOf: page.DateTime(l.Civil.Now()), Numbers: parts.Board{Label: "Việc cần lãnh đạo"}}
	v.Frame.Wide = true
	if who.Role == chair.Deputy && who.Behalf == "" {
		v.Waiting = true
		s, err := l.given(r, who)
		if err != nil {
			return err
		}
		v.Given = []section{s}
		page.Render(w, r, http.StatusOK, todayPage(v))
		return nil
	}
	for _, x := range lotsOf(who.Role) {
		s, err := l.section(r, who, x)
		if err != nil {
			return err
		}
		v.Sections = append(v.Sections, s)
		v.Numbers.Numbers = append(v.Numbers.Numbers, parts.Number{Label: x.Title, Value: s.Count, Href: "#" + x.Name, Kind: kindOf(x.Name, s.N)})
		if x.Name == "late" {
			v.Numbers.Numbers = append(v.Numbers.Numbers, parts.Number{Label: "Quá hạn chưa có thư xin lỗi", Value: parts.Counted(s.Silent, s.Cut), Href: "/leader/lists/unapologised", Kind: kindOf("late", s.Silent)})
		}
	}
	if err := l.reviews(r, who, &v); err != nil {
		return err
	}
	if v.Books, err = l.unlocked(r, who); err != nil {
		return err
	}
	page.Render(w, r, http.StatusOK, todayPage(v))
	return nil
}

// unlocked reminds of last year's books that wait for their lock: the own ones first, then
// those of an office that went over to this one.
func (l leader) unlocked(r *http.Request, who access.Who) (*parts.Note, error) {
	for _, home := range append([]string{who.Office}, who.Former...) {
		year, waits, err := l.books.Waiting(r.Context(), l.Calendar(), home)
		if err != nil {
			return nil, err
		}
		if !waits {
			continue
		}
		n := parts.Note{Kind: parts.Soon, Title: "Sổ năm " + strconv.Itoa(year) + " chưa khóa", Text: "Năm đã kết thúc: in, đối chiếu và khóa các sổ của đơn vị.",
			Link: &page.Link{Text: "Mở sổ của đơn vị", Href: "/leader/books"}}
		if home != who.Office {
			n.Text = "Sổ của " + l.Offices.Tree().Title(home) + ", nay do đơn vị kế thừa khóa: in, đối chiếu và khóa."
			n.Link.Href += "?" + url.Values{"office": {home}}.Encode()
		}
		return &n, nil
	}
	return nil, nil
}

// reviews adds the review list of a changed calendar, while there is one.
func (l leader) reviews(r *http.Request, who access.Who, v *todayView) error {
	if who.Role == chair.OneStopHead {
		return nil
	}
	n, err := l.Almanac.CountWaiting(r.Context(), who.Office)
	if n > 0 {
		v.Numbers.Numbers = append(v.Numbers.Numbers, parts.Number{Label: "Ngày hẹn cần rà soát sau đổi lịch", Value: page.Number(n), Href: "/leader/calendar", Kind: parts.Soon})
	}
	return err
}

// lotsOf are the lists of a role: only a head signs and apologises. What is late without
// a letter is a part of what is late and stands in its rows; its own list is opened from
// the number alone.
func lotsOf(role string) []lot {
	var out []lot
	for _, x := range lots {
		if x.Name == "unapologised" || role == chair.OneStopHead && (x.Name == "sign" || x.Name == "letters" || x.Name == "owed") {
			continue
		}
		out = append(out, x)
	}
	return out
}

var kinds = map[string]parts.Kind{"sign": parts.Plain, "letters": parts.Today, "late": parts.Late, "owed": parts.Late, "unassigned": parts.Soon, "handed": parts.Plain, "consults": parts.Late, "second": parts.Late}

func kindOf(list string, n int) parts.Kind {
	if n == 0 {
		return parts.Calm
	}
	return kinds[list]
}

func (l leader) section(r *http.Request, who access.Who, x lot) (section, error) {
	lines, next, err := l.read(r.Context(), who, x, report.Mark{}, most)
	if err != nil {
		return section{}, err
	}
	s := section{Lot: x, N: len(lines), Count: parts.Counted(len(lines), next != nil), Href: "/leader/lists/" + x.Name, More: len(lines) > shown}
	s.Cut = next != nil
	for _, line := range lines {
		if line.ApologyAt == 0 {
			s.Silent++
		}
	}
	s.Table, err = l.table(r.Context(), x, lines[:min(shown, len(lines))])
	return s, err
}

type listView struct {
	Frame   page.Frame
	Title   string
	Table   parts.Table
	Pages   parts.Pagination
	Staff   []parts.Option // who can be given the ticked ones; only on the unassigned list
	Officer string
	Action  string
	Letters bool // some have drafts that can be signed together
	Problem page.Problems
}

// list is one of the lists in full, by pages.
func (l leader) list(w http.ResponseWriter, r *http.Request) error {
	return l.showList(w, r, http.StatusOK, r.PathValue("list"), nil)
}

func (l leader) showList(w http.ResponseWriter, r *http.Request, status int, name string, f *page.Form) error {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	x, ok := lotOf(name)
	if !ok {
		return refusal.Missing("Không tìm thấy danh sách này.")
	}
	lines, next, err := l.read(r.Context(), who, x, report.ParseMark(page.Query(r).Value("after")), chair.PerPage)
	if err != nil {
		return err
	}
	v := listView{Frame: l.Framed(r, who, x.Title), Title: x.Title, Action: "/leader/lists/" + x.Name}
	v.Frame.Wide, v.Frame.Trail = true, []page.Link{{Text: "Việc cần lãnh đạo", Href: "/leader"}}
	if v.Table, err = l.table(r.Context(), x, lines); err != nil {
		return err
	}
	v.Pages = parts.Pagination{Note: strconv.Itoa(len(lines)) + " hồ sơ trên trang này"}
	if page.Query(r).Value("after") != "" {
		v.Pages.First = "/leader/lists/" + x.Name
	}
	if next != nil {
		v.Pages.Next = "/leader/lists/" + x.Name + "?after=" + next.Text()
	}
	if x.Name == "unassigned" && len(lines) > 0 {
		v.Table.Check, v.Staff = "code", l.staff(r.Context(), who.Office)
	}
	if x.Name == "letters" && who.Role != chair.OneStopHead {
		v.Letters = l.letters.Tick(r.Context(), &v.Table, lines)
	}
	if f != nil {
		v.Problem, v.Officer, v.Frame.Failed = f.Problems, f.Value("officer"), true
	}
	page.Render(w, r, status, listPage(v))
	return nil
}
