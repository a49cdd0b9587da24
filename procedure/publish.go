package procedure

import "motcua/refusal"

// Publication is what a decision does to one procedure: the version Ends has LastDay as its
// last day, and New, if any, follows.
type Publication struct {
	Code    string
	Ends    string // id of the version that ends; "" of a procedure that is new
	LastDay string // YYYY-MM-DD
	By      string // number of the decision
	New     *Version
}

// Ending gives the versions the decision ends, with their last day, out of all of the
// code; or says why it does not fit them (KS-9). An older version that was left open ends
// with the one that took its place, so that it never comes back into force. Whoever
// drafts, checks and signs a decision asks this before it is carried out.
func (p Publication) Ending(all []Version) ([]Version, error) {
	var base Version
	for _, v := range all {
		if v.ID == p.Ends {
			base = v
		}
	}
	if p.Ends != "" && (base.ID == "" || base.ValidTo != "") {
		return nil, p.meanwhile("đã có phiên bản khác từ khi soạn")
	}
	if p.Ends != "" && base.ValidFrom > p.LastDay {
		return nil, refusal.Rule("KS-9", "code", "Phiên bản hiện hành của thủ tục "+p.Code+" có hiệu lực từ "+civilDay(base.ValidFrom)+" nên không hết hiệu lực trước ngày đó được. Lập hồ sơ để quyết định có hiệu lực sau ngày đó.")
	}
	var over []Version
	for _, v := range all {
		switch {
		case v.ID == p.Ends:
		case v.ValidFrom > p.LastDay:
			return nil, p.meanwhile("đã có phiên bản công bố, có hiệu lực từ " + civilDay(v.ValidFrom))
		case v.ValidTo == "" && v.No < base.No: // its successor is what ends
		case v.ValidTo == "":
			return nil, p.meanwhile("đang có hiệu lực theo phiên bản khác")
		case v.ValidTo > p.LastDay && (p.New == nil || v.No > base.No):
			return nil, p.meanwhile("còn phiên bản có hiệu lực đến hết " + civilDay(v.ValidTo))
		default:
			continue
		}
		v.ValidTo, v.EndedBy = p.LastDay, p.By
		over = append(over, v)
	}
	return over, nil
}

func (p Publication) meanwhile(how string) error {
	return refusal.Conflict("Thủ tục " + p.Code + " " + how + ". Lập hồ sơ công bố mới từ phiên bản hiện hành.")
}
