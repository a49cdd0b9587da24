package city_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/server"
	"motcua/web/page"
	"motcua/web/trail"
)

// entry says of a route what a test has to know beyond its access line.
type entry struct {
	stage  string                                     // where the dossier behind the address stands; "" is received
	act    string                                     // what the policies are asked beyond seeing
	form   func(f *fort, x item, a caller) url.Values // what somebody with the right sends
	upload string                                     // field of the form that carries a PDF
	want   []int                                      // answers to somebody with the right; nil is 200, or 303 after a change
	quiet  bool                                       // somebody with the right changes nothing that is counted
	vals   map[string]string                          // {names} of this address alone
	query  string
	on     func(f *fort) access.Subject // whom the policies are asked about where it is no dossier
}

func sending(pairs ...string) func(*fort, item, caller) url.Values {
	return func(*fort, item, caller) url.Values {
		v := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			v.Add(pairs[i], pairs[i+1])
		}
		return v
	}
}

const boardQuery = "?from=2019-06-01&to=2019-06-03"

const reasoned = "Theo đề nghị của người nộp hồ sơ"

var (
	because   = sending("reason", reasoned)
	stopping  = sending("reason", reasoned, "cause", "applicant")
	oneLetter = sending("cause", "A1", "why", "Thiếu người thụ lý trong tuần", "status", "Đang giải quyết", "new_date-day", "28", "new_date-month", "6", "new_date-year", "2019", "do", "save", "version", "0")
	oneLoss   = func(_ *fort, x item, _ caller) url.Values {
		return url.Values{"ground": {"lost"}, "papers": {"Bản chính giấy khai sinh"}, "office": {x.d.Competent}, "why": {"Thất lạc khi chuyển giữa hai bộ phận"}, "status": {"Đang thẩm định"},
			"cost": {"0"}, "cost_note": {"Không phát sinh chi phí"}, "channels": {"letter"}}
	}
	myself   = sending("name", "Đặng Thị Hồng Ngân", "phone", "0912345876", "address", "77 Hẻm Mẫu Đơn")
	asking02 = func(f *fort, _ item, _ caller) url.Values {
		return url.Values{"papers": {f.paper}, "what-" + f.paper: {"Nộp bản rõ nét"}, "reason": {reasoned}}
	}
	assigning = func(f *fort, x item, _ caller) url.Values {
		return url.Values{"officer": {"officer@" + f.Ward}, "code": {x.d.Code}}
	}
)

var one = []int{http.StatusOK, http.StatusSeeOther}
var refusedForm, notThere = []int{http.StatusUnprocessableEntity}, []int{http.StatusNotFound}

func init() {
	for pattern, e := range adminEntries {
		doorEntries[pattern] = e
	}
}

