package letters

import (
	"context"
	"fmt"
	"strings"

	"motcua/access"
	"motcua/apology"
	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// moments are the latest moments for a letter under each rule.
type moments struct {
	By5157, ByND61 clock.Instant
	ND61Applies    bool
}

// machineless is nobody in particular: reading the latest moments asks for no rights.
var machineless = access.Who{}

// Clocks are the two latest moments for the letter, each rule by itself
// (APO-3, APO-17, APO-18).
func (l Pages) Clocks(ctx context.Context, x dossier.Line) ([]parts.Cell, error) {
	d, err := l.Dossiers.Open(ctx, dossier.Key{Home: x.Home, ID: x.ID})
	if err != nil {
		return nil, err
	}
	by, err := l.latest(d)
	if err != nil {
		return nil, err
	}
	dr, err := l.draftCell(ctx, d)
	return []parts.Cell{l.clockCell(by.By5157, true), l.clockCell(by.ByND61, by.ND61Applies), dr}, err
}

// draftCell says whether the letter can be reviewed and signed at once.
func (l Pages) draftCell(ctx context.Context, d dossier.Dossier) (parts.Cell, error) {
	dr, there, err := l.Letters.Of(ctx, chair.Key(d), apology.Late)
	if err != nil || !there || dr.State != "draft" {
		return parts.Cell{Part: parts.Tag{Kind: parts.Bad, Text: "Chưa soạn"}}, err
	}
	return parts.Cell{Part: parts.Tag{Kind: parts.New, Text: "Chờ ký"}, Sub: apology.CauseName(dr.Cause)}, nil
}

// latest reads the two moments; the zero value while the clock does not run.
func (l Pages) latest(d dossier.Dossier) (moments, error) {
	m, err := l.Dossiers.MomentOf(machineless, d)
	if err != nil {
		return moments{}, err
	}
	got, ok := dossier.Letters(d, m)
	if !ok {
		return moments{}, nil
	}
	return moments{By5157: clock.At(got.By5157), ByND61: clock.At(got.ByND61), ND61Applies: got.ND61Applies}, nil
}

func (l Pages) clockCell(by clock.Instant, applies bool) parts.Cell {
	if !applies || !by.Set() {
		return parts.Cell{Text: "Không áp dụng"}
	}
	return parts.Cell{Text: page.ShortDateTime(by.Time()), Sub: l.leftUntil(by)}
}

// leftUntil says how much office time is left for a letter.
func (l Pages) leftUntil(by clock.Instant) string {
	now := l.Civil.Now()
	if clock.At(now) > by {
		return "đã quá giờ gửi"
	}
	return "còn " + deadline.WorkingTime(l.Calendar().MinutesBetween(now, by.Time()))
}

// Facts say how the dossier stands with its one letter: sent, or by when it must
// be out under each rule (APO-3).
func (l Pages) Facts(ctx context.Context, d dossier.Dossier) ([]parts.Fact, error) {
	rec, sent, err := l.Letters.Sent(ctx, chair.Key(d))
	if err != nil {
		return nil, err
	}
	if sent {
		return append(l.sentFacts(rec), wayFacts(d.Apology.Way)...), nil
	}
	by, err := l.latest(d)
	if err != nil || !d.State.Open() || !by.By5157.Set() {
		return nil, err
	}
	return l.clockFacts(by), nil
}

func (l Pages) clockFacts(by moments) []parts.Fact {
	fact := func(key string, c parts.Cell) parts.Fact {
		if c.Sub == "" {
			return parts.Fact{Key: key, Value: c.Text}
		}
		return parts.Fact{Key: key, Value: "Chậm nhất " + c.Text, More: []string{c.Sub}}
	}
	return []parts.Fact{fact("Theo QĐ 5157", l.clockCell(by.By5157, true)), fact("Theo NĐ 61", l.clockCell(by.ByND61, by.ND61Applies))}
}

var channelNames = map[string]string{"letter": "văn bản", "sms": "tin nhắn", "in_person": "trực tiếp"}

func (l Pages) sentFacts(x apology.LetterRecord) []parts.Fact {
	var how []string
	for _, c := range strings.Split(x.Channels, ",") {
		how = append(how, channelNames[c])
	}
	signer := x.Signer
	if o, ok := l.Offices.Official(x.Signer); ok {
		signer = strings.TrimSpace(x.Form + " " + o.Name)
	}
	out := []parts.Fact{{Key: "Số", Value: numberOf(x)}, {Key: "Gửi lúc", Value: page.DateTime(clock.FromMicros(x.SentAt)), More: []string{"bằng " + strings.Join(how, ", ")}},
		{Key: "Người ký", Value: signer}, {Key: "Nguyên nhân", Value: apology.CauseName(x.Cause)}}
	if x.NewDate > 0 {
		out = append(out, parts.Fact{Key: "Hẹn lại", Value: page.DateTime(clock.FromMicros(x.NewDate))})
	}
	out = append(out, parts.Fact{Key: "Theo QĐ 5157", Part: verdict(x.Ok5157, true)})
	return append(out, parts.Fact{Key: "Theo NĐ 61", Part: verdict(x.OkNd61, x.Nd61Applies)})
}

func verdict(ok, applies bool) parts.Tag {
	switch {
	case !applies:
		return parts.Tag{Kind: parts.Done, Text: "Không áp dụng"}
	case ok:
		return parts.Tag{Kind: parts.Good, Text: "Gửi đúng thời điểm"}
	}
	return parts.Tag{Kind: parts.Bad, Text: "Gửi muộn"}
}

// numberOf is the number of a sent letter in the register of its year (APO-11).
func numberOf(x apology.LetterRecord) string { return fmt.Sprintf("%02d/PXL", x.Number) }
