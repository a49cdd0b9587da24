package city_test

func init() {
	for pattern, e := range map[string]entry{
		"GET /procedures/{code}/changes":       {},
		"GET /control":                         {},
		"GET /control/catalogue":               {},
		"GET /control/catalogue/{procedure}":   {},
		"GET /control/configuration":           {},
		"GET /control/configuration/files.zip": {},
		"POST /control/configuration":          {want: refusedForm, quiet: true},
		"GET /control/configuration/{files}":   {want: notThere, vals: map[string]string{"files": "00"}},
		"POST /control/configuration/{files}":  {want: notThere, quiet: true, vals: map[string]string{"files": "00"}},
	} {
		doorEntries[pattern] = e
	}
}
