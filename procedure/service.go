package procedure

// Service is what the procedure's online service was from a day on. The levels of
// 2011–2022 and the two kinds since then are kept apart: level 4 is about the same as
// "toàn trình" and level 3 as "một phần", but not exactly (law 4.1), so that neither is
// computed from the other.
type Service struct {
	From     string      `json:"from,omitempty"`     // YYYY-MM-DD; "" = since the version began
	Level    int         `json:"level,omitempty"`    // 1–4; 0 = not stated
	Kind     ServiceKind `json:"kind,omitempty"`     // since 2022; "" = not stated
	Decision string      `json:"decision,omitempty"` // number of the decision that made it so
}

// ServiceKind is one of today's two kinds.
type ServiceKind string

// The kinds of NĐ 42/2022.
const (
	Whole   ServiceKind = "whole"   // toàn trình
	Partial ServiceKind = "partial" // một phần
)

// Vietnamese is the service as a list prints it.
func (s Service) Vietnamese() string {
	switch {
	case s.Kind == Whole:
		return "Dịch vụ công trực tuyến toàn trình"
	case s.Kind == Partial:
		return "Dịch vụ công trực tuyến một phần"
	case s.Level >= 1 && s.Level <= 4:
		return "Dịch vụ công trực tuyến mức độ " + string(rune('0'+s.Level))
	}
	return "Chưa công bố mức độ dịch vụ công trực tuyến"
}

// Files reports whether dossiers are filed online at this level or kind.
func (s Service) Files() bool { return s.Level >= 3 || s.Kind != "" }

// ServiceOn is the online service on a day: level and kind each as last stated.
func (v Version) ServiceOn(day string) Service {
	now := Service{Level: v.OnlineLevel}
	for _, s := range v.Services {
		if s.From > day {
			break
		}
		now.From, now.Decision = s.From, s.Decision
		if s.Level != 0 {
			now.Level = s.Level
		}
		if s.Kind != "" {
			now.Kind = s.Kind
		}
	}
	return now
}

// OnlineOn reports whether the procedure can be filed online on the day.
func (v Version) OnlineOn(day string) bool { return v.ServiceOn(day).Files() && v.Offers(Online) }
