package fold

// Side says in which of two texts a piece stands.
type Side int

// The sides.
const (
	Both Side = iota
	Left
	Right
)

// Aligned is one piece with its side.
type Aligned struct {
	Text string
	Side Side
}

// alignMost bounds the table of an alignment; longer texts are told as wholly replaced
// between their common beginning and end.
const alignMost = 4_000_000

// Align finds the longest common sequence of a and b; what is left of a stands before
// what is new of b.
func Align(a, b []string) []Aligned {
	var head, tail []Aligned
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		head, a, b = append(head, Aligned{a[0], Both}), a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		tail, a, b = append(tail, Aligned{a[len(a)-1], Both}), a[:len(a)-1], b[:len(b)-1]
	}
	out := append(head, middle(a, b)...)
	for i := len(tail) - 1; i >= 0; i-- {
		out = append(out, tail[i])
	}
	return out
}

func middle(a, b []string) []Aligned {
	var out []Aligned
	i, j := 0, 0
	if n, m := len(a), len(b); n*m > 0 && n*m <= alignMost {
		long := make([]int32, (n+1)*(m+1)) // length of the common rest behind i, j
		for x := n - 1; x >= 0; x-- {
			for y := m - 1; y >= 0; y-- {
				if a[x] == b[y] {
					long[x*(m+1)+y] = long[(x+1)*(m+1)+y+1] + 1
				} else {
					long[x*(m+1)+y] = max(long[(x+1)*(m+1)+y], long[x*(m+1)+y+1])
				}
			}
		}
		for i < n && j < m {
			switch {
			case a[i] == b[j]:
				out = append(out, Aligned{a[i], Both})
				i, j = i+1, j+1
			case long[(i+1)*(m+1)+j] >= long[i*(m+1)+j+1]:
				out = append(out, Aligned{a[i], Left})
				i++
			default:
				out = append(out, Aligned{b[j], Right})
				j++
			}
		}
	}
	for ; i < len(a); i++ {
		out = append(out, Aligned{a[i], Left})
	}
	for ; j < len(b); j++ {
		out = append(out, Aligned{b[j], Right})
	}
	return out
}

// Distance is how many letters must be changed, added, dropped or swapped with their
// neighbour to make a into b; most+1 when it is more than most.
func Distance(a, b string, most int) int {
	var rows [3][32]int
	if len(a) > 30 || len(b) > 30 {
		return most + 1
	}
	before, last, now := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
			least = min(least, now[j])
		}
		if least > most {
			return most + 1
		}
		before, last, now = last, now, before
	}
	return min(last[len(b)], most+1)
}