// doorEntries is the table of the routes. Who may what is not written here: it follows
// from the access line and the policies.
var doorEntries = map[string]entry{
	"GET /{$}": {}, "GET /procedures": {}, "GET /procedures/{code}": {}, "GET /mine": {}, "GET /mine/{code}": {}, "GET /track": {}, "GET /q/{token}": {}, "GET /help": {},
	"POST /procedures/{code}/file":               {quiet: true},
	"GET /filing/{draft}/{step}":                 {vals: map[string]string{"step": "person"}},
	"POST /filing/{draft}/{step}":                {vals: map[string]string{"step": "person"}, form: myself, quiet: true},
	"POST /filing/{draft}/save":                  {form: myself, want: []int{http.StatusNoContent}, quiet: true},
	"GET /filing/{draft}/papers/{paper}":         {},
	"POST /filing/{draft}/papers/{paper}":        {upload: "file"},
	"POST /filing/{draft}/papers/{paper}/remove": {form: func(_ *fort, x item, _ caller) url.Values { return url.Values{"file": {x.draftFile}} }},
	"POST /filing/{draft}/registers":             {want: []int{http.StatusConflict}, quiet: true},
	"POST /filing/{draft}/drop":                  {},
	"POST /filing/{draft}/submit":                {},
	"GET /mine/{code}/receipt.pdf":               {},
	"GET /mine/{code}/supplement.pdf":            {stage: "supplementing"},
	"GET /mine/{code}/refusal.pdf":               {stage: "refused"},
	"GET /mine/{code}/apology.pdf":               {stage: "apologised"},
	"POST /mine/{code}/letter-received":          {stage: "apologised", act: "acknowledge_letter", form: sending("ground", "late")},
	"GET /mine/{code}/result":                    {stage: "completed"},
	"POST /mine/{code}/result":                   {stage: "completed", act: "download", form: sending("do", "download"), want: one},
	"GET /mine/{code}/files/{file}":              {},
	"GET /mine/{code}/supply":                    {stage: "supplementing"},
	"POST /mine/{code}/supply":                   {stage: "supplementing", act: "supply", upload: "file-{paper}"},
	"GET /mine/{code}/withdraw":                  {},
	"POST /mine/{code}/withdraw":                 {act: "withdraw", form: because},
	"GET /mine/{code}/rating":                    {stage: "returned"},
	"POST /mine/{code}/rating":                   {stage: "returned", act: "rate", form: sending("level", "3")},
	"POST /track":                                {form: func(f *fort, x item, _ caller) url.Values { return url.Values{"code": {x.d.Code}, "four": {"5876"}} }, quiet: true},
	"GET /track/{code}":                          {want: []int{http.StatusSeeOther}},
	"GET /q/{token}/receipt.json":                {},
	"GET /q/{token}/checkpoint.txt":              {},
	"GET /q/{token}/beyond":                      {}, "POST /q/{token}/beyond": {form: sending("said", "Bị đòi thêm đơn có xác nhận của tổ dân phố"), want: []int{http.StatusSeeOther, http.StatusUnprocessableEntity}, quiet: true},
	"GET /desk/records": {}, "POST /desk/records": {want: refusedForm, quiet: true}, "GET /desk/guidance": {}, "POST /desk/guidance": {want: refusedForm, quiet: true}, "GET /desk/measure": {},
	"POST /desk/dossiers/{code}/receipt": {act: "receipt", want: refusedForm},
	"GET /leader/dossiers/{code}/second": {act: "allow_second"}, "POST /leader/dossiers/{code}/second": {act: "allow_second", form: sending("fault", "office", "reason", reasoned), want: refusedForm},
	"GET /procedures/{code}/beyond": {vals: map[string]string{"code": "1.001193"}}, "POST /procedures/{code}/beyond": {vals: map[string]string{"code": "1.001193"}, want: refusedForm, quiet: true},
	"GET /leader/beyond":                        {},
	"GET /leader/beyond/{home}/{report}/{file}": {vals: map[string]string{"home": "nowhere", "report": "none"}, want: notThere},
	"GET /q/{token}/rating":                     {stage: "returned"},
	"POST /q/{token}/rating":                    {stage: "returned", form: sending("level", "2")},
	"GET /signin":                               {want: one},
	"POST /signin":                              {want: refusedForm, quiet: true},
	"POST /signout":                             {quiet: true},
	"GET /posts":                                {},
	"POST /posts":                               {form: ownPost, want: []int{http.StatusSeeOther, http.StatusUnprocessableEntity}, quiet: true},
	"GET /register":                             {want: one},
	"POST /register":                            {want: refusedForm, quiet: true},
	"GET /account":                              {},
	"POST /account/password":                    {form: sending("old", "x", "password", "một câu dài dễ nhớ"), want: refusedForm, quiet: true},
	"POST /account/end-others":                  {quiet: true},
	"GET /procedures/{code}/sample.pdf":         {},
	"POST /account/verify":                      {want: []int{http.StatusOK}, quiet: true},
	"GET /desk/verify":                          {}, "POST /desk/verify": {want: refusedForm, quiet: true},
	"GET /first":                               {want: notThere},
	"POST /first":                              {want: notThere, quiet: true},
	"GET /help/{topic}":                        {vals: map[string]string{"topic": "sign-in"}},
	"GET /desk":                                {},
	"GET /desk/new":                            {},
	"GET /desk/new/{procedure}":                {},
	"POST /desk/new/{procedure}":               {form: counterForm},
	"GET /desk/dossiers/{code}":                {},
	"GET /desk/dossiers/{code}/done":           {},
	"GET /desk/dossiers/{code}/files/{file}":   {},
	"GET /desk/dossiers/{code}/receipt.pdf":    {act: "print"},
	"GET /desk/dossiers/{code}/supplement.pdf": {act: "print", stage: "supplementing"},
	"GET /desk/dossiers/{code}/refusal.pdf":    {act: "print", stage: "refused"},
	"POST /desk/dossiers/{code}/receive":       {act: "receive", stage: "filed", form: sending("sets", "1")},
	"POST /desk/dossiers/{code}/complete":      {act: "complete", stage: "signed"},
	"GET /desk/dossiers/{code}/return":         {act: "return", stage: "completed"},
	"POST /desk/dossiers/{code}/return":        {act: "return", stage: "completed", form: sending("how", "receipt")},
	"GET /desk/dossiers/{code}/forward":        {act: "forward", stage: "brought"},
	"POST /desk/dossiers/{code}/forward":       {act: "forward", stage: "brought", form: sending("office", "")},
	"GET /desk/dossiers/{code}/assign":         {act: "assign"},
	"POST /desk/dossiers/{code}/assign":        {act: "assign", form: assigning},
	"GET /desk/dossiers/{code}/supply":         {act: "supply", stage: "supplementing"},
	"POST /desk/dossiers/{code}/supply": {act: "supply", stage: "supplementing", form: func(f *fort, _ item, _ caller) url.Values {
		return url.Values{"papers": {f.paper}, "o-" + f.paper: {"1"}}
	}},
	"GET /desk/dossiers/{code}/supplement":      {act: "supplement"},
	"POST /desk/dossiers/{code}/supplement":     {act: "supplement", form: asking02},
	"GET /desk/dossiers/{code}/refuse":          {act: "refuse", stage: "filed"},
	"POST /desk/dossiers/{code}/refuse":         {act: "refuse", stage: "filed", form: because},
	"GET /desk/fees":                            {},
	"GET /desk/dossiers/{code}/fee":             {},
	"POST /desk/dossiers/{code}/fee/pay":        {act: "fee_paid", form: sending("method", "cash"), want: refusedForm, quiet: true}, // the procedure is free
	"POST /desk/dossiers/{code}/fee/exempt":     {act: "fee_exempt", form: sending("ground", "poor"), upload: "other", want: refusedForm, quiet: true},
	"POST /desk/dossiers/{code}/fee/refund":     {act: "fee_refund", form: sending("amount", "1", "back", "cash", "reason", reasoned), want: refusedForm, quiet: true},
	"GET /desk/dossiers/{code}/announce":        {act: "announce", stage: "completed"},
	"POST /desk/dossiers/{code}/announce":       {act: "announce", stage: "completed", form: sending("channels", "phone")},
	"GET /desk/dossiers/{code}/post":            {act: "post", stage: "completed"},
	"POST /desk/dossiers/{code}/post":           {act: "post", stage: "completed", form: sending("slip", "RG123456789VN")},
	"GET /desk/dossiers/{code}/post-invite":     {act: "post_invite", stage: "posted"},
	"POST /desk/dossiers/{code}/post-invite":    {act: "post_invite", stage: "posted"},
	"GET /desk/dossiers/{code}/post-back":       {act: "post_back", stage: "posted"},
	"POST /desk/dossiers/{code}/post-back":      {act: "post_back", stage: "posted", form: sending("why", "lost")},
	"GET /desk/dossiers/{code}/originals":       {act: "hold_originals"},
	"POST /desk/dossiers/{code}/originals":      {act: "hold_originals", form: sending("originals", "Giấy khai sinh", "n", "1")},
	"GET /desk/dossiers/{code}/originals-back":  {act: "give_originals", stage: "keeping"},
	"POST /desk/dossiers/{code}/originals-back": {act: "give_originals", stage: "keeping", form: sending("originals", "0")},
	"GET /officer/dossiers/{code}/oblige":       {act: "oblige", stage: "examined"},
	"POST /officer/dossiers/{code}/oblige":      {act: "oblige", stage: "examined", form: sending("office", "Chi cục Thuế Quận 1", "slip", "15/PCTT")},
	"GET /officer/dossiers/{code}/tell":         {act: "tell", stage: "obliged"},
	"POST /officer/dossiers/{code}/tell":        {act: "tell", stage: "obliged", form: sending("amount", "0", "notice", "12/TB-CCT")},
	"GET /officer/dossiers/{code}/confirm":      {act: "confirm", stage: "told"},
	"POST /officer/dossiers/{code}/confirm":     {act: "confirm", stage: "told", form: sending("paper", "20/XN")},
	"GET /leader/dossiers/{code}/correct":       {act: "correct", stage: "completed"},
	"POST /leader/dossiers/{code}/correct":      {act: "correct", stage: "completed", form: sending("reason", reasoned, "cost", "0"), upload: "file", want: refusedForm, quiet: true}, // the same file again
	"GET /desk/dossiers/{code}/withdraw":        {act: "withdraw"},
	"POST /desk/dossiers/{code}/withdraw":       {act: "withdraw", form: because, upload: "paper"},
	"GET /desk/dossiers/{code}/stop":            {act: "stop"},
	"POST /desk/dossiers/{code}/stop":           {act: "stop", form: stopping, upload: "paper"},
	"GET /desk/dossiers/{code}/letter":          {act: "hand_letter", stage: "apologised"},
	"POST /desk/dossiers/{code}/letter":         {act: "hand_letter", stage: "apologised", form: sending("ground", "late", "how", "signature", "to", "Đặng Thị Hồng Ngân")},
	"GET /officer":                              {},
	"GET /officer/passed":                       {},
	"GET /officer/dossiers/{code}":              {stage: "consulted"},
	"GET /officer/dossiers/{code}/files/{file}": {stage: "consulted"},
	"GET /officer/dossiers/{code}/apology":      {act: "draft_letter", stage: "consulted"},
	"POST /officer/dossiers/{code}/apology":     {act: "draft_letter", stage: "consulted", form: oneLetter},
	"GET /officer/dossiers/{code}/examine":      {act: "examine", stage: "assigned"},
	"POST /officer/dossiers/{code}/examine":     {act: "examine", stage: "assigned", form: sending("fit", "yes")},
	"GET /officer/dossiers/{code}/propose":      {act: "propose", stage: "examined"},
	"POST /officer/dossiers/{code}/propose":     {act: "propose", stage: "examined", form: sending("outcome", "granted"), upload: "file"},
	"GET /officer/dossiers/{code}/forward":      {act: "forward", stage: "chained"},
	"POST /officer/dossiers/{code}/forward":     {act: "forward", stage: "chained", form: because},
	"GET /officer/dossiers/{code}/take":         {act: "take", stage: "handed"},
	"POST /officer/dossiers/{code}/take":        {act: "take", stage: "handed"},
	"GET /officer/dossiers/{code}/answer":       {act: "answer", stage: "consulted"},
	"POST /officer/dossiers/{code}/answer":      {act: "answer", stage: "consulted", form: sending("agrees", "yes", "reason", "Thống nhất với đề xuất của phường")},
	"GET /officer/dossiers/{code}/consult":      {act: "consult", stage: "assigned"},
	"POST /officer/dossiers/{code}/consult": {act: "consult", stage: "assigned", form: func(f *fort, _ item, _ caller) url.Values {
		return url.Values{"office": {f.District}, "limit": {"2"}, "reason": {reasoned}}
	}},
	"GET /officer/dossiers/{code}/supplement":  {act: "supplement", stage: "consulted"},
	"POST /officer/dossiers/{code}/supplement": {act: "supplement", stage: "assigned", form: asking02},
	"GET /leader":                                 {},
	"GET /leader/lists/{list}":                    {vals: map[string]string{"list": "unassigned"}},
	"POST /leader/lists/unassigned":               {act: "assign", form: assigning},
	"GET /leader/dossiers/{code}":                 {},
	"GET /leader/dossiers/{code}/files/{file}":    {},
	"GET /leader/dossiers/{code}/draft":           {stage: "proposed"},
	"POST /leader/dossiers/{code}/assign":         {act: "assign", form: assigning},
	"GET /leader/dossiers/{code}/forward":         {act: "forward", stage: "chained"},
	"POST /leader/dossiers/{code}/forward":        {act: "forward", stage: "chained", form: because},
	"POST /leader/dossiers/{code}/take":           {act: "take", stage: "handed"},
	"GET /leader/held":                            {},
	"GET /leader/held/spans":                      {},
	"GET /leader/dossiers/{code}/sign":            {act: "sign", stage: "proposed"},
	"POST /leader/dossiers/{code}/sign":           {act: "sign", stage: "proposed", form: func(_ *fort, x item, _ caller) url.Values { return url.Values{"draft": {x.d.Proposal.File}} }},
	"GET /leader/dossiers/{code}/send-back":       {act: "send_back", stage: "proposed"},
	"POST /leader/dossiers/{code}/send-back":      {act: "send_back", stage: "proposed", form: because},
	"GET /leader/dossiers/{code}/stop":            {act: "stop"},
	"POST /leader/dossiers/{code}/stop":           {act: "stop", form: stopping, upload: "paper"},
	"GET /leader/dossiers/{code}/letter":          {act: "draft_letter"},
	"POST /leader/dossiers/{code}/letter":         {act: "draft_letter", form: oneLetter},
	"GET /leader/dossiers/{code}/letter.pdf":      {stage: "apologised"},
	"GET /leader/dossiers/{code}/loss":            {act: "apologise_lost"},
	"POST /leader/dossiers/{code}/loss":           {act: "apologise_lost", form: oneLoss},
	"POST /leader/lists/letters":                  {want: refusedForm, quiet: true},
	"POST /leader/letters/sign":                   {want: refusedForm, quiet: true},
	"GET /leader/letters":                         {},
	"GET /leader/letters.csv":                     {},
	"GET /leader/letters.pdf":                     {},
	"GET /leader/board":                           {},
	"GET /leader/board/{list}":                    {vals: map[string]string{"list": "open"}, query: boardQuery},
	"GET /inspector":                              {},
	"GET /inspector/dossiers/{code}":              {act: "see_trail"},
	"GET /inspector/dossiers/{code}/files/{file}": {act: "see_trail"},
	"GET /reset":                                  {want: notThere},
	"POST /reset":                                 {want: notThere, quiet: true},
	"GET /leader/calendar":                        {},
	"GET /leader/passed":                          {},
	"POST /leader/calendar":                       {form: sending("decision", "keep"), want: refusedForm, quiet: true},
	"GET /inspector/reads":                        {},
	"POST /demo/clock":                            {form: sending("back", "/track"), quiet: true},
	"GET /demo/sent":                              {},
}

