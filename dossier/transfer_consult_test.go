package dossier_test

import (
	"testing"
	"time"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
)

func TestSET3AnOpinionThatIsLateStaysWithTheAskedOfficeWhenTheAskerGoesOver(t *testing.T) {
	s := fuzzStreet()
	at := func(month time.Month, day, hour int) clock.Instant {
		return clock.At(time.Date(2019, month, day, hour, 0, 0, 0, clock.Zone))
	}
	now := at(6, 3, 8)
	d := dossier.Dossier{ID: "d", State: dossier.InProcess, Step: "consult", Home: fuzzWard, Receiving: fuzzWard, Competent: fuzzWard, Holder: fuzzWard, ReturnAt: fuzzWard, Officer: "lan", ReceivedAt: now,
		Consultations: []dossier.Consultation{{N: 1, Office: fuzzDistrict, Asker: fuzzWard, Asked: now, Limit: at(6, 4, 17)}}}
	after, err := (dossier.Transfer{}).Apply(d, dossier.Moment{Now: at(7, 3, 8), Who: access.Clockwork, Calendar: s.cal, Offices: s.tree})
	if err != nil || after.Holder != fuzzHeir || after.Officer != "" || after.Consultations[0].Asker != fuzzHeir {
		t.Fatalf("%+v %v", after, err)
	}
	for _, x := range []dossier.Dossier{d, after} {
		if h, ok := dossier.Charged(x, at(6, 5, 8)); !ok || h.Office != fuzzDistrict {
			t.Errorf("held by %s the late minute is %s's", x.Holder, h.Office)
		}
	}
	if d.Consultations[0].Asker != fuzzWard {
		t.Error("the dossier before the act was changed")
	}
}
