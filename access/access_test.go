package access

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/refusal"
)

// The city of the tests: ward and land belong to the city; mine is a dossier
// filed at ward, decided and held by land, examined by "lan".
var city = []string{"ward", "land", "tax"}

func mine() Subject {
	return Subject{Kind: KindDossier, ID: "d1", Home: "ward", Receiving: "ward", Competent: "land", Holder: "land", ReturnAt: "centre", Officer: "lan",
		ExaminedBy: []string{"lan"}, Consulted: []string{"tax"}, Person: "an"}
}

func post(role Role, office, id string) Who {
	w := Who{Official: id, Post: id + "@" + office, Office: office, Role: role}
	if office == "city" {
		w.Below = city
	} else {
		w.Above = []string{"city"}
	}
	return w
}

// actors are everybody the tables below name.
var actors = map[string]Who{
	"nobody":                   {},
	"the applicant":            {Person: "an"},
	"another citizen":          {Person: "binh"},
	"the desk":                 post("reception", "ward", "hoa"),
	"another desk":             post("reception", "tax", "huy"),
	"desk of return":           post("reception", "centre", "hue"),
	"head of desk of return":   post("onestop_head", "centre", "hai"),
	"officer at return":        post("officer", "centre", "hien"),
	"head of the desk":         post("onestop_head", "ward", "mai"),
	"head of another desk":     post("onestop_head", "tax", "my"),
	"officer in charge":        post("officer", "land", "lan"),
	"a colleague":              post("officer", "land", "long"),
	"officer consulted":        post("officer", "tax", "thu"),
	"officer elsewhere":        post("officer", "health", "ha"),
	"the head":                 post("head", "land", "dung"),
	"head consulted":           post("head", "tax", "tam"),
	"head elsewhere":           post("head", "health", "hieu"),
	"the deputy":               post("deputy_head", "land", "duc"),
	"the deputy delegated":     delegated(post("deputy_head", "land", "duc")),
	"deputy consulted":         delegated(post("deputy_head", "tax", "tin")),
	"control of the city":      post("control", "city", "kim"),
	"control of another":       post("control", "health", "ky"),
	"the Chairman":             post("head", "city", "chung"),
	"inspector of the city":    post("inspector", "city", "tuan"),
	"inspector of another":     post("inspector", "health", "ty"),
	"the administrator":        post("admin", "city", "admin"),
	"an official without post": {Official: "lan", Role: "officer"},
	"an unknown role":          post("minister", "land", "x"),
	"the machine":              Clockwork,
}

func delegated(w Who) Who { w.Behalf = "head@" + w.Office; return w }

// desk is what a one-stop desk does with a dossier it received.
const desk = "see receive refuse supplement_desk supplement supply fill_form forward complete return withdraw print void_code receipt hand_letter announce post post_invite post_back " +
	"hold_originals give_originals fee_paid fee_exempt"

// allowed is the whole matrix for the dossier above: who may do what; whoever is
// not named may do nothing and every act not named is refused.
var allowed = map[string]string{
	"the applicant":          "draft file see supply fill_form withdraw rate acknowledge_letter download collect",
	"the desk":               desk,
	"head of the desk":       desk + " assign stop fee_refund",
	"officer in charge":      "see examine propose consult supplement draft_letter oblige tell confirm",
	"a colleague":            "see draft_letter",
	"officer consulted":      "see answer",
	"desk of return":         "see complete return print announce post post_invite post_back give_originals",
	"head of desk of return": "see complete return print announce post post_invite post_back give_originals",
	"the head":               "see assign decide sign send_back stop apologise apologise_lost draft_letter correct allow_second confirm_date",
	"head consulted":         "see answer",
	"the deputy delegated":   "see assign decide sign send_back stop apologise apologise_lost draft_letter correct allow_second confirm_date",
	"deputy consulted":       "see answer",
	"control of the city":    "see void_code",
	"inspector of the city":  "see see_trail",
	"the machine":            "everything but decide sign correct apologise apologise_lost",
}

