package city_test

import (
	"context"
	"fmt"
	"strings"

	"motcua/access"
	"motcua/bundle"
	"motcua/procedure"

	"github.com/rogpeppe/go-internal/testscript"
)

func init() {
	commands["catalogue"] = catalogueCmd
}

// catalogueCmd changes the catalogue by files as the control office does:
//
//	catalogue limit CODE DAYS FROM [LAST]   a next version with another limit, in force from
//	                                 a day, and the last day of the version before
//	catalogue rewrite CODE DAYS      the published version itself with another limit
//	catalogue end CODE DAY [NUMBER]  the last day of the open version, by a decision
//	catalogue as ROLE …              the same by somebody of a district
//	catalogue version                in which version the dossier is kept
//	catalogue proof                  the fold of the log is the rows, and the files differ in nothing
func catalogueCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	who := j.publishing("control")
	if args[0] == "as" {
		who, args = access.Who{Official: "other", Post: "other", Office: j.dist, Role: args[1], Channel: "page"}, args[2:]
	}
	part := j.c.Configuration()
	switch args[0] {
	case "version":
		v, ok := j.c.Procedures.Version(j.d.Version)
		if !ok {
			ts.Fatalf("the dossier has no version")
		}
		fmt.Fprintf(ts.Stdout(), "phiên bản %d\n", v.No)
	case "proof":
		files, err := part.Export(ctx)
		ts.Check(err)
		changes, faults, err := part.Check(ctx, files)
		ts.Check(err)
		wrong, err := j.c.Procedures.Unlogged(ctx)
		ts.Check(err)
		if len(changes)+len(faults)+len(wrong) > 0 {
			ts.Fatalf("%v %v %v", changes, faults, wrong)
		}
	default:
		files, err := part.Export(ctx)
		ts.Check(err)
		ts.Check(edit(files, j.c.Procedures.Of(args[1]), args))
		_, faults, err := part.Apply(ctx, who, files)
		for _, f := range faults {
			fmt.Fprintln(ts.Stderr(), f.Error())
		}
		if len(faults) == 0 {
			outcome(ts, neg, err)
		} else if !neg {
			ts.Fatalf("the files are refused: %v", faults)
		}
	}
}

// edit changes the file of one procedure as somebody with an editor does.
func edit(files bundle.Files, all []procedure.Version, args []string) error {
	path := "procedures/" + args[1] + ".json"
	text := string(files[path])
	open, shut := strings.Index(text, "    {\n"), strings.LastIndex(text, "\n  ]")
	if len(all) != 1 || open < 0 {
		return fmt.Errorf("%s has no single version", args[1])
	}
	last := text[open:shut]
	var value string
	for line := range strings.Lines(last) {
		if value == "" && strings.Contains(line, `"value": `) {
			value = strings.TrimSpace(line)
		}
	}
	switch args[0] {
	case "limit":
		next := strings.NewReplacer(value, `"value": `+args[2]+`,`, `"version": 1`, `"version": 2`, `"valid_from": "`+all[0].ValidFrom+`"`, `"valid_from": "`+args[3]+`"`).Replace(last)
		if len(args) > 4 { // the last day of the version before
			from := `"valid_from": "` + all[0].ValidFrom + `"`
			last = strings.Replace(last, from, from+",\n      \"valid_to\": \""+args[4]+`"`, 1)
		}
		text = text[:open] + last + ",\n" + next + text[shut:]
	case "rewrite":
		text = strings.ReplaceAll(text, value, `"value": `+args[2]+`,`)
	case "end":
		from := `"valid_from": "` + all[0].ValidFrom + `"`
		said := from + ",\n      \"valid_to\": \"" + args[2] + `"`
		if len(args) > 3 {
			said += ",\n      \"ended_by\": \"" + args[3] + `"`
		}
		text = strings.Replace(text, from, said, 1)
	default:
		return fmt.Errorf("catalogue %s is not a verb", args[0])
	}
	files[path] = []byte(text)
	return nil
}