func ownPost(_ *fort, _ item, a caller) url.Values {
	return url.Values{"post": {strings.TrimSpace(a.id.Post + " " + a.id.Behalf)}}
}

// counterForm is somebody nobody knows yet, at the caller's own counter.
func counterForm(f *fort, _ item, a caller) url.Values {
	n := f.calls.Load()
	return url.Values{"key": {f.IDs.New()}, "name": {fmt.Sprint("Người Thử Số ", n)}, "phone": {fmt.Sprintf("03%08d", n)}, "channel": {"1"}, "competent": {a.who.Office}, "sets": {"1"},
		"have": {f.paper}, "o-" + f.paper: {"1"}, "do": {"accept"}}
}

// fate of a try, as the access line and the policies have it.
type fate int

const (
	let     fate = iota // past the door; the page or the act answers
	toDoor              // nobody: sign in first
	nowhere             // looks as if nothing were there
	told                // may look, may not do this: a sentence says who may
)

// verdict works out what must happen from the access line of the route, the policies
// and, for a filing not yet sent, whose it is.
func (f *fort) verdict(rt server.Route, e entry, a caller, x item) fate {
	if o := passes(rt.Access, a); o != let {
		return o
	}
	path := strings.SplitN(rt.Pattern, " ", 2)[1]
	if strings.HasPrefix(path, "/filing/") && a.who.Person != f.owner.ID {
		return nowhere
	}
	if e.on != nil && access.May(a.who, e.act, e.on(f)) != nil {
		return told
	}
	if !strings.Contains(path, "/dossiers/{code}") && !strings.HasPrefix(path, "/mine/{code}") {
		return let
	}
	if access.May(a.who, access.See, x.d.Subject()) != nil {
		return nowhere
	}
	if e.act != "" && access.May(a.who, e.act, x.d.Subject()) != nil {
		return told
	}
	return let
}

