package law

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed profiles/*.json
var profileFiles embed.FS

// Profiles lists the shipped profiles by date. It is read on first use; the shipped
// files are proved by the tests. The values are shared: read them, do not write.
var Profiles = sync.OnceValue(func() []Profile {
	list, err := readProfiles()
	if err != nil {
		panic("law: a shipped profile is damaged: " + err.Error())
	}
	return list
})

func readProfiles() ([]Profile, error) {
	entries, err := profileFiles.ReadDir("profiles")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, e := range entries {
		data, err := profileFiles.ReadFile("profiles/" + e.Name())
		if err != nil {
			return nil, err
		}
		files[strings.TrimSuffix(e.Name(), ".json")] = data
	}
	return joinProfiles(files)
}

// joinProfiles reads the files, named by their id, and puts them in a row without
// overlap or gap; only the last may have no end.
func joinProfiles(files map[string][]byte) ([]Profile, error) {
	var list []Profile
	for _, id := range slices.Sorted(maps.Keys(files)) {
		p, err := readProfile(files, id)
		if err != nil {
			return nil, fmt.Errorf("%s.json: %w", id, err)
		}
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b Profile) int { return cmp.Compare(a.From, b.From) })
	for i := 1; i < len(list); i++ {
		if next, _ := dayAfter(list[i-1].To); list[i].From != next {
			return nil, fmt.Errorf("profile %s begins on %s, but %s ends on %q: they overlap or leave a gap", list[i].ID, list[i].From, list[i-1].ID, list[i-1].To)
		}
	}
	return list, nil
}

func dayAfter(date string) (string, error) {
	t, err := time.Parse(time.DateOnly, date)
	return t.AddDate(0, 0, 1).Format(time.DateOnly), err
}

// DayBefore gives the last day before a profile that begins on the date.
func DayBefore(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -1).Format(time.DateOnly)
}

// readProfile reads the values of a profile over those of its base, and refuses an
// unknown field, a missing rule id or mark, and a value that no rule can work with.
func readProfile(files map[string][]byte, id string) (Profile, error) {
	var p Profile
	if err := layProfile(&p, files, id, len(files)); err != nil {
		return Profile{}, err
	}
	if p.ID != id {
		return Profile{}, fmt.Errorf("id %q: the file is named after its id", p.ID)
	}
	return p, p.check()
}

// layProfile decodes the base first and the file over it. A value, a form and a list
// are always replaced whole; the heading is never inherited.
func layProfile(p *Profile, files map[string][]byte, id string, depth int) error {
	data, ok := files[id]
	if !ok || depth == 0 {
		return fmt.Errorf("base %q: no such profile, or one that rests on itself", id)
	}
	var head struct {
		Base string `json:"base"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return err
	}
	if head.Base != "" {
		if err := layProfile(p, files, head.Base, depth-1); err != nil {
			return err
		}
	}
	p.ID, p.Base, p.Name, p.From, p.To, p.Sources = "", "", "", "", "", nil
	return strict(data, p)
}

func strict(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return fmt.Errorf("more follows after the profile")
	}
	return nil
}

// UnmarshalJSON takes a value whole: nothing of the base's rule or mark stays behind.
func (f *Fact[T]) UnmarshalJSON(data []byte) error {
	type whole Fact[T]
	var w whole
	if err := strict(data, &w); err != nil {
		return err
	}
	*f = Fact[T](w)
	return nil
}

var (
	ruleID = regexp.MustCompile(`^[A-Z]+-\d+a?(, [A-Z]+-\d+a?)*$`)
	marks  = []string{"found", "derived", "mem H", "mem M", "mem L", "design"}
)

func (p Profile) check() error {
	from, err := time.Parse(time.DateOnly, p.From)
	if err != nil {
		return fmt.Errorf("from: %w", err)
	}
	to := from
	if p.To != "" {
		if to, err = time.Parse(time.DateOnly, p.To); err != nil {
			return fmt.Errorf("to: %w", err)
		}
	}
	if p.ID == "" || p.Name == "" || to.Before(from) || len(p.Sources) == 0 {
		return fmt.Errorf("id, name, sources and from <= to are needed")
	}
	for _, check := range []error{p.checkMarks(), p.checkValues(), p.checkForms()} {
		if check != nil {
			return check
		}
	}
	return nil
}

// checkMarks walks all values, so that one added to Profile and left out of a file is
// refused by its name.
func (p Profile) checkMarks() error { return checkFacts(reflect.ValueOf(p), "profile") }

func checkFacts(v reflect.Value, name string) error {
	if _, isFact := v.Type().FieldByName("Value"); isFact {
		return checkMark(name, v.FieldByName("Rule").String(), v.FieldByName("Mark").String())
	}
	for i := range v.NumField() {
		if v.Field(i).Kind() != reflect.Struct {
			continue
		}
		if err := checkFacts(v.Field(i), name+"."+v.Type().Field(i).Tag.Get("json")); err != nil {
			return err
		}
	}
	return nil
}

func checkMark(name, rule, mark string) error {
	if !ruleID.MatchString(rule) {
		return fmt.Errorf("%s: %q is no rule id", name, rule)
	}
	if !slices.Contains(marks, mark) {
		return fmt.Errorf("%s: %q is no mark; use one of %s", name, mark, strings.Join(marks, ", "))
	}
	return nil
}

func (p Profile) checkValues() error {
	for name, n := range map[string]int{
		"apology.most": p.Apology.Most.Value, "supplement.most": p.Supplement.Most.Value,
		"supplement.within_working_days": p.Supplement.WithinWorkingDays.Value,
		"clock.working_day_hours":        p.Clock.WorkingDayHours.Value,
		"clock.online_check_hours":       p.Clock.OnlineCheckHours.Value,
		"apology.ahead_most":             p.Apology.AheadMost.Value,
		"reception.paper_check":          p.Reception.PaperCheckWorkingDays.Value,
		"supplement.late_share_percent":  p.Supplement.LateSharePercent.Value,
		"clock.second_least":             p.Clock.SecondLeast.Value,
		"tax_offices":                    len(p.TaxOffices.Value),
		"apology.contents":               len(p.Apology.Contents.Value), "apology.channels": len(p.Apology.Channels.Value),
	} {
		if n < 1 {
			return fmt.Errorf("%s: at least 1 is needed", name)
		}
	}
	if s := p.Supplement; s.MostWithOverride.Value < s.Most.Value || s.CloseWorkingDays.Value < 0 || s.CloseWarnWorkingDays.Value < 0 || s.LateSharePercent.Value > 100 {
		return fmt.Errorf("supplement: an override only adds requests, days are not negative, a share is at most 100")
	}
	if p.Apology.DaysBefore.Value < 0 {
		return fmt.Errorf("apology.days_before: a number of days before the end is not negative")
	}
	if !slices.Contains([]string{"5157", "tt01", "tt03"}, p.Apology.Template.Value) {
		return fmt.Errorf("apology.template: %q is none of 5157, tt01, tt03", p.Apology.Template.Value)
	}
	for name, hour := range map[string]string{
		"clock.forward_cut_off": p.Clock.ForwardCutOff.Value, "clock.same_day_cut_off": p.Clock.SameDayCutOff.Value,
		"clock.warn_at": p.Clock.WarnAt.Value,
	} {
		if _, ok := Minutes(hour); !ok {
			return fmt.Errorf("%s: %q is not HH:MM", name, hour)
		}
	}
	if _, err := regexp.Compile(p.Codes.Pattern.Value); err != nil {
		return fmt.Errorf("codes.pattern: %w", err)
	}
	if s, a := p.Codes.Scheme.Value, p.Codes.Agency.Value; s != SchemeTT01 && s != SchemeTT03 || a != GeneralLast && a != GeneralFirst {
		return fmt.Errorf("codes: scheme %q or agency order %q is not known", s, a)
	}
	if len(p.Online.Kinds.Value) == 0 || p.Online.OutageNoticeWorkingDays.Value < 1 || p.Online.AlertHours.Value < 0 {
		return fmt.Errorf("online: kinds, a notice of at least 1 working day and no negative hours are needed")
	}
	if s := p.Clock.Second.Value; s != SecondRest && s != SecondWhole {
		return fmt.Errorf("clock.second: %q is none of %s, %s", s, SecondRest, SecondWhole)
	}
	return nil
}

func (p Profile) checkForms() error {
	for key, f := range p.Forms {
		if err := checkMark("forms."+key, f.Rule, f.Mark); err != nil {
			return err
		}
		own := f.Number == "" && (f.Mark == "design" || key == "apology") // the letter of 5157 has no number
		if f.Number == "" != own || f.Title == "" || f.Paper != "A4" && f.Paper != "A5" {
			return fmt.Errorf("forms.%s: number (a form of our own has none), title and paper (A4 or A5) are needed", key)
		}
	}
	if len(p.Forms) == 0 {
		return fmt.Errorf("forms: none")
	}
	return nil
}

// Minutes reads HH:MM as minutes after midnight.
func Minutes(hour string) (int, bool) {
	t, err := time.Parse("15:04", hour)
	if err != nil || len(hour) != len("15:04") {
		return 0, false
	}
	return t.Hour()*60 + t.Minute(), true
}
