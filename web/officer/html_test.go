package officer_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parse reads a page.
func parse(t *testing.T, body string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// all gives the elements of a tag whose attribute has the value; "" is any.
func all(n *html.Node, tag, attr, value string) []*html.Node {
	var out []*html.Node
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == tag && (attr == "" || value == "" && has(c, attr) || value != "" && get(c, attr) == value) {
			out = append(out, c)
		}
	}
	return out
}

func has(n *html.Node, attr string) bool {
	for _, a := range n.Attr {
		if a.Key == attr {
			return true
		}
	}
	return false
}

func get(n *html.Node, attr string) string {
	for _, a := range n.Attr {
		if a.Key == attr {
			return a.Val
		}
	}
	return ""
}

// text is what a person reads in the element.
func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// field is the value a form holds for a name.
func field(t *testing.T, body, name string) string {
	t.Helper()
	for _, tag := range []string{"input", "textarea"} {
		for _, n := range all(parse(t, body), tag, "name", name) {
			if tag == "textarea" {
				return text(n)
			}
			return get(n, "value")
		}
	}
	t.Fatalf("no field %q", name)
	return ""
}

// wrong is the sentence at a field.
func wrong(t *testing.T, body, name string) string {
	t.Helper()
	for _, n := range all(parse(t, body), "p", "id", "f-"+name+"-error") {
		return text(n)
	}
	return ""
}
