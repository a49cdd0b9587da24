package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/office"
	"motcua/paper"
	"motcua/refusal"
)

// Demand is a report of who has no dossier yet: turned away at the counter, or asked for
// more before anything was received (PRI-2).
type Demand struct {
	Office    string
	Procedure string // code
	Named     string // the official, as the reporter wrote the name; "" when not known
	Said      string
}

// Demandable refuses a report before its files are stored.
func (s *Store) Demandable(d Demand) error {
	if d.Office == "" {
		return refusal.Rule("PRI-2", "office", "Chọn cơ quan đã yêu cầu thêm.")
	}
	return words("PRI-2", "said", d.Said, "Ghi rõ đã bị yêu cầu thêm giấy tờ hoặc việc gì (ít nhất 10 ký tự).")
}

// ReportDemand stores the report with the files staged for it, as ReportBeyond does: no
// event, no page of the office.
func (s *Store) ReportDemand(ctx context.Context, d Demand, evidence ...paper.PaperFile) error {
	if len(evidence) > EvidenceMost {
		return refusal.Rule("PRI-2", "evidence", "Gửi tối đa 5 tệp cho một phản ánh. Gộp các ảnh vào một tệp PDF nếu cần.")
	}
	if err := s.Demandable(d); err != nil {
		return err
	}
	concerned, err := json.Marshal(s.meant(d))
	if err != nil {
		return fmt.Errorf("intake: %w", err)
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		id := s.IDs.New()
		for _, f := range evidence {
			f.Subject = id
			if err := paper.AddTx(tx, f); err != nil {
				return fmt.Errorf("intake: %w", err)
			}
		}
		return New(tx).InsertReport(tx.Ctx, InsertReportParams{Home: d.Office, ID: id, At: int64(clock.At(s.Civil.Now())), Body: d.Said, Concerned: string(concerned), Procedure: d.Procedure, Named: strings.TrimSpace(d.Named)})
	})
}

// meant are the officials of the office the report may be about: those of the name given,
// whatever their post; when none is given or none is called so, everybody but those whose
// work it is to read such reports.
func (s *Store) meant(d Demand) []string {
	byName, all := []string{}, []string{}
	for _, p := range s.Staff(d.Office, calendar.DateOf(s.Civil.Now()).String()) {
		if o, ok := s.Official(p.Official); ok && Means(d.Named, o.Name) && !slices.Contains(byName, o.ID) {
			byName = append(byName, o.ID)
		}
		if p.Role != office.Control && p.Role != office.Inspector && !slices.Contains(all, p.Official) {
			all = append(all, p.Official)
		}
	}
	for _, id := range byName {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// beyondBatch is how many reports are read at once.
const beyondBatch = 500

// BeyondIn lists every report of a period about what lies at and below the control office,
// newest first, without those the reader may be meant by. However many there are, none hides
// another; what they say is given by Told for those that are shown.
func (s *Store) BeyondIn(ctx context.Context, who access.Who, since, until calendar.Date) ([]Beyond, error) {
	if err := mayReadBeyond(who); err != nil {
		return nil, err
	}
	offices, err := json.Marshal(access.ScopeOf(who, access.KindDossier).Offices)
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	day := func(d calendar.Date) int64 { return clock.Micros(d.At(0)) }
	p := ReportsInParams{Offices: string(offices), Since: day(since), Before: day(until + 1), Most: beyondBatch}
	var out []Beyond
	for {
		rows, err := New(s.DB.Read()).ReportsIn(ctx, p)
		if err != nil {
			return nil, fmt.Errorf("intake: %w", err)
		}
		seen, err := s.visible(who, rows)
		if err != nil {
			return nil, err
		}
		for _, b := range seen {
			out = append(out, Beyond{Home: b.Home, ID: b.ID, Code: b.Code, Dossier: b.Dossier, Procedure: b.Procedure, At: b.At})
		}
		if len(rows) < beyondBatch {
			return out, nil
		}
		last := rows[len(rows)-1]
		p.Before, p.After = last.At, last.ID
	}
}

// Told gives reports whole, by their ids, without those the reader may not read.
func (s *Store) Told(ctx context.Context, who access.Who, ids []string) (map[string]Beyond, error) {
	if err := mayReadBeyond(who); err != nil {
		return nil, err
	}
	offices, err := json.Marshal(access.ScopeOf(who, access.KindDossier).Offices)
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	names, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	rows, err := New(s.DB.Read()).ReportsOf(ctx, ReportsOfParams{Offices: string(offices), Ids: string(names)})
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	all, err := s.visible(who, rows)
	out := map[string]Beyond{}
	for _, b := range all {
		out[b.ID] = b
	}
	return out, err
}
