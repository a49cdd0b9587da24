package main

import (
	"fmt"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far long work has come: a bar on a terminal, a line for each tenth
// in a log, where a bar would leave thousands of half lines.
type progress struct {
	what string
	bar  *progressbar.ProgressBar // nil in a log
	said int                      // tenths printed
}

func newProgress(what string) *progress {
	p := &progress{what: what}
	if term.IsTerminal(int(os.Stderr.Fd())) {
		p.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(), progressbar.OptionSetWidth(40), progressbar.OptionClearOnFinish())
	}
	return p
}

// at tells how much is done; what cannot be drawn stops nothing.
func (p *progress) at(done, total int64) {
	done = min(done, total)
	if p.bar != nil {
		p.bar.ChangeMax64(total)
		_ = p.bar.Set64(done)
		return
	}
	if total > 0 && done*10/total > int64(p.said) {
		p.said = int(done * 10 / total)
		fmt.Fprintf(os.Stderr, "%s: %d %% (%d/%d)\n", p.what, p.said*10, done, total)
	}
}

func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
