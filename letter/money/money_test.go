package money

import "testing"

func TestSET_11_AmountsInWords(t *testing.T) {
	for n, want := range map[int64]string{
		0: "Không", 1: "Một", 5: "Năm", 10: "Mười", 11: "Mười một", 15: "Mười lăm", 20: "Hai mươi", 21: "Hai mươi mốt", 24: "Hai mươi bốn", 25: "Hai mươi lăm",
		101: "Một trăm linh một", 110: "Một trăm mười", 115: "Một trăm mười lăm", 1000: "Một nghìn", 1005: "Một nghìn không trăm linh năm", 1015: "Một nghìn không trăm mười lăm",
		20_000: "Hai mươi nghìn", 50_001: "Năm mươi nghìn không trăm linh một", 1_000_000: "Một triệu", 1_250_500: "Một triệu hai trăm năm mươi nghìn năm trăm",
		1_000_005: "Một triệu không trăm linh năm", 2_000_300_000: "Hai tỷ ba trăm nghìn", 105_000_000_000: "Một trăm linh năm tỷ",
	} {
		if got, err := InWords(n); err != nil || got != want+" đồng" {
			t.Errorf("%d: %q %v, want %q", n, got, err, want)
		}
	}
	for _, n := range []int64{-1, 1_000_000_000_000} {
		if got, err := InWords(n); err == nil {
			t.Errorf("%d is %q", n, got)
		}
	}
	for n, want := range map[int64]string{0: "0 đồng", 999: "999 đồng", 1000: "1.000 đồng", 1_234_567: "1.234.567 đồng", -20_000: "-20.000 đồng"} {
		if got := Dong(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}
