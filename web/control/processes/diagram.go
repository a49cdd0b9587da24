package processes

import (
	"context"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"motcua/office"
	"motcua/process"
	"motcua/web/page"
)

// diagram is the picture of a process. What it shows stands in the table too, which is
// its alternative for who does not see it.
type diagram struct {
	process.Drawing
	Steps  process.Process
	place  func(process.Step) string
	labels []string // of the lanes
}

func (p pages) diagram(x process.Process) diagram {
	d, _ := process.Draw(x)
	out := diagram{Drawing: d, Steps: x, place: p.place}
	for _, l := range d.Lanes {
		out.labels = append(out.labels, p.place(process.Step{Place: l.Place, Office: l.Office})+" – "+office.Role(l.Role).Vietnamese())
	}
	return out
}

// Render draws the SVG in a frame that scrolls by itself.
func (d diagram) Render(ctx context.Context, w io.Writer) error {
	var b strings.Builder
	label := html.EscapeString(page.T(ctx, "Sơ đồ quy trình; nội dung có đủ ở bảng các bước"))
	fmt.Fprintf(&b, `<div class="mc-flow-frame" tabindex="0" role="region" aria-label="%s"><svg class="mc-flow" role="img" aria-label="%s" viewBox="0 0 %d %d" width="%d" height="%d" focusable="false">`,
		label, label, d.W, d.H, d.W, d.H)
	b.WriteString(`<defs><marker id="mc-flow-head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" class="mc-flow__head"/></marker></defs>`)
	for i, l := range d.Lanes {
		fmt.Fprintf(&b, `<rect class="mc-flow__lane" x="0" y="%d" width="%d" height="%d"/><rect class="mc-flow__who" x="0" y="%d" width="%d" height="%d"/>`, l.Y, d.W, l.H, l.Y, process.HeadWide, l.H)
		text(&b, process.Wrap(d.labels[i], 17, 5), process.HeadWide/2, l.Y+l.H/2, "mc-flow__label")
	}
	for _, f := range d.Flows {
		d.flow(&b, f)
	}
	for _, n := range d.Nodes {
		d.node(&b, n)
	}
	b.WriteString("</svg></div>")
	_, err := io.WriteString(w, b.String())
	return err
}

// text writes lines around a middle.
func text(b *strings.Builder, lines []string, x, y int, class string) {
	const high = 15
	fmt.Fprintf(b, `<text class="%s" text-anchor="middle">`, class)
	for i, s := range lines {
		fmt.Fprintf(b, `<tspan x="%d" y="%d">%s</tspan>`, x, y+5-high*(len(lines)-1)/2+high*i, html.EscapeString(s))
	}
	b.WriteString("</text>")
}

func (d diagram) flow(b *strings.Builder, f process.Flow) {
	var pts []string
	for _, p := range f.Points {
		pts = append(pts, strconv.Itoa(p[0])+","+strconv.Itoa(p[1]))
	}
	fmt.Fprintf(b, `<polyline class="mc-flow__line" points="%s" marker-end="url(#mc-flow-head)"/>`, strings.Join(pts, " "))
	if f.When != "" {
		x, y := middle(f.Points)
		text(b, process.Wrap(f.When, 22, 2), x, y, "mc-flow__when")
	}
}

// middle is where the words of a flow stand: over its longest piece, or on it when that
// goes up or down.
func middle(pts [][2]int) (x, y int) {
	most := -1
	for i := 1; i < len(pts); i++ {
		a, z := pts[i-1], pts[i]
		long := max(a[0]-z[0], z[0]-a[0], a[1]-z[1], z[1]-a[1])
		if long <= most {
			continue
		}
		most, x, y = long, (a[0]+z[0])/2, (a[1]+z[1])/2
		if a[1] == z[1] {
			y -= 14
		}
	}
	return x, y
}

func (d diagram) node(b *strings.Builder, n process.Node) {
	cx, cy := n.X+n.W/2, n.Y+n.H/2
	switch n.Kind {
	case process.StartNode, process.EndNode:
		fmt.Fprintf(b, `<circle class="mc-flow__%s" cx="%d" cy="%d" r="%d"/>`, n.Kind, cx, cy, n.W/2)
		word := map[process.NodeKind]string{process.StartNode: "Nộp", process.EndNode: "Hết"}[n.Kind]
		text(b, []string{word}, cx, cy, "mc-flow__dot")
	case process.TaskNode:
		s := d.Steps.Steps[n.Step]
		fmt.Fprintf(b, `<rect class="mc-flow__step" x="%d" y="%d" width="%d" height="%d" rx="6"/>`, n.X, n.Y, n.W, n.H)
		text(b, append(process.Wrap(strconv.Itoa(n.Step+1)+". "+s.Name, 20, 3), timeOf(s)), cx, cy, "mc-flow__name")
	default:
		fmt.Fprintf(b, `<path class="mc-flow__gate" d="M%d %d %d %d %d %d %d %dz"/>`, n.X, cy, cx, n.Y, n.X+n.W, cy, cx, n.Y+n.H)
		mark := "×"
		if n.Kind == process.AndNode {
			mark = "+"
		}
		text(b, []string{mark}, cx, cy+2, "mc-flow__mark")
	}
}
