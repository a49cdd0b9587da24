package formtest

import (
	"net/url"

	"motcua/form"
)

// Typed answers every question of a form with synthetic values.
func Typed(f form.Form) form.Typed { return f.Sample() }

// Values are the same as a page posts them.
func Values(f form.Form) url.Values {
	out := url.Values{}
	for name, v := range Typed(f) {
		out["q."+name] = v
	}
	return out
}