func TestEveryActOfEverybody(t *testing.T) {
	for name, who := range actors {
		for _, a := range Acts() {
			if a.Kind != KindDossier {
				continue
			}
			want := strings.Contains(" "+allowed[name]+" ", " "+a.Name+" ")
			if name == "the machine" {
				want = a.Name != "decide" && a.Name != Sign && a.Name != "correct" && a.Name != "apologise" && a.Name != "apologise_lost"
			}
			sees := name == "the machine" || strings.Contains(" "+allowed[name]+" ", " see ")
			err := May(who, a.Name, mine())
			no, refused := refusal.As(err)
			switch {
			case want && err != nil:
				t.Errorf("%s may %s, but: %v", name, a.Name, err)
			case !want && !refused:
				t.Errorf("%s may not %s, but got %v", name, a.Name, err)
			case !want && sees && (no.Kind != refusal.KindForbidden || no.Sentence == ""):
				t.Errorf("%s sees the dossier and is told who may %s, but got %v", name, a.Name, err)
			case !want && !sees && (no.Kind != refusal.KindMissing || no.Sentence != missingDossier):
				t.Errorf("%s does not learn that the dossier exists when trying to %s, but got %v", name, a.Name, err)
			}
		}
	}
}

// allow and deny read as policy: allow("the head", "sign", with(…)).
func TestPolicies(t *testing.T) {
	with := func(change func(*Subject)) Subject { s := mine(); change(&s); return s }
	own := mine()
	of := func(kind, holder string) Subject { return Subject{Kind: kind, Holder: holder} }
	examinedByHead := with(func(s *Subject) { s.ExaminedBy = []string{"dung", "duc"} })
	moved := with(func(s *Subject) { s.Home, s.Receiving = "ward", "tax" })
	answered := with(func(s *Subject) { s.Consulted = nil })
	unassigned := with(func(s *Subject) { s.Officer = "" })
	elsewhere := with(func(s *Subject) { s.Holder, s.Competent = "tax", "tax" })
	atWard := with(func(s *Subject) { s.Holder = "ward" })
	var allow, deny = true, false
	for _, row := range []struct {
		verdict bool
		rule    string
		who     string
		act     string
		on      Subject
	}{
		{allow, "PRI-1 a supplement passes through the desk", "the desk", "supplement", own},
		{deny, "PRI-1 the officer does not take papers from the applicant", "officer in charge", "supply", own},
		{deny, "PRI-1 the officer does not take a dossier in past the desk", "officer in charge", "receive", own},
		{deny, "PRI-1 the officer does not turn an applicant away past the desk", "officer in charge", "refuse", own},
		{deny, "PRI-6 the desk does not allow itself a second request", "head of the desk", "allow_second", own},
		{deny, "PRI-6 nor does the officer", "officer in charge", "allow_second", own},
		{allow, "REC-14 the desk of the place of return hands over", "desk of return", "return", own},
		{deny, "REC-14 and receives nothing for others", "desk of return", "receive", own},
		{deny, "PRI-3 the officer does not hand over results", "officer in charge", "return", own},
		{deny, "an officer no longer in charge does not examine", "officer in charge", "examine", unassigned},
		{deny, "whoever was in charge loses it with the dossier", "officer in charge", "examine", elsewhere},
		{allow, "APO-4 the head signs", "the head", "sign", own},
		{deny, "the head who examined does not sign", "the head", "sign", examinedByHead},
		{deny, "the deputy who examined does not sign under delegation either", "the deputy delegated", "sign", examinedByHead},
		{deny, "APO-4 a deputy without delegation does not sign", "the deputy", "sign", own},
		{deny, "APO-4 a deputy without delegation does not apologise", "the deputy", "apologise", own},
		{deny, "APO-4 the one-stop head does not sign letters", "head of the desk", "apologise", own},
		{allow, "APO-4 the head of the office that holds it apologises", "head consulted", "apologise", elsewhere},
		{deny, "the head who examined corrects no result", "the head", "correct", examinedByHead},
		{deny, "SET-11 a clerk gives no money back", "the desk", "fee_refund", own},
		{deny, "the machine signs nothing", "the machine", "sign", own},
		{allow, "the desk of first reception keeps sight", "the desk", "see", moved},
		{allow, "the desk it moved to acts", "another desk", "return", moved},
		{deny, "an answered consultation closes the view", "officer consulted", "see", answered},
		{allow, "the one-stop head assigns what the unit holds", "head of the desk", "assign", atWard},
		{allow, "an empty office is no office", "an official without post", "see", Subject{Kind: KindProcedure}},
		{deny, "an official without post sees no dossier", "an official without post", "see", Subject{Kind: KindDossier}},
		{deny, "nobody owns a dossier without a person", "nobody", "see", Subject{Kind: KindDossier}},
		{allow, "a paper is seen by whoever sees its dossier", "the applicant", "see", with(func(s *Subject) { s.Kind = KindPaper })},
		{deny, "a paper is hidden with its dossier", "another citizen", "see", with(func(s *Subject) { s.Kind = KindPaper })},

		{allow, "a head sees the own board", "the head", "see", of(KindBoard, "land")},
		{deny, "a head sees no neighbour's board", "the head", "see", of(KindBoard, "tax")},
		{allow, "the city's control sees each board below", "control of the city", "see", of(KindBoard, "tax")},
		{allow, "and its own", "control of the city", "see", of(KindBoard, "city")},
		{deny, "an officer sees no board", "officer in charge", "see", of(KindBoard, "land")},
		{deny, "a citizen sees no board", "the applicant", "see", of(KindBoard, "land")},

		{allow, "procedures are public", "nobody", "see", of(KindProcedure, "")},
		{allow, "control edits procedures", "control of the city", "edit", of(KindProcedure, "")},
		{allow, "KS-4 control of the city imports procedures", "control of the city", "import", Subject{Kind: KindProcedure, Home: "city"}},
		{deny, "KS-4 control of another office imports nothing", "control of another", "import", Subject{Kind: KindProcedure, Home: "city"}},
		{deny, "KS-4 the administrator imports no procedures", "the administrator", "import", Subject{Kind: KindProcedure, Home: "city"}},
		{deny, "a head edits no procedure", "the head", "edit", of(KindProcedure, "")},
		{allow, "officials look up offices", "a colleague", "see", of(KindOffice, "")},
		{deny, "citizens do not see the directory", "the applicant", "see", of(KindOffice, "")},
		{deny, "only the administrator edits offices", "control of the city", "edit", of(KindOffice, "")},
		{allow, "the administrator edits offices", "the administrator", "edit", of(KindOffice, "")},
		{allow, "officials read the calendar", "a colleague", "see", of(KindCalendar, "")},
		{deny, "only the administrator changes it", "the head", "edit", of(KindCalendar, "")},
		{allow, "the administrator changes the calendar", "the administrator", "edit", of(KindCalendar, "")},
		{allow, "the administrator edits accounts", "the administrator", "edit", of(KindAccount, "")},
		{deny, "a head sees no accounts", "the head", "see", of(KindAccount, "")},
		{deny, "the administrator sees no dossier", "the administrator", "see", own},
	} {
		err := May(actors[row.who], row.act, row.on)
		if _, refused := refusal.As(err); row.verdict != (err == nil) || err != nil && !refused {
			t.Errorf("%s: %s %s → %v", row.rule, row.who, row.act, err)
		}
	}
}

