package session

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/clock"
	"motcua/refusal"
)

func TestPasswordIsCheckedAgainstItsHash(t *testing.T) {
	h := NewHasher(clock.SeededIDs(clock.Wall(), 1))
	ctx := context.Background()
	stored, err := h.Hash(ctx, "đường về nhà xa")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") || Outdated(stored) {
		t.Errorf("%s", stored)
	}
	for _, row := range []struct {
		what, stored, password string
		want                   bool
	}{
		{"the password", stored, "đường về nhà xa", true},
		{"the same with separate accents", stored, "đu\u031bo\u031b\u0300ng về nhà xa", true},
		{"another", stored, "đường về nhà gần", false},
		{"none", stored, "", false},
		{"no such account", "", "đường về nhà xa", false},
		{"a page of text", stored, strings.Repeat("x", 1<<16), false},
	} {
		if got, err := h.Check(ctx, row.stored, row.password); got != row.want || err != nil {
			t.Errorf("%s: %v %v", row.what, got, err)
		}
	}
	again, _ := h.Hash(ctx, "đường về nhà xa")
	if again == stored {
		t.Error("two accounts with one password must not show it")
	}
}

func TestStoredHashesThatAreNone(t *testing.T) {
	h := NewHasher(clock.SeededIDs(clock.Wall(), 1))
	for _, stored := range []string{"x", "$argon2i$v=19$m=19456,t=2,p=1$YWFhYWFhYWE$YWFhYWFhYWFhYWFhYWFhYQ",
		"$argon2id$v=19$m=99999999,t=2,p=1$YWFhYWFhYWE$YWFhYWFhYWFhYWFhYWFhYQ", "$argon2id$v=19$m=19456,t=0,p=1$YWFhYWFhYWE$YWFhYWFhYWFhYWFhYWFhYQ",
		"$argon2id$v=19$m=19456,t=2,p=1$YQ$YWFhYWFhYWFhYWFhYWFhYQ"} {
		if ok, err := h.Check(context.Background(), stored, "x"); ok || err == nil {
			t.Errorf("%s was accepted", stored)
		}
		if !Outdated(stored) {
			t.Errorf("%s is not today's", stored)
		}
	}
}

// An account that does not exist takes as long to say no as one that does.
func TestUnknownAccountTakesAsLong(t *testing.T) {
	h := NewHasher(clock.SeededIDs(clock.Wall(), 1))
	ctx := context.Background()
	stored, err := h.Hash(ctx, "đường về nhà xa")
	if err != nil {
		t.Fatal(err)
	}
	// The work of a hash is its memory times its rounds: the same of both is the same time,
	// and unlike a clock it can be read on a busy machine.
	work := func(stored string) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if ok, err := h.Check(ctx, stored, "sai mật khẩu rồi"); ok || err != nil {
			t.Fatal(ok, err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	known, unknown := work(stored), work("")
	if ratio := float64(unknown) / float64(known); known < 10<<20 || ratio < 0.95 || ratio > 1.05 {
		t.Errorf("bytes of work: known %d, unknown %d", known, unknown)
	}
	p, err := parse(stored)
	if err != nil || p.passes != h.nobody.passes || p.memory != h.nobody.memory || p.lanes != h.nobody.lanes {
		t.Errorf("rounds, memory or threads differ: %+v %+v %v", p, h.nobody, err)
	}
}

func TestQueueOfSignIns(t *testing.T) {
	h := newHasher(clock.SeededIDs(clock.Wall(), 1), 2, 3)
	ctx := context.Background()
	for range 2 {
		if err := h.enter(ctx); err != nil {
			t.Fatal(err)
		}
	}
	var wg sync.WaitGroup
	var in, gone atomic.Int64
	leaving, cancel := context.WithCancel(ctx)
	wait := func(ctx context.Context) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if h.enter(ctx) == nil {
				in.Add(1)
				h.leave()
			} else {
				gone.Add(1)
			}
		}()
	}
	wait(ctx)
	wait(ctx)
	wait(leaving)
	for h.Waiting() < 3 {
		time.Sleep(time.Millisecond)
	}
	from := time.Now()
	no, refused := refusal.As(h.enter(ctx))
	if !refused || no.Kind != refusal.KindBusy || !strings.Contains(no.Sentence, "Nhiều người đang đăng nhập") {
		t.Errorf("the fourth in the queue: %+v", no)
	}
	if d := time.Since(from); d > 100*time.Millisecond {
		t.Errorf("told after %v", d)
	}
	cancel()
	for h.Waiting() > 2 {
		time.Sleep(time.Millisecond)
	}
	h.leave()
	h.leave()
	wg.Wait()
	if in.Load() != 2 || gone.Load() != 1 || h.Waiting() != 0 {
		t.Errorf("%d came in, %d went away, %d wait", in.Load(), gone.Load(), h.Waiting())
	}
}

