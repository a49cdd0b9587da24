package trail

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Names fetches the applicants' names of a list, by dossier id: one call for each
// receiving office on it. Erased names are not among them.
func Names(ctx context.Context, h *hall.Hall, lines []dossier.Line) (map[string]string, error) {
	ids := map[string][]string{}
	for _, l := range lines {
		ids[l.Home] = append(ids[l.Home], l.ID)
	}
	out := make(map[string]string, len(lines))
	for home, of := range ids {
		b, err := json.Marshal(of)
		if err != nil {
			return nil, fmt.Errorf("trail: %w", err)
		}
		rows, err := dossier.New(h.DB.Read()).ApplicantNames(ctx, dossier.ApplicantNamesParams{Home: home, Ids: string(b)})
		if err != nil {
			return nil, fmt.Errorf("trail: %w", err)
		}
		for _, r := range rows {
			out[r.Dossier] = r.Name
		}
	}
	return out, nil
}

// LineState is the tag of a line's state, in officials' words.
func LineState(l dossier.Line) parts.Tag {
	s := dossier.State(l.State)
	return parts.Tag{Kind: stateKinds[s], Text: s.Vietnamese()}
}

// LineTime says how a line stands with its legal appointment now.
func LineTime(h *hall.Hall, l dossier.Line) (parts.Tag, string) {
	tag, left := TimeOf(h.Calendar(), h.Civil.Now(), Clocked{State: dossier.State(l.State), Due: clock.Instant(l.DueAt), LateFrom: clock.Instant(l.LateFrom),
		Limit: limitOf(l), Class: dossier.Class(l.Class)})
	if tag.Kind == parts.Paused { // short enough for a list on a phone
		wait := "chờ bổ sung"
		if l.State == string(dossier.Obliged) {
			wait = "chờ nghĩa vụ tài chính"
		}
		return parts.Tag{Kind: parts.Paused, Text: "Tạm dừng"}, wait
	}
	return tag, strings.TrimPrefix(left, "quá hạn ") // the tag above it says so already
}

// limitOf tells a limit kept to the minute from one kept by date (DL-8): the line
// does not carry the limit, but the distance of its two moments does.
func limitOf(l dossier.Line) string {
	if l.DueAt > 0 && l.LateFrom-l.DueAt <= 60_000_000 {
		return "1h"
	}
	return "1wd"
}

// LineLate reports whether an open line is past its legal appointment.
func LineLate(h *hall.Hall, l dossier.Line) bool {
	return l.IsOpen && l.DueAt > 0 && l.LateFrom <= int64(clock.At(h.Civil.Now()))
}

// Before is the tag of a moment that is kept to the minute, and the words of what is
// left of the office hours until then.
func Before(cal *calendar.Table, now, by time.Time) (parts.Tag, string) {
	left, words := deadline.Left(cal, now, by, deadline.Limit{Hundredths: 100, Unit: deadline.Hours})
	switch {
	case by.Before(now):
		return parts.Tag{Kind: parts.Late, Text: "Quá hạn"}, words
	case left <= 120:
		return parts.Tag{Kind: parts.Soon, Text: "Sắp đến hạn"}, words
	}
	return parts.Tag{Kind: parts.Calm, Text: "Còn hạn"}, words
}

// BeforeCell is Before in a list: the tag, the moment and what is left.
func BeforeCell(cal *calendar.Table, now, by time.Time) parts.Cell {
	tag, words := Before(cal, now, by)
	return parts.Cell{Part: tag, Sub: page.ShortDateTime(by) + " · " + strings.TrimPrefix(words, "quá hạn ")}
}
