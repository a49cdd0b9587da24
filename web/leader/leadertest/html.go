package leadertest

import (
	"strings"

	"golang.org/x/net/html"
)

// All gives every element of a page that carries a class.
func All(body, class string) []*html.Node {
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return nil
	}
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && strings.Contains(" "+Attr(n, "class")+" ", " "+class+" ") {
			out = append(out, n)
		}
	}
	return out
}

// Find gives the first element with an attribute of that value.
func Find(body, name, value string) *html.Node {
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return nil
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && Attr(n, name) == value {
			return n
		}
	}
	return nil
}

// Attr is an attribute of an element; "" of none.
func Attr(n *html.Node, name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Text is what a reader sees of an element.
func Text(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Rows counts the lines of a table.
func Rows(body, id string) int {
	t := Find(body, "id", id)
	if t == nil {
		return 0
	}
	n := 0
	for x := range t.Descendants() {
		if x.Type == html.ElementNode && x.Data == "tbody" {
			for tr := range x.ChildNodes() {
				if tr.Type == html.ElementNode && tr.Data == "tr" {
					n++
				}
			}
		}
	}
	return n
}
