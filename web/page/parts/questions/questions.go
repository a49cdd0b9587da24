package questions

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/form"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Ask is a form being filled in.
type Ask struct {
	Form     form.Form
	Typed    form.Typed
	Problems page.Problems
	Places   Places
	// Files names what was handed in or uploaded for a published paper; Upload offers the
	// way to the page where files are uploaded.
	Files  map[string][]string
	Upload bool
}

// Places are the names of the day: provinces, and the city's own districts and communes.
type Places struct {
	Provinces, Districts, Communes []string
}

// Name is how a question is called in the page's form.
func Name(path string) string { return "q." + path }

// Read takes what was posted. Uploads are not typed: they are what was handed in.
func (a *Ask) Read(f *page.Form) {
	a.Typed = a.Form.Take(func(name string) []string {
		if strings.HasSuffix(name, ".rows") {
			return f.Values(Name(name))
		}
		return lines(f, Name(name))
	}, a.Typed)
	a.Hand()
}

// lines keeps the line ends of a long text.
func lines(f *page.Form, name string) []string {
	all := f.Values(name)
	if len(all) == 1 {
		return []string{f.Value(name)}
	}
	return all
}

// Hand puts what was handed in under the questions that ask for files.
func (a *Ask) Hand() {
	for _, x := range a.Form.Fields() {
		if x.Type == form.Upload {
			delete(a.Typed, x.Key)
			if all := a.Files[x.Paper]; len(all) > 0 {
				a.Typed[x.Key] = all
			}
		}
	}
}

// Turned does what a button inside the form asks: a row more, a row less. It tells
// whether one was pressed; nothing is judged then.
func (a *Ask) Turned(f *page.Form) bool {
	if group := f.Text("add", 80); group != "" {
		if x, ok := a.Form.Field(group); ok && x.Type == form.Group {
			a.Typed.AddRow(group)
			a.Typed.UsualRow(x, group, a.Typed.Rows(group)-1)
		}
		return true
	}
	if row := f.Text("remove", 80); row != "" {
		group, n, _ := strings.Cut(row, ".")
		if i, err := strconv.Atoi(n); err == nil {
			a.Typed.TakeRow(group, i)
		}
		return true
	}
	return false
}

// Judge reads the answers and puts what is wrong at its question.
func (a *Ask) Judge() (form.Answers, error) {
	answers, wrong, err := a.Form.Read(a.Typed)
	for _, p := range wrong {
		a.Problems.Add(Name(p.Path), p.Sentence)
	}
	return answers, err
}

// origin says where a value was taken from (DV-8).
func origin(t form.Typed, at string) string {
	switch o := t.Origin(at); o {
	case "":
		return ""
	case form.FromAccount:
		return "Điền sẵn từ tài khoản; sửa nếu không đúng."
	default:
		return "Điền sẵn từ hồ sơ " + o + "; sửa nếu không đúng."
	}
}

// hint joins the help of a question and where its value is from.
func (a Ask) hint(x form.Field, at string) string {
	return strings.TrimSpace(x.Help + " " + origin(a.Typed, at))
}

// unit is what stands behind a box.
func unit(x form.Field) string {
	if x.Type == form.Money {
		return "đồng"
	}
	return ""
}

func (a Ask) input(x form.Field, at string) parts.Input {
	in := parts.Input{Name: Name(at), Label: x.Label, Hint: a.hint(x, at), Value: a.Typed.Value(at), Error: a.Problems.At(Name(at)), Optional: !x.Required, Suffix: unit(x)}
	switch x.Type {
	case form.Number, form.Money:
		in.Mode, in.Width = "decimal", 20
	case form.Phone:
		in.Mode, in.Type, in.Width = "tel", "tel", 20
	case form.Email:
		in.Mode, in.Type = "email", "email"
	case form.IDNo, form.TaxNo:
		in.Width = 20
	}
	return in
}

