package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/paper"
	"motcua/refusal"
)

// EvidenceMost is how many files one report may carry.
const EvidenceMost = 5

// Reportable refuses a report before its files are stored, and finds its dossier.
func (s *Store) Reportable(ctx context.Context, token, said string) (dossier.Dossier, error) {
	if err := words("PRI-2", "said", said, "Ghi rõ đã bị yêu cầu thêm giấy tờ hoặc việc gì (ít nhất 10 ký tự)."); err != nil {
		return dossier.Dossier{}, err
	}
	return s.Dossiers.ByToken(ctx, token)
}

// ReportBeyond stores the report of whoever holds the receipt, with the files staged for
// it. No event is written and no page of the office shows it: the official concerned does
// not learn of it here.
func (s *Store) ReportBeyond(ctx context.Context, token, said string, evidence ...paper.PaperFile) error {
	if len(evidence) > EvidenceMost {
		return refusal.Rule("PRI-2", "evidence", "Gửi tối đa 5 tệp cho một phản ánh. Gộp các ảnh vào một tệp PDF nếu cần.")
	}
	d, err := s.Reportable(ctx, token, said)
	if err != nil {
		return err
	}
	concerned, err := s.concerned(ctx, d)
	if err != nil {
		return err
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		id := s.IDs.New()
		for _, f := range evidence {
			f.Subject = id
			if err := paper.AddTx(tx, f); err != nil {
				return fmt.Errorf("intake: %w", err)
			}
		}
		return New(tx).InsertReport(tx.Ctx, InsertReportParams{Home: d.Home, ID: id, At: int64(clock.At(s.Civil.Now())), Dossier: d.ID, Code: d.Code, Body: said,
			Concerned: concerned, Procedure: d.Procedure})
	})
}

// concerned names the officials who have done something on the dossier.
func (s *Store) concerned(ctx context.Context, d dossier.Dossier) (string, error) {
	trail, err := s.Dossiers.Trail(ctx, dossier.Key{Home: d.Home, ID: d.ID})
	if err != nil {
		return "", err
	}
	out := []string{}
	for _, e := range trail {
		if e.Official != "" && !slices.Contains(out, e.Official) {
			out = append(out, e.Official)
		}
	}
	if d.Officer != "" && !slices.Contains(out, d.Officer) {
		out = append(out, d.Officer)
	}
	b, err := json.Marshal(out)
	return string(b), err
}

// mayReadBeyond lets the control office and the inspectors read, and nobody about whom
// the report may be, whatever other post they hold.
func mayReadBeyond(who access.Who) error {
	if who.Role != "control" && who.Role != "inspector" {
		return refusal.Forbidden("Chỉ bộ phận kiểm soát thủ tục hành chính và thanh tra mới xem được các phản ánh này.")
	}
	return nil
}

// hidden reports whether a reader may be meant: by what he did, by the name the reporter
// gave, whichever office was chosen, or by his whole name in the text.
func (s *Store) hidden(r IntakeReport, who access.Who) (bool, error) {
	var concerned []string
	if err := json.Unmarshal([]byte(r.Concerned), &concerned); err != nil {
		return true, fmt.Errorf("intake: report %s: %w", r.ID, err)
	}
	if slices.Contains(concerned, who.Official) {
		return true, nil
	}
	if s.Official == nil {
		return false, nil
	}
	o, ok := s.Official(who.Official)
	return ok && (Means(r.Named, o.Name) || Speaks(r.Body, o.Name)), nil
}

// Beyonds lists the newest reports about what lies at and below the control office.
func (s *Store) Beyonds(ctx context.Context, who access.Who, most int) ([]Beyond, error) {
	if err := mayReadBeyond(who); err != nil {
		return nil, err
	}
	offices, err := json.Marshal(access.ScopeOf(who, access.KindDossier).Offices)
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	rows, err := New(s.DB.Read()).Reports(ctx, ReportsParams{Offices: string(offices), Most: int32(most)})
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	return s.visible(who, rows)
}

func (s *Store) visible(who access.Who, rows []IntakeReport) ([]Beyond, error) {
	var out []Beyond
	for _, r := range rows {
		hidden, err := s.hidden(r, who)
		if err != nil {
			return nil, err
		}
		if !hidden {
			out = append(out, beyond(r))
		}
	}
	return out, nil
}

func beyond(r IntakeReport) Beyond {
	b := Beyond{Home: r.Home, ID: r.ID, Code: r.Code, Dossier: r.Dossier, Said: r.Body, Procedure: r.Procedure, Named: r.Named, At: clock.Instant(r.At)}
	if json.Unmarshal([]byte(r.Concerned), &b.Concerned) != nil {
		b.Concerned = nil // hidden said so before
	}
	return b
}

// Beyond gives one report to who may read it; to everybody else there is none.
func (s *Store) Beyond(ctx context.Context, who access.Who, home, id string) (Beyond, error) {
	none := refusal.Missing("Không tìm thấy phản ánh này.")
	if err := mayReadBeyond(who); err != nil {
		return Beyond{}, err
	}
	if !slices.Contains(access.ScopeOf(who, access.KindDossier).Offices, home) {
		return Beyond{}, none
	}
	r, err := New(s.DB.Read()).ReportByID(ctx, ReportByIDParams{Home: home, ID: id})
	if db.IsMissing(err) {
		return Beyond{}, none
	}
	if err != nil {
		return Beyond{}, fmt.Errorf("intake: %w", err)
	}
	if hidden, err := s.hidden(r, who); err != nil || hidden {
		return Beyond{}, none
	}
	return beyond(r), nil
}
