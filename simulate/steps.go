package simulate

import (
	"fmt"
	"time"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/demand"
	"motcua/dossier/ending"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

// arrive: filed online, or brought to the counter or by post.
func (w *world) arrive(l *life) error {
	w.res.Dossiers++
	w.settle(l)
	p := w.cast.citizen[w.r.IntN(len(w.cast.citizen))]
	l.applicant = dossier.Applicant{Name: p.Name, Phone: p.Phone, Email: p.Email, Address: p.Address, IDNo: p.Number}
	if l.channel == 2 {
		ok, err := w.do(access.Who{Person: p.ID, Channel: "page"}, l, dossier.File{Procedure: l.v.Code, Receiving: l.receiving, Competent: l.competent, ReturnAt: l.receiving,
			Papers: l.papers(), Key: fmt.Sprintf("sim-%d-%d", w.plan.Seed, w.res.Dossiers), Person: p.ID, Applicant: l.applicant})
		if ok {
			w.later(w.cal.AddMinutes(w.now(), 15+skewed(w.r, 900)), l, w.receive)
		}
		return err
	}
	if w.r.Float64() < 0.3 {
		l.person = p.ID
	}
	return w.receive(l)
}

func (w *world) receive(l *life) error {
	desk := w.cast.who(w.r, l.receiving, office.Reception)
	fresh := l.d.ID == ""
	if l.fate == refused {
		act := dossier.Refuse{Reason: "Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan này"}
		if fresh {
			act.Procedure, act.Channel, act.Receiving, act.Competent, act.Applicant = l.v.Code, l.channel, l.receiving, l.competent, &l.applicant
			act.Record = w.record(l)
		}
		_, err := w.do(desk, l, act)
		return err
	}
	act := dossier.Receive{Sets: 1}
	if fresh {
		act = dossier.Receive{Procedure: l.v.Code, Channel: l.channel, Receiving: l.receiving, Competent: l.competent, ReturnAt: l.receiving,
			Papers: l.papers(), Sets: 1, Person: l.person, Applicant: &l.applicant, Record: w.record(l)}
	}
	ok, err := w.do(desk, l, act)
	if ok {
		w.schedule(l)
	}
	return err
}

// record is what the post and the desk signed when the dossier was handed over.
func (w *world) record(l *life) *dossier.PostRecord {
	if procedure.ChannelKind(l.channel) != procedure.Post {
		return nil
	}
	return &dossier.PostRecord{Number: w.c.Civil.Now().Format("060102"), Signed: clock.At(w.c.Civil.Now())}
}

// schedule plans the office's work within the running limit, and the letter when
// it will be late.
func (w *world) schedule(l *life) {
	w.later(l.at(w.cal, min(0.06, l.pace*0.1)), l, w.assign)
	if l.pace <= 1 {
		return
	}
	switch p := w.r.Float64(); {
	case p < inTime:
		w.later(l.at(w.cal, 0.55), l, w.letter)
	case p < inTime+lateSent:
		w.later(w.cal.AddMinutes(l.d.Due.Time(), 60+w.r.IntN(900)), l, w.letter)
	default:
		w.later(w.cal.AddMinutes(l.d.Due.Time(), 9000+w.r.IntN(9000)), l, w.letter)
	}
}

func (w *world) assign(l *life) error {
	if l.d.State != dossier.Received {
		return nil
	}
	head := w.cast.who(w.r, l.competent, office.Head)
	officer := w.cast.who(w.r, l.competent, office.Officer)
	ok, err := w.do(head, l, dossier.Assign{Officer: officer.Official, Office: officer.Office})
	if ok {
		w.later(l.at(w.cal, l.pace*0.35), l, w.examine)
	}
	return err
}

// officer is the one the dossier was assigned to. One that came over from another
// office has nobody: the head assigns anew.
func (w *world) officer(l *life) (access.Who, error) {
	if l.d.Officer == "" {
		head, officer := w.cast.who(w.r, l.competent, office.Head), w.cast.who(w.r, l.competent, office.Officer)
		if ok, err := w.do(head, l, dossier.Assign{Officer: officer.Official, Office: officer.Office}); !ok {
			return access.Who{}, err
		}
	}
	for _, x := range w.cast.posts[l.competent][office.Officer] {
		if x.Official == l.d.Officer {
			return x, nil
		}
	}
	return access.Who{}, fmt.Errorf("%s is in the hands of %q, who is not at %s", l.d.Code, l.d.Officer, l.competent)
}

func (w *world) examine(l *life) error {
	if l.d.State != dossier.InProcess {
		return nil
	}
	who, err := w.officer(l)
	if err != nil || who.Official == "" {
		return err
	}
	switch {
	case l.fate == withdrawn:
		return w.end(w.cast.who(w.r, l.receiving, office.Reception), l, ending.Withdraw{Reason: "Người nộp đề nghị rút hồ sơ", Paper: draftFile})
	case l.fate == stopped:
		return w.end(w.cast.who(w.r, l.competent, office.Head), l, dossier.Stop{Cause: "authority", Reason: "Dừng theo yêu cầu của cơ quan có thẩm quyền", Demand: &demand.Document{Issuer: "Thanh tra Thành phố", Number: "01/YC-TTTP", Day: w.now().Format(time.DateOnly)}})
	case !l.asked && w.r.Float64() < supplyP && len(l.papers()) > 0:
		return w.supplement(l, who)
	}
	if _, err := w.do(who, l, decision.Examine{Fit: true}); err != nil {
		return err
	}
	if !l.consulted && w.r.Float64() < consultP {
		return w.consult(l, who)
	}
	w.later(l.at(w.cal, l.pace*0.75), l, w.propose)
	return nil
}

// end is tried again later: a late dossier does not end without its letter (APO-7).
func (w *world) end(who access.Who, l *life, act dossier.Act) error {
	ok, err := w.do(who, l, act)
	if !ok && err == nil {
		w.later(w.in(2400), l, w.examine)
	}
	return err
}

func (w *world) supplement(l *life, who access.Who) error {
	l.asked = true
	p := l.v.Asked()[0]
	ok, err := w.do(who, l, dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định", Lines: []dossier.SupplementLine{{Paper: p.Key, What: "Nộp bản rõ nét, đủ trang"}}})
	if ok && w.r.Float64() < 0.85 { // the others never come back
		w.later(w.in(300+w.r.IntN(3000)), l, w.supply)
	}
	return err
}

func (w *world) supply(l *life) error {
	if l.d.State != dossier.Supplementing {
		return nil
	}
	line := l.d.Supplements[len(l.d.Supplements)-1].Lines[0]
	ok, err := w.do(w.cast.who(w.r, l.receiving, office.Reception), l, dossier.Supply{Papers: []dossier.GivenPaper{{Paper: line.Paper, Name: line.Name, Originals: 1}}})
	if ok {
		w.later(l.at(w.cal, l.pace*0.35), l, w.examine)
	}
	return err
}

func (w *world) consult(l *life, who access.Who) error {
	l.consulted = true
	other := w.cast.parent[l.competent]
	if other == "" || len(w.cast.posts[other][office.Officer]) == 0 {
		other = w.cast.depts[1].ID
	}
	ok, err := w.do(who, l, decision.Consult{Office: other, Limit: "2wd", Question: "Đề nghị cho ý kiến chuyên môn về hồ sơ"})
	if ok {
		w.later(w.in(300+w.r.IntN(1400)), l, w.answer)
	}
	return err
}

func (w *world) answer(l *life) error {
	open := l.d.OpenConsultations()
	if len(open) == 0 || !l.d.State.Open() {
		return nil
	}
	who := w.cast.who(w.r, open[0].Office, office.Officer)
	ok, err := w.do(who, l, decision.Answer{N: open[0].N, Agrees: true, Opinion: "Thống nhất với đề xuất của cơ quan chủ trì"})
	if ok {
		w.later(l.at(w.cal, l.pace*0.75), l, w.propose)
	}
	return err
}

// letter: the head sends the one letter, if it is still owed.
func (w *world) letter(l *life) error {
	if l.d.Apology != nil || !l.d.State.Open() || !l.d.Due.Set() {
		return nil
	}
	head := w.cast.who(w.r, l.competent, office.Head)
	letter := l.letter(w.cal, w.now(), w.r)
	d, err := w.c.Letters.Send(w.ctx, head, dossier.Key{Home: l.d.Home, ID: l.d.ID}, letter)
	if r, ok := refusal.As(err); ok {
		w.res.Refusals["letter "+r.Rule]++
		return nil
	}
	if err != nil {
		return fmt.Errorf("simulate: letter: %w", err)
	}
	l.d = d
	w.res.Letters++
	w.res.Acts++
	if w.f != nil {
		return w.f.letterTwice(w, head, l, letter)
	}
	return nil
}

// draftFile stands for the drafted and the signed result of simulated dossiers, and for
// the requests of their applicants: no file is stored for them.
const draftFile = "0000000000000000000000000000000000000000000000000000000000000000"

func (w *world) propose(l *life) error {
	if l.d.State != dossier.InProcess {
		return nil
	}
	who, err := w.officer(l)
	if err != nil || who.Official == "" {
		return err
	}
	act := decision.Propose{Outcome: dossier.Granted, File: w.draft()}
	if l.fate == rejected {
		act.Outcome, act.Note = dossier.Rejected, "Không đủ điều kiện theo quy định của pháp luật"
	}
	ok, err := w.do(who, l, act)
	switch {
	case ok:
		w.later(l.at(w.cal, l.pace*0.92), l, w.sign)
	case err == nil: // without its letter a late dossier waits
		w.later(w.in(2400), l, w.propose)
	}
	return err
}

// decidesFirst: of one dossier in so many the head approves and signs by two presses.
const decidesFirst = 7

func (w *world) sign(l *life) error {
	if l.d.State != dossier.Proposed {
		return nil
	}
	head := w.cast.who(w.r, l.competent, office.Head)
	if l.d.Decision == nil && l.d.ReceiptNo%decidesFirst == 0 {
		ok, err := w.do(head, l, decision.Decide{Drafted: w.draft()})
		if ok {
			w.later(w.in(90), l, w.sign)
		} else if err == nil { // without its letter a late dossier waits
			w.later(w.in(960), l, w.sign)
		}
		return err
	}
	ok, err := w.do(head, l, decision.Sign{File: draftFile, Drafted: w.draft(), Signature: dossier.Signature{Hash: draftFile, Key: "simulation"}})
	switch {
	case ok:
		w.later(l.at(w.cal, l.pace), l, w.complete)
	case err == nil:
		w.later(w.in(960), l, w.sign)
	}
	return err
}

func (w *world) complete(l *life) error {
	if l.d.State != dossier.Signed {
		return nil
	}
	ok, err := w.do(w.cast.who(w.r, l.d.Receiving, office.Reception), l, ending.Complete{})
	if ok && w.r.Float64() < returnedP {
		w.later(w.in(60+w.r.IntN(1400)), l, w.handOver)
	}
	return err
}

func (w *world) handOver(l *life) error {
	if l.d.State != dossier.Completed {
		return nil
	}
	desk := w.cast.who(w.r, l.d.Receiving, office.Reception)
	if l.d.Owes() > 0 {
		if _, err := w.c.Payments.Pay(w.ctx, desk, dossier.Key{Home: l.d.Home, ID: l.d.ID}, "cash"); err != nil {
			if r, ok := refusal.As(err); ok {
				w.res.Refusals["pay "+r.Rule]++
				return nil
			}
			return fmt.Errorf("simulate: pay: %w", err)
		}
		w.res.Acts++
	}
	_, err := w.do(w.cast.who(w.r, l.d.ReturnAt, office.Reception), l, ending.Return{To: l.applicant.Name, How: "receipt"})
	return err
}
