package work_test

import (
	"strings"
	"testing"
	"time"

	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/notice"
)

func TestSET7_AResultBeforeItsTimeIsAnnounced(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	x := c.In(dossier.Completed, fiveDays)
	if x.Class != dossier.Early {
		t.Fatalf("completed on the day of reception, yet %q", x.Class)
	}
	c.To(x.SettledAt.Time().Add(time.Minute).Format("2006-01-02 15:04")) // the machine announces at once
	for _, channel := range []notice.Channel{notice.BySMS, notice.ByEmail} {
		if n := pick(c.told(x), "completed", channel); len(n) != 1 || !strings.Contains(n[0].Body, "sớm hơn ngày hẹn") || !strings.Contains(n[0].Body, x.Code) {
			t.Errorf("by %s: %+v", channel, n)
		}
	}
}