// passes reads the access line by its own words.
func passes(line string, a caller) fate {
	if line == server.Anyone {
		return let
	}
	for _, word := range strings.Split(line, ",") {
		switch word = strings.TrimSpace(word); {
		case word == "citizen" && a.id.Person != "", word == "official" && a.id.Official != "", a.who.Role != "" && word == a.who.Role:
			return let
		}
	}
	if a.id.Nobody() || a.id.Official != "" && a.who.Official == "" {
		return toDoor
	}
	return nowhere
}

var named = regexp.MustCompile(`\{([a-z$]+)\}`)

// address fills the {names} of a route. A name nobody has a value for fails the test.
func (f *fort) address(t *testing.T, rt server.Route, e entry, x item) string {
	t.Helper()
	path := strings.SplitN(rt.Pattern, " ", 2)[1]
	vals := map[string]string{"$": "", "code": x.d.Code, "token": x.d.Token, "file": x.file, "draft": x.draft, "procedure": fortProcedure, "paper": f.paper}
	if strings.HasPrefix(path, "/procedures/") {
		vals["code"] = fortProcedure
	}
	return named.ReplaceAllStringFunc(path, func(s string) string {
		name := strings.Trim(s, "{}")
		if v, ok := e.vals[name]; ok {
			return v
		}
		v, ok := vals[name]
		if !ok {
			t.Errorf("no value for %s of %q: add it to address", s, rt.Pattern)
		}
		return v
	})
}

