package gateway

import (
	"fmt"
	"os"
	"path/filepath"

	"motcua/procedure"
)

// DropNational plays the national database: it drops an export of the city's own
// procedures in which every nineteenth is missing, every thirteenth says something else,
// and one stands that the city does not have.
func DropNational(path string, ours []procedure.Version, day string) error {
	out := procedure.File{Source: "Bản xuất mô phỏng của Cơ sở dữ liệu quốc gia"}
	for i, v := range ours {
		if !v.InForce(day) || i%19 == 18 {
			continue
		}
		if i%13 == 12 {
			v.Steps += "\nBước bổ sung trên Cơ sở dữ liệu quốc gia."
		}
		out.Versions = append(out.Versions, v)
	}
	if len(out.Versions) > 0 {
		extra := out.Versions[0]
		extra.Code, extra.Name = "9.999001", "Thủ tục mô phỏng chỉ có ở Cơ sở dữ liệu quốc gia"
		out.Versions = append(out.Versions, extra)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "national-*.json")
	if err != nil {
		return fmt.Errorf("gateway: %w", err)
	}
	err = procedure.WriteFile(f, out)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), path) // whoever reads sees a whole file
	}
	if err != nil {
		return fmt.Errorf("gateway: %w", err)
	}
	return nil
}
