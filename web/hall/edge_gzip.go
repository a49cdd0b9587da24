package hall

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
)

// A page of a long procedure is mostly Vietnamese text, which shrinks to a quarter:
// the difference between one second and four on an old phone. Answers that reflect
// what was typed are compressed safely because the session cookie is SameSite=Lax
// and pages carry no token an attacker could guess letter by letter.
var writers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// Squeezed compresses the pages of a route for browsers that take it.
func Squeezed(rt Route) Route {
	handle := rt.Handle
	rt.Handle = func(w http.ResponseWriter, r *http.Request) error {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || r.Method == http.MethodHead {
			return handle(w, r)
		}
		s := &squeezer{ResponseWriter: w}
		err := handle(s, r)
		if closing := s.close(); err == nil && closing != nil {
			return nil // the reader went away in the middle of the page
		}
		return err
	}
	return rt
}

type squeezer struct {
	http.ResponseWriter
	begun bool
	gz    *gzip.Writer
}

// WriteHeader decides by what is about to be sent: pages alone are compressed.
func (s *squeezer) WriteHeader(status int) {
	if !s.begun {
		s.begun = true
		h := s.Header()
		if strings.HasPrefix(h.Get("Content-Type"), "text/html") && h.Get("Content-Encoding") == "" {
			h.Set("Content-Encoding", "gzip")
			h.Add("Vary", "Accept-Encoding")
			h.Del("Content-Length")
			s.gz = writers.Get().(*gzip.Writer)
			s.gz.Reset(s.ResponseWriter)
		}
	}
	s.ResponseWriter.WriteHeader(status)
}

// Write sends the body, compressed when it is a page.
func (s *squeezer) Write(b []byte) (int, error) {
	if !s.begun {
		s.WriteHeader(http.StatusOK)
	}
	if s.gz != nil {
		return s.gz.Write(b)
	}
	return s.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (s *squeezer) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (s *squeezer) close() error {
	if s.gz == nil {
		return nil
	}
	err := s.gz.Close()
	writers.Put(s.gz)
	s.gz = nil
	return err
}