// missing is an item of the same shape that is not there.
func missing(x item) item {
	x.d.Code = x.d.Code[:len(x.d.Code)-4] + "9876"
	x.d.Token = strings.Repeat("0123456789abcdef", 2)
	x.file, x.draft = strings.Repeat("0", len(x.file)), strings.Repeat("0", len(x.draft))
	return x
}

func (f *fort) try(t *testing.T, rt server.Route, e entry, a caller, x item, cookie string) reply {
	t.Helper()
	method, path := strings.SplitN(rt.Pattern, " ", 2)[0], f.address(t, rt, e, x)
	var form url.Values
	if e.form != nil {
		form = e.form(f, x, a)
	}
	switch {
	case method == http.MethodGet:
		return f.get(path+e.query, cookie)
	case e.upload != "":
		return f.ask(f.uploading(path, form, strings.ReplaceAll(e.upload, "{paper}", f.paper), "don.pdf", f.pdf), cookie)
	}
	return f.post(path, cookie, form)
}

// alike makes two answers comparable: what differs by the address alone is taken out.
func alike(a reply, x item) string {
	var head []string
	for k, v := range a.head {
		if k != server.RequestHeader && k != "Content-Length" {
			head = append(head, k+": "+strings.Join(v, "|"))
		}
	}
	slices.Sort(head)
	text := fmt.Sprint(a.status, "\n", strings.Join(head, "\n"), "\n", a.body)
	for _, s := range []string{x.d.Code, x.d.Token, x.file, x.draft} {
		if s != "" {
			text = strings.ReplaceAll(text, s, "·")
		}
	}
	return text
}

