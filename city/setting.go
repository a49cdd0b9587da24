package city

import (
	"context"
	"fmt"
	"time"

	"motcua/db"
)

// Demo reports whether this database was made for a demonstration. Its accounts
// have printed passwords and its clock can be moved, so serve refuses it.
func (c *City) Demo(ctx context.Context) (bool, error) {
	v, err := c.get(ctx, "demo")
	return v == "yes", err
}

// MarkDemo makes this database one of a demonstration, for ever.
func (c *City) MarkDemo(ctx context.Context) error { return c.put(ctx, "demo", "yes") }

// resume sets the civil clock of a demo to where it stood.
func (c *City) resume(ctx context.Context) error {
	v, err := c.get(ctx, "civil")
	if err != nil || v == "" {
		return err
	}
	at, err := time.Parse(time.RFC3339, v)
	if err != nil {
		return fmt.Errorf("city: the clock of this demo cannot be read: %w", err)
	}
	if at.After(c.Civil.Now()) || c.isDemo(ctx) {
		c.Civil.Set(at)
	}
	return nil
}

func (c *City) isDemo(ctx context.Context) bool {
	demo, err := c.Demo(ctx)
	return err == nil && demo
}

func (c *City) get(ctx context.Context, name string) (string, error) {
	v, err := New(c.Store.Read()).Setting(ctx, name)
	if db.IsMissing(err) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("city: %w", err)
	}
	return v, nil
}

func (c *City) put(ctx context.Context, name, value string) error {
	return c.Store.Update(ctx, func(tx db.Tx) error {
		return New(tx).PutSetting(tx.Ctx, PutSettingParams{Name: name, Value: value})
	})
}

// Built reports whether the demonstration was filled to its end.
func (c *City) Built(ctx context.Context) (bool, error) {
	v, err := c.get(ctx, "built")
	return v == "yes", err
}

// MarkBuilt records that the demonstration is complete.
func (c *City) MarkBuilt(ctx context.Context) error { return c.put(ctx, "built", "yes") }
