package procedure

import (
	"math"
	"slices"
	"strings"

	"motcua/fold"
	"motcua/procedure/lexicon"
)

// hit is an entry with how well it fits.
type hit struct {
	score float64
	place int
}

// Where a word of an entry stands says how much it counts.
const (
	inName   = 1.0
	inEvent  = 0.8 // an everyday word or event that leads to the procedure
	inField  = 0.7
	inPapers = 0.6 // papers and results
)

// words is the catalogue word by word, and what people say.
type words struct {
	lexicon.Words
	sayings
}

// sayings are what people say, folded: longest first.
type sayings struct {
	laws   []phrase // everyday words for those of the law
	events []phrase
}

type phrase struct {
	say   string
	law   []string
	event *LifeEvent
}

// learn reads every entry into the words.
func (x *Index) learn() {
	w := words{Words: lexicon.New()}
	for _, s := range lexicon.Said().Filler {
		w.Filler[s], w.Filler[fold.Fold(s)] = true, true
	}
	for i := range x.entries {
		v := &x.entries[i].version
		seen := map[string]float32{}
		put := func(text string, weight float32) {
			for _, one := range lexicon.Pieces(text) {
				seen[one.Plain] = max(seen[one.Plain], weight)
				seen[one.Typed] = max(seen[one.Typed], weight)
			}
		}
		put(v.Name, inName)
		put(v.Field, inField)
		for _, p := range v.Papers {
			put(p.Name, inPapers)
		}
		for _, r := range v.Results {
			put(r.Name, inPapers)
		}
		for one, weight := range seen {
			w.At[one] = append(w.At[one], lexicon.Mention{Place: int32(i), Weight: weight})
		}
	}
	for one, list := range w.At {
		if plain := fold.Fold(one); plain == one {
			w.All = append(w.All, one)
		}
		w.Rare[one] = math.Log(1 + float64(len(x.entries))/float64(len(list)))
		if w.Filler[one] {
			w.Rare[one] *= 0.2
		}
	}
	slices.Sort(w.All)
	w.sayings = sayingsOf()
	x.words = w
	for i := range x.entries {
		name, _, _ := strings.Cut(x.entries[i].version.Name, " (") // what stands in brackets only explains
		for _, one := range lexicon.Pieces(name) {
			x.entries[i].weight += w.Rare[one.Plain]
		}
	}
}

func sayingsOf() sayings {
	var s sayings
	for _, p := range lexicon.Said().Words {
		s.laws = append(s.laws, phrase{say: fold.Fold(p.Say), law: lexicon.Split(fold.Fold(p.Law))})
	}
	events := LifeEvents()
	for i := range events {
		for _, say := range append([]string{events[i].Title}, events[i].Say...) {
			s.events = append(s.events, phrase{say: strings.Join(lexicon.Split(fold.Fold(say)), " "), event: &events[i]})
		}
	}
	longest := func(a, b phrase) int { return len(b.say) - len(a.say) }
	slices.SortStableFunc(s.laws, longest)
	slices.SortStableFunc(s.events, longest)
	return s
}

// find scores the entries for what was typed; folded is the same without accents.
func (x *Index) find(typed, folded string) []hit {
	if hits := x.byCodeTyped(folded); len(hits) > 0 {
		return hits
	}
	asked := x.words.Apart(lexicon.Pieces(typed))
	best := x.scores(asked, true)
	plain := " " + strings.Join(lexicon.PlainOf(asked), " ") + " "
	for _, p := range x.words.laws {
		if i := strings.Index(plain, " "+p.say+" "); i >= 0 {
			law := strings.Join(p.law, " ")
			for place, score := range x.scores(lexicon.Pieces(plain[:i]+" "+law+" "+plain[i+len(p.say)+2:]), false) {
				best[place] = max(best[place], score*inEvent)
			}
			for place, score := range x.scores(lexicon.Pieces(law), false) {
				best[place] = max(best[place], score*inPapers)
			}
			break // the longest saying is what was meant
		}
	}
	x.happenings(plain, best)
	accents := strings.ToLower(strings.Join(strings.Fields(fold.NFC(typed)), " "))
	hits := make([]hit, 0, len(best))
	for place, score := range best {
		if accents != folded && strings.Contains(x.entries[place].typed, accents) {
			score += 0.2
		}
		hits = append(hits, hit{score, place})
	}
	return hits
}

// happenings lifts the procedures of an event of life that was named.
func (x *Index) happenings(plain string, best map[int]float64) {
	for _, p := range x.words.events {
		if !strings.Contains(plain, " "+p.say+" ") {
			continue
		}
		share := float64(len(lexicon.Split(p.say))) / float64(len(lexicon.Split(plain)))
		for i, code := range p.event.Codes {
			for _, place := range x.byCode[code] {
				best[place] += inEvent * (1 + share) * (1 - 0.12*float64(i))
			}
		}
		return
	}
}

