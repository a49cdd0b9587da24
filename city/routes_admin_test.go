package city_test

import (
	"fmt"
	"net/http"
	"net/url"
)

// aPlace and somebody are whom the addresses of the administrator's pages name: a ward
// of District 1 and its officer, who is not the caller.
var (
	aPlace    = map[string]string{"office": "g26737"}
	somebody  = map[string]string{"official": "second-officer", "post": "post:second-officer"}
	delegated = map[string]string{"official": "head@g26734", "delegation": "kt@g26734"}
	nothing   = map[string]string{"change": "none"}
	conflict  = []int{http.StatusConflict}
)

func dated(name, day, month, year string, more ...string) func(*fort, item, caller) url.Values {
	return func(*fort, item, caller) url.Values {
		v := url.Values{name + "-day": {day}, name + "-month": {month}, name + "-year": {year}}
		for i := 0; i < len(more); i += 2 {
			v.Add(more[i], more[i+1])
		}
		return v
	}
}

// once gives a value no other try has used.
func once(f *fort) string { return fmt.Sprint(f.calls.Load()) }

// adminEntries are the routes of web/admin: administrators alone, of any office.
var adminEntries = map[string]entry{
	"GET /admin": {}, "GET /admin/offices": {}, "GET /admin/offices/new": {}, "GET /admin/officials": {}, "GET /admin/officials/new": {}, "GET /admin/calendar": {}, "GET /admin/calendar/new": {}, "GET /admin/settings": {},
	"POST /admin/offices/new": {form: func(f *fort, x item, a caller) url.Values {
		v := dated("from", "03", "6", "2019", "kind", "department", "place", "Sở thử "+once(f), "parent", f.top)(f, x, a)
		v.Set("code", fmt.Sprintf("%03d.00.77.H29", f.calls.Load()%1000))
		return v
	}},
	"GET /admin/offices/{office}":      {vals: aPlace},
	"GET /admin/offices/{office}/edit": {vals: aPlace},
	"POST /admin/offices/{office}/edit": {vals: aPlace, form: func(f *fort, _ item, _ caller) url.Values {
		return url.Values{"place": {"Phường " + once(f)}, "parent": {f.District}}
	}},
	"GET /admin/offices/{office}/code":   {vals: aPlace},
	"POST /admin/offices/{office}/code":  {vals: aPlace, want: refusedForm, quiet: true},
	"GET /admin/offices/{office}/close":  {vals: aPlace},
	"POST /admin/offices/{office}/close": {vals: aPlace, want: refusedForm, quiet: true},
	"POST /admin/officials/new": {form: func(f *fort, x item, a caller) url.Values {
		return dated("from", "03", "6", "2019", "name", "Người Mới "+once(f), "title", "Chuyên viên", "role", "officer", "office", f.Ward)(f, x, a)
	}},
	"GET /admin/officials/{official}":                                  {vals: somebody},
	"GET /admin/officials/{official}/edit":                             {vals: somebody},
	"POST /admin/officials/{official}/edit":                            {vals: somebody, form: sending("name", "Công chức chuyên môn", "title", "Chuyên viên chính")},
	"GET /admin/officials/{official}/appoint":                          {vals: somebody},
	"POST /admin/officials/{official}/appoint":                         {vals: somebody, form: dated("from", "03", "6", "2019", "role", "reception", "office", "g26737")},
	"GET /admin/officials/{official}/posts/{post}/end":                 {vals: somebody},
	"POST /admin/officials/{official}/posts/{post}/end":                {vals: somebody, form: dated("to", "31", "12", "2019")},
	"GET /admin/officials/{official}/delegate":                         {vals: somebody},
	"POST /admin/officials/{official}/delegate":                        {vals: somebody, want: refusedForm, quiet: true},
	"GET /admin/officials/{official}/delegations/{delegation}/revoke":  {vals: delegated},
	"POST /admin/officials/{official}/delegations/{delegation}/revoke": {vals: delegated, form: dated("revoked", "31", "12", "2019")},
	"POST /admin/officials/{official}/invite":                          {vals: somebody, want: []int{http.StatusOK}},
	"POST /admin/officials/{official}/reset":                           {vals: somebody, want: conflict, quiet: true},
	"POST /admin/officials/{official}/lock":                            {vals: map[string]string{"official": "former-head"}, quiet: true},
	"POST /admin/officials/{official}/unlock":                          {vals: map[string]string{"official": "former-head"}, quiet: true},
	"GET /admin/verified":                                              {},
	"POST /admin/verified":                                             {form: sending("login", "0900000000", "reason", "Người dân đổi giấy tờ"), want: refusedForm, quiet: true},
	"POST /admin/calendar/new":                                         {form: dated("day", "31", "12", "2019", "kind", "off", "name", "Thử", "decision", "01/TB", "reason", "Theo thông báo của Thành phố"), quiet: true},
	"GET /admin/calendar/{change}":                                     {vals: nothing, want: notThere},
	"POST /admin/calendar/{change}/confirm":                            {vals: nothing, want: notThere, quiet: true},
	"POST /admin/calendar/{change}/drop":                               {vals: nothing, want: conflict, quiet: true},
}
