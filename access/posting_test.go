package access

import (
	"strings"
	"testing"

	"motcua/refusal"
)

// CK-6, CK-7: an office's own people post and take down, its leaders keep the places and
// answer, control and inspectors look, and the clock only flags and asks.
func TestCK_7_WhoPostsAndWhoLooks(t *testing.T) {
	posted := Subject{Kind: KindPosting, Holder: "ward", Competent: "city"}
	all := []string{See, "open_place", "close_place", "post", "take_down", "check", "find", "settle", "confirm", "dismiss", "compare", "work_off", "want", "flag", "lapse"}
	may := map[string]string{
		"the desk":              "see post take_down",
		"another desk":          "",
		"head of the desk":      "see post take_down open_place close_place check find settle",
		"control of the city":   "see check find confirm dismiss compare work_off",
		"control of another":    "",
		"inspector of the city": "see check find",
		"inspector of another":  "",
		"the administrator":     "",
		"the applicant":         "",
		"nobody":                "",
		"the machine":           "see find settle compare work_off want flag lapse",
	}
	for who, acts := range may {
		for _, act := range all {
			err := May(actors[who], act, posted)
			want := strings.Contains(" "+acts+" ", " "+act+" ")
			if _, refused := refusal.As(err); want != (err == nil) || err != nil && !refused {
				t.Errorf("%s: %s → %v, want allowed %v", who, act, err, want)
			}
		}
	}
}