func TestAcceptable(t *testing.T) {
	for _, row := range []struct {
		password string
		ok       bool
	}{
		{"ngắn quá", false}, {"mười hai chữ", true}, {strings.Repeat("ă", 128), true}, {strings.Repeat("ă", 129), false},
		{"Lan.Nguyen-2026-abc", false}, {"một câu dễ nhớ", true},
	} {
		err := Acceptable(row.password, "lan.nguyen")
		no, refused := refusal.As(err)
		if row.ok != (err == nil) || err != nil && (!refused || no.Field != "password") {
			t.Errorf("%q: %v", row.password, err)
		}
	}
}

func TestSessionKeepsTextOnly(t *testing.T) {
	if _, err := (plain{}).Encode(time.Unix(0, 0), map[string]any{"n": 1}); err == nil {
		t.Error("a number was taken")
	}
	if _, _, err := (plain{}).Decode([]byte("{")); err == nil {
		t.Error("half a session was read")
	}
}

// What was read before a session ended does not come back into the cache after it.
func TestCacheDoesNotForgetAnEnd(t *testing.T) {
	c := newCache()
	now := time.Unix(1000, 0)
	_, gen, _ := c.get("a", now)
	c.drop("a")
	c.put("a", entry{read: now}, gen)
	if _, _, ok := c.get("a", now); ok {
		t.Error("an ended session was put back")
	}
	_, gen, _ = c.get("a", now)
	c.put("a", entry{read: now}, gen)
	if _, _, ok := c.get("a", now.Add(fresh)); ok {
		t.Error("believed for too long")
	}
	if _, _, ok := c.get("a", now.Add(fresh-1)); !ok {
		t.Error("not believed at all")
	}
	for i := range cacheMost + 1 {
		c.put(string(rune(i)), entry{read: now}, gen)
	}
	if len(c.rows) > cacheMost {
		t.Errorf("%d rows", len(c.rows))
	}
}

func BenchmarkHash(b *testing.B) {
	salt := make([]byte, saltLen)
	for b.Loop() {
		hash("đường về nhà xa", salt)
	}
}

// A storm of sign-ins: twice as many as the queue takes. Whoever is let in is
// served near the bare speed of hashing, everybody else is told at once (P16).
func TestStormOfSignIns(t *testing.T) {
	h := newHasher(clock.SeededIDs(clock.Wall(), 1), 2, 20)
	ctx := context.Background()
	stored, err := h.Hash(ctx, "đường về nhà xa")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var good, busy atomic.Int64
	for range 44 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ok, err := h.Check(ctx, stored, "đường về nhà xa")
			no, refused := refusal.As(err)
			switch {
			case ok && err == nil:
				good.Add(1)
			case refused && no.Kind == refusal.KindBusy:
				busy.Add(1)
			default:
				t.Errorf("%v %v", ok, err)
			}
		}()
	}
	wg.Wait()
	if good.Load() < 22 || good.Load()+busy.Load() != 44 || busy.Load() == 0 {
		t.Errorf("%d signed in, %d were asked to come back", good.Load(), busy.Load())
	}
}

func BenchmarkCheckInParallel(b *testing.B) {
	h := NewHasher(clock.NewIDs(clock.Wall()))
	stored, err := h.Hash(context.Background(), "đường về nhà xa")
	if err != nil {
		b.Fatal(err)
	}
	b.SetParallelism(8)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if ok, err := h.Check(context.Background(), stored, "đường về nhà xa"); !ok || err != nil {
				b.Error(ok, err)
			}
		}
	})
}

func FuzzParsePHC(f *testing.F) {
	f.Add("$argon2id$v=19$m=19456,t=2,p=1$YWFhYWFhYWE$YWFhYWFhYWFhYWFhYWFhYQ")
	f.Add("$$$$$")
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := parse(s); err == nil && (p.memory > 256*1024 || p.passes > 10 || len(p.key) > 64) {
			t.Errorf("%q costs too much", s)
		}
	})
}
