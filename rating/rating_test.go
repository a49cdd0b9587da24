package rating_test

import (
	"context"
	"strings"
	"testing"

	"motcua/access"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/event"
	"motcua/rating"
	"motcua/refusal"
)

const birth = "1.001193"

func vote(l rating.Level) rating.Vote {
	return rating.Vote{Level: l, Speed: 2, Contacts: rating.Unanswered, Agencies: 1, Attitude: 2}
}

func stores(t *testing.T, d *db.DB) (*dossiertest.City, *rating.Store) {
	c := dossiertest.Given(t, d)
	return c, &rating.Store{DB: d, Dossiers: c.Dossiers, Log: c.Log, IDs: c.IDs, Civil: c.Civil}
}

func TestOneVotePerDossier(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := stores(t, d)
		x := c.In(dossier.Returned, birth)
		ctx, key := context.Background(), dossiertest.Key(x)
		if voted, err := s.Voted(ctx, key); voted || err != nil {
			t.Fatal(voted, err)
		}
		if err := s.Vote(ctx, c.Citizen(), key, vote(rating.VerySatisfied)); err != nil {
			t.Fatal(err)
		}
		second := []error{s.Vote(ctx, c.Citizen(), key, vote(rating.Dissatisfied)), s.VoteByToken(ctx, x.Token, vote(rating.Dissatisfied))}
		for _, err := range second {
			if no, ok := refusal.As(err); !ok || no.Kind != refusal.KindConflict {
				t.Errorf("REC-7 a dossier votes once, by either way, but: %v", err)
			}
		}
		rows, err := s.Count(ctx, []string{c.Ward}, rating.Period{Since: "2019-01-01", Until: "2019-12-31"})
		if err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
		}
		r := rows[0]
		if r.Votes != 1 || r.VerySatisfied != 1 || r.SpeedPoints != 2 || r.ContactsAnswers != 0 || r.AgenciesPoints != 1 {
			t.Errorf("EVA-4 only what was answered counts: %+v", r)
		}
		if rows, _ = s.Count(ctx, []string{c.Ward}, rating.Period{Since: "2019-07-01", Until: "2019-12-31"}); len(rows) != 0 {
			t.Errorf("another period has no votes: %+v", rows)
		}
	})
}

func TestWhenTheBallotIsOpen(t *testing.T) {
	d := dbtest.SQLite(t)
	c, s := stores(t, d)
	ctx := context.Background()
	received := c.In(dossier.Received, birth)
	asked := c.Must(c.Who("officer", c.Ward), c.In(dossier.InProcess, birth), dossier.RequestSupplement{Reason: "Bản chụp bị mờ, không đọc được số",
		Lines: []dossier.SupplementLine{{Paper: "p1", What: "Chụp lại rõ hơn"}}})
	ap := dossiertest.Applicant()
	refused := c.Must(c.Who("reception", c.Ward), dossier.Dossier{}, dossier.Refuse{Procedure: birth, Channel: 1, Receiving: c.Ward, Competent: c.Ward,
		Applicant: &ap, Reason: "Hồ sơ không thuộc thẩm quyền giải quyết của Ủy ban nhân dân phường"})
	for _, row := range []struct {
		sentence string
		d        dossier.Dossier
		open     bool
	}{
		{"REC-7 with the return", c.In(dossier.Returned, birth), true},
		{"REC-7 with the supplement request", asked, true},
		{"REC-7 with the refusal", refused, true},
		{"not while the office still works on it", received, false},
		{"not before the result is in the applicant's hands", c.In(dossier.Completed, birth), false},
	} {
		err := s.VoteByToken(ctx, row.d.Token, vote(rating.Satisfied))
		if (err == nil) != row.open {
			t.Errorf("%s: %v", row.sentence, err)
		}
	}
}

func TestWhoMayVote(t *testing.T) {
	d := dbtest.SQLite(t)
	c, s := stores(t, d)
	x := c.In(dossier.Returned, birth)
	for name, who := range map[string]access.Who{"another citizen": {Person: "person-2"}, "nobody": {}, "the head": c.Who("head", c.Ward), "the desk": c.Who("reception", c.Ward)} {
		if err := s.Vote(context.Background(), who, dossiertest.Key(x), vote(rating.VerySatisfied)); err == nil {
			t.Errorf("%s may not vote", name)
		}
	}
	if err := s.VoteByToken(context.Background(), strings.Repeat("0", 32), vote(rating.VerySatisfied)); err == nil {
		t.Error("a token nobody was given votes for nothing")
	}
}