func TestPRI_9_WhoDraftsAndWhoApproves(t *testing.T) {
	process := Subject{Kind: KindProcess, Home: "city", Holder: "land"}
	var allow, deny = true, false
	for _, row := range []struct {
		verdict bool
		rule    string
		who     string
		act     string
		on      Subject
	}{
		{allow, "PRI-9 a department drafts", "officer in charge", "draft", process},
		{allow, "PRI-9 its head too", "the head", "submit", process},
		{allow, "PRI-9 and a deputy under delegation", "the deputy delegated", "edit", process},
		{deny, "PRI-9 a deputy without delegation does not", "the deputy", "edit", process},
		{deny, "PRI-9 another department does not", "officer consulted", "edit", process},
		{deny, "PRI-9 a unit that is no department does not", "officer in charge", "draft", Subject{Kind: KindProcess, Home: "city"}},
		{deny, "PRI-9 the one-stop unit invents no steps", "head of the desk", "draft", Subject{Kind: KindProcess, Home: "city", Holder: "ward"}},
		{deny, "PRI-9 a department approves nothing", "the head", "approve", process},
		{allow, "PRI-9 the control office of the city approves", "control of the city", "approve", process},
		{allow, "PRI-9 and sends back", "control of the city", "reject", process},
		{deny, "PRI-9 and does not draft", "control of the city", "edit", process},
		{deny, "PRI-9 controllers elsewhere do not approve", "control of another", "approve", process},
		{deny, "PRI-9 nor does an administrator", "the administrator", "import", process},
		{deny, "PRI-9 nor the machine", "the machine", "approve", process},
		{allow, "officials read processes", "a colleague", "see", process},
		{deny, "citizens see no drafts", "the applicant", "see", process},
	} {
		err := May(actors[row.who], row.act, row.on)
		if _, refused := refusal.As(err); row.verdict != (err == nil) || err != nil && !refused {
			t.Errorf("%s: %s %s → %v", row.rule, row.who, row.act, err)
		}
	}
}

