package city_test

import "net/http"

// noProcess is the address of a process nobody has; who may draft and who may approve is
// tried with real ones where the departments are (web/control/processes).
var (
	noProcess  = map[string]string{"id": "none", "step": "b1"}
	noDrafters = []int{http.StatusForbidden} // none of the callers is of a department
)

func init() {
	for pattern, e := range map[string]entry{
		"GET /control": {}, "GET /control/process": {}, "GET /control/process/of/{procedure}": {},
		"POST /control/process/of/{procedure}/draft":      {want: noDrafters, quiet: true},
		"POST /control/process/of/{procedure}/file":       {want: noDrafters, quiet: true, upload: "file"},
		"GET /control/process/version/{id}":               {vals: noProcess, want: notThere},
		"GET /control/process/version/{id}/bpmn":          {vals: noProcess, want: notThere},
		"GET /control/process/version/{id}/trial":         {vals: noProcess, want: notThere},
		"POST /control/process/version/{id}/rows":         {vals: noProcess, want: notThere, quiet: true},
		"GET /control/process/version/{id}/steps/{step}":  {vals: noProcess, want: notThere},
		"POST /control/process/version/{id}/steps/{step}": {vals: noProcess, want: notThere, quiet: true},
		"POST /control/process/version/{id}/submit":       {vals: noProcess, want: notThere, quiet: true},
		"GET /control/process/version/{id}/drop":          {vals: noProcess, want: notThere},
		"POST /control/process/version/{id}/drop":         {vals: noProcess, want: notThere, quiet: true},
		"GET /control/process/version/{id}/approve":       {vals: noProcess, want: notThere},
		"POST /control/process/version/{id}/approve":      {vals: noProcess, want: notThere, quiet: true},
		"GET /control/process/version/{id}/reject":        {vals: noProcess, want: notThere},
		"POST /control/process/version/{id}/reject":       {vals: noProcess, want: notThere, quiet: true},
	} {
		doorEntries[pattern] = e
	}
}
