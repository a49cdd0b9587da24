package city_test

import (
	"context"
	"fmt"
	"math"

	"motcua/city"
	"motcua/dossier"
)

// columns holds the columns lists are drawn from against the dossier itself: an act names
// only those it can have changed, and none may be forgotten. It gives what differs, or "".
func columns(ctx context.Context, c *city.City, d dossier.Dossier) (string, error) {
	want := dossier.Line{Home: d.Home, ID: d.ID, Code: d.Code, State: string(d.State), Procedure: d.Procedure, ProcedureName: d.ProcedureName, Field: d.Field,
		Channel: int64(d.Channel), Receiving: d.Receiving, Competent: d.Competent, Holder: d.Holder, ReturnAt: d.ReturnAt, Step: d.Step, Officer: d.Officer,
		Person: d.Person, IsOpen: d.Open(), FiledAt: int64(d.FiledAt), ReceivedAt: int64(d.ReceivedAt), DueAt: int64(d.Due), LateFrom: int64(d.LateFrom),
		PromisedAt: int64(d.Promised), SettledAt: int64(d.SettledAt), EndedAt: int64(d.EndedAt), ReturnedAt: int64(d.ReturnedAt), Class: string(d.Class)}
	if want.LateFrom == 0 {
		want.LateFrom = math.MaxInt64
	}
	if d.Apology != nil {
		want.ApologyAt = int64(d.Apology.Sent)
	}
	if d.Class != "" {
		want.ClassAt = int64(max(d.SettledAt, d.EndedAt))
	}
	var got dossier.Line
	err := c.Store.Read().QueryRowContext(ctx, `SELECT home, id, code, state, procedure, procedure_name, field, channel, receiving, competent, holder, return_at, step, officer, person, is_open,
		filed_at, received_at, due_at, late_from, promised_at, letter_by, apology_at, settled_at, ended_at, returned_at, class, class_at FROM dossier_line WHERE home = $1 AND id = $2`, d.Home, d.ID).
		Scan(&got.Home, &got.ID, &got.Code, &got.State, &got.Procedure, &got.ProcedureName, &got.Field, &got.Channel, &got.Receiving, &got.Competent, &got.Holder,
			&got.ReturnAt, &got.Step, &got.Officer, &got.Person, &got.IsOpen, &got.FiledAt, &got.ReceivedAt, &got.DueAt, &got.LateFrom, &got.PromisedAt, &got.LetterBy,
			&got.ApologyAt, &got.SettledAt, &got.EndedAt, &got.ReturnedAt, &got.Class, &got.ClassAt)
	if err != nil {
		return "", err
	}
	want.LetterBy = got.LetterBy // worked out from the law of the day, not kept in the dossier
	var limitEnd int64
	if err := c.Store.Read().QueryRowContext(ctx, `SELECT limit_end FROM dossier WHERE home = $1 AND id = $2`, d.Home, d.ID).Scan(&limitEnd); err != nil {
		return "", err
	}
	if limitEnd != int64(d.LimitEnd) {
		return fmt.Sprintf("the limit of %s ends at %d in its column, at %d in itself", d.Code, limitEnd, d.LimitEnd), nil
	}
	if got != want {
		return fmt.Sprintf("columns of %s are\n%+v\nwant\n%+v", d.Code, got, want), nil
	}
	return "", nil
}
