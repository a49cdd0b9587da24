package fold_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"motcua/fold"
)

func TestFoldDropsWhatASearcherDoesNotType(t *testing.T) {
	rows := []struct{ sentence, in, want string }{
		{"marks of all vowels are dropped", "Đăng ký khai sinh", "dang ky khai sinh"},
		{"đ is d, which no decomposition gives (stack trap 25)", "đường ĐẶNG", "duong dang"},
		{"the look-alike Ð of foreign keyboards is d too", "Ðức", "duc"},
		{"decomposed input gives the same", norm.NFD.String("Nguyễn Thị Ngọc Ánh"), "nguyen thi ngoc anh"},
		{"partly decomposed input gives the same", "Tư\u0300 thư\u0301 hai", "tu thu hai"},
		{"runs of space, tabs and line breaks become one space", "  Công bố\n\tdanh  mục ", "cong bo danh muc"},
		{"a no-break space is a space", "Quận\u00a01", "quan 1"},
		{"codes keep digits and dots", " 1.001193.000.00.00.H29 ", "1.001193.000.00.00.h29"},
		{"nothing stays nothing", " \n ", ""},
	}
	for _, row := range rows {
		if got := fold.Fold(row.in); got != row.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", row.sentence, row.in, got, row.want)
		}
	}
}

func TestEveryVietnameseVowelFoldsToItsBase(t *testing.T) {
	families := map[rune]string{
		'a': "aàảãáạăằẳẵắặâầẩẫấậ", 'e': "eèẻẽéẹêềểễếệ", 'i': "iìỉĩíị",
		'o': "oòỏõóọôồổỗốộơờởỡớợ", 'u': "uùủũúụưừửữứự", 'y': "yỳỷỹýỵ", 'd': "dđ",
	}
	for base, family := range families {
		for _, r := range family + strings.ToUpper(family) {
			if got := fold.Fold(string(r)); got != string(base) {
				t.Errorf("Fold(%q) = %q, want %q", string(r), got, string(base))
			}
			if got := fold.Fold(norm.NFD.String(string(r))); got != string(base) {
				t.Errorf("decomposed %q folds to %q, want %q", string(r), got, string(base))
			}
		}
	}
}

func TestContainsNeedsEveryWord(t *testing.T) {
	text := fold.Fold("Thủ tục đăng ký khai sinh")
	for query, want := range map[string]bool{"khai sinh": true, "sinh dang": true, "": true, "khai tru": false} {
		if got := fold.Contains(text, query); got != want {
			t.Errorf("Contains(%q, %q) = %v, want %v", text, query, got, want)
		}
	}
}

func TestKeyOrdersAsAVietnameseReader(t *testing.T) {
	want := []string{"An", "Ăn", "Ân", "Bà", "Da", "Đa", "Em", "Êm", "On", "Ôn", "Ơn", "Un", "Ưn"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return bytes.Compare(fold.Key(a), fold.Key(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("order by Key = %v, want %v", got, want)
	}
	slices.Reverse(got)
	slices.SortFunc(got, fold.Compare)
	if !slices.Equal(got, want) {
		t.Errorf("order by Compare = %v, want %v", got, want)
	}
}

func TestFoldProperties(t *testing.T) {
	letters := rapid.StringOf(rapid.RuneFrom([]rune("aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠẰẬĐ 1.-\n\u0300\u0301\u0303\u0309\u0323\u031b")))
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(letters, rapid.String()).Draw(t, "s")
		folded := fold.Fold(s)
		if again := fold.Fold(folded); again != folded {
			t.Fatalf("folding twice changes %q to %q", folded, again)
		}
		if other := fold.Fold(norm.NFD.String(s)); other != folded {
			t.Fatalf("composed gives %q, decomposed %q", folded, other)
		}
		if other := fold.Fold(fold.NFC(s)); other != folded {
			t.Fatalf("NFC gives %q, the raw text %q", other, folded)
		}
	})
}

func TestKeyProperties(t *testing.T) {
	words := rapid.StringOf(rapid.RuneFrom([]rune("aăâdđeêoôơuưy ÀẠĐn")))
	rapid.Check(t, func(t *rapid.T) {
		a, b := words.Draw(t, "a"), words.Draw(t, "b")
		if !bytes.Equal(fold.Key(a), fold.Key(norm.NFD.String(a))) {
			t.Fatalf("the key of %q depends on its form", a)
		}
		if sign(bytes.Compare(fold.Key(a), fold.Key(b))) != sign(fold.Compare(a, b)) {
			t.Fatalf("Key and Compare disagree on %q and %q", a, b)
		}
	})
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"Đăng ký", "Ðức", "e\u0323\u0302", "\xff\xfe", "İ", "ẞ", "\u0301a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := fold.Fold(s)
		if fold.Fold(folded) != folded {
			t.Fatalf("folding %q twice: %q then %q", s, folded, fold.Fold(folded))
		}
		for _, r := range folded {
			if unicode.Is(unicode.Mn, r) || r == 'đ' {
				t.Fatalf("Fold(%q) kept %q", s, r)
			}
		}
		if strings.TrimSpace(folded) != folded {
			t.Fatalf("Fold(%q) kept a space at an end", s)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		fold.Fold("Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con")
	}
}
