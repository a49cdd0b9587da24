package names

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed parts.txt
var partsText string

type parts struct {
	surnames                 weighted
	middleMale, middleFemale weighted
	givenMale, givenFemale   weighted
	trades, brands           []string
	streets                  map[string][]string // by district
}

// weighted picks words in proportion to their weights.
type weighted struct {
	words []string
	upTo  []int // running sums
}

func (w weighted) pick(r *rand.Rand) string {
	n := r.IntN(w.upTo[len(w.upTo)-1])
	return w.words[sort.SearchInts(w.upTo, n+1)]
}

// shippedParts reads the embedded text once. A fault in it is a broken build, which
// the test of this package finds; there is nobody to answer at run time.
var shippedParts = sync.OnceValue(func() *parts {
	p, err := parse(partsText)
	if err != nil {
		panic("names: " + err.Error())
	}
	return p
})

func parse(text string) (*parts, error) {
	p := &parts{streets: map[string][]string{}}
	lists := map[string]*weighted{"surname": &p.surnames, "middle-male": &p.middleMale, "middle-female": &p.middleFemale,
		"given-male": &p.givenMale, "given-female": &p.givenFemale}
	for n, line := range strings.Split(text, "\n") {
		key, rest, found := strings.Cut(line, "|")
		district, street := strings.CutPrefix(key, "street:")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case !found:
			return nil, fmt.Errorf("line %d has no key", n+1)
		case street:
			p.streets[district] = strings.Split(rest, "; ")
		case key == "trade":
			p.trades = strings.Split(rest, "; ")
		case key == "brand":
			p.brands = strings.Split(rest, "; ")
		case lists[key] == nil:
			return nil, fmt.Errorf("line %d: unknown key %q", n+1, key)
		default:
			if err := lists[key].read(rest); err != nil {
				return nil, fmt.Errorf("line %d: %w", n+1, err)
			}
		}
	}
	for key, list := range lists {
		if len(list.words) == 0 {
			return nil, fmt.Errorf("no line %q", key)
		}
	}
	if len(p.trades) == 0 || len(p.brands) == 0 || len(p.streets["Quận 1"]) == 0 {
		return nil, fmt.Errorf("trades, brands or streets are missing")
	}
	return p, nil
}

func (w *weighted) read(text string) error {
	sum := 0
	for _, item := range strings.Fields(text) {
		word, weight, _ := strings.Cut(item, ":")
		n, err := strconv.Atoi(weight)
		if err != nil || n <= 0 || word == "" {
			return fmt.Errorf("%q is no word:weight", item)
		}
		sum += n
		w.words = append(w.words, word)
		w.upTo = append(w.upTo, sum)
	}
	return nil
}
