package payment

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/book"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/refusal"
)

// Store keeps the orders.
type Store struct {
	DB       *db.DB
	Dossiers *dossier.Store
}

// Pay takes what is owed at the desk and gives the receipt's number.
func (s *Store) Pay(ctx context.Context, who access.Who, key dossier.Key, by string) (Order, error) {
	if err := method(by); err != nil {
		return Order{}, err
	}
	return s.order(ctx, who, key, Order{Kind: Fee, Method: by}, func(d dossier.Dossier, o *Order) (dossier.Act, error) {
		o.Amount = d.Owes()
		return ending.FeePaid{Amount: o.Amount, Receipt: NumberOf(*o), Method: by}, nil
	})
}

// Exempt waives the fee on a ground, with the kept proof.
func (s *Store) Exempt(ctx context.Context, who access.Who, key dossier.Key, ground, paper string) (Order, error) {
	g, ok := GroundNamed(ground)
	if !ok {
		return Order{}, refusal.Rule("SET-11", "ground", "Chọn căn cứ miễn, giảm phí, lệ phí trong danh mục.")
	}
	return s.order(ctx, who, key, Order{Kind: Exempt, Ground: ground, Paper: paper}, func(d dossier.Dossier, o *Order) (dossier.Act, error) {
		o.Amount = min(d.Owes(), g.Cut(d.Fee))
		return ending.FeeExempt{Ground: ground, Cut: o.Amount, Paper: paper}, nil
	})
}

// Refund gives money back at the agency's error.
func (s *Store) Refund(ctx context.Context, who access.Who, key dossier.Key, amount int64, by, reason string) (Order, error) {
	if err := method(by); err != nil {
		return Order{}, err
	}
	return s.order(ctx, who, key, Order{Kind: Refund, Method: by, Amount: amount}, func(_ dossier.Dossier, o *Order) (dossier.Act, error) {
		return ending.FeeRefund{Amount: amount, Receipt: NumberOf(*o), Reason: reason}, nil
	})
}

// Correct replaces a result and books what the error cost the agency.
func (s *Store) Correct(ctx context.Context, who access.Who, key dossier.Key, act ending.Correct, also ...func(db.Tx) error) (dossier.Dossier, error) {
	_, err := s.order(ctx, who, key, Order{Kind: Cost, Amount: act.Cost}, func(dossier.Dossier, *Order) (dossier.Act, error) { return act, nil }, also...)
	if err != nil {
		return dossier.Dossier{}, err
	}
	return s.Dossiers.Open(ctx, key)
}

// order numbers an order, runs the act it stands for and writes it, all or nothing.
func (s *Store) order(ctx context.Context, who access.Who, key dossier.Key, o Order, act func(dossier.Dossier, *Order) (dossier.Act, error), also ...func(db.Tx) error) (Order, error) {
	given := o
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		o = given // a rerun finds other numbers
		before, err := s.Dossiers.OpenTx(tx, key)
		if err != nil {
			return err
		}
		m, err := s.Dossiers.MomentOf(who, before)
		if err != nil {
			return err
		}
		o.Home, o.Dossier, o.Code, o.Office, o.ByWhom = key.Home, key.ID, before.Code, who.Office, who.Official
		o.At, o.Year = int64(m.Now), int64(m.Now.Time().Year())
		q := New(tx)
		if o.Number, err = q.NextNumber(tx.Ctx, NextNumberParams{Office: o.Office, Kind: o.Kind, Year: o.Year}); err != nil {
			return fmt.Errorf("payment: %w", err)
		}
		if err = book.StillOpen(tx, o.Office, int(o.Year)); err != nil { // asked after the draw: a lock made meanwhile is seen
			return err
		}
		if o.N, err = q.NextOrder(tx.Ctx, NextOrderParams{Home: o.Home, Dossier: o.Dossier}); err != nil {
			return fmt.Errorf("payment: %w", err)
		}
		what, err := act(before, &o)
		if err != nil {
			return err
		}
		if _, err = s.Dossiers.DoTx(tx, who, key, what); err != nil {
			return err
		}
		if err = q.InsertOrder(tx.Ctx, InsertOrderParams(o)); err != nil {
			return fmt.Errorf("payment: %w", err)
		}
		return db.Then(tx, nil, also...)
	})
	return o, err
}

// Of lists the orders of a dossier.
func (s *Store) Of(ctx context.Context, key dossier.Key) ([]Order, error) {
	out, err := New(s.DB.Read()).OrdersOf(ctx, OrdersOfParams{Home: key.Home, Dossier: key.ID})
	if err != nil {
		return nil, fmt.Errorf("payment: %w", err)
	}
	return out, nil
}

// Page is where the next rows of a book begin.
type Page struct {
	After, Number int64
	Kind          string
	Most          int32
}

// Book lists the orders of an office in a quarter, in the order of their moments.
func (s *Store) Book(ctx context.Context, office string, q Quarter, p Page) ([]Order, error) {
	since, until := q.Span()
	out, err := New(s.DB.Read()).OfQuarter(ctx, OfQuarterParams{Office: office, Since: int64(since), Until: int64(until), After: p.After, AfterKind: p.Kind, AfterNumber: p.Number, Most: p.Most})
	if err != nil {
		return nil, fmt.Errorf("payment: %w", err)
	}
	return out, nil
}

// Sums adds the orders of an office in a quarter up by kind and method.
func (s *Store) Sums(ctx context.Context, office string, q Quarter) ([]SumsRow, error) {
	since, until := q.Span()
	out, err := New(s.DB.Read()).Sums(ctx, SumsParams{Office: office, Since: int64(since), Until: int64(until)})
	if err != nil {
		return nil, fmt.Errorf("payment: %w", err)
	}
	return out, nil
}

// When is the moment of an order.
func (o Order) When() clock.Instant { return clock.Instant(o.At) }
