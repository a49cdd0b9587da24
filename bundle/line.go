package bundle

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// LineOf is the line, from 1, on which the value of a path stands in a JSON text:
// "versions[0].channels[2].time.unit". Where the path leads further than the text, it is
// the line of the last part that is there.
func LineOf(text []byte, path string) int {
	d := json.NewDecoder(bytes.NewReader(text))
	best, deep := int64(0), -1
	var walk func(at string) error
	walk = func(at string) error {
		start := begins(text, d.InputOffset())
		if n := len(at); (path == at || strings.HasPrefix(path, at) && (n == 0 || path[n] == '.' || path[n] == '[')) && n > deep {
			best, deep = start, n
		}
		t, err := d.Token()
		if err != nil {
			return err
		}
		open, ok := t.(json.Delim)
		if !ok {
			return nil
		}
		for i := 0; d.More(); i++ {
			next := at + "[" + strconv.Itoa(i) + "]"
			if open == '{' {
				key, err := d.Token()
				if err != nil {
					return err
				}
				name, _ := key.(string)
				next = strings.TrimPrefix(at+"."+name, ".")
			}
			if err := walk(next); err != nil {
				return err
			}
		}
		_, err = d.Token()
		return err
	}
	_ = walk("") // a text that breaks off is told by Decode; here the best line so far
	return lineAt(text, best)
}

// begins skips what stands between two values.
func begins(text []byte, at int64) int64 {
	for at < int64(len(text)) && strings.IndexByte(" \t\r\n,:", text[at]) >= 0 {
		at++
	}
	return at
}
