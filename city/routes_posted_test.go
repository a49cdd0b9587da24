package city_test

import "net/http"

// Who may do what at a place that is there is tried beside the pages (web/control/posted);
// here nobody finds one that is not, and everybody reads what is posted.
var noPlace = map[string]string{"place": "none", "sheet": "none", "finding": "none", "difference": "none", "file": "none", "office": "g26740", "mark": "1.001193-1", "code": "1.001193"}

func init() {
	anybody := []int{http.StatusOK, http.StatusForbidden, http.StatusNotFound}
	for pattern, e := range map[string]entry{
		"GET /board/{office}":                       {vals: noPlace},
		"GET /board/{office}/report":                {vals: noPlace},
		"POST /board/{office}/report":               {vals: noPlace, want: refusedForm, quiet: true},
		"GET /posted/{mark}":                        {vals: noPlace},
		"GET /procedures/{code}/sheet.pdf":          {vals: map[string]string{"code": "1.001193"}},
		"GET /posted/{mark}/report":                 {vals: noPlace},
		"POST /posted/{mark}/report":                {vals: noPlace, want: refusedForm, quiet: true},
		"GET /control/posting":                      {},
		"GET /control/posting/findings":             {},
		"GET /control/posting/offices/{office}":     {vals: noPlace, want: anybody},
		"GET /control/posting/offices/{office}/new": {vals: noPlace, want: anybody},
		"POST /control/posting/offices/{office}/new": {vals: noPlace, want: []int{http.StatusUnprocessableEntity, http.StatusForbidden, http.StatusNotFound},
			quiet: true},
		"GET /control/posting/national":  {want: anybody},
		"POST /control/posting/national": {want: []int{http.StatusUnprocessableEntity, http.StatusForbidden, http.StatusNotFound}, quiet: true},
	} {
		doorEntries[pattern] = e
	}
	const at = " /control/posting"
	for _, get := range []string{"/places/{place}", "/places/{place}/post", "/places/{place}/find", "/places/{place}/binder.pdf", "/places/{place}/sheets/{code}", "/places/{place}/photos/{file}", "/sheets/{sheet}", "/findings/{finding}",
		"/findings/{finding}/photos/{file}", "/national/{difference}"} {
		doorEntries["GET"+at+get] = entry{vals: noPlace, want: notThere}
	}
	for _, post := range []string{"/places/{place}/close", "/places/{place}/post", "/places/{place}/find", "/sheets/{sheet}/down", "/sheets/{sheet}/check", "/findings/{finding}/confirm",
		"/findings/{finding}/dismiss", "/findings/{finding}/settle", "/national/{difference}"} {
		doorEntries["POST"+at+post] = entry{vals: noPlace, want: notThere, quiet: true}
	}
}
