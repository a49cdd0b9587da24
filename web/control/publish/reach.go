package publish

import (
	"slices"
	"strconv"

	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// reachForm is who does a procedure and how it is served online, as boxes.
type reachForm struct {
	Levels                       []string
	Service                      string
	FromDay, FromMonth, FromYear string
}

var levelOptions = []parts.Option{{Value: "ministry", Label: "Cấp Bộ"}, {Value: "province", Label: "Cấp tỉnh"}, {Value: "district", Label: "Cấp huyện"}, {Value: "commune", Label: "Cấp xã"}, {Value: "other", Label: "Cơ quan khác"}}

var serviceOptions = []parts.Option{{Value: "", Label: "– (chưa công bố)"}, {Value: "1", Label: "Mức độ 1"}, {Value: "2", Label: "Mức độ 2"}, {Value: "3", Label: "Mức độ 3"}, {Value: "4", Label: "Mức độ 4"},
	{Value: "partial", Label: "Một phần"}, {Value: "whole", Label: "Toàn trình"}}

// service is the newest online service of a version and the day it begins.
func service(v procedure.Version) (choice, from string) {
	now := v.ServiceOn("9999-12-31")
	switch {
	case now.Kind != "":
		choice = string(now.Kind)
	case now.Level > 0:
		choice = strconv.Itoa(now.Level)
	}
	return choice, now.From
}

func reachOf(v procedure.Version) reachForm {
	var out reachForm
	for _, l := range v.Levels {
		out.Levels = append(out.Levels, string(l))
	}
	var from string
	out.Service, from = service(v)
	b := boxes(from)
	out.FromDay, out.FromMonth, out.FromYear = b[0], b[1], b[2]
	return out
}

// readReach reads the boxes; what they do not change stays as the catalogue keeps it.
func readReach(in *page.Form, v procedure.Version) procedure.Version {
	var levels []procedure.Level
	for _, l := range in.Many("levels", "ministry", "province", "district", "commune", "other") {
		levels = append(levels, procedure.Level(l))
	}
	if !slices.Equal(levels, v.Levels) {
		v.Levels = levels
		if !slices.Contains(levels, v.Level2019) {
			v.Level2019 = ""
		}
	}
	choice, from := in.Choice("service", "1", "2", "3", "4", "partial", "whole"), ""
	if d, ok := in.Date("service-from"); ok {
		from = d.String()
	}
	if was, since := service(v); was == choice && since == from {
		return v
	}
	one := procedure.Service{From: from}
	if n, err := strconv.Atoi(choice); err == nil {
		one.Level = n
	} else {
		one.Kind = procedure.ServiceKind(choice)
	}
	switch {
	case choice == "":
		v.OnlineLevel, v.Services = 0, nil
	case from == "" && one.Level > 0:
		v.OnlineLevel, v.Services = one.Level, nil
	case from == "":
		v.OnlineLevel, v.Services = 0, []procedure.Service{one}
	default:
		v.Services = slices.DeleteFunc(slices.Clone(v.Services), func(s procedure.Service) bool { return s.From >= from })
		v.Services = append(v.Services, one)
	}
	return v
}