// personal are the values of the owner nobody without right may read.
func (f *fort) personal() []string {
	return []string{f.owner.Name, f.owner.Phone, page.Phone(f.owner.Phone), f.owner.Email, f.owner.Address, f.owner.Number}
}

// denied: may look, may not do this, and is told so; at the door of handing on, and there
// alone, who has handed the dossier on is told that it is gone.
func denied(rt server.Route, got reply) bool {
	return got.status == http.StatusForbidden || faster(rt, got)
}

func faster(rt server.Route, got reply) bool {
	return strings.HasSuffix(rt.Pattern, "/forward") && got.status == http.StatusConflict && strings.Contains(got.body, "Hồ sơ đã được chuyển đi")
}

// TestEveryRouteForEveryRole tries every route of the city as every role at four
// offices, as deputies with and without delegation, as the applicant, as another
// citizen, as somebody whose post has ended and as nobody (house 7a). What must happen
// is worked out from the access line and the policies; what must not change is counted.
func TestEveryRouteForEveryRole(t *testing.T) {
	f := openFort(t)
	callers := f.callers()
	known := map[string]bool{}
	for _, rt := range f.routes {
		known[rt.Pattern] = true
		e, ok := doorEntries[rt.Pattern]
		if !ok {
			t.Errorf("the route %q has no entry: say in doorEntries what its address needs and what somebody with the right sends", rt.Pattern)
			continue
		}
		t.Run(rt.Pattern, func(t *testing.T) {
			f.T = t
			for _, a := range callers {
				f.judge(t, rt, e, a)
			}
		})
	}
	for pattern := range doorEntries {
		if !known[pattern] {
			t.Errorf("doorEntries speaks of %q, which no audience has", pattern)
		}
	}
	if n := f.calls.Load(); n < 3000 {
		t.Errorf("only %d tries: callers or routes were lost", n)
	}
	t.Logf("%d routes, %d callers, %d tries", len(f.routes), len(callers), f.calls.Load())
}