// Which place of an office on a dossier lets a post of that office do what. Each
// row is tried with that place alone, and then with all the other places.
func TestPlacesOfAnOffice(t *testing.T) {
	deputy := post("deputy_head", "land", "lan")
	for _, row := range []struct {
		who    Who
		act    string
		places string
	}{
		{post("reception", "land", "lan"), "receive", "home receiving"},
		{post("onestop_head", "land", "lan"), "assign", "home receiving holder"},
		{post("officer", "land", "lan"), "see", "competent holder consulted"},
		{post("officer", "land", "lan"), "consult", "competent holder"},
		{post("officer", "land", "lan"), "examine", "competent holder"},
		{post("officer", "land", "lan"), "answer", "consulted"},
		{post("head", "land", "lan"), "sign", "competent holder"},
		{post("head", "land", "lan"), "see", "competent holder consulted"},
		{delegated(deputy), "sign", "competent holder"},
		{delegated(deputy), "answer", "consulted"},
		{deputy, "sign", ""},
		{deputy, "see", ""},
		{deputy, "answer", ""},
		{post("reception", "land", "lan"), "answer", ""},
		{post("control", "land", "lan"), "void_code", "home receiving competent holder"},
		{post("control", "city", "lan"), "void_code", "home receiving competent holder"},
		{post("inspector", "land", "lan"), "see_trail", "home receiving competent holder"},
		{post("inspector", "city", "lan"), "see", "home receiving competent holder"},
	} {
		for _, place := range []Column{Home, Receiving, Competent, Holder, Consulted} {
			s := Subject{Kind: KindDossier, Home: "x", Receiving: "x", Competent: "x", Holder: "x", Officer: "lan", ExaminedBy: []string{"ha"}}
			switch place {
			case Home:
				s.Home = "land"
			case Receiving:
				s.Receiving = "land"
			case Competent:
				s.Competent = "land"
			case Holder:
				s.Holder = "land"
			case Consulted:
				s.Consulted = []string{"x", "land"}
			}
			want := strings.Contains(" "+row.places+" ", " "+string(place)+" ")
			if err := May(row.who, row.act, s); want != (err == nil) {
				t.Errorf("%s of %s, %s, the office is the %s one: %v", row.who.Role, row.who.Office, row.act, place, err)
			}
		}
	}
}

// What an office did is its heir's: "land" went over to "new" (law.md 2.7).
func TestAnHeirHasWhatItsFormerOfficesHad(t *testing.T) {
	heir := func(role Role) Who { w := post(role, "new", "hoa"); w.Former = []string{"land", "ward"}; return w }
	for _, row := range []struct {
		role Role
		act  string
		may  bool
	}{
		{"reception", "return", true}, {"head", "sign", true}, {"officer", "draft_letter", true}, {"inspector", "see_trail", true},
		{"reception", "sign", false}, {"officer", "examine", false}, {"admin", "see", false},
	} {
		if err := May(heir(row.role), row.act, mine()); row.may != (err == nil) {
			t.Errorf("%s of the heir, %s: %v", row.role, row.act, err)
		}
		if err := May(post(row.role, "new", "hoa"), row.act, mine()); err == nil {
			t.Errorf("%s of a new office that nobody went over to may %s", row.role, row.act)
		}
	}
}

func TestWhoReadsABoard(t *testing.T) {
	readers := " head deputy_head onestop_head control inspector "
	for _, role := range Roles() {
		want := strings.Contains(readers, " "+role+" ")
		for _, office := range []string{"land", "city"} {
			if err := May(post(role, office, "lan"), See, Subject{Kind: KindBoard, Holder: "land"}); want != (err == nil) {
				t.Errorf("%s of %s: %v", role, office, err)
			}
		}
		if err := May(post(role, "land", "lan"), See, Subject{Kind: KindBoard, Holder: "city"}); err == nil {
			t.Errorf("%s of an office below reads the board above", role)
		}
	}
}

func TestTheExaminerIsToldWhy(t *testing.T) {
	s := mine()
	s.ExaminedBy = []string{"dung"}
	no, ok := refusal.As(May(actors["the head"], Sign, s))
	if !ok || no.Kind != refusal.KindForbidden || !strings.Contains(no.Sentence, "đã thẩm định") {
		t.Fatalf("%+v", no)
	}
}

