package city

import (
	"motcua/procedure"
	"motcua/web/hall"
)

// Configuration is every room's part of what travels as files.
func (c *City) Configuration() hall.Configuration {
	procedures := procedure.Part{Store: c.Procedures}
	return hall.Configuration{
		{Name: procedures.Name(), Title: "Danh mục thủ tục", Export: procedures.Export, Check: procedures.Check, Apply: procedures.Apply},
	}
}
