package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"motcua/clock"
	"motcua/office"
)

// driver runs whole cases against one server with some clients for a while.
type driver struct {
	one func(client, n int) error // one whole case: five durable answers
}

type rate struct {
	n        int     // whole cases
	cases    float64 // per second
	p50, p99 time.Duration
}

func (d driver) run(clients int, seconds int) (rate, error) {
	wall := clock.Wall()
	var stop atomic.Bool
	var mu sync.Mutex
	var times []time.Duration
	var first error
	var wg sync.WaitGroup
	start := wall.Now()
	for c := range clients {
		wg.Go(func() {
			for n := 0; !stop.Load(); n++ {
				at := wall.Now()
				if err := d.one(c, n); err != nil {
					mu.Lock()
					first = err
					mu.Unlock()
					return
				}
				took := wall.Now().Sub(at)
				mu.Lock()
				times = append(times, took)
				mu.Unlock()
			}
		})
	}
	clock.Sleep(nil, time.Duration(seconds)*time.Second)
	stop.Store(true)
	wg.Wait() // cases under way are finished: the backlog is drained
	took := wall.Now().Sub(start)
	if first != nil || len(times) == 0 {
		return rate{}, fmt.Errorf("no case went through: %w", first)
	}
	slices.Sort(times)
	return rate{n: len(times), cases: float64(len(times)) / took.Seconds(), p50: times[len(times)/2], p99: times[len(times)*99/100]}, nil
}

func client(clients int) *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients + 8, MaxConnsPerHost: 0},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// againstFloor is the bare server: one row and one event for each answer, bodies of
// the size the product stores.
func againstFloor(base string, clients int) driver {
	hc := client(clients)
	body, _ := json.Marshal(floorBody{Code: "000.01.26.H29-190603-", Body: strings.Repeat("x", 1900)})
	post := func(path string) (string, error) {
		resp, err := hc.Post(base+path, "application/json", bytes.NewReader(body))
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if err == nil && resp.StatusCode != http.StatusOK {
			err = fmt.Errorf("floor: %s", text)
		}
		return string(text), err
	}
	return driver{one: func(int, int) error {
		id, err := post("/create")
		for range 4 {
			if err == nil {
				_, err = post("/move/" + id)
			}
		}
		return err
	}}
}

// seat is a signed-in official's browser.
type seat struct {
	hc   *http.Client
	base string
}

func sit(base string, ward int, role office.Role, clients int) (seat, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return seat{}, err
	}
	hc := client(clients)
	hc.Jar = jar
	s := seat{hc, base}
	to, err := s.post("/signin", url.Values{"login": {login(ward, role)}, "password": {password}})
	if err == nil && (to == "" || strings.Contains(to, "signin")) {
		err = fmt.Errorf("%s could not sign in (sent to %q)", login(ward, role), to)
	}
	return s, err
}

// post sends a form and gives where it leads; anything but a redirect is a refusal.
func (s seat) post(path string, form url.Values) (string, error) {
	req, err := http.NewRequest(http.MethodPost, s.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := s.hc.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusSeeOther {
		err = fmt.Errorf("POST %s: %d %s", path, resp.StatusCode, problem(string(text)))
	}
	return resp.Header.Get("Location"), err
}

// problem finds the first sentence of an error summary in a page.
func problem(text string) string {
	i := strings.Index(text, "error-summary")
	if i < 0 {
		return text[:min(len(text), 300)]
	}
	return text[i:min(len(text), i+900)]
}

// team is the three officials of a ward.
type team struct {
	desk, head, officer seat
	ward                string // id of the office
}

func teams(base string, clients int) ([]team, error) {
	all, err := office.Shipped()
	if err != nil {
		return nil, err
	}
	tree, err := office.NewTree(all, nil)
	if err != nil {
		return nil, err
	}
	out := make([]team, offices)
	for i, w := range firstWards(tree) {
		out[i].ward = w.ID
		if out[i].desk, err = sit(base, i, office.Reception, clients); err != nil {
			return nil, err
		}
		if out[i].head, err = sit(base, i, office.Head, clients); err != nil {
			return nil, err
		}
		if out[i].officer, err = sit(base, i, office.Officer, clients); err != nil {
			return nil, err
		}
	}
	return out, nil
}

const benchProcedure = "1.004746"

var serial atomic.Int64 // one for all drivers: keys and names never repeat

// againstProduct is the real pages: receive at the counter, assign, examine, ask
// for a supplement, stop – five durable answers with sign-in, rights, clock,
// roll-ups, ledger.
func againstProduct(base string, ts []team) driver {
	return driver{one: func(c, _ int) error {
		ward := c % len(ts)
		t, n := ts[ward], serial.Add(1)
		to, err := t.desk.post("/desk/new/"+benchProcedure, url.Values{"do": {"accept"}, "key": {fmt.Sprintf("bench-%d", n)},
			"name": {fmt.Sprintf("Nguyễn Văn Mẫu %d", n)}, "phone": {fmt.Sprintf("0100%06d", n%1_000_000)}, "channel": {"1"}, "sets": {"1"}, "have": {"p1"}, "o-p1": {"1"}, "competent": {t.ward}})
		if err != nil {
			return err
		}
		code := path.Base(strings.TrimSuffix(to, "/done"))
		moves := []struct {
			who  seat
			path string
			form url.Values
		}{
			{t.head, "/leader/dossiers/" + code + "/assign", url.Values{"officer": {login(ward, office.Officer)}}},
			{t.officer, "/officer/dossiers/" + code + "/examine", url.Values{"fit": {"yes"}}},
			{t.officer, "/officer/dossiers/" + code + "/supplement", url.Values{"papers": {"p1"}, "what-p1": {"Nộp bản rõ nét"}, "reason": {"Giấy tờ chưa đúng mẫu quy định"}}},
			{t.head, "/leader/dossiers/" + code + "/stop", url.Values{"cause": {"authority"}, "issuer": {"Thanh tra Thành phố"}, "number": {"01/YC-TTTP"}, "day": {"2019-06-03"}, "reason": {"Theo yêu cầu của cơ quan có thẩm quyền"}}},
		}
		for _, m := range moves {
			if _, err := m.who.post(m.path, m.form); err != nil {
				return err
			}
		}
		return nil
	}}
}
