package process_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"motcua/bundle"
	"motcua/db/dbtest"
)

// PRI-9: a file brings only what was decided: by a decision, of a department that is there,
// under the next number.
func TestPRI_9_AnImportNamesItsDecisionAndItsDepartment(t *testing.T) {
	both(t, func(x *city) {
		ctx := context.Background()
		y := open(x.T, dbtest.SQLite(x.T))
		y.approved("2019-06-10")
		files, err := y.Export(ctx)
		if err != nil {
			x.Fatal(err)
		}
		good := string(files["processes/1.004746-001.json"])
		bring := func(no, old, new string) error {
			text := strings.Replace(strings.Replace(good, `"no": 1`, `"no": `+no, 1), old, new, 1)
			return x.Apply(ctx, x.control, bundle.Files{"processes/1.004746-00" + no + ".json": []byte(text)})
		}
		office := good[strings.Index(good, `"office": "`):]
		office = office[:strings.Index(office, ",")]
		decision := good[strings.Index(good, `"decision": "`):]
		decision = decision[:strings.Index(decision, "\n")-1]
		x.refused("", "trường decision: Ghi số và ngày quyết định phê duyệt", bring("1", decision, `"decision": ""`))
		x.refused("", "trường office: Không có đơn vị", bring("1", office, `"office": "khong-co"`))
		if err := bring("2", "", ""); err != nil {
			x.Errorf("the first that comes may follow a draft that was dropped elsewhere: %v", err)
		}
		x.civil.Set(x.civil.Now().Add(time.Hour))
		x.refused("", "số tiếp theo là 3", bring("4", "", ""))
		if err := bring("3", "", ""); err != nil {
			x.Error(err)
		}
		x.proof()
	})
}
