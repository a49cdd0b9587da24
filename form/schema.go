package form

import "slices"

// dialect is the JSON Schema the city writes and reads.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// Shapes of values, as the schema demands them and Read writes them.
const (
	phoneShape = `^0[0-9]{9,10}$`
	idShape    = `^([0-9]{9}|[0-9]{12}|[A-Z][0-9]{7,8})$`
	taxShape   = `^[0-9]{10}(-[0-9]{3})?$`
)

// Schema writes what an answer must be. A field that is shown only sometimes is asked by
// if/then, and may not stand there otherwise.
func (f Form) Schema() map[string]any {
	s := object(f.Fields())
	s["$schema"], s["title"] = dialect, f.Title
	return s
}

func object(fields []Field) map[string]any {
	props, required, rules := map[string]any{}, []any{}, []any{}
	for _, f := range fields {
		props[f.Key] = value(f)
		switch {
		case f.When != nil:
			rules = append(rules, condition(f, fields))
		case f.Required:
			required = append(required, f.Key)
		}
	}
	s := map[string]any{"type": "object", "properties": props, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	if len(rules) > 0 {
		s["allOf"] = rules
	}
	return s
}

func condition(f Field, level []Field) map[string]any {
	is := make([]any, len(f.When.Is))
	for i, w := range f.When.Is {
		is[i] = w
	}
	if on := slices.IndexFunc(level, func(x Field) bool { return x.Key == f.When.Field }); on >= 0 && level[on].Type == Yes {
		is = []any{true}
	}
	c := map[string]any{
		"if":   map[string]any{"properties": map[string]any{f.When.Field: map[string]any{"enum": is}}, "required": []any{f.When.Field}},
		"else": map[string]any{"properties": map[string]any{f.Key: false}},
	}
	c["then"] = true
	if f.Required {
		c["then"] = map[string]any{"required": []any{f.Key}}
	}
	return c
}

func value(f Field) map[string]any {
	s := map[string]any{"title": f.Label, "type": "string"}
	if f.Type.Composite() {
		s = object(f.Inner())
		s["title"] = f.Label
		return s
	}
	switch f.Type {
	case Number, Money:
		s["type"] = "number"
		if f.Type == Money {
			s["type"], s["minimum"] = "integer", 0
		}
		bound(s, f, "minimum", "maximum")
	case Yes:
		s["type"] = "boolean"
		if f.Required {
			s["const"] = true
		}
	case Choice:
		s["enum"] = texts(f.Options)
	case Several:
		s["type"], s["items"], s["uniqueItems"] = "array", map[string]any{"enum": texts(f.Options)}, true
		if f.Required {
			s["minItems"] = 1
		}
	case Group:
		s["type"], s["items"] = "array", object(f.Fields)
		bound(s, f, "minItems", "maxItems")
	case Upload:
		s["type"], s["items"] = "array", map[string]any{"type": "string"}
		if f.Required {
			s["minItems"] = 1
		}
	case Date:
		s["format"] = "date"
	case Email:
		s["format"] = "email"
	case Phone:
		s["pattern"] = phoneShape
	case IDNo:
		s["pattern"] = idShape
	case TaxNo:
		s["pattern"] = taxShape
	default:
		s["minLength"], s["maxLength"] = 1, f.Bound()
	}
	return s
}

func bound(s map[string]any, f Field, least, most string) {
	if f.Least > 0 {
		s[least] = f.Least
	}
	if f.Most > 0 {
		s[most] = f.Most
	}
}

func texts(all []string) []any {
	out := make([]any, len(all))
	for i, s := range all {
		out[i] = s
	}
	return out
}
