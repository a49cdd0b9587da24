package trail

import (
	"slices"
	"strconv"

	"motcua/analysis"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/office"
	"motcua/procedure"
	"motcua/process"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Steps is where the dossier stands in its process: the approved one of the day it was
// received, or the one that follows from its limit (PRI-9, KS-9).
type Steps struct {
	Table    parts.Table
	Approved string // what it rests on; "" is derived
	Slow     string // a sentence about the step that takes longer than the process gives it
}

// steps holds what was done against the process. The due moments are counted as the
// appointment is: from the moment the time began, on the calendar of the receiving office.
func (v View) steps() (Steps, error) {
	var out Steps
	legal, ok := v.Legal()
	ver, known := v.hall.Procedures.Version(v.Version)
	if !ok || !known {
		return out, nil
	}
	day := calendar.DateOf(v.ReceivedAt.Time()).String()
	graph, _ := v.hall.Processes.Graph(ver, procedure.ChannelKind(v.Channel), day)
	if x, ok := v.hall.Processes.InForce(ver, day); ok {
		out.Approved = "Quy trình số " + strconv.Itoa(x.No) + ", theo " + x.Decision
	}
	life, err := analysis.Snapshots(v.Events)
	if err != nil {
		return out, err
	}
	done := stepsDone(life, legal.From)
	out.Table = parts.Table{ID: "process", Caption: "Các bước theo quy trình", CaptionHidden: true, Columns: []parts.Column{{Title: "Bước", Numeric: true}, {Title: "Việc", Wide: true},
		{Title: "Ai làm"}, {Title: "Xong trước"}, {Title: "Tình trạng"}}}
	holds := process.Due(graph, v.hall.Dossiers.Calendar(v.Home), legal.From, v.Apology != nil)
	for i, h := range holds {
		last := !slices.ContainsFunc(holds[i+1:], func(x process.Hold) bool { return x.Key == h.Key })
		out.row(v, h, done, last)
	}
	return out, nil
}

// row judges one step. Of several steps of one kind the last is when that work must be
// done: what is in between happens inside the office and is not recorded.
func (s *Steps) row(v View, h process.Hold, done map[procedure.StepKey]clock.Instant, last bool) {
	end, now := done[h.Key], clock.At(v.hall.Civil.Now())
	due := parts.Cell{Text: page.ShortDateTime(h.Due)}
	if !h.Counted {
		due = parts.Cell{Text: "Không tính thời gian"}
	}
	limit := clock.At(h.Due)
	state, late := parts.Tag{Kind: parts.Calm, Text: "Chưa đến"}, false
	switch {
	case h.Key == procedure.StepApology:
		state = parts.Tag{Kind: parts.Done, Text: "Đã gửi thư"}
	case end.Set():
		state = parts.Tag{Kind: parts.Done, Text: "Xong"}
		late = last && h.Counted && end > limit
	case v.EndedAt.Set():
		state = parts.Tag{Kind: parts.Done, Text: "Không thực hiện"}
	case procedure.StepKey(v.Step) == h.Key && v.Open():
		state = parts.Tag{Kind: parts.Today, Text: "Đang làm"}
		late = h.Counted && last && now > limit && v.Due.Set()
	}
	cell := parts.Cell{Part: state}
	if end.Set() {
		cell.Sub = page.ShortDateTime(end.Time())
	}
	if late {
		cell.Part = parts.Tag{Kind: parts.Late, Text: "Chậm so với quy trình"}
		if !end.Set() {
			s.Slow = "Bước " + strconv.Itoa(h.No) + " “" + h.Name + "” phải xong trước " + page.DateTime(h.Due) + "."
		}
	}
	where := h.Place.Vietnamese()
	if h.Place == process.Named {
		where = v.hall.Offices.Tree().Title(h.Office)
	}
	s.Table.Rows = append(s.Table.Rows, parts.Row{Late: late, Cells: []parts.Cell{{Text: strconv.Itoa(h.No)}, {Text: h.Name}, {Text: office.Role(h.Role).Vietnamese(), Sub: where}, due, cell}})
}

// stepsDone is when the dossier left each kind of step behind for good, since its time
// began.
func stepsDone(life []analysis.Snapshot, from clock.Instant) map[procedure.StepKey]clock.Instant {
	out := map[procedure.StepKey]clock.Instant{}
	for _, s := range life {
		if !s.ReceivedAt.Set() || s.At < from {
			continue
		}
		now := slices.Index(process.Keys, procedure.StepKey(s.Step))
		for i, k := range process.Keys {
			switch {
			case k == procedure.StepReturn:
				if s.ReturnedAt.Set() {
					out[k] = s.ReturnedAt
				}
			case k == procedure.StepConsult && len(s.Consultations) == 0 && now <= i:
			case now <= i && s.Dossier.State != dossier.Signed || k == procedure.StepConsult && len(s.OpenConsultations()) > 0:
				delete(out, k)
			case !out[k].Set():
				out[k] = s.At
			}
		}
	}
	return out
}