// judge is one caller at one route, with what is there and with what is not.
func (f *fort) judge(t *testing.T, rt server.Route, e entry, a caller) {
	t.Helper()
	change := !strings.HasPrefix(rt.Pattern, http.MethodGet)
	x, cookie := f.shared(e.stage), f.as(a)
	what := f.verdict(rt, e, a, x)
	if what == let && change { // a dossier and a session of its own: both may end
		cookie = f.signIn(a.id)
		if !e.quiet {
			x = f.stage(e.stage)
		}
	}
	before := f.state()
	got := f.try(t, rt, e, a, x, cookie)
	after := f.state()
	if got.status >= 500 {
		t.Fatalf("%s: status %d", a.name, got.status)
	}
	inBody := rt.Pattern == "POST /leader/lists/unassigned" // its dossiers stand in the form: each is asked about alone
	moves := change && what == let && !e.quiet && !(inBody && access.May(a.who, e.act, x.d.Subject()) != nil)
	if moves && before == after && !slices.Contains(append(slices.Clone(refusedForm), notThere...), firstOf(e.want)) {
		t.Errorf("%s has the right, and nothing happened: status %d %s", a.name, got.status, sentence(got))
	}
	if !moves && !(what == let && change && e.quiet) && before != after {
		t.Errorf("%s changed something without the right to:\n%s\n%s", a.name, before, after)
	}
	if what == let && change {
		delete(f.cookies, a.name) // the act may have ended all their sessions
	}
	f.expect(t, rt, e, a, what, got)
	if a.who.Person != f.owner.ID && access.May(a.who, access.See, x.d.Subject()) != nil {
		for _, v := range f.personal() {
			if strings.Contains(got.body, v) {
				t.Errorf("%s reads %q of somebody whose dossier is none of theirs", a.name, v)
			}
		}
	}
	f.missed(t, rt, e, a, seen{what, got, x})
}

func firstOf(want []int) int {
	if len(want) == 0 {
		return 0
	}
	return want[0]
}

// expect holds the answer to what the rules say.
func (f *fort) expect(t *testing.T, rt server.Route, e entry, a caller, what fate, got reply) {
	t.Helper()
	bad := func(want string) {
		t.Helper()
		t.Errorf("%s: status %d %s %q, want %s", a.name, got.status, got.to(), sentence(got), want)
	}
	switch what {
	case toDoor:
		if got.status != http.StatusSeeOther || !strings.HasPrefix(got.to(), "/signin") {
			bad("the sign-in page")
		}
	case nowhere:
		if got.status != http.StatusNotFound || !strings.Contains(got.body, "Không tìm thấy") {
			bad("a page that says nothing is there")
		}
	case told:
		if !denied(rt, got) || !faster(rt, got) && !strings.Contains(got.body, "Chỉ ") && !strings.Contains(got.body, "không được") {
			bad("a sentence that says who may")
		}
	case let:
		want := e.want
		if len(want) == 0 {
			want = []int{http.StatusOK}
			if !strings.HasPrefix(rt.Pattern, http.MethodGet) {
				want = []int{http.StatusSeeOther}
			}
			if rt.Pattern == "POST /leader/lists/unassigned" {
				want = append(want, http.StatusUnprocessableEntity)
			}
		}
		if !slices.Contains(want, got.status) || strings.HasPrefix(got.to(), "/signin") {
			bad(fmt.Sprint(want))
		}
	}
}

// seen is what a caller got for something that is there.
type seen struct {
	what fate
	got  reply
	x    item
}

// missed asks the same of something that does not exist: who has no right to what is
// there must not learn that it is.
func (f *fort) missed(t *testing.T, rt server.Route, e entry, a caller, was seen) {
	t.Helper()
	what, got, x := was.what, was.got, was.x
	path := strings.SplitN(rt.Pattern, " ", 2)[1]
	if strings.HasPrefix(path, "/procedures/") || !named.MatchString(path) || !strings.Contains(path, "{code}") && !strings.Contains(path, "{token}") && !strings.Contains(path, "{draft}") {
		return
	}
	none := missing(x)
	before := f.state()
	other := f.try(t, rt, e, a, none, f.as(a))
	if f.state() != before {
		t.Errorf("%s changed something by the address of nothing", a.name)
	}
	switch {
	case what == nowhere && alike(other, none) != alike(got, x):
		t.Errorf("%s can tell what is there from what is not:\n%.600s\n---\n%.600s", a.name, alike(got, x), alike(other, none))
	case what == toDoor && other.status != http.StatusSeeOther:
		t.Errorf("%s: status %d for nothing, want the sign-in page", a.name, other.status)
	case (what == let || what == told) && other.status != http.StatusNotFound && path != "/track/{code}":
		t.Errorf("%s: status %d for what is not there", a.name, other.status)
	}
}

