package city

import (
	"motcua/form"
	"motcua/procedure"
	"motcua/web/hall"
)

// Configuration is every room's part of what travels as files, procedures first: the
// others are about them.
func (c *City) Configuration() hall.Configuration {
	procedures, forms := procedure.Part{Store: c.Procedures}, form.Part{Store: c.Forms}
	return hall.Configuration{DB: c.Store, Parts: []hall.Part{
		{Name: procedures.Name(), Title: "Danh mục thủ tục", Export: procedures.Export, Check: procedures.Check, Apply: procedures.ApplyTx, Refresh: procedures.Refresh},
		{Name: forms.Name(), Title: "Tờ khai", Export: forms.Export, Check: forms.Check, Apply: forms.ApplyTx, Refresh: forms.Refresh},
		{Name: c.Processes.Name(), Title: "Quy trình điện tử", Export: c.Processes.Export, Check: c.Processes.Check, Apply: c.Processes.ApplyTx, Refresh: c.Processes.Refresh},
	}}
}

// empty reports whether nobody is in post yet.
func (c *City) empty() bool { return len(c.Offices.Officials()) == 0 }
