package city_test

// publishEntries are the routes of web/control/publish. Who may do what with a file that is
// there is tried beside the pages; here nobody finds one that is not.
var publishEntries = map[string]entry{
	"GET /control": {}, "GET /control/publish": {}, "GET /control/publish/texts": {}, "GET /control/publish/late": {},
	"GET /control/publish/new":          {want: []int{200, 403, 404}},
	"POST /control/publish/new":         {want: []int{422, 403, 404}, quiet: true},
	"POST /control/publish/texts":       {want: []int{422, 403, 404}, quiet: true},
	"GET /control/publish/tasks/{task}": {vals: noFile, want: notThere}, "POST /control/publish/tasks/{task}": {vals: noFile, want: notThere, quiet: true},
}

var noFile = map[string]string{"id": "00000000-0000-7000-8000-000000000000", "task": "00000000-0000-7000-8000-000000000000", "code": "1.001193"}

func init() {
	const one = " /control/publish/files/{id}"
	for _, get := range []string{"", "/items/{code}", "/drop", "/give-up", "/check", "/sign", "/decision.pdf", "/signed.pdf"} {
		publishEntries["GET"+one+get] = entry{vals: noFile, want: notThere}
	}
	for _, post := range []string{"/items", "/items/{code}", "/items/{code}/remove", "/submit", "/redate", "/drop", "/give-up", "/check", "/sign", "/issue", "/enter"} {
		publishEntries["POST"+one+post] = entry{vals: noFile, want: notThere, quiet: true}
	}
	for pattern, e := range publishEntries {
		doorEntries[pattern] = e
	}
}