var heading = regexp.MustCompile(`(?s)<title>(.*?)</title>`)
var sentences = regexp.MustCompile(`(?s)govuk-error-summary.*?</ul>|mc-answer.*?</div>`)

// sentence is what a page said, for the report of a failure.
func sentence(a reply) string {
	m := heading.FindStringSubmatch(a.body)
	if m == nil {
		return ""
	}
	return m[1] + " " + strings.Join(strings.Fields(sentences.FindString(a.body)), " ")
}

// TestBoardsStopAtTheOwnOffice: the figures of an office are its leaders' and those
// of the offices above it; an office elsewhere looks like none.
func TestBoardsStopAtTheOwnOffice(t *testing.T) {
	f := openFort(t)
	f.shared("received")
	for _, a := range f.callers() {
		for _, path := range []string{"/leader/board", "/leader/board/open", "/leader/held/spans"} {
			none := f.get(path+boardQuery+"&office=g00000", f.as(a))
			for _, at := range f.offices() {
				got := f.get(path+boardQuery+"&office="+at, f.as(a))
				what := passes("head, deputy_head, onestop_head, control, inspector", a)
				if what == let && access.May(a.who, access.See, access.Subject{Kind: access.KindBoard, Holder: at}) != nil {
					what = nowhere
				}
				want := map[fate]int{let: http.StatusOK, toDoor: http.StatusSeeOther, nowhere: http.StatusNotFound}[what]
				if got.status != want {
					t.Errorf("%s asks %s of %s: status %d, want %d", a.name, path, at, got.status, want)
				}
				if what == nowhere && strings.ReplaceAll(got.body, at, "·") != strings.ReplaceAll(none.body, "g00000", "·") {
					t.Errorf("%s can tell that %s is an office", a.name, at)
				}
				if a.who.Person != f.owner.ID && access.May(a.who, access.See, f.shared("received").d.Subject()) != nil {
					for _, v := range f.personal() {
						if strings.Contains(got.body, v) {
							t.Errorf("%s reads %q on the board of %s", a.name, v, at)
						}
					}
				}
			}
		}
	}
}

// TestWhoSeesADossierDecidedElsewhere: received at a ward, decided by its district,
// asked about at a ward elsewhere. Each office has its own right, and no more.
func TestWhoSeesADossierDecidedElsewhere(t *testing.T) {
	f := openFort(t)
	applicant := f.applicant()
	desk, officer := f.Who("reception", f.Ward), f.Who("officer", f.District)
	d := f.Must(desk, dossier.Dossier{}, dossier.Receive{Procedure: fortProcedure, Channel: 1, Receiving: f.Ward, Competent: f.District, ReturnAt: f.Ward, Sets: 1, Person: f.owner.ID, Applicant: &applicant})
	d = f.Must(f.official("onestop_head", f.Ward, "onestop_head@"+f.Ward, "").who, d, dossier.Assign{Officer: officer.Official, Office: f.District})
	d = f.Must(officer, d, decision.Consult{Office: f.Other, Limit: "2wd", Question: "Đề nghị cho ý kiến"})
	x := item{d: d, file: f.kept(d.ID, trail.ResultDraft).ID}
	for _, rt := range f.routes {
		if !strings.HasPrefix(rt.Pattern, "GET /") || !strings.Contains(rt.Pattern, "/dossiers/{code}") {
			continue
		}
		for _, a := range f.callers() {
			e := doorEntries[rt.Pattern]
			got, what := f.try(t, rt, e, a, x, f.as(a)), f.verdict(rt, e, a, x)
			if gone := strings.Contains(got.body, "hoặc hồ sơ không thuộc phạm vi") || strings.Contains(got.body, "hoặc trang không thuộc phạm vi"); gone != (what == nowhere) || what == told && !denied(rt, got) {
				t.Errorf("%s at %s: status %d, verdict %d", a.name, rt.Pattern, got.status, what)
			}
			for _, v := range f.personal() {
				if what == nowhere && strings.Contains(got.body, v) && a.who.Person == "" {
					t.Errorf("%s reads %q at %s", a.name, v, rt.Pattern)
				}
			}
		}
	}
}
