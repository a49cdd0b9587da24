package procedure_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"motcua/procedure"
)

// question is one line of testdata/questions.txt.
type question struct {
	text  string
	codes []string
}

func questions(t *testing.T) []question {
	t.Helper()
	data, err := os.ReadFile("testdata/questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []question
	for line := range strings.Lines(string(data)) {
		text, codes, ok := strings.Cut(strings.TrimSpace(line), " → ")
		if !ok || strings.HasPrefix(text, "#") {
			continue
		}
		out = append(out, question{strings.TrimLeft(text, "-~ "), strings.Fields(codes)})
	}
	if len(out) < 50 {
		t.Fatalf("%d questions, want at least 50", len(out))
	}
	return out
}

// answered wants one of the codes among the first three for every question.
func answered(t *testing.T, x *procedure.Index, all []question) {
	t.Helper()
	wrong := 0
	for _, q := range all {
		got := x.Search(procedure.Query{Text: q.text})
		first := names(got[:min(3, len(got))])
		if !slices.ContainsFunc(first, func(code string) bool { return slices.Contains(q.codes, code) }) {
			wrong++
			t.Errorf("%q finds %v, want one of %v among the first three", q.text, first, q.codes)
		}
	}
	t.Logf("%d of %d questions answered among the first three", len(all)-wrong, len(all))
}

func TestFiftyRealQuestionsFindTheirProcedure(t *testing.T) {
	answered(t, procedure.NewIndex(shippedVersions(t)), questions(t))
}