// byCodeTyped finds a code by its beginning or by its digits.
func (x *Index) byCodeTyped(text string) []hit {
	if text == "" || text[0] < '0' || text[0] > '9' {
		return nil
	}
	var out []hit
	for i := range x.entries {
		if c := x.entries[i].code; strings.HasPrefix(c, text) || strings.HasPrefix(text, c+".") || len(text) >= 4 && strings.Contains(c, text) {
			out = append(out, hit{10, i})
		}
	}
	return out
}

// enough is the share of what was asked that an entry must have.
const enough = 0.7

// scores gives the entries that have enough of the words asked for. The last word may be
// unfinished when somebody is typing.
func (x *Index) scores(asked []lexicon.Piece, typing bool) map[int]float64 {
	sums, total, plain := map[int]*sum{}, 0.0, lexicon.PlainOf(asked)
	for i, one := range asked {
		senses := x.words.Senses(one, typing && i == len(asked)-1)
		plain[i] = x.words.Meant(one.Plain, senses)
		most := x.worth(one, senses)
		total += most
		x.add(sums, senses, most)
	}
	out := map[int]float64{}
	for place, s := range sums {
		e := &x.entries[place]
		if s.found < enough*total || s.heads < 0.5*total && !e.asksFor(plain) {
			continue // too little of it, or words scattered over its papers
		}
		out[place] = s.got/total + 0.45*min(1, s.name/max(e.weight, 0.1)) + 0.35*inOrder(e.name, plain)
	}
	return out
}

// worth is how much a word asked for says: the word itself, not what it may become; one
// the catalogue does not know counts as rare, unless it only fills.
func (x *Index) worth(one lexicon.Piece, senses []lexicon.Sense) float64 {
	if len(senses) == 0 {
		most := math.Log(1+float64(len(x.entries))) / 1.5
		if x.words.Filler[one.Plain] {
			most *= 0.2
		}
		return most
	}
	first := senses[0]
	most := x.words.Rare[first.Word]
	if first.Quality == 1 || first.Quality == lexicon.OtherAccent {
		return most
	}
	for _, s := range senses[1:] {
		if rare := x.words.Rare[s.Word]; first.Quality == lexicon.Doubtful {
			most = min(most, rare) // what was meant is the commoner word
		} else {
			most = max(most, rare)
		}
	}
	return most
}

// sum is what an entry has of the words asked for.
type sum struct{ got, name, heads, found float64 }

// add counts the best sense of one word for every entry that has it; most is the word's
// worth.
func (x *Index) add(sums map[int]*sum, senses []lexicon.Sense, most float64) {
	type best struct{ quality, weight float64 }
	got := map[int32]best{}
	for _, s := range senses {
		for _, m := range x.words.At[s.Word] {
			if b := (best{s.Quality, float64(m.Weight)}); b.quality*b.weight > got[m.Place].quality*got[m.Place].weight {
				got[m.Place] = b
			}
		}
	}
	for place, b := range got {
		s := sums[int(place)]
		if s == nil {
			s = &sum{}
			sums[int(place)] = s
		}
		s.got += most * b.quality * b.weight
		s.found += most * b.quality
		if b.weight > inPapers {
			s.heads += most * b.quality
		}
		if b.weight == inName {
			s.name += most * b.quality
		}
	}
}

// asksFor reports whether most neighbouring words asked for are neighbours in a paper.
func (e *entry) asksFor(asked []string) bool { return inOrder(e.papers, asked) >= 0.5 }

// inOrder is the share of neighbouring words asked for that are neighbours in the name;
// a name that ends with them says nothing else.
func inOrder(name string, asked []string) float64 {
	text := " " + name + " "
	if len(asked) == 1 {
		if strings.Contains(text, " "+asked[0]+" ") {
			return 0.5
		}
		return 0
	}
	n := 0
	for i := 1; i < len(asked); i++ {
		if strings.Contains(text, " "+asked[i-1]+" "+asked[i]+" ") {
			n++
		}
	}
	share := float64(n) / float64(len(asked)-1)
	if strings.HasSuffix(name, strings.Join(asked, " ")) {
		share += 0.5
	}
	return share
}

// LifeEvent is something that happens in a life, with the procedures it brings.
type LifeEvent = lexicon.LifeEvent

// LifeEvents gives the events of a life in the order a page shows them.
func LifeEvents() []LifeEvent { return lexicon.Said().Events }

// LifeEventNamed finds an event by its key.
func LifeEventNamed(key string) (LifeEvent, bool) {
	i := slices.IndexFunc(LifeEvents(), func(e LifeEvent) bool { return e.Key == key })
	if i < 0 {
		return LifeEvent{}, false
	}
	return LifeEvents()[i], true
}