func TestNobodyCanReadWhoVoted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := stores(t, d)
		x := c.In(dossier.Returned, birth)
		ctx := context.Background()
		v := vote(rating.Dissatisfied)
		v.Said = "  Phải đi lại ba lần.  "
		if err := s.Vote(ctx, c.Citizen(), dossiertest.Key(x), v); err != nil {
			t.Fatal(err)
		}
		words, err := s.Words(ctx, c.Ward, rating.Period{Since: "2019-06-03", Until: "2019-06-03"}, 10)
		if err != nil || len(words) != 1 || words[0].Body != "Phải đi lại ba lần." {
			t.Fatal(words, err)
		}
		events, err := event.Load(ctx, d.Read(), x.Home, words[0].ID)
		if err != nil || len(events) != 1 {
			t.Fatal(events, err)
		}
		e := events[0]
		if e.Kind != "rating" || !strings.Contains(e.Body, `"level":1`) {
			t.Errorf("the vote stands in the log: %+v", e)
		}
		for _, secret := range []string{x.ID, x.Code, x.Token, "person-1", "đi lại"} {
			if strings.Contains(e.Body+e.Official+e.Subject+e.Private, secret) {
				t.Errorf("EVA-7 the event must not say %q", secret)
			}
		}
		trail, err := c.Dossiers.Trail(ctx, dossiertest.Key(x))
		if err != nil || trail[len(trail)-1].Act == "vote" {
			t.Errorf("EVA-7 the trail of the dossier says nothing of the vote: %v", err)
		}
		if err := d.Update(ctx, func(tx db.Tx) error { return rating.EraseTx(tx, x.Home, words[0].ID) }); err != nil {
			t.Fatal(err)
		}
		if words, _ = s.Words(ctx, c.Ward, rating.Period{Since: "2019-06-03", Until: "2019-06-03"}, 10); len(words) != 0 {
			t.Error("the text is erased and the vote stays")
		}
	})
}

func TestWordsAreAskedOfTheDissatisfiedAlone(t *testing.T) {
	d := dbtest.SQLite(t)
	c, s := stores(t, d)
	v := vote(rating.Satisfied)
	v.Said = "gõ rồi đổi ý"
	if err := s.Vote(context.Background(), c.Citizen(), dossiertest.Key(c.In(dossier.Returned, birth)), v); err != nil {
		t.Fatal(err)
	}
	if words, _ := s.Words(context.Background(), c.Ward, rating.Period{Since: "2019-01-01", Until: "2019-12-31"}, 10); len(words) != 0 {
		t.Errorf("%+v", words)
	}
}

func TestWhatIsNoBallot(t *testing.T) {
	for sentence, v := range map[string]rating.Vote{
		"EVA-9 a level must be chosen":     vote(0),
		"EVA-9 there are three levels":     vote(4),
		"EVA-5 an index gives 0, 1 or 2":   {Level: rating.Satisfied, Speed: 3},
		"EVA-5 a negative point is no one": {Level: rating.Satisfied, Attitude: -2},
		"words have an end":                {Level: rating.Dissatisfied, Said: strings.Repeat("ậ", 2001)},
	} {
		if no, ok := refusal.As(v.Check()); !ok || no.Field == "" {
			t.Errorf("%s: %v", sentence, v.Check())
		}
	}
	if err := vote(rating.Satisfied).Check(); err != nil {
		t.Error(err)
	}
}

func TestIndexScore(t *testing.T) {
	for _, row := range []struct {
		sentence         string
		points, answered int64
		want             float64
		scored           bool
	}{
		{"EVA-1 points over dossiers", 3, 2, 1.5, true},
		{"EVA-1 rounded to one decimal, upwards at the half", 5, 4, 1.3, true},
		{"EVA-1 a third", 4, 3, 1.3, true},
		{"EVA-4 without answers there is no score", 0, 0, 0, false},
	} {
		got, scored := rating.Score(row.points, row.answered)
		if got != row.want || scored != row.scored {
			t.Errorf("%s: %v %v", row.sentence, got, scored)
		}
	}
}
