package law

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io"
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
	var list []Profile
	for _, e := range entries {
		data, err := profileFiles.ReadFile("profiles/" + e.Name())
		if err != nil {
			return nil, err
		}
		p, err := readProfile(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b Profile) int { return cmp.Compare(a.From, b.From) })
	for i := 1; i < len(list); i++ {
		if list[i].From <= list[i-1].To {
			return nil, fmt.Errorf("profiles %s and %s overlap", list[i-1].ID, list[i].ID)
		}
	}
	return list, nil
}

// readProfile reads one data file and refuses an unknown field, a missing rule id or
// mark, and a value that no rule can work with.
func readProfile(data []byte) (Profile, error) {
	var p Profile
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		return Profile{}, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return Profile{}, fmt.Errorf("more follows after the profile")
	}
	if err := p.check(); err != nil {
		return Profile{}, err
	}
	return p, nil
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
	to, err := time.Parse(time.DateOnly, p.To)
	if err != nil {
		return fmt.Errorf("to: %w", err)
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

func (p Profile) checkMarks() error {
	a, s, c, k := p.Apology, p.Supplement, p.Clock, p.Codes
	for name, f := range map[string][2]string{
		"apology.on_appointment_day":     {a.OnAppointmentDay.Rule, a.OnAppointmentDay.Mark},
		"apology.days_before":            {a.DaysBefore.Rule, a.DaysBefore.Mark},
		"apology.most":                   {a.Most.Rule, a.Most.Mark},
		"apology.ahead_most":             {a.AheadMost.Rule, a.AheadMost.Mark},
		"apology.contents":               {a.Contents.Rule, a.Contents.Mark},
		"apology.channels":               {a.Channels.Rule, a.Channels.Mark},
		"apology.notice_to_one_stop":     {a.NoticeToOneStop.Rule, a.NoticeToOneStop.Mark},
		"apology.template":               {a.Template.Rule, a.Template.Mark},
		"supplement.most":                {s.Most.Rule, s.Most.Mark},
		"supplement.within_working_days": {s.WithinWorkingDays.Rule, s.WithinWorkingDays.Mark},
		"supplement.restart_from_zero":   {s.RestartFromZero.Rule, s.RestartFromZero.Mark},
		"clock.forward_cut_off":          {c.ForwardCutOff.Rule, c.ForwardCutOff.Mark},
		"clock.same_day_cut_off":         {c.SameDayCutOff.Rule, c.SameDayCutOff.Mark},
		"clock.online_check_hours":       {c.OnlineCheckHours.Rule, c.OnlineCheckHours.Mark},
		"clock.working_day_hours":        {c.WorkingDayHours.Rule, c.WorkingDayHours.Mark},
		"clock.warn_working_days":        {c.WarnWorkingDays.Rule, c.WarnWorkingDays.Mark},
		"clock.warn_at":                  {c.WarnAt.Rule, c.WarnAt.Mark},
		"codes.scheme":                   {k.Scheme.Rule, k.Scheme.Mark},
		"codes.pattern":                  {k.Pattern.Rule, k.Pattern.Mark},
		"codes.agency":                   {k.Agency.Rule, k.Agency.Mark},
	} {
		if !ruleID.MatchString(f[0]) {
			return fmt.Errorf("%s: %q is no rule id", name, f[0])
		}
		if !slices.Contains(marks, f[1]) {
			return fmt.Errorf("%s: %q is no mark; use one of %s", name, f[1], strings.Join(marks, ", "))
		}
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
		"apology.contents":               len(p.Apology.Contents.Value), "apology.channels": len(p.Apology.Channels.Value),
	} {
		if n < 1 {
			return fmt.Errorf("%s: at least 1 is needed", name)
		}
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
	return nil
}

func (p Profile) checkForms() error {
	for key, f := range p.Forms {
		if f.Number == "" || f.Title == "" || f.Paper != "A4" && f.Paper != "A5" || !ruleID.MatchString(f.Rule) {
			return fmt.Errorf("forms.%s: number, title, paper (A4 or A5) and rule are needed", key)
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
