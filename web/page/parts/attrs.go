package parts

import (
	"strconv"

	"github.com/a-h/templ"
)

// Attributes that stand only when they say something.

func describedAttrs(name, hint, err string, more ...string) templ.Attributes {
	a := templ.Attributes{}
	var extra []string
	for _, m := range more {
		if m != "" {
			extra = append(extra, m)
		}
	}
	if ids := described(name, hint, err, extra...); ids != "" {
		a["aria-describedby"] = ids
	}
	return a
}

func put(a templ.Attributes, name, value string) {
	if value != "" {
		a[name] = value
	}
}

func inputAttrs(x Input) templ.Attributes {
	a := describedAttrs(x.Name, x.Hint, x.Error)
	put(a, "inputmode", x.Mode)
	put(a, "autocomplete", x.Autocomplete)
	put(a, "list", x.List)
	put(a, "data-key", x.Key)
	if x.Max > 0 {
		a["maxlength"] = strconv.Itoa(x.Max)
	}
	if x.Mode == "numeric" || x.Mode == "tel" || x.Mode == "email" {
		a["spellcheck"] = "false"
	}
	if x.Focus {
		a["autofocus"] = true
	}
	live(a, x.Live)
	return a
}

// live wires search as you type; htmx 4 does not inherit, so all stands on the box.
func live(a templ.Attributes, l *Live) {
	if l == nil {
		return
	}
	a["hx-get"] = l.Get
	a["hx-target"] = l.Target
	a["hx-trigger"] = "input changed delay:180ms, search"
	a["hx-sync"] = "this:replace"
	a["aria-controls"] = trimHash(l.Target)
}

func trimHash(s string) string {
	if s != "" && s[0] == '#' {
		return s[1:]
	}
	return s
}

func searchName(x Search) string {
	if x.Name == "" {
		return "q"
	}
	return x.Name
}

func searchAttrs(x Search) templ.Attributes {
	a := describedAttrs(searchName(x), x.Hint, "")
	put(a, "data-key", x.Key)
	live(a, x.Live)
	return a
}

func optionAttrs(name string, n int, o Option) templ.Attributes {
	a := templ.Attributes{}
	if o.Hint != "" {
		a["aria-describedby"] = optionID(name, n) + "-item-hint"
	}
	if o.Reveal != nil {
		a["data-aria-controls"] = optionID(name, n) + "-more"
	}
	return a
}

func countID(x Textarea) string {
	if x.Max <= 0 {
		return ""
	}
	return fieldID(x.Name) + "-count"
}

func buttonAttrs(x Button) templ.Attributes {
	a := templ.Attributes{}
	put(a, "data-key", x.Key)
	put(a, "aria-keyshortcuts", x.Key)
	if x.Href == "" {
		put(a, "name", x.Name)
		put(a, "value", x.Value)
		put(a, "form", x.Form)
	}
	return a
}