func (a Ask) area(x form.Field, at string) parts.Textarea {
	return parts.Textarea{Name: Name(at), Label: x.Label, Hint: a.hint(x, at), Value: a.Typed.Value(at), Error: a.Problems.At(Name(at)), Optional: !x.Required, Max: x.Bound(), Rows: 4}
}

func (a Ask) date(x form.Field, at string) parts.DateInput {
	in := parts.DateInput{Name: Name(at), Legend: x.Label, Hint: a.hint(x, at), Error: a.Problems.At(Name(at)), Day: a.Typed.Value(at + "-day"), Month: a.Typed.Value(at + "-month"), Year: a.Typed.Value(at + "-year")}
	if one := strings.Split(a.Typed.Value(at), "/"); in.Year == "" && len(one) == 3 {
		in.Day, in.Month, in.Year = one[0], one[1], one[2]
	}
	if !x.Required {
		in.Legend += " (không bắt buộc)"
	}
	return in
}

// fewOptions is up to how many answers stand as round buttons; more are a list.
const fewOptions = 7

func options(all []string) []parts.Option {
	out := make([]parts.Option, len(all))
	for i, s := range all {
		out[i] = parts.Option{Value: s, Label: s}
	}
	return out
}

func (a Ask) radios(x form.Field, at string) parts.Radios {
	return parts.Radios{Name: Name(at), Legend: x.Label, Hint: a.hint(x, at), Error: a.Problems.At(Name(at)), Value: a.Typed.Value(at), Options: options(x.Options), Inline: len(x.Options) == 2, Small: true}
}

func (a Ask) list(x form.Field, at string, all []string) parts.Select {
	if now := a.Typed.Value(at); now != "" && !slices.Contains(all, now) {
		all = append(slices.Clone(all), now) // a name of another day stays
	}
	return parts.Select{Name: Name(at), Label: x.Label, Hint: a.hint(x, at), Error: a.Problems.At(Name(at)), Value: a.Typed.Value(at), Options: append([]parts.Option{{Label: "Chọn"}}, options(all)...)}
}

func (a Ask) several(x form.Field, at string) parts.Checkboxes {
	return parts.Checkboxes{Name: Name(at), Legend: x.Label, Hint: a.hint(x, at), Error: a.Problems.At(Name(at)), Values: a.Typed[at], Options: options(x.Options), Small: true}
}

func (a Ask) tick(x form.Field, at string) parts.Checkboxes {
	return parts.Checkboxes{Name: Name(at), Hint: a.hint(x, at), Error: a.Problems.At(Name(at)), Values: a.Typed[at], Options: []parts.Option{{Value: form.Ticked, Label: x.Label}}, Small: true}
}

// abroad is the province of who lives outside the country.
const abroad = "Ở nước ngoài"

func (a Ask) provinces() []string { return append(slices.Clone(a.Places.Provinces), abroad) }

// only is the sentence of a question that not everybody answers; it stands there without
// script too.
func only(x form.Field, level []form.Field) string {
	label := x.When.Field
	for _, y := range level {
		if y.Key == x.When.Field {
			label = y.Label
			if y.Type == form.Yes {
				return "Chỉ trả lời khi đã đánh dấu “" + label + "”."
			}
		}
	}
	return "Chỉ trả lời khi “" + label + "” là: " + strings.Join(x.When.Is, "; ") + "."
}

func under(at string) string {
	if i := strings.LastIndex(at, "."); i >= 0 {
		return at[:i+1]
	}
	return ""
}

func rowTitle(x form.Field, i int) string { return fmt.Sprintf("%s – %d", x.Label, i+1) }

func rowAt(at string, i int) string { return fmt.Sprintf("%s.%d", at, i) }

func id(at string) string { return "f-" + Name(at) }

func described(at string, wrong string) string {
	if wrong == "" {
		return ""
	}
	return id(at) + "-error"
}

// PlacesOf names the places of a day for addresses.
func PlacesOf(day string, districts, communes []string) Places {
	slices.Sort(communes)
	slices.Sort(districts)
	return Places{Provinces: form.Provinces(day), Districts: slices.Compact(districts), Communes: slices.Compact(communes)}
}
