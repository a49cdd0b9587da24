package formtest

import (
	"encoding/json"
	"reflect"
	"testing"

	"motcua/form"
	"motcua/procedure"
)

// TestEveryFormCanBeFilledIn: what is shipped, and what is built from papers, can be
// answered rightly, and answers go back into their boxes and come out the same.
func TestEveryFormCanBeFilledIn(t *testing.T) {
	all, err := form.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	versions, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range versions {
		f, ok := all[v.Code]
		if !ok {
			f = form.General(v)
		}
		a, wrong, err := f.Read(Typed(f))
		if err != nil || len(wrong) > 0 {
			t.Errorf("%s %s: %v %v", v.Code, f.Title, wrong, err)
			continue
		}
		again, wrong, err := f.Read(f.Typed(a))
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(again)
		if err != nil || len(wrong) > 0 || !reflect.DeepEqual(x, y) {
			t.Errorf("%s %s: %v %v\n%s\n%s", v.Code, f.Title, wrong, err, x, y)
		}
		if len(f.Show(a).Parts) == 0 {
			t.Errorf("%s shows nothing", f.Title)
		}
	}
}
