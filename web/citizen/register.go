package citizen

import (
	"net/http"
	"slices"

	"motcua/intake"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// consent is the sentence a citizen agrees to before the city looks into its databases;
// it is kept with every answer (REC-10).
const consent = "Tôi đồng ý để cơ quan tiếp nhận tra cứu dữ liệu của tôi trong các cơ sở dữ liệu nêu trên, theo số giấy tờ của tài khoản này, chỉ để giải quyết hồ sơ này."

// ownLook is the part of the papers' page that offers the look.
type ownLook struct {
	Offered   bool // a paper of the procedure stands in a database that is connected
	Action    string
	Registers []string
	Papers    []string
	Done      bool // answered today, nothing left to ask
	Found     int
	Absent    bool // some database has no data: the person is told to have it corrected
}

// heldWords is what a database said, beside the paper.
var heldWords = map[intake.Answer]parts.Tag{
	intake.Found:  {Kind: parts.Good, Text: "Thành phố đã có, không phải nộp"},
	intake.Absent: {Kind: parts.Soon, Text: "Chưa có dữ liệu: tải lên"},
	intake.Failed: {Kind: parts.Paused, Text: "Chưa tra được: tải lên"},
}

// inUse are the databases of the day.
func (p pages) inUse(x filing) ([]string, error) {
	m, err := p.Dossiers.MomentFor(x.who, x.given.Office, x.given.Office, x.proc.Code)
	return m.Profile.Reception.Registers.Value, err
}

// ownLook says which papers may be left out, and what came of looking.
func (p pages) ownLook(x filing) (ownLook, error) {
	v := ownLook{Action: x.href("registers")}
	if p.Registers == nil || x.given.Office == "" {
		return v, nil
	}
	inUse, err := p.inUse(x)
	if err != nil {
		return v, err
	}
	for _, g := range x.proc.Asked() {
		reg, ok := g.Register(inUse)
		if !ok || g.Shown() {
			continue
		}
		v.Offered = true
		v.Papers = append(v.Papers, g.Name)
		if !slices.Contains(v.Registers, reg.Name) {
			v.Registers = append(v.Registers, reg.Name)
		}
	}
	v.Done = len(x.held) > 0
	for _, l := range x.held {
		switch l.Answer {
		case intake.Found:
			v.Found++
		case intake.Absent:
			v.Absent = true
		case intake.Failed:
			v.Done = false
		}
	}
	return v, nil
}

// look asks the databases for the citizen's own data, once they agreed.
func (p pages) look(w http.ResponseWriter, r *http.Request) error {
	x, err := p.open(r)
	if err != nil {
		return toDossier(w, r, err)
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	if p.Registers == nil || x.given.Office == "" {
		return refusal.Conflict("Chưa tra cứu được lúc này. Chọn nơi nộp trước, hoặc tải giấy tờ lên như thường.")
	}
	if err := p.lookOwn(r, x, f.Bool("agree")); err != nil {
		if !f.Problems.Refused(err) {
			return err
		}
		r.SetPathValue("step", "papers")
		return p.show(w, r, x, f.Problems)
	}
	http.Redirect(w, r, x.href("papers")+"#own", http.StatusSeeOther)
	return nil
}

func (p pages) lookOwn(r *http.Request, x filing, agreed bool) error {
	inUse, err := p.inUse(x)
	if err != nil {
		return err
	}
	me, err := p.People.Find(r.Context(), x.who.Person)
	if err != nil {
		return err
	}
	own := intake.Own{Draft: x.draft.ID, Home: p.Offices.Tree().DeskOf(x.given.Office, p.Today()), Number: me.Number}
	if agreed {
		own.Consent = consent
	}
	if !me.Verified.Set() {
		return refusal.Rule("REC-10", "agree", "Số giấy tờ của tài khoản này chưa được xác thực nên chưa tra cứu được. Đến bộ phận một cửa một lần để xác thực (mã lấy ở trang Tài khoản), hoặc tải giấy tờ lên như thường.")
	}
	if me.Number != "" && x.given.Number != "" && x.given.Number != me.Number {
		return refusal.Rule("REC-10", "agree", "Chỉ tra cứu được dữ liệu của chính chủ tài khoản; số giấy tờ ở bước “Người nộp hồ sơ” là của người khác. Tải giấy tờ lên như thường.")
	}
	return p.Intake.LookOwn(r.Context(), x.who, p.Registers, x.proc, inUse, own)
}
