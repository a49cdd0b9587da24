package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"motcua/clock"
	"motcua/procedure"
)

// asked are what people type, whole and letter by letter.
var asked = []string{"lam giay khai sinh cho con", "đăng ký kết hôn", "dang ky khia sinh", "sổ đỏ", "giấy khai sinh", "mở quán cà phê", "2.000815", "xin giấy phép xây nhà", "k", "kh", "khai", "khai s", "tôi mới sinh con, làm giấy khai sinh ở đâu?"}

// catalogue: answers of the search over one and four times the catalogue, and a
// procedure's page. With MOTCUA_DATA_DIR it is the 781 procedures of the outside file, else
// copies of what is shipped up to that number.
func (b *bench) catalogue() error {
	versions, from, err := benchCatalogue()
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\nSearch over the catalogue (%s)\n%12s %10s %10s %10s %12s\n", from, "procedures", "p50", "p95", "p99", "index built")
	for _, times := range []int{1, 4} {
		all := make([]procedure.Version, 0, times*len(versions))
		for i := range times {
			for _, v := range versions {
				if v.ID = fmt.Sprint(v.ID, "-", i); i > 0 {
					v.Code = fmt.Sprintf("%d%s", i+1, v.Code[1:])
				}
				all = append(all, v)
			}
		}
		wall := clock.Wall()
		began := wall.Now()
		x := procedure.NewIndex(all)
		built := wall.Now().Sub(began)
		var took []time.Duration
		for i := range 100 * len(asked) {
			at := wall.Now()
			x.Search(procedure.Query{Text: asked[i%len(asked)], Day: procedure.DemoDay})
			took = append(took, wall.Now().Sub(at))
		}
		slices.Sort(took)
		part := func(p int) float64 { return ms(took[len(took)*p/100]) }
		fmt.Fprintf(b.out, "%12d %7.2f ms %7.2f ms %7.2f ms %9.0f ms\n", len(all), part(50), part(95), part(99), ms(built))
	}
	return b.cataloguePages()
}

func benchCatalogue() ([]procedure.Version, string, error) {
	if dir := os.Getenv("MOTCUA_DATA_DIR"); dir != "" {
		f, err := os.Open(filepath.Join(dir, "tthc", "procedures.json"))
		if err != nil {
			return nil, "", err
		}
		defer f.Close()
		file, err := procedure.ReadFile(f)
		return file.Versions, "the outside file", err
	}
	shipped, err := procedure.Shipped()
	if err != nil {
		return nil, "", err
	}
	const want = 781
	out := make([]procedure.Version, 0, want)
	for i := range want {
		v := shipped[i%len(shipped)]
		if n := i / len(shipped); n > 0 {
			v.Code = fmt.Sprintf("%d.%06d", n+3, i)
		}
		v.ID = fmt.Sprint(i)
		out = append(out, v)
	}
	return out, "copies of what is shipped", nil
}

// cataloguePages: the page of one procedure and a list of answers, over HTTP.
func (b *bench) cataloguePages() error {
	p, err := start(nil, "city")
	if err != nil {
		return err
	}
	defer p.stop()
	hc := client(8)
	for _, at := range []string{"/procedures/1.001193", "/procedures?q=khai+sinh"} {
		one := driver{one: func(int, int) error {
			resp, err := hc.Get(p.url + at)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return fmt.Errorf("GET %s: %d", at, resp.StatusCode)
			}
			_, err = resp.Body.Read(make([]byte, 1))
			return err
		}}
		r, err := one.run(8, b.seconds)
		if err != nil {
			return err
		}
		fmt.Fprintf(b.out, "%-26s %8.0f pages/s, 8 clients, p50 %.1f ms, p99 %.1f ms\n", at, r.cases, ms(r.p50), ms(r.p99))
	}
	return nil
}