func TestAnUnknownActIsAFault(t *testing.T) {
	for _, s := range []Subject{mine(), {Kind: "nonsense"}, {}} {
		err := May(Clockwork, "sing", s)
		if _, refused := refusal.As(err); err == nil || refused {
			t.Errorf("%q: %v", s.Kind, err)
		}
	}
}

// Every policy has a name of its own and every act in the text is in the list, so
// that neither can drift from the other.
func TestPoliciesAndActsAgree(t *testing.T) {
	names := map[string]bool{}
	for _, p := range policies {
		if p.id == "" || names[string(p.id)] {
			t.Errorf("policy %q needs a name of its own", p.id)
		}
		names[string(p.id)] = true
	}
	known := map[string]bool{}
	for _, a := range Acts() {
		known[a.Name] = true
		if sentences[a] == "" {
			t.Errorf("%v has no sentence", a)
		}
	}
	for _, part := range strings.Split(Policies(), `Act::"`)[1:] {
		act, _, _ := strings.Cut(part, `"`)
		if !known[act] {
			t.Errorf("policies.cedar speaks of %q, acts.go does not", act)
		}
	}
	for _, part := range strings.Split(Policies(), `Role::"`)[1:] {
		role, _, _ := strings.Cut(part, `"`)
		if _, ok := roles[role]; !ok {
			t.Errorf("policies.cedar speaks of the role %q, question.go does not", role)
		}
	}
}

// Filtering every row by May gives the rows of the scope, whoever asks.
func TestScopeIsWhatMaySeeAllows(t *testing.T) {
	offices := rapid.SampledFrom([]string{"", "ward", "land", "tax", "health", "city"})
	people := rapid.SampledFrom([]string{"", "an", "binh", "lan"})
	rapid.Check(t, func(t *rapid.T) {
		w := Who{
			Machine: rapid.IntRange(0, 20).Draw(t, "machine") == 0, Official: people.Draw(t, "official"), Person: people.Draw(t, "person"),
			Office: offices.Draw(t, "office"), Role: rapid.SampledFrom(append(Roles(), "", "minister")).Draw(t, "role"),
			Behalf: people.Draw(t, "behalf"), Below: rapid.SliceOfN(offices, 0, 3).Draw(t, "below"),
			Former: rapid.SliceOfN(offices, 0, 2).Draw(t, "former"),
		}
		s := Subject{
			Kind: rapid.SampledFrom([]string{KindDossier, KindDossier, KindPaper, KindBoard, KindProcedure, KindOffice, KindAccount, KindCalendar}).Draw(t, "kind"),
			Home: offices.Draw(t, "home"), Receiving: offices.Draw(t, "receiving"), Competent: offices.Draw(t, "competent"),
			Holder: offices.Draw(t, "holder"), Consulted: rapid.SliceOfN(offices, 0, 2).Draw(t, "consulted"), Person: people.Draw(t, "owner"),
			Signer: people.Draw(t, "signer"), Officer: people.Draw(t, "officer"), ExaminedBy: rapid.SliceOfN(people, 0, 2).Draw(t, "examined"),
		}
		may, in := May(w, See, s) == nil, ScopeOf(w, s.Kind).Holds(s)
		if may != in {
			t.Fatalf("may see %v, in scope %v", may, in)
		}
	})
}

func TestScopeOfOneOfficial(t *testing.T) {
	s := ScopeOf(actors["officer in charge"], KindDossier).Of("lan")
	other := mine()
	other.Officer = "long"
	if !s.Holds(mine()) || s.Holds(other) {
		t.Error("my work is what I handle")
	}
}

func BenchmarkMay(b *testing.B) {
	big := actors["inspector of the city"]
	big.Below = nil
	for i := range 200 {
		big.Below = append(big.Below, fmt.Sprint("office-", i))
	}
	far := mine()
	far.Holder, far.Home, far.Receiving, far.Competent = "x", "x", "x", "office-199"
	for _, row := range []struct {
		name string
		who  Who
		act  string
		s    Subject
	}{
		{"citizen sees", actors["the applicant"], See, mine()},
		{"head signs", actors["the head"], Sign, mine()},
		{"refused", actors["officer elsewhere"], "examine", mine()},
		{"inspector over 200 offices", big, See, far},
	} {
		b.Run(row.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := May(row.who, row.act, row.s); err != nil && row.name != "refused" {
					b.Fatal(err)
				}
			}
		})
	}
}
